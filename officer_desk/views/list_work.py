# SPDX-License-Identifier: Apache-2.0
"""What a supervisor does with the chosen rows of the list: give them to an officer (Ctrl+M)."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from officer_desk.desk import Desk
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.domain.records import AssignReport, DeclarationRow
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.views.assign_panel import AssignPanel, assigned_words
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.record_table import RecordTable
from officer_desk.views.tables import RecordTableModel


class ListWork(QObject):
    """Stands beside the list's page and works on its rows."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        line: MessageStrip,
        model: RecordTableModel[DeclarationRow],
        table: RecordTable,
    ) -> None:
        super().__init__(page)
        self._desk, self._line, self._model, self._table = desk, line, model, table
        self.panel = AssignPanel(desk)
        self.panel.assigned.connect(self._on_assigned)
        self.panel.closed.connect(table.setFocus)

    @property
    def rows(self) -> Sequence[DeclarationRow]:
        """The files that are shown."""
        return self._model.records

    def chosen(self) -> list[DeclarationRow]:
        """Give the files whose rows are chosen, from the top."""
        found = (self._model.record(row) for row in self._table.chosen_rows())
        return [record for record in found if record is not None]

    @property
    def may_assign(self) -> bool:
        """Whether the officer's role gives files to others."""
        return self._desk.actor is not None and Task.ASSIGN in PERMITTED[self._desk.actor.role]

    def assign(self) -> None:
        """Ctrl+M: ask to whom the chosen files go; what is decided is nobody's work any more."""
        if self.may_assign:
            self.panel.ask([(row.id, row.number) for row in self.chosen() if row.state in UNDECIDED])

    def _on_assigned(self, report: AssignReport) -> None:
        self._line.show_message("success", *assigned_words(report), closable=True)
