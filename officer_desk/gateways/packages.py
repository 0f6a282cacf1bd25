# SPDX-License-Identifier: Apache-2.0
"""Declaration packages on the disk: folders and zip files from strangers, read bounded and never unpacked.

`Refused("package-…", offender=file)` names the file to blame. Nothing is written, no link is followed, no name
inside an archive is ever used as a path.
"""

import os
import stat
import unicodedata
from collections.abc import Generator, Iterable, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Protocol

from officer_desk.domain.json_text import shown
from officer_desk.domain.package import FILE_NAME, MAX_BYTES
from officer_desk.errors import Refused
from officer_desk.gateways import pictures
from officer_desk.gateways.archives import MAX_ENTRIES, Archive

_CHUNK = 1 << 20
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class PackageSource:
    """Where a package is; its name orders it among the others and stands in the report."""

    name: str
    path: Path


class OpenPackage:
    """The files of one package: read each by the plain name that declaration.json gives it."""

    def __init__(self, files: "_Files") -> None:
        self._files: _Files = files
        # macOS writes names decomposed, declaration.json composed: they mean the same file, unless there are both.
        self._names: Mapping[str, str] = _by_meaning(files.names())

    def declaration(self) -> bytes:
        """Give the bytes of declaration.json, one megabyte at most."""
        return self._read(FILE_NAME, MAX_BYTES, "package-declaration-too-large")

    def picture(self, name: str) -> bytes:
        """Give the bytes of a named picture; too large a one is refused before it is read."""
        return self._read(name, pictures.MAX_BYTES, "picture-too-large")

    def extras(self, named: Iterable[str]) -> tuple[str, ...]:
        """Give the files that declaration.json does not name: they are left out."""
        known = {_meaning(name) for name in (*named, FILE_NAME)}
        return tuple(sorted(shown(name) for name in self._files.names() if _meaning(name) not in known))

    def _read(self, name: str, most: int, reason: str) -> bytes:
        found = self._names.get(_meaning(name))
        if found is None:
            missing = "package-without-declaration" if name == FILE_NAME else "package-picture-missing"
            raise Refused(missing, offender=shown(name))
        unit = 1_000_000 if most >= 10_000_000 else 1000
        with self._files.open(found) as file:
            data = read_bounded(file, most)
        if data is None:
            raise Refused(reason, offender=shown(name), most=most // unit)
        return data


class _Files(Protocol):
    """The files at the root of a folder or an archive."""

    def names(self) -> tuple[str, ...]: ...

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]: ...


def find(paths: Iterable[Path]) -> list[PackageSource]:
    """Find packages in the order of their names.

    A path is a package (a folder with declaration.json, or a zip file) or a folder whose folders and zip files are
    packages. A path that cannot be read raises `Refused("import-path")`; one that is given twice counts once.
    """
    found = {source.path: source for path in paths for source in _find(path)}
    return sorted(found.values(), key=lambda source: (source.name, str(source.path)))


@contextmanager
def open_package(source: PackageSource) -> Generator[OpenPackage]:
    """Open a package for reading; its archive is checked as a whole first."""
    if source.path.is_symlink():
        raise Refused("package-link", offender=shown(source.name))
    if source.path.is_dir():
        yield OpenPackage(_Folder(source.path))
        return
    with Archive(source.path, source.name) as archive:
        yield OpenPackage(archive)


def read_bounded(file: IO[bytes], most: int) -> bytes | None:
    """Read a file to its end, or give None as soon as it turns out longer than `most` bytes."""
    parts: list[bytes] = []
    size = 0
    while part := file.read(min(_CHUNK, most + 1 - size)):
        parts.append(part)
        size += len(part)
        if size > most:
            return None
    return b"".join(parts)


def _find(path: Path) -> list[PackageSource]:
    try:
        # A link that the officer names himself is his own; links inside folders are not followed.
        path = path.resolve(strict=True)
        if not path.is_dir() or (path / FILE_NAME).exists():
            return [PackageSource(_name(path), path)]
        children = [child for child in path.iterdir() if _may_be_package(child)]
    except (OSError, RuntimeError) as error:
        raise Refused("import-path", offender=str(path)) from error
    # A folder with nothing in it that could be a package is a package without its declaration.
    return [PackageSource(_name(child), child) for child in children] or [PackageSource(_name(path), path)]


def _may_be_package(path: Path) -> bool:
    return not path.name.startswith(".") and (path.is_dir() or path.suffix.lower() == ".zip")


def _name(path: Path) -> str:
    return unicodedata.normalize("NFC", shown(path.name))


class _Folder:
    """A package that is a folder: only its own regular files, no links, no pipes."""

    def __init__(self, path: Path) -> None:
        self._path: Path = path
        try:
            with os.scandir(path) as entries:
                names = [entry.name for entry in islice(entries, MAX_ENTRIES + 1)]
        except OSError as error:
            raise Refused("package-file-unreadable", offender=shown(path.name)) from error
        if len(names) > MAX_ENTRIES:
            raise Refused("package-too-many-files", offender=shown(path.name), most=MAX_ENTRIES)
        self._names: tuple[str, ...] = tuple(sorted(names))

    def names(self) -> tuple[str, ...]:
        return self._names

    @contextmanager
    def open(self, name: str) -> Generator[IO[bytes]]:
        path = self._path / name
        if path.is_symlink():
            raise Refused("package-link", offender=shown(name))
        try:
            with os.fdopen(os.open(path, os.O_RDONLY | _NO_LINKS), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise Refused("package-not-a-file", offender=shown(name))
                yield file
        except OSError as error:
            # A folder in the place of a file cannot be opened on Windows.
            raise Refused(
                "package-not-a-file" if path.is_dir() else "package-file-unreadable", offender=shown(name)
            ) from error


def _meaning(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _by_meaning(names: Iterable[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in names:
        if _meaning(name) in found:
            raise Refused("package-name-twice", offender=shown(name))
        found[_meaning(name)] = name
    return found
