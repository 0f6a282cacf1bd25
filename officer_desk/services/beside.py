# SPDX-License-Identifier: Apache-2.0
"""What stands beside a file: whose work it is, questions about it, its second look; what the list marks of that."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select
from sqlalchemy.orm import Session

from officer_desk import texts
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.domain.records import AssignmentRecord, LookRecord, QuestionRecord
from officer_desk.domain.values import Queue, State
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.models.tables import (
    Assessment,
    Assignment,
    Declaration,
    Escalation,
    HeldDecision,
    Officer,
    SecondLook,
)
from officer_desk.services import claims
from officer_desk.services.context import Context

TO_DO = ("open", "later")
"""A second officer is to look: before the decision takes effect, or after it."""
HOLDING = ("open", "disagreed")
"""As long as a second look stands so, the decision waits."""
_CLOSED = ("taken-back", "overruled")
_D = Declaration.__table__.c


def assignment_of(session: Session, declaration_id: int) -> AssignmentRecord | None:
    """Give whose work a file is."""
    found = session.execute(
        select(Assignment, Officer.full_name)
        .join(Officer, Officer.id == Assignment.officer_id)
        .where(Assignment.declaration_id == declaration_id)
    ).one_or_none()
    if found is None:
        return None
    row, name = found
    return AssignmentRecord(row.officer_id, name, row.note, row.by_name, row.at, row.how == "rule")


def workers(session: Session, context: Context, declaration_ids: Sequence[int]) -> dict[int, tuple[str, bool]]:
    """Give who works on which of some files, and whether he has it in hand now; a file that nobody has is left out."""
    whose = (
        select(Assignment.declaration_id, Officer.full_name)
        .join(Officer, Officer.id == Assignment.officer_id)
        .where(Assignment.declaration_id.in_(declaration_ids))
    )
    found = {declaration_id: (name, False) for declaration_id, name in session.execute(whose)}
    held = claims.holders(session, context, declaration_ids)
    return found | {declaration_id: (name, True) for declaration_id, name in held.items()}


def questions_of(session: Session, declaration_id: int) -> tuple[QuestionRecord, ...]:
    """Give what a supervisor was asked about a file, the newest first."""
    rows = select(Escalation).where(Escalation.declaration_id == declaration_id).order_by(Escalation.id.desc())
    return tuple(question_record(row) for row in session.scalars(rows))


def question_record(row: Escalation) -> QuestionRecord:
    """Give a question as it crosses the wall."""
    return QuestionRecord(
        row.id,
        row.declaration_id,
        row.asked_by,
        row.asked_by_name,
        row.question,
        row.asked_at,
        row.answered_by_name,
        row.answer,
        row.answered_at,
    )


def look_of(session: Session, declaration_id: int) -> LookRecord | None:
    """Give the newest second look of a file, unless its decision does not stand any more."""
    newest = select(SecondLook).where(SecondLook.declaration_id == declaration_id).order_by(SecondLook.id.desc())
    row = session.scalar(newest.limit(1))
    return None if row is None or row.status in _CLOSED else look_record(session, row)


def look_record(session: Session, row: SecondLook) -> LookRecord:
    """Give a second look with both officers' words."""
    first = session.scalar(select(Assessment).where(Assessment.act_key == row.act_key))
    number = session.scalar(select(Declaration.number).where(Declaration.id == row.declaration_id)) or ""
    waits = session.scalar(select(HeldDecision.declaration_id).where(HeldDecision.act_key == row.act_key))
    return LookRecord(
        row.id,
        row.declaration_id,
        number,
        row.status,
        tuple(row.why),
        row.asked_at,
        row.first_officer_id,
        "" if first is None else first.officer_name,
        row.first_verdict,
        () if first is None else _words(first.reasons, first.note),
        row.officer_name,
        row.verdict,
        _words(row.reasons, row.note),
        row.done_at,
        row.settled_by_name,
        row.settled_at,
        in_force=waits is None,
    )


def said(session: Session, declaration_id: int) -> dict[tuple[str, datetime], tuple[str, ...]]:
    """Give the words of questions, answers and second looks, by act and time: the trace has only their digests."""
    found: dict[tuple[str, datetime], tuple[str, ...]] = {}
    for asked in questions_of(session, declaration_id):
        found["ask-supervisor", asked.asked_at] = (asked.question,)
        if asked.answered_at is not None:
            found["answer", asked.answered_at] = (asked.answer,)
    for look in session.scalars(select(SecondLook).where(SecondLook.declaration_id == declaration_id)):
        if look.done_at is not None and look.verdict is not None:
            found["second-look", look.done_at] = (texts.verdict(look.verdict), *_words(look.reasons, look.note))
        if look.settled_at is not None:
            found["settle-look", look.settled_at] = (texts.look_status(look.status),)
    return found


