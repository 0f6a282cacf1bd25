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
    received_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    imported_at: Mapped[datetime]
    content_digest: Mapped[str] = mapped_column(String(64))
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
            "submitted_at",
            "id",
            sqlite_where=text("received_at IS NULL AND decided_at IS NULL"),
            postgresql_where=text("received_at IS NULL AND decided_at IS NULL"),
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
    """None: the file was withdrawn."""
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
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    issued_at: Mapped[datetime]
    activated_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_account_active_code",
            "insurance_code",
            unique=True,
            sqlite_where=text("status = 'active'"),
            postgresql_where=text("status = 'active'"),
        ),
    )


class OutboxMessage(Base):
    """A message that waits to be sent (tin nhắn, thư điện tử chờ gửi); its body is sealed."""

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
    segments: Mapped[int]
    status: Mapped[str] = mapped_column(String(20), index=True)
    queued_at: Mapped[datetime]


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
