# SPDX-License-Identifier: Apache-2.0
"""What a file shares with files under other codes: pictures, phone, e-mail, ID number. Shown on both sides.

A picture is the same when it looks the same, scaled or encoded anew. Papers of one kind look alike, whoever they are
of: where anything could be read of one, it is the same as another that says the same.
"""

from collections.abc import Iterator
from itertools import combinations_with_replacement

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from officer_desk.domain.records import Duplicate
from officer_desk.domain.sketches import are_same, bits_apart
from officer_desk.domain.values import PictureRole
from officer_desk.models.tables import Declaration, Picture, PictureReading
from officer_desk.services import readings
from officer_desk.services.context import Context
from officer_desk.services.file_records import declared_of, related_files

NEAR = 7
"""So many bits of 64 may differ in pictures that are looked at more closely."""
_BITS = 16
_MOST = 200
_SAME_PERSON = "same-person"
_Row = PictureReading
_BANDS = (_Row.band_a, _Row.band_b, _Row.band_c, _Row.band_d)


def of(session: Session, context: Context, declaration: Declaration) -> tuple[Duplicate, ...]:
    """Give what files under other codes have too, each with the other file; what may be shared is left out."""
    values = (
        Duplicate(file.what, file.declaration_id, file.number, file.full_name)
        for file in related_files(session, declared_of(declaration), declaration.id)
        if file.what != _SAME_PERSON and not file.allowed
    )
    return tuple(dict.fromkeys([*_pictures(session, context, declaration), *values]))


def _pictures(session: Session, context: Context, declaration: Declaration) -> Iterator[Duplicate]:
    """Find the same picture in files of somebody else, whatever became of them."""
    others = (
        select(Declaration.id, Declaration.number, Declaration.full_name, Picture.role)
        .join(Picture, Picture.declaration_id == Declaration.id)
        .where(Declaration.insurance_code != declaration.insurance_code, Picture.superseded_at.is_(None))
        .order_by(Declaration.id.desc())
        .limit(_MOST)
    )
    for picture in declaration.pictures:
        if picture.superseded_at is not None:
            continue
        is_portrait = picture.role is PictureRole.PORTRAIT
        same = [picture.sha256, *_same(session, context, picture.sha256, is_portrait=is_portrait)]
        for file_id, number, name, role in session.execute(others.where(Picture.sha256.in_(same))):
            portraits = is_portrait and role is PictureRole.PORTRAIT
            yield Duplicate("portrait" if portraits else "picture", file_id, number, name)


def _same(session: Session, context: Context, sha256: str, *, is_portrait: bool) -> list[str]:
    """Give the pictures that are the same as one, though not byte by byte."""
    row = session.scalar(select(_Row).where(_Row.sha256 == sha256))
    if row is None:
        return []
    if row.said is not None and not is_portrait:
        return list(session.scalars(select(_Row.sha256).where(_Row.said == row.said).limit(_MOST)))
    own = readings.sketch(context, row)
    if not own:
        return []
    alike = may_look_alike(row.likeness) if is_portrait else _Row.likeness.in_(nearly_equal(row.likeness))
    near = [
        other
        for other in session.scalars(select(_Row).where(alike, _Row.sha256 != sha256))
        if bits_apart(row.likeness, other.likeness) <= NEAR and (is_portrait or other.said is None)
    ]
    return [other.sha256 for other in near if are_same(own, readings.sketch(context, other))][:_MOST]


def may_look_alike(likeness: str) -> ColumnElement[bool]:
    """Find rows whose likeness may be near: every one that differs in seven bits or fewer is among them.

    Of four parts then at least one differs in one bit or in none.
    """
    parts = zip(_BANDS, readings.bands(likeness), strict=True)
    return or_(*(column.in_([part, *(part ^ (1 << bit) for bit in range(_BITS))]) for column, part in parts))


def nearly_equal(likeness: str) -> list[str]:
    """Give a likeness, and every one that differs from it in two bits at the most (2,081)."""
    own = int(likeness, 16)
    flips = [0, *(1 << bit for bit in range(64))]
    return [f"{own ^ look:016x}" for look in {one | other for one, other in combinations_with_replacement(flips, 2)}]
