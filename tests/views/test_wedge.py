# SPDX-License-Identifier: Apache-2.0
"""A QR reader types like a keyboard: nothing of its burst reaches a field, and no hand is taken for one."""

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from officer_desk.domain.scans import Scan, ScanKind
from officer_desk.views import actions
from officer_desk.views.wedge import Wedge
from tests.views.reader import CONTROL, Keyboard, gaps

CARD = "001081000289|012345678|Bui Quoc Dung|24021981|Nam|To 20, Nghia Tan|23042022"


class Desk(QWidget):
    """A window with everything that could take a key wrongly."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.note, self.secret = QLineEdit("cũ"), QPlainTextEdit("ghi chú"), QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.combo, self.list, self.box, self.button = QComboBox(), QListView(), QCheckBox("x"), QPushButton("y")
        self.combo.addItems(["khong", "001", "002"])
        self.list.setModel(QStringListModel(["a", "001", "b"], self))
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        column = QVBoxLayout(self)
        self.everything = (self.line, self.note, self.secret, self.combo, self.list, self.box, self.button)
        for widget in self.everything:
            column.addWidget(widget)
        self.commanded: list[str] = []
        self.button.clicked.connect(lambda: self.commanded.append("button"))
        for name in ("open", "assign", "take-over"):
            actions.bind(name, self, lambda name=name: self.commanded.append(name))

    def state(self) -> tuple[object, ...]:
        """Everything that a key could have changed."""
        line, cursor = self.line, self.note.textCursor()
        return (
            line.text(), line.cursorPosition(), line.selectedText(), line.isUndoAvailable(), line.isModified(),
            self.note.toPlainText(), cursor.position(), cursor.anchor(), self.note.document().isUndoAvailable(),
            self.secret.text(), self.combo.currentIndex(), self.list.currentIndex().row(),
            self.box.isChecked(), tuple(self.commanded),
        )  # fmt: skip


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def came(desk: Desk) -> list[Scan]:
    found: list[Scan] = []
    wedge = Wedge(desk)
    wedge.scanned.connect(found.append)
    return found


@pytest.fixture
def keyboard(desk: Desk) -> Keyboard:
    return Keyboard(desk)


@pytest.mark.parametrize("place", ["line", "note", "combo", "list", "box", "button"])
@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_burst_leaves_nothing_wherever_the_focus_is(qtbot, desk, came, keyboard, place, end) -> None:
    focus = getattr(desk, place)
    focus.setFocus()
    desk.line.setSelection(0, 1)
    before = desk.state()
    keyboard.scan(CARD, end=end)
    qtbot.waitUntil(lambda: len(came) == 1)
    assert came[0].kind is ScanKind.CARD
    assert desk.state() == before
    assert QApplication.focusWidget() is focus


def test_a_slow_reader_and_one_that_ends_with_nothing(qtbot, desk, came, keyboard) -> None:
    desk.line.setFocus()
    before = desk.state()
    keyboard.scan("0100007236", gap=39)
    keyboard.scan(CARD, end=0)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert [scan.kind for scan in came] == [ScanKind.NUMBER, ScanKind.CARD]
    assert desk.state() == before


def test_two_bursts_one_upon_the_other(qtbot, desk, came, keyboard) -> None:
    desk.line.setFocus()
    before = desk.state()
    keyboard.scan("0100007236", pause=0)
    keyboard.scan("001081000289", pause=0)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert [scan.text for scan in came] == ["0100007236", "001081000289"]
    assert desk.state() == before


def test_ends_as_control_keys_command_nothing(qtbot, desk, came, keyboard) -> None:
    desk.list.setFocus()
    keyboard.scan("0100007236", end=0)
    keyboard.key(Qt.Key.Key_M, "\r", modifiers=CONTROL)
    keyboard.key(Qt.Key.Key_J, "\n", modifiers=CONTROL)
    qtbot.waitUntil(lambda: len(came) == 1)
    assert desk.commanded == []
    keyboard.key(Qt.Key.Key_M, "\r", gap=400, modifiers=CONTROL)
    assert desk.commanded == ["assign"], "a hand commands all the same"


def test_a_password_is_typed_by_whatever_types_it(qtbot, desk, came, keyboard) -> None:
    desk.secret.setFocus()
    keyboard.type("0100007236")
    assert desk.secret.text() == "0100007236"
    assert came == []


@pytest.mark.parametrize("every", [(45, 90, 60), (120,), (10, 15, 70), (1, 2, 3, 50), (39, 41)])
def test_a_hand_is_never_swallowed(qtbot, desk, came, keyboard, every) -> None:
    desk.line.setFocus()
    desk.line.clear()
    typed = "nguyen thi thu ha 0100007236"
    for letter, gap in gaps(typed, *every):
        keyboard.key(ord(letter.upper()), letter, gap)
    keyboard.key(Qt.Key.Key_Return, "\r", gap=60)
    assert desk.line.text() == typed
    assert desk.commanded == ["open"], "Enter comes after what was typed before it"
    assert came == []


def test_hammering_without_an_end_arrives(qtbot, desk, came, keyboard) -> None:
    desk.note.setFocus()
    desk.note.clear()
    keyboard.type("asdfghjklasdfghjkl", gap=2)
    qtbot.waitUntil(lambda: desk.note.toPlainText() == "asdfghjklasdfghjkl")
    assert came == []


def test_a_key_that_is_held_down_repeats(qtbot, desk, came, keyboard) -> None:
    desk.line.setFocus()
    desk.line.clear()
    keyboard.type("0", gap=300)
    for place in range(11):
        keyboard.key(Qt.Key.Key_0, "0", gap=30 if place else 250, repeats=True)
    keyboard.key(Qt.Key.Key_Return, "\r", gap=30)
    assert desk.line.text() == "0" * 12
    assert came == []


def test_the_same_digit_twice_at_once_is_no_repetition(qtbot, desk, came, keyboard) -> None:
    keyboard.type("0", gap=300)
    keyboard.key(Qt.Key.Key_0, "0", gap=0, repeats=True)
    keyboard.type("11000000", gap=1)
    keyboard.key(Qt.Key.Key_Return, "\r", gap=1)
    qtbot.waitUntil(lambda: [scan.text for scan in came] == ["0011000000"])


def test_space_still_ticks_and_presses(qtbot, desk, came, keyboard) -> None:
    desk.box.setFocus()
    keyboard.key(Qt.Key.Key_Space, " ", gap=300)
    qtbot.waitUntil(desk.box.isChecked)
    desk.button.setFocus()
    keyboard.key(Qt.Key.Key_Space, " ", gap=300)
    qtbot.waitUntil(lambda: desk.commanded == ["button"])


def test_what_an_input_method_commits_does_not_overtake_a_key(desk, came, keyboard) -> None:
    desk.line.setFocus()
    desk.line.clear()
    keyboard.type("12", gap=300)
    composed = QInputMethodEvent()
    composed.setCommitString("ă")
    QApplication.sendEvent(desk.line, composed)
    assert desk.line.text() == "12ă"


def test_a_composition_stays_open_through_a_burst(qtbot, desk, came, keyboard) -> None:
    desk.line.setFocus()
    desk.line.clear()
    QApplication.sendEvent(desk.line, QInputMethodEvent("hoà", []))
    keyboard.scan("001081000289")
    qtbot.waitUntil(lambda: len(came) == 1)
    assert desk.line.text() == ""
    done = QInputMethodEvent()
    done.setCommitString("hoà")
    QApplication.sendEvent(desk.line, done)
    assert desk.line.text() == "hoà"


def test_an_input_method_that_composes_the_burst_is_told(qtbot, desk, came, keyboard) -> None:
    desk.line.setFocus()
    before = desk.state()
    keyboard.scan("001081000289||Bui Qu", end=0)
    composed = QInputMethodEvent()
    composed.setCommitString("ôc Dung")
    QApplication.sendEvent(desk.line, composed)
    keyboard.type("|24021981|Nam||23042022")
    keyboard.key(Qt.Key.Key_Return, "\r")
    qtbot.waitUntil(lambda: len(came) == 1)
    assert came[0].mangled
    assert came[0].fields.date_of_birth == "1981-02-24"
    assert desk.state() == before


def test_over_a_dialog_nothing_is_pressed_either(qtbot, desk, came, keyboard) -> None:
    dialog = QDialog(desk)
    field, button = QLineEdit(), QPushButton("OK")
    button.setDefault(True)
    button.clicked.connect(lambda: desk.commanded.append("dialog"))
    column = QVBoxLayout(dialog)
    column.addWidget(field)
    column.addWidget(button)
    dialog.open()
    qtbot.waitExposed(dialog)
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    keyboard.scan("001081000289")
    qtbot.waitUntil(lambda: len(came) == 1)
    assert (field.text(), desk.commanded) == ("", [])
    assert dialog.isVisible()
    dialog.close()


def test_a_click_in_between_ends_no_burst_and_hurries_a_hand(qtbot, desk, came, keyboard) -> None:
    desk.line.setFocus()
    desk.line.clear()
    keyboard.type("0010810")
    assert desk.line.text() == ""
    QTest.mousePress(desk.windowHandle(), Qt.MouseButton.LeftButton, pos=desk.box.pos())
    assert desk.line.text() == "0010810"
    QTest.mouseRelease(desk.windowHandle(), Qt.MouseButton.LeftButton, pos=desk.box.pos())
    desk.line.clear()
    keyboard.scan("00108100028", end=0)
    desk.note.setFocus()
    QTest.mouseClick(desk.windowHandle(), Qt.MouseButton.LeftButton, pos=desk.button.geometry().center())
    keyboard.type("9")
    keyboard.key(Qt.Key.Key_Return, "\r")
    qtbot.waitUntil(lambda: [scan.text for scan in came] == ["001081000289"])
    assert (desk.line.text(), desk.note.toPlainText()) == ("", "ghi chú")


def test_a_window_that_is_not_the_desks_is_left_alone(qtbot, desk, came) -> None:
    cover = QLineEdit()
    qtbot.addWidget(cover)
    cover.show()
    qtbot.waitExposed(cover)
    cover.activateWindow()
    qtbot.waitUntil(cover.isActiveWindow)
    Keyboard(cover).type("001081000289")
    assert cover.text() == "001081000289"
    assert came == []
