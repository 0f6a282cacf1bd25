# SPDX-License-Identifier: Apache-2.0
"""The text of a card's code: every layout, texts that a reader mangled, and any text at all."""

import re
import unicodedata
from dataclasses import astuple
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officer_desk.domain.card_text import parse
from officer_desk.domain.mangled import repaired
from officer_desk.domain.records import CardFields

CHIP = "001199000017||Nguyễn Thị Thử Nghiệm|31121999|Nữ|Số 1 phố Mẫu, Phường Cống Vị, Quận Ba Đình, Hà Nội|15062021"
NEW = (
    "079085000029|023000029|Trần Văn Mẫu|14051985|Nam|Tổ 2, Phường Tân Định, Thành phố Hồ Chí Minh|02082025"
    "|||Trần Văn Cha Mẫu|Lê Thị Mẹ Mẫu"
)
NAME_HEX, HOME_HEX = "Nguyễn Thị Thử Nghiệm".encode().hex(), "Số 1 phố Mẫu, Phường Cống Vị".encode().hex()
OLD_HEALTH = (
    f"GD4010100000018|{NAME_HEX}|31/12/1999|2|{HOME_HEX}|01 - 003|01/01/2020|31/12/2020|15/12/2019|01010100000018|-|4|"
    "01/01/2024|0123456789abcdef-7102|$"
)
NEW_HEALTH = (
    f"0100000018|{NAME_HEX}|31/12/1999|2|{HOME_HEX}|01 - 003|01/01/2022|-|20/12/2021|01010100000018|-|4| 01/01/2024|"
    "0123456789abcdef-7102|4|5175e1baad6e|$"
)
STRANGE = ("|", "||", "\x00", "Ã", "áº", "\ud800", "\U0001f600", "\u0301", "٣", "0", "$", "%", "\\u12")
ALL = (CHIP, NEW, OLD_HEALTH, NEW_HEALTH)


def read(text: str) -> CardFields:
    found = parse(text)
    assert found is not None
    return found


def test_the_chip_card_has_seven_fields() -> None:
    assert read(CHIP) == CardFields(
        id_number="001199000017",
        full_name="Nguyễn Thị Thử Nghiệm",
        date_of_birth="1999-12-31",
        sex="F",
        address="Số 1 phố Mẫu, Phường Cống Vị, Quận Ba Đình, Hà Nội",
        issued_on="2021-06-15",
    )


def test_the_card_of_2024_keeps_its_tail_as_it_is() -> None:
    found = read(NEW)
    assert (found.id_number, found.old_id_number, found.sex) == ("079085000029", "023000029", "M")
    assert found.extra == ("", "", "Trần Văn Cha Mẫu", "Lê Thị Mẹ Mẫu")


@pytest.mark.parametrize("text", [OLD_HEALTH, NEW_HEALTH])
def test_the_health_card_gives_the_person_and_no_dates_of_an_identity_paper(text: str) -> None:
    found = read(text)
    assert (found.insurance_code, found.full_name, found.sex) == ("0100000018", "Nguyễn Thị Thử Nghiệm", "F")
    assert (found.date_of_birth, found.address) == ("1999-12-31", "Số 1 phố Mẫu, Phường Cống Vị")
    assert (found.id_number, found.issued_on, found.expires_on) == ("", "", "")


def test_a_health_card_of_before_2018_with_letters_has_no_insurance_code() -> None:
    assert read(OLD_HEALTH.replace("GD4010100000018", "DN401AA12345678")).insurance_code == ""


def test_a_name_that_was_never_encoded_is_taken_as_it_stands() -> None:
    assert read(NEW_HEALTH.replace(NAME_HEX, "Nguyễn An")).full_name == "Nguyễn An"


def test_twelve_digits_on_a_health_card_are_the_insurance_code() -> None:
    found = read(NEW_HEALTH.replace("0100000018", "001199000017", 1))
    assert (found.id_number, found.insurance_code) == ("", "001199000017")


def as_bytes(text: str, encoding: str) -> str:
    """Read UTF-8 as another encoding, as readers do; what cp1252 does not know stays a control sign."""
    unknown = b"" if encoding == "latin-1" else b"\x81\x8d\x8f\x90\x9d"
    return "".join(chr(byte) if byte in unknown else bytes([byte]).decode(encoding) for byte in text.encode())


