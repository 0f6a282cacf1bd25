# SPDX-License-Identifier: Apache-2.0
"""The two lists that an office loads: every error names its line and column."""

import unicodedata

import pytest

from officer_desk.domain.households import is_birth, parse_people
from officer_desk.domain.offices import parse_offices
from officer_desk.domain.records import HgdEntry, OfficeRecord
from officer_desk.errors import Refused

PEOPLE = "insurance_code,full_name,date_of_birth,sex,id_number\n"
OFFICES = "code,name,parent_code\n"


def people(text: str) -> list[HgdEntry]:
    return [entry for _, entry in parse_people((PEOPLE + text).splitlines())]


def test_people_are_read_with_what_the_registry_does_not_know() -> None:
    name = unicodedata.normalize("NFD", "Bùi  Đức Vượng")
    found = people(f'0100004006,{name},1963,,\n001199000017,"Lê, An",1999-12,F,C0000017\n\n')
    assert found == [
        HgdEntry("0100004006", "Bùi Đức Vượng", "1963", "", ""),
        HgdEntry("001199000017", "Lê, An", "1999-12", "F", "C0000017"),
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("1,Lê An,1963,M,", "insurance_code"),
        ("0100004006,,1963,M,", "full_name"),
        ("0100004006,Lê\u202eAn,1963,M,", "full_name"),
        ("0100004006,Lê An,,M,", "date_of_birth"),
        ("0100004006,Lê An,2023-02-29,M,", "date_of_birth"),
        ("0100004006,Lê An,1963,X,", "sex"),
        ("0100004006,Lê An,1963,M,12", "id_number"),
    ],
)
def test_a_person_s_wrong_value_is_named_by_line_and_column(row: str, column: str) -> None:
    with pytest.raises(Refused, match=r"^households-broken$") as caught:
        people(f"0100004006,Lê An,1963,M,\n{row}\n")
    assert (caught.value.facts["line"], caught.value.facts["column"]) == (3, column)


@pytest.mark.parametrize(
    ("lines", "reason", "line"),
    [
        ([], "households-broken-header", 1),
        (["insurance_code,full_name"], "households-broken-header", 1),
        ([PEOPLE, "0100004006,Lê An,1963,M\n"], "households-broken-row", 2),
        ([PEOPLE, '0100004006,"Lê "An,1963,M,\n'], "households-broken-row", 2),
        ([PEOPLE, '0100004006,"Lê An,1963,M,\n'], "households-broken-row", 2),
    ],
)
def test_a_file_of_another_shape_is_refused(lines: list[str], reason: str, line: int) -> None:
    with pytest.raises(Refused, match=f"^{reason}$") as caught:
        list(parse_people(lines))
    assert caught.value.facts["line"] == line


def test_a_byte_order_mark_before_the_header_is_passed_over() -> None:
    assert list(parse_people(["\ufeff" + PEOPLE])) == []
    assert parse_offices("\ufeff" + OFFICES) == []


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("1963", True),
        ("1999-12", True),
        ("2024-02-29", True),
        ("1999-13", False),
        ("63", False),
        ("0000", False),
        ("1963-1", False),
    ],
)
def test_a_date_of_birth_may_lack_day_and_month(text: str, fits: bool) -> None:
    assert is_birth(text) is fits


def test_offices_are_read_with_those_above_them_in_any_order() -> None:
    text = f'{OFFICES}00101,"BHXH quận Ba Đình, mẫu",001\r\n001,BHXH  Hà Nội,\r\n'
    found = [OfficeRecord("00101", "BHXH quận Ba Đình, mẫu", "001"), OfficeRecord("001", "BHXH Hà Nội", None)]
    assert parse_offices(text) == found
    assert parse_offices(text.encode()) == found


@pytest.mark.parametrize(
    ("rows", "reason", "column"),
    [
        ("0010,Tên,\n", "offices-broken", "code"),
        ("001,,\n", "offices-broken", "name"),
        ("001,Tên,\n001,Tên,\n", "offices-broken-twice", "code"),
        ("00101,Tên,001\n", "offices-broken-parent", "parent_code"),
        ("00101,Tên,\n", "offices-broken-parent", "parent_code"),
        ("001,Tên,002\n002,Tên,\n", "offices-broken-parent", "parent_code"),
        ("001,Tên,\n00101,Tên,001\n00102,Tên,00101\n", "offices-broken-parent", "parent_code"),
    ],
)
def test_an_office_s_wrong_value_is_named(rows: str, reason: str, column: str) -> None:
    with pytest.raises(Refused, match=f"^{reason}$") as caught:
        parse_offices(OFFICES + rows)
    assert caught.value.facts["column"] == column
    assert caught.value.facts["line"] == rows.count("\n") + 1 or reason == "offices-broken-parent"


def test_offices_that_are_not_utf_8_are_refused_by_the_line() -> None:
    with pytest.raises(Refused, match=r"^offices-broken-encoding$") as caught:
        parse_offices(OFFICES.encode() + b"001,\xff,\n")
    assert caught.value.facts["line"] == 2
