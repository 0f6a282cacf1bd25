# SPDX-License-Identifier: Apache-2.0
"""The desk in a process of its own, walked by one role with keys only: `child_roles.py FOLDER ROLE NUMBER`.

On every screen it prints `SCREEN name` and goes on when a line comes. What no key reaches it prints as `UNREACHED …`.
"""

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from officer_desk import settings as settings_
from officer_desk.app import Running, application
from officer_desk.domain.records import Actor, SignInResult
from officer_desk.domain.values import Role
from officer_desk.tour import checks
from officer_desk.tour.director import Director, Steps
from officer_desk.tour.hands import press_tab
from officer_desk.tour.stage import Stage
from officer_desk.views.sidebar import PLACES, Place, PlaceButton, places_of
from tests.e2e import working_screens

PEOPLE = {
    Role.RECEPTION: Actor(1, "tran.thi.mau", "Trần Thị Mẫu", Role.RECEPTION, "00101", "quầy 3"),
    Role.SUPERVISOR: Actor(2, "nguyen.van.thu", "Nguyễn Văn Thử", Role.SUPERVISOR, "00101", "quầy 3"),
    Role.ADMINISTRATOR: Actor(3, "quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR, "00101", "quầy 3"),
}
_KEYS = {Place.REPORTS: "Ctrl+E"}
_TABS = 5
"""An open file has no more."""


class Walk:
    """One role's way through all its screens."""

    def __init__(self, stage: Stage, role: Role, number: str) -> None:
        self.stage, self.role, self.number = stage, role, number
        self._answered = threading.Event()

    def steps(self) -> Steps:
        stage = self.stage
        yield from stage.then(lambda: stage.running.desk is not None and stage.running.sign_in.isVisible())
        yield from self.show("sign-in")
        stage.running._on_signed_in(SignInResult("signed-in", PEOPLE[self.role]))
        yield from stage.then(lambda: stage.running.main_window is not None and stage.list.table.current_row() >= 0)
        yield from self.show("list")
        yield from stage.press("F2")
        yield from self.show("criteria")
        yield from stage.press("F2")
        yield from self.the_file()
        yield from working_screens.steps(self)
        yield from self.the_places()
        yield from stage.press("F1")
        yield from self.show("keys", tabs=False)
        yield from stage.press("Esc")

    def the_file(self) -> Steps:
        stage = self.stage
        yield from self.open(self.number)
        for tab in range(_TABS):
            yield from self.show(f"file-{tab}", tabs=tab == 0)
            yield from stage.press("Ctrl+T")
        yield from working_screens.scan(self)
        if self.role is not Role.ADMINISTRATOR:
            yield from working_screens.approve(self)
            for key in ("F9", "F11"):
                yield from stage.press(key)
                yield from self.show(f"assessment-{key}")
            yield from working_screens.ask(self)
        yield from stage.press("Ctrl+P")
        yield from self.show("print")
        yield from stage.press("Esc")
        yield from stage.go_to_list()

    def open(self, number: str) -> Steps:
        """Open a file by its number, wherever the officer is."""
        yield from self.stage.go_to_list()
        yield from self.stage.search(number)
        yield from self.stage.then(lambda: self.stage.shown_id is not None)

    def the_places(self) -> Steps:
        """Go to every page beside the list, by Tab and Enter at the side, and look at it."""
        stage = self.stage
        for place in sorted(places_of(self.role)):
            yield from stage.go_to_list()
            yield from self.to_place(place)
            yield from stage.then(lambda: stage.main.pages.currentWidget() is not stage.list)
            yield from self.show(f"place-{place}")

    def to_place(self, place: Place) -> Steps:
        """Go to a page by its button at the side; to one without, by its own key."""
        if place not in PLACES:
            yield from self.stage.press(_KEYS[place])
            return
        yield from self.stage.tab_to(lambda focus: isinstance(focus, PlaceButton) and focus.what is place)
        yield from self.stage.press("Return")

    def show(self, name: str, *, tabs: bool = True) -> Steps:
        """Let the reader look at the screen, then press Tab all the way round it."""
        yield from self.in_front()
        self._answered.clear()
        print(f"SCREEN {self.role}/{name}", flush=True)
        threading.Thread(target=self._wait, daemon=True).start()
        yield self._answered.is_set
        if tabs:
            focus = self.stage.window.focusWidget()
            for finding in checks.unreachable(self.stage.window, press_tab):
                print(f"UNREACHED {self.role}/{name}: {finding}", flush=True)
            if focus is not None:
                focus.setFocus()
        yield self.stage.settled()

    def in_front(self) -> Steps:
        """Bring the window to the front: nobody else does where no window manager runs."""
        self.stage.window.activateWindow()
        yield self.stage.window.isActiveWindow

    def _wait(self) -> None:
        sys.stdin.readline()
        self._answered.set()


def main() -> int:
    folder, role, number = Path(sys.argv[1]), Role(sys.argv[2]), sys.argv[3]
    settings = settings_.load(folder)
    app = application(settings)
    app.setQuitOnLastWindowClosed(False)
    QApplication.setApplicationDisplayName("")
    running = Running(settings)
    running.sign_in.resize(1366, 697)
    stage = Stage(running, folder.parent, QSize(1366, 697))
    running.start()
    try:
        Director(Walk(stage, role, number).steps()).play(app)
    finally:
        running.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
