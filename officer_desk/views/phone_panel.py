# SPDX-License-Identifier: Apache-2.0
"""The second and third step of the enrolment: the QR code for the phone, then the ten recovery codes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.records import Enrolment
from officer_desk.views import actions, theme
from officer_desk.views.code_field import CodeField
from officer_desk.views.enrolment_parts import CodeTable, QrCode, card, secret_in_groups
from officer_desk.views.widgets import Button, Caption, FieldError, MessageLine, label, mark_bad, restyle


class PhonePanel(QWidget):
    """`code_typed` carries the six digits; after `show_codes` the officer prints, ticks and is `finished`."""

    code_typed = Signal(str)
    print_wanted = Signal()
    save_wanted = Signal()
    finished = Signal()
    left = Signal()

    def __init__(self, user_name: str) -> None:
        super().__init__()
        self.qr = QrCode()
        self._user_name = label(user_name, "caption", figures=True)
        self._secret = label(role="caption", figures=True)
        self._secret.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code = CodeField(23, 6)
        self._good = QLabel()
        self._good_text = label(
            translate("EnrolmentPage", "The code fits, tied"), "caption", tone="approved", wrap=True
        )
        self.error = FieldError()
        self.codes = CodeTable()
        self._codes_text = label(role="table", tone="ink2", wrap=True)
        print_text = translate("EnrolmentPage", "Print the codes")
        self.print_button = Button(print_text, actions.cap("print"), icon="printer")
        self.save_button = Button(translate("EnrolmentPage", "Save PDF"), icon="save")
        self._once = label(translate("EnrolmentPage", "Shown only now"), "label", wrap=True)
        self.advice = MessageLine()
        self.kept = QCheckBox(translate("EnrolmentPage", "I printed or copied the ten codes and keep them safe"))
        self.back = Button(translate("EnrolmentPage", "Back"), large=True)
        self.done = Button(translate("EnrolmentPage", "Finish and begin to work"), kind="primary", large=True)
        self._lay_out()
        self._connect()
        self._show_open(False)

    def show_enrolment(self, enrolment: Enrolment) -> None:
        """Show the QR code, and the secret for phones that cannot scan."""
        self.qr.show_text(enrolment.uri)
        self._secret.setText(secret_in_groups(enrolment.secret))

    def show_codes(self, codes: Sequence[str]) -> None:
        """The phone is tied: show the ten codes."""
        self.code.setReadOnly(True)
        self.codes.show_codes(codes)
        self._show_open(True)
        # The sixth digit is taken by itself: an Enter that follows it by habit must not print ten secrets.
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse_code(self, text: str) -> None:
        """The code does not fit."""
        self.error.show_error(text)
        mark_bad(self.code, True)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        self.code.selectAll()

    def focus_first(self) -> None:
        """Put the cursor into the code."""
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(28)
        cards.addWidget(self._phone_card(), 42)
        cards.addWidget(self._codes_card(), 54)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 4)
        whole.setSpacing(0)
        whole.addLayout(cards)
        whole.addSpacing(16)
        whole.addWidget(self.advice)
        whole.addSpacing(16)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.kept)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.done)
        whole.addLayout(foot)
        whole.addStretch(1)

    def _phone_card(self) -> QFrame:
        frame, column = card(420)
        column.addWidget(label(translate("EnrolmentPage", "Scan this code with the phone"), "strong", wrap=True))
        column.addSpacing(12)
        scan = QHBoxLayout()
        scan.setSpacing(17)
        scan.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setSpacing(2)
        beside.addWidget(label(translate("EnrolmentPage", "Account"), "label"))
        beside.addWidget(self._user_name)
        beside.addSpacing(6)
        beside.addWidget(label(translate("EnrolmentPage", "Cannot scan? Type the key"), "label", wrap=True))
        beside.addWidget(self._secret)
        beside.addStretch(1)
        scan.addLayout(beside, 1)
        column.addLayout(scan)
        column.addSpacing(18)
        caption = translate("EnrolmentPage", "Verification code that the phone shows now")
        column.addWidget(Caption(caption, self.code, strong=True))
        column.addSpacing(5)
        self.code.setFixedSize(206, 42)
        entry = QHBoxLayout()
        entry.setSpacing(6)
        entry.addWidget(self.code, 0, Qt.AlignmentFlag.AlignLeft)
        entry.addWidget(self._good)
        entry.addWidget(self._good_text, 1)
        column.addLayout(entry)
        column.addWidget(self.error)
        column.addStretch(1)
        return frame

    def _codes_card(self) -> QFrame:
        frame, column = card()
        column.addWidget(label(translate("EnrolmentPage", "Ten recovery codes"), "strong", wrap=True))
        column.addSpacing(3)
        column.addWidget(self._codes_text)
        column.addSpacing(8)
        column.addWidget(self.codes)
        column.addSpacing(16)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.save_button)
        buttons.addStretch(1)
        buttons.addWidget(self._once)
        column.addLayout(buttons)
        column.addStretch(1)
        return frame

    def _connect(self) -> None:
        self.code.complete.connect(self._on_code)
        self.code.returnPressed.connect(self._on_code)
        self.code.edited.connect(self._on_edited)
        self.print_button.clicked.connect(self.print_wanted)
        self.save_button.clicked.connect(self.save_wanted)
        self.kept.toggled.connect(self._on_kept)
        self.back.clicked.connect(self.left)
        self.done.clicked.connect(self.finished)
        actions.bind("print", self, self._on_print_key)
        actions.bind("save-pdf", self, self._on_save_key)

    def _show_open(self, tied: bool) -> None:
        """Show the codes and what to do with them only once the phone is tied."""
        self._good.setPixmap(theme.pixmap("circle-check", "approved", 16))
        for widget in (self._good, self._good_text, self.print_button, self.save_button, self._once):
            widget.setVisible(tied)
        self.kept.setVisible(tied)
        self.done.setVisible(tied)
        self.back.setVisible(not tied)
        self.done.setEnabled(False)
        self.done.setToolTip(translate("EnrolmentPage", "First tick that you keep the codes"))
        if tied:
            text = translate("EnrolmentPage", "Without the phone, one code does instead. Each code once.")
            head = translate("EnrolmentPage", "Keep the print like a key.")
            rest = translate(
                "EnrolmentPage",
                "No codes left, or others may know them: the administrator resets, old codes end at once.",
            )
            self.advice.show_message("amber", head, rest, "info")
        else:
            text = translate("EnrolmentPage", "They appear here as soon as the phone's code fits.")
        self._codes_text.setText(text)
        restyle(self._codes_text)

    def _on_code(self) -> None:
        if not self.code.isReadOnly():
            self.code_typed.emit(self.code.code())

    def _on_edited(self) -> None:
        self.error.clear()
        mark_bad(self.code, False)

    def _on_kept(self, kept: bool) -> None:
        self.done.setEnabled(kept)
        self.done.setToolTip("" if kept else translate("EnrolmentPage", "First tick that you keep the codes"))

    def _on_print_key(self) -> None:
        if self.print_button.isVisible():
            self.print_wanted.emit()

    def _on_save_key(self) -> None:
        if self.save_button.isVisible():
            self.save_wanted.emit()
