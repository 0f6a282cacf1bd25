# SPDX-License-Identifier: Apache-2.0
"""Keeps the open file in hand while the window lives, and says who has it when somebody else does."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.domain.records import ClaimRecord, DeclarationRecord
from officer_desk.domain.values import Role
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.services import claims
from officer_desk.views import actions
from officer_desk.views.claim_words import fence_of, holder
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.widgets import Button

_KEEP_MS = 30_000
"""A third of the lease: two tries may fail before the file is lost."""
_WAIT_MS = 5_000
"""So often a window that waits for a file looks whether it is free: a lease that lapses tells nobody."""


class Claiming(QObject):
    """One for a page. `moved` carries the file with the claim as it is now; the page shows it."""

    moved = Signal(object)
    lost = Signal()
    """Somebody else has the file that was in hand here: what was typed is to be kept."""
    gained = Signal(int)
    """A file came into hand here: its id."""

    def __init__(self, desk: Desk, strip: MessageStrip, owner: QObject) -> None:
        super().__init__(owner)
        self._desk, self._strip = desk, strip
        self._record: DeclarationRecord | None = None
        self._held: int | None = None
        """The number under which the file is in hand here."""
        self._waited = self._asking = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._ask)

    def show(self, record: DeclarationRecord) -> None:
        """A file is shown as it is now; a free one that is still open here is taken in hand."""
        same = self._record is not None and self._record.id == record.id
        if not same:
            self._held, self._waited = None, False
        self._record = record
        fence = fence_of(record)
        if record.state not in UNDECIDED or not self._decides:
            self._stop()
            return
        if fence is not None:
            self._on_mine(record, fence)
        elif record.claim is not None:
            self._on_theirs(record.claim)
        elif not self._asking:
            self._ask()

    def close(self) -> None:
        """The file is left: the next officer may have it."""
        record, self._record = self._record, None
        if record is not None and self._held is not None and self._desk.actor is not None:
            self._desk.act(self, claims.release, record.id, then=_nothing, otherwise=_nothing)
        self._stop()

    def take_over(self) -> None:
        """Tiếp quản: take the file out of another officer's hand."""
        record = self._record
        if record is None or not self.can_take_over:
            return
        taken, failed = partial(self._on_claim, record.id), partial(self._on_failed, record.id)
        self._desk.act(self, claims.take_over, record.id, then=taken, otherwise=failed)

    @property
    def can_take_over(self) -> bool:
        """Whether somebody else has the file, and this officer may take it."""
        record, actor = self._record, self._desk.actor
        if record is None or record.claim is None or record.claim.mine or actor is None:
            return False
        return Task.TAKE_OVER in PERMITTED[actor.role] and record.own_office

    @property
    def _decides(self) -> bool:
        actor = self._desk.actor
        return actor is not None and actor.role is not Role.ADMINISTRATOR

    def _stop(self) -> None:
        self._held, self._waited = None, False
        self._timer.stop()
        self._strip.clear()

    def _ask(self) -> None:
        """Keep the file in hand, or look whether it is free."""
        record = self._record
        if record is None or self._asking or self._desk.actor is None:
            return
        self._asking = True
        answered, failed = partial(self._on_claim, record.id), partial(self._on_failed, record.id)
        if self._held is None:
            self._desk.act(self, claims.take, record.id, then=answered, otherwise=failed)
        else:
            self._desk.act(self, claims.extend, record.id, self._held, then=answered, otherwise=failed)

    def _on_claim(self, declaration_id: int, claim: ClaimRecord | None) -> None:
        self._asking = False
        record = self._record
        if record is None or record.id != declaration_id:
            return
        fence = claim.fence if claim is not None and claim.mine else None
        if fence is not None and fence == fence_of(record):
            return
        if claim is None or _same_holder(claim, record.claim):
            return
        self.moved.emit(replace(record, claim=claim))

    def _on_failed(self, declaration_id: int, error: Exception) -> None:
        """A disk that is busy now may be free at the next try; a refusal is said."""
        self._asking = False
        if self._record is not None and self._record.id == declaration_id and self.can_take_over:
            self._strip.show_message("amber", texts.sentence(error), closable=True)

    def _on_mine(self, record: DeclarationRecord, fence: int) -> None:
        new, self._held = self._held != fence, fence
        self._timer.start(_KEEP_MS)
        if not new:
            return
        if self._waited:
            self._waited = False
            words = translate("Claim", "What you do counts from now on.")
            self._strip.show_message("success", translate("Claim", "The file is in your hands."), words, closable=True)
        else:
            self._strip.clear()
        self.gained.emit(record.id)

    def _on_theirs(self, claim: ClaimRecord) -> None:
        was_mine, self._held = self._held is not None, None
        self._timer.start(_WAIT_MS)
        self._waited = True
        if was_mine:
            self.lost.emit()
            head = translate("Claim", "The file went over to {name}.").format(name=holder(claim))
            self._say("amber", head, translate("Claim", "What you typed is kept as a draft, and shown there too."))
        else:
            head = translate("Claim", "{name} has the file in hand.").format(name=holder(claim))
            words = translate("Claim", "You can look. As soon as it is free, you go on here by yourself.")
            self._say("information", head, words)

    def _say(self, tone: str, head: str, words: str) -> None:
        self._strip.show_message(tone, head, words)
        if self.can_take_over:
            button = Button(translate("Claim", "Take over"), actions.cap("take-over"), icon="user-check")
            button.clicked.connect(self.take_over)
            self._strip.line.add_action(button)
            button.show()


def _same_holder(one: ClaimRecord, other: ClaimRecord | None) -> bool:
    return other is not None and (one.fence, one.mine) == (other.fence, other.mine)


def _nothing(_outcome: object) -> None:
    """Whether the file was let go in time does not matter: the lease ends by itself."""
