# SPDX-License-Identifier: Apache-2.0
"""Timers only: send the outbox, do the daily run, ask HGĐ anew, notice what others changed."""

import logging
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from officer_desk.background import Job
from officer_desk.desk import Desk
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import DailyReport
from officer_desk.errors import DeskError
from officer_desk.office import OpenOffice
from officer_desk.services import audit

if TYPE_CHECKING:
    from officer_desk.services.delivery import DeliveryReport

log = logging.getLogger(__name__)

_LOOK_MS = 1000
_SEND_MS = 2000
_AFTER_DEFECT_MS = 300_000
_TRY_RUN_AGAIN = timedelta(minutes=10)
_LOOK_AT_EXTRACT = timedelta(minutes=1)
EVERYTHING = frozenset(
    {
        "declaration", "picture", "assessment", "account", "outbox_message", "trace_entry", "assignment", "escalation",
        "second_look", "signed_page",
    }
)  # fmt: skip


class ChangeWatch(QObject):
    """Asks once a second for the newest row of the trace, and whether a file changed hands."""

    def __init__(self, desk: Desk) -> None:
        """Watch from the first look on."""
        super().__init__()
        self._desk = desk
        self._seen: tuple[int | None, datetime | None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.setSingleShot(True)  # the next look begins when this one has its answer
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to watch."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _look(self) -> None:
        self._desk.ask(self, audit.newest, then=self._on_row, otherwise=self._on_failed)

    def _on_row(self, newest: tuple[int | None, datetime | None]) -> None:
        if self._seen is not None and newest != self._seen:
            self._desk.changed.emit(EVERYTHING)
        self._seen = newest
        self._timer.start()

    def _on_failed(self, error: Exception) -> None:
        self._timer.start()


class Dispatcher(QObject):
    """Sends what is due every few seconds, and does the daily run at start and whenever a new day has begun.

    Once a minute it looks whether a newer extract of HGĐ has come, and asks it for all undecided files.

    One at a time: the next go begins when the one before has its answer.
    """

    def __init__(self, desk: Desk, pause_ms: int = _SEND_MS) -> None:
        """Work for the desk's office, whoever is signed in."""
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._done_on: date | None = None
        self._not_before: datetime | None = None
        self._looked_at: datetime | None = None
        self._running = False
        self._timer = QTimer(self)
        self._pause_ms = pause_ms
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go)

    def start(self) -> None:
        """Begin."""
        self._running = True
        self._timer.start(self._pause_ms)

    def stop(self) -> None:
        """Begin nothing more; what hangs is cut, and tried again another time."""
        self._running = False
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()

    def go(self) -> None:
        """Do what is due now: the day's run before anything else."""
        office, now = self._desk.office, self._desk.now()
        if day_of(now) != self._done_on and (self._not_before is None or now >= self._not_before):
            self._not_before = now + _TRY_RUN_AGAIN
            self._job = self._desk.work(self, _run_day, office, then=self._on_run, otherwise=self._on_failed)
            return
        if self._looked_at is None or abs(now - self._looked_at) >= _LOOK_AT_EXTRACT:
            self._looked_at = now
            self._job = self._desk.work(self, _ask_anew, office, then=self._on_asked, otherwise=self._on_failed)
            return
        self._job = self._desk.work(self, _send, office, then=self._on_sent, otherwise=self._on_failed)

    def _on_run(self, report: DailyReport) -> None:
        # What could not be erased just now (a backup holds the database) is tried again soon.
        if not report.clock_wrong and not report.leftovers:
            self._done_on, self._not_before = day_of(self._desk.now()), None
        if report.reminded or report.expired or report.purged:
            self._desk.changed.emit(EVERYTHING)
        self._again()

    def _on_asked(self, changed: int) -> None:
        if changed:
            self._desk.changed.emit(EVERYTHING)
        self._again(0)

    def _on_sent(self, report: "DeliveryReport") -> None:
        if report.written:
            self._desk.changed.emit(report.written)
        self._again()

    def _on_failed(self, error: Exception) -> None:
        """Say nothing on the screen for what passes by itself; the page «Tin nhắn» shows what waits."""
        if isinstance(error, DeskError):
            log.info("the dispatcher rests: %s", error.reason)
            self._again()
        else:
            self._again(_AFTER_DEFECT_MS)  # whoever has been told of it once need not be told every other second

    def _again(self, after_ms: int | None = None) -> None:
        self._job = None
        if self._running:
            self._timer.start(self._pause_ms if after_ms is None else after_ms)


# They bring much along (mail, forms): imported by the worker, while the officer signs in.


def _run_day(job: Job, office: OpenOffice) -> DailyReport:
    from officer_desk.services import daily  # noqa: PLC0415

    return daily.run(job, office)


def _ask_anew(job: Job, office: OpenOffice) -> int:
    from officer_desk.services import asking  # noqa: PLC0415

    return asking.renew(job, office)


def _send(job: Job, office: OpenOffice) -> "DeliveryReport":
    from officer_desk.services import delivery  # noqa: PLC0415

    return delivery.deliver(job, office, until_empty=False)
