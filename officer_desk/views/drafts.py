# SPDX-License-Identifier: Apache-2.0
"""What an officer types for a file is kept a moment after he pauses, and comes back with the file until recorded."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import DeclarationRecord, DraftRecord
from officer_desk.domain.values import Verdict
from officer_desk.domain.workflow import UNDECIDED, Act
from officer_desk.services import drafts
from officer_desk.views.claim_words import in_other_hands
from officer_desk.views.file_body import FileBody
from officer_desk.views.typed import Typed, as_text, from_text, kept_at

PAUSE_MS = 1000
"""So long nothing is typed before it is kept: a crash costs at most the last words."""
_DECISIONS = frozenset({Act.APPROVE, Act.REJECT, Act.WITHDRAW})
_UNKNOWN = True
"""Nobody has asked yet whether there is a draft."""


class Drafts(QObject):
    """Keeps one file's typed words as they change, one writing at a time, and says quietly that there was a draft."""

    brought = Signal()
    """What was typed before stands in the fields again."""

    def __init__(self, desk: Desk, body: FileBody) -> None:
        super().__init__(body)
        self._desk = desk
        self._body = body
        self._file: int | None = None
        self._stored: dict[int, Typed] = {}
        """What is stored, or on its way to be."""
        self._waiting: dict[int, Typed] = {}
        self._writing = False
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)
        body.assessment.changed.connect(self._on_changed)
        body.assessment.verdict_chosen.connect(self._on_chosen)
        body.installEventFilter(self)

    def open(self, record: DeclarationRecord) -> None:
        """A file is shown now: bring what was typed for it, and keep what will be."""
        self._file = record.id
        brought = partial(self._on_brought, record, self._is_recorded(record))
        self._desk.ask(self, drafts.of_file, record.id, then=brought, otherwise=_not_read)

    def close(self) -> None:
        """The file is left: what was typed is kept now."""
        self.keep_now()
        self._file = None
        self._told = ""

    def drop(self, declaration_id: int) -> None:
        """The file was recorded: its words are no draft any more."""
        if declaration_id == self._file:
            self._pause.stop()
        if declaration_id in self._waiting or self._stored.get(declaration_id, _UNKNOWN):
            self._waiting[declaration_id] = Typed()
            self._write()

    def keep_now(self) -> None:
        """Keep what stands there, if it is not kept yet."""
        self._pause.stop()
        if self._file is not None:
            self._want(self._file, self._body.assessment.typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever takes the file out of sight (the cover, another page, the end), what was typed is kept first."""
        if event.type() == QEvent.Type.Hide and watched is self._body:
            self.keep_now()
        return super().eventFilter(watched, event)

    # --- writing, one after another: a later state never comes before an earlier one ---------------------------------

    def _want(self, declaration_id: int, typed: Typed) -> None:
        wanted = typed or Typed()
        if self._waiting.get(declaration_id, self._stored.get(declaration_id, Typed())) != wanted:
            self._waiting[declaration_id] = wanted
            self._write()

    def _write(self) -> None:
        if self._writing or not self._waiting:
            return
        declaration_id, typed = next(iter(self._waiting.items()))
        del self._waiting[declaration_id]
        self._writing = True
        self._stored[declaration_id] = typed
        done, failed = self._on_written, partial(self._on_not_written, declaration_id)
        if typed:
            self._desk.act(self, drafts.save, declaration_id, as_text(typed), then=done, otherwise=failed)
        else:
            self._desk.act(self, drafts.drop, declaration_id, then=done, otherwise=failed)

    def _on_written(self, _none: object) -> None:
        self._writing = False
        self._write()

    def _on_not_written(self, declaration_id: int, _error: Exception) -> None:
        """What could not be kept stays on the screen and is kept with the next pause."""
        self._stored.pop(declaration_id, None)
        self._writing = False
        self._write()

    def _on_changed(self) -> None:
        if self._file is not None:
            self._pause.start()

    # --- coming back -------------------------------------------------------------------------------------------------

    def _is_recorded(self, record: DeclarationRecord) -> bool:
        """Whether the officer himself decided the file; if another one did, his words stay as they are."""
        decisions = [entry for entry in record.history if entry.act in _DECISIONS and entry.taken_back_at is None]
        newest = max(decisions, key=lambda entry: entry.at, default=None)
        actor = self._desk.actor
        return newest is not None and actor is not None and newest.user_name == actor.user_name

    def _on_brought(self, record: DeclarationRecord, recorded: bool, kept: DraftRecord | None) -> None:
        typed = self._waiting.get(record.id)
        if typed is None:
            typed = Typed() if kept is None else from_text(kept.text)
            self._stored.setdefault(record.id, typed)
        if record.id != self._file or not typed:
            return
        if record.state not in UNDECIDED:
            if recorded:
                self.drop(record.id)  # but the words were not forgotten any more: the power went in between
            return
        if self._body.assessment.typed:
            return
        self._body.assessment.restore(typed)
        if not in_other_hands(record):
            self._tell(typed, self._desk.now() if kept is None else kept.saved_at)
        self.brought.emit()

    def _tell(self, draft: Typed, at: datetime) -> None:
        """Say what is still there, since when, and the key that shows it."""
        time = kept_at(at, self._desk.now())
        words = {
            Verdict.INVALID: translate("DeclarationPage", "Draft of the reason, {time}. F9 shows it."),
            Verdict.INCOMPLETE: translate("DeclarationPage", "Draft of what has to be added, {time}. F11 shows it."),
        }
        kept = [said for verdict, said in words.items() if draft.reasons.get(verdict) or draft.notes.get(verdict)]
        self._told = " ".join(kept).format(time=time)
        self._body.say("information", "", self._told)

    def _on_chosen(self) -> None:
        if self._told and self._body.line.text() == self._told:
            self._body.line.clear()
            self._body.arrange()
        self._told = ""


def _not_read(_error: Exception) -> None:
    """A draft that cannot be read is not worth holding a file up; it stays where it is."""
