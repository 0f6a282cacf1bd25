# SPDX-License-Identifier: Apache-2.0
"""The tables of the desk. Times are UTC; personal values never leave the rows that a later purge can overwrite."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from officer_desk.domain.values import (
    Channel,
    HgdAnswer,
    IdentityKind,
    Kind,
    MessageChannel,
    PictureRole,
    Role,
    State,
    Verdict,
)
from officer_desk.models.base import Base, RowId


class Desk(Base):
    """The one row that says what this database is; its kind is fixed when it is made (a trigger guards it)."""

    __tablename__ = "desk"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    """"real" or "sample"."""
    key_check: Mapped[str] = mapped_column(String(64))
    """A keyed digest that only the office's key gives: a foreign key is found out before it seals anything."""
    made_at: Mapped[datetime]


class Office(Base):
    """A social insurance office (cơ quan BHXH)."""

    __tablename__ = "office"
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    parent_code: Mapped[str | None] = mapped_column(String(5))
    address: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(30))


class Officer(Base):
    """Someone who signs in at the desk (cán bộ)."""

    __tablename__ = "officer"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    user_name: Mapped[str] = mapped_column(String(60), unique=True)
    full_name: Mapped[str] = mapped_column(String(100))
    role: Mapped[Role]
    office_code: Mapped[str] = mapped_column(ForeignKey("office.code"))
    counter: Mapped[str | None] = mapped_column(String(20))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=True)
    totp_secret: Mapped[bytes | None]
    """Sealed with the office's key."""
    failures: Mapped[int] = mapped_column(default=0)
    locked_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    active: Mapped[bool] = mapped_column(default=True, server_default=text("1"))
    """False: left the office; kept because the trace names him."""


class RecoveryCode(Base):
    """A one-time code in place of the phone, kept as an HMAC."""

    __tablename__ = "recovery_code"
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    used_at: Mapped[datetime | None]


class UsedCode(Base):
    """A TOTP step that was accepted: never again, whatever the clock says."""

    __tablename__ = "used_code"
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Declaration(Base):
    """A file (hồ sơ): what a citizen declared and how far the office is with it."""

    __tablename__ = "declaration"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    data_version: Mapped[int] = mapped_column(default=1)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    serial: Mapped[str] = mapped_column(String(20))
    """The digits before the first slash, without leading zeros: what people type for short."""
    kind: Mapped[Kind]
    channel: Mapped[Channel]
    submitted_at: Mapped[datetime]
    office_code: Mapped[str] = mapped_column(ForeignKey("office.code"))
    insurance_code: Mapped[str] = mapped_column(String(12), index=True)
    full_name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(120))
    """Folded words with a space before each, for search by words."""
    id_kind: Mapped[IdentityKind]
    id_number: Mapped[str] = mapped_column(String(30), index=True)
    population_verified: Mapped[bool]
    address: Mapped[dict[str, Any]] = mapped_column(JSON)
    phone: Mapped[str] = mapped_column(String(10), index=True)
    email: Mapped[str | None] = mapped_column(String(254))
    email_key: Mapped[str | None] = mapped_column(String(254), index=True)
    wants_email_copy: Mapped[bool]
    certificate: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    guardian: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    changes: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    state: Mapped[State]
    clock_from: Mapped[datetime] = mapped_column(server_default=text("0"))
    """From when the ten days count: the submission, or the day on which the file was brought back or reopened."""
    received_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    supplement_asked_at: Mapped[datetime | None]
    """Since when a file whose citizen came waits for papers."""
    reminded_at: Mapped[datetime | None]
    expired_at: Mapped[datetime | None]
    purged_at: Mapped[datetime | None]
    """When the personal values were destroyed; what is left is a tombstone: number, dates, that it expired."""
    imported_at: Mapped[datetime]
    content_digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the package's content; of a tombstone the keyed digest of that."""
    changed_by: Mapped[str | None] = mapped_column(String(100))
    changed_at: Mapped[datetime | None]

    pictures: Mapped[list["Picture"]] = relationship(order_by="Picture.id", lazy="selectin")
    assessments: Mapped[list["Assessment"]] = relationship(order_by="Assessment.id", lazy="selectin")

    __table_args__ = (
        Index("ix_declaration_list", "office_code", "submitted_at", "id"),
        Index("ix_declaration_state", "office_code", "state", "submitted_at", "id"),
        Index("ix_declaration_name", "office_code", "name_key", "submitted_at", "id"),
        Index("ix_declaration_serial", "office_code", "serial", "submitted_at", "id"),
        Index("ix_declaration_decided", "office_code", "decided_at", "id"),
        # SQLite takes a partial index for what it is worth only when its columns answer more of the question than
        # those of the whole list's index do: hence columns that hold nothing but NULL.
        Index(
            "ix_declaration_clock",
            "office_code",
            "received_at",
            "decided_at",
            "clock_from",
            "submitted_at",
            "id",
            sqlite_where=text("received_at IS NULL AND decided_at IS NULL"),
            postgresql_where=text("received_at IS NULL AND decided_at IS NULL"),
        ),
        Index(
            "ix_declaration_expired",
            "expired_at",
            "id",
            sqlite_where=text("expired_at IS NOT NULL AND purged_at IS NULL"),
            postgresql_where=text("expired_at IS NOT NULL AND purged_at IS NULL"),
        ),
        Index(
            "ix_declaration_changes",
            "office_code",
            "kind",
            "decided_at",
            "submitted_at",
            "id",
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
    )


class Picture(Base):
    """A picture of a file; its bytes lie outside the database under their SHA-256. Replaced ones are kept."""

    __tablename__ = "picture"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    role: Mapped[PictureRole]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    media_type: Mapped[str] = mapped_column(String(20))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    added_at: Mapped[datetime]
    added_by: Mapped[str | None] = mapped_column(String(100))
    superseded_at: Mapped[datetime | None]


class Assessment(Base):
    """One judgement of a file (đánh giá), with what HGĐ answered; rows are only added."""

    __tablename__ = "assessment"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    officer_id: Mapped[int]
    officer_name: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime]
    act_key: Mapped[str] = mapped_column(String(36), unique=True)
    verdict: Mapped[Verdict | None]
    """None: the file was withdrawn or reopened; the trace says which."""
    reasons: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(String(2000))
    seen_version: Mapped[int]
    compared: Mapped[list[str]] = mapped_column(JSON)
    not_compared_reason: Mapped[str] = mapped_column(String(500))
    hgd_answer: Mapped[HgdAnswer | None]
    hgd: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Question, answer, source and time as they were."""
    confirmed_registry_name: Mapped[str | None] = mapped_column(String(100))
    successor: Mapped[str | None] = mapped_column(String(40))
    """The newer declaration that took the place of a withdrawn one."""
    taken_back_at: Mapped[datetime | None]
    """«Hoàn tác»: the one value of a judgement that is ever set later."""


class Account(Base):
    """An electronic-transaction account (tài khoản): its login name is the citizen's code."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    insurance_code: Mapped[str] = mapped_column(String(12), index=True)
    login_name: Mapped[str] = mapped_column(String(12))
    full_name: Mapped[str] = mapped_column(String(100))
    phone: Mapped[str] = mapped_column(String(10), index=True)
    email: Mapped[str | None] = mapped_column(String(254))
    email_key: Mapped[str | None] = mapped_column(String(254), index=True)
    id_kind: Mapped[IdentityKind]
    id_number: Mapped[str] = mapped_column(String(30))
    address: Mapped[dict[str, Any]] = mapped_column(JSON)
    guardian_code: Mapped[str | None] = mapped_column(String(12))
    password_hash: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(20))
    """"pending" (waits for undo) · "active" · "suspended" (its file was reopened) · "cancelled"."""
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    issued_at: Mapped[datetime]
    activated_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_account_live_code",
            "insurance_code",
            unique=True,
            sqlite_where=text("status <> 'cancelled'"),
            postgresql_where=text("status <> 'cancelled'"),
        ),
    )


