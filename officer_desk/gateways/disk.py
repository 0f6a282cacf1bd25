# SPDX-License-Identifier: Apache-2.0
"""Putting files on the disk so that a power cut leaves them whole or not there."""

import os
from pathlib import Path

from officer_desk.errors import Refused


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


def read_text(path: Path) -> str:
    """Read a UTF-8 text file, with or without byte-order mark; `Refused("file-unreadable")` when it is none."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("file-unreadable", offender=path.name) from error


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
        unfinished.unlink(missing_ok=True)
        raise Refused("file-unwritable", offender=path.name) from error
