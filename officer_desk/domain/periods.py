# SPDX-License-Identifier: Apache-2.0
"""The spans of time that a report is about: whole days of Vietnam's calendar, both ends included."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from officer_desk.domain.calendar import start_of


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
        return start_of(self.last + timedelta(days=1))


def around(span: Span, day: date) -> Period:
    """Give the day itself, its week from Monday on, or its month; any period begins as that one day."""
    match span:
        case Span.WEEK:
            first = day - timedelta(days=day.weekday())
            return Period(span, first, first + timedelta(days=6))
        case Span.MONTH:
            first = day.replace(day=1)
            return Period(span, first, _first_of_next(first) - timedelta(days=1))
        case _:
            return Period(span, day, day)


def shifted(period: Period, by: int) -> Period:
    """Give the period `by` places later (earlier: below 0): the next day, week, month, or as many days again."""
    if period.span is Span.ANY:
        days = timedelta(days=((period.last - period.first).days + 1) * by)
        return Period(Span.ANY, period.first + days, period.last + days)
    day = period.first
    for _ in range(abs(by)):
        day = around(period.span, day).last + timedelta(days=1) if by > 0 else day - timedelta(days=1)
        day = around(period.span, day).first
    return around(period.span, day)


def _first_of_next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
