# SPDX-License-Identifier: Apache-2.0
"""«Mở lại hồ sơ» of the open file: asks what it will do, then does it with the supervisor's reason."""

from functools import partial

from PySide6.QtCore import QObject

from officer_desk.desk import Desk
from officer_desk.domain.records import DeclarationRecord, ReopenEffects
from officer_desk.services import reopening
from officer_desk.views.declaration_head import DeclarationHead
from officer_desk.views.file_acts import FileActs
from officer_desk.views.said import Said, reopened_said


class Reopening(QObject):
    """Between the row under the head and the desk; answers about another file are dropped."""

    def __init__(self, desk: Desk, head: DeclarationHead, acts: FileActs) -> None:
        super().__init__(head)
        self._desk, self._row, self._acts = desk, head.reopening, acts
        self._record: DeclarationRecord | None = None
        self._seen: ReopenEffects | None = None
        head.reopening_requested.connect(self._ask)
        self._row.confirmed.connect(self._on_confirmed)

    def show(self, record: DeclarationRecord | None) -> None:
        """Work on this file; when it moved while the row is open, its effects are asked for again."""
        moved = record is not None and self._record is not None and record.version != self._record.version
        self._record = record
        if moved and not self._row.isHidden():
            self._ask()

    def said(self, record: DeclarationRecord) -> Said:
        """Say what reopening did."""
        seen = self._seen
        messages = () if seen is None else seen.messages
        return reopened_said(record, messages, suspended=seen is not None and seen.suspends)

    def _ask(self) -> None:
        record = self._record
        if record is None:
            return
        self._desk.ask(
            self,
            reopening.effects,
            record.id,
            then=partial(self._on_effects, record.id),
            otherwise=partial(self._on_no_effects, record.id),
        )

    def _on_effects(self, declaration_id: int, effects: ReopenEffects) -> None:
        if self._record is not None and self._record.id == declaration_id:
            self._row.show_effects(effects)

    def _on_no_effects(self, declaration_id: int, error: Exception) -> None:
        if self._record is not None and self._record.id == declaration_id:
            self._row.show_failure(error)

    def _on_confirmed(self, reason: str) -> None:
        if self._record is not None and not self._acts.busy:
            self._seen = self._row.effects
            self._acts.reopen(self._record, reason)
