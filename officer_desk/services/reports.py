# SPDX-License-Identifier: Apache-2.0
"""The period report (báo cáo): which files have a part in a period, and how each counts, from the trace.

Only files that are undecided now, or that moved since the period began, can have a part in it: for the others nothing
changed. Their whole histories are read in batches, within one look at the database, so that all figures are of one
moment. Rows of the trace lie in the chain of who acted; a file counts for the office to which it belongs.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain.figures import DESTROYED, MOVES, OWN_WORDS, Move, Tally, tally
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import Actor, PeriodReport, ReportFile, ReportQuery
from officer_desk.domain.values import Role, State
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.errors import Refused
from officer_desk.models.database import trouble_in_words
from officer_desk.models.tables import Assessment, Declaration, Office, Officer, TraceEntry, TraceHead
from officer_desk.services import standing
from officer_desk.services.context import Context
from officer_desk.services.work import Door, Watch

_AT_ONCE = 400
"""Files whose histories are read together."""

# The tables' columns, not the mapped classes': a report needs rows, and rows without objects come twice as fast.
_D = Declaration.__table__.c
_T = TraceEntry.__table__.c
_FILE = (_D.id, _D.number, _D.office_code, _D.channel, _D.kind, _D.submitted_at)
_MOVE = (
    _T.subject,
    _T.at,
    _T.act,
    _T.facts["from"].as_string(),
    _T.facts["to"].as_string(),
    _T.officer_id,
    _T.act_key,
    _T.facts["successor"].as_string(),
)


class _Stopped(Exception):
    """Who asked does not want to wait any longer."""


def make(job: Watch, office: Door, actor: Actor | None, query: ReportQuery) -> PeriodReport | None:
    """Make the report of a period; None when it was stopped. Raises `Refused("may-not")`, `("office-unknown")`.

    Whatever was asked: a supervisor is told of the own office only, an administrator of any or of all.
    """
    context = office.context(actor)
    demand(context.actor.role, Task.REPORT)
    if context.actor.role is not Role.ADMINISTRATOR:
        query = ReportQuery(query.period, context.actor.office_code)
    with trouble_in_words(), office.database.reading() as session:
        standing.demand(session, context)
        if query.office_code and session.get(Office, query.office_code) is None:
            raise Refused("office-unknown", code=query.office_code)
        try:
            return _make(job, session, context, query)
        except _Stopped:
            return None


def named(session: Session, context: Context, ids: tuple[int, ...]) -> dict[int, str]:
    """Give the names on some files of a report; empty: they are destroyed, or not for this officer to see."""
    demand(context.actor.role, Task.REPORT)
    here = () if context.actor.role is Role.ADMINISTRATOR else (_D.office_code == context.actor.office_code,)
    rows = session.execute(select(_D.id, _D.full_name).where(_D.id.in_(ids), *here))
    return {**dict.fromkeys(ids, ""), **{row.id: row.full_name for row in rows}}


def _make(job: Watch, session: Session, context: Context, query: ReportQuery) -> PeriodReport:
    numbers = sorted(_undecided(session, query) | _moved_since(job, session, query))
    until = min(query.period.end, context.now)
    found: list[ReportFile] = []
    for first in range(0, len(numbers), _AT_ONCE):
        job.progress(first, len(numbers))
        _go_on(job)
        found += _batch(session, context, query, numbers[first : first + _AT_ONCE])
    job.progress(len(numbers), len(numbers))
    found.sort(key=lambda file: file.id)
    officers = {file.officer_id for file in found if file.officer_id}
    offices = {query.office_code, *(file.office_code for file in found)}
    names = _officers(session, officers), _offices(session, offices)
    return PeriodReport(query, context.now, until, tuple(found), *names)


def _undecided(session: Session, query: ReportQuery) -> set[str]:
    here = (_D.office_code == query.office_code,) if query.office_code else ()
    return set(session.scalars(select(_D.number).where(*here, _D.state.in_(UNDECIDED))))


def _moved_since(job: Watch, session: Session, query: ReportQuery) -> set[str]:
    """Give the files that moved since the period began, in any chain; those of other offices are dropped later."""
    found: set[str] = set()
    for chain in session.scalars(select(TraceHead.office_code)).all():
        moved = select(_T.subject).where(_T.office_code == chain, _T.at >= query.period.start, _T.act.in_(MOVES))
        for part in session.scalars(moved.execution_options(yield_per=5000)).partitions():
            _go_on(job)
            found.update(part)
    return found


def _batch(session: Session, context: Context, query: ReportQuery, numbers: Sequence[str]) -> list[ReportFile]:
    here = (_D.office_code == query.office_code,) if query.office_code else ()
    rows = session.execute(select(*_FILE).where(_D.number.in_(numbers), *here)).all()
    moves = _moves(session, [row.number for row in rows])
    days, period = context.settings.supplement_days, query.period
    counted: list[tuple[Any, Tally]] = []
    for row in rows:
        how = tally(moves.get(row.number, ()), row.submitted_at, period.start, min(period.end, context.now), days)
        if how is not None:
            counted.append((row, how))
    reasons = _reasons(session, [how.refusal for _, how in counted if how.refusal is not None])
    return [_file(row, how, reasons) for row, how in counted]


def _moves(session: Session, numbers: Sequence[str]) -> dict[str, list[Move]]:
    found: dict[str, list[Move]] = {}
    rows = select(*_MOVE).where(_T.subject.in_(numbers), _T.act.in_(MOVES)).order_by(_T.subject, _T.id)
    for number, at, act, source, target, officer_id, act_key, successor in session.execute(rows):
        # Who imported the newer file did not deal with the one whose place it took.
        who = 0 if successor is not None else officer_id
        move = Move(at, act, None if source is None else State(source), State(target), who, act_key)
        found.setdefault(number, []).append(move)
    return found


def _reasons(session: Session, act_keys: Sequence[str]) -> dict[str, str]:
    rows = session.execute(select(Assessment.act_key, Assessment.reasons).where(Assessment.act_key.in_(act_keys)))
    return {act_key: reasons[0] if reasons else OWN_WORDS for act_key, reasons in rows}


def _file(row: Any, how: Tally, reasons: dict[str, str]) -> ReportFile:
    reason = "" if how.refusal is None else reasons.get(how.refusal, DESTROYED)
    return ReportFile(
        row.id, row.number, row.office_code, row.channel, row.kind, how.officer_id, how.state, reason, how.figures
    )


def _officers(session: Session, ids: Iterable[int]) -> dict[int, str]:
    rows = session.execute(select(Officer.id, Officer.full_name).where(Officer.id.in_(list(ids))))
    return {row.id: row.full_name for row in rows}


def _offices(session: Session, codes: Iterable[str]) -> dict[str, str]:
    rows = session.execute(select(Office.code, Office.name).where(Office.code.in_(list(codes))))
    return {row.code: row.name for row in rows}


def _go_on(job: Watch) -> None:
    if job.cancelled:
        raise _Stopped
