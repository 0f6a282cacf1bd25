# SPDX-License-Identifier: Apache-2.0
"""Finding the QR codes on a photographed card, whichever way it lies, blurred, dark, reflecting or small.

The whole picture is looked at once as it is. Where that shows nothing, the parts with the densest pattern are looked
at enlarged, sharpened, smoothed, and with the blur of a lens computed away; each of these reads pictures that the
others do not (docs/card-reading.md has the figures). A code is read or not: error correction sees to it that nothing
else comes out, and what was not read is not guessed.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

from officer_desk.domain.records import CardCode, Corners, Point
from officer_desk.gateways.refocusing import refocused

Real = NDArray[np.float64]

_QR = zxingcpp.barcode_formats_from_str("QRCode")
_SEARCHED = 480
"""Pixels to which a picture is brought for looking where its pattern is densest."""
_AROUND = 0.05
"""Half the side of a square that is dense all over where a code lies, against the picture's longer side."""
_PART = 0.3
"""Side of the parts that are looked at, against the picture's longer side."""
_LARGE = 400
"""Pixels to which larger parts are brought."""
_SPARSE = 2.0
"""From parts that are so much larger on, their middle is looked at as it is too: a code may be a small thing there."""
_PARTS = 3
_LEAST_DENSE = 0.13
"""Codes that can be read have 0.19 and more, small print up to 0.3, faces mostly less than 0.13."""
_SECONDS = 0.4
"""Of the processor, after which no further look is begun."""


_UNUSED = 0.5
"""Of a code's error correction, when its bytes are in no alphabet that cards use."""


@dataclass(frozen=True, slots=True)
class FoundCodes:
    """What was read, and how large the modules of a code are that was seen and could not be read."""

    codes: tuple[CardCode, ...] = ()
    unread: float | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """A part of the picture, made easier to read: a point x of it is `left + x / scale` on the picture."""

    image: Image.Image
    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0


def find(picture: Image.Image) -> FoundCodes:
    """Give the codes on an upright grey picture."""
    begun = time.process_time()
    codes, unread = _read(_Look(picture), picture.size)
    if codes:
        return FoundCodes(codes)
    for look in _looks(picture):
        codes, seen = _read(look, picture.size)
        if codes:
            return FoundCodes(codes)
        unread = seen or unread
        if time.process_time() - begun > _SECONDS:
            break
    return FoundCodes((), unread)


def _looks(picture: Image.Image) -> Iterator[_Look]:
    """Look at the densest part in all ways, then at the next ones in the ways that are worth it."""
    middles = _dense(picture)
    for rank, middle in enumerate(middles):
        for close, part in enumerate(_parts(picture, middle)):
            for improved in _WAYS if rank == close == 0 else _WAYS[:2]:
                yield _with(part, improved(part.image))


def _parts(picture: Image.Image, middle: Point) -> Iterator[_Look]:
    longer = max(picture.size)
    whole = _cut(picture, middle, longer * _PART)
    shrink = max(whole.image.size) / _LARGE
    if shrink > 1.25:
        size = (round(whole.image.width / shrink), round(whole.image.height / shrink))
        yield _with(whole, whole.image.resize(size, Image.Resampling.BOX))
    else:
        yield whole
    if shrink > _SPARSE:
        yield _cut(picture, middle, _LARGE)


def _cut(picture: Image.Image, middle: Point, side: float) -> _Look:
    left, top = (max(0, round(at - side / 2)) for at in middle)
    right, bottom = (min(most, round(at + side / 2)) for at, most in zip(middle, picture.size, strict=True))
    return _Look(picture.crop((left, top, right, bottom)), left, top)


def _with(part: _Look, image: Image.Image) -> _Look:
    """Give the same part as another image of it, larger or smaller."""
    return replace(part, image=image, scale=part.scale * image.width / part.image.width)


