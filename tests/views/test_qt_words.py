# SPDX-License-Identifier: Apache-2.0
"""Qt's own dialogs and menus speak the language of the desk."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from officer_desk import resources
from officer_desk.views import qt_words


@pytest.fixture
def speak(qapp: QApplication):
    """Choose the language; English again afterwards, as Qt comes."""
    yield lambda language: qt_words.install(qapp, language, resources.folder() / "i18n")
    qt_words.install(qapp, "en", resources.folder() / "i18n")


def buttons(qtbot: QtBot, folder: Path) -> set[str]:
    dialog = QFileDialog(None, "", str(folder))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    return {button.text().replace("&", "") for button in dialog.findChildren(QPushButton)}


def test_the_file_dialog_speaks_vietnamese(qtbot: QtBot, speak: Callable[[str], None], tmp_path: Path) -> None:
    speak("vi")
    assert buttons(qtbot, tmp_path) == {"Lưu", "Hủy"}


def test_the_menu_of_a_field_changes_with_the_language(qtbot: QtBot, speak: Callable[[str], None]) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)

    def words() -> list[str]:
        menu = field.createStandardContextMenu()
        qtbot.addWidget(menu)
        return [action.text().partition("\t")[0].replace("&", "") for action in menu.actions() if action.text()]

    speak("vi")
    assert words() == ["Hoàn tác", "Làm lại", "Cắt", "Chép", "Dán", "Xóa", "Chọn tất cả"]
    speak("en")
    assert words()[-1] == "Select All"


def test_what_is_not_known_stays_as_it_is(speak: Callable[[str], None]) -> None:
    speak("vi")
    assert QCoreApplication.translate("QFileDialog", "Alt+Up") == "Alt+Up"
