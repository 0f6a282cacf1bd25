# SPDX-License-Identifier: Apache-2.0
"""The outbox: claiming what is due under a lease, settling what came of it, and the page «Tin nhắn»."""

import hashlib
import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from officer_desk.domain.codes import is_email, phone
from officer_desk.domain.messages import capacity, segments, septets
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import (
    AttemptRecord,
    Envelope,
    MessageRecord,
    MessageRow,
    MessagesPage,
    MessagesQuery,
    SendAgainDraft,
)
from officer_desk.domain.values import MessageChannel
from officer_desk.errors import Conflict, Refused
from officer_desk.gateways.sending import Again, Answer, Failed, Sent
from officer_desk.models.tables import Declaration, DeliveryAttempt, Mark, OutboxMessage
from officer_desk.services import holding
from officer_desk.services.context import Context, by_itself
from officer_desk.services.file_records import CLOCK_SLACK, declared_of, wanted_contact
from officer_desk.services.steps import DROPPED, GIVE_UP_AFTER, already_done, load, trace

LEASE = timedelta(seconds=120)
"""Longer than `sending.WHOLE_SECONDS`: whoever holds it has ended before anybody else begins."""
GONE = "gone"
"""What became of a message whose file is destroyed."""
PAUSED = "outbox-paused"
"""The mark that is there while nothing is to be sent."""
_FIRST_PAUSE, _LONGEST_PAUSE, _JITTER = 30.0, 3600.0, 15.0
_STATUS = {"sent": "sent", "again": "queued", "failed": "failed"}
COUNT_CAP = 1000
STATUSES = ("held", "queued", "sending", "sent", "failed", "taken-back", "told-otherwise")
_COUNTED = timedelta(days=30)
_WAITING = ("held", "queued", "sending")


def claim(session: Session, context: Context, channels: Collection[MessageChannel], most: int = 1) -> list[Envelope]:
    """Release what nobody took back, then take the messages that are due: they are the caller's for `LEASE`.

    A message whose sender died is due again when its lease is over; it keeps its id.
    """
    holding.release_due(session, context)
    if not channels or is_paused(session):
        return []
    now = context.now
    queued, sending = OutboxMessage.status == "queued", OutboxMessage.status == "sending"
    due = or_(
        and_(queued, OutboxMessage.next_try_at <= now),
        and_(sending, OutboxMessage.lease_until <= now),
        # Nothing is ever put off for so long: the clock was set back since, and must not hold it until then.
        and_(queued, OutboxMessage.next_try_at > now + GIVE_UP_AFTER + CLOCK_SLACK),
        and_(sending, OutboxMessage.lease_until > now + LEASE + CLOCK_SLACK),
    )
    wanted = select(OutboxMessage).where(due, OutboxMessage.channel.in_(channels))
    found = session.scalars(wanted.order_by(OutboxMessage.next_try_at, OutboxMessage.id).limit(most)).all()
    return [_take(session, context, message) for message in found]


def settle(session: Session, context: Context, envelope: Envelope, answer: Answer) -> str | None:
    """Write down what came of a claimed message; gives its new status, None when the message is no longer ours.

    `GONE`: its file was destroyed while it was being sent.
    """
    message = session.get(OutboxMessage, envelope.outbox_id)
    if message is None:
        return GONE
    if message.status != "sending" or message.lease != envelope.lease:
        return None
    outcome = _outcome(message, answer, context.now)
    message.status = _STATUS[outcome]
    message.reason = None if isinstance(answer, Sent) else answer.reason
    message.lease = message.lease_until = None
    tried = DeliveryAttempt(
        outbox_id=message.id, at=context.now, outcome=outcome, reason=message.reason, detail=answer.detail[:200]
    )
    session.add(tried)
    if outcome != "again":
        _trace_end(session, context, message)
    session.flush()
    return message.status


def left(session: Session, context: Context) -> int:
    """Count what still waits, in all offices."""
    return session.scalar(select(func.count()).where(OutboxMessage.status.in_(_WAITING))) or 0


def note_folder(session: Session, context: Context, folder: str) -> None:
    """Note that copies of messages are left in a folder: when a file is destroyed, they are looked for there too.

    The setting may name another folder, or a server, by then.
    """
    name = DROPPED + hashlib.sha256(folder.encode()).hexdigest()[:32]
    if session.get(Mark, name) is None:
        session.add(Mark(name=name, value=folder, at=context.now))


def is_paused(session: Session) -> bool:
    """Say whether somebody paused all sending."""
    return session.get(Mark, PAUSED) is not None


def _take(session: Session, context: Context, message: OutboxMessage) -> Envelope:
    message.status = "sending"
    lease = message.lease = str(uuid.uuid4())
    message.lease_until = context.now + LEASE
    if message.tries == 0 or message.give_up_at is None:
        # The day counts from the first try: until then nobody had set the way, or sending was paused.
        message.give_up_at = context.now + GIVE_UP_AFTER
    message.tries += 1
    session.flush()
    return Envelope(
        outbox_id=message.id,
        lease=lease,
        message_id=message.message_id,
        channel=message.channel,
        address=message.address,
        subject=message.subject,
        body=context.gateways.keys.unseal("outbox", message.body),
        attachment=message.attachment,
        declaration_id=message.declaration_id,
        office_code=load(session, message.declaration_id).office_code,
    )


