# SPDX-License-Identifier: Apache-2.0
"""Asks for the rows of the list: page after page by keyset, and drops answers to questions of before."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from officer_desk.desk import Desk
from officer_desk.domain.records import SearchPage, SearchQuery
from officer_desk.services import declarations

PATIENCE_MS = 300
"""After so long a list says that it is being loaded."""
SETTLE_MS = 150
"""Changes that come one upon another (an import) refresh the list once."""
LISTED = frozenset({"claim", "declaration", "assignment", "escalation", "second_look"})
"""Tables that the list and the counts of its queues are read from."""
PAGE = 100
_MOST = 1000
"""Rows that a refresh asks for at once; further ones come again on scrolling."""


class ListFeed(QObject):
    """Knows what was asked and what has come. One question is open at a time; a new one replaces it."""

    came = Signal(object)
    """The first page of a question, or its refreshed rows."""
    grew = Signal(object)
    """A later page."""
    all_came = Signal()
    """As many rows as can be chosen at once are there."""
    failed = Signal(object)
    """The error of the open question; rows that are shown stay."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open: SearchQuery | None = None
        self._last: SearchPage | None = None
        self._shown = 0
        self._all: SearchQuery | None = None

    @property
    def has_more(self) -> bool:
        """Tell whether the list goes on behind its last row."""
        return self._last is not None and self._last.more

    @property
    def waiting(self) -> bool:
        """Tell whether a question is open."""
        return self._open is not None

    @property
    def growing(self) -> bool:
        """Tell whether the open question is for a later page: the rows of before it stay."""
        return self._open is not None and self._open.after is not None

    def ask(self, query: SearchQuery) -> None:
        """Put a new question."""
        self._ask(replace(query, limit=PAGE, after=None))

    def refresh(self, query: SearchQuery) -> None:
        """Put the same question again, for as many rows as were seen."""
        self._ask(replace(query, limit=max(PAGE, min(self._shown, _MOST)), after=None))

    def more(self) -> None:
        """Ask for the rows after the last one, if there are any and nothing else is open."""
        if self._open is None and self._last is not None and self._last.more and self._last.rows:
            row = self._last.rows[-1]
            self._ask(replace(self._last.query, limit=PAGE, after=(row.submitted_at, row.id)))

    def bring_all(self) -> None:
        """Ask for the rest of the list, as far as rows are shown at once: all of it is to be chosen."""
        if self._last is not None and self._last.more and self._shown < _MOST:
            self._all = replace(self._last.query, limit=_MOST, after=None)
            self._ask(self._all)

    def stop(self) -> None:
        """Let the open question go: its answer will be dropped."""
        self._open = None

    def _ask(self, query: SearchQuery) -> None:
        self._open = query
        self._desk.ask(self, declarations.search, query, then=self._on_page, otherwise=partial(self._on_failed, query))

    def _on_page(self, page: SearchPage) -> None:
        if page.query != self._open:
            return
        self._open = None
        self._last = page
        if page.query.after is None:
            self._shown = len(page.rows)
            self.came.emit(page)
            if page.query == self._all:
                self._all = None
                self.all_came.emit()
        else:
            self._shown += len(page.rows)
            self.grew.emit(page)

    def _on_failed(self, query: SearchQuery, error: Exception) -> None:
        if query == self._open:
            self._open = None
            self.failed.emit(error)
