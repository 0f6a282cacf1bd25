# SPDX-License-Identifier: Apache-2.0
"""The keystroke budget: the real window, worked with keys only, each of them counted."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from officer_desk.desk import Desk
from officer_desk.domain.records import DeclarationRecord
from officer_desk.domain.values import PictureRole, Queue, State, Verdict
from officer_desk.services import declarations
from officer_desk.views import picture_loading
from officer_desk.views.declaration_page import DeclarationPage
from officer_desk.views.main_window import MainWindow
from tests import building as b
from tests.views.reader import Keyboard
from tests.views.waiting import wait_until

A, B, C = (f"{number:05d}/2026/00101" for number in (17, 18, 19))
CARD = "{number}||Nguyen Thi Thu|31121999|Nu|So 1 pho Mau|15062021"


class Officer:
    """Two hands at the keyboard of a window, and eyes that wait until something is there."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.keys = 0

    def press(self, *names: str) -> None:
        """Press keys as the window system gives them: shortcuts first, then where the focus is."""
        for name in names:
            self.keys += 1
            combination = QKeySequence(name)[0]
            QTest.keyClick(self.window.windowHandle(), combination.key(), combination.keyboardModifiers())

    def look(self, number: str) -> DeclarationPage:
        """See the pictures of a file."""
        wait_until(lambda: self.number == number)
        page = self.window.file_page
        assert page is not None
        wait_until(lambda: page.body.photos.not_on_screen == ())
        return page

    @property
    def number(self) -> str:
        """The file in view."""
        page = self.window.file_page
        return "" if page is None or page.record_shown is None else page.record_shown.number


@pytest.fixture
def hands(qtbot: QtBot, desk: Desk, take) -> Officer:
    """The window with three waiting files, the newest first; the focus is on the list."""
    take(A, b.HAI, phone="0900 222 333", email=None)
    take(B, b.HOA, phone="0900 333 444", email=None)
    take(C)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.start()
    window.search_page.go_to_queue(Queue.WAITING)
    return Officer(window)


@pytest.fixture
def order(hands, ask) -> list[str]:
    """The numbers in the order of the list."""
    page = ask(declarations.search, hands.window.search_page.query)
    return [row.number for row in page.rows]


def state(ask, number: str) -> State:
    return ask(declarations.refresh, ask(declarations.find, number)).state


def test_a_clean_file_takes_five_keys_to_the_next_one(hands, order, ask, monkeypatch) -> None:
    first, second = order[0], order[1]
    hands.press("Return")
    page = hands.look(first)
    wait_until(lambda: page.ahead.is_done)
    read: list[object] = []
    monkeypatch.setattr(picture_loading, "read_picture", lambda *asked: read.append(asked))
    hands.press("F7", "F8")
    if page.body.assessment.asks_question:
        hands.press("Return")
    hands.press("Ctrl+Return")
    hands.look(second)
    assert read == [], "the next file's pictures were decoded already"
    assert state(ask, first) is State.APPROVED
    assert page.success.text.startswith("Đăng ký thành công.")
    assert page.body.assessment.verdict is None
    assert hands.keys <= 6
    assert hands.keys == 5


def test_a_refusal_takes_four_keys_and_the_next_file_is_open(hands, order, ask) -> None:
    hands.press("Return")
    hands.look(order[0])
    hands.press("F9", "Space", "Ctrl+Return")
    hands.look(order[1])
    assert state(ask, order[0]) is State.REJECTED
    assert hands.keys == 4


def test_what_is_unticked_on_the_short_checklist_proposes_its_own_reason(hands, order) -> None:
    hands.press("Return")
    page = hands.look(order[0])
    hands.press("F7")
    checks = page.body.photos.bar.checks
    assert all(box.isChecked() for box in checks.boxes.values())
    for box, refused, asked in (
        ("same-person", "Ảnh chân dung không đúng người", "Ảnh chân dung 4×6"),
        ("not-expired", "Giấy tờ tùy thân đã hết hạn", "Giấy tờ tùy thân bản gốc còn hạn"),
        ("four-corners", "Ảnh mờ, lóa hoặc mất góc", "Ảnh chụp lại rõ bốn góc, không lóa"),
        ("signed-form", "Tờ khai chưa ký, chưa ghi rõ họ tên", "Tờ khai Mẫu số 01 có chữ ký, ghi rõ họ tên"),
    ):
        checks.boxes[box].click()
        hands.press("F8")
        assert not page.bar.record.isEnabled()
        for key, verdict, reason in (("F9", Verdict.INVALID, refused), ("F11", Verdict.INCOMPLETE, asked)):
            hands.press(key)
            rows = page.body.assessment.reasons[verdict].rows
            assert [row.text() for row in rows if row.proposed] == [reason]
            assert next(row for row in rows if row.hasFocus()).text() == reason
            assert not any(row.isChecked() for row in rows)
        checks.boxes[box].click()


def test_a_file_in_somebody_elses_hand_is_passed_over(hands, order, ask, office, supervisor) -> None:
    office.act(office.context(supervisor, "another window"), declarations.open, ask(declarations.find, order[1]))
    hands.press("Return")
    hands.look(order[0])
    hands.press("F9", "Space", "Ctrl+Return")
    hands.look(order[2])


def test_an_officer_who_stays_sees_what_he_decided_and_goes_on_by_a_key(hands, order) -> None:
    hands.window.set_opens_next(False)
    hands.press("Return")
    page = hands.look(order[0])
    hands.press("F9", "Space", "Ctrl+Return")
    assert hands.number == order[0]
    assert page.bar.next.isVisible()
    hands.press("Ctrl+Down")
    hands.look(order[1])
    assert page.body.photos.view_of(PictureRole.PORTRAIT).has_picture


def test_two_digits_that_changed_places_take_the_card_and_four_keys(hands, order, ask) -> None:
    hands.press("Return")
    page = hands.look(order[0])
    record: DeclarationRecord | None = page.record_shown
    assert record is not None
    number = record.declared.identity.number
    at = next(place for place in range(6, 11) if number[place] != number[place + 1])
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    Keyboard(hands.window).scan(CARD.format(number=swapped))
    wait_until(lambda: page.card is not None)
    assert hands.number == order[0]
    hands.press("F9")
    proposed = [row.text() for row in page.body.assessment.reasons[Verdict.INVALID].rows if row.hasFocus()]
    assert proposed == ["Số CCCD không khớp giấy tờ"]
    hands.press("Space", "Ctrl+Return")
    hands.look(order[1])
    assert state(ask, order[0]) is State.REJECTED
    assert hands.keys == 4
