# SPDX-License-Identifier: Apache-2.0
"""Whose work the open file is: assigning it, asking and answering about it, settling a disagreement – all in place."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.domain.records import (
    AnswerDraft,
    AssignReport,
    DeclarationRecord,
    LookRecord,
    QuestionDraft,
    QuestionRecord,
    SettleDraft,
)
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.services import escalations, second_looks
from officer_desk.views.assign_panel import AssignPanel, assigned_words
from officer_desk.views.disagreement_row import DisagreementRow
from officer_desk.views.question_row import QuestionRow


class FileWork(QWidget):
    """The rows under the head; each takes no room while it is not open."""

    done = Signal(str, str)
    """What was done: head and text of a line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: DeclarationRecord | None = None
        self.panel = AssignPanel(desk)
        self.question = QuestionRow()
        self.disagreement = DisagreementRow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in (self.disagreement, self.question, self.panel):
            column.addWidget(row)
        self.panel.assigned.connect(self._on_assigned)
        self.panel.closed.connect(self._return_focus)
        self.question.asked.connect(self._on_asked)
        self.question.answered.connect(self._on_answered)
        self.disagreement.settled.connect(self._on_settled)

    def show_file(self, record: DeclarationRecord | None) -> None:
        """Work on another file, or on the same as it is now; what is typed for it stays."""
        if record is None or self._record is None or record.id != self._record.id:
            self.close_row()
            self.question.close_row()
        self._record = record
        open_one = self._open_question()
        if open_one is not None and self._may(Task.ANSWER):
            self.question.show_question(open_one)
        self.disagreement.show_look(self._disagreement())

    @property
    def may_assign(self) -> bool:
        """Whether the file can be given to an officer."""
        record = self._record
        return record is not None and record.state in UNDECIDED and not self._afresh and self._may(Task.ASSIGN)

    @property
    def may_ask(self) -> bool:
        """Whether a question about the file can be asked or answered."""
        record = self._record
        return record is not None and record.purged_at is None and not self._afresh and self._may(Task.ASK_SUPERVISOR)

    @property
    def answers(self) -> bool:
        """Whether a question about the file waits for this officer's answer."""
        return self._open_question() is not None and self._may(Task.ANSWER)

    def assign(self) -> None:
        """Ctrl+M."""
        if self._record is not None and self.may_assign:
            self.panel.ask([(self._record.id, self._record.number)])

    def ask(self) -> None:
        """F4: write a question, or the answer to the one that is open."""
        open_one = self._open_question()
        if not self.may_ask:
            return
        if open_one is None:
            self.question.ask()
        elif self._may(Task.ANSWER):
            self.question.show_question(open_one)
            self.question.words.setFocus()
        else:
            words = translate("Questions", "The question was sent; the answer will stand above the data.")
            self.done.emit(translate("Questions", "Already asked."), words)

    def close_row(self) -> bool:
        """Close what was opened last; say whether something was open. A question that waits stays in view."""
        if self.panel.close_panel():
            return True
        if self.answers and not self.question.isHidden():
            had_words = self.question.typed or self.question.words.hasFocus()
            self.question.words.clear()
            if had_words:
                self._return_focus()
            return had_words
        closed = self.question.close_row()
        if closed:
            self._return_focus()
        return closed

    @property
    def typed(self) -> bool:
        """Whether a question or answer was written and not sent."""
        return self.question.typed

    @property
    def _afresh(self) -> bool:
        return self._record is not None and self._record.fresh_look is not None

    def _may(self, task: Task) -> bool:
        return self._desk.actor is not None and task in PERMITTED[self._desk.actor.role]

    def _open_question(self) -> QuestionRecord | None:
        asked = () if self._record is None or self._afresh else self._record.questions
        return next((question for question in asked if question.answered_at is None), None)

    def _disagreement(self) -> LookRecord | None:
        look = None if self._record is None else self._record.look
        return look if look is not None and look.status == "disagreed" and self._may(Task.SETTLE_LOOK) else None

    def _return_focus(self) -> None:
        page = self.parentWidget()
        if page is not None:
            page.setFocus()

    # --- acts --------------------------------------------------------------------------------------------------------

    def _on_assigned(self, report: AssignReport) -> None:
        self.done.emit(*assigned_words(report))

    def _on_asked(self, words: str) -> None:
        if self._record is None:
            return
        self._desk.act(
            self,
            escalations.ask,
            QuestionDraft(self._record.id, words),
            then=self._on_sent,
            otherwise=self._on_not_sent,
        )

    def _on_answered(self, escalation_id: int, words: str) -> None:
        self._desk.act(
            self,
            escalations.answer,
            AnswerDraft(escalation_id, words),
            then=self._on_sent,
            otherwise=self._on_not_sent,
        )

    def _on_sent(self, question: QuestionRecord) -> None:
        if self._record is not None and self._record.id == question.declaration_id:
            self.question.close_row()
            self._return_focus()
        if question.answered_at is None:
            head = translate("Questions", "The question was sent to the supervisors.")
            self.done.emit(head, translate("Questions", "The file can still be decided."))
        else:
            head = translate("Questions", "The answer was sent to {name}.").format(name=question.asked_by_name)
            self.done.emit(head, "")

    def _on_not_sent(self, error: Exception) -> None:
        self.question.show_failure(texts.sentence(error))

    def _on_settled(self, look_id: int, uphold: bool) -> None:
        self._desk.act(
            self,
            second_looks.settle,
            SettleDraft(look_id, uphold),
            then=partial(self._on_settling_done, uphold),
            otherwise=lambda error: self.disagreement.show_failure(texts.sentence(error)),
        )

    def _on_settling_done(self, uphold: bool, look: LookRecord) -> None:
        self.disagreement.show_look(None)
        self._return_focus()
        if uphold:
            head = translate("Looks", "The first decision holds.")
            self.done.emit(head, translate("Looks", "It takes effect now."))
        elif look.in_force:
            head = translate("Looks", "The first decision does not hold.")
            self.done.emit(head, translate("Looks", "It took effect already: reopen the file to decide it anew."))
        else:
            head = translate("Looks", "The first decision was taken back.")
            self.done.emit(head, translate("Looks", "The file is to be decided anew. No message went out."))
