# SPDX-License-Identifier: Apache-2.0
"""Numbers, names, dates, sex: a match is only what is the same; one slip of the hand is close; nothing is nothing."""

import unicodedata
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from officer_desk.domain import likeness
from officer_desk.domain.card_limits import limit_of
from officer_desk.domain.records import Cell
from officer_desk.domain.values import CellVerdict

AGREES = {CellVerdict.MATCH, CellVerdict.NORMALISED}
TWELVE = st.text("0123456789", min_size=12, max_size=12)
CAPITALS = st.text("ABCDEGHIKLMNOPQRSTUVXY ", min_size=3, max_size=20)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
NAMES = st.lists(st.text("aăâeêioôơuưyáàảãạnghđ", min_size=1, max_size=6), min_size=2, max_size=5).map(" ".join)


def told(cell: Cell) -> tuple[str, str]:
    return cell.verdict.value, cell.reason


@pytest.mark.parametrize(
    ("ours", "said", "verdict", "reason"),
    [
        ("001081000289", "001081000289", "match", ""),
        ("001081000289", "001 081 000 289", "match-after-normalising", "spaces"),
        ("001081000829", "001081000289", "close", "transposed"),
        ("001081000289", "001081000280", "close", "one-digit"),
        ("001081000289", "001081000298", "close", "transposed"),
        ("001081000289", "001081002098", "differs", ""),
        ("001081000289", "010801000289", "differs", ""),
        ("001081000289", "793000282", "cannot-tell", "other-shape"),
        ("793000282", "793000283", "close", "one-digit"),
        ("P00000554", "P00000554", "match", ""),
        ("B1234567", "B1234568", "close", "one-digit"),
        ("P00000554", "048085000809", "cannot-tell", "other-shape"),
        ("86/2018", "86/2018", "cannot-tell", "other-shape"),
        ("", "001081000289", "cannot-tell", ""),
        ("001081000289", "", "cannot-tell", ""),
    ],
)
def test_numbers(ours: str, said: str, verdict: str, reason: str) -> None:
    assert told(likeness.number(ours, said)) == (verdict, reason)


def test_the_digits_that_differ_are_marked_on_both_sides() -> None:
    cell = likeness.number("001081000829", "001081000289")
    assert (cell.marks, cell.declared_marks) == (((9, 11),), ((9, 11),))
    assert likeness.number("001081000829", "101081000889").marks == ((0, 1), (10, 11))


@given(TWELVE, TWELVE)
def test_only_equal_numbers_agree(one: str, other: str) -> None:
    assert (likeness.number(one, other).verdict in AGREES) == (one == other)
    assert likeness.number(one, other).verdict is likeness.number(other, one).verdict


@pytest.mark.parametrize(
    ("ours", "said", "verdict", "reason"),
    [
        ("Bùi Quốc Dũng", "Bùi Quốc Dũng", "match", ""),
        ("Bùi Quốc Dũng", "BÙI QUỐC DŨNG", "match-after-normalising", "case"),
        ("Bùi Quốc Dũng", unicodedata.normalize("NFD", "Bùi Quốc Dũng"), "match-after-normalising", "spaces"),
        ("Trần Thị Hoà", "Trần Thị Hòa", "match-after-normalising", "tone-mark"),
        ("Trần Thị Hoà", "TRẦN THỊ HÒA", "match-after-normalising", "tone-mark"),
        ("Phạm Thị Thu Hường", "Phạm Thị Thu Hương", "close", "one-tone"),
        ("Trần Thị Lan", "Trần Thị Lân", "close", "one-tone"),
        ("Đỗ Văn Đông", "Đỗ Văn Dông", "close", "one-tone"),
        ("Nguyễn Văn Nam", "Nguyễn Văn Nan", "close", "one-letter"),
        ("Nguyễn Văn Nam", "Nguyễn Văn Na", "close", "one-letter"),
        ("Nguyễn Văn Lý", "Nguyễn Văn Lí", "close", "one-letter"),
        ("Trần Thị Nahn", "Trần Thị Nhan", "close", "transposed"),
        ("Nguyễn Thị Lan Anh", "Nguyễn Thị Anh Lan", "close", "swapped-words"),
        ("Nguyễn Thị Thu", "Nguyễn ThịThu", "close", "spaces"),
        ("Nguyen Thi Hoa", "Nguyễn Thị Hòa", "close", "accents"),
        ("Nguyễn Thị Lan", "Nguyễn Lan", "differs", ""),
        ("Nguyễn Thị Lan", "Nguyễn Văn Lam", "differs", ""),
        ("Nguyễn Thị Hương", "Vũ Đức Vượng", "differs", ""),
        ("", "Vũ Đức Vượng", "cannot-tell", ""),
        ("Vũ Đức Vượng", "  ", "cannot-tell", ""),
    ],
)
def test_names(ours: str, said: str, verdict: str, reason: str) -> None:
    assert told(likeness.name(ours, said)) == (verdict, reason)


