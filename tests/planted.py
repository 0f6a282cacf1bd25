# SPDX-License-Identifier: Apache-2.0
"""Cards, declarations and registry entries of people who do not exist, half of them with one planted difference.

Seeds, units, streets and ways of writing are not those by which the rules of the comparison were made.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from random import Random

from officer_desk.domain import cross_check
from officer_desk.domain.cross_check import Sources
from officer_desk.domain.names import NameMatch, compare, fold, stored
from officer_desk.domain.records import (
    Address,
    CardCode,
    Cell,
    CheckRow,
    Declared,
    HgdEntry,
    HgdReply,
    Identity,
    MachineLines,
    PictureReading,
)
from officer_desk.domain.values import CellVerdict, Channel, HgdAnswer, IdentityKind, Kind, PictureRole
from officer_desk.gateways.units import Units
from officer_desk.sample.mrz import card_lines
from officer_desk.sample.people import Person, make_person

FIELDS = ("id_number", "full_name", "address", "date_of_birth", "sex")
AGREE = (CellVerdict.MATCH, CellVerdict.NORMALISED)
UNLIKE = (CellVerdict.CLOSE, CellVerdict.DIFFERS)
_TODAY = date(2026, 11, 21)
_SQUARE = ((0.7, 0.1), (0.9, 0.1), (0.9, 0.3), (0.7, 0.3))
_STREETS = (
    "Số {a} Trần Hưng Đạo", "{a}/{b} đường Lê Lợi", "Thôn Đông Thượng {b}", "Ấp {b}", "Tổ dân phố {b}", "Bản Pa Khôm",
    "Khóm {b}, ấp Bình An", "Ngách {a}/{b} ngõ Giếng Mứt", "Xóm Chùa", "Khu phố {b}", "{a} Nguyễn Thị Minh Khai",
    "Lô B{a} khu đô thị Xanh",
)  # fmt: skip
_KINDS = ("Thành phố ", "Thị trấn ", "Thị xã ", "Tỉnh ", "Quận ", "Huyện ", "Phường ", "Xã ")
_SHORT = {"Thành phố ": "TP. ", "Thị trấn ": "TT. ", "Thị xã ": "TX. ", "Tỉnh ": "", "Quận ": "Q. ", "Huyện ": "H. ",
          "Phường ": "P. ", "Xã ": "X. "}  # fmt: skip
_GIVEN = ("Quỳnh", "Khuê", "Nguyệt", "Trâm", "Bảo", "Đức", "Yến", "Tường", "Hưởng", "Loan", "Giang", "Ưng", "Hằng")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True)
class Case:
    """Who it is, what was declared, what the registry answers, and what the card says in its code and its lines."""

    person: Person
    declared: Declared
    reply: HgdReply
    text: str
    lines: tuple[str, ...]
    planted: str = ""
    """The field in which the sources differ; empty: they say the same, however it is written."""
    how: str = ""


@dataclass(frozen=True)
class Finding:
    """What the comparison made of a case."""

    wrong: tuple[str, ...]
    """Cells that call a planted difference a match."""
    named: bool
    alarms: tuple[str, ...]
    """Cells that see a difference where none is."""


@cache
def units() -> Units:
    """Give the shipped units."""
    return Units.load()


@cache
def _communes() -> tuple[tuple[str, str, str], ...]:
    """Give (province, district, commune) of the scheme of 2020."""
    from officer_desk import resources

    lines = (resources.folder() / "units" / "units_2020.csv").read_text("utf-8").splitlines()[1:]
    parents = {code: parent for code, _, parent in (line.split(",") for line in lines)}
    return tuple((parents[parents[code]], parents[code], code) for code in parents if len(code) == 5)


def make_case(seed: int, index: int) -> Case:
    """Make the case of that place in the row; every second one has a planted difference."""
    dice = Random(f"{seed}/compared/{index}")
    person = _person(seed, index, dice)
    place = dice.choice(_communes())
    street = dice.choice(_STREETS).format(a=dice.randint(2, 300), b=dice.randint(1, 19))
    address = Address("2020", *place, street)
    entry = HgdEntry(person.insurance_code, person.full_name, *_registered(person, dice), person.id_number)
    planted = dice.choice(FIELDS) if index % 2 else ""
    number, name, said_address, how = person.id_number, person.full_name, address, ""
    match planted:
        case "id_number":
            number, how = other_number(number, dice)
        case "full_name":
            name, how = other_name(name, dice)
        case "address":
            said_address, how = other_address(address, dice)
        case "date_of_birth":
            entry, how = replace(entry, date_of_birth=other_day(entry.date_of_birth, dice)), "day"
        case "sex":
            entry, how = replace(entry, sex="M" if person.woman else "F"), "sex"
        case _:
            pass
    declared = Declared(
        number=f"{index:05d}/2026/00101", kind=Kind.REGISTRATION, channel=Channel.VSSID,
        submitted_at=datetime(2026, 11, 20, tzinfo=UTC), office_code="00101", insurance_code=person.insurance_code,
        full_name=stored(name), identity=Identity(IdentityKind.CCCD, number, population_verified=False),
        address=address, phone=person.phone, email=person.email, wants_email_copy=False, certificate=None,
        guardian=None, changes=None,
    )  # fmt: skip
    fields = [
        person.id_number, person.old_id, _written_name(person.full_name, dice), person.born.strftime("%d%m%Y"),
        "Nữ" if person.woman else "Nam", written_address(said_address, dice), person.issued.strftime("%d%m%Y"),
    ]  # fmt: skip
    lines = card_lines(person.id_number, person.full_name, person.born, person.expires, woman=person.woman)
    return Case(person, declared, _reply(declared, entry), "|".join(fields), lines, planted, how)


def readings(case: Case, *, code: bool = True, lines: bool = True) -> dict[PictureRole, PictureReading]:
    """Give what a perfect reader reads of the card."""
    found = (CardCode(case.text, _SQUARE, 4.0),) if code else ()
    proved = MachineLines(case.lines, True, 5, 5) if lines else None
    return {
        PictureRole.IDENTITY_FRONT: PictureReading("a" * 64, 1, found),
        PictureRole.IDENTITY_BACK: PictureReading("b" * 64, 1, (), proved, lines),
    }


def judge(case: Case, read: dict[PictureRole, PictureReading]) -> Finding:
    """Compare, and hold what the comparison says against what was planted."""
    sources = Sources(1, case.declared, read, hgd=case.reply)
    check = cross_check.build(sources, units().books(), _TODAY)
    rows = {row.field: row for row in check.rows}
    planted = rows.get(case.planted)
    cells = {} if planted is None else _cells(case, planted)
    wrong = tuple(name for name, cell in cells.items() if cell.verdict in AGREE)
    named = any(cell.verdict in UNLIKE for cell in cells.values())
    alarms = tuple(
        f"{field}.{name}: {cell.reason}"
        for field, row in rows.items()
        if field in FIELDS and field != case.planted
        for name, cell in (("qr", row.qr), ("mrz", row.mrz), ("hgd", row.hgd))
        if cell.verdict in UNLIKE
    )
    return Finding(wrong, named, alarms)


def _cells(case: Case, row: CheckRow) -> dict[str, Cell]:
    """Give the cells in which the planted difference stands; lines without accents know nothing of a tone mark."""
    cells = {"qr": row.qr, "mrz": row.mrz}
    if case.planted == "full_name" and case.how in {"tone", "vowel"}:
        del cells["mrz"]
    if case.planted in {"id_number", "full_name"}:
        cells["hgd"] = row.hgd
    return cells


# --- how people differ ------------------------------------------------------------------------------------------------


def other_number(number: str, dice: Random) -> tuple[str, str]:
    """Change a number: two neighbours exchanged, one digit, or several."""
    how = dice.choice(("transposed", "digit", "several"))
    digits = list(number)
    if how == "transposed":
        places = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
        at = dice.choice(places)
        digits[at], digits[at + 1] = digits[at + 1], digits[at]
    else:
        for at in dice.sample(range(len(digits)), 1 if how == "digit" else 4):
            digits[at] = dice.choice([digit for digit in "0123456789" if digit != digits[at]])
    return "".join(digits), how


def other_name(name: str, dice: Random) -> tuple[str, str]:
    """Change a name so that it is another one: a tone, the mark of a vowel, a letter, a word, the order of words."""
    ways: dict[str, Callable[[str, Random], str]] = {
        "tone": _tone, "vowel": _vowel, "letter": _letter, "word": _word, "missing": _missing, "order": _order,
    }  # fmt: skip
    while True:
        how = dice.choice(tuple(ways))
        changed = ways[how](name, dice)
        if compare(changed, name) is NameMatch.DIFFERS and (how in {"tone", "vowel"} or fold(changed) != fold(name)):
            return changed, how


def _tone(name: str, dice: Random) -> str:
    words = name.split()
    at = dice.randrange(len(words))
    parts = list(unicodedata.normalize("NFD", words[at]))
    marks = [place for place, sign in enumerate(parts) if sign in _TONES]
    if not marks:
        return name
    parts[marks[0]] = dice.choice(_TONES)
    words[at] = "".join(parts)
    return stored(" ".join(words))


def _vowel(name: str, dice: Random) -> str:
    pairs = [("ơ", "o"), ("ư", "u"), ("ê", "e"), ("â", "a"), ("đ", "d"), ("ô", "ơ"), ("Đ", "D")]
    old, new = dice.choice(pairs)
    return name.replace(old, new, 1)


def _letter(name: str, dice: Random) -> str:
    at = dice.randrange(len(name))
    swaps = {"n": "l", "l": "n", "h": "n", "t": "l", "g": "q", "c": "e", "m": "n", "i": "y", "y": "i"}
    return name[:at] + swaps.get(name[at], name[at]) + name[at + 1 :]


def _word(name: str, dice: Random) -> str:
    words = name.split()
    words[dice.randrange(1, len(words))] = dice.choice(_GIVEN)
    return " ".join(words)


def _missing(name: str, dice: Random) -> str:
    words = name.split()
    del words[dice.randrange(1, len(words) - 1) if len(words) > 2 else -1]
    return " ".join(words)


def _order(name: str, dice: Random) -> str:
    words = name.split()
    at = dice.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def other_address(address: Address, dice: Random) -> tuple[Address, str]:
    """Give another address: another number in the street, another commune, district or province."""
    how = dice.choice(("number", "commune", "district", "province"))
    if how == "number" and any(sign.isdigit() for sign in address.street):
        first = next(sign for sign in address.street if sign.isdigit())
        changed = dice.choice([digit for digit in "123456789" if digit != first])
        return replace(address, street=address.street.replace(first, changed, 1)), how
    how = "commune" if how == "number" else how
    names = units().names("2020")
    while True:
        province, district, commune = dice.choice(_communes())
        same = (province == address.province, district == address.district)
        if same != {"commune": (True, True), "district": (True, False), "province": (False, False)}[how]:
            continue
        if _bare(names[commune]) != _bare(names[address.commune]):
            return Address("2020", province, district, commune, address.street), how


def other_day(text: str, dice: Random) -> str:
    """Give another date, as exact as it was."""
    year, *rest = text.split("-")
    if not rest or dice.random() < 0.4:
        return "-".join([str(int(year) + dice.choice((-10, -1, 1, 9))), *rest])
    at = dice.randrange(len(rest))
    most = 12 if at == 0 else 28
    rest[at] = f"{(int(rest[at]) - 1 + dice.randint(1, most - 1)) % most + 1:02}"
    return "-".join([year, *rest])


# --- how the same is written -----------------------------------------------------------------------------------------


def written_address(address: Address, dice: Random) -> str:
    """Write an address as cards do: with the kinds of the units, with short forms of them, or without."""
    names = units().names("2020")
    parts = [names[address.commune], names[address.district or ""], names[address.province]]
    way = dice.choice(("whole", "short", "bare"))
    if way != "whole":
        parts = [_with_short_kind(part) if way == "short" or _is_numbered(part) else _bare(part) for part in parts]
    text = ", ".join([address.street, *parts])
    return dice.choice((str, str, str.upper))(text)


def _written_name(name: str, dice: Random) -> str:
    return dice.choice((str, str, str.upper, lambda text: unicodedata.normalize("NFD", text)))(name)


def _bare(unit: str) -> str:
    kind = next((kind for kind in _KINDS if unit.startswith(kind)), "")
    return unit.removeprefix(kind)


def _with_short_kind(unit: str) -> str:
    kind = next((kind for kind in _KINDS if unit.startswith(kind)), "")
    return _SHORT.get(kind, "") + unit.removeprefix(kind)


def _is_numbered(unit: str) -> bool:
    return _bare(unit).isdigit()


def _person(seed: int, index: int, dice: Random) -> Person:
    found = make_person(seed, index + 1)
    family, *between, _ = found.full_name.split()
    if dice.random() < 0.3:
        found = replace(found, full_name=" ".join((family, *between, dice.choice(_GIVEN))))
    digits = f"{dice.randrange(10**6):06}"
    return replace(found, paper=IdentityKind.CCCD, id_number=found.id_number[:6] + digits, new_card=False)


def _registered(person: Person, dice: Random) -> tuple[str, str]:
    born = person.born.isoformat()[: dice.choice((10, 10, 10, 10, 7, 4))]
    return born, "F" if person.woman else "M"


def _reply(declared: Declared, entry: HgdEntry) -> HgdReply:
    equal = compare(declared.full_name, entry.full_name) is NameMatch.EQUAL
    answer = HgdAnswer.MATCH if equal else HgdAnswer.NAME_DIFFERS
    asked_at = datetime(2026, 11, 21, tzinfo=UTC)
    return HgdReply(declared.insurance_code, declared.full_name, answer, entry, "sample", asked_at)
