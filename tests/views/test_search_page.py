# SPDX-License-Identifier: Apache-2.0
"""The list: queues, criteria, quick box, pages, other offices, refreshing in place, and its words when it is empty."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from officer_desk.desk import Desk
from officer_desk.domain.records import Actor, SearchQuery
from officer_desk.domain.values import Condition, Kind, Queue, State
from officer_desk.errors import Unavailable
from officer_desk.models.tables import Declaration
from officer_desk.office import OpenOffice
from officer_desk.views.office_names import OfficeNames
from officer_desk.views.search_page import SearchPage
from officer_desk.views.widgets import Button
from tests.conftest import TODAY
from tests.views.listing import NEWEST, SlowBackground, desk_of, fill, many, row

TERM = timedelta(days=10)


@pytest.fixture
def slow() -> SlowBackground:
    return SlowBackground()


@pytest.fixture
def desk(office: OpenOffice, officer: Actor, slow: SlowBackground) -> Desk:
    return desk_of(office, officer, slow)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[SearchPage]:
    made = SearchPage(desk, OfficeNames(desk, desk))
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    yield made
    made.hide()


def numbers(page: SearchPage) -> list[str]:
    """Give the numbers in the list."""
    model = page.table.model()
    return [model.index(place, 1).data() for place in range(model.rowCount())]


def words(page: SearchPage, line: int = 0) -> list[str]:
    """Give the words of a row."""
    model = page.table.model()
    return [model.index(line, place).data() for place in range(model.columnCount())]


def seen(page: SearchPage) -> str:
    """Give all words of the page's labels and buttons that can be seen."""
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    return " · ".join(labels + [button.text() for button in page.findChildren(Button) if button.isVisibleTo(page)])


def press(page: SearchPage, text: str) -> None:
    """Press the newest button with this text."""
    [button for button in page.findChildren(Button) if button.text() == text][-1].click()


class TestRows:
    def test_a_row_says_all_that_the_officer_needs(self, office: OpenOffice, page: SearchPage) -> None:
        fill(
            office,
            row(
                "00090/2026/00101",
                insurance_code="0100007236",
                full_name="Hoàng Thị Thu Mai",
                id_number="001188000936",
                phone="0900093353",
                submitted_at=TODAY - timedelta(days=8),
            ),
        )
        page.show_queue(Queue.ALL)
        assert words(page) == [
            "1", "00090/2026/00101", "0100007236", "Hoàng Thị Thu Mai", "001188000936", "0900 093 353", "Đăng ký mới",
            "VssID", "00101", "–", "13/11/2026", "23/11 · 2 ngày", "Sắp hết hạn", "Chờ xử lý",
        ]  # fmt: skip

    def test_the_newest_file_comes_first_and_is_the_current_row(self, office: OpenOffice, page: SearchPage) -> None:
        fill(office, *many(3))
        page.show_queue(Queue.ALL)
        assert numbers(page) == ["00001/2026/00101", "00002/2026/00101", "00003/2026/00101"]
        assert page.table.current_row() == 0

    def test_more_rows_come_while_scrolling_and_none_twice(self, office: OpenOffice, page: SearchPage) -> None:
        fill(office, *many(250))
        page.show_queue(Queue.ALL)
        assert page.table.model().rowCount() == 100
        for _ in range(4):
            page.table.scrollToBottom()
        assert numbers(page) == [f"{place:05d}/2026/00101" for place in range(1, 251)]

    def test_files_of_one_second_are_neither_lost_nor_doubled_between_pages(
        self, office: OpenOffice, page: SearchPage
    ) -> None:
        fill(office, *(row(f"{place:05d}/2026/00101") for place in range(1, 151)))
        page.show_queue(Queue.ALL)
        page.table.scrollToBottom()
        page.table.scrollToBottom()
        assert len(set(numbers(page))) == len(numbers(page)) == 150

    def test_counts_beyond_a_thousand_say_so(self, office: OpenOffice, page: SearchPage) -> None:
        fill(office, *many(1002))
        page.show_queue(Queue.ALL)
        assert "1.000+ hồ sơ · cơ quan này" in seen(page)

    def test_enter_opens_the_current_file_with_its_list(self, office: OpenOffice, page: SearchPage) -> None:
        fill(office, *many(3))
        page.show_queue(Queue.WAITING)
        opened: list[SearchQuery] = []
        page.opened.connect(lambda _id, query: opened.append(query))
        page.table.select(1)
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        assert opened == [SearchQuery("00101", queue=Queue.WAITING)]

    def test_the_rows_menu_opens_and_copies(self, office: OpenOffice, page: SearchPage) -> None:
        fill(office, row("00090/2026/00101", insurance_code="0100007236"))
        page.show_queue(Queue.ALL)
        page.table.menu_wanted.emit(0, QPoint(10, 10))
        menu = next(menu for menu in page.findChildren(QMenu) if menu.parent() is page)
        found = {action.text(): action for action in menu.actions() if isinstance(action, QAction) and action.text()}
        printing = "In tờ khai…\tCtrl P"
        assert list(found) == ["Mở hồ sơ", printing, "Sao chép số hồ sơ", "Sao chép mã số BHXH", "Cột"]
        found["Sao chép mã số BHXH"].trigger()
        assert QGuiApplication.clipboard().text() == "0100007236"
        found["Sao chép số hồ sơ"].trigger()
        assert QGuiApplication.clipboard().text() == "00090/2026/00101"
        menu.close()


