# SPDX-License-Identifier: Apache-2.0
"""Keeps the open file in hand while the window lives, and says who has it when somebody else does."""

from collections.abc import Callable
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
from officer_desk.services import claims, declarations
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

    def __init__(self, desk: Desk, strip: MessageStrip, owner: QObject) -> None:
        super().__init__(owner)
        self._desk, self._strip = desk, strip
        self._record: DeclarationRecord | None = None
        self._held: int | None = None
        """The number under which the file is in hand here."""
        self._lost: int | None = None
        """The number under which somebody else took it from here."""
        self._asked: int | None = None
        """The number of the claim about which stands: take it over?"""
        self._said: tuple[str, str, bool] | None = None
        self._waited = self._asking = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._ask)

    def show(self, record: DeclarationRecord) -> None:
        """A file is shown as it is now; a free one that is still open here is taken in hand."""
        same = self._record is not None and self._record.id == record.id
        if not same:
            self._held = self._lost = self._asked = None
            self._waited = False
        self._record = record
        fence = fence_of(record)
        if record.state not in UNDECIDED or not self._decides:
            self._stop()
            if record.state in UNDECIDED and record.claim is not None:
                self._say_whose(record.claim)
        elif fence is not None:
            self._on_mine(fence)
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
        """Tiếp quản: take the file out of another officer's hand, once he has said so twice; or out of one's own."""
        record = self._record
        if record is None or record.claim is None:
            return
        if self._is_own(record.claim):
            here = partial(self._on_opened, record.id)
            self._desk.act(self, declarations.open, record.id, then=here, otherwise=partial(self._on_failed, record.id))
        elif self.can_take_over and self._asked == record.claim.fence:
            taken, failed = partial(self._on_claim, record.id), partial(self._on_failed, record.id)
            self._desk.act(self, claims.take_over, record.id, then=taken, otherwise=failed)
        elif self.can_take_over:
            self._asked = record.claim.fence
            self._on_theirs(record.claim)

    def stop_asking(self) -> bool:
        """Esc, «Thôi»: the file stays where it is; says whether that was asked about."""
        asked, self._asked = self._asked, None
        if asked is not None and self._record is not None and self._record.claim is not None:
            self._on_theirs(self._record.claim)
        return asked is not None

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

    def _is_own(self, claim: ClaimRecord) -> bool:
        """Whether the officer himself has the file, in another window."""
        actor = self._desk.actor
        return not claim.mine and actor is not None and actor.officer_id == claim.officer_id

    def _stop(self) -> None:
        self._held = self._lost = self._asked = None
        self._waited = False
        self._timer.stop()
        self._quiet()

    def _quiet(self) -> None:
        self._said = None
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
        if self._record is not None and self._record.id == declaration_id and self._asked is not None:
            self._asked = self._said = None
            self._strip.show_message("amber", texts.sentence(error), closable=True)

    def _on_opened(self, declaration_id: int, record: DeclarationRecord) -> None:
        if self._record is not None and self._record.id == declaration_id:
            self.moved.emit(record)

    def _on_mine(self, fence: int) -> None:
        new, self._held = self._held != fence, fence
        self._lost = self._asked = None
        self._timer.start(_KEEP_MS)
        if not new:
            return
        if self._waited:
            self._waited, self._said = False, None
            words = translate("Claim", "What you do counts from now on.")
            self._strip.show_message("success", translate("Claim", "The file is in your hands."), words, closable=True)
        else:
            self._quiet()

    def _on_theirs(self, claim: ClaimRecord) -> None:
        was_mine, self._held = self._held is not None, None
        self._timer.start(_WAIT_MS)
        self._waited = True
        if was_mine:
            self._lost = claim.fence
            self.lost.emit()
        self._say_whose(claim)

    def _say_whose(self, claim: ClaimRecord) -> None:
        name = holder(claim)
        lost, asked = self._lost == claim.fence, self._asked == claim.fence
        if self._is_own(claim):
            head = translate("Claim", "You have this file open in another window.")
            self._say("information", head, translate("Claim", "Decide it there, or go on here."), asked=False)
        elif asked:
            head = translate("Claim", "Take the file over from {name}?").format(name=name)
            words = translate(
                "Claim", "What was typed there is kept and shown to you. Nothing can be recorded there then."
            )
            self._say("amber", head, words, asked=True)
        elif lost:
            head = translate("Claim", "The file went over to {name}.").format(name=name)
            words = translate("Claim", "What you typed is kept as a draft, and shown there too.")
            self._say("amber", head, words, asked=False)
        else:
            head = translate("Claim", "{name} has the file in hand.").format(name=name)
            free = translate("Claim", "You can look. As soon as it is free, you go on here by yourself.")
            self._say("information", head, free if self._decides else "", asked=False)

    def _say(self, tone: str, head: str, words: str, *, asked: bool) -> None:
        """Say it once: whoever stands on a button of the line keeps standing there."""
        if self._said == (said := (head, words, self.can_take_over)):
            return
        self._said = said
        self._strip.show_message(tone, head, words)
        record = self._record
        if record is None or record.claim is None:
            return
        if self._is_own(record.claim):
            self._offer(translate("Claim", "Go on here"), "user-check", self.take_over, actions.cap("take-over"))
        elif self.can_take_over:
            self._offer(translate("Claim", "Take over"), "user-check", self.take_over, actions.cap("take-over"))
            if asked:
                self._offer(translate("Claim", "Leave it there"), "x", self.stop_asking, "Esc")

    def _offer(self, words: str, icon: str, does: Callable[[], object], key: str) -> None:
        button = Button(words, key, icon=icon)
        button.clicked.connect(does)
        self._strip.line.add_action(button)
        button.show()


def _same_holder(one: ClaimRecord, other: ClaimRecord | None) -> bool:
    return other is not None and (one.fence, one.mine) == (other.fence, other.mine)


def _nothing(_outcome: object) -> None:
    """Whether the file was let go in time does not matter: the lease ends by itself."""
