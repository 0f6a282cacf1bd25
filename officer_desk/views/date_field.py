# SPDX-License-Identifier: Apache-2.0
"""A field for a day that may stay empty: typed dd/mm/yyyy, or chosen in a calendar (F4)."""

import re
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from officer_desk.catalogue import language, translate
from officer_desk.domain.calendar import format_day
from officer_desk.views import theme

_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}))?|(\d{2})(\d{2})(\d{4})")


class DateField(QLineEdit):
    """A line to type a day in; `F4` or its mark opens the calendar."""

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setAccessibleName(name)
        self.setProperty("figures", True)
        self.setStyleSheet("QLineEdit { padding: 0 2px 0 9px } QLineEdit:focus { padding: 0 1px 0 8px }")
        self.setPlaceholderText(translate("DateField", "dd/mm/yyyy"))
        self._calendar_action = QAction(
            theme.icon("calendar", "ink2", 15), translate("DateField", "Choose a day (F4)"), self
        )
        self._calendar_action.triggered.connect(self.choose)
        self.addAction(self._calendar_action, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self._calendar_action.text())

    def day(self) -> date | None:
        """Give the day, or None when the field is empty; ValueError when what stands there is no day."""
        text = self.text().strip()
        return parse_day(text, self._today) if text else None

    def why_wrong(self) -> str:
        """Say what is wrong with what stands there; nothing when it is a day, or nothing."""
        try:
            self.day()
        except ValueError:
            text = self.text().strip()
            if _DAY.fullmatch(text):
                return translate("DateField", "There is no day {day}.").format(day=text)
            return translate("DateField", "Not a day, dd/mm/yyyy")
        return ""

    def set_day(self, day: date | None) -> None:
        """Show a day."""
        self.setText("" if day is None else format_day(day))

    def set_today(self, today: date) -> None:
        """Tell the field what day it is: «5/11» means this year's."""
        self._today = today

    def choose(self) -> None:
        """Open the calendar under the field."""
        popup = CalendarPopup(self)
        try:
            shown = self.day() or self._today
        except ValueError:
            shown = self._today
        popup.open_at(shown, self.mapToGlobal(QPoint(0, self.height() + 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with F4, as in every list of choices."""
        if event.key() == Qt.Key.Key_F4 and not event.modifiers() and not event.isAutoRepeat():
            self.choose()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the day out in full when the officer goes on."""
        super().focusOutEvent(event)
        try:
            self.set_day(self.day())
        except ValueError:
            return


class CalendarPopup(QFrame):
    """A month to choose from; Enter or a click takes the day, Esc closes."""

    def __init__(self, field: DateField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", "true")
        self._calendar = QCalendarWidget(self)
        self._calendar.setAccessibleName(field.accessibleName())
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setLocale(_locale())
        self._calendar.setFont(theme.figures("table"))
        self._paint_in_ink()
        self._calendar.activated.connect(self._take)
        self._calendar.clicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._calendar)

    def _paint_in_ink(self) -> None:
        """Take the red from the week's end: here red means that something is wrong."""
        plain, head = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(theme.color("ink"))
        head.setForeground(theme.color("ink2"))
        head.setBackground(theme.color("surf2"))
        head.setFont(theme.font("label-head"))
        self._calendar.setHeaderTextFormat(head)
        for day in Qt.DayOfWeek:
            self._calendar.setWeekdayTextFormat(day, plain)

    def open_at(self, day: date, place: QPoint) -> None:
        """Show the month of a day, inside the screen."""
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.resize(self.sizeHint().expandedTo(QSize(290, 230)))
        room = self._field.screen().availableGeometry()
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        place.setY(max(room.top(), min(place.y(), room.bottom() - self.height())))
        self.move(place)
        self.show()
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        """Close with Esc."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.close()
            event.accept()
            return True
        return super().event(event)

    def _take(self, day: QDate) -> None:
        self._field.set_day(date(day.year(), day.month(), day.day()))
        self.close()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)


def parse_day(text: str, today: date) -> date:
    """Read dd/mm/yyyy, ddmmyyyy or dd/mm of this year; ValueError when it is no day."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
    return date(int(year or today.year), int(month), int(day))


def _locale() -> QLocale:
    return QLocale("vi_VN" if language() == "vi" else "en_GB")