def test_the_letters_that_differ_are_marked() -> None:
    cell = likeness.name("Phạm Thị Thu Hường", "Phạm Thị Thu Hương")
    assert (cell.marks, cell.declared_marks) == (((15, 16),), ((15, 16),))
    assert likeness.name("Nguyễn Thị Hương", "Vũ Đức Vượng").marks == ()


@given(NAMES, NAMES)
def test_names_agree_only_when_letters_and_tones_of_every_word_are_the_same(one: str, other: str) -> None:
    def plain(name: str) -> list[list[str]]:
        return [sorted(unicodedata.normalize("NFD", word.upper())) for word in name.split()]

    assert likeness.name(one, other).verdict not in AGREES or plain(one) == plain(other)
    assert likeness.name(one, one).verdict is CellVerdict.MATCH


@pytest.mark.parametrize(
    ("ours", "said", "verdict", "reason"),
    [
        ("Bùi Quốc Dũng", "BUI QUOC DUNG", "match-after-normalising", "no-accents"),
        ("Đỗ Thị Ước", "DO THI UOC", "match-after-normalising", "no-accents"),
        ("H'Hen Niê", "HHEN NIE", "match-after-normalising", "no-accents"),
        ("Bùi Quốc Dũng", "BUI QUOC DUNC", "cannot-tell", "doubtful-letter"),
        ("Bùi Quốc Dũng", "BU QUOC DUNG", "cannot-tell", "doubtful-letter"),
        ("Bùi Quốc Dũng", "BUI QUOCDUNG", "cannot-tell", "doubtful-letter"),
        ("Bùi Quốc Dũng", "BUI QUOCKDUNG", "cannot-tell", "doubtful-letter"),
        ("Thanh An", "THAN HAN", "cannot-tell", "doubtful-letter"),
        ("Đỗ Thị Ước", "QC YNJ VQG", "differs", ""),
        ("Bùi Quốc Dũng", "BUI QUOC DUNB", "close", "one-letter"),
        ("Bùi Quốc Dũng", "BUI DUNG QUOC", "close", "swapped-words"),
        ("Nguyễn Thị Lan", "NGUYEN THI HOA", "differs", ""),
        ("Bùi Quốc Dũng", "NGUYEN THI HOA", "differs", ""),
        ("Bùi Quốc Dũng", "", "cannot-tell", ""),
    ],
)
def test_names_of_machine_readable_lines(ours: str, said: str, verdict: str, reason: str) -> None:
    cell = likeness.machine_name(ours, said, cut=False)
    assert told(cell) == (verdict, reason)


@pytest.mark.parametrize(
    ("said", "verdict", "reason"),
    [
        ("CONG TANG TON NU THI HONG PHUO", "cannot-tell", "cut-off"),
        ("CONG TANG TON NU THI HONG", "cannot-tell", "cut-off"),
        ("CONG TANG TON NU THI HONG PHUC", "cannot-tell", "doubtful-letter"),
        ("NGUYEN THI BICH NGOC PHUONG TH", "differs", ""),
    ],
)
def test_a_name_that_may_lack_its_end_never_agrees(said: str, verdict: str, reason: str) -> None:
    assert told(likeness.machine_name("Công Tằng Tôn Nữ Thị Hồng Phương", said, cut=True)) == (verdict, reason)
    assert (
        told(likeness.machine_name("Công Tằng Tôn Nữ Thị Hồng", "CONG TANG TON NU THI HONG", cut=True))[0]
        == "cannot-tell"
    )


