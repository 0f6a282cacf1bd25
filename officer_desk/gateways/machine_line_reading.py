# SPDX-License-Identifier: Apache-2.0
"""Reading the machine-readable lines of a photographed card or passport, whichever way it lies.

It works for `card_readers` in a process of its own. What is read is repaired and proved in `domain.machine_lines`;
where its check digits do not prove it, it is looked at upside down, and with blur computed away.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from officer_desk.domain import machine_lines
from officer_desk.domain.records import MachineLines
from officer_desk.gateways import line_shapes, text_lines
from officer_desk.gateways.card_reading import decoded
from officer_desk.gateways.letter_models import STRIP, LetterModels
from officer_desk.gateways.reading_server import Link, answer
from officer_desk.gateways.refocusing import refocused
from officer_desk.gateways.text_lines import TextLine

_LONGEST = 2400
"""Pixels of the longer side to which a larger picture is brought."""
_MEMORY = 800_000_000
"""Bytes that reading may take beside the program itself."""
_PATIENCE = 60.0
"""Seconds without a question after which the process ends."""
_RADII = (0.045, 0.095)
"""Of blur that is computed away, against a line's height."""
_SHORT = 24
"""Machine-readable lines have 30 signs and more; some may be lost."""


@dataclass(frozen=True, slots=True)
class ReadLines:
    """Lines that were found, and the angle in degrees, clockwise, by which they are turned."""

    lines: MachineLines
    turn: float


@dataclass(frozen=True, slots=True)
class _Told:
    """What the lines of one direction say, from above as they are read."""

    lines: Sequence[TextLine]
    texts: Sequence[str]
    certainty: float


def serve(link: Link, seconds: float) -> None:
    """Answer with the lines on a picture, until nobody asks any more."""
    reader = LineReader()
    answer(link, reader.reply, seconds=seconds, memory=_MEMORY, patience=_PATIENCE)


class LineReader:
    """Reads lines; the models are loaded with the first picture."""

    def __init__(self) -> None:
        self._models: LetterModels | None = None

    def reply(self, data: bytes) -> ReadLines | None:
        """Read a picture's lines; what cannot be read has none."""
        try:
            return self.read(data)
        except Exception:  # noqa: BLE001 - also MemoryError, and whatever decoders of hostile bytes raise
            return None

    def read(self, data: bytes) -> ReadLines | None:
        """Give the lines of the one document on a picture; raises as `pictures.decode`."""
        if self._models is None:
            self._models = LetterModels()
        picture = decoded(data, _LONGEST)
        lines = text_lines.find(self._models.likely(picture), picture.size)
        if len(lines) < 2:
            return None
        best: ReadLines | None = None
        for told in self._tries(self._models, picture.convert("L"), lines):
            found = machine_lines.repair(told.texts)
            if found is not None and (best is None or _worth(found) > _worth(best.lines)):
                best = _placed(found, told, picture.size)
            if best is not None and best.lines.proved:
                break
        return best

    def _tries(self, models: LetterModels, grey: Image.Image, lines: Sequence[TextLine]) -> Iterator[_Told]:
        upright = _told(models, grey, lines)
        yield upright
        turned = _told(models, grey, [line.turned() for line in reversed(lines)])
        yield turned
        better = max(upright, turned, key=lambda told: told.certainty)
        height = sum(line.height for line in lines) / len(lines)
        for share in _RADII:
            yield _told(models, refocused(grey, share * height), better.lines)


def _told(models: LetterModels, grey: Image.Image, lines: Sequence[TextLine]) -> _Told:
    signs = [models.signs(text_lines.strip(grey, line, STRIP)) for line in lines]
    sure = [line_shapes.certainty(one) for one in signs]
    return _Told(lines, [line_shapes.text(one) for one in signs], sum(sure) / len(sure))


def _worth(found: MachineLines) -> tuple[bool, int, int]:
    return found.proved, found.checks_right, len(found.lines)


def _placed(found: MachineLines, told: _Told, size: tuple[int, int]) -> ReadLines:
    read = [line for line, text in zip(told.lines, told.texts, strict=True) if len(text) >= _SHORT and "<" in text]
    corners = text_lines.around(read, size) if read else None
    way = told.lines[0].way
    return ReadLines(replace(found, corners=corners), math.degrees(math.atan2(float(way[1]), float(way[0]))))
