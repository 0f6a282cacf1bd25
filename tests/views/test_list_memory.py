# SPDX-License-Identifier: Apache-2.0
"""The list as an officer left it: columns, widths, order and filters come back to him, and no name or number does."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from officer_desk.desk import Desk
from officer_desk.domain.records import SearchQuery
from officer_desk.domain.values import Queue, State
from officer_desk.services import preferences
from officer_desk.views.office_names import OfficeNames
from officer_desk.views.officer_preferences import OfficerPreferences
from officer_desk.views.search_page import SearchPage
from tests.views.listing import NEWEST, fill, many, row


@pytest.fixture
def make(qtbot, desk: Desk, ask):
    def made() -> SearchPage:
        page = SearchPage(desk, OfficeNames(desk, desk))
        qtbot.addWidget(page)
        page.likings = OfficerPreferences(desk, ask(preferences.mine), page)
        page.resize(1180, 700)
        page.tools.remember_in(page.likings)
        page.show()
        qtbot.waitExposed(page)
        page.bring_back_filters()
        return page

    return made


def seen(page: SearchPage) -> list[str]:
    return [column.name for column, is_seen in page.table.seen_columns() if is_seen]


def choose(page: SearchPage, words: str) -> None:
    menu = page.tools.columns_menu(page)
    next(action for action in menu.actions() if action.text() == words).trigger()


def numbers(page: SearchPage) -> list[str]:
    return [record.number for record in page._model.records]


def test_columns_that_were_hidden_or_widened_are_so_at_the_next_sign_in(office, make) -> None:
    fill(office, *many(3))
    page = make()
    choose(page, "Điện thoại")
    choose(page, "Kênh")
    page.table.setColumnWidth(1, 180)
    page.table.head.dragged.emit(1)
    page.likings.write()
    again = make()
    assert "phone" not in seen(again)
    assert "channel" in seen(again)
    assert again.table.columnWidth(1) == 180
    choose(again, "Về mặc định")
    assert "phone" in seen(again)
    assert again.table.columnWidth(1) != 180
    again.likings.write()
    assert "phone" in seen(make())


def test_an_edge_is_dragged_with_the_mouse(office, make, qtbot) -> None:
    fill(office, *many(3))
    page = make()
    head = page.table.head
    edge = head.sectionViewportPosition(1) + head.sectionSize(1)
    before = head.sectionSize(1)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge - 1, 15))
    QTest.mouseMove(head.viewport(), QPoint(edge + 30, 15))
    with qtbot.waitSignal(page.table.columns_chosen):
        QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge + 30, 15))
    assert page.table.columnWidth(1) > before
    assert page.table.horizontalScrollBar().maximum() == 0 or page.table.columnWidth(3) >= 120


def test_the_name_cannot_be_hidden_and_the_bar_stands_in_the_first_column_that_is_seen(office, make) -> None:
    fill(office, *many(3))
    page = make()
    menu = page.tools.columns_menu(page)
    assert "Họ và tên" not in [action.text() for action in menu.actions()]
    choose(page, "STT")
    assert page.table._delegate.bar_column == 1


def test_the_oldest_can_come_first_over_all_pages_and_stay_so(office, make) -> None:
    fill(office, *many(250))
    page = make()
    choose(page, "Cũ nhất trước")
    assert numbers(page)[0] == "00250/2026/00101"
    page._feed.more()
    page._feed.more()
    assert numbers(page) == [f"{place:05d}/2026/00101" for place in range(250, 0, -1)]
    page.go_to_queue(Queue.WAITING)
    assert numbers(page)[0] == "00250/2026/00101"
    page.likings.write()
    assert numbers(make())[0] == "00250/2026/00101"


def test_a_click_on_its_head_turns_the_order_round(office, make) -> None:
    fill(office, *many(3))
    page = make()
    head, place = page.table.head, [column.name for column, _ in page.table.seen_columns()].index("submitted")
    at = QPoint(head.sectionViewportPosition(place) + 20, 15)
    for first in ("00003/2026/00101", "00001/2026/00101"):
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert numbers(page)[0] == first
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 15))
    assert numbers(page)[0] == "00001/2026/00101"


def test_filters_come_back_in_view(office, make) -> None:
    fill(office, *many(3), row("00009/2026/00101", state=State.INCOMPLETE, submitted_at=NEWEST - timedelta(days=3)))
    page = make()
    page.go_to_queue(Queue.INCOMPLETE)
    page.panel.field("first").setText("16/11/2026")
    page.panel.choose(state=State.INCOMPLETE)
    page.panel.search()
    page.likings.write()
    again = make()
    assert numbers(again) == ["00009/2026/00101"]
    assert (again.queue, again.query.from_date) == (Queue.INCOMPLETE, date(2026, 11, 16))
    assert not again.panel.isHidden()
    assert again.panel.field("first").text() == "16/11/2026"


def test_nobody_who_was_searched_for_is_remembered(office, make, ask) -> None:
    fill(office, *many(3))
    page = make()
    page.search_text("Nguyễn Thị Thu", entered=False)
    page.panel.field("number").setText("00001/2026/00101")
    page.panel.field("code").setText("0100000001")
    page.panel.search()
    page.likings.write()
    assert ask(preferences.mine) == {}
    assert make().query == SearchQuery("00101")


def test_what_another_version_left_does_no_harm(office, make, act) -> None:
    fill(office, *many(3))
    act(preferences.put, "list-columns", {"hidden": ["unheard-of", "full_name"], "widths": {"number": "wide", "x": 3}})
    act(preferences.put, "list-filters", {"queue": "unheard-of", "from": "yesterday", "state": 7})
    page = make()
    assert "full_name" in seen(page)
    assert len(numbers(page)) == 3


def test_the_menu_of_the_heads_opens_where_the_mouse_is(office, make) -> None:
    fill(office, *many(3))
    page = make()
    page.table.head.menu_wanted.emit(QPoint(10, 10))
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    assert "Về mặc định" in [action.text() for action in menu.actions()]
    menu.close()


def test_searching_for_somebody_does_not_lose_the_queue_that_was_left(office, make) -> None:
    fill(office, *many(3))
    page = make()
    page.go_to_queue(Queue.WAITING)
    page.search_text("Nguyễn Thị Thu", entered=False)
    page.likings.write()
    assert make().queue is Queue.WAITING
