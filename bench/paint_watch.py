# SPDX-License-Identifier: Apache-2.0
"""Inside the measured process: tell the parent when the window has been painted for the first time, and stop there."""

import os
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Sees the window's first Paint event; the rest of that painting is over when the timer's turn comes.

    It watches one window, not the application: a filter on the application is called for every object of Qt's own,
    and finding Python's class for each of those would cost more than what is to be measured.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, tell)
        return False


def tell() -> None:
    """Print the time of the machine's monotonic clock, which the parent reads too."""
    print(time.monotonic(), flush=True)
    os._exit(0)  # closing is not measured
