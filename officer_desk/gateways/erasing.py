# SPDX-License-Identifier: Apache-2.0
"""Removing files so that their bytes are gone, not only their names: overwritten, on the disk, then unlinked.

A disk that moves blocks by itself (SSD, copy-on-write file systems) may keep former ones: docs/deleting.md says so.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from officer_desk.gateways.disk import sync_folder

_ASIDE = ".gone-"
_BLOCK = 1 << 20


def remove(path: Path) -> None:
    """Overwrite a file, put that on the disk and remove it; one that is not there is fine."""
    with suppress(FileNotFoundError):
        path.chmod(0o600)
        with path.open("r+b") as file:
            left = os.fstat(file.fileno()).st_size
            while left > 0:
                left -= file.write(bytes(min(left, _BLOCK)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        sync_folder(path.parent)


def remove_all(paths: Iterable[Path]) -> None:
    """Remove several files."""
    for path in paths:
        remove(path)


def put_aside(path: Path) -> None:
    """Take a file's name away in an instant, so that it can be removed without haste; one that is not there is fine."""
    with suppress(FileNotFoundError):
        path.replace(_aside(path))


def remove_aside(path: Path) -> None:
    """Remove what was put aside of a path, by this run or by one that was interrupted."""
    remove(_aside(path))


def supplant(path: Path, newer: Path) -> None:
    """Let a file take another's place in one step; what was there has a name aside until it is overwritten."""
    aside = _aside(path)
    aside.unlink(missing_ok=True)
    with suppress(OSError):  # a disk that knows no second names: the former bytes are freed, not overwritten
        aside.hardlink_to(path)
    newer.replace(path)


def remove_supplanted(path: Path) -> None:
    """Remove what was supplanted at a path, by this run or by one that was interrupted."""
    aside = _aside(path)
    with suppress(FileNotFoundError):
        if aside.stat().st_nlink > 1:
            aside.unlink()  # interrupted before the newer one came: it still is the file itself
        else:
            sync_folder(path.parent)  # the newer one's name is on the disk before the former bytes go
            remove(aside)


def put_aside_in(folder: Path) -> Iterator[Path]:
    """Give the paths in a folder of which something still lies aside."""
    return (aside.with_name(aside.name.removeprefix(_ASIDE)) for aside in folder.glob(f"{_ASIDE}*"))


def _aside(path: Path) -> Path:
    return path.with_name(_ASIDE + path.name)
