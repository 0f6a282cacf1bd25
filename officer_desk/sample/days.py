# SPDX-License-Identifier: Apache-2.0
"""The sample office's past days: when packages arrive, and when an officer does what to which file."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from officer_desk.domain.calendar import day_of, local, start_of
from officer_desk.domain.values import Kind
from officer_desk.sample.plan import Case, Fate

_BATCHES = (timedelta(hours=7, minutes=10), timedelta(hours=12, minutes=40))
_BREAK, _CLOSE = 11.5, 17.0
_SEEN_AFTER = timedelta(minutes=4)


class Doing(StrEnum):
    """What an officer does."""

    RECEIVE = "receive"
    SUPPLEMENT = "supplement"
    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"


_DOINGS = {
    Fate.RECEIVED: Doing.RECEIVE,
    Fate.SUPPLEMENT: Doing.SUPPLEMENT,
    Fate.APPROVED: Doing.APPROVE,
    Fate.REJECTED: Doing.REJECT,
    Fate.WITHDRAWN: Doing.WITHDRAW,
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One act on one file."""

    at: datetime
    doing: Doing
    case: Case


@dataclass(frozen=True, slots=True)
class Day:
    """A stretch of work: packages are taken in, then files are worked on."""

    opens_at: datetime
    arrivals: tuple[Case, ...]
    deeds: tuple[Deed, ...]


def make_days(cases: tuple[Case, ...], now: datetime, seed: int) -> list[Day]:
    """Give the stretches in the order of time; the last ends at `now`."""
    chance = Random(f"{seed}/days")
    arrivals: dict[datetime, list[Case]] = {}
    deeds: list[Deed] = []
    for case in cases:
        opens_at = _arrival(case, now)
        arrivals.setdefault(opens_at, []).append(case)
        deeds += _deeds(case, opens_at, now, chance)
    deeds.sort(key=lambda deed: (deed.at, deed.case.key, deed.doing is not Doing.RECEIVE))
    return _stretches(arrivals, deeds)


def _stretches(arrivals: dict[datetime, list[Case]], deeds: list[Deed]) -> list[Day]:
    opens = sorted(arrivals)
    ends = [*opens[1:], None]
    days: list[Day] = []
    for opens_at, end in zip(opens, ends, strict=True):
        within = [deed for deed in deeds if deed.at >= opens_at and (end is None or deed.at < end)]
        days.append(Day(opens_at, tuple(arrivals[opens_at]), tuple(within)))
    return days


def _arrival(case: Case, now: datetime) -> datetime:
    """Give the next time after the declaration at which the office takes packages in; at the latest just now."""
    submitted = case.submitted_at or now
    for days in (0, 1):
        for batch in _BATCHES:
            moment = start_of(day_of(submitted) + timedelta(days=days)) + batch
            if submitted < moment < now:
                return moment
    return max(submitted, now - timedelta(minutes=5))


def _deeds(case: Case, arrived: datetime, now: datetime, chance: Random) -> list[Deed]:
    doing = _DOINGS.get(case.fate)
    if doing is None or case.decided is None:
        return []
    moment = _moment(case.decided, now, chance)
    moment = min(max(moment, arrived + timedelta(minutes=chance.randint(6, 50))), now)
    if doing is Doing.APPROVE and case.kind is Kind.REGISTRATION and chance.random() < 0.2:
        came = max(moment - timedelta(minutes=chance.randint(5, 25)), arrived + _SEEN_AFTER / 2)
        return [Deed(min(came, moment), Doing.RECEIVE, case), Deed(moment, doing, case)]
    return [Deed(moment, doing, case)]


def _moment(days_ago: float, now: datetime, chance: Random) -> datetime:
    """Give a moment in office hours so many days ago; for 0, some time today before now."""
    if days_ago < 1:
        start = start_of(day_of(now))
        opened = max(start, min(start + timedelta(hours=7, minutes=40), now - timedelta(hours=2)))
        return opened + (now - opened) * chance.uniform(0.05, 0.97)
    day = local(now - timedelta(days=days_ago))
    # Nobody is at the counter on Saturday and Sunday.
    day -= timedelta(days=max(0, day.weekday() - 4))
    hour = chance.choice((chance.uniform(7.7, _BREAK), chance.uniform(13.1, _CLOSE)))
    moment = start_of(day.date()) + timedelta(seconds=round(hour * 3600))
    return min(moment, now)