class TestCriteria:
    """Checklist 4 and 5: «Mở rộng» opens the seed's own criteria, «Tra cứu» finds."""

    def test_the_panel_has_exactly_the_seeds_criteria(self, page: SearchPage) -> None:
        page.toggle_panel()
        labels = [label.text() for label in page.panel.findChildren(QLabel) if label.isVisibleTo(page.panel)]
        assert labels == ["Số hồ sơ", "Mã số BHXH", "Từ ngày", "Đến ngày", "Tình trạng", "Trạng thái"]
        assert [button.text() for button in page.panel.findChildren(Button)] == ["Tra cứu", "Xóa điều kiện"]

    def test_f2_opens_it_with_the_cursor_in_the_first_field_and_closes_it_again(
        self, qtbot: QtBot, office: OpenOffice, page: SearchPage
    ) -> None:
        fill(office, *many(2))
        page.show_queue(Queue.ALL)
        page.activateWindow()
        page.focus_list()
        qtbot.waitUntil(page.table.hasFocus)
        QTest.keyClick(page.table, Qt.Key.Key_F2)
        assert page.panel.isVisible()
        assert QApplication.focusWidget().accessibleName() == "Số hồ sơ"
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
        assert not page.panel.isVisible()
        assert page.table.hasFocus()

    @pytest.mark.parametrize(
        ("field", "text", "expected"),
        [
            ("number", "00002/2026/00101", ["00002/2026/00101"]),
            ("number", "2; 3", ["00002/2026/00101", "00003/2026/00101"]),
            ("code", "0100000003", ["00003/2026/00101"]),
            ("first", "20/11/2026", ["00001/2026/00101", "00002/2026/00101"]),
            ("last", "19/11/2026", ["00003/2026/00101", "00004/2026/00101"]),
            ("first", "20112026", ["00001/2026/00101", "00002/2026/00101"]),
            ("first", "20/11", ["00001/2026/00101", "00002/2026/00101"]),
        ],
    )
    def test_a_criterion_narrows_the_list(
        self, office: OpenOffice, page: SearchPage, field: str, text: str, expected: list[str]
    ) -> None:
        day = timedelta(days=1)
        fill(
            office,
            *(
                row(f"0000{place + 1}/2026/00101", submitted_at=NEWEST - (place // 2) * day - place * day / 24)
                for place in range(4)
            ),
        )
        page.show_queue(Queue.ALL)
        page.panel.field(field).setText(text)
        page.panel.search()
        assert numbers(page) == expected

    def test_state_and_condition_narrow_the_list(self, office: OpenOffice, page: SearchPage) -> None:
        fill(
            office,
            row("00001/2026/00101", state=State.WAITING, submitted_at=TODAY - TERM),
            row("00002/2026/00101", state=State.INCOMPLETE, submitted_at=TODAY - 2 * TERM),
            row("00003/2026/00101", state=State.APPROVED, decided_at=TODAY),
        )
        page.show_queue(Queue.ALL)
        page.panel.choose(state=State.INCOMPLETE)
        page.panel.search()
        assert numbers(page) == ["00002/2026/00101"]
        page.panel.choose(condition=Condition.STOPPED)
        page.panel.search()
        assert numbers(page) == ["00003/2026/00101"]
        page.panel.clear()
        assert len(numbers(page)) == 3

    @pytest.mark.parametrize(
        ("field", "text", "said"),
        [
            ("first", "31/02/2026", "Không có ngày 31/02/2026."),
            ("last", "hôm qua", "Chưa đúng dạng nn/tt/nnnn"),
            ("code", "12345", "Cần 10 hoặc 12 số"),
        ],
    )
    def test_a_wrong_entry_is_said_under_its_field_and_nothing_is_searched(
        self, office: OpenOffice, page: SearchPage, field: str, text: str, said: str
    ) -> None:
        fill(office, *many(2))
        page.show_queue(Queue.ALL)
        page.toggle_panel()
        page.panel.field(field).setText(text)
        page.panel.search()
        assert said in seen(page)
        assert len(numbers(page)) == 2
        page.panel.field(field).clear()
        page.panel.search()
        assert said not in seen(page)

    def test_days_in_the_wrong_order_are_said_at_the_second(self, page: SearchPage) -> None:
        page.toggle_panel()
        page.panel.field("first").setText("21/11/2026")
        page.panel.field("last").setText("01/11/2026")
        page.panel.search()
        assert "Trước «Từ ngày»" in seen(page)

    def test_criteria_that_are_hidden_are_still_told(self, office: OpenOffice, page: SearchPage) -> None:
        fill(office, *many(2))
        page.show_queue(Queue.ALL)
        page.toggle_panel()
        page.panel.choose(state=State.WAITING)
        page.panel.search()
        assert "theo điều kiện" not in seen(page)
        page.toggle_panel()
        assert "2 hồ sơ · cơ quan này · theo điều kiện" in seen(page)


class TestQuickSearch:
    """Checklist 4: a file is found by number, code, ID number, phone or name, however it is typed."""

    @pytest.mark.parametrize(
        "text",
        [
            "00090/2026/00101", "90", "0100007236", "001188000936", "0900 093 353", "+84 900 093 353",
            "hoang thi thu mai", "MAI hoang", "Mai Thu", "thu  mai",
        ],
    )  # fmt: skip
    def test_finds_the_file(self, office: OpenOffice, page: SearchPage, text: str) -> None:
        fill(
            office,
            *many(5),
            row(
                "00090/2026/00101",
                insurance_code="0100007236",
                full_name="Hoàng Thị Thu Mai",
                id_number="001188000936",
                phone="0900093353",
            ),
        )
        page.show_queue(Queue.ALL)
        page.search_text(text, entered=False)
        assert numbers(page) == ["00090/2026/00101"]
        assert f"1 hồ sơ · khớp «{' '.join(text.split())}»" in seen(page)

    def test_enter_opens_the_one_exact_hit(self, office: OpenOffice, page: SearchPage) -> None:
        fill(office, *many(5))
        page.show_queue(Queue.ALL)
        opened = QSignalSpy(page.opened)
        page.search_text("0100000003", entered=True)
        assert opened.count() == 1

    def test_enter_on_a_part_of_a_name_opens_nothing_but_goes_to_the_rows(
        self, qtbot: QtBot, office: OpenOffice, page: SearchPage
    ) -> None:
        fill(office, row("00001/2026/00101", full_name="Trần Văn Mẫu"))
        page.show_queue(Queue.ALL)
        page.activateWindow()
        opened = QSignalSpy(page.opened)
        page.search_text("van mau", entered=True)
        assert opened.count() == 0
        qtbot.waitUntil(page.table.hasFocus)

    def test_it_looks_in_all_files_and_gives_the_queue_back_when_emptied(
        self, office: OpenOffice, page: SearchPage
    ) -> None:
        fill(office, row("00001/2026/00101"), row("00002/2026/00101", state=State.APPROVED, decided_at=TODAY))
        page.show_queue(Queue.WAITING)
        page.search_text("2", entered=False)
        assert numbers(page) == ["00002/2026/00101"]
        page.search_text("", entered=False)
        assert page.query.queue is Queue.WAITING
        assert numbers(page) == ["00001/2026/00101"]


class TestOtherOffice:
    """Checklist 24: any office serves any citizen; a file of another office is marked."""

    def test_is_found_by_its_exact_code_only_and_marked(self, office: OpenOffice, page: SearchPage) -> None:
        fill(office, *many(2), row("00012/2026/00102", full_name="Trịnh Thị Kiếm"))
        status = QSignalSpy(page.status_changed)
        page.show_queue(Queue.ALL)
        assert len(numbers(page)) == 2
        page.search_text("trinh thi kiem", entered=False)
        assert numbers(page) == []
        page.search_text("0100000012", entered=False)
        assert numbers(page) == ["00012/2026/00102"]
        cell = page.table.model().index(0, 3)
        assert cell.data() == "Trịnh Thị Kiếm 00102"
        sentence = "Hồ sơ của BHXH quận Hoàn Kiếm (00102). Vẫn tiếp nhận được."
        assert cell.data(Qt.ItemDataRole.ToolTipRole) == sentence
        page.table.moved.emit(0)
        assert status.at(status.count() - 1)[0].endswith(sentence)


class TestAnswers:
    def test_a_late_answer_to_a_question_of_before_is_dropped(
        self, office: OpenOffice, page: SearchPage, slow: SlowBackground
    ) -> None:
        fill(office, *many(5))
        page.show_queue(Queue.ALL)
        slow.slow = True
        page.search_text("2", entered=False)
        page.search_text("3", entered=False)
        slow.slow = False
        first, second = slow.held
        second()
        first()
        assert numbers(page) == ["00003/2026/00101"]

    def test_a_refresh_keeps_selection_and_place(self, office: OpenOffice, desk: Desk, page: SearchPage) -> None:
        fill(office, *many(80))
        page.show_queue(Queue.ALL)
        page.table.select(40)
        page.table.verticalScrollBar().setValue(30)
        chosen = numbers(page)[40]
        fill(office, row("00999/2026/00101", submitted_at=NEWEST + timedelta(hours=1)))
        page.refresh()
        assert numbers(page)[0] == "00999/2026/00101"
        assert numbers(page)[page.table.current_row()] == chosen
        assert page.table.verticalScrollBar().value() == 30

    def test_a_change_of_a_file_is_shown_in_its_row(
        self, qtbot: QtBot, office: OpenOffice, desk: Desk, page: SearchPage
    ) -> None:
        fill(office, *many(3))
        page.show_queue(Queue.ALL)
        page.table.select(1)
        with office.database.writing.begin() as session:
            session.execute(
                update(Declaration).where(Declaration.serial == "2").values(state=State.REJECTED, decided_at=TODAY)
            )
        desk.changed.emit(frozenset({"declaration"}))
        qtbot.waitUntil(lambda: words(page, 1)[-1] == "Từ chối")
        assert page.table.current_row() == 1

    def test_when_the_current_file_has_left_the_queue_the_next_one_takes_its_place(
        self, office: OpenOffice, page: SearchPage
    ) -> None:
        fill(office, *many(3))
        page.show_queue(Queue.WAITING)
        page.table.select(1)
        with office.database.writing.begin() as session:
            session.execute(
                update(Declaration).where(Declaration.serial == "2").values(state=State.REJECTED, decided_at=TODAY)
            )
        page.refresh()
        assert numbers(page) == ["00001/2026/00101", "00003/2026/00101"]
        assert page.table.current_row() == 1

    def test_a_list_that_takes_long_says_so_and_can_be_stopped(
        self, qtbot: QtBot, office: OpenOffice, page: SearchPage, slow: SlowBackground
    ) -> None:
        fill(office, *many(3))
        page.show_queue(Queue.ALL)
        slow.slow = True
        page.show_queue(Queue.WAITING)
        assert "Đang tải danh sách…" not in seen(page)
        qtbot.waitUntil(lambda: "Đang tải danh sách…" in seen(page))
        press(page, "Dừng")
        assert page.table.isVisible()
        assert page.query.queue is Queue.ALL

    def test_a_list_that_fails_says_why_and_is_asked_again(
        self, office: OpenOffice, desk: Desk, page: SearchPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fill(office, *many(3))

        def busy(*_: object) -> None:
            raise Unavailable("database-busy")

        with monkeypatch.context() as patched:
            patched.setattr("officer_desk.services.declarations.search", busy)
            page.show_queue(Queue.ALL)
            assert "Không tải được danh sách" in seen(page)
        press(page, "Thử lại")
        assert len(numbers(page)) == 3
        assert page.table.isVisible()


class TestEmpty:
    def test_an_empty_office_says_where_files_come_from(self, page: SearchPage) -> None:
        wanted = QSignalSpy(page.import_wanted)
        page.show_queue(Queue.ALL)
        assert "Chưa có hồ sơ nào" in seen(page)
        page.state.findChildren(Button)[0].click()
        assert wanted.count() == 1

    def test_an_empty_queue_points_to_one_that_is_not(self, office: OpenOffice, page: SearchPage) -> None:
        fill(office, row("00001/2026/00101", state=State.INCOMPLETE))
        page.show_queue(Queue.WAITING)
        page.show_counts({Queue.INCOMPLETE: 1})
        assert "Không còn hồ sơ chờ xử lý · Hàng chờ này đã hết. Hồ sơ mới tự hiện ở đây." in seen(page)
        press(page, "Xem Chờ bổ sung (1)")
        assert numbers(page) == ["00001/2026/00101"]

    def test_a_search_that_finds_nothing_offers_ways_on(self, office: OpenOffice, page: SearchPage) -> None:
        fill(office, *many(2))
        page.show_queue(Queue.ALL)
        page.toggle_panel()
        page.panel.field("first").setText("01/10/2026")
        page.panel.field("last").setText("05/10/2026")
        page.search_text("nguyen thi thu", entered=False)
        page.panel.search()
        assert "Không có hồ sơ nào khớp «nguyen thi thu» từ 01/10/2026 đến 05/10/2026." in seen(page)
        press(page, "Bỏ khoảng ngày")
        assert len(numbers(page)) == 2
        assert page.query.text == "nguyen thi thu"

    def test_a_text_of_the_quick_box_is_not_hidden_among_criteria(self, office: OpenOffice, page: SearchPage) -> None:
        fill(office, *many(2))
        page.show_queue(Queue.ALL)
        page.search_text("khong co ai", entered=False)
        page.toggle_panel()
        page.panel.choose(state=State.WAITING)
        page.panel.search()
        assert "Không có hồ sơ nào khớp «khong co ai» và các điều kiện này." in seen(page)
        dropped = QSignalSpy(page.text_dropped)
        press(page, "Bỏ chữ tìm nhanh")
        assert dropped.count() == 1
        assert len(numbers(page)) == 2
        assert page.query.state is State.WAITING

    def test_changes_are_a_queue_of_their_own(self, office: OpenOffice, page: SearchPage) -> None:
        fill(office, *many(2), row("00009/2026/00101", kind=Kind.CHANGE))
        page.show_queue(Queue.CHANGES)
        assert numbers(page) == ["00009/2026/00101"]
