# SPDX-License-Identifier: Apache-2.0
"""The first step of the enrolment: a password of the officer's own, typed twice, with its rules in words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views import actions
from officer_desk.views.enrolment_parts import Rule, card
from officer_desk.views.widgets import Button, Caption, FieldError, PasswordField, mark_bad

LEAST: Final = 10


class FirstPassword(QWidget):
    """`chosen` carries the new password, once it keeps every rule."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, user_name: str, old: str) -> None:
        super().__init__()
        self._user_name, self._old = user_name.strip().lower(), old
        self.new = PasswordField()
        self.again = PasswordField()
        self.errors = {self.new: FieldError(), self.again: FieldError()}
        self.back = Button(translate("EnrolmentPage", "Back"), actions.cap("back"), large=True)
        self.button = Button(translate("EnrolmentPage", "Change the password"), "Enter", "primary", large=True)
        self.rules = (
            Rule(translate("EnrolmentPage", "At least 10 characters")),
            Rule(translate("EnrolmentPage", "Not the first password")),
            Rule(translate("EnrolmentPage", "Without the user name")),
            Rule(translate("EnrolmentPage", "Typed the same way twice")),
        )
        self._lay_out()
        for field in (self.new, self.again):
            field.textChanged.connect(self._on_typed)
            field.returnPressed.connect(self._on_submit)
        self.button.clicked.connect(self._on_submit)
        self.back.clicked.connect(self.left)
        actions.bind("back", self, self.left.emit)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        frame, column = card()
        frame.setFixedWidth(420)
        column.addWidget(Caption(translate("EnrolmentPage", "New password"), self.new, strong=True))
        column.addSpacing(5)
        column.addWidget(self.new)
        column.addWidget(self.errors[self.new])
        column.addSpacing(13)
        column.addWidget(Caption(translate("EnrolmentPage", "New password again"), self.again, strong=True))
        column.addSpacing(5)
        column.addWidget(self.again)
        column.addWidget(self.errors[self.again])
        column.addSpacing(14)
        for rule in self.rules:
            column.addWidget(rule)
            column.addSpacing(5)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.button)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 4)
        whole.setSpacing(0)
        whole.addWidget(frame, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addSpacing(20)
        whole.addLayout(buttons)
        whole.addStretch(1)
        # Reading order is fields, then the act, then the way back.
        QWidget.setTabOrder(self.new, self.again)
        QWidget.setTabOrder(self.again, self.button)
        QWidget.setTabOrder(self.button, self.back)

    def _on_typed(self) -> None:
        new = self.new.text()
        kept = (
            len(new) >= LEAST,
            bool(new) and new != self._old,
            bool(new) and self._user_name not in new.lower(),
            bool(new) and new == self.again.text(),
        )
        for rule, is_kept in zip(self.rules, kept, strict=True):
            rule.set_kept(is_kept)
        for field, error in self.errors.items():
            error.clear()
            mark_bad(field, False)

    def _on_submit(self) -> None:
        self._on_typed()
        broken = [rule for rule in self.rules[:3] if not rule.kept]
        if broken:
            text = translate("EnrolmentPage", "The new password does not keep every rule below.")
            self._refuse(self.new, text, broken)
        elif not self.again.text():
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.rules[3].kept:
            text = translate("EnrolmentPage", "The two passwords are not the same.")
            self._refuse(self.again, text, [self.rules[3]])
        else:
            self.chosen.emit(self.new.text())

    def _refuse(self, field: PasswordField, text: str, broken: Sequence[Rule]) -> None:
        for rule in broken:
            rule.blame()
        self.errors[field].show_error(text)
        mark_bad(field, True)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
