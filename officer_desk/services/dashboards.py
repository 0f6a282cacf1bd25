# SPDX-License-Identifier: Apache-2.0
"""«Giám sát»: the numbers of the office's queue, its plots, and the files behind each number.

A number is counted by the very conditions that its list is asked by, so that both agree. Counts are capped; those of
the plots go over an index alone, and no further back than four weeks.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, exists, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from officer_desk.domain import deadlines
from officer_desk.domain.boards import MOST_ROWS, NUMBERS, OLDEST, QUEUES, WEEKS_DAYS, BoardList
from officer_desk.domain.calendar import VIETNAM, day_of, end_of, start_of
from officer_desk.domain.figures import OWN_WORDS
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import (
    BoardCharts,
    BoardNumbers,
    BoardPage,
    BoardQuery,
    BoardRow,
    DayCount,
    ReasonCount,
)
from officer_desk.domain.values import HgdAnswer, State, Verdict
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.models.tables import Assessment, Assignment, Claim
from officer_desk.services import assigning, beside
from officer_desk.services.board_rows import Facts, board_rows
from officer_desk.services.context import Context
from officer_desk.services.declarations import (
    CLOCK_RUNS,
    COLUMNS,
    COUNT_CAP,
    D,
    capped,
    in_queue,
    list_row,
)

_A = Assessment.__table__.c
_DAY_US = 86_400_000_000
_VIETNAM_US = round((VIETNAM.utcoffset(None) or timedelta()) / timedelta(microseconds=1))
_EPOCH = date(1970, 1, 1)
_SORTED_LATE = frozenset({BoardList.OPEN, BoardList.NOT_ASKED, BoardList.HELD_BY, BoardList.RECEIVED_ON})
_Where = list[ColumnElement[bool]]


def numbers(session: Session, context: Context) -> BoardNumbers:
    """Count what stands first on the board of the actor's office."""
    demand(context.actor.role, Task.SUPERVISE)
    counts = {what: capped(session, _where(context, BoardQuery(what))) for what in NUMBERS}
    # The index of states has the oldest submission at once; a file that was opened again is younger than that.
    oldest = session.scalar(
        select(D.clock_from).where(*_where(context, BoardQuery(BoardList.WAITING))).order_by(D.submitted_at).limit(1)
    )
    age = None if oldest is None else _days_between(oldest, context.now)
    return BoardNumbers(counts, age, _typical_seconds(session, context), context.now)


def charts(session: Session, context: Context) -> BoardCharts:
    """Give what the plots show: ages of files whose days run, the four weeks, and why files were refused in them."""
    demand(context.actor.role, Task.SUPERVISE)
    return BoardCharts(_ages(session, context), _weeks(session, context), _reasons(session, context))


def files(session: Session, context: Context, query: BoardQuery) -> BoardPage:
    """Give the files of one number, the most urgent first."""
    demand(context.actor.role, Task.SUPERVISE)
    where = _where(context, query)
    limit = min(query.limit, MOST_ROWS)
    extra = (D.registry_answer, D.reminded_at)
    found = session.execute(select(*COLUMNS, *extra).where(*where).order_by(*_order(query)).limit(limit + 1)).all()
    more = len(found) > limit
    today, office, days = day_of(context.now), context.actor.office_code, context.settings.supplement_days
    known = [
        Facts(
            list_row(row[: len(COLUMNS)], today, office, days), _age(context, row.clock_from, row.decided_at), *row[-2:]
        )
        for row in found[:limit]
    ]
    total = capped(session, where) if more else len(known)
    return BoardPage(query, _undecided(session, context, board_rows(session, context, known)), more, total)


def _undecided(session: Session, context: Context, rows: tuple[BoardRow, ...]) -> tuple[BoardRow, ...]:
    """Tell no decision that the supervisor may look at as the second officer."""
    hidden = beside.to_judge(session, context, [row.file.id for row in rows])
    return tuple(
        replace(row, file=replace(row.file, state=hidden[row.file.id])) if row.file.id in hidden else row
        for row in rows
    )


