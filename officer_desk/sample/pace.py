# SPDX-License-Identifier: Apache-2.0
"""Packages arrive on one thread while files are worked on by another; neither runs ahead of what it needs."""

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Lock

from sqlalchemy.orm import Session, sessionmaker

from officer_desk.office import OpenOffice
from officer_desk.sample.days import Day

Progress = Callable[[int, int], None]


class Steps:
    """Counts packages and acts together; both threads tell it."""

    def __init__(self, progress: Progress, total: int) -> None:
        """Begin at nothing."""
        self._progress, self._total, self._done, self._lock = progress, total, 0, Lock()
        progress(0, total)

    def step(self) -> None:
        """Count one."""
        with self._lock:
            self._done += 1
            self._progress(self._done, self._total)

    def batch(self) -> "Batch":
        """Give the counter of one batch of packages."""
        return Batch(self)


class Quiet:
    """Waits for work that is not counted."""

    cancelled = False

    def progress(self, done: int, total: int) -> None:
        """Count nothing."""


class Batch:
    """What an import tells how far it is; it is never cancelled."""

    cancelled = False

    def __init__(self, steps: Steps) -> None:
        """Count into the common steps."""
        self._steps = steps

    def progress(self, done: int, total: int) -> None:
        """Count a package that is done."""
        if done > 0:
            self._steps.step()


class InTurn(sessionmaker[Session]):
    """Writing sessions of which one is open at a time: SQLite itself lets a second writer only ask again and again."""

    def __init__(self, writing: sessionmaker[Session]) -> None:
        """Make sessions as the given maker does."""
        super().__init__(**writing.kw)
        self._turn = Lock()

    @contextmanager
    def begin(self) -> Generator[Session]:
        """Wait for the turn, then open a transaction."""
        with self._turn, super().begin() as session:
            yield session


def in_turn(office: OpenOffice) -> OpenOffice:
    """Give the same office to two threads that both write."""
    return replace(office, database=replace(office.database, writing=InTurn(office.database.writing)))


def side_by_side(days: Sequence[Day], arrive: Callable[[Day], None], proceed: Callable[[Day], None]) -> None:
    """Let each day's packages arrive, and work on files only after that; what fails stops both and is raised.

    Somebody who registers anew after a refusal has to be refused first: such a day waits for the work before it.
    """
    arrived, done = [Event() for _ in days], [Event() for _ in days]
    needs = _needs(days)
    stop = Event()

    def in_order(before: Callable[[int], Event | None], act: Callable[[Day], None], after: Sequence[Event]) -> None:
        try:
            for i, day in enumerate(days):
                wanted = before(i)
                if wanted is not None:
                    wanted.wait()
                if stop.is_set():
                    return
                act(day)
                after[i].set()
        except BaseException:
            stop.set()
            raise
        finally:
            if stop.is_set():
                for event in (*arrived, *done):
                    event.set()

    with ThreadPoolExecutor(2, "sample") as pool:
        both: list[Future[None]] = [
            pool.submit(in_order, lambda i: done[needs[i]] if needs[i] >= 0 else None, arrive, arrived),
            pool.submit(in_order, lambda i: arrived[i], proceed, done),
        ]
    for future in both:
        future.result()


def _needs(days: Sequence[Day]) -> list[int]:
    """Give for each day the last one whose work touches a person who declares again on it; -1: none."""
    touched: dict[str, int] = {}
    needs: list[int] = []
    for i, day in enumerate(days):
        codes = {case.person.insurance_code for case in day.arrivals}
        needs.append(max((touched.get(code, -1) for code in codes), default=-1))
        touched.update({deed.case.person.insurance_code: i for deed in day.deeds})
    return needs
