# SPDX-License-Identifier: Apache-2.0
"""What a QR reader types: forms, cards and numbers are known; only ASCII parts are trusted; mangling is recognised."""

import random

import pytest

from officer_desk.domain.records import CardFields
from officer_desk.domain.scans import ScanKind, is_whole, read

FORM = "OD1:00018.G/2026/00101:3:ABCDEFGHIJKLMNOP"
CARD = "001199000017|012345678|{name}|31121999|{sex}|{address}|15062021"
FIELDS = CardFields(
    id_number="001199000017", old_id_number="012345678", date_of_birth="1999-12-31", sex="F", issued_on="2021-06-15"
)
HEX = "4e677579e1bb856e205468e1bb8b"
HEALTH = f"|{HEX}|31/12/1999|2|{HEX}|01 - 003|01/01/2022|-|20/12/2021|01010100000018|-|4|01/01/2024|0123-7102|4|{HEX}|$"


def card(name: str = "Nguyễn Thị Thử", sex: str = "Nữ", address: str = "Số 1 phố Mẫu") -> str:
    return CARD.format(name=name, sex=sex, address=address)


@pytest.mark.parametrize("typed", [FORM, FORM.lower(), f"]Q1{FORM}", f" {FORM}\r"])
def test_a_form_is_known_whatever_the_case(typed: str) -> None:
    scan = read(typed)
    assert (scan.kind, scan.text, scan.numbers, scan.mangled) == (ScanKind.FORM, FORM, ("00018.G/2026/00101",), False)


@pytest.mark.parametrize(
    "typed", ["OD1:00018.G/2026/00101:3:ÂCDEFGHIJKLMNOP", "ÓD:00018/2026/00101:3:ABC", "ođ1:00018/2026/00101:3:ABC"]
)
def test_a_form_that_was_composed_is_told_and_never_trusted(typed: str) -> None:
    scan = read(typed)
    assert (scan.kind, scan.mangled) == (ScanKind.FORM, True)


@pytest.mark.parametrize(
    ("name", "sex", "mangled"),
    [
        ("Nguyễn Thị Thử", "Nữ", False),
        ("Nguyn Th Th", "N", False),
        ("Nguy?n Th? Th?", "N?", True),
        ("Nguyeenx Thij Thuwr", "Nuwx", True),
        ("Nguyá»…n Thá»‹ Thá»­", "Ná»¯", True),
        ("Nguy\\u1ec5n", "N\\u1eef", True),
    ],
)
def test_of_a_card_only_ascii_is_taken(name: str, sex: str, mangled: bool) -> None:
    scan = read(card(name, sex))
    assert (scan.kind, scan.fields, scan.mangled) == (ScanKind.CARD, FIELDS, mangled)
    assert scan.numbers == ("001199000017", "012345678")


def test_a_sex_that_the_number_contradicts_is_not_told() -> None:
    assert read(card(sex="Nam")).fields.sex == ""
    assert read(card(sex="")).fields.sex == ""


def test_a_day_that_is_none_is_not_told() -> None:
    assert read(card().replace("31121999", "31021999")).fields.date_of_birth == ""


def test_the_card_of_2024_has_more_fields() -> None:
    scan = read(card() + "|||Trần Văn Cha|Lê Thị Mẹ")
    assert (scan.kind, scan.fields) == (ScanKind.CARD, FIELDS)


def test_a_card_whose_number_was_hurt_is_unknown() -> None:
    assert read(card().replace("001199000017", "00119900001")).kind is ScanKind.UNKNOWN


@pytest.mark.parametrize("first", ["0100000018", "GD4010100000018"])
def test_a_health_card_gives_its_code(first: str) -> None:
    scan = read(first + HEALTH)
    assert (scan.kind, scan.numbers, scan.fields) == (ScanKind.HEALTH_CARD, ("0100000018",), None)


def test_twelve_digits_and_a_name_in_hex_are_a_health_card() -> None:
    assert read("001199000017" + HEALTH).kind is ScanKind.HEALTH_CARD


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("0100007236", ("0100007236",)),
        ("001081000289", ("001081000289",)),
        ("012345678", ("012345678",)),
        ("C1234567", ("C1234567",)),
        ("00018.G/2026/00101", ("00018.G/2026/00101",)),
        ("]C10100007236", ("0100007236",)),
    ],
)
def test_numbers_are_known(typed: str, numbers: tuple[str, ...]) -> None:
    scan = read(typed)
    assert (scan.kind, scan.numbers) == (ScanKind.NUMBER, numbers)


@pytest.mark.parametrize(
    "typed", ["8934563138165", "https://example.com/x", "", "nguyen thi", "ăâêôđ12345", "a" * 5000]
)
def test_everything_else_is_unknown(typed: str) -> None:
    assert read(typed).kind is ScanKind.UNKNOWN


def test_nobody_types_a_whole_card_by_hand() -> None:
    assert is_whole(card())
    assert is_whole(FORM)
    assert not is_whole("0100007236")


def test_no_text_breaks_it() -> None:
    dice = random.Random(5)
    alphabet = "0123456789|:/OD1NamNữăÃº\\u\x00\x1d?\U0001f600" + card()
    for _ in range(3000):
        text = card() if dice.random() < 0.5 else FORM
        for _ in range(dice.randrange(6)):
            place = dice.randrange(len(text) + 1)
            text = text[:place] + dice.choice(alphabet) + text[place + dice.randrange(3) :]
        scan = read(text, altered=dice.random() < 0.1)
        assert scan.fields is None or scan.fields.full_name == scan.fields.address == ""
        assert all(part.isascii() for part in scan.numbers)
