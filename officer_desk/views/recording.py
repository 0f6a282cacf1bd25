# SPDX-License-Identifier: Apache-2.0
"""«Ghi nhận» of the open file: a change of information is confirmed first, everything else is recorded at once."""

from PySide6.QtCore import QObject, Qt

from officer_desk.desk import Desk
from officer_desk.domain.records import AssessmentDraft, LookDraft
from officer_desk.domain.values import Kind, Verdict
from officer_desk.views.action_bar import ActionBar
from officer_desk.views.change_confirmation import ChangeConfirmation
from officer_desk.views.change_words import is_live
from officer_desk.views.deciding import Deciding
from officer_desk.views.file_acts import FileActs


class Recording(QObject):
    """Takes the draft as it stands on the screen at that moment."""

    def __init__(
        self, desk: Desk, deciding: Deciding, bar: ActionBar, acts: FileActs, confirmation: ChangeConfirmation
    ) -> None:
        super().__init__(bar)
        self._desk, self._deciding, self._bar, self._acts = desk, deciding, bar, acts
        self._confirmation = confirmation
        self._asked: AssessmentDraft | None = None
        confirmation.confirmed.connect(self._on_confirmed)
        confirmation.went_back.connect(self.close_confirmation)

    def record(self) -> None:
        """Record the assessment; a change is confirmed first."""
        draft, record = self._deciding.draft(), self._deciding.record
        if draft is None or record is None or not self._bar.can_record:
            return
        self._bar.stop_asking()
        if record.fresh_look is not None:
            self._acts.look_again(record, LookDraft(record.fresh_look, draft.verdict, draft.reasons, draft.note))
            return
        # Without an account there is nothing to confirm: recording says so.
        if record.declared.kind is Kind.CHANGE and draft.verdict is Verdict.VALID and is_live(record.account):
            self._asked = draft
            self._confirmation.ask(record, draft.confirmed_registry_name, self._deciding.messages)
        else:
            self._acts.record(record, draft)

    @property
    def is_confirming(self) -> bool:
        """Whether a change waits for «Xác nhận»."""
        return self._confirmation.isVisible()

    def close_confirmation(self) -> None:
        """Close the question about a change; «Ghi nhận» has the focus again."""
        self._confirmation.hide()
        self._bar.record.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_confirmed(self) -> None:
        draft, record = self._deciding.draft(), self._deciding.record
        # What was asked about is what is recorded: a file or an account that moved meanwhile is asked about anew.
        agreed = draft is not None and draft == self._asked
        self.close_confirmation()
        if agreed and draft is not None and record is not None and not self._acts.busy:
            self._acts.record(record, draft)
