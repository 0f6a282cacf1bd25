# SPDX-License-Identifier: Apache-2.0
"""The one table model and the one delegate of the desk: cells are built once and painted often."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from officer_desk.views import theme

ROW_HEIGHT = 28
PADDING = 5
"""Before the words of a cell (and after them in a right-aligned one): the next column's keeps the words apart."""
ICON = 15
ICON_GAP = 5
_BAR = 3
_CHIP_HEIGHT = 20
_CHIP_PADDING = 6
_KEPT = 20_000

# The view asks with plain numbers; comparing enum members costs four times as much per repaint.
_DISPLAY = 0
_TOOL_TIP = 3
_WORDS = (_DISPLAY, 11)
_TOLD = (_TOOL_TIP, 11)
"""Shown, and told to those who cannot see it (AccessibleTextRole)."""

_VERTICAL = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
_LEFT = int(Qt.AlignmentFlag.AlignLeft) | int(_VERTICAL)
_RIGHT = int(Qt.AlignmentFlag.AlignRight) | int(_VERTICAL)

_LEAST_ASIDE = 60
"""With less room than that a word would not be known by its beginning."""

Index = QModelIndex | QPersistentModelIndex
Record = TypeVar("Record")
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: icon and text, then `tail` in weight 600 (a countdown), or a `chip`. Colours are tokens."""

    text: str
    color: str = "ink"
    icon: str = ""
    icon_color: str = ""
    """Empty: as the words."""
    tail: str = ""
    tail_color: str = "ink"
    chip: str = ""
    tool_tip: str = ""
    told: str = ""
    """What the icon says, for those who cannot see it."""
    aside: str = ""
    """The same for those who can: behind the words, as far as there is room."""

    @property
    def words(self) -> str:
        """Everything that is read in the cell."""
        return f"{self.text}{self.tail} {self.chip} {self.told}".strip()


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """One column: its head, its width in logical pixels, and how a record (and the row's number) fills it.

    `figures`: digits of one width; `strong`: weight 500; `right`: right-aligned; `takes_rest`: grows with the window;
    `extra`: shown only where the window has the room; `sorted_by`: the rows are in its order, newest or oldest first;
    `samples`: words (beside the icon, where `icon`) that the column must hold whole in any language.
    """

    title: str
    width: int
    cell: Callable[[Record, int], Cell]
    figures: bool = False
    strong: bool = False
    right: bool = False
    takes_rest: bool = False
    extra: bool = False
    sorted_by: bool = False
    icon: bool = False
    samples: tuple[str, ...] = ()
    told: str = ""
    """What a head without words says: to who points at it, and to who cannot see it."""
    name: str = ""
    """How the column is called where an officer's choice is remembered; empty: it is always there as it is."""


class RecordTableModel(QAbstractTableModel, Generic[Record]):
    """Rows of frozen records; every cell is built once, when its record arrives."""

    def __init__(
        self, columns: Sequence[Column[Record]], key: Callable[[Record], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._records: list[Record] = []
        self._cells: list[tuple[Cell, ...]] = []
        self._words: list[tuple[str, ...]] = []

    @property
    def records(self) -> Sequence[Record]:
        """The records in the order of the rows."""
        return self._records

    def record(self, row: int) -> Record | None:
        """Give the record of a row, or None beyond the rows."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def row_of(self, key: object) -> int:
        """Give the row of a record by its key, or -1."""
        return next((row for row, record in enumerate(self._records) if self._key(record) == key), -1)

    def cell(self, row: int, column: int) -> Cell:
        """Give what the delegate paints."""
        return self._cells[row][column]

    def show(self, records: Sequence[Record]) -> None:
        """Replace the rows. Where the same records stay in the same order, only the changed rows are told."""
        if [self._key(record) for record in records] == [self._key(record) for record in self._records]:
            self._renew(records)
            return
        self.beginResetModel()
        self._records, self._cells, self._words = [], [], []
        self._add(records)
        self.endResetModel()

    def append(self, records: Sequence[Record]) -> None:
        """Add the rows of a later page, without those that are here already (a row may have changed its page)."""
        here = {self._key(record) for record in self._records}
        new = [record for record in records if self._key(record) not in here]
        if not new:
            return
        first = len(self._records)
        self.beginInsertRows(_NOWHERE, first, first + len(new) - 1)
        self._add(new)
        self.endInsertRows()

    def rebuild(self) -> None:
        """Build every cell anew: the day has changed, and with it what is left of each term."""
        self._renew(self._records, every=True)

    def _add(self, records: Sequence[Record]) -> None:
        for record in records:
            cells = self._build(len(self._records), record)
            self._records.append(record)
            self._cells.append(cells)
            self._words.append(tuple(cell.words for cell in cells))

    def _renew(self, records: Sequence[Record], *, every: bool = False) -> None:
        last_column = len(self.columns) - 1
        for row, record in enumerate(records):
            if every or record != self._records[row]:
                self._records[row] = record
                self._cells[row] = self._build(row, record)
                self._words[row] = tuple(cell.words for cell in self._cells[row])
                self.dataChanged.emit(self.index(row, 0), self.index(row, last_column))

    def _build(self, row: int, record: Record) -> tuple[Cell, ...]:
        return tuple(column.cell(record, row + 1) for column in self.columns)

    # --- what Qt asks --------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Give the number of rows."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Give a cell's words, or its tooltip."""
        if role in _WORDS:
            row = index.row()
            return self._words[row][index.column()] if row >= 0 else None
        if role == _TOOL_TIP:
            row = index.row()
            return self._cells[row][index.column()].tool_tip or None if row >= 0 else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Give a column's head."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == _DISPLAY:
            return column.title
        return column.told or None if role in _TOLD else None


class RecordDelegate(QStyledItemDelegate):
    """Paints rows: ground, row line, the bar of the selected row, icon and words, countdown, chip."""

    def __init__(self, model: RecordTableModel[Record], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.hovered_row = self.current_row = -1
        self.bar_column = 0
        """The first column that is shown: the bar of selected rows, and of the current one, stands there."""
        self._elided: dict[tuple[str, int, int], str] = {}
        self._fonts = [column_font(column) for column in model.columns]
        self._metrics = [QFontMetricsF(font) for font in self._fonts]
        self._tail_font = tail_font()
        self._aside_font = as_wide_as_meant(theme.font("table"))
        self._aside_metrics = QFontMetricsF(self._aside_font)
        self._chip_font = theme.figures("label")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the fixed height of a row."""
        del option
        return QSize(self._model.columns[index.column()].width, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row, column = index.row(), index.column()
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or row in (self.hovered_row, self.current_row):
            painter.fillRect(area, theme.color("sel" if selected else "hover"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, theme.color("hair"))
        if (selected or row == self.current_row) and column == self.bar_column:
            painter.fillRect(area.x(), area.y(), _BAR, area.height(), theme.color("acc"))
        self._paint_words(painter, area.adjusted(PADDING, 0, 0, -1), row, column)

    def _paint_words(self, painter: QPainter, area: QRect, row: int, column: int) -> None:
        cell = self._model.cell(row, column)
        if cell.icon:
            picture = theme.pixmap(cell.icon, cell.icon_color or cell.color, ICON)
            painter.drawPixmap(area.x(), area.y() + (area.height() - ICON) // 2, picture)
            area.setLeft(area.left() + ICON + ICON_GAP)
        metrics = self._metrics[column]
        room = area.width() - (self._chip_width(cell.chip) + 2 * PADDING if cell.chip else 0)
        text = self._whole_or_elided(cell.text, column, room)
        painter.setFont(self._fonts[column])
        painter.setPen(theme.color(cell.color))
        if self._model.columns[column].right:
            painter.drawText(area.adjusted(-PADDING, 0, -PADDING, 0), _RIGHT, text)
            return
        painter.drawText(area, _LEFT, text)
        if cell.tail:
            painter.setFont(self._tail_font)
            painter.setPen(theme.color(cell.tail_color))
            painter.drawText(area.adjusted(round(metrics.horizontalAdvance(text)), 0, 0, 0), _LEFT, cell.tail)
        beside = round(metrics.horizontalAdvance(text)) + PADDING + 1
        if cell.chip:
            self._paint_chip(painter, area, beside, cell.chip)
            beside += self._chip_width(cell.chip) + PADDING
        room = area.width() - beside - PADDING
        if cell.aside and room > _LEAST_ASIDE:
            painter.setFont(self._aside_font)
            painter.setPen(theme.color("ink2"))
            words = self._aside_metrics.elidedText(cell.aside, Qt.TextElideMode.ElideRight, room)
            painter.drawText(area.adjusted(beside, 0, 0, 0), _LEFT, words)

    def _paint_chip(self, painter: QPainter, area: QRect, offset: int, words: str) -> None:
        chip = QRect(
            area.x() + offset, area.y() + (area.height() - _CHIP_HEIGHT) // 2, self._chip_width(words), _CHIP_HEIGHT
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("progress-bg"))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(self._chip_font)
        painter.setPen(theme.color("progress"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)

    def _chip_width(self, words: str) -> int:
        return round(QFontMetricsF(self._chip_font).horizontalAdvance(words)) + 2 * _CHIP_PADDING

    def _whole_or_elided(self, text: str, column: int, room: int) -> str:
        found = self._elided.get((text, column, room))
        if found is None:
            if len(self._elided) > _KEPT:
                self._elided.clear()
            metrics = self._metrics[column]
            fits = metrics.horizontalAdvance(text) <= room + 1
            # A word beside a shape is known by its beginning, a name by both ends.
            words = self._model.columns[column].icon
            mode = Qt.TextElideMode.ElideRight if words else Qt.TextElideMode.ElideMiddle
            found = text if fits else metrics.elidedText(text, mode, room)
            self._elided[text, column, room] = found
        return found


def column_font(column: Column[Record]) -> QFont:
    """Give the font of a column's cells: 9.5 pt, key columns in weight 500, numbers in figures of one width."""
    role = "table-key" if column.strong else "table"
    return as_wide_as_meant(theme.figures(role) if column.figures else theme.font(role))


def tail_font() -> QFont:
    """Give the font of a countdown: weight 600."""
    font = theme.figures("table")
    font.setWeight(QFont.Weight.DemiBold)
    return as_wide_as_meant(font)


def as_wide_as_meant(font: QFont) -> QFont:
    """Take back in the spacing what the font engine adds to the size: at 100 % it makes 13 px of 12⅔ (9.5 pt).

    In a table with eleven columns these 3 % decide whether names of usual length stand whole in the smallest window.
    """
    drawn, meant = QFontInfo(font).pixelSize(), font.pointSizeF() * 96 / 72
    if drawn > meant:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * meant / drawn)
    return font
