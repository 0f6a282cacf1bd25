# SPDX-License-Identifier: Apache-2.0
"""One officer's stay at the desk: his window, the cover over it, his columns and his look. It ends with him."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from officer_desk.desk import Desk
from officer_desk.views import theme_switch
from officer_desk.views.covering import Covering
from officer_desk.views.main_window import MainWindow
from officer_desk.views.officer_preferences import OfficerPreferences
from officer_desk.views.own_absence import OwnAbsence

_LOOK, _AFTER_RECORDING = "look", "after-recording"


class OfficerStay(QObject):
    """Built when an officer has signed in, with what is `known` of his likings."""

    left = Signal()
    """He signs out, or another one wants the desk."""
    locked_out = Signal()
    """He could not open the cover again."""

    def __init__(
        self,
        desk: Desk,
        known: Mapping[str, dict[str, Any]],
        resources: Path,
        office_line: str,
        badge: Callable[[], QWidget] | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._resources = desk, resources
        self.preferences = OfficerPreferences(desk, known, self)
        self._use_look(str(self.preferences.get(_LOOK).get("theme", desk.office.settings.theme)))
        self.window = MainWindow(desk, None if badge is None else badge())
        self.window.search_page.tools.remember_in(self.preferences)
        self.absence = OwnAbsence(desk, self.window.top_bar, self)
        self.covering = Covering(desk, self.window, office_line, badge)
        self.covering.sign_out_wanted.connect(self.left)
        self.covering.locked_out.connect(self.locked_out)
        self.window.signed_out.connect(self.left)
        self.window.cover_wanted.connect(self.covering.cover_now)
        self.window.theme_wanted.connect(self._on_theme_wanted)
        self.window.set_opens_next(self.preferences.get(_AFTER_RECORDING).get("stay") is not True)
        self.window.top_bar.next_wanted.connect(self._on_next_wanted)

    def start(self) -> None:
        """Show the list as the officer left it."""
        self.window.start()
        self.absence.look()
        self.window.search_page.bring_back_filters()

    @property
    def front(self) -> QWidget:
        """What stands in front: the cover, or the window."""
        return self.window if self.covering.cover is None else self.covering.cover

    def end(self) -> None:
        """Take the window away without asking: what was typed for a file is kept as its draft."""
        self.preferences.write()
        self.window.search_page.tools.export.stop()
        self._desk.reading_switched.emit(True)  # whoever comes next has not stopped it
        self.window.hide()
        self.covering.end()
        self._use_look(self._desk.office.settings.theme)
        self.window.deleteLater()
        self.deleteLater()

    def _on_theme_wanted(self, name: str) -> None:
        """Change the look now, and for this officer's next sign-in."""
        self._use_look(name)
        self.preferences.put(_LOOK, {"theme": name})

    def _on_next_wanted(self, opens: bool) -> None:
        """Go on to the next file after «Ghi nhận», or stay: now, and from the next sign-in on."""
        self.window.set_opens_next(opens)
        self.preferences.put(_AFTER_RECORDING, {} if opens else {"stay": True})

    def _use_look(self, name: str) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme_switch.switch(app, self._resources, dark=name == "dark")
