# SPDX-License-Identifier: Apache-2.0
"""Processes of their own for reading what strangers sent: none that hangs, crashes or eats all memory harms more than
itself. Nothing but plain records and reasons comes back from them.
"""

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING

from officer_desk.errors import Refused

if TYPE_CHECKING:
    from officer_desk.gateways.reading_server import Link

Serve = Callable[["Link", float], None]
"""What runs in the other process: a module's own function, which loads there what reading needs."""
_BUSY = 8
"""By so much the clock may run ahead of the processor: other programs want it too, and disks may be slow."""
_GRACE = 0.5
"""Seconds in which a process whose pipe is closed ends by itself."""
_OUT_OF_TIME = -int(getattr(signal, "SIGXCPU", 0))


class Lost(Exception):
    """A process ended without an answer."""

    def __init__(self, *, out_of_time: bool) -> None:
        """Say whether it took too long; otherwise it crashed."""
        super().__init__()
        self.out_of_time: bool = out_of_time


class ReadingProcesses:
    """A few processes that answer; each starts with the first question that it gets."""

    def __init__(self, serve: Serve, seconds: float, workers: int, name: str) -> None:
        """Let each take so many seconds of the processor for an answer."""
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._all = [_Worker(serve, seconds, name) for _ in range(workers)]
        for worker in self._all:
            self._idle.put(worker)

    def ask(self, question: object) -> object:
        """Wait for one that is idle, and for its answer.

        Raises `Refused` where that is the answer, `Refused("reading-stopped")` when closed, and `Lost`.
        """
        worker = self._idle.get()
        try:
            answer = worker.ask(question)
        finally:
            self._idle.put(worker)
        if isinstance(answer, Refused):
            raise answer
        return answer

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        for worker in self._all:
            worker.close()


class _Worker:
    """One process at a time, started anew after one that was ended."""

    def __init__(self, serve: Serve, seconds: float, name: str) -> None:
        self._serve = serve
        self._seconds = seconds
        self._name = name
        self._changing = Lock()
        self._closed = False
        self._process: SpawnProcess | None = None
        self._link: Link | None = None

    def ask(self, question: object) -> object:
        while True:
            link = self._started()
            try:
                link.send(question)
                if link.poll(self._seconds * _BUSY):
                    return link.recv()
                self._end()
                raise Lost(out_of_time=True)
            except (EOFError, OSError):
                code = self._end()
            if self._closed:
                raise Refused("reading-stopped")
            if code != 0:
                raise Lost(out_of_time=code == _OUT_OF_TIME)
            # It had been idle for long and ended by itself, just now.

    def close(self) -> None:
        self._closed = True
        self._end()

    def _started(self) -> "Link":
        with self._changing:
            if self._closed:
                raise Refused("reading-stopped")
            if self._link is None:
                context = multiprocessing.get_context("spawn")
                ours, theirs = context.Pipe()
                self._process = context.Process(
                    target=self._serve, args=(theirs, self._seconds), name=self._name, daemon=True
                )
                self._process.start()
                theirs.close()
                self._link = ours
            return self._link

    def _end(self) -> int | None:
        """End the process; gives how it had ended by itself, where it had."""
        with self._changing:
            process, link = self._process, self._link
            self._process = self._link = None
        code = None
        if link is not None:
            link.close()
        if process is not None:
            process.join(_GRACE)
            code = process.exitcode
            process.kill()
            process.join()
            process.close()
        return code
