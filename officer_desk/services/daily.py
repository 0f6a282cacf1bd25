# SPDX-License-Identifier: Apache-2.0
"""The daily run: remind, let expire, destroy. Each file in a transaction of its own, so it may end at any point.

What was done is done; the next run finds the rest as due. On a clock that stands before what the desk has recorded
nothing is done: whatever it took away could not be told from what is due.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain import deadlines
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import DailyReport, DueFile
from officer_desk.errors import Refused
from officer_desk.models.database import trouble_in_words
from officer_desk.models.tables import Mark, TraceEntry
from officer_desk.services import expiry, holding, purging, sealing
from officer_desk.services.context import Context, by_itself
from officer_desk.services.work import Door, Watch

log = logging.getLogger(__name__)

DONE = "daily-run"
"""The mark of the newest run that came to its end."""
_SLACK = timedelta(minutes=5)
_Batch = tuple[tuple[DueFile, ...], expiry.Place | None]


@dataclass
class _Run:
    job: Watch
    office: Door
    dry_run: bool
    done: dict[str, list[DueFile]] = field(default_factory=lambda: {"remind": [], "expire": [], "purge": []})

    passed_over: int = 0

    def go(self, what: str, files: Iterator[DueFile], act: Callable[[Session, Context, int], bool]) -> None:
        """Do one thing to all files that are due for it."""
        for file in files:
            if self.job.cancelled:
                return
            if self.dry_run or self._act(file, act):
                self.done[what].append(file)
                count = sum(map(len, self.done.values()))
                self.job.progress(count, count)

    def _act(self, file: DueFile, act: Callable[[Session, Context, int], bool]) -> bool:
        context = self.office.context(by_itself(file.office_code))
        try:
            with self.office.database.writing.begin() as session:
                return act(session, context, file.declaration_id)
        except (Refused, OSError) as error:
            # One file (a broken text of the reminder) must not keep the others from their day.
            why = error.reason if isinstance(error, Refused) else type(error).__name__
            log.warning("the daily run passed over file %d: %s", file.declaration_id, why)
            self.passed_over += 1
            return False


def run(job: Watch, office: Door, *, dry_run: bool = False) -> DailyReport:
    """Remind, expire and destroy what is due in all offices of the data folder; `dry_run` only lists it.

    May be run at any time, as often as one likes, and by several desks at once.
    """
    with trouble_in_words():
        context = office.context(None)
        if clock_is_wrong(office, context):
            log.warning("the clock stands before the newest record: the daily run does nothing")
            return DailyReport((), (), (), clock_wrong=True)
        if not dry_run:
            _release(office)
        work = _Run(job, office, dry_run)
        codes = _read(office, expiry.offices, context)
        for code in codes:
            work.go("remind", _all(office, context, partial(expiry.to_remind, code)), expiry.remind)
        for code in codes:
            lapsed = _all(office, context, partial(expiry.to_expire, code))
            work.go("expire", _with_end(lapsed, context.now), expiry.expire)
        work.go("purge", _all(office, context, expiry.to_destroy), purging.purge)
        left = 0 if dry_run else purging.clear_away(office)
        if not dry_run:
            sealing.seal_pictures(job, office)
        if not dry_run and not job.cancelled:
            _mark(office, context)
        done = work.done
        return DailyReport(
            tuple(done["remind"]), tuple(done["expire"]), tuple(done["purge"]), leftovers=left + work.passed_over
        )


def clock_is_wrong(office: Door, context: Context) -> bool:
    """Say whether the clock stands clearly before the newest row of the trace or the newest run."""
    with office.database.reading() as session:
        newest = session.scalar(select(TraceEntry.at).order_by(TraceEntry.id.desc()).limit(1))
        last = session.get(Mark, DONE)
    seen = [at for at in (newest, None if last is None else last.at) if at is not None]
    return any(at > context.now + _SLACK for at in seen)


def is_due(session: Session, context: Context) -> bool:
    """Say whether no run of this day has come to its end yet."""
    last = session.get(Mark, DONE)
    return last is None or day_of(last.at) != day_of(context.now)


def _release(office: Door) -> None:
    """Let decisions take effect first that waited for «Hoàn tác» when the desk was last closed."""
    released = 1
    while released:
        with office.database.writing.begin() as session:
            released = holding.release_due(session, office.context(None))


def _all(
    office: Door, context: Context, batch: Callable[[expiry.Place | None, Session, Context], _Batch]
) -> Iterator[DueFile]:
    end: expiry.Place | None = None
    while True:
        with office.database.reading() as session:
            files, end = batch(end, session, context)
        yield from files
        if end is None:
            return


def _with_end(files: Iterator[DueFile], now: datetime) -> Iterator[DueFile]:
    """Say of files that expire now when their data will be destroyed."""
    return (replace(file, destroyed_from=deadlines.destroyed_from(now)) for file in files)


def _read(office: Door, question: Callable[[Session, Context], tuple[str, ...]], context: Context) -> tuple[str, ...]:
    with office.database.reading() as session:
        return question(session, context)


def _mark(office: Door, context: Context) -> None:
    with office.database.writing.begin() as session:
        session.merge(Mark(name=DONE, value=day_of(context.now).isoformat(), at=context.now))
