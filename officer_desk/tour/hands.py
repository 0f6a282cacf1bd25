# SPDX-License-Identifier: Apache-2.0
"""The officer's hands: keys and clicks, sent to where the focus or the mouse is."""

import time
from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_NONE: Final = Qt.KeyboardModifier.NoModifier


def press(keys: str, window: QWidget) -> None:
    """Press a key or a combination ("F8", "Ctrl+Return") in a window, where its focus is."""
    combination = QKeyCombination.fromCombined(QKeySequence(keys)[0].toCombined())  # pyright: ignore[reportIndexIssue, reportUnknownMemberType, reportUnknownArgumentType] - the stubs leave it out
    target = window.focusWidget() or window
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def write(text: str, window: QWidget) -> None:
    """Type a text letter by letter, also letters that no key of an English keyboard has."""
    for letter in text:
        target = window.focusWidget() or window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            # QTest.keyClicks aborts at letters outside ASCII.
            QApplication.sendEvent(target, QKeyEvent(kind, 0, _NONE, letter))


def scan(text: str, window: QWidget) -> None:
    """Hold something under a QR reader: it types it into the window, with a key every three milliseconds."""
    handle = window.window().windowHandle()
    now = time.monotonic_ns() // 1_000_000
    for place, letter in enumerate(f"{text}\r"):
        key = Qt.Key.Key_Return if letter == "\r" else ord(letter.upper())
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, _NONE, letter)
            event.setTimestamp(now + 3 * place)
            QApplication.sendEvent(handle, event)


def erase(window: QWidget) -> None:
    """Empty the field that has the focus."""
    press("Ctrl+A", window)
    press("Delete", window)


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """Click into a widget: on its middle, or on a place of it."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, _NONE, place or widget.rect().center())


def button(name: str, within: QWidget) -> QAbstractButton:
    """Find the button in view that is called so; LookupError when there is none."""
    for found in within.findChildren(QAbstractButton):
        if found.isVisible() and name in {found.accessibleName(), found.text()}:
            return found
    raise LookupError(name)


def button_beginning(words: str, within: QWidget) -> QAbstractButton:
    """Find the button in view whose name begins with some words; LookupError when there is none."""
    for found in within.findChildren(QAbstractButton):
        if found.isVisible() and (found.accessibleName() or found.text()).startswith(words):
            return found
    raise LookupError(words)


def press_tab(focus: QWidget) -> None:
    """Press Tab."""
    QTest.keyClick(focus, Qt.Key.Key_Tab)
