# SPDX-License-Identifier: Apache-2.0
"""The pages beside the list of files, each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.views import actions
from officer_desk.views.further_page import FurtherPage, moving_hints
from officer_desk.views.sidebar import Place

if TYPE_CHECKING:
    from officer_desk.views.day_list_page import DayListPage
    from officer_desk.views.import_panel import ImportPanel


class FurtherPages(QObject):
    """Knows which page is which place, and passes on what they want."""

    file_wanted = Signal(object, int, str)
    """The place from which a file is to be opened, its id and its number."""
    elsewhere = Signal(object, object)
    """A `Queue` or `Place` that is to be shown, and what there."""
    list_wanted = Signal(object)
    """The `SearchQuery` whose files are to be shown in the list."""
    closed = Signal()
    """The officer wants to go back to the list."""
    status_changed = Signal(str)
    """What the status line says about the page in view."""

    def __init__(self, desk: Desk, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._desk, self._pages = desk, pages
        self._made: dict[Place, FurtherPage] = {}
        self._import: ImportPanel | None = None
        self._day_list: DayListPage | None = None

    def page(self, place: Place) -> FurtherPage:
        """Give the page of a place."""
        page = self._made.get(place)
        if page is None:
            page = self._made[place] = _MAKERS[place](self._desk)
            page.opened.connect(partial(self.file_wanted.emit, place))
            page.elsewhere.connect(self.elsewhere)
            page.list_wanted.connect(self.list_wanted)
            page.closed.connect(self.closed)
            page.status_changed.connect(self.status_changed)
            self._pages.addWidget(page)
        return page

    def place_of(self, page: QWidget | None) -> Place | None:
        """Give the place of a page; None for a page of another kind."""
        return next((place for place, made in self._made.items() if made is page), None)

    def leave(self, page: QWidget | None, go_on: Callable[[], None]) -> None:
        """Go on; where something typed would be lost, the page asks first."""
        if isinstance(page, FurtherPage):
            page.leave(go_on)
        else:
            go_on()

    def tell_status(self, page: QWidget) -> None:
        """Let the page say what stands on the status line."""
        if isinstance(page, FurtherPage):
            page.tell_status()
        else:
            self.status_changed.emit("")

    def hints(self, page: QWidget) -> tuple[tuple[str, str], ...]:
        """Give the keys that the status line shows for a page."""
        if isinstance(page, FurtherPage):
            return page.hints()
        if page in (self._import, self._day_list):
            return ()
        return (
            *moving_hints(),
            (actions.cap("toggle"), translate("MainWindow", "choose several")),
            (actions.cap("expand"), translate("MainWindow", "more criteria")),
            (actions.cap("quick-search"), translate("MainWindow", "quick box")),
        )

    def look_for_scans(self) -> None:
        """Let scanned declarations file what a scanner wrote into its folder, whatever page is in view."""
        from officer_desk.views.tray_page import TrayPage  # noqa: PLC0415 - not needed to start

        page = self.page(Place.SIGNED)
        if isinstance(page, TrayPage):
            page.filing.look_into_folder()

    def import_panel(self) -> ImportPanel:
        """Give the page on which packages are taken in."""
        from officer_desk.views.import_panel import ImportPanel  # noqa: PLC0415 - not needed to start

        if self._import is None:
            self._import = ImportPanel(self._desk)
            self._import.closed.connect(self.closed)
            self._pages.addWidget(self._import)
        return self._import

    def day_list(self) -> DayListPage:
        """Give the page of the day's list of received files."""
        from officer_desk.views.day_list_page import DayListPage  # noqa: PLC0415 - not needed to start

        if self._day_list is None:
            self._day_list = DayListPage(self._desk)
            self._day_list.closed.connect(self.closed)
            self._pages.addWidget(self._day_list)
        return self._day_list


# None of them is needed to start.


def _messages(desk: Desk) -> FurtherPage:
    from officer_desk.views.messages_page import MessagesPage  # noqa: PLC0415

    return MessagesPage(desk)


def _signed(desk: Desk) -> FurtherPage:
    from officer_desk.views.tray_page import TrayPage  # noqa: PLC0415

    return TrayPage(desk)


def _reports(desk: Desk) -> FurtherPage:
    from officer_desk.views.report_page import ReportPage  # noqa: PLC0415

    return ReportPage(desk)


def _dashboard(desk: Desk) -> FurtherPage:
    from officer_desk.views.dashboard_page import DashboardPage  # noqa: PLC0415

    return DashboardPage(desk)


def _trace(desk: Desk) -> FurtherPage:
    from officer_desk.views.trace_page import TracePage  # noqa: PLC0415

    return TracePage(desk)


def _settings(desk: Desk) -> FurtherPage:
    from officer_desk.views.settings_page import SettingsPage  # noqa: PLC0415

    return SettingsPage(desk)


_MAKERS: Mapping[Place, Callable[[Desk], FurtherPage]] = {
    Place.MESSAGES: _messages,
    Place.DASHBOARD: _dashboard,
    Place.TRACE: _trace,
    Place.SIGNED: _signed,
    Place.REPORTS: _reports,
    Place.SETTINGS: _settings,
}
