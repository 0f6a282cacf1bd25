# SPDX-License-Identifier: Apache-2.0
"""«Ai đang làm gì»: the officers, what they hold and did today; files are dropped onto whoever is to have them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.boards import BoardList
from officer_desk.domain.records import BoardQuery, OfficerLoad
from officer_desk.views import theme
from officer_desk.views.dashboard_columns import HOLDING, TODAY, officer_columns
from officer_desk.views.dashboard_list import FILES, LEAST_ROWS, dragged_files
from officer_desk.views.numbers_table import NumbersTable
from officer_desk.views.record_header import HEAD_HEIGHT
from officer_desk.views.tables import ROW_HEIGHT
from officer_desk.views.widgets import label

_WIDTH = 320


class OfficersTable(NumbersTable):
    """Takes files that are dropped onto somebody who is there."""

    dropped = Signal(int, object)
    """The officer's id, and the ids of the files that he is to have."""

    def __init__(self) -> None:
        super().__init__(
            translate("DashboardOfficers", "Who does what"), officer_columns(), lambda load: load.officer_id, _queries
        )
        self._under = -1
        self.setAcceptDrops(True)
        self.setMinimumHeight(HEAD_HEIGHT + LEAST_ROWS * ROW_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)

    def officer_at(self, place: QPoint) -> OfficerLoad | None:
        """Give the officer under a place, if he can be given files."""
        load = self.rows.record(self.rowAt(place.y()))
        return load if isinstance(load, OfficerLoad) and not load.absent else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of the board."""
        if event.mimeData().hasFormat(FILES):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show who would get them."""
        load = self.officer_at(event.position().toPoint())
        self._show_under(-1 if load is None else self.rowAt(event.position().toPoint().y()))
        if load is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nobody would get them."""
        self._show_under(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell who is to have which files."""
        self._show_under(-1)
        load, files = self.officer_at(event.position().toPoint()), dragged_files(event.mimeData())
        if load is not None and files:
            event.acceptProposedAction()
            self.dropped.emit(load.officer_id, files)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a frame around whoever would get the files."""
        super().paintEvent(event)
        if self._under >= 0:
            painter = QPainter(self.viewport())
            painter.setPen(theme.color("acc"))
            top = self.rowViewportPosition(self._under)
            painter.drawRect(0, top, self.viewport().width() - 1, ROW_HEIGHT - 1)
            painter.drawRect(1, top + 1, self.viewport().width() - 3, ROW_HEIGHT - 3)

    def _show_under(self, row: int) -> None:
        if row != self._under:
            self._under = row
            self.viewport().update()


class BoardOfficers(QWidget):
    """The table under its name."""

    wanted = Signal(object)
    """The `BoardQuery` whose files are to be shown."""
    dropped = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.loads: tuple[OfficerLoad, ...] = ()
        self.table = OfficersTable()
        self.table.wanted.connect(self.wanted)
        self.table.dropped.connect(self.dropped)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(translate("DashboardOfficers", "Who does what"), "section"))
        layout.addWidget(self.table, 1)
        self.setFixedWidth(_WIDTH)

    def show_loads(self, loads: Sequence[OfficerLoad]) -> None:
        """Show what everybody has to do now."""
        self.loads = tuple(loads)
        self.table.show_records(self.loads)

    def name(self, officer_id: int) -> str:
        """Give an officer's name."""
        return next((load.full_name for load in self.loads if load.officer_id == officer_id), "")


def _queries(load: OfficerLoad) -> dict[int, BoardQuery]:
    return {
        HOLDING: BoardQuery(BoardList.HELD_BY, load.officer_id),
        TODAY: BoardQuery(BoardList.DONE_BY, load.officer_id),
    }
