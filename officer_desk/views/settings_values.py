# SPDX-License-Identifier: Apache-2.0
"""«Gửi tin» and «Hạn và màn hình»: the settings, each with what it means; what the environment decides is fixed."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import SettingValue
from officer_desk.errors import DeskError
from officer_desk.gateways.setting_values import PAPERS, RULES, WAYS
from officer_desk.services import office_settings
from officer_desk.views.setting_words import captions, form_names, hints, units, yes_or_no
from officer_desk.views.settings_parts import Field, SaveBar, Section, choices, complain, fill, head, line_edit
from officer_desk.views.settings_try import TrySending
from officer_desk.views.widgets import MessageLine, h_line, label

_WIDEST, _NUMBER = 620, 150
_OF_A_WEB_GATEWAY = tuple(name for name in WAYS if name.startswith("sms_") and name != "sms_url")
"""How to speak to an SMS gateway: nothing of it matters where the messages are put into a folder."""
_TALL = {"sms_headers": 62, "sms_body": 78}


class ValuesSection(Section):
    """Fields of some settings, saved together."""

    def __init__(self, desk: Desk, icon: str, title: str, about: str, names: tuple[str, ...]) -> None:
        super().__init__(desk, icon, title)
        self._about = about
        self._kept: dict[str, str] = {}
        self._loaded = self._filling = False
        self.line = MessageLine()
        self.fields = {name: Field(captions()[name], _made(name), hints()[name]) for name in names}
        self.bar = SaveBar()
        self._lay_out()
        for field in self.fields.values():
            _on_change(field.field, self._on_edited)
        self.bar.save.clicked.connect(self.save)
        self.bar.drop.clicked.connect(self.discard)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(head(self.title, self._about))
        column.addWidget(self.line)
        self._add_fields(column)
        fill(self, column, self.bar, _WIDEST)

    def _add_fields(self, column: QVBoxLayout) -> None:
        for field in self.fields.values():
            column.addWidget(field)

    @property
    def dirty(self) -> bool:
        """Tell whether a field differs from what is in force."""
        return self._loaded and self._typed() != self._kept

    def load(self) -> None:
        """Show what is in force."""
        self.desk.ask(self, office_settings.values, then=self._show, otherwise=self._on_failed)

    def save(self) -> None:
        """Save what was changed."""
        typed = {name: text for name, text in self._typed().items() if text != self._kept[name]}
        self._clear()
        if typed:
            self.desk.act(self, office_settings.save_values, typed, then=self._on_saved, otherwise=self._on_failed)

    def _show(self, values: tuple[SettingValue, ...]) -> None:
        fixed = self.desk.office.source.fixed()
        self._filling = True
        for value in values:
            field = self.fields.get(value.name)
            if field is not None:
                _put(field.field, value)
                _fix(field, value.name, fixed=value.name in fixed)
        self._filling = False
        self._kept = self._typed()
        self._loaded = True
        self._clear()
        self._on_edited()

    def _on_saved(self, values: tuple[SettingValue, ...]) -> None:
        self._show(values)
        self.line.show_message(
            "success", translate("Settings", "Saved. It counts from the next act on."), closable=True
        )

    def _on_failed(self, error: Exception) -> None:
        named = str(error.facts.get("name")) if isinstance(error, DeskError) else ""
        field = self.fields.get(named)
        if field is None:
            complain(self.line, error)
            return
        words = texts.sentence(error)
        field.complain(words.replace(named, f"«{captions()[named]}»"))
        field.field.setFocus()

    def _typed(self) -> dict[str, str]:
        return {name: _read(field.field) for name, field in self.fields.items()}

    def _clear(self) -> None:
        self.line.clear()
        for field in self.fields.values():
            field.complain("")

    def _on_edited(self) -> None:
        if not self._filling:
            self.bar.show_dirty(self.dirty)
            self.edited.emit()


class RulesSection(ValuesSection):
    """Terms, undo, the cover, the form that is chosen first."""

    def __init__(self, desk: Desk) -> None:
        about = translate("SettingValues", "Terms and times of this office. What the law fixes is not here.")
        super().__init__(desk, "clock", translate("SettingValues", "Terms and screen"), about, RULES)

    def _add_fields(self, column: QVBoxLayout) -> None:
        """Two numbers beside each other; what is wider below them."""
        numbers = [name for name in self.fields if name in units()]
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        for place, name in enumerate(numbers):
            grid.addWidget(self.fields[name], place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        column.addLayout(grid)
        for name, field in self.fields.items():
            if name not in numbers:
                column.addWidget(field)


class PapersSection(ValuesSection):
    """Where scanned pages come from."""

    def __init__(self, desk: Desk) -> None:
        about = translate("SettingValues", "How signed forms and pictures of papers come in from a scanner.")
        super().__init__(desk, "scan-line", translate("SettingValues", "Scanning"), about, PAPERS)


class WaysSection(ValuesSection):
    """How e-mail and SMS leave, and a try of each."""

    def __init__(self, desk: Desk) -> None:
        about = translate("SettingValues", "How e-mail and SMS leave. Secrets stay masked and are never traced.")
        self.trial = TrySending(desk)
        super().__init__(desk, "send", translate("SettingValues", "Sending"), about, WAYS)

    def _add_fields(self, column: QVBoxLayout) -> None:
        for start, title in (
            ("mail", translate("SettingValues", "E-mail")),
            ("sms", translate("SettingValues", "SMS")),
        ):
            column.addWidget(label(title, "strong"))
            for name, field in self.fields.items():
                if name.startswith(start):
                    column.addWidget(field)
            column.addSpacing(2)
            column.addWidget(h_line("hair"))
        column.addWidget(self.trial)

    def _on_edited(self) -> None:
        super()._on_edited()
        self.trial.show_dirty(self.dirty)
        if not self._filling:
            web = str(_read(self.fields["sms_url"].field)).lower().startswith("http")
            for name in _OF_A_WEB_GATEWAY:
                self.fields[name].setVisible(web)


def _made(name: str) -> QWidget:
    unit = units().get(name)
    if unit is not None:
        box = QSpinBox()
        box.setSuffix(f" {unit}")
        box.setMaximumWidth(_NUMBER)
        box.lineEdit().setTextMargins(6, 0, 0, 0)
        return box
    if name in _TALL:
        text = QPlainTextEdit()
        text.setFixedHeight(_TALL[name])
        text.setTabChangesFocus(True)
        return text
    if name in {"form_template", "second_look_rules", "sms_method"}:
        chosen = QComboBox()
        chosen.setMaximumWidth(_WIDEST if name == "form_template" else _NUMBER)
        pairs = _choices(name)
        choices(chosen, pairs, pairs[0][0])
        return chosen
    return line_edit(2000)


def _choices(name: str) -> list[tuple[str, str]]:
    match name:
        case "form_template":
            return form_names()
        case "second_look_rules":
            return yes_or_no()
        case _:
            return [(word, word) for word in ("POST", "PUT", "GET")]


def _put(field: Any, value: SettingValue) -> None:
    match field:
        case QSpinBox():
            field.setRange(value.least or 0, value.most or 0)
            field.setValue(int(value.shown))
        case QComboBox():
            field.setCurrentIndex(max(0, field.findData(value.shown)))
        case QPlainTextEdit():
            field.setPlainText(value.shown)
        case _:
            field.setText(value.shown)


def _read(field: Any) -> str:
    match field:
        case QSpinBox():
            return str(field.value())
        case QComboBox():
            return str(field.currentData())
        case QPlainTextEdit():
            return field.toPlainText().strip()
        case _:
            return str(field.text()).strip()


def _on_change(field: Any, slot: Any) -> None:
    match field:
        case QSpinBox():
            field.valueChanged.connect(slot)
        case QComboBox():
            field.currentIndexChanged.connect(slot)
        case _:
            field.textChanged.connect(slot)


def _fix(field: Field, name: str, *, fixed: bool) -> None:
    """Show as fixed what the environment decides, with the reason."""
    field.field.setEnabled(not fixed)
    variable = f"OFFICER_DESK_{name.upper()}"
    words = translate("SettingValues", "Set by {variable} on this machine; change it there.").format(variable=variable)
    field.field.setToolTip(words if fixed else "")
    field.hint(words if fixed else hints()[name])
