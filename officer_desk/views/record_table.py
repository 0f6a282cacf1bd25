# SPDX-License-Identifier: Apache-2.0
"""The view over a RecordTableModel: fixed rows of 28, whole-row selection, keys, and a ring while it has the focus."""

from collections.abc import Iterable
from dataclasses import replace
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from officer_desk.views import theme
from officer_desk.views.column_choice import ColumnChoice
from officer_desk.views.record_header import RING, SORTED, RecordHeader
from officer_desk.views.tables import (
    ICON,
    ICON_GAP,
    PADDING,
    ROW_HEIGHT,
    Column,
    Index,
    Record,
    RecordDelegate,
    RecordTableModel,
    column_font,
)

_DIGIT = 9
_AIR = 9
"""What each column has more where there is room."""
_FOR_NAMES = 24
"""What the growing column should have more where words are shortened."""
_WHOLE_NAMES = 160
"""Width in which a name stands whole, for a table that is scrolled sideways."""
_NEAR_END = 40
"""Rows before the last one at which the next page is asked for, so that scrolling does not wait."""


class RecordTable(QTableView):
    """A table that is worked with ↑ ↓ Enter, a double-click or the row's menu."""

    opened = Signal(int)
    """A row is to be opened."""
    menu_wanted = Signal(int, QPoint)
    """The menu of a row is wanted, at a place on the screen."""
    moved = Signal(int)
    """Another row is current; -1: none."""
    end_near = Signal()
    """The last rows are nearly on the screen."""
    all_chosen = Signal()
    """Every row that is there is chosen: others may follow them."""
    marked = Signal(int)
    """So many rows are chosen now."""
    columns_chosen = Signal(object)
    """The officer wants other columns or widths: a `ColumnChoice`."""

    def __init__(self, model: RecordTableModel[Record], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records = model
        self._delegate = RecordDelegate(model, self)
        self.choice = ColumnChoice()
        self._aside: frozenset[str] = frozenset()
        self._marking = False
        """Rows were marked with Space: ↑ ↓ only move."""
        self.head = RecordHeader(self, self.column)
        self._widths = [_least_width(column) for column in model.columns]
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._lay_out()
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.selectionModel().selectionChanged.connect(self._on_chosen)
        self.doubleClicked.connect(self._on_double_clicked)

    def _lay_out(self) -> None:
        self.setHorizontalHeader(self.head)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)

    def column(self, position: int) -> Column[Any]:
        """Give a column, for its head."""
        return self._records.columns[position]

    # --- rows ----------------------------------------------------------------------------------------------------

    def current_row(self) -> int:
        """Give the selected row, or -1."""
        return self.currentIndex().row()

    def select(self, row: int, *, show: bool = True) -> None:
        """Make a row the current one; scroll only where `show`."""
        self._marking = False
        column = max(self._delegate.bar_column, 0)
        index = self._records.index(row, column)
        if show:
            self.setCurrentIndex(index)
            return
        automatic = self.hasAutoScroll()
        self.setAutoScroll(False)
        self.setCurrentIndex(index)
        self.setAutoScroll(automatic)

    def restore(self, row: int, place: int) -> None:
        """Select a row of rows that have just come, and scroll to where the officer was."""
        self.executeDelayedItemsLayout()
        marking = self._marking
        self.select(row, show=False)
        self._marking = marking
        self.verticalScrollBar().setValue(place)

    def let_mark_many(self) -> None:
        """Let the officer choose several rows: Space, Shift+↑ ↓, Ctrl+A, Ctrl+click."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def selectAll(self) -> None:
        """Choose every row (Ctrl+A); whoever brings the rows may bring more of them first."""
        super().selectAll()
        self.all_chosen.emit()

    def chosen_rows(self) -> list[int]:
        """Give the rows that are chosen, from the top; the current one where only that is."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return rows or [row for row in (self.current_row(),) if row >= 0]

    def choose_rows(self, rows: Iterable[int]) -> None:
        """Choose these rows instead of those that are chosen; where they are none, leave it."""
        chosen = QItemSelection()
        last = self._records.columnCount() - 1
        for row in rows:
            chosen.select(self._records.index(row, 0), self._records.index(row, last))
        if not chosen.isEmpty():
            self.selectionModel().select(chosen, _FLAGS.ClearAndSelect)

    def let_go(self) -> None:
        """Choose nothing but the current row."""
        self._marking = False
        if self.current_row() >= 0:
            self.select(self.current_row(), show=False)

    def _mark(self) -> None:
        """Space: the current row comes to those that are chosen, or leaves them; the first one only stays."""
        if self._marking:
            self.selectionModel().select(self.currentIndex(), _FLAGS.Toggle | _FLAGS.Rows)
        self._marking = True

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Let ↑ ↓ move without choosing while rows are marked; whatever else chooses rows ends that."""
        if self._marking and isinstance(event, QKeyEvent) and not event.modifiers() & ~_KEYPAD:
            return _FLAGS.NoUpdate
        if event is not None and event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self._marking = False
        return super().selectionCommand(index, event)

    def _on_chosen(self) -> None:
        self.marked.emit(len(self.selectionModel().selectedRows()))

    def whole_rows(self) -> int:
        """Give how many rows stand whole in the window."""
        return self.viewport().height() // ROW_HEIGHT

    def _look_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if bar.value() + self.whole_rows() + _NEAR_END >= self._records.rowCount():
            self.end_near.emit()

    def _on_current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        before, self._delegate.current_row = self._delegate.current_row, current.row()
        self._repaint_rows(before, current.row())
        self.moved.emit(current.row())

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    # --- keys and mouse ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter (a held key opens once); letters never search in the rows by themselves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            if not event.isAutoRepeat() and self.current_row() >= 0:
                self.opened.emit(self.current_row())
            return
        many = self.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection
        if many and event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat() and self.current_row() >= 0:
                self._mark()
            return
        if event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the row's menu: right click, or Shift+F10 at the current row."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        row = self.rowAt(event.pos().y()) if by_mouse else self.current_row()
        if row < 0:
            return
        if row not in self.chosen_rows():
            self.select(row)
        place = event.globalPos()
        if not by_mouse:
            corner = self.visualRect(self._records.index(row, self._delegate.bar_column)).bottomLeft()
            place = self.viewport().mapToGlobal(corner + QPoint(ROW_HEIGHT, 0))
        self.menu_wanted.emit(row, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lay the hover ground under the whole row."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover ground away."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        before = self._delegate.hovered_row
        if row != before:
            self._delegate.hovered_row = row
            self._repaint_rows(before, row)

    def _repaint_rows(self, *rows: int) -> None:
        for row in rows:
            if row >= 0:
                self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), ROW_HEIGHT)

    # --- columns -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._share_width()
        self._look_ahead()

    def let_choose(self) -> None:
        """Let the officer choose columns and widths."""
        self.head.let_choose()
        self.head.dragged.connect(self._on_dragged)

    def use_columns(self, choice: ColumnChoice) -> None:
        """Show the columns as the officer wants them."""
        self.choice = choice
        self._share_width()

    def set_aside(self, names: frozenset[str]) -> None:
        """Leave columns out while this list is shown, but for those that the officer wants by name."""
        if names != self._aside:
            self._aside = names
            self._share_width()

    def seen_columns(self) -> list[tuple[Column[Any], bool]]:
        """Give each column and whether it is seen now."""
        return [(column, not self.isColumnHidden(place)) for place, column in enumerate(self._records.columns)]

    def _on_dragged(self, position: int) -> None:
        name = self.column(position).name
        if name:
            self.use_columns(self.choice.widened(name, self.columnWidth(position)))
            self.columns_chosen.emit(self.choice)

    def _share_width(self) -> None:
        """Give each column its width, the further ones only where there is room, and one of them all the rest."""
        room = self.viewport().width()
        wanted = {place: column for place, column in enumerate(self._wanted()) if column is not None}
        columns = tuple(wanted.values())
        widths = [self._with_line_numbers(column, self._widths[place]) for place, column in wanted.items()]
        needed = sum(width for column, width in zip(columns, widths, strict=True) if not column.extra)
        if needed > room:
            widths = _squeezed(columns, widths, room)
            needed = sum(width for column, width in zip(columns, widths, strict=True) if not column.extra)
        extra = sum(width for column, width in zip(columns, widths, strict=True) if column.extra)
        roomy = extra > 0 and room >= needed + extra + _least_rest(columns)
        air = _AIR if roomy else 0
        kept = {
            place: self.choice.widths.get(column.name, air + width)
            for (place, column), width in zip(wanted.items(), widths, strict=True)
            if roomy or not column.extra
        }
        rest = room - sum(kept.values())
        if rest < 0:
            # It is scrolled sideways anyhow: then names need not be cut.
            rest = next((_WHOLE_NAMES - column.width for column in columns if column.takes_rest), 0)
        rest = max(0, rest)
        for place, column in enumerate(self._records.columns):
            self.setColumnHidden(place, place not in kept)
            if place in kept:
                grows = column.takes_rest and column.name not in self.choice.widths
                self.setColumnWidth(place, kept[place] + (rest if grows else 0))
        self._delegate.bar_column = min(kept, default=0)

    def _wanted(self) -> list[Column[Any] | None]:
        """Give the columns that may be seen: not those taken away; a further one that is wanted is like the others."""
        return [
            None
            if self.choice.is_hidden(column) or column.name in self._aside - self.choice.shown
            else replace(column, extra=column.extra and column.name not in self.choice.shown)
            for column in self._records.columns
        ]

    def _with_line_numbers(self, column: Column[Record], width: int) -> int:
        """Give line numbers of four digits and more the room for each further digit."""
        return width + max(0, len(str(self._records.rowCount())) - 3) * _DIGIT if column.right else width

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """Make room for longer line numbers."""
        super().rowsInserted(parent, start, end)
        if len(str(start)) != len(str(end + 1)):
            self._share_width()

    # --- ring ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the ring of a table that has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            view = self.viewport()
            painter = QPainter(view)
            ring = theme.color("focus")
            painter.fillRect(0, 0, RING, view.height(), ring)
            painter.fillRect(view.width() - RING, 0, RING, view.height(), ring)
            painter.fillRect(0, view.height() - RING, view.width(), RING, ring)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll; the ring's lower edge stays where it is although the rows' pixels are moved."""
        super().scrollContentsBy(dx, dy)
        if self.hasFocus():
            height = RING + max(0, -dy)
            self.viewport().update(0, self.viewport().height() - height, self.viewport().width(), height)

    def focusInEvent(self, event: QEvent) -> None:
        """Show the ring, also around the head."""
        super().focusInEvent(event)  # pyright: ignore[reportArgumentType] - the stubs' narrower type
        self._repaint_all()

    def focusOutEvent(self, event: QEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)  # pyright: ignore[reportArgumentType] - the stubs' narrower type
        self._repaint_all()

    def _repaint_all(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_FLAGS = QItemSelectionModel.SelectionFlag


def _squeezed(columns: tuple[Column[Record], ...], widths: list[int], room: int) -> list[int]:
    """Give widths in which long words are shortened so that all columns can be seen; as they are if that fails."""
    needed = sum(width for column, width in zip(columns, widths, strict=True) if not column.extra)
    least = [_squeezable(column, width) for column, width in zip(columns, widths, strict=True)]
    spare = sum(width - low for column, width, low in zip(columns, widths, least, strict=True) if not column.extra)
    short = needed + _FOR_NAMES - room
    if needed - spare > room or not spare:
        return widths
    part = min(1.0, short / spare)
    return [width - ceil((width - low) * part) for width, low in zip(widths, least, strict=True)]


def _squeezable(column: Column[Record], width: int) -> int:
    """Give the least width of a column of words: its head whole, and the words as far as the design gives them room."""
    if column.figures or not column.samples:
        return width
    return max(_head_width(column) + PADDING, min(column.width, _words_width(column) + PADDING), column.width - 20)


def _least_width(column: Column[Record]) -> int:
    """Give the width in which the head and the sample words of a column stand whole, in any language."""
    return max(column.width, max(_head_width(column), _words_width(column)) + PADDING)


def _head_width(column: Column[Record]) -> int:
    head = QFontMetricsF(theme.font("label-head")).horizontalAdvance(column.title)
    if column.sorted_by:
        head += SORTED - PADDING + 1
    return ceil(head)


def _words_width(column: Column[Record]) -> int:
    metrics = QFontMetricsF(column_font(column))
    words = max((metrics.horizontalAdvance(sample) for sample in column.samples), default=0.0)
    if column.icon:
        words += ICON + ICON_GAP
    return ceil(words)


def _least_rest(columns: tuple[Column[Record], ...]) -> int:
    """Give what the growing column should have gained before further columns may appear."""
    return 60 + _AIR * len(columns) if any(column.extra for column in columns) else 0
