# SPDX-License-Identifier: Apache-2.0
"""What the window does with what was scanned: it opens the file, shows the list, or says why neither."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.domain.records import CardFields, DeclarationRecord, SearchQuery
from officer_desk.views import actions
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.scan_opening import ScanOpening
from officer_desk.views.wedge import Wedge
from officer_desk.views.widgets import Button

if TYPE_CHECKING:
    from officer_desk.views.main_window import MainWindow


class ScanWays(QObject):
    """One for a window."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.line = MessageStrip()
        self.wedge = Wedge(window)
        self.opening = ScanOpening(desk, window, self._shown, self._is_asked)
        self.wedge.scanned.connect(self.opening.take)
        self.opening.file_wanted.connect(self._on_file_wanted)
        self.opening.search_wanted.connect(self._on_search_wanted)
        self.opening.card_wanted.connect(self._put_beside)
        self.opening.said.connect(self._say)
        self.opening.none_found.connect(self._on_none_found)

    def _shown(self) -> DeclarationRecord | None:
        page = self._window.file_page
        return None if page is None else page.record_shown

    def _is_asked(self) -> bool:
        """Whether the file in view waits for «Xác nhận»."""
        page = self._window.file_page
        return page is not None and page.confirmation.isVisible()

    def _on_file_wanted(self, declaration_id: int, number: str, card: CardFields | None) -> None:
        self._window.leave(partial(self._open, declaration_id, number, card))

    def _open(self, declaration_id: int, number: str, card: CardFields | None) -> None:
        """Open what was scanned, as if it had been searched for: afterwards the officer is where he was."""
        window, actor = self._window, self._desk.actor
        window.remember_place()
        window.open_file(declaration_id, SearchQuery("" if actor is None else actor.office_code, text=number))
        if card is not None and window.file_page is not None:
            window.file_page.put_beside(declaration_id, card)

    def _on_search_wanted(self, number: str, then: tuple[str, str, str]) -> None:
        self._window.leave(partial(self._search, number, then))

    def _search(self, number: str, then: tuple[str, str, str]) -> None:
        self._window.remember_place()
        self._window.show_search(number)
        self._say(*then)

    def _on_none_found(self, number: str, then: tuple[str, str, str]) -> None:
        self._window.leave(partial(self._search_in_vain, number, then))

    def _search_in_vain(self, number: str, then: tuple[str, str, str]) -> None:
        """Offer what can be done about a file that is not there: its package may not have been taken in yet."""
        self._search(number, then)
        actor = self._desk.actor
        if actor is not None and Task.IMPORT in PERMITTED[actor.role]:
            button = Button(translate("ScanWays", "Import files"), actions.cap("import"), icon="file-plus-corner")
            button.clicked.connect(self._window.search_page.import_wanted)
            self.line.line.add_action(button)
            button.show()

    def _put_beside(self, card: CardFields) -> None:
        page = self._window.file_page
        if page is not None and page.record_shown is not None:
            page.put_beside(page.record_shown.id, card)

    def _say(self, tone: str, head: str, words: str) -> None:
        page = self._window.file_page
        if page is not None:
            page.body.say(tone, head, words)
        else:
            self.line.show_message(tone, head, words, closable=True)
