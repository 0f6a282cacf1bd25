# SPDX-License-Identifier: Apache-2.0
"""The bar at the foot of the open file: «Thoát», what Ghi nhận will do, «Ghi nhận»."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.record_plan import Plan
from officer_desk.views.widgets import Button, MessageLine


class ActionBar(Ground):
    """54 high; a question about leaving stands above it in one line, not in a window."""

    leave_requested = Signal()
    record_requested = Signal()
    next_requested = Signal()
    leave_confirmed = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "line2", "top")
        self.leave = Button(translate("ActionBar", "Back to list"), "Esc", large=True)
        self.record = Button(translate("ActionBar", "Record"), "Ctrl Enter", kind="primary", large=True)
        self.next = Button(translate("ActionBar", "Next file"), "Ctrl ↓", kind="primary", large=True)
        self.question = MessageLine()
        self._above = QWidget()
        self._held = ""
        self._sentence = Words("", "body", figures=True)
        self._lay_out()
        self.leave.clicked.connect(self.leave_requested)
        self.record.clicked.connect(self.record_requested)
        self.next.clicked.connect(self.next_requested)

    def _lay_out(self) -> None:
        self._sentence.setProperty("tone", "ink2")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for button in (self.record, self.next):
            button.setMinimumWidth(180)
        self.leave.setMinimumWidth(113)
        self.next.hide()
        row = QHBoxLayout()
        row.setContentsMargins(16, 9, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.leave)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.record)
        row.addWidget(self.next)
        above = QVBoxLayout(self._above)
        above.setContentsMargins(16, 7, 16, 0)
        above.addWidget(self.question)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 1, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._above)
        self._above.hide()
        outer.addLayout(row)

    def show_plan(self, plan: Plan) -> None:
        """Say what recording will do, or why it is off."""
        self._sentence.setText(self._held or plan.sentence)
        self.record.setEnabled(plan.ready)
        self.record.setToolTip("" if plan.ready else plan.sentence)

    def offer_next(self, words: str) -> None:
        """Put «Hồ sơ tiếp theo» in the place of «Ghi nhận», and say why."""
        self._held = words
        self.record.hide()
        self.next.show()
        self._sentence.setText(words)

    def take_next_back(self) -> None:
        """Put «Ghi nhận» back in its place."""
        self._held = ""
        self.next.hide()
        self.record.show()

    @property
    def can_record(self) -> bool:
        """Whether «Ghi nhận» is there and on."""
        return not self._held and self.record.isEnabled()

    @property
    def sentence(self) -> str:
        """The sentence beside the button."""
        return self._sentence.text()

    def ask_to_leave(self) -> None:
        """Ask once; the draft is kept either way."""
        self._above.show()
        self.question.show_message("amber", translate("ActionBar", "The reason being typed is kept as a draft."))
        go = Button(translate("ActionBar", "Leave"))
        stay = Button(translate("ActionBar", "Stay"), "Esc")
        go.clicked.connect(self.leave_confirmed)
        stay.clicked.connect(self.stop_asking)
        for button in (go, stay):
            self.question.add_action(button)
            # Shown now, not by the next turn of the event loop: it takes the focus.
            button.show()
        go.setAutoDefault(True)
        stay.setAutoDefault(True)
        go.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_asking(self) -> None:
        """Take the question away."""
        self.question.clear()
        self._above.hide()

    @property
    def is_asking(self) -> bool:
        """Whether the question about leaving stands."""
        return not self.question.isHidden()
