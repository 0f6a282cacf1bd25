# SPDX-License-Identifier: Apache-2.0
"""The day's list has whoever was received at this office on that day; every one that goes out is traced."""

import unicodedata
from datetime import date, datetime, timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from officer_desk import resources
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import Actor, DayList, DayListDraft, DayRow, OfficeRecord, ReceiveDraft
from officer_desk.domain.values import Kind, Role, State
from officer_desk.gateways.texts import TextLibrary
from officer_desk.models.tables import TraceEntry
from officer_desk.printing import day_list
from officer_desk.printing.layout import MM, Text
from officer_desk.printing.letterhead import Letterhead
from officer_desk.services import assessments, day_lists, day_papers
from tests import building as b
from tests.conftest import TODAY

READ = TextLibrary(resources.folder()).read
DAY = day_of(TODAY)


@pytest.fixture
def receive(office, officer):
    """Take a file in and receive its citizen."""

    def run(number: str, person=b.MAI, by: Actor = officer, **other) -> str:
        record = b.take_one(office, by, b.declaration(number, person, **other))
        office.act(office.context(by), assessments.receive, ReceiveDraft(record.id, record.version))
        return number

    return run


def numbers(office, actor, day: date = DAY) -> list[str]:
    return [row.number for row in office.ask(office.context(actor), day_lists.received, day).rows]


def test_it_lists_in_the_order_of_reception_with_time_and_officer(office, officer, clock, receive) -> None:
    later, earlier = "1/2026/00101", "2/2026/00101"
    clock.moment = TODAY + timedelta(hours=2)
    receive(later, b.HAI, phone="0900000001")
    clock.moment = TODAY + timedelta(hours=1)
    receive(earlier, phone="0900000002")
    found = office.ask(office.context(officer), day_lists.received, DAY)
    assert [(row.number, row.officer) for row in found.rows] == [(earlier, "Trần Thị Mẫu"), (later, "Trần Thị Mẫu")]
    assert [row.received_at for row in found.rows] == [TODAY + timedelta(hours=1), TODAY + timedelta(hours=2)]
    assert (found.office.name, found.made_by) == ("BHXH quận Ba Đình", "Trần Thị Mẫu")


def test_a_day_is_vietnams_from_midnight_to_midnight(office, officer, clock, receive) -> None:
    for place, moment in enumerate(("2026-11-21T00:00+07:00", "2026-11-21T23:59:59+07:00", "2026-11-22T00:00+07:00")):
        clock.moment = datetime.fromisoformat(moment)
        receive(f"{place}/2026/00101", phone=f"090000000{place}")
    assert numbers(office, officer) == ["0/2026/00101", "1/2026/00101"]
    assert numbers(office, officer, DAY + timedelta(days=1)) == ["2/2026/00101"]


def test_a_file_of_another_office_that_was_received_here_is_on_it_and_what_others_received_is_not(
    office, officer, receive
) -> None:
    other = Actor(0, "elsewhere", "Lê Nơi Khác", Role.RECEPTION, "00102")
    receive("1/2026/00102", phone="0900000001")
    receive("2/2026/00101", b.HAI, by=other, phone="0900000002")
    assert numbers(office, officer) == ["1/2026/00102"]
    assert numbers(office, other) == ["2/2026/00101"]


def test_who_is_received_by_a_decision_is_on_it_once(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("1/2026/00101"))
    b.approve(office, officer, record)
    found = office.ask(office.context(officer), day_lists.received, DAY).rows
    assert [(row.number, row.state) for row in found] == [("1/2026/00101", State.APPROVED)]


def test_what_goes_out_is_traced_without_a_name_and_once(office, officer, receive) -> None:
    receive("1/2026/00101")
    context = office.context(officer)
    for _ in range(2):
        office.act(context, day_lists.printed, DayListDraft(DAY, 1, "HP-Quay3"))
    with office.database.reading() as session:
        rows = session.scalars(select(TraceEntry).where(TraceEntry.act == day_lists.PRINTED)).all()
    assert [(row.subject, row.facts) for row in rows] == [
        ("00101", {"day": "2026-11-21", "rows": 1, "target": "HP-Quay3"})
    ]


def day_of_many(count: int, name: str = "Vũ Thị Bích Phượng") -> DayList:
    row = DayRow("00001/2026/00101", name, "0100000001", Kind.CHANGE, TODAY, State.APPROVED, "Trần Thị Mẫu")
    place = OfficeRecord("00101", "BHXH quận Ba Đình", "001", "BHXH thành phố Hà Nội")
    return DayList(DAY, place, "Hà Nội", "Trần Thị Mẫu", TODAY, "Xuất bởi Trần Thị Mẫu", (row,) * count)


def pages_of(found: DayList) -> list[str]:
    pdf = pypdfium2.PdfDocument(day_papers.render(READ, "form01_dk_gd", found))
    return [page.get_textpage().get_text_range() for page in pdf]


def test_every_page_has_head_mark_and_number_and_the_last_one_is_signed() -> None:
    pages = pages_of(day_of_many(70))
    assert len(pages) == 5
    for number, page in enumerate(pages, 1):
        assert all(word in page for word in ("Họ và tên", "Xuất bởi Trần Thị Mẫu", f"Trang {number}/5"))
        assert ("Tổng số: 70 hồ sơ." in page) == (number == 5)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]
    assert "BẢO HIỂM XÃ HỘI QUẬN BA ĐÌNH" in pages[0]
    assert sum(page.count("00001/2026/00101") for page in pages) == 70
    assert "00001/2026/00101" in pages[-1]  # nobody signs a page without a row


def test_a_day_without_anybody_says_so() -> None:
    assert "Ngày này không tiếp nhận hồ sơ nào." in pages_of(day_of_many(0))[0]


def test_names_written_apart_and_very_long_ones_stay_whole_within_their_column() -> None:
    name = " ".join(["Nguyễn Phước Trường Sương"] * 4)[:100].strip()
    text = " ".join(pages_of(day_of_many(3, unicodedata.normalize("NFD", name)))[0].split())
    assert "Nguyễn Phước Trường Sương" in text
    assert unicodedata.is_normalized("NFC", text)


def test_nothing_but_the_foot_stands_in_the_lower_margin_whatever_the_length_of_names() -> None:
    for count in range(1, 60, 4):
        row = ("1", "2", "dài " * (count % 40), *"45678")
        paper = day_list.DayPaper(Letterhead("", *("x",) * 4), *("x",) * 2, ("a",) * 9, (row,) * count, *("x",) * 7)
        for page in day_list.compose(paper):
            places = {item.y for item in page.operations if isinstance(item, Text)}
            assert not [y for y in places if 10 * MM < y < 18 * MM - 1]
