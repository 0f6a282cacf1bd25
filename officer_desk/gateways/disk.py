# SPDX-License-Identifier: Apache-2.0
"""Putting files on the disk so that a power cut leaves them whole or not there."""

import ctypes
import errno
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from officer_desk.errors import Refused, Unavailable


def private_folder(folder: Path) -> None:
    """Make a folder (and those above it) that only its owner can look into; one that is there stays as it is."""
    if folder.is_dir():
        return
    private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Put a folder's entries on the disk, as a rename needs; Windows can neither do nor needs it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def exchange(one: Path, other: Path) -> None:
    """Let two folders change names: on Linux in one step, elsewhere by a third name."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if rename is not None and rename(here, os.fsencode(one), here, os.fsencode(other), swap) == 0:
        return
    third = one.with_name(f"{one.name}.exchanging")
    other.rename(third)
    one.rename(other)
    third.rename(one)


def read_text(path: Path) -> str:
    """Read a UTF-8 text file, with or without byte-order mark; `Refused("file-unreadable")` when it is none."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("file-unreadable", offender=path.name) from error


FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a system says when there is no more room: on the disk, for this user, in one file."""
_TROUBLE = {
    **dict.fromkeys(FULL, "no-room"),
    errno.EROFS: "place-read-only",
    errno.EACCES: "place-read-only",
    errno.EPERM: "place-read-only",
    errno.EIO: "disk-error",
}


@contextmanager
def trouble_of_the_disk(name: str) -> Generator[None]:
    """Turn what a disk says while `name` is written or read into `Unavailable`."""
    try:
        yield
    except OSError as error:
        raise Unavailable(_TROUBLE.get(error.errno or 0, "file-trouble"), offender=name) from error


@contextmanager
def whole_file(path: Path) -> Generator[IO[bytes]]:
    """Give a file to write to, readable by its owner only; it gets its name when all is on the disk.

    Raises `Unavailable`: "no-room", "place-read-only", …
    """
    unfinished = path.with_name(f".{path.name}.new")
    with trouble_of_the_disk(path.name):
        if path.exists() and not path.is_file():  # a folder, or a device that must not be replaced
            raise Unavailable("file-trouble", offender=str(path))
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
            sync_folder(path.parent)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever finds half of it; `Refused("file-unwritable")` where it cannot be."""
    unfinished = path.with_name(f".{path.name}.new")
    try:
        # Only its owner may read it: what a desk writes has people in it.
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):  # a disk that is read-only says so even of a file that is not there
            unfinished.unlink()
        raise Refused("file-unwritable", offender=path.name) from error
