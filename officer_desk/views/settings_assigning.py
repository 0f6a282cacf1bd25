# SPDX-License-Identifier: Apache-2.0
"""«Phân công»: who gets new files, kind by kind – nobody, the reception officers in turn, or named ones."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import AssigningDraft, AssigningRule, OfficerRecord, OfficeText
from officer_desk.domain.values import Kind, Role
from officer_desk.gateways.texts import ASSIGNING, NAMED, NOBODY, ROUND_ROBIN
from officer_desk.services import office_settings, staff
from officer_desk.views.file_parts import Words
from officer_desk.views.settings_parts import SaveBar, Section, choices, complain, fill, head
from officer_desk.views.widgets import Caption, MessageLine

_WIDEST, _HOW = 620, 290


class AssigningSection(Section):
    """One line for each kind of registration."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "user-check", translate("AssigningRules", "Assigning"))
        self._found: OfficeText | None = None
        self._kept: tuple[AssigningRule, ...] = ()
        self.line = MessageLine()
        self.rules = {kind: _RuleLine(kind) for kind in Kind}
        self.who = Words("", "label", figures=True, selectable=True)
        self.bar = SaveBar(restorable=True)
        words = translate("AssigningRules", "Who gets files as they come in. Whoever is absent is passed over.")
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(head(self.title, words))
        column.addWidget(self.line)
        for rule in self.rules.values():
            column.addWidget(rule)
            rule.how.currentIndexChanged.connect(self._on_edited)
            rule.names.textChanged.connect(self._on_edited)
        column.addWidget(self.who)
        fill(self, column, self.bar, _WIDEST)
        self.bar.save.clicked.connect(self.save)
        self.bar.drop.clicked.connect(self.discard)
        self.bar.restore_confirmed.connect(self._restore)

    @property
    def dirty(self) -> bool:
        """Tell whether a rule differs from what is in force."""
        return self._found is not None and self._typed() != self._kept

    def load(self) -> None:
        """Show what is in force."""
        self.desk.ask(self, staff.listing, then=self._show_officers, otherwise=self._on_failed)
        self.desk.ask(self, office_settings.assigning, then=self._show, otherwise=self._on_unreadable)

    def save(self) -> None:
        """Save the rules."""
        if self._found is not None and self.dirty:
            draft = AssigningDraft(self._typed(), self._found.digest)
            self.desk.act(self, office_settings.save_assigning, draft, then=self._on_saved, otherwise=self._on_failed)

    def _restore(self) -> None:
        if self._found is not None:
            given = (ASSIGNING, self._found.digest)
            self.desk.act(self, office_settings.restore, *given, then=self._on_saved, otherwise=self._on_failed)

    def _typed(self) -> tuple[AssigningRule, ...]:
        return tuple(rule.rule() for rule in self.rules.values())

    def _show_officers(self, officers: tuple[OfficerRecord, ...]) -> None:
        names = [o.user_name for o in officers if o.active and o.role is not Role.ADMINISTRATOR]
        self.who.setText(translate("AssigningRules", "User names: {names}").format(names=", ".join(names)))

    def _show(self, found: tuple[OfficeText, tuple[AssigningRule, ...]]) -> None:
        self._found, rules = found
        for rule in rules:
            self.rules[rule.kind].show_rule(rule)
        self._kept = self._typed()
        self.bar.show_own(self._found.own)
        self.line.clear()
        self._on_edited()

    def _on_saved(self, _text: OfficeText) -> None:
        self.desk.ask(self, office_settings.assigning, then=self._on_read_again, otherwise=self._on_failed)

    def _on_read_again(self, found: tuple[OfficeText, tuple[AssigningRule, ...]]) -> None:
        self._show(found)
        self.line.show_message(
            "success", translate("Settings", "Saved. It counts from the next act on."), closable=True
        )

    def _on_unreadable(self, error: Exception) -> None:
        """Somebody broke the office's file by hand: the way back to the original stays open."""
        complain(self.line, error)
        self.desk.ask(self, office_settings.text_of, ASSIGNING, then=self._offer_original, otherwise=self._on_failed)

    def _offer_original(self, found: OfficeText) -> None:
        self._found, self._kept = found, self._typed()
        self.bar.show_own(found.own)

    def _on_failed(self, error: Exception) -> None:
        complain(self.line, error)

    def _on_edited(self) -> None:
        for rule in self.rules.values():
            rule.arrange()
        self.bar.show_dirty(self.dirty)
        self.edited.emit()


class _RuleLine(QWidget):
    """How files of one kind are assigned, and to whom by name."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind = kind
        self.how = QComboBox()
        self.how.setFixedWidth(_HOW)
        self.names = QLineEdit()
        name = translate("AssigningRules", "User names, separated by commas")
        self.names.setPlaceholderText(translate("AssigningRules", "User names"))
        self.names.setToolTip(name)
        self.names.setAccessibleName(f"{texts.kind(kind)}: {name}")
        choices(self.how, _ways(), NOBODY)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.how)
        row.addWidget(self.names, 1)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(Caption(texts.kind(kind), self.how))
        column.addLayout(row)

    def show_rule(self, rule: AssigningRule) -> None:
        """Show a rule."""
        choices(self.how, _ways(), rule.how)
        self.names.blockSignals(True)
        self.names.setText(", ".join(rule.names))
        self.names.blockSignals(False)
        self.arrange()

    def rule(self) -> AssigningRule:
        """Give the rule as it stands."""
        how = str(self.how.currentData())
        typed = tuple(part.strip() for part in self.names.text().split(",") if part.strip())
        return AssigningRule(self._kind, how, typed if how == NAMED else ())

    def arrange(self) -> None:
        """Names are only asked for where they count."""
        self.names.setEnabled(self.how.currentData() == NAMED)


def _ways() -> list[tuple[str, str]]:
    return [
        (NOBODY, translate("AssigningRules", "Nobody: the common queue")),
        (ROUND_ROBIN, translate("AssigningRules", "Reception officers in turn")),
        (NAMED, translate("AssigningRules", "Named officers in turn")),
    ]
