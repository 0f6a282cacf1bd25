# SPDX-License-Identifier: Apache-2.0
"""The list of files: search, queues with counts, and opening one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, false, func, or_, select, tuple_, type_coerce
from sqlalchemy.orm import Session

from officer_desk.domain import deadlines
from officer_desk.domain.calendar import day_of, end_of, start_of
from officer_desk.domain.codes import QuickTerms, quick_terms
from officer_desk.domain.names import fold
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import DeclarationRecord, DeclarationRow, PictureRecord, SearchPage, SearchQuery
from officer_desk.domain.values import Condition, Kind, Queue, State
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.models.tables import Declaration
from officer_desk.services import afresh, beside, claims
from officer_desk.services.account_records import picture_record
from officer_desk.services.context import Context
from officer_desk.services.file_records import keep_answer
from officer_desk.services.steps import already_done, load, trace

COUNT_CAP = 1000
"""Counts go so far and one more, which means «1.000+»."""

# The table's columns, not the mapped class's: a list needs rows, and rows without objects come twice as fast.
D = Declaration.__table__.c
CLOCK_RUNS = and_(D.received_at.is_(None), D.decided_at.is_(None))
COLUMNS = (
    D.id,
    D.number,
    D.kind,
    D.channel,
    D.insurance_code,
    D.full_name,
    D.id_number,
    D.phone,
    D.office_code,
    D.submitted_at,
    D.received_at,
    D.decided_at,
    D.state,
    D.clock_from,
    D.supplement_asked_at,
    D.expired_at,
    D.purged_at,
)
_WHOSE = frozenset({Queue.MINE, Queue.QUESTIONS, Queue.SECOND_LOOK})
"""Queues that ask whose work a file is, and not which office's it is."""
_NEWEST = (D.submitted_at.desc(), D.id.desc())
_OLDEST = (D.submitted_at.asc(), D.id.asc())


def search(session: Session, context: Context, query: SearchQuery) -> SearchPage:
    """Give one page of the list, newest (or oldest) first; the total is counted (capped) on the first page only."""
    where = _where(context, query)
    beyond = [] if query.after is None else [_behind(query, query.after)]
    page = select(*COLUMNS).where(*where, *beyond).order_by(*_order(query)).limit(query.limit + 1)
    if query.text.strip() and quick_terms(query.text).words:
        page = _names_first(query, [*where, *beyond])
    rows = session.execute(page).all()
    more = len(rows) > query.limit
    total = -1
    if query.after is None:
        total = capped(session, where) if more else len(rows)
    today, office, days = day_of(context.now), context.actor.office_code, context.settings.supplement_days
    shown = tuple(list_row(row, today, office, days) for row in rows[: query.limit])
    return SearchPage(query, _marked(session, context, shown), more, total)


def counts(session: Session, context: Context) -> dict[Queue, int]:
    """Count the ready-made queues of the actor's office, capped."""
    office = context.actor.office_code
    return {queue: capped(session, _where(context, SearchQuery(office, queue=queue))) for queue in Queue}


def open(session: Session, context: Context, declaration_id: int) -> DeclarationRecord:  # noqa: A001 - his word
    """Open a file, and take it in hand if nobody else has it; the view is traced."""
    demand(context.actor.role, Task.VIEW)
    declaration = load(session, declaration_id)
    if not already_done(session, context):
        claim = claims.begin(session, context, declaration_id)
        facts = {"version": declaration.version}
        if claim is not None and claim.mine:
            facts["fence"] = claim.fence
        trace(session, context, claims.VIEW, declaration.number, facts)
    shown = afresh.record_for(session, context, declaration)
    keep_answer(declaration, shown.hgd)
    return shown


def look_beside(session: Session, context: Context, declaration_id: int, beside: str) -> DeclarationRecord:
    """Look at a file beside another one (by its number): traced as a view, and not taken in hand."""
    demand(context.actor.role, Task.VIEW)
    declaration = load(session, declaration_id)
    if not already_done(session, context):
        trace(session, context, claims.VIEW, declaration.number, {"version": declaration.version, "beside": beside})
    return afresh.record_for(session, context, declaration)


def refresh(session: Session, context: Context, declaration_id: int) -> DeclarationRecord:
    """Give an open file as it is now, without tracing another view."""
    demand(context.actor.role, Task.VIEW)
    return afresh.record_for(session, context, load(session, declaration_id))


def find(session: Session, context: Context, number: str) -> int | None:
    """Give the id of the file with this exact number."""
    demand(context.actor.role, Task.VIEW)
    return session.scalar(select(D.id).where(D.number == number.strip()))


