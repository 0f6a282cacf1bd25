# SPDX-License-Identifier: Apache-2.0
"""Filing a stack of scanned pages: one at a time, in the background, with a way to stop."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from officer_desk.background import Job
from officer_desk.desk import Desk
from officer_desk.domain.records import Actor, StackReport
from officer_desk.gateways.page_files import PageFile
from officer_desk.office import OpenOffice
from officer_desk.services import stacks


def _file(
    given: Sequence[Path | PageFile], source: str, job: Job, office: OpenOffice, actor: Actor | None
) -> StackReport:
    return stacks.file_stack(job, office, actor, given, source)


class StackFiling(QObject):
    """It goes on while the officer works on another page."""

    came = Signal(object)
    """The `StackReport`."""
    failed = Signal(object)
    progressed = Signal(int, int)
    running_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self.running = self._looking = self._folder_failed = False

    def file(self, given: Sequence[Path | PageFile], source: str) -> None:
        """File a stack; `source`: "files", "folder", "scanner"."""
        if not self.running and given:
            self._start(partial(_file, tuple(given), source))

    def scan(self) -> None:
        """Scan what lies in the feeder, and file it."""
        if not self.running:
            self._start(stacks.scan_stack)

    def look_into_folder(self) -> None:
        """File what a scanner has written into its folder since; nothing there is nothing to tell."""
        if self.running or self._looking or self._desk.actor is None or not self._desk.office.settings.scan_folder:
            return
        self._looking = True
        self._desk.work(
            self,
            stacks.folder_has_pages,
            self._desk.office,
            self._desk.actor,
            then=self._on_looked,
            otherwise=self._on_no_folder,
        )

    def _on_looked(self, found: bool) -> None:
        self._looking = self._folder_failed = False
        if found and not self.running:
            self._start(stacks.take_folder)

    def _on_no_folder(self, error: Exception) -> None:
        """Tell once that the folder cannot be used; it is looked at again and again."""
        self._looking = False
        if not self._folder_failed:
            self._folder_failed = True
            self.failed.emit(error)

    def _start(self, service: Callable[[Job, OpenOffice, Actor | None], StackReport]) -> None:
        self.running = True
        self.running_changed.emit()
        self.progressed.emit(0, 0)
        job = self._desk.work(
            self,
            service,
            self._desk.office,
            self._desk.actor,
            then=self._on_report,
            otherwise=self._on_failed,
            progress=self.progressed.emit,
        )
        self._job = job if self.running else None

    def stop(self) -> None:
        """Stop after the page that is being filed."""
        if self._job is not None:
            self._job.cancel()

    def _on_report(self, report: StackReport) -> None:
        self._end()
        self.came.emit(report)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._job, self.running = None, False
        self.running_changed.emit()
        # Work without a session of the desk's own: who watches files and tray is told here.
        self._desk.changed.emit(stacks.WRITTEN)
