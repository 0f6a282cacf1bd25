# SPDX-License-Identifier: Apache-2.0
"""«Gửi thử»: one message to a number or an address of the office's own, and what the other side answered."""

from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.codes import is_email, phone
from officer_desk.domain.messages import unaccent
from officer_desk.domain.records import Envelope
from officer_desk.domain.values import MessageChannel
from officer_desk.errors import Refused
from officer_desk.office import OpenOffice
from officer_desk.services import office_settings
from officer_desk.views.settings_parts import Field, complain, head, line_edit
from officer_desk.views.widgets import Button, MessageLine

_LONGEST = 254


class TrySending(QWidget):
    """Uses what is saved, not what is being typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._busy = False
        self.line = MessageLine()
        self.address = Field(
            translate("SettingValues", "E-mail address or mobile number"), line_edit(_LONGEST, figures=True)
        )
        self.button = Button(translate("SettingValues", "Send a trial message"), icon="send")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        words = translate("SettingValues", "One message with nobody's data, over the way that is saved.")
        column.addWidget(head(translate("SettingValues", "Trial"), words))
        column.addWidget(self.line)
        column.addWidget(self.address)
        column.addLayout(row)
        self.button.clicked.connect(self.send)
        self._typed.returnPressed.connect(self.send)

    def show_dirty(self, dirty: bool) -> None:
        """A trial of what is not saved would try something else."""
        self.button.setEnabled(not dirty)
        self.button.setToolTip(translate("SettingValues", "Save first.") if dirty else "")

    def send(self) -> None:
        """Send it, and say what came of it."""
        if self._busy or not self.button.isEnabled():
            return
        self.line.clear()
        typed = self._typed.text().strip()
        channel = MessageChannel.EMAIL if "@" in typed else MessageChannel.SMS
        address = (typed if is_email(typed) else None) if channel is MessageChannel.EMAIL else phone(typed)
        if address is None:
            self.address.complain(texts.sentence(Refused("trial-address")))
            return
        self.address.complain("")
        # The button is not switched off meanwhile: the focus would leave the page.
        self._busy = True
        self.line.show_message("information", translate("SettingValues", "Being sent…"))
        envelope = _envelope(channel, address)
        self._desk.work(self, _send, self._desk.office, envelope, then=self._on_sent, otherwise=self._on_failed)

    def _on_sent(self, answer: tuple[Envelope, str, str]) -> None:
        envelope, reason, detail = answer
        self._busy = False
        self._desk.act(
            self, office_settings.tried, envelope.channel, envelope.address, reason or "sent", then=lambda _none: None
        )
        if reason:
            said = texts.sentence(Refused(reason))
            self.line.show_message("red", said, detail, closable=True)
        else:
            words = translate("SettingValues", "The other side has taken it; look whether it arrived.")
            self.line.show_message("success", translate("SettingValues", "Sent."), words, closable=True)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        complain(self.line, error)

    @property
    def _typed(self) -> Any:
        return self.address.field


def _envelope(channel: MessageChannel, address: str) -> Envelope:
    subject = translate("SettingValues", "Trial message of the reception desk")
    body = translate("SettingValues", "This is a trial message of the reception desk. Nothing has to be done.")
    if channel is MessageChannel.SMS:
        body = unaccent(body)
    return Envelope(0, "", str(uuid4()), channel, address, subject, body, None, 0, "")


def _send(_job: object, office: OpenOffice, envelope: Envelope) -> tuple[Envelope, str, str]:
    """Send on the saved way; gives the reason's word (empty: sent) and what the other side said."""
    from officer_desk.gateways.mail import open_mail  # noqa: PLC0415 - not needed to show the page
    from officer_desk.gateways.sending import Sent  # noqa: PLC0415 - the same
    from officer_desk.gateways.sms import open_sms  # noqa: PLC0415 - the same

    opening = open_mail if envelope.channel is MessageChannel.EMAIL else open_sms
    way = opening(office.settings, office.clock)
    if way is None:
        raise Refused("way-not-set")
    answer = way.send(envelope)
    return envelope, "" if isinstance(answer, Sent) else answer.reason, answer.detail
