# SPDX-License-Identifier: Apache-2.0
"""A page that waits, large, and below it the box for its number: Enter files it, the next one comes."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.domain.records import SignedPageRecord
from officer_desk.domain.values import Role
from officer_desk.services.signed_pages import FORGED
from officer_desk.views import actions
from officer_desk.views.file_parts import FlowLayout, Ground, Words
from officer_desk.views.signed_view import SignedPageView
from officer_desk.views.tray_words import facts_words, why_words
from officer_desk.views.widgets import Button, Caption, FieldError
from officer_desk.views.widgets.fields import mark_bad

_FIELD = 320
_MOST = 40

_NUMBER: Final = 0.9
"""Where on Form 01 its number stands, as a part of its height."""


class TrayBox(QWidget):
    """↑ ↓ go to another page, Page ↑ ↓ move on this one, also while the number is typed."""

    file_wanted = Signal(int, str)
    """The page's id and the number as typed."""
    throw_wanted = Signal(int)
    step_wanted = Signal(int)
    """1: the next page that waits; -1: the one before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._page: SignedPageRecord | None = None
        role = Role.RECEPTION if desk.actor is None else desk.actor.role
        self._supervises = Task.SUPERVISE in PERMITTED[role]
        self.view = SignedPageView(desk, _NUMBER)
        self.number = QLineEdit()
        self.why = Words("", "muted", figures=True)
        self.error = FieldError()
        self.go = Button(translate("Tray", "Put on this file"), "Enter", "primary", "check")
        self.throw = Button(translate("Tray", "Throw out…"), actions.cap("throw-out"), "quiet", "x")
        self.yes = Button(translate("Tray", "Throw the page out"), icon="x")
        self.no = Button(translate("Tray", "Keep it"), actions.cap("back"))
        self._lay_out()
        self.number.installEventFilter(self)
        self.number.returnPressed.connect(self._file)
        self.number.textChanged.connect(self._on_typed)
        self.go.clicked.connect(self._file)
        self.throw.clicked.connect(self.ask_throw)
        self.yes.clicked.connect(self._throw)
        self.no.clicked.connect(self.stop_asking)
        self.show_page(None)

    def _lay_out(self) -> None:
        self.number.setMaxLength(_MOST)
        self.number.setProperty("figures", True)
        self.number.setFixedWidth(_FIELD)
        self.number.setPlaceholderText(translate("Tray", "17 or 00017/2026/00101"))
        left = QVBoxLayout()
        left.setSpacing(3)
        left.addWidget(Caption(translate("Tray", "Number of the file"), self.number))
        left.addWidget(self.number)
        left.addWidget(self.error)
        left.addStretch(1)
        buttons = FlowLayout(gap=8, row_gap=6)
        for button in (self.go, self.throw, self.yes, self.no):
            buttons.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.why)
        right.addLayout(buttons)
        right.addStretch(1)
        foot = Ground("surf2", "line", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 12)
        row.setSpacing(20)
        row.addLayout(left)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(foot)

    @property
    def page(self) -> SignedPageRecord | None:
        """The page in view."""
        return self._page

    @property
    def is_asking(self) -> bool:
        """Whether «Bỏ trang này?» stands unanswered."""
        return not self.yes.isHidden()

    def show_page(self, page: SignedPageRecord | None) -> None:
        """Show a page that waits; what was typed for the same one stays."""
        if page is None or self._page is None or page.id != self._page.id:
            self.number.clear()
            self.complain("")
            self.stop_asking()
        self._page = page
        forged = page is not None and page.why_tray == FORGED
        self.number.setEnabled(page is not None and not forged)
        self.go.setEnabled(page is not None and not forged)
        self.go.setToolTip(why_words(page) if page is not None and forged else "")
        may_throw = page is not None and (not forged or self._supervises)
        self.throw.setEnabled(may_throw)
        self.throw.setToolTip(
            "" if may_throw else translate("Tray", "A supervisor looks into false codes and throws them out.")
        )
        self.why.setText("" if page is None else why_words(page))
        if page is None:
            self.view.clear()
        else:
            self.view.show_page(page, facts_words(page))

    def set_busy(self, busy: bool) -> None:
        """Switch the commands off while one is under way."""
        for widget in (self.go, self.throw, self.yes):
            widget.setEnabled(not busy)
        if not busy:
            self.show_page(self._page)

    def take_focus(self) -> None:
        """Stand in the box for the number; where none may be typed, on the page."""
        target = self.number if self.number.isEnabled() else self.view.view
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, words: str) -> None:
        """Say what is wrong with the number; empty: nothing is."""
        mark_bad(self.number, bool(words))
        if words:
            self.error.show_error(words)
            self.number.selectAll()
        else:
            self.error.clear()

    def _on_typed(self) -> None:
        self.complain("")

    def ask_throw(self) -> None:
        """Ask before a page goes for good, with the focus on the harmless answer."""
        if self._page is None or not self.throw.isEnabled():
            return
        self._show_asking(asking=True)
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_asking(self) -> None:
        """Keep the page."""
        had_focus = self.no.hasFocus() or self.yes.hasFocus()
        self._show_asking(asking=False)
        if had_focus:
            self.take_focus()

    def _show_asking(self, *, asking: bool) -> None:
        for button in (self.yes, self.no):
            button.setVisible(asking)
        for button in (self.go, self.throw):
            button.setVisible(not asking)

    def _file(self) -> None:
        if self._page is not None and self.go.isEnabled():
            self.file_wanted.emit(self._page.id, self.number.text())

    def _throw(self) -> None:
        if self._page is not None:
            self._show_asking(asking=False)
            self.throw_wanted.emit(self._page.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows choose pages and move on them while the focus stays in the box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            match event.key():
                case Qt.Key.Key_Up | Qt.Key.Key_Down:
                    self.step_wanted.emit(1 if event.key() == Qt.Key.Key_Down else -1)
                    return True
                case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                    self.view.scroll_page(1 if event.key() == Qt.Key.Key_PageDown else -1)
                    return True
                case _:
                    pass
        return super().eventFilter(watched, event)
