# SPDX-License-Identifier: Apache-2.0
"""What the preview of Form 01 does in the background: writing the PDF, drawing its pages, printing and saving it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import zxingcpp
from PySide6.QtGui import QImage

from officer_desk.background import Job
from officer_desk.domain.records import FormData
from officer_desk.gateways.disk import write_whole
from officer_desk.gateways.printers import PrinterInfo, PrintJob, PrintOutcome
from officer_desk.printing import form01, wording
from officer_desk.views.pdf_pages import draw_pages

_CHECK_DPI = 200


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the officer wants on paper, and how."""

    declaration_id: int
    template: str
    form: bool
    slip: bool
    printer: str = ""
    copies: int = 1
    options: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def pages(self) -> int:
        """Sheets of one copy."""
        return self.form + self.slip


@dataclass(frozen=True, slots=True)
class Preview:
    """The citizen's page and the slip, as one PDF; `code_reads`: the QR code was read back from the drawn page."""

    declaration_id: int
    template: str
    pdf: bytes = field(repr=False)
    print_number: int
    code_reads: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Pages as pictures, `scale` device pixels for one point of the paper."""

    scale: float
    pages: tuple[QImage, ...]


class PrintingSystem(Protocol):
    """What prints: CUPS, or the raster path of Windows."""

    def available(self) -> tuple[PrinterInfo, ...]:
        """Give the print queues."""
        ...

    def send(
        self, pdf: bytes, printer: str, copies: int, title: str, options: dict[str, str] | None = None
    ) -> PrintJob:
        """Put a PDF into a queue."""
        ...

    def outcome(self, job: PrintJob) -> PrintOutcome:
        """Tell what became of a job."""
        ...


def make_preview(_job: Job, read: Callable[[str], str], data: FormData, declaration_id: int, template: str) -> Preview:
    """Write both pages and read the code back, as a scanner at the counter would."""
    pdf = form01.render(data, wording.load(read, template), slip=True)
    drawn = draw_pages(pdf, _CHECK_DPI / 72, grey=True, most=1)[0]
    rows = memoryview(drawn.constBits()).cast("B", (drawn.height(), drawn.bytesPerLine()))
    reads = data.payload in {found.text for found in zxingcpp.read_barcodes(rows)}
    return Preview(declaration_id, template, pdf, data.print_number, reads)


def draw(_job: Job, pdf: bytes, scale: float) -> Drawing:
    """Draw the pages of a PDF."""
    return Drawing(scale, draw_pages(pdf, scale))


def read_templates(_job: Job, read: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """Give the versions of the form: key and name."""
    return tuple((key, wording.load(read, key).name) for key in wording.TEMPLATES)


def printing_system(cups: PrintingSystem) -> PrintingSystem:
    """Give what prints on this machine."""
    if sys.platform == "win32":
        from officer_desk.views.raster_print import RasterPrinters  # noqa: PLC0415 - Windows only

        return RasterPrinters()
    return cups


def list_printers(_job: Job, system: PrintingSystem) -> tuple[PrinterInfo, ...]:
    """Give the print queues with their states."""
    return system.available()


def send(_job: Job, read: Callable[[str], str], system: PrintingSystem, data: FormData, ticket: Ticket) -> PrintJob:
    """Write the chosen pages and put them into the queue; the queue sees the file's number, no name."""
    pdf = write(read, data, ticket)
    return system.send(pdf, ticket.printer, ticket.copies, data.declared.number, ticket.options)


def write(read: Callable[[str], str], data: FormData, ticket: Ticket) -> bytes:
    """Write the chosen pages."""
    return form01.render(data, wording.load(read, ticket.template), slip=ticket.slip, form=ticket.form)


def save(_job: Job, read: Callable[[str], str], data: FormData, ticket: Ticket, path: Path) -> Path:
    """Save the chosen pages: the whole file or none. Refused: "file-unwritable"."""
    write_whole(path, write(read, data, ticket))
    return path


def outcome(_job: Job, system: PrintingSystem, job: PrintJob) -> PrintOutcome:
    """Tell what became of a job."""
    return system.outcome(job)
