# SPDX-License-Identifier: Apache-2.0
"""How an address that was read stands to the declared one: unit by unit, then the street.

A card has the units as words, in one of two schemes, with their kinds, short forms of them or none; a declaration has
codes. The words are looked up: they match when they can mean the declared place and no other one. There is no table
from the old units to the new ones (an old commune may have been divided), so between the schemes nothing is told but
that a province is another one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from officer_desk.domain import names, streets
from officer_desk.domain.likeness import Ranges, words_slip
from officer_desk.domain.records import Address, Cell
from officer_desk.domain.unit_book import Codes, UnitBook, kind_and_name
from officer_desk.domain.units import JOINED_INTO, address_text, short_province
from officer_desk.domain.values import CellVerdict

TWO_LEVELS_SINCE = "2025-07-01"
"""Cards of before that day have an address of three levels."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a part of the two addresses says, and the two parts."""

    verdict: CellVerdict
    reason: str = ""
    said: str = ""
    ours: str = ""


_SAME = Found(CellVerdict.NORMALISED)
_GRAVEST = (CellVerdict.DIFFERS, CellVerdict.CLOSE, CellVerdict.CANNOT_TELL, CellVerdict.NORMALISED)


def compare(ours: Address, said: str, books: Mapping[str, UnitBook], issued_on: str = "") -> Cell:
    """Compare the text of a card, issued on a day ("YYYY-MM-DD", "": not known), with a declared address."""
    text = names.stored(said)
    book = books.get(ours.scheme)
    if not text or book is None:
        return Cell(said)
    declared = address_text(ours, book.names)
    if text == declared:
        return Cell(said, CellVerdict.MATCH)
    codes = tuple(code for code in (ours.province, ours.district, ours.commune) if code)
    if len(codes) != len(book.levels) or any(code not in book.names for code in codes):
        return Cell(said, reason="unknown-unit")
    possible = {scheme: its for scheme, its in books.items() if _can_be(its, issued_on)}
    parts = _in_order([part.strip() for part in text.split(",") if part.strip()], possible)
    units, depth = _units(codes, parts, book, possible)
    street = ", ".join(parts[: max(0, len(parts) - depth)])
    found = min((units, _street(ours.street, street)), key=lambda one: _GRAVEST.index(one.verdict))
    reason = found.reason or ("short-forms" if found.verdict is CellVerdict.NORMALISED else "")
    return Cell(said, found.verdict, reason, _place(said, found.said), _place(declared, found.ours))


def _can_be(book: UnitBook, issued_on: str) -> bool:
    return len(book.levels) == 3 or not issued_on or issued_on >= TWO_LEVELS_SINCE


def _in_order(parts: list[str], possible: Mapping[str, UnitBook]) -> list[str]:
    """Turn an address round that begins with its province."""
    turned = parts[::-1]
    ways = [any(book.resolve(way) for book in possible.values()) for way in (parts, turned)]
    return turned if ways == [False, True] else parts


def _street(ours: str, said: str) -> Found:
    verdict, reason = streets.compare(ours, said)
    return Found(verdict, reason, said, ours) if verdict is not CellVerdict.CANNOT_TELL else Found(verdict, reason)


def _units(codes: Codes, parts: Sequence[str], book: UnitBook, possible: Mapping[str, UnitBook]) -> tuple[Found, int]:
    """Give what the units say, and how many of the last parts they are."""
    others = [other for other in possible.values() if other is not book and other.resolve(parts)]
    depth = len(book.levels)
    if book not in possible.values() or any(len(other.levels) > depth for other in others):
        # Three names one under the other are an address of before July 2025, whatever else they can mean.
        other = next(other for other in possible.values() if other is not book)
        return _across(codes[0], book, parts, other), len(other.levels)
    places = book.resolve(parts)
    if codes in places:
        return (Found(CellVerdict.CANNOT_TELL, "ambiguous") if len(places) > 1 else _SAME), depth
    if places:
        at = max(next(i for i, code in enumerate(place) if code != codes[i]) for place in places)
        return Found(CellVerdict.DIFFERS, book.levels[at], parts[-1 - at], book.names[codes[at]]), depth
    if others:
        return _across(codes[0], book, parts, others[0]), len(others[0].levels)
    return _by_words(codes, parts, book)


def _across(province: str, book: UnitBook, parts: Sequence[str], other: UnitBook) -> Found:
    """Compare what two schemes can say of each other: whole provinces were joined, so that another one differs."""
    said = {_of_today(place[0], other) for place in other.resolve(parts)}
    if not said or _of_today(province, book) in said:
        return Found(CellVerdict.CANNOT_TELL, "other-scheme")
    return Found(CellVerdict.DIFFERS, "province", parts[-1], book.names[province])


def _of_today(province: str, book: UnitBook) -> str:
    return JOINED_INTO.get(province, province) if len(book.levels) == 3 else province


def _by_words(codes: Codes, parts: Sequence[str], book: UnitBook) -> tuple[Found, int]:
    """Compare words that no list knows, from the province up to the first that is not the declared one's."""
    parents = ("", *codes)
    for at, level in enumerate(book.levels):
        if at >= len(parts):
            return Found(CellVerdict.CANNOT_TELL, "level-missing"), at
        text = parts[-1 - at]
        if codes[at] in book.find(parents[at], level, text):
            continue
        if at + 1 < len(codes) and codes[at + 1] in book.find(codes[at], book.levels[at + 1], text):
            return Found(CellVerdict.CANNOT_TELL, "level-missing"), len(codes) - 1
        known = bool(book.find(parents[at], level, text))
        return _by_word(book.names[codes[at]], text, level, known=known), len(codes)
    return _SAME, len(codes)


def _by_word(ours: str, said: str, level: str, *, known: bool) -> Found:
    """Compare a unit's name with the text in its place; `known`: it is another unit under the same one."""
    (_, mine), (their_kind, theirs) = kind_and_name(level, ours), kind_and_name(level, said)
    if mine == theirs:
        return Found(CellVerdict.CLOSE, "kind", said, ours)
    whole = words_slip(names.spelling(ours).split(), names.spelling(said).split())
    slip = "" if known else words_slip([mine], [theirs]) or whole
    if slip:
        return Found(CellVerdict.CLOSE, slip, said, ours)
    # Only a text that calls itself such a unit is surely one: a street may stand where a unit is missing.
    if known or their_kind:
        return Found(CellVerdict.DIFFERS, level, said, ours)
    return Found(CellVerdict.CANNOT_TELL, "unknown-unit")


def _place(text: str, part: str) -> Ranges:
    for written in (part, short_province(part)):
        at = text.rfind(written) if written else -1
        if at >= 0:
            return ((at, at + len(written)),)
    return ()
