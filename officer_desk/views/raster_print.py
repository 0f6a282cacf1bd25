# SPDX-License-Identifier: Apache-2.0
"""Printing through Qt as pictures of 300 dpi: for Windows, whose print queues take no PDF."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways.printers import PrinterInfo, PrinterState, PrintJob, PrintOutcome
from officer_desk.views.pdf_pages import draw_pages

DPI = 300

_STATES: Mapping[QPrinter.PrinterState, PrinterState] = {
    QPrinter.PrinterState.Idle: "ready",
    QPrinter.PrinterState.Active: "ready",
    QPrinter.PrinterState.Error: "paused",
    QPrinter.PrinterState.Aborted: "paused",
}


class RasterPrinters:
    """The printers that Windows knows, behind the same three questions as CUPS."""

    def available(self) -> tuple[PrinterInfo, ...]:
        """Give the print queues, the default one first."""
        usual = QPrinterInfo.defaultPrinterName()
        found = [
            PrinterInfo(info.printerName(), _STATES.get(info.state(), "unknown"), info.printerName() == usual)
            for info in QPrinterInfo.availablePrinters()
        ]
        return tuple(sorted(found, key=lambda printer: (not printer.is_default, printer.name.casefold())))

    def send(
        self, pdf: bytes, printer: str, copies: int, title: str, options: Mapping[str, str] | None = None
    ) -> PrintJob:
        """Paint the pages on the printer. Refused: "printer-unknown". Unavailable: "print-failed"."""
        info = QPrinterInfo.printerInfo(printer)
        if info.isNull():
            raise Refused("printer-unknown", printer=printer)
        device = QPrinter(info)
        device.setDocName(title)
        device.setCopyCount(max(1, copies))
        if (options or {}).get("sides", "").startswith("two-sided"):
            device.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        if not paint(pdf, device):
            raise Unavailable("print-failed", printer=printer)
        return PrintJob(printer, 0)

    def outcome(self, job: PrintJob) -> PrintOutcome:
        """Windows' spooler tells Qt nothing of a job; it has taken it, and a queue in error stands still."""
        info = QPrinterInfo.printerInfo(job.printer)
        return "paused" if _STATES.get(info.state(), "unknown") == "paused" else "done"


def paint(pdf: bytes, device: QPrinter) -> bool:
    """Paint every page whole on a sheet of A4, grey at 300 dpi; False when the printer did not begin."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setFullPage(True)
    device.setResolution(DPI)
    painter = QPainter()
    if not painter.begin(device):
        return False
    for number, image in enumerate(draw_pages(pdf, DPI / 72, grey=True)):
        if number:
            device.newPage()
        sheet = QRect(0, 0, device.width(), device.height())
        size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(sheet.topLeft(), size), image)
    return painter.end()
