# SPDX-License-Identifier: Apache-2.0
"""Synthetic people: names as people in Vietnam have them, and numbers that belong to nobody.

ID numbers end in 900nnn, insurance codes are PP0900nnnn, phones 09009nnnnn, e-mail is at example.com. A person depends
on the seed and on the place in the row only, never on the day, so that drawn pictures can be shipped.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from officer_desk.domain.names import fold
from officer_desk.domain.records import Address
from officer_desk.domain.values import IdentityKind
from officer_desk.sample.faces import Face, make_face

_FAMILIES = (
    ("Nguyễn", 38), ("Trần", 12), ("Lê", 10), ("Phạm", 8), ("Hoàng", 5), ("Huỳnh", 3), ("Vũ", 4), ("Võ", 2),
    ("Đặng", 3), ("Bùi", 3), ("Đỗ", 3), ("Hồ", 2), ("Ngô", 2), ("Dương", 2), ("Lý", 1), ("Đinh", 1), ("Trịnh", 1),
    ("Mai", 1), ("Cao", 1),
)  # fmt: skip
_WOMEN_MIDDLE = (
    "Thị", "Thị", "Thị Thu", "Thị Ngọc", "Thị Kim", "Thị Thanh", "Ngọc", "Thu", "Phương", "Minh", "Bích", "Mỹ",
    "Diệu",
)  # fmt: skip
_WOMEN = (
    "Hương", "Lan", "Hoa", "Mai", "Thảo", "Trang", "Linh", "Hà", "Hạnh", "Ngân", "Yến", "Thúy", "Dung", "Nga",
    "Phượng", "Quỳnh", "Vân", "Oanh", "Huệ", "Loan", "Tuyết", "Hiền", "Nhung", "Thơm", "Hòa", "Giang", "Khánh",
    "Nhi", "Vy", "Trâm",
)  # fmt: skip
_MEN_MIDDLE = (
    "Văn", "Văn", "Văn", "Đức", "Minh", "Quốc", "Hữu", "Công", "Xuân", "Ngọc", "Thanh", "Đình", "Anh", "Quang",
    "Trọng",
)  # fmt: skip
_MEN = (
    "Hùng", "Dũng", "Tuấn", "Thắng", "Sơn", "Hải", "Nam", "Long", "Cường", "Quân", "Tùng", "Bình", "Hiếu", "Phúc",
    "Khánh", "Đạt", "Thành", "Trung", "Kiên", "Toàn", "Lâm", "Thủy", "Hòa", "Vinh", "Khoa", "Tiến", "Mạnh", "Nghĩa",
    "Phong", "Vượng",
)  # fmt: skip
_LONG_WOMEN = (
    "Công Tằng Tôn Nữ Thị Hồng Phương Thảo",
    "Nguyễn Hoàng Phương Uyên Thục Đoan",
    "Tôn Nữ Thị Ngọc Diệu Khánh Trang",
)
_LONG_MEN = (
    "Nguyễn Phúc Bảo Long Quang Vinh",
    "Trần Đình Hoàng Minh Quốc Khánh",
    "Lê Nguyễn Trọng Nhân Hữu Nghĩa Thành",
)
_STREETS = (
    "Số {a} phố Mẫu", "Số {a} đường Thử Nghiệm", "Ngõ {a} phố Mẫu", "Số {b}, ngõ {a} phố Giả Định", "Tổ {b}",
    "Số {a} ngách {b}/{c} phố Mẫu", "Căn hộ {a}, Chung cư Thử Nghiệm", "Hẻm {a}/{b} đường Giả Định",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A quarter in both schemes. The 2025 commune is one that took in (part of) the old one."""

    office_code: str
    province: str
    district: str
    commune: str
    commune_2025: str


PLACES = (
    *(Place("00101", "01", "001", old, "00004") for old in ("00004", "00013")),
    *(Place("00101", "01", "001", old, "00008") for old in ("00006", "00007", "00008", "00016", "00022")),
    *(Place("00101", "01", "001", old, "00025") for old in ("00025", "00028", "00031", "00034")),
    *(Place("00102", "01", "002", old, "00070") for old in ("00046", "00049", "00061", "00070")),
    *(Place("00102", "01", "002", old, "00082") for old in ("00073", "00082")),
    *(Place("00103", "01", "003", old, "00103") for old in ("00094", "00100", "00103", "00112")),
    *(Place("04801", "48", "492", old, "20242") for old in ("20227", "20230", "20233", "20242")),
    *(Place("04801", "48", "492", old, "20257") for old in ("20245", "20257")),
    *(
        Place("07901", "79", "760", old, new)
        for old, new in (("26734", "26737"), ("26740", "26740"), ("26743", "26743"))
    ),
    *(
        Place("07901", "79", "769", old, new)
        for old, new in (("26794", "26800"), ("26809", "26809"), ("26824", "26824"))
    ),
)
_OFFICE_WEIGHTS = (("00101", 83), ("00102", 6), ("00103", 5), ("04801", 3), ("07901", 3))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    index: int
    full_name: str
    woman: bool
    born: date
    insurance_code: str
    id_number: str
    old_id: str
    """The CMND of nine digits that came before; empty where there was none."""
    paper: IdentityKind
    paper_number: str
    new_card: bool
    """Căn cước of the 2024 kind, with the QR on its back."""
    issued: date
    place: Place
    address: Address
    origin: Address
    phone: str
    email: str | None
    face: Face

    @property
    def expires(self) -> date | None:
        """Give the last day of a citizen card: the birthday at 25, 40 or 60; None: no limit.

        None has run out by 2028: the sample is about faces and numbers, not about old cards.
        """
        days = (self.born.replace(year=self.born.year + age) for age in (25, 40, 60))
        return next((day for day in days if day.year >= 2028), None)


