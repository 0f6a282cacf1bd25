# SPDX-License-Identifier: Apache-2.0
"""Tells a QR reader, which types like a keyboard, from a hand: no key of a burst reaches a field, a list or a command.

A key that may begin a burst is held back for the 40 ms in which the next one of a reader would follow. If none does, a
hand pressed it, and it goes where it was meant for, with its release, in its order. So nothing of a burst ever has to
be taken back out of a field: neither text nor selection nor what could be undone there. Keys with Ctrl or Alt, F keys,
arrows and whatever an input method composes are never held back. The times are those of the events themselves: a
window that was busy for a while takes no hand for a reader.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from officer_desk.domain import scans
from officer_desk.views.actions import digit_by_place

GAP_MS = 40
"""A reader's next key comes sooner; a hand's does not, eight times in a row."""
LEAST = 8
"""Keys from which on a run can only be a reader's."""
_PAUSE_MS = 120
"""For so long a reader that is known as one may hold its breath."""
_MOST = 4000
_KEYS, _OWN_KEYS = QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride
_WATCHED = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})
_HANDS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.FocusOut, QEvent.Type.Wheel})
"""Events before which what is held back has to arrive."""
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_CONTROL_ENDS = frozenset({Qt.Key.Key_M, Qt.Key.Key_J, Qt.Key.Key_I})
"""Carriage return, line feed and tab, from a reader that types them as Ctrl with a letter."""
_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass
class _Run:
    """Keys that followed one another within the time of a reader."""

    held: list[QKeyEvent] = field(default_factory=list)
    """Their events, releases too, as they came."""
    window: QWindow | None = None
    """Where they were pressed."""
    text: str = ""
    keys: int = 0
    last: int = 0
    altered: bool = False
    """An input method, or a keyboard of another country, composed some of them."""

    @property
    def sure(self) -> bool:
        """Whether it can only be a reader's."""
        return self.keys >= LEAST

    def goes_on(self, time: int) -> bool:
        """Whether a key at this time belongs to it."""
        return bool(self.keys) and 0 <= time - self.last < (_PAUSE_MS if self.sure else GAP_MS)