@given(
    st.text("ABCDEGHIKLMNOPQRSTUVXY ", min_size=3, max_size=20),
    st.text("ABCDEGHIKLMNOPQRSTUVXY ", min_size=3, max_size=20),
)
def test_an_unproved_name_agrees_only_when_every_letter_is_the_same(one: str, other: str) -> None:
    cell = likeness.machine_name(one, " ".join(other.split()), cut=False)
    assert (cell.verdict is CellVerdict.NORMALISED) == (one.split() == other.split() != [])
    assert cell.verdict is not CellVerdict.MATCH


@pytest.mark.parametrize(
    ("ours", "said", "verdict", "reason"),
    [
        ("1988-10-15", "1988-10-15", "match", ""),
        ("1988", "1988-10-15", "match-after-normalising", "year-only"),
        ("1988-10", "1988-10-15", "match-after-normalising", "month-only"),
        ("1988", "1988", "match-after-normalising", "year-only"),
        ("1989", "1988-10-15", "differs", ""),
        ("1988-11", "1988-10-15", "differs", ""),
        ("15/10/1988", "1988-10-15", "match-after-normalising", "date-order"),
        ("1988-10-15", "15.10.1988", "match-after-normalising", "date-order"),
        ("1965-07-20", "1962-07-20", "close", "one-digit"),
        ("1988-10-05", "1988-05-10", "close", "day-month-swapped"),
        ("1988-10-12", "1988-10-21", "close", "transposed"),
        ("1988-10-12", "1989-10-21", "differs", ""),
        ("1988-10-15", "1971-08-06", "differs", ""),
        ("1988-02-31", "1988-02-31", "cannot-tell", ""),
        ("", "1988-10-15", "cannot-tell", ""),
        ("soon", "1988-10-15", "cannot-tell", ""),
    ],
)
def test_dates(ours: str, said: str, verdict: str, reason: str) -> None:
    assert told(likeness.day(ours, said)) == (verdict, reason)


def test_the_parts_of_a_date_that_differ_are_marked() -> None:
    assert likeness.day("1965-07-20", "1962-07-20").marks == ((0, 4),)
    assert likeness.day("1988-10-05", "1988-05-10").marks == ((5, 7), (8, 10))
    assert likeness.day("1989", "1988-10-15").declared_marks == ((0, 4),)


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from([4, 7, 10]),
)
def test_dates_agree_only_in_what_both_know(one: date, other: date, known: int) -> None:
    cell = likeness.day(one.isoformat()[:known], other.isoformat())
    assert (cell.verdict in AGREES) == (one.isoformat()[:known] == other.isoformat()[:known])
    assert cell.verdict is not CellVerdict.MATCH or known == 10


@pytest.mark.parametrize(
    ("ours", "said", "verdict"),
    [("M", "M", "match"), ("F", "M", "differs"), ("", "M", "cannot-tell"), ("F", "X", "cannot-tell")],
)
def test_sexes(ours: str, said: str, verdict: str) -> None:
    assert likeness.sex(ours, said).verdict.value == verdict


@pytest.mark.parametrize(
    ("born", "issued", "limit"),
    [
        ("1988-10-15", "2021-06-18", "2028-10-15"),
        ("1997-02-09", "2021-10-10", "2037-02-09"),
        ("1962-12-13", "2021-01-07", "none"),
        ("1961-02-09", "2019-02-08", "2021-02-09"),
        ("1961-02-09", "2019-02-09", "none"),
        ("2020-05-14", "2025-01-01", "2034-05-14"),
        ("1988-02-29", "2021-06-18", ""),
        ("1988", "2021-06-18", ""),
        ("1988-10-15", "", ""),
        ("2022-10-15", "2021-06-18", ""),
    ],
)
def test_until_when_a_card_holds_good_by_the_law(born: str, issued: str, limit: str) -> None:
    assert limit_of(born, issued) == limit


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_may_come(one: str, other: str) -> None:
    assume(one != other)
    for compare in (likeness.number, likeness.name, likeness.day, likeness.sex):
        cell = compare(one, other)
        assert all(0 <= begin < end <= len(cell.value) for begin, end in cell.marks)
    likeness.machine_name(one, other, cut=True)
    likeness.machine_name(one, other, cut=False)
