# SPDX-License-Identifier: Apache-2.0
"""«Hoàn tác»: what was done last, for how long it can be taken back, and what the officer had chosen for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from officer_desk import texts
from officer_desk.desk import Desk
from officer_desk.domain.records import DeclarationRecord, SearchQuery, TakeBackDraft
from officer_desk.domain.values import Role
from officer_desk.errors import Conflict, Refused
from officer_desk.services import holding
from officer_desk.views.said import Said, failed_said, taken_back_said
from officer_desk.views.typing_first import TypingFirst

if TYPE_CHECKING:
    from officer_desk.views.deciding import Chosen

_TICK_MS = 1000
_KEPT_FOR = timedelta(seconds=310)
"""The longest undo time that an office can set, and a little."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stood on the screen when a decision was recorded."""

    at: datetime
    chosen: Chosen
    query: SearchQuery | None


class Undoing(QObject):
    """One for a window: its pages show what it knows. The time is the desk's; the timer only makes them look again."""

    changed = Signal()
    """Something else is to be said, or a second has passed."""
    taken_back = Signal(int, object)
    """A file's id, and the `SearchQuery` of the list from which it was decided, or None."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.said: Said | None = None
        """What there is to say, for whichever page is in view."""
        self._kept: dict[int, _Kept] = {}
        self._again: dict[int, Chosen] = {}
        self._watched: datetime | None = None
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._typing_first = TypingFirst(self)

    def now(self) -> datetime:
        """Give the desk's time."""
        return self._desk.now()

    # --- what is said

    def tell(self, said: Said) -> None:
        """Say what was done; it takes the place of what was done before."""
        self.said = said
        self.watch(said.until)
        self.changed.emit()

    def clear(self) -> None:
        """Say nothing more; from the file itself a decision can still be taken back."""
        self.said = None
        self.changed.emit()

    def move_on(self) -> None:
        """The officer goes on: what cannot be taken back any more has been read."""
        if self.said is not None and not self.can_take_back:
            self.clear()

    @property
    def can_take_back(self) -> bool:
        """Whether what is said can still be taken back."""
        return self.said is not None and self.said.seconds_left(self.now()) > 0

    def is_about(self, record: DeclarationRecord) -> bool:
        """Say whether the line already offers to take this file's decision back."""
        said = self.said
        return self.can_take_back and said is not None and said.record is not None and said.record.id == record.id

    # --- the time

    def watch(self, until: datetime | None) -> None:
        """Count the seconds until then."""
        if until is not None and until > self.now():
            self._watched = until if self._watched is None else max(until, self._watched)
            self._timer.start()

    def tick(self) -> None:
        """A second has passed."""
        if self._watched is None or self._watched <= self.now():
            self._watched = None
            self._timer.stop()
        self.changed.emit()

    # --- taking back

    def keep(self, declaration_id: int, chosen: Chosen, query: SearchQuery | None) -> None:
        """Keep what was chosen for a decision, as long as it can be taken back."""
        now = self.now()
        self._kept = {key: kept for key, kept in self._kept.items() if abs(now - kept.at) < _KEPT_FOR}
        self._kept[declaration_id] = _Kept(now, chosen, query)

    def chosen_again(self, declaration_id: int) -> Chosen | None:
        """Give once what had been chosen for a decision that was taken back."""
        return self._again.pop(declaration_id, None)

    def may_take_back(self, record: DeclarationRecord) -> bool:
        """Say whether this officer can take the newest decision of a file back now."""
        actor, until = self._desk.actor, record.undo_until
        if actor is None or until is None or until <= self.now():
            return False
        return record.undo_by == actor.officer_id or (actor.role is Role.SUPERVISOR and record.own_office)

    def take_back(self) -> None:
        """Take back what is said; «Hoàn tác» and its key."""
        said = self.said
        if said is not None and said.record is not None and self.can_take_back:
            self.take_back_of(said.record, said)
        elif said is not None and said.record is not None and said.until is not None:
            self.tell(failed_said(said, texts.sentence(Refused("undo-too-late")), again=False))

    def take_back_of(self, record: DeclarationRecord, said: Said) -> None:
        """Take the newest decision of a file back; `said` is the line on which it was offered."""
        if self._busy:
            return
        self._busy = True
        self._desk.act(
            self,
            holding.take_back,
            TakeBackDraft(record.id),
            then=self._on_taken_back,
            otherwise=partial(self._on_failed, said),
        )

    def _on_taken_back(self, record: DeclarationRecord) -> None:
        self._busy = False
        kept = self._kept.pop(record.id, None)
        if kept is not None:
            self._again[record.id] = kept.chosen
        self.taken_back.emit(record.id, None if kept is None else kept.query)
        self.tell(taken_back_said(record))

    def _on_failed(self, said: Said, error: Exception) -> None:
        """Too late, not his, or moved meanwhile is the end of it; an environment that does not play along is not."""
        self._busy = False
        final = isinstance(error, Refused | Conflict)
        self.tell(failed_said(said, texts.sentence(error), again=not final))
