# SPDX-License-Identifier: Apache-2.0
"""The short checklist beside «Đã đối chiếu»: four things that an officer looks at, and the reason for what fails.

F7 ticks them with the pictures, so that a clean file costs no key. Unticking one says that it does not hold.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.messages import unaccent
from officer_desk.domain.records import DeclarationRecord, ReasonRecord
from officer_desk.domain.values import IdentityKind, Verdict
from officer_desk.views.file_parts import FlowLayout
from officer_desk.views.widgets.buttons import is_arrow


class Look(StrEnum):
    """What is looked at."""

    SAME_PERSON = "same-person"
    NOT_EXPIRED = "not-expired"
    FOUR_CORNERS = "four-corners"
    SIGNED_FORM = "signed-form"


_REASONS = {
    Verdict.INVALID: {
        Look.SAME_PERSON: "khong dung nguoi",
        Look.NOT_EXPIRED: "da het han",
        Look.FOUR_CORNERS: "mat goc",
        Look.SIGNED_FORM: "chua ky",
    },
    Verdict.INCOMPLETE: {
        Look.SAME_PERSON: "anh chan dung",
        Look.NOT_EXPIRED: "con han",
        Look.FOUR_CORNERS: "ro bon goc",
        Look.SIGNED_FORM: "co chu ky",
    },
}
"""Words of the Vietnamese catalogue, without marks; an office that words a reason otherwise gets no proposal for it."""


def reasons_for(verdict: Verdict, catalogue: Sequence[ReasonRecord], failed: Collection[Look]) -> tuple[str, ...]:
    """Give the reasons of the catalogue for what was not ticked."""
    wanted = [words for look, words in _REASONS.get(verdict, {}).items() if look in failed]
    found = (next((r.text for r in catalogue if words in unaccent(r.text).lower()), "") for words in wanted)
    return tuple(dict.fromkeys(reason for reason in found if reason))


def look_word(look: Look) -> str:
    """Give the word beside a box."""
    match look:
        case Look.SAME_PERSON:
            return translate("ShortChecks", "same person")
        case Look.NOT_EXPIRED:
            return translate("ShortChecks", "not expired")
        case Look.FOUR_CORNERS:
            return translate("ShortChecks", "four corners")
        case Look.SIGNED_FORM:
            return translate("ShortChecks", "signed form")


class ShortChecks(QWidget):
    """Four boxes on one line. Untouched ones say nothing; one that was unticked by hand is a finding."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes = {look: _Box(look_word(look)) for look in Look}
        self._failed: set[Look] = set()
        self._doubtful: frozenset[Look] = frozenset()
        row = FlowLayout(gap=14, row_gap=0)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        for look, box in self.boxes.items():
            row.addWidget(box)
            box.clicked.connect(partial(self._on_clicked, look))

    def show_file(self, record: DeclarationRecord, *, can_mark: bool) -> None:
        """Offer what there is to look at in a file; a form that is known not to be there is ticked by hand only."""
        born = record.declared.identity.kind is IdentityKind.BIRTH_CERTIFICATE
        self.boxes[Look.NOT_EXPIRED].setVisible(not born)
        self._doubtful = frozenset({Look.SIGNED_FORM} if record.signed_demanded and not record.signed_now else ())
        for box in self.boxes.values():
            box.setEnabled(can_mark)
        if not can_mark:
            self.clear()

    def clear(self) -> None:
        """Forget what was ticked and unticked."""
        self._failed.clear()
        for box in self.boxes.values():
            box.setChecked(False)

    def tick_all(self) -> None:
        """The pictures were compared: what was not unticked by hand holds."""
        for look, box in self.boxes.items():
            box.setChecked(box.isChecked() or look not in self._failed | self._doubtful)

    def untick_all(self) -> None:
        """Nothing is compared any more; what was found wrong stays so."""
        for box in self.boxes.values():
            box.setChecked(False)

    @property
    def failed(self) -> tuple[Look, ...]:
        """What was unticked by hand."""
        return tuple(look for look in Look if look in self._failed and not self.boxes[look].isHidden())

    @property
    def left(self) -> frozenset[Look]:
        """What is not ticked, once anything was ticked or unticked: its reasons are proposed."""
        empty = frozenset(look for look, box in self.boxes.items() if not box.isChecked() and not box.isHidden())
        touched = bool(self._failed) or any(box.isChecked() for box in self.boxes.values())
        return empty if touched else frozenset()

    def _on_clicked(self, look: Look) -> None:
        if self.boxes[look].isChecked():
            self._failed.discard(look)
        else:
            self._failed.add(look)
        self.changed.emit()


class _Box(QCheckBox):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow leaves the focus where it is."""
        if is_arrow(event):
            event.ignore()
        else:
            super().keyPressEvent(event)
