# SPDX-License-Identifier: Apache-2.0
"""The bar at the foot of the open file: «Thoát», what Ghi nhận will do, «Ghi nhận»."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QWidget
from shiboken6 import isValid

from officer_desk.catalogue import translate
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.record_plan import Plan
from officer_desk.views.widgets import Button


class ActionBar(Ground):
    """54 high; a question about leaving stands in its place, not in a window, and moves nothing."""

    leave_requested = Signal()
    record_requested = Signal()
    next_requested = Signal()
    leave_confirmed = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "line2", "top")
        self.leave = Button(translate("ActionBar", "Back to list"), "Esc", large=True)
        self.record = Button(translate("ActionBar", "Record"), "Ctrl Enter", kind="primary", large=True)
        self.next = Button(translate("ActionBar", "Next file"), "Ctrl ↓", kind="primary", large=True)
        self.question = Words(translate("ActionBar", "The reason being typed is kept as a draft."), "heavy")
        self.go = Button(translate("ActionBar", "Leave"), large=True)
        self.stay = Button(translate("ActionBar", "Stay"), "Esc", large=True)
        self._asking = Ground("incomplete-bg", "incomplete-ln", "top")
        self._focus_before: QWidget | None = None
        self._held = ""
        self._sentence = Words("", "body", figures=True)
        self._lay_out()
        self.leave.clicked.connect(self.leave_requested)
        self.record.clicked.connect(self.record_requested)
        self.next.clicked.connect(self.next_requested)
        self.go.clicked.connect(self.leave_confirmed)
        self.stay.clicked.connect(self.stop_asking)

    def _lay_out(self) -> None:
        self._sentence.setProperty("tone", "ink2")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for button in (self.record, self.next):
            button.setMinimumWidth(180)
        self.leave.setMinimumWidth(113)
        self.next.hide()
        usual = QWidget()
        row = QHBoxLayout(usual)
        row.setContentsMargins(16, 10, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.leave)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.record)
        row.addWidget(self.next)
        self.question.setProperty("tone", "incomplete")
        asked = QHBoxLayout(self._asking)
        asked.setContentsMargins(16, 10, 16, 8)
        asked.setSpacing(8)
        asked.addWidget(self.question, 1)
        asked.addWidget(self.go)
        asked.addWidget(self.stay)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(usual)
        self._pages.addWidget(self._asking)

    def show_plan(self, plan: Plan) -> None:
        """Say what recording will do, or why it is off."""
        self._sentence.setText(self._held or plan.sentence)
        self.record.setEnabled(plan.ready)
        self.record.setToolTip("" if plan.ready else plan.sentence)

    def name_record(self, *, afresh: bool) -> None:
        """Say what is recorded: an assessment, or a second look."""
        usual, again = translate("ActionBar", "Record"), translate("ActionBar", "Record the second look")
        self.record.setText(again if afresh else usual)

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
        self._focus_before = QApplication.focusWidget()
        self._pages.setCurrentWidget(self._asking)
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_asking(self) -> None:
        """Take the question away; the focus goes back to where it was."""
        before, self._focus_before = self._focus_before, None
        if not self.is_asking:
            return
        self._pages.setCurrentIndex(0)
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_asking(self) -> bool:
        """Whether the question about leaving stands."""
        return self._pages.currentIndex() == 1
