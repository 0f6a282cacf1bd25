# SPDX-License-Identifier: Apache-2.0
"""The window around the pages: top bar, queues and counts, keys, opening and leaving files, importing, signing out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from officer_desk.desk import Desk
from officer_desk.domain.records import Actor
from officer_desk.domain.values import MessageChannel, Queue, Role, State
from officer_desk.gateways.sending import Again, Answer, Failed
from officer_desk.office import OpenOffice
from officer_desk.services import assessments, outbox
from officer_desk.settings import SettingsSource
from officer_desk.views import dialogs
from officer_desk.views.desk_banner import DeskBanner
from officer_desk.views.desk_conditions import DeskConditions
from officer_desk.views.import_panel import ImportPanel
from officer_desk.views.main_window import MainWindow
from officer_desk.views.messages_page import MessagesPage
from officer_desk.views.rail import RailButton
from officer_desk.views.shortcuts_sheet import ShortcutsSheet
from officer_desk.views.sidebar import Place, PlaceButton, QueueButton, SideButton
from officer_desk.views.widgets import Button
from tests.building import HAI, MAI, declaration, invalid, open_file, take, write
from tests.conftest import TODAY, Still
from tests.views.listing import desk_of, fill, many, row


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[MainWindow]:
    made = MainWindow(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    yield made
    made.hide()


def shown(widget: QWidget) -> str:
    """Give all words that can be seen."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return " · ".join(labels + [button.text() for button in widget.findChildren(QPushButton)])


def count(window: MainWindow, queue: Queue) -> str:
    """Give what stands behind a queue's name."""
    buttons = [button for button in window.sidebar.findChildren(QueueButton) if button.queue is queue]
    return buttons[0].accessibleDescription()


