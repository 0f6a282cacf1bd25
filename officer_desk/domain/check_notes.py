# SPDX-License-Identifier: Apache-2.0
"""What no row says and is worth a look: it warns and never blocks.

The structure of the 12-digit number (province, century and sex, year of birth) is no rule any more since 1 July 2024.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from officer_desk.domain.card_limits import limit_of
from officer_desk.domain.check_sources import FromPictures, Sources
from officer_desk.domain.records import CheckNote, CheckRow
from officer_desk.domain.unit_book import UnitBook
from officer_desk.domain.units import short_province
from officer_desk.domain.values import CellVerdict

_CITIZEN = re.compile(r"[0-9]{12}")


def notes(
    sources: Sources, seen: FromPictures, rows: Iterable[CheckRow], books: Mapping[str, UnitBook], today: date
) -> tuple[CheckNote, ...]:
    """Give the notes, the gravest first."""
    by_field = {row.field: row for row in rows}
    found = [
        *_people(seen, by_field),
        *_expired(seen, today),
        *_structure(sources, seen, books),
        *_old_number(sources, seen),
        *_health_card(sources, seen),
    ]
    return tuple(found)


def _people(seen: FromPictures, rows: Mapping[str, CheckRow]) -> Iterator[CheckNote]:
    number, name = rows["id_number"], rows["full_name"]
    for column, cells in (("qr", (number.qr, name.qr)), ("mrz", (number.mrz, name.mrz))):
        if all(cell.verdict is CellVerdict.DIFFERS for cell in cells):
            yield CheckNote("another-person", (("source", column), ("name", cells[1].value)))
            break
    if seen.codes_differ:
        yield CheckNote("codes-differ")


def _expired(seen: FromPictures, today: date) -> Iterator[CheckNote]:
    card, page = seen.card, seen.page
    if page is not None and page.expires_on:
        limit, by = page.expires_on, "mrz"
    elif card is not None and card.id_number:
        # What the law says of such a card, when its lines could not be read.
        limit, by = limit_of(card.date_of_birth, card.issued_on), "age"
    else:
        return
    if limit not in {"", "none"} and limit < today.isoformat():
        yield CheckNote("card-expired", (("expires_on", limit), ("by", by)))


def _structure(sources: Sources, seen: FromPictures, books: Mapping[str, UnitBook]) -> Iterator[CheckNote]:
    """Set the declared number's own digits against what the sources say of birth and sex."""
    number = sources.identity.number
    if not _CITIZEN.fullmatch(number):
        return
    year, sex = 1900 + 100 * (int(number[3]) // 2) + int(number[4:6]), "F" if int(number[3]) % 2 else "M"
    known = number[0] == "0" and "2020" in books
    province = short_province(books["2020"].names.get(number[1:3], "")) if known else ""
    facts = (("number", number), ("province", province), ("sex", sex), ("year", str(year)))
    said = _said(sources, seen)
    wrong = [
        CheckNote(what, (*facts, ("source", source), ("said", value)))
        for what, field, own in (
            ("number-structure-sex", "sex", sex),
            ("number-structure-year", "year", str(year)),
        )
        for source, kind, value in said
        if kind == field and value != own
    ]
    yield from _first_of_each(wrong)
    if not province:
        yield CheckNote("number-structure-province", facts)
    elif not wrong and said:
        yield CheckNote("number-structure-fits", facts)


def _said(sources: Sources, seen: FromPictures) -> list[tuple[str, str, str]]:
    """List what the sources say of sex and year of birth: (source, which, value)."""
    found: list[tuple[str, str, str]] = []
    for source, says in (("qr", seen.card), ("mrz", seen.page), ("hgd", sources.entry)):
        if says is not None:
            found += [(source, "sex", says.sex), (source, "year", says.date_of_birth[:4])]
    return [one for one in found if one[2]]


def _first_of_each(found: Iterable[CheckNote]) -> Iterator[CheckNote]:
    told: set[str] = set()
    for note in found:
        if note.what not in told:
            told.add(note.what)
            yield note


def _old_number(sources: Sources, seen: FromPictures) -> Iterator[CheckNote]:
    """Tell of a former number when the declaration, or the registry, has that one."""
    card, entry = seen.card, sources.entry
    if card is None or not card.old_id_number:
        return
    holders = [("declared", sources.identity.number), ("hgd", "" if entry is None else entry.id_number)]
    for source, number in holders:
        if number == card.old_id_number:
            yield CheckNote("old-number", (("source", source), ("old", number), ("number", card.id_number)))
            return


def _health_card(sources: Sources, seen: FromPictures) -> Iterator[CheckNote]:
    for card in (seen.card, sources.live):
        code = "" if card is None else card.insurance_code
        if code and code != sources.declared.insurance_code:
            yield CheckNote("health-card-differs", (("code", code),))
            return
