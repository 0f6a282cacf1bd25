# SPDX-License-Identifier: Apache-2.0
"""Exported lists: what the officer sees and no more, whole or not at all, marked, traced, and read as text."""

import csv
import stat

import openpyxl
import pytest

from officer_desk.domain.records import SearchQuery
from officer_desk.domain.values import Queue, State
from officer_desk.errors import Refused
from officer_desk.models.tables import TraceEntry
from officer_desk.services import exports
from tests.building import Quiet
from tests.views import listing

MINE = SearchQuery("00101")


class Hasty(Quiet):
    """Stops as soon as the first rows are written."""

    def __init__(self) -> None:
        self.told = []

    def progress(self, done: int, total: int) -> None:
        self.told.append((done, total))
        self.cancelled = done > 0


@pytest.fixture
def files(office):
    listing.fill(office, *listing.many(1203), listing.row("09999/2026/00102"))


def read_csv(path):
    return list(csv.reader(path.read_text("utf-8-sig").splitlines()))


def test_a_list_comes_whole_in_its_order_and_only_of_the_own_office(office, officer, files, tmp_path) -> None:
    report = exports.export(Quiet(), office, officer, SearchQuery(""), tmp_path / "a.csv")
    rows = read_csv(tmp_path / "a.csv")
    assert (report.rows, report.whole) == (1203, True)
    assert len(rows) == 1205
    assert [row[0] for row in rows[2:]] == [str(place) for place in range(1, 1204)]
    assert [row[1] for row in rows[2:]] == [f"{place:05d}/2026/00101" for place in range(1, 1204)]


def test_excel_reads_numbers_as_text_with_their_zeros(office, officer, tmp_path) -> None:
    listing.fill(office, listing.row("00001/2026/00101", id_number="001081000289", phone="0900093353"))
    exports.export(Quiet(), office, officer, MINE, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    row = [cell.value for cell in sheet[3]]
    assert row[1:6] == ["00001/2026/00101", "0100000001", "Nguyễn Thị Thu", "001081000289", "0900093353"]
    assert row[9] == "20/11/2026"
    assert {cell.data_type for cell in sheet[3]} <= {"s", "n"}
    assert all(cell.data_type != "n" or cell.value is None for cell in sheet[3])


def test_each_page_says_who_exported_it_and_when(office, officer, files, tmp_path) -> None:
    mark = "Xuất bởi Trần Thị Mẫu (tran.thi.mau) lúc 21/11/2026 08:00 · cơ quan 00101"
    for name in ("a.csv", "a.xlsx"):
        exports.export(Quiet(), office, officer, MINE, tmp_path / name)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert read_csv(tmp_path / "a.csv")[0] == [mark]
    assert sheet["A1"].value == mark
    assert mark in sheet.oddHeader.left.text
    assert mark in sheet.oddFooter.left.text
    assert sheet.print_title_rows == "$2:$2"


def test_a_name_that_looks_like_a_formula_is_none(office, officer, tmp_path) -> None:
    listing.fill(office, listing.row("00001/2026/00101", full_name='=HYPERLINK("http://x.vn";"Mai")'))
    for name in ("a.csv", "a.xlsx"):
        exports.export(Quiet(), office, officer, MINE, tmp_path / name)
    assert read_csv(tmp_path / "a.csv")[2][3].startswith("'=HYPER")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["D3"]
    assert (cell.data_type, cell.value[:6]) == ("s", "=HYPER")


def test_the_filter_counts(office, officer, tmp_path) -> None:
    listing.fill(office, *listing.many(3), listing.row("00009/2026/00101", state=State.INCOMPLETE))
    query = SearchQuery("00101", queue=Queue.INCOMPLETE)
    exports.export(Quiet(), office, officer, query, tmp_path / "a.csv")
    assert [row[1] for row in read_csv(tmp_path / "a.csv")[2:]] == ["00009/2026/00101"]


def test_what_is_stopped_leaves_no_file_and_no_trace(office, officer, files, tmp_path) -> None:
    for name in ("a.csv", "a.xlsx"):
        hasty = Hasty()
        report = exports.export(hasty, office, officer, MINE, tmp_path / name)
        assert not report.whole
        assert hasty.told[0] == (0, 1203)
    assert not [path.name for path in tmp_path.iterdir() if path.is_file()]
    assert _traced(office) == []


def test_an_export_is_traced_without_what_was_searched_for(office, officer, files, tmp_path) -> None:
    exports.export(Quiet(), office, officer, SearchQuery("00101", text="Nguyễn Thị Thu"), tmp_path / "a.csv")
    (facts,) = _traced(office)
    assert facts["rows"] == 1203
    assert facts["format"] == "csv"
    assert len(facts["filter"]) == 64
    assert "Nguy" not in str(facts)


def test_nobody_else_on_the_machine_may_read_it(office, officer, files, tmp_path) -> None:
    for name in ("a.csv", "a.xlsx"):
        exports.export(Quiet(), office, officer, MINE, tmp_path / name)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_said_and_an_unknown_ending_too(office, officer, tmp_path) -> None:
    with pytest.raises(Refused, match="file-unwritable"):
        exports.export(Quiet(), office, officer, MINE, tmp_path / "nowhere" / "a.csv")
    with pytest.raises(Refused, match="file-unwritable"):
        exports.export(Quiet(), office, officer, MINE, tmp_path / "nowhere" / "a.xlsx")
    with pytest.raises(Refused, match="export-format"):
        exports.export(Quiet(), office, officer, MINE, tmp_path / "a.pdf")


def _traced(office) -> list[dict[str, object]]:
    with office.database.reading() as session:
        return [row.facts for row in session.query(TraceEntry).filter(TraceEntry.act == "export-list")]
