# SPDX-License-Identifier: Apache-2.0
"""«Phân công» on the screens: the panel in its place, several rows at once, marks in the officer's list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from officer_desk.domain.records import Actor, AssignDraft
from officer_desk.domain.values import Queue, State
from officer_desk.models.tables import Assignment, Officer
from officer_desk.office import OpenOffice
from officer_desk.services import assigning
from officer_desk.views.assign_panel import AssignPanel
from officer_desk.views.office_names import OfficeNames
from officer_desk.views.own_absence import OwnAbsence
from officer_desk.views.search_page import SearchPage
from officer_desk.views.top_bar import TopBar
from tests.views.listing import desk_of, fill, many


def a_page(qtbot: QtBot, office: OpenOffice, actor: Actor) -> SearchPage:
    desk = desk_of(office, actor)
    page = SearchPage(desk, OfficeNames(desk, desk))
    qtbot.addWidget(page)
    page.resize(1180, 620)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.go_to_queue(Queue.ALL)
    return page


@pytest.fixture
def page(qtbot, office, supervisor):
    fill(office, *many(5))
    return a_page(qtbot, office, supervisor)


def key(name: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(widget, name, held)


def whose(office: OpenOffice) -> dict[int, tuple[int, str]]:
    with office.database.reading() as session:
        return {row.declaration_id: (row.officer_id, row.note) for row in session.query(Assignment)}


def test_several_rows_are_assigned_by_keys_with_a_note(page, office):
    key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    panel = page.work.panel
    assert panel.title.text() == "Phân công 3 hồ sơ"
    assert panel.numbers.text() == "00001/2026/00101, 00002/2026/00101, 00003/2026/00101"
    assert panel.filter.hasFocus()
    QTest.keyClicks(panel.filter, "mau")
    assert panel.chosen.full_name == "Trần Thị Mẫu"
    panel.note.setFocus()
    panel.note.setText("Trước 16 giờ")
    key(Qt.Key.Key_Return)
    assert whose(office) == dict.fromkeys((1, 2, 3), (1, "Trước 16 giờ"))
    assert panel.isHidden()
    assert page.notice.text() == "Đã giao 3 hồ sơ cho Trần Thị Mẫu."
    assert page.table.hasFocus()
    assert page.table.chosen_rows() == [0, 1, 2], "what was chosen stays chosen"


def test_the_arrows_choose_while_the_note_is_typed_and_escape_leaves_everything_as_it_was(page, office):
    key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    panel = page.work.panel
    first = panel.chosen.full_name
    key(Qt.Key.Key_Down)
    assert panel.chosen.full_name != first
    panel.note.setFocus()
    key(Qt.Key.Key_Up)
    assert panel.chosen.full_name == first
    key(Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert whose(office) == {}
    assert page.table.hasFocus()


def test_files_go_back_to_the_queue(page, office, supervisor):
    office.act(office.context(supervisor), assigning.assign, AssignDraft((1,), 1))
    key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    page.work.panel.back.click()
    assert whose(office) == {}
    assert page.notice.text() == "Đã trả 1 hồ sơ về hàng chờ."


def test_nobody_is_given_files_who_is_absent_and_it_is_said_why(page, office):
    key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    panel = page.work.panel
    panel.filter.setText("mẫu")
    panel.away.click()
    assert panel.chosen.absent
    assert (panel.go.isEnabled(), panel.go.toolTip()) == (False, "Trần Thị Mẫu đang vắng.")
    key(Qt.Key.Key_Return)
    assert whose(office) == {}
    panel.away.click()
    assert panel.go.isEnabled()


def test_who_went_away_meanwhile_is_said_and_the_panel_stays(page, office, supervisor):
    key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    panel = page.work.panel
    panel.filter.setText("Mẫu")
    office.act(office.context(supervisor), assigning.set_absent, 1, True)
    panel.go.click()
    assert panel.error.text() == "Trần Thị Mẫu đang vắng. Chọn người đang có mặt."
    assert not panel.isHidden()
    assert panel.chosen.absent


def test_a_reception_officer_assigns_nothing(qtbot, office, officer):
    fill(office, *many(2))
    page = a_page(qtbot, office, officer)
    key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert page.work.panel.isHidden()


def test_a_decided_file_is_not_asked_about(qtbot, office, supervisor):
    fill(office, *many(2, state=State.REJECTED))
    page = a_page(qtbot, office, supervisor)
    key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert page.work.panel.isHidden()


def test_the_officer_sees_a_mark_and_the_note_in_his_list(qtbot, office, officer, supervisor):
    fill(office, *many(3))
    office.act(office.context(supervisor), assigning.assign, AssignDraft((2,), 1, "Trước 16 giờ"))
    page = a_page(qtbot, office, officer)
    names = [column.name for column in page.table.model().columns]
    cells = [page.table.model().cell(row, names.index("full_name")) for row in range(3)]
    assert [(cell.icon, cell.told) for cell in cells] == [
        ("", ""), ("user-check", "Giao cho bạn: Trước 16 giờ"), ("", "")
    ]  # fmt: skip
    page.go_to_queue(Queue.MINE)
    assert [row.number for row in page.table.model().records] == ["00002/2026/00101"]


def test_a_list_of_own_work_says_in_words_why_each_file_is_there(qtbot, office, officer, supervisor):
    fill(office, *many(3))
    office.act(office.context(supervisor), assigning.assign, AssignDraft((2,), 1, "Trước 16 giờ"))
    page = a_page(qtbot, office, officer)
    before = seen(page)
    page.go_to_queue(Queue.MINE)
    assert before - seen(page) == {"id_number", "phone"}
    place = [column.name for column in page.table.model().columns].index("full_name")
    assert page.table.model().cell(0, place).aside == "Giao cho bạn: Trước 16 giờ"
    words = QFontMetrics(page.font())
    assert page.table.columnWidth(place) > words.horizontalAdvance("Nguyễn Văn An Giao cho bạn: Trước 16 giờ")
    page.go_to_queue(Queue.ALL)
    assert seen(page) == before


def seen(page: SearchPage) -> set[str]:
    return {column.name for column, is_seen in page.table.seen_columns() if is_seen}


def test_the_panel_names_some_files_and_counts_the_rest(qtbot, office, supervisor):
    panel = AssignPanel(desk_of(office, supervisor))
    qtbot.addWidget(panel)
    panel.ask([(n, f"0000{n}/2026/00101") for n in range(1, 8)])
    assert panel.numbers.text().endswith("00004/2026/00101 và 3 hồ sơ khác")
    panel.close_panel()
    panel.ask([])
    assert panel.isHidden()


def test_an_officer_says_in_his_menu_that_he_is_away_and_his_name_shows_it(qtbot, office, officer):
    desk = desk_of(office, officer)
    bar = TopBar()
    qtbot.addWidget(bar)
    absence = OwnAbsence(desk, bar, bar)
    absence.look()
    bar.absence_wanted.emit(True)
    assert bar._officer.accessibleName() == "Trần Thị Mẫu · Quầy 3 · vắng"
    with office.database.reading() as session:
        assert session.get_one(Officer, 1).absent_since is not None
    bar._fill_menu()
    assert any(action.text() == "Báo có mặt" for action in bar._menu.actions())
    bar.absence_wanted.emit(False)
    assert bar._officer.accessibleName() == "Trần Thị Mẫu · Quầy 3"
