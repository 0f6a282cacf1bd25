# SPDX-License-Identifier: Apache-2.0
"""Words and shapes of the comparison: fields, sources, verdicts with their reasons, values as people read them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import Cell, CheckRow, CrossCheck
from officer_desk.domain.values import CellVerdict, IdentityKind, PictureRole

SOURCES: Final = ("qr", "mrz", "hgd", "account", "live")
"""The columns beside the declaration, in their order; the last only after a card was scanned at the counter."""
UNLIKE: Final = (CellVerdict.DIFFERS, CellVerdict.CLOSE)
"""What asks for eyes, the worse first."""
_LOOKS: Final = {
    CellVerdict.MATCH: ("equal", "approved"),
    CellVerdict.NORMALISED: ("equal-approximately", "norm"),
    CellVerdict.CLOSE: ("close-match", "incomplete"),
    CellVerdict.DIFFERS: ("differs", "rejected"),
    CellVerdict.CANNOT_TELL: ("circle-dashed", "ink2"),
}
PLAIN: Final = ("only-here", "not-declared", "not-on-qr", "no-account")
"""Reasons for which there is nothing to compare: the value, or that there is none, stands without a shape."""


def cell_of(row: CheckRow, source: str) -> Cell | None:
    """Give what a source says of a row."""
    found: Cell | None = getattr(row, source)
    return found


def cells_of(row: CheckRow) -> list[tuple[str, Cell]]:
    """Give every source that was asked, with what it says."""
    return [(source, cell) for source in SOURCES if (cell := cell_of(row, source)) is not None]


def worst_of(row: CheckRow) -> CellVerdict | None:
    """Give the worst that a row has, where it asks for eyes."""
    found = {cell.verdict for _, cell in cells_of(row)}
    return next((verdict for verdict in UNLIKE if verdict in found), None)


def worst(check: CrossCheck) -> CellVerdict | None:
    """Give the worst of all rows."""
    found = {worst_of(row) for row in check.rows}
    return next((verdict for verdict in UNLIKE if verdict in found), None)


def of_its_paper(check: CrossCheck, kind: IdentityKind) -> CrossCheck:
    """Give a comparison that misses no code where the paper has none: only citizens' cards have one."""
    if kind is IdentityKind.CCCD or check.code is not None:
        return check
    rows = (
        replace(row, qr=replace(row.qr, reason="no-code")) if row.qr.reason in ("not-read", "reading") else row
        for row in check.rows
    )
    return replace(check, rows=tuple(rows))


def row_of(check: CrossCheck, field: str | None) -> CheckRow | None:
    """Give the row of a field."""
    return next((row for row in check.rows if row.field == field), None)


def tone_of(verdict: CellVerdict | None) -> str:
    """Give the colour token of something that asks for eyes, or of what does not."""
    return "waiting" if verdict is None else _LOOKS[verdict][1]


def look(verdict: CellVerdict) -> tuple[str, str]:
    """Give icon and colour token of a verdict."""
    return _LOOKS[verdict]


def field_name(field: str, kind: IdentityKind) -> str:
    """Name a field as the forms do; the number by its paper."""
    match field:
        case "id_number":
            return texts.identity_kind(kind)
        case "full_name":
            return translate("CheckWords", "Full name")
        case "date_of_birth":
            return translate("CheckWords", "Date of birth")
        case "sex":
            return translate("CheckWords", "Sex")
        case "address":
            return translate("CheckWords", "Address")
        case "issued_on":
            return translate("CheckWords", "Date of issue")
        case _:
            return translate("CheckWords", "Valid until")


def column_name(source: str) -> str:
    """Give the head of a column."""
    match source:
        case "declared":
            return translate("CheckWords", "Declaration")
        case "qr":
            return translate("CheckWords", "Card's QR")
        case "mrz":
            return translate("CheckWords", "MRZ")
        case "hgd":
            return translate("CheckWords", "HGĐ")
        case "account":
            return translate("CheckWords", "Earlier account")
        case _:
            return translate("CheckWords", "Scanned here")


def source_name(source: str) -> str:
    """Name a source inside a sentence."""
    match source:
        case "declared":
            return translate("CheckWords", "the declaration")
        case "qr":
            return translate("CheckWords", "the card")
        case "mrz":
            return translate("CheckWords", "the MRZ")
        case "hgd":
            return translate("CheckWords", "HGĐ")
        case "account":
            return translate("CheckWords", "the account")
        case _:
            return translate("CheckWords", "the scanned card")


def verdict_word(verdict: CellVerdict) -> str:
    """Give a verdict in words."""
    match verdict:
        case CellVerdict.MATCH:
            return translate("CheckWords", "Matches")
        case CellVerdict.NORMALISED:
            return translate("CheckWords", "Matches when normalised")
        case CellVerdict.CLOSE:
            return translate("CheckWords", "Nearly matches")
        case CellVerdict.DIFFERS:
            return translate("CheckWords", "Differs")
        case CellVerdict.CANNOT_TELL:
            return translate("CheckWords", "Not clear")


