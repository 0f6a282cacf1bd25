# SPDX-License-Identifier: Apache-2.0
"""The tab «Đối chiếu»: what the comparison comes to, the matrix, what its shapes mean, and what no row says."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.records import CrossCheck, DeclarationRecord, Duplicate
from officer_desk.domain.values import CellVerdict, IdentityKind
from officer_desk.views import theme
from officer_desk.views.beside_panel import BesidePanel
from officer_desk.views.check_notes import duplicate_words, note_line
from officer_desk.views.check_summary import summary
from officer_desk.views.check_table import CheckTable
from officer_desk.views.check_words import look, verdict_word
from officer_desk.views.file_parts import FlowLayout, Ground, IconLine, Words, scrolled
from officer_desk.views.widgets import Chip, LinkButton, MessageLine, h_line

_MOST_LINES = 12


class CheckPanel(Ground):
    """The comparison of one file; nothing in it decides."""

    beside_requested = Signal(int)
    """The id of another file that has something in common with this one."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.check: CrossCheck | None = None
        self._kind = IdentityKind.CCCD
        self._filled = False
        self.line = MessageLine()
        self.table = CheckTable()
        self.legend = _Legend()
        self._notes = [IconLine("", "", "") for _ in range(_MOST_LINES // 2)]
        self._none = Words(translate("CheckPanel", "The comparison is being made…"), "muted")
        self.duplicates = [_DuplicateLine() for _ in range(_MOST_LINES)]
        self.beside = BesidePanel()
        self._pages = QStackedWidget()
        self._lay_out()
        self.beside.shut.connect(self.close_beside)
        self.table.walked.connect(self._keep_in_view)

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addSpacing(6)
        column.addWidget(self._none)
        column.addWidget(self.table)
        column.addWidget(self.legend)
        for note in self._notes:
            column.addWidget(note)
        for line in self.duplicates:
            line.opened.connect(self.beside_requested)
            column.addWidget(line)
        column.addStretch(1)
        self._scroll = scrolled(body, translate("CheckPanel", "Comparison"))
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self.beside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self.show_check(None, IdentityKind.CCCD)

    def show_check(self, check: CrossCheck | None, kind: IdentityKind) -> None:
        """Show another comparison, or that it is not there yet."""
        if check is None or self.check is None or check.declaration_id != self.check.declaration_id:
            self.close_beside()
        self.check, self._kind = check, kind
        self._filled = False
        if check is None or self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the tab only when somebody looks at it: most files are decided by the one line above the data."""
        super().showEvent(event)
        if not self._filled:
            self._fill()

    def _fill(self) -> None:
        self._filled = True
        check, kind = self.check, self._kind
        self._none.setVisible(check is None)
        self._none.setText(translate("CheckPanel", "The comparison is being made…"))
        for widget in (self.line, self.table, self.legend):
            widget.setVisible(check is not None)
        self.table.show_check(check, kind)
        found = None if check is None else summary(check, kind)
        if found is None:
            self.line.clear()
        else:
            self.line.show_message(found.tone, found.head, found.text, found.icon)
        self._show_notes(check)

    def _keep_in_view(self, middle: int) -> None:
        """Scroll to the row that the keys went to."""
        self._scroll.ensureVisible(0, self.table.y() + middle, 0, 40)

    def say(self, words: str) -> None:
        """Say why there is no comparison."""
        self._none.setText(words)

    def _show_notes(self, check: CrossCheck | None) -> None:
        said = [] if check is None else [note_line(check, note) for note in check.notes]
        doubles = () if check is None else check.duplicates[: len(self.duplicates)]
        if check is not None and not doubles:
            words = translate("CheckPanel", "Pictures, phone, e-mail, ID number: in no file of another code.")
            said.append(("copy", words, "ink2"))
        for place, line in enumerate(self._notes):
            line.setVisible(place < len(said))
            icon, words, token = said[place] if place < len(said) else ("", "", "ink2")
            line.say(icon, "", words, token)
        for place, double in enumerate(self.duplicates):
            double.show_duplicate(doubles[place] if place < len(doubles) else None)

    def step_back(self) -> bool:
        """Esc: the file beside goes first; say whether there was one."""
        if not self.isVisible() or self._pages.currentWidget() is not self.beside:
            return False
        self.close_beside()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def show_beside(self, mine: DeclarationRecord, other: DeclarationRecord) -> None:
        """Put another file in the place of the matrix, beside the pictures of this one."""
        self.beside.show_files(mine, other)
        self._pages.setCurrentWidget(self.beside)
        self.beside.take_focus()

    def close_beside(self) -> None:
        """Bring the matrix back; nothing of the other file stays."""
        self._pages.setCurrentIndex(0)
        self.beside.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ ↓ walk the rows from anywhere in the tab."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.table.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class _Legend(QWidget):
    """What the shapes mean."""

    def __init__(self) -> None:
        super().__init__()
        shapes = FlowLayout(gap=20, row_gap=0)
        for verdict in CellVerdict:
            icon, token = look(verdict)
            shapes.addWidget(Chip(icon, verdict_word(verdict), token, filled=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 8)
        column.setSpacing(6)
        column.addLayout(shapes)
        column.addWidget(h_line("hair"))


class _DuplicateLine(QWidget):
    """Another file that has the same picture, phone, e-mail or number: its number opens it beside this one."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._declaration_id = 0
        picture = QLabel()
        picture.setPixmap(theme.pixmap("copy", "incomplete", 15))
        picture.setFixedSize(16, 18)
        self._what = Words("", "body", figures=True)
        self.link = LinkButton("")
        self.link.setFont(theme.figures("table-key"))
        self._who = Words("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(8)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._what)
        row.addWidget(self.link)
        row.addWidget(self._who, 1)
        self.link.clicked.connect(self._on_clicked)
        self.hide()

    def show_duplicate(self, found: Duplicate | None) -> None:
        """Name another file, or nothing."""
        self.setVisible(found is not None)
        self._declaration_id = 0 if found is None else found.declaration_id
        self._what.setText("" if found is None else duplicate_words(found.what))
        self.link.setText("" if found is None else found.number)
        self._who.setText("" if found is None else found.full_name)
        words = translate("CheckPanel", "Open beside this file")
        self.link.setToolTip("" if found is None else words)
        self.link.setAccessibleDescription("" if found is None else words)

    def _on_clicked(self) -> None:
        self.opened.emit(self._declaration_id)