# --- which files a number is about -------------------------------------------------------------------------------


def _where(context: Context, query: BoardQuery) -> _Where:
    if query.what in {BoardList.HELD_BY, BoardList.DONE_BY}:
        return _of_officer(context, query)
    return [D.office_code == context.actor.office_code, *_about(context, query)]


def _about(context: Context, query: BoardQuery) -> _Where:
    if query.what in QUEUES:
        return in_queue(context, QUEUES[query.what])
    match query.what, query.key:
        case BoardList.DUE_TODAY, _:
            return [CLOCK_RUNS, *_aged(context, deadlines.DAYS)]
        case BoardList.AGE, int(days):
            return [CLOCK_RUNS, *_aged(context, days, or_more=days >= OLDEST)]
        case BoardList.NAME_DIFFERS, _:
            return [D.decided_at.is_(None), D.registry_answer == HgdAnswer.NAME_DIFFERS]
        case BoardList.NOT_FOUND, _:
            return [D.decided_at.is_(None), D.registry_answer == HgdAnswer.NOT_FOUND]
        case BoardList.NOT_ASKED, _:
            silent = or_(D.registry_answer.is_(None), D.registry_answer == HgdAnswer.CANNOT_ASK)
            return [D.decided_at.is_(None), silent]
        case BoardList.RECEIVED_ON, date() as day:
            return _on(D.imported_at, day)
        case BoardList.DECIDED_ON, date() as day:
            return [*_on(D.decided_at, day), D.state != State.EXPIRED]
        case BoardList.REFUSED_FOR, str(reason):
            return [*_refused(context), D.id.in_(_judged_for(reason))]
        case _:
            return [D.state.in_(UNDECIDED)]


def _aged(context: Context, days: int, *, or_more: bool = False) -> _Where:
    began = day_of(context.now) - timedelta(days=days)
    before = D.clock_from < start_of(began + timedelta(days=1))
    return (
        [before]
        if or_more
        else [before, D.clock_from >= start_of(began)]
        if days
        else [D.clock_from >= start_of(began)]
    )


def _on(column: ColumnElement[datetime], day: date) -> _Where:
    return [column >= start_of(day), column < end_of(day)]


def _of_officer(context: Context, query: BoardQuery) -> _Where:
    """Find what an officer holds or did today, as `assigning.loads` counts it."""
    if query.what is BoardList.HELD_BY:
        assigned = select(Assignment.declaration_id).where(Assignment.officer_id == query.key)
        claimed = select(Claim.declaration_id).where(Claim.officer_id == query.key, Claim.until > context.now)
        # One list of ids: of two the planner makes a scan of the whole table.
        return [D.state.in_(UNDECIDED), D.id.in_(assigned.union(claimed))]
    today = start_of(day_of(context.now))
    done = exists().where(_A.declaration_id == D.id, _A.officer_id == query.key, assigning.decided_it())
    return [D.office_code == context.actor.office_code, D.decided_at >= today, done]


def _refused(context: Context) -> _Where:
    return [D.decided_at >= start_of(_first_day(context)), D.state == State.REJECTED]


def _standing_refusal() -> ColumnElement[bool]:
    """Take of each file the newest refusal that was not taken back."""
    other = Assessment.__table__.alias("other").c
    newest = select(func.max(other.id)).where(
        other.declaration_id == D.id, other.verdict == Verdict.INVALID, other.taken_back_at.is_(None)
    )
    return _A.id == newest.correlate(D.id.table).scalar_subquery()


def _first_reason() -> ColumnElement[str]:
    return func.coalesce(Assessment.reasons[0].as_string(), OWN_WORDS)


def _judged_for(reason: str) -> Select[int]:
    """Find files whose standing refusal names the reason first; only files that stand refused are looked at."""
    return select(_A.declaration_id).where(_A.declaration_id == D.id, _standing_refusal(), _first_reason() == reason)


