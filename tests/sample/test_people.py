# SPDX-License-Identifier: Apache-2.0
"""Invented people: real-looking names, numbers that belong to nobody, places that exist, and always the same."""

import re
from datetime import date

import pytest

from officer_desk.domain.codes import is_identity_number, is_insurance_code, phone
from officer_desk.domain.values import IdentityKind
from officer_desk.gateways.units import Units
from officer_desk.sample.mrz import card_lines, check_digit, passport_lines
from officer_desk.sample.people import PLACES, make_person

PEOPLE = [make_person(7, index) for index in range(1, 200)]


def test_numbers_have_the_right_shape_and_belong_to_nobody() -> None:
    for person in PEOPLE:
        assert re.fullmatch(r"\d{2}0900\d{4}", person.insurance_code)
        assert is_insurance_code(person.insurance_code)
        assert re.fullmatch(r"0\d{2}[0-3]\d{2}900\d{3}", person.id_number)
        assert is_identity_number(person.paper, person.paper_number)
        assert phone(person.phone) == person.phone
        assert person.phone.startswith("09009")
        assert person.email is None or person.email.endswith("@example.com")


def test_numbers_are_given_once() -> None:
    for of in ("insurance_code", "id_number", "paper_number", "phone"):
        assert len({getattr(person, of) for person in PEOPLE}) == len(PEOPLE)


def test_an_id_number_tells_sex_and_century() -> None:
    for person in PEOPLE:
        digit = int(person.id_number[3])
        assert digit % 2 == int(person.woman)
        assert digit // 2 == int(person.born.year >= 2000)


def test_the_same_seed_gives_the_same_person() -> None:
    assert make_person(7, 12) == make_person(7, 12)
    assert make_person(7, 12) != make_person(8, 12)


def test_there_is_variety() -> None:
    assert {person.paper for person in PEOPLE} == {IdentityKind.CCCD, IdentityKind.CMND, IdentityKind.PASSPORT}
    assert {person.address.scheme for person in PEOPLE} == {"2020", "2025"}
    assert {person.woman for person in PEOPLE} == {True, False}
    assert max(len(person.full_name) for person in PEOPLE) > 30
    assert len({person.face for person in PEOPLE}) == len(PEOPLE)


def test_places_are_in_the_shipped_lists() -> None:
    units = Units.load()
    for place in PLACES:
        assert {place.province, place.district, place.commune} <= set(units.names("2020"))
        assert {place.province, place.commune_2025} <= set(units.names("2025"))


@pytest.mark.parametrize(
    ("text", "digit"), [("L898902C<", "3"), ("690806", "1"), ("940623", "6"), ("ZE184226B<<<<<", "1")]
)
def test_check_digits_are_those_of_icao_9303(text: str, digit: str) -> None:
    assert check_digit(text) == digit


def test_a_cards_lines_are_right() -> None:
    lines = card_lines("001199000017", "Nguyễn Thị Thử Nghiệm", date(1999, 12, 31), date(2039, 12, 31), woman=True)
    assert lines == (
        "IDVNM1990000173001199000017<<4",
        "9912315F3912313VNM<<<<<<<<<<<6",
        "NGUYEN<<THI<THU<NGHIEM<<<<<<<<",
    )


def test_a_passports_lines_are_right() -> None:
    lines = passport_lines(
        "P00000017", "079085000029", "Trần Văn Mẫu", date(1985, 5, 14), date(2034, 5, 13), woman=False
    )
    assert lines == (
        "P<VNMTRAN<<VAN<MAU<<<<<<<<<<<<<<<<<<<<<<<<<<",
        "P000000175VNM8505143M3405134079085000029<<46",
    )


def test_a_long_name_is_cut_to_the_line() -> None:
    name = "Công Tằng Tôn Nữ Thị Hồng Phương Thảo Nguyên Khánh Ngọc"
    lines = card_lines("001199000017", name, date(1999, 12, 31), None, woman=True)
    assert [len(line) for line in lines] == [30, 30, 30]
    assert "991231" in lines[1][8:15]
