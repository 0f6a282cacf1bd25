# SPDX-License-Identifier: Apache-2.0
"""The six numbers of the board: each is a button that opens its files, and so is the smaller number under it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.boards import BoardList
from officer_desk.domain.records import BoardNumbers
from officer_desk.views import dashboard_words as words
from officer_desk.views import theme
from officer_desk.views.segments import draw_ring
from officer_desk.views.sidebar import count_words
from officer_desk.views.widgets.buttons import is_arrow

_HEIGHT, _SIDE, _ICON, _GAP = 88, 12, 16, 7
_BETWEEN = 8


class _Number(QAbstractButton):
    """A painted button that Enter presses as Space does; a held key presses once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow leaves the focus where it is."""
        if is_arrow(event):
            event.ignore()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """Leave the mark to whoever shows the files."""

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()


class SecondNumber(_Number):
    """The line under a number; it can be pressed where it counts files."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.what: BoardList | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_words(self, text: str, what: BoardList | None) -> None:
        """Say something else, and open something else."""
        self.what = what
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription("" if what is None else words.name(what))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if what else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, what is None)
        self.setVisible(bool(text))
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Give the room for the words."""
        metrics = QFontMetrics(theme.figures("body"))
        return QSize(metrics.horizontalAdvance(self.text()) + 6, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, underlined where they open something."""
        painter = QPainter(self)
        font = theme.figures("body")
        font.setUnderline(self.what is not None and (self.underMouse() or self.hasFocus()))
        painter.setFont(font)
        painter.setPen(theme.color("accink" if self.what is not None else "ink2"))
        painter.drawText(self.rect().adjusted(3, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_ring(painter, QRectF(self.rect()), 3)


class NumberCard(_Number):
    """Icon and name, the number, and a line under it."""

    def __init__(self, what: BoardList) -> None:
        super().__init__()
        self.what = what
        self._count: int | None = None
        self.second = SecondNumber(self)
        self.setText(words.name(what))
        self.setAccessibleName(self.text())
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int | None) -> None:
        """Show the number of files; None: not known."""
        self._count = count
        told = translate("Dashboard", "{count} files")
        self.setAccessibleDescription("" if count is None else told.format(count=count_words(count)))
        self.update()

    def number(self) -> str:
        """Give the number as it is written."""
        return "–" if self._count is None else count_words(self._count)

    def sizeHint(self) -> QSize:
        """Give the room for name and line."""
        named = _ICON + _GAP + QFontMetrics(theme.font("button")).horizontalAdvance(self.text())
        return QSize(2 * _SIDE + max(named, self.second.sizeHint().width() - 6), _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line in its place."""
        super().resizeEvent(event)
        self.second.move(_SIDE - 3, 59)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, icon, name, number and ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(theme.color("acc" if on else "line"), 2 if on else 1))
        painter.setBrush(theme.color("sel" if on else "hover" if self.underMouse() else "surface"))
        edge = 1.0 if on else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 4, 4)
        icon, token = words.LOOKS[self.what]
        painter.drawPixmap(_SIDE, 10, theme.pixmap(icon, token, _ICON))
        area = QRect(_SIDE + _ICON + _GAP, 8, self.width(), 20)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font("button"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.setFont(theme.figures("big"))
        painter.drawText(QRect(_SIDE, 27, self.width(), 34), int(Qt.AlignmentFlag.AlignVCenter), self.number())
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), 4)


class NumberCards(QWidget):
    """All six in a row, or in two where the window is narrow."""

    wanted = Signal(object)
    """The `BoardList` whose files are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = {what: NumberCard(what) for what in words.LOOKS}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_BETWEEN)
        self._across = 0
        for card in self.cards.values():
            card.clicked.connect(self._on_clicked)
            card.second.clicked.connect(self._on_clicked)
        self._arrange(len(self.cards))

    def show_numbers(self, numbers: BoardNumbers | None) -> None:
        """Show the numbers; None: they are not known."""
        for what, card in self.cards.items():
            card.show_count(None if numbers is None else numbers.counts.get(what, 0))
            card.second.show_words(*(("", None) if numbers is None else words.second(what, numbers)))
        self._fit()

    def show_current(self, what: BoardList | None) -> None:
        """Mark the number whose files are shown."""
        for one, card in self.cards.items():
            card.setChecked(one is what)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Two columns fit anywhere."""
        return QSize(2 * max(card.sizeHint().width() for card in self.cards.values()) + _BETWEEN, _HEIGHT)

    def _fit(self) -> None:
        widest = [card.sizeHint().width() for card in self.cards.values()]
        for across in (6, 3):
            columns = [max(widest[place::across]) for place in range(across)]
            if sum(columns) + (across - 1) * _BETWEEN <= self.width():
                self._arrange(across)
                return
        self._arrange(2)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        lines = -(-len(self.cards) // across)
        self.setFixedHeight(lines * _HEIGHT + (lines - 1) * _BETWEEN)
        for column in range(len(self.cards)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // across, place % across)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, NumberCard | SecondNumber) and button.what is not None:
            self.wanted.emit(button.what)
