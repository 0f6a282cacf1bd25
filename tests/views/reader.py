# SPDX-License-Identifier: Apache-2.0
"""A QR reader, and a hand, at the keyboard: events as the window system gives them, with their times."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_KINDS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class Keyboard:
    """Types into the window that has the focus, as the system does: first it is asked who has a shortcut."""

    def __init__(self, window: QWidget, time: int = 1_000_000) -> None:
        self.window = window
        self.time = time

    def key(
        self, key: int, text: str = "", gap: int = 5, modifiers: Qt.KeyboardModifier = NONE, *, repeats: bool = False
    ) -> None:
        """Press and let go one key, so many milliseconds after the one before."""
        self.time += gap
        into = self._into()
        for kind in _KINDS:
            event = QKeyEvent(kind, key, modifiers, text, autorep=repeats)
            event.setTimestamp(self.time)
            if kind is QEvent.Type.ShortcutOverride:
                event.ignore()
            QCoreApplication.sendEvent(into, event)

    def type(self, text: str, gap: int = 5) -> None:
        """Type letters."""
        for letter in text:
            self.key(_key(letter), letter, gap)

    def scan(self, text: str, gap: int = 5, end: int = Qt.Key.Key_Return, pause: int = 500) -> None:
        """Type as a reader does: all in one go, some time after whatever was typed before."""
        self.time += pause
        self.type(text, gap)
        if end:
            self.key(end, "\r", gap)

    def _into(self) -> QWindow:
        owner = QApplication.activeModalWidget() or self.window
        handle = owner.window().windowHandle()
        assert handle is not None
        return handle


def _key(letter: str) -> int:
    return ord(letter.upper()) if letter.isascii() else 0


def gaps(text: str, *every: int) -> Iterator[tuple[str, int]]:
    """Give letters with the gaps of a hand, in turns."""
    for place, letter in enumerate(text):
        yield letter, every[place % len(every)]
