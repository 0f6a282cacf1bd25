# SPDX-License-Identifier: Apache-2.0
"""A folder into which a scanner writes files: each is taken when it is whole, and kept in a folder beside it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways import page_files
from officer_desk.gateways.page_files import PageFile
from officer_desk.gateways.picture_header import has_end
from officer_desk.gateways.scanners.scanner import ScannerDevice, ScanSettings, ScanWatch

FOLDER = "folder"
"""The id of the folder among the devices."""
DONE = "done"
"""Where files go that were taken: nothing is ever removed here."""
_LOOK = 0.4
_TAIL = 2048


class WatchedFolder:
    """Files that are still being written are left alone, however long that takes."""

    def __init__(self, folder: Path, pause: Callable[[], object] = lambda: Event().wait(_LOOK)) -> None:
        """`pause` lies between two looks at a file's size."""
        self._folder = folder
        self._pause = pause

    def devices(self) -> tuple[ScannerDevice, ...]:
        """Give the folder as a device."""
        return (ScannerDevice(FOLDER, self._folder.name),)

    def scan(self, device: str, settings: ScanSettings, watch: ScanWatch) -> Iterator[bytes]:
        """Wait for the next file and give its bytes; it is put aside once whoever asked has them."""
        while not watch.cancelled:
            for path in self.whole():
                yield _read(path)
                self.put_aside(path)
                return
            watch.progress(1, 0)

    def files(self) -> list[Path]:
        """Give what lies there, whole or not, in the order of the names; raises `Unavailable("scan-folder-gone")`."""
        if not self._folder.is_dir():
            raise Unavailable("scan-folder-gone", path=str(self._folder))
        return [file.path for file in page_files.find([self._folder]) if file.path is not None]

    def whole(self) -> list[Path]:
        """Give the files that are written to their end: their size stands still, and they end as their kind does."""
        before = {path: _size(path) for path in self.files()}
        self._pause()
        return [path for path, size in before.items() if size and size == _size(path) and _has_end(path)]

    def put_aside(self, path: Path) -> Path:
        """Move a file that was taken into «done», under a name that is free there."""
        folder = self._folder / DONE
        try:
            folder.mkdir(exist_ok=True)
            place, number = folder / path.name, 2
            while place.exists():
                place, number = folder / f"{path.stem} ({number}){path.suffix}", number + 1
            return path.rename(place)
        except OSError as error:
            if self._folder.is_dir() and not path.exists():
                return path  # another desk of the office has just put it aside
            raise Unavailable("scan-folder-unwritable", path=str(self._folder)) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("scan-folder-gone", path=str(path.parent)) from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _has_end(path: Path) -> bool:
    """Say whether a file ends as its kind does; TIFF has no end mark, there the size must do."""
    try:
        kind = page_files.kind_of(PageFile(path.name, path))
        with path.open("rb") as file:
            start = file.read(16)
            file.seek(max(0, path.stat().st_size - _TAIL))
            tail = file.read()
    except (Refused, OSError):
        return False
    if kind == "pdf":
        return b"%%EOF" in tail
    if start.startswith(b"\xff\xd8"):
        return has_end(start[:2] + tail)
    if start.startswith(b"\x89PNG"):
        return b"IEND" in tail
    if start.startswith(b"RIFF"):
        return _size(path) >= int.from_bytes(start[4:8], "little") + 8
    return True
