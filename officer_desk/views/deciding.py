# SPDX-License-Identifier: Apache-2.0
"""What the officer has answered about an open file, the message it would send, and whether it can be recorded."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import AssessmentDraft, DeclarationRecord, MessagePreview, ReasonRecord
from officer_desk.domain.values import Kind, PictureRole, Verdict
from officer_desk.services import assessments
from officer_desk.views.action_bar import ActionBar
from officer_desk.views.claim_words import fence_of
from officer_desk.views.file_acts import FileActs
from officer_desk.views.file_body import FileBody
from officer_desk.views.record_plan import Answers, hindrance, left_to_compare, plan
from officer_desk.views.short_checks import look_word
from officer_desk.views.typed import Typed

_TYPING_PAUSE_MS = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """All that stood on the screen when a decision was recorded: «Hoàn tác» brings it back."""

    verdict: Verdict | None
    typed: Typed
    citizen_came: bool
    compared: tuple[PictureRole, ...]
    not_compared_reason: str
    not_signed_reason: str = ""
    withdrawal: str = ""
    """The citizen's wish, where the file was withdrawn."""


class Deciding(QObject):
    """Reads the widgets into a draft; asks for the preview after a pause in typing; keeps the sentence true."""

    failed = Signal(object)
    """An exception of a question that only helps: the screen says so and goes on."""

    def __init__(self, desk: Desk, body: FileBody, bar: ActionBar, acts: FileActs) -> None:
        super().__init__(body)
        self._desk, self._body, self._bar, self._acts = desk, body, bar, acts
        self._record: DeclarationRecord | None = None
        self._messages: tuple[MessagePreview, ...] = ()
        self._reasons_asked: set[Verdict] = set()
        self._asked: AssessmentDraft | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._ask_preview)
        body.photos.compared_changed.connect(self.on_answers)
        body.assessment.changed.connect(self.on_answers)
        body.assessment.verdict_chosen.connect(self._on_verdict)
        acts.busy_changed.connect(self.update_plan)

    def clear(self) -> None:
        """Forget the file."""
        self._pause.stop()
        self._record = self._asked = None
        self._messages = ()
        self._reasons_asked.clear()
        self.update_plan()

    def show(self, record: DeclarationRecord) -> None:
        """Decide about a file as it is now."""
        self._record = record
        self._asked = None
        self.on_answers()

    @property
    def record(self) -> DeclarationRecord | None:
        """The file as it is now."""
        return self._record

    def draft(self) -> AssessmentDraft | None:
        """Give the assessment as it would be recorded; None without a file or a verdict."""
        record, panel, photos = self._record, self._body.assessment, self._body.photos
        if record is None or panel.verdict is None:
            return None
        reasons, note = panel.reasons_of(panel.verdict)
        valid = panel.verdict is Verdict.VALID
        return AssessmentDraft(
            record.id,
            record.version,
            panel.verdict,
            reasons,
            note,
            photos.compared,
            photos.not_compared_reason if valid else "",
            panel.not_signed_reason if valid else "",
            panel.citizen_came,
            panel.confirmed_name if valid else None,
            _seen_account(record) if valid else None,
            fence=fence_of(record),
        )

    @property
    def messages(self) -> tuple[MessagePreview, ...]:
        """What recording would send, as far as it is known."""
        return self._messages

    def chosen(self) -> Chosen:
        """Give what is chosen, ticked and typed now."""
        panel, photos = self._body.assessment, self._body.photos
        return Chosen(
            panel.verdict,
            panel.typed,
            panel.citizen_came,
            photos.compared,
            photos.not_compared_reason,
            panel.not_signed_reason,
        )

    def bring_back(self, chosen: Chosen) -> None:
        """Choose, tick and type it again; whether a near name is the same person is asked anew."""
        panel, photos = self._body.assessment, self._body.photos
        photos.bring_back(chosen.compared)
        photos.bar.bring_back(chosen.not_compared_reason)
        panel.restore(chosen.typed)
        panel.checks.not_signed.bring_back(chosen.not_signed_reason)
        if chosen.verdict is not None:
            panel.choose(chosen.verdict, came=chosen.citizen_came)

    def on_answers(self) -> None:
        """Something was answered, ticked or typed."""
        record, panel, photos = self._record, self._body.assessment, self._body.photos
        if record is not None:
            left = left_to_compare(record, photos.compared)
            panel.show_compared(
                len(photos.compared), photos.to_compare, done=not left or bool(photos.not_compared_reason)
            )
            panel.show_left(photos.bar.checks.left)
            self._pause.start()
            self._ask_not_signed_reasons()
        self._body.arrange()
        self.update_plan()

    def update_plan(self) -> None:
        """Say beside the button what it will do, or why it is off."""
        panel, photos = self._body.assessment, self._body.photos
        answers = Answers(
            verdict=panel.verdict,
            has_words=any(panel.reasons_of(panel.verdict)),
            compared=photos.compared,
            not_compared_reason=photos.not_compared_reason,
            not_signed_reason=panel.not_signed_reason,
            failed=tuple(look_word(look) for look in photos.bar.checks.failed),
            asks_whether_came=panel.asks_question,
            asks_same_person=panel.asks_same_person,
            same_person=panel.confirmed_name is not None,
            busy=self._acts.busy,
            messages=self._messages,
        )
        self._bar.show_plan(plan(self._record, answers))

    def _on_verdict(self, verdict: Verdict) -> None:
        self._ask_reasons(verdict)
        self._body.arrange()
        self.pause_is_over()

    def _ask_reasons(self, verdict: Verdict) -> None:
        """Ask for the catalogue once per file, and only for what the officer chose."""
        record = self._record
        if record is None or verdict not in self._body.assessment.reasons or verdict in self._reasons_asked:
            return
        self._reasons_asked.add(verdict)
        self._desk.ask(
            self,
            assessments.reasons,
            verdict,
            then=partial(self._show_reasons, record.id, verdict),
            otherwise=partial(self._on_no_reasons, record.id, verdict),
        )

    def _ask_not_signed_reasons(self) -> None:
        """Ask for the ready reasons only where one is needed; without them it can still be typed."""
        box = self._body.assessment.checks.not_signed
        if box.waits_for_choices:
            self._desk.ask(self, assessments.not_signed_reasons, then=box.offer, otherwise=self.failed.emit)

    def _on_no_reasons(self, declaration_id: int, verdict: Verdict, error: Exception) -> None:
        self._reasons_asked.discard(verdict)
        self._on_failed(declaration_id, error)

    def _show_reasons(self, declaration_id: int, verdict: Verdict, found: tuple[ReasonRecord, ...]) -> None:
        if self._record is not None and self._record.id == declaration_id:
            self._body.assessment.offer_reasons(verdict, found, self._record)

    def pause_is_over(self) -> None:
        """Ask for the message now, without waiting for more typing."""
        self._pause.stop()
        self._ask_preview()

    def _ask_preview(self) -> None:
        draft = self.draft()
        if draft is None or draft == self._asked:
            return
        self._asked = draft
        record = self._record
        if draft.verdict is Verdict.VALID and record is not None and record.fresh_look is None:
            held = hindrance(record, confirmed=draft.confirmed_registry_name is not None)
            if held:
                self._messages = ()
                self._body.assessment.preview.show_words(
                    translate("Deciding", "Nothing is sent as long as no account can be issued.")
                )
                self.update_plan()
                return
        if record is not None and record.fresh_look is not None:
            self._show_no_messages(draft)
            return
        if draft.verdict is not Verdict.VALID and not (draft.reasons or draft.note):
            self._on_preview(draft, ())
            return
        self._desk.ask(
            self,
            assessments.preview,
            draft,
            then=partial(self._on_preview, draft),
            otherwise=partial(self._on_failed, draft.declaration_id),
        )

    def _show_no_messages(self, draft: AssessmentDraft) -> None:
        """A second look tells the citizen nothing of its own."""
        self._on_preview(draft, ())
        panel = self._body.assessment.reasons.get(draft.verdict)
        preview = self._body.assessment.preview if panel is None else panel.preview
        preview.show_words(translate("Deciding", "A second look sends no message of its own."))

    def _on_preview(self, draft: AssessmentDraft, messages: tuple[MessagePreview, ...]) -> None:
        if draft != self._asked:
            return
        self._messages = messages
        self._body.assessment.show_messages(messages)
        self.update_plan()

    def _on_failed(self, declaration_id: int, error: Exception) -> None:
        if self._record is not None and self._record.id == declaration_id:
            self.failed.emit(error)


def _seen_account(record: DeclarationRecord) -> int | None:
    """Give the account that a change was decided upon; 0: there was none."""
    if record.declared.kind is not Kind.CHANGE:
        return None
    return 0 if record.account is None else record.account.version
