# SPDX-License-Identifier: Apache-2.0
"""Inviting an officer: a form in the place of the selected one; the first password is shown once, in the same place."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.names import fold
from officer_desk.domain.records import OfficeRecord, OfficerRecord
from officer_desk.domain.values import Role
from officer_desk.errors import DeskError
from officer_desk.services import staff
from officer_desk.views.file_parts import Words
from officer_desk.views.handed_over import FirstPasswordBox
from officer_desk.views.settings_officer import MOST_COUNTER, MOST_NAME, office_choices, roles
from officer_desk.views.settings_parts import Field, choices, complain, line_edit
from officer_desk.views.widgets import Button, MessageLine, label

_FIELDS = {
    "full-name-missing": "full_name",
    "full-name-too-long": "full_name",
    "user-name-shape": "user_name",
    "user-name-taken": "user_name",
    "office-unknown": "office",
    "counter-too-long": "counter",
}
"""Which field a refusal is about."""


class InvitePanel(QWidget):
    """`invited` carries the new officer; `left` tells that the form is done with."""

    invited = Signal(object)
    left = Signal()
    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName(translate("Staff", "Invite an officer"))
        self._desk = desk
        self._own_office = ""
        self._proposed = ""
        self._busy = False
        self.line = MessageLine()
        self.handed = FirstPasswordBox()
        self.full_name = Field(translate("Staff", "Full name"), line_edit(MOST_NAME))
        hint = translate("Staff", "Small letters, digits, dots; it never changes and is never given again.")
        self.user_name = Field(translate("Staff", "User name"), line_edit(60, figures=True), hint)
        self.role = Field(translate("Staff", "Role"), QComboBox())
        self.office = Field(translate("Staff", "Office"), QComboBox())
        self.counter = Field(translate("Staff", "Counter"), line_edit(MOST_COUNTER))
        self.button = Button(translate("Staff", "Make the sign-in"), kind="primary", icon="plus")
        self.back = Button(translate("Staff", "Leave it"), kind="quiet")
        self._form = QWidget()
        self._lay_out()
        self._name.textChanged.connect(self._propose)
        self._user.textChanged.connect(self.edited)
        self._name.returnPressed.connect(self.save)
        self._user.returnPressed.connect(self.save)
        self.button.clicked.connect(self.save)
        self.back.clicked.connect(self._on_back)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        for field in (self.full_name, self.user_name, self.role, self.office, self.counter):
            inside.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.back)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        column.addWidget(label(translate("Staff", "Invite an officer"), "section"))
        column.addWidget(
            Words(translate("Staff", "A first password is made; with it the officer sets up the sign-in."), "muted")
        )
        column.addWidget(self.line)
        column.addWidget(self.handed)
        column.addWidget(self._form)
        column.addLayout(row)
        column.addStretch(1)

    def start(self) -> None:
        """Begin with an empty form."""
        self.line.clear()
        self.handed.clear()
        self._proposed = ""
        for field in (self._name, self._user, self._counter):
            field.clear()
        self._clear_errors()
        choices(self._role, roles(), Role.RECEPTION.value)
        self._office.setCurrentIndex(max(0, self._office.findData(self._own_office)))
        self._form.show()
        self.button.show()
        self.back.setText(translate("Staff", "Leave it"))

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self._name.setFocus()

    def set_offices(self, offices: Sequence[OfficeRecord], own: str) -> None:
        """Know the offices; the administrator's own is chosen first."""
        self._own_office = own
        if not self.dirty:
            choices(self._office, office_choices(offices, own), own)

    @property
    def dirty(self) -> bool:
        """Tell whether a form was begun."""
        return not self._form.isHidden() and bool(self._name.text().strip() or self._user.text().strip())

    def save(self) -> None:
        """Make the sign-in."""
        if self._busy or self._form.isHidden():
            return
        self._busy = True
        self._clear_errors()
        self._desk.act(
            self,
            staff.add,
            self._user.text(),
            self._name.text(),
            Role(str(self._role.currentData())),
            str(self._office.currentData() or ""),
            self._counter.text() or None,
            None,
            then=self._on_added,
            otherwise=self._on_failed,
        )

    def _propose(self, full_name: str) -> None:
        """Propose the usual user name, until the administrator types another."""
        if self._user.text() == self._proposed:
            self._proposed = ".".join(fold(full_name).split())[:60]
            self._user.setText(self._proposed)
        self.edited.emit()

    def _on_added(self, outcome: tuple[OfficerRecord, str]) -> None:
        self._busy = False
        record, first = outcome
        self._form.hide()
        self.button.hide()
        self.back.setText(translate("Staff", "It is handed over"))
        self.handed.show_password(record.user_name, first)
        self.back.setFocus()
        self.invited.emit(record)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        name = _FIELDS.get(error.reason) if isinstance(error, DeskError) else None
        if name is None:
            complain(self.line, error)
            return
        field: Field = getattr(self, name)
        field.complain(texts.sentence(error))
        field.field.setFocus()

    def _on_back(self) -> None:
        self.start()
        self.left.emit()

    def _clear_errors(self) -> None:
        self.line.clear()
        for field in (self.full_name, self.user_name, self.office, self.counter):
            field.complain("")

    @property
    def _name(self) -> Any:
        return self.full_name.field

    @property
    def _user(self) -> Any:
        return self.user_name.field

    @property
    def _role(self) -> Any:
        return self.role.field

    @property
    def _office(self) -> Any:
        return self.office.field

    @property
    def _counter(self) -> Any:
        return self.counter.field