def _outcome(message: OutboxMessage, answer: Answer, now: datetime) -> str:
    """Apply an answer: wipe what was sent, put back what is to be tried again; a failed one keeps when it was tried."""
    match answer:
        case Sent():
            message.sent_at = now
            if message.has_secret:
                message.body = b""
            return "sent"
        case Failed():
            message.next_try_at = now
            return "failed"
        case Again():
            give_up = message.give_up_at or now
            if now >= give_up:
                message.next_try_at = now
                return "failed"
            # The last try is the one at the very end, however long the other side wants to rest.
            message.next_try_at = min(max(now + _pause(message.tries), answer.not_before or now), give_up)
            return "again"


def _pause(tries: int) -> timedelta:
    """Give how long to wait after so many tries: half a minute, doubled each time, an hour at most."""
    from tenacity import RetryCallState, Retrying, wait_exponential_jitter  # noqa: PLC0415 - brings asyncio along

    state = RetryCallState(Retrying(), None, (), {})
    state.attempt_number = max(1, tries)
    back_off = wait_exponential_jitter(multiplier=_FIRST_PAUSE, max=_LONGEST_PAUSE, exp_base=2, jitter=_JITTER)
    return timedelta(seconds=back_off(state))


def _trace_end(session: Session, context: Context, message: OutboxMessage) -> None:
    """Trace that a message went out, or that nobody will try it any more."""
    number, office = session.execute(
        select(Declaration.number, Declaration.office_code).where(Declaration.id == message.declaration_id)
    ).one()
    facts = {"channel": message.channel, "template": message.template, "tries": message.tries}
    act = "message-sent" if message.status == "sent" else "message-failed"
    trace(session, context, act, number, facts, actor=by_itself(office), keyed=False)


def page(session: Session, context: Context, query: MessagesQuery) -> MessagesPage:
    """Give one page of the office's messages, newest first, with how many there are of each status."""
    _demand_own(context, Task.VIEW, query.office_code)
    rows = select(OutboxMessage, Declaration).join(Declaration, Declaration.id == OutboxMessage.declaration_id)
    rows = rows.where(Declaration.office_code == query.office_code)
    if query.status is not None:
        rows = rows.where(OutboxMessage.status == query.status)
    if query.before_id is not None:
        rows = rows.where(OutboxMessage.id < query.before_id)
    found = session.execute(rows.order_by(OutboxMessage.id.desc()).limit(query.limit + 1)).all()
    return MessagesPage(
        query=query,
        rows=tuple(_row(message, declaration) for message, declaration in found[: query.limit]),
        more=len(found) > query.limit,
        counts=_counts(session, context, query.office_code),
        paused=is_paused(session),
        ways=_ways(session, context),
    )


def open_message(session: Session, context: Context, outbox_id: int) -> MessageRecord:
    """Give one message with its text, secrets masked, and every try. Raises `Refused("message-unknown")`."""
    message, declaration = _load(session, context, Task.VIEW, outbox_id)
    return _record(session, context, message, declaration)


def send_again(session: Session, context: Context, draft: SendAgainDraft) -> MessageRecord:
    """Send a message again that failed, to a corrected address if need be; the file keeps the address it has.

    Raises `Refused` with "may-not", "message-unknown", "message-not-failed", "message-wiped", "phone-shape",
    "email-shape"; `Conflict("message-moved")` when it was tried meanwhile.
    """
    message, declaration = _load(session, context, Task.SEND_MESSAGE, draft.outbox_id)
    if already_done(session, context):
        return _record(session, context, message, declaration)
    if message.tries != draft.seen_tries:
        raise Conflict("message-moved")
    if message.status not in {"failed", "told-otherwise"}:
        raise Refused("message-not-failed")
    if not message.body:
        raise Refused("message-wiped")
    address = _address(message.channel, draft.address)
    corrected = address != message.address
    if corrected:
        # Another address gets another message: nobody must take it for the one that went astray.
        message.address, message.message_id = address, str(uuid.uuid4())
    message.status, message.reason, message.tries = "queued", None, 0
    message.next_try_at, message.give_up_at = context.now, context.now + GIVE_UP_AFTER
    _trace_act(session, context, "message-again", message, declaration, corrected=corrected)
    return _record(session, context, message, declaration)


def told_otherwise(session: Session, context: Context, outbox_id: int) -> MessageRecord:
    """Note that the citizen was told at the counter or by telephone: the message waits no more.

    Raises `Refused` with "may-not", "message-unknown", "message-not-waiting".
    """
    message, declaration = _load(session, context, Task.SEND_MESSAGE, outbox_id)
    if already_done(session, context):
        return _record(session, context, message, declaration)
    if message.status not in {"failed", "queued"}:
        raise Refused("message-not-waiting")
    message.status = "told-otherwise"
    _trace_act(session, context, "message-told", message, declaration)
    return _record(session, context, message, declaration)


