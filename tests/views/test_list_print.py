# SPDX-License-Identifier: Apache-2.0
"""Several rows of the list are chosen by keys and mouse, and their forms printed or saved as one."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from officer_desk.domain.values import Queue
from officer_desk.errors import Unavailable
from officer_desk.models.tables import Declaration, FormPrint
from officer_desk.views import dialogs
from officer_desk.views.office_names import OfficeNames
from officer_desk.views.search_page import SearchPage
from officer_desk.views.widgets import Button
from tests.views.listing import fill, many, row
from tests.views.test_print_preview import Paper

ADDRESS = {"scheme": "2020", "province": "01", "district": "005", "commune": "00163", "street": "Tổ 13"}
CTRL, SHIFT, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier(0)
KEY = Qt.Key


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def page(qtbot, desk, office, paper) -> SearchPage:
    """The list with twelve files; its printing system is the test's."""
    fill(office, *many(12, address=ADDRESS))
    shown = SearchPage(desk, OfficeNames(desk, desk))
    shown.print.system = paper
    qtbot.addWidget(shown)
    shown.resize(1180, 700)
    shown.show()
    qtbot.waitExposed(shown)
    shown.go_to_queue(Queue.ALL)
    return shown


def press(page: SearchPage, *keys: Qt.Key, by: Qt.KeyboardModifier = PLAIN) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or page.table, key, by)


def click(page: SearchPage, row: int, by: Qt.KeyboardModifier = PLAIN) -> None:
    place = QPoint(200, page.table.rowViewportPosition(row) + 10)
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, by, place)


def counted(office) -> list[int]:
    with office.database.reading() as session:
        return list(session.scalars(select(FormPrint.declaration_id).order_by(FormPrint.id)))


def numbers_in(pdf: bytes) -> list[str]:
    pages = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(pdf)]
    return [next(f"{row:05d}" for row in range(1, 13) if f"{row:05d}/2026/00101" in text) for text in pages]


class TestChoosing:
    def test_shift_and_arrows_choose_neighbours_and_the_count_is_seen(self, page) -> None:
        press(page, KEY.Key_Down)
        press(page, KEY.Key_Down, KEY.Key_Down, by=SHIFT)
        assert page.table.chosen_rows() == [1, 2, 3]
        assert page.selection.text() == "Đã chọn 3 hồ sơ"
        press(page, KEY.Key_Up, by=SHIFT)
        assert page.selection.text() == "Đã chọn 2 hồ sơ"
        press(page, KEY.Key_Down)
        assert (page.table.chosen_rows(), page.selection.text()) == ([3], "")

    def test_space_marks_row_by_row_and_arrows_then_only_move(self, page) -> None:
        press(page, KEY.Key_Space, KEY.Key_Down, KEY.Key_Down, KEY.Key_Space, KEY.Key_Down, KEY.Key_Space)
        press(page, KEY.Key_Up, KEY.Key_Up)
        assert (page.table.chosen_rows(), page.table.current_row()) == ([0, 2, 3], 1)
        press(page, KEY.Key_Down, KEY.Key_Space)
        assert page.table.chosen_rows() == [0, 3]

    def test_enter_opens_the_current_row_whatever_is_marked(self, page) -> None:
        opened: list[int] = []
        page.opened.connect(lambda file, query: opened.append(file))
        press(page, KEY.Key_Space, KEY.Key_Down, KEY.Key_Space, KEY.Key_Down, KEY.Key_Return)
        assert opened == [page._model.records[2].id]
        assert page.table.chosen_rows() == [0, 1]

    def test_the_mouse_adds_with_ctrl_and_reaches_with_shift(self, page) -> None:
        click(page, 2)
        click(page, 5, by=CTRL)
        click(page, 7, by=CTRL)
        assert page.selected_ids() == tuple(page._model.records[row].id for row in (2, 5, 7))
        click(page, 9, by=SHIFT)
        assert page.table.chosen_rows() == [2, 5, 7, 8, 9]
        click(page, 1)
        assert (page.table.chosen_rows(), page.selection.isHidden()) == ([1], True)

    def test_all_are_chosen_with_ctrl_a_and_let_go_with_esc(self, page) -> None:
        press(page, KEY.Key_A, by=CTRL)
        assert page.selection.text() == "Đã chọn 12 hồ sơ"
        press(page, KEY.Key_Escape)
        assert (page.table.chosen_rows(), page.selection.text()) == ([0], "")
        press(page, KEY.Key_Down)
        assert page.table.chosen_rows() == [1]

    def test_ctrl_a_reaches_behind_the_rows_that_are_loaded(self, page, office) -> None:
        fill(office, *(row(f"{place:05d}/2026/00101") for place in range(100, 290)))
        page.refresh()
        assert page._model.rowCount() == 100
        press(page, KEY.Key_A, by=CTRL)
        assert (len(page.selected_ids()), page.selection.text()) == (202, "Đã chọn 202 hồ sơ")

    def test_of_a_list_that_is_longer_than_can_be_chosen_the_bar_says_how_many_are(self, page, office) -> None:
        fill(office, *(row(f"{place:05d}/2026/00101") for place in range(100, 1110)))
        page.refresh()
        press(page, KEY.Key_A, by=CTRL)
        assert page.selection.text() == "Đã chọn 1.000 hồ sơ đầu trong 1.000+ hồ sơ"

    def test_marks_stay_through_a_refresh_and_go_with_another_queue(self, page, office) -> None:
        press(page, KEY.Key_Space, KEY.Key_Down, KEY.Key_Space, KEY.Key_Down)
        with office.database.writing.begin() as session:
            session.delete(session.get_one(Declaration, page._model.records[5].id))
        page.refresh()
        assert (page.table.chosen_rows(), page.table.current_row()) == ([0, 1], 2)
        press(page, KEY.Key_Down)
        assert page.table.chosen_rows() == [0, 1]
        page.go_to_queue(Queue.WAITING)
        assert (page.table.chosen_rows(), page.selection.text()) == ([0], "")

    def test_who_gives_no_files_to_others_is_not_offered_it(self, page) -> None:
        press(page, KEY.Key_A, by=CTRL)
        assert page.selection.print.isVisible()
        assert not page.selection.assign.isVisible()


