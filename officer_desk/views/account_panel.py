# SPDX-License-Identifier: Apache-2.0
"""The tab «Tài khoản»: what the account is, and every step that made it so, the newest first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import format_day, format_time, local
from officer_desk.domain.records import AccountRecord, AccountStep
from officer_desk.services.context import by_itself
from officer_desk.views.change_table import ChangeTable
from officer_desk.views.change_words import account_state, said, step_name
from officer_desk.views.file_parts import FlowLayout, IconLine, Words, phone_groups
from officer_desk.views.thumbnails import Thumbnail
from officer_desk.views.widgets import FieldRow, h_line, label

BY_ITSELF = by_itself("").full_name
_PICTURE, _STEP_PICTURE = 96, 56
_LOOKS = {
    "active": ("circle-check", "approved"),
    "pending": ("clock", "ink2"),
    "suspended": ("pause", "incomplete"),
    "cancelled": ("circle-x", "rejected"),
}


class AccountPanel(QWidget):
    """Made only when somebody looks at it: most files are decided without."""

    open_requested = Signal(int)
    """The file from which a step came."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._account: AccountRecord | None = None
        self._file_id: int | None = None
        self._body: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)

    def show_account(self, account: AccountRecord | None, file_id: int | None) -> None:
        """Show an account beside the file that is open; a step of that file needs no way to it."""
        if (account, file_id) == (self._account, self._file_id) and self._body is not None:
            return
        self._account, self._file_id = account, file_id
        if self._body is not None:
            self._layout.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
            self._body = None
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the lines now."""
        super().showEvent(event)
        self._fill()

    def words(self) -> str:
        """Give all that it says, for whoever reads the screen."""
        account = self._account
        if account is None:
            return translate("AccountPanel", "This code has no account yet.")
        steps = [f"{step_name(step.what)} {step.declaration_number} {_differences(step)}" for step in account.steps]
        return "\n".join((account.login_name, account_state(account.status), *steps))

    def _fill(self) -> None:
        if self._body is None:
            self._body = _none() if self._account is None else self._whole(self._account)
            self._layout.addWidget(self._body, 0, Qt.AlignmentFlag.AlignTop)
            self._body.show()

    def _whole(self, account: AccountRecord) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        icon, token = _LOOKS.get(account.status, ("info", "ink2"))
        words = translate("AccountPanel", "Account {login}: {state}.")
        head = words.format(login=account.login_name, state=account_state(account.status))
        column.addWidget(IconLine(icon, head, _since(account), token))
        column.addSpacing(6)
        for row in _rows(account):
            column.addWidget(row)
        if account.pictures:
            column.addWidget(self._pictures(account))
        column.addSpacing(12)
        column.addWidget(label(translate("AccountPanel", "What made it so"), "head"))
        column.addWidget(h_line("line2"))
        for step in account.steps:
            column.addWidget(self._step(step))
            column.addWidget(h_line("hair"))
        return body

    def _pictures(self, account: AccountRecord) -> QWidget:
        row = QWidget()
        flow = FlowLayout(gap=14, row_gap=8)
        flow.setContentsMargins(144, 6, 0, 0)
        row.setLayout(flow)
        for shown in account.pictures:
            since = translate("AccountPanel", "{role}, since {day}").format(
                role=texts.picture_role(shown.picture.role), day=format_day(local(shown.since).date())
            )
            one = QWidget()
            column = QVBoxLayout(one)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(Thumbnail(self._desk, shown.picture, since, _PICTURE))
            column.addWidget(label(since, "label", figures=True))
            flow.addWidget(one)
        return row

    def _step(self, step: AccountStep) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 5, 0, 3)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label(format_time(step.at), "table", tone="ink2", figures=True))
        top.addWidget(Words(step_name(step.what), "caption"))
        top.addWidget(self._source(step))
        top.addStretch(1)
        top.addWidget(Words(_who(step), "muted"))
        column.addLayout(top)
        if step.differences:
            column.addWidget(ChangeTable(self._desk, step.differences, thumbnail=_STEP_PICTURE))
        made.setAccessibleName(f"{format_time(step.at)} {step_name(step.what)} {_differences(step)}".strip())
        return made

    def _source(self, step: AccountStep) -> QWidget:
        if step.declaration_id == self._file_id or not step.declaration_number:
            return label(step.declaration_number or "–", "table", figures=True)
        link = QPushButton(step.declaration_number)
        link.setProperty("kind", "link")
        name = translate("AccountPanel", "Open file {number}").format(number=step.declaration_number)
        link.setAccessibleName(name)
        link.setToolTip(name)
        link.clicked.connect(lambda _=False: self.open_requested.emit(step.declaration_id))
        return link


def _none() -> QWidget:
    return IconLine("user-round", "", translate("AccountPanel", "This code has no account yet."))


def _since(account: AccountRecord) -> str:
    issued = translate("AccountPanel", "Issued {time}, file {number}").format(
        time=format_time(account.issued_at), number=account.declaration_number
    )
    if account.activated_at is None:
        return issued + "."
    return translate("AccountPanel", "{issued}; activated {time}.").format(
        issued=issued, time=format_time(account.activated_at)
    )


def _rows(account: AccountRecord) -> list[QWidget]:
    return [
        FieldRow(translate("DeclaredPanel", "Login name"), account.login_name, strong=True, figures=True),
        FieldRow(translate("DeclaredPanel", "Full name"), account.full_name),
        FieldRow(texts.identity_kind(account.id_kind), account.id_number, figures=True),
        FieldRow(translate("DeclaredPanel", "Mobile phone"), phone_groups(account.phone), figures=True),
        FieldRow(translate("DeclaredPanel", "E-mail"), account.email or "–", figures=True),
        FieldRow(translate("DeclaredPanel", "Contact address"), account.address_text, figures=True),
    ]


def _who(step: AccountStep) -> str:
    """Name the officer, or say that the desk did it by itself."""
    return translate("AccountPanel", "by itself") if step.officer_name == BY_ITSELF else step.officer_name


def _differences(step: AccountStep) -> str:
    return "; ".join(said(difference) for difference in step.differences)
