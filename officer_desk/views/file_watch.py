# SPDX-License-Identifier: Apache-2.0
"""Looks at the open file again when somebody else may have changed it."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from officer_desk.desk import Desk
from officer_desk.domain.records import DeclarationRecord
from officer_desk.errors import Conflict
from officer_desk.services import declarations
from officer_desk.views.file_acts import FileActs

_TABLES = frozenset(
    {
        "declaration", "picture", "assessment", "account", "outbox_message", "form_print", "assignment", "escalation",
        "second_look", "signed_page",
    }
)  # fmt: skip
"""What a file shows; the trace alone (a view) is no reason to look again."""


class FileWatch(QObject):
    """Asks for the file without tracing another view; an answer about another file is dropped."""

    seen = Signal(object, object)
    """The `DeclarationRecord` as it is now, and the `Conflict` that was the reason to look, or None."""
    failed = Signal(object)

    def __init__(self, desk: Desk, acts: FileActs, owner: QObject) -> None:
        super().__init__(owner)
        self._desk, self._acts = desk, acts
        self._id: int | None = None
        desk.changed.connect(self._on_changed)

    def watch(self, declaration_id: int | None) -> None:
        """Look after this file from now on."""
        self._id = declaration_id

    def look(self, because: Conflict | None = None) -> None:
        """Ask how the file is now."""
        if self._id is None:
            return
        self._desk.ask(
            self,
            declarations.refresh,
            self._id,
            then=partial(self._on_seen, self._id, because),
            otherwise=partial(self._on_failed, self._id),
        )

    def _on_changed(self, tables: frozenset[str]) -> None:
        if not self._acts.busy and tables & _TABLES:
            self.look()

    def _on_seen(self, declaration_id: int, because: Conflict | None, record: DeclarationRecord) -> None:
        if declaration_id == self._id:
            self.seen.emit(record, because)

    def _on_failed(self, declaration_id: int, error: Exception) -> None:
        if declaration_id == self._id:
            self.failed.emit(error)
