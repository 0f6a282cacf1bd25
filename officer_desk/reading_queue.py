# SPDX-License-Identifier: Apache-2.0
"""Has the desk read pictures by itself: the whole queue one after the other, an open file's at once."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from officer_desk.background import Job
from officer_desk.desk import Desk
from officer_desk.errors import DeskError
from officer_desk.office import OpenOffice

if TYPE_CHECKING:
    from officer_desk.services.picture_queue import Reader, Round

log = logging.getLogger(__name__)

_FIRST_MS = 5000
"""The officer signs in meanwhile."""
_LOOK_MS = 3000
_SETTLE_MS = 300
_AFTER_DEFECT_MS = 300_000
READ = frozenset({"picture_reading"})
_BRING_PICTURES = frozenset({"picture", "declaration"})


class ReadingQueue(QObject):
    """Works through the queue with one picture at a time; the file that is wanted first does not wait for it."""

    def __init__(self, desk: Desk, readers: "Reader", close: Callable[[], None], first_ms: int = _FIRST_MS) -> None:
        """Work for the desk, whoever is signed in; `close` ends the readers, whatever they are doing."""
        super().__init__()
        self._desk, self._readers, self._close, self._first_ms = desk, readers, close, first_ms
        self._job: Job | None = None
        self._file_job: Job | None = None
        self._file: int | None = None
        self._next_file: int | None = None
        self._running = self._busy = False
        self._switched_on = True
        self._total = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.go)
        desk.changed.connect(self._on_changed)
        desk.file_wanted.connect(self._on_file_wanted)
        desk.reading_switched.connect(self._on_switched)

    def start(self) -> None:
        """Begin."""
        self._running = True
        self._timer.start(self._first_ms)

    def stop(self) -> None:
        """Begin nothing more, and end what is being read: it is still in the queue."""
        self._running = False
        self._timer.stop()
        for job in (self._job, self._file_job):
            if job is not None:
                job.cancel()
        self._close()

    def go(self) -> None:
        """Read the next few pictures, unless that is being done already."""
        if not self._busy and self._switched_on and self._running:
            self._busy = True
            args = (self._desk.office, self._readers, self._desk.window)
            self._job = self._desk.work(
                self, _read_some, *args, then=self._on_round, otherwise=self._on_failed, progress=self._on_read
            )

    def _on_round(self, done: "Round") -> None:
        self._busy = False
        self._tell(*((done.before, done.left) if done.ours else (0, 0)))
        self._again(0 if done.read and done.left else _LOOK_MS)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, DeskError):
            log.info("reading pictures rests: %s", error.reason)
        self._again(_LOOK_MS if isinstance(error, DeskError) else _AFTER_DEFECT_MS)

    def _on_read(self, _done: int, _total: int) -> None:
        self._desk.changed.emit(READ)

    def _tell(self, before: int, left: int) -> None:
        """Count from where there was last nothing to read; more may come meanwhile."""
        self._total = max(self._total, before) if left else 0
        self._desk.reading_progressed.emit(self._total - left, self._total)

    def _again(self, after_ms: int) -> None:
        if self._running and self._switched_on:
            self._timer.start(after_ms)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & _BRING_PICTURES and not self._busy and self._timer.isActive():
            self._timer.start(min(self._timer.remainingTime(), _SETTLE_MS))

    def _on_switched(self, on: bool) -> None:
        self._switched_on = on
        if not on:
            self._timer.stop()
            if self._job is not None:
                self._job.cancel()
        elif not self._busy:
            self._again(0)

    def _on_file_wanted(self, declaration_id: int) -> None:
        """Read the file's pictures now; of several that were opened one after the other, the last."""
        if not self._running or declaration_id == self._file:
            return
        if self._file is not None:
            self._next_file = declaration_id
            if self._file_job is not None:
                self._file_job.cancel()
            return
        self._file = declaration_id
        args = (self._desk.office, self._readers, declaration_id)
        self._file_job = self._desk.work(
            self, _read_file, *args, then=self._on_file, otherwise=self._on_file_failed, progress=self._on_read
        )

    def _on_file(self, _read: int) -> None:
        self._file = None
        if self._next_file is not None:
            following, self._next_file = self._next_file, None
            self._on_file_wanted(following)

    def _on_file_failed(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            log.info("the pictures of an open file could not be read: %s", error.reason)
        self._on_file(0)


# They bring the database along: imported by the worker, while the officer signs in.


def _read_some(job: Job, office: OpenOffice, readers: "Reader", window: str) -> "Round":
    from officer_desk.services import picture_queue  # noqa: PLC0415

    return picture_queue.read_some(job, office, readers, window)


def _read_file(job: Job, office: OpenOffice, readers: "Reader", declaration_id: int) -> int:
    from officer_desk.services import picture_queue  # noqa: PLC0415

    return picture_queue.read_file(job, office, readers, declaration_id)
