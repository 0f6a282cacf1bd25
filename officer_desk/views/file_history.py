# SPDX-License-Identifier: Apache-2.0
"""A file's history, and the list of files that have something in common with it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_clock, format_time
from officer_desk.domain.records import HistoryEntry, RelatedFile
from officer_desk.views import theme
from officer_desk.views.file_parts import IconLine, Words
from officer_desk.views.notices import same_words
from officer_desk.views.widgets import h_line, label

_ID = Qt.ItemDataRole.UserRole


class FileHistory(QWidget):
    """Who did what and when, the newest first, with the words that were recorded."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[HistoryEntry] = ()
        self._body: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show another history."""
        if entries == self._entries:
            return
        self._entries = entries
        if self._body is not None:
            self._layout.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
            self._body = None
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the lines only when somebody looks at them: most files are decided without."""
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        if self._body is None:
            self._body = self._table(self._entries)
            self._layout.addWidget(self._body, 0, Qt.AlignmentFlag.AlignTop)

    def words(self) -> str:
        """Give all that it says, for whoever reads the screen."""
        return "\n".join(
            " ".join((texts.act(entry.act), entry.full_name, *entry.words, *_undone_words(entry)))
            for entry in self._entries
        )

    def _table(self, entries: Sequence[HistoryEntry]) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(2, 1)
        if not entries:
            grid.addWidget(Words(translate("FileHistory", "Nothing has happened to this file yet."), "muted"), 0, 0)
        for place, entry in enumerate(entries):
            row = 2 * place
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label(format_time(entry.at), "table", tone="ink2", figures=True), row, 0, top)
            grid.addWidget(Words(texts.act(entry.act), "caption"), row, 1, top)
            who = f"{entry.full_name} · {texts.role(entry.role)}"
            said = Words("\n".join((who, *entry.words)), figures=True, selectable=True)
            if entry.taken_back_at is None:
                grid.addWidget(said, row, 2, top)
            else:
                said.setProperty("tone", "ink2")
                grid.addWidget(_undone(said, entry), row, 2, top)
            grid.addWidget(h_line("hair"), row + 1, 0, 1, 3)
        return body


def _undone(said: QWidget, entry: HistoryEntry) -> QWidget:
    """Mark a decision that no longer holds: by a word and an icon, its own words a step quieter."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(said)
    for words in _undone_words(entry):
        column.addWidget(IconLine("undo-2", words, "", "incomplete"))
    return both


def _undone_words(entry: HistoryEntry) -> list[str]:
    if entry.taken_back_at is None:
        return []
    words = translate("FileHistory", "Taken back at {time}, does not hold")
    return [words.format(time=format_clock(entry.taken_back_at))]


class RelatedFiles(QTreeWidget):
    """Files of the same person, and files of others with the same phone, e-mail or ID number; Enter opens one."""

    open_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("RelatedFiles", "Related files"))
        self.setProperty("panel", "true")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHeaderLabels(
            [
                translate("RelatedFiles", "Declaration number"),
                translate("RelatedFiles", "Full name"),
                translate("RelatedFiles", "In common"),
                translate("RelatedFiles", "Status"),
                translate("RelatedFiles", "Declared on"),
            ]
        )
        header = self.header()
        header.setStretchLastSection(False)
        header.setFixedHeight(30)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 150), (2, 140), (3, 130), (4, 90)):
            header.resizeSection(column, width)
        self.itemActivated.connect(self._on_activated)

    def show_files(self, files: Sequence[RelatedFile]) -> None:
        """Show other files."""
        self.clear()
        for file in files:
            self.addTopLevelItem(_item(file))
        if not files:
            none = QTreeWidgetItem([translate("RelatedFiles", "None"), "", "", "", ""])
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addTopLevelItem(none)

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        declaration_id = item.data(0, _ID)
        if isinstance(declaration_id, int):
            self.open_requested.emit(declaration_id)


def _item(file: RelatedFile) -> QTreeWidgetItem:
    common = same_words(file.what)
    if file.blocks:
        common = translate("RelatedFiles", "{what}, blocks").format(what=common)
    icon, token = theme.state_look(file.state)
    day = format_time(file.submitted_at)[:10]
    item = QTreeWidgetItem([file.number, file.full_name, common, texts.state(file.state), day])
    item.setData(0, _ID, file.declaration_id)
    item.setIcon(3, theme.icon(icon, token, 15))
    item.setForeground(3, QBrush(theme.color(token)))
    for column in (0, 4):
        item.setFont(column, theme.figures("table"))
    for column in range(5):
        item.setSizeHint(column, QSize(0, 28))
        item.setToolTip(column, "; ".join((item.text(column), *file.reasons)) if column == 3 else item.text(column))
    return item
