# SPDX-License-Identifier: Apache-2.0
"""Reading pages in processes of their own: two at a time, and none that hangs, crashes or eats all memory harms more
than itself. Nothing but bytes and reasons comes back from them.
"""

import multiprocessing
import os
import sys
import warnings
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import Any, Protocol, cast

from officer_desk.errors import Refused
from officer_desk.gateways.page_files import PageFile, ReadPage

WORKERS = 2
_SECONDS = 20.0
"""A page that takes longer is one that was made to."""
_PATIENCE = 3
"""Such pages in one file; the others of it are not tried."""
_MEMORY = 1_500_000_000
"""Bytes that reading may take beside the program itself."""


class _Link(Protocol):
    """One end of a pipe between two processes."""

    def send(self, obj: Any, /) -> None: ...

    def recv(self) -> Any: ...

    def poll(self, timeout: float = ..., /) -> bool: ...

    def close(self) -> None: ...


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
        self._link: _Link | None = None

    def ask(self, file: PageFile, index: int | None) -> object:
        link = self._started()
        try:
            link.send((file, index))
            if link.poll(self._seconds):
                answer = link.recv()
                if isinstance(answer, Refused):
                    raise answer
                return answer
            reason = "page-too-hard"
        except (EOFError, OSError):
            reason = "page-broken"
        self._end()
        raise Refused(reason, offender=file.name)

    def close(self) -> None:
        self._closed = True
        self._end()

    def _started(self) -> _Link:
        with self._changing:
            if self._closed:
                raise Refused("reading-stopped")
            if self._link is None:
                context = multiprocessing.get_context("spawn")
                ours, theirs = context.Pipe()
                self._process = context.Process(target=_serve, args=(theirs,), name="page-reader", daemon=True)
                self._process.start()
                theirs.close()
                self._link = ours
            return self._link

    def _end(self) -> None:
        with self._changing:
            process, link = self._process, self._link
            self._process = self._link = None
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if link is not None:
            link.close()


def _serve(link: _Link) -> None:
    """Answer until nobody asks any more: a file with a number for a page, with None for how many it has."""
    _keep_quiet()
    reading = import_module("officer_desk.gateways.page_reading")
    sources = import_module("officer_desk.gateways.page_sources")
    _limit_memory()
    held = _Held(sources.open_pages)
    with suppress(EOFError, OSError):
        while True:
            file, index = link.recv()
            try:
                pages = held.opened(file)
                link.send(pages.count if index is None else reading.read(pages, index))
            except Refused as refused:
                link.send(Refused(refused.reason, **{"offender": file.name, **refused.facts}))
            except Exception:  # noqa: BLE001 - also MemoryError: the page is told broken, the next one is read
                link.send(Refused("page-broken", offender=file.name))


class _Held:
    """The file that is open: page after page is asked of the same one."""

    def __init__(self, open_pages: Any) -> None:
        self._open = open_pages
        self._file: PageFile | None = None
        self._pages: Any = None

    def opened(self, file: PageFile) -> Any:
        """Give the pages of a file."""
        if file != self._file:
            if self._pages is not None:
                self._pages.close()
            self._file = self._pages = None
            self._pages = self._open(file)
            self._file = file
        return self._pages


def _keep_quiet() -> None:
    """Let decoders' remarks not get between the desk's own words; leave no picture of people's papers in a core."""
    warnings.simplefilter("ignore")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)


def _limit_memory() -> None:
    if sys.platform != "linux":
        return
    resource = import_module("resource")
    taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + _MEMORY, taken + _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