def _dense(picture: Image.Image) -> list[Point]:
    """Give the middles of the parts where it is light and dark in turns both across and down, the densest first."""
    shrink = max(picture.size) / _SEARCHED
    size = (max(2, round(picture.width / shrink)), max(2, round(picture.height / shrink)))
    small = picture.resize(size, Image.Resampling.BOX if shrink > 1 else Image.Resampling.BICUBIC)
    tones = np.log(np.asarray(small, dtype=np.float64) + 8)
    across, down = (np.abs(np.diff(tones, axis=axis, prepend=tones.take([0], axis))) for axis in (1, 0))
    around = round(_SEARCHED * _AROUND)
    dense = np.minimum(blurred(across, around), blurred(down, around))
    found: list[Point] = []
    for _ in range(_PARTS):
        row, column = (int(at) for at in np.unravel_index(int(dense.argmax()), dense.shape))
        if dense[row, column] < _LEAST_DENSE:
            break
        found.append((column * shrink, row * shrink))
        dense[max(0, row - 2 * around) : row + 2 * around, max(0, column - 2 * around) : column + 2 * around] = -1
    return found


def blurred(values: Real, around: int) -> Real:
    """Give the mean within a square around each pixel."""
    padded = np.pad(values, around, mode="edge")
    sums = np.pad(padded.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    side = 2 * around + 1
    return (sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]) / side**2


def _larger(image: Image.Image, times: int) -> Image.Image:
    return image.resize((image.width * times, image.height * times), Image.Resampling.BICUBIC)


def _smooth(image: Image.Image) -> Image.Image:
    return ImageOps.autocontrast(_larger(image, 2), 1).filter(ImageFilter.MedianFilter(3))


def _softer(image: Image.Image) -> Image.Image:
    return ImageOps.autocontrast(_larger(image.filter(ImageFilter.GaussianBlur(1)), 2), 1)


def _focused(radius: float) -> Callable[[Image.Image], Image.Image]:
    return lambda image: _larger(refocused(image, radius), 3)


_WAYS: tuple[Callable[[Image.Image], Image.Image], ...] = (
    lambda image: _larger(image, 2),
    _focused(2.0),
    _softer,
    _focused(1.2),
    _focused(3.2),
    lambda image: _larger(image, 3),
    _smooth,
    _focused(2.6),
)
"""The ways of looking at a part, in the order in which they pay."""


def _read(look: _Look, size: tuple[int, int]) -> tuple[tuple[CardCode, ...], float | None]:
    codes: list[CardCode] = []
    unread = None
    if min(look.image.size) < 8:
        return (), None
    for code in zxingcpp.read_barcodes(look.image, formats=_QR, try_invert=False, return_errors=True):
        at = code.position
        points = [(look.left + p.x / look.scale, look.top + p.y / look.scale)
                  for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]  # fmt: skip
        module = _module(code, points)
        if code.valid and _is_sure(code):
            codes.append(CardCode(_text(code), _fractions(points, size), round(module, 2)))
        elif module > 0:
            unread = module
    return tuple(codes), unread


def _is_sure(code: Any) -> bool:
    """Say whether a text stands there, and not what error correction made of a code that is half destroyed.

    That happens to a few of a million such codes. It leaves no correction unused, and bytes that are no UTF-8.
    """
    try:
        cast("bytes", code.bytes).decode("utf-8")
    except UnicodeDecodeError:
        told = cast("dict[str, object] | None", code.extra) or {}
        return float(cast("float", told.get("UEC", 0.0))) >= _UNUSED
    return True


def _text(code: Any) -> str:
    """Give what stands in a code: cards hold UTF-8, and say nothing of it, so that a decoder has to guess."""
    try:
        return cast("bytes", code.bytes).decode("utf-8")
    except UnicodeDecodeError:
        return cast("str", code.text)


def _module(code: Any, points: list[Point]) -> float:
    """Give the side of a module in pixels of the picture; 0 where the code's version is not known."""
    told = cast("dict[str, object] | None", code.extra) or {}
    version = str(told.get("Version", ""))
    if not version.isdecimal():
        return 0.0
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    area = abs((cx - ax) * (dy - by) - (dx - bx) * (cy - ay)) / 2
    return area**0.5 / (17 + 4 * int(version))


def _fractions(points: list[Point], size: tuple[int, int]) -> Corners:
    one, two, three, four = ((round(x / size[0], 4), round(y / size[1], 4)) for x, y in points)
    return one, two, three, four
