# SPDX-License-Identifier: Apache-2.0
"""Zip files from strangers: looked through before anything is taken out, read one entry at a time, never unpacked."""

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from officer_desk.domain.json_text import has_unseen, shown
from officer_desk.errors import Refused

MAX_ENTRIES = 100
MAX_ARCHIVE_BYTES = 80_000_000
_MAX_DIRECTORY_BYTES = 100_000
# What the other methods need to decompress has no bound that we know of.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_END = b"PK\x05\x06"
_END_SIZE = 22
_END_64 = b"PK\x06\x07"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)


class Archive:
    """A zip file whose directory was checked as a whole: no links, no paths out of it, nothing encrypted or twice."""

    def __init__(self, path: Path, name: str) -> None:
        self._name: str = name
        self._path: Path = path
        self._zip: zipfile.ZipFile | None = None
        self._entries: dict[str, zipfile.ZipInfo] = {}

    def __enter__(self) -> "Archive":
        """Open and check."""
        if not self._path.is_file():
            # A pipe would never answer.
            raise Refused("package-not-a-file", offender=shown(self._name))
        try:
            _check_end(self._path, self._name)
            self._zip = zipfile.ZipFile(self._path)
        except OSError as error:
            raise Refused("package-file-unreadable", offender=shown(self._name)) from error
        except _BROKEN as error:
            raise _no_zip(self._path, self._name) from error
        try:
            self._entries = _checked_entries(self._zip, self._name)
        except BaseException:
            self._zip.close()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        """Close."""
        if self._zip is not None:
            self._zip.close()

    def names(self) -> tuple[str, ...]:
        """Give the names of the files; those in folders with their folder."""
        return tuple(self._entries)

    @contextmanager
    def open(self, name: str) -> Generator[IO[bytes]]:
        """Read one entry; what it says of its own size is not believed."""
        if self._zip is None:
            raise Refused("package-zip-broken", offender=shown(self._name))
        try:
            with self._zip.open(self._entries[name]) as file:
                yield file
        except _BROKEN as error:
            raise Refused("package-zip-broken", offender=shown(name)) from error
        except OSError as error:
            raise Refused("package-file-unreadable", offender=shown(name)) from error


def _no_zip(path: Path, name: str) -> Refused:
    """Tell a zip file that was damaged from a scan or letter that was chosen in the wrong place."""
    reason = "package-zip-broken" if path.suffix.lower() == ".zip" else "package-not-a-zip"
    return Refused(reason, offender=shown(name))


def _check_end(path: Path, name: str) -> None:
    """Bound the directory before zipfile reads it: a file of 80 MB could list two million entries.

    The record is found as zipfile finds it: at the very end, or else the last one within the longest comment.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if size > MAX_ARCHIVE_BYTES:
            raise Refused("package-archive-too-large", offender=shown(name), most=MAX_ARCHIVE_BYTES // 1_000_000)
        file.seek(max(0, size - _END_SIZE - 0xFFFF - _END_SIZE))
        tail = file.read()
    at = len(tail) - _END_SIZE
    if at < 0 or not (tail[at:].startswith(_END) and tail.endswith(b"\0\0")):
        at = tail.rfind(_END)
    if at < 0 or at + _END_SIZE > len(tail):
        raise _no_zip(path, name)
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if tail[max(0, at - 20) : at].startswith(_END_64) or entries > MAX_ENTRIES or directory > _MAX_DIRECTORY_BYTES:
        raise Refused("package-too-many-files", offender=shown(name), most=MAX_ENTRIES)


def _checked_entries(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    meanings: set[str] = set()
    if len(archive.infolist()) > MAX_ENTRIES:
        raise Refused("package-too-many-files", offender=shown(name), most=MAX_ENTRIES)
    for entry in archive.infolist():
        real = _real_name(entry)
        _check_entry(entry, real)
        # Two names that one disk takes for one file.
        meaning = unicodedata.normalize("NFC", real).casefold()
        if meaning in meanings:
            raise Refused("package-name-twice", offender=shown(real))
        meanings.add(meaning)
        if not entry.is_dir():
            entries[real] = entry
    return entries


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or has_unseen(name) or not name:
        raise Refused("package-entry-path", offender=shown(name))
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise Refused("package-link", offender=shown(name))
    if entry.flag_bits & 0x1:
        raise Refused("package-encrypted", offender=shown(name))
    if entry.compress_type not in _METHODS:
        raise Refused("package-compression", offender=shown(name))


def _real_name(entry: zipfile.ZipInfo) -> str:
    """Give the whole name: zipfile cuts it at a zero byte, and reads unmarked names as those of DOS."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800 and not name.isascii():
        try:
            # Unix programs write UTF-8 without marking it.
            return name.encode("cp437").decode("utf-8")
        except UnicodeError:
            return name
    return name
