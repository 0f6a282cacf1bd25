# SPDX-License-Identifier: Apache-2.0
"""Cards and declarations as text, for the cross-check, drawn under a seed.

Nothing here shares code with what is tested, nor with the sample's own people: names are put together of syllables,
units come from the shipped lists, and the ways of writing an address are those of this module.
"""

import csv
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random

from officer_desk import resources
from officer_desk.domain.check_sources import Sources
from officer_desk.domain.machine_lines import repair
from officer_desk.domain.records import Address, CardCode, Declared, HgdEntry, HgdReply, Identity, PictureReading
from officer_desk.domain.values import Channel, HgdAnswer, IdentityKind, Kind, PictureRole
from officer_desk.sample.mrz import card_lines

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
CORNERS = ((0.1, 0.1), (0.3, 0.1), (0.3, 0.3), (0.1, 0.3))
FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Ngô",
    "Dương",
    "Lý",
    "Tô",
    "Phan",
    "Trương",
    "Đinh",
    "Hứa",
    "Quách",
    "Mạc",
    "Tạ",
]
MIDDLES = [
    "Thị",
    "Văn",
    "Hữu",
    "Thúy",
    "Ngọc",
    "Hoàng",
    "Bá",
    "Như",
    "Mỹ",
    "Kim",
    "Diệu",
    "Đăng",
    "Việt",
    "Thế",
    "Gia",
    "Bảo",
    "Tuyết",
    "Cẩm",
]
GIVEN = [
    "Hoà",
    "Hòa",
    "Thuỷ",
    "Lân",
    "Lan",
    "Hường",
    "Hương",
    "Ánh",
    "Đào",
    "Ước",
    "Quyên",
    "Quý",
    "Khuê",
    "Tịnh",
    "Tĩnh",
    "Nghiêm",
    "Uyên",
    "Oanh",
    "Yên",
    "Ỷ",
    "Sen",
    "Hậu",
]
STREETS = (
    "Số {a} đường Lê Lợi", "{a}/{b} Nguyễn Huệ", "Ngõ {a} phố Huế", "Tổ {b}", "Tổ dân phố số {b}", "Thôn Đoài",
    "Số nhà {a}, ngách {b}, ngõ {c} đường Láng", "Xóm {b}, thôn Thượng", "Căn hộ {a}, chung cư Sao Mai", "Ấp {c}",
    "{a}A đường 3 tháng 2", "Khu phố {c}",
)  # fmt: skip
LOOKALIKES = {
    "0": "ODQ",
    "1": "Il",
    "5": "S",
    "8": "B",
    "2": "Z",
    "6": "G",
    "<": "KC«",
    "O": "0QD",
    "I": "1l",
    "N": "H",
}
SHORT = (("Thành phố ", "TP. "), ("Quận ", "Q."), ("Phường ", "P. "), ("Xã ", "X. "), ("Huyện ", "H. "))
KINDS = ("Thành phố ", "Tỉnh ", "Quận ", "Huyện ", "Thị xã ", "Thị trấn ", "Phường ", "Xã ", "Đặc khu ")


@dataclass(frozen=True)
class Case:
    """One citizen: what was declared, what the card says, what the registry says."""

    number: str
    name: str
    address: Address
    card_number: str
    card_name: str
    born: date
    woman: bool
    card_address: str
    issued: date
    hgd: HgdEntry | None
    code: bool = True
    """The code can be read."""
    rate: float = 0.0
    """Of the signs of the lines that are misread."""