class Wedge(QObject):
    """Watches one window and the dialogs over it, as long as nothing covers them; password fields it leaves alone."""

    scanned = Signal(object)
    """The `Scan` that came, known or not."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._run = _Run()
        self._ended = -_PAUSE_MS
        """When the last burst ended: its line feed may come behind."""
        self._eaten: set[int] = set()
        self._replaying = self._waited_again = False
        self._guarded: QObject | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_silence)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See each key before shortcuts and widgets do."""
        kind = event.type()
        if self._replaying:
            return False
        if kind in _WATCHED and isinstance(event, QKeyEvent) and watched is not self._guarded:
            return self._is_held(watched, event)
        if kind is QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            return self._is_composed(event)
        if kind in _HANDS:
            self._hurry()
        return False

    # --- keys

    def _is_held(self, watched: QObject, event: QKeyEvent) -> bool:
        """Hold a key back, or let it pass; a key comes twice, first to ask who has a shortcut for it."""
        if event.type() is QEvent.Type.KeyRelease:
            return self._is_release_held(event)
        asked = event.type() is _OWN_KEYS
        takes = not self._is_private and event.timestamp() > 0 and self._takes(event, asked=asked)
        if takes and asked:
            event.accept()  # no shortcut is looked for; the press itself follows
        elif takes:
            self._eaten.add(event.key())
            if isinstance(watched, QWindow):
                self._run.window = watched
        return takes

    def _takes(self, event: QKeyEvent, *, asked: bool) -> bool:
        time, key = event.timestamp(), event.key()
        if key in _MODIFIERS:
            return False
        run = self._run
        if run.keys and not run.goes_on(time):
            self._settle()
            run = self._run
        if not run.keys and time - self._ended < GAP_MS and _is_end(event):
            self._ended = time
            return True
        letter = _letter(event)
        if letter and (run.keys or not event.isAutoRepeat()):
            # A key that is held down repeats after a quarter of a second at the soonest: it begins no run. Within one
            # it is the same digit twice, so fast that the window system takes it for a repetition.
            if not asked:
                self._add(event, letter)
            return True
        if run.sure:
            if not asked:
                self._take_other(event, time)
            return True
        self._give_back()
        return False

    def _add(self, event: QKeyEvent, letter: str) -> None:
        run = self._run
        run.held.append(event.clone())
        run.text, run.keys, run.last = run.text + letter, run.keys + 1, event.timestamp()
        run.altered = run.altered or letter != event.text()
        if run.keys > _MOST:
            self._give_back()
            return
        self._guard()
        self._wait()

    def _take_other(self, event: QKeyEvent, time: int) -> None:
        """Within a reader's burst an end, what an input method rubs out, or a command that nobody meant."""
        run = self._run
        run.held.append(event.clone())
        run.last = time
        if _is_end(event):
            self._end(time)
        elif event.key() == Qt.Key.Key_Backspace:
            run.text, run.altered = run.text[:-1], True
            self._wait()
        else:
            self._wait()

    def _is_release_held(self, event: QKeyEvent) -> bool:
        if event.key() not in self._eaten:
            return False
        if self._run.keys:
            self._run.held.append(event.clone())
        if not event.isAutoRepeat():
            self._eaten.discard(event.key())
        return True

    def _is_composed(self, event: QInputMethodEvent) -> bool:
        """An input method writes into the field meanwhile: of a burst, into the burst; else after what is held back."""
        run = self._run
        if run.sure:
            run.text, run.altered = run.text + event.commitString(), True
            self._wait()
            return True
        self._give_back()
        return False

    # --- ends

    def _wait(self) -> None:
        self._waited_again = False
        self._timer.start(_PAUSE_MS if self._run.sure else GAP_MS)

    def _on_silence(self) -> None:
        """Time is up; where the window was busy, keys may still wait in the queue: they come first."""
        if not self._waited_again:
            self._waited_again = True
            self._timer.start(0)
        else:
            self._settle()

    def _settle(self) -> None:
        """A run has ended without a key for it: what nobody types by hand counts all the same."""
        run = self._run
        if run.sure and scans.is_whole(run.text):
            self._end(run.last)
        else:
            self._give_back()

    def _end(self, time: int) -> None:
        run, self._ended = self._forget(), time
        scan = scans.read(run.text, altered=run.altered)
        # Not within the event that ended it: what follows may open windows.
        QTimer.singleShot(0, self, lambda: self.scanned.emit(scan))

    def _hurry(self) -> None:
        """Something else is done: what a hand typed before arrives before. A reader goes on wherever the focus goes."""
        if self._run.keys and not self._run.sure:
            self._give_back()

    def _give_back(self) -> None:
        """A hand typed this: let it arrive, in its order."""
        run = self._forget()
        self._replaying = True
        for event in run.held:
            if event.type() is _KEYS:
                self._eaten.discard(event.key())
            if run.window is not None and isValid(run.window):
                QCoreApplication.sendEvent(run.window, event)
        self._replaying = False

    def _forget(self) -> _Run:
        self._timer.stop()
        run, self._run = self._run, _Run()
        self._unguard()
        return run

    # --- where

    @property
    def _is_private(self) -> bool:
        """Whether what is typed now is a password."""
        focus = QApplication.focusWidget()
        return isinstance(focus, QLineEdit) and focus.echoMode() is not QLineEdit.EchoMode.Normal

    def _guard(self) -> None:
        """As long as keys are held back, what an input method commits must not overtake them."""
        focus = QGuiApplication.focusObject()
        if focus is not self._guarded and isinstance(focus, QWidget):
            self._unguard()
            self._guarded = focus
            focus.installEventFilter(self)

    def _unguard(self) -> None:
        guarded, self._guarded = self._guarded, None
        if guarded is not None and isValid(guarded):
            guarded.removeEventFilter(self)

    def _watch(self, window: QObject | None) -> None:
        self._hurry()
        if isinstance(window, QWindow) and self._is_ours(window):
            window.installEventFilter(self)  # one that is watched already is not watched twice

    def _is_ours(self, window: QWindow) -> bool:
        """Whether it is the desk's window, or a dialog over it: sign-in and cover are nobody's."""
        owner = next((w for w in QApplication.topLevelWidgets() if w.windowHandle() is window), None)
        while owner is not None and owner is not self._window:
            owner = owner.parentWidget()
        return owner is not None


def _letter(event: QKeyEvent) -> str:
    """Give what a key would write; a digit by its place, where the keyboard of another country composes there."""
    if event.modifiers() & _COMMANDING:
        return ""
    text = event.text()
    if not text.isascii() or not text:
        digit = digit_by_place(event, QGuiApplication.platformName())
        if digit is not None and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return str(digit)
    return text if len(text) == 1 and text.isprintable() else ""


def _is_end(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    if control:
        return event.key() in _CONTROL_ENDS
    return event.key() in _ENDS or event.text() in ("\r", "\n", "\t")
