# SPDX-License-Identifier: Apache-2.0
"""«Hoàn tác»: a decision is stored at once, its messages and the account's activation wait a little.

The waiting decision is a row of its own. Whoever comes first, the officer who takes it back or the desk that releases
it, finds the row and removes it in his transaction; the other finds none.

A decision that a second officer looks at (`looking`) stays held until he agrees, or a supervisor settles it.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from officer_desk.domain.records import DeclarationRecord, TakeBackDraft
from officer_desk.domain.values import Kind, Role, State
from officer_desk.domain.workflow import UNDECIDED, Act, Facts, next_state
from officer_desk.errors import Conflict, Refused
from officer_desk.models.tables import Account, Assessment, Declaration, HeldDecision, OutboxMessage
from officer_desk.services import beside, issuing, looking
from officer_desk.services.context import Context, by_itself
from officer_desk.services.file_records import CLOCK_SLACK, declaration_record, is_open
from officer_desk.services.steps import already_done, call_back, load, mark_changed, trace

_AT_ONCE = 500


def until(context: Context) -> datetime | None:
    """Give until when a decision made now can be taken back; None when the office has no undo."""
    seconds = context.settings.undo_seconds
    return context.now + timedelta(seconds=seconds) if seconds else None


def hold(
    session: Session,
    context: Context,
    declaration: Declaration,
    state_before: State,
    supplement_before: datetime | None,
    account: Account | None = None,
    account_before: dict[str, Any] | None = None,
) -> None:
    """Hold the decision that was just made; without undo time it takes effect at once.

    `account_before`: values and status of an account that was there before; None for one that was just issued.
    """
    earlier = session.get(HeldDecision, declaration.id)
    if earlier is not None:
        release(session, context, earlier)
    held = HeldDecision(
        declaration_id=declaration.id,
        act_key=context.act_key,
        officer_id=context.actor.officer_id,
        made_at=context.now,
        release_at=until(context) or context.now,
        version=declaration.version,
        state_before=state_before,
        supplement_before=supplement_before,
        account_id=None if account is None else account.id,
        account_version=None if account is None else account.version,
        account_before=account_before,
    )
    session.add(held)
    session.flush()
    if looking.begin(session, context, declaration):
        _keep_back(session, held, account)
    elif until(context) is None:
        release(session, context, held)


def release_due(session: Session, context: Context) -> int:
    """Let what nobody took back take effect: messages may go out, accounts are activated. Gives how many decisions.

    A clock that was set back after a decision does not hold it for longer.
    """
    late = or_(HeldDecision.release_at <= context.now, HeldDecision.made_at > context.now + CLOCK_SLACK)
    wanted = select(HeldDecision).where(late, ~beside.still_held())
    due = session.scalars(wanted.order_by(HeldDecision.release_at).limit(_AT_ONCE)).all()
    for held in due:
        release(session, context, held)
    return len(due)


def release(session: Session, context: Context, held: HeldDecision) -> None:
    """Let one held decision take effect: its messages may go out, its account is activated."""
    waited = max(context.now - held.release_at, timedelta())
    for message in _messages(session, held):
        message.status, message.next_try_at = "queued", min(message.next_try_at, context.now)
        if message.give_up_at is not None:
            message.give_up_at += waited
    if held.account_id is not None:
        account = session.get_one(Account, held.account_id)
        if account.status == "pending":
            declaration = load(session, held.declaration_id)
            desk = by_itself(declaration.office_code)
            issuing.activate(session, context, account, declaration.id, desk.full_name)
            trace(session, context, "activate", declaration.number, actor=desk, keyed=False)
    session.delete(held)
    session.flush()


def take_back(session: Session, context: Context, draft: TakeBackDraft) -> DeclarationRecord:
    """Take the newest decision of a file back; the citizen never hears of it.

    Raises `Refused` with "undo-too-late", "undo-not-yours", or "newer-file" (with `number`) when a newer declaration
    of the same person came since; `Conflict("file-changed")`.
    """
    declaration = load(session, draft.declaration_id)
    if already_done(session, context):
        return declaration_record(session, context, declaration)
    undo(session, context, declaration, _demand_held(session, context, declaration))
    return declaration_record(session, context, declaration)


def undo(
    session: Session, context: Context, declaration: Declaration, held: HeldDecision, *, keyed: bool = True
) -> None:
    """Make a held decision undone: the file is to be decided anew. Raises `Refused("newer-file", number=)`."""
    newer = _newer_file(session, declaration)
    if newer is not None:
        raise Refused("newer-file", number=newer)
    before = declaration.state
    facts = Facts(before=held.state_before)
    declaration.state = next_state(Act.TAKE_BACK, before, context.actor.role, facts)
    declaration.decided_at = None
    declaration.supplement_asked_at = held.supplement_before
    mark_changed(context, declaration)
    drop(session, context, held)
    told = {"from": before, "to": declaration.state, "version": declaration.version}
    trace(session, context, Act.TAKE_BACK, declaration.number, told, keyed=keyed)


def drop(session: Session, context: Context, held: HeldDecision) -> None:
    """Let a held decision never take effect: its messages are called back, the account is as it was before."""
    for judged in session.scalars(select(Assessment).where(Assessment.act_key == held.act_key)):
        judged.taken_back_at = context.now
    for message in _messages(session, held):
        call_back(message)
    _take_account_back(session, context, held)
    looking.close(session, held.declaration_id)
    session.delete(held)
    session.flush()


def _demand_held(session: Session, context: Context, declaration: Declaration) -> HeldDecision:
    held = session.get(HeldDecision, declaration.id)
    if held is None or not is_open(held, context.now):
        raise Refused("undo-too-late")
    if context.actor.officer_id != held.officer_id and not _supervises(context, declaration):
        raise Refused("undo-not-yours")
    if declaration.version != held.version:
        raise Conflict("file-changed", by=declaration.changed_by, at=declaration.changed_at, version=held.version)
    account = None if held.account_id is None else session.get_one(Account, held.account_id)
    if account is not None and account.version != held.account_version:
        raise Refused("undo-too-late")
    return held


def _keep_back(session: Session, held: HeldDecision, account: Account | None) -> None:
    """Let nothing of a decision take effect yet, also in an office without undo; an account in use waits with it."""
    for message in session.scalars(select(OutboxMessage).where(OutboxMessage.act_key == held.act_key)):
        message.status = "held"
    if account is not None and account.status == "active":
        account.status = "pending"
    session.flush()


def _newer_file(session: Session, declaration: Declaration) -> str | None:
    """Give the undecided file of the same person that came since this one was decided: there is only ever one."""
    if declaration.state in UNDECIDED:
        return None
    same_kind = Declaration.kind == Kind.CHANGE if declaration.kind is Kind.CHANGE else Declaration.kind != Kind.CHANGE
    same = (Declaration.insurance_code == declaration.insurance_code, Declaration.id != declaration.id, same_kind)
    return session.scalar(select(Declaration.number).where(*same, Declaration.state.in_(UNDECIDED)).limit(1))


def _supervises(context: Context, declaration: Declaration) -> bool:
    """Say whether the actor answers for the file's office, as for reopening; other offices' supervisors do not."""
    return context.actor.role is Role.SUPERVISOR and context.actor.office_code == declaration.office_code


def _take_account_back(session: Session, context: Context, held: HeldDecision) -> None:
    if held.account_id is None:
        return
    account = session.get_one(Account, held.account_id)
    if held.account_before is None:
        account.status = "cancelled"
        account.version += 1
        issuing.note(session, context, account, held.declaration_id, "taken-back")
        return
    now = issuing.account_values(account)
    before = {key: value for key, value in held.account_before.items() if key in now and now[key] != value}
    after = {key: now[key] for key in before}
    issuing.put_back(session, account, before)
    account.status = str(held.account_before["status"])
    issuing.note(session, context, account, held.declaration_id, "taken-back", before=after, after=before)


def _messages(session: Session, held: HeldDecision) -> list[OutboxMessage]:
    where = (OutboxMessage.act_key == held.act_key, OutboxMessage.status == "held")
    return list(session.scalars(select(OutboxMessage).where(*where)))
