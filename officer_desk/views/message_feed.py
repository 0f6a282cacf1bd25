# SPDX-License-Identifier: Apache-2.0
"""Asks for the rows of «Tin nhắn»: page after page, failed ones first, and drops answers to questions of before."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from officer_desk.desk import Desk
from officer_desk.domain.records import MessageRow, MessagesPage, MessagesQuery
from officer_desk.services import outbox

PAGE = 200
_MOST = 1000
"""Rows that a refresh asks for at once; further ones come again on scrolling."""
FAILED = "failed"


class MessageFeed(QObject):
    """Knows what was asked and what has come. One question is open at a time; a new one replaces it.

    What a person must look at stands on top of «Tất cả»: that question is asked in two parts.
    """

    came = Signal(object)
    """The first page of a question, or its refreshed rows (MessagesPage)."""
    grew = Signal(object)
    """The rows of a later page."""
    failed = Signal(object)
    """The error of the open question; rows that are shown stay."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open: MessagesQuery | None = None
        self._last: MessagesPage | None = None
        self._shown = 0

    @property
    def waiting(self) -> bool:
        """Tell whether a question is open."""
        return self._open is not None

    @property
    def growing(self) -> bool:
        """Tell whether the open question is for a later page: the rows of before it stay."""
        return self._open is not None and self._open.before_id is not None

    def ask(self, status: str | None) -> None:
        """Ask for the messages of a status, or for all."""
        self._ask(status, PAGE)

    def refresh(self, status: str | None) -> None:
        """Put the same question again, for as many rows as were seen."""
        self._ask(status, max(PAGE, min(self._shown, _MOST)))

    def more(self) -> None:
        """Ask for the rows after the last one, if there are any and nothing else is open."""
        last = self._last
        if self._open is None and last is not None and last.more and last.rows:
            self._open = replace(last.query, limit=PAGE, before_id=last.rows[-1].id)
            self._put(self._open, partial(self._on_page, self._open, ()))

    def stop(self) -> None:
        """Let the open question go: its answer will be dropped."""
        self._open = None

    def _ask(self, status: str | None, limit: int) -> None:
        office = "" if self._desk.actor is None else self._desk.actor.office_code
        query = self._open = MessagesQuery(office, status, limit)
        if status is None:
            self._put(replace(query, status=FAILED), partial(self._on_failed_ones, query))
        else:
            self._put(query, partial(self._on_page, query, ()))

    def _put(self, query: MessagesQuery, then: Callable[[MessagesPage], None]) -> None:
        self._desk.ask(self, outbox.page, query, then=then, otherwise=partial(self._on_failed, self._open))

    def _on_failed_ones(self, query: MessagesQuery, page: MessagesPage) -> None:
        if query == self._open:
            self._put(query, partial(self._on_page, query, page.rows))

    def _on_page(self, query: MessagesQuery, on_top: tuple[MessageRow, ...], page: MessagesPage) -> None:
        if query != self._open:
            return
        self._open, self._last = None, page
        if query.before_id is not None:
            self._shown += len(page.rows)
            self.grew.emit(page)
            return
        self._shown = len(page.rows)
        already = {row.id for row in on_top}
        rows = on_top + tuple(row for row in page.rows if row.id not in already)
        self.came.emit(replace(page, rows=rows))

    def _on_failed(self, query: MessagesQuery | None, error: Exception) -> None:
        if query == self._open:
            self._open = None
            self.failed.emit(error)
