# SPDX-License-Identifier: Apache-2.0
"""«Hồ sơ ĐK GDĐT» → «Cá nhân»: the list of declarations with its queues, quick search and criteria."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.desk import Desk
from officer_desk.domain import records
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import DeclarationRow, SearchQuery
from officer_desk.domain.values import Queue
from officer_desk.views import actions, list_answers
from officer_desk.views.declaration_columns import columns, other_office, set_aside
from officer_desk.views.list_feed import LISTED, PATIENCE_MS, SETTLE_MS, ListFeed
from officer_desk.views.list_print import ListPrint
from officer_desk.views.list_states import ListState
from officer_desk.views.list_tools import ListTools
from officer_desk.views.list_ways import ListActs, ways_on
from officer_desk.views.list_work import ListWork
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.office_names import OfficeNames
from officer_desk.views.record_table import RecordTable
from officer_desk.views.row_menu import show_row_menu
from officer_desk.views.search_head import SearchHead
from officer_desk.views.search_panel import SearchPanel
from officer_desk.views.selection_bar import SelectionBar
from officer_desk.views.sidebar import is_shown
from officer_desk.views.tables import RecordTableModel


class SearchPage(QWidget):
    """The list page: it asks through the feed, shows what comes, and tells which file is to be opened."""

    opened = Signal(int, object)
    """A file's id, and the query of the list that it stands in."""
    queue_shown = Signal(object)
    import_wanted = Signal()
    day_list_wanted = Signal()
    text_dropped = Signal()
    """The list no longer looks for what stands in the quick box."""
    status_changed = Signal(str)
    """What the status line says about the list."""

    def __init__(self, desk: Desk, names: OfficeNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._names = desk, names
        self._queue = Queue.ALL
        self._queue_before_text: Queue | None = None
        self._query = SearchQuery("")
        self._shown: records.SearchPage | None = None
        self._counts: Mapping[Queue, int] = {}
        self._acts = ListActs(
            self._drop_text, self._drop_days, self._drop_everything, self.import_wanted.emit, self.go_to_queue
        )
        self._wanted_id = 0
        self._stale = self._open_if_exact = self._focus_rows = False
        self._feed = ListFeed(desk, self)
        self._head = SearchHead()
        self.panel = SearchPanel(day_of(desk.now()))
        self._model: RecordTableModel[DeclarationRow] = RecordTableModel(
            columns(lambda: day_of(desk.now()), names.name), lambda row: row.id, self
        )
        self.table = RecordTable(self._model, texts.queue(Queue.ALL))
        self.state = ListState()
        self._stack = QStackedWidget()
        self.notice = MessageStrip("surface")
        self.tools = ListTools(desk, self, self.table, self.notice, lambda: self._query)
        self.work = ListWork(desk, self, self.notice, self._model, self.table)
        self.print = ListPrint(desk, self, self.notice, self.work.chosen, self.focus_list)
        self.selection = SelectionBar()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._lay_out()
        self._connect()
        self._bind_keys()

    def _lay_out(self) -> None:
        self.panel.hide()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self.panel)
        layout.addWidget(self.notice)
        layout.addWidget(self.work.panel)
        layout.addWidget(self.print.place)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.selection)

    def _connect(self) -> None:
        self._feed.came.connect(self._on_page)
        self._feed.grew.connect(self._on_more)
        self._feed.failed.connect(self._on_failed)
        self._patience.timeout.connect(self._show_loading)
        self._settle.timeout.connect(self.refresh)
        self._head.refresh_wanted.connect(self.refresh)
        self._head.import_wanted.connect(self.import_wanted)
        self._head.panel_wanted.connect(self.toggle_panel)
        self._head.export_wanted.connect(self.tools.show_export)
        self.tools.wanted.connect(self._on_wanted)
        self.tools.day_list_wanted.connect(self.day_list_wanted)
        self.panel.wanted.connect(self._on_criteria)
        self.panel.cleared.connect(self._on_criteria)
        self.table.opened.connect(self._on_opened)
        self.table.moved.connect(self.tell_status)
        self.table.marked.connect(self._on_marked)
        self.table.all_chosen.connect(self._feed.bring_all)
        self._feed.all_came.connect(self.table.selectAll)
        self.selection.print_wanted.connect(self.print.ask)
        self.selection.assign_wanted.connect(self.work.assign)
        self.selection.let_go_wanted.connect(self._let_go)
        self.table.menu_wanted.connect(self._on_menu_wanted)
        self.table.end_near.connect(self._feed.more)
        self._names.learned.connect(self._model.rebuild)
        self._desk.changed.connect(self._on_changed)

    def _bind_keys(self) -> None:
        actions.bind("refresh", self, self.refresh)
        actions.bind("expand", self, self.toggle_panel)
        actions.bind("import", self, self.import_wanted.emit)
        actions.bind("assign", self, self.work.assign)
        actions.bind("print", self, self.print.ask)
        actions.bind("day-list", self, self.day_list_wanted.emit)
        actions.bind("back", self, self._on_escape)
        actions.bind("queue-before", self, partial(self._step_queue, -1))
        actions.bind("queue-after", self, partial(self._step_queue, 1))

    # --- what is asked -------------------------------------------------------------------------------------------

    @property
    def query(self) -> SearchQuery:
        """The question whose answer is on the screen, or on its way."""
        return self._query

    def show_queue(self, queue: Queue) -> None:
        """Show a ready-made queue of the actor's office; what was searched for is let go."""
        self._queue, self._queue_before_text = queue, None
        self._drop_conditions()
        self._ask(SearchQuery(self._office(), queue=queue, oldest_first=self._query.oldest_first))

    def show_query(self, query: SearchQuery) -> None:
        """Show the files of a question that another page asks; its criteria are in view."""
        self._queue, self._queue_before_text = query.queue, None
        self._drop_conditions()
        self.panel.show_criteria(query)
        if list_answers.has_criteria(query) and self.panel.isHidden():
            self.toggle_panel()
        self._ask(query)

    def bring_back_filters(self) -> None:
        """Show the list as the officer left it; criteria that narrow it are in view."""
        query = self.tools.bring(SearchQuery(self._office()))
        self._queue = query.queue
        self.panel.show_criteria(query)
        if list_answers.has_criteria(query):
            self.toggle_panel()
        self._on_wanted(query)

    def go_to_queue(self, queue: Queue) -> None:
        """Show a queue and put the focus on its rows: the officer chose it."""
        self._focus_rows = True
        self.show_queue(queue)

    def search_text(self, text: str, *, entered: bool) -> None:
        """Search for what stands in the quick box, in all files; `entered`: by Enter, so an exact hit is opened."""
        text = " ".join(text.split())
        self._open_if_exact = entered and bool(text)
        if text == self._query.text and not self._feed.waiting:
            self._take_answer()
            return
        if text and self._queue_before_text is None:
            self._queue_before_text, self._queue = self._queue, Queue.ALL
        elif not text and self._queue_before_text is not None:
            self._queue, self._queue_before_text = self._queue_before_text, None
        self._ask(replace(self._query, text=text, queue=self._queue))

    def come_back(self, text: str, declaration_id: int) -> None:
        """Show the list of before a search of in between: what stood in the quick box then, and the file's row."""
        self._wanted_id = declaration_id
        self._focus_rows = True
        self.search_text(text, entered=False)

    def refresh(self) -> None:
        """Ask again; rows, selection and place stay. While another page is shown it waits for the list's turn."""
        if self._shown is not None and not self.isVisible():
            self._stale = True
            return
        if self._shown is None or not self._shown.rows:
            self._patience.start()
        self._feed.refresh(self._query)

    def show_counts(self, counts: Mapping[Queue, int]) -> None:
        """Take the queues' counts: an empty queue points to one that is not."""
        moved, self._counts = counts != self._counts, counts
        if moved and self._shown is not None and not self._shown.rows:
            self._show_empty(self._query)

    def day_changed(self) -> None:
        """Another day has begun: terms count anew."""
        self.panel.set_today(day_of(self._desk.now()))
        self.refresh()

    def focus_list(self) -> None:
        """Put the focus where ↑ ↓ and Enter work on."""
        if self._stack.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.state.focus_first()

    def select_file(self, declaration_id: int) -> None:
        """Make a file's row the current one, if it is in the list."""
        row = self._model.row_of(declaration_id)
        if row >= 0:
            self.table.select(row)

    def place_of(self, declaration_id: int) -> str:
        """Say where in the list a file stands; nothing for one that is not in it."""
        row = self._model.row_of(declaration_id)
        return "" if row < 0 or self._shown is None else list_answers.place_words(row, self._shown.total)

    def toggle_panel(self) -> None:
        """Open or close «Mở rộng»."""
        opening = self.panel.isHidden()
        had_focus = self.panel.isAncestorOf(QApplication.focusWidget() or self)
        self.panel.setVisible(opening)
        self._head.show_panel_open(opening)
        self._show_count()
        if opening:
            self.panel.focus_first()
        elif had_focus:
            self.focus_list()

    def _on_criteria(self) -> None:
        self._on_wanted(self.panel.criteria(self._query))

    def _on_wanted(self, query: SearchQuery) -> None:
        self._focus_rows = True
        self._ask(query)

    def _step_queue(self, by: int) -> None:
        if not isinstance(QApplication.focusWidget(), QLineEdit):
            queues = [queue for queue in Queue if queue is self._queue or is_shown(queue, self._counts)]
            self.go_to_queue(queues[(queues.index(self._queue) + by) % len(queues)])

    def _ask(self, query: SearchQuery) -> None:
        self._query = query
        self.tools.keep(query)
        self._head.show_title(texts.queue(self._queue))
        self.table.setAccessibleName(texts.queue(self._queue))
        self.table.set_aside(set_aside(self._queue))
        self.queue_shown.emit(self._queue)
        self._patience.start()
        self._feed.ask(query)

    def _drop_conditions(self) -> None:
        self.panel.forget()
        self.text_dropped.emit()

    def _drop_everything(self) -> None:
        """«Xóa điều kiện» on an empty list: also what stands in the quick box."""
        self.go_to_queue(self._queue_before_text or self._queue)

    def _drop_text(self) -> None:
        self.text_dropped.emit()
        self._focus_rows = True
        self.search_text("", entered=False)

    def _drop_days(self) -> None:
        self.panel.clear_days()
        self._on_wanted(replace(self._query, from_date=None, to_date=None))

    def _office(self) -> str:
        return "" if self._desk.actor is None else self._desk.actor.office_code

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & LISTED and self._desk.actor is not None:
            self._settle.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while a file was open."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    # --- what comes ----------------------------------------------------------------------------------------------

    def _on_page(self, page: records.SearchPage) -> None:
        self._patience.stop()
        again = self._shown is not None and list_answers.same_question(self._shown.query, page.query)
        self._shown = page
        self._show_count()
        if page.rows:
            self._names.learn(row.office_code for row in page.rows if not row.own_office)
            self._show_rows(page, again=again)
        else:
            self._model.show(())
            self._show_empty(page.query)
        self.tell_status()
        self._take_answer()

    def _show_rows(self, page: records.SearchPage, *, again: bool) -> None:
        row = self.table.current_row()
        chosen = self._model.record(row)
        several = [record.id for record in self.work.chosen()]
        place = self.table.verticalScrollBar().value()
        had_focus = self.state.isAncestorOf(QApplication.focusWidget() or self)
        self._model.show(page.rows)
        self._stack.setCurrentWidget(self.table)
        if had_focus:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not again or chosen is None:
            wanted, self._wanted_id = self._model.row_of(self._wanted_id), 0
            self.table.let_go()
            self.table.restore(0, 0)
            if wanted > 0:
                self.table.select(wanted)
            return
        kept = self._model.row_of(chosen.id)
        self.table.restore(kept if kept >= 0 else min(row, self._model.rowCount() - 1), place)
        self.table.choose_rows(place for place in map(self._model.row_of, several) if place >= 0)

    def _on_more(self, page: records.SearchPage) -> None:
        self._patience.stop()
        self._names.learn(row.office_code for row in page.rows if not row.own_office)
        self._model.append(page.rows)

    def _on_failed(self, error: Exception) -> None:
        self._patience.stop()
        self._open_if_exact = False
        self._shown = None
        self._show_count()
        self.state.show_failed(error, self.refresh)
        self._show_state()

    def _take_answer(self) -> None:
        """Go on with Enter: an exact hit is opened, other rows get the focus."""
        wanted, self._open_if_exact = self._open_if_exact, False
        focus, self._focus_rows = self._focus_rows or wanted, False
        rows = () if self._shown is None else self._shown.rows
        if wanted and len(rows) == 1 and list_answers.is_exact(self._query.text, rows[0]):
            self._on_opened(0)
        elif focus and rows:
            self.focus_list()

    # --- what stands in the list's place ---------------------------------------------------------------------------

    def _show_loading(self) -> None:
        if self._feed.waiting and not self._feed.growing:
            self.state.show_loading(self._stop)
            self._show_state()

    def _stop(self) -> None:
        """Go back to what was shown before the question."""
        self._feed.stop()
        if self._shown is None:
            self.state.show_stopped(self.refresh)
            self.state.focus_first()
            return
        self._query = list_answers.first_page(self._shown.query)
        if self._shown.rows:
            self._stack.setCurrentWidget(self.table)
            self.focus_list()
        else:
            self._show_empty(self._query)

    def _show_empty(self, query: SearchQuery) -> None:
        words, had_focus = list_answers.empty_words(query), self.state.isAncestorOf(QApplication.focusWidget() or self)
        self.state.show_state(words.icon, "ink2", words.head, words.text, ways_on(query, self._counts, self._acts))
        self._show_state(had_focus=had_focus)

    def _show_state(self, *, had_focus: bool = False) -> None:
        had_focus = had_focus or self.table.hasFocus() or self.state.isAncestorOf(QApplication.focusWidget() or self)
        self._stack.setCurrentWidget(self.state)
        self.tell_status()
        if had_focus:
            self.state.focus_first()

    # --- rows ----------------------------------------------------------------------------------------------------

    def _on_opened(self, row: int) -> None:
        record = self._model.record(row)
        if record is not None:
            self.notice.clear()
            self.opened.emit(record.id, self._query)

    def _on_menu_wanted(self, row: int, place: QPoint) -> None:
        record = self._model.record(row)
        if record is not None:
            assign = self.work.assign if self.work.may_assign else None
            show_row_menu(
                self, place, record, partial(self._on_opened, row), self.tools.columns_menu, assign, self.print.ask
            )

    def selected_ids(self) -> tuple[int, ...]:
        """Give the ids of the files whose rows are chosen, from the top."""
        return tuple(record.id for record in self.work.chosen())

    def _on_marked(self, count: int) -> None:
        cut = self._shown is not None and self._feed.has_more and count == self._model.rowCount()
        total = self._shown.total if cut and self._shown is not None else 0
        self.selection.show_count(count, total, may_assign=self.work.may_assign)

    def _let_go(self) -> None:
        self.table.let_go()
        self.focus_list()

    def _on_escape(self) -> None:
        """Close what is open, let go what is chosen; from anywhere else go back to the rows."""
        if self.work.panel.close_panel() or self.print.close_panel():
            return
        if not self.selection.isHidden():
            self._let_go()
            return
        if self.panel.isAncestorOf(QApplication.focusWidget() or self):
            self.toggle_panel()
        else:
            self.focus_list()

    def _show_count(self) -> None:
        closed = self.panel.isHidden()
        self._head.show_count("" if self._shown is None else list_answers.head_words(self._shown, panel_closed=closed))

    @property
    def queue(self) -> Queue:
        """The queue that is shown."""
        return self._queue

    def tell_status(self) -> None:
        """Say on the status line where in the list the officer stands."""
        record = self._model.record(self.table.current_row())
        if self._stack.currentWidget() is not self.table or record is None or self._shown is None:
            self.status_changed.emit("")
            return
        oldest_first = self._shown.query.oldest_first
        words = list_answers.status_words(self.table.current_row(), self._shown.total, oldest_first=oldest_first)
        if not record.own_office:
            words = f"{words} · {other_office(record, self._names.name)}"
        self.status_changed.emit(words)
