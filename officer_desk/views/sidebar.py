# SPDX-License-Identifier: Apache-2.0
"""The ready-made queues at the side of the list, with their counts."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.values import Queue
from officer_desk.views import theme

WIDTH = 186
_HEIGHT = 30
_ICON = 15
_CAP = 1000

LOOKS: Mapping[Queue, tuple[str, str]] = {
    Queue.ALL: ("list", "ink2"),
    Queue.WAITING: ("circle", "waiting"),
    Queue.DUE_SOON: ("alarm-clock", "incomplete"),
    Queue.INCOMPLETE: ("file-plus-corner", "incomplete"),
    Queue.CHANGES: ("arrow-left-right", "ink2"),
    Queue.DONE_TODAY: ("check-check", "ink2"),
}


def count_words(count: int) -> str:
    """Give a count as it is written: «312», «1.000+»."""
    if count <= _CAP:
        return grouped(count)
    return f"{grouped(_CAP)}+"


def grouped(count: int) -> str:
    """Give a count with Vietnam's dot between thousands."""
    return f"{count:,}".replace(",", ".")


class Sidebar(QWidget):
    """A column of 186 with one button for each queue."""

    chosen = Signal(object)
    """The queue that the officer wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "canvas")
        self.setMinimumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._buttons = {queue: QueueButton(queue) for queue in Queue}
        self._lay_out()
        self.show_current(Queue.ALL)

    def _lay_out(self) -> None:
        head = QLabel(translate("Sidebar", "E-transaction registrations"))
        head.setProperty("role", "head")
        head.setContentsMargins(12, 0, 8, 0)
        head.setFixedHeight(20)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 15, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        for button in self._buttons.values():
            layout.addWidget(button)
            button.clicked.connect(self._on_clicked)
        layout.addStretch(1)

    def show_counts(self, counts: Mapping[Queue, int]) -> None:
        """Show how many files each queue holds."""
        for queue, button in self._buttons.items():
            button.show_count(counts.get(queue))

    def show_current(self, queue: Queue | None) -> None:
        """Mark the queue that is shown; None: what is shown is no queue."""
        for one, button in self._buttons.items():
            button.setChecked(one is queue)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QueueButton):
            self.show_current(button.queue)
            self.chosen.emit(button.queue)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line to the list."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("canvas"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("line"))


class QueueButton(QAbstractButton):
    """Shape, name and count of one queue."""

    def __init__(self, queue: Queue) -> None:
        super().__init__()
        self.queue = queue
        self._count: int | None = None
        self.setText(texts.queue(queue))
        self.setAccessibleName(self.text())
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int | None) -> None:
        """Show the number of files; None: not known yet."""
        if count != self._count:
            self._count = count
            words = "" if count is None else translate("Sidebar", "{count} files").format(count=count_words(count))
            self.setAccessibleDescription(words)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Give the room for the whole name and count."""
        words = QFontMetrics(theme.font("head")).horizontalAdvance(self.text())
        count = QFontMetrics(theme.figures("head")).horizontalAdvance(self._count_words())
        return QSize(38 + words + 6 + count + 11, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Give the same: a queue's name is never cut."""
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """Stay chosen when clicked again."""
        self.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, bar, shape, name, count and ring."""
        del event
        painter = QPainter(self)
        icon, color = LOOKS[self.queue]
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.fillRect(self.rect(), theme.color("sel" if chosen else "hover"))
        if chosen:
            painter.fillRect(0, 0, 3, self.height(), theme.color("acc"))
        color = "accink" if chosen and color == "ink2" else color
        painter.drawPixmap(16, (self.height() - _ICON) // 2, theme.pixmap(icon, color, _ICON))
        role = "head" if chosen else "body"
        ink = "accink" if chosen else "ink"
        area = self.rect().adjusted(38, 0, -11, 0)
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font(role))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        painter.setFont(theme.figures(role))
        if not chosen:
            painter.setPen(theme.color("ink2"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._count_words())
        if self.hasFocus():
            paint_ring(painter, self.rect())

    def _count_words(self) -> str:
        return "" if self._count is None else count_words(self._count)


def paint_ring(painter: QPainter, area: QRect) -> None:
    """Paint the ring of what has the focus: 2 px inside the border."""
    ring = theme.color("focus")
    painter.fillRect(area.x(), area.y(), area.width(), 2, ring)
    painter.fillRect(area.x(), area.bottom() - 1, area.width(), 2, ring)
    painter.fillRect(area.x(), area.y(), 2, area.height(), ring)
    painter.fillRect(area.right() - 1, area.y(), 2, area.height(), ring)
