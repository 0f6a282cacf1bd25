# SPDX-License-Identifier: Apache-2.0
"""Filing a stack of scanned pages: one at a time, in the background, with a way to stop."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from officer_desk.background import Job
from officer_desk.desk import Desk
from officer_desk.domain.records import StackReport
from officer_desk.gateways.page_files import PageFile
from officer_desk.services import stacks


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
        self.running = False

    def file(self, given: Sequence[Path | PageFile], source: str) -> None:
        """File a stack; `source`: "files", "folder", "scanner"."""
        if self.running or not given:
            return
        self.running = True
        self.running_changed.emit()
        self.progressed.emit(0, 0)
        job = self._desk.work(
            self,
            stacks.file_stack,
            self._desk.office,
            self._desk.actor,
            tuple(given),
            source,
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