def _order(query: BoardQuery) -> tuple[ColumnElement[Any], ...]:
    if query.what in {BoardList.DUE_SOON, BoardList.DUE_TODAY, BoardList.AGE}:
        return D.clock_from, D.submitted_at, D.id
    if query.what in {BoardList.DONE_TODAY, BoardList.DECIDED_ON, BoardList.REFUSED_FOR, BoardList.DONE_BY}:
        return D.decided_at.desc(), D.id.desc()
    if query.what in _SORTED_LATE:
        # The index of the list would give the order for nothing, and read every file of the office for it.
        return type_coerce(D.submitted_at, Integer) + 0, D.id
    return D.submitted_at, D.id


# --- counts for the plots ----------------------------------------------------------------------------------------


def _ages(session: Session, context: Context) -> tuple[int, ...]:
    """Count by days passed, over the index of running clocks alone."""
    day = _vietnamese_day(D.clock_from)
    rows = session.execute(
        select(day, func.count()).where(D.office_code == context.actor.office_code, CLOCK_RUNS).group_by(day)
    )
    found, today = [0] * (OLDEST + 1), _day_number(day_of(context.now))
    for number, count in rows:
        found[min(max(today - number, 0), OLDEST)] += count
    return tuple(found)


def _weeks(session: Session, context: Context) -> tuple[DayCount, ...]:
    first, today = _first_day(context), day_of(context.now)
    received = _by_day(session, context, D.imported_at, first, [])
    decided = _by_day(session, context, D.decided_at, first, [D.state != State.EXPIRED])
    days = (first + timedelta(days=place) for place in range((today - first).days + 1))
    return tuple(DayCount(day, received.get(day, 0), decided.get(day, 0)) for day in days)


def _by_day(
    session: Session,
    context: Context,
    column: ColumnElement[datetime],
    first: date,
    where: Sequence[ColumnElement[bool]],
) -> dict[date, int]:
    day = _vietnamese_day(column)
    since = (D.office_code == context.actor.office_code, column >= start_of(first), *where)
    rows = session.execute(select(day, func.count()).where(*since).group_by(day))
    return {_EPOCH + timedelta(days=number): count for number, count in rows}


def _reasons(session: Session, context: Context) -> tuple[ReasonCount, ...]:
    reason = _first_reason()
    rows = session.execute(
        select(reason, func.count())
        .select_from(D.id.table.join(Assessment.__table__, _A.declaration_id == D.id))
        .where(D.office_code == context.actor.office_code, *_refused(context), _standing_refusal())
        .group_by(reason)
    )
    return tuple(ReasonCount(*row) for row in sorted(rows, key=lambda row: (-row[1], row[0])))


def _typical_seconds(session: Session, context: Context) -> int | None:
    where = and_(*_where(context, BoardQuery(BoardList.DONE_TODAY)))
    rows = session.scalars(
        select(_A.spent_seconds)
        .select_from(D.id.table.join(Assessment.__table__, _A.declaration_id == D.id))
        .where(where, _A.at >= start_of(day_of(context.now)), _A.taken_back_at.is_(None))
        .where(_A.spent_seconds.is_not(None))
        .limit(COUNT_CAP)
    ).all()
    return round(median(rows)) if rows else None


# --- days --------------------------------------------------------------------------------------------------------


def _first_day(context: Context) -> date:
    return day_of(context.now) - timedelta(days=WEEKS_DAYS - 1)


def _vietnamese_day(column: ColumnElement[datetime]) -> ColumnElement[int]:
    """Count whole days of Vietnam in the database."""
    return (type_coerce(column, Integer) + _VIETNAM_US) // _DAY_US


def _day_number(day: date) -> int:
    return (day - _EPOCH).days


def _age(context: Context, clock_from: datetime, decided_at: datetime | None) -> int:
    return _days_between(clock_from, decided_at or context.now)


def _days_between(first: datetime, last: datetime) -> int:
    return max((day_of(last) - day_of(first)).days, 0)
