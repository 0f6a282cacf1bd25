# SPDX-License-Identifier: Apache-2.0
"""Which pictures the database names: what is not among them may be erased, what is must be there."""

from sqlalchemy import CompoundSelect, Select, exists, or_, select, union

from officer_desk.models.tables import Picture, SignedPage


def stored_pictures() -> CompoundSelect[str]:
    """Ask for the SHA-256 of every picture of a file, and of every signed page, each once."""
    return union(select(Picture.sha256), select(SignedPage.sha256))


def names_picture(sha256: str) -> Select[bool]:
    """Ask whether a file or the tray has this picture."""
    return select(or_(exists().where(Picture.sha256 == sha256), exists().where(SignedPage.sha256 == sha256)))
