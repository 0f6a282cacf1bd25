# SPDX-License-Identifier: Apache-2.0
"""The rotating log without personal data: long runs of digits are masked, tracebacks carry no values."""

import logging
import re
from copy import copy
from pathlib import Path
from traceback import TracebackException
from types import TracebackType

_DIGITS = re.compile(r"\d(?:[ .-]?\d){7,}")
_EMAIL = re.compile(r"[^\s@'\"<>]+@[^\s@'\"<>]+")


class Masking(logging.Formatter):
    """Masks ID numbers, codes, phones and e-mail addresses in whatever is logged, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line with everything masked that may point to a person."""
        own = copy(record)
        own.exc_text = None  # another handler may have left the whole traceback there, values and all
        masked = _EMAIL.sub("<e-mail>", _DIGITS.sub("<number>", super().format(own)))
        return f"{self.formatTime(record)} {masked}"

    def formatException(  # noqa: N802 - the name is logging's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Give where it happened and the errors' kinds, not their messages: messages of libraries quote values.

        Nothing of a message is looked at, so that none of its lines can be taken for a line of the traceback.
        """
        if ei[1] is None:
            return ""
        error: TracebackException | None = TracebackException.from_exception(ei[1], compact=True)
        told: list[str] = []
        while error is not None:
            kind = f"{error.exc_type.__module__}.{error.exc_type.__qualname__}"
            places = "".join(error.stack.format())
            told.append(f"Traceback (most recent call last):\n{places}{kind.removeprefix('builtins.')}")
            error = error.__cause__ or error.__context__
        return "\nwhich led to:\n".join(reversed(told))


def start(path: Path, level: int = logging.INFO) -> None:
    """Write the program's log to a file of at most 1 MB, with five older ones."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - brings sockets along, before the first paint

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=5, encoding="utf-8")
    handler.setFormatter(Masking("%(levelname)s %(name)s: %(message)s"))
    path.chmod(0o600)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
