# SPDX-License-Identifier: Apache-2.0
"""The page of the day's list: any day, seen before it is printed or saved, traced when it goes out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from officer_desk.domain.records import ReceiveDraft
from officer_desk.errors import Unavailable
from officer_desk.models.tables import TraceEntry
from officer_desk.services import assessments, day_lists
from officer_desk.views import dialogs
from officer_desk.views.day_list_page import DayListPage
from tests import building as b
from tests.views.test_print_preview import Paper, pages_of

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def page(qtbot, desk, office, officer, paper) -> DayListPage:
    record = b.take_one(office, officer, b.declaration("1/2026/00101"))
    office.act(office.context(officer), assessments.receive, ReceiveDraft(record.id, record.version))
    shown = DayListPage(desk, paper)
    qtbot.addWidget(shown)
    shown.resize(1180, 700)
    shown.show()
    qtbot.waitExposed(shown)
    shown.open()
    return shown


def traced(office) -> list[dict[str, object]]:
    with office.database.reading() as session:
        return list(session.scalars(select(TraceEntry.facts).where(TraceEntry.act == day_lists.PRINTED)))


def test_it_begins_with_today(page) -> None:
    assert page.day.text() == "21/11/2026"
    assert page._count.text() == "1 hồ sơ đã tiếp nhận"
    (image,) = page.mat.pages()
    assert image.width() > image.height()


def test_another_day_is_typed_and_a_wrong_one_is_said(page) -> None:
    page.day.setText("20/11/2026")
    QTest.keyClick(page.day, KEY.Key_Return)
    assert page._count.text() == "0 hồ sơ đã tiếp nhận"
    page.day.setText("31/11/2026")
    QTest.keyClick(page.day, KEY.Key_Return)
    assert page._error.text() == "Không có ngày 31/11/2026."
    assert page._count.text() == "0 hồ sơ đã tiếp nhận"


def test_it_is_printed_and_traced(page, paper, office) -> None:
    QTest.keyClick(page.day, KEY.Key_P, CTRL)
    pdf, printer, copies, title, options = paper.sent[0]
    assert (printer, copies, title, options) == ("HP-Quay3", 1, "21/11/2026", {"sides": "one-sided"})
    assert b.MAI["full_name"] in pages_of(pdf)[0]
    assert traced(office) == [{"day": "2026-11-21", "rows": 1, "target": "HP-Quay3"}]
    assert page.notice.text() == "Đã in trên HP-Quay3."


def test_it_is_saved_and_traced(page, office, tmp_path, monkeypatch) -> None:
    asked: list[str] = []

    def choose(parent, title, suggested) -> Path:
        asked.append(suggested)
        return tmp_path / suggested

    monkeypatch.setattr(dialogs, "choose_save", choose)
    QTest.keyClick(page.day, KEY.Key_S, CTRL)
    assert asked == ["danh-sach-tiep-nhan-2026-11-21.pdf"]
    assert b.MAI["full_name"] in pages_of((tmp_path / asked[0]).read_bytes())[0]
    assert [facts["target"] for facts in traced(office)] == ["pdf"]
    assert page.notice.text().startswith("Đã lưu PDF.")


def test_a_printer_that_fails_is_told_and_it_can_be_tried_again(page, paper) -> None:
    paper.fails = Unavailable("no-printing-system")
    page.print_list()
    assert "Vẫn" in page.notice.text() or "PDF" in page.notice.text()
    paper.fails = None
    page.print_list()
    assert len(paper.sent) == 1


def test_without_a_printer_it_can_be_saved(page, paper) -> None:
    paper.printers = ()
    page.open()
    assert not page.print.isEnabled()
    assert page.save.isEnabled()


def test_esc_goes_back(page, qtbot) -> None:
    with qtbot.waitSignal(page.closed, timeout=1000):
        QTest.keyClick(page.day, KEY.Key_Escape)
