# SPDX-License-Identifier: Apache-2.0
"""Accounts, and every step that made them what they are."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from officer_desk.domain.values import IdentityKind
from officer_desk.models.base import Base, RowId


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
