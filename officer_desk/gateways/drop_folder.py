# SPDX-License-Identifier: Apache-2.0
"""Folders in place of servers: one file per message, named by its id, so that a repeat replaces itself."""

from collections.abc import Iterable
from pathlib import Path

from officer_desk.errors import Refused
from officer_desk.gateways import erasing
from officer_desk.gateways.disk import private_folder, sync_folder, write_whole
from officer_desk.gateways.sending import Again, Answer, Sent
from officer_desk.settings import Settings

_SUFFIXES = (".eml", ".json")


def is_folder(url: str) -> bool:
    """Say whether a setting names a folder, not a server."""
    return bool(url) and "://" not in url


def folder_of(settings: Settings, url: str) -> Path:
    """Give the folder that a setting names: below the data folder unless it begins at the root.

    The folder in which somebody happened to start the program says nothing.
    """
    return settings.data_dir / Path(url.strip()).expanduser()


def drop(folder: Path, name: str, data: bytes) -> Answer:
    """Put a message into the folder, whole; the folder is made where the one above it is there."""
    if not folder.is_dir() and not folder.parent.is_dir():
        return Again("folder-missing")
    try:
        private_folder(folder)
        write_whole(folder / name, data)
        sync_folder(folder)
    except (OSError, Refused):
        return Again("folder-unwritable")
    return Sent()


def forget(settings: Settings, message_ids: Iterable[str], also: Iterable[Path] = ()) -> None:
    """Overwrite and remove the copies that lie in the folders: their file is destroyed.

    `also`: folders that are, or were, in use beside those that the settings name now.
    """
    folders = [folder_of(settings, url) for url in (settings.mail_url, settings.sms_url) if is_folder(url)]
    folders = list(dict.fromkeys([*folders, *also]))
    for message_id in message_ids:
        for folder in folders:
            for suffix in _SUFFIXES:
                erasing.remove(folder / f"{message_id}{suffix}")
