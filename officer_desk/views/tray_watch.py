# SPDX-License-Identifier: Apache-2.0
"""Scanned pages come in whatever page is in view: the scanner's folder is looked into, and what waits is counted."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from officer_desk.desk import Desk
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.services import signed_pages

_LOOK_MS = 4000
"""So often the folder of a scanner is looked into."""
_SETTLE_MS = 150
"""Changes that come one upon another (a stack under way) are counted once."""


class TrayWatch(QObject):
    """Works from signing in on, for whoever may file signed forms."""

    waiting_known = Signal(int)
    """How many pages wait for their number."""

    def __init__(self, desk: Desk, look: Callable[[], None], parent: QObject) -> None:
        """`look` takes what a scanner wrote into its folder; it is not called in an office without one."""
        super().__init__(parent)
        self._desk, self._look_into = desk, look
        self._look = QTimer(self, interval=_LOOK_MS)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._look.timeout.connect(self.look)
        self._settle.timeout.connect(self.count)
        desk.changed.connect(self._on_changed)

    def start(self) -> None:
        """Count now, and watch from now on."""
        if self._desk.actor is not None and Task.FILE_SIGNED in PERMITTED[self._desk.actor.role]:
            self.count()
            self._look.start()

    def look(self) -> None:
        """Look into the folder, if the office has set one."""
        if self._desk.actor is not None and self._desk.office.settings.scan_folder:
            self._look_into()

    def count(self) -> None:
        """Ask how many pages wait."""
        if self._desk.actor is not None:
            self._desk.ask(self, signed_pages.count_waiting, then=self.waiting_known.emit, otherwise=self._on_failed)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "signed_page" in tables and self._look.isActive():
            self._settle.start()

    def _on_failed(self, _error: Exception) -> None:
        """No number is better than an old one; the page itself says what is wrong."""
        self.waiting_known.emit(0)
