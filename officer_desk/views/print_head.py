# SPDX-License-Identifier: Apache-2.0
"""Head and foot of the form's preview: whose form it is and how large it is shown; back, and «In»."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import DeclarationRecord
from officer_desk.views import actions, theme
from officer_desk.views.file_parts import FlowLayout, Ground, Words
from officer_desk.views.print_work import Ticket
from officer_desk.views.widgets import Button, Chip, IconButton, label


class PrintHead(Ground):
    """One row of 50; a long name wraps and makes it higher."""

    def __init__(self) -> None:
        super().__init__("surface", "line", "bottom")
        self._number = Words("", "section", figures=True, selectable=True)
        self._name = Words("", "section", selectable=True)
        self._what = Words(translate("PrintPreview", "Preview of the form"), "table")
        self._state = Chip()
        self._scale = label(role="body", figures=True)
        self.farther = IconButton("zoom-out", translate("PrintPreview", "Zoom out"), actions.cap("zoom-out"))
        self.closer = IconButton("zoom-in", translate("PrintPreview", "Zoom in"), actions.cap("zoom-in"))
        self.whole = Button(translate("PrintPreview", "Fit the page"), actions.cap("pictures-all"))
        self.across = Button(translate("PrintPreview", "Fit the width"), actions.cap("picture-1"), icon="scan")
        self._lay_out()

    def show_declaration(self, record: DeclarationRecord) -> None:
        """Say whose form it is."""
        self._number.setText(record.number)
        self._name.setText(record.declared.full_name)
        icon, token = theme.state_look(record.state)
        self._state.set(icon, texts.state(record.state), token)

    def show_scale(self, scale: float) -> None:
        """Say how large the pages are shown; 100 % is their size on paper."""
        self._scale.setText(f"{round(scale * 100)} %")

    def _lay_out(self) -> None:
        self._what.setProperty("tone", "ink2")
        facts = FlowLayout(gap=12, row_gap=4)
        for widget in (self._number, self._name, self._what, self._state):
            facts.addWidget(widget)
        left = QWidget()
        left.setLayout(facts)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        left.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 9)
        row.setSpacing(12)
        row.addWidget(left, 1, Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.farther, self._scale, self.closer, self.whole, self.across):
            row.addWidget(widget)
        self.setMinimumHeight(50)


class PrintFoot(Ground):
    """The action bar of 54: back at the left, the one primary act at the right, and what it will do."""

    def __init__(self) -> None:
        super().__init__("surface", "line2", "top")
        self.back = Button(translate("PrintPreview", "Back to the file"), actions.cap("back"), large=True)
        self.print = Button(
            translate("PrintPreview", "Print"), actions.cap("print"), "primary", icon="printer", large=True
        )
        self._words = label(role="muted", figures=True, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 16, 9)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self._words, 4)
        row.addWidget(self.print)
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.print.setMinimumWidth(180)

    def words(self) -> str:
        """Give the sentence."""
        return self._words.text()

    def show_ticket(self, ticket: Ticket, why_not: str, *, usable: bool) -> None:
        """Say what «In» will do, or why not."""
        words = why_not
        if not why_not:
            pages = ticket.pages * ticket.copies
            words = translate("PrintPreview", "Prints {pages} pages on {printer}")
            if pages == 1:
                words = translate("PrintPreview", "Prints 1 page on {printer}")
            words = words.format(pages=pages, printer=ticket.printer)
        self._words.setText(words)
        self.print.setEnabled(usable)
        self.print.setToolTip("" if usable else why_not)
