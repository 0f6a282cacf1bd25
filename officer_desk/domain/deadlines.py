# SPDX-License-Identifier: Apache-2.0
"""The ten calendar days that a citizen has to come (seed 004, Phụ lục 01), counted on Vietnam's calendar.

The clock stops when the citizen came or the file is decided, never because of a state. Tình trạng is derived here
as a range of submission times, so that a list can be filtered by it without storing it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from officer_desk.domain.calendar import day_of, start_of
from officer_desk.domain.values import Condition

DAYS = 10
WARN_FROM_DAY = 8


def due_on(submitted_at: datetime) -> date:
    """Give the last day on which the citizen may come."""
    return day_of(submitted_at) + timedelta(days=DAYS)


def days_left(submitted_at: datetime, stopped: bool, now: datetime) -> int | None:
    """Give whole days until the last day: 0 is the last one, below 0 is overdue; None when the clock stopped."""
    return standing(submitted_at, stopped, day_of(now))[1]


def condition(submitted_at: datetime, stopped: bool, now: datetime) -> Condition:
    """Give Tình trạng of one file."""
    return standing(submitted_at, stopped, day_of(now))[2]


def standing(submitted_at: datetime, stopped: bool, today: date) -> tuple[date, int | None, Condition]:
    """Give a file's last day, the days left and Tình trạng at once: what each row of a list shows."""
    due = due_on(submitted_at)
    if stopped:
        return due, None, Condition.STOPPED
    left = (due - today).days
    if left < 0:
        return due, left, Condition.OVERDUE
    return due, left, Condition.DUE_SOON if left <= DAYS - WARN_FROM_DAY else Condition.IN_TIME


@dataclass(frozen=True, slots=True)
class SubmittedRange:
    """Submission times with `since <= t < before`; None: no bound."""

    since: datetime | None
    before: datetime | None


def submitted_range(wanted: Condition, now: datetime) -> SubmittedRange:
    """Give when a file whose clock runs must have been submitted to be in this condition now.

    `STOPPED` has no range: it is asked by `received_at` and `decided_at`.
    """
    today = day_of(now)
    lapsed = start_of(today - timedelta(days=DAYS))
    warned = start_of(today - timedelta(days=WARN_FROM_DAY - 1))
    match wanted:
        case Condition.OVERDUE:
            return SubmittedRange(None, lapsed)
        case Condition.DUE_SOON:
            return SubmittedRange(lapsed, warned)
        case _:
            return SubmittedRange(warned, None)
