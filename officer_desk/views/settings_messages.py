# SPDX-License-Identifier: Apache-2.0
"""«Tin nhắn»: the texts to citizens; at the right how the very message will look, while it is typed."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import MessagesDraft, MessageText, OfficeRecord, OfficeText
from officer_desk.errors import Refused
from officer_desk.gateways.texts import MESSAGES, PARTS, check_part, fields_of
from officer_desk.services import office_settings, offices
from officer_desk.views import message_words
from officer_desk.views.file_parts import FlowLayout, Ground, Words, scrolled
from officer_desk.views.settings_parts import Field, SaveBar, Section, complain, head, line_edit
from officer_desk.views.settings_preview import MessagesPreview
from officer_desk.views.widgets import LinkButton, MessageLine

_LIST, _LEAST, _PREVIEW = 208, 220, 520


class MessagesSection(Section):
    """All occasions are saved together; what is typed for one stays while another is looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "message-square-text", translate("MessageTexts", "Messages"))
        self._found: OfficeText | None = None
        self._kept: dict[str, MessageText] = {}
        self._typed: dict[str, MessageText] = {}
        self._filling = False
        self.line = MessageLine()
        self.occasions = QListWidget()
        self.sms = Field(translate("MessageTexts", "SMS"), QPlainTextEdit())
        self.subject = Field(translate("MessageTexts", "Subject of the e-mail"), line_edit(200))
        self.email = Field(translate("MessageTexts", "E-mail"), QPlainTextEdit(), grows=True)
        self.places = FlowLayout(gap=6, row_gap=4)
        self._last: QObject = self.sms.field
        self.preview = MessagesPreview()
        self.bar = SaveBar(restorable=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.occasions.setFixedWidth(_LIST)
        self.occasions.setAccessibleName(translate("MessageTexts", "Occasions"))
        self.occasions.setProperty("roomy", "true")
        self._sms.setFixedHeight(94)
        for text in (self._sms, self._email):
            text.setTabChangesFocus(True)
        hint = translate("MessageTexts", "Filled in when it is sent – a click puts it where the cursor is:")
        editor = QWidget()
        column = QVBoxLayout(editor)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(9)
        column.addWidget(head(self.title, translate("MessageTexts", "What citizens get. SMS go out without accents.")))
        column.addWidget(self.line)
        column.addWidget(self.sms)
        column.addWidget(self.subject)
        column.addWidget(self.email, 1)
        column.addWidget(Words(hint, "label"))
        column.addLayout(self.places)
        left = Ground("surface", "line", "right")
        names = QVBoxLayout(left)
        names.setContentsMargins(0, 8, 1, 0)
        names.addWidget(self.occasions)
        side = Ground("surf2", "line", "left")
        side.setMinimumWidth(_LEAST)
        side.setMaximumWidth(_PREVIEW)
        held = QVBoxLayout(side)
        held.setContentsMargins(1, 0, 0, 0)
        held.addWidget(scrolled(self.preview, self.preview.accessibleName()))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(left)
        middle.addWidget(editor, 5)
        middle.addWidget(side, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self.bar)

    def _connect(self) -> None:
        self.occasions.currentRowChanged.connect(self._on_occasion)
        for field in self._fields.values():
            field.field.installEventFilter(self)
            field.field.textChanged.connect(self._on_typed)  # pyright: ignore[reportAttributeAccessIssue] - a text
        self.bar.save.clicked.connect(self.save)
        self.bar.drop.clicked.connect(self.discard)
        self.bar.restore_confirmed.connect(self._restore)

    # --- loading and saving --------------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Tell whether a text differs from what is in force."""
        return self._typed != self._kept

    def load(self) -> None:
        """Show the texts that are in force."""
        code = "" if self.desk.actor is None else self.desk.actor.office_code
        self.desk.ask(self, offices.office, code, then=self._on_office, otherwise=self._on_failed)
        self.desk.ask(self, office_settings.messages, then=self._show, otherwise=self._on_unreadable)

    def save(self) -> None:
        """Save what was edited."""
        if self._found is None or not self._all_fit():
            return
        edited = tuple(text for name, text in self._typed.items() if text != self._kept.get(name))
        draft = MessagesDraft(edited, self._found.digest)
        self.desk.act(self, office_settings.save_messages, draft, then=self._on_saved, otherwise=self._on_failed)

    def _restore(self) -> None:
        if self._found is not None:
            self._typed = dict(self._kept)
            given = (MESSAGES, self._found.digest)
            self.desk.act(self, office_settings.restore, *given, then=self._on_saved, otherwise=self._on_failed)

    def _on_office(self, office: OfficeRecord | None) -> None:
        if office is not None:
            self.preview.set_office(office)
            self._on_typed()

    def _show(self, found: tuple[OfficeText, tuple[MessageText, ...]]) -> None:
        self._found, listed = found
        self._kept = {text.occasion: text for text in listed}
        self._typed = dict(self._kept)
        known = [self._name_at(row) for row in range(self.occasions.count())]
        if known != list(self._kept):
            self._list_occasions()
        self.bar.show_own(self._found.own)
        self.line.clear()
        self._on_occasion(self.occasions.currentRow())

    def _list_occasions(self) -> None:
        self.occasions.blockSignals(True)
        self.occasions.clear()
        words = message_words.occasions()
        for name in self._kept:
            item = QListWidgetItem(words.get(name, name))
            item.setData(256, name)
            item.setToolTip(item.text())
            self.occasions.addItem(item)
        self.occasions.setCurrentRow(0)
        self.occasions.blockSignals(False)

    def _on_saved(self, _found: OfficeText) -> None:
        self._kept = dict(self._typed)
        self.desk.ask(self, office_settings.messages, then=self._on_read_again, otherwise=self._on_failed)

    def _on_read_again(self, found: tuple[OfficeText, tuple[MessageText, ...]]) -> None:
        self._show(found)
        self.line.show_message(
            "success", translate("Settings", "Saved. It counts from the next act on."), closable=True
        )

    def _on_unreadable(self, error: Exception) -> None:
        """Somebody broke the office's file by hand: the way back to the original stays open."""
        complain(self.line, error)
        self.desk.ask(self, office_settings.text_of, MESSAGES, then=self._offer_original, otherwise=self._on_failed)

    def _offer_original(self, found: OfficeText) -> None:
        self._found = found
        self.bar.show_own(found.own)

    def _on_failed(self, error: Exception) -> None:
        complain(self.line, error)

    # --- the occasion in hand ------------------------------------------------------------------------------------

    @property
    def occasion(self) -> str:
        """The occasion that is edited; empty before the texts have come."""
        return self._name_at(self.occasions.currentRow())

    def _name_at(self, row: int) -> str:
        item = self.occasions.item(row) if row >= 0 else None
        return "" if item is None else str(item.data(256))

    def _on_occasion(self, _row: int) -> None:
        text = self._typed.get(self.occasion)
        if text is None:
            return
        self._filling = True
        for part, field in self._fields.items():
            _put(field.field, getattr(text, part))
        self._filling = False
        self._show_places()
        self._on_typed()

    def _show_places(self) -> None:
        while (item := self.places.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for name in fields_of(self.occasion):
            chip = LinkButton(f"{{{name}}}", "place")
            chip.setToolTip(self.preview.sample(name))
            chip.clicked.connect(lambda _=False, name=name: self._insert(name))
            self.places.addWidget(chip)

    def _on_typed(self) -> None:
        text = self._typed.get(self.occasion)
        if self._filling or text is None:
            return
        values: dict[str, Any] = {part: _text(field.field).strip() for part, field in self._fields.items()}
        self._typed[self.occasion] = replace(text, **values)
        for part, field in self._fields.items():
            field.complain(_wrong(self.occasion, part, values[part]))
        self.preview.show_text(self._typed[self.occasion])
        self._mark_occasions()
        self.bar.show_dirty(self.dirty)
        self.edited.emit()

    def _mark_occasions(self) -> None:
        words = message_words.occasions()
        for row in range(self.occasions.count()):
            name = self._name_at(row)
            item = self.occasions.item(row)
            changed = self._typed.get(name) != self._kept.get(name)
            item.setText(f"{words.get(name, name)}{' •' if changed else ''}")

    def _all_fit(self) -> bool:
        """Go to the first text that could not be sent, if there is one."""
        for row in range(self.occasions.count()):
            name = self._name_at(row)
            for part in PARTS:
                if _wrong(name, part, getattr(self._typed[name], part)):
                    self.occasions.setCurrentRow(row)
                    self._fields[part].field.setFocus()
                    return False
        return True

    def _insert(self, name: str) -> None:
        place: Any = self._last
        if isinstance(place, QPlainTextEdit):
            place.insertPlainText(f"{{{name}}}")
        else:
            place.insert(f"{{{name}}}")
        place.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember in which text the cursor was last."""
        if event.type() == QEvent.Type.FocusIn:
            self._last = watched
        return super().eventFilter(watched, event)

    @property
    def _fields(self) -> dict[str, Field]:
        return {"sms": self.sms, "subject": self.subject, "email": self.email}

    @property
    def _sms(self) -> Any:
        return self.sms.field

    @property
    def _email(self) -> Any:
        return self.email.field


def _wrong(occasion: str, part: str, text: str) -> str:
    try:
        check_part(occasion, part, text)
    except Refused as refused:
        return texts.sentence(refused)
    return ""


def _text(field: Any) -> str:
    return str(field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text())


def _put(field: Any, text: str) -> None:
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        field.setText(text)
        field.setCursorPosition(0)
