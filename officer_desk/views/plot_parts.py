# SPDX-License-Identifier: Apache-2.0
"""What a plot is told and what it gives: known to screens, which know nothing of the library that draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Look:
    """How a plot is to look: size in logical pixels, pixels of the screen for each, colours by token, fonts."""

    width: int
    height: int
    ratio: float
    colors: Mapping[str, str]
    fonts: Path


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a number stands, in logical pixels: its place in the plot, and of which series it is."""

    left: float
    top: float
    width: float
    height: float
    place: int
    series: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture in RGBA, and where the numbers stand in it."""

    width: int
    height: int
    ratio: float
    pixels: bytes
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Ages:
    """How many files have waited for how many days; the words are those of the key."""

    counts: tuple[int, ...]
    words: tuple[str, str, str]
    """In time, from day 8, last day and overdue."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """What came and what was decided on each day."""

    days: tuple[date, ...]
    series: tuple[tuple[int, ...], tuple[int, ...]]
    words: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reasons:
    """How often which reason was given."""

    words: tuple[str, ...]
    counts: tuple[int, ...]


Plot = Ages | Weeks | Reasons
