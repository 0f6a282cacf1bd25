# SPDX-License-Identifier: Apache-2.0
"""The open file: pictures, data, assessment. It is keyed by the file's id: late answers for another are dropped."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QMetaMethod, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import CardFields, DeclarationRecord, HgdReply, SearchQuery
from officer_desk.domain.values import HgdAnswer, PictureRole, Role, Verdict
from officer_desk.domain.workflow import Act, may
from officer_desk.errors import Conflict, Refused
from officer_desk.views.action_bar import ActionBar
from officer_desk.views.ahead import Ahead
from officer_desk.views.change_confirmation import ChangeConfirmation
from officer_desk.views.claim_words import in_other_hands
from officer_desk.views.claiming import Claiming
from officer_desk.views.cross_checking import CrossChecking
from officer_desk.views.deciding import Deciding
from officer_desk.views.declaration_head import DeclarationHead
from officer_desk.views.drafts import Drafts
from officer_desk.views.file_acts import FileActs, choose_picture
from officer_desk.views.file_body import FileBody
from officer_desk.views.file_keys import bind_keys
from officer_desk.views.file_watch import FileWatch
from officer_desk.views.file_work import FileWork
from officer_desk.views.finishing import Finishing
from officer_desk.views.keeping_focus import keeps_focus
from officer_desk.views.leaving import Leaving
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.notices import split_sentence
from officer_desk.views.opening import Opening
from officer_desk.views.other_drafts import OtherDrafts
from officer_desk.views.record_plan import why_not_replace
from officer_desk.views.recording import Recording
from officer_desk.views.registry_answers import RegistryAnswers
from officer_desk.views.reopening import Reopening
from officer_desk.views.said import Said, plain
from officer_desk.views.scanning import Scanning
from officer_desk.views.success_line import HeldLine, SuccessLine
from officer_desk.views.tombstone import Tombstone
from officer_desk.views.undoing import Undoing
from officer_desk.views.what_moved import account_moved, moved_words, picture_moved

_ASSESSING = (Act.APPROVE, Act.REJECT, Act.SUPPLEMENT)


class DeclarationPage(QWidget):
    """One file at a time; `open` empties everything before it asks for the file."""

    closed = Signal()
    print_requested = Signal(object)
    """The `DeclarationRecord` whose Form 01 is wanted."""
    guidance_requested = Signal(object)
    """The `DeclarationRecord` whose guidance page is to be printed."""
    next_requested = Signal()
    card_scanned = Signal(object)
    """The `CardFields` of a card that was scanned at the counter while this file is open."""

    def __init__(self, desk: Desk, undoing: Undoing | None = None) -> None:
        """`undoing`: the window's, so that the line about the last act follows onto its other pages."""
        super().__init__()
        self._desk = desk
        self._record: DeclarationRecord | None = None
        self._card: tuple[int, CardFields] | None = None
        self._carry_success = False
        self.goes_on = True
        """Whether the next file of the list opens by itself after this one was decided."""
        self.undoing = undoing or Undoing(desk, self)
        self.head = DeclarationHead()
        self.success = SuccessLine(self.undoing)
        self.held = HeldLine(self.undoing)
        self._in_hand = MessageStrip("surface")
        self.work = FileWork(desk)
        self.body = FileBody(desk)
        self._drafts = Drafts(desk, self.body)
        self._others = OtherDrafts(desk, self.body.other_draft, self.body.assessment)
        self.claiming = Claiming(desk, self._in_hand, self)
        self.bar = ActionBar()
        self.confirmation = ChangeConfirmation(desk, self)
        self.acts = FileActs(desk, self)
        self.scanning = Scanning(desk, self.body, self.acts)
        self.watch = FileWatch(desk, self.acts, self)
        self.opening = Opening(desk, self.body)
        self.ahead = Ahead(desk, self.body.photos.cache, self.body.photos.side_for, self)
        self.deciding = Deciding(desk, self.body, self.bar, self.acts)
        self.registry = RegistryAnswers(desk, self.body, self.bar)
        self.checking = CrossChecking(desk, self.body, self.card_scanned)
        self.reopening = Reopening(desk, self.head, self.acts)
        self.finishing = Finishing(desk, self, self._drafts)
        self.recording = Recording(desk, self.deciding, self.bar, self.acts, self.confirmation)
        self.leaving = Leaving(self.head, self.work, self.body.assessment, self.bar, self.recording)
        self._keys_bound = False
        self.tombstone = Tombstone(self.body)
        self._lay_out()
        self._connect()
        self._clear()

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget in (self.head, self.work, self.success, self.held, self._in_hand):
            outer.addWidget(widget)
        outer.addWidget(self.body, 1)
        outer.addWidget(self.tombstone, 1)
        outer.addWidget(self.bar)

    def _connect(self) -> None:
        self.opening.opened.connect(self._on_opened)
        self.opening.again_wanted.connect(self.open)
        self.head.receive_requested.connect(self.receive)
        self.head.print_requested.connect(self.print_form)
        self.head.ask.clicked.connect(self.work.ask)
        self.head.assign.triggered.connect(self.work.assign)
        self.work.done.connect(self.show_success)
        self.head.withdraw_requested.connect(self._withdraw)
        self.success.print_requested.connect(self.print_requested)
        self.body.declared.open_requested.connect(self._open_related)
        self.body.declared.ask_again.connect(self.ask_again)
        self.body.photos.picture_wanted.connect(self._choose_picture)
        self.body.photos.scan_wanted.connect(self.scan)
        self.body.declared.signed.scan.clicked.connect(self.scan_form)
        self.body.assessment.verdict_chosen.connect(self._on_close_registry)
        self.body.assessment.keep_requested.connect(self.registry.hold)
        self.body.assessment.ask.clicked.connect(self.work.ask)
        self.deciding.failed.connect(self._on_helper_failed)
        self.registry.ask_again.connect(self.ask_again)
        self.registry.guidance_requested.connect(self.print_guidance)
        self.bar.leave_requested.connect(self.leave)
        self.leaving.gone.connect(self._on_gone)
        self.bar.record_requested.connect(self.recording.record)
        self.bar.next_requested.connect(self.go_next)
        self.acts.busy_changed.connect(self._on_busy)
        self.acts.done.connect(self.on_done)
        self.acts.pictured.connect(self._on_pictured)
        self.head.restore.clicked.connect(lambda: self.acts.bring_back(self._record))
        self.acts.answered.connect(self._on_answered)
        self.acts.failed.connect(self._on_failed)
        self.watch.seen.connect(self._on_seen)
        self.watch.failed.connect(self._on_helper_failed)
        self.held.ran_out.connect(self.watch.look)
        self.claiming.moved.connect(self._show)
        self.claiming.lost.connect(self._drafts.keep_now)
        self._drafts.brought.connect(self._look_at_drafts)

    def showEvent(self, event: QShowEvent) -> None:
        """Bind the keys once the page stands in its window: digits are also matched by their place there."""
        super().showEvent(event)
        if not self._keys_bound:
            self._keys_bound = True
            bind_keys(self)
        if self._record is not None and self.opening.query is not None:
            self.ahead.follow(self.opening.query, self._record.id)

    def hideEvent(self, event: QHideEvent) -> None:
        """On another page the words about the last act have been read; they do not follow into the file after it."""
        super().hideEvent(event)
        self._carry_success = False
        self.ahead.stop()
        self.body.photos.cache.clear()

    # --- opening -----------------------------------------------------------------------------------------------------

    def open(self, declaration_id: int, query: SearchQuery) -> None:
        """Open a file of the list that `query` gave; what was typed for the former file is kept as a draft."""
        self._drafts.close()
        self.claiming.close()
        self.ahead.stop()
        self._card = None
        self._clear()
        self.watch.watch(declaration_id)
        self.opening.open(declaration_id, query)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_beside(self, declaration_id: int, card: CardFields) -> None:
        """Compare a file with a card that lies on the reader, now or as soon as the file is there."""
        self._card = (declaration_id, card)
        if self._record is not None and self._record.id == declaration_id:
            self.card_scanned.emit(card)

    @property
    def card(self) -> CardFields | None:
        """The card that was scanned for the file that is shown."""
        fits = self._card is not None and self._record is not None and self._card[0] == self._record.id
        return self._card[1] if fits and self._card is not None else None

    def set_window_line(self, words: str) -> None:
        """Say quietly in the head where in its list the file stands."""
        self.head.set_place(words)

    @property
    def record_shown(self) -> DeclarationRecord | None:
        """The file as it is shown."""
        return self._record

    def _clear(self) -> None:
        self._record = None
        self.opening.forget()
        if not self._carry_success:
            self.undoing.move_on()
        self._carry_success = False
        self.held.show_file(None)
        self.confirmation.hide()
        self.head.clear()
        self.head.set_place("")
        self.checking.clear()
        self.body.clear()
        self.leaving.forget()
        self.bar.take_next_back()
        self.deciding.clear()
        self.reopening.show(None)
        self.work.show_file(None)
        self.tombstone.stand_for(None)
        self._others.forget()

    def _on_opened(self, record: DeclarationRecord) -> None:
        self._show(record)
        self._drafts.open(record)
        if self.card is not None:
            self.card_scanned.emit(self.card)
        if self.opening.query is not None:
            self.ahead.follow(self.opening.query, record.id)
        again = self.undoing.chosen_again(record.id)
        if again is not None:
            self.deciding.bring_back(again)
            self.head.bring_back(again.withdrawal)

    @keeps_focus
    def _show(self, record: DeclarationRecord) -> None:
        """Show the file as it is now; what was chosen and typed for it stays."""
        self._record = record
        role = self._role
        may_assess = any(may(act, record.state, role) for act in _ASSESSING)
        can_mark = may_assess and record.fresh_look is None and not in_other_hands(record)
        self.work.show_file(record)
        self.head.show_declaration(record, role, self._desk.now())
        self.head.show_work(may_ask=self.work.may_ask, may_assign=self.work.may_assign, answers=self.work.answers)
        self.bar.name_record(afresh=record.fresh_look is not None)
        self.body.photos.show_declaration(record, can_mark=can_mark, why_not_replace=why_not_replace(record, role))
        self.body.declared.asked_above = self.work.answers
        self.body.declared.show_declaration(record)
        self.checking.show(record)
        self.scanning.show(record)
        self.body.assessment.show_declaration(record, role)
        self.deciding.show(record)
        self.reopening.show(record)
        self.tombstone.stand_for(record)
        self.held.show_file(record)
        self.head.set_busy(self.acts.busy)
        self._others.look(record)
        self.claiming.show(record)

    def _look_at_drafts(self) -> None:
        if self._record is not None:
            self._others.look(self._record)

    @property
    def _role(self) -> Role:
        actor = self._desk.actor
        return Role.RECEPTION if actor is None else actor.role

    def _on_helper_failed(self, error: Exception) -> None:
        self.body.say("amber", texts.sentence(error), "")

    # --- acts --------------------------------------------------------------------------------------------------------

    def receive(self) -> None:
        """F6."""
        if self._record is not None and self.head.receive.isEnabled() and not self.acts.busy:
            self.acts.receive(self._record)

    def choose(self, verdict: Verdict) -> None:
        """F8, F9, F11."""
        if self._record is not None and not self.confirmation.isVisible():
            self.body.assessment.choose(verdict)

    def _withdraw(self, reason: str) -> None:
        if self._record is not None and not self.acts.busy:
            self.acts.withdraw(self._record, reason)

    def _choose_picture(self, role: PictureRole) -> None:
        record = self._record
        if record is None or self.acts.busy:
            return
        path = choose_picture(self, role)
        if path is not None and self._record is not None and self._record.id == record.id:
            self.acts.replace_picture(self._record, role, path)

    def scan_form(self) -> None:
        """F12: scan the signed form."""
        self.scan(None)

    def scan(self, role: PictureRole | None) -> None:
        """Scan a picture; None: the signed form."""
        if self._record is not None:
            self.scanning.begin(self._record, why_not_replace(self._record, self._role), role)

    def ask_again(self) -> None:
        """F5: ask HGĐ once more."""
        if self._record is not None and not self.acts.busy:
            self.acts.ask_again(self._record)

    def print_form(self) -> None:
        """Ctrl+P."""
        if self._record is not None:
            self.print_requested.emit(self._record)

    def print_guidance(self) -> None:
        """Ctrl+G, while the screen says that the code is not in HGĐ."""
        if self._record is not None and self.registry.is_not_found:
            self.guidance_requested.emit(self._record)

    # --- their answers -----------------------------------------------------------------------------------------------

    def on_done(self, record: DeclarationRecord) -> None:
        """Something was done to the file: show it as it is now."""
        if record.id == self.opening.id:
            self.body.line.clear()
            self._show(record)
            if self.registry.is_not_found:
                self.registry.renew(record)

    def _on_pictured(self, before: DeclarationRecord, record: DeclarationRecord, role: PictureRole) -> None:
        """Say which picture is there now."""
        if record.id != self.opening.id:
            return
        self.on_done(record)
        self.body.say("success", picture_moved(before, record, role), "")

    def on_finished(self, record: DeclarationRecord) -> None:
        """The file was decided or withdrawn here: go on to the next one, or stay where nobody leads on."""
        if record.id != self.opening.id:
            return
        self.body.assessment.clear()
        self.registry.close()
        self.body.line.clear()
        self.head.close_row()
        self._record = record
        self._carry_success = True
        leads_on = self.isSignalConnected(QMetaMethod.fromSignal(self.next_requested))
        if not (leads_on and self.goes_on):
            self.on_done(record)
            if leads_on:
                self.bar.offer_next(translate("DeclarationPage", "Recorded. The next file opens when you want it."))
            return
        # Another file or the list comes at once; to show this one again would only hold them up.
        self._let_go()
        self.head.set_busy(True)
        self.deciding.clear()
        self.next_requested.emit()

    def show_success(self, head: str, words: str) -> None:
        """Say that something else succeeded, where it hides no decision that can be taken back."""
        if self.undoing.can_take_back:
            self.body.say("success", head, words)
        else:
            self.undoing.tell(Said("success", plain(head), plain(words)))

    def _on_answered(self, declaration_id: int, reply: HgdReply) -> None:
        if declaration_id != self.opening.id or self._record is None:
            return
        self._show(replace(self._record, hgd=reply))
        if self.body.registry is not None:
            self.registry.renew(self._record)
        elif reply.answer is not HgdAnswer.CANNOT_ASK:
            self.body.line.clear()
        self.body.arrange()
        self.deciding.update_plan()

    def _on_failed(self, record: DeclarationRecord, error: Exception) -> None:
        if record.id != self.opening.id or self._record is None:
            words = translate("DeclarationPage", "File {number}:").format(number=record.number)
            self.body.say("amber", words, texts.sentence(error))
            return
        reply = error.facts.get("reply") if isinstance(error, Refused) else None
        if isinstance(error, Conflict):
            self.watch.look(because=error)
        elif isinstance(reply, HgdReply):
            self._show(replace(self._record, hgd=reply))
            self.registry.show(self._record, reply)
        else:
            tone = "amber" if isinstance(error, Refused) else "red"
            self.body.say(tone, *split_sentence(texts.sentence(error)))

    def _on_close_registry(self, verdict: Verdict) -> None:
        if verdict is not Verdict.VALID and self.body.registry is not None:
            self.registry.close()

    # --- the file as others change it --------------------------------------------------------------------------------

    def _on_seen(self, record: DeclarationRecord, because: Conflict | None) -> None:
        seen = self._record
        if seen is None or record.version < seen.version:
            return
        if because is None and replace(record, hgd=seen.hgd) == seen:
            self._others.look(record)
            return
        if record.version != seen.version or because is not None or account_moved(seen, record):
            self.registry.close()
            if self.recording.is_confirming:
                self.recording.close_confirmation()
            self.body.say("amber", *moved_words(seen, record, because))
        self._show(record)

    def _on_busy(self) -> None:
        """A button that an act switched off comes back after success and after failure."""
        if self.acts.busy:
            self.head.set_busy(True)
        elif self._record is not None:
            self.head.show_declaration(self._record, self._role, self._desk.now())

    # --- leaving -----------------------------------------------------------------------------------------------------

    def leave(self, go_on: Callable[[], None] | None = None) -> None:
        """Go back to the list, or do `go_on` instead; ask first if something typed would be lost."""
        if self._record is None:
            self._on_gone(go_on if callable(go_on) else None)
        else:
            self.leaving.leave(go_on if callable(go_on) else None)

    def go_next(self) -> None:
        """Ctrl+↓: the next file of the list."""
        if self._record is not None:
            self.leave(self.next_requested.emit)

    def _open_related(self, declaration_id: int) -> None:
        if self.opening.query is not None:
            self.leave(partial(self.open, declaration_id, self.opening.query))

    def _let_go(self) -> None:
        """The file is left: the next officer may have it, and whatever becomes of it is not shown here any more."""
        self.claiming.close()
        self.watch.watch(None)

    def _on_gone(self, go_on: Callable[[], None] | None) -> None:
        self._drafts.close()
        self.scanning.close()
        self._let_go()
        self.undoing.move_on()
        (go_on or self.closed.emit)()
