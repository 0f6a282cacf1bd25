# SPDX-License-Identifier: Apache-2.0
"""«Cơ quan»: how the office is called and where it is found, as messages and printed pages say it."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain import contact
from officer_desk.domain.records import OfficeDraft, OfficeRecord
from officer_desk.errors import DeskError
from officer_desk.services import office_settings, offices
from officer_desk.views.settings_parts import Field, SaveBar, Section, complain, fill, head, line_edit
from officer_desk.views.widgets import FieldRow, MessageLine, h_line

_WIDEST = 560


class OfficeSection(Section):
    """Name, address and phone of the office to which the administrator belongs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "file-text", translate("OfficeData", "Office"))
        self._record: OfficeRecord | None = None
        self.line = MessageLine()
        self.code = FieldRow(translate("OfficeData", "Code"), figures=True)
        self.name = Field(translate("OfficeData", "Name"), line_edit(contact.MOST_NAME))
        self.address = Field(
            translate("OfficeData", "Address"),
            line_edit(contact.MOST_ADDRESS),
            translate("OfficeData", "In messages where a text says {{office_address}}.").format(),
        )
        self.phone = Field(
            translate("OfficeData", "Phone"),
            line_edit(contact.MOST_PHONE, figures=True),
            translate("OfficeData", "In messages where a text says {{office_phone}}.").format(),
        )
        self.bar = SaveBar()
        self._lay_out()
        for field in self._fields.values():
            field.field.textChanged.connect(self._on_edited)  # pyright: ignore[reportAttributeAccessIssue] - a line
        self.bar.save.clicked.connect(self.save)
        self.bar.drop.clicked.connect(self.discard)

    @property
    def _fields(self) -> dict[str, Field]:
        return {"name": self.name, "address": self.address, "phone": self.phone}

    def _lay_out(self) -> None:
        words = translate("OfficeData", "Stands in messages to citizens; the name also on printed pages.")
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(head(self.title, words))
        column.addWidget(self.line)
        column.addWidget(self.code)
        column.addWidget(h_line("hair"))
        for field in self._fields.values():
            column.addWidget(field)
        fill(self, column, self.bar, _WIDEST)

    @property
    def dirty(self) -> bool:
        """Tell whether a field differs from what is in force."""
        record = self._record
        return record is not None and self._typed() != (record.name, record.address or "", record.phone or "")

    def load(self) -> None:
        """Show the office as it is."""
        code = "" if self.desk.actor is None else self.desk.actor.office_code
        self.desk.ask(self, offices.office, code, then=self._show, otherwise=self._on_failed)

    def save(self) -> None:
        """Save the three fields."""
        if self._record is not None:
            self._clear()
            draft = OfficeDraft(self._record.code, *self._typed())
            self.desk.act(self, office_settings.change_office, draft, then=self._on_saved, otherwise=self._on_failed)

    def _show(self, record: OfficeRecord | None) -> None:
        self._record = record
        if record is None:
            return
        self.code.set_value(record.code)
        for field, text in ((self.name, record.name), (self.address, record.address), (self.phone, record.phone)):
            line: Any = field.field
            line.setText(text or "")
        self._clear()
        self._on_edited()

    def _on_saved(self, record: OfficeRecord) -> None:
        self._show(record)
        self.line.show_message(
            "success", translate("Settings", "Saved. It counts from the next act on."), closable=True
        )

    def _on_failed(self, error: Exception) -> None:
        named = error.facts.get("field") if isinstance(error, DeskError) else None
        field = self._fields.get(str(named))
        if field is None and isinstance(error, DeskError) and error.reason == "office-name-missing":
            field = self.name
        if field is None:
            complain(self.line, error)
            return
        field.complain(texts.sentence(error))
        field.field.setFocus()

    def _typed(self) -> tuple[str, str, str]:
        lines: list[Any] = [field.field for field in self._fields.values()]
        name, address, phone = (" ".join(line.text().split()) for line in lines)
        return name, address, phone

    def _clear(self) -> None:
        self.line.clear()
        for field in self._fields.values():
            field.complain("")

    def _on_edited(self) -> None:
        self.bar.show_dirty(self.dirty)
        self.edited.emit()
