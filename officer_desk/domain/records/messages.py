# SPDX-License-Identifier: Apache-2.0
"""Messages to citizens as the page «Tin nhắn» shows them."""

from dataclasses import dataclass
from datetime import datetime

from officer_desk.domain.values import MessageChannel


@dataclass(frozen=True, slots=True)
class MessagesQuery:
    """One question of the page; `status` is one of the outbox's words or None for all. Newest first."""

    office_code: str
    status: str | None = None
    limit: int = 200
    before_id: int | None = None


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One line of the page."""

    id: int
    channel: MessageChannel
    address: str
    declaration_id: int
    number: str
    full_name: str
    template: str
    """The occasion: "approved", "rejected", "supplement", "changed", "changed-old", "reminder", "received", …"""
    attachment: str | None
    status: str
    """"held" · "queued" · "sending" · "sent" · "failed" · "taken-back" · "told-otherwise"."""
    queued_at: datetime
    next_try_at: datetime
    sent_at: datetime | None
    tries: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One try: "sent", "again" or "failed", the reason's word, and what the other side said (masked)."""

    at: datetime
    outcome: str
    reason: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """One message opened: its text (secrets masked), its tries, and the address that the file has now."""

    row: MessageRow
    subject: str
    body: str
    segments: int
    characters: int
    capacity: int
    attempts: tuple[AttemptRecord, ...]
    file_address: str | None
    give_up_at: datetime | None


@dataclass(frozen=True, slots=True)
class MessagesPage:
    """The answer carries its question. `ways`: channel → "unset", "open" or "retrying"."""

    query: MessagesQuery
    rows: tuple[MessageRow, ...]
    more: bool
    counts: dict[str, int]
    """Status → how many in the office (capped at 1001), of the last 30 days."""
    paused: bool
    ways: dict[MessageChannel, str]


@dataclass(frozen=True, slots=True)
class SendAgainDraft:
    """Send a failed message again, to a corrected address if need be."""

    outbox_id: int
    address: str
    seen_tries: int


@dataclass(frozen=True, slots=True)
class Envelope:
    """A claimed message on its way out; `lease` proves whose it is."""

    outbox_id: int
    lease: str
    message_id: str
    channel: MessageChannel
    address: str
    subject: str
    body: str
    attachment: str | None
    declaration_id: int
    office_code: str