class TestPrinting:
    def test_the_chosen_forms_go_out_as_one_job_and_each_is_counted(self, page, paper, office) -> None:
        press(page, KEY.Key_Down, KEY.Key_Space, KEY.Key_Down, KEY.Key_Down, KEY.Key_Space)
        press(page, KEY.Key_P, by=CTRL)
        panel = page.print.panel
        assert panel is not None
        assert panel.title.text() == "In 2 tờ khai trong một lần"
        assert panel.numbers.text() == "00002/2026/00101, 00004/2026/00101"
        assert QApplication.focusWidget() is panel.printer
        press(page, KEY.Key_Return)
        pdf, printer, copies, title, options = paper.sent[0]
        assert (printer, copies, title, options) == ("HP-Quay3", 1, "2 tờ khai", {"sides": "one-sided"})
        assert numbers_in(pdf) == ["00002", "00004"]
        assert counted(office) == list(page.selected_ids())
        assert page.notice.text() == "Đã in trên HP-Quay3. 2 tờ khai."
        assert QApplication.focusWidget() is page.table
        assert not panel.isVisible()

    def test_one_row_alone_is_printed_too(self, page, paper) -> None:
        press(page, KEY.Key_Down, KEY.Key_Down)
        press(page, KEY.Key_P, by=CTRL)
        assert page.print.panel.title.text() == "In 1 tờ khai"
        page.print.panel.slip.setChecked(True)
        press(page, KEY.Key_Return)
        assert len(pypdfium2.PdfDocument(paper.sent[0][0])) == 2

    def test_each_form_goes_out_so_often_as_is_asked_for(self, page, paper, office) -> None:
        press(page, KEY.Key_Down, KEY.Key_P, by=CTRL)
        page.print.panel.copies.setValue(2)
        page.print.panel.copies.setFocus()
        press(page, KEY.Key_Return)
        assert paper.sent[0][2] == 2
        with office.database.reading() as session:
            assert session.scalars(select(FormPrint.copies)).all() == [2]

    def test_saved_they_are_one_file_and_counted(self, page, office, tmp_path, monkeypatch) -> None:
        asked: list[str] = []

        def choose(parent, title, suggested) -> Path:
            asked.append(suggested)
            return tmp_path / suggested

        monkeypatch.setattr(dialogs, "choose_save", choose)
        press(page, KEY.Key_A, by=CTRL)
        press(page, KEY.Key_P, by=CTRL)
        press(page, KEY.Key_S, by=CTRL)
        assert asked == ["to-khai-2026-11-21-0800.pdf"]
        assert page.notice.text() == "Đã lưu 12 tờ khai vào to-khai-2026-11-21-0800.pdf."
        assert len(numbers_in((tmp_path / asked[0]).read_bytes())) == len(counted(office)) == 12

    def test_esc_closes_the_panel_and_leaves_what_is_chosen(self, page, paper, office) -> None:
        press(page, KEY.Key_A, by=CTRL)
        press(page, KEY.Key_P, by=CTRL)
        press(page, KEY.Key_Escape)
        assert not page.print.panel.isVisible()
        assert len(page.table.chosen_rows()) == 12
        assert (paper.sent, counted(office)) == ([], [])

    def test_stopped_nothing_goes_out_and_nothing_is_counted(self, page, paper, office) -> None:
        real = page.print._desk.work
        said: list[str] = []

        def work(owner, function, *args, then, otherwise=None, progress=None):
            def stopping(job, *rest):
                class Watching(type(job)):  # type: ignore[misc]
                    def progress(self, done: int, total: int) -> None:
                        progress(done, total)
                        said.append(page.notice.text())
                        self.cancelled = done > 3

                return function(Watching(), *rest)

            return real(owner, function if progress is None else stopping, *args, then=then, otherwise=otherwise)

        page.print._desk.work = work
        press(page, KEY.Key_A, by=CTRL)
        press(page, KEY.Key_P, by=CTRL)
        press(page, KEY.Key_Return)
        assert said[2] == "Đang ghép tờ khai. 1 trong 12 tờ khai"
        assert page.notice.text() == "Đã dừng in. Chưa in và chưa tính lần in nào."
        assert (paper.sent, counted(office)) == ([], [])

    def test_what_is_left_out_is_named_beside_what_the_printer_says(self, page, paper, office) -> None:
        press(page, KEY.Key_Down, by=SHIFT)
        with office.database.writing.begin() as session:
            session.get_one(Declaration, page._model.records[1].id).purged_at = office.clock.now()
        press(page, KEY.Key_P, by=CTRL)
        press(page, KEY.Key_Return)
        assert len(counted(office)) == 1
        assert page.notice.text().startswith("Đã in trên HP-Quay3. 1 tờ khai. Bỏ qua 1 hồ sơ. 00002/2026/00101: ")

    def test_without_a_printer_the_forms_can_be_saved(self, page, paper) -> None:
        paper.printers = ()
        press(page, KEY.Key_P, by=CTRL)
        panel = page.print.panel
        assert not panel.go.isEnabled()
        assert panel.go.toolTip() == "Chưa có máy in. Vẫn lưu PDF được."
        assert QApplication.focusWidget() is panel.save

    def test_a_printer_that_fails_is_told_and_nothing_counted(self, page, paper, office) -> None:
        paper.fails = Unavailable("print-failed", printer="HP-Quay3")
        press(page, KEY.Key_P, by=CTRL)
        press(page, KEY.Key_Return)
        assert "HP-Quay3" in page.notice.text()
        assert counted(office) == []
        assert not page.print.running

    def test_the_rows_menu_prints_too(self, page, paper) -> None:
        from officer_desk.views.row_menu import QMenu

        page._on_menu_wanted(0, QPoint(10, 10))
        menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
        next(action for action in menu.actions() if action.text().startswith("In tờ khai")).trigger()
        menu.close()
        assert page.print.panel.isVisible()


def _buttons(page: SearchPage) -> dict[str, Callable[[], None]]:
    return {button.text(): button.click for button in page.selection.findChildren(Button)}


def test_the_bars_buttons_do_what_the_keys_do(page, paper) -> None:
    press(page, KEY.Key_Down, by=SHIFT)
    _buttons(page)["In tờ khai"]()
    assert page.print.panel.isVisible()
    page.print.close_panel()
    _buttons(page)["Bỏ chọn"]()
    assert page.selection.isHidden()
