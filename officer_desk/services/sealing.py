# SPDX-License-Identifier: Apache-2.0
"""Sealing the pictures that former versions stored in the clear: a few at a time, so it may end at any point.

Each is written sealed beside its place and takes it in one step, while nobody else can write: what the daily run
destroys meanwhile does not come back. Then the former bytes are overwritten.
"""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import islice
from pathlib import Path

from officer_desk.gateways.pictures import PictureStore
from officer_desk.models.tables import Mark
from officer_desk.services.work import Door, Watch

log = logging.getLogger(__name__)

SEALED = "pictures-sealed"
"""The mark of the newest look after which every picture was sealed."""
_AGAIN = timedelta(days=7)
"""A picture that somebody brought back by hand from a backup lies in the clear at most so long."""
_AT_ONCE = 40
_WAITS = "a picture could not be sealed; the next run tries again"


def seal_pictures(job: Watch, office: Door) -> int:
    """Seal every picture that is not, unless a look within the last week did; give how many were sealed."""
    context = office.context(None)
    with office.database.reading() as session:
        mark = session.get(Mark, SEALED)
        if mark is not None and timedelta() <= context.now - mark.at < _AGAIN:
            return 0
    store = context.gateways.pictures
    store.sweep_replaced()
    sealed = seen = 0
    for some in _batches(_in_the_clear(job, store)):
        copies = {sha256: _copied(store, sha256) for sha256 in some}
        with office.database.writing.begin() as session:
            session.connection()  # from here on nobody else can write
            done = [_replaced(store, sha256, copy) for sha256, copy in copies.items() if copy is not None]
        for sha256 in some:
            store.erase_replaced(sha256)
        sealed, seen = sealed + sum(done), seen + len(some)
        job.progress(sealed, seen)
    if sealed == seen and not job.cancelled:
        with office.database.writing.begin() as session:
            session.merge(Mark(name=SEALED, value=str(sealed), at=context.now))
    return sealed


def _in_the_clear(job: Watch, store: PictureStore) -> Iterator[str]:
    for sha256 in store.all():
        if job.cancelled:
            return
        with suppress(FileNotFoundError):  # destroyed meanwhile
            if not store.is_sealed(sha256):
                yield sha256


def _batches(hashes: Iterator[str]) -> Iterator[list[str]]:
    while some := list(islice(hashes, _AT_ONCE)):
        yield some


def _copied(store: PictureStore, sha256: str) -> Path | None:
    try:
        return store.sealed_copy(sha256)
    except OSError:
        log.warning(_WAITS, exc_info=True)
        return None


def _replaced(store: PictureStore, sha256: str, copy: Path) -> bool:
    try:
        store.replace(sha256, copy)
    except OSError:
        log.warning(_WAITS, exc_info=True)
        return False
    return True
