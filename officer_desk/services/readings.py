# SPDX-License-Identifier: Apache-2.0
"""What was read of pictures, and which of them are still to be read: the rows themselves are the queue.

A picture is read twice: first its codes, quality and likeness, which is quick, then the machine-readable lines of a
card or passport, which is not. What was read says what otherwise stands only on the card, and is sealed as the
picture is. None of it is traced: it is the desk's own work, and can be done again at any time.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, delete, exists, func, select
from sqlalchemy.orm import Session

from officer_desk.domain.records import (
    CardCode,
    Corners,
    Declared,
    MachineLines,
    PictureHint,
    PictureReading,
)
from officer_desk.domain.values import IdentityKind, PictureRole
from officer_desk.gateways import sealed_files
from officer_desk.gateways.card_readers import CHECKER_VERSION
from officer_desk.gateways.likeness_hash import HASH
from officer_desk.gateways.pictures import StoredPicture
from officer_desk.models import tables
from officer_desk.models.tables import Picture
from officer_desk.services.context import Context

_PURPOSE = "readings"
_Row = tables.PictureReading


class Wanted(NamedTuple):
    """A picture that is to be read, and whether its lines are wanted too."""

    sha256: str
    lines: bool


def expect(
    session: Session, context: Context, declared: Declared, pictures: Mapping[PictureRole, StoredPicture]
) -> None:
    """Let the pictures that a file gets be read; what was read of one before still counts."""
    for role, picture in pictures.items():
        row = session.scalar(select(_Row).where(_Row.sha256 == picture.sha256))
        if row is None:
            row = _Row(sha256=picture.sha256, wants_lines=False)
            session.add(row)
            _note_likeness(context, row, picture.likeness)
        row.wants_lines = row.wants_lines or _may_have_lines(role, declared)
        session.flush()


def known(session: Session, context: Context, hashes: Iterable[str]) -> dict[str, PictureReading]:
    """Give what was read of some pictures, by an older checker too; what was not read or cannot be had is left out."""
    found: dict[str, PictureReading] = {}
    for row in session.scalars(select(_Row).where(_Row.sha256.in_(list(hashes)), _Row.data.is_not(None))):
        reading = _opened(context, row)
        if reading is not None:
            found[row.sha256] = reading
    return found


def unread(session: Session, context: Context, declaration_id: int) -> tuple[Wanted, ...]:
    """Give the present pictures of one file that are still to be read: first all codes, then all lines.

    A picture whose bytes are gone is not waited for.
    """
    own = select(Picture.sha256).where(Picture.declaration_id == declaration_id, Picture.superseded_at.is_(None))
    hashes = [found for found in session.scalars(own.order_by(Picture.id)) if _is_there(context, found)]
    rows = {row.sha256: row for row in session.scalars(select(_Row).where(_Row.sha256.in_(hashes)))}
    codes = [Wanted(found, False) for found in hashes if found not in rows or not _is_read(context, rows[found])]
    lines = [Wanted(found, True) for found in hashes if found in rows and _lacks_lines(rows[found])]
    return tuple(dict.fromkeys([*codes, *lines]))


def to_read(session: Session, context: Context, limit: int) -> tuple[Wanted, ...]:
    """Give the next pictures of the queue: unread ones first, then lines, then what an older checker read."""
    found: list[Wanted] = []
    for lines, condition, oldest in (
        (False, _Row.version == 0, _Row.id),
        (True, and_(_Row.wants_lines, _Row.lines_version == 0), _Row.id),
        (False, and_(_Row.version > 0, _outdated()), _Row.version),
        (True, and_(_Row.lines_version > 0, _lines_outdated()), _Row.lines_version),
    ):
        rest = limit - len(found)
        if rest > 0:
            newest = select(_Row.sha256).where(condition).order_by(oldest.desc(), _Row.id.desc()).limit(rest)
            found += [Wanted(sha256, lines) for sha256 in session.scalars(newest)]
    return tuple(found)


def left(session: Session, context: Context) -> int:
    """Count the pictures of which something is still to be read."""
    codes = select(func.count()).select_from(_Row).where(_outdated())
    # The sum keeps SQLite from going through all that is read by the index of `version`.
    lines = select(func.count()).select_from(_Row).where(_lines_outdated(), _Row.version + 0 >= CHECKER_VERSION)
    return (session.scalar(codes) or 0) + (session.scalar(lines) or 0)


def store(session: Session, context: Context, reading: PictureReading) -> bool:
    """Keep what was read; False when no file has the picture any more. Doing it twice is doing it once."""
    row = _row_of(session, reading.sha256)
    if row is None:
        return False
    before = _opened(context, row)
    if before is not None and before.version == reading.version and before.lines_tried and not reading.lines_tried:
        reading = replace(reading, lines=before.lines, lines_tried=True)
    row.version = reading.version
    if reading.lines_tried:
        row.lines_version = reading.version
    text = json.dumps(asdict(reading), ensure_ascii=False, separators=(",", ":"))
    row.data = sealed_files.seal(_key(context), row.sha256, text.encode())
    row.said = _said(context, reading)
    _note_likeness(context, row, reading.likeness)
    row.read_at = context.now
    return True


def give_up(session: Session, context: Context, sha256: str) -> None:
    """Note a picture whose bytes cannot be had: it is not tried again until its file is opened."""
    row = _row_of(session, sha256)
    if row is not None:
        row.version = row.lines_version = CHECKER_VERSION
        row.data = row.said = None


def forget(session: Session, hashes: Iterable[str]) -> None:
    """Delete what was read of pictures that no file has any more."""
    session.flush()
    unnamed = ~exists().where(Picture.sha256 == _Row.sha256)
    session.execute(delete(_Row).where(_Row.sha256.in_(list(hashes)), unnamed))


def sketch(context: Context, row: _Row) -> bytes:
    """Give the sketch of a picture; empty where there is none, or where it does not open."""
    try:
        return b"" if row.sketch is None else sealed_files.unseal(_key(context), row.sha256, row.sketch)
    except sealed_files.Broken:
        return b""


def bands(likeness: str) -> tuple[int, ...]:
    """Give the four parts of a likeness by which near ones are found; nothing where there is none."""
    return tuple(int(likeness[place : place + 4], 16) for place in range(0, len(likeness), 4))


def _outdated() -> ColumnElement[bool]:
    return _Row.version < CHECKER_VERSION


def _lines_outdated() -> ColumnElement[bool]:
    return and_(_Row.wants_lines, _Row.lines_version < CHECKER_VERSION)


def _may_have_lines(role: PictureRole, declared: Declared) -> bool:
    """Say whether lines may stand there: on a card's back, or on a passport's data page, which is its front."""
    wished = None if declared.changes is None else declared.changes.identity
    kind = (wished or declared.identity).kind
    if role is PictureRole.IDENTITY_BACK:
        return kind is not IdentityKind.CMND
    return role is PictureRole.IDENTITY_FRONT and kind is IdentityKind.PASSPORT


def _said(context: Context, reading: PictureReading) -> str | None:
    """Give a keyed digest of what makes a paper known wherever it turns up again: its code, or else its lines."""
    lines = reading.lines.lines if reading.lines is not None and reading.lines.proved else ()
    told = reading.codes[0].text if reading.codes else "".join(lines)
    return context.gateways.keys.digest(_PURPOSE, told) if told else None


def _note_likeness(context: Context, row: _Row, likeness: str) -> None:
    row.likeness, drawn = likeness[:HASH], bytes.fromhex(likeness[HASH:])
    row.band_a, row.band_b, row.band_c, row.band_d = bands(row.likeness) or (None,) * 4
    row.sketch = sealed_files.seal(_key(context), row.sha256, drawn) if drawn else None


def _row_of(session: Session, sha256: str) -> _Row | None:
    """Give the row of a picture that a file has, making it where a former version did not."""
    row = session.scalar(select(_Row).where(_Row.sha256 == sha256))
    if row is None and session.scalar(select(Picture.id).where(Picture.sha256 == sha256).limit(1)) is not None:
        row = _Row(sha256=sha256, wants_lines=False, lines_version=0)
        session.add(row)
    return row


def _is_there(context: Context, sha256: str) -> bool:
    return context.gateways.pictures.path(sha256).is_file()


def _is_read(context: Context, row: _Row) -> bool:
    return row.version >= CHECKER_VERSION and _opened(context, row) is not None


def _lacks_lines(row: _Row) -> bool:
    return row.wants_lines and (row.lines_version < CHECKER_VERSION or row.data is None)


def _key(context: Context) -> bytes:
    return context.gateways.keys.key_for(_PURPOSE)


def _opened(context: Context, row: _Row) -> PictureReading | None:
    """Open what was read; another office's key, or a changed row, leaves the picture unread."""
    if row.data is None:
        return None
    try:
        text = sealed_files.unseal(_key(context), row.sha256, row.data)
    except sealed_files.Broken:
        return None
    return reading_of(json.loads(text))


def reading_of(data: dict[str, Any]) -> PictureReading:
    """Give a reading that was written as JSON."""
    lines = data["lines"]
    return PictureReading(
        data["sha256"],
        data["version"],
        tuple(CardCode(c["text"], _corners(c["corners"]), c["pixels_per_module"]) for c in data["codes"]),
        None
        if lines is None
        else MachineLines(
            tuple(lines["lines"]),
            lines["proved"],
            lines["checks_right"],
            lines["checks_of"],
            None if lines["corners"] is None else _corners(lines["corners"]),
        ),
        data["lines_tried"],
        tuple(PictureHint(h["what"], h["amount"]) for h in data["hints"]),
        data["likeness"],
        None if data["card"] is None else _corners(data["card"]),
    )


def _corners(points: list[list[float]]) -> Corners:
    one, two, three, four = ((x, y) for x, y in points)
    return one, two, three, four
