# SPDX-License-Identifier: Apache-2.0
"""Making a report and writing it to a file: one of each at a time, in the background, with a way to stop."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from officer_desk import texts
from officer_desk.background import Job
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.figures import By
from officer_desk.domain.records import PaperReport, PeriodReport, ReportQuery
from officer_desk.services import report_papers, reports
from officer_desk.views import dialogs
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.sidebar import grouped
from officer_desk.views.widgets import Button


class ReportMaking(QObject):
    """Counts a period; a new question takes the place of the open one."""

    came = Signal(object)
    """The `PeriodReport`."""
    failed = Signal(object)
    stopped = Signal()
    progressed = Signal(int, int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._open: ReportQuery | None = None

    @property
    def waiting(self) -> bool:
        """Tell whether a report is being made."""
        return self._open is not None

    def ask(self, query: ReportQuery) -> None:
        """Make a report; what is under way for another question is dropped."""
        self.stop()
        self._open = query
        job = self._desk.work(
            self,
            reports.make,
            self._desk.office,
            self._desk.actor,
            query,
            then=partial(self._on_report, query),
            otherwise=partial(self._on_failed, query),
            progress=partial(self._on_progress, query),
        )
        self._job = job if self.waiting else None

    def stop(self) -> None:
        """Let go of the open question."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._open = None

    def _on_report(self, query: ReportQuery, report: PeriodReport | None) -> None:
        if query is not self._open:
            return
        self._job = self._open = None
        if report is None:
            self.stopped.emit()
        else:
            self.came.emit(report)

    def _on_failed(self, query: ReportQuery, error: Exception) -> None:
        if query is self._open:
            self._job = self._open = None
            self.failed.emit(error)

    def _on_progress(self, query: ReportQuery, done: int, total: int) -> None:
        if query is self._open:
            self.progressed.emit(done, total)


class StripWork(QObject):
    """Long work whose progress stands on the page's line, with a way to stop it."""

    def __init__(self, line: MessageStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        self._job: Job | None = None
        self._head = self._unit = ""
        self.running = False

    def begin(self, head: str, unit: str, start: Callable[[], Job]) -> None:
        """Say what is being done, and do it; `unit`: words with the places {done} and {total}."""
        self.running, self._head, self._unit = True, head, unit
        self._line.show_message("information", head)
        stop = Button(translate("StripWork", "Stop"))
        stop.clicked.connect(self.stop)
        self._line.line.add_action(stop)
        job = start()
        self._job = job if self.running else None

    def stop(self) -> None:
        """Ask the work to stop."""
        if self._job is not None:
            self._job.cancel()

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is."""
        if self.running:
            self._line.line.set_words(self._head, self._unit.format(done=grouped(done), total=grouped(total)))

    def end(self, tone: str, head: str, text: str) -> None:
        """Say what came of it."""
        self._job, self.running = None, False
        self._line.show_message(tone, head, text, closable=True)


class ReportSaving(QObject):
    """Asks where a report is to be written, and writes it."""

    def __init__(self, desk: Desk, line: MessageStrip, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.work = StripWork(line, self)

    def ask_where(self, report: PeriodReport, by: By, kind: str) -> None:
        """Ask for a place; the name suggested tells the period, and nothing else."""
        period = report.query.period
        words = translate("ReportSaving", "report")
        suggested = f"{words}-{period.first.isoformat()}-{period.last.isoformat()}.{kind}"
        title = translate("ReportSaving", "Where is the report to be written?")
        path = None if self.work.running else dialogs.choose_save(self._page, title, suggested)
        if path is not None:
            self.write(report, by, path)

    def write(self, report: PeriodReport, by: By, path: Path) -> None:
        """Write a report."""
        self.work.begin(
            translate("ReportSaving", "The report is being written."),
            translate("ReportSaving", "{done} of {total}"),
            lambda: self._desk.work(
                self,
                report_papers.write,
                self._desk.office,
                self._desk.actor,
                report,
                by,
                path,
                then=self._on_written,
                otherwise=self._on_failed,
                progress=self.work.show_progress,
            ),
        )

    def _on_written(self, written: PaperReport) -> None:
        if written.whole:
            self.work.end("success", translate("ReportSaving", "The report was written."), written.name)
        else:
            self.work.end(
                "information",
                translate("ReportSaving", "Writing was stopped."),
                translate("ReportSaving", "No file was written."),
            )

    def _on_failed(self, error: Exception) -> None:
        self.work.end("red", translate("ReportSaving", "The report was not written."), texts.sentence(error))
