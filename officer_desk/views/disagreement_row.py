# SPDX-License-Identifier: Apache-2.0
"""Two officers found differently: what each found, and the supervisor's word on it, under the head of the file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_time
from officer_desk.domain.records import LookRecord
from officer_desk.views import actions
from officer_desk.views.file_parts import FlowLayout, Ground, Words
from officer_desk.views.widgets import Button, FieldError


class DisagreementRow(Ground):
    """Opens by itself with a file that waits for it."""

    settled = Signal(int, bool)
    """The second look's id, and whether the first decision holds."""

    def __init__(self) -> None:
        super().__init__("incomplete-bg", "incomplete-ln", "top bottom")
        self._look: LookRecord | None = None
        self.first = _Finding()
        self.second = _Finding()
        self.effect = Words("", "muted")
        self.uphold = Button(translate("Looks", "The first decision holds"), actions.cap("uphold"), icon="check")
        self.overrule = Button(
            translate("Looks", "Take the first decision back"), actions.cap("overrule"), icon="undo-2"
        )
        self.error = FieldError()
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addWidget(self.first, 1)
        both.addWidget(self.second, 1)
        acts = FlowLayout(gap=8, row_gap=6)
        for widget in (self.uphold, self.overrule, self.effect):
            acts.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 10)
        column.setSpacing(7)
        column.addWidget(Words(translate("Looks", "Two officers found differently"), "heavy"))
        column.addLayout(both)
        column.addLayout(acts)
        column.addWidget(self.error)
        self.uphold.clicked.connect(lambda: self.settle(uphold=True))
        self.overrule.clicked.connect(lambda: self.settle(uphold=False))
        self.hide()

    def show_look(self, look: LookRecord | None) -> None:
        """Show a disagreement; None: there is none."""
        if look == self._look:
            return
        self._look = look
        self.setVisible(look is not None)
        self.error.clear()
        if look is None:
            return
        first = f"{look.first_name}, {format_time(look.asked_at)}"
        self.first.show_finding(first, texts.verdict(look.first_verdict), look.first_words)
        second = "" if look.verdict is None else texts.verdict(look.verdict)
        self.second.show_finding(_second_name(look), second, look.words)
        if look.in_force:
            self.effect.setText(
                translate("Looks", "The decision took effect already: to take it back, reopen the file.")
            )
        else:
            self.effect.setText(
                translate("Looks", "Until then no message goes out. Taken back, the file is decided anew.")
            )
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """While an act is under way no second one is begun."""
        self.uphold.setEnabled(not busy)
        self.overrule.setEnabled(not busy)

    def show_failure(self, words: str) -> None:
        """Say why it was not settled."""
        self.set_busy(False)
        self.error.show_error(words)

    def settle(self, *, uphold: bool) -> None:
        """Say whether the first decision holds; nothing happens while no disagreement is shown or an act runs."""
        if self._look is not None and self.uphold.isEnabled():
            self.set_busy(True)
            self.settled.emit(self._look.id, uphold)


class _Finding(QWidget):
    """One officer, his assessment, and his words."""

    def __init__(self) -> None:
        super().__init__()
        self._who = Words("", "label", figures=True)
        self._verdict = Words("", "heavy")
        self._words = Words("", "body", selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        for widget in (self._who, self._verdict, self._words):
            column.addWidget(widget)
        column.addStretch(1)

    def show_finding(self, who: str, verdict: str, words: tuple[str, ...]) -> None:
        """Show what somebody found."""
        self._who.setText(who)
        self._verdict.setText(verdict)
        self._words.setText("; ".join(words))
        self._words.setVisible(bool(words))


def _second_name(look: LookRecord) -> str:
    at = "" if look.done_at is None else f", {format_time(look.done_at)}"
    return f"{look.officer_name or ''}{at}"
