# SPDX-License-Identifier: Apache-2.0
"""The spans of time that a report is about: whole days of Vietnam's calendar, both ends included."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from officer_desk.domain.calendar import end_of, start_of


class Span(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day."""

    span: Span
    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The moment at which the first day begins."""
        return start_of(self.first)

    @property
    def end(self) -> datetime:
        """The moment after the last day: no longer in the period."""
        return end_of(self.last)


def around(span: Span, day: date) -> Period:
    """Give the day itself, its week from Monday on, or its month; any period begins as that one day."""
    match span:
        case Span.WEEK:
            first = day - timedelta(days=day.weekday())
            return Period(span, first, first + min(timedelta(days=6), date.max - first))
        case Span.MONTH:
            return Period(span, day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
        case _:
            return Period(span, day, day)


def shifted(period: Period, by: int) -> Period:
    """Give the period `by` places later (earlier: below 0): the next day, week, month, or as many days again.

    Where the calendar ends, the period stays.
    """
    try:
        return _shifted(period, by)
    except OverflowError:
        return period


def _shifted(period: Period, by: int) -> Period:
    if period.span is Span.ANY:
        days = timedelta(days=((period.last - period.first).days + 1) * by)
        return Period(Span.ANY, period.first + days, period.last + days)
    day = period.first
    for _ in range(abs(by)):
        day = around(period.span, day).last + timedelta(days=1) if by > 0 else day - timedelta(days=1)
        day = around(period.span, day).first
    return around(period.span, day)
