# SPDX-License-Identifier: Apache-2.0
"""«Cán bộ»: who signs in here, and beside the list what can be done with the one that is selected."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import OfficeRecord, OfficerRecord
from officer_desk.domain.values import Role
from officer_desk.services import staff
from officer_desk.views.file_parts import Ground, Words, scrolled
from officer_desk.views.record_table import RecordTable
from officer_desk.views.settings_invite import InvitePanel
from officer_desk.views.settings_officer import OfficerPanel
from officer_desk.views.settings_parts import Section, complain
from officer_desk.views.tables import Cell, Column, RecordTableModel
from officer_desk.views.widgets import Button, MessageLine, label

SIDE = 348
"""Width of the panel beside the list."""


def standing(officer: OfficerRecord) -> tuple[str, str, str]:
    """Give icon, words and colour token of how an officer stands."""
    if not officer.active:
        return "ban", translate("Staff", "Out of use"), "waiting"
    if officer.locked:
        return "lock", translate("Staff", "Locked"), "rejected"
    if officer.absent:
        return "clock", translate("Staff", "Absent"), "waiting"
    if not officer.enrolled:
        return "smartphone", translate("Staff", "No phone yet"), "incomplete"
    if officer.must_change_password:
        return "key-round", translate("Staff", "New password waits"), "incomplete"
    return "circle-check", translate("Staff", "In use"), "approved"


class StaffSection(Section):
    """The list, the selected officer, and the invitation in its place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "users", translate("Staff", "Officers"))
        self._model: RecordTableModel[OfficerRecord] = RecordTableModel(_columns(), lambda o: o.id, self)
        self.table = RecordTable(self._model, translate("Staff", "Officers"))
        self.count = Words("", "muted", figures=True)
        self.invite = Button(translate("Staff", "Invite an officer"), kind="primary", icon="plus")
        self.line = MessageLine()
        self.officer = OfficerPanel(desk)
        self.invitation = InvitePanel(desk)
        self._side = QStackedWidget()
        self._wanted: int | None = None
        self._handed_to: int | None = None
        """Whose first password stands in the invitation's place."""
        self._lay_out()
        self.table.moved.connect(self._on_moved)
        self.invite.clicked.connect(self._open_invitation)
        self.invitation.left.connect(self._close_invitation)
        self.invitation.invited.connect(self._on_invited)
        self.officer.changed.connect(self._on_changed)
        for panel in (self.officer, self.invitation):
            panel.edited.connect(self.edited)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 10)
        top.setSpacing(10)
        top.addWidget(label(self.title, "section"))
        top.addWidget(self.count, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.invite)
        strip = QVBoxLayout()
        strip.setContentsMargins(16, 0, 16, 0)
        strip.addWidget(self.line)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(top)
        left.addLayout(strip)
        left.addWidget(self.table, 1)
        for panel in (self.officer, self.invitation):
            self._side.addWidget(scrolled(panel, panel.accessibleName()))
        side = Ground("surf2", "line", "left")
        side.setFixedWidth(SIDE)
        holder = QVBoxLayout(side)
        holder.setContentsMargins(1, 0, 0, 0)
        holder.addWidget(self._side)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(side)

    @property
    def dirty(self) -> bool:
        """Tell whether an officer was edited, or an invitation begun, and not saved."""
        return self.officer.dirty or (self._inviting and self.invitation.dirty)

    @property
    def _inviting(self) -> bool:
        return self._side.currentIndex() == 1

    def load(self) -> None:
        """Show who there is now."""
        self.desk.ask(self, staff.offices, then=self._show_offices, otherwise=self._on_failed)
        self.desk.ask(self, staff.listing, then=self._show, otherwise=self._on_failed)

    def save(self) -> None:
        """Save the officer, or send the invitation."""
        (self.invitation if self._inviting else self.officer).save()

    def discard(self) -> None:
        """Forget what was typed."""
        self.invitation.start()
        self._side.setCurrentIndex(0)
        self.officer.discard()
        self.edited.emit()

    def _show_offices(self, offices: tuple[OfficeRecord, ...]) -> None:
        own = "" if self.desk.actor is None else self.desk.actor.office_code
        self.officer.set_offices(offices)
        self.invitation.set_offices(offices, own)

    def _show(self, officers: tuple[OfficerRecord, ...]) -> None:
        self.line.clear()
        shown = self._model.record(self.table.current_row())
        self._model.show(officers)
        active = sum(officer.active for officer in officers)
        words = translate("Staff", "{active} in use").format(active=active)
        if active < len(officers):
            words += " · " + translate("Staff", "{rest} out of use").format(rest=len(officers) - active)
        self.count.setText(words)
        wanted = self._wanted if self._wanted is not None else None if shown is None else shown.id
        self._wanted = None
        row = max(0, self._model.row_of(wanted))
        self.table.select(row)
        self._on_moved(row)

    def _on_moved(self, row: int) -> None:
        record = self._model.record(row)
        if record is not None and self._handed_to not in {None, record.id}:
            self._handed_to = None
            self.invitation.start()
        if record is not None and not self.officer.dirty:
            own = self.desk.actor is not None and self.desk.actor.officer_id == record.id
            self.officer.show_officer(record, own=own)
            keeps = self._inviting and (self.invitation.dirty or self._handed_to is not None)
            self._side.setCurrentIndex(1 if keeps else 0)
        elif record is not None and self.officer.shown is not None and record.id != self.officer.shown.id:
            # Not while something typed for another officer waits: back to him, and his panel says so.
            self.officer.remind()
            self.table.select(self._model.row_of(self.officer.shown.id))

    def _open_invitation(self) -> None:
        if self.officer.dirty:
            self.officer.remind()
            return
        self.invitation.start()
        self._side.setCurrentIndex(1)
        self.invitation.focus_first()

    def _close_invitation(self) -> None:
        self._handed_to = None
        self._side.setCurrentIndex(0)
        self.table.setFocus()
        self.edited.emit()

    def _on_invited(self, record: OfficerRecord) -> None:
        """Let the new row appear; the first password stays in view until it is handed over."""
        self._wanted = record.id
        self.desk.ask(self, staff.listing, then=partial(self._show_invited, record.id), otherwise=self._on_failed)

    def _show_invited(self, officer_id: int, officers: tuple[OfficerRecord, ...]) -> None:
        self._handed_to = officer_id
        self._show(officers)
        self.edited.emit()

    def _on_changed(self, record: OfficerRecord) -> None:
        self._wanted = record.id
        self.desk.ask(self, staff.listing, then=self._show, otherwise=self._on_failed)
        self.edited.emit()

    def _on_failed(self, error: Exception) -> None:
        complain(self.line, error)


def _columns() -> tuple[Column[OfficerRecord], ...]:
    return (
        Column(
            translate("Staff", "Full name"), 150, lambda o, _n: Cell(o.full_name, _ink(o)), strong=True, takes_rest=True
        ),
        Column(translate("Staff", "User name"), 124, lambda o, _n: Cell(o.user_name, _ink(o)), figures=True),
        Column(
            translate("Staff", "Role"),
            126,
            lambda o, _n: Cell(texts.role(o.role), _ink(o)),
            samples=tuple(texts.role(role) for role in Role),
        ),
        Column(translate("Staff", "Office"), 58, lambda o, _n: Cell(o.office_code, _ink(o)), figures=True, extra=True),
        Column(translate("Staff", "Counter"), 66, lambda o, _n: Cell(o.counter or "–", _ink(o)), figures=True),
        Column(translate("Staff", "State"), 158, _state, icon=True),
    )


def _ink(officer: OfficerRecord) -> str:
    return "ink" if officer.active else "ink2"


def _state(officer: OfficerRecord, _number: int) -> Cell:
    icon, words, token = standing(officer)
    return Cell(words, token, icon)
