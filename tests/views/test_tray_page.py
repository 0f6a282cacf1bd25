# SPDX-License-Identifier: Apache-2.0
"""«Tờ khai đã quét»: a stack files itself, and pages without a readable code get their number by keys alone."""

import io
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from officer_desk.domain.records import StackPageDraft
from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways.scanners import ScanSettings
from officer_desk.printing import payload
from officer_desk.services import signed_pages
from officer_desk.settings import SettingsSource
from officer_desk.views import dialogs
from officer_desk.views.tray_head import RESULTS
from officer_desk.views.tray_page import TrayPage
from tests import building as b
from tests import scanning as s
from tests.gateways.scanning import FakeScanner
from tests.views.listing import desk_of
from tests.views.opening import words

NUMBER, OTHER = "00017/2026/00101", "00018/2026/00101"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def wait(office, act):
    """Let a page wait in the tray."""

    def made(colour: str, *codes: str):
        draft = StackPageDraft(b.store(office, colour, (120, 170)), codes, "files", str(uuid4()), 1)
        return act(signed_pages.file_page, draft).page

    return made


def shown(qtbot, desk) -> TrayPage:
    page = TrayPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 650)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.enter(None)
    return page


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def scan_files(monkeypatch, *paths: Path) -> None:
    """Choose these files where the system asks for some."""
    monkeypatch.setattr(dialogs, "choose_files", lambda *_args: paths)


def test_an_empty_tray_says_what_to_do(qtbot, desk) -> None:
    page = shown(qtbot, desk)
    assert page.state.head == "Không có trang nào chờ nhập số"
    assert "Chọn tệp" in words(page)


def test_a_number_and_enter_file_a_page_and_the_next_one_comes(qtbot, desk, office, officer, take, wait) -> None:
    take(NUMBER)
    first, second = wait("white"), wait("red")
    page = shown(qtbot, desk)
    assert page.box.page.id == first.id
    assert QApplication.focusWidget() is page.box.number
    write("17")
    press(Qt.Key.Key_Return)
    assert [signed.id for signed in b.open_file(office, officer, NUMBER).signed] == [first.id]
    assert page.notice.text().startswith("Đã gắn trang vào hồ sơ 00017/2026/00101")
    assert (page.box.page.id, page.box.number.text()) == (second.id, "")
    assert QApplication.focusWidget() is page.box.number


def test_ctrl_z_takes_it_back(qtbot, desk, office, officer, take, wait) -> None:
    take(NUMBER)
    only = wait("white")
    page = shown(qtbot, desk)
    write("17")
    press(Qt.Key.Key_Return)
    assert page.box.page is None
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Z, CTRL)
    assert b.open_file(office, officer, NUMBER).signed == ()
    assert page.box.page.id == only.id


def test_an_unknown_number_is_told_under_the_box_and_stays_there(qtbot, desk, wait) -> None:
    wait("white")
    page = shown(qtbot, desk)
    write("99")
    press(Qt.Key.Key_Return)
    assert "99" in page.box.error.text()
    assert page.box.number.text() == "99"
    write("1")
    assert page.box.error.isHidden()


def test_arrows_choose_a_page_while_the_focus_stays_in_the_box(qtbot, desk, wait) -> None:
    first, second = wait("white"), wait("red")
    page = shown(qtbot, desk)
    press(Qt.Key.Key_Down)
    assert page.box.page.id == second.id
    assert QApplication.focusWidget() is page.box.number
    press(Qt.Key.Key_Up)
    assert page.box.page.id == first.id


def test_throwing_out_asks_first(qtbot, desk, ask, wait) -> None:
    wait("white")
    page = shown(qtbot, desk)
    press(Qt.Key.Key_D, CTRL)
    press(Qt.Key.Key_Escape)
    assert not page.box.is_asking
    assert len(ask(signed_pages.tray)) == 1
    press(Qt.Key.Key_D, CTRL)
    assert QApplication.focusWidget() is page.box.no
    page.box.yes.setFocus()
    press(Qt.Key.Key_Space)
    assert ask(signed_pages.tray) == ()
    assert page.state.head == "Không có trang nào chờ nhập số"