@pytest.mark.parametrize("text", ALL)
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_mangled_text_is_repaired_also_twice(text: str, encoding: str) -> None:
    once = as_bytes(text, encoding)
    assert parse(once) == parse(text)
    assert parse(as_bytes(once, encoding)) == parse(text)


def test_letters_as_escapes_are_repaired() -> None:
    escaped = "".join(sign if sign.isascii() else f"\\u{ord(sign):04x}" for sign in CHIP)
    assert parse(escaped) == parse(CHIP)
    assert repaired("\\ud83d") == "\\ud83d"


@pytest.mark.parametrize("text", ALL)
def test_decomposed_letters_line_ends_and_a_byte_order_mark_make_no_difference(text: str) -> None:
    assert parse("\ufeff" + unicodedata.normalize("NFD", text) + "\r\n") == parse(text)


@pytest.mark.parametrize("text", ["Lê Văn Sở", "Trần Phượng", "À Ế Ữ", "Hàn Quốc – Mẫu"])
def test_what_was_not_mangled_stays(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        (1, "12345", "old_id_number"),
        (2, "Nguyá»…n Thá»‹ ?", "full_name"),
        (2, "Nguyễn 4n", "full_name"),
        (2, "", "full_name"),
        (3, "31021999", "date_of_birth"),
        (3, "19991231", "date_of_birth"),
        (4, "Khác", "sex"),
        (4, "1", "sex"),
        (5, "Sá»‘ 1 phá»‘ Máº", "address"),
        (6, "2021", "issued_on"),
        (6, "00062021", "issued_on"),
    ],
)
def test_a_field_without_its_shape_stays_silent(field: int, value: str, name: str) -> None:
    parts = CHIP.split("|")
    parts[field] = value
    assert getattr(read("|".join(parts)), name) == ""


@pytest.mark.parametrize(("text", "born"), [("00001988", "1988"), ("00101988", "1988-10"), ("1988", "1988")])
def test_a_day_of_birth_may_be_known_in_part(text: str, born: str) -> None:
    assert read(CHIP.replace("31121999", text)).date_of_birth == born


@pytest.mark.parametrize(
    "text",
    ["", "|", "|" * 30, "https://example.com/a|b|c|d|e|f|g", CHIP[:40], CHIP.replace("001199000017", "00119900001"),
     "OD1:00017/2026/00101", CHIP.replace("|", ";"), "a" * 10_000, CHIP + "|" * 5_000, "001199000017||||||"],
)  # fmt: skip
def test_what_is_no_card_is_none(text: str) -> None:
    assert parse(text) is None


def mutated(chance: Random, text: str) -> str:
    """Change a text in one to six ways that readers, keyboards and mischief have."""
    for _ in range(chance.randrange(1, 7)):
        at, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        parts = text.split("|")
        ways = (
            text[:at] + chance.choice(STRANGE) + text[at:],
            text[:at] + text[end:],
            text[:end] + text[at:],
            text[::-1],
            text.upper(),
            unicodedata.normalize("NFD", text),
            text.encode("utf-8", "replace").decode("cp1252", "replace"),
            text[:at] + chance.choice(ALL) + text[end:],
            "|".join(chance.sample(parts, len(parts))),
        )
        text = chance.choice(ways)[:20_000]
    return text


@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.soak)])
def test_no_mutated_text_is_more_than_a_card_or_none(count: int) -> None:
    for seed in range(count):
        chance = Random(f"text/{seed}")
        check_shapes(parse(mutated(chance, chance.choice(ALL))))


@given(st.text(max_size=300))
def test_any_text_may_come(text: str) -> None:
    check_shapes(parse(text))
    repaired(text)


def check_shapes(found: CardFields | None) -> None:
    """What is taken has its shape, whatever came."""
    if found is None:
        return
    assert re.fullmatch(r"([0-9]{12})?", found.id_number)
    assert re.fullmatch(r"([0-9]{9}|[0-9]{12})?", found.old_id_number)
    assert re.fullmatch(r"([0-9]{10}|[0-9]{12})?", found.insurance_code)
    assert re.fullmatch(r"([12][0-9]{3}(-[0-9]{2}){0,2})?", found.date_of_birth)
    assert re.fullmatch(r"([12][0-9]{3}(-[0-9]{2}){2})?", found.issued_on)
    assert found.sex in {"", "M", "F"}
    assert not set("0123456789ÃºªÂ»\x00\ufffd") & set(found.full_name) - {"Ã", "Â"}
    assert all(unicodedata.is_normalized("NFC", value) for value in astuple(found)[:9])
