# SPDX-License-Identifier: Apache-2.0
"""Painted buttons of the open file: segmented choices, tabs with counts, and the viewer's tools."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from officer_desk.views import theme
from officer_desk.views.file_parts import FlowLayout
from officer_desk.views.widgets.buttons import is_arrow


class _Still(QAbstractButton):
    """A painted button on which an arrow moves no focus."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow leaves the focus where it is."""
        if is_arrow(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ToolButton(_Still):
    """An icon of the viewer's toolbar; tooltip and accessible name say what it does."""

    def __init__(self, icon: str, name: str, key: str) -> None:
        super().__init__()
        self._icon = icon
        self.setAccessibleName(name)
        self._tip = f"{name} ({key})" if key else name
        self.setToolTip(self._tip)
        # A click leaves the focus on the picture that the tool acts upon.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(25, 30)

    def set_usable(self, usable: bool, why_not: str = "") -> None:
        """Switch on or off; the tooltip says why it is off."""
        self.setEnabled(usable)
        self.setToolTip(self._tip if usable else why_not)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sel" if self.isDown() else "hover"))
            painter.drawRoundedRect(self.rect(), 4, 4)
        pixmap = theme.pixmap(self._icon, "ink" if self.isEnabled() else "dis", 16)
        painter.drawPixmap((self.width() - 16) // 2, (self.height() - 16) // 2, pixmap)
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), 4)


class _Choice(_Still):
    """One segment: its key in figures, then its word."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__()
        self.key = key
        self.first = self.last = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        key = QFontMetrics(theme.figures("table-key")).horizontalAdvance(self.key) + 6 if self.key else 0
        return QSize(QFontMetrics(theme.font("table-key")).horizontalAdvance(self.text()) + key + 18, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        box = QRectF(self.rect())
        ground = "acc" if on else "hover" if self.isEnabled() and self.underMouse() else "surface"
        painter.fillPath(_segment(box, self.first, self.last), theme.color(ground if self.isEnabled() else "disbg"))
        text, second = ("onacc", "onacc") if on else ("ink", "ink2")
        if not self.isEnabled():
            text = second = "dis"
        x = 9
        if self.key:
            painter.setFont(theme.figures("table-key"))
            painter.setPen(theme.color(second))
            painter.drawText(box.adjusted(x, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.key)
            x += painter.fontMetrics().horizontalAdvance(self.key) + 6
        painter.setFont(theme.font("table-key"))
        painter.setPen(theme.color(text))
        painter.drawText(box.adjusted(x, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.color("onacc" if on else "focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 3, 3)


class Segments(QWidget):
    """Joined buttons of which one is on; `chosen` tells the index that the officer took."""

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._buttons: list[_Choice] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(1)

    def set_choices(self, choices: list[tuple[str, str]]) -> None:
        """Stand for other (key, word) pairs; the first is on."""
        if [(button.key, button.text()) for button in self._buttons] == choices:
            self.set_current(0)
            return
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for index, (key, text) in enumerate(choices):
            button = _Choice(key, text)
            button.first, button.last = index == 0, index == len(choices) - 1
            button.clicked.connect(lambda _=False, index=index: self.choose(index))
            self._layout.addWidget(button)
            self._buttons.append(button)
        self._show_if_a_choice()
        self.set_current(0)
        self.updateGeometry()
        self.update()

    def _show_if_a_choice(self) -> None:
        """One segment alone is no choice; filled with the accent it would look like a command."""
        self.setVisible(len(self._buttons) > 1)

    def set_current(self, index: int) -> None:
        """Turn one on, telling nobody."""
        for place, button in enumerate(self._buttons):
            button.setChecked(place == index)

    @property
    def current(self) -> int:
        """Index of the one that is on; -1 without any."""
        return next((place for place, button in enumerate(self._buttons) if button.isChecked()), -1)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._buttons)

    def choose(self, index: int) -> None:
        """Turn one on, as a click does."""
        self.set_current(index)
        self.chosen.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._buttons:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("ctl"), 1))
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class TabButton(_Still):
    """The head of one tab, with a count where it has one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._count: int | None = None
        self._badge, self._tone = "", "waiting"
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def rename(self, text: str) -> None:
        """Give the tab another word."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_count(self, count: int | None) -> None:
        """Show a count beside the word, or none."""
        self._count = count
        self.set_badge("" if count is None else str(count))

    def set_badge(self, words: str, tone: str = "waiting") -> None:
        """Show words beside the name («6/7»), on the ground of a colour token; empty: none."""
        self._badge, self._tone = words, tone
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    @property
    def count(self) -> int | None:
        """The count beside the word."""
        return self._count

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font("head")).horizontalAdvance(self.text())
        if self._badge:
            width += 6 + self._badge_width()
        return QSize(width + 2, 38)

    def _badge_width(self) -> int:
        return QFontMetrics(theme.figures("label-head")).horizontalAdvance(self._badge) + 12

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setFont(theme.font("head" if on else "button"))
        painter.setPen(theme.color("accink" if on else "ink" if self.underMouse() else "ink2"))
        area = QRectF(0, 0, self.width(), self.height() - 2)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._badge:
            badge = QRectF(self.width() - self._badge_width() - 1, area.center().y() - 8, self._badge_width(), 17)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(f"{self._tone}-bg"))
            painter.drawRoundedRect(badge, 3, 3)
            painter.setFont(theme.figures("label-head"))
            painter.setPen(theme.color(self._tone))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self._badge)
        if on:
            painter.fillRect(QRectF(0, self.height() - 3, self.width(), 3), theme.color("acc"))
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()).adjusted(0, 5, 0, -6), 3)


class TabRow(QWidget):
    """The heads of the tabs; `chosen` tells the index that the officer took."""

    chosen = Signal(int)

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        flow = FlowLayout(gap=18, row_gap=0)
        flow.setContentsMargins(14, 0, 14, 0)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.tabs = [TabButton(name) for name in names]
        for index, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _=False, index=index: self.choose(index))
            flow.addWidget(tab)
        self.choose(0)

    @property
    def current(self) -> int:
        """Index of the open tab."""
        return next(index for index, tab in enumerate(self.tabs) if tab.isChecked())

    def choose(self, index: int) -> None:
        """Open a tab."""
        for place, tab in enumerate(self.tabs):
            tab.setChecked(place == index)
        self.chosen.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))


def draw_ring(painter: QPainter, box: QRectF, radius: float) -> None:
    """Draw the 2-px focus ring inside a box."""
    painter.setPen(QPen(theme.color("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)


def draw_frame(painter: QPainter, widget: QWidget) -> None:
    """Draw the line around a picture; it is the focus ring while the picture has the focus."""
    width = 2 if widget.hasFocus() else 1
    painter.setPen(QPen(theme.color("focus" if widget.hasFocus() else "matline"), width))
    painter.drawRect(QRectF(widget.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2))


def _segment(box: QRectF, first: bool, last: bool) -> QPainterPath:
    """A box whose outer corners are round."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(box, 3, 3)
    if not first:
        path.addRect(QRectF(box.left(), box.top(), 4, box.height()))
    if not last:
        path.addRect(QRectF(box.right() - 4, box.top(), 4, box.height()))
    return path
