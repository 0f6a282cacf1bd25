# SPDX-License-Identifier: Apache-2.0
"""While a file is looked at, the pictures of the one after it are read and decoded, so that it opens at once.

Looking ahead decides nothing: which file comes next is asked anew when it is wanted, and only then it is taken in hand.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from officer_desk.background import Job
from officer_desk.desk import Desk
from officer_desk.domain.records import PictureRecord, SearchQuery
from officer_desk.gateways.pictures import PictureStore
from officer_desk.services import declarations
from officer_desk.views.list_feed import LISTED
from officer_desk.views.picture_cache import PictureCache
from officer_desk.views.picture_words import read_picture

_REST_MS = 250
"""The open file's own pictures come first; changes that come one upon another are waited for."""


class Ahead(QObject):
    """One for a page: it looks after one list and one place in it. One picture is read at a time."""

    def __init__(
        self, desk: Desk, cache: PictureCache, side_of: Callable[[PictureRecord], int], owner: QObject
    ) -> None:
        """`side_of`: the longest side at which a picture would be shown."""
        super().__init__(owner)
        self._desk, self._cache, self._side_of = desk, cache, side_of
        self._place: tuple[SearchQuery, int] | None = None
        self._left: list[PictureRecord] = []
        self._job: Job | None = None
        self._reading = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.look)
        desk.changed.connect(self._on_changed)

    def follow(self, query: SearchQuery, declaration_id: int) -> None:
        """A file of a list is shown: soon its next one is looked for."""
        self.stop()
        self._place = (query, declaration_id)
        self._rest.start()

    def stop(self) -> None:
        """Another file is wanted, or none: what is under way is dropped."""
        self._rest.stop()
        self._place, self._left, self._reading = None, [], False
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @property
    def is_done(self) -> bool:
        """Whether the next file's pictures are decoded, or there is nothing to decode."""
        return not (self._rest.isActive() or self._reading or self._left)

    def look(self) -> None:
        """Ask which file comes next, and what pictures it has."""
        if self._place is not None and self._desk.actor is not None:
            self._desk.ask(
                self,
                declarations.pictures_ahead,
                *self._place,
                then=partial(self._on_found, self._place),
                otherwise=_nothing,
            )

    def _on_changed(self, tables: frozenset[str]) -> None:
        """Somebody may have taken or decided the next file: then it is another one."""
        if self._place is not None and tables & LISTED:
            self._rest.start()

    def _on_found(self, place: tuple[SearchQuery, int], pictures: tuple[PictureRecord, ...]) -> None:
        if place == self._place:
            self._left = [one for one in pictures if self._cache.get(one.sha256, self._side_of(one)) is None]
            self._go_on()

    def _go_on(self) -> None:
        if self._reading or not self._left:
            return
        picture = self._left.pop(0)
        side = self._side_of(picture)
        self._reading = True
        self._job = self._desk.work(
            self,
            read_ahead,
            self._desk.gateways.pictures,
            picture.sha256,
            side,
            then=partial(self._on_read, self._place, picture.sha256, side),
            otherwise=partial(self._on_unreadable, self._place),
        )

    def _on_read(self, place: object, sha256: str, side: int, image: QImage | None) -> None:
        if place == self._place:
            if image is not None:
                self._cache.put(sha256, side, image)
            self._next_one()

    def _on_unreadable(self, place: object, _error: Exception) -> None:
        """The file itself says so when it is opened."""
        if place == self._place:
            self._next_one()

    def _next_one(self) -> None:
        self._reading = False
        self._go_on()


def read_ahead(job: Job, store: PictureStore, sha256: str, side: int) -> QImage | None:
    """Read and decode a stored picture (pool thread), unless nobody wants it any more when its turn comes."""
    return None if job.cancelled else read_picture(job, store, sha256, side)


def _nothing(_error: Exception) -> None:
    """Whoever cannot look ahead opens the next file as he did before."""
