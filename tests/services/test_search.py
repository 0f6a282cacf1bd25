# SPDX-License-Identifier: Apache-2.0
"""The list: every criterion, the quick box in every typing, paging by keyset, own and other offices."""

from datetime import date

import pytest

from officer_desk.domain.records import SearchQuery
from officer_desk.domain.values import Condition, Queue, State
from officer_desk.services import assessments, declarations
from tests import building as b

HERE = "00101"


@pytest.fixture
def files(office, officer):
    """Import five files: three here, one child, one of another office."""
    child = {
        "kind": "child",
        "identity": {"kind": "birth_certificate", "number": "86/2018", "population_verified": True},
        "guardian": {"insurance_code": "0100007236", "full_name": "Hoàng Thị Thu Mai", "relation": "mẹ"},
        "pictures": {"portrait": "p.jpg", "birth_certificate": "b.jpg"},
    }
    nhi = {"insurance_code": "0100007669", "full_name": "Hoàng An Nhi", "id": "-"}
    thu = {"insurance_code": "0100000042", "full_name": "Nguyễn Thị Thu", "id": "001199000017"}
    report = b.take(
        office,
        officer,
        b.declaration("00017/2026/00101", b.MAI, submitted_at="2026-11-20T09:00:00+07:00"),
        b.declaration(
            "00018.G/2026/00101", thu, submitted_at="2026-11-12T09:00:00+07:00", phone="0900000042", email=None
        ),
        b.declaration("00019/2026/00101", nhi, submitted_at="2026-11-09T09:00:00+07:00", **child),
        b.declaration(
            "00020/2026/00102",
            b.HAI,
            submitted_at="2026-11-19T09:00:00+07:00",
            office_code="00102",
            phone="0900000043",
            email=None,
        ),
    )
    assert [p.message for p in report.packages if not p.accepted] == []
    return office


def found(ask, **criteria) -> list[str]:
    page = ask(declarations.search, SearchQuery(HERE, **criteria))
    assert page.total == len(page.rows)
    return [row.number for row in page.rows]


def test_newest_first_and_own_office_by_default(files, ask) -> None:
    assert found(ask) == ["00017/2026/00101", "00018.G/2026/00101", "00019/2026/00101"]


@pytest.mark.parametrize(
    "text",
    ["nguyen thi thu", "THU nguyen", "Nguyễn Thị Thu", "thu thi", "  ngu   thu "],
)
def test_names_are_found_without_accents_in_any_order(files, ask, text) -> None:
    assert "00018.G/2026/00101" in found(ask, text=text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("00018.G/2026/00101", "00018.G/2026/00101"),
        ("00018", "00018.G/2026/00101"),
        ("18", "00018.G/2026/00101"),
        ("0100000042", "00018.G/2026/00101"),
        ("001199000017", "00018.G/2026/00101"),
        ("+84 900 000 042", "00018.G/2026/00101"),
        ("0900.000.042", "00018.G/2026/00101"),
    ],
)
def test_the_quick_box_reads_numbers_codes_and_phones(files, ask, text, number) -> None:
    assert found(ask, text=text) == [number]


@pytest.mark.parametrize("text", ["00020/2026/00102", "0100005581", "001079000928"])
def test_another_offices_file_is_found_by_its_exact_number_code_or_id(files, ask, text) -> None:
    page = ask(declarations.search, SearchQuery(HERE, text=text))
    assert [(row.number, row.own_office) for row in page.rows] == [("00020/2026/00102", False)]


@pytest.mark.parametrize("text", ["0900000043", "le duc hai", "20"])
def test_nothing_else_opens_another_offices_files(files, ask, text) -> None:
    assert found(ask, text=text) == []


def test_each_criterion_narrows(files, ask) -> None:
    assert found(ask, number="00017; 00019") == ["00017/2026/00101", "00019/2026/00101"]
    assert found(ask, insurance_code="0100007669") == ["00019/2026/00101"]
    assert found(ask, from_date=date(2026, 11, 12), to_date=date(2026, 11, 12)) == ["00018.G/2026/00101"]
    assert found(ask, condition=Condition.OVERDUE) == ["00019/2026/00101"]
    assert found(ask, condition=Condition.DUE_SOON) == ["00018.G/2026/00101"]
    assert found(ask, condition=Condition.IN_TIME) == ["00017/2026/00101"]
    assert found(ask, state=State.APPROVED) == []


def test_queues_and_their_counts_agree(files, ask, office, officer) -> None:
    record = b.open_file(office, officer, "00017/2026/00101")
    office.act(office.context(officer), assessments.record, b.invalid(record, "Tờ khai trùng"))
    counted = ask(declarations.counts)
    for queue in Queue:
        assert len(found(ask, queue=queue)) == counted[queue], queue
    assert counted[Queue.DONE_TODAY] == 1
    assert found(ask, condition=Condition.STOPPED) == ["00017/2026/00101"]


def test_pages_follow_each_other_without_gap_or_repeat(files, ask) -> None:
    seen: list[str] = []
    after = None
    while True:
        page = ask(declarations.search, SearchQuery(HERE, limit=1, after=after))
        seen += [row.number for row in page.rows]
        if not page.more:
            break
        after = (page.rows[-1].submitted_at, page.rows[-1].id)
    assert seen == ["00017/2026/00101", "00018.G/2026/00101", "00019/2026/00101"]


def test_the_file_after_this_one_is_the_next_of_the_list(files, ask, office, officer) -> None:
    here = b.open_file(office, officer, "00017/2026/00101").id
    following = ask(declarations.next_after, SearchQuery(HERE), here)
    assert following == b.open_file(office, officer, "00018.G/2026/00101").id


def test_signs_of_the_search_language_are_only_signs(files, ask) -> None:
    for text in ("%", "_", "' OR 1=1 --", "thu%", "\\"):
        assert found(ask, text=text) == []
