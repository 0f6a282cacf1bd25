# SPDX-License-Identifier: Apache-2.0
"""Where a failed message goes: the field in which the officer corrects it, and «Gửi lại»."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain import codes
from officer_desk.domain.records import MessageRecord
from officer_desk.domain.values import MessageChannel
from officer_desk.views import actions, message_words
from officer_desk.views.file_parts import IconLine
from officer_desk.views.widgets import Button, Caption, FieldError, LinkButton, mark_bad

_WITH_PASSWORD = frozenset({"approved"})
"""Messages about this must not come to somebody else."""


class AddressField(QWidget):
    """Checks on leaving the field, never while typing; what is typed for a message stays until it is sent."""

    send_wanted = Signal(str)
    """An address that can be one, as it is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._channel = MessageChannel.SMS
        self._id = 0
        self._on_file: str | None = None
        self._secret = False
        self._typed: dict[int, str] = {}
        self.field = QLineEdit()
        self.field.setProperty("figures", True)
        self.field.setMaxLength(254)
        self.button = Button(translate("AddressField", "Send again"), kind="primary", icon="send")
        self.button.setToolTip(f"{translate('AddressField', 'Send again')} ({actions.cap('send-again')})")
        self._error = FieldError()
        self._hint = IconLine("", "", "")
        self.use = LinkButton()
        self._lay_out()
        self.field.textEdited.connect(self._on_edited)
        self.field.editingFinished.connect(self._on_left)
        self.field.returnPressed.connect(self.send)
        self.button.clicked.connect(self.send)
        self.use.clicked.connect(self._use_file)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Caption(translate("AddressField", "Sent to"), self.field))
        column.addSpacing(3)
        column.addLayout(row)
        column.addWidget(self._error)
        column.addWidget(self._hint)
        column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)

    def show_address(self, record: MessageRecord) -> None:
        """Show the address of a failed message, or what was typed for it."""
        row = record.row
        if row.id != self._id:
            self.leave()
            self._clear_error()
        self._channel, self._on_file = row.channel, record.file_address
        self._secret = row.template in _WITH_PASSWORD
        wanted = self._typed.get(row.id, message_words.address(row.channel, row.address))
        self._id = row.id
        if self.field.text() != wanted:
            self.field.setText(wanted)
        if not self._error.text() and not (row.id in self._typed and self.field.hasFocus()):
            self._show_hint()

    def leave(self) -> None:
        """Another message has its turn: what was typed for this one is there when it comes back."""
        self._id = 0

    def forget(self, outbox_id: int) -> None:
        """The message was sent again: nothing typed for it is needed any more."""
        self._typed.pop(outbox_id, None)

    def set_ready(self, ready: bool) -> None:
        """Switch the button off while an act is on its way."""
        self.button.setEnabled(ready)

    def send(self) -> None:
        """Ask for the message to be sent, if the address can be one."""
        if not self.button.isEnabled():
            return
        address = self._address()
        if address is None:
            self._say_wrong()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._clear_error()
        self.send_wanted.emit(address)

    def show_error(self, words: str) -> None:
        """Say what is wrong with the address."""
        mark_bad(self.field, True)
        self._error.show_error(words)
        self._hint.hide()
        self.use.hide()

    def error(self) -> str:
        """Give what is said to be wrong; empty while nothing is."""
        return self._error.text()

    def _address(self) -> str | None:
        """Give the address as it is kept; None where it cannot be one."""
        text = self.field.text().strip()
        if self._channel is MessageChannel.SMS:
            return codes.phone(text)
        return text if codes.is_email(text) else None

    def _on_edited(self, text: str) -> None:
        if self._id:
            self._typed[self._id] = text
        self._clear_error()
        self._hint.hide()
        self.use.hide()

    def _on_left(self) -> None:
        if not self._id:
            return
        if self._address() is None:
            self._say_wrong()
        else:
            self._clear_error()
            self._show_hint()

    def _say_wrong(self) -> None:
        if self._channel is MessageChannel.SMS:
            words = translate("AddressField", "A mobile number has 10 digits and begins with 03, 05, 07, 08 or 09.")
        else:
            words = translate("AddressField", "This cannot be an e-mail address. It looks like ten@example.vn.")
        self.show_error(words)

    def _clear_error(self) -> None:
        mark_bad(self.field, False)
        self._error.clear()

    def _show_hint(self) -> None:
        """Say what the declaration has; where it is something else, offer to take it."""
        on_file, now = self._on_file, self._address()
        same = on_file is not None and on_file == now
        self._hint.setVisible(on_file is not None)
        self.use.setVisible(on_file is not None and not same)
        if on_file is None:
            return
        shown = message_words.address(self._channel, on_file)
        if same:
            words = translate("AddressField", "As in the declaration: {address}.").format(address=shown)
            self._hint.say("check", "", words, "approved")
        else:
            words = translate("AddressField", "The declaration has {address}; it stays as it is.")
            if self._secret:
                words = translate("AddressField", "Not as declared ({address}). Check well: it carries a password.")
            self._hint.say("triangle-alert", "", words.format(address=shown), "incomplete")
            self.use.setText(translate("AddressField", "Use the address of the declaration"))

    def _use_file(self) -> None:
        if self._on_file is not None and self._id:
            text = message_words.address(self._channel, self._on_file)
            self.field.setText(text)
            self._typed[self._id] = text
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_hint()
