# SPDX-License-Identifier: Apache-2.0
"""The files behind a figure, in the place of the figures: Enter opens one, Esc goes back."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import ReportFile
from officer_desk.domain.values import Channel, Kind, State
from officer_desk.services import reports
from officer_desk.views import actions, term_words
from officer_desk.views.declaration_columns import state_cell
from officer_desk.views.record_table import RecordTable
from officer_desk.views.tables import Cell, Column, RecordTableModel
from officer_desk.views.widgets import Button, ElidedLabel

_PAGE = 200


class ReportFiles(QWidget):
    """What was counted, page after page; names are asked for when they are to be seen."""

    opened = Signal(int, str)
    back_wanted = Signal()

    def __init__(self, desk: Desk, officer: Callable[[int], str]) -> None:
        super().__init__()
        self._desk = desk
        self._names: dict[int, str] = {}
        self._files: tuple[ReportFile, ...] = ()
        self._shown = 0
        self._asked: tuple[ReportFile, ...] = ()
        self._model: RecordTableModel[ReportFile] = RecordTableModel(
            _columns(self._name, officer), lambda file: file.id, self
        )
        self.table = RecordTable(self._model, translate("ReportFiles", "Files of the figure"))
        self._title = ElidedLabel("", "section")
        self._back = Button(translate("ReportFiles", "Figures"), key=actions.cap("back"), icon="chevron-left")
        self._lay_out()
        self._back.clicked.connect(self.back_wanted)
        self.table.opened.connect(self._on_opened)
        self.table.end_near.connect(self._more)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        top.setSpacing(12)
        top.addWidget(self._back)
        top.addWidget(self._title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)

    def show_files(self, title: str, files: tuple[ReportFile, ...]) -> None:
        """Show the files of a figure, and take the first one in hand."""
        self._title.set_whole(title)
        self._files, self._shown, self._asked, self._names = files, 0, (), {}
        self._model.show(())
        self._more()

    def focus_rows(self) -> None:
        """Put the focus where ↑ ↓ and Enter work."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _more(self) -> None:
        if self._asked or self._shown >= len(self._files):
            return
        self._asked = asked = self._files[self._shown : self._shown + _PAGE]
        ids = tuple(file.id for file in asked)
        self._desk.ask(self, reports.named, ids, then=self._on_names, otherwise=self._on_no_names)

    def _on_names(self, names: Mapping[int, str]) -> None:
        asked, self._asked = self._asked, ()
        if set(names) != {file.id for file in asked}:
            return  # of a figure that was opened before
        self._names.update(names)
        self._shown += len(asked)
        self._model.append(asked)
        if self.table.current_row() < 0:
            self.table.select(0)

    def _on_no_names(self, _error: Exception) -> None:
        """Numbers without names are better than nothing."""
        self._on_names({file.id: "" for file in self._asked})

    def _name(self, file: ReportFile) -> str:
        return self._names.get(file.id, "")

    def _on_opened(self, row: int) -> None:
        file = self._model.record(row)
        if file is not None:
            self.opened.emit(file.id, file.number)


def _columns(name: Callable[[ReportFile], str], officer: Callable[[int], str]) -> tuple[Column[ReportFile], ...]:
    return (
        Column(
            translate("ReportFiles", "No."),
            30,
            lambda _file, line: Cell(str(line), "ink2"),
            figures=True,
            right=True,
            samples=("000",),
        ),
        Column(
            translate("ReportFiles", "Declaration number"),
            142,
            lambda file, _line: Cell(file.number, tool_tip=file.number),
            figures=True,
            strong=True,
            samples=("00000.G/0000/00000",),
        ),
        Column(
            translate("ReportFiles", "Full name"),
            140,
            lambda file, _line: Cell(term_words.or_dash(name(file)), tool_tip=name(file)),
            strong=True,
            takes_rest=True,
        ),
        Column(
            translate("ReportFiles", "Registration type"),
            117,
            lambda file, _line: Cell(texts.kind(file.kind)),
            samples=tuple(texts.kind(kind) for kind in Kind),
        ),
        Column(
            translate("ReportFiles", "Channel"),
            96,
            lambda file, _line: Cell(texts.channel(file.channel)),
            samples=tuple(texts.channel(channel) for channel in Channel),
        ),
        Column(
            translate("ReportFiles", "Officer"),
            130,
            lambda file, _line: Cell(officer(file.officer_id), tool_tip=officer(file.officer_id)),
        ),
        Column(
            translate("ReportFiles", "State at the end"),
            120,
            lambda file, _line: state_cell(file.state),
            strong=True,
            icon=True,
            samples=tuple(texts.state(state) for state in State),
        ),
        Column(translate("ReportFiles", "Reason"), 180, _reason, extra=True),
    )


def _reason(file: ReportFile, _line: int) -> Cell:
    words = texts.refusal_reason(file.reason) if file.reason else ""
    return Cell(words, "ink2", tool_tip=words)
