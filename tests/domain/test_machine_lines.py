# SPDX-License-Identifier: Apache-2.0
"""Machine-readable lines: repaired in their structure, proved by their check digits, or not used at all."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officer_desk.domain.machine_lines import fields, name_is_cut, repair
from officer_desk.domain.records import CardFields
from officer_desk.sample.mrz import card_lines, check_digit, passport_lines
from tests.cards import LOOKALIKES, misread

CARD = ("IDVNM1990000173001199000017<<4", "9912315F3912313VNM<<<<<<<<<<<6", "NGUYEN<<THI<THU<NGHIEM<<<<<<<<")
PASSPORT = ("P<VNMTRAN<<VAN<MAU<<<<<<<<<<<<<<<<<<<<<<<<<<", "P000000175VNM8505143M3405134079085000029<<46")
NOBODY = CardFields()


def read(*lines: str) -> CardFields:
    found = repair(lines)
    return NOBODY if found is None else fields(found)


def test_a_card_says_number_name_birth_sex_and_expiry() -> None:
    assert read(*CARD) == CardFields(
        id_number="001199000017",
        full_name="NGUYEN THI THU NGHIEM",
        date_of_birth="1999-12-31",
        sex="F",
        expires_on="2039-12-31",
    )
    found = repair(CARD)
    assert found is not None
    assert (found.lines, found.checks_right, found.checks_of) == (CARD, 6, 6)


def test_a_passport_says_its_number_and_the_citizens() -> None:
    found = read(*PASSPORT)
    assert (found.id_number, found.extra, found.full_name) == ("P00000017", ("079085000029",), "TRAN VAN MAU")
    assert (found.date_of_birth, found.sex, found.expires_on) == ("1985-05-14", "M", "2034-05-13")


def test_a_passport_of_eight_signs_has_a_filler_behind_its_number() -> None:
    lines = passport_lines("B1234567", "", "Trần Văn Mẫu", date(1985, 5, 14), date(2031, 5, 14), woman=False)
    assert read(*lines).id_number == "B1234567"


def test_without_the_citizens_number_a_passport_says_no_sex_and_only_a_century_that_must_be() -> None:
    def born(year: int) -> CardFields:
        day = date(year, 5, 14)
        return read(*passport_lines("B1234567", "", "Trần Văn Mẫu", day, date(2031, 5, 14), woman=False))

    assert (born(1985).date_of_birth, born(1985).sex) == ("1985-05-14", "")
    assert born(2015).date_of_birth == "2015-05-14"
    assert born(2025).date_of_birth == ""


@pytest.mark.parametrize(("year", "number"), [(1925, "001125000017"), (2012, "001312000017"), (2025, "001325000017")])
def test_the_century_of_birth_is_what_the_number_says(year: int, number: str) -> None:
    assert read(*card_lines(number, "Lê An", date(year, 3, 2), None, woman=True)).date_of_birth == f"{year}-03-02"


def test_no_limit_is_told_as_such() -> None:
    assert read(*card_lines("001162000017", "Lê An", date(1962, 3, 2), None, woman=True)).expires_on == "none"


def test_the_sex_is_taken_only_when_the_number_says_it_too() -> None:
    first, second, name = CARD
    assert read(first, second.replace("F", "M"), name).sex == ""
    assert read(first, second.replace("F", "<"), name).sex == ""
    assert read(first, second.replace("F", "M"), name).date_of_birth == "1999-12-31"


@pytest.mark.parametrize("line", [0, 1])
@pytest.mark.parametrize("lines", [CARD, PASSPORT])
def test_no_other_digit_is_ever_proved(lines: tuple[str, ...], line: int) -> None:
    """Every digit exchanged for every other one: some check digit is wrong, so that nothing is used."""
    for at, sign in enumerate(lines[line]):
        for other in "0123456789":
            if sign.isdigit() and other != sign:
                changed = lines[line][:at] + other + lines[line][at + 1 :]
                assert read(*(changed if i == line else text for i, text in enumerate(lines))) == NOBODY


def composite(lines: tuple[str, ...]) -> str:
    """Give the check digit over all others, in front of which it stands."""
    if len(lines) == 2:
        return check_digit(lines[1][:10] + lines[1][13:20] + lines[1][21:43])
    return check_digit(lines[0][5:30] + lines[1][:7] + lines[1][8:15] + lines[1][18:29])


@pytest.mark.parametrize(
    ("lines", "line", "at"),
    [
        *((CARD, line, at) for line, at in ((0, 14), (0, 29), (1, 6), (1, 14), (1, 29))),
        *((PASSPORT, 1, at) for at in (9, 19, 27, 42, 43)),
    ],
)
def test_every_check_digit_alone_is_enough_to_prove_nothing(lines: tuple[str, ...], line: int, at: int) -> None:
    told = list(lines)
    told[line] = told[line][:at] + str((int(told[line][at]) + 1) % 10) + told[line][at + 1 :]
    if at + 1 < len(told[line]) or line == 0:
        told[1] = told[1][:-1] + composite(tuple(told))
    found = repair(told)
    assert found is not None
    assert (found.proved, found.checks_right) == (False, found.checks_of - 1)
    assert fields(found) == NOBODY


def test_the_short_number_must_be_the_end_of_the_long_one() -> None:
    first = f"IDVNM{CARD[0][5:15]}001199000027<<{check_digit('001199000027')}"
    second = CARD[1][:-1] + check_digit(first[5:30] + CARD[1][:7] + CARD[1][8:15] + CARD[1][18:29])
    found = repair((first, second, CARD[2]))
    assert found is not None
    assert (found.proved, found.checks_right, found.checks_of) == (False, 5, 6)
    assert fields(found) == NOBODY


def test_a_day_that_is_none_is_not_proved() -> None:
    first, second, name = card_lines("001199000017", "Lê An", date(1999, 2, 28), None, woman=True)
    body = f"990231{check_digit('990231')}{second[7:29]}"
    second = body + check_digit(first[5:30] + body[:7] + body[8:15] + body[18:29])
    assert read(first, second, name) == NOBODY


@pytest.mark.parametrize(
    "lines",
    [
        ("1DVNMI99OOOOI73OOII99OOOOI7<<4", "99I23I5F39I23I3VNM<<<<K<<<<<<6", "NGUYEN<<THI<THU<NGHIEM<<C<K<<<"),
        ("IDVNM1990000173001199000017<4", "9912315F3912313VNM<<<<<<<<<<6", "NGUYEN<THI<THU<NGHIEM<<<<"),
        ("IDVNM1990000173001199000017<<<4", "9912315F3912313VNM<<<<<<<<<<<<<6", "NGUYEN<<THI<THU<NGHIEM"),
        (
            "CỤC TRƯỞNG",
            "idvnm1990000173001199000017<<4",
            "~",
            "9912315F3912313VNM<<<<<<<<<<<6",
            "NGUYEN«THI<THU<NGH1EM<<",
        ),
        ("I D V N M 1 9 9 0 0 0 0 1 7 3 0 0 1 1 9 9 0 0 0 0 1 7 < < 4", *CARD[1:]),
    ],
)
def test_the_structure_is_repaired(lines: tuple[str, ...]) -> None:
    assert read(*lines) == read(*CARD)


def test_what_looks_like_a_digit_is_one_where_only_digits_can_be() -> None:
    lines = card_lines("042170865342", "Lê Nghi", date(1970, 8, 14), date(2030, 8, 14), woman=True)
    for signs in ("0O", "0Q", "0D", "1I", "1l", "1L", "2Z", "4A", "5S", "6G", "7T", "8B"):
        first = lines[0][:5] + lines[0][5:].replace(*signs)
        second = lines[1][:7].replace(*signs) + lines[1][7] + lines[1][8:15].replace(*signs) + lines[1][15:]
        assert read(first, second, lines[2]) == read(*lines), signs
        assert read(first, second, lines[2]).id_number == "042170865342"


def test_what_looks_like_a_letter_is_one_where_only_letters_can_be() -> None:
    first, second, name = CARD
    assert read("lDVNM" + first[5:], second, "NGUYEN<<THl<THU<NGH1EM<<<<<<<<") == read(*CARD)
    assert read("1DVNM" + first[5:], second, name) == read(*CARD)


def test_a_passports_structure_is_repaired() -> None:
    assert read("P<VNMTRAN<VAN<MAU<<<<<<<K<<", "P0000OO1757NM85O5I43M34O5I34O79O85OOOO29<46") == NOBODY
    assert read("P<VNMTRAN<VAN<MAU<<<<<<<K<<", "P0000OO175VNM85O5I43M34O5I34O79O85OOOO29<46") == read(*PASSPORT)


def test_a_card_without_its_third_line_still_proves_its_numbers() -> None:
    found = read(*CARD[:2])
    assert (found.id_number, found.full_name) == ("001199000017", "")


@pytest.mark.parametrize("given", ["Lệ", "Khê", "Sẻ", "Cẩm Lệ"])
def test_a_name_that_looks_like_fillers_is_kept(given: str) -> None:
    lines = card_lines("001199000017", f"Lê {given}", date(1999, 3, 2), None, woman=True)
    assert read(*lines).full_name == " ".join(lines[2].split("<")).strip().replace("  ", " ")


def test_a_name_that_fills_its_line_may_lack_its_end() -> None:
    long = repair(card_lines("001199000017", "Công Tằng Tôn Nữ Thị Hồng Phương", date(1999, 3, 2), None, woman=True))
    short = repair(CARD)
    assert long is not None
    assert short is not None
    assert (name_is_cut(long), name_is_cut(short)) == (True, False)


@pytest.mark.parametrize(
    "lines", [(), ("",), ("IDVNM",), ("<" * 30,) * 3, ("P<VNM" + "<" * 39, "<" * 44), (CARD[0],) * 3]
)
def test_what_is_no_document_is_none(lines: tuple[str, ...]) -> None:
    assert repair(lines) is None


def test_the_best_of_several_candidates_is_given() -> None:
    spoilt = CARD[1].replace("9912315", "9912316")
    found = repair((CARD[0], spoilt, CARD[1], CARD[2]))
    assert found is not None
    assert found.proved


def mutated(chance: Random, lines: tuple[str, ...]) -> list[str]:
    """Misread, lose, double and mix signs and lines."""
    told = list(misread(chance, lines, chance.choice((0.02, 0.1, 0.4))))
    for _ in range(chance.randrange(4)):
        line, at = chance.randrange(len(told)), chance.randrange(45)
        text, strange = told[line], chance.choice("<<<0189OILKX «漢\ud800é|٣")
        told[line] = chance.choice((text[:at] + strange + text[at:], text[:at] + text[at + 1 :], text[at:], text[::-1]))
    if chance.random() < 0.3:
        chance.shuffle(told)
    return told + told[: chance.randrange(3)]


@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.soak)])
def test_mutated_lines_prove_what_was_printed_or_nothing(count: int) -> None:
    truth = {CARD: read(*CARD), PASSPORT: read(*PASSPORT)}
    proved = 0
    for seed in range(count):
        chance = Random(f"lines/{seed}")
        lines = chance.choice((CARD, PASSPORT))
        found, true = read(*mutated(chance, lines)), truth[lines]
        proved += bool(found.id_number)
        for value, printed in zip(proved_values(found), proved_values(true), strict=True):
            assert value in {"", printed}, seed
    assert proved > count // 10


def proved_values(found: CardFields) -> tuple[str, ...]:
    return (found.id_number, found.date_of_birth, found.sex, found.expires_on, "".join(found.extra))


@given(st.lists(st.one_of(st.text(max_size=50), st.text("IDVNMP<0123456789OQ", max_size=50)), max_size=6))
def test_any_lines_may_come(lines: list[str]) -> None:
    found = repair(lines)
    assert found is None or found.checks_right <= found.checks_of
    assert found is None or found.proved == (found.checks_right == found.checks_of)


def test_lookalikes_of_digits_are_never_digits() -> None:
    """Otherwise the tests above would plant other numbers."""
    assert not any(sign.isdigit() and other.isdigit() for sign, others in LOOKALIKES.items() for other in others)
