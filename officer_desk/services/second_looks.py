# SPDX-License-Identifier: Apache-2.0
"""The second look (xem lại): what waits for one, what the second officer finds, disagreements (the file: `afresh`)."""

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import (
    LookCounts,
    LookDraft,
    LookOutcome,
    LookRecord,
    LookRow,
    SettleDraft,
)
from officer_desk.domain.values import Role, Verdict
from officer_desk.errors import Refused
from officer_desk.models.tables import Declaration, HeldDecision, Officer, SecondLook
from officer_desk.services import holding
from officer_desk.services.beside import TO_DO, look_record
from officer_desk.services.context import Context
from officer_desk.services.file_records import is_open
from officer_desk.services.steps import already_done, load, trace

LOOK, SETTLE = "second-look", "settle-look"
"""The acts' names in the trace."""


def counts(session: Session, context: Context) -> LookCounts:
    """Count what waits for the actor's second look, and the disagreements of his office."""
    return LookCounts(_count(session, _for(context)), _count(session, _unsettled(context)))


def waiting(session: Session, context: Context) -> tuple[LookRow, ...]:
    """Give the decisions that the actor may look at as the second officer, the oldest first; not what was decided."""
    demand(context.actor.role, Task.LOOK_AGAIN)
    rows = (
        select(SecondLook, Declaration.number, Declaration.full_name)
        .join(Declaration, Declaration.id == SecondLook.declaration_id)
        .where(*_for(context))
        .order_by(SecondLook.id)
    )
    return tuple(
        LookRow(look.id, look.declaration_id, number, name, look.asked_at, look.status, tuple(look.why))
        for look, number, name in session.execute(rows)
    )


def record(session: Session, context: Context, draft: LookDraft) -> LookOutcome:
    """Record what the second officer finds: agreed, the decision takes effect; else a supervisor settles it.

    Raises `Refused` with "may-not", "look-own", "look-done", "reason-required".
    """
    demand(context.actor.role, Task.LOOK_AGAIN)
    look = _of_office(session, context, draft.look_id, LOOK)
    declaration = load(session, look.declaration_id)
    if already_done(session, context):
        return _outcome(declaration, look)
    if look.first_officer_id == context.actor.officer_id:
        raise Refused("look-own")
    if look.status not in TO_DO:
        raise Refused("look-done")
    words = [word.strip() for word in draft.reasons if word.strip()]
    if draft.verdict is not Verdict.VALID and not words and not draft.note.strip():
        raise Refused("reason-required")
    look.officer_id, look.officer_name = context.actor.officer_id, context.actor.full_name
    look.verdict, look.reasons, look.note, look.done_at = draft.verdict, words, draft.note.strip(), context.now
    agreed = draft.verdict is look.first_verdict
    look.status = "agreed" if agreed else "disagreed"
    session.flush()
    content = context.gateways.keys.digest("assessment", json.dumps([words, look.note]))
    trace(session, context, LOOK, declaration.number, {"agreed": agreed, "content": content})
    if agreed:
        _let_go(session, context, look)
    return _outcome(declaration, look)


def disagreements(session: Session, context: Context) -> tuple[LookRecord, ...]:
    """Give the disagreements that wait for a supervisor of the actor's office, the oldest first."""
    demand(context.actor.role, Task.SETTLE_LOOK)
    rows = session.scalars(select(SecondLook).where(*_unsettled(context)).order_by(SecondLook.id))
    return tuple(look_record(session, row) for row in rows)


def settle(session: Session, context: Context, draft: SettleDraft) -> LookRecord:
    """Let the first decision hold, or take it back so that the file is decided anew.

    One that took effect already cannot be taken back: the file is reopened as any other. Raises `Refused` with
    "may-not", "look-own", "look-settled", "newer-file" (with `number`).
    """
    demand(context.actor.role, Task.SETTLE_LOOK)
    look = _of_office(session, context, draft.look_id, SETTLE)
    if already_done(session, context):
        return look_record(session, look)
    if look.status != "disagreed":
        raise Refused("look-settled")
    _demand_not_his_own(session, context, look)
    declaration = load(session, look.declaration_id)
    held = _held(session, look)
    if not draft.uphold and held is not None:
        holding.undo(session, context, declaration, held, keyed=False)
    look.status = "upheld" if draft.uphold else "overruled"
    look.settled_by_name, look.settled_at = context.actor.full_name, context.now
    session.flush()
    trace(session, context, SETTLE, declaration.number, {"upheld": draft.uphold, "took-effect": held is None})
    if draft.uphold:
        _let_go(session, context, look)
    return look_record(session, look)


# --- steps -------------------------------------------------------------------------------------------------------


def _for(context: Context) -> list[ColumnElement[bool]]:
    not_own = SecondLook.first_officer_id != context.actor.officer_id
    return [SecondLook.office_code == context.actor.office_code, SecondLook.status.in_(TO_DO), not_own]


def _unsettled(context: Context) -> list[ColumnElement[bool]]:
    return [SecondLook.office_code == context.actor.office_code, SecondLook.status == "disagreed"]


def _count(session: Session, where: Sequence[ColumnElement[bool]]) -> int:
    return session.scalar(select(func.count()).select_from(SecondLook).where(*where)) or 0


def _of_office(session: Session, context: Context, look_id: int, act: str) -> SecondLook:
    look = session.get(SecondLook, look_id)
    if look is None or look.office_code != context.actor.office_code:
        raise Refused("may-not", act=act)
    return look


def _demand_not_his_own(session: Session, context: Context, look: SecondLook) -> None:
    """Refuse a supervisor his own decision, unless the office has no other."""
    if look.first_officer_id != context.actor.officer_id:
        return
    others = select(Officer.id).where(
        Officer.office_code == look.office_code,
        Officer.role == Role.SUPERVISOR,
        Officer.active.is_(True),
        Officer.id != context.actor.officer_id,
    )
    if session.scalar(others.limit(1)) is not None:
        raise Refused("look-own")


def _held(session: Session, look: SecondLook) -> HeldDecision | None:
    return session.scalar(select(HeldDecision).where(HeldDecision.act_key == look.act_key))


def _let_go(session: Session, context: Context, look: SecondLook) -> None:
    """Let a decision take effect, unless the first officer's seconds are still running."""
    held = _held(session, look)
    if held is not None and not is_open(held, context.now):
        holding.release(session, context, held)


def _outcome(declaration: Declaration, look: SecondLook) -> LookOutcome:
    return LookOutcome(declaration.number, declaration.full_name, declaration.state, look.verdict is look.first_verdict)
