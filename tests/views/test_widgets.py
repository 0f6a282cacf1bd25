# SPDX-License-Identifier: Apache-2.0
"""The small widgets: names for screen readers, keys on buttons, letters under each other, messages, keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from officer_desk.views import actions
from officer_desk.views.crash_dialog import CrashDialog, summary
from officer_desk.views.shortcuts_sheet import ShortcutsSheet, groups
from officer_desk.views.widgets import (
    Button,
    Chip,
    ElidedLabel,
    FieldError,
    FieldRow,
    FlowLayout,
    FocusRing,
    LetterCells,
    MessageLine,
    PasswordField,
    align_letters,
    key_cap_size,
)


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window = QWidget()
    row = QHBoxLayout(window)
    for widget in widgets:
        row.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    return window


def test_a_button_has_its_text_as_its_name_and_room_for_its_key(qtbot: QtBot) -> None:
    plain, keyed = Button("Ghi nhận"), Button("Ghi nhận", "Ctrl Enter")
    qtbot.addWidget(plain)
    qtbot.addWidget(keyed)
    assert keyed.accessibleName() == "Ghi nhận"
    assert keyed.sizeHint().width() >= plain.sizeHint().width() + key_cap_size("Ctrl Enter").width()
    keyed.setText("Tiếp nhận")
    assert keyed.accessibleName() == "Tiếp nhận"


def test_a_filled_button_wears_a_ring_while_it_has_the_focus(qtbot: QtBot) -> None:
    primary, other = Button("Ghi nhận", kind="primary"), Button("Thoát")
    window = shown(qtbot, primary, other)
    primary.setFocus()
    qtbot.waitUntil(primary.hasFocus)
    (ring,) = window.findChildren(FocusRing)
    assert ring.isVisible()
    assert ring.geometry().contains(primary.geometry().adjusted(-3, -3, 3, 3))
    other.setFocus()
    assert not ring.isVisible()


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot) -> None:
    button = Button("Hoàn tất", kind="primary")
    window = shown(qtbot, button)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.isVisible()
    assert pressed == [1, 1]


def test_a_ring_finds_room_outside_a_tight_parent(qtbot: QtBot) -> None:
    tight = QWidget()
    column = QVBoxLayout(tight)
    column.setContentsMargins(0, 0, 0, 0)
    primary = Button("Ghi nhận", kind="primary")
    column.addWidget(primary)
    window = shown(qtbot, tight)
    primary.setFocus()
    qtbot.waitUntil(primary.hasFocus)
    (ring,) = window.findChildren(FocusRing)
    assert ring.parentWidget() is window
    assert ring.parentWidget().rect().contains(ring.geometry())


def test_a_disabled_button_keeps_its_height(qtbot: QtBot) -> None:
    button = Button("Đăng nhập", "Enter", "primary", large=True)
    button.set_height(40)
    window = shown(qtbot, button)
    button.setEnabled(False)
    assert window.isVisible()
    assert button.height() == 40


def test_a_message_wraps_and_its_buttons_go_with_the_next_one(qtbot: QtBot) -> None:
    line = MessageLine()
    window = shown(qtbot, line)
    assert line.isHidden()
    line.show_message("amber", "Hồ sơ vừa được thay đổi.", "Xem <phần> đổi mới, rồi ghi nhận lại. " * 3)
    button = Button("Xem")
    line.add_action(button)
    assert "<phần>" in line.text()
    window.resize(360, 400)
    assert line.heightForWidth(340) > line.heightForWidth(900)
    line.show_message("success", "Đăng ký thành công.")
    assert button.isHidden()
    line.clear()
    assert line.text() == ""
    assert line.isHidden()


@pytest.mark.parametrize("tone", ["waiting", "progress", "incomplete", "approved", "rejected", "expired", "ink2"])
def test_a_chip_says_its_state(tone: str, qtbot: QtBot) -> None:
    chip = Chip("circle", "Chờ xử lý", tone)
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Chờ xử lý"
    assert chip.sizeHint().height() == 22
    assert not chip.grab().isNull()


def test_letters_that_differ_are_found_in_their_place() -> None:
    columns = align_letters(["Trần Thị Hoà", "Trần Thị Hòa"])
    assert [column.letters for column in columns if column.differs] == [("o", "ò"), ("à", "a")]
    assert sum(column.is_space for column in columns) == 2


def test_a_missing_letter_moves_no_other() -> None:
    columns = align_letters(["Nguyễn Thị Thu", "Nguyễn Th Thu"])
    assert [column.letters for column in columns if column.differs] == [("ị", "")]


@given(st.lists(st.text("abc ", min_size=1, max_size=12), min_size=1, max_size=3))
def test_every_name_can_be_read_from_its_row(names: list[str]) -> None:
    columns = align_letters(names)
    for row, name in enumerate(names):
        assert "".join(column.letters[row] for column in columns) == name
    assert all(column.differs == (len(set(column.letters)) > 1) for column in columns)


def test_a_long_name_takes_more_lines_instead_of_more_width(qtbot: QtBot) -> None:
    name = "Nguyễn Hoàng Thị Phương Thảo " * 4
    cells = LetterCells([("Tờ khai", name, "VssID"), ("HGĐ", name, "trích")])
    qtbot.addWidget(cells)
    assert cells.heightForWidth(690) > cells.heightForWidth(2000)
    assert cells.minimumSizeHint().width() < 690


def test_field_rows_show_text_as_text(qtbot: QtBot) -> None:
    row = FieldRow("Họ và tên", "<b>Trần</b>", "chú ý")
    qtbot.addWidget(row)
    assert row.value() == "<b>Trần</b>"
    assert "&lt;b&gt;" in row.findChildren(type(row._value))[-1].text()


def test_errors_take_room_only_while_something_is_wrong(qtbot: QtBot) -> None:
    error = FieldError()
    qtbot.addWidget(error)
    error.show_error("Cần 10 số")
    assert error.isVisibleTo(error.parentWidget())
    assert error.text() == "Cần 10 số"
    error.clear()
    assert error.isHidden()


def test_the_eye_shows_the_password_and_hides_it_again(qtbot: QtBot) -> None:
    field = PasswordField()
    window = shown(qtbot, field)
    assert window.isVisible()
    field.setText("mat khau")
    field._eye.trigger()
    assert field.echoMode() == PasswordField.EchoMode.Normal
    field._eye.trigger()
    assert field.echoMode() == PasswordField.EchoMode.Password


def test_a_narrow_label_keeps_both_ends_and_tells_the_rest(qtbot: QtBot) -> None:
    label = ElidedLabel("Công Tằng Tôn Nữ Thị Phương Thảo Nguyên")
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.text().startswith("Cô")
    assert label.text().endswith("ên")
    assert label.toolTip() == label.whole()


def test_a_label_of_two_lines_is_shortened_only_when_both_are_full(qtbot: QtBot) -> None:
    label = ElidedLabel("Công Tằng Tôn Nữ Thị Phương Thảo Nguyên", lines=2)
    qtbot.addWidget(label)
    label.resize(200, 48)
    label.show()
    assert label.text() == label.whole()
    assert label.wordWrap()
    label.resize(60, 48)
    assert "…" in label.text()
    assert not label.wordWrap()


def test_a_flow_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window)
    for _ in range(6):
        flow.addWidget(Button("Ghi nhận", "F8"))
    assert flow.heightForWidth(250) > flow.heightForWidth(2000) == 30


# --- keys --------------------------------------------------------------------------------------------------------


def test_no_key_disturbs_typing_vietnamese() -> None:
    for name, keys in actions.KEYS.items():
        for key in keys:
            assert len(key) > 1, name
            assert "Ctrl+Shift" not in key
            assert "Ctrl+Alt" not in key
            assert key not in {"Alt+Z", "Ctrl+Space", "F10", "Backspace"}


def test_caps_are_words() -> None:
    assert actions.cap("record") == "Ctrl Enter"
    assert actions.cap("zoom-in") == "Ctrl +"
    assert actions.cap("zoom-out") == "Ctrl −"
    assert actions.cap("next-file") == "Ctrl ↓"
    assert actions.cap("toggle") == "Dấu cách"


def test_a_bound_command_runs_on_each_of_its_keys(qtbot: QtBot) -> None:
    ran: list[str] = []
    window = shown(qtbot, Button("x"))
    actions.bind("record", window, lambda: ran.append("record"))
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["record", "record"]


def test_the_digit_row_counts_by_place() -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, 0x02, 0, 0, "", False)
    assert actions.digit_by_place(event, "windows") == 1
    assert actions.digit_by_place(event, "xcb") is None
    assert actions.digit_by_place(event, "unknown") is None


def test_the_sheet_covers_its_window_and_gives_the_focus_back(qtbot: QtBot) -> None:
    button = Button("Mở")
    window = shown(qtbot, button)
    window.resize(1366, 697)
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    sheet = ShortcutsSheet.open_over(window)
    assert sheet is not None
    assert sheet.geometry() == window.rect()
    qtbot.waitUntil(sheet.close_button.hasFocus)
    window.resize(1400, 768)
    assert sheet.geometry() == window.rect()
    qtbot.keyClick(sheet.close_button, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert button.hasFocus()


def test_the_sheet_shows_every_command() -> None:
    caps = {cap for group in groups() for row, _ in group.rows for cap in row}
    digits = {"Ctrl 1", "Ctrl 2", "Ctrl 3"}
    assert {actions.cap(name) for name in actions.KEYS} - digits <= caps


def test_the_crash_dialog_names_the_log_and_no_personal_data(qtbot: QtBot, tmp_path) -> None:
    try:
        raise ValueError("Trần Thị Mẫu 001188000936")
    except ValueError as error:
        what = summary(error, "1.0")
    assert "ValueError" in what
    assert "test_widgets.py" in what
    assert "Trần" not in what
    dialog = CrashDialog(what, tmp_path / "officer-desk.log")
    qtbot.addWidget(dialog)
    assert dialog.path.text().endswith("officer-desk.log")
    dialog.copy.click()
    assert what in QApplication.clipboard().text()
    with qtbot.waitSignal(dialog.quit_wanted):
        dialog.quit.click()
