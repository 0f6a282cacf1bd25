# SPDX-License-Identifier: Apache-2.0
"""What scanning does in the pool: finding devices, one page from the glass, and keeping what was cropped."""

from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtGui import QImage

from officer_desk.background import Job
from officer_desk.gateways import page_workers, scan_edits
from officer_desk.gateways.page_files import PageFile, ReadPage
from officer_desk.gateways.pictures import PictureStore
from officer_desk.gateways.scan_edits import Edits
from officer_desk.gateways.scanners import Scanner, ScannerDevice, ScanSettings

_SHOWN = 1400
"""Pixels of the longer side on the screen."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A page as it came: a form is read and upright already, a picture is as the scanner gave it."""

    image: QImage
    data: bytes = field(repr=False)
    codes: tuple[str, ...] = ()
    is_form: bool = True
    is_empty: bool = False
    """Nothing stands on it: it is blank, or black."""


def find_devices(_job: Job, scanner: Scanner) -> tuple[ScannerDevice, ...]:
    """Look which scanners there are."""
    return scanner.devices()


def scan_form(job: Job, scanner: Scanner, device: str, settings: ScanSettings) -> Scanned | None:
    """Scan a signed form and read its code; None: it was stopped."""
    data = _one_page(job, scanner, device, settings)
    if data is None:
        return None
    page = read_form(data)
    if job.cancelled:
        return None
    return Scanned(_image(page.jpeg), page.jpeg, page.codes, is_empty=scan_edits.is_empty(page.jpeg))


def scan_picture(job: Job, scanner: Scanner, device: str, settings: ScanSettings) -> Scanned | None:
    """Scan a picture or a card; None: it was stopped."""
    data = _one_page(job, scanner, device, settings)
    return None if data is None else Scanned(_image(data), data, is_form=False)


def keep(_job: Job, store: PictureStore, scanned: Scanned, edits: Edits) -> str:
    """Store the page as it was edited; a form that was left as it is is not packed twice. Gives its SHA-256."""
    mode: Literal["L", "RGB"] = "L" if scanned.is_form else "RGB"
    whole = scanned.is_form and edits == Edits()
    return store.put(scanned.data if whole else scan_edits.finish(scanned.data, edits, mode)).sha256


def read_form(data: bytes) -> ReadPage:
    """Read the codes of a page and turn it upright, in a process of its own: a file's bytes may be anything."""
    with page_workers.page_readers() as readers:
        return readers.read(PageFile("", data=data), 0)


def _one_page(job: Job, scanner: Scanner, device: str, settings: ScanSettings) -> bytes | None:
    """Give the first page. A scanner that is asked on puts a file that was taken aside, so it is asked to its end."""
    page: bytes | None = None
    for data in scanner.scan(device, settings, job):
        page = data if page is None else page
    return None if job.cancelled else page


def _image(data: bytes) -> QImage:
    """Decode for the screen; 32-bit rows that belong to the image alone."""
    drawn = scan_edits.draw(data, _SHOWN)
    rows = QImage(drawn.rgb, drawn.width, drawn.height, drawn.width * 3, QImage.Format.Format_RGB888)
    return rows.convertToFormat(QImage.Format.Format_RGB32)
