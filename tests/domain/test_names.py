# SPDX-License-Identifier: Apache-2.0
"""Vietnamese names: kept composed, found without accents; a near match is never taken for an equal one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officer_desk.domain.names import NameMatch, compare, fold, letter_pairs, stored

NAMES = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậ ỳýỷỹỵĐÁÀ", max_size=30)


def test_a_name_is_stored_composed_with_single_spaces() -> None:
    decomposed = unicodedata.normalize("NFD", "Nguyễn  Thị\u00a0Phượng ")
    assert stored(decomposed) == "Nguyễn Thị Phượng"


@pytest.mark.parametrize(
    ("name", "key"),
    [("Nguyễn Thị Thu Phượng", "nguyen thi thu phuong"), ("ĐẶNG  Quốc DŨNG", "dang quoc dung"), ("Đỗ Ỷ", "do y")],
)
def test_a_name_is_found_without_accents(name: str, key: str) -> None:
    assert fold(name) == key
    assert fold(unicodedata.normalize("NFD", name)) == key


@pytest.mark.parametrize(
    ("declared", "registry"),
    [
        ("Phạm Thị Hương", "PHẠM  THỊ HƯƠNG"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Phượng"), "Nguyễn Thị Phượng"),
        (" Lê An ", "lê an"),
    ],
)
def test_capitals_spaces_and_decomposition_make_no_difference(declared: str, registry: str) -> None:
    assert compare(declared, registry) is NameMatch.EQUAL


@pytest.mark.parametrize(
    ("declared", "registry"),
    [("Trần Thị Hoà", "Trần Thị Hòa"), ("LÊ THUÝ", "Lê Thúy"), ("Phạm Quý", "Phạm Qúy"), ("Hoè Khuê", "Hòe Khuê")],
)
def test_another_place_of_the_tone_mark_is_near_and_never_equal(declared: str, registry: str) -> None:
    assert compare(declared, registry) is NameMatch.NEAR


@pytest.mark.parametrize(
    ("declared", "registry"),
    [
        ("Phạm Thị Thu Hường", "Phạm Thị Thu Hương"),
        ("Lý", "Lí"),
        ("Hoà", "Hoa"),
        ("Hòa", "Hóa"),
        ("Nguyễn Thị Mai", "Nguyễn Mai"),
        ("Đông", "Dông"),
        ("Hoa Mài", "Hòa Mai"),
    ],
)
def test_another_tone_letter_or_word_differs(declared: str, registry: str) -> None:
    assert compare(declared, registry) is NameMatch.DIFFERS


def test_the_differing_letters_stand_beside_each_other() -> None:
    pairs = letter_pairs("Trần Thị Hoà", "Trần Thị Hòa")
    assert [(a, b) for a, b, same in pairs if not same] == [("o", "ò"), ("à", "a")]
    assert len(pairs) == len("Trần Thị Hoà")


def test_one_other_tone_is_one_pair_also_when_it_comes_decomposed() -> None:
    decomposed = unicodedata.normalize("NFD", "Thu Hường")
    assert [(a, b) for a, b, same in letter_pairs(decomposed, "THU HƯƠNG") if not same] == [("ờ", "Ơ")]


def test_a_word_more_is_set_against_nothing() -> None:
    pairs = letter_pairs("Phạm Hương", "Phạm Thị Hương")
    assert "".join(b for a, b, _ in pairs if not a).strip() == "Thị"
    assert all(same for a, b, same in pairs if a and b)


def test_a_letter_that_is_written_with_a_loose_mark_stays_one() -> None:
    assert letter_pairs("x\u0301", "x") == [("x\u0301", "x", False)]


@given(NAMES, NAMES)
def test_an_alignment_loses_no_letter(left: str, right: str) -> None:
    pairs = letter_pairs(left, right)
    assert "".join(a for a, _, _ in pairs) == stored(left)
    assert "".join(b for _, b, _ in pairs) == stored(right)
    assert all(a.upper() == b.upper() for a, b, same in pairs if same)


@given(NAMES, NAMES)
def test_comparing_is_the_same_both_ways(left: str, right: str) -> None:
    assert compare(left, right) is compare(right, left)
    assert compare(left, left) is NameMatch.EQUAL


@given(st.text(max_size=40))
def test_folding_and_storing_take_any_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert stored(stored(text)) == stored(text)
