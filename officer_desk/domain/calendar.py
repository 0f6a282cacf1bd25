# SPDX-License-Identifier: Apache-2.0
"""Vietnam's days and clock: the desk stores UTC, people read Vietnamese time."""

from datetime import UTC, date, datetime, timedelta, timezone

# Vietnam has kept UTC+7 without summer time since 1975; a fixed offset needs no time-zone database.
VIETNAM = timezone(timedelta(hours=7), "ICT")
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def local(moment: datetime) -> datetime:
    """Give a moment as Vietnam's clock shows it."""
    return moment.astimezone(VIETNAM)


def day_of(moment: datetime) -> date:
    """Give the day on Vietnam's calendar."""
    return local(moment).date()


def start_of(day: date) -> datetime:
    """Give the UTC moment at which a Vietnamese day begins; the first of all days begins with the calendar."""
    return max(datetime(day.year, day.month, day.day, tzinfo=VIETNAM), _FIRST).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Give the UTC moment at which a Vietnamese day is over; the last of all days ends with the calendar."""
    return _LAST if day == date.max else start_of(day + timedelta(days=1))


def format_day(day: date) -> str:
    """Give dd/MM/yyyy."""
    return day.strftime("%d/%m/%Y")


def format_time(moment: datetime) -> str:
    """Give dd/MM/yyyy HH:mm on Vietnam's clock."""
    return local(moment).strftime("%d/%m/%Y %H:%M")


def format_seconds(moment: datetime) -> str:
    """Give dd/MM/yyyy HH:mm:ss on Vietnam's clock."""
    return local(moment).strftime("%d/%m/%Y %H:%M:%S")


def format_clock(moment: datetime) -> str:
    """Give HH:mm on Vietnam's clock."""
    return local(moment).strftime("%H:%M")
