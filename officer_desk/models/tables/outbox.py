# SPDX-License-Identifier: Apache-2.0
"""Messages to citizens and the tries to send them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from officer_desk.domain.values import MessageChannel
from officer_desk.models.base import Base, RowId


class OutboxMessage(Base):
    """A message to a citizen (tin nhắn, thư điện tử chờ gửi); its body is sealed, and wiped when it had a secret."""

    __tablename__ = "outbox_message"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    message_id: Mapped[str] = mapped_column(String(36), unique=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    act_key: Mapped[str] = mapped_column(String(36), index=True)
    channel: Mapped[MessageChannel]
    template: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[bytes]
    """The sealed text that is sent; empty once a text with a secret is sent or taken back."""
    shown: Mapped[bytes | None]
    """The sealed text with the secret masked, where there is one."""
    has_secret: Mapped[bool] = mapped_column(server_default=text("0"))
    attachment: Mapped[str | None] = mapped_column(String(20))
    """"form01": Form 01 is made and attached when it is sent."""
    segments: Mapped[int]
    status: Mapped[str] = mapped_column(String(20), index=True)
    """"held" (waits for undo) · "queued" · "sending" · "sent" · "failed" · "taken-back" · "told-otherwise"."""
    queued_at: Mapped[datetime]
    next_try_at: Mapped[datetime] = mapped_column(server_default=text("0"))
    """When it is due: the end of the undo time, then what the back-off says."""
    give_up_at: Mapped[datetime | None]
    """After that a failed try is the last: a person must look at it."""
    tries: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    lease: Mapped[str | None] = mapped_column(String(36))
    """Whose the message is while it is being sent; only he may say what came of it."""
    lease_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(40))
    """Why the last try failed: a word of `refusals`."""

    __table_args__ = (Index("ix_outbox_message_due", "status", "next_try_at", "id"),)


class DeliveryAttempt(Base):
    """One try to send a message, and what came of it."""

    __tablename__ = "delivery_attempt"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox_message.id"), index=True)
    at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(20))
    """"sent" · "again" (will be tried again) · "failed"."""
    reason: Mapped[str | None] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(String(200))
    """What the other side answered, with numbers and addresses masked."""
