# SPDX-License-Identifier: Apache-2.0
"""The files behind the number in hand: opened with Enter, assigned with Ctrl+M or by dragging them onto an officer."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.boards import MOST_ROWS, QUEUES, BoardList
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import BoardNumbers, BoardPage, BoardRow
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.views import actions
from officer_desk.views import dashboard_words as words
from officer_desk.views.dashboard_columns import file_columns
from officer_desk.views.list_states import ListState
from officer_desk.views.record_header import HEAD_HEIGHT
from officer_desk.views.record_table import RecordTable
from officer_desk.views.sidebar import count_words, grouped
from officer_desk.views.tables import ROW_HEIGHT, Index, RecordTableModel
from officer_desk.views.widgets import Button, FlowLayout, LinkButton, label

FILES = "application/x-officer-desk-files"
"""What is dragged: ids of files."""
LEAST_ROWS = 4


class _Files(RecordTableModel[BoardRow]):
    """Rows that can be dragged."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let undecided files be dragged."""
        record = self.record(index.row())
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsDragEnabled if record is not None and is_open(record) else found

    def mimeTypes(self) -> list[str]:
        """Give what is dragged."""
        return [FILES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Give the ids of the rows."""
        rows = sorted({index.row() for index in indexes})
        ids = [record.id for row in rows if (record := self.record(row)) is not None and is_open(record)]
        data = QMimeData()
        data.setData(FILES, ",".join(map(str, ids)).encode())
        return data


def dragged_files(data: QMimeData) -> tuple[int, ...]:
    """Give the files that are dragged; none where something else is."""
    text = bytes(data.data(FILES).data()).decode()
    return tuple(map(int, filter(None, text.split(","))))


def is_open(row: BoardRow) -> bool:
    """Say whether a file can still be somebody's work."""
    return row.file.state in UNDECIDED


class BoardFiles(QWidget):
    """Name and size of the list, its rows, and what can be done with them."""

    opened = Signal(int, str)
    """Id and number of a file that is to be opened."""
    wanted = Signal(object)
    """The `BoardList` whose files are to be shown."""
    queue_wanted = Signal(object, object)
    """The `Queue` that is to be shown as a whole in the list of files, and None."""
    more_wanted = Signal()
    assign_wanted = Signal()

    def __init__(self, now: Callable[[], datetime], *, may_assign: bool) -> None:
        super().__init__()
        self._may_assign, self._now, self._day = may_assign, now, day_of(now())
        self.page: BoardPage | None = None
        self.title = label("", "section")
        self.count = label("", "muted", figures=True)
        self.whole = LinkButton(translate("DashboardList", "All of them in the list"))
        self.all_files = LinkButton()
        self.model = _Files(file_columns(now), lambda row: row.id, self)
        self.table = RecordTable(self.model, translate("DashboardList", "Files of the number"))
        self.state = ListState()
        self.assign = Button(
            translate("DashboardList", "Assign"), key=actions.cap("assign"), kind="primary", icon="users"
        )
        self._chosen = label("", "muted")
        self._stack = QStackedWidget()
        self._lay_out()
        self.table.let_mark_many()
        self.table.setDragEnabled(may_assign)
        self.table.opened.connect(self._on_opened)
        self.table.end_near.connect(self._on_end_near)
        self.table.selectionModel().selectionChanged.connect(self._tell_chosen)
        self.whole.clicked.connect(self._show_whole)
        self.all_files.clicked.connect(lambda: self.wanted.emit(BoardList.OPEN))
        self.assign.clicked.connect(self.assign_wanted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(5, 0, 6, 0)
        head.setSpacing(8)
        named = FlowLayout(gap=8, line_gap=0)
        named.addWidget(self.title)
        named.addWidget(self.count)
        named.addWidget(self.whole)
        self.whole.hide()
        head.addLayout(named, 1)
        head.addWidget(self.all_files)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.state)
        self._stack.setMinimumHeight(HEAD_HEIGHT + LEAST_ROWS * ROW_HEIGHT)
        # It takes the height that is left, and asks for no more.
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        acts = FlowLayout(gap=8, line_gap=4)
        acts.addWidget(self.assign)
        acts.addWidget(self._chosen)
        below = QHBoxLayout()
        below.setContentsMargins(5, 0, 6, 0)
        below.addLayout(acts)
        if not self._may_assign:
            self.assign.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(9, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        layout.addLayout(below)

    # --- rows --------------------------------------------------------------------------------------------------------

    def show_page(self, page: BoardPage, title: str) -> None:
        """Show files; those of the same number keep the row in hand, those chosen, and the place."""
        again = self.page is not None and _same(self.page, page)
        row, place = self.table.current_row(), self.table.verticalScrollBar().value()
        kept = [record.id for record in self.chosen()] if again else []
        current = self.model.record(row) if again else None
        self.page = page
        self.title.setText(title)
        self.count.setText(f"{_count(page)} · {words.order(page.query)}" if page.rows else "")
        self.whole.setVisible(_is_cut(page) and page.query.what in QUEUES)
        had_focus = self.has_focus()
        same_rows = again and [record.id for record in page.rows] == [record.id for record in self.model.records]
        self.model.show(page.rows)
        self._rebuild_tomorrow()
        if not page.rows:
            self._show_nothing(title)
        else:
            self._stack.setCurrentWidget(self.table)
        if page.rows and not same_rows:
            found = -1 if current is None else self.model.row_of(current.id)
            row = found if found >= 0 else min(max(row, 0), len(page.rows) - 1) if again else 0
            self.table.restore(row, place if again else 0)
            self.table.choose_rows(place for place in map(self.model.row_of, kept) if place >= 0)
        if had_focus:
            self.focus_rows()
        self._tell_chosen()

    def _rebuild_tomorrow(self) -> None:
        """Build the cells anew on another day: what is left of each term has changed."""
        today = day_of(self._now())
        if today != self._day:
            self._day = today
            self.model.rebuild()

    def show_all(self, numbers: BoardNumbers) -> None:
        """Say how many undecided files there are in all."""
        name = words.name(BoardList.OPEN)
        self.all_files.setText(f"{name} · {count_words(numbers.counts.get(BoardList.OPEN, 0))}")

    def show_failed(self, error: Exception, again: Callable[[], None]) -> None:
        """Say why there are no files to see."""
        had_focus = self.has_focus()
        self.page = None
        self.model.show(())
        self.count.setText("")
        self.whole.hide()
        self.state.show_failed(error, again)
        self._stack.setCurrentWidget(self.state)
        if had_focus:
            self.focus_rows()
        self._tell_chosen()

    def _show_nothing(self, title: str) -> None:
        head = translate("DashboardList", "No file under «{title}».").format(title=title)
        self.state.show_state("circle-check", "approved", head, "")
        self._stack.setCurrentWidget(self.state)

    def chosen(self) -> list[BoardRow]:
        """Give the rows that are chosen."""
        found = (self.model.record(row) for row in self.table.chosen_rows())
        return [record for record in found if record is not None]

    def has_focus(self) -> bool:
        """Tell whether the keys work here."""
        return self.isAncestorOf(QApplication.focusWidget() or self.window())

    def focus_rows(self) -> None:
        """Put the focus where ↑ ↓ and Enter work on."""
        if self._stack.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.all_files.setFocus(Qt.FocusReason.OtherFocusReason)
            self.state.focus_first()

    def open_current(self) -> None:
        """Open the file in hand."""
        self._on_opened(self.table.current_row())

    def _on_opened(self, row: int) -> None:
        record = self.model.record(row)
        if record is not None:
            self.opened.emit(record.id, record.file.number)

    def _show_whole(self) -> None:
        if self.page is not None:
            self.queue_wanted.emit(QUEUES[self.page.query.what], None)

    def _on_end_near(self) -> None:
        if self.page is not None and self.page.more and len(self.page.rows) == self.page.query.limit:
            self.more_wanted.emit()

    def _tell_chosen(self) -> None:
        count = sum(map(is_open, self.chosen())) if self.page is not None and self.page.rows else 0
        self.assign.setEnabled(count > 0)
        self.assign.setToolTip("" if count else translate("DashboardList", "Choose an undecided file first."))
        if not self._may_assign or not count:
            self._chosen.setText("")
        elif count == 1:
            self._chosen.setText(translate("DashboardList", "1 file chosen; it can be dragged onto an officer, too"))
        else:
            words_ = translate("DashboardList", "{count} files chosen; they can be dragged onto an officer, too")
            self._chosen.setText(words_.format(count=count))


def _same(before: BoardPage, page: BoardPage) -> bool:
    return (before.query.what, before.query.key) == (page.query.what, page.query.key)


def _is_cut(page: BoardPage) -> bool:
    """Say whether there are more files than the board shows of one number."""
    return page.more and len(page.rows) >= MOST_ROWS


def _count(page: BoardPage) -> str:
    if _is_cut(page):
        words_ = translate("DashboardList", "only the first {count} files stand here")
        return words_.format(count=grouped(len(page.rows)))
    return _files(page.total if page.more else len(page.rows))


def _files(count: int) -> str:
    if count == 1:
        return translate("DashboardList", "1 file")
    return translate("DashboardList", "{count} files").format(count=count_words(count))
