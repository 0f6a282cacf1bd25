# SPDX-License-Identifier: Apache-2.0
"""Timers only: notice what other desks and the command line changed."""

from PySide6.QtCore import QObject, QTimer

from officer_desk.desk import Desk
from officer_desk.services import audit

_LOOK_MS = 1000
EVERYTHING = frozenset({"declaration", "picture", "assessment", "account", "outbox_message", "trace_entry"})


class ChangeWatch(QObject):
    """Asks once a second for the newest row of the trace: whatever is done leaves one."""

    def __init__(self, desk: Desk) -> None:
        """Watch from the first look on."""
        super().__init__()
        self._desk = desk
        self._seen: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.setSingleShot(True)  # the next look begins when this one has its answer
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to watch."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _look(self) -> None:
        self._desk.ask(self, audit.last_row, then=self._on_row, otherwise=self._on_failed)

    def _on_row(self, newest: int) -> None:
        if self._seen is not None and newest != self._seen:
            self._desk.changed.emit(EVERYTHING)
        self._seen = newest
        self._timer.start()

    def _on_failed(self, error: Exception) -> None:
        self._timer.start()
