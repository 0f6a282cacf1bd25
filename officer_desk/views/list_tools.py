# SPDX-License-Identifier: Apache-2.0
"""What an officer does with the list as a whole: its columns and order, what is remembered of it, its export."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import SearchQuery
from officer_desk.views import actions
from officer_desk.views.column_choice import ColumnActs, ColumnChoice, fill_menu
from officer_desk.views.list_export import ListExport
from officer_desk.views.list_memory import ListMemory
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.officer_preferences import OfficerPreferences
from officer_desk.views.record_table import RecordTable


class ListTools(QObject):
    """Stands beside the list's page; `query` gives the question whose answer is shown."""

    wanted = Signal(object)
    """Another `SearchQuery`: the same question in the other order."""
    day_list_wanted = Signal()

    def __init__(
        self, desk: Desk, page: QWidget, table: RecordTable, line: MessageStrip, query: Callable[[], SearchQuery]
    ) -> None:
        super().__init__(page)
        self._page, self._table, self._query = page, table, query
        self._memory: ListMemory | None = None
        self.export = ListExport(desk, line, page)
        table.let_choose()
        table.let_mark_many()
        table.head.menu_wanted.connect(self.show_columns)
        table.head.order_wanted.connect(lambda: self._order(not query().oldest_first))

    def remember_in(self, preferences: OfficerPreferences) -> None:
        """Take the officer's columns, and remember what he changes from now on."""
        self._memory = ListMemory(preferences, self._table)

    def keep(self, query: SearchQuery) -> None:
        """The list shows something else now."""
        self._table.head.oldest_first = query.oldest_first
        self._table.head.viewport().update()
        if self._memory is not None:
            self._memory.keep(query)

    def bring(self, query: SearchQuery) -> SearchQuery:
        """Give the question with what the officer left."""
        return query if self._memory is None else self._memory.bring(query)

    def columns_menu(self, parent: QWidget) -> QMenu:
        """Make the menu of order and columns."""
        menu = QMenu(translate("ColumnMenu", "Columns"), parent)
        acts = ColumnActs(self._choose, self._order)
        fill_menu(menu, self._table.seen_columns(), self._table.choice, acts, oldest_first=self._query().oldest_first)
        return menu

    def show_columns(self, place: QPoint) -> None:
        """Offer order and columns at a place on the screen."""
        menu = self.columns_menu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def show_export(self, button: QWidget) -> None:
        """Offer the kinds of files under a button."""
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.export.fill_menu(menu, self._query())
        menu.addSeparator()
        name = translate("ListTools", "List of those received today (PDF)…")
        menu.addAction(f"{name}\t{actions.cap('day-list')}", self.day_list_wanted.emit)
        corner = QPoint(button.width() - menu.sizeHint().width(), button.height() + 2)
        menu.popup(button.mapToGlobal(corner))

    def _order(self, oldest_first: bool) -> None:
        self.wanted.emit(replace(self._query(), oldest_first=oldest_first))

    def _choose(self, choice: ColumnChoice) -> None:
        self._table.use_columns(choice)
        self._table.columns_chosen.emit(choice)
