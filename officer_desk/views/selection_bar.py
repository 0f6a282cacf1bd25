# SPDX-License-Identifier: Apache-2.0
"""How many rows of the list are chosen, and what can be done with all; it lies under the rows, so none moves."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from officer_desk.catalogue import translate
from officer_desk.views import actions
from officer_desk.views.file_parts import Ground
from officer_desk.views.sidebar import count_words, grouped
from officer_desk.views.widgets import Button, label


class SelectionBar(Ground):
    """Seen while more than one row is chosen."""

    print_wanted = Signal()
    assign_wanted = Signal()
    let_go_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("surf2", "line", "top")
        self._count = label("", "strong", figures=True)
        self.print = Button(translate("SelectionBar", "Print the forms"), actions.cap("print"), icon="printer")
        self.assign = Button(translate("SelectionBar", "Assign"), actions.cap("assign"), icon="user-check")
        self.let_go = Button(translate("SelectionBar", "Choose none"), actions.cap("back"), kind="quiet")
        self.print.clicked.connect(self.print_wanted)
        self.assign.clicked.connect(self.assign_wanted)
        self.let_go.clicked.connect(self.let_go_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._count, 1)
        for button in (self.print, self.assign, self.let_go):
            row.addWidget(button)
        self.hide()

    def show_count(self, count: int, total: int, *, may_assign: bool) -> None:
        """Say how many rows are chosen; one alone needs no saying. `total`: the list's, where all but its end are."""
        words = translate("SelectionBar", "{count} files chosen")
        if total > count:
            words = translate("SelectionBar", "The first {count} of {total} files chosen")
        self._count.setText(words.format(count=grouped(count), total=count_words(total)))
        self.assign.setVisible(may_assign)
        self.setVisible(count > 1)

    def text(self) -> str:
        """Give the words; empty while hidden."""
        return "" if self.isHidden() else self._count.text()
