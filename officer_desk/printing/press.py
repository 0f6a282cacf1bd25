# SPDX-License-Identifier: Apache-2.0
"""Many forms laid out in a process of its own: it keeps the counter's window free, and ends at once when stopped."""

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from officer_desk.errors import Unavailable
from officer_desk.printing import batch
from officer_desk.printing.batch import Batch, Order

IN_PLACE = 10
"""So many forms are laid out faster than a process starts."""
_LOOK_SECONDS = 0.1


class _Link(Protocol):
    """One end of a pipe between two processes."""

    def send(self, obj: Order | Batch | None, /) -> None: ...

    def recv(self) -> Any: ...

    def poll(self, timeout: float = ..., /) -> bool: ...


def press(order: Order, told: Callable[[], None], stopped: Callable[[], bool]) -> Batch | None:
    """Put many forms into one file; None when it was stopped. `told` as in `batch.render`.

    Raises `Unavailable("press-failed")` when the process ends without an answer.
    """
    if len(order.forms) <= IN_PLACE:
        return None if stopped() else batch.render(order, told)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), name="press", daemon=True)
    process.start()
    theirs.close()
    try:
        return _listen(ours, order, told, stopped)
    except (EOFError, OSError) as error:
        raise Unavailable("press-failed") from error
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def _listen(link: _Link, order: Order, told: Callable[[], None], stopped: Callable[[], bool]) -> Batch | None:
    link.send(order)
    while not stopped():
        if link.poll(_LOOK_SECONDS):
            answer = link.recv()
            if answer is not None:
                return answer
            told()
    return None


def _serve(link: _Link) -> None:
    """Take one order and answer: nothing for each step, at last the file."""
    with suppress(EOFError, OSError):  # whoever ordered it is gone
        link.send(batch.render(link.recv(), lambda: link.send(None)))
