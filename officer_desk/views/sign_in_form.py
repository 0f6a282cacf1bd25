# SPDX-License-Identifier: Apache-2.0
"""The sign-in form: name, password and code, and under each field what is wrong with it."""

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views.code_field import CodeField, RecoveryField
from officer_desk.views.sample_box import SampleBox
from officer_desk.views.widgets import (
    Button,
    Caption,
    FieldError,
    LinkButton,
    MessageLine,
    PasswordField,
    label,
    mark_bad,
)

if TYPE_CHECKING:
    from officer_desk.domain.records import SignInDraft, SignInResult

WIDTH: Final = 360


class SignInForm(QWidget):
    """What the officer types; `submitted` carries it as a draft."""

    submitted = Signal(object)

    def __init__(self, sample: SampleBox | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recovery = False
        self._title = label(role="title")
        self._lead = label(role="muted", wrap=True)
        self.user_name = QLineEdit()
        self.password = PasswordField()
        self.code = CodeField()
        self.recovery_code = RecoveryField()
        self._captions = [
            Caption("", field, strong=True) for field in (self.user_name, self.password, self.code, self.recovery_code)
        ]
        self._errors = [FieldError() for _ in range(3)]
        self.button = Button("", "Enter", "primary", large=True)
        self.recovery_link = LinkButton()
        self._forgotten = label(role="table", tone="ink2", wrap=True)
        self._progress_text = label(role="label", wrap=True)
        self._progress = QProgressBar()
        self.message = MessageLine()
        self.sample: SampleBox | None = None
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_recovery(False)
        if sample is not None:
            self.set_sample(sample)

    def draft(self) -> "SignInDraft":
        """Give what is typed."""
        from officer_desk.domain.records import SignInDraft  # noqa: PLC0415 - not before the first paint

        code = self.recovery_code.code() if self._recovery else self.code.code()
        return SignInDraft(self.user_name.text().strip(), self.password.text(), code, self._recovery)

    def set_sample(self, box: SampleBox) -> None:
        """Put the sample's own box under the form."""
        self.sample = box
        self._column.addWidget(box)
        box.filled.connect(self._on_sample_filled)
        box.code_chosen.connect(self._on_sample_code)

    def set_progress(self, text: str, part: float | None = None) -> None:
        """Say quietly what is going on, `part` of it done (0 to 1, None: not known); no text: nothing."""
        self._progress_text.setText(text)
        self._progress_text.setVisible(bool(text))
        self._progress.setVisible(bool(text) and part is not None)
        self._progress.setValue(round((part or 0) * 100))

    def set_usable(self, usable: bool) -> None:
        """Take input, or take none because the data cannot be opened."""
        for field in (self.user_name, self.password, self.code, self.recovery_code, self.button):
            field.setEnabled(usable)

    def show_result(self, result: "SignInResult") -> None:
        """Say under the field why signing in did not work, and put the cursor where to go on."""
        self.clear_errors()
        code = self.recovery_code if self._recovery else self.code
        left = result.tries_left
        if result.step == "wrong":
            text = translate("SignInWindow", "User name or password is not right. {left} tries left.")
            self._blame(1, self.password, text.format(left=left))
        elif result.step == "code-wrong" and not code.text():
            self._blame(2, code, self._code_missing())
        elif result.step == "code-wrong" and self._recovery:
            text = translate("SignInWindow", "The recovery code is not right or was used before. {left} tries left.")
            self._blame(2, code, text.format(left=left))
        elif result.step == "code-wrong":
            text = translate("SignInWindow", "The code is not right. {left} tries left.")
            self._blame(2, code, text.format(left=left))
        elif result.step == "code-used":
            self._blame(2, code, translate("SignInWindow", "The code was used already, wait for the next one."))
        elif result.step == "locked":
            text = translate("SignInWindow", "The account is locked. The administrator can unlock it.")
            self._blame(0, self.user_name, text)

    def clear_errors(self) -> None:
        """Nothing is wrong with the fields any more."""
        for error in self._errors:
            error.clear()
        for field in (self.user_name, self.password, self.code, self.recovery_code):
            mark_bad(field, False)

    def errors(self) -> str:
        """Give all sentences that are shown."""
        return " ".join(error.text() for error in self._errors if error.text())

    def start_again(self) -> None:
        """Empty the secret fields, for the next officer."""
        self.clear_errors()
        self.message.clear()
        self.password.clear()
        self.code.clear()
        self.recovery_code.clear()
        self._show_recovery(False)

    def focus_first_empty(self) -> None:
        """Put the cursor into the first field that is still empty."""
        code = self.recovery_code if self._recovery else self.code
        fields = (self.user_name, self.password, code)
        next((field for field in fields if not field.text()), code).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Write all words in the language in use."""
        self._title.setText(translate("SignInWindow", "Sign in"))
        self._lead.setText(translate("SignInWindow", "Each officer has a name of his own. Never shared."))
        captions = (
            translate("SignInWindow", "User name"),
            translate("SignInWindow", "Password"),
            translate("SignInWindow", "Verification code"),
            translate("SignInWindow", "Recovery code"),
        )
        for caption, text in zip(self._captions, captions, strict=True):
            caption.setText(text)
        self.password.name_eye()
        self.code.set_hint(translate("SignInWindow", "6 digits on the phone"))
        self.recovery_code.setPlaceholderText(translate("SignInWindow", "for example 7QK4-M2XD"))
        self.button.setText(translate("SignInWindow", "Sign in"))
        self._forgotten.setText(translate("SignInWindow", "Forgotten? See the administrator"))
        self._name_link()
        self.clear_errors()
        if self.sample is not None:
            self.sample.retranslate()

    def _lay_out(self) -> None:
        column = self._column
        self.setFixedWidth(WIDTH)
        self.user_name.setProperty("large", True)
        self.user_name.setMaxLength(60)
        self.button.set_height(40)
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 100)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(3)
        column.addWidget(self._lead)
        column.addSpacing(15)
        for caption, field, error in zip(
            self._captions, (self.user_name, self.password, self.code), self._errors, strict=False
        ):
            column.addWidget(caption)
            if field is self.code:
                column.addWidget(self._captions[3])
            column.addSpacing(5)
            column.addWidget(field)
            if field is self.code:
                column.addWidget(self.recovery_code)
            column.addWidget(error)
            column.addSpacing(20 if field is self.code else 13)
        column.addWidget(self.button)
        column.addSpacing(9)
        column.addLayout(self._links())
        column.addSpacing(8)
        column.addWidget(self._progress_text)
        column.addSpacing(3)
        column.addWidget(self._progress)
        column.addWidget(self.message)
        column.addSpacing(28)
        self.set_progress("")
        order = (self.user_name, self.password, self.code, self.recovery_code, self.button, self.recovery_link)
        for one, other in pairwise((*order, self.password.eye)):
            QWidget.setTabOrder(one, other)

    def _links(self) -> QHBoxLayout:
        links = QHBoxLayout()
        links.setSpacing(12)
        self._forgotten.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        links.addWidget(self.recovery_link, 0, Qt.AlignmentFlag.AlignTop)
        links.addWidget(self._forgotten, 1)
        return links

    def _connect(self) -> None:
        for field in (self.user_name, self.password, self.code, self.recovery_code):
            field.returnPressed.connect(self._on_submit)
        self.button.clicked.connect(self._on_submit)
        self.recovery_link.clicked.connect(self._on_recovery)

    def _name_link(self) -> None:
        self.recovery_link.setText(
            translate("SignInWindow", "Use the verification code")
            if self._recovery
            else translate("SignInWindow", "Use a recovery code")
        )

    def _show_recovery(self, recovery: bool) -> None:
        self._recovery = recovery
        for caption, field in zip(self._captions[2:], (self.code, self.recovery_code), strict=True):
            shown = (field is self.recovery_code) == recovery
            field.setVisible(shown)
            caption.setVisible(shown)
        self._name_link()

    def _blame(self, place: int, field: QLineEdit, text: str) -> None:
        self._errors[place].show_error(text)
        mark_bad(field, True)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def _code_missing(self) -> str:
        if self._recovery:
            return translate("SignInWindow", "Type one of the ten recovery codes.")
        return translate("SignInWindow", "Type the 6 digits that the phone shows now.")

    def _on_submit(self) -> None:
        self.clear_errors()
        self.message.clear()
        if not self.user_name.text().strip():
            self._blame(0, self.user_name, translate("SignInWindow", "Type the user name."))
        elif not self.password.text():
            self._blame(1, self.password, translate("SignInWindow", "Type the password."))
        else:
            self.submitted.emit(self.draft())

    def _on_recovery(self) -> None:
        self.clear_errors()
        self._show_recovery(not self._recovery)
        (self.recovery_code if self._recovery else self.code).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sample_filled(self, user_name: str, password: str) -> None:
        self.clear_errors()
        self.user_name.setText(user_name)
        self.password.setText(password)
        self.code.clear()
        if self.sample is not None and self.sample.needs_code():
            self.focus_first_empty()
        else:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sample_code(self, code: str) -> None:
        self._show_recovery(False)
        self.code.set_code(code)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)
