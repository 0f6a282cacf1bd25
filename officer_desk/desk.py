# SPDX-License-Identifier: Apache-2.0
"""The desk's three verbs for screens: ask a question, act in one transaction, work without a session.

Qt and the database meet here (and in `app`, which sees everything) and nowhere else.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar, TypeVarTuple
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from officer_desk.background import Background, Job
from officer_desk.domain.records import Actor
from officer_desk.errors import DeskError
from officer_desk.models.database import trouble_in_words
from officer_desk.office import OpenOffice
from officer_desk.services.context import Context

log = logging.getLogger(__name__)
T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Desk(QObject):
    """What a screen holds: the verbs, who is signed in, and the world outside."""

    changed = Signal(object)
    """Names of the tables that were written (frozenset), once, after the commit."""
    failed = Signal(object)
    """An exception that is our own defect."""
    ended = Signal(object)
    """The refusal that ended the work of who is signed in: he was locked, deactivated, or has another role now."""
    reading_progressed = Signal(int, int)
    """How many pictures of how many the desk has read by itself; (0, 0): there is nothing to read."""
    reading_switched = Signal(bool)
    """The officer lets the desk go on reading, or stops it for now."""
    file_wanted = Signal(int)
    """A file whose pictures are to be read before all others."""

    def __init__(self, office: OpenOffice, background: Background) -> None:
        """Take what the composition root made."""
        super().__init__()
        self.office = office
        self.gateways = office.gateways
        self.is_sample = office.is_sample
        self.actor: Actor | None = None
        self.window = str(uuid4())
        """By which the files that its officer has in hand are known to be held here."""
        self._background = background

    def now(self) -> datetime:
        """Give the desk's time (UTC)."""
        return self.office.clock.now()

    def read_first(self, declaration_id: int) -> None:
        """Let the pictures of a file that somebody looks at be read before all others."""
        self.file_wanted.emit(declaration_id)

    def ask(
        self,
        owner: QObject,
        service: Callable[[Session, Context, *Ts], T],
        *args: *Ts,
        then: Callable[[T], None],
        otherwise: Callable[[Exception], None] | None = None,
    ) -> None:
        """Ask a question in a reading session of its own."""
        context = self.office.context(self.actor, self.window)
        self._run(owner, lambda: self.office.ask(context, service, *args), then, otherwise)

    def act(
        self,
        owner: QObject,
        service: Callable[[Session, Context, *Ts], T],
        *args: *Ts,
        then: Callable[[T], None],
        otherwise: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do one act in one transaction under one client-made key; then announce what it wrote."""
        context = self.office.context(self.actor, self.window)

        def done(outcome: tuple[T, frozenset[str]]) -> None:
            then(outcome[0])
            self.changed.emit(outcome[1])

        self._run(owner, lambda: self.office.act(context, service, *args), done, otherwise)

    def work(
        self,
        owner: QObject,
        function: Callable[[Job, *Ts], T],
        *args: *Ts,
        then: Callable[[T], None],
        otherwise: Callable[[Exception], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Job:
        """Do long work without a session (pictures, PDF, import); it can be cancelled and tells how far it is."""
        job = Job()
        if progress is not None:
            job.progressed.connect(progress)

        def run() -> T:
            with trouble_in_words():
                return function(job, *args)

        self._run(owner, run, then, otherwise)
        return job

    def _run(
        self,
        owner: QObject,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[Exception], None] | None,
    ) -> None:
        def failed(error: Exception) -> None:
            defect = not isinstance(error, DeskError)
            if defect:
                log.error("a defect: %s", type(error).__name__, exc_info=error)
            if otherwise is not None:
                otherwise(error)
            if defect:
                self.failed.emit(error)
            elif error.reason == "session-ended" and self.actor is not None:
                self.ended.emit(error)

        self._background.run(owner, work, then, failed)
