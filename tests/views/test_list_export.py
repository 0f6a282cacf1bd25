# SPDX-License-Identifier: Apache-2.0
"""«Xuất danh sách» at the list: the kinds of files, where to, how far, and a way to stop."""

from PySide6.QtWidgets import QMenu

from officer_desk.desk import Desk
from officer_desk.domain.values import Queue, State
from officer_desk.views import dialogs
from officer_desk.views.office_names import OfficeNames
from officer_desk.views.search_page import SearchPage
from officer_desk.views.widgets import Button
from tests.views.listing import fill, many, row


def the_page(qtbot, desk: Desk) -> SearchPage:
    page = SearchPage(desk, OfficeNames(desk, desk))
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def choose(page: SearchPage, kind: str) -> None:
    next(button for button in page.findChildren(Button) if button.text() == "Xuất danh sách").click()
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text() == kind).trigger()
    menu.close()


def test_the_list_that_is_shown_is_what_is_written(qtbot, desk, office, tmp_path, monkeypatch) -> None:
    fill(office, *many(3), row("00009/2026/00101", state=State.INCOMPLETE))
    asked: list[str] = []

    def choose_save(parent, title, suggested):
        asked.append(suggested)
        return tmp_path / suggested

    monkeypatch.setattr(dialogs, "choose_save", choose_save)
    page = the_page(qtbot, desk)
    page.show_queue(Queue.INCOMPLETE)
    choose(page, "CSV (.csv)")
    choose(page, "Excel (.xlsx)")
    assert asked == ["danh-sach-ho-so-2026-11-21-0800.csv", "danh-sach-ho-so-2026-11-21-0800.xlsx"]
    assert page.notice.text() == "Đã xuất danh sách. 1 hồ sơ trong danh-sach-ho-so-2026-11-21-0800.xlsx."
    text = (tmp_path / asked[0]).read_text("utf-8-sig")
    assert "00009/2026/00101" in text
    assert "00001/2026/00101" not in text


def test_whoever_names_no_place_writes_nothing(qtbot, desk, office, monkeypatch) -> None:
    fill(office, *many(3))
    monkeypatch.setattr(dialogs, "choose_save", lambda parent, title, suggested: None)
    page = the_page(qtbot, desk)
    page.show_queue(Queue.ALL)
    choose(page, "CSV (.csv)")
    assert page.notice.text() == ""


def test_a_place_that_cannot_be_written_is_said(qtbot, desk, office, tmp_path) -> None:
    fill(office, *many(3))
    page = the_page(qtbot, desk)
    page.show_queue(Queue.ALL)
    page.tools.export.write(page.query, tmp_path / "nowhere" / "a.csv")
    assert page.notice.text().startswith("Chưa xuất được danh sách. ")
    assert not page.tools.export.running


def test_it_says_how_far_it_is_and_stops_when_told_to(qtbot, desk, office, tmp_path) -> None:
    fill(office, *many(1100))
    page = the_page(qtbot, desk)
    page.show_queue(Queue.ALL)
    export, said = page.tools.export, []
    show = export._show_progress

    def watched(done: int, total: int) -> None:
        show(done, total)
        said.append(page.notice.text())
        stop = next(button for button in page.notice.findChildren(Button) if button.text() == "Dừng")
        assert stop.isEnabled()

    export._show_progress = watched
    export.write(page.query, tmp_path / "a.csv")
    assert said[0] == "Đang xuất danh sách. 0 trong 1.100 hồ sơ"
    assert said[-1] == "Đang xuất danh sách. 1.100 trong 1.100 hồ sơ"
