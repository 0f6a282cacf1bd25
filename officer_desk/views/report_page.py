# SPDX-License-Identifier: Apache-2.0
"""«Báo cáo»: the figures of a period; each opens the files that it counted."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain import report_tables
from officer_desk.domain.calendar import day_of, format_time
from officer_desk.domain.figures import By, Figure
from officer_desk.domain.periods import Period
from officer_desk.domain.records import Chosen, PeriodReport, ReportQuery
from officer_desk.domain.values import Role
from officer_desk.services import report_papers
from officer_desk.views import actions
from officer_desk.views.file_parts import Words
from officer_desk.views.further_page import FurtherPage
from officer_desk.views.list_states import ListState, WayOn
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.report_files import ReportFiles
from officer_desk.views.report_head import GROUPINGS, ReportHead
from officer_desk.views.report_tables import FigureTable
from officer_desk.views.report_work import ReportMaking, ReportSaving
from officer_desk.views.sidebar import grouped
from officer_desk.views.widgets import label

_REASONS = 640
"""A number far away from its words is read on the wrong line."""
_PATIENCE_MS = 300
_IN_SIGHT = 7
"""Lines of figures that are seen before the reasons have theirs: every kind or way of filing, and the sum."""
"""After so long the page says that the report is being made."""


class ReportPage(FurtherPage):
    """Asks through `ReportMaking`; the grouping only counts anew what has come."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.report: PeriodReport | None = None
        self._by = GROUPINGS[0]
        self.head = ReportHead(day_of(desk.now()))
        self.notice = MessageStrip("surface")
        self.making = ReportMaking(desk, self)
        self.saving = ReportSaving(desk, self.notice, self)
        heads = [texts.figure(figure) for figure in Figure]
        self.figures = FigureTable(translate("ReportPage", "Figures"), "", heads, _IN_SIGHT)
        self.reasons = FigureTable(
            translate("ReportPage", "Refused by first reason"),
            translate("ReportPage", "Reason"),
            [translate("ReportPage", "Files")],
        )
        self._balance = Words("", "body", figures=True)
        self._no_refusal = label(translate("ReportPage", "Nothing stands refused."), "muted")
        self.files = ReportFiles(desk, self._officer)
        self.state = ListState()
        self._stack = QStackedWidget()
        self._counted = QWidget()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._in_hand: FigureTable = self.figures
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.head.set_can_save(False)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._counted)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(8)
        inside.addWidget(self.figures)
        inside.addWidget(self._balance)
        inside.addSpacing(8)
        inside.addWidget(label(translate("ReportPage", "Refused by first reason"), "strong"))
        self.reasons.setMaximumWidth(_REASONS)
        inside.addWidget(self._no_refusal)
        inside.addWidget(self.reasons)
        inside.addStretch(1)
        for page in (self._counted, self.files, self.state):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.head.period_wanted.connect(self.ask)
        self.head.grouping_wanted.connect(self.tell_apart)
        self.head.refresh_wanted.connect(self.refresh)
        self.head.pdf_wanted.connect(lambda: self._save(report_papers.PDF))
        self.head.excel_wanted.connect(lambda: self._save(report_papers.EXCEL))
        self.making.came.connect(self._on_report)
        self.making.failed.connect(self._on_failed)
        self.making.stopped.connect(self._on_stopped)
        self.making.progressed.connect(self._show_progress)
        self._patience.timeout.connect(self._show_loading)
        self.figures.figure_wanted.connect(self._open_figure)
        self.reasons.figure_wanted.connect(self._open_reason)
        self.files.opened.connect(self.opened)
        self.files.back_wanted.connect(self._show_figures)

    def _bind_keys(self) -> None:
        actions.bind("refresh", self, self.refresh)
        actions.bind("back", self, self._step_back)
        actions.bind("queue-before", self, lambda: self.head.step(-1))
        actions.bind("queue-after", self, lambda: self.head.step(1))
        actions.bind("save-pdf", self, lambda: self._save(report_papers.PDF))

    # --- what is asked -------------------------------------------------------------------------------------------

    def enter(self, what: str | None) -> None:
        """Show the report that was shown, or that of this month."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.report is None:
            self.refresh()
        else:
            self._show_figures()

    def come_back(self) -> None:
        """Put the focus back on the files, or on the figures."""
        self._focus()

    def refresh(self) -> None:
        """Count again (F5)."""
        self.ask(self.head.period)

    def ask(self, period: Period) -> None:
        """Make the report of a period."""
        self.notice.clear()
        actor = self._desk.actor
        everywhere = actor is not None and actor.role is Role.ADMINISTRATOR
        self._patience.start()
        self.making.ask(ReportQuery(period, "" if actor is None or everywhere else actor.office_code))

    def tell_apart(self, by: By) -> None:
        """Count what has come by something else."""
        self._by = by
        if self.report is not None:
            self._show_figures(focus=False)

    def _on_report(self, report: PeriodReport) -> None:
        self._patience.stop()
        self.report = report
        self.head.set_can_save(True)
        code = report.query.office_code
        where = f"{report.offices.get(code, code)}" if code else translate("ReportPage", "all offices")
        told = f"{texts.period(report.query.period)} · {where}"
        if report.until < report.query.period.end:
            told += " · " + translate("ReportPage", "until {time}").format(time=format_time(report.until))
        self.head.show_subtitle(told)
        self._show_figures(focus=not self.head.isAncestorOf(self.focusWidget() or self))
        self.tell_status()

    def _on_failed(self, error: Exception) -> None:
        self._patience.stop()
        self._forget()
        head = translate("ReportPage", "The report could not be made.")
        way = WayOn(translate("ReportPage", "Try again"), self.refresh, key=actions.cap("refresh"))
        self.state.show_state("triangle-alert", "rejected", head, texts.sentence(error), (way,))
        self._stack.setCurrentWidget(self.state)

    def _on_stopped(self) -> None:
        self._forget()
        way = WayOn(translate("ReportPage", "Make the report"), self.refresh, key=actions.cap("refresh"))
        self.state.show_state("pause", "ink2", translate("ReportPage", "Counting was stopped."), "", (way,))
        self._stack.setCurrentWidget(self.state)
        self.state.focus_first()

    def _forget(self) -> None:
        self.report = None
        self.head.set_can_save(False)
        self.head.show_subtitle("")
        self.tell_status()

    def _show_loading(self) -> None:
        if not self.making.waiting:
            return
        inside = not self.head.isAncestorOf(self.focusWidget() or self)
        way = WayOn(translate("ReportPage", "Stop"), self._stop)
        self.state.show_state("hourglass", "progress", translate("ReportPage", "Counting the files…"), "", (way,))
        self._stack.setCurrentWidget(self.state)
        if inside:
            self.state.focus_first()

    def _show_progress(self, done: int, total: int) -> None:
        if self._stack.currentWidget() is self.state and self.making.waiting:
            words = translate("ReportPage", "{done} of {total} files")
            self.state.tell(words.format(done=grouped(done), total=grouped(total)))

    def _stop(self) -> None:
        self._patience.stop()
        self.making.stop()
        self._on_stopped()

    # --- figures and files ---------------------------------------------------------------------------------------

    def _show_figures(self, *, focus: bool = True) -> None:
        report = self.report
        if report is None:
            return
        self.figures.rename(texts.grouping(self._by))
        self.figures.show_lines(
            [
                (report_papers.name_of(report, self._by, line.key), tuple(line.counts.values()))
                for line in report_tables.lines(report, self._by)
            ]
        )
        refused = [(texts.refusal_reason(reason), (count,)) for reason, count in report_tables.reasons(report)]
        total = (translate("ReportPage", "Total"), (sum(count for _, (count,) in refused),))
        self.reasons.show_lines([*refused, total] if refused else [])
        self.reasons.setVisible(bool(refused))
        self._no_refusal.setVisible(not refused)
        self._balance.setText(report_papers.balance(report))
        self._stack.setCurrentWidget(self._counted)
        if focus:
            self._focus()

    def _open_figure(self, row: int, place: int) -> None:
        if self.report is not None:
            key = report_tables.lines(self.report, self._by)[row].key
            self._in_hand = self.figures
            self._open(Chosen(self._by, key, list(Figure)[place]))

    def _open_reason(self, row: int, _place: int) -> None:
        if self.report is not None:
            refused = [*(reason for reason, _ in report_tables.reasons(self.report)), None]
            self._in_hand = self.reasons
            self._open(Chosen(self._by, None, Figure.REFUSED, refused[row]))

    def _open(self, chosen: Chosen) -> None:
        report = self.report
        files = () if report is None else report_tables.files(report, chosen)
        if report is None or not files:
            return
        whose = report_papers.name_of(report, chosen.by, chosen.key)
        if chosen.reason is not None:
            whose = texts.refusal_reason(chosen.reason)
        title = translate("ReportPage", "{figure} · {whose}: {count} files")
        self.files.show_files(
            title.format(figure=texts.figure(chosen.figure), whose=whose, count=grouped(len(files))), files
        )
        self._stack.setCurrentWidget(self.files)
        self.files.focus_rows()

    def _officer(self, officer_id: int) -> str:
        return "" if self.report is None else report_papers.name_of(self.report, By.OFFICER, officer_id)

    def _focus(self) -> None:
        if self._stack.currentWidget() is self.files:
            self.files.focus_rows()
        elif self._stack.currentWidget() is self.state:
            self.state.focus_first()
        else:
            table = self._in_hand if self._in_hand.isVisibleTo(self) else self.figures
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_back(self) -> None:
        """Esc: from the files to the figures, from there away."""
        if self._stack.currentWidget() is self.files:
            self._show_figures()
        else:
            self.closed.emit()

    def _save(self, kind: str) -> None:
        if self.report is not None:
            self.saving.ask_where(self.report, self._by, kind)

    def tell_status(self) -> None:
        """Say on the status line that every figure opens its files."""
        told = "" if self.report is None else translate("ReportPage", "Every figure opens its files")
        self.status_changed.emit(told)

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Give the keys that are shown on the status line."""
        return (
            ("↑ ↓ ← →", translate("MainWindow", "choose")),
            (actions.cap("open"), translate("MainWindow", "open its files")),
            (f"{actions.cap('queue-before')} ↓", translate("MainWindow", "period before, after")),
        )
