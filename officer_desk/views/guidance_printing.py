# SPDX-License-Identifier: Apache-2.0
"""Printing the guidance page for a citizen whose code is not in HGĐ: on the usual printer, or as a PDF."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import DeclarationRecord
from officer_desk.errors import DeskError, Refused
from officer_desk.gateways.disk import write_whole
from officer_desk.gateways.texts import TextLibrary
from officer_desk.services import forms
from officer_desk.views import dialogs
from officer_desk.views.guidance_page import write_guidance
from officer_desk.views.notices import split_sentence
from officer_desk.views.print_work import PrintingSystem, printing_system

_NO_PRINTER = {"no-printer", "no-printing-system"}


class GuidancePrinting(QObject):
    """Prints and counts; where nothing prints, the page is saved instead."""

    printed = Signal(str, str)
    """Head and words of what was done."""
    failed = Signal(str, str)
    """Head and words of what went wrong."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._system = printing_system(desk.gateways.printers)

    def put_out(self, record: DeclarationRecord) -> None:
        """Send the page to the usual printer."""
        self._desk.work(
            self,
            _send,
            self._desk.gateways.texts,
            self._system,
            record,
            day_of(self._desk.now()),
            then=partial(self._on_out, record, translate("GuidancePrinting", "The guidance page is out.")),
            otherwise=partial(self._on_failed, record),
        )

    def _on_failed(self, record: DeclarationRecord, error: Exception) -> None:
        if not isinstance(error, DeskError) or error.reason not in _NO_PRINTER:
            self._complain(error)
            return
        title = translate("GuidancePrinting", "No printer: save the page as PDF")
        path = dialogs.choose_save(self._window, title, f"huong-dan-{record.number.replace('/', '-')}.pdf")
        if path is None:
            self._complain(error)
            return
        self._desk.work(
            self,
            _save,
            self._desk.gateways.texts,
            record,
            day_of(self._desk.now()),
            path,
            then=partial(self._on_out, record, translate("GuidancePrinting", "The guidance page is saved:")),
            otherwise=self._complain,
        )

    def _complain(self, error: Exception) -> None:
        self.failed.emit(*split_sentence(texts.sentence(error)))

    def _on_out(self, record: DeclarationRecord, head: str, target: str) -> None:
        self._desk.act(self, forms.guidance_printed, record.id, then=partial(self._say, head, target))

    def _say(self, head: str, target: str, _none: None) -> None:
        self.printed.emit(head, target)


def _send(_job: object, library: TextLibrary, system: PrintingSystem, record: DeclarationRecord, day: date) -> str:
    """Print the page (pool thread); give the printer's name."""
    printers = system.available()
    if not printers:
        raise Refused("no-printer")
    system.send(write_guidance(library, record, day), printers[0].name, 1, record.number, {"media": "A5"})
    return printers[0].name


def _save(_job: object, library: TextLibrary, record: DeclarationRecord, day: date, path: Path) -> str:
    """Save the page (pool thread); give the file's name."""
    write_whole(path, write_guidance(library, record, day))
    return path.name
