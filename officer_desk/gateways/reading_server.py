# SPDX-License-Identifier: Apache-2.0
"""The other end of `reading_process`: it answers within bounds of time and memory that it sets itself."""

import math
import os
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol


class Link(Protocol):
    """One end of a pipe between two processes."""

    def send(self, obj: Any, /) -> None:
        """Give something to the other end."""
        ...

    def recv(self) -> Any:
        """Wait for what the other end gives."""
        ...

    def poll(self, timeout: float | None = ..., /) -> bool:
        """Wait so many seconds at the most for it."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def answer(
    link: Link, reply: Callable[[Any], object], *, seconds: float, memory: int, patience: float | None = None
) -> None:
    """Answer until nobody asks any more, or for so many seconds.

    A question that needs the processor for longer than `seconds` ends the process; reading may take `memory` bytes
    beside the program itself.
    """
    _keep_quiet()
    _limit_memory(memory)
    with suppress(EOFError, OSError):
        while link.poll(patience):
            question = link.recv()
            _limit_time(seconds)
            link.send(reply(question))


def _keep_quiet() -> None:
    """Let decoders' remarks not get between the desk's own words."""
    warnings.simplefilter("ignore")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _limit_memory(memory: int) -> None:
    """Leave no picture of people's papers in a core dump; on Linux, take no more memory than reading needs."""
    if sys.platform == "win32":
        return
    resource = import_module("resource")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))


def _limit_time(seconds: float) -> None:
    """Count the processor's time, not the clock's: other programs may keep this one waiting."""
    if sys.platform == "win32":
        return
    resource = import_module("resource")
    until = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
