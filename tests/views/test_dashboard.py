# SPDX-License-Identifier: Apache-2.0
"""«Giám sát»: each number opens the very files that it counts, by keys alone; it follows what others do."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from officer_desk import resources
from officer_desk.domain.boards import BoardList
from officer_desk.domain.records import Actor, BoardQuery
from officer_desk.domain.values import HgdAnswer, Queue, Role, State, Verdict
from officer_desk.models.tables import Assessment, Assignment, Officer
from officer_desk.services import dashboards
from officer_desk.views import dashboard_list, theme
from officer_desk.views.dashboard_cards import NumberCard
from officer_desk.views.dashboard_list import FILES
from officer_desk.views.dashboard_page import DashboardPage
from officer_desk.views.sidebar import Place, places_of
from tests import building as b
from tests.conftest import TODAY
from tests.views.listing import SlowBackground, desk_of, fill, row

NAME, AGE, LEFT, NOTE, WORKER = 1, 2, 3, 5, 6


@pytest.fixture
def full(office):
    """An office whose files stand in every way of which the board tells."""
    ages = (0, 1, 3, 8, 9, 10, 10)
    waiting = [
        row(f"{place:05d}/2026/00101", submitted_at=TODAY - timedelta(days=age), full_name=f"Người {place}")
        for place, age in enumerate(ages, start=1)
    ]
    waiting[0].registry_answer = HgdAnswer.NAME_DIFFERS
    waiting[1].registry_answer = HgdAnswer.NOT_FOUND
    for one in waiting[2:]:
        one.registry_answer = HgdAnswer.MATCH
    came = {"received_at": TODAY - timedelta(days=12), "state": State.INCOMPLETE, "registry_answer": HgdAnswer.MATCH}
    asked = [
        row(f"0010{place}/2026/00101", supplement_asked_at=TODAY - timedelta(days=days), **came)
        for place, days in enumerate((12, 2))
    ]
    decided = [
        row(f"0020{place}/2026/00101", state=state, decided_at=TODAY - timedelta(hours=hours), received_at=TODAY)
        for place, (state, hours) in enumerate(((State.APPROVED, 1), (State.REJECTED, 2), (State.REJECTED, 50)))
    ]
    for one in (*waiting, *asked, *decided):
        one.address = b.declaration("1/2026/00101")["address"]
        one.imported_at = max(one.submitted_at, TODAY - timedelta(days=20))
    with office.database.writing.begin() as session:
        session.add_all((*waiting, *asked, *decided))
        session.flush()
        for place, file in enumerate(decided):
            verdict = Verdict.VALID if file.state is State.APPROVED else Verdict.INVALID
            session.add(
                Assessment(
                    declaration_id=file.id, officer_id=1, officer_name="Trần Thị Mẫu", at=file.decided_at,
                    act_key=f"k{place}", verdict=verdict, reasons=[] if place != 1 else ["Giấy tờ hết hạn"], note="x",
                    seen_version=1, compared=[], not_compared_reason="", spent_seconds=220,
                )
            )  # fmt: skip
        session.add(Assignment(declaration_id=waiting[5].id, officer_id=1, note="", by_name="x", at=TODAY, how="hand"))
        session.get(Officer, 2).counter = "quầy 1"
    return office


@pytest.fixture
def board(qtbot, full, supervisor) -> Iterator[DashboardPage]:
    """The board on the smallest screen."""
    page = shown(qtbot, desk_of(full, supervisor))
    yield page
    page.hide()


def shown(qtbot, desk) -> DashboardPage:
    page = DashboardPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 627)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.enter(None)
    return page


def press(key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def number(button) -> str:
    return button.number() if isinstance(button, NumberCard) else button.text().split()[0]


def rows(page) -> list[str]:
    return [record.file.number for record in page.files.model.records]


def cell(page, line: int, column: int) -> str:
    return page.files.model.index(line, column).data()


class TestNumbers:
    def test_tab_goes_from_number_to_number_and_enter_opens_exactly_its_files(self, board) -> None:
        seen = {}
        assert QApplication.focusWidget() is board.cards.cards[BoardList.DUE_SOON]
        press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        for _ in range(8):
            button = QApplication.focusWidget()
            what, said = button.what, number(button)
            press(Qt.Key.Key_Return)
            assert str(len(rows(board))) == said, what
            assert board.files.table.hasFocus()
            seen[what] = set(rows(board))
            press(Qt.Key.Key_Escape)
            assert QApplication.focusWidget() is button
            press(Qt.Key.Key_Tab)
        assert set(seen) == {
            BoardList.WAITING, BoardList.DUE_SOON, BoardList.DUE_TODAY, BoardList.INCOMPLETE,
            BoardList.SUPPLEMENT_OVERDUE, BoardList.NAME_DIFFERS, BoardList.NOT_FOUND, BoardList.DONE_TODAY,
        }  # fmt: skip
        assert seen[BoardList.DUE_TODAY] == {"00006/2026/00101", "00007/2026/00101"}
        assert seen[BoardList.SUPPLEMENT_OVERDUE] == {"00100/2026/00101"}
        assert len(seen[BoardList.DONE_TODAY]) == 2

    def test_it_begins_with_what_is_about_to_lapse_the_most_urgent_on_top(self, board) -> None:
        assert board.files.title.text() == "Sắp hết hạn"
        assert [cell(board, line, LEFT) for line in range(4)] == ["hôm nay", "hôm nay", "1 ngày", "2 ngày"]
        assert [cell(board, line, AGE) for line in range(4)] == ["10", "10", "9", "8"]
        assert cell(board, 0, WORKER) == "Trần Thị Mẫu giữ"
        assert cell(board, 1, WORKER) == "chưa ai"
        QAbstractItemModelTester(board.files.model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    def test_decisions_of_today_tell_who_made_them_and_how_long_it_took(self, board) -> None:
        board.show_files(BoardQuery(BoardList.DONE_TODAY))
        assert {cell(board, line, NOTE) for line in range(2)} == {"3 phút 40"}
        assert {cell(board, line, WORKER) for line in range(2)} == {"Trần Thị Mẫu"}
        assert board.cards.cards[BoardList.DONE_TODAY].second.text() == "thường mất 3 phút 40"

    def test_enter_opens_the_file_and_coming_back_finds_the_same_row(self, board, qtbot) -> None:
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Down)
        with qtbot.waitSignal(board.opened) as told:
            press(Qt.Key.Key_Return)
        assert told.args[1] == rows(board)[1]
        board.hide()
        board.show()
        board.come_back()
        assert board.files.table.current_row() == 1

    def test_escape_goes_from_the_numbers_to_the_list_of_files(self, board, qtbot) -> None:
        with qtbot.waitSignal(board.closed):
            press(Qt.Key.Key_Escape)

    def test_all_undecided_files_are_one_more_number(self, board) -> None:
        assert board.files.all_files.text() == "Mọi hồ sơ chưa quyết định · 9"
        board.files.all_files.click()
        assert len(rows(board)) == 9


def test_the_number_whose_files_are_listed_first_gets_the_focus_however_late_it_comes(qtbot, full, supervisor) -> None:
    background = SlowBackground()
    background.slow = True
    page = shown(qtbot, desk_of(full, supervisor, background))
    assert page.cards.cards[BoardList.WAITING].hasFocus()
    background.slow = False
    for answer in list(background.held):
        answer()
    assert page.cards.cards[page.feed.query.what].hasFocus()
    page.hide()


def test_a_number_that_was_made_again_is_whole(board) -> None:
    font = theme.figures("table-key")
    assert board.files.table.columnWidth(0) >= QFontMetrics(font).horizontalAdvance("00310.G/2026/00101")


class TestPlots:
    def test_each_plot_is_drawn_and_says_its_numbers(self, board) -> None:
        for panel in (board.plots.ages, board.plots.weeks, board.plots.reasons):
            image = panel.plot.image
            assert image.width() == panel.plot.width()
            colors = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
            assert len(colors) > 4
            assert panel.plot.accessibleDescription()

    def test_its_table_has_the_same_numbers_and_keys_open_their_files(self, board) -> None:
        ages = board.plots.ages
        ages.switch.setFocus()
        press(Qt.Key.Key_Return)
        table = ages.table
        assert table.hasFocus()
        counts = [int(table.rows.index(line, 1).data()) for line in range(11)]
        assert counts == [1, 1, 0, 1, 0, 0, 0, 0, 1, 1, 2]
        press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        press(Qt.Key.Key_Return)
        assert set(rows(board)) == {"00006/2026/00101", "00007/2026/00101"}
        press(Qt.Key.Key_Escape)
        assert table.hasFocus()

    def test_escape_in_a_table_shows_its_plot_again_and_the_board_stays(self, board, qtbot) -> None:
        ages = board.plots.ages
        ages.switch.click()
        with qtbot.assertNotEmitted(board.closed):
            press(Qt.Key.Key_Escape)
        assert not ages.shows_table
        assert ages.switch.hasFocus()

    def test_a_day_has_two_numbers_and_the_arrows_go_from_one_to_the_other(self, board) -> None:
        weeks = board.plots.weeks
        weeks.switch.click()
        press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        press(Qt.Key.Key_Return)
        assert board.files.title.text() == "Quyết định ngày 21/11"
        assert len(rows(board)) == 2
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_Left)
        press(Qt.Key.Key_Return)
        assert board.files.title.text() == "Nhận ngày 21/11"
        assert len(rows(board)) == int(weeks.table.rows.index(27, 1).data())

    def test_a_click_on_a_bar_opens_its_files(self, board) -> None:
        plot = board.plots.reasons.plot
        spot = plot.spots[0]
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPointF(spot.left + 5, spot.top + 5).toPoint())
        assert board.files.title.text().startswith("Từ chối: ")
        assert len(rows(board)) == 1

    def test_the_dark_look_draws_them_anew(self, board, qtbot, qapp) -> None:
        light = board.plots.ages.plot.image.pixelColor(1, 1).name()
        with qtbot.waitSignal(board.plots.ages.plot.drawn):
            theme.apply(qapp, resources.folder(), dark=True)
        assert light == "#ffffff"
        assert board.plots.ages.plot.image.pixelColor(1, 1) == theme.color("surface")


class TestOfficers:
    def test_their_numbers_open_their_files(self, board) -> None:
        board.officers.table.setFocus()
        line = board.officers.table.rows.row_of(1)
        board.officers.table.select(line)
        board.officers.table.opened.emit(line)
        assert board.files.title.text() == "Trần Thị Mẫu đang giữ"
        assert rows(board) == ["00006/2026/00101"]

    def test_rows_dropped_onto_an_officer_are_his(self, board, qtbot) -> None:
        board.show_files(BoardQuery(BoardList.WAITING))
        board.files.table.selectAll()
        table, model = board.officers.table, board.files.model
        data = model.mimeData(board.files.table.selectionModel().selectedIndexes())
        assert data.hasFormat(FILES)
        line = table.rows.row_of(2)
        at = table.visualRect(table.rows.index(line, 0)).center()
        with qtbot.waitSignal(board.feed.loads_came):
            drop(table, data, at)
        assert table.rows.record(line).holding == 7
        assert "Nguyễn Văn Thử" in board.notice.text()

    def test_by_keys_they_are_given_in_the_place_of_the_plots(self, board) -> None:
        board.show_files(BoardQuery(BoardList.WAITING))
        press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        assert board.panel.isVisible()
        assert not board.plots.isVisible()
        press(Qt.Key.Key_Escape)
        assert board.plots.isVisible()
        assert board.files.table.hasFocus()


class TestFollowing:
    def test_what_others_do_is_shown_and_row_and_choice_stay(self, board, full, qtbot) -> None:
        board.show_files(BoardQuery(BoardList.WAITING))
        board.files.table.select(2)
        chosen = board.files.model.record(2).id
        fill(full, row("00300/2026/00101", submitted_at=TODAY - timedelta(days=9, hours=20)))
        with qtbot.waitSignal(board.feed.charts_came):
            board._desk.changed.emit(frozenset({"declaration"}))
        assert board.cards.cards[BoardList.WAITING].number() == "8"
        assert len(rows(board)) == 8
        assert board.files.model.record(board.files.table.current_row()).id == chosen

    def test_one_refresh_is_under_way_and_what_came_meanwhile_has_its_turn(self, qtbot, full, supervisor) -> None:
        slow = SlowBackground()
        page = shown(qtbot, desk_of(full, supervisor, slow))
        asked = []
        page.feed.numbers_came.connect(asked.append)
        slow.slow = True
        for _ in range(5):
            page.feed.refresh()
        assert len(slow.held) == 1
        slow.slow = False
        slow.held.pop()()
        assert len(asked) == 2

    def test_an_answer_about_files_that_are_not_wanted_any_more_is_dropped(self, qtbot, full, supervisor) -> None:
        slow = SlowBackground()
        page = shown(qtbot, desk_of(full, supervisor, slow))
        slow.slow = True
        page.show_files(BoardQuery(BoardList.WAITING))
        page.show_files(BoardQuery(BoardList.NOT_FOUND))
        slow.slow = False
        slow.held[1]()
        slow.held[0]()
        assert rows(page) == ["00002/2026/00101"]

    def test_while_nobody_sees_it_nothing_is_asked(self, board) -> None:
        board.hide()
        asked = []
        board.feed.numbers_came.connect(asked.append)
        board.refresh()
        assert asked == []
        board.show()
        assert len(asked) == 1

    def test_trouble_is_said_and_numbers_of_before_are_taken_away(self, board, monkeypatch, caplog) -> None:
        monkeypatch.setattr(dashboards, "numbers", lambda session, context: 1 / 0)
        board.refresh()
        caplog.clear()
        assert board.cards.cards[BoardList.WAITING].number() == "–"
        assert board.files.state.isVisible()
        monkeypatch.undo()
        press(Qt.Key.Key_F5)
        assert board.cards.cards[BoardList.WAITING].number() == "7"
        assert len(rows(board)) == 4


class TestWhoMayLook:
    def test_an_administrator_looks_and_assigns_nothing(self, qtbot, full) -> None:
        page = shown(qtbot, desk_of(full, Actor(3, "quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR, "00101")))
        assert len(rows(page)) == 4
        assert not page.files.assign.isVisible()
        assert not page.files.table.dragEnabled()
        press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        assert not page.panel.isVisible()

    def test_only_who_supervises_or_administers_has_it_at_the_side(self) -> None:
        assert [role for role in Role if Place.DASHBOARD in places_of(role)] == [Role.SUPERVISOR, Role.ADMINISTRATOR]

    def test_an_empty_office_has_noughts_and_says_so(self, qtbot, office, supervisor) -> None:
        page = shown(qtbot, desk_of(office, supervisor))
        assert {card.number() for card in page.cards.cards.values()} == {"0"}
        assert "Không có hồ sơ nào" in page.files.state.head


def drop(table, data: QMimeData, at) -> None:
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    table.dropEvent(QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, buttons, none))


def test_a_number_with_more_files_than_the_board_shows_says_so_and_opens_the_whole_list(
    qtbot, office, supervisor, monkeypatch
) -> None:
    for module in (dashboards, dashboard_list):
        monkeypatch.setattr(module, "MOST_ROWS", 3)
    fill(office, *(row(f"{place:05d}/2026/00101", submitted_at=TODAY) for place in range(1, 6)))
    page = DashboardPage(desk_of(office, supervisor))
    qtbot.addWidget(page)
    page.show()
    wanted: list[object] = []
    page.elsewhere.connect(lambda what, _part: wanted.append(what))
    page.show_files(BoardQuery(BoardList.WAITING))
    assert page.files.count.text().startswith("chỉ hiện 3 hồ sơ đầu")
    page.files.whole.click()
    assert wanted == [Queue.WAITING]
    page.show_files(BoardQuery(BoardList.OPEN))
    assert page.files.count.text().startswith("chỉ hiện 3 hồ sơ đầu")
    assert page.files.whole.isHidden()
