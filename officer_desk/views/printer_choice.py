# SPDX-License-Identifier: Apache-2.0
"""The list of printers in a field: each with its state, the chosen one kept when they are asked for again."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from officer_desk.catalogue import translate
from officer_desk.gateways.printers import PrinterInfo


def fill(field: QComboBox, printers: Sequence[PrinterInfo], why_none: str = "") -> None:
    """Fill the field; `why_none` says why there is no printer."""
    before = field.currentData()
    with QSignalBlocker(field):
        field.clear()
        for printer in printers:
            field.addItem(f"{printer.name} · {_state_words(printer)}", printer.name)
        if not printers:
            field.addItem(translate("PrintPreview", "No printer is set up"), "")
        field.setCurrentIndex(max(0, field.findData(before)))
    field.setToolTip(why_none or field.currentText())
    field.setEnabled(bool(printers))


def _state_words(printer: PrinterInfo) -> str:
    return {
        "ready": translate("PrintPreview", "ready"),
        "paused": translate("PrintPreview", "paused"),
        "unknown": translate("PrintPreview", "state unknown"),
    }[printer.state]
