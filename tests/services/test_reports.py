# SPDX-License-Identifier: Apache-2.0
"""The period report: its figures, whose files it tells of, and its files on the disk."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pypdfium2
import pytest

from officer_desk.domain import report_tables
from officer_desk.domain.figures import IN, OUT, By, Figure
from officer_desk.domain.periods import Period, Span, around
from officer_desk.domain.records import Chosen, ReceiveDraft, ReopenDraft, ReportQuery, TakeBackDraft, WithdrawDraft
from officer_desk.domain.values import State
from officer_desk.errors import DeskError, Refused
from officer_desk.services import assessments, audit, daily, holding, reopening, report_papers, reports
from tests import building as b
from tests.building import Quiet
from tests.conftest import ADMIN
from tests.services import many_files
from tests.services.recounting import counts, recount

F = Figure
NOVEMBER = around(Span.MONTH, date(2026, 11, 21))


@pytest.fixture
def worked(unhurried, officer, supervisor, clock):
    """An office in which every kind of thing has happened, in three weeks."""
    office, people = unhurried, [
        {"insurance_code": f"01000{place:05d}", "full_name": f"Người Thứ {place}", "id": f"0010810{place:05d}"}
        for place in range(20)
    ]  # fmt: skip

    def act(service, draft, by=officer):
        return office.act(office.context(by), service, draft)[0]

    def file(place: int, **other):
        person = people[place] if place < 20 else b.MAI
        when = clock.moment.astimezone().isoformat()
        data = b.declaration(f"{place:05d}/2026/00101", person, submitted_at=when, email=None, **other)
        return b.take_one(office, officer, {**data, "phone": f"09{place:08d}"})

    clock.moment = datetime(2026, 10, 30, 2, 0, tzinfo=UTC)
    carried = [file(place) for place in range(4)]
    clock.moment = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)
    act(assessments.record, b.invalid(carried[0], "Ảnh mờ", "Sai giấy tờ"))
    clock.moment += timedelta(minutes=10)
    act(assessments.receive, ReceiveDraft(carried[1].id, carried[1].version))
    act(assessments.withdraw, WithdrawDraft(carried[2].id, carried[2].version, "không cần nữa"), by=supervisor)
    new = [file(place, channel="portal") for place in range(4, 8)]
    act(assessments.record, b.invalid(new[0], note="lời riêng"))
    undo = act(assessments.record, b.invalid(new[1], "Ảnh mờ")).declaration
    act(holding.take_back, TakeBackDraft(undo.id))
    mai = file(20)
    approved = act(assessments.record, b.valid(mai)).declaration
    clock.moment += timedelta(days=1)
    act(reopening.reopen, ReopenDraft(approved.id, approved.version, "xem lại"), by=supervisor)
    clock.moment = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
    daily.run(Quiet(), office)
    b.take(office, supervisor, b.declaration("00888/2026/00101", people[1], email=None))
    b.take(office, officer, b.declaration("00777/2026/00102", people[9], office_code="00102", email=None))
    clock.moment = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
    return office


def made(office, actor, period=NOVEMBER, code=""):
    found = reports.make(Quiet(), office, actor, ReportQuery(period, code))
    assert found is not None
    return found


def sums(report):
    return {figure: count for figure, count in report_tables.lines(report, By.KIND)[-1].counts.items() if count}


def test_every_figure_of_every_grouping_equals_a_recount_from_the_trace(worked, supervisor) -> None:
    for period in (
        NOVEMBER,
        around(Span.MONTH, date(2026, 10, 1)),
        *(around(Span.WEEK, date(2026, 11, 1) + timedelta(days=7 * week)) for week in range(4)),
        *(around(Span.DAY, date(2026, 10, 29) + timedelta(days=day)) for day in range(24)),
        Period(Span.ANY, date(2026, 11, 2), date(2026, 11, 20)),
    ):
        check(worked, made(worked, supervisor, period), "00101")
        check(worked, made(worked, ADMIN, period), "")


def check(office, report, code) -> None:
    period = report.query.period
    found, refused = recount(office.settings.database_path, period.first, period.last, office.clock.now(), code)
    for by in By:
        told = {
            (line.key, figure.value): count
            for line in report_tables.lines(report, by)[:-1]
            for figure, count in line.counts.items()
            if count
        }
        assert told == dict(counts(found, by.value)), (period, by)
        for (grouping, key, figure), numbers in found.items():
            if grouping == by.value:
                opened = report_tables.files(report, Chosen(by, key, Figure(figure)))
                assert {file.number for file in opened} == numbers
    assert dict(report_tables.reasons(report)) == {reason: len(numbers) for reason, numbers in refused.items()}
    total = report_tables.lines(report, By.OFFICE)[-1].counts
    assert sum(total[figure] for figure in IN) == sum(total[figure] for figure in OUT) == len(report.files)


def test_november_as_it_was(worked, supervisor) -> None:
    report = made(worked, supervisor)
    assert sums(report) == {
        F.CARRIED: 4,
        F.RECEIVED: 6,
        F.REFUSED: 2,
        F.WITHDRAWN: 2,
        F.EXPIRED: 4,
        F.OPEN: 2,
    }
    assert report_tables.reasons(report) == (("own-words", 1), ("Ảnh mờ", 1))
    officers = {report.officers.get(int(line.key or 0)) for line in report_tables.lines(report, By.OFFICER)[:-1]}
    assert officers == {"Trần Thị Mẫu", "Nguyễn Văn Thử", None}
    # He was received by one officer; another imported the newer file that took his place.
    replaced = next(file for file in report.files if file.number == "00001/2026/00101")
    assert (replaced.state, report.officers[replaced.officer_id]) == (State.WITHDRAWN, "Trần Thị Mẫu")


def test_a_destroyed_file_still_counts_by_its_number(worked, supervisor, clock) -> None:
    before = made(worked, supervisor)
    clock.moment = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
    daily.run(Quiet(), worked)
    with closing(sqlite3.connect(worked.settings.database_path)) as base:
        assert base.execute("select count(*) from declaration where purged_at is not null").fetchone()[0] >= 4
    after = made(worked, supervisor, Period(Span.ANY, date(2026, 11, 1), date(2026, 11, 20)))
    old = made(worked, supervisor, replace(NOVEMBER))
    check(worked, after, "00101")
    check(worked, old, "00101")
    assert {file.number for file in before.files} == {file.number for file in old.files}


def test_only_a_supervisor_or_administrator_is_told_and_only_of_what_is_his(worked, officer, supervisor) -> None:
    with pytest.raises(Refused, match="may-not"):
        made(worked, officer)
    assert {file.office_code for file in made(worked, supervisor, code="00102").files} == {"00101"}
    everywhere = made(worked, ADMIN)
    assert {file.office_code for file in everywhere.files} == {"00101", "00102"}
    with pytest.raises(Refused, match="may-not"):
        report_papers.write(Quiet(), worked, supervisor, everywhere, By.KIND, worked.settings.data_dir / "a.pdf")


class Hasty(Quiet):
    """Does not want to wait once it is told how far the work is."""

    def progress(self, done: int, total: int) -> None:
        self.cancelled = True


def test_a_report_that_is_stopped_leaves_nothing(worked, supervisor, tmp_path) -> None:
    assert reports.make(Hasty(), worked, supervisor, ReportQuery(NOVEMBER, "")) is None
    report = made(worked, supervisor)
    for name in ("a.pdf", "a.xlsx"):
        found = report_papers.write(Hasty(), worked, supervisor, report, By.KIND, tmp_path / name)
        assert not found.whole
    assert list(tmp_path.glob("*.pdf")) == list(tmp_path.glob("*.xlsx")) == []
    assert traced(worked) == []


@pytest.mark.parametrize("ending", [".pdf", ".xlsx"])
def test_a_report_that_cannot_be_written_there_says_so(worked, supervisor, tmp_path, ending) -> None:
    report = made(worked, supervisor)
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / f"folder{ending}").mkdir()
    for place in ("file/a", "nowhere/a", "folder", "n" * 250, "n" * 300):
        with pytest.raises(DeskError, match="file-unwritable|file-trouble"):
            report_papers.write(Quiet(), worked, supervisor, report, By.KIND, tmp_path / f"{place}{ending}")
    assert [path.name for path in tmp_path.glob(f"*{ending}*")] == [f"folder{ending}"]


def traced(office):
    with closing(sqlite3.connect(office.settings.database_path)) as base:
        return base.execute("select subject, facts from trace_entry where act = 'report' order by id").fetchall()


def test_pdf_says_the_figures_and_who_took_them(worked, supervisor, tmp_path) -> None:
    report = made(worked, supervisor)
    report_papers.write(Quiet(), worked, supervisor, report, By.CHANNEL, tmp_path / "bao-cao.pdf")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "bao-cao.pdf")]
    text = "\n".join(pages)
    for words in ("00101", "Tháng 11/2026", "VssID", "Cổng dịch vụ công", "Ảnh mờ", "Trang 1/2", "Nguyễn Văn Thử"):
        assert words in text, words
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BẢO HIỂM XÃ HỘI QUẬN BA ĐÌNH", "ngày 21 tháng 11 năm 2026"):
        assert words in pages[0], words
    assert "NGƯỜI LẬP" in pages[-1]
    assert "PHỤ TRÁCH ĐƠN VỊ" in pages[-1]
    assert all("nguyen.van.thu" in page for page in pages)
    total = report_tables.lines(report, By.CHANNEL)[-1]
    cells = [f"{count}" for count in total.counts.values()]
    said = next(line for line in text.splitlines() if line.startswith("Tổng cộng"))
    assert said.split()[-len(cells) :] == cells
    ((subject, facts),) = traced(worked)
    assert subject == "00101"
    assert '"digest"' in facts
    assert "Thử" not in facts


def test_excel_has_numbers_as_numbers_and_every_file(worked, supervisor, tmp_path) -> None:
    report = made(worked, supervisor)
    report_papers.write(Quiet(), worked, supervisor, report, By.OFFICER, tmp_path / "bao-cao.xlsx")
    book = openpyxl.load_workbook(tmp_path / "bao-cao.xlsx")
    figures, reasons, files = (list(sheet.iter_rows(values_only=True)) for sheet in book)
    assert len(book.sheetnames) == 3
    assert all("Nguyễn Văn Thử (nguyen.van.thu)" in rows[0][0] for rows in (figures, reasons, files))
    assert figures[-1][1:] == tuple(report_tables.lines(report, By.OFFICER)[-1].counts.values())
    assert reasons[-1] == ("Tổng cộng", 2)
    assert [row[0] for row in files[2:]] == [file.number for file in report.files]
    # Whoever adds the files up gets the figures.
    assert tuple(sum(row[7 + place] for row in files[2:]) for place in range(10)) == figures[-1][1:]
    with pytest.raises(Refused, match="report-format"):
        report_papers.write(Quiet(), worked, supervisor, report, By.OFFICER, tmp_path / "bao-cao.doc")


def test_figures_of_many_files_equal_a_recount(office, supervisor) -> None:
    many_files.fill(office, 800)
    check_all(office, supervisor)


@pytest.mark.soak
def test_figures_of_twenty_thousand_files_equal_a_recount(office, supervisor) -> None:
    many_files.fill(office, 20_000, seed=4)
    check_all(office, supervisor)


def check_all(office, supervisor) -> None:
    assert office.ask(office.context(ADMIN), audit.verify).intact
    everything = made(office, ADMIN, Period(Span.ANY, date(2026, 9, 1), date(2026, 11, 30)))
    assert {figure for file in everything.files for figure in file.figures} >= set(F) - {F.CARRIED, F.AGAIN}
    for period in (
        around(Span.MONTH, date(2026, 10, 1)),
        NOVEMBER,
        around(Span.WEEK, date(2026, 10, 20)),
        around(Span.WEEK, date(2026, 11, 20)),
        *(around(Span.DAY, date(2026, 11, day)) for day in (2, 9, 20, 21)),
    ):
        report = made(office, ADMIN, period)
        check(office, report, "")
        check(office, made(office, supervisor, period), "00101")
    assert F.AGAIN in {figure for file in made(office, ADMIN).files for figure in file.figures}


def test_the_bars_of_very_many_reasons_still_add_up_to_the_refused() -> None:
    reasons = [(f"Lý do {place}", 40 - place) for place in range(30)]
    plotted = report_papers._plotted(reasons)
    assert sum(bar.count for bar in plotted) == sum(count for _, count in reasons)
    assert (plotted[-1].words, len(plotted)) == ("Lý do khác", 24)
