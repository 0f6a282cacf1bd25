# SPDX-License-Identifier: Apache-2.0
"""The narrow rail beside an open file: icons of queues and pages, with name and count as tooltips."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.values import Queue, Role
from officer_desk.views import theme
from officer_desk.views.sidebar import LOOKS, PLACES, Place, count_words, is_shown, place_name, places_of
from officer_desk.views.widgets import h_line

WIDTH = 44
_BUTTON = 34
_ICON = 16


class Rail(QWidget):
    """A column of 44; what is chosen here leads away from the file."""

    chosen = Signal(object)
    """The queue or the page that the officer wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._buttons = {queue: RailButton(queue, texts.queue(queue), *LOOKS[queue]) for queue in Queue}
        self._places = {place: RailButton(place, place_name(place), icon, "ink2") for place, icon in PLACES.items()}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5, 8, 5, 8)
        layout.setSpacing(4)
        for button in self._buttons.values():
            layout.addWidget(button)
            button.clicked.connect(self._on_clicked)
        layout.addSpacing(4)
        layout.addWidget(h_line())
        layout.addSpacing(4)
        for place in self._places.values():
            layout.addWidget(place)
            place.clicked.connect(self._on_clicked)
        layout.addStretch(1)
        self.show_places(places_of(Role.RECEPTION))
        self.show_counts({})

    def show_counts(self, counts: Mapping[Queue, int]) -> None:
        """Tell in each tooltip how many files the queue holds."""
        for queue, button in self._buttons.items():
            count = counts.get(queue)
            words = texts.queue(queue)
            button.setToolTip(words if count is None else f"{words} · {count_words(count)}")
            button.setVisible(is_shown(queue, counts) or button.isChecked())

    def show_failed(self, count: int) -> None:
        """Mark the messages while a person must look at some."""
        self._places[Place.MESSAGES].show_alarm(count)

    def show_waiting(self, count: int) -> None:
        """Tell how many scanned pages wait for their number."""
        self._places[Place.SIGNED].show_waiting(count)

    def show_places(self, places: frozenset[Place]) -> None:
        """Show the pages that the officer's role may use."""
        for place, button in self._places.items():
            button.setVisible(place in places)

    def show_current(self, what: Queue | Place | None) -> None:
        """Mark the queue or page that the open file came from."""
        for one, button in {**self._buttons, **self._places}.items():
            button.setChecked(one is what)
            if one is what:
                button.show()

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            self.chosen.emit(button.what)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line to the file."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("canvas"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("line"))


class RailButton(QAbstractButton):
    """The shape of a queue or a page."""

    def __init__(self, what: Queue | Place, name: str, icon: str, token: str) -> None:
        super().__init__()
        self.what = what
        self._icon, self._token = icon, token
        self._alarm = False
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(_BUTTON, _BUTTON)

    def show_alarm(self, count: int) -> None:
        """Show by a red mark, and in words as the tooltip, that something there needs a person."""
        name = self.accessibleName()
        failed = translate("Sidebar", "{count} failed").format(count=count_words(count))
        self.setToolTip(f"{name} · {failed}" if count else name)
        self.setAccessibleDescription(failed if count else "")
        self._alarm = count > 0
        self.update()

    def show_waiting(self, count: int) -> None:
        """Tell in the tooltip how many pages wait."""
        waiting = translate("Sidebar", "{count} pages wait for their number").format(count=count_words(count))
        self.setToolTip(f"{self.accessibleName()} · {waiting}" if count else self.accessibleName())
        self.setAccessibleDescription(waiting if count else "")

    def sizeHint(self) -> QSize:
        """Give the fixed size."""
        return QSize(_BUTTON, _BUTTON)

    def nextCheckState(self) -> None:
        """Leave the mark to whoever shows the list."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, shape and ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._token
        area = self.rect().toRectF()
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sel" if self.isChecked() else "hover"))
            painter.drawRoundedRect(area, 4, 4)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked() and color == "ink2":
            color = "accink"
        middle = (_BUTTON - _ICON) // 2
        painter.drawPixmap(middle, middle, theme.pixmap(self._icon, color, _ICON))
        if self._alarm:
            painter.drawPixmap(_BUTTON - 13, 1, theme.pixmap("triangle-alert", "rejected", 12))
        if self.hasFocus():
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(theme.color("focus"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)