def test_a_forged_page_can_not_be_filed_and_only_a_supervisor_throws_it_out(
    qtbot, desk, office, supervisor, take, wait
) -> None:
    take(NUMBER)
    wait("white", payload.make(NUMBER, 1, b"somebody's own key" * 2))
    page = shown(qtbot, desk)
    assert "Mã giả" in page.waiting.model().index(0, 1).data()
    assert not page.box.number.isEnabled()
    assert not page.box.go.isEnabled()
    assert not page.box.throw.isEnabled()
    assert "giám sát" in page.box.throw.toolTip()
    theirs = shown(qtbot, desk_of(office, supervisor))
    assert theirs.box.throw.isEnabled()


def test_a_stack_of_files_says_what_became_of_each_page(qtbot, desk, take, tmp_path, monkeypatch) -> None:
    take(NUMBER)
    Image.new("L", (400, 560), "white").save(tmp_path / "blank.png")
    (tmp_path / "words.pdf").write_text("no page", "utf-8")
    scan_files(monkeypatch, tmp_path / "blank.png", tmp_path / "words.pdf")
    page = shown(qtbot, desk)
    page.file(dialogs.choose_files(page, ""))
    assert page.notice.text().startswith("2 trang.")
    assert page.head.switch.current == RESULTS
    assert [result.outcome for result in page._results.records] == ["unread", "refused"]
    assert not page.filing.running
    press(Qt.Key.Key_Up, CTRL)
    assert page.box.page is not None


def test_a_tray_that_cannot_be_read_says_so_and_can_be_tried_again(qtbot, desk, monkeypatch) -> None:
    page = shown(qtbot, desk)

    def broken(*_args):
        raise Unavailable("database-busy")

    monkeypatch.setattr(signed_pages, "tray", broken)
    press(Qt.Key.Key_F5)
    assert page.state.head == "Không tải được danh sách"
    monkeypatch.undo()
    press(Qt.Key.Key_F5)
    assert page.state.head == "Không có trang nào chờ nhập số"


def test_what_lies_in_the_feeder_is_scanned_and_filed(qtbot, desk, office, officer, take) -> None:
    record = take(NUMBER)
    scanner = FakeScanner(png(s.draw(s.printed(office, record.id), 150)), png(Image.new("L", (400, 560), "white")))
    page = shown(qtbot, desk_with(office, officer, scanner))
    press(Qt.Key.Key_F12)
    assert [result.outcome for result in page._results.records] == ["filed", "unread"]
    assert scanner.asked == [ScanSettings(feeder=True)]
    assert [signed.source for signed in b.open_file(office, officer, NUMBER).signed] == ["scanner"]


def test_a_jam_in_between_files_what_came_before_and_is_told(qtbot, office, officer) -> None:
    scanner = FakeScanner(png(Image.new("L", (400, 560), "white")))
    scanner.error = Refused("scanner-jam")
    page = shown(qtbot, desk_with(office, officer, scanner))
    press(Qt.Key.Key_F12)
    assert len(page._results.records) == 1
    assert "kẹt" in page.notice.text()


def test_without_a_scanner_it_says_so(qtbot, office, officer) -> None:
    page = shown(qtbot, desk_with(office, officer, FakeScanner(device="")))
    press(Qt.Key.Key_F12)
    assert "máy quét" in page.notice.text().lower()
    assert not page.filing.running


def test_files_in_the_folder_of_a_scanner_are_taken_when_whole_and_kept(qtbot, office, officer, tmp_path) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    whole = png(Image.new("L", (400, 560), "white"))
    (folder / "a.png").write_bytes(whole)
    (folder / "b.png").write_bytes(whole[:-20])
    watching = replace(office, source=SettingsSource(replace(office.settings, scan_folder=str(folder)), {}))
    page = shown(qtbot, desk_of(watching, officer))
    page.filing.look_into_folder()
    assert [result.outcome for result in page._results.records] == ["unread"]
    assert [path.name for path in folder.iterdir() if path.is_file()] == ["b.png"]
    assert [path.read_bytes() for path in folder.rglob("a.png")] == [whole]
    (folder / "b.png").write_bytes(whole)
    page.filing.look_into_folder()
    assert not [path for path in folder.iterdir() if path.is_file()]


def png(image: Image.Image) -> bytes:
    """Give a page as a scanner does."""
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


def desk_with(office, officer, scanner: FakeScanner):
    """Give a desk with this scanner."""
    return desk_of(replace(office, gateways=replace(office.gateways, scanner=scanner)), officer)
