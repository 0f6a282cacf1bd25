# SPDX-License-Identifier: Apache-2.0
"""The cross-check of one file: what the pictures, the registry and the account say against what was declared.

It names differences and never decides; and it never says more than it knows.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from officer_desk.domain.card_places import PORTRAIT, places
from officer_desk.domain.check_notes import notes
from officer_desk.domain.check_rows import rows
from officer_desk.domain.check_sources import Sources, from_pictures
from officer_desk.domain.records import Cell, CheckRow, CrossCheck
from officer_desk.domain.unit_book import UnitBook
from officer_desk.domain.values import CellVerdict, PictureRole

_AGREES = {CellVerdict.MATCH, CellVerdict.NORMALISED}
_LOOK_FIRST = (
    ("id_number", CellVerdict.DIFFERS),
    ("full_name", CellVerdict.DIFFERS),
    ("id_number", CellVerdict.CLOSE),
    ("full_name", CellVerdict.CLOSE),
    ("date_of_birth", CellVerdict.DIFFERS),
    ("sex", CellVerdict.DIFFERS),
    ("date_of_birth", CellVerdict.CLOSE),
    ("address", CellVerdict.DIFFERS),
    ("address", CellVerdict.CLOSE),
    ("issued_on", CellVerdict.DIFFERS),
    ("issued_on", CellVerdict.CLOSE),
)
"""Who somebody is comes before what he is called, and before where he lives: people move."""


def build(sources: Sources, books: Mapping[str, UnitBook], today: date) -> CrossCheck:
    """Compare everything that is known of a file."""
    seen = from_pictures(sources.readings)
    made = rows(sources, seen, books)
    told = [row for row in made if verdict_of(row) is not CellVerdict.CANNOT_TELL]
    return CrossCheck(
        declaration_id=sources.declaration_id,
        number=sources.declared.number,
        code_role=seen.code_role,
        code=seen.code,
        code_fields=seen.card,
        lines_role=seen.lines_role,
        lines=seen.lines,
        lines_fields=seen.page,
        hgd="" if sources.hgd is None else sources.hgd.answer.value,
        rows=made,
        hints=tuple(
            (role, hint)
            for role in PictureRole
            if role in sources.readings
            for hint in sources.readings[role].hints
            # A small code that was read all the same is no reason for another picture.
            if not (hint.what == "small-code" and role is seen.code_role and seen.card)
        ),
        notes=notes(sources, seen, made, books, today),
        duplicates=sources.duplicates,
        agree=sum(verdict_of(row) in _AGREES for row in told),
        of=len(told),
        look_at=_look_at(told),
        portrait=places(sources.readings, seen).get(PORTRAIT),
        pending=sources.pending,
    )


def verdict_of(row: CheckRow) -> CellVerdict:
    """Give the gravest that a row's cells say; `CANNOT_TELL` only when none of them could be compared."""
    verdicts = {cell.verdict for cell in cells_of(row)}
    order = (CellVerdict.DIFFERS, CellVerdict.CLOSE, CellVerdict.NORMALISED, CellVerdict.MATCH)
    return next((verdict for verdict in order if verdict in verdicts), CellVerdict.CANNOT_TELL)


def cells_of(row: CheckRow) -> tuple[Cell, ...]:
    """Give a row's cells, from the first column to the last."""
    return (row.qr, row.mrz, row.hgd, row.account, *(() if row.live is None else (row.live,)))


def strict(verdict: CellVerdict) -> CellVerdict:
    """Give the verdict for whoever knows no «close»: one slip apart is not the same."""
    return CellVerdict.DIFFERS if verdict is CellVerdict.CLOSE else verdict


def _look_at(told: Sequence[CheckRow]) -> str | None:
    found = {(row.field, verdict_of(row)) for row in told}
    return next((field for field, verdict in _LOOK_FIRST if (field, verdict) in found), None)
