# SPDX-License-Identifier: Apache-2.0
"""What every page beside the list of files has in common; the window knows no more of it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from officer_desk.catalogue import translate
from officer_desk.views import actions


class FurtherPage(QWidget):
    """A page such as «Tin nhắn»: it tells what it wants, and is told when the officer comes and goes."""

    opened = Signal(int, str)
    """The id and the number of a file that is to be opened."""
    elsewhere = Signal(object, object)
    """A `Queue` or `Place` that is to be shown, and what there (or None)."""
    list_wanted = Signal(object)
    """A `SearchQuery` whose files are to be shown in the list."""
    closed = Signal()
    """The officer wants to go back to the list."""
    status_changed = Signal(str)
    """What the status line says about the page in view."""

    def enter(self, what: str | None) -> None:
        """The officer has come here on purpose; `what` names a part of the page."""

    def come_back(self) -> None:
        """The officer comes back from a file: everything is as he left it."""

    def leave(self, go_on: Callable[[], None]) -> None:
        """Go on; a page on which something typed would be lost asks first."""
        go_on()

    def tell_status(self) -> None:
        """Say what stands on the status line."""
        self.status_changed.emit("")

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Give the keys that the status line shows, each with its words."""
        return ()


def moving_hints() -> tuple[tuple[str, str], ...]:
    """Give the hints of a list of files."""
    return (
        ("↑ ↓", translate("MainWindow", "choose")),
        (actions.cap("open"), translate("MainWindow", "open the file")),
    )
