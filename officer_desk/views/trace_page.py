# SPDX-License-Identifier: Apache-2.0
"""«Nhật ký»: follow one file or one officer, see who opened what, and verify the chain."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import day_of, format_seconds
from officer_desk.domain.records import FollowPage, FollowQuery, TraceFinding, TraceRow
from officer_desk.domain.values import Role
from officer_desk.services import audit, audit_export, following
from officer_desk.views import actions, dialogs, trace_words
from officer_desk.views.further_page import FurtherPage, moving_hints
from officer_desk.views.list_states import ListState, WayOn
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.record_table import RecordTable
from officer_desk.views.report_work import StripWork
from officer_desk.views.sidebar import grouped
from officer_desk.views.tables import Cell, Column, RecordTableModel
from officer_desk.views.trace_head import TraceHead

_PATIENCE_MS = 300


class TracePage(FurtherPage):
    """Asks for rows page after page; the first page of a question is itself noted in the trace."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open: FollowQuery | None = None
        self._last: FollowPage | None = None
        self._focus_rows = False
        self.head = TraceHead(day_of(desk.now()))
        self.notice = MessageStrip("surface")
        self.work = StripWork(self.notice, self)
        self._model: RecordTableModel[TraceRow] = RecordTableModel(_columns(), lambda row: row.id, self)
        self.table = RecordTable(self._model, translate("TracePage", "Rows of the trace"))
        self.state = ListState()
        self._stack = QStackedWidget()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect()
        actions.bind("refresh", self, self.refresh)
        actions.bind("back", self, self._step_back)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.head.wanted.connect(self.ask)
        self.head.refresh_wanted.connect(self.refresh)
        self.head.check_wanted.connect(self.check)
        self.head.export_wanted.connect(self.export)
        self.table.opened.connect(self._on_opened)
        self.table.end_near.connect(self._more)
        self._patience.timeout.connect(self._show_loading)

    # --- what is asked -------------------------------------------------------------------------------------------

    def enter(self, what: str | None) -> None:
        """Show what was shown before, or the newest rows; `what`: a file's number or a user name to follow."""
        if what is not None:
            self.head.show_subject(what)
            self.head.ask()
        elif self._last is None:
            self.head.ask()
        self.head.subject.setFocus(Qt.FocusReason.OtherFocusReason)
        self.head.subject.selectAll()

    def come_back(self) -> None:
        """Put the focus back on the rows."""
        self._focus()

    def refresh(self) -> None:
        """Put the question again (F5)."""
        self.head.ask()

    def ask(self, query: FollowQuery) -> None:
        """Follow what the officer named."""
        self.notice.clear()
        self._focus_rows = isinstance(QApplication.focusWidget(), QLineEdit)
        self._open = query
        self._patience.start()
        self._desk.act(
            self,
            following.follow,
            query,
            then=partial(self._on_page, query),
            otherwise=partial(self._on_failed, query),
        )

    def _more(self) -> None:
        last = self._last
        if self._open is None and last is not None and last.more and last.rows:
            self._open = query = replace(last.query, before_id=last.rows[-1].id)
            self._desk.ask(
                self,
                following.more,
                query,
                then=partial(self._on_more, query),
                otherwise=partial(self._on_no_more, query),
            )

    # --- what comes ----------------------------------------------------------------------------------------------

    def _on_page(self, query: FollowQuery, page: FollowPage) -> None:
        if query is not self._open:
            return
        self._patience.stop()
        self._open, self._last = None, page
        self.head.show_subtitle(page.title or self._whole())
        self._model.show(page.rows)
        if page.choices:
            self._show_choices(page)
        elif page.rows:
            self._stack.setCurrentWidget(self.table)
            self.table.restore(0, 0)
            if self._focus_rows and query.subject:
                self._focus()
        else:
            self.state.show_state("history", "ink2", translate("TracePage", "There are no rows for this."), "")
            self._stack.setCurrentWidget(self.state)
        self.tell_status()

    def _on_more(self, query: FollowQuery, page: FollowPage) -> None:
        if query is self._open:
            self._open, self._last = None, page
            self._model.append(page.rows)
            self.tell_status()

    def _on_no_more(self, query: FollowQuery, error: Exception) -> None:
        if query is self._open:
            self._open = None
            self.notice.show_message("red", texts.sentence(error), closable=True)

    def _on_failed(self, query: FollowQuery, error: Exception) -> None:
        if query is not self._open:
            return
        self._patience.stop()
        self._open = None
        self._model.show(())
        self._last = None
        self.head.show_subtitle("")
        self.state.show_state("info", "ink2", translate("TracePage", "Nothing can be followed."), texts.sentence(error))
        self._stack.setCurrentWidget(self.state)
        self.tell_status()

    def _show_loading(self) -> None:
        if self._open is not None:
            self.state.show_loading(self._stop)
            self._stack.setCurrentWidget(self.state)

    def _stop(self) -> None:
        self._open = None
        self.state.show_stopped(self.refresh)
        self.state.focus_first()

    def _show_choices(self, page: FollowPage) -> None:
        ways = [WayOn(title, partial(self._choose, subject)) for subject, title in page.choices]
        head = translate("TracePage", "More than one is meant by this. Which?")
        self.state.show_state("users", "ink2", head, "", ways)
        self._stack.setCurrentWidget(self.state)
        self.state.focus_first()

    def _choose(self, subject: str) -> None:
        self.head.show_subject(subject)
        self.head.ask()
        self._focus()

    def _whole(self) -> str:
        actor = self._desk.actor
        if actor is not None and actor.role is Role.ADMINISTRATOR:
            return translate("TracePage", "all offices")
        return translate("TracePage", "the whole office")

    def _focus(self) -> None:
        if self._stack.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.head.subject.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_back(self) -> None:
        """Esc: from the question to the rows, from the rows away."""
        if self.head.isAncestorOf(self.focusWidget() or self) and self._model.rowCount():
            self._focus()
        else:
            self.closed.emit()

    def _on_opened(self, row: int) -> None:
        record = self._model.record(row)
        if record is not None and record.declaration_id is not None:
            self.opened.emit(record.declaration_id, record.subject)

    # --- the whole trace -----------------------------------------------------------------------------------------

    def check(self) -> None:
        """Verify the chain, row by row, in the background."""
        if self.work.running:
            return
        self.work.begin(
            translate("TracePage", "The chain is being verified."),
            translate("TracePage", "{done} of {total} rows"),
            lambda: self._desk.work(
                self,
                audit.check,
                self._desk.office,
                self._desk.actor,
                then=self._on_checked,
                otherwise=self._on_work_failed,
                progress=self.work.show_progress,
            ),
        )

    def _on_checked(self, finding: TraceFinding | None) -> None:
        if finding is None:
            self.work.end("information", translate("TracePage", "Verifying was stopped."), "")
        else:
            self.work.end(*trace_words.verified(finding))

    def export(self) -> None:
        """Write the whole trace into a file that an auditor can check by himself."""
        name = translate("TracePage", "trace")
        suggested = f"{name}-{day_of(self._desk.now()).isoformat()}.jsonl"
        title = translate("TracePage", "Where is the trace to be written?")
        path = None if self.work.running else dialogs.choose_save(self, title, suggested)
        if path is None:
            return
        self.work.begin(
            translate("TracePage", "The trace is being written."),
            translate("TracePage", "{done} of {total} rows"),
            lambda: self._desk.work(
                self,
                audit_export.export,
                self._desk.office,
                self._desk.actor,
                path,
                then=partial(self._on_exported, path.name),
                otherwise=self._on_work_failed,
                progress=self.work.show_progress,
            ),
        )

    def _on_exported(self, name: str, rows: int) -> None:
        words = translate("TracePage", "{rows} rows in {file}.").format(rows=grouped(rows), file=name)
        self.work.end("success", translate("TracePage", "The trace was written."), words)

    def _on_work_failed(self, error: Exception) -> None:
        self.work.end("red", texts.sentence(error), "")

    # --- status line ---------------------------------------------------------------------------------------------

    def tell_status(self) -> None:
        """Say how many rows are shown, and that looking is noted."""
        rows = self._model.rowCount()
        more = "+" if self._last is not None and self._last.more else ""
        words = translate("TracePage", "{rows} rows · looking at the trace is noted in it")
        self.status_changed.emit(words.format(rows=f"{grouped(rows)}{more}") if rows else "")

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Give the keys that are shown on the status line."""
        return moving_hints()


def _columns() -> tuple[Column[TraceRow], ...]:
    return (
        Column(
            translate("TracePage", "At"),
            136,
            lambda row, _line: Cell(format_seconds(row.at)),
            figures=True,
            samples=("00/00/0000 00:00:00",),
        ),
        Column(
            translate("TracePage", "Who"),
            150,
            lambda row, _line: Cell(trace_words.who(row), tool_tip=f"{trace_words.who(row)} ({row.user_name})"),
            strong=True,
        ),
        Column(
            translate("TracePage", "Role"),
            110,
            lambda row, _line: Cell(trace_words.role(row), "ink2"),
            samples=tuple(texts.role(role) for role in Role),
        ),
        Column(
            translate("TracePage", "Act"),
            170,
            lambda row, _line: Cell(texts.act(row.act), tool_tip=texts.act(row.act)),
            strong=True,
        ),
        Column(
            translate("TracePage", "File or subject"),
            146,
            lambda row, _line: Cell(row.subject, tool_tip=row.subject),
            figures=True,
            samples=("00000.G/0000/00000",),
        ),
        Column(translate("TracePage", "Details"), 160, _details, takes_rest=True),
        Column(
            translate("TracePage", "Chain"),
            110,
            lambda row, _line: Cell(f"{row.office_code} · {grouped(row.sequence)}", "ink2"),
            figures=True,
            extra=True,
            samples=("00000 · 000.000",),
        ),
    )


def _details(row: TraceRow, _line: int) -> Cell:
    words = trace_words.details(row)
    return Cell(words, tool_tip=words)
