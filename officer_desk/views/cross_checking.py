# SPDX-License-Identifier: Apache-2.0
"""Asks for the comparison of the open file, and for another file that is to be seen beside it."""

from functools import partial

from PySide6.QtCore import QObject, SignalInstance

from officer_desk import texts
from officer_desk.desk import Desk
from officer_desk.domain.records import CardFields, CrossCheck, DeclarationRecord
from officer_desk.services import cross_checks, declarations
from officer_desk.views.check_words import of_its_paper
from officer_desk.views.file_body import FileBody

_READINGS = "picture_reading"
"""What is written whenever another picture was read."""


class CrossChecking(QObject):
    """Keyed by the file's id: a late answer about another file is dropped."""

    def __init__(self, desk: Desk, body: FileBody, scanned: SignalInstance) -> None:
        """`scanned` brings the `CardFields` of a card that lies on the counter's reader."""
        super().__init__(body)
        self._desk, self._body = desk, body
        self._record: DeclarationRecord | None = None
        self._check: CrossCheck | None = None
        self._asked: tuple[object, ...] | None = None
        self._live: CardFields | None = None
        body.declared.compared.beside.use(desk)
        body.declared.compared.beside_requested.connect(self._open_beside)
        scanned.connect(self.show_live)
        desk.changed.connect(self._on_changed)

    def clear(self) -> None:
        """Forget the file."""
        self._record = self._check = self._asked = self._live = None

    def show(self, record: DeclarationRecord) -> None:
        """Compare a file as it is now; what was known of it stays in view until the answer comes."""
        if self._record is None or self._record.id != record.id:
            self._check = self._live = None
        self._record = record
        self._body.show_check(record, self._check)
        asked = (record.id, record.version, record.hgd, record.related, tuple(one.sha256 for one in record.pictures))
        if record.purged_at is None and asked != self._asked:
            self._asked = asked
            self._ask(record.id)

    def show_live(self, card: CardFields) -> None:
        """Put a card that was scanned at the counter beside the other sources."""
        self._live = card
        if self._record is not None:
            self._ask(self._record.id)

    def _ask(self, declaration_id: int) -> None:
        self._desk.ask(
            self,
            cross_checks.of,
            declaration_id,
            self._live,
            then=self._on_checked,
            otherwise=partial(self._on_failed, declaration_id),
        )

    def _on_checked(self, check: CrossCheck) -> None:
        if self._record is not None and check.declaration_id == self._record.id:
            self._check = of_its_paper(check, self._record.declared.identity.kind)
            self._body.show_check(self._record, self._check)
            if check.pending:
                self._desk.read_first(check.declaration_id)

    def _on_failed(self, declaration_id: int, error: Exception) -> None:
        if self._record is not None and self._record.id == declaration_id:
            self._asked = None
            self._body.declared.compared.say(texts.sentence(error))

    def _on_changed(self, tables: frozenset[str]) -> None:
        """A picture was read in the background: it may be one of this file's."""
        if _READINGS in tables and self._record is not None and (self._check is None or self._check.pending):
            self._ask(self._record.id)

    # --- another file beside this one

    def _open_beside(self, declaration_id: int) -> None:
        mine = self._record
        if mine is None:
            return
        self._desk.act(
            self,
            declarations.look_beside,
            declaration_id,
            mine.number,
            then=partial(self._show_beside, mine.id),
            otherwise=lambda error: self._body.say("amber", texts.sentence(error), ""),
        )

    def _show_beside(self, mine: int, other: DeclarationRecord) -> None:
        if self._record is not None and self._record.id == mine:
            self._body.declared.compared.show_beside(self._record, other)
