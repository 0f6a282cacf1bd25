# SPDX-License-Identifier: Apache-2.0
"""Who works on a file: claims, assignments, questions to a supervisor, second looks."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from officer_desk.domain.values import Verdict
from officer_desk.models.base import Base, RowId


class Claim(Base):
    """Who has a file in hand (đang xử lý): a lease that lapses by itself. The row stays; its number only grows."""

    __tablename__ = "claim"
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), primary_key=True, autoincrement=False)
    fence: Mapped[int]
    """Grows with every new holder: what a former one still sends is known by its lower number."""
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    officer_name: Mapped[str] = mapped_column(String(100))
    counter: Mapped[str | None] = mapped_column(String(20))
    lease: Mapped[str] = mapped_column(String(36))
    """The window that holds it: one officer may have two."""
    taken_at: Mapped[datetime]
    until: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    """When somebody else could notice: taken, let go, taken over."""

    __table_args__ = (Index("ix_claim_officer", "officer_id", "until"),)


class Assignment(Base):
    """Whose work a file is (phân công), whether he has opened it or not."""

    __tablename__ = "assignment"
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), primary_key=True, autoincrement=False)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    note: Mapped[str] = mapped_column(String(500))
    """What the officer should know."""
    by_name: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime]
    how: Mapped[str] = mapped_column(String(20))
    """"hand" · "rule"."""


class Escalation(Base):
    """A question to a supervisor (chuyển phụ trách) and his answer."""

    __tablename__ = "escalation"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    office_code: Mapped[str] = mapped_column(ForeignKey("office.code"))
    asked_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    asked_by_name: Mapped[str] = mapped_column(String(100))
    question: Mapped[str] = mapped_column(String(2000))
    asked_at: Mapped[datetime]
    answered_by: Mapped[int | None]
    answered_by_name: Mapped[str | None] = mapped_column(String(100))
    answer: Mapped[str] = mapped_column(String(2000), server_default="")
    answered_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_escalation_open", "office_code", "answered_at", "id"),)


class SecondLook(Base):
    """A decision that a second officer looks at afresh (xem lại) before it takes effect."""

    __tablename__ = "second_look"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    office_code: Mapped[str] = mapped_column(ForeignKey("office.code"))
    act_key: Mapped[str] = mapped_column(String(36), unique=True)
    """Of the assessment that is looked at."""
    why: Mapped[list[str]] = mapped_column(JSON)
    """"random" · "near-name" · "shared-phone" · "shared-picture" · "third-refusal" · "own-phone" · "own-name"."""
    asked_at: Mapped[datetime]
    first_officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    first_verdict: Mapped[Verdict]
    status: Mapped[str] = mapped_column(String(20))
    """"open" · "agreed" · "disagreed" (a supervisor settles it) · "upheld" · "overruled" · "taken-back"."""
    officer_id: Mapped[int | None]
    officer_name: Mapped[str | None] = mapped_column(String(100))
    verdict: Mapped[Verdict | None]
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    note: Mapped[str] = mapped_column(String(2000), default="")
    done_at: Mapped[datetime | None]
    settled_by_name: Mapped[str | None] = mapped_column(String(100))
    settled_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_second_look_open", "office_code", "status", "id"),)
