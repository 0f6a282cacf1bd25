# SPDX-License-Identifier: Apache-2.0
"""The desk itself, its offices and the people who sign in, with what is theirs alone."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column

from officer_desk.domain.values import Role
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


class Mark(Base):
    """A fact about the desk as a whole: when a daily run was done, whether sending is paused."""

    __tablename__ = "mark"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


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
    absent_since: Mapped[datetime | None]
    """Away (vắng): gets no files, and those he had went back to the queue."""
    phone: Mapped[str | None] = mapped_column(String(10))
    """His own: a file with it is looked at by a second officer."""


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


class Preference(Base):
    """How an officer likes a screen: columns, widths, order, last filters. Never a name or number of a citizen."""

    __tablename__ = "preference"
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)


class Draft(Base):
    """What an officer typed for a file and has not recorded (bản nháp), sealed."""

    __tablename__ = "draft"
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True, autoincrement=False)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), primary_key=True, autoincrement=False)
    body: Mapped[bytes]
    saved_at: Mapped[datetime]
