# SPDX-License-Identifier: Apache-2.0
"""One officer: name, role, office and counter, and what ends or renews the way in. Each act is confirmed in place."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import OfficerDraft, OfficeRecord, OfficerRecord
from officer_desk.domain.values import Role
from officer_desk.services import staff
from officer_desk.views import actions
from officer_desk.views.file_parts import FlowLayout, Ground, Words
from officer_desk.views.handed_over import FirstPasswordBox
from officer_desk.views.settings_parts import Field, choices, complain, line_edit
from officer_desk.views.widgets import Button, MessageLine, h_line, label

MOST_NAME, MOST_COUNTER, MOST_PHONE = 100, 20, 20


def roles() -> list[tuple[str, str]]:
    """Give the roles as choices."""
    return [(role.value, texts.role(role)) for role in Role]


class OfficerPanel(QWidget):
    """`changed` carries the officer as he is now."""

    changed = Signal(object)
    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName(translate("Staff", "The selected officer"))
        self._desk = desk
        self.shown: OfficerRecord | None = None
        self._own = False
        self._offices: tuple[OfficeRecord, ...] = ()
        self._pending: Callable[[], None] | None = None
        self.title = Words("", "section", selectable=True)
        self.user_name = Words("", "muted", figures=True, selectable=True)
        self.line = MessageLine()
        self.full_name = Field(translate("Staff", "Full name"), line_edit(MOST_NAME))
        self.role = Field(translate("Staff", "Role"), QComboBox())
        self.office = Field(translate("Staff", "Office"), QComboBox())
        self.counter = Field(translate("Staff", "Counter"), line_edit(MOST_COUNTER))
        self.own_phone = Field(
            translate("Staff", "Own phone"),
            line_edit(MOST_PHONE, figures=True),
            translate("Staff", "A file with it is looked at by a second officer."),
        )
        self.save_button = Button(translate("Settings", "Save"), actions.cap("save"), icon="save")
        self.drop = Button(translate("Settings", "Drop the changes"), kind="quiet")
        self.password = Button(translate("Staff", "New first password"), icon="key-round")
        self.phone = Button(translate("Staff", "Take the phone away"), icon="smartphone")
        self.absence = Button("", icon="clock")
        self.locking = Button("", icon="lock")
        self.using = Button("", icon="ban")
        self.confirmation = _Confirmation()
        self.handed = FirstPasswordBox()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.user_name)
        column.addLayout(names)
        column.addWidget(self.line)
        column.addWidget(self.handed)
        for field in (self.full_name, self.role, self.office, self.counter, self.own_phone):
            column.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save_button)
        row.addWidget(self.drop)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(2)
        column.addWidget(h_line())
        column.addWidget(label(translate("Staff", "The way in"), "head"))
        column.addWidget(self.confirmation)
        ways = FlowLayout(gap=8, row_gap=8)
        for button in (self.password, self.phone, self.absence, self.locking, self.using):
            ways.addWidget(button)
        column.addLayout(ways)
        column.addStretch(1)

    def _connect(self) -> None:
        self._name.textChanged.connect(self._on_edited)
        self._counter.textChanged.connect(self._on_edited)
        self._own_phone.textChanged.connect(self._on_edited)
        for box in (self._role, self._office):
            box.currentIndexChanged.connect(self._on_edited)
        self.save_button.clicked.connect(self.save)
        self.drop.clicked.connect(self.discard)
        self.password.clicked.connect(self._ask_password)
        self.phone.clicked.connect(self._ask_phone)
        self.absence.clicked.connect(self._ask_absence)
        self.locking.clicked.connect(self._ask_locking)
        self.using.clicked.connect(self._ask_using)
        self.confirmation.confirmed.connect(self._on_confirmed)

    # --- what is shown -------------------------------------------------------------------------------------------

    def set_offices(self, offices: Sequence[OfficeRecord]) -> None:
        """Know the offices to which an officer can belong."""
        self._offices = tuple(offices)
        if self.shown is not None and not self.dirty:
            self.show_officer(self.shown, own=self._own)

    def show_officer(self, record: OfficerRecord, *, own: bool) -> None:
        """Show an officer; a first password in view goes with the one before."""
        if self.shown is None or self.shown.id != record.id:
            self.handed.clear()
            self.line.clear()
        self.shown, self._own = record, own
        self.confirmation.hide()
        self.title.setText(record.full_name)
        self.user_name.setText(_about(record, own=own))
        self._fill(record)
        self._show_ways(record, own=own)
        self._on_edited()

    def _fill(self, record: OfficerRecord) -> None:
        shown = (record.full_name, record.counter or "", record.phone or "")
        for widget, text in zip((self._name, self._counter, self._own_phone), shown, strict=True):
            widget.blockSignals(True)
            widget.setText(text)
            widget.blockSignals(False)
        choices(self._role, roles(), record.role.value)
        choices(self._office, office_choices(self._offices, record.office_code), record.office_code)
        self.full_name.complain("")

    def _show_ways(self, record: OfficerRecord, *, own: bool) -> None:
        self.locking.setText(translate("Staff", "Unlock") if record.locked else translate("Staff", "Lock"))
        self.using.setText(
            translate("Staff", "Put out of use") if record.active else translate("Staff", "Take back into use")
        )
        self.absence.setText(
            translate("Staff", "Mark as present") if record.absent else translate("Staff", "Mark as absent")
        )
        not_own = translate("Staff", "Only another administrator can do this for you.") if own else ""
        gone = "" if record.active else translate("Staff", "This officer is out of use.")
        none = "" if record.enrolled else translate("Staff", "No phone is tied.")
        for button, why in (
            (self.password, gone),
            (self.phone, not_own or gone or none),
            (self.absence, gone),
            (self.locking, not_own or gone),
            (self.using, not_own),
        ):
            button.setEnabled(not why)
            button.setToolTip(why)
        for field in (self._role, self._office):
            field.setEnabled(record.active and not own)
            field.setToolTip(not_own)

    # --- editing -------------------------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Tell whether something was edited and not saved."""
        record = self.shown
        return record is not None and self._draft(record) != OfficerDraft(
            record.user_name, record.full_name, record.role.value, record.office_code, record.counter, record.phone
        )

    def save(self) -> None:
        """Save name, role, office and counter."""
        if self.shown is not None and self.dirty:
            self._desk.act(self, staff.change, self._draft(self.shown), then=self._on_saved, otherwise=self._on_failed)

    def discard(self) -> None:
        """Show the officer as he is."""
        if self.shown is not None:
            self.line.clear()
            self.show_officer(self.shown, own=self._own)

    def remind(self) -> None:
        """Say that something here is not saved."""
        head = translate("Staff", "Not saved yet.")
        self.line.show_message("amber", head, translate("Staff", "Save or drop the changes of this officer first."))

    def _draft(self, record: OfficerRecord) -> OfficerDraft:
        return OfficerDraft(
            record.user_name,
            " ".join(self._name.text().split()),
            str(self._role.currentData() or record.role.value),
            str(self._office.currentData() or record.office_code),
            " ".join(self._counter.text().split()) or None,
            "".join(self._own_phone.text().split()) or None,
        )

    def _on_edited(self) -> None:
        dirty = self.dirty
        for button in (self.save_button, self.drop):
            button.setEnabled(dirty)
            button.setToolTip("" if dirty else translate("Settings", "Nothing was changed."))
        self.drop.setVisible(dirty)
        self.edited.emit()

    def _on_saved(self, record: OfficerRecord) -> None:
        self._take(record)
        self.line.show_message("success", translate("Staff", "Saved."), closable=True)

    # --- the way in ----------------------------------------------------------------------------------------------

    def _ask_password(self) -> None:
        words = translate("Staff", "The old password ends at once. The phone stays tied.")
        self._confirm(words, staff.reset_password, handed=True)

    def _ask_phone(self) -> None:
        words = translate("Staff", "Phone and recovery codes end at once. At the next sign-in a new phone is tied.")
        self._confirm(words, staff.reset_code)

    def _ask_absence(self) -> None:
        if self.shown is not None and self.shown.absent:
            self._run(staff.mark_present)
        else:
            words = translate("Staff", "Gets no files; those in hand are dealt anew or go back to the queue.")
            self._confirm(words, staff.mark_absent)

    def _ask_locking(self) -> None:
        if self.shown is not None and self.shown.locked:
            self._run(staff.unlock)
        else:
            words = translate("Staff", "No sign-in until you unlock; work that is open ends with the next act.")
            self._confirm(words, staff.lock)

    def _ask_using(self) -> None:
        if self.shown is not None and not self.shown.active:
            words = translate("Staff", "Comes back with a new first password and ties a phone anew.")
            self._confirm(words, staff.reactivate, handed=True)
        else:
            words = translate("Staff", "For an officer who has left. The name stays in the trace; you can take back.")
            self._confirm(words, staff.deactivate)

    def _confirm(self, words: str, service: Callable[[Any, Any, str], Any], *, handed: bool = False) -> None:
        self._pending = partial(self._run, service, handed=handed)
        button = self.sender()
        self.confirmation.ask(words, button.text() if isinstance(button, Button) else "")

    def _on_confirmed(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            pending()

    def _run(self, service: Callable[[Any, Any, str], Any], *, handed: bool = False) -> None:
        if self.shown is not None:
            then = self._on_handed if handed else self._on_done
            self._desk.act(self, service, self.shown.user_name, then=then, otherwise=self._on_failed)

    def _on_done(self, record: OfficerRecord) -> None:
        self._take(record)
        self.line.show_message(
            "success", translate("Staff", "Changed: {name}.").format(name=record.full_name), closable=True
        )

    def _on_handed(self, outcome: tuple[OfficerRecord, str]) -> None:
        record, first = outcome
        self._take(record)
        self.line.clear()
        self.handed.show_password(record.user_name, first)

    def _take(self, record: OfficerRecord) -> None:
        self.show_officer(record, own=self._own)
        self.changed.emit(record)

    def _on_failed(self, error: Exception) -> None:
        self.confirmation.hide()
        complain(self.line, error)

    @property
    def _name(self) -> Any:
        return self.full_name.field

    @property
    def _counter(self) -> Any:
        return self.counter.field

    @property
    def _own_phone(self) -> Any:
        return self.own_phone.field

    @property
    def _role(self) -> Any:
        return self.role.field

    @property
    def _office(self) -> Any:
        return self.office.field


class _Confirmation(Ground):
    """What an act does, and the two answers; takes no room while nothing is asked."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__("incomplete-bg", "incomplete-ln", radius=4)
        self._words = Words("", "body", figures=True)
        self.yes = Button("")
        self.no = Button(translate("Staff", "Leave it"), kind="quiet")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addLayout(row)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self.hide)
        self.hide()

    def ask(self, words: str, act: str) -> None:
        """Say what the act does, and wait for the answer; the focus is on the harmless one."""
        self._words.setText(words)
        self.yes.setText(act)
        self.setAccessibleName(words)
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_yes(self) -> None:
        self.hide()
        self.confirmed.emit()


def office_choices(offices: Sequence[OfficeRecord], own: str) -> list[tuple[str, str]]:
    """Give offices as choices, by name and code; one that is not known stands by its code."""
    known = [(office.code, f"{office.name} · {office.code}") for office in offices]
    return known if any(code == own for code, _ in known) or not own else [(own, own), *known]


def _about(record: OfficerRecord, *, own: bool) -> str:
    facts = [record.user_name]
    if own:
        facts.append(translate("Staff", "this is you"))
    if record.enrolled:
        facts.append(translate("Staff", "{left} recovery codes left").format(left=record.recovery_left))
    return " · ".join(facts)
