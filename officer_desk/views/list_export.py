# SPDX-License-Identifier: Apache-2.0
"""«Xuất danh sách»: asks where to, shows how far it is on the list's own line, and can be stopped."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from officer_desk import texts
from officer_desk.background import Job
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import local
from officer_desk.domain.records import ExportReport, SearchQuery
from officer_desk.services import exports
from officer_desk.views import dialogs
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.sidebar import grouped
from officer_desk.views.widgets import Button


class ListExport(QObject):
    """One export at a time; the list goes on working meanwhile."""

    def __init__(self, desk: Desk, line: MessageStrip, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._line, self._page = desk, line, parent
        self._job: Job | None = None
        self._running = False
        self._path = Path()

    @property
    def running(self) -> bool:
        """Tell whether a list is being written."""
        return self._running

    def fill_menu(self, menu: QMenu, query: SearchQuery) -> None:
        """Offer the kinds of files."""
        for words, kind in (
            (translate("ListExport", "Excel (.xlsx)"), exports.EXCEL),
            (translate("ListExport", "CSV (.csv)"), exports.CSV),
        ):
            menu.addAction(words, lambda kind=kind: self.ask_where(query, kind))

    def ask_where(self, query: SearchQuery, kind: str) -> None:
        """Ask where the list is to be written, and write it; the name suggested tells when, and nothing else."""
        time = local(self._desk.now()).strftime("%Y-%m-%d-%H%M")
        name = translate("ListExport", "list-of-files")
        suggested = f"{name}-{time}.{kind}"
        title = translate("ListExport", "Where is the list to be written?")
        path = dialogs.choose_save(self._page, title, suggested)
        if path is not None:
            self.write(query, path)

    def write(self, query: SearchQuery, path: Path) -> None:
        """Write the list of a question."""
        if self._running:
            return
        self._running, self._path = True, path
        self._line.show_message("information", translate("ListExport", "The list is being written."))
        stop = Button(translate("ListExport", "Stop"))
        stop.clicked.connect(self.stop)
        self._line.line.add_action(stop)
        job = self._desk.work(
            self,
            exports.export,
            self._desk.office,
            self._desk.actor,
            query,
            path,
            then=self._on_report,
            otherwise=self._on_failed,
            progress=self._show_progress,
        )
        self._job = job if self._running else None

    def stop(self) -> None:
        """Stop; no file is left."""
        if self._job is not None:
            self._job.cancel()

    def _show_progress(self, done: int, total: int) -> None:
        if self._running:
            words = translate("ListExport", "{done} of {total} files").format(done=grouped(done), total=grouped(total))
            self._line.line.set_words(translate("ListExport", "The list is being written."), words)

    def _end(self) -> None:
        self._job, self._running = None, False

    def _on_report(self, report: ExportReport) -> None:
        self._end()
        if report.whole:
            words = translate("ListExport", "{rows} files in {file}.")
            words = words.format(rows=grouped(report.rows), file=self._path.name)
            head, tone = translate("ListExport", "The list was written."), "success"
        else:
            head, tone = translate("ListExport", "The export was stopped."), "information"
            words = translate("ListExport", "No file was written.")
        self._line.show_message(tone, head, words, closable=True)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        head = translate("ListExport", "The list was not written.")
        self._line.show_message("red", head, texts.sentence(error), closable=True)
