# SPDX-License-Identifier: Apache-2.0
"""«Nhật ký»: worked with keys alone."""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from officer_desk.domain.records import AssignDraft
from officer_desk.services import assessments, assigning
from officer_desk.views import dialogs
from officer_desk.views.trace_page import TracePage
from tests import building as b
from tests.conftest import ADMIN
from tests.views.listing import desk_of

KEYS = Qt.Key


@pytest.fixture
def worked(office, officer):
    found = b.take_one(office, officer, b.declaration("00045/2026/00101"))
    office.act(office.context(officer), assessments.record, b.invalid(found, "Ảnh mờ"))
    return office


@pytest.fixture
def page(qtbot, worked, supervisor) -> TracePage:
    made = TracePage(desk_of(worked, supervisor))
    qtbot.addWidget(made)
    made.resize(1180, 650)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    made.enter(None)
    return made


def press(qtbot, key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def type_(qtbot, words) -> None:
    QApplication.focusWidget().setText(words)
    press(qtbot, KEYS.Key_Return)


def cells(page, row):
    return [page._model.cell(row, column).text for column in range(6)]


def test_the_newest_rows_of_the_office_are_there_and_the_field_has_the_focus(page) -> None:
    assert page.head.subject.hasFocus()
    assert cells(page, 0)[1:4] == ["Nguyễn Văn Thử", "Phụ trách", "Xem nhật ký"]
    assert page._model.rowCount() >= 4


def test_a_file_is_followed_and_opened_with_keys(qtbot, page) -> None:
    type_(qtbot, "00045/2026/00101")
    assert page.table.hasFocus()
    rows = [cells(page, row) for row in range(page._model.rowCount())]
    assert [row[3] for row in rows][-3:] == ["Ghi nhận không hợp lệ", "Mở xem", "Nhập hồ sơ"]
    assert "Chờ xử lý → Từ chối" in [row[5] for row in rows]
    with qtbot.waitSignal(page.opened, check_params_cb=lambda _id, number: number == "00045/2026/00101"):
        press(qtbot, KEYS.Key_Return)
    with qtbot.waitSignal(page.closed):
        press(qtbot, KEYS.Key_Escape)


def test_what_was_given_to_whom_is_told_beside_the_act(office, officer, supervisor, page) -> None:
    taken = b.take_one(office, officer, b.declaration("00047/2026/00101", b.HOA, email=None, phone="0900000007"))
    office.act(office.context(supervisor), assigning.assign, AssignDraft((taken.id,), officer.officer_id, "xem kỹ"))
    page.refresh()
    told = {cells(page, row)[3]: cells(page, row)[5] for row in range(page._model.rowCount())}
    assert told["Phân công"] == "cho Trần Thị Mẫu · kèm ghi chú"


def test_a_name_that_several_have_is_asked_back(qtbot, page) -> None:
    type_(qtbot, "mẫu")
    assert page.state.head == "Có nhiều kết quả khớp. Chọn một."
    press(qtbot, KEYS.Key_Space)
    assert page.head._subtitle.whole() in {"Trần Thị Mẫu (tran.thi.mau)", "Quản Trị Mẫu (quan.tri.mau)"}


def test_what_cannot_be_followed_is_said(qtbot, page) -> None:
    type_(qtbot, "00099/2026/00101")
    assert page.state.head == "Không theo dõi được."
    page.head.subject.setFocus()
    page.head.subject.clear()
    page.head.first.setText("31/02/2026")
    press(qtbot, KEYS.Key_Return)
    assert page.head._error.text() == "Không có ngày 31/02/2026."


def test_only_views_or_only_acts(page) -> None:
    page.head.shown.choose(1)
    assert {cells(page, row)[3] for row in range(page._model.rowCount())} == {"Mở xem"}
    page.head.shown.choose(2)
    assert "Mở xem" not in {cells(page, row)[3] for row in range(page._model.rowCount())}


def test_the_chain_is_verified_and_the_result_said(page, worked) -> None:
    page.head.check.click()
    assert page.notice.text().startswith("Nhật ký nguyên vẹn. ")
    with closing(worked.database.engine.raw_connection()) as base:
        cursor = base.cursor()
        for (name,) in cursor.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            cursor.execute(f"drop trigger {name}")
        cursor.execute("update trace_entry set subject = 'x' where office_code = '00101' and sequence = 2")
        base.commit()
    page.head.check.click()
    assert page.notice.text() == "Nhật ký không còn nguyên vẹn. Cơ quan 00101: dòng 2 đã bị sửa."


def test_the_whole_trace_is_exported(page, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(dialogs, "choose_save", lambda parent, title, suggested: tmp_path / suggested)
    page.head.export.click()
    assert page.notice.text().startswith("Đã xuất nhật ký. ")
    assert (tmp_path / "nhat-ky-2026-11-21.jsonl").read_text("utf-8").count("\n") > 4


def test_an_administrator_sees_every_chain(qtbot, worked) -> None:
    made = TracePage(desk_of(worked, ADMIN))
    qtbot.addWidget(made)
    made.enter(None)
    assert {row.office_code for row in made._model.records} >= {"00101", "local"}