def next_after(session: Session, context: Context, query: SearchQuery, declaration_id: int) -> int | None:
    """Give the file that follows this one in the list of the query and is in nobody else's hand; None at its end."""
    here = session.execute(select(D.submitted_at, D.id).where(D.id == declaration_id)).one_or_none()
    where = [*_where(context, query), ~claims.held_elsewhere(context, D.id)]
    following = select(D.id).where(*where, D.id != declaration_id).order_by(*_order(query)).limit(1)
    if here is not None:
        below = session.scalar(following.where(_behind(query, here)))
        if below is not None:
            return below
    return session.scalar(following)


def pictures_ahead(
    session: Session, context: Context, query: SearchQuery, declaration_id: int
) -> tuple[PictureRecord, ...]:
    """Give the pictures of the file that `next_after` would give now; nothing is taken in hand by looking ahead."""
    demand(context.actor.role, Task.VIEW)
    following = next_after(session, context, query, declaration_id)
    shown = [] if following is None else load(session, following).pictures
    return tuple(picture_record(picture) for picture in shown if picture.superseded_at is None)


def count(session: Session, context: Context, query: SearchQuery) -> int:
    """Count all files of a question, however many: an export says how far it is."""
    demand(context.actor.role, Task.VIEW)
    return session.scalar(select(func.count()).select_from(D.id.table).where(*_where(context, query))) or 0


def _order(query: SearchQuery) -> tuple[ColumnElement[Any], ...]:
    return _OLDEST if query.oldest_first else _NEWEST


def _behind(query: SearchQuery, row: Sequence[Any]) -> ColumnElement[bool]:
    """Give what comes after a row (submitted_at, id) in the order of the list: both ways are one walk of one index."""
    here = tuple_(D.submitted_at, D.id)
    return here > tuple(row) if query.oldest_first else here < tuple(row)


