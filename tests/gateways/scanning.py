# SPDX-License-Identifier: Apache-2.0
"""SANE's own test device, set up in a folder: a real backend behind a real program."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from officer_desk.gateways.scanners import ScannerDevice, ScanSettings

needs_scanimage = pytest.mark.skipif(shutil.which("scanimage") is None, reason="scanimage is not installed")
DEVICE = "test:0"


class Watching:
    """Waits for pages; stops once something was told so many times."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.cancelled = False
        self.told: list[tuple[int, int]] = []
        self._stop_after = stop_after

    def progress(self, done: int, total: int) -> None:
        """Note it."""
        self.told.append((done, total))
        if self._stop_after is not None and len(self.told) >= self._stop_after:
            self.cancelled = True


class FakeScanner:
    """Gives the pages that a test lays on it, or fails as the test says."""

    def __init__(self, *pages: bytes, device: str = "flat:1") -> None:
        self.pages = list(pages)
        self.error: Exception | None = None
        self.asked: list[ScanSettings] = []
        self.device = device

    def devices(self) -> tuple[ScannerDevice, ...]:
        """Give one device."""
        return (ScannerDevice(self.device, "Máy quét mẫu"),) if self.device else ()

    def scan(self, device: str, settings: ScanSettings, watch: object) -> Iterator[bytes]:
        """Give one page from the glass, all from the feeder."""
        self.asked.append(settings)
        while self.pages and not getattr(watch, "cancelled", False):
            yield self.pages.pop(0)
            if not settings.feeder or settings.single:
                return
        if self.error is not None:
            raise self.error


def sane_folder(folder: Path, *lines: str) -> dict[str, str]:
    """Write the configuration of the test device; give the environment that names it."""
    folder.mkdir(exist_ok=True)
    (folder / "dll.conf").write_text("test\n", "utf-8")
    (folder / "test.conf").write_text("\n".join(("number_of_devices 1", *lines)) + "\n", "utf-8")
    return {"SANE_CONFIG_DIR": str(folder)}
