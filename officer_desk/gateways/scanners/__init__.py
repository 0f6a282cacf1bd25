# SPDX-License-Identifier: Apache-2.0
"""Scanners of this machine behind one interface: SANE on Linux, WIA on Windows, and a folder that a scanner fills."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from officer_desk.errors import DeskError
from officer_desk.gateways.scanners.sane import SaneScanner
from officer_desk.gateways.scanners.scanner import Scanner, ScannerDevice, ScanSettings, ScanWatch
from officer_desk.gateways.scanners.watched import FOLDER, WatchedFolder
from officer_desk.gateways.scanners.wia import WiaScanner

__all__ = [
    "FOLDER",
    "MachineScanner",
    "SaneScanner",
    "ScanSettings",
    "ScanWatch",
    "Scanner",
    "ScannerDevice",
    "WatchedFolder",
    "WiaScanner",
    "open_scanner",
]


class MachineScanner:
    """The devices of the machine, and the watched folder as one more where the office has set one."""

    def __init__(self, program: Scanner, folder: Callable[[], str]) -> None:
        """`folder` gives the setting `scan_folder` as it is now."""
        self._program = program
        self._folder = folder

    def devices(self) -> tuple[ScannerDevice, ...]:
        """Give the devices; a folder is one even where the machine has no program for scanners."""
        path = self._folder()
        if not path:
            return self._program.devices()
        watched = ScannerDevice(FOLDER, Path(path).name or path)
        try:
            return (*self._program.devices(), watched)
        except DeskError:
            # Whatever is wrong with the machine's devices, the folder still works.
            return (watched,)

    def scan(self, device: str, settings: ScanSettings, watch: ScanWatch) -> Iterator[bytes]:
        """Scan with a device, or take what comes into the folder."""
        chosen = WatchedFolder(Path(self._folder())) if device == FOLDER else self._program
        return chosen.scan(device, settings, watch)


def open_scanner(resources: Path, folder: Callable[[], str]) -> MachineScanner:
    """Give the scanners of the system that the desk runs on."""
    windows = sys.platform == "win32"
    return MachineScanner(WiaScanner(resources / "scanning" / "wia.ps1") if windows else SaneScanner(), folder)
