# SPDX-License-Identifier: Apache-2.0
"""Opening a decided file again: a supervisor's act with a reason, which suspends the account and tells the citizen."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain.records import DeclarationRecord, MessagePreview, ReopenDraft, ReopenEffects
from officer_desk.domain.values import Kind, State
from officer_desk.domain.workflow import UNDECIDED, Act, Facts, demand_role, next_state
from officer_desk.errors import Refused
from officer_desk.models.tables import Account, AccountChange, Assessment, Declaration, HeldDecision, OutboxMessage
from officer_desk.services import holding, issuing, looking
from officer_desk.services.context import Context
from officer_desk.services.file_records import declaration_record, declared_of, is_open, missing_pictures
from officer_desk.services.offices import message_fields
from officer_desk.services.steps import (
    already_done,
    call_back,
    keep_supplement_clock,
    load,
    load_as_seen,
    mark_changed,
    queue_messages,
    trace,
    write_messages,
)

_TELLS = ("approved", "changed", "changed-old", "rejected")
"""Occasions that tell a citizen how his file was decided."""
_OCCASIONS = {State.APPROVED: "reopened", State.REJECTED: "reconsidered"}


def effects(session: Session, context: Context, declaration_id: int) -> ReopenEffects:
    """Say what reopening will do, before it is done."""
    demand_role(Act.REOPEN, context.actor.role)
    declaration = load(session, declaration_id)
    # What is said here is what `reopen` does: only an approval gave the citizen something that can be suspended.
    approved = declaration.state is State.APPROVED and _waiting(session, declaration) is None
    account = _account(session, context, declaration) if approved else None
    return ReopenEffects(
        None if account is None else account.status,
        account is not None,
        _messages(session, context, declaration, account) if _was_told(session, declaration) else (),
        _blocked_by(session, declaration),
    )


def reopen(session: Session, context: Context, draft: ReopenDraft) -> DeclarationRecord:
    """Open a decided file again.

    Raises `Conflict("file-changed")`, `Refused` with "may-not", "state-does-not-allow", "reason-required",
    "undo-instead" (the decision can still be taken back), "newer-file" (with `number`), "waits-for-look" (another
    decision about the account does).
    """
    demand_role(Act.REOPEN, context.actor.role)
    if already_done(session, context):
        return declaration_record(session, context, load(session, draft.declaration_id))
    declaration = load_as_seen(session, draft.declaration_id, draft.seen_version)
    before = declaration.state
    declaration.state = next_state(Act.REOPEN, before, context.actor.role, _facts(context, declaration))
    _demand_possible(session, context, declaration, draft.reason)
    dropped = _drop_waiting(session, context, declaration)
    account = _account(session, context, declaration) if before is State.APPROVED and not dropped else None
    if account is not None:
        looking.demand_free(session, account, declaration.id)
    looking.close(session, declaration.id)
    told = _was_told(session, declaration)
    messages = _messages(session, context, declaration, account, before) if told else ()
    unsent = _unsent(session, declaration)
    for message in unsent:
        call_back(message)
    declaration.decided_at = None
    # Who never had to come gets ten new days; they are not held against him.
    declaration.clock_from = context.now
    keep_supplement_clock(context, declaration)
    mark_changed(context, declaration)
    session.add(_judgement(context, declaration, draft))
    if account is not None:
        issuing.set_status(session, context, account, declaration.id, "suspended")
    queue_messages(session, context, declaration, _OCCASIONS[before], messages)
    session.flush()
    facts = {"from": before, "to": declaration.state, "version": declaration.version, "suspends": account is not None}
    facts["called-back"] = len(unsent)
    trace(session, context, Act.REOPEN, declaration.number, facts)
    session.refresh(declaration)
    return declaration_record(session, context, declaration)


def _facts(context: Context, declaration: Declaration) -> Facts:
    present = [picture.role for picture in declaration.pictures if picture.superseded_at is None]
    return Facts(
        missing=bool(missing_pictures(declared_of(declaration), present)),
        received=declaration.received_at is not None,
        own_office=declaration.office_code == context.actor.office_code,
    )


def _demand_possible(session: Session, context: Context, declaration: Declaration, reason: str) -> None:
    if not reason.strip():
        raise Refused("reason-required")
    held = session.get(HeldDecision, declaration.id)
    if held is not None and is_open(held, context.now):
        raise Refused("undo-instead")
    if held is not None and not looking.waits(session, held):
        # Its time is over, only nobody has released it yet: the citizen hears of it before he hears of this.
        holding.release(session, context, held)
    newer = _blocked_by(session, declaration)
    if newer is not None:
        raise Refused("newer-file", number=newer)


def _waiting(session: Session, declaration: Declaration) -> HeldDecision | None:
    """Give the decision of a file that waits for a second look."""
    held = session.get(HeldDecision, declaration.id)
    return held if held is not None and looking.waits(session, held) else None


def _drop_waiting(session: Session, context: Context, declaration: Declaration) -> bool:
    """Let a decision that waits for a second look never take effect: the citizen has not heard of it."""
    waiting = _waiting(session, declaration)
    if waiting is not None:
        holding.drop(session, context, waiting)
    return waiting is not None


def _blocked_by(session: Session, declaration: Declaration) -> str | None:
    """Give the file of the same person that took this one's place meanwhile."""
    same_kind = Declaration.kind == Kind.CHANGE if declaration.kind is Kind.CHANGE else Declaration.kind != Kind.CHANGE
    standing = UNDECIDED if declaration.kind is Kind.CHANGE else UNDECIDED | {State.APPROVED}
    return session.scalar(
        select(Declaration.number)
        .where(Declaration.insurance_code == declaration.insurance_code, Declaration.id != declaration.id)
        .where(same_kind, Declaration.state.in_(standing))
        .order_by(Declaration.submitted_at.desc())
        .limit(1)
    )


