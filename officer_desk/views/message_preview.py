# SPDX-License-Identifier: Apache-2.0
"""«Tin sẽ gửi»: the exact SMS and e-mail, with how many parts and characters, and to whom."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.records import MessagePreview
from officer_desk.domain.values import MessageChannel
from officer_desk.views.file_parts import Words, phone_groups
from officer_desk.views.segments import Segments

MESSAGE_HEAD = 30
"""Height of the words over a message, with and without the switch beside them."""
MESSAGE_FOOT = 20
"""Height of the line under it."""


class ShortText(QPlainTextEdit):
    """Asks for three lines only; what is longer scrolls, and a higher place is taken gladly."""

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(200, 74)

    def minimumSizeHint(self) -> QSize:
        """Two lines at least."""
        return QSize(120, 50)


class MessageBox(QWidget):
    """Shows what the citizen will get; a switch between the channels that have a message."""

    def __init__(self) -> None:
        super().__init__()
        self._messages: tuple[MessagePreview, ...] = ()
        self._head = Words(translate("MessageBox", "Message to be sent"), "heavy")
        self.switch = Segments(translate("MessageBox", "Message to be sent"))
        self._body = ShortText()
        self._foot = Words("", "label", figures=True)
        self._lay_out()
        self.switch.chosen.connect(self._show)
        self.clear()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        self._head.setFixedHeight(MESSAGE_HEAD)
        top.addWidget(self._head)
        top.addStretch(1)
        top.addWidget(self.switch)
        # Without a message too, so that its box stays level with the one beside it.
        self._foot.setMinimumHeight(MESSAGE_FOOT)
        self._body.setReadOnly(True)
        self._body.setTabChangesFocus(True)
        self._body.setAccessibleName(translate("MessageBox", "Message to be sent"))
        self._body.setProperty("figures", True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(top)
        outer.addWidget(self._body, 1)
        outer.addWidget(self._foot)

    def clear(self) -> None:
        """Show no message."""
        self.show_messages(())

    def show_messages(self, messages: Sequence[MessagePreview]) -> None:
        """Show other messages; the channel that was looked at stays."""
        names = [_name(message) for message in messages]
        if names != [_name(message) for message in self._messages]:
            self.switch.set_choices([("", name) for name in names])
        self._messages = tuple(messages)
        self.switch.setVisible(len(messages) > 1)
        self._show(max(0, self.switch.current))

    def show_words(self, words: str) -> None:
        """Say why there is no message to show."""
        self.clear()
        self._foot.setText(words)

    @property
    def shown(self) -> str:
        """The text that is in view."""
        return self._body.toPlainText()

    @property
    def foot(self) -> str:
        """What is said under the message."""
        return self._foot.text()

    def _show(self, index: int) -> None:
        if not 0 <= index < len(self._messages):
            self._set_body("")
            self._foot.setText("")
            return
        message = self._messages[index]
        subject = f"{message.subject}\n\n" if message.subject else ""
        self._set_body(subject + message.body)
        self._foot.setText(_foot(message))

    def _set_body(self, text: str) -> None:
        # Setting the same text again would lose the place that the officer scrolled to.
        if self._body.toPlainText() != text:
            self._body.setPlainText(text)


def _name(message: MessagePreview) -> str:
    """Name the channel; a warning to who was reached there before is named so."""
    sms = message.channel is MessageChannel.SMS
    if message.occasion == "changed-old":
        return translate("MessageBox", "SMS, old number") if sms else translate("MessageBox", "Old e-mail")
    return translate("MessageBox", "SMS") if sms else translate("MessageBox", "Email")


def _foot(message: MessagePreview) -> str:
    if message.channel is MessageChannel.EMAIL:
        return translate("MessageBox", "to {address}").format(address=message.address)
    words = translate("MessageBox", "{parts} messages · {characters}/{capacity} characters · to {address}")
    if message.segments == 1:
        words = translate("MessageBox", "{parts} message · {characters}/{capacity} characters · to {address}")
    return words.format(
        parts=message.segments,
        characters=message.characters,
        capacity=message.capacity,
        address=phone_groups(message.address),
    )
