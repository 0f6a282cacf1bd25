# SPDX-License-Identifier: Apache-2.0
"""What services share: the trace, the once-only key, the file as the officer saw it, a queued message."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain.messages import capacity, segments, septets, unaccent
from officer_desk.domain.records import Actor, MessagePreview
from officer_desk.domain.values import MessageChannel, State
from officer_desk.errors import Conflict, Refused
from officer_desk.gateways.texts import MessageTemplate
from officer_desk.models.stored import names_picture
from officer_desk.models.tables import Declaration, Mark, OutboxMessage, TraceEntry, TraceHead
from officer_desk.services.context import Context

GIVE_UP_AFTER = timedelta(hours=24)
"""How long a message is tried before a person must look at it."""
ERASE = "erase:"
"""Beginning of the marks that name pictures whose bytes the next daily run has to erase."""
DROPPED = "dropped:"
"""Beginning of the marks that name the folders in which copies of messages were ever left."""
WITH_FORM = frozenset({"approved", "changed", "received"})
"""Occasions whose e-mail carries Form 01 when the citizen asked for a copy (checklist 54, 61)."""
FIRST = "0" * 64
"""What stands before the first row of a chain."""


def already_done(session: Session, context: Context) -> bool:
    """Say whether this very act (by its key) was done before, so that it is not done again."""
    return session.scalar(select(TraceEntry.id).where(TraceEntry.act_key == context.act_key)) is not None


def trace(
    session: Session,
    context: Context,
    act: str,
    subject: str,
    facts: Mapping[str, object] = MappingProxyType({}),
    *,
    actor: Actor | None = None,
    keyed: bool = True,
) -> None:
    """Add one row to the chain of the actor's office. `facts` must not hold personal values in the clear.

    Raises `Conflict("sent-twice")` for an act that was done under this key before and cannot tell its result again.
    """
    who = actor or context.actor
    if keyed and already_done(session, context):
        raise Conflict("sent-twice")
    end = session.get(TraceHead, who.office_code)
    if end is None:
        end = TraceHead(office_code=who.office_code, sequence=0, digest=FIRST, seal="")
        session.add(end)
    entry = TraceEntry(
        office_code=who.office_code,
        sequence=end.sequence + 1,
        at=context.now,
        officer_id=who.officer_id,
        user_name=who.user_name,
        role=who.role,
        act=act,
        act_key=context.act_key if keyed else None,
        subject=subject,
        facts=dict(facts),
        previous=end.digest,
    )
    entry.digest = digest_of(entry)
    session.add(entry)
    end.sequence, end.digest = entry.sequence, entry.digest
    end.seal = seal_of(context, end)
    session.flush()


def digest_of(entry: TraceEntry) -> str:
    """Give the SHA-256 of a row: of the JSON list described in docs/trace.md, which needs no key to be checked."""
    at = (entry.at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    parts: list[Any] = [
        entry.office_code,
        entry.sequence,
        at,
        entry.officer_id,
        entry.user_name,
        str(entry.role),
        entry.act,
        entry.act_key,
        entry.subject,
        entry.facts,
        entry.previous,
    ]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def seal_of(context: Context, end: TraceHead) -> str:
    """Give the keyed seal of a chain's end: without the office's key nobody can cut the chain unnoticed."""
    return context.gateways.keys.digest("trace", f"{end.office_code}|{end.sequence}|{end.digest}")


def load(session: Session, declaration_id: int) -> Declaration:
    """Give the file's row; raises `Refused("file-unknown")`."""
    found = session.get(Declaration, declaration_id)
    if found is None:
        raise Refused("file-unknown")
    return found


def load_whole(session: Session, declaration_id: int) -> Declaration:
    """Give the row of a file whose data are there; raises `Refused("file-unknown")`, `("file-destroyed")`."""
    found = load(session, declaration_id)
    if found.purged_at is not None:
        raise Refused("file-destroyed")
    return found


def load_as_seen(session: Session, declaration_id: int, seen_version: int) -> Declaration:
    """Give the file's row if it is as the officer saw it; else `Conflict("file-changed")` with who and when."""
    found = load(session, declaration_id)
    if found.version != seen_version:
        raise Conflict("file-changed", by=found.changed_by, at=found.changed_at, version=found.version)
    return found


def mark_changed(context: Context, declaration: Declaration) -> None:
    """Count the change of a file; whoever still sees the former version has to look again."""
    declaration.version += 1
    declaration.changed_by = context.actor.full_name
    declaration.changed_at = context.now


def erase_unnamed(session: Session, context: Context, hashes: set[str]) -> None:
    """Note pictures that no row names any more as bytes to erase."""
    session.flush()
    for sha256 in sorted(hashes):
        if not session.scalar(names_picture(sha256)):
            session.merge(Mark(name=ERASE + sha256[:32], value=sha256, at=context.now))


def keep_supplement_clock(context: Context, declaration: Declaration) -> None:
    """Start the deadline for papers that a citizen who came has to bring; it ends when the file goes on."""
    waits = declaration.state is State.INCOMPLETE and declaration.received_at is not None
    declaration.supplement_asked_at = (declaration.supplement_asked_at or context.now) if waits else None


def write_messages(
    template: MessageTemplate, phone: str, email: str | None, fields: dict[str, str]
) -> tuple[MessagePreview, ...]:
    """Fill the texts of an occasion: an SMS, and an e-mail where there is an address."""
    fields = {"office_address": "", "office_phone": "", "due_on": "", **fields}
    sms = unaccent(template.sms.format(**fields))
    parts = segments(sms)
    found = [MessagePreview(MessageChannel.SMS, phone, "", sms, parts, septets(sms), capacity(parts))]
    if email is not None:
        body = template.email.format(**fields)
        found.append(
            MessagePreview(
                MessageChannel.EMAIL, email, template.subject.format(**fields), body, 1, len(body), len(body)
            )
        )
    return tuple(found)


def call_back(message: OutboxMessage) -> None:
    """Let a message that has not left never leave; what it said stays to be read, its secret does not."""
    message.shown = message.shown if message.has_secret else message.body
    message.status, message.body = "taken-back", b""


def queue_messages(
    session: Session,
    context: Context,
    declaration: Declaration,
    occasion: str,
    messages: tuple[MessagePreview, ...],
    *,
    shown: tuple[MessagePreview, ...] | None = None,
    held_until: datetime | None = None,
) -> None:
    """Put messages into the outbox (bodies sealed) in the same transaction as the decision they tell of.

    `shown`: the same messages with the secret masked, where there is one. `held_until`: they wait for «Hoàn tác».
    """
    keys = context.gateways.keys
    due = held_until or context.now
    for place, message in enumerate(messages):
        told = message.occasion or occasion
        copy = declaration.wants_email_copy and message.channel is MessageChannel.EMAIL and told in WITH_FORM
        session.add(
            OutboxMessage(
                message_id=str(uuid.uuid4()),
                declaration_id=declaration.id,
                act_key=context.act_key,
                channel=message.channel,
                template=told,
                address=message.address,
                subject=message.subject,
                body=keys.seal("outbox", message.body),
                shown=None if shown is None else keys.seal("outbox", shown[place].body),
                has_secret=shown is not None and shown[place].body != message.body,
                attachment="form01" if copy else None,
                segments=message.segments,
                status="queued" if held_until is None else "held",
                queued_at=context.now,
                next_try_at=due,
                give_up_at=due + GIVE_UP_AFTER,
            )
        )
