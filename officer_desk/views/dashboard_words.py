# SPDX-License-Identifier: Apache-2.0
"""The words of the board: names of its lists, what stands under its numbers, notes, times."""

from collections.abc import Callable
from datetime import date, datetime

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.boards import OLDEST, BoardList
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import BoardNote, BoardNumbers, BoardQuery
from officer_desk.domain.values import Queue
from officer_desk.views.sidebar import count_words

LOOKS = {
    BoardList.WAITING: ("circle", "waiting"),
    BoardList.DUE_SOON: ("alarm-clock", "incomplete"),
    BoardList.INCOMPLETE: ("file-plus-corner", "incomplete"),
    BoardList.NAME_DIFFERS: ("close-match", "incomplete"),
    BoardList.NOT_FOUND: ("info", "progress"),
    BoardList.DONE_TODAY: ("check-check", "approved"),
}
"""The six numbers in their order, each with its icon and colour."""
_URGENT_FIRST = frozenset({BoardList.DUE_SOON, BoardList.DUE_TODAY, BoardList.AGE})
_SECOND = {
    BoardList.DUE_SOON: BoardList.DUE_TODAY,
    BoardList.INCOMPLETE: BoardList.SUPPLEMENT_OVERDUE,
    BoardList.NOT_FOUND: BoardList.NOT_ASKED,
}
_NEWEST_FIRST = frozenset({BoardList.DONE_TODAY, BoardList.DECIDED_ON, BoardList.REFUSED_FOR, BoardList.DONE_BY})


def name(what: BoardList) -> str:
    """Name a number without a key."""
    return {
        BoardList.OPEN: translate("Dashboard", "All undecided files"),
        BoardList.WAITING: texts.queue(Queue.WAITING),
        BoardList.DUE_SOON: texts.queue(Queue.DUE_SOON),
        BoardList.DUE_TODAY: translate("Dashboard", "Last day is today"),
        BoardList.INCOMPLETE: texts.queue(Queue.INCOMPLETE),
        BoardList.SUPPLEMENT_OVERDUE: texts.queue(Queue.SUPPLEMENT_OVERDUE),
        BoardList.NAME_DIFFERS: translate("Dashboard", "Name differs from HGĐ"),
        BoardList.NOT_FOUND: translate("Dashboard", "Not found in HGĐ"),
        BoardList.NOT_ASKED: translate("Dashboard", "HGĐ not asked yet"),
        BoardList.DONE_TODAY: translate("Dashboard", "Decided today"),
    }[what]


def title(query: BoardQuery, officer: Callable[[int], str]) -> str:
    """Name a list; `officer` gives a name by id."""
    match query.what, query.key:
        case BoardList.AGE, int(days):
            words = translate("Dashboard", "Waiting for {days} days and more") if days >= OLDEST else _waiting(days)
            return words.format(days=days)
        case BoardList.RECEIVED_ON, date() as day:
            return translate("Dashboard", "Received on {day}").format(day=f"{day:%d/%m}")
        case BoardList.DECIDED_ON, date() as day:
            return translate("Dashboard", "Decided on {day}").format(day=f"{day:%d/%m}")
        case BoardList.REFUSED_FOR, str(reason):
            return translate("Dashboard", "Refused: {reason}").format(reason=texts.refusal_reason(reason))
        case BoardList.HELD_BY, int(officer_id):
            return translate("Dashboard", "In the hands of {name}").format(name=officer(officer_id))
        case BoardList.DONE_BY, int(officer_id):
            return translate("Dashboard", "Decided today by {name}").format(name=officer(officer_id))
        case what, _:
            return name(what)


def _waiting(days: int) -> str:
    return (
        translate("Dashboard", "Waiting for 1 day") if days == 1 else translate("Dashboard", "Waiting for {days} days")
    )


def order(query: BoardQuery) -> str:
    """Say in which order a list stands."""
    if query.what in _URGENT_FIRST:
        return translate("Dashboard", "most urgent first")
    return (
        translate("Dashboard", "newest first")
        if query.what in _NEWEST_FIRST
        else translate("Dashboard", "oldest first")
    )


def second(what: BoardList, numbers: BoardNumbers) -> tuple[str, BoardList | None]:
    """Give what stands under a number, and the list that it opens where it counts files."""
    below = _SECOND.get(what)
    count = 0 if below is None else numbers.counts.get(below, 0)
    opens = below if count else None
    match what:
        case BoardList.WAITING:
            return _oldest(numbers.oldest_days), None
        case BoardList.DUE_SOON:
            words = translate("Dashboard", "{count} on the last day")
        case BoardList.INCOMPLETE:
            words = translate("Dashboard", "{count} overdue")
        case BoardList.NOT_FOUND if count:
            words = translate("Dashboard", "{count} not asked yet")
        case BoardList.NOT_FOUND:
            return translate("Dashboard", "to be guided"), None
        case BoardList.NAME_DIFFERS:
            return translate("Dashboard", "kept for a look"), None
        case _:
            return _typical(numbers.typical_seconds), None
    return words.format(count=count_words(count)), opens


def _oldest(days: int | None) -> str:
    if days is None:
        return translate("Dashboard", "nobody waits")
    if days == 1:
        return translate("Dashboard", "the oldest for 1 day")
    return translate("Dashboard", "the oldest for {days} days").format(days=days)


def _typical(seconds: int | None) -> str:
    if seconds is None:
        return translate("Dashboard", "time not measured")
    return translate("Dashboard", "usually in {time}").format(time=duration(seconds))


def duration(seconds: int) -> str:
    """Give «3 phút 40», «40 giây», «1 giờ 05»."""
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return translate("Dashboard", "{hours} h {minutes}").format(hours=hours, minutes=f"{minutes:02d}")
    if minutes:
        return translate("Dashboard", "{minutes} min {seconds}").format(minutes=minutes, seconds=f"{seconds % 60:02d}")
    return translate("Dashboard", "{seconds} s").format(seconds=seconds)


def note(value: BoardNote | None, now: datetime) -> str:
    """Say what a supervisor should know of a file first."""
    if value is None:
        return ""
    match value.kind:
        case "question":
            return translate("Dashboard", "Asks: {words}").format(words=value.words)
        case "lacks":
            return translate("Dashboard", "Lacks {pictures}").format(pictures=texts.picture_roles(value.roles))
        case "asked":
            return value.words
        case "name-differs":
            return name(BoardList.NAME_DIFFERS)
        case "not-found":
            return name(BoardList.NOT_FOUND)
        case "reminded" if value.at is not None and day_of(value.at) == day_of(now):
            return translate("Dashboard", "Reminded today")
        case "reminded" if value.at is not None:
            return translate("Dashboard", "Reminded on {day}").format(day=f"{day_of(value.at):%d/%m}")
        case "spent":
            return duration(value.seconds)
        case _:
            return translate("Dashboard", "Opened by nobody")
