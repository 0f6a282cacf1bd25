# SPDX-License-Identifier: Apache-2.0
"""The heads of a table's columns: dragged wider, clicked for the order, right-clicked for the choice of columns."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from officer_desk.views import theme
from officer_desk.views.tables import PADDING, Column

HEAD_HEIGHT = 30
RING = 2
SORTED = 14
"""The room of the mark of the order."""
_SORT_GAP, _SORT_MARK = 4, (7, 4)


class RecordHeader(QHeaderView):
    """The heads of the columns; the one that orders the rows carries a mark, pointing the way of the order."""

    menu_wanted = Signal(QPoint)
    """The choice of columns is wanted, at a place on the screen."""
    order_wanted = Signal()
    """The rows are wanted the other way round."""
    dragged = Signal(int)
    """A column's edge was let go."""

    def __init__(self, table: QTableView, columns: Callable[[int], Column[Any]]) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table, self._column = table, columns
        self._resized = -1
        self.oldest_first = False
        self.setAccessibleName(table.accessibleName())
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(SORTED)
        self.setFixedHeight(HEAD_HEIGHT)

    def let_choose(self) -> None:
        """Let edges be dragged, and the head of the order be clicked."""
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSectionsClickable(True)
        self.sectionResized.connect(self._on_resized)
        self.sectionClicked.connect(self._on_clicked)

    def _on_resized(self, position: int, _before: int, _now: int) -> None:
        self._resized = position

    def _on_clicked(self, position: int) -> None:
        if self._column(position).sorted_by:
            self.order_wanted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """From here on a changed width is the officer's wish."""
        self._resized = -1
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which edge was let go."""
        super().mouseReleaseEvent(event)
        if self._resized >= 0:
            self.dragged.emit(self._resized)
        self._resized = -1

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the choice of columns."""
        self.menu_wanted.emit(event.globalPos())

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
            painter.fillRect(0, 0, width, RING, ring)
            painter.fillRect(0, 0, RING, height, ring)
            painter.fillRect(width - RING, 0, RING, height, ring)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's names
        """Paint one head."""
        column = self._column(logicalIndex)
        painter.save()
        _paint_ground(painter, rect)
        painter.setFont(theme.font("label-head"))
        painter.setPen(theme.color("ink2"))
        words = rect.adjusted(0, 0, -PADDING, 0) if column.right else rect.adjusted(PADDING, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter), column.title)
        if column.sorted_by:
            left = words.x() + QFontMetricsF(theme.font("label-head")).horizontalAdvance(column.title) + _SORT_GAP
            _paint_sorted(painter, left, rect.center().y(), up=self.oldest_first)
        painter.restore()


def _paint_sorted(painter: QPainter, left: float, middle: float, *, up: bool) -> None:
    """Paint the small mark of the order: full and quiet, unlike the chevrons that open something."""
    width, height = _SORT_MARK
    top = middle - height / 2 + 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("ink3"))
    base, tip = (top + height, top) if up else (top, top + height)
    painter.drawPolygon(
        (QPointF(left, base), QPointF(left + width, base), QPointF(left + width / 2, tip)),
        Qt.FillRule.OddEvenFill,
    )


def _paint_ground(painter: QPainter, area: QRect) -> None:
    painter.fillRect(area, theme.color("surf2"))
    painter.fillRect(area.x(), area.y(), area.width(), 1, theme.color("line"))
    painter.fillRect(area.x(), area.bottom(), area.width(), 1, theme.color("line"))