@cache
def units(scheme: str) -> dict[str, tuple[str, str]]:
    """Give code → (name, code of the unit above)."""
    with (resources.folder() / "units" / f"units_{scheme}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["name"], row["parent"]) for row in csv.DictReader(file)}


@cache
def below(scheme: str, parent: str) -> list[str]:
    """Give the codes of the units under one."""
    return [code for code, (_, above) in units(scheme).items() if above == parent]


def citizen(chance: Random) -> Case:
    """Draw a citizen whose papers all agree."""
    woman, born = chance.random() < 0.5, date(1940, 1, 1) + timedelta(days=chance.randrange(25_000))
    new = chance.random() < 0.3
    issued = (date(2025, 7, 2) if new else date(2021, 1, 5)) + timedelta(days=chance.randrange(480 if new else 1000))
    province = chance.choice(below("2020", ""))
    number = f"0{province}{(0 if born.year < 2000 else 2) + woman}{born:%y}{chance.randrange(10**6):06}"
    name = " ".join((chance.choice(FAMILIES), *chance.sample(MIDDLES, chance.randrange(1, 3)), chance.choice(GIVEN)))
    street = chance.choice(STREETS).format(
        a=chance.randrange(2, 400), b=chance.randrange(2, 60), c=chance.randrange(2, 20)
    )
    address = place(chance, "2025" if new else "2020", street)
    card_address = written(chance, address)
    if not new and address.commune in units("2025") and chance.random() < 0.4:
        # He declares in the units of today what his card has in those of before: a code is its old commune's.
        address = Address("2025", units("2025")[address.commune][1], None, address.commune, street)
    known = f"{born:%Y}" if chance.random() < 0.1 else f"{born:%Y-%m-%d}"
    return Case(
        number=number,
        name=name,
        address=address,
        card_number=number,
        card_name=chance.choice((name, name, name.upper())),
        born=born,
        woman=woman,
        card_address=card_address,
        issued=issued,
        hgd=HgdEntry("0100000018", name, known, "F" if woman else "M", number) if chance.random() < 0.93 else None,
        code=chance.random() < 0.93,
        rate=chance.choice((0.0, 0.03)),
    )


def place(chance: Random, scheme: str, street: str, province: str = "") -> Address:
    """Draw a commune, of a province where one is given."""
    above = province or chance.choice(below(scheme, ""))
    if scheme == "2025":
        return Address(scheme, above, None, chance.choice(below(scheme, above)), street)
    district = chance.choice([code for code in below(scheme, above) if below(scheme, code)])
    return Address(scheme, above, district, chance.choice(below(scheme, district)), street)


def written(chance: Random, address: Address) -> str:
    """Write an address as a card may have it: with kinds, with short forms, or without kinds."""
    named = [units(address.scheme)[code][0] for code in (address.commune, address.district, address.province) if code]
    way = chance.randrange(4)
    if way == 1:
        named = [_shortened(unit) for unit in named]
    elif way == 2:
        named = [_bare(unit) for unit in named]
    elif way == 3:
        named = [*named[:-1], _bare(named[-1])]
    return ", ".join((address.street, *named))


def sources(case: Case, chance: Random) -> Sources:
    """Give what the cross-check gets of a citizen."""
    front, back = PictureReading("f", 1, lines_tried=True), PictureReading("b", 1, lines_tried=True)
    if case.code:
        codes = (CardCode(card_text(case), CORNERS, 5.0),)
        front, back = (front, replace(back, codes=codes)) if _is_new(case) else (replace(front, codes=codes), back)
    lines = card_lines(case.card_number, case.card_name, case.born, None, woman=case.woman)
    back = replace(back, lines=repair(misread(chance, lines, case.rate)))
    declared = Declared(
        "00001/2026/00101", Kind.REGISTRATION, Channel.VSSID, NOW, "00101", "0100000018", case.name,
        Identity(IdentityKind.CCCD, case.number, False), case.address, "0900000017", None, False, None, None, None,
    )  # fmt: skip
    answer = HgdAnswer.NOT_FOUND if case.hgd is None else HgdAnswer.MATCH
    reply = HgdReply("0100000018", case.name, answer, case.hgd, "test", NOW)
    return Sources(1, declared, {PictureRole.IDENTITY_FRONT: front, PictureRole.IDENTITY_BACK: back}, reply)


def card_text(case: Case) -> str:
    """Give the text of the card's code."""
    fields = (
        case.card_number, "", case.card_name, f"{case.born:%d%m%Y}", "Nữ" if case.woman else "Nam", case.card_address,
        f"{case.issued:%d%m%Y}",
    )  # fmt: skip
    return "|".join((*fields, "", "", "Cha Nào Đó", "Mẹ Nào Đó") if _is_new(case) else fields)


def misread(chance: Random, lines: tuple[str, ...], rate: float) -> tuple[str, ...]:
    """Read machine-readable lines as a program does that errs."""
    return tuple(
        "".join(chance.choice(LOOKALIKES.get(sign, sign)) if chance.random() < rate else sign for sign in line)
        for line in lines
    )


def between_schemes(case: Case) -> bool:
    """Tell whether card and declaration name units of two schemes."""
    return case.address.scheme == "2025" and case.issued < date(2025, 7, 1)


def _is_new(case: Case) -> bool:
    return case.issued >= date(2024, 7, 1)


def _shortened(unit: str) -> str:
    for kind, short in SHORT:
        if unit.startswith(kind):
            return short + unit.removeprefix(kind)
    return unit.replace("Thị trấn ", "TT. ").replace("Thị xã ", "TX. ")


def _bare(unit: str) -> str:
    for kind in KINDS:
        rest = unit.removeprefix(kind)
        if rest != unit:
            return unit if rest[0].isdigit() else rest
    return unit
