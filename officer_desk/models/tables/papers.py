# SPDX-License-Identifier: Apache-2.0
"""Signed forms that were scanned."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from officer_desk.models.base import Base, RowId


class SignedPage(Base):
    """A scanned page of a signed form (tờ khai đã ký): of a file, or in the tray until somebody types its number.

    Its bytes lie outside the database under their SHA-256, like those of pictures.
    """

    __tablename__ = "signed_page"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_code: Mapped[str] = mapped_column(ForeignKey("office.code"))
    """The office that scanned it."""
    declaration_id: Mapped[int | None] = mapped_column(ForeignKey("declaration.id"), index=True)
    """None: it waits in the tray."""
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    media_type: Mapped[str] = mapped_column(String(20))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    number: Mapped[str | None] = mapped_column(String(40), index=True)
    """What the form's code says of its file (a forged one may lie); None: nobody could read it."""
    data_version: Mapped[int | None]
    """Of the data that were printed, as the form's code says; None: nobody could read it."""
    batch: Mapped[str] = mapped_column(String(36))
    """The stack or round in which it was scanned."""
    place: Mapped[int]
    """Its number in that stack, from 1."""
    source: Mapped[str] = mapped_column(String(20))
    """"scanner" · "files" · "folder"."""
    why_tray: Mapped[str | None] = mapped_column(String(20))
    """"no-code" · "unknown-number" · "forged" (never attached); None: it found its file by itself."""
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(100))
    filed_at: Mapped[datetime | None]
    filed_by: Mapped[str | None] = mapped_column(String(100))
    superseded_at: Mapped[datetime | None]
    """Scanned anew: kept, but no longer the one that counts."""

    __table_args__ = (Index("ix_signed_page_tray", "office_code", "declaration_id", "superseded_at", "id"),)
