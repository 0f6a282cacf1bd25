# SPDX-License-Identifier: Apache-2.0
"""What follows upon a decision: the words about it, its place in «Hoàn tác», and where the officer goes from there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from officer_desk.desk import Desk
from officer_desk.domain.records import DeclarationRecord, LookOutcome, Outcome
from officer_desk.views.drafts import Drafts
from officer_desk.views.said import Said, looked_said, outcome_said, withdrawn_said
from officer_desk.views.term_words import restored_words

if TYPE_CHECKING:
    from officer_desk.views.declaration_page import DeclarationPage


class Finishing(QObject):
    """Hears what the acts of the open file came to."""

    def __init__(self, desk: Desk, page: DeclarationPage, drafts: Drafts) -> None:
        super().__init__(page)
        self._desk, self._page, self._drafts = desk, page, drafts
        page.acts.recorded.connect(self._on_recorded)
        page.acts.looked.connect(self._on_looked)
        page.acts.withdrawn.connect(self._on_withdrawn)
        page.acts.reopened.connect(self._on_reopened)
        page.acts.restored.connect(self._on_restored)

    def _on_recorded(self, outcome: Outcome) -> None:
        record = outcome.declaration
        self._keep_for_undo(record)
        self._drafts.drop(record.id)
        self._finish(record, outcome_said(outcome, self._desk.now()))

    def _on_looked(self, record: DeclarationRecord, outcome: LookOutcome) -> None:
        self._drafts.drop(record.id)
        self._finish(record, looked_said(record, outcome))

    def _on_withdrawn(self, record: DeclarationRecord) -> None:
        self._keep_for_undo(record)
        self._finish(record, withdrawn_said(record, self._desk.now()))

    def _on_reopened(self, record: DeclarationRecord) -> None:
        """Stay with the file: it is to be decided again."""
        page = self._page
        page.undoing.tell(page.reopening.said(record))
        page.head.close_row()
        page.on_done(record)

    def _on_restored(self, record: DeclarationRecord) -> None:
        page = self._page
        page.on_done(record)
        page.show_success(*restored_words(record))
        page.setFocus(Qt.FocusReason.OtherFocusReason)  # the button is gone; its neighbour would print

    def _keep_for_undo(self, record: DeclarationRecord) -> None:
        page = self._page
        if record.id == page.opening.id:
            chosen = replace(page.deciding.chosen(), withdrawal=page.head.wish)
            page.undoing.keep(record.id, chosen, page.opening.query)

    def _finish(self, record: DeclarationRecord, said: Said) -> None:
        """Say what was done and go on; the words stay in view on the next file."""
        self._page.undoing.tell(said)
        self._page.on_finished(record)