class TestAround:
    def test_the_top_bar_names_product_office_and_officer(self, window: MainWindow) -> None:
        window.start()
        words = shown(window.top_bar)
        assert "Bàn tiếp nhận hồ sơ" in words
        assert "BHXH quận Ba Đình · 00101" in words
        assert "Trần Thị Mẫu · Quầy 3" in words

    def test_only_a_sample_office_has_a_badge(self, qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
        badge = QLabel("CƠ QUAN MẪU · DỮ LIỆU GIẢ ĐỊNH")
        sample = MainWindow(desk, badge)
        qtbot.addWidget(sample)
        assert "MẪU" in shown(sample.top_bar)
        assert "MẪU" not in shown(window.top_bar)

    def test_there_is_no_button_for_what_is_not_built(self, window: MainWindow) -> None:
        names = [button.accessibleName() for button in window.sidebar.findChildren(SideButton) if not button.isHidden()]
        assert names == [
            "Cá nhân", "Chờ xử lý", "Sắp hết hạn", "Chờ bổ sung", "Thay đổi thông tin", "Đã xử lý hôm nay", "Tin nhắn",
            "Tờ khai đã quét",
        ]  # fmt: skip

    def test_the_focus_is_on_the_rows_after_signing_in(
        self, qtbot: QtBot, office: OpenOffice, window: MainWindow
    ) -> None:
        fill(office, *many(3))
        window.start()
        qtbot.waitUntil(window.search_page.table.hasFocus)

    def test_the_status_line_tells_row_registry_and_time(self, office: OpenOffice, window: MainWindow) -> None:
        fill(office, *many(3))
        window.start()
        words = shown(window.status_line)
        assert "Dòng 1 trong 3 · mới nhất trước" in words
        assert "HGĐ: trích 21/11 08:00" in words
        assert "08:00" in words

    def test_a_registry_that_cannot_be_asked_is_a_banner(self, office: OpenOffice, window: MainWindow) -> None:
        window.start()
        assert window.banner.text() == ""
        (office.settings.data_dir / "households.db").unlink()
        window.start()
        assert window.banner.text().startswith("Chưa hỏi được HGĐ.")

    def test_f1_shows_the_sheet_of_keys(self, qtbot: QtBot, window: MainWindow) -> None:
        window.start()
        QTest.keyClick(window, Qt.Key.Key_F1)
        qtbot.waitUntil(lambda: bool(window.findChildren(ShortcutsSheet)))
        window.findChildren(ShortcutsSheet)[0].leave()

    def test_signing_out_is_told_to_who_built_the_window(self, window: MainWindow) -> None:
        window.start()
        told = QSignalSpy(window.signed_out)
        window.top_bar.sign_out_wanted.emit()
        assert told.count() == 1


class TestQueues:
    def test_counts_stand_behind_the_names_and_follow_the_office(
        self, qtbot: QtBot, office: OpenOffice, officer: Actor, desk: Desk, window: MainWindow
    ) -> None:
        fill(
            office,
            row("00001/2026/00101", submitted_at=TODAY - timedelta(days=9)),
            row("00002/2026/00101", state=State.INCOMPLETE),
            row("00003/2026/00101", state=State.APPROVED, decided_at=TODAY),
        )
        window.start()
        found = {queue: count(window, queue) for queue in Queue}
        assert found == {
            Queue.ALL: "3 hồ sơ", Queue.WAITING: "1 hồ sơ", Queue.DUE_SOON: "1 hồ sơ", Queue.INCOMPLETE: "1 hồ sơ",
            Queue.SUPPLEMENT_OVERDUE: "0 hồ sơ", Queue.EXPIRED: "0 hồ sơ", Queue.CHANGES: "0 hồ sơ",
            Queue.DONE_TODAY: "1 hồ sơ", Queue.MINE: "0 hồ sơ", Queue.QUESTIONS: "0 hồ sơ",
            Queue.SECOND_LOOK: "0 hồ sơ",
        }  # fmt: skip
        take(office, officer, declaration("00090/2026/00101"))
        desk.changed.emit(frozenset({"declaration"}))
        qtbot.waitUntil(lambda: count(window, Queue.WAITING) == "2 hồ sơ")

    def test_a_click_shows_the_queue_with_the_focus_on_its_rows(
        self, qtbot: QtBot, office: OpenOffice, window: MainWindow
    ) -> None:
        fill(office, row("00001/2026/00101"), row("00002/2026/00101", state=State.INCOMPLETE))
        window.start()
        button = next(one for one in window.sidebar.findChildren(QueueButton) if one.queue is Queue.INCOMPLETE)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert window.search_page.query.queue is Queue.INCOMPLETE
        assert button.isChecked()
        qtbot.waitUntil(window.search_page.table.hasFocus)

    def test_control_and_arrows_go_from_queue_to_queue(
        self, qtbot: QtBot, office: OpenOffice, window: MainWindow
    ) -> None:
        fill(office, *many(2))
        window.start()
        qtbot.waitUntil(window.search_page.table.hasFocus)
        QTest.keyClick(window.search_page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        assert window.search_page.query.queue is Queue.WAITING
        QTest.keyClick(window.search_page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
        assert window.search_page.query.queue is Queue.ALL


class TestQuickBox:
    def test_f3_comes_to_the_box_and_selects_what_stands_there(
        self, qtbot: QtBot, office: OpenOffice, window: MainWindow
    ) -> None:
        fill(office, *many(2))
        window.start()
        window.top_bar.quick_box.setText("abc")
        QTest.keyClick(window.search_page.table, Qt.Key.Key_F3)
        qtbot.waitUntil(window.top_bar.quick_box.hasFocus)
        assert window.top_bar.quick_box.selectedText() == "abc"

    def test_a_pause_in_typing_searches_and_esc_takes_it_back(
        self, qtbot: QtBot, office: OpenOffice, window: MainWindow
    ) -> None:
        fill(office, *many(5))
        window.start()
        box = window.top_bar.quick_box
        box.focus()
        QTest.keyClicks(box, "00003")
        qtbot.waitUntil(lambda: window.search_page.table.model().rowCount() == 1)
        QTest.keyClick(box, Qt.Key.Key_Escape)
        assert box.text() == ""
        assert window.search_page.table.model().rowCount() == 5
        qtbot.waitUntil(window.search_page.table.hasFocus)


class TestFiles:
    """Checklist 6 and 10: a file opens from the list, and «Thoát» leads back to the list."""

    def test_opening_and_leaving_a_file(
        self, qtbot: QtBot, office: OpenOffice, officer: Actor, window: MainWindow
    ) -> None:
        take(office, officer, declaration("00090/2026/00101", MAI), declaration("00091/2026/00101", HAI))
        window.start()
        page = window.search_page
        page.table.select(1)
        chosen = page.table.model().index(1, 1).data()
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        assert window.pages.currentWidget() is not page
        assert window.rail.isVisible()
        assert not window.sidebar.isVisible()
        assert window.pages.currentWidget().record_shown.number == chosen
        QTest.keyClick(window.pages.currentWidget(), Qt.Key.Key_Escape)
        qtbot.waitUntil(page.isVisible)
        assert window.sidebar.isVisible()
        assert page.table.model().index(page.table.current_row(), 1).data() == chosen
        qtbot.waitUntil(page.table.hasFocus)

    def test_the_next_file_is_the_one_below_in_the_list(
        self, office: OpenOffice, officer: Actor, window: MainWindow
    ) -> None:
        take(
            office,
            officer,
            declaration("00091/2026/00101", HAI, submitted_at="2026-11-19T09:00:00+07:00"),
            declaration("00090/2026/00101", MAI),
        )
        window.start()
        QTest.keyClick(window.search_page.table, Qt.Key.Key_Return)
        page = window.pages.currentWidget()
        assert page.record_shown.number == "00090/2026/00101"
        page.next_requested.emit()
        assert page.record_shown.number == "00091/2026/00101"

    def test_after_a_file_searched_for_from_another_one_the_former_list_goes_on(
        self, qtbot: QtBot, office: OpenOffice, officer: Actor, window: MainWindow
    ) -> None:
        earlier = declaration("00091/2026/00101", HAI, submitted_at="2026-11-19T09:00:00+07:00")
        take(office, officer, earlier, declaration("00090/2026/00101", MAI))
        window.start()
        table = window.search_page.table
        table.select(1)
        QTest.keyClick(table, Qt.Key.Key_Return)
        box = window.top_bar.quick_box
        box.setText("00090/2026/00101")
        QTest.keyClick(box, Qt.Key.Key_Return)
        page = window.pages.currentWidget()
        assert page.record_shown.number == "00090/2026/00101"
        page.next_requested.emit()
        assert window.search_page.isVisible()
        assert table.model().rowCount() == 2
        assert table.current_row() == 1
        assert box.text() == ""
        qtbot.waitUntil(table.hasFocus)

    def test_recovery_codes_that_are_left_are_told_until_the_officer_goes_on(self, window: MainWindow) -> None:
        window.start()
        window.tell_recovery_left(9)
        assert "Còn 9 mã khôi phục." in shown(window.search_page)

    def test_the_quick_box_is_cleared_by_its_own_button(self, office: OpenOffice, window: MainWindow) -> None:
        fill(office, *many(3))
        window.start()
        box = window.top_bar.quick_box
        (clear,) = box.findChildren(QAbstractButton)
        assert clear.isHidden()
        box.setText("khong co ai")
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert window.search_page.table.model().rowCount() == 0
        assert clear.accessibleName() == "Xóa chữ tìm nhanh"
        clear.click()
        assert box.text() == ""
        assert window.search_page.table.model().rowCount() == 3

    def test_the_window_asks_before_words_that_were_typed_are_lost(
        self, office: OpenOffice, officer: Actor, window: MainWindow
    ) -> None:
        take(office, officer, declaration("00090/2026/00101", MAI))
        window.start()
        QTest.keyClick(window.search_page.table, Qt.Key.Key_Return)
        page = window.pages.currentWidget()
        asked: list[Callable[[], None]] = []
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(page, "leave", asked.append)
            window.close()
            assert window.isVisible()
        asked[0]()
        assert not window.isVisible()

    def test_a_queue_on_the_rail_leads_back_to_the_list(
        self, office: OpenOffice, officer: Actor, window: MainWindow
    ) -> None:
        take(office, officer, declaration("00090/2026/00101", MAI))
        window.start()
        QTest.keyClick(window.search_page.table, Qt.Key.Key_Return)
        window.rail.chosen.emit(Queue.WAITING)
        assert window.search_page.isVisible()
        assert window.search_page.query.queue is Queue.WAITING


class TestImport:
    def test_packages_are_taken_in_and_reported_line_by_line(
        self, qtbot: QtBot, tmp_path: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bad = declaration("00091/2026/00101", HAI, version=7)
        folder = write(tmp_path / "in", declaration("00090/2026/00101", MAI), bad)
        chosen = tuple(sorted(folder.glob("*/declaration.json")))
        monkeypatch.setattr(dialogs, "choose_files", lambda *_: chosen)
        window.start()
        window.search_page.import_wanted.emit()
        panel = window.pages.currentWidget()
        assert isinstance(panel, ImportPanel)
        model = panel.table.model()
        assert [model.index(line, 1).data() for line in range(2)] == ["Đã nhận", "Từ chối"]
        assert "1 hồ sơ mới, 0 đã có, 1 bị từ chối." in panel.line.text()
        assert not panel.running
        assert shown(panel).count(panel._model.records[1].message) == 1
        assert not any(button.isChecked() for button in window.sidebar.findChildren(QueueButton))
        QTest.keyClick(panel, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: window.search_page.table.model().rowCount() == 1)


@pytest.fixture
def failed(office: OpenOffice, officer: Actor) -> str:
    """A rejected file whose SMS the gateway did not take; gives its number."""
    take(office, officer, declaration("00091/2026/00101", HAI))
    record = open_file(office, officer, "00091/2026/00101")
    office.act(office.context(officer), assessments.record, invalid(record, "Tờ khai trùng"))
    give_up(office, officer, Failed("number-refused"))
    return record.number


def give_up(office: OpenOffice, officer: Actor, answer: Answer) -> None:
    """Let the SMS that are due end so."""
    for envelope in office.act(office.context(officer), outbox.claim, (MessageChannel.SMS,), 50)[0]:
        office.act(office.context(officer), outbox.settle, envelope, answer)


def place(window: MainWindow, wanted: Place) -> PlaceButton:
    return next(button for button in window.sidebar.findChildren(PlaceButton) if button.what is wanted)


class TestMessages:
    def test_the_sidebar_counts_what_a_person_must_look_at(self, failed: str, window: MainWindow) -> None:
        window.start()
        assert failed
        assert place(window, Place.MESSAGES).accessibleDescription() == "1 tin lỗi"

    def test_the_page_stands_beside_the_list_with_its_own_keys(self, failed: str, window: MainWindow) -> None:
        window.start()
        place(window, Place.MESSAGES).click()
        assert isinstance(window.pages.currentWidget(), MessagesPage)
        assert place(window, Place.MESSAGES).isChecked()
        assert not any(button.isChecked() for button in window.sidebar.findChildren(QueueButton))
        assert window.sidebar.isVisible()
        words = shown(window.status_line)
        assert "2 tin trong 30 ngày" in words
        assert "gửi lại" in words
        assert "mở rộng" not in words
        window.sidebar.chosen.emit(Queue.WAITING)
        assert window.search_page.isVisible()
        assert "mở rộng" in shown(window.status_line)
        assert failed

    def test_from_the_file_of_a_message_one_comes_back_to_the_message(
        self, qtbot: QtBot, office: OpenOffice, officer: Actor, failed: str, window: MainWindow
    ) -> None:
        take(office, officer, declaration("00090/2026/00101", MAI))
        window.start()
        place(window, Place.MESSAGES).click()
        page = window.pages.currentWidget()
        assert isinstance(page, MessagesPage)
        page.table.select(1)
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        file_page = window.pages.currentWidget()
        assert file_page.record_shown.number == failed
        assert window.rail.isVisible()
        assert window.banner.text() == ""
        assert [one.accessibleDescription() for one in window.rail.findChildren(RailButton) if one.isChecked()] == [
            "1 tin lỗi"
        ]
        QTest.keyClick(file_page, Qt.Key.Key_Escape)
        qtbot.waitUntil(page.isVisible)
        assert page.table.current_row() == 1
        assert place(window, Place.MESSAGES).isChecked()
        qtbot.waitUntil(page.table.hasFocus)
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        window.pages.currentWidget().next_requested.emit()
        assert page.isVisible()

    def test_the_quick_box_searches_from_the_messages_too(self, failed: str, window: MainWindow) -> None:
        window.start()
        place(window, Place.MESSAGES).click()
        box = window.top_bar.quick_box
        box.setText(failed)
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert window.pages.currentWidget().record_shown.number == failed


class TestBanner:
    """One desk-wide condition at a time, the worst first, until it is solved."""

    def test_failed_messages_are_told_with_the_way_to_them(self, failed: str, window: MainWindow) -> None:
        window.start()
        assert window.banner.text().startswith("1 tin chưa gửi được.")
        window.banner.findChildren(Button)[0].click()
        page = window.pages.currentWidget()
        assert isinstance(page, MessagesPage)
        assert [page.table.model().index(0, at).data() for at in (2, 5)] == [failed, "Lỗi"]
        assert window.banner.text() == ""

    def test_a_way_that_is_not_set_up_is_told_to_whoever_can_do_something(
        self, qtbot: QtBot, office: OpenOffice, officer: Actor, supervisor: Actor, failed: str, window: MainWindow
    ) -> None:
        window.start()
        assert "Chưa đặt" not in window.banner.text()
        other = MainWindow(desk_of(office, supervisor))
        qtbot.addWidget(other)
        other.start()
        assert other.banner.text().startswith("Chưa đặt đường gửi Email. 1 tin đang chờ.")
        assert failed

    def test_paused_sending_is_told_until_it_goes_on(
        self, qtbot: QtBot, office: OpenOffice, supervisor: Actor, desk: Desk, failed: str, window: MainWindow
    ) -> None:
        office.act(office.context(supervisor), outbox.pause, True)
        window.start()
        assert window.banner.text().startswith("Đang tạm dừng gửi tin.")
        office.act(office.context(supervisor), outbox.pause, False)
        desk.changed.emit(frozenset({"outbox_message"}))
        qtbot.waitUntil(lambda: window.banner.text().startswith("1 tin chưa gửi được."))
        assert failed

    def test_a_way_that_fails_for_an_hour_is_told(
        self, office: OpenOffice, officer: Actor, clock: Still, window: MainWindow
    ) -> None:
        settings = replace(office.settings, sms_url="http://127.0.0.1:9/sms", mail_url="smtp://127.0.0.1:9")
        reachable = replace(office, source=SettingsSource(settings, {}))
        take(office, officer, declaration("00091/2026/00101", HAI))
        record = open_file(office, officer, "00091/2026/00101")
        office.act(office.context(officer), assessments.record, invalid(record, "Tờ khai trùng"))
        desk = desk_of(reachable, officer)
        banner = DeskBanner()
        conditions = DeskConditions(desk, banner, desk)
        begun = clock.moment
        while clock.moment < begun + timedelta(hours=1):
            give_up(reachable, officer, Again("gateway-late"))
            conditions.ask_messages()
            if clock.moment < begun + timedelta(minutes=30):
                assert banner.text() == ""
            clock.moment += timedelta(minutes=2)
        clock.moment += timedelta(hours=1)
        give_up(reachable, officer, Again("gateway-late"))
        conditions.ask_messages()
        assert banner.text().startswith("Hơn một giờ nay chưa gửi được SMS.")

    def test_a_registry_that_cannot_be_asked_is_worse_than_a_message(
        self, office: OpenOffice, failed: str, window: MainWindow
    ) -> None:
        (office.settings.data_dir / "households.db").unlink()
        window.start()
        assert window.banner.text().startswith("Chưa hỏi được HGĐ.")
        assert failed


class TestWhoSeesWhat:
    def test_the_settings_stand_there_for_an_administrator_only(
        self, qtbot: QtBot, office: OpenOffice, window: MainWindow
    ) -> None:
        window.start()
        assert place(window, Place.SETTINGS).isHidden()
        administrator = Actor(3, "quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR, "00101")
        other = MainWindow(desk_of(office, administrator))
        qtbot.addWidget(other)
        other.show()
        other.start()
        assert other.search_page.isVisible()
        place(other, Place.SETTINGS).click()
        assert other.pages.currentWidget() is other.further.page(Place.SETTINGS)
        assert place(other, Place.SETTINGS).isChecked()
        other.sidebar.chosen.emit(Queue.ALL)
        assert other.search_page.isVisible()
        other.hide()

    def test_the_rare_queue_has_a_place_only_while_there_is_a_file_in_it(self, window: MainWindow) -> None:
        rare = next(one for one in window.sidebar.findChildren(QueueButton) if one.queue is Queue.SUPPLEMENT_OVERDUE)
        window.start()
        assert rare.isHidden()
        window.sidebar.show_counts({Queue.SUPPLEMENT_OVERDUE: 1})
        assert not rare.isHidden()


class TestMenu:
    def test_the_screen_is_covered_by_a_key_or_from_the_menu(self, window: MainWindow) -> None:
        window.start()
        told = QSignalSpy(window.cover_wanted)
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert told.count() == 1
        window.top_bar._fill_menu()
        entries = {action.text().split("\t")[0]: action for action in window.top_bar._menu.actions()}
        following = "Mở hồ sơ tiếp theo sau khi ghi nhận"
        assert [name for name in entries if name] == ["Che màn hình", "Nền tối", following, "Đăng xuất"]
        assert entries[following].isChecked()
        entries["Che màn hình"].trigger()
        assert told.count() == 2
        theme_told = QSignalSpy(window.theme_wanted)
        entries["Nền tối"].trigger()
        assert theme_told.at(0) == ["dark"]
