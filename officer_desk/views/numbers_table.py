# SPDX-License-Identifier: Apache-2.0
"""A table some of whose columns are numbers that open files: ← → go from one to the next, Enter opens it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView

from officer_desk.domain.records import BoardQuery
from officer_desk.views.record_table import RecordTable
from officer_desk.views.tables import Column, Index, RecordTableModel

Queries = Callable[[Any], Mapping[int, BoardQuery]]
"""Which column of a record opens what."""


class NumbersTable(RecordTable):
    """It shows which number is in hand only while it has the focus."""

    wanted = Signal(object)
    """The `BoardQuery` whose files are to be shown."""

    def __init__(
        self, name: str, columns: Sequence[Column[Any]], key: Callable[[Any], object], queries: Queries
    ) -> None:
        self.rows: RecordTableModel[Any] = RecordTableModel(columns, key)
        super().__init__(self.rows, name)
        self.rows.setParent(self)
        self._queries = queries
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.opened.connect(self._on_opened)

    def show_records(self, records: Sequence[Any]) -> None:
        """Show other rows; the number in hand stays where it is."""
        row, column = max(self.current_row(), 0), self.currentIndex().column()
        self.rows.show(records)
        if records:
            self._take(min(row, len(records) - 1), column)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Stand on numbers only: a name opens nothing."""
        super().currentChanged(current, previous)  # pyright: ignore[reportArgumentType] - the stubs' narrower type
        if current.isValid() and current.column() not in self._numbers(current.row()):
            self._take(current.row(), current.column())

    def focusInEvent(self, event: QEvent) -> None:
        """Show what is in hand."""
        super().focusInEvent(event)
        self._take(max(self.current_row(), 0), self.currentIndex().column())

    def focusOutEvent(self, event: QEvent) -> None:
        """Show nothing as chosen: the keys work elsewhere."""
        super().focusOutEvent(event)
        lasting = isinstance(event, QFocusEvent) and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason
        if lasting:
            self.clearSelection()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows; what is in hand is a number, not a row."""
        self._delegate.current_row = -1
        super().paintEvent(event)

    def _numbers(self, row: int) -> Mapping[int, BoardQuery]:
        record = self.rows.record(row)
        return {} if record is None else self._queries(record)

    def _take(self, row: int, column: int) -> None:
        numbers = self._numbers(row)
        if not numbers:
            return
        nearest = min(numbers, key=lambda one: abs(one - column))
        flags = QItemSelectionModel.SelectionFlag
        flag = flags.ClearAndSelect if self.hasFocus() else flags.NoUpdate
        self.selectionModel().setCurrentIndex(self.rows.index(row, nearest), flag)

    def _on_opened(self, row: int) -> None:
        query = self._numbers(row).get(self.currentIndex().column())
        if query is not None:
            self.wanted.emit(query)
