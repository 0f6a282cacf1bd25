# SPDX-License-Identifier: Apache-2.0
"""The window around the pages: top bar, queues and counts, keys, opening and leaving files, importing, signing out."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from officer_desk.desk import Desk
from officer_desk.domain.records import Actor
from officer_desk.domain.values import Queue, State
from officer_desk.office import OpenOffice
from officer_desk.views import dialogs
from officer_desk.views.import_panel import ImportPanel
from officer_desk.views.main_window import MainWindow
from officer_desk.views.shortcuts_sheet import ShortcutsSheet
from officer_desk.views.sidebar import QueueButton
from tests.building import HAI, MAI, declaration, take, write
from tests.conftest import TODAY
from tests.views.listing import fill, many, row


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
        names = [button.accessibleName() for button in window.sidebar.findChildren(QueueButton)]
        assert names == [
            "Cá nhân", "Chờ xử lý", "Sắp hết hạn", "Chờ bổ sung", "Thay đổi thông tin", "Đã xử lý hôm nay",
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
            Queue.CHANGES: "0 hồ sơ", Queue.DONE_TODAY: "1 hồ sơ",
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
