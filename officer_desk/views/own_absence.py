# SPDX-License-Identifier: Apache-2.0
"""«Báo vắng» of who is signed in: in his menu at the top; his name says it while it lasts."""

from PySide6.QtCore import QObject

from officer_desk.desk import Desk
from officer_desk.services import assigning
from officer_desk.views.top_bar import TopBar


class OwnAbsence(QObject):
    """Between the top bar and the desk."""

    def __init__(self, desk: Desk, bar: TopBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._bar = desk, bar
        bar.absence_wanted.connect(self._say)
        desk.changed.connect(self._on_changed)

    def look(self) -> None:
        """Ask how it is."""
        if self._desk.actor is not None:
            self._desk.ask(self, assigning.is_absent, then=self._show, otherwise=lambda _error: None)

    def _say(self, absent: bool) -> None:
        actor = self._desk.actor
        if actor is not None:
            given = (actor.officer_id, absent)
            self._desk.act(self, assigning.set_absent, *given, then=self._look_again, otherwise=self._look_again)

    def _look_again(self, _answer: object) -> None:
        self.look()

    def _show(self, absent: bool | None) -> None:
        self._bar.show_absence(absent)
        self._bar.show_officer(self._desk.actor)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "officer" in tables or "assignment" in tables:
            self.look()
