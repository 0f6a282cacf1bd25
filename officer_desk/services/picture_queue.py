# SPDX-License-Identifier: Apache-2.0
"""Working through the pictures that are still to be read: each in a process of its own, each kept at once.

Whatever ends it, at any point: what was read is kept, the rest is still in the queue. One desk at a time works
through the queue of a data folder; every desk reads the pictures of the file that its officer has just opened.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple, Protocol

from officer_desk.domain.records import PictureReading
from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways.card_readers import CHECKER_VERSION
from officer_desk.models.database import trouble_in_words
from officer_desk.models.tables import Mark
from officer_desk.services import readings
from officer_desk.services.readings import Wanted
from officer_desk.services.work import Door, Watch

log = logging.getLogger(__name__)

STOPPED = "reading-stopped"
"""Why a reader that is being closed refuses."""
_MARK = "reading-pictures"
_LEASE = timedelta(minutes=2)
_AT_ONCE = 4


class Reader(Protocol):
    """What reads pictures (`gateways.card_readers.CardReaders`)."""

    def read(self, data: bytes, sha256: str, want_lines: bool, /) -> PictureReading:
        """Read a picture; raises `Refused`."""
        ...


class Round(NamedTuple):
    """How one go through the queue went."""

    read: int
    before: int
    """So many pictures were left when it began."""
    left: int
    ours: bool
    """False: another desk works through the queue."""


def read_some(job: Watch, office: Door, readers: Reader, window: str) -> Round:
    """Read the next few pictures of the queue, unless another desk is at it."""
    with trouble_in_words():
        before = _left(office)
        wanted = _take_turn(office, window) if before else ()
        if wanted is None:
            return Round(0, before, before, ours=False)
        read = _read_all(job, office, readers, wanted)
        return Round(read, before, _left(office) if read else before, ours=True)


def read_file(job: Watch, office: Door, readers: Reader, declaration_id: int) -> int:
    """Read what is still to be read of one file; gives how many pictures that were."""
    with trouble_in_words():
        with office.database.reading() as session:
            wanted = readings.unread(session, office.context(None), declaration_id)
        return _read_all(job, office, readers, wanted)


def _left(office: Door) -> int:
    with office.database.reading() as session:
        return readings.left(session, office.context(None))


def _take_turn(office: Door, window: str) -> Sequence[Wanted] | None:
    """Note that this desk works through the queue for the next minutes; None: another one does."""
    context = office.context(None)
    with office.database.writing.begin() as session:
        mark = session.get(Mark, _MARK)
        if mark is not None and mark.value != window and abs(mark.at - context.now) < _LEASE:
            return None
        session.merge(Mark(name=_MARK, value=window, at=context.now))
        return readings.to_read(session, context, _AT_ONCE)


def _read_all(job: Watch, office: Door, readers: Reader, wanted: Sequence[Wanted]) -> int:
    """Read some pictures, telling of each; stops when the job or the reader is ended."""
    for done, one in enumerate(wanted):
        if job.cancelled:
            return done
        try:
            _read(office, readers, one)
        except Refused as error:
            if error.reason == STOPPED:
                return done
            raise
        job.progress(done + 1, len(wanted))
    return len(wanted)


def _read(office: Door, readers: Reader, wanted: Wanted) -> None:
    context = office.context(None)
    try:
        data = context.gateways.pictures.read(wanted.sha256)
    except Unavailable as error:
        log.info("a picture could not be read: %s", error.reason)
        with office.database.writing.begin() as session:
            readings.give_up(session, context, wanted.sha256)
        return
    reading = _reading(readers, data, wanted)
    with office.database.writing.begin() as session:
        readings.store(session, context, reading)


def _reading(readers: Reader, data: bytes, wanted: Wanted) -> PictureReading:
    """Read a picture; one that nobody can read says nothing, and is not tried by this checker again."""
    try:
        return readers.read(data, wanted.sha256, wanted.lines)
    except Refused as error:
        if error.reason == STOPPED:
            raise
        log.info("nothing could be read of a picture: %s", error.reason)
    if not wanted.lines:
        return PictureReading(wanted.sha256, CHECKER_VERSION)
    # What its codes say counts, even if looking for its lines leads nowhere.
    codes = _reading(readers, data, Wanted(wanted.sha256, lines=False))
    return replace(codes, lines=None, lines_tried=True)
