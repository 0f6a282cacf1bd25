# SPDX-License-Identifier: Apache-2.0
"""The trace of all acts and views, and its sealed ends."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from officer_desk.domain.values import Role
from officer_desk.models.base import Base, RowId


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
        Index("ix_trace_entry_officer", "officer_id", "id"),
        Index("ix_trace_entry_at", "office_code", "at", "id"),
    )


class TraceHead(Base):
    """The end of each office's chain, sealed with the office's key: what is cut off at the end is missed."""

    __tablename__ = "trace_head"
    office_code: Mapped[str] = mapped_column(String(5), primary_key=True)
    sequence: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))
