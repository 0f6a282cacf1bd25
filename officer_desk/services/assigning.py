# SPDX-License-Identifier: Apache-2.0
"""Assigning files (phân công): to an officer with a note, back to the queue; who is away; how much each has to do."""

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from officer_desk.domain.calendar import day_of, start_of
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import AssignDraft, AssignReport, OfficerLoad
from officer_desk.domain.values import Role
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.errors import Refused
from officer_desk.models.tables import Assessment, Assignment, Claim, Declaration, Officer
from officer_desk.services import dealing, looking
from officer_desk.services.context import Context
from officer_desk.services.steps import already_done, load, trace

MOST_NOTE = 500


def assign(session: Session, context: Context, draft: AssignDraft) -> AssignReport:
    """Give files of the actor's office to an officer, or back to the queue; what was decided meanwhile is left alone.

    Raises `Refused` with "may-not", "note-too-long", "officer-not-here", "officer-absent".
    """
    demand(context.actor.role, Task.ASSIGN)
    note = " ".join(draft.note.split())
    if len(note) > MOST_NOTE:
        raise Refused("note-too-long", most=MOST_NOTE)
    officer = None if draft.officer_id is None else _demand_present(session, context, draft.officer_id)
    name = None if officer is None else officer.full_name
    if already_done(session, context):
        return AssignReport(len(draft.declaration_ids), name)
    files = [load(session, declaration_id) for declaration_id in dict.fromkeys(draft.declaration_ids)]
    if any(file.office_code != context.actor.office_code for file in files):
        raise Refused("may-not", act=dealing.ASSIGN)
    open_ones = [file for file in files if file.state in UNDECIDED]
    for place, file in enumerate(open_ones):
        # The act has one key, however many files it is about.
        _assign_one(session, context, file, officer, note, keyed=place == 0)
    return AssignReport(len(open_ones), name, tuple(file.number for file in files if file.state not in UNDECIDED))


def loads(session: Session, context: Context) -> tuple[OfficerLoad, ...]:
    """Give the officers of the actor's office who decide files, with what they have in hand and did today."""
    demand(context.actor.role, Task.VIEW)
    office = context.actor.office_code
    found = session.scalars(
        select(Officer)
        .where(Officer.office_code == office, Officer.role.in_(dealing.DECIDING), Officer.active.is_(True))
        .order_by(Officer.absent_since.is_not(None), Officer.full_name, Officer.id)
    )
    holding, done = _holding(session, context), _done_today(session, context)
    return tuple(
        OfficerLoad(o.id, o.full_name, o.counter, o.absent_since is not None, holding.get(o.id, 0), done.get(o.id, 0))
        for o in found
    )


def decided_it() -> ColumnElement[bool]:
    """Tie a judgement to its file if the file stands decided by it: approved, refused, or withdrawn."""
    return and_(Assessment.at == Declaration.decided_at, Assessment.taken_back_at.is_(None))


def set_absent(session: Session, context: Context, officer_id: int, absent: bool) -> int:
    """Say that an officer is away, or back; gives how many files went from him.

    He says so himself, or a supervisor of his office, or the administrator. `Refused`: "officer-unknown", "may-not".
    """
    officer = session.get(Officer, officer_id)
    if officer is None:
        raise Refused("officer-unknown", name=officer_id)
    _demand_may_say(context, officer)
    if already_done(session, context):
        return 0
    gone = dealing.set_absent(session, context, officer, absent)
    if absent:
        looking.let_go(session, context, officer.office_code)
    return gone


def is_absent(session: Session, context: Context) -> bool | None:
    """Say whether the actor is away; None: he decides no files, so nobody asks."""
    officer = session.get(Officer, context.actor.officer_id)
    return None if officer is None or officer.role not in dealing.DECIDING else officer.absent_since is not None


def _demand_may_say(context: Context, officer: Officer) -> None:
    actor = context.actor
    if actor.officer_id == officer.id or actor.role is Role.ADMINISTRATOR:
        return
    if actor.role is not Role.SUPERVISOR or actor.office_code != officer.office_code:
        raise Refused("may-not", act=dealing.ABSENT)


def _demand_present(session: Session, context: Context, officer_id: int) -> Officer:
    officer = session.get(Officer, officer_id)
    here = officer is not None and officer.office_code == context.actor.office_code
    if officer is None or not here or not officer.active or officer.role not in dealing.DECIDING:
        raise Refused("officer-not-here")
    if officer.absent_since is not None or officer.locked_at is not None:
        raise Refused("officer-absent", name=officer.full_name)
    return officer


def _assign_one(
    session: Session, context: Context, file: Declaration, officer: Officer | None, note: str, *, keyed: bool
) -> None:
    if officer is None:
        dealing.take_away(session, file.id)
        trace(session, context, dealing.HAND_BACK, file.number, {"how": dealing.HAND}, keyed=keyed)
        return
    session.merge(
        Assignment(
            declaration_id=file.id,
            officer_id=officer.id,
            note=note,
            by_name=context.actor.full_name,
            at=context.now,
            how=dealing.HAND,
        )
    )
    facts = {"officer": officer.user_name, "how": dealing.HAND, "note": bool(note)}
    trace(session, context, dealing.ASSIGN, file.number, facts, keyed=keyed)


def _holding(session: Session, context: Context) -> dict[int, int]:
    """Count undecided files by whose they are: assigned, or else held by a claim that lives."""
    assigned = (
        select(Assignment.officer_id, func.count())
        .join(Declaration, Declaration.id == Assignment.declaration_id)
        .where(Declaration.state.in_(UNDECIDED))
        .group_by(Assignment.officer_id)
    )
    claimed = (
        select(Claim.officer_id, func.count())
        .join(Declaration, Declaration.id == Claim.declaration_id)
        .outerjoin(Assignment, Assignment.declaration_id == Claim.declaration_id)
        .where(Claim.until > context.now, Declaration.state.in_(UNDECIDED))
        .where(or_(Assignment.officer_id.is_(None), Assignment.officer_id != Claim.officer_id))
        .group_by(Claim.officer_id)
    )
    found: dict[int, int] = dict(session.execute(assigned).all())
    for officer_id, count in session.execute(claimed):
        found[officer_id] = found.get(officer_id, 0) + count
    return found


def _done_today(session: Session, context: Context) -> dict[int, int]:
    today = start_of(day_of(context.now))
    done = (
        select(Assessment.officer_id, func.count(Assessment.declaration_id.distinct()))
        .join(Declaration, Declaration.id == Assessment.declaration_id)
        .where(Declaration.office_code == context.actor.office_code, Declaration.decided_at >= today, decided_it())
        .group_by(Assessment.officer_id)
    )
    return dict(session.execute(done).all())