def _account(session: Session, context: Context, declaration: Declaration) -> Account | None:
    """Give the account that the approved file issued or changed."""
    if declaration.kind is not Kind.CHANGE:
        return issuing.issued_by(session, declaration.id)
    held = session.get(HeldDecision, declaration.id)
    lapsed = held is not None and not is_open(held, context.now)
    changed = select(AccountChange.account_id).where(AccountChange.declaration_id == declaration.id)
    return session.scalar(
        select(Account).where(
            Account.id.in_(changed), Account.status.in_(("active", "pending") if lapsed else ("active",))
        )
    )


def _unsent(session: Session, declaration: Declaration) -> list[OutboxMessage]:
    """Give the messages that would tell of the decision after it was opened again: none of them may leave."""
    where = (OutboxMessage.declaration_id == declaration.id, OutboxMessage.template.in_(_TELLS))
    return list(session.scalars(select(OutboxMessage).where(*where, OutboxMessage.status.in_(("queued", "failed")))))


def _was_told(session: Session, declaration: Declaration) -> bool:
    """Say whether the citizen may know of a decision; who does not is not told that it is undone."""
    where = (OutboxMessage.declaration_id == declaration.id, OutboxMessage.template.in_(_TELLS))
    left = OutboxMessage.status.in_(("sending", "sent", "told-otherwise"))
    return session.scalar(select(OutboxMessage.id).where(*where, left).limit(1)) is not None


def _messages(
    session: Session,
    context: Context,
    declaration: Declaration,
    account: Account | None,
    state: State | None = None,
) -> tuple[MessagePreview, ...]:
    occasion = _OCCASIONS.get(state or declaration.state)
    if occasion is None:
        return ()
    fields = {
        "number": declaration.number,
        "full_name": declaration.full_name,
        "login": declaration.insurance_code,
        **message_fields(session, context.actor.office_code),
    }
    holder = declaration if account is None else account
    return write_messages(context.gateways.texts.template(occasion), holder.phone, holder.email, fields)


def _judgement(context: Context, declaration: Declaration, draft: ReopenDraft) -> Assessment:
    return Assessment(
        declaration_id=declaration.id,
        officer_id=context.actor.officer_id,
        officer_name=context.actor.full_name,
        at=context.now,
        act_key=context.act_key,
        verdict=None,
        reasons=[draft.reason.strip()],
        note="",
        seen_version=draft.seen_version,
        compared=[],
        not_compared_reason="",
    )
