# SPDX-License-Identifier: Apache-2.0
"""What every way of scanning has in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

Mode = Literal["grey", "colour"]


@dataclass(frozen=True, slots=True)
class ScannerDevice:
    """A scanner: the name by which its program knows it, and what people call it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """How pages are scanned. Grey at 300 dpi is what a signed form needs; the glass or the feeder."""

    dpi: int = 300
    mode: Mode = "grey"
    feeder: bool = False
    single: bool = False
    """Of the feeder only the first page."""


class ScanWatch(Protocol):
    """Who waits: may stop the scanner at any time, and is told how far the page is."""

    cancelled: bool

    def progress(self, done: int, total: int) -> None:
        """Tell which page is under way (from 1) and how many hundredths of it are done."""
        ...


class Scanner(Protocol):
    """One way to scan. Everything here waits for machines: it is called from the background only."""

    def devices(self) -> tuple[ScannerDevice, ...]:
        """Give the scanners that are there now.

        Raises `Unavailable`: "no-scan-program", "scanner-silent".
        """
        ...

    def scan(self, device: str, settings: ScanSettings, watch: ScanWatch) -> Iterator[bytes]:
        """Yield one picture (PNG or JPEG) a page, each as soon as it is whole; the feeder until it is empty.

        Cancelled, it stops the scanner and ends. Raises `Refused`: "scanner-cover", "scanner-jam", "scanner-busy",
        "scanner-no-feeder", "feeder-empty"; `Unavailable`: "no-scan-program", "scanner-gone", "scanner-denied",
        "scanner-silent", "scanner-failed". Pages that were yielded before stay good.
        """
        ...
