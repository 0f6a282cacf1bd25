# SPDX-License-Identifier: Apache-2.0
"""Scan to open, in the real window: the right file, or the list with a clear word; and nothing in any field."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from officer_desk.desk import Desk
from officer_desk.domain.records import CardFields, DeclarationRecord, SearchQuery
from officer_desk.domain.values import Verdict
from officer_desk.printing import payload
from officer_desk.views.main_window import MainWindow
from tests import building as b
from tests.views.opening import press, words
from tests.views.reader import Keyboard

A, B = "00017/2026/00101", "00018/2026/00101"
CARD = "{number}|012345678|Nguyen Thi Thu|31121999|Nu|So 1 pho Mau|15062021"


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    made = MainWindow(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.start()
    return made


@pytest.fixture
def scan(qtbot: QtBot, window: MainWindow) -> Callable[[str], None]:
    """Hold something under the reader, and look that nothing of it stands in any field."""
    keyboard = Keyboard(window)

    def scan(text: str) -> None:
        fields = _fields(window)
        keyboard.scan(text)
        with qtbot.waitSignal(window.scanned.wedge.scanned):
            pass
        if window.file_page is not None or text.startswith("OD1"):
            assert {field: text for field, text in _fields(window).items() if field in fields} == fields

    return scan


def _fields(window: MainWindow) -> dict[int, str]:
    lines = {id(field): field.text() for field in window.findChildren(QLineEdit)}
    notes = [field for field in window.findChildren(QPlainTextEdit) if not field.isReadOnly()]
    return lines | {id(field): field.toPlainText() for field in notes}


def _number(window: MainWindow) -> str:
    page = window.file_page
    return "" if page is None or page.record_shown is None else page.record_shown.number


def _form(office: Any, record: DeclarationRecord) -> str:
    return payload.make(record.number, record.data_version, office.gateways.keys.key_for(payload.KEY))


def test_a_form_opens_its_file_from_the_list_and_from_another_file(window, scan, take, office) -> None:
    first, second = take(A), take(B, b.HAI, phone="0900 222 333", email=None)
    scan(_form(office, first))
    assert _number(window) == A
    scan(_form(office, second))
    assert _number(window) == B
    assert window.top_bar.quick_box.text() == ""


def test_a_form_that_somebody_else_sealed_opens_nothing(window, scan, take) -> None:
    record = take(A)
    scan(payload.make(record.number, 1, b"another office"))
    assert _number(window) == ""
    assert "bị sửa" in window.scanned.line.text()


def test_a_form_that_an_input_method_composed_is_told(window, scan, take, office) -> None:
    scan(_form(office, take(A))[:-2] + "ÂÁ")
    assert _number(window) == ""
    assert window.scanned.line.text().startswith("Bộ gõ tiếng Việt đã đổi chữ của máy quét.")


@pytest.mark.parametrize("what", ["id", "insurance_code"])
def test_a_number_opens_the_one_file_that_has_it(window, scan, take, what: str) -> None:
    record = take(A)
    take(B, b.HAI, phone="0900 222 333", email=None)
    declared = record.declared
    scan(declared.identity.number if what == "id" else declared.insurance_code)
    assert _number(window) == A


def test_a_card_opens_its_file_and_stands_beside_it(window, scan, take) -> None:
    record = take(A)
    seen: list[CardFields] = []
    window._the_file_page().card_scanned.connect(seen.append)
    number = record.declared.identity.number
    scan(CARD.format(number=number))
    assert _number(window) == A
    assert [(card.id_number, card.full_name, card.address) for card in seen] == [(number, "", "")]
    assert window.file_page.card == seen[0]
    scan(CARD.format(number=number))
    assert len(seen) == 2
    assert "Thẻ đã quét đứng cạnh hồ sơ đang mở." in words(window.file_page.body)


def test_a_card_that_no_file_declares_stands_beside_the_open_file(window, scan, take) -> None:
    record = take(A)
    window.open_file(record.id, SearchQuery("00101"))
    number = record.declared.identity.number
    scan(CARD.format(number=number[:-2] + number[-1] + number[-2]))
    assert _number(window) == A
    assert window.file_page.card is not None
    assert "Chưa có hồ sơ nào khai số" in words(window.file_page.body)


def test_of_another_persons_card_the_file_opens_and_typed_words_are_asked_about(window, scan, take) -> None:
    first, second = take(A), take(B, b.HAI, phone="0900 222 333", email=None)
    window.open_file(first.id, SearchQuery("00101"))
    press(window.file_page, "F9")
    press(window.file_page, "Space")
    scan(CARD.format(number=second.declared.identity.number))
    assert _number(window) == A
    assert window.file_page.bar.is_asking
    window.file_page.bar.go.click()
    assert _number(window) == B
    assert window.file_page.card is not None


def test_what_nobody_declared_is_searched_for_and_said(window, scan, take) -> None:
    take(A)
    scan("001099009999")
    assert window.pages.currentWidget() is window.search_page
    assert window.top_bar.quick_box.text() == "001099009999"
    assert window.scanned.line.text().startswith("Chưa có hồ sơ nào của số 001099009999.")
    assert "Nhập hồ sơ" in words(window.scanned.line)
    scan("8934563138165")
    assert window.scanned.line.text().startswith("Không nhận ra mã vừa quét.")


def test_several_files_of_one_person_are_listed(window, scan, take) -> None:
    one = take(A)
    take(B, {**b.HAI, "id": one.declared.identity.number}, phone="0900 222 333", email=None)
    scan(one.declared.identity.number)
    assert window.pages.currentWidget() is window.search_page
    assert "hồ sơ của số" in window.scanned.line.text()


def test_while_a_change_waits_for_an_answer_nothing_opens(window, scan, take, office, officer) -> None:
    b.approve(office, officer, take(A))
    change = take(B, kind="change", changes={"phone": "0900 094 939"}, pictures={})
    window.open_file(change.id, SearchQuery("00101"))
    page = window.file_page
    page.choose(Verdict.VALID)
    press(page, "Ctrl+Return")
    assert page.confirmation.isVisible()
    scan("001099009999")
    assert page.confirmation.isVisible()
    assert _number(window) == B
    assert "Trả lời câu đang hỏi trước" in words(page.body, hidden=True)


def test_the_reader_reaches_no_command_of_the_open_file(window, scan, take) -> None:
    record = take(A)
    window.open_file(record.id, SearchQuery("00101"))
    page = window.file_page
    for key in ("F6", "F7", "F8"):
        press(page, key)
    assert page.bar.record.isEnabled()
    page.bar.record.setFocus()
    scan(CARD.format(number=record.declared.identity.number))
    assert page.record_shown.decided_at is None
    assert QApplication.focusWidget() is page.bar.record
