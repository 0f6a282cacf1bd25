# SPDX-License-Identifier: Apache-2.0
"""What stands in the place of a destroyed file: what it was, its dates, and what to do if the citizen comes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_day, format_time, local
from officer_desk.domain.records import DeclarationRecord
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.widgets import label

_WIDTH = 620


class Tombstone(Ground):
    """A short page; shown and hidden together with what it takes the place of."""

    def __init__(self, *instead_of: QWidget) -> None:
        """`instead_of`: what is hidden while this is shown."""
        super().__init__("surface")
        self._instead_of = instead_of
        self._rows: list[tuple[str, Words]] = []
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        title = Words(translate("Tombstone", "The data of this file were destroyed"), "title")
        why = translate(
            "Tombstone",
            "The citizen did not come within ten days. The file expired and was not brought back; name, numbers, "
            "address, papers and messages were destroyed for good. These dates are left:",
        )
        facts = QGridLayout()
        facts.setHorizontalSpacing(24)
        facts.setVerticalSpacing(8)
        facts.setColumnStretch(1, 1)
        for place, name in enumerate(_names()):
            words = Words("", figures=True, selectable=True)
            words.setAccessibleName(name)
            facts.addWidget(label(name, tone="ink2"), place, 0)
            facts.addWidget(words, place, 1)
            self._rows.append((name, words))
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(title)
        column.addWidget(Words(why))
        column.addLayout(facts)
        column.addWidget(
            Words(translate("Tombstone", "If the citizen comes now, the declaration has to be made anew."))
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 28, 24, 24)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignTop)
        outer.addStretch(1)

    def stand_for(self, record: DeclarationRecord | None) -> None:
        """Stand in the place of a destroyed file; of any other, and of none, give the place back."""
        gone = record is not None and record.purged_at is not None
        if record is not None and gone:
            for (_, words), text in zip(self._rows, _values(record), strict=True):
                words.setText(text)
        for widget in self._instead_of:
            widget.setVisible(not gone)
        self.setVisible(gone)

    @property
    def facts(self) -> dict[str, str]:
        """What is told, by name."""
        return {name: words.text() for name, words in self._rows}


def _names() -> tuple[str, ...]:
    return (
        translate("Tombstone", "Declaration number"),
        translate("Tombstone", "Registration type"),
        translate("Tombstone", "Office"),
        translate("Tombstone", "Submitted"),
        translate("Tombstone", "Taken in"),
        translate("Tombstone", "Expired"),
        translate("Tombstone", "Data destroyed"),
    )


def _values(record: DeclarationRecord) -> tuple[str, ...]:
    declared = record.declared
    return (
        declared.number,
        f"{texts.kind(declared.kind)} · {texts.channel(declared.channel)}",
        f"{record.office_name} ({declared.office_code})",
        format_time(declared.submitted_at),
        format_time(record.imported_at),
        "–" if record.expired_at is None else format_day(local(record.expired_at).date()),
        "–" if record.purged_at is None else format_day(local(record.purged_at).date()),
    )
