# SPDX-License-Identifier: Apache-2.0
"""Asks for what the board shows: numbers first, then the files, then the rest; one refresh at a time."""

from PySide6.QtCore import QObject, Signal

from officer_desk.desk import Desk
from officer_desk.domain.records import BoardCharts, BoardNumbers, BoardPage, BoardQuery, OfficerLoad
from officer_desk.services import assigning, dashboards


class BoardFeed(QObject):
    """What changes while a refresh is under way begins another when it has come to its end.

    Answers about files that are not asked for any more are dropped.
    """

    numbers_came = Signal(object)
    page_came = Signal(object)
    loads_came = Signal(object)
    charts_came = Signal(object)
    failed = Signal(object)
    """The error of a refresh, or of the files that were asked for."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._under_way = self._once_more = False
        self.query: BoardQuery | None = None
        """The files that are wanted; set by whoever shows the numbers when they first come."""

    @property
    def under_way(self) -> bool:
        """Tell whether a refresh is under way."""
        return self._under_way

    def refresh(self) -> None:
        """Ask for everything anew."""
        if self._under_way:
            self._once_more = True
            return
        self._under_way = True
        self._desk.ask(self, dashboards.numbers, then=self._on_numbers, otherwise=self._on_failed)

    def ask(self, query: BoardQuery) -> None:
        """Ask for the files of a number; they come in the place of those asked for before."""
        self.query = query
        self._desk.ask(self, dashboards.files, query, then=self._on_page, otherwise=self.failed.emit)

    def _on_numbers(self, numbers: BoardNumbers) -> None:
        self.numbers_came.emit(numbers)
        if self.query is None:
            self._ask_loads()
        else:
            self._desk.ask(self, dashboards.files, self.query, then=self._on_refreshed, otherwise=self._on_failed)

    def _on_refreshed(self, page: BoardPage) -> None:
        self._on_page(page)
        self._ask_loads()

    def _on_page(self, page: BoardPage) -> None:
        if page.query == self.query:
            self.page_came.emit(page)

    def _ask_loads(self) -> None:
        self._desk.ask(self, assigning.loads, then=self._on_loads, otherwise=self._on_failed)

    def _on_loads(self, loads: tuple[OfficerLoad, ...]) -> None:
        self.loads_came.emit(loads)
        self._desk.ask(self, dashboards.charts, then=self._on_charts, otherwise=self._on_failed)

    def _on_charts(self, charts: BoardCharts) -> None:
        self.charts_came.emit(charts)
        self._end()

    def _on_failed(self, error: Exception) -> None:
        self._once_more = False
        self.failed.emit(error)
        self._end()

    def _end(self) -> None:
        self._under_way = False
        if self._once_more:
            self._once_more = False
            self.refresh()
