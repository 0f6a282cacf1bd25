# SPDX-License-Identifier: Apache-2.0
"""Reading what stands on photographed cards, in processes of their own: one looks for codes, one reads letters."""

import os
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from officer_desk.domain.records import PictureHint, PictureReading
from officer_desk.errors import Refused
from officer_desk.gateways.reading_process import Lost, ReadingProcesses

if TYPE_CHECKING:
    from officer_desk.gateways.machine_line_reading import ReadLines
    from officer_desk.gateways.reading_server import Link

CHECKER_VERSION = 1
"""What a picture was read with; a higher one makes the desk read its pictures anew."""
SECONDS, LINE_SECONDS = 5.0, 20.0
"""Of the processor, for a picture's codes and for its machine-readable lines; more is taken by what was made to."""
_POLITENESS = 10
"""Pictures are read when nothing else wants the processor."""


class CardReaders:
    """Two processes; each starts with the first picture that it gets, and ends when it gets none for a minute."""

    def __init__(self, seconds: float = SECONDS, line_seconds: float = LINE_SECONDS) -> None:
        self._codes = ReadingProcesses(_serve_codes, seconds, 1, "code-reader")
        self._lines = ReadingProcesses(_serve_lines, line_seconds, 1, "line-reader")

    def read(self, data: bytes, sha256: str, want_lines: bool) -> PictureReading:
        """Read a picture, from any thread; lines that cannot be read are none.

        Raises `Refused`: as `pictures.decode`, "picture-too-hard", "picture-unreadable", and "reading-stopped" when
        closed.
        """
        try:
            reading = cast("PictureReading", self._codes.ask(data))
        except Lost as lost:
            raise Refused("picture-too-hard" if lost.out_of_time else "picture-unreadable", offender=sha256) from lost
        if not want_lines:
            return reading
        try:
            read = cast("ReadLines | None", self._lines.ask(data))
        except Lost:
            read = None
        if read is None:
            return replace(reading, lines=None, lines_tried=True)
        hints = _with_turn(reading.hints, read.turn)
        return replace(reading, lines=read.lines, lines_tried=True, hints=hints)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._codes.close()
        self._lines.close()


def _with_turn(hints: tuple[PictureHint, ...], turn: float) -> tuple[PictureHint, ...]:
    """Let the lines say which way up the card lies: its outline says only where its longer side is."""
    quarters = round(turn / 90) % 4
    others = tuple(hint for hint in hints if hint.what != "turned")
    return (*others, PictureHint("turned", quarters * 90.0)) if quarters else others


def _serve_codes(link: "Link", seconds: float) -> None:
    """Run in one process: the libraries that read pictures are loaded there and not here."""
    _serve("card_reading", link, seconds)


def _serve_lines(link: "Link", seconds: float) -> None:
    """Run in the other process."""
    _serve("machine_line_reading", link, seconds)


def _serve(module: str, link: "Link", seconds: float) -> None:
    if hasattr(os, "nice"):
        os.nice(_POLITENESS)
    serve: Callable[[Link, float], None] = import_module(f"officer_desk.gateways.{module}").serve
    serve(link, seconds)
