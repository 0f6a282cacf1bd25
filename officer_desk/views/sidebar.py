# SPDX-License-Identifier: Apache-2.0
"""What stands at the side of the lists: the ready-made queues with their counts, and the further pages."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.domain.values import Queue, Role
from officer_desk.views import theme
from officer_desk.views.widgets import h_line
from officer_desk.views.widgets.buttons import is_arrow

WIDTH = 186
_HEIGHT = 30
_ICON = 15
_CAP = 1000

LOOKS: Mapping[Queue, tuple[str, str]] = {
    Queue.ALL: ("list", "ink2"),
    Queue.MINE: ("user-check", "accink"),
    Queue.QUESTIONS: ("circle-question-mark", "progress"),
    Queue.SECOND_LOOK: ("eye", "progress"),
    Queue.WAITING: ("circle", "waiting"),
    Queue.DUE_SOON: ("alarm-clock", "incomplete"),
    Queue.INCOMPLETE: ("file-plus-corner", "incomplete"),
    Queue.SUPPLEMENT_OVERDUE: ("hourglass", "rejected"),
    Queue.EXPIRED: ("hourglass", "expired"),
    Queue.CHANGES: ("arrow-left-right", "ink2"),
    Queue.DONE_TODAY: ("check-check", "ink2"),
}
RARE = frozenset({Queue.MINE, Queue.QUESTIONS, Queue.SECOND_LOOK, Queue.SUPPLEMENT_OVERDUE, Queue.EXPIRED})
"""Queues that have a place at the side only while there is a file in them."""


def count_words(count: int) -> str:
    """Give a count as it is written: «312», «1.000+»."""
    if count <= _CAP:
        return grouped(count)
    return f"{grouped(_CAP)}+"


def grouped(count: int) -> str:
    """Give a count with Vietnam's dot between thousands."""
    return f"{count:,}".replace(",", ".")


def is_shown(queue: Queue, counts: Mapping[Queue, int]) -> bool:
    """Tell whether a queue has a place at the side: one for the rare case appears with its first file."""
    return queue not in RARE or counts.get(queue, 0) > 0


class Place(StrEnum):
    """A page beside the list of files."""

    MESSAGES = "messages"
    SIGNED = "signed"
    DASHBOARD = "dashboard"
    TRACE = "trace"
    REPORTS = "reports"
    SETTINGS = "settings"


TASKS: Mapping[Place, Task] = {
    Place.MESSAGES: Task.VIEW,
    Place.SIGNED: Task.FILE_SIGNED,
    Place.DASHBOARD: Task.SUPERVISE,
    Place.TRACE: Task.FOLLOW_TRACE,
    Place.REPORTS: Task.REPORT,
    Place.SETTINGS: Task.MANAGE_SETTINGS,
}
"""What a role must be allowed to do to be shown a page."""


def places_of(role: Role) -> frozenset[Place]:
    """Give the pages that a role is shown."""
    return frozenset(place for place, task in TASKS.items() if task in PERMITTED[role])


WAYS = "ways"
"""The section of the settings in which mail and SMS are set up."""


PLACES: Mapping[Place, str] = {
    Place.MESSAGES: "message-square-text",
    Place.SIGNED: "scan-line",
    Place.DASHBOARD: "layout-dashboard",
    Place.TRACE: "history",
    Place.SETTINGS: "settings",
}
"""The pages at the side, in their order, each with its icon; the reports have another way in."""


def place_name(place: Place) -> str:
    """Name a page."""
    return {
        Place.MESSAGES: translate("Sidebar", "Messages"),
        Place.SIGNED: translate("Sidebar", "Scanned declarations"),
        Place.DASHBOARD: translate("Sidebar", "Supervision"),
        Place.TRACE: translate("Sidebar", "Trace"),
        Place.REPORTS: translate("Sidebar", "Reports"),
        Place.SETTINGS: translate("Sidebar", "Settings"),
    }[place]


class Sidebar(QWidget):
    """A column of 186 with one button for each queue, and one for each further page."""

    chosen = Signal(object)
    """The queue or the page that the officer wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "canvas")
        self.setMinimumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._buttons = {queue: QueueButton(queue) for queue in Queue}
        self._places = {place: PlaceButton(place) for place in PLACES}
        self._lay_out()
        self.show_places(places_of(Role.RECEPTION))
        self.show_counts({})
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
        layout.addSpacing(8)
        rule = QHBoxLayout()
        rule.setContentsMargins(12, 0, 12, 0)
        rule.addWidget(h_line())
        layout.addLayout(rule)
        layout.addSpacing(8)
        for place in self._places.values():
            layout.addWidget(place)
            place.clicked.connect(self._on_clicked)
        layout.addStretch(1)

    def show_counts(self, counts: Mapping[Queue, int]) -> None:
        """Show how many files each queue holds."""
        for queue, button in self._buttons.items():
            button.show_count(counts.get(queue))
            button.setVisible(is_shown(queue, counts) or button.isChecked())

    def show_failed(self, count: int) -> None:
        """Show how many messages a person must look at."""
        self._places[Place.MESSAGES].show_alarm(count)

    def show_waiting(self, count: int) -> None:
        """Show how many scanned pages wait for their number."""
        self._places[Place.SIGNED].show_waiting(count)

    def show_places(self, places: frozenset[Place]) -> None:
        """Show the pages that the officer's role may use."""
        for place, button in self._places.items():
            button.setVisible(place in places)

    def show_current(self, what: Queue | Place | None) -> None:
        """Mark the queue or page that is shown; None: what is shown is neither."""
        for queue, button in self._buttons.items():
            button.setChecked(queue is what)
            if queue is what:
                button.show()
        for place, button in self._places.items():
            button.setChecked(place is what)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, SideButton):
            self.chosen.emit(button.what)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line to the list."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("canvas"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("line"))


