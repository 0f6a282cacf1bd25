# SPDX-License-Identifier: Apache-2.0
"""Addresses: the words on a card against declared codes, unit by unit, then the street."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officer_desk.domain import addresses, streets
from officer_desk.domain.records import Address, Cell
from officer_desk.domain.unit_book import kind_and_name
from officer_desk.domain.units import JOINED_INTO
from officer_desk.domain.values import CellVerdict
from officer_desk.gateways.units import Units
from tests import cards

BOOKS = Units.load().books()
OLD = Address("2020", "01", "005", "00160", "Số 8 ngách 5 đường Mẫu")
NEW = Address("2025", "01", None, "00004", "Tổ 3")
SAIGON = Address("2020", "79", "770", "27139", "Tổ 3")
AGREES = {CellVerdict.MATCH, CellVerdict.NORMALISED}


def told(cell: Cell) -> tuple[str, str]:
    return cell.verdict.value, cell.reason


def compare(ours: Address, said: str, issued: str = "2021-06-18") -> Cell:
    return addresses.compare(ours, said, BOOKS, issued)


@pytest.mark.parametrize(
    ("said", "verdict", "reason"),
    [
        ("Phường Nghĩa Tân, Quận Cầu Giấy, Hà Nội", "match", ""),
        ("Nghĩa Tân, Cầu Giấy, Hà Nội", "match-after-normalising", "short-forms"),
        ("P. Nghĩa Tân, Q. Cầu Giấy, TP. Hà Nội", "match-after-normalising", "short-forms"),
        ("P.Nghĩa Tân, Q.Cầu Giấy, Tp Hà Nội", "match-after-normalising", "short-forms"),
        ("PHƯỜNG NGHĨA TÂN,QUẬN CẦU GIẤY,HN", "match-after-normalising", "short-forms"),
        ("Phường Nghĩa Đô, Quận Cầu Giấy, Hà Nội", "differs", "commune"),
        ("Nghĩa Đô, Cầu Giấy, Hà Nội", "differs", "commune"),
        ("Phường Không Có, Quận Cầu Giấy, Hà Nội", "differs", "commune"),
        ("Phường Nghĩa Tân, Quận Ba Đình, Hà Nội", "differs", "district"),
        ("Phường Nghĩa Tân, Quận Cầu Giấy, Hà Nam", "differs", "province"),
        ("Nghĩa Tấn, Cầu Giấy, Hà Nội", "close", "one-tone"),
        ("Nghĩa Tần, Cầu Giấy, Hà Nội", "close", "one-tone"),
        ("Nghĩa Tân, Cầu Giấi, Hà Nội", "close", "one-letter"),
        ("Phường Nghĩa Tân, Huyn Cầu Giấy, Hà Nội", "cannot-tell", "unknown-unit"),
        ("Phường Nghĩa Tân, Quậnn Cầu Giấy, Hà Nội", "close", "one-letter"),
        ("Xã Nghĩa Tân, Quận Cầu Giấy, Hà Nội", "close", "kind"),
        ("Nghĩa Tân, Hà Nội", "cannot-tell", "level-missing"),
        ("Cầu Giấy, Hà Nội", "cannot-tell", "unknown-unit"),
        ("Nghĩa Tân, Cầu Giấy", "cannot-tell", "level-missing"),
        ("", "cannot-tell", "unknown-unit"),
    ],
)
def test_units_of_three_levels(said: str, verdict: str, reason: str) -> None:
    assert told(compare(OLD, f"Số 8 ngách 5 đường Mẫu, {said}")) == (verdict, reason)


@pytest.mark.parametrize(
    ("street", "verdict", "reason"),
    [
        ("8 ngách 5 đường Mẫu", "match-after-normalising", "short-forms"),
        ("Số nhà 08, ngách 05, đ. Mẫu", "match-after-normalising", "short-forms"),
        ("số 8 NGÁCH 5 đường mẫu", "match-after-normalising", "short-forms"),
        ("Số 9 ngách 5 đường Mẫu", "differs", "house-number"),
        ("Số 5 ngách 8 đường Mẫu", "differs", "house-number"),
        ("Số 8A ngách 5 đường Mẫu", "differs", "house-number"),
        ("Số 8 đường Mẫu", "differs", "house-number"),
        ("Số 8/5 đường Mẫu", "differs", "house-number"),
        ("Số 8 ngách 5 đường Mậu", "close", "one-tone"),
        ("Số 8 ngách 5 đường Mẫm", "close", "one-letter"),
        ("ố 8 ngách 5 đường Mẫu", "close", "one-letter"),
        ("Số 8 ngách 5 phố Mẫu", "differs", "street"),
        ("Số 8 ngách 5 đường Thử Nghiệm", "differs", "street"),
        ("Số 8 ngách 5 Mẫu", "cannot-tell", "street-missing"),
    ],
)
def test_streets(street: str, verdict: str, reason: str) -> None:
    assert told(compare(OLD, f"{street}, Nghĩa Tân, Cầu Giấy, Hà Nội")) == (verdict, reason)


def test_a_card_without_a_street_says_nothing_of_it() -> None:
    assert told(compare(OLD, "Nghĩa Tân, Cầu Giấy, Hà Nội")) == ("cannot-tell", "street-missing")


@pytest.mark.parametrize(
    ("ours", "said", "verdict", "reason"),
    [
        ("Tổ 13", "tổ 13", "match-after-normalising", ""),
        ("TDP 13", "Tổ dân phố số 13", "match-after-normalising", ""),
        ("KP3", "khu phố 3", "match-after-normalising", ""),
        ("Số 12 A", "12A", "match-after-normalising", ""),
        ("12 / 5 Nguyễn Huệ", "12/5 Nguyễn Huệ", "match-after-normalising", ""),
        ("Tổ 3, ngõ 5", "Ngõ 5, tổ 3", "match-after-normalising", "order"),
        ("Thôn Hoà Bình", "thôn Hòa Bình", "match-after-normalising", ""),
        ("Tổ 13", "Tổ dân phố 13", "cannot-tell", "street-missing"),
        ("Tổ 13", "Tổ 31", "differs", "house-number"),
        ("Tổ 1", "Tổ 10", "differs", "house-number"),
        ("", "", "match-after-normalising", ""),
    ],
)
def test_two_streets(ours: str, said: str, verdict: str, reason: str) -> None:
    assert streets.compare(ours, said) == (CellVerdict(verdict), reason)


@pytest.mark.parametrize(
    ("said", "issued", "verdict", "reason"),
    [
        ("Tổ 3, Phường Ba Đình, Hà Nội", "2025-11-26", "match", ""),
        ("Tổ 3, Phường Ba Đình, Thành phố Hà Nội", "2025-11-26", "match-after-normalising", "short-forms"),
        ("Tổ 3, Ba Đình, Hà Nội", "2025-11-26", "match-after-normalising", "short-forms"),
        ("Tổ 3, Phường Ngọc Hà, Hà Nội", "2025-11-26", "differs", "commune"),
        ("Tổ 4, Phường Ba Đình, Thành phố Hà Nội", "2025-11-26", "differs", "house-number"),
        ("Tổ 3, Cống Vị, Ba Đình, Hà Nội", "2021-06-18", "cannot-tell", "other-scheme"),
        ("Tổ 3, Cống Vị, Ba Đình, Hà Nội", "", "cannot-tell", "other-scheme"),
        ("Tổ 3, Phường Cống Vị, Quận Ba Đình, Hà Nội", "2021-06-18", "cannot-tell", "other-scheme"),
        ("Tổ 5, Phường Cống Vị, Quận Ba Đình, Hà Nội", "2021-06-18", "differs", "house-number"),
        ("Tổ 3, Phường 5, Quận Không Có, Hà Nội", "2021-06-18", "cannot-tell", "other-scheme"),
        ("Tổ 3, Phường 5, Quận 3, Hồ Chí Minh", "2021-06-18", "differs", "province"),
        ("Tổ 3, Phường 05, Quận 3, TP.HCM", "", "differs", "province"),
    ],
)
def test_units_of_two_levels(said: str, issued: str, verdict: str, reason: str) -> None:
    assert told(compare(NEW, said, issued)) == (verdict, reason)


def test_a_card_of_two_levels_tells_nothing_of_three() -> None:
    ours = Address("2020", "01", "001", "00007", "Tổ 3")
    assert told(compare(ours, "Tổ 3, Phường Ba Đình, Thành phố Hà Nội", "2025-11-26")) == (
        "cannot-tell",
        "other-scheme",
    )


def test_a_province_that_was_joined_with_another_one_is_no_other_one() -> None:
    ours = Address("2025", "79", None, "26740", "Tổ 3")
    said = "Tổ 3, Phường Phú Hòa, Thành phố Thủ Dầu Một, Bình Dương"
    assert told(compare(ours, said)) == ("cannot-tell", "other-scheme")
    assert told(compare(replace(ours, province="75", commune="26068"), said)) == ("differs", "province")
    declared = Address("2020", "74", "718", "25747", "Tổ 3")
    assert told(compare(declared, "Tổ 3, Phường Sài Gòn, TP.HCM", "2025-11-26")) == ("cannot-tell", "other-scheme")
    assert told(compare(declared, "Tổ 3, Phường Ba Đình, Hà Nội", "2025-11-26")) == ("differs", "province")


def test_every_province_is_still_one_or_went_into_one() -> None:
    before, now = set(cards.below("2020", "")), set(cards.below("2025", ""))
    assert {JOINED_INTO.get(code, code) for code in before} == now
    assert set(JOINED_INTO) == before - now


def test_two_communes_of_one_name_under_one_district_are_told_apart_by_their_kind_only() -> None:
    units = cards.units("2020")
    by_name: dict[tuple[str, str], list[str]] = {}
    for code, (name, above) in units.items():
        if len(code) == 5:
            by_name.setdefault((above, kind_and_name("commune", name)[1]), []).append(code)
    twins = [codes for codes in by_name.values() if len(codes) > 1]
    assert twins
    for one, other, *_ in twins:
        district = units[one][1]
        ours = Address("2020", units[district][1], district, one, "Tổ 3")
        above = f"{units[district][0]}, {units[units[district][1]][0]}"
        bare = units[one][0].removeprefix("Thị trấn ").removeprefix("Xã ").removeprefix("Phường ")
        assert compare(ours, f"Tổ 3, {bare}, {above}").verdict is CellVerdict.CANNOT_TELL
        assert compare(ours, f"Tổ 3, {units[one][0]}, {above}").verdict in AGREES
        assert compare(ours, f"Tổ 3, {units[other][0]}, {above}").verdict not in AGREES


def test_a_name_that_begins_like_a_kind_may_stand_without_its_own() -> None:
    units = cards.units("2020")
    code = next(code for code, (name, _) in units.items() if name == "Phường Phường Đúc")
    district = units[code][1]
    ours = Address("2020", units[district][1], district, code, "Tổ 3")
    assert told(compare(ours, "Tổ 3, Phường Đúc, Huế, Thừa Thiên Huế")) == ("match-after-normalising", "short-forms")


def test_an_address_turned_round_is_read_all_the_same() -> None:
    said = "Hà Nội, Quận Cầu Giấy, Phường Nghĩa Tân, Số 8 ngách 5 đường Mẫu"
    assert told(compare(OLD, said)) == ("match-after-normalising", "short-forms")


@pytest.mark.parametrize(
    "said",
    ["Phường 1, Quận 8, Thành phố Hồ Chí Minh", "P.01, Q.8, TP.HCM", "P1, Q8, TPHCM", "P 1, Q 08, Tp. HCM"],
)  # fmt: skip
def test_numbered_units(said: str) -> None:
    codes = next(iter(BOOKS["2020"].resolve(["Phường 1", "Quận 8", "Hồ Chí Minh"])))
    ours = Address("2020", codes[0], codes[1], codes[2], "Tổ 3")
    assert compare(ours, f"Tổ 3, {said}").verdict in AGREES
    assert told(compare(ours, f"Tổ 3, {said}".replace("1", "2"))) == ("differs", "commune")


def test_a_code_that_no_list_knows_tells_nothing() -> None:
    assert told(compare(Address("2020", "01", "005", "99999", ""), "Nghĩa Tân, Cầu Giấy, Hà Nội"))[0] == "cannot-tell"
    assert told(compare(Address("2035", "01", "005", "00160", ""), "Nghĩa Tân, Cầu Giấy, Hà Nội"))[0] == "cannot-tell"
    assert told(compare(Address("2020", "01", None, "00160", ""), "Nghĩa Tân, Hà Nội"))[0] == "cannot-tell"
    three = replace(NEW, district="00004", commune="00025")
    assert told(compare(three, "Tổ 3, Ba Đình, Hà Nội", "2025-11-26"))[0] == "cannot-tell"


def test_what_differs_is_marked() -> None:
    cell = compare(OLD, "Số 8 ngách 5 đường Mẫu, Nghĩa Đô, Cầu Giấy, Hà Nội")
    assert [cell.value[begin:end] for begin, end in cell.marks] == ["Nghĩa Đô"]
    assert cell.declared_marks == ((24, 40),)
    cell = compare(OLD, "Số 9 ngách 5 đường Mẫu, Nghĩa Tân, Cầu Giấy, Hà Nội")
    assert [cell.value[begin:end] for begin, end in cell.marks] == ["Số 9 ngách 5 đường Mẫu"]
    assert compare(OLD, "Số 8 ngách 5 đường Mẫu, Nghĩa Tân, Cầu Giấy, Hà Nam").declared_marks == ((57, 63),)


@pytest.mark.parametrize("scheme", ["2020", "2025"])
def test_every_way_of_writing_a_place_is_read_as_it_and_never_as_its_neighbour(scheme: str) -> None:
    issued = "2021-06-18" if scheme == "2020" else "2025-11-26"
    for seed in range(150):
        chance = Random(f"{scheme}/{seed}")
        ours = cards.place(chance, scheme, "Tổ 3")
        other = cards.place(chance, scheme, "Tổ 3", ours.province)
        said = cards.written(chance, ours)
        cell = compare(ours, said, issued)
        assert cell.verdict in AGREES or cell.reason == "ambiguous", (ours, said, cell)
        assert other == ours or compare(other, said, issued).verdict not in AGREES, (other, said)


@given(st.text(max_size=60), st.text(", .-/0123456789tTổSốốngõHNQP", max_size=60))
def test_any_text_may_come(street: str, said: str) -> None:
    for ours in (OLD, NEW, Address("2020", "01", "005", "00160", street)):
        cell = addresses.compare(ours, said, BOOKS)
        assert cell.verdict not in AGREES
        assert all(0 <= begin < end <= len(said) for begin, end in cell.marks)
