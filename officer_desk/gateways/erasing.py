# SPDX-License-Identifier: Apache-2.0
"""Removing files so that their bytes are gone, not only their names: overwritten, on the disk, then unlinked.

A disk that moves blocks by itself (SSD, copy-on-write file systems) may keep former ones: docs/deleting.md says so.
"""

import os
from collections.abc import Iterable
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


def _aside(path: Path) -> Path:
    return path.with_name(_ASIDE + path.name)
