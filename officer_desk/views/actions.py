# SPDX-License-Identifier: Apache-2.0
"""Every keyboard command once: its keys, the cap that is shown for it, and how a widget listens to it."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from officer_desk.catalogue import translate

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    # everywhere
    "shortcuts": ("F1",),
    "quick-search": ("F3",),
    "refresh": ("F5",),
    "back": ("Esc",),
    "cover": ("Ctrl+L",),
    "undo": ("Ctrl+Z",),
    "reports": ("Ctrl+E",),
    # list
    "open": ("Return", "Enter"),
    "expand": ("F2",),
    "row-menu": ("Shift+F10",),
    "queue-before": ("Ctrl+Up",),
    "queue-after": ("Ctrl+Down",),
    "import": ("Ctrl+O",),
    "assign": ("Ctrl+M",),
    "day-list": ("Ctrl+N",),
    # open file
    "receive": ("F6",),
    "compared": ("F7",),
    "valid": ("F8",),
    "invalid": ("F9",),
    "incomplete": ("F11",),
    "record": ("Ctrl+Return", "Ctrl+Enter"),
    "next-file": ("Ctrl+Down",),
    "form": ("Ctrl+P",),
    "take-over": ("Ctrl+J",),
    "next-tab": ("Ctrl+T",),
    "ask-supervisor": ("F4",),
    "scan": ("F12",),
    "uphold": ("Alt+G",),
    "overrule": ("Alt+B",),
    # pictures
    "pictures-all": ("Ctrl+0",),
    "picture-1": ("Ctrl+1",),
    "picture-2": ("Ctrl+2",),
    "picture-3": ("Ctrl+3",),
    "actual-size": ("Ctrl+9",),
    "zoom-in": ("Ctrl++", "Ctrl+="),
    "zoom-out": ("Ctrl+-",),
    "rotate-left": ("Ctrl+,",),
    "rotate-right": ("Ctrl+.",),
    "blink": ("Ctrl+B",),
    "contrast": ("Ctrl+K",),
    "faces": ("Ctrl+4",),
    "loupe": ("Ctrl+U",),
    "straighten-left": ("Alt+,",),
    "straighten-right": ("Alt+.",),
    "second-window": ("Alt+2",),
    # elsewhere
    "print": ("Ctrl+P",),
    "filter-reasons": ("Ctrl+F",),
    "toggle": ("Space",),
    "save-pdf": ("Ctrl+S",),
    "save": ("Ctrl+S",),
    "guidance": ("Ctrl+G",),
    "send-again": ("Ctrl+R",),
    "confirm": ("Return", "Enter"),
    "throw-out": ("Ctrl+D",),
}
"""The first sequence of a command is the one that is shown.

None is a plain letter or digit (Telex and VNI type with both), none has Ctrl+Shift, Ctrl+Alt, Alt+Z, Ctrl+Space or F10:
those belong to input methods and to Windows.
"""

_DIGIT_SCAN_CODES: Final = {"windows": 0x02, "xcb": 10, "wayland": 10, "offscreen": 10}
"""The scan code of the key «1» on each platform; 2 to 9 and then 0 follow it."""


def cap(name: str) -> str:
    """Give the words on the cap of a command's key: "Ctrl Enter", "F8", "Esc", "Ctrl ↓"."""
    return caption(KEYS[name][0])


def caption(sequence: str) -> str:
    """Give the words of any key sequence as they stand on a cap."""
    names = {
        "Return": "Enter",
        "Up": "↑",
        "Down": "↓",
        "Space": translate("Actions", "Space"),
        "": "+",
    }
    parts = [part for part in sequence.split("+") if part] + (["+"] if sequence.endswith("++") else [])
    return " ".join("−" if part == "-" else names.get(part, part) for part in parts)


def sequences(name: str) -> list[QKeySequence]:
    """Give the key sequences of a command."""
    return [QKeySequence(keys) for keys in KEYS[name]]


def bind(
    name: str,
    owner: QWidget,
    slot: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QShortcut:
    """Let `owner` (and what has the same window) run `slot` on the keys of a command.

    A held key does not repeat the command. What an input method has not yet committed is committed first, so that the
    command reads what the officer sees. The digits' keys work by their place too, for the Windows layout «Vietnamese».
    """

    def run() -> None:
        QGuiApplication.inputMethod().commit()
        slot()

    shortcut = QShortcut(owner)
    shortcut.setKeys(sequences(name))
    shortcut.setContext(context)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(run)
    first = KEYS[name][0]
    if first.startswith("Ctrl+") and first[-1].isdigit():
        _DigitByPlace(shortcut, int(first[-1]), owner)
    return shortcut


def digit_by_place(event: QKeyEvent, platform: str) -> int | None:
    """Give the digit that is printed on the pressed key of the digit row, whatever the layout makes of it."""
    start = _DIGIT_SCAN_CODES.get(platform)
    if start is None or not start <= event.nativeScanCode() <= start + 9:
        return None
    return (event.nativeScanCode() - start + 1) % 10


class _DigitByPlace(QObject):
    """Runs a Ctrl+digit command when the layout puts a letter on that key."""

    def __init__(self, shortcut: QShortcut, digit: int, owner: QWidget) -> None:
        super().__init__(shortcut)
        self._shortcut = shortcut
        self._digit = digit
        self._owner = owner
        owner.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at keys that no shortcut took."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._meant(event):
            self._shortcut.activated.emit()
            return True
        return super().eventFilter(watched, event)

    def _meant(self, event: QKeyEvent) -> bool:
        plain_digit = Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
        return (
            not plain_digit
            and not event.isAutoRepeat()
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            and self._owner.isVisible()
            and digit_by_place(event, QGuiApplication.platformName()) == self._digit
        )
