# SPDX-License-Identifier: Apache-2.0
"""The tab «Tờ khai đã ký» of an open file: its scanned pages beside the data, each said to be current or not."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import format_time
from officer_desk.domain.records import DeclarationRecord, SignedPageRecord
from officer_desk.views import actions
from officer_desk.views.file_parts import FlowLayout, Ground, Words
from officer_desk.views.segments import Segments
from officer_desk.views.signed_view import SignedPageView
from officer_desk.views.tray_words import facts_words
from officer_desk.views.widgets import Button, Chip

_SIGNATURE: Final = 0.72
"""Where on Form 01 the citizen signs, as a part of its height."""


class SignedPanel(Ground):
    """The newest page first; a page is read only once the tab is in front."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self._pages: tuple[SignedPageRecord, ...] = ()
        self.choice = Segments(translate("SignedPanel", "Scanned pages"))
        self.flag = Chip()
        self.words = Words("", "muted", figures=True)
        self.view = SignedPageView(desk, _SIGNATURE)
        self.scan = Button(translate("SignedPanel", "Scan the signed form"), actions.cap("scan"), icon="scan-line")
        facts = FlowLayout(gap=10, row_gap=4)
        facts.addWidget(self.choice)
        facts.addWidget(self.flag)
        facts.addWidget(self.words)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.addLayout(facts, 1)
        head.addWidget(self.scan, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self.choice.chosen.connect(self._show)
        self.clear()

    def clear(self) -> None:
        """Show nothing of any file."""
        self._pages = ()
        self._show_none()

    def show_declaration(self, record: DeclarationRecord) -> None:
        """Show a file's pages; of the same pages the one in view stays."""
        before = self.view.shown
        self._pages = record.signed
        if not self._pages:
            self._show_none()
            return
        self.choice.set_choices([("", _name(page)) for page in self._pages])
        place = next((place for place, page in enumerate(self._pages) if before and page.id == before.id), 0)
        self.choice.set_current(place)
        self._show(place)

    def press(self, tool: str) -> bool:
        """Let a key for pictures act here, while the page has the focus; False: it is meant for the others."""
        if not self.view.isAncestorOf(self.focusWidget() or self.window()):
            return False
        self.view.press(tool)
        return True

    def texts(self) -> list[str]:
        """Give what it says."""
        return [words for words in (self.flag.text(), self.words.text(), self.view.facts.text()) if words]

    def _show(self, place: int) -> None:
        page = self._pages[place]
        self.flag.set(*_flag(page))
        self.flag.show()
        self.words.setText(_flag_words(page))
        self.view.show()
        self.view.show_page(page, facts_words(page))

    def _show_none(self) -> None:
        self.choice.set_choices([])
        self.flag.hide()
        self.view.clear()
        self.view.hide()
        self.words.setText(
            translate("SignedPanel", "No signed form yet: print the form (Ctrl P), let the citizen sign, scan it.")
        )


def _name(page: SignedPageRecord) -> str:
    return format_time(page.added_at)


def _flag(page: SignedPageRecord) -> tuple[str, str, str]:
    if page.outdated:
        return "triangle-alert", translate("SignedPanel", "Outdated"), "incomplete"
    return "circle-check", translate("SignedPanel", "Signed"), "approved"


def _flag_words(page: SignedPageRecord) -> str:
    if page.outdated:
        return translate("SignedPanel", "Printed before the data changed: print it anew and have it signed.")
    if page.data_version is None:
        return translate("SignedPanel", "Its number was typed; which data it shows, the officer looks at.")
    return translate("SignedPanel", "Printed of the data as they are now.")
