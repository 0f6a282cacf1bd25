# SPDX-License-Identifier: Apache-2.0
"""The narrow rail of queues beside an open file: icons, with name and count as tooltips."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.domain.values import Queue
from officer_desk.views import theme
from officer_desk.views.sidebar import LOOKS, count_words

WIDTH = 44
_BUTTON = 34
_ICON = 16


class Rail(QWidget):
    """A column of 44; a queue that is chosen here leads back to the list."""

    chosen = Signal(object)
    """The queue that the officer wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._buttons = {queue: RailButton(queue) for queue in Queue}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5, 8, 5, 8)
        layout.setSpacing(4)
        for button in self._buttons.values():
            layout.addWidget(button)
            button.clicked.connect(self._on_clicked)
        layout.addStretch(1)

    def show_counts(self, counts: Mapping[Queue, int]) -> None:
        """Tell in each tooltip how many files the queue holds."""
        for queue, button in self._buttons.items():
            count = counts.get(queue)
            words = texts.queue(queue)
            button.setToolTip(words if count is None else f"{words} · {count_words(count)}")

    def show_current(self, queue: Queue) -> None:
        """Mark the queue that the open file came from."""
        for one, button in self._buttons.items():
            button.setChecked(one is queue)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            self.chosen.emit(button.queue)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line to the file."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("canvas"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("line"))


class RailButton(QAbstractButton):
    """The shape of one queue."""

    def __init__(self, queue: Queue) -> None:
        super().__init__()
        self.queue = queue
        self.setAccessibleName(texts.queue(queue))
        self.setToolTip(texts.queue(queue))
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(_BUTTON, _BUTTON)

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
        icon, color = LOOKS[self.queue]
        area = self.rect().toRectF()
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sel" if self.isChecked() else "hover"))
            painter.drawRoundedRect(area, 4, 4)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked() and color == "ink2":
            color = "accink"
        middle = (_BUTTON - _ICON) // 2
        painter.drawPixmap(middle, middle, theme.pixmap(icon, color, _ICON))
        if self.hasFocus():
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(theme.color("focus"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)
