# SPDX-License-Identifier: Apache-2.0
"""The system's own print dialog, of which printer, copies and options are taken; the PDF goes its usual way."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from officer_desk.views.print_work import Ticket

_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


class PrinterDialog(QPrintDialog):
    """Stands over the preview without stopping it; `chosen` gets printer, copies, options and, for a file, its path."""

    def __init__(
        self, parent: QWidget, ticket: Ticket, chosen: Callable[[str, int, dict[str, str], Path | None], None]
    ) -> None:
        self._device = QPrinter(QPrinter.PrinterMode.HighResolution)
        super().__init__(self._device, parent)
        self._chosen = chosen
        if ticket.printer:
            self._device.setPrinterName(ticket.printer)
        self._device.setCopyCount(ticket.copies)
        self._device.setDocName("")
        self.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        self.finished.connect(self.deleteLater)
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        device = self._device
        file = device.outputFileName()
        self._chosen(device.printerName(), device.copyCount(), options_of(device), Path(file) if file else None)


def options_of(device: QPrinter) -> dict[str, str]:
    """Give the options that CUPS knows by name."""
    found: dict[str, str] = {}
    sides = _SIDES.get(device.duplex())
    if sides is not None and sides != "one-sided":
        found["sides"] = sides
    if device.colorMode() is QPrinter.ColorMode.GrayScale:
        found["print-color-mode"] = "monochrome"
    return found
