# SPDX-License-Identifier: Apache-2.0
"""The other end of `page_workers`: a process that reads pages within bounds of time and memory that it sets itself."""

import math
import os
import sys
import time
import warnings
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from officer_desk.errors import Refused
from officer_desk.gateways import page_reading
from officer_desk.gateways.page_files import PageFile
from officer_desk.gateways.page_sources import Pages, open_pages

_MEMORY = 1_500_000_000
"""Bytes that reading may take beside the program itself."""


class Link(Protocol):
    """One end of a pipe between two processes."""

    def send(self, obj: Any, /) -> None:
        """Give something to the other end."""
        ...

    def recv(self) -> Any:
        """Wait for what the other end gives."""
        ...

    def poll(self, timeout: float = ..., /) -> bool:
        """Wait so many seconds at the most for it."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def serve(link: Link, seconds: float) -> None:
    """Answer until nobody asks any more: a file with a number for a page, with None for how many it has.

    A page that needs the processor for longer than `seconds` ends the process.
    """
    _keep_quiet()
    _limit_memory()
    held = _Held()
    with suppress(EOFError, OSError):
        while True:
            file, index = link.recv()
            _limit_time(seconds)
            link.send(_answer(held, file, index))


class _Held:
    """The file that is open: page after page is asked of the same one."""

    def __init__(self) -> None:
        self._file: PageFile | None = None
        self._pages: Pages | None = None

    def opened(self, file: PageFile) -> Pages:
        """Give the pages of a file."""
        if file == self._file and self._pages is not None:
            return self._pages
        if self._pages is not None:
            self._pages.close()
        self._file = self._pages = None
        pages = open_pages(file)
        self._file, self._pages = file, pages
        return pages


def _answer(held: _Held, file: PageFile, index: int | None) -> object:
    try:
        pages = held.opened(file)
        return pages.count if index is None else page_reading.read(pages, index)
    except Refused as refused:
        return Refused(refused.reason, **{"offender": file.name, **refused.facts})
    except Exception:  # noqa: BLE001 - also MemoryError: the page is told broken, the next one is read
        return Refused("page-broken", offender=file.name)


def _keep_quiet() -> None:
    """Let decoders' remarks not get between the desk's own words."""
    warnings.simplefilter("ignore")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _limit_memory() -> None:
    """Leave no picture of people's papers in a core dump; on Linux, take no more memory than reading needs."""
    if sys.platform == "win32":
        return
    resource = import_module("resource")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + _MEMORY, taken + _MEMORY))


def _limit_time(seconds: float) -> None:
    """Count the processor's time, not the clock's: other programs may keep this one waiting."""
    if sys.platform == "win32":
        return
    resource = import_module("resource")
    until = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
