# SPDX-License-Identifier: Apache-2.0
"""The first sign-in: change the first password, tie the phone, keep the recovery codes."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import Enrolment, EnrolmentDraft, SignInDraft, SignInResult
from officer_desk.views.enrolment_parts import Steps
from officer_desk.views.first_password import FirstPassword
from officer_desk.views.phone_panel import PhonePanel
from officer_desk.views.sign_in_services import SignInServices
from officer_desk.views.widgets import Badge, MessageLine, label

_PASSWORD, _PHONE, _CODES = 1, 2, 3
_WIDEST: Final = 986


class EnrolmentPage(QWidget):
    """Three steps; `left` goes back to the form, `finished` carries the answer with the officer who is in."""

    left = Signal()
    finished = Signal(object)

    def __init__(
        self, services: SignInServices, draft: SignInDraft, *, change_password: bool, sample: bool = False
    ) -> None:
        """`draft`: what was typed in the form; its password is the one to change."""
        super().__init__()
        self._services = services
        self._user_name, self._password_text = draft.user_name, draft.password
        self._enrolment: Enrolment | None = None
        self._result: SignInResult | None = None
        self._busy = False
        self.steps = Steps(
            (
                translate("EnrolmentPage", "Change the first password"),
                translate("EnrolmentPage", "Tie the phone"),
                translate("EnrolmentPage", "Keep the recovery codes"),
            )
        )
        self._badge = Badge(translate("EnrolmentPage", "SAMPLE OFFICE")) if sample else None
        self._title = label(role="title", wrap=True)
        self._lead = label(role="muted", wrap=True)
        self.message = MessageLine()
        self.first_password = FirstPassword(draft.user_name, draft.password)
        self.phone = PhonePanel(draft.user_name)
        self._lay_out()
        self._connect()
        self._show_step(_PASSWORD if change_password else _PHONE)
        if not change_password:
            self._begin()

    def focus_first(self) -> None:
        """Put the cursor where to begin."""
        (self.phone if self.first_password.isHidden() else self.first_password).focus_first()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.steps, 1)
        if self._badge is not None:
            head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 36, 0, 24)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(32)
        column.addWidget(self._title)
        column.addSpacing(3)
        column.addWidget(self._lead)
        column.addSpacing(12)
        column.addWidget(self.message)
        column.addSpacing(14)
        # Not a stack: that would be as high as its highest page, and scroll for nothing.
        column.addWidget(self.first_password)
        column.addWidget(self.phone)
        column.addStretch(1)
        holder = QWidget()
        holder.setProperty("ground", "surface")
        around = QHBoxLayout(holder)
        around.setContentsMargins(40, 0, 40, 0)
        around.addStretch(1)
        around.addWidget(inside, 1000)
        around.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _connect(self) -> None:
        self.first_password.left.connect(self.left)
        self.first_password.chosen.connect(self._change_password)
        self.phone.left.connect(self.left)
        self.phone.code_typed.connect(self._finish)
        self.phone.print_wanted.connect(self._print)
        self.phone.save_wanted.connect(self._save)
        self.phone.finished.connect(self._on_done)

    def _show_step(self, step: int) -> None:
        self.steps.set_step(step)
        self.message.clear()
        self.first_password.setVisible(step == _PASSWORD)
        self.phone.setVisible(step != _PASSWORD)
        if step == _PASSWORD:
            self._title.setText(translate("EnrolmentPage", "Change the first password"))
            self._lead.setText(translate("EnrolmentPage", "The first password was known to others. Choose your own."))
        elif step == _CODES:
            self._title.setText(translate("EnrolmentPage", "Keep the recovery codes"))
            self._lead.setText(translate("EnrolmentPage", "The phone is tied. Keep these ten codes before you go on."))
        else:
            self._title.setText(translate("EnrolmentPage", "Tie the phone for verification codes"))
            text = translate("EnrolmentPage", "Any application for 6-digit codes (TOTP). No network needed, no cost.")
            self._lead.setText(text)

    def _change_password(self, new: str) -> None:
        if not self._busy:
            self._busy = True
            self._services.change_password(
                self._user_name, self._password_text, new, lambda result: self._on_changed(new, result), self._on_failed
            )

    def _on_changed(self, new: str, result: SignInResult) -> None:
        self._busy = False
        if result.step == "enrol":
            self._password_text = new
            self._show_step(_PHONE)
            self._begin()
        elif result.step == "locked":
            text = translate("EnrolmentPage", "The account is locked. The administrator can unlock it.")
            self.message.show_message("red", text)
        elif result.step in {"changed", "signed-in"}:
            self.left.emit()
        else:
            text = translate("EnrolmentPage", "The first password is no longer valid. Go back and sign in again.")
            self.message.show_message("red", text)

    def _begin(self) -> None:
        self._services.begin_enrolment(self._user_name, self._on_begun, self._on_failed)

    def _on_begun(self, enrolment: Enrolment) -> None:
        self._enrolment = enrolment
        self.phone.show_enrolment(enrolment)
        self.phone.focus_first()

    def _finish(self, code: str) -> None:
        if self._enrolment is None or self._busy or self._result is not None:
            return
        self._busy = True
        draft = EnrolmentDraft(self._user_name, self._password_text, self._enrolment, code)
        self._services.finish_enrolment(draft, self._on_finished, self._on_failed)

    def _on_finished(self, result: SignInResult) -> None:
        self._busy = False
        if result.step == "signed-in" and self._enrolment is not None:
            self._result = result
            self._show_step(_CODES)
            self.phone.show_codes(self._enrolment.recovery_codes)
        elif result.step == "locked":
            text = translate("EnrolmentPage", "The account is locked. The administrator can unlock it.")
            self.message.show_message("red", text)
        else:
            self.phone.refuse_code(
                translate("EnrolmentPage", "The code does not fit. Type the code that is shown now.")
            )

    def _print(self) -> None:
        if self._enrolment is not None:
            self._services.print_codes(self._enrolment, self._on_printed, self._on_failed)

    def _on_printed(self) -> None:
        self.message.show_message("success", translate("EnrolmentPage", "The codes were sent to the printer."))

    def _save(self) -> None:
        from officer_desk.views import dialogs  # noqa: PLC0415 - rarely needed

        if self._enrolment is None:
            return
        title = translate("EnrolmentPage", "Save the recovery codes")
        path = dialogs.choose_save(self, title, f"ma-khoi-phuc-{self._enrolment.user_name}.pdf")
        if path is not None:
            self._services.save_codes(self._enrolment, path, lambda: self._on_saved(path.name), self._on_failed)

    def _on_saved(self, name: str) -> None:
        text = translate("EnrolmentPage", "Saved as {name}.").format(name=name)
        self.message.show_message(
            "success", text, translate("EnrolmentPage", "Keep the file where only you can open it.")
        )

    def _on_done(self) -> None:
        if self._result is not None:
            self.finished.emit(self._result)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self.message.show_message("red", translate("EnrolmentPage", "That did not work."), texts.sentence(error))