class AccountChange(Base):
    """One step that made an account what it is; rows are only added."""

    __tablename__ = "account_change"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    """The file from which the step came."""
    act_key: Mapped[str] = mapped_column(String(36), index=True)
    what: Mapped[str] = mapped_column(String(20))
    """"issued" · "changed" · "activated" · "taken-back" · "suspended" · "restored" · "cancelled"."""
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The values that differ: phone, email, full_name, id_kind, id_number, address, pictures (role → SHA-256)."""
    officer_name: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime]


class HeldDecision(Base):
    """A decision that can still be taken back («Hoàn tác»); gone when it is released or taken back."""

    __tablename__ = "held_decision"
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), primary_key=True, autoincrement=False)
    act_key: Mapped[str] = mapped_column(String(36), unique=True)
    officer_id: Mapped[int]
    made_at: Mapped[datetime]
    release_at: Mapped[datetime] = mapped_column(index=True)
    version: Mapped[int]
    """The file's version after the decision: whoever changes the file afterwards makes it final."""
    state_before: Mapped[State]
    supplement_before: Mapped[datetime | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    account_version: Mapped[int | None]
    account_before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """All that the decision changed of an account that was there before; None: it issued the account."""


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


class Draft(Base):
    """What an officer typed for a file and has not recorded (bản nháp), sealed."""

    __tablename__ = "draft"
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True, autoincrement=False)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), primary_key=True, autoincrement=False)
    body: Mapped[bytes]
    saved_at: Mapped[datetime]


class Preference(Base):
    """How an officer likes a screen: columns, widths, order, last filters. Never a name or number of a citizen."""

    __tablename__ = "preference"
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)


class Mark(Base):
    """A fact about the desk as a whole: when a daily run was done, whether sending is paused."""

    __tablename__ = "mark"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class FormPrint(Base):
    """A form that went to a printer or a file."""

    __tablename__ = "form_print"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    act_key: Mapped[str] = mapped_column(String(36), unique=True)
    template: Mapped[str] = mapped_column(String(40))
    data_version: Mapped[int]
    copies: Mapped[int]
    target: Mapped[str] = mapped_column(String(100))
    officer_name: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime]


class TraceEntry(Base):
    """One act or view (nhật ký): append-only, hash-chained per office; triggers refuse anything but INSERT."""

    __tablename__ = "trace_entry"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_code: Mapped[str] = mapped_column(String(5))
    sequence: Mapped[int]
    at: Mapped[datetime]
    officer_id: Mapped[int]
    user_name: Mapped[str] = mapped_column(String(60))
    role: Mapped[Role]
    act: Mapped[str] = mapped_column(String(40))
    act_key: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The client-made key of the act: what makes the same act sent twice be done once."""
    subject: Mapped[str] = mapped_column(String(60))
    """Number of the file, or what else was acted upon."""
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    """States, versions, counts and digests; no personal value in the clear."""
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        UniqueConstraint("office_code", "sequence"),
        Index("ix_trace_entry_subject", "subject", "id"),
    )


class TraceHead(Base):
    """The end of each office's chain, sealed with the office's key: what is cut off at the end is missed."""

    __tablename__ = "trace_head"
    office_code: Mapped[str] = mapped_column(String(5), primary_key=True)
    sequence: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))