def pause(session: Session, context: Context, paused: bool) -> bool:
    """Stop or resume all sending of this desk's offices; what is on its way just now still goes out."""
    demand(context.actor.role, Task.PAUSE_MESSAGES)
    mark = session.get(Mark, PAUSED)
    if already_done(session, context) or (mark is not None) == paused:
        return paused
    if mark is None:
        session.add(Mark(name=PAUSED, value=context.actor.user_name, at=context.now))
    else:
        session.delete(mark)
    session.flush()
    trace(session, context, "messages-paused" if paused else "messages-resumed", "outbox")
    return paused


def _demand_own(context: Context, task: Task, office_code: str) -> None:
    demand(context.actor.role, task)
    if office_code != context.actor.office_code:
        raise Refused("may-not", act=task)


def _load(session: Session, context: Context, task: Task, outbox_id: int) -> tuple[OutboxMessage, Declaration]:
    message = session.get(OutboxMessage, outbox_id)
    if message is None:
        raise Refused("message-unknown")
    declaration = load(session, message.declaration_id)
    _demand_own(context, task, declaration.office_code)
    return message, declaration


def _address(channel: MessageChannel, typed: str) -> str:
    if channel is MessageChannel.SMS:
        number = phone(typed)
        if number is None:
            raise Refused("phone-shape")
        return number
    address = typed.strip()
    if not is_email(address):
        raise Refused("email-shape")
    return address


def _trace_act(
    session: Session,
    context: Context,
    act: str,
    message: OutboxMessage,
    declaration: Declaration,
    **more: bool,
) -> None:
    session.flush()
    address = context.gateways.keys.digest("address", message.address)
    facts = {"channel": message.channel, "template": message.template, "address": address, **more}
    trace(session, context, act, declaration.number, facts)


def _row(message: OutboxMessage, declaration: Declaration) -> MessageRow:
    return MessageRow(
        id=message.id,
        channel=message.channel,
        address=message.address,
        declaration_id=declaration.id,
        number=declaration.number,
        full_name=declaration.full_name,
        template=message.template,
        attachment=message.attachment,
        status=message.status,
        queued_at=message.queued_at,
        next_try_at=message.next_try_at,
        sent_at=message.sent_at,
        tries=message.tries,
        reason=message.reason,
    )


def _record(session: Session, context: Context, message: OutboxMessage, declaration: Declaration) -> MessageRecord:
    attempts = session.scalars(
        select(DeliveryAttempt).where(DeliveryAttempt.outbox_id == message.id).order_by(DeliveryAttempt.id)
    )
    body = _shown(context, message)
    is_sms = message.channel is MessageChannel.SMS
    parts = segments(body) if is_sms else 1
    return MessageRecord(
        row=_row(message, declaration),
        subject=message.subject,
        body=body,
        segments=parts,
        characters=septets(body) if is_sms else len(body),
        capacity=capacity(parts) if is_sms else len(body),
        attempts=tuple(AttemptRecord(tried.at, tried.outcome, tried.reason, tried.detail) for tried in attempts),
        file_address=wanted_contact(declared_of(declaration))[0 if is_sms else 1],
        give_up_at=message.give_up_at,
    )


def _shown(context: Context, message: OutboxMessage) -> str:
    """Give the text as an officer may see it; nothing of a text with a secret that has no masked copy."""
    sealed = message.shown if message.has_secret else message.shown or message.body
    return context.gateways.keys.unseal("outbox", sealed) if sealed else ""


def _counts(session: Session, context: Context, office_code: str) -> dict[str, int]:
    """Count the messages of the last days by status, each up to a cap."""
    since = context.now - _COUNTED
    found: dict[str, int] = {}
    for status in STATUSES:
        some = (
            select(OutboxMessage.id)
            .join(Declaration, Declaration.id == OutboxMessage.declaration_id)
            .where(OutboxMessage.status == status, OutboxMessage.queued_at >= since)
            .where(Declaration.office_code == office_code)
            .limit(COUNT_CAP + 1)
        )
        found[status] = session.scalar(select(func.count()).select_from(some.subquery())) or 0
    return found


def _ways(session: Session, context: Context) -> dict[MessageChannel, str]:
    """Say of each channel whether its way is set, and whether what was tried last has to be tried again."""
    urls = {MessageChannel.SMS: context.settings.sms_url, MessageChannel.EMAIL: context.settings.mail_url}
    retrying = set(
        session.scalars(
            select(OutboxMessage.channel).where(OutboxMessage.status == "queued", OutboxMessage.tries > 0).distinct()
        )
    )
    return {
        channel: "unset" if not url.strip() else "retrying" if channel in retrying else "open"
        for channel, url in urls.items()
    }
