# SPDX-License-Identifier: Apache-2.0
"""The figures of the period report, and how one file counts in them; docs/reports.md says the same in words.

A file counts by its own history: the moves of its state as the trace has them, in their order. A decision that was
taken back («Hoàn tác») never was, whenever it was taken back. A file is in the report of a period when it was undecided
at some moment of it, and then stands in exactly one figure of each side:

    carried over + received + opened again = approved + refused + expired + withdrawn + in progress

Late and returned for supplement are counted beside these.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from officer_desk.domain import deadlines
from officer_desk.domain.calendar import day_of
from officer_desk.domain.values import State
from officer_desk.domain.workflow import UNDECIDED, Act


class Figure(StrEnum):
    """One number of the report, in the order of its columns."""

    CARRIED = "carried-over"
    RECEIVED = "received"
    AGAIN = "opened-again"
    SUPPLEMENT = "returned-for-supplement"
    LATE = "late"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    OPEN = "in-progress"


class By(StrEnum):
    """By what the figures are told apart."""

    OFFICE = "office"
    CHANNEL = "channel"
    KIND = "kind"
    OFFICER = "officer"


IN: Final = (Figure.CARRIED, Figure.RECEIVED, Figure.AGAIN)
OUT: Final = (Figure.APPROVED, Figure.REFUSED, Figure.EXPIRED, Figure.WITHDRAWN, Figure.OPEN)
"""The two sides that balance."""
OWN_WORDS, DESTROYED = "own-words", "destroyed"
"""In the place of a reason: it was refused with words of the officer's own; what was judged is destroyed."""

PUT_PICTURE: Final = "put-picture"
"""The act by which an incomplete file goes on; in the trace it has its own name."""
MOVES: Final = frozenset({*Act, PUT_PICTURE})
"""Acts that move a file from one state to another; each names `to`, and `from` unless it is the import."""
_DEALING: Final = frozenset(
    {Act.RECEIVE, Act.SUPPLEMENT, Act.APPROVE, Act.REJECT, Act.WITHDRAW, Act.REOPEN, Act.BRING_BACK}
)
_OUTCOMES: Final = {
    State.APPROVED: Figure.APPROVED,
    State.REJECTED: Figure.REFUSED,
    State.EXPIRED: Figure.EXPIRED,
    State.WITHDRAWN: Figure.WITHDRAWN,
}


class Move(NamedTuple):
    """One row of the trace that moved a file. `officer_id` 0: nobody at a desk did it."""

    at: datetime
    act: str
    source: State | None
    target: State
    officer_id: int
    act_key: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How one file counts."""

    figures: frozenset[Figure]
    state: State
    """At the end of the period."""
    officer_id: int
    """Who dealt with it last, until then; 0: nobody yet."""
    refusal: str | None
    """The act key of the refusal in which it stands."""


def tally(
    moves: Iterable[Move], submitted_at: datetime, start: datetime, end: datetime, supplement_days: int
) -> Tally | None:
    """Say how a file with these moves counts from `start` until before `end`; None: it has no part in it."""
    history = [move for move in _kept(moves) if move.at < end]
    before = [move for move in history if move.at < start]
    within = [move for move in history if move.at >= start]
    side = _came_in(before, within)
    if side is None:
        return None
    state = history[-1].target
    figures = {side, _OUTCOMES.get(state, Figure.OPEN)}
    if any(move.act == Act.SUPPLEMENT for move in within):
        figures.add(Figure.SUPPLEMENT)
    # What expired has a figure of its own: there the days ran out for the citizen.
    if state is not State.EXPIRED and _is_late(history, submitted_at, end, supplement_days):
        figures.add(Figure.LATE)
    dealt = (move.officer_id for move in reversed(history) if move.act in _DEALING and move.officer_id)
    refusal = history[-1].act_key if state is State.REJECTED else None
    return Tally(frozenset(figures), state, next(dealt, 0), refusal)


def _kept(moves: Iterable[Move]) -> list[Move]:
    """Give the moves without the decisions that were taken back: each was the last move before."""
    kept: list[Move] = []
    for move in moves:
        if move.act == Act.TAKE_BACK:
            del kept[-1:]
        else:
            kept.append(move)
    return kept


def _came_in(before: Sequence[Move], within: Sequence[Move]) -> Figure | None:
    if not before:
        return Figure.RECEIVED if within else None
    if before[-1].target in UNDECIDED:
        return Figure.CARRIED
    again = any(move.target in UNDECIDED for move in within)
    return Figure.AGAIN if again else None


def _is_late(history: Sequence[Move], submitted_at: datetime, end: datetime, supplement_days: int) -> bool:
    """Say whether a term ran out before the citizen came, the file was decided, or the period ended."""
    decided = history[-1].target not in UNDECIDED
    moment = history[-1].at if decided else end - timedelta(microseconds=1)
    clock_from, received, asked = submitted_at, None, None
    for move in history[:-1] if decided else history:
        if move.act in {Act.REOPEN, Act.BRING_BACK}:
            clock_from = move.at
        if move.act == Act.RECEIVE:
            received = received or move.at
        waits = received is not None and move.target is State.INCOMPLETE
        asked = (asked or move.at) if waits else None
    if asked is not None and day_of(moment) > deadlines.supplement_due_on(asked, supplement_days):
        return True
    return day_of(received or moment) > deadlines.due_on(clock_from)
