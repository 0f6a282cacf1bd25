# SPDX-License-Identifier: Apache-2.0
"""Reading pages in processes of their own: two at a time, and none that hangs, crashes or eats all memory harms more
than itself. Nothing but bytes and reasons comes back from them.
"""

import multiprocessing
import signal
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, cast

from officer_desk.errors import Refused
from officer_desk.gateways.page_files import PageFile, ReadPage

if TYPE_CHECKING:
    from officer_desk.gateways.page_server import Link

WORKERS = 2
_SECONDS = 20.0
"""Of the processor; a page that takes longer is one that was made to."""
_BUSY = 8
"""By so much the clock may run ahead of that: other programs want the processor too, and disks may be slow."""
_PATIENCE = 3
"""Such pages in one file; the others of it are not tried."""
_GRACE = 0.5
"""Seconds in which a process whose pipe is closed ends by itself."""
_OUT_OF_TIME = -int(getattr(signal, "SIGXCPU", 0))


class PageReaders:
    """A few processes that read pages; each starts with the first page that it gets."""

    def __init__(self, workers: int = WORKERS, seconds: float = _SECONDS) -> None:
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._all = [_Worker(seconds) for _ in range(workers)]
        self._hard = Counter[PageFile]()
        for worker in self._all:
            self._idle.put(worker)

    def count(self, file: PageFile) -> int:
        """Count the pages of a file; raises `Refused` as `page_sources.open_pages`, and "page-too-hard"."""
        return cast("int", self._ask(file, None))

    def read(self, file: PageFile, index: int) -> ReadPage:
        """Read a page; raises `Refused` as `count` and `page_reading.read`."""
        return cast("ReadPage", self._ask(file, index))

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        for worker in self._all:
            worker.close()

    def _ask(self, file: PageFile, index: int | None) -> object:
        if self._hard[file] >= _PATIENCE:
            raise Refused("page-too-hard", offender=file.name)
        worker = self._idle.get()
        try:
            return worker.ask(file, index)
        except Refused as error:
            self._hard[file] += error.reason == "page-too-hard"
            raise
        finally:
            self._idle.put(worker)


@contextmanager
def page_readers() -> Generator[PageReaders]:
    """Give readers for a stack."""
    readers = PageReaders()
    try:
        yield readers
    finally:
        readers.close()


class _Worker:
    """One process at a time, started anew after one that was ended."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._changing = Lock()
        self._closed = False
        self._process: SpawnProcess | None = None
        self._link: Link | None = None

    def ask(self, file: PageFile, index: int | None) -> object:
        link = self._started()
        try:
            link.send((file, index))
            if link.poll(self._seconds * _BUSY):
                answer = link.recv()
                if isinstance(answer, Refused):
                    raise answer
                return answer
            self._end()
            reason = "page-too-hard"
        except (EOFError, OSError):
            reason = "page-too-hard" if self._end() == _OUT_OF_TIME else "page-broken"
        raise Refused(reason, offender=file.name)

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
                    target=_serve, args=(theirs, self._seconds), name="page-reader", daemon=True
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


def _serve(link: "Link", seconds: float) -> None:
    """Run in the other process: the libraries that read pages are loaded there and not here."""
    import_module("officer_desk.gateways.page_server").serve(link, seconds)