class SideButton(QAbstractButton):
    """Shape, name and count of what can be shown."""

    def __init__(self, what: Queue | Place, name: str, icon: str, token: str) -> None:
        super().__init__()
        self.what = what
        self._icon, self._token = icon, token
        self._count: int | None = None
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there as Space does; an arrow leaves the focus where it is."""
        if is_arrow(event):
            event.ignore()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Give the room for the whole name and count."""
        words = QFontMetrics(theme.font("head")).horizontalAdvance(self.text())
        count = QFontMetrics(theme.figures("head")).horizontalAdvance(self.count_words())
        return QSize(38 + words + 6 + count + 11, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Give the same: a name is never cut."""
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """Leave the mark to whoever shows the page: it may ask before it goes."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, bar, shape, name, count and ring."""
        del event
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.fillRect(self.rect(), theme.color("sel" if chosen else "hover"))
        if chosen:
            painter.fillRect(0, 0, 3, self.height(), theme.color("acc"))
        color = "accink" if chosen and self._token == "ink2" else self._token
        painter.drawPixmap(16, (self.height() - _ICON) // 2, theme.pixmap(self._icon, color, _ICON))
        role = "head" if chosen else "body"
        painter.setPen(theme.color("accink" if chosen else "ink"))
        painter.setFont(theme.font(role))
        area = self.rect().adjusted(38, 0, -11, 0)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        self.paint_count(painter, area, role)
        if self.hasFocus():
            paint_ring(painter, self.rect())

    def paint_count(self, painter: QPainter, area: QRect, role: str) -> None:
        """Paint the count at the right."""
        painter.setFont(theme.figures(role))
        if not self.isChecked():
            painter.setPen(theme.color("ink2"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self.count_words())

    def count_words(self) -> str:
        """Give the count as it is written."""
        return "" if self._count is None else count_words(self._count)

    def tell_count(self, count: int | None, words: str) -> None:
        """Show another count; `words` say it to those who cannot see it."""
        if count != self._count:
            self._count = count
            self.setAccessibleDescription("" if count is None else words.format(count=count_words(count)))
            self.updateGeometry()
            self.update()


class QueueButton(SideButton):
    """One queue, with the number of its files."""

    def __init__(self, queue: Queue) -> None:
        super().__init__(queue, texts.queue(queue), *LOOKS[queue])
        self.queue = queue

    def show_count(self, count: int | None) -> None:
        """Show the number of files; None: not known yet."""
        self.tell_count(count, translate("Sidebar", "{count} files"))


class PlaceButton(SideButton):
    """One further page, with the number of things there that a person must look at."""

    def __init__(self, place: Place) -> None:
        super().__init__(place, place_name(place), PLACES[place], "ink2")
        self._alarms = False

    def show_alarm(self, count: int) -> None:
        """Show the number in red; none: nothing."""
        self._alarms = True
        self.tell_count(count or None, translate("Sidebar", "{count} failed"))

    def show_waiting(self, count: int) -> None:
        """Show how many pages wait; none: nothing."""
        self.tell_count(count or None, translate("Sidebar", "{count} pages wait for their number"))

    def paint_count(self, painter: QPainter, area: QRect, role: str) -> None:
        """Paint the count; of what went wrong with a warning, in red."""
        if not self._alarms:
            super().paint_count(painter, area, role)
            return
        if not self.count_words():
            return
        painter.setFont(theme.figures(role))
        painter.setPen(theme.color("rejected"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self.count_words())
        left = area.right() - painter.fontMetrics().horizontalAdvance(self.count_words()) - _ICON - 4
        painter.drawPixmap(left, (self.height() - _ICON) // 2, theme.pixmap("triangle-alert", "rejected", _ICON))


def paint_ring(painter: QPainter, area: QRect) -> None:
    """Paint the ring of what has the focus: 2 px inside the border."""
    ring = theme.color("focus")
    painter.fillRect(area.x(), area.y(), area.width(), 2, ring)
    painter.fillRect(area.x(), area.bottom() - 1, area.width(), 2, ring)
    painter.fillRect(area.x(), area.y(), 2, area.height(), ring)
    painter.fillRect(area.right() - 1, area.y(), 2, area.height(), ring)