def make_person(seed: int, index: int, *, child: bool = False, family: str = "") -> Person:
    """Invent the person of that place in the row; `family` gives a child its parent's family name."""
    chance = Random(f"{seed}/person/{index}")
    woman = chance.random() < 0.54
    born = _born(chance, child=child)
    place = _place(chance)
    full_name = _name(chance, index, woman=woman, family=family)
    paper = IdentityKind.BIRTH_CERTIFICATE if child else _paper(chance)
    id_number = f"0{place.province}{_sex_digit(woman=woman, year=born.year)}{born.year % 100:02}900{index % 1000:03}"
    new_card = paper is IdentityKind.CCCD and chance.random() < 0.35
    issued = _issued(chance, paper, new_card=new_card)
    street = chance.choice(_STREETS).format(a=chance.randint(2, 180), b=chance.randint(2, 30), c=chance.randint(2, 9))
    return Person(
        index=index,
        full_name=full_name,
        woman=woman,
        born=born,
        insurance_code=f"{place.province}0900{1000 + index:04}",
        id_number=id_number,
        old_id=f"{place.province}0900{index % 1000:03}" if born.year < 1998 and chance.random() < 0.6 else "",
        paper=paper,
        paper_number=_paper_number(paper, place, index, born, id_number),
        new_card=new_card,
        issued=issued,
        place=place,
        address=_address(place, street, new=new_card or chance.random() < 0.3),
        origin=_address(chance.choice(PLACES), "", new=False),
        phone=f"09009{10_000 + (index * 37 + 4_111) % 90_000:05}",
        email=_email(full_name, index) if chance.random() < 0.62 else None,
        face=make_face(Random(f"{seed}/face/{index}"), woman=woman, age=2026 - born.year),
    )


def typed_phone(phone: str, chance: Random) -> str:
    """Write a phone number as people type it."""
    form = chance.randrange(6)
    if form == 0:
        return f"+84 {phone[1:4]} {phone[4:7]} {phone[7:]}"
    if form == 1:
        return f"{phone[:4]} {phone[4:7]} {phone[7:]}"
    return f"{phone[:4]}.{phone[4:7]}.{phone[7:]}" if form == 2 else phone


def _name(chance: Random, index: int, *, woman: bool, family: str) -> str:
    if not family and index % 61 == 17:
        return chance.choice(_LONG_WOMEN if woman else _LONG_MEN)
    first = family or chance.choices([name for name, _ in _FAMILIES], [weight for _, weight in _FAMILIES])[0]
    middle, given = (_WOMEN_MIDDLE, _WOMEN) if woman else (_MEN_MIDDLE, _MEN)
    if index % 16 == 5:
        given = ("Hòa", "Thúy") if woman else ("Hòa", "Thủy")
    while True:
        last = chance.choice(given)
        between = chance.choice(middle)
        if last not in between:
            return f"{first} {between} {last}"


def _born(chance: Random, *, child: bool) -> date:
    year = chance.randint(2013, 2022) if child else round(chance.triangular(1950, 2007, 1990))
    return date(year, chance.randint(1, 12), chance.randint(1, 28))


def _place(chance: Random) -> Place:
    office = chance.choices([code for code, _ in _OFFICE_WEIGHTS], [weight for _, weight in _OFFICE_WEIGHTS])[0]
    return chance.choice([place for place in PLACES if place.office_code == office])


def _paper(chance: Random) -> IdentityKind:
    kinds = (IdentityKind.CCCD, IdentityKind.CMND, IdentityKind.PASSPORT)
    return chance.choices(kinds, (90, 6, 4))[0]


def _paper_number(paper: IdentityKind, place: Place, index: int, born: date, id_number: str) -> str:
    match paper:
        case IdentityKind.CMND:
            return f"{place.province}0900{index % 1000:03}"
        case IdentityKind.PASSPORT:
            return f"P0090{index % 1000:03}"
        case IdentityKind.BIRTH_CERTIFICATE:
            return f"{index % 1000}/{born.year}"
        case IdentityKind.CCCD:
            return id_number


def _issued(chance: Random, paper: IdentityKind, *, new_card: bool) -> date:
    if paper is IdentityKind.CMND:
        return date(chance.randint(2012, 2015), chance.randint(1, 12), chance.randint(1, 28))
    if new_card:
        return date(2024, 7, 5) if chance.random() < 0.1 else date(2025, chance.randint(1, 6), chance.randint(1, 28))
    return date(chance.randint(2021, 2023), chance.randint(3, 12), chance.randint(1, 28))


def _sex_digit(*, woman: bool, year: int) -> int:
    return (0 if year < 2000 else 2) + int(woman)


def _address(place: Place, street: str, *, new: bool) -> Address:
    if new:
        return Address("2025", place.province, None, place.commune_2025, street)
    return Address("2020", place.province, place.district, place.commune, street)


def _email(full_name: str, index: int) -> str:
    return f"{fold(full_name).replace(' ', '.')}.{index}@example.com"
