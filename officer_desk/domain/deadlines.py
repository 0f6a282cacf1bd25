# SPDX-License-Identifier: Apache-2.0
"""The days that are given: to come (seed 004, Phụ lục 01), to bring what lacks, to bring an expired file back.

All are calendar days of Vietnam, whatever the hour. The ten days count from `clock_from`: the submission, or the day on
which the file was brought back or reopened. Their clock stops when the citizen came or the file is decided, never
because of a state. Tình trạng is derived here as a range of times, so that a list can be filtered by it without
storing it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from officer_desk.domain.calendar import day_of, start_of
from officer_desk.domain.values import Condition

DAYS = 10
WARN_FROM_DAY = 8
RESTORE_DAYS = 3
"""How long an expired file can be brought back before its data are destroyed."""


def due_on(clock_from: datetime) -> date:
    """Give the last day on which the citizen may come."""
    return day_of(clock_from) + timedelta(days=DAYS)


def days_left(clock_from: datetime, stopped: bool, now: datetime) -> int | None:
    """Give whole days until the last day: 0 is the last one, below 0 is overdue; None when the clock stopped."""
    return standing(clock_from, stopped, day_of(now))[1]


def condition(clock_from: datetime, stopped: bool, now: datetime) -> Condition:
    """Give Tình trạng of one file."""
    return standing(clock_from, stopped, day_of(now))[2]


def standing(clock_from: datetime, stopped: bool, today: date) -> tuple[date, int | None, Condition]:
    """Give a file's last day, the days left and Tình trạng at once: what each row of a list shows."""
    due = due_on(clock_from)
    if stopped:
        return due, None, Condition.STOPPED
    left = (due - today).days
    if left < 0:
        return due, left, Condition.OVERDUE
    return due, left, Condition.DUE_SOON if left <= DAYS - WARN_FROM_DAY else Condition.IN_TIME


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Times with `since <= t < before`; None: no bound."""

    since: datetime | None
    before: datetime | None


def clock_range(wanted: Condition, now: datetime) -> TimeRange:
    """Give from when the days of a file whose clock runs must count for it to be in this condition now.

    `STOPPED` has no range: it is asked by `received_at` and `decided_at`.
    """
    warned = _began_before(WARN_FROM_DAY - 1, now)
    match wanted:
        case Condition.OVERDUE:
            return TimeRange(None, lapsed_before(now))
        case Condition.DUE_SOON:
            return TimeRange(lapsed_before(now), warned)
        case _:
            return TimeRange(warned, None)


def lapsed_before(now: datetime) -> datetime:
    """Give the moment before which the ten days of a file must have begun to be over now."""
    return _began_before(DAYS, now)


def remind_range(remind_day: int, now: datetime) -> TimeRange | None:
    """Give from when the days of the files count whose citizens are to be reminded now; None: nobody is."""
    if remind_day <= 0:
        return None
    return TimeRange(lapsed_before(now), _began_before(remind_day - 1, now))


def supplement_due_on(asked_at: datetime, days: int) -> date:
    """Give the last day for bringing what was asked of a citizen who came."""
    return day_of(asked_at) + timedelta(days=days)


def supplement_lapsed_before(days: int, now: datetime) -> datetime:
    """Give the moment before which a supplement must have been asked for to be overdue now."""
    return _began_before(days, now)


def restore_until(expired_at: datetime) -> date:
    """Give the last day on which an expired file can be brought back."""
    return day_of(expired_at) + timedelta(days=RESTORE_DAYS)


def destroyed_from(expired_at: datetime) -> date:
    """Give the day on which the data of an expired file are destroyed."""
    return restore_until(expired_at) + timedelta(days=1)


def can_restore(expired_at: datetime, now: datetime) -> bool:
    """Say whether an expired file can still be brought back."""
    return day_of(now) <= restore_until(expired_at)


def restore_lapsed_before(now: datetime) -> datetime:
    """Give the moment before which a file must have expired for its data to be destroyed now."""
    return _began_before(RESTORE_DAYS, now)


def _began_before(days: int, now: datetime) -> datetime:
    """Give the first moment of the day that lies so many days back: what began before it has had them all."""
    return start_of(day_of(now) - timedelta(days=days))
