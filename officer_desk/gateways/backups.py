# SPDX-License-Identifier: Apache-2.0
"""A backup as a file: a zip of `key.age` (opened by the passphrase) and `data.age` (opened by that key), a tar inside.

Both are in the age format, so that the stock tool `age` opens a backup without this program (docs/backup.md). The tar
begins with `backup.json` and ends with `SHA256SUMS`, which names every file before it. Everything is streamed: an
office larger than the memory can be saved.
"""

import hashlib
import io
import json
import os
import re
import unicodedata
import zipfile
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from officer_desk.catalogue import translate
from officer_desk.errors import Refused
from officer_desk.gateways import age, sealed_files
from officer_desk.gateways.disk import private_folder, sync_folder
from officer_desk.gateways.keys import open_keys
from officer_desk.gateways.pictures import PURPOSE
from officer_desk.gateways.tar_stream import Member, Unpacker, pack

FORMAT, VERSION = "officer-desk/backup", 1
DATABASE, KEY = "desk.db", "office.key"
ABOUT, MISSING, SUMS = "backup.json", "missing-pictures.txt", "SHA256SUMS"
LEAST_CHARACTERS, _LEAST_DIFFERENT = 12, 5
_KEY_FILE, _DATA_FILE, _README = "key.age", "data.age", "DOC-TRUOC-README.txt"
_PICTURE = re.compile(r"pictures/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_ALLOWED = re.compile(r"(desk\.db|office\.key|settings\.toml|households\.db|(texts|forms)(/[^/\\:\0]+)+)")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Lock:
    """A backup's own key, and the same sealed by the office's passphrase."""

    identity: str = field(repr=False)
    sealed: bytes = field(repr=False)


def new_lock(passphrase: str) -> Lock:
    """Make a key and seal it; takes a second or two on purpose. Raises `Refused("passphrase-weak")`."""
    phrase = _normal(passphrase)
    if len(phrase) < LEAST_CHARACTERS or len(set(phrase)) < _LEAST_DIFFERENT:
        raise Refused("passphrase-weak", least=LEAST_CHARACTERS)
    identity = age.new_identity()
    return Lock(identity, age.seal(f"{identity}\n".encode(), phrase))


def unlock(file: Path, passphrase: str) -> str:
    """Give the key of a backup: raises `Refused`: "backup-foreign", "backup-damaged", "passphrase-wrong"."""
    with _zip(file) as archive:
        try:
            sealed = archive.read(_KEY_FILE)
        except _DAMAGE as error:
            raise Refused("backup-damaged", path=str(file)) from error
    try:
        return age.unseal(sealed, _normal(passphrase)).decode().strip()
    except age.WrongPassphrase as error:
        raise Refused("passphrase-wrong") from error


def _normal(passphrase: str) -> str:
    """Give a passphrase as one keyboard writes it: «ố» may be one letter or three, by the program that types it."""
    return unicodedata.normalize("NFC", passphrase).strip()


def file_member(name: str, file: IO[bytes]) -> Member:
    """Give an open file as a member; it is read from its beginning."""
    size = os.fstat(file.fileno()).st_size
    file.seek(0)
    return Member(name, size, iter(lambda: file.read(_CHUNK), b""))


def bytes_member(name: str, data: bytes) -> Member:
    """Give bytes as a member."""
    return Member(name, len(data), (data,))


def write(
    unfinished: Path, lock: Lock, about: dict[str, Any], members: Iterable[Member], told: Callable[[int], None]
) -> None:
    """Write a backup, readable by its owner only, onto the disk; `told` hears of every number of bytes saved.

    Raises `OSError` for a disk that does not take it, and whatever `members` raises.
    """
    listed = _with_sums({"format": FORMAT, "version": VERSION, **about}, members)
    with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as raw:
        with zipfile.ZipFile(raw, "w") as archive:
            archive.writestr(_README, _how_to_open())
            archive.writestr(_KEY_FILE, lock.sealed)
            with archive.open(_DATA_FILE, "w", force_zip64=True) as data:
                age.encrypt(age.Source(pack(listed), told), data, lock.identity)
        raw.flush()
        os.fsync(raw.fileno())


def publish(unfinished: Path, target: Path) -> None:
    """Give a whole backup its name, so that a power cut leaves it there or not; never over another file."""
    if target.exists():
        raise Refused("backup-exists", path=str(target))
    unfinished.replace(target)
    sync_folder(target.parent)


def _with_sums(about: dict[str, Any], members: Iterable[Member]) -> Generator[Member]:
    """Put `backup.json` before the members and `SHA256SUMS` behind them."""
    sums = io.BytesIO()

    def counted(member: Member) -> Member:
        def content() -> Generator[bytes]:
            digest = hashlib.sha256()
            for part in member.content:
                digest.update(part)
                yield part
            sums.write(_sum_line(member.name, digest.hexdigest()))

        return Member(member.name, member.size, content())

    yield counted(bytes_member(ABOUT, json.dumps(about, ensure_ascii=False, indent=1).encode()))
    for member in members:
        yield counted(member)
    yield bytes_member(SUMS, sums.getvalue())


def _sum_line(name: str, digest: str) -> bytes:
    """Give a line as `sha256sum -c` reads it."""
    return f"{digest}  {name}\n".encode()


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup was found to hold, every byte of it read and every hash right."""

    about: dict[str, Any]
    files: int
    size: int
    pictures: int
    sums: str
    """SHA-256 of `SHA256SUMS`: it stands for every byte of the content."""
    missing: frozenset[str]
    """SHA-256 of pictures that the office itself had lost when it was saved."""


def read(
    file: Path,
    identity: str,
    told: Callable[[int], None],
    into: Path | None = None,
    accept: Callable[[dict[str, Any]], None] = lambda _about: None,
) -> Contents:
    """Read a backup to its end and check every hash; with `into`, unpack it there, pictures sealed at once.

    `accept` sees `backup.json` before anything else and may raise. Raises `Refused`: "backup-foreign",
    "backup-damaged", "backup-newer"; and `OSError` of the disk unpacked to.
    """
    found = _Reading(told, into, accept)
    unpacker = Unpacker(found)
    with _zip(file) as archive:
        try:
            with archive.open(_DATA_FILE) as data:
                age.decrypt(age.Source(iter(lambda: data.read(_CHUNK), b"")), unpacker, identity)
        except (*_DAMAGE, age.Broken) as error:
            raise Refused("backup-damaged", path=str(file)) from error
        finally:
            found.close()
    if not (found.complete and unpacker.finished):
        raise Refused("backup-damaged", path=str(file))
    return found.contents()


_DAMAGE = (KeyError, ValueError, EOFError, zipfile.BadZipFile)


class _Reading:
    """Takes the files of a backup: hashes them, writes them where that is wanted, compares with `SHA256SUMS`."""

    def __init__(
        self, told: Callable[[int], None], into: Path | None, accept: Callable[[dict[str, Any]], None]
    ) -> None:
        self.complete = False
        self._told, self._into, self._accept = told, into, accept
        self._sums = hashlib.sha256()
        self._about: dict[str, Any] = {}
        self._missing: frozenset[str] = frozenset()
        self._files = self._size = self._pictures = 0
        self._name = ""
        self._digest = hashlib.sha256()
        self._file: IO[bytes] | None = None

    def begin(self, name: str, size: int) -> None:
        if self.complete or (name == ABOUT) != (not self._files):
            raise ValueError(name)
        self._name, self._digest, self._file = name, hashlib.sha256(), None
        self._files += 1
        if name in {ABOUT, MISSING, SUMS}:
            self._file = io.BytesIO() if name != SUMS else None
        elif not (_PICTURE.fullmatch(name) or (_ALLOWED.fullmatch(name) and ".." not in name.split("/"))):
            raise ValueError(name)
        elif self._into is not None:
            # A picture waits until it is whole: it is sealed before anything of it is on the disk.
            self._file = io.BytesIO() if _PICTURE.fullmatch(name) else _new_file(self._into / name)

    def data(self, part: bytes) -> None:
        self._digest.update(part)
        self._size += len(part)
        if self._file is not None:
            self._file.write(part)
        self._told(len(part))

    def end(self) -> None:
        digest = self._digest.hexdigest()
        if self._name == SUMS:
            self.complete = digest == self._sums.hexdigest()
            return
        self._sums.update(_sum_line(self._name, digest))
        picture = _PICTURE.fullmatch(self._name)
        if picture is not None:
            self._pictures += 1
            if picture[2] != digest:
                raise ValueError(self._name)
            if self._into is not None:
                self._seal(self._into, digest)
        elif isinstance(self._file, io.BytesIO):
            self._noted(self._file.getvalue())
        self.close()

    def _seal(self, into: Path, sha256: str) -> None:
        """Write a picture as the store does; the key comes before any picture."""
        if not (into / KEY).is_file() or not isinstance(self._file, io.BytesIO):
            raise ValueError(self._name)
        key = open_keys(into / KEY, may_make=False).key_for(PURPOSE)
        with _new_file(into / self._name) as file:
            file.write(sealed_files.seal(key, sha256, self._file.getvalue()))

    def close(self) -> None:
        """Close the file that was being written."""
        if self._file is not None:
            self._file.close()

    def _noted(self, data: bytes) -> None:
        if self._name == MISSING:
            self._missing = frozenset(data.decode().split())
            return
        self._about = json.loads(data)
        if self._about.get("format") != FORMAT:
            raise Refused("backup-foreign")
        if self._about["version"] > VERSION:
            raise Refused("backup-newer", version=self._about.get("program"))
        self._accept(self._about)

    def contents(self) -> Contents:
        """Say what was read; only of a backup that is complete."""
        return Contents(self._about, self._files, self._size, self._pictures, self._sums.hexdigest(), self._missing)


def _new_file(path: Path) -> IO[bytes]:
    private_folder(path.parent)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


@contextmanager
def _zip(file: Path) -> Generator[zipfile.ZipFile]:
    """Open a backup; `Refused("backup-foreign")` for a file that is none."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, EOFError) as error:
        raise Refused("backup-foreign", path=str(file)) from error
    with archive:
        if not {_KEY_FILE, _DATA_FILE} <= set(archive.namelist()):
            raise Refused("backup-foreign", path=str(file))
        yield archive


def _how_to_open() -> str:
    return translate(
        "Backup",
        "A backup of Officer Desk, encrypted with a passphrase.\n"
        "With the program:  officer-desk restore FILE\n"
        "Without it, with the tools age, tar and sha256sum:\n"
        "  age -d -i key.age data.age > backup.tar\n"
        "  tar -xf backup.tar\n"
        "  sha256sum -c SHA256SUMS\n",
    )
