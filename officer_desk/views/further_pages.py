# SPDX-License-Identifier: Apache-2.0
"""The pages beside the list of files, each made when it is first wanted: «Tin nhắn», «Cài đặt», the import."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.views import actions
from officer_desk.views.sidebar import WAYS, Place

if TYPE_CHECKING:
    from officer_desk.views.import_panel import ImportPanel
    from officer_desk.views.messages_page import MessagesPage
    from officer_desk.views.settings_page import SettingsPage


class FurtherPages(QObject):
    """Knows which page is which place, and asks before one is left on which something was typed."""

    file_wanted = Signal(int, str)
    """The id and the number of the file to be opened from «Tin nhắn»."""
    closed = Signal()
    """The officer wants to go back to the list."""
    status_changed = Signal(str)
    """What the status line says about the page in view."""

    def __init__(self, desk: Desk, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._desk, self._pages = desk, pages
        self._messages: MessagesPage | None = None
        self._settings: SettingsPage | None = None
        self._import: ImportPanel | None = None

    def page(self, place: Place) -> QWidget:
        """Give the page of a place."""
        return self._the_messages() if place is Place.MESSAGES else self._the_settings()

    def place_of(self, page: QWidget | None) -> Place | None:
        """Give the place of a page; None for a page of another kind."""
        if page is not None and page is self._messages:
            return Place.MESSAGES
        return Place.SETTINGS if page is not None and page is self._settings else None

    def enter(self, place: Place, status: str | None) -> None:
        """The officer has come here on purpose: messages are shown from the top."""
        if place is Place.MESSAGES:
            self._the_messages().go_to(status)
        elif status == WAYS:
            self._the_settings().open_ways()

    def come_back(self, place: Place) -> None:
        """The officer comes back from a file: everything is as he left it."""
        if place is Place.MESSAGES:
            self._the_messages().focus_rows()

    def leave(self, page: QWidget | None, go_on: Callable[[], None]) -> None:
        """Go on; where something typed would be lost, the page asks first."""
        if self._settings is not None and page is self._settings:
            self._settings.leave(go_on)
        else:
            go_on()

    def tell_status(self, page: QWidget) -> None:
        """Let the page say what stands on the status line."""
        if self._messages is not None and page is self._messages:
            self._messages.tell_status()
        else:
            self.status_changed.emit("")

    def hints(self, page: QWidget) -> tuple[tuple[str, str], ...]:
        """Give the keys that the status line shows for a page."""
        if page is self._settings or page is self._import:
            return ()
        here: tuple[tuple[str, str], ...] = (
            ("↑ ↓", translate("MainWindow", "choose")),
            (actions.cap("open"), translate("MainWindow", "open the file")),
        )
        if page is self._messages:
            return (*here, (actions.cap("send-again"), translate("MainWindow", "send again")))
        more = (actions.cap("expand"), translate("MainWindow", "more criteria"))
        return (*here, more, (actions.cap("quick-search"), translate("MainWindow", "quick box")))

    def import_panel(self) -> ImportPanel:
        """Give the page on which packages are taken in."""
        from officer_desk.views.import_panel import ImportPanel  # noqa: PLC0415 - not needed to start

        if self._import is None:
            self._import = ImportPanel(self._desk)
            self._import.closed.connect(self.closed)
            self._pages.addWidget(self._import)
        return self._import

    def _the_messages(self) -> MessagesPage:
        from officer_desk.views.messages_page import MessagesPage  # noqa: PLC0415 - not needed to start

        if self._messages is None:
            self._messages = MessagesPage(self._desk)
            self._messages.opened.connect(self.file_wanted)
            self._messages.closed.connect(self.closed)
            self._messages.status_changed.connect(self.status_changed)
            self._pages.addWidget(self._messages)
        return self._messages

    def _the_settings(self) -> SettingsPage:
        from officer_desk.views.settings_page import SettingsPage  # noqa: PLC0415 - not needed to start

        if self._settings is None:
            self._settings = SettingsPage(self._desk)
            self._settings.closed.connect(self.closed)
            self._pages.addWidget(self._settings)
        return self._settings
