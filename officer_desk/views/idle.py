# SPDX-License-Identifier: Apache-2.0
"""Notices when nobody is at the desk: no key, click, wheel or move in any window of the program for a while."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK_MS = 5000
_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.Drop,
    }
)


def seconds_awake() -> float:
    """Give seconds that also pass while the machine sleeps, and that nobody sets back."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Idle(QObject):
    """Watches the windows of the program, not each of its widgets: every key and move comes through a window first."""

    idle = Signal()

    def __init__(
        self, minutes: Callable[[], int], clock: Callable[[], float] = seconds_awake, parent: QObject | None = None
    ) -> None:
        """`minutes`: after how many (0: never), asked anew at each look; `clock` gives seconds."""
        super().__init__(parent)
        self._minutes, self._clock = minutes, clock
        self._last = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Somebody has just come to the desk."""
        self._last = self._clock()
        self._watch_windows()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and not self._timer.isActive():
            app.focusWindowChanged.connect(self._watch_windows)
        self._timer.start()

    def stop(self) -> None:
        """Nobody is signed in, or the screen is covered."""
        if self._timer.isActive():
            self._timer.stop()
            app = QGuiApplication.instance()
            if isinstance(app, QGuiApplication):
                app.focusWindowChanged.disconnect(self._watch_windows)

    def look(self) -> None:
        """Say so if nobody has touched anything for long enough."""
        if self._is_over():
            self.stop()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See that somebody is there; a key after the time is over (the machine slept) only covers the screen."""
        if event.type() in _SIGNS and self._timer.isActive():
            if self._is_over():
                self.look()
                return True
            self._last = self._clock()
        return super().eventFilter(watched, event)

    def _is_over(self) -> bool:
        minutes = self._minutes()
        return minutes > 0 and self._clock() - self._last >= minutes * 60

    def _watch_windows(self, _window: QWindow | None = None) -> None:
        """Watch every window that there is now; one that is watched already is not watched twice."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)
