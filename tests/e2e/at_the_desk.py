# SPDX-License-Identifier: Apache-2.0
"""The real windows, built as the program builds them, worked with keys and by the names that an officer sees."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from officer_desk.app import Running
from officer_desk.views.declaration_page import DeclarationPage
from officer_desk.views.id_photos import IdPhotos
from officer_desk.views.main_window import MainWindow
from tests.views.opening import wait_for_pictures


def named(within: QWidget, name: str, kind: type[QWidget] = QWidget) -> QWidget:
    """Find what is in view and called so."""
    seen = [w for w in within.findChildren(kind) if w.isVisible()]
    found = [w for w in seen if w.accessibleName() == name]
    assert found, f"nothing in view is called «{name}»: {sorted({w.accessibleName() for w in seen})}"
    return found[0]


def press(window: QWidget, keys: str) -> None:
    """Press a key or a combination where the focus is; pictures that can be read have been painted by then."""
    if keys == "F7":
        for photos in (one for one in window.findChildren(IdPhotos) if one.isVisible()):
            wait_for_pictures(photos)
    combination = QKeySequence(keys)[0]
    QTest.keyClick(window.focusWidget() or window, combination.key(), combination.keyboardModifiers())


def click(within: QWidget, name: str) -> None:
    """Click the button that is called so."""
    button = named(within, name, QAbstractButton)
    assert button.isEnabled(), f"«{name}» cannot be used"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def words(within: QWidget) -> str:
    """Give everything in view that can be read."""
    seen: list[str] = []
    for widget in within.findChildren(QWidget):
        if widget.isVisible():
            seen.append(widget.accessibleName())
            if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
                seen.append(widget.text())
            elif isinstance(widget, QPlainTextEdit | QTextEdit):
                seen.append(widget.toPlainText())
    return " · ".join(dict.fromkeys(word for word in seen if word))


def the_window(running: Running) -> MainWindow:
    """Give the main window of an officer who has signed in."""
    assert running.main_window is not None
    return running.main_window


def the_file(running: Running) -> DeclarationPage:
    """Give the page of the open file."""
    page = the_window(running).pages.currentWidget()
    assert isinstance(page, DeclarationPage)
    return page
