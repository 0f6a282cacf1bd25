# SPDX-License-Identifier: Apache-2.0
"""The matrix of the comparison: a row for each field, a column for each source; ↑ ↓ and the pointer walk its rows."""

from itertools import pairwise

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from officer_desk.catalogue import translate
from officer_desk.domain.records import CheckRow, CrossCheck
from officer_desk.domain.values import CellVerdict, IdentityKind
from officer_desk.views import theme
from officer_desk.views.check_cells import Line, height_of, lines_of, paint
from officer_desk.views.check_words import SOURCES, column_name, field_name, worst_of

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WIDTHS = {"field": 84, "declared": 140, "qr": 124, "mrz": 116, "hgd": 122, "account": 104, "live": 118}
"""Shares of the width, as the columns stand at 690 logical pixels."""
_WITH_BOTH = {"field": 76, "declared": 114, "qr": 108, "mrz": 108, "hgd": 108, "account": 70, "live": 106}
"""The same where an account and a scanned card both stand there: a whole number fits into each."""
_LEFT, _RIGHT = 6, 2
_ROW, _AIR, _BAR = 32, 6, 3


class CheckModel(QAbstractTableModel):
    """The rows of one comparison; a cell is told in words, and painted from them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[CheckRow, ...] = ()
        self.columns: tuple[str, ...] = ("field", "declared", *SOURCES[:-1])
        self.look_at: str | None = None
        self._kind = IdentityKind.CCCD
        self._cells: list[list[tuple[Line, ...]]] = []

    def show_check(self, check: CrossCheck | None, kind: IdentityKind) -> None:
        """Show another comparison."""
        self.beginResetModel()
        self.rows = () if check is None else check.rows
        self.look_at = None if check is None else check.look_at
        self._kind = kind
        self.columns = ("field", "declared", *self._sources())
        self._cells = [[self._make(row, name) for name in self.columns] for row in self.rows]
        self.endResetModel()

    def _sources(self) -> tuple[str, ...]:
        """Give the sources that have a column; a card scanned here takes that of an account that there is not."""
        if all(row.live is None for row in self.rows):
            return SOURCES[:-1]
        without = all(row.account.reason == "no-account" for row in self.rows)
        return tuple(source for source in SOURCES if not (without and source == "account"))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def lines(self, row: int, column: int) -> tuple[Line, ...]:
        """Give what a cell shows."""
        return self._cells[row][column]

    def _make(self, row: CheckRow, name: str) -> tuple[Line, ...]:
        if name != "field":
            return lines_of(row, name)
        return (
            Line(field_name(row.field, self._kind), "ink" if row.field == self.look_at else "ink2", role="table-key"),
        )

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        return ", ".join(line.text for line in self.lines(index.row(), index.column()))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        name = self.columns[section]
        return translate("CheckTable", "Field") if name == "field" else column_name(name)

    def is_bad(self, row: int) -> bool:
        """Say whether the row to look at differs outright."""
        return worst_of(self.rows[row]) is CellVerdict.DIFFERS


class _Delegate(QStyledItemDelegate):
    """Paints ground, bar, row line and words of a cell."""

    def __init__(self, table: "CheckTable") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        table, rect = self._table, QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue,reportUnknownArgumentType] - a field that the stubs leave out
        row = index.row()
        painter.fillRect(rect, theme.color(table.ground_of(row)))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("hair"))
        if index.column() == 0 and row == table.pointed_row:
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height() - 1, theme.color("acc"))
        painter.save()
        painter.setClipRect(rect)
        paint(painter, table.records.lines(row, index.column()), QRectF(rect).adjusted(_LEFT, 0, -_RIGHT, -1))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return QSize(60, _ROW)


class _Head(QHeaderView):
    """Names the sources; a long name takes two lines."""

    def __init__(self, table: "CheckTable") -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setAccessibleName(translate("CheckTable", "Sources"))

    def line_of(self, section: int) -> tuple[Line, ...]:
        """Give the words of a head; the first column needs none."""
        columns = self._table.records.columns
        if section >= len(columns) or columns[section] == "field":
            return ()
        return (Line(column_name(columns[section]), "ink2", role="label-head"),)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line2"))
        paint(painter, self.line_of(logicalIndex), QRectF(rect).adjusted(_LEFT, 0, 0, -1))


class CheckTable(QTableView):
    """As high as its rows: what it stands in scrolls. `pointed` tells the field that the officer looks at."""

    pointed = Signal(str)
    walked = Signal(int)
    """The middle of the row that the keys went to."""

    def __init__(self) -> None:
        super().__init__()
        self.records = CheckModel()
        self._hovered = -1
        self.head = _Head(self)
        self.setHorizontalHeader(self.head)
        self.setModel(self.records)
        self.setItemDelegate(_Delegate(self))
        self._lay_out()
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def _lay_out(self) -> None:
        self.setAccessibleName(translate("CheckTable", "Comparison of declaration, card, MRZ and HGĐ"))
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(20)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)

    # --- rows

    def show_check(self, check: CrossCheck | None, kind: IdentityKind) -> None:
        """Show another comparison; of the same file the row that was looked at stays."""
        field = self.pointed_field
        before = self.signalsBlocked()
        self.blockSignals(True)
        self.records.show_check(check, kind)
        self._hovered = -1
        self._fit()
        wanted = field if check is not None and field else self.records.look_at
        self._select(wanted)
        self.blockSignals(before)

    def begin(self) -> None:
        """Point at the row to look at, or at the first: the tab has come to the front."""
        self._select(self.pointed_field or self.records.look_at)
        if self.pointed_field is None and self.records.rows:
            self.selectRow(0)
        elif self.pointed_field is not None:
            self.pointed.emit(self.pointed_field)

    def step(self, by: int) -> None:
        """Go some rows down or up."""
        row = max(0, min(len(self.records.rows) - 1, self.currentIndex().row() + by))
        if self.records.rows:
            self.setCurrentIndex(self.records.index(row, 0))
            self.walked.emit(self.visualRect(self.currentIndex()).center().y() + self.head.height())

    @property
    def pointed_row(self) -> int:
        """The row under the pointer, else the one that the keys went to; -1 without any."""
        return self._hovered if self._hovered >= 0 else self.currentIndex().row()

    @property
    def pointed_field(self) -> str | None:
        """The field of that row."""
        row = self.pointed_row
        return self.records.rows[row].field if 0 <= row < len(self.records.rows) else None

    def ground_of(self, row: int) -> str:
        """Give the colour token behind a row: the one to look at keeps its own."""
        if self.records.rows[row].field == self.records.look_at:
            return "rejected-bg" if self.records.is_bad(row) else "incomplete-bg"
        if row == self.currentIndex().row() and self.hasFocus():
            return "sel"
        return "hover" if row == self._hovered else "surface"

    def _select(self, field: str | None) -> None:
        row = next((place for place, row in enumerate(self.records.rows) if row.field == field), -1)
        if row >= 0:
            self.setCurrentIndex(self.records.index(row, 0))

    def _on_current(self, current: QModelIndex, before: QModelIndex) -> None:
        self._repaint(current.row(), before.row())
        if self._hovered < 0 and current.isValid():
            self.pointed.emit(self.records.rows[current.row()].field)

    # --- keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let ↑ ↓ walk the rows; letters search nothing, and Enter belongs to the page."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers() & ~_KEYPAD:
            self._hovered = -1
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self._hovered = -1
            self.step(len(self.records.rows) if event.key() == Qt.Key.Key_End else -len(self.records.rows))
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the row under the pointer."""
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point again at the row that the keys went to."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row == self._hovered:
            return
        before, former = self.pointed_field, self.pointed_row
        self._hovered = row
        self._repaint(row, former, self.pointed_row)
        field = self.pointed_field
        if field is not None and field != before:
            self.pointed.emit(field)

    def _repaint(self, *rows: int) -> None:
        """Paint some rows anew, and no others: each is laid out as it is painted."""
        for row in rows:
            if row >= 0:
                self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    # --- size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width, and take the height that the words then need."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def sizeHint(self) -> QSize:
        rows = sum(self.rowHeight(row) for row in range(len(self.records.rows)))
        return QSize(690, self.head.height() + rows)

    def _fit(self) -> None:
        columns, room = self.records.columns, self.width()
        shares = [(_WITH_BOTH if len(columns) == len(_WITH_BOTH) else _WIDTHS)[name] for name in columns]
        edges = [round(room * sum(shares[:place]) / sum(shares)) for place in range(len(columns) + 1)]
        widths = [right - left for left, right in pairwise(edges)]
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)
        for row in range(len(self.records.rows)):
            heights = (
                height_of(self.records.lines(row, place), width - _LEFT - _RIGHT) for place, width in enumerate(widths)
            )
            self.setRowHeight(row, max(_ROW, max(heights) + _AIR))
        heads = (height_of(self.head.line_of(place), width - _LEFT) for place, width in enumerate(widths))
        self.head.setFixedHeight(max(26, max(heads) + 8))
        self.setFixedHeight(self.sizeHint().height())

    # --- ring

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a ring around the one that the keys walk."""
        super().paintEvent(event)
        if not self.hasFocus() or not self.currentIndex().isValid():
            return
        row = self.currentIndex().row()
        painter = QPainter(self.viewport())
        painter.setPen(theme.color("focus"))
        box = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row) - 1)
        for inset in (0, 1):
            painter.drawRect(box.adjusted(inset, inset, -1 - inset, -1 - inset))

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)  # pyright: ignore[reportArgumentType] - the stubs' narrower type
        self.viewport().update()

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)  # pyright: ignore[reportArgumentType] - the stubs' narrower type
        self.viewport().update()


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
