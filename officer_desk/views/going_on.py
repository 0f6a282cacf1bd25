# SPDX-License-Identifier: Apache-2.0
"""From which list the open file comes, what follows it there, and where the officer was before he searched for it."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from officer_desk.desk import Desk
from officer_desk.domain.records import SearchQuery
from officer_desk.services import declarations
from officer_desk.views.sidebar import Place


class GoingOn(QObject):
    """Remembers for the window; it moves nothing itself."""

    file_wanted = Signal(int, object)
    """The next file, and the `SearchQuery` of its list."""
    list_wanted = Signal(str, int)
    """Nothing follows what was searched for: back to the list of before, by its quick text and open file."""
    ended = Signal()
    """Nothing follows in the list."""
    failed = Signal()

    def __init__(self, desk: Desk, query: SearchQuery, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.query = query
        self.open_id = 0
        self.came_from: Place | None = None
        """The page from which the open file was opened, where that is not the list."""
        self._before: tuple[str, int] | None = None

    def open(self, declaration_id: int, query: SearchQuery) -> None:
        """A file of a list is opened."""
        if not query.text:
            self._before = None
        self.query, self.open_id, self.came_from = query, declaration_id, None

    def search(self, *, on_file: bool) -> None:
        """Another file is searched for; `on_file`: while one is open, to whose list the officer will come back."""
        if not on_file:
            self._before = None
        elif self._before is None:
            self._before = (self.query.text, self.open_id)

    def forget_search(self) -> None:
        """The officer chose where to go."""
        self._before = None

    def next(self, shown_id: int | None) -> None:
        """Ask for the file after the one that is shown."""
        after = self.open_id if shown_id is None else shown_id
        self._desk.ask(
            self,
            declarations.next_after,
            self.query,
            after,
            then=partial(self._on_next, self.query),
            otherwise=lambda _error: self.failed.emit(),
        )

    def _on_next(self, query: SearchQuery, declaration_id: int | None) -> None:
        if declaration_id is not None:
            self.file_wanted.emit(declaration_id, query)
        elif self.came_from is None and self._before is not None:
            before, self._before = self._before, None
            self.list_wanted.emit(*before)
        else:
            self.ended.emit()
