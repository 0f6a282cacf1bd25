# SPDX-License-Identifier: Apache-2.0
"""The line under the head of the file: what the last act did, and for how long it can be taken back."""

from datetime import datetime
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy

from officer_desk.catalogue import translate
from officer_desk.domain.records import DeclarationRecord
from officer_desk.views import actions, theme
from officer_desk.views.file_parts import Ground
from officer_desk.views.said import Said, held_said
from officer_desk.views.undoing import Undoing
from officer_desk.views.widgets import Button, IconButton

_BAR = 3
_LOOKS = {
    "success": ("approved", "circle-check"),
    "information": ("progress", "history"),
    "amber": ("incomplete", "close-match"),
}
"""Colour token and icon of each tone."""


class ActLine(Ground):
    """44 high; icon, words, «Hoàn tác» while there is time, and a bar of 3 px for what is left of it."""

    print_requested = Signal(object)
    """The `DeclarationRecord` whose Form 01 is wanted."""
    undo_requested = Signal()
    closed = Signal()

    def __init__(self, *, key: bool = True) -> None:
        """`key`: whether «Hoàn tác» shows the key that presses it."""
        super().__init__("approved-bg", "approved-ln", "bottom")
        self._said: Said | None = None
        self._shown_at: datetime | None = None
        self._share = 0.0
        self._icon = QLabel()
        self._words = QLabel()
        self.print = Button(translate("SuccessLine", "Print its declaration"), icon="printer")
        cap = actions.cap("undo") if key else ""
        self.undo = Button(translate("SuccessLine", "Take back"), cap, kind="undo", icon="undo-2")
        self.close_button = IconButton("x", translate("SuccessLine", "Close"))
        self._lay_out()
        self.print.clicked.connect(self._on_print)
        self.undo.clicked.connect(self.undo_requested)
        self.close_button.clicked.connect(self.closed)
        self.hide()

    def _lay_out(self) -> None:
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setProperty("figures", True)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._words.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 14, 7)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self.print)
        row.addWidget(self.undo)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(44)

    def show_said(self, said: Said | None, now: datetime) -> None:
        """Say something as it is true now; None: say nothing and take no room."""
        if said is None:
            self._said = None
            self.setAccessibleName("")
            self._words.clear()
            self.hide()
            return
        if said is not self._said:
            self._dress(said)
        self._shown_at = now
        left = said.seconds_left(now)
        head, text = said.heading(now), said.words(now)
        self.setAccessibleName(f"{head} {text}".strip())
        heavy = [said.heavy, said.time_words(now)] if left else [said.heavy]
        color = theme.color(_LOOKS[said.tone][0]).name()
        self._words.setText(f'<span style="font-weight:600;color:{color}">{escape(head)}</span> {_rich(text, heavy)}')
        self.undo.setVisible(left > 0)
        self._share = 0.0 if said.tone == "information" else said.share_left(now)
        self.update()
        self.show()

    @property
    def text(self) -> str:
        """What is said; empty while nothing is."""
        return self.accessibleName()

    @property
    def share_left(self) -> float:
        """How much of the bar is left, from 1 to 0."""
        return self._share

    def changeEvent(self, event: QEvent) -> None:
        """Dress anew when the window turns light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._said is not None and self._shown_at is not None:
            self._dress(self._said)
            self.show_said(self._said, self._shown_at)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar over the line at the foot."""
        super().paintEvent(event)
        if self._share > 0 and self._said is not None:
            width = round(self.width() * self._share)
            token = _LOOKS[self._said.tone][0]
            QPainter(self).fillRect(0, self.height() - _BAR, width, _BAR, theme.color(token))

    def _dress(self, said: Said) -> None:
        self._said = said
        token, icon = _LOOKS[said.tone]
        self._ground, self._line = f"{token}-bg", f"{token}-ln"
        self._icon.setPixmap(theme.pixmap(icon, token, 20))
        self.close_button.set_look("x", translate("SuccessLine", "Close"), token=token)
        self.print.setVisible(said.can_print)

    def _on_print(self) -> None:
        if self._said is not None and self._said.record is not None:
            self.print_requested.emit(self._said.record)


class SuccessLine(ActLine):
    """Says what the desk's `Undoing` knows; every page that has one shows the same."""

    def __init__(self, undoing: Undoing) -> None:
        super().__init__()
        self._undoing = undoing
        self._wanted = True
        self.undo_requested.connect(undoing.take_back)
        self.closed.connect(undoing.clear)
        undoing.changed.connect(self._on_changed)

    def set_wanted(self, wanted: bool) -> None:
        """Show the line on the pages that have none of their own, and hide it on the others."""
        self._wanted = wanted
        self._on_changed()

    def _on_changed(self) -> None:
        self.show_said(self._undoing.said if self._wanted else None, self._undoing.now())


class HeldLine(ActLine):
    """Offers to take the decision of the file in view back, unless the line above it does so already."""

    ran_out = Signal()
    """The decision has taken effect meanwhile."""

    def __init__(self, undoing: Undoing) -> None:
        super().__init__(key=False)
        self._undoing = undoing
        self._record: DeclarationRecord | None = None
        self.close_button.hide()
        self.undo_requested.connect(self._undo_this)
        undoing.changed.connect(self._on_changed)

    def show_file(self, record: DeclarationRecord | None) -> None:
        """Speak of another file."""
        self._record = record
        if record is not None:
            self._undoing.watch(record.undo_until)
        self._on_changed()

    def undo_newest(self) -> None:
        """Take back what the line above says, or else the decision of this file; too late is said."""
        record = self._record
        own = record is not None and self._undoing.may_take_back(record)
        if own and not self._undoing.can_take_back:
            self._undo_this()
        else:
            self._undoing.take_back()

    def _undo_this(self) -> None:
        record = self._record
        if record is not None and self._undoing.may_take_back(record):
            self._undoing.take_back_of(record, held_said(record, self._undoing.now()))

    def _on_changed(self) -> None:
        record, now = self._record, self._undoing.now()
        if record is None or record.undo_until is None:
            self.show_said(None, now)
        elif record.undo_until <= now:
            self._record = None
            self.show_said(None, now)
            self.ran_out.emit()
        elif self._undoing.may_take_back(record) and not self._undoing.is_about(record):
            self.show_said(held_said(record, now), now)
        else:
            self.show_said(None, now)


def _rich(text: str, heavy: list[str]) -> str:
    """Give the words as rich text, with some of them heavier."""
    found = escape(text)
    for part in heavy:
        if part:
            words = escape(part)
            found = found.replace(words, f'<span style="font-weight:600">{words}</span>', 1)
    return found
