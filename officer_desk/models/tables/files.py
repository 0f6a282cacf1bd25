# SPDX-License-Identifier: Apache-2.0
"""A file: what was declared, its pictures, judgements and prints, and the decision that can still be taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from officer_desk.domain.values import Channel, HgdAnswer, IdentityKind, Kind, PictureRole, State, Verdict
from officer_desk.models.base import Base, RowId


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
    registry_answer: Mapped[HgdAnswer | None]
    """What HGĐ last said of an undecided file, so that a supervisor can count without asking; None: not asked yet."""
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
        Index("ix_declaration_imported", "office_code", "imported_at", "id"),
        Index("ix_declaration_decided", "office_code", "decided_at", "state", "id"),
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
            "ix_declaration_registry",
            "office_code",
            "registry_answer",
            "decided_at",
            "submitted_at",
            "id",
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
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
    not_signed_reason: Mapped[str] = mapped_column(String(500), server_default="")
    """Why it was approved without the signed form, where the office insists on one."""
    spent_seconds: Mapped[int | None]
    """From taking the file in hand to the decision; None: nobody held it."""
    hgd_answer: Mapped[HgdAnswer | None]
    hgd: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Question, answer, source and time as they were."""
    confirmed_registry_name: Mapped[str | None] = mapped_column(String(100))
    successor: Mapped[str | None] = mapped_column(String(40))
    """The newer declaration that took the place of a withdrawn one."""
    taken_back_at: Mapped[datetime | None]
    """«Hoàn tác»: the one value of a judgement that is ever set later."""


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
