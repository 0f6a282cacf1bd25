# SPDX-License-Identifier: Apache-2.0
"""Bars on paper: told apart by their hatching, each with its number, so that black and white says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from officer_desk.printing import fonts
from officer_desk.printing.layout import Box, Rule, Sheet, Text, wrap

_LINE = 0.5
_SMALL = 8.5


class Hatch(Enum):
    """How a bar is filled: the distance of its lines, and which way they go."""

    EMPTY = ()
    RISING = ("rising", 4.0)
    FALLING = ("falling", 4.0)
    LEVEL = ("level", 3.0)
    UPRIGHT = ("upright", 3.0)
    CROSSED = ("crossed", 5.0)
    DENSE = ("rising", 1.6)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what stands under (or before) it, and how high it is."""

    words: str
    count: int
    hatch: Hatch


def upright(sheet: Sheet, bars: Sequence[Bar], left: float, width: float, height: float) -> None:
    """Draw bars that stand beside each other from the current baseline down; their numbers stand on top."""
    low = sheet.y - height
    most = max((bar.count for bar in bars), default=0) or 1
    step = width / len(bars)
    room = height - 12
    for place, bar in enumerate(bars):
        x, tall = left + place * step + step * 0.18, room * bar.count / most
        _hatched(sheet, x, low, step * 0.64, tall, bar.hatch)
        middle = left + (place + 0.5) * step
        _centred(sheet, middle, low + tall + 3, grouped(bar.count), fonts.BOLD)
        for line, words in enumerate(wrap(bar.words, fonts.REGULAR, _SMALL, step - 4)):
            _centred(sheet, middle, low - 11 - 9.5 * line, words, fonts.REGULAR)
    sheet.operations.append(Rule(left, low, left + width, low, 0.8))
    sheet.y = low - 32


def lying(sheet: Sheet, bars: Sequence[Bar], left: float, width: float, words_width: float) -> None:
    """Draw bars that lie under each other from the current baseline down; their words stand before them."""
    most = max((bar.count for bar in bars), default=0) or 1
    room = width - words_width - 34
    for bar in bars:
        lines = wrap(bar.words, fonts.REGULAR, _SMALL, words_width - 8)
        tall = max(13.0, 9.5 * len(lines))
        for line, words in enumerate(lines):
            sheet.operations.append(Text(left, sheet.y - 9.5 * (line + 1) + 1, words, fonts.REGULAR, _SMALL))
        long = room * bar.count / most
        _hatched(sheet, left + words_width, sheet.y - 10.5, long, 9, bar.hatch)
        x = left + words_width + long + 4
        sheet.operations.append(Text(x, sheet.y - 8.5, grouped(bar.count), fonts.BOLD, _SMALL))
        sheet.down(tall + 2)


def grouped(count: int) -> str:
    """Give a count with Vietnam's dot between thousands."""
    return f"{count:,}".replace(",", ".")


def _centred(sheet: Sheet, middle: float, y: float, words: str, font: str) -> None:
    sheet.operations.append(Text(middle - fonts.width(words, font, _SMALL) / 2, y, words, font, _SMALL))


def _hatched(sheet: Sheet, x: float, y: float, width: float, height: float, hatch: Hatch) -> None:
    """Draw a bar's outline and the lines inside; a bar of nothing is only its ground line."""
    if width <= 0 or height <= 0:
        return
    sheet.operations.append(Box(x, y, width, height, 0.8))
    match hatch.value:
        case (str() as way, float() as gap):
            for one in ("rising", "falling") if way == "crossed" else (way,):
                sheet.operations += _lines(x, y, width, height, one, gap)
        case _:
            return


def _lines(x: float, y: float, width: float, height: float, way: str, gap: float) -> list[Rule]:
    if way == "level":
        return [Rule(x, y + at, x + width, y + at, _LINE) for at in _steps(gap, height)]
    if way == "upright":
        return [Rule(x + at, y, x + at, y + height, _LINE) for at in _steps(gap, width)]
    # Each slanted line runs along u - v = at, cut off at the bar's edges.
    found: list[Rule] = []
    for at in _steps(gap, width + height):
        low, high = max(0.0, at - height), min(width, at)
        ends = [(u, at - u) for u in (low, high)]
        if way == "rising":
            ends = [(width - u, v) for u, v in ends]
        (u1, v1), (u2, v2) = ends
        found.append(Rule(x + u1, y + v1, x + u2, y + v2, _LINE))
    return found


def _steps(gap: float, length: float) -> list[float]:
    return [gap * number for number in range(1, int((length - 0.01) / gap) + 1)]