def _names_first(query: SearchQuery, where: Sequence[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    """Find the ids by the index that holds names, and only then read those rows.

    The index of the list would give the order for nothing, but each of its rows has to be looked up for its name:
    that is slower by a multiple in a large office. `+ 0` keeps the planner from it.
    """
    time = type_coerce(D.submitted_at, Integer) + 0
    order = (time.asc(), D.id.asc()) if query.oldest_first else (time.desc(), D.id.desc())
    found = select(D.id).where(*where).order_by(*order).limit(query.limit + 1)
    return select(*COLUMNS).where(D.id.in_(found)).order_by(*_order(query))


def capped(session: Session, where: Sequence[ColumnElement[bool]]) -> int:
    """Count files, up to the cap and one more."""
    some = select(D.id).where(*where).limit(COUNT_CAP + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _where(context: Context, query: SearchQuery) -> list[ColumnElement[bool]]:
    """Give the conditions of a question: the own office, unless an exact number, code or ID number is asked for.

    An empty office code asks all offices (the command line does).
    """
    anywhere = not query.office_code or query.queue in _WHOSE
    where: list[ColumnElement[bool]] = []
    if query.number.strip():
        where.append(_by_numbers(query.number, query.office_code))
        anywhere = True
    if query.insurance_code.strip():
        where.append(D.insurance_code == query.insurance_code.strip())
        anywhere = True
    if query.text.strip():
        where.append(_by_text(quick_terms(query.text), query.office_code))
        anywhere = True
    if not anywhere:
        where.append(D.office_code == query.office_code)
    if query.from_date is not None:
        where.append(D.submitted_at >= start_of(query.from_date))
    if query.to_date is not None:
        where.append(D.submitted_at < end_of(query.to_date))
    if query.condition is not None:
        where += in_condition(context, query.condition)
    if query.state is not None:
        where += [D.state == query.state, *_openly(context, query.state)]
    return where + in_queue(context, query.queue)


def _openly(context: Context, state: State) -> list[ColumnElement[bool]]:
    return [] if state in UNDECIDED else [beside.judged_openly(context)]


def _by_numbers(typed: str, office_code: str) -> ColumnElement[bool]:
    """Read «Số hồ sơ» (several by ;): whole numbers are looked for everywhere, the parts before the slash here."""
    parts = [part.strip() for part in typed.split(";") if part.strip()]
    whole = [part for part in parts if "/" in part]
    serials = [_serial(part) for part in parts if "/" not in part]
    found: list[ColumnElement[bool]] = []
    if whole:
        found.append(D.number.in_(whole))
    if serials:
        here = (D.office_code == office_code,) if office_code else ()
        found.append(and_(*here, D.serial.in_(serials)))
    return or_(false(), *found)


def _serial(part: str) -> str:
    return part.partition(".")[0].lstrip("0") or "0"


def _by_text(terms: QuickTerms, office_code: str) -> ColumnElement[bool]:
    """Read the quick box: exact number, code and ID number in every office; the rest in the own one."""
    exact: list[ColumnElement[bool]] = []
    if terms.number is not None:
        exact.append(D.number == terms.number)
    if terms.codes:
        exact.append(D.insurance_code.in_(terms.codes))
    if terms.id_numbers:
        exact.append(D.id_number.in_(terms.id_numbers))
    own: list[ColumnElement[bool]] = []
    if terms.serial is not None:
        own.append(D.serial == _serial(terms.serial))
    if terms.phone is not None:
        own.append(D.phone == terms.phone)
    if terms.words:
        own.append(and_(*(D.name_key.contains(" " + fold(word), autoescape=True) for word in terms.words)))
    here = (D.office_code == office_code,) if office_code else ()
    return or_(*exact, *(and_(*here, condition) for condition in own))


def in_condition(context: Context, condition: Condition) -> list[ColumnElement[bool]]:
    """Give what files in this Tình trạng have."""
    if condition is Condition.STOPPED:
        return [or_(D.received_at.is_not(None), D.decided_at.is_not(None))]
    bounds = deadlines.clock_range(condition, context.now)
    where: list[ColumnElement[bool]] = [CLOCK_RUNS]
    if bounds.since is not None:
        where.append(D.clock_from >= bounds.since)
    if bounds.before is not None:
        where.append(D.clock_from < bounds.before)
    return where


def in_queue(context: Context, queue: Queue) -> list[ColumnElement[bool]]:
    """Give what the files of a queue have, whatever their office."""
    if queue in _WHOSE:
        return [beside.of_queue(context, queue)]
    match queue:
        case Queue.WAITING:
            return [D.state == State.WAITING]
        case Queue.DUE_SOON:
            return in_condition(context, Condition.DUE_SOON)
        case Queue.INCOMPLETE:
            return [D.state == State.INCOMPLETE]
        case Queue.SUPPLEMENT_OVERDUE:
            lapsed = deadlines.supplement_lapsed_before(context.settings.supplement_days, context.now)
            return [D.state == State.INCOMPLETE, D.received_at.is_not(None), D.supplement_asked_at < lapsed]
        case Queue.EXPIRED:
            return [D.state == State.EXPIRED, D.purged_at.is_(None)]
        case Queue.CHANGES:
            return [D.kind == Kind.CHANGE, D.decided_at.is_(None)]
        case Queue.DONE_TODAY:
            # What expired by itself nobody has done.
            return [D.decided_at >= start_of(day_of(context.now)), D.state != State.EXPIRED]
        case _:
            return []


def _marked(session: Session, context: Context, rows: tuple[DeclarationRow, ...]) -> tuple[DeclarationRow, ...]:
    """Mark what is whose work; of what the actor is to look at as the second officer no list tells the decision."""
    if not rows:
        return rows
    ids = [row.id for row in rows]
    marks, workers = beside.marks(session, context, ids), beside.workers(session, context, ids)
    hidden = beside.to_judge(session, context, ids)
    nobody, nothing = ("", False), ("", "")
    return tuple(
        replace(
            row, mark=mark[0], mark_words=mark[1], worker=worker[0], in_hand=worker[1],
            state=hidden.get(row.id, row.state),
        )
        if row.id in marks or row.id in workers
        else row
        for row, mark, worker in ((row, marks.get(row.id, nothing), workers.get(row.id, nobody)) for row in rows)
    )  # fmt: skip


def list_row(row: Sequence[Any], today: date, office_code: str, supplement_days: int) -> DeclarationRow:
    """Give a row in the order of `COLUMNS`: by place, because a hundred rows times sixteen names take their time."""
    number, kind, channel, code, name, identity, phone, office, submitted, received, decided, state = row[1:13]
    clock_from, asked, expired, purged = row[13:]
    due, left, condition = deadlines.standing(clock_from, received is not None or decided is not None, today)
    waits = asked is not None and received is not None and state is State.INCOMPLETE
    if asked is not None and waits:
        due = deadlines.supplement_due_on(asked, supplement_days)
        left = (due - today).days
    elif expired is not None and purged is None:
        due = deadlines.restore_until(expired)
    own = office == office_code
    return DeclarationRow(
        row[0], number, kind, channel, code, name, identity, phone, office, submitted, received, due, left, condition,
        state, own, waits, expired, purged is not None,
    )  # fmt: skip
