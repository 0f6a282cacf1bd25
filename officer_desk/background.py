# SPDX-License-Identifier: Apache-2.0
"""The only module that starts threads: work in a pool, and its outcome back on the GUI thread."""

import logging
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

log = logging.getLogger(__name__)


class Job(QObject):
    """One piece of work under way: it can be asked to stop, and tells how far it is."""

    progressed = Signal(int, int)

    def __init__(self) -> None:
        """Start out uncancelled."""
        super().__init__()
        self.cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.cancelled = True

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work is; may be called from the worker."""
        self.progressed.emit(done, total)


class _Runnable(QRunnable):
    def __init__(self, background: "Background", key: int, work: Callable[[], object]) -> None:
        super().__init__()
        self._background, self._key, self._work = background, key, work

    def run(self) -> None:
        """Run on a pool thread; whatever happens comes home through the one signal."""
        try:
            outcome, error = self._work(), None
        except Exception as caught:  # noqa: BLE001 - failure has the same way home as success
            outcome, error = None, caught
        self._background.finished.emit(self._key, outcome, error)


class Background(QObject):
    """Runs work in pool threads. The signal belongs to this object, which lives on the GUI thread."""

    finished = Signal(int, object, object)

    def __init__(self, threads: int = 4) -> None:
        """Make a pool of its own, so that closing waits for our work only."""
        super().__init__()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._pending: dict[int, tuple[QObject, Callable[[Any], None], Callable[[Exception], None]]] = {}
        self._next = 0
        self.finished.connect(self._on_finished)

    def run(
        self,
        owner: QObject,
        work: Callable[[], object],
        then: Callable[[Any], None],
        otherwise: Callable[[Exception], None],
    ) -> None:
        """Do the work; exactly one of `then` and `otherwise` is called, unless `owner` is gone by then."""
        self._next += 1
        self._pending[self._next] = (owner, then, otherwise)
        self._pool.start(_Runnable(self, self._next, work))

    def close(self) -> None:
        """Forget what has not begun, wait for what has; no outcome is delivered any more."""
        self._pool.clear()
        self._pool.waitForDone()
        self._pending.clear()

    @property
    def busy(self) -> bool:
        """Say whether an outcome is still to come."""
        return bool(self._pending)

    @Slot(int, object, object)
    def _on_finished(self, key: int, outcome: object, error: Exception | None) -> None:
        pending = self._pending.pop(key, None)
        if pending is None:
            return
        owner, then, otherwise = pending
        if not shiboken6.isValid(owner):
            log.debug("the owner of job %d is gone; its outcome is dropped", key)
        elif error is None:
            then(outcome)
        else:
            otherwise(error)


class InlineBackground(Background):
    """Does the work at once, on the calling thread: for tests of views, which then need no waiting."""

    def run(
        self,
        owner: QObject,
        work: Callable[[], object],
        then: Callable[[Any], None],
        otherwise: Callable[[Exception], None],
    ) -> None:
        """Do the work before returning."""
        try:
            outcome = work()
        except Exception as error:  # noqa: BLE001 - as in the pool
            otherwise(error)
            return
        if shiboken6.isValid(owner):
            then(outcome)
