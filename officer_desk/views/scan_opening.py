# SPDX-License-Identifier: Apache-2.0
"""Scan to open: what was held under the QR reader opens its file, or the list says that there is none."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import CardFields, CodeReading, DeclarationRecord, ScannedFile
from officer_desk.domain.scans import Scan, ScanKind
from officer_desk.errors import Refused
from officer_desk.services import scanned, signed_pages
from officer_desk.views.shortcuts_sheet import ShortcutsSheet


class ScanOpening(QObject):
    """Asks whose it is; the window opens files, and asks first where something typed would be lost."""

    file_wanted = Signal(int, str, object)
    """The file's id, the number that was scanned, and of an identity card its `CardFields`, or None."""
    search_wanted = Signal(str, object)
    """Several files: the list is to show them for this number, under a line (tone, head, words)."""
    card_wanted = Signal(object)
    """The `CardFields` of a card that belongs beside the open file."""
    said = Signal(str, str, str)
    """Tone, head and words of a line."""
    none_found = Signal(str, object)
    """No file: the list is to show so for this number, under a line (tone, head, words)."""

    def __init__(
        self, desk: Desk, window: QWidget, shown: Callable[[], DeclarationRecord | None], is_asked: Callable[[], bool]
    ) -> None:
        """`shown`: the file in view, if one is; `is_asked`: whether it waits for an answer that must come first."""
        super().__init__(window)
        self._desk, self._window, self._shown, self._is_asked = desk, window, shown, is_asked

    def take(self, scan: Scan) -> None:
        """Something was scanned; nothing of it has reached the screen."""
        for sheet in self._window.findChildren(ShortcutsSheet):
            if sheet.isVisible():
                sheet.leave()
        if QApplication.activeModalWidget() is not None or self._is_asked():
            head = translate("ScanOpening", "Scanned, and nothing opened.")
            self.said.emit("amber", head, translate("ScanOpening", "Answer what is asked first, then scan again."))
        elif scan.kind is ScanKind.FORM and not scan.mangled:
            self._ask_form(scan)
        elif scan.numbers and scan.kind is not ScanKind.FORM:
            self._ask_numbers(scan)
        else:
            self._say_unknown(scan)

    def _say_unknown(self, scan: Scan) -> None:
        if scan.mangled:
            head = translate("ScanOpening", "The input method changed what the reader typed.")
            words = translate("ScanOpening", "Switch it to English (E) and scan again.")
            self.said.emit("amber", head, words)
        else:
            head = translate("ScanOpening", "This code is not known here.")
            words = translate("ScanOpening", "Scan the form, an identity card, a health card, or type the number (F3).")
            self.said.emit("amber", head, words)

    # --- a form

    def _ask_form(self, scan: Scan) -> None:
        self._desk.ask(self, signed_pages.read_codes, (scan.text,), then=self._on_form, otherwise=self._on_failed)

    def _on_form(self, reading: CodeReading) -> None:
        if reading.declaration_id is not None:
            self._open(reading.declaration_id, reading.number or "", None)
        elif reading.why_tray == signed_pages.FORGED:
            self._on_failed(Refused("signed-forged"))
        else:
            self._say_none(reading.number or "")

    # --- a card or a number

    def _ask_numbers(self, scan: Scan) -> None:
        self._desk.ask(self, scanned.find, scan.numbers, then=partial(self._on_found, scan), otherwise=self._on_failed)

    def _on_found(self, scan: Scan, files: tuple[ScannedFile, ...]) -> None:
        shown = self._shown()
        open_here = shown is not None and any(file.id == shown.id for file in files)
        if shown is not None and scan.fields is not None and (open_here or not files):
            self._put_beside(scan, scan.fields, known=bool(files))
        elif shown is not None and open_here:
            words = translate("ScanOpening", "The file of {number} is open.").format(number=scan.text)
            self.said.emit("information", words, "")
        elif not files:
            self._say_none(scan.text)
        else:
            self._choose(scan, files)

    def _choose(self, scan: Scan, files: tuple[ScannedFile, ...]) -> None:
        """Open the one file that is to be decided, else the only one; several are for the officer to choose from."""
        undecided = [file for file in files if not file.decided]
        if len(undecided) == 1 or len(files) == 1:
            self._open((undecided or list(files))[0].id, scan.text, scan.fields)
            return
        head = translate("ScanOpening", "{count} files for {number}.").format(count=len(files), number=scan.text)
        words = translate("ScanOpening", "Choose the one that the citizen means.")
        self.search_wanted.emit(scan.text, ("information", head, words))

    def _put_beside(self, scan: Scan, card: CardFields, *, known: bool) -> None:
        self.card_wanted.emit(card)
        if not known:
            head = translate("ScanOpening", "No file declares the number {number} of this card.")
            words = translate(
                "ScanOpening", "It stands beside the open file; if it is somebody else's, he has no file here yet."
            )
            self.said.emit("amber", head.format(number=scan.text), words)
            return
        head = translate("ScanOpening", "The card stands beside the open file.")
        words = translate(
            "ScanOpening", "Number, day of birth and sex count; name and address are not taken from a reader."
        )
        if scan.mangled:
            words = translate(
                "ScanOpening", "The input method changed name and address: only number, day of birth and sex count."
            )
        self.said.emit("information", head, words)

    def _open(self, declaration_id: int, number: str, card: CardFields | None) -> None:
        shown = self._shown()
        if shown is not None and shown.id == declaration_id:
            words = translate("ScanOpening", "The file of {number} is open.").format(number=number)
            self.said.emit("information", words, "")
        else:
            self.file_wanted.emit(declaration_id, number, card)

    def _say_none(self, number: str) -> None:
        head = translate("ScanOpening", "There is no file for {number} yet.").format(number=number)
        words = translate("ScanOpening", "Declared just now on VssID or the portal? Import it, then scan again.")
        self.none_found.emit(number, ("amber", head, words))

    def _on_failed(self, error: Exception) -> None:
        self.said.emit("amber", texts.sentence(error), "")
