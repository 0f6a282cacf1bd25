# SPDX-License-Identifier: Apache-2.0
"""What the program read of pictures, and so also which pictures it still has to read."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from officer_desk.models.base import Base, RowId


class PictureReading(Base):
    """What was read of a stored picture: once for all files that have it.

    The row is made with the picture's own, in the same transaction: the rows that say «not yet» are the queue, and the
    newest of them is the next.
    """

    __tablename__ = "picture_reading"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    version: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Of the checker that read codes, quality and likeness; 0: not read yet."""
    wants_lines: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    """The machine-readable lines of a card or passport may stand on it: reading them takes its time."""
    lines_version: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Of the checker that looked for those lines; 0: not yet."""
    data: Mapped[bytes | None]
    """The reading as JSON, sealed like the picture itself: it says what otherwise stands only on the card.

    None of a picture that was read: its bytes could not be had.
    """
    said: Mapped[str | None] = mapped_column(String(64), index=True)
    """Keyed digest of what its code (or its lines) says: the same paper has the same wherever it turns up again."""
    likeness: Mapped[str] = mapped_column(String(16), default="", server_default="")
    """64 bits in hex, near for pictures that look alike; empty: nothing to compare."""
    sketch: Mapped[bytes | None]
    """16 × 16 grey points, sealed: whether a picture that may be the same is the same."""
    band_a: Mapped[int | None]
    band_b: Mapped[int | None]
    band_c: Mapped[int | None]
    band_d: Mapped[int | None]
    """The likeness in four parts: pictures that look alike have at least one of them (nearly) in common."""
    read_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_picture_reading_version", "version", "id"),
        Index(
            "ix_picture_reading_lines",
            "lines_version",
            "id",
            sqlite_where=text("wants_lines = 1"),
            postgresql_where=text("wants_lines"),
        ),
        Index("ix_picture_reading_likeness", "likeness"),
        Index("ix_picture_reading_band_a", "band_a"),
        Index("ix_picture_reading_band_b", "band_b"),
        Index("ix_picture_reading_band_c", "band_c"),
        Index("ix_picture_reading_band_d", "band_d"),
    )
