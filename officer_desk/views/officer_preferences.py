# SPDX-License-Identifier: Apache-2.0
"""What one officer likes, as it was at sign-in and as he changes it: written a moment later, one after another."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from officer_desk.desk import Desk
from officer_desk.services import preferences

PAUSE_MS = 800
"""Dragging a column's edge writes once."""


class OfficerPreferences(QObject):
    """Handed to the screens that remember something; they read it when they are made."""

    def __init__(self, desk: Desk, known: Mapping[str, dict[str, Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known = dict(known)
        self._changed: dict[str, dict[str, Any]] = {}
        self._writing = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.write)

    def get(self, name: str) -> dict[str, Any]:
        """Give a preference; nothing was ever chosen: an empty one."""
        return dict(self._known.get(name, {}))

    def put(self, name: str, value: Mapping[str, Any]) -> None:
        """Remember a preference."""
        if self.get(name) != dict(value):
            self._known[name] = self._changed[name] = dict(value)
            self._pause.start()

    def write(self) -> None:
        """Write what has changed; what cannot be written now is written with the next change."""
        self._pause.stop()
        if self._writing or not self._changed:
            return
        name = next(iter(self._changed))
        value = self._changed.pop(name)
        self._writing = True
        self._desk.act(
            self, preferences.put, name, value, then=self._on_written, otherwise=partial(self._on_failed, name, value)
        )

    def _on_written(self, _none: object) -> None:
        self._writing = False
        self.write()

    def _on_failed(self, name: str, value: dict[str, Any], _error: Exception) -> None:
        self._writing = False
        self._changed.setdefault(name, value)