# --- the list ----------------------------------------------------------------------------------------------------


def of_queue(context: Context, queue: Queue) -> ColumnElement[bool]:
    """Find the files of a queue that asks whose work they are."""
    if queue is Queue.MINE:
        return _mine(context)
    return _questioned(context) if queue is Queue.QUESTIONS else _to_look_at(context)


def _mine(context: Context) -> ColumnElement[bool]:
    """Find undecided files that are the actor's work, or about which his question was answered."""
    actor = context.actor.officer_id
    assigned = select(Assignment.declaration_id).where(Assignment.officer_id == actor)
    return and_(
        _D.state.in_(UNDECIDED),
        or_(_D.id.in_(assigned), _D.id.in_(_asked(Escalation.asked_by == actor, answered=True))),
    )


def _questioned(context: Context) -> ColumnElement[bool]:
    """Find files about which a supervisor of the actor's office is asked; nobody else has such a list."""
    if Task.ANSWER not in PERMITTED[context.actor.role]:
        return false()
    return _D.id.in_(_asked(Escalation.office_code == context.actor.office_code, answered=False))


def _to_look_at(context: Context) -> ColumnElement[bool]:
    """Find files that the actor is to look at as the second officer; a supervisor also where two disagree."""
    office = SecondLook.office_code == context.actor.office_code
    found: list[ColumnElement[bool]] = [_D.id.in_(_for_him(context))]
    if Task.SETTLE_LOOK in PERMITTED[context.actor.role]:
        found.append(_D.id.in_(select(SecondLook.declaration_id).where(office, SecondLook.status == "disagreed")))
    return or_(false(), *found)


def marks(session: Session, context: Context, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Give what the list marks of these files for who looks, with the words behind the mark."""
    found: dict[int, tuple[str, str]] = {}
    actor = context.actor
    assigned = select(Assignment).where(Assignment.declaration_id.in_(ids), Assignment.officer_id == actor.officer_id)
    for row in session.scalars(assigned):
        found[row.declaration_id] = ("assigned", row.note)
    asked = select(Escalation).where(Escalation.declaration_id.in_(ids)).order_by(Escalation.id)
    for question in session.scalars(asked):
        if question.answered_at is None:
            found[question.declaration_id] = ("question", question.question)
        elif question.asked_by == actor.officer_id:
            found[question.declaration_id] = ("answer", question.answer)
    looks = select(SecondLook).where(
        SecondLook.declaration_id.in_(ids),
        SecondLook.office_code == actor.office_code,
        SecondLook.status.in_((*TO_DO, "disagreed")),
    )
    for look in session.scalars(looks):
        found[look.declaration_id] = ("disagreed" if look.status == "disagreed" else "look", "")
    return found


def judged_openly(context: Context) -> ColumnElement[bool]:
    """Find files of whose decision the actor may know: a list of one state tells how its files were decided."""
    return _D.id.not_in(_for_him(context))


def to_judge(session: Session, context: Context, ids: Sequence[int]) -> dict[int, State]:
    """Give which of some files the actor may look at as the second officer, and as what he sees each until then."""
    rows = session.execute(select(_D.id, _D.received_at).where(_D.id.in_(ids), _D.id.in_(_for_him(context))))
    return {declaration_id: state_before(received_at) for declaration_id, received_at in rows}


def state_before(received_at: datetime | None) -> State:
    """Give the state in which a file is shown whose decision is not told."""
    return State.WAITING if received_at is None else State.IN_PROGRESS


def _for_him(context: Context) -> Select[int]:
    """Find what the actor may look at as the second officer."""
    actor = context.actor
    return select(SecondLook.declaration_id).where(
        SecondLook.office_code == actor.office_code,
        SecondLook.status.in_(TO_DO if Task.LOOK_AGAIN in PERMITTED[actor.role] else ()),
        SecondLook.first_officer_id != actor.officer_id,
    )


def _asked(whose: ColumnElement[bool], *, answered: bool) -> Select[int]:
    open_ones = Escalation.answered_at.is_(None)
    return select(Escalation.declaration_id).where(whose, ~open_ones if answered else open_ones)


def still_held() -> ColumnElement[bool]:
    """Find held decisions that wait for a second look."""
    return exists().where(SecondLook.act_key == HeldDecision.act_key, SecondLook.status.in_(HOLDING))


def _words(reasons: Sequence[str], note: str) -> tuple[str, ...]:
    return tuple(word for word in (*reasons, note) if word)
