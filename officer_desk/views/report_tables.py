# SPDX-License-Identifier: Apache-2.0
"""Tables of figures on the screen: the arrows go from figure to figure, Enter opens the files of the one in hand."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from officer_desk.views import theme
from officer_desk.views.record_header import HEAD_HEIGHT
from officer_desk.views.record_table import RecordTable
from officer_desk.views.sidebar import grouped
from officer_desk.views.tables import PADDING, ROW_HEIGHT, Cell, Column, Index, RecordTableModel

_LEAST_ROWS = 3
_NUMBER = 84

Line = tuple[str, tuple[int, ...]]
"""A line of figures: its name, and its counts."""


class FigureTable(RecordTable):
    """Lines of figures; the last line is the sum of those before."""

    figure_wanted = Signal(int, int)
    """The files of a figure are to be opened: its line, and its place among the counts."""

    def __init__(self, name: str, first_head: str, heads: Sequence[str], least: int = _LEAST_ROWS) -> None:
        """`least`: so many lines are in sight however little room there is."""
        self._least = least
        self._lines: RecordTableModel[Line] = RecordTableModel(_columns(first_head, heads), lambda line: line[0])
        super().__init__(self._lines, name)
        self._lines.setParent(self)
        self.setItemDelegate(_FigureDelegate(self._lines, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.opened.connect(self._on_opened)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; the figure in hand stays where it is, or goes to the first one."""
        row, column = max(0, self.current_row()), max(1, self.currentIndex().column())
        self._lines.show(list(lines))
        self.setMaximumHeight(HEAD_HEIGHT + ROW_HEIGHT * len(lines) + 2)
        self.setMinimumHeight(HEAD_HEIGHT + ROW_HEIGHT * min(len(lines), self._least) + 2)
        self.updateGeometry()
        if lines:
            self.choose(min(row, len(lines) - 1), column)

    def choose(self, row: int, column: int) -> None:
        """Take a figure in hand."""
        self.setCurrentIndex(self._lines.index(row, column))

    def line(self, row: int) -> Line | None:
        """Give a line."""
        return self._lines.record(row)

    def sizeHint(self) -> QSize:
        """Give the room for all lines."""
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Never stand on a name: there is nothing to open."""
        super().currentChanged(current, previous)  # pyright: ignore[reportArgumentType] - the stubs' narrower type
        if current.isValid() and current.column() == 0:
            self.choose(current.row(), 1)

    def rename(self, first_head: str) -> None:
        """Say by what the lines are told apart."""
        self._lines.columns = (replace(self._lines.columns[0], title=first_head), *self._lines.columns[1:])
        self.head.viewport().update()

    def _on_opened(self, row: int) -> None:
        column = self.currentIndex().column()
        if column > 0:
            self.figure_wanted.emit(row, column - 1)


class _FigureDelegate(QStyledItemDelegate):
    """Paints names at the left and counts at the right; nothing is quiet, the sum is heavy."""

    def __init__(self, model: RecordTableModel[Line], parent: FigureTable) -> None:
        super().__init__(parent)
        self._model, self._table = model, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the fixed height of a row."""
        return QSize(_NUMBER, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the stubs' wider type
        """Paint one cell."""
        area = option.rect  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        row, column = index.row(), index.column()
        is_sum = row == self._model.rowCount() - 1
        # Only the table that is worked in shows what is in hand.
        chosen = bool(state & QStyle.StateFlag.State_Selected) and self._table.hasFocus()
        painter.fillRect(area, theme.color("sel" if chosen else "surface"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, theme.color("hair"))
        if is_sum:
            painter.fillRect(area.x(), area.y(), area.width(), 1, theme.color("line2"))
        if chosen:
            painter.fillRect(area.x(), area.bottom() - 2, area.width(), 3, theme.color("acc"))
        words = self._model.cell(row, column).text
        role = "head" if is_sum else "table"
        painter.setFont(theme.font(role) if column == 0 else theme.figures(role))
        painter.setPen(theme.color("ink2" if words == "0" else "accink" if chosen else "ink"))
        side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
        room = area.adjusted(PADDING, 0, -PADDING if column else 0, -1)
        if column == 0:
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)


def _columns(first_head: str, heads: Sequence[str]) -> list[Column[Line]]:
    def name(line: Line, _row: int) -> Cell:
        return Cell(line[0], tool_tip=line[0])

    def count(place: int) -> Column[Line]:
        def cell(line: Line, _row: int) -> Cell:
            words = grouped(line[1][place])
            return Cell(words, tool_tip=f"{line[0]} · {heads[place]}: {words}")

        return Column(heads[place], _NUMBER, cell, figures=True, right=True, samples=("000.000",))

    return [Column(first_head, 120, name, takes_rest=True), *(count(place) for place in range(len(heads)))]
