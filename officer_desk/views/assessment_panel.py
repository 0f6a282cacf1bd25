# SPDX-License-Identifier: Apache-2.0
"""The dock «Đánh giá hồ sơ»: three assessments, none chosen beforehand, and what each of them needs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_time
from officer_desk.domain.records import CrossCheck, DeclarationRecord, HgdReply, MessagePreview, ReasonRecord
from officer_desk.domain.values import Role, Verdict
from officer_desk.domain.workflow import UNDECIDED, Act, may
from officer_desk.views import actions
from officer_desk.views.check_summary import proposal
from officer_desk.views.checklist import Checklist
from officer_desk.views.claim_words import in_other_hands
from officer_desk.views.file_parts import FlowLayout, Ground, Words
from officer_desk.views.message_preview import MessageBox
from officer_desk.views.proposals import proposed_reasons
from officer_desk.views.reasons_panel import ReasonsPanel
from officer_desk.views.record_plan import asks_whether_came
from officer_desk.views.short_checks import Look, reasons_for
from officer_desk.views.typed import Typed
from officer_desk.views.verdict_cards import CameQuestion, SamePersonBox, VerdictCard
from officer_desk.views.widgets import Button, label

_KEYS = {Verdict.VALID: "F8", Verdict.INVALID: "F9", Verdict.INCOMPLETE: "F11"}
_ACTS = {Verdict.VALID: Act.APPROVE, Verdict.INVALID: Act.REJECT, Verdict.INCOMPLETE: Act.SUPPLEMENT}


class AssessmentPanel(Ground):
    """What the officer finds; it records nothing itself."""

    verdict_chosen = Signal(object)
    """A `Verdict`, by card or key."""
    changed = Signal()
    """Something that the message or the recording depends on was answered, ticked or typed."""
    keep_requested = Signal()
    """«Giữ hồ sơ lại»: the near name is not taken for the same person."""

    def __init__(self) -> None:
        super().__init__("surf2", "line", "top")
        self._record: DeclarationRecord | None = None
        self._left: frozenset[Look] = frozenset()
        self._check: CrossCheck | None = None
        self._came = False
        self._confirming: HgdReply | None = None
        self._holding = self._quiet = False
        self._head = label(translate("AssessmentPanel", "Assessment of the file"), "section")
        self._hint = Words("", "label", figures=True)
        self.cards = {verdict: VerdictCard(texts.verdict(verdict), _KEYS[verdict]) for verdict in Verdict}
        self.question = CameQuestion()
        self.checks = Checklist()
        self.preview = MessageBox()
        self.same_person = SamePersonBox()
        self.keep = Button(translate("AssessmentPanel", "Hold the file"), icon="pause")
        self.ask = Button(
            translate("AssessmentPanel", "Ask the supervisor"),
            actions.cap("ask-supervisor"),
            icon="circle-question-mark",
        )
        self.reasons = {verdict: ReasonsPanel(verdict) for verdict in (Verdict.INVALID, Verdict.INCOMPLETE)}
        self._confirm = QWidget()
        self._valid = QWidget()
        self._bodies = (self.question, self._valid, self._confirm, *self.reasons.values())
        self._lay_out()
        for verdict, card in self.cards.items():
            card.clicked.connect(lambda _=False, verdict=verdict: self.choose(verdict))
        for panel in self.reasons.values():
            panel.changed.connect(self.changed)
        self.checks.not_signed.changed.connect(self.changed)
        self.question.answered.connect(self._on_answered)
        self.same_person.toggled.connect(self.changed)
        self.keep.clicked.connect(self.keep_requested)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._head)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._hint, 1)
        cards = QHBoxLayout()
        cards.setSpacing(8)
        for card in self.cards.values():
            cards.addWidget(card, 1)
        valid = QHBoxLayout(self._valid)
        valid.setContentsMargins(0, 0, 0, 0)
        valid.setSpacing(20)
        valid.addWidget(self.checks, 304)
        valid.addWidget(self.preview, 366)
        confirm = QVBoxLayout(self._confirm)
        confirm.setContentsMargins(0, 0, 0, 0)
        confirm.setSpacing(8)
        confirm.addWidget(self.same_person)
        unsure = FlowLayout(gap=8, row_gap=4)
        unsure.addWidget(Words(translate("AssessmentPanel", "Not sure?"), "muted"))
        unsure.addWidget(self.keep)
        unsure.addWidget(self.ask)
        confirm.addLayout(unsure)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 10, 16, 12)
        outer.setSpacing(8)
        outer.addLayout(top)
        outer.addLayout(cards)
        for body in self._bodies:
            outer.addWidget(body, 1)
            body.hide()

    # --- the file

    def clear(self) -> None:
        """Show nothing of any file; nothing is chosen."""
        self._record, self._check, self._came = None, None, False
        self._confirming, self._holding, self._quiet = None, False, False
        self._left = frozenset()
        for card in self.cards.values():
            card.setChecked(False)
            card.setEnabled(False)
        for panel in self.reasons.values():
            panel.blockSignals(True)
            panel.clear()
            panel.blockSignals(False)
        self.same_person.setChecked(False)
        self.preview.clear()
        self.checks.clear()
        self._show_body()

    def show_declaration(self, record: DeclarationRecord, role: Role) -> None:
        """Show a file; of the same file what was chosen and typed stays."""
        self._record = record
        for verdict, card in self.cards.items():
            usable = may(_ACTS[verdict], record.state, role) and not in_other_hands(record)
            card.setEnabled(usable)
            card.setToolTip("" if usable else _why_not(record, verdict, role))
            if not usable:
                card.setChecked(False)
        if record.received_at is not None:
            self._came = False
        self._show_body()

    def show_check(self, check: CrossCheck | None) -> None:
        """Say at the head what the comparison suggests; reasons that are on offer are marked anew."""
        if check == self._check:
            return
        self._check = check
        self._mark_proposed()
        self._show_body()

    def choose(self, verdict: Verdict, *, came: bool = False) -> bool:
        """Choose an assessment, as its card or key does; False when it cannot be chosen.

        `came`: «Đã đến» was answered already, before «Hoàn tác».
        """
        if not self.cards[verdict].isEnabled():
            return False
        for other, card in self.cards.items():
            card.setChecked(other is verdict)
        self._came = self._came or came
        if verdict is not Verdict.VALID:
            self._came, self._confirming, self._holding, self._quiet = False, None, False, False
        self._show_body()
        self._take_focus(verdict)
        self.verdict_chosen.emit(verdict)
        self.changed.emit()
        return True

    def _take_focus(self, verdict: Verdict) -> None:
        """Stand where the next key belongs, and where the space bar does no harm."""
        panel = self.reasons.get(verdict)
        if panel is not None:
            # While the reasons are on their way the space bar finds the card that is chosen already.
            self.cards[verdict].setFocus(Qt.FocusReason.OtherFocusReason)
            panel.take_focus()
        elif self.asks_question:
            self.question.ask()
        else:
            self._take_focus_for_valid()

    def _take_focus_for_valid(self) -> None:
        """Stand on the card; where only the reason for the missing signed form is left to say, on that."""
        if self._record is not None and self._record.signed_demanded and not self._record.signed_now:
            self.checks.not_signed.show()
            self.checks.not_signed.take_focus()
        else:
            self.cards[Verdict.VALID].setFocus(Qt.FocusReason.OtherFocusReason)

    def unchoose(self) -> None:
        """Take the choice back."""
        for card in self.cards.values():
            card.setChecked(False)
        self._came, self._confirming, self._holding, self._quiet = False, None, False, False
        self._show_body()
        self.changed.emit()

    # --- what was answered

    @property
    def verdict(self) -> Verdict | None:
        """The chosen assessment."""
        return next((verdict for verdict, card in self.cards.items() if card.isChecked()), None)

    @property
    def citizen_came(self) -> bool:
        """Whether «Đã đến» was answered."""
        return self._came

    @property
    def asks_question(self) -> bool:
        """Whether «Công dân đã đến?» stands unanswered."""
        record = self._record
        return record is not None and self.verdict is Verdict.VALID and not self._came and asks_whether_came(record)

    @property
    def asks_same_person(self) -> bool:
        """Whether the near name stands unconfirmed."""
        return self._confirming is not None and not self.same_person.isChecked()

    @property
    def confirmed_name(self) -> str | None:
        """The registry's name that was taken for the same person."""
        reply = self._confirming
        if reply is None or reply.entry is None or not self.same_person.isChecked():
            return None
        return reply.entry.full_name

    @property
    def not_signed_reason(self) -> str:
        """Why it is approved without its signed form; empty where nobody asks."""
        return self.checks.not_signed.reason

    def reasons_of(self, verdict: Verdict | None) -> tuple[tuple[str, ...], str]:
        """Give ticked reasons and free words of an assessment."""
        panel = None if verdict is None else self.reasons.get(verdict)
        return ((), "") if panel is None else (panel.selected, panel.text)

    @property
    def typed(self) -> Typed:
        """What would be lost by leaving."""
        return Typed(
            {verdict: panel.selected for verdict, panel in self.reasons.items()},
            {verdict: panel.text for verdict, panel in self.reasons.items()},
        )

    def restore(self, typed: Typed) -> None:
        """Bring a draft back; no assessment is chosen by it."""
        for verdict, panel in self.reasons.items():
            panel.restore(typed.reasons.get(verdict, ()), typed.notes.get(verdict, ""))

    @property
    def is_wide(self) -> bool:
        """Whether reasons are being chosen, which needs the height of the data."""
        return self.verdict in self.reasons

    # --- what the page tells

    def offer_reasons(self, verdict: Verdict, catalogue: tuple[ReasonRecord, ...], record: DeclarationRecord) -> None:
        """Offer the office's catalogue; what the file itself gives reason for is marked as proposed."""
        self.reasons[verdict].set_catalogue(catalogue, self._proposed(verdict, catalogue, record))

    def show_left(self, left: frozenset[Look]) -> None:
        """Propose the reasons for what is not ticked on the short checklist."""
        if left == self._left:
            return
        self._left = left
        self._mark_proposed()

    def _mark_proposed(self) -> None:
        for verdict, panel in self.reasons.items():
            if panel.rows and self._record is not None:
                panel.set_proposed(self._proposed(verdict, panel.catalogue, self._record))

    def _proposed(
        self, verdict: Verdict, catalogue: tuple[ReasonRecord, ...], record: DeclarationRecord
    ) -> tuple[str, ...]:
        looked = reasons_for(verdict, catalogue, self._left)
        return tuple(dict.fromkeys((*looked, *proposed_reasons(verdict, catalogue, record, self._check))))

    def offer_hold(self) -> None:
        """Another name: nothing can be confirmed, the file can only be held, refused or looked at again."""
        self._holding = True
        self._show_body()

    def ask_same_person(self, reply: HgdReply, officer: str) -> None:
        """Ask whether a near name is the same person."""
        self._confirming = reply
        self.same_person.ask(reply.asked_name, "" if reply.entry is None else reply.entry.full_name, officer)
        self._show_body()
        self.same_person.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_quiet(self) -> None:
        """Show the cards only: the panel above says what there is to do."""
        self._quiet = True
        self._show_body()

    def stop_confirming(self) -> None:
        """No name is asked about any more."""
        self._confirming, self._holding, self._quiet = None, False, False
        self._show_body()

    def show_messages(self, messages: tuple[MessagePreview, ...]) -> None:
        """Show what the citizen will get."""
        panel = None if self.verdict is None else self.reasons.get(self.verdict)
        (self.preview if panel is None else panel.preview).show_messages(messages)

    def show_compared(self, compared: int, wanted: int, *, done: bool) -> None:
        """Bring the checklist up to date."""
        if self._record is not None:
            self.checks.show_checks(self._record, compared, wanted, came=self._came, compared_done=done)

    def _show_body(self) -> None:
        verdict = self.verdict
        shown: QWidget | None = None
        if verdict is not None and verdict in self.reasons:
            shown = self.reasons[verdict]
        elif self._quiet or (self._record is not None and self._record.fresh_look is not None):
            shown = None
        elif verdict is not None and (self._confirming is not None or self._holding):
            shown = self._confirm
            self.same_person.setVisible(self._confirming is not None)
        elif verdict is not None:
            shown = self.question if self.asks_question else self._valid
        for body in self._bodies:
            body.setVisible(body is shown)
        self._hint.setVisible(not self.is_wide)
        self._hint.setText("" if self._record is None else _hint(self._record, self._check, came=self._came))

    def _on_answered(self, came: bool) -> None:
        if came:
            self._came = True
            self._show_body()
            self._take_focus_for_valid()
            self.changed.emit()
        else:
            self.unchoose()
            self.cards[Verdict.VALID].setFocus(Qt.FocusReason.OtherFocusReason)


def _hint(record: DeclarationRecord, check: CrossCheck | None, *, came: bool) -> str:
    if record.state not in UNDECIDED and record.decided_at is not None:
        words = translate("AssessmentPanel", "{state}, {time}")
        return words.format(state=texts.state(record.state), time=format_time(record.decided_at))
    if record.state in UNDECIDED and (suggested := proposal(check, record.declared.identity.kind)):
        return suggested
    if asks_whether_came(record) and not came and not in_other_hands(record):
        return translate("AssessmentPanel", "F8 will ask «Has the citizen come?», then receive at once")
    return ""


def _why_not(record: DeclarationRecord, verdict: Verdict, role: Role) -> str:
    if record.state not in UNDECIDED:
        return translate("AssessmentPanel", "The file is decided.")
    if held := in_other_hands(record):
        return held
    if not any(may(act, record.state, role) for act in _ACTS.values()):
        return translate("AssessmentPanel", "Your role does not assess files.")
    if verdict is Verdict.VALID:
        return translate("AssessmentPanel", "Papers are still missing: add the pictures first.")
    return translate("AssessmentPanel", "A supplement was already asked for.")
