# SPDX-License-Identifier: Apache-2.0
"""Reading a form's code that a signature or a stamp runs across, by what every one of them has in common.

Two of its three corner marks are enough to know where each module lies; the modules are then looked at one by one,
and all that never changes (marks, the lines between them, the white around) is drawn anew for the decoder.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Real = NDArray[np.float64]

MODULES = 29
"""On a side: version 3, as the form's text needs it. Longer numbers have more, and no repair."""
_SPAN = MODULES - 7
"""From the middle of a corner mark to that of the next."""
_SIZE = 448
"""Pixels to which a part of the page is brought for looking for the marks."""
_PEAKS, _GUESSES = 10, 3
_LIKE = 1.2
"""What three marks are worth at the least; drawn over or not, those of a code are worth two, text half of one."""
_BOUNDS = (0.9, 1.1)
"""How far the distance of two marks may be from what it should be."""
_MIDDLE = 0.22
"""Part of a module around its middle that is looked at."""
_LEVELS = (0.4, 0.25, 0.55)
_POINTS, _QUIET = 6, 4
"""Pixels of a module as it is drawn anew, and modules of white around."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """The code drawn anew, and where it lay: the middles of its marks top left, top right and bottom left."""

    pixels: Grey
    top_left: Real
    top_right: Real
    bottom_left: Real

    def corners(self) -> tuple[Real, Real, Real, Real]:
        """Give its outer corners: top left, top right, bottom right, bottom left."""
        across, down = (self.top_right - self.top_left) / _SPAN, (self.bottom_left - self.top_left) / _SPAN
        start = self.top_left - 3.5 * (across + down)
        return (
            start,
            start + MODULES * across,
            start + MODULES * (across + down),
            start + MODULES * down,
        )


def redrawn(pixels: Grey, cleaned: tuple[Grey, ...], module: float) -> Iterator[Symbol]:
    """Give what the code in a part of the page may be; `module` says about how many pixels a module has there.

    `cleaned` are the same part with thin lines taken away: modules are looked at in these too.
    """
    shrink = max(pixels.shape) / _SIZE
    guesses = _guesses(_shrunk(pixels, shrink), module / shrink)
    reach = max(1, int(module * _MIDDLE))
    lights = [_blurred(source.astype(np.float64), reach) for source in (pixels, *cleaned)] if guesses else []
    for marks in guesses:
        top_left, top_right, bottom_left = (mark * shrink for mark in marks)
        for light in lights:
            values = _sampled(light, top_left, top_right, bottom_left)
            dark, ground = (float(value) for value in np.quantile(values, (0.1, 0.85)))
            for level in _LEVELS:
                drawn = _drawn(values < dark + (ground - dark) * level)
                yield Symbol(drawn, top_left, top_right, bottom_left)


def _shrunk(pixels: Grey, shrink: float) -> Real:
    rows = (np.arange(int(pixels.shape[0] / shrink)) * shrink + shrink / 2).astype(int)
    columns = (np.arange(int(pixels.shape[1] / shrink)) * shrink + shrink / 2).astype(int)
    return _blurred(pixels.astype(np.float64), max(1, int(shrink)))[np.ix_(rows, columns)]


def _blurred(values: Real, around: int) -> Real:
    """Give the mean within a square around each pixel."""
    padded = np.pad(values, around, mode="edge")
    sums = np.pad(padded.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    side = 2 * around + 1
    return (sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]) / side**2


def _guesses(small: Real, module: float) -> list[tuple[Real, Real, Real]]:
    """Give where the three marks may lie, the likeliest first."""
    likeness = _likeness(small, module)
    peaks = _peaks(likeness, module)
    found: list[tuple[float, tuple[Real, Real, Real]]] = []
    for one in peaks:
        for other in peaks:
            found += [(_worth(likeness, marks), marks) for marks in _triples(one, other, module)]
    likely = sorted((guess for guess in found if guess[0] > _LIKE), key=lambda guess: -guess[0])
    return [marks for _, marks in likely[:_GUESSES]]


def _likeness(small: Real, module: float) -> Real:
    """Say of each point how much its surroundings look like a corner mark."""
    tone = np.sign(small - _blurred(small, round(6 * module)) * 0.85)
    half = int(4.5 * module)
    steps = np.abs(np.arange(-half, half + 1)) / module
    ring = np.maximum(steps[:, None], steps[None, :])
    mark = np.where((ring < 1.5) | ((ring >= 2.5) & (ring < 3.5)), -1.0, 1.0)
    mark -= mark.mean()
    shape = (small.shape[0] + 2 * half, small.shape[1] + 2 * half)
    spectrum = np.fft.rfft2(tone, shape) * np.fft.rfft2(mark, shape)
    full = np.fft.irfft2(spectrum, shape)
    return full[half : half + small.shape[0], half : half + small.shape[1]] / np.abs(mark).sum()


def _peaks(likeness: Real, module: float) -> list[Real]:
    left, around = likeness.copy(), int(3 * module)
    found: list[Real] = []
    for _ in range(_PEAKS):
        row, column = np.unravel_index(int(left.argmax()), left.shape)
        found.append(np.array([float(column), float(row)]))
        left[max(0, row - around) : row + around + 1, max(0, column - around) : column + around + 1] = -9
    return found


def _triples(one: Real, other: Real, module: float) -> Iterator[tuple[Real, Real, Real]]:
    """Complete two marks to three, in each way in which their distance allows it."""
    way = other - one
    distance = float(np.hypot(way[0], way[1])) / (_SPAN * module)
    aside = np.array([-way[1], way[0]])
    if _BOUNDS[0] < distance < _BOUNDS[1]:
        yield one, other, one + aside
        yield one, one - aside, other
    elif _BOUNDS[0] < distance / 2**0.5 < _BOUNDS[1]:
        # From top right to bottom left; the top left mark is the one that is missing.
        yield (one + other) / 2 + aside / 2, one, other


def _worth(likeness: Real, marks: tuple[Real, Real, Real]) -> float:
    total = 0.0
    for column, row in marks:
        if not (0 <= row < likeness.shape[0] and 0 <= column < likeness.shape[1]):
            return -9.0
        total += float(likeness[int(row), int(column)])
    return total


def _sampled(light: Real, top_left: Real, top_right: Real, bottom_left: Real) -> Real:
    """Give how light each module is in its middle."""
    across, down = (top_right - top_left) / _SPAN, (bottom_left - top_left) / _SPAN
    steps = np.arange(MODULES) - 3
    places = top_left + steps[None, :, None] * across + steps[:, None, None] * down
    columns = np.clip(np.rint(places[..., 0]).astype(int), 0, light.shape[1] - 1)
    rows = np.clip(np.rint(places[..., 1]).astype(int), 0, light.shape[0] - 1)
    return light[rows, columns]


def _drawn(dark: NDArray[np.bool_]) -> Grey:
    """Draw the modules, and over them what every code of this size has."""
    known, pattern = _PATTERN
    modules = np.where(known, pattern, dark)
    whole = np.pad(modules, _QUIET)
    return np.where(np.kron(whole, np.ones((_POINTS, _POINTS), dtype=bool)), 0, 255).astype(np.uint8)


def _pattern() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say which modules never change, and which of them are dark."""
    rows, columns = np.indices((MODULES, MODULES))
    known, dark = (np.zeros((MODULES, MODULES), dtype=bool) for _ in range(2))
    for line, along in ((rows, columns), (columns, rows)):
        timing = (line == 6) & (along > 7) & (along < MODULES - 8)
        known |= timing
        dark |= timing & (along % 2 == 0)
    for row, column in ((3, 3), (3, MODULES - 4), (MODULES - 4, 3)):
        ring = np.maximum(np.abs(rows - row), np.abs(columns - column))
        known |= ring <= 4
        dark |= (ring <= 1) | (ring == 3)
    ring = np.maximum(np.abs(rows - (MODULES - 7)), np.abs(columns - (MODULES - 7)))
    known |= ring <= 2
    dark |= (ring == 0) | (ring == 2)
    known[MODULES - 8, 8] = dark[MODULES - 8, 8] = True
    return known, dark


_PATTERN = _pattern()
