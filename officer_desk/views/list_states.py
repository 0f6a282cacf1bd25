# SPDX-License-Identifier: Apache-2.0
"""What stands in the place of a list that is empty, is being loaded, or could not be loaded: words and a way on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.views import actions, theme
from officer_desk.views.widgets import Button, Placard

_CARD = 600


@dataclass(frozen=True, slots=True)
class WayOn:
    """A button of a list state, and what it does."""

    words: str
    go: Callable[[], None]
    key: str = ""
    kind: str = ""


class ListState(QWidget):
    """One card in the middle of the list's place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self._card = Placard("list", "", "")
        self._card.setMaximumWidth(_CARD)
        self._card.setMinimumHeight(128)
        self._first: Button | None = None
        self.head = ""
        """What the card says, in few words."""
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card, 20)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)

    def show_state(self, icon: str, token: str, head: str, text: str, ways: Sequence[WayOn] = ()) -> None:
        """Say what is the case, what stays, and what can be done."""
        buttons = [_button(way) for way in ways]
        self.head = head
        self._first = buttons[0] if buttons else None
        self._card.set(icon, head, text, *buttons, token=token)

    def tell(self, text: str) -> None:
        """Say how far it is; head and buttons stay."""
        self._card.tell(text)

    def show_loading(self, stop: Callable[[], None]) -> None:
        """Say that the list is on its way."""
        self.show_state(
            "hourglass",
            "progress",
            translate("ListState", "Loading the list…"),
            translate("ListState", "Normally less than a second. You can go on typing and change screens."),
            (WayOn(translate("ListState", "Stop"), stop),),
        )

    def show_stopped(self, again: Callable[[], None]) -> None:
        """Say that the officer did not want to wait."""
        way = WayOn(translate("ListState", "Load"), again, key=actions.cap("refresh"), kind="primary")
        self.show_state("pause", "ink2", translate("ListState", "Loading was stopped"), "", (way,))

    def show_failed(self, error: Exception, again: Callable[[], None]) -> None:
        """Say why the list could not be loaded."""
        way = WayOn(translate("ListState", "Try again"), again, key=actions.cap("refresh"), kind="primary")
        head = translate("ListState", "The list could not be loaded")
        self.show_state("triangle-alert", "rejected", head, texts.sentence(error), (way,))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line to what stands above."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, theme.color("line"))

    def focus_first(self) -> None:
        """Put the focus on the first way on, if there is one."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)


def _button(way: WayOn) -> Button:
    button = Button(way.words, key=way.key, kind=way.kind)
    button.clicked.connect(way.go)
    return button
