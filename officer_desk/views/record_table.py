# SPDX-License-Identifier: Apache-2.0
"""The view over a RecordTableModel: fixed rows of 28, whole-row selection, keys, and a ring while it has the focus."""

from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from officer_desk.views import theme
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

HEAD_HEIGHT = 30
_RING = 2
_SORTED = 14
_SORT_GAP, _SORT_MARK = 4, (7, 4)
_DIGIT = 9
_AIR = 9
"""What each column has more where there is room."""
_FOR_NAMES = 24
"""What the growing column should have more where words are shortened."""
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

    def __init__(self, model: RecordTableModel[Record], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records = model
        self._delegate = RecordDelegate(model, self)
        self._widths = [_least_width(column) for column in model.columns]
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._lay_out()
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)

    def _lay_out(self) -> None:
        self.setHorizontalHeader(RecordHeader(self))
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
        self.select(row, show=False)
        self.verticalScrollBar().setValue(place)

    def whole_rows(self) -> int:
        """Give how many rows stand whole in the window."""
        return self.viewport().height() // ROW_HEIGHT

    def _look_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if bar.value() + self.whole_rows() + _NEAR_END >= self._records.rowCount():
            self.end_near.emit()

    def _on_current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
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
            for one in (before, row):
                if one >= 0:
                    self.viewport().update(0, self.rowViewportPosition(one), self.viewport().width(), ROW_HEIGHT)

    # --- columns -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._share_width()
        self._look_ahead()

    def _share_width(self) -> None:
        """Give each column its width, the further ones only where there is room, and one of them all the rest."""
        columns = self._records.columns
        room = self.viewport().width()
        widths = [self._with_line_numbers(column, width) for column, width in zip(columns, self._widths, strict=True)]
        needed = sum(width for column, width in zip(columns, widths, strict=True) if not column.extra)
        if needed > room:
            widths = _squeezed(columns, widths, room)
            needed = sum(width for column, width in zip(columns, widths, strict=True) if not column.extra)
        extra = sum(width for column, width in zip(columns, widths, strict=True) if column.extra)
        roomy = extra > 0 and room >= needed + extra + _least_rest(columns)
        taken = needed + (extra if roomy else 0)
        air = _AIR if roomy else 0
        taken += air * len(columns)
        for position, (column, width) in enumerate(zip(columns, widths, strict=True)):
            self.setColumnHidden(position, column.extra and not roomy)
            self.setColumnWidth(position, air + width + (max(0, room - taken) if column.takes_rest else 0))

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
            painter.fillRect(0, 0, _RING, view.height(), ring)
            painter.fillRect(view.width() - _RING, 0, _RING, view.height(), ring)
            painter.fillRect(0, view.height() - _RING, view.width(), _RING, ring)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll; the ring's lower edge stays where it is although the rows' pixels are moved."""
        super().scrollContentsBy(dx, dy)
        if self.hasFocus():
            height = _RING + max(0, -dy)
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


class RecordHeader(QHeaderView):
    """The heads of the columns; the one that orders the rows carries a mark."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setAccessibleName(table.accessibleName())
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_SORTED)
        self.setFixedHeight(HEAD_HEIGHT)

    def sizeHint(self) -> QSize:
        """Give the height of 30."""
        return QSize(super().sizeHint().width(), HEAD_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heads, then the upper part of the table's ring."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        width, height = self.viewport().width(), self.viewport().height()
        end = self.length() - self.offset()
        if end < width:
            _paint_ground(painter, QRect(end, 0, width - end, height))
        if self._table.hasFocus():
            ring = theme.color("focus")
            painter.fillRect(0, 0, width, _RING, ring)
            painter.fillRect(0, 0, _RING, height, ring)
            painter.fillRect(width - _RING, 0, _RING, height, ring)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's names
        """Paint one head."""
        column = self._table.column(logicalIndex)
        painter.save()
        _paint_ground(painter, rect)
        painter.setFont(theme.font("label-head"))
        painter.setPen(theme.color("ink2"))
        words = rect.adjusted(0, 0, -1, 0) if column.right else rect.adjusted(PADDING, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter), column.title)
        if column.sorted_by:
            left = words.x() + QFontMetricsF(theme.font("label-head")).horizontalAdvance(column.title) + _SORT_GAP
            _paint_sorted(painter, left, rect.center().y())
        painter.restore()


def _paint_sorted(painter: QPainter, left: float, middle: float) -> None:
    """Paint the small mark of the order: full and quiet, unlike the chevrons that open something."""
    width, height = _SORT_MARK
    top = middle - height / 2 + 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("ink3"))
    painter.drawPolygon(
        (QPointF(left, top), QPointF(left + width, top), QPointF(left + width / 2, top + height)),
        Qt.FillRule.OddEvenFill,
    )


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def _paint_ground(painter: QPainter, area: QRect) -> None:
    painter.fillRect(area, theme.color("surf2"))
    painter.fillRect(area.x(), area.y(), area.width(), 1, theme.color("line"))
    painter.fillRect(area.x(), area.bottom(), area.width(), 1, theme.color("line"))


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
        head += _SORTED - PADDING + 1
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
