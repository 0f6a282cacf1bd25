# SPDX-License-Identifier: Apache-2.0
"""The line under the head of the file: what the last act did; it follows into the next file."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import DeclarationRecord, Outcome
from officer_desk.domain.values import Kind, MessageChannel, Verdict
from officer_desk.views import theme
from officer_desk.views.file_parts import Ground, Words, phone_groups
from officer_desk.views.widgets import Button, IconButton


class SuccessLine(Ground):
    """44 high; hidden until there is something to say."""

    print_requested = Signal()

    def __init__(self) -> None:
        super().__init__("approved-bg", "approved", "bottom")
        self._text = ""
        icon = QLabel()
        icon.setPixmap(theme.pixmap("circle-check", "approved", 20))
        self._head = Words("", "heavy")
        self._head.setProperty("tone", "approved")
        self._words = Words("", "body", figures=True, selectable=True)
        self.print = Button(translate("SuccessLine", "Print its declaration"), icon="printer")
        self._close = IconButton("x", translate("SuccessLine", "Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 14, 7)
        row.setSpacing(10)
        row.addWidget(icon)
        row.addWidget(self._head)
        row.addWidget(self._words, 1)
        row.addWidget(self.print)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(44)
        self.print.clicked.connect(self.print_requested)
        self._close.clicked.connect(self.clear)
        self.clear()

    def show_success(self, head: str, text: str, *, can_print: bool = False) -> None:
        """Say what was done."""
        self._text = f"{head} {text}".strip()
        self._head.setText(head)
        self._words.setText(text)
        self.print.setVisible(can_print)
        self.setAccessibleName(self._text)
        self.show()

    def clear(self) -> None:
        """Say nothing and take no room."""
        self._text = ""
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty while hidden."""
        return self._text


def outcome_words(outcome: Outcome) -> tuple[str, str]:
    """Say what «Ghi nhận» did: in the seed's words, then with account and messages."""
    record = outcome.declaration
    who = _who(record)
    sms = sum(message.channel is MessageChannel.SMS for message in outcome.messages)
    emails = sum(message.channel is MessageChannel.EMAIL for message in outcome.messages)
    queued = (
        translate("SuccessLine", "{sms} SMS, {emails} e-mail wait to be sent").format(sms=sms, emails=emails)
        if emails
        else translate("SuccessLine", "{sms} SMS waits to be sent").format(sms=sms)
    )
    match outcome.verdict:
        case Verdict.VALID if record.declared.kind is Kind.CHANGE:
            head = translate("SuccessLine", "The information was updated.")
            body = translate("SuccessLine", "{who}: account {login} is up to date. {queued}.")
        case Verdict.VALID:
            head = translate("SuccessLine", "The registration succeeded.")
            body = translate("SuccessLine", "{who}: account {login} is issued and active. {queued}.")
        case Verdict.INVALID:
            head = translate("SuccessLine", "The refusal was recorded.")
            body = translate("SuccessLine", "{who}: the reason goes to {phone}. {queued}.")
        case _:
            head = translate("SuccessLine", "The file was updated.")
            body = translate("SuccessLine", "{who}: waits for the supplement. {queued}.")
    login = "" if outcome.account is None else outcome.account.login_name
    return head, body.format(who=who, login=login, phone=phone_groups(record.declared.phone), queued=queued)


def withdrawn_words(record: DeclarationRecord) -> tuple[str, str]:
    """Say that a file was withdrawn."""
    words = translate("SuccessLine", "{who}: {state}.")
    said = words.format(who=_who(record), state=texts.state(record.state).lower())
    return translate("SuccessLine", "The file was updated."), said


def _who(record: DeclarationRecord) -> str:
    return f"{record.declared.full_name}, {record.number}"