def cell_word(cell: Cell) -> str:
    """Give a verdict as it stands in its cell: with what it was compared, or why it is not clear."""
    match cell.verdict:
        case CellVerdict.MATCH if cell.against == "qr":
            return translate("CheckWords", "Matches the QR")
        case CellVerdict.MATCH if cell.against == "hgd":
            return translate("CheckWords", "Matches HGĐ")
        case CellVerdict.MATCH if cell.against == "mrz":
            return translate("CheckWords", "Matches the MRZ")
        case CellVerdict.NORMALISED:
            return _how_it_matches(cell.reason)
        case CellVerdict.CANNOT_TELL:
            only_year = cell.reason == "other-shape" and len(cell.value) == len("1988")
            return _why_not_clear("year-only" if only_year else cell.reason)
        case _:
            return verdict_word(cell.verdict)


def _how_it_matches(reason: str) -> str:
    known = {
        "no-accents": translate("CheckWords", "Matches, no accents"),
        "short-forms": translate("CheckWords", "Matches, short forms"),
        "tone-mark": translate("CheckWords", "Matches, tone mark"),
        "case": translate("CheckWords", "Matches, capitals"),
        "spaces": translate("CheckWords", "Matches, spaces"),
        "year-only": translate("CheckWords", "Matches, year only"),
        "fits-expiry": translate("CheckWords", "Fits the last day"),
        "fits-issue": translate("CheckWords", "Fits the day of issue"),
        "date-order": translate("CheckWords", "Matches, order of the date"),
        "plus-84": translate("CheckWords", "Matches, +84"),
        "order": translate("CheckWords", "Matches, other order"),
    }
    return known.get(reason) or verdict_word(CellVerdict.NORMALISED)


def _why_not_clear(reason: str) -> str:
    known = {
        "not-on-mrz": translate("CheckWords", "Not on the MRZ"),
        "not-in-registry": translate("CheckWords", "HGĐ has none"),
        "cannot-ask": translate("CheckWords", "Could not be asked"),
        "not-declared": translate("CheckWords", "not declared"),
        "no-account": translate("CheckWords", "none"),
        "not-read": translate("CheckWords", "Not readable"),
        "no-code": translate("CheckWords", "Has no QR"),
        "not-proved": translate("CheckWords", "Not certain"),
        "reading": translate("CheckWords", "being read"),
        "no-picture": translate("CheckWords", "No picture"),
        "other-shape": translate("CheckWords", "Number of another kind"),
        "old-number": translate("CheckWords", "Old number"),
        "doubtful-letter": translate("CheckWords", "A letter is doubtful"),
        "cut-off": translate("CheckWords", "Shortened there"),
        "year-only": translate("CheckWords", "Only the year"),
        "month-only": translate("CheckWords", "Only month and year"),
        "to-change": translate("CheckWords", "To be changed"),
        "other-scheme": translate("CheckWords", "Units before or after 2025"),
        "level-missing": translate("CheckWords", "A unit is missing"),
        "street-missing": translate("CheckWords", "No street"),
        "ambiguous": translate("CheckWords", "Several units of that name"),
        "unknown-unit": translate("CheckWords", "Unknown unit"),
    }
    return known.get(reason) or verdict_word(CellVerdict.CANNOT_TELL)


def shown_marks(field: str, value: str, marks: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Give where the marks of a value stand once it is written as people do: of a date, its parts change places."""
    shown = shown_value(field, value)
    if shown == value:
        return marks
    parts = {(0, 4): len(shown) - 4, (5, 7): len(shown) - 7, (8, 10): 0}
    moved = ((parts[mark], mark[1] - mark[0]) for mark in marks if mark in parts and shown[-4:] == value[:4])
    return tuple((start, start + length) for start, length in moved)


def shown_value(field: str, value: str) -> str:
    """Write a value as people do: 24/02/1981, Nam, Không thời hạn."""
    if field == "sex":
        known = {"M": translate("CheckWords", "male"), "F": translate("CheckWords", "female")}
        return known.get(value, value)
    if field in ("date_of_birth", "issued_on", "expires_on"):
        if value == "none":
            return translate("CheckWords", "no limit")
        return "/".join(reversed(value.split("-")))
    return value


def joined(names: Sequence[str]) -> str:
    """Write names as a list in a sentence."""
    if len(names) < 2:
        return "".join(names)
    words = translate("CheckWords", "{names} and {last}")
    return words.format(names=", ".join(names[:-1]), last=names[-1])


def card_name(check: CrossCheck) -> str:
    """Name the card by what its code tells: where it stands, and whose it is."""
    if check.code_fields is not None and check.code_fields.insurance_code:
        return translate("CheckWords", "health insurance card")
    if check.code_role is PictureRole.IDENTITY_BACK:
        return translate("CheckWords", "identity card of 2024")
    return translate("CheckWords", "chip card")
