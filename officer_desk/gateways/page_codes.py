# SPDX-License-Identifier: Apache-2.0
"""Finding the form's QR code on a scanned page, however it was laid on the glass and whatever was written over it.

Cheap looks at the whole page come first. Then the corners in which the code of a form can lie are looked at as large
as a scan of 300 dpi shows them, with ink that is lighter or thinner than the code's modules taken away.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from officer_desk.domain.codes import FORM_CODE
from officer_desk.gateways.code_repair import redrawn

Grey = NDArray[np.uint8]
Point = tuple[float, float]

_CORNER = 0.36
"""Side of the squares in the corners, against the page's shorter side: the code with a finger's breadth around it."""
_FULL = 890
"""Pixels of such a square in a scan of 300 dpi."""
_MODULE = 0.0119
"""Side of a module against that of such a square: the code is 26 mm wide, the page 210."""
_LARGE = 2600
"""A page with a longer side is looked at in half its size first."""
_LEVELS = (0.35, 0.2, 0.5)
"""Between the darkest and the ground: a pen's ink is lighter than print."""
_STROKES = (5, 7)
"""Breadths in pixels at 300 dpi below which dark lines are taken away; a module has ten."""
_QR = zxingcpp.barcode_formats_from_str("QRCode")
_TO_ONE_SIDE = zxingcpp.Binarizer.BoolCast


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A QR code: its text, and its corners on the page in the order top left, top right, bottom right, bottom left."""

    text: str
    corners: tuple[Point, Point, Point, Point]

    def scaled(self, scale: float) -> "FoundCode":
        """Give the same code on the same page in another size."""
        a, b, c, d = ((x * scale, y * scale) for x, y in self.corners)
        return FoundCode(self.text, (a, b, c, d))


@dataclass(frozen=True, slots=True)
class _Look:
    """A part of the page, made easier to read."""

    pixels: Grey
    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0
    two_levels: bool = False


def find(page: Image.Image, inkless: Callable[[], Image.Image | None] = lambda: None) -> tuple[FoundCode, ...]:
    """Give the QR codes on a grey page, each text once; it is looked at until one of a form is among them.

    `inkless` gives the page without coloured ink (stamps, blue pens), where it was scanned in colour.
    """
    found: dict[str, FoundCode] = {}
    for codes in _readings(page, inkless):
        for code in codes:
            found.setdefault(code.text, code)
        if any(text.startswith(FORM_CODE) for text in found):
            break
    return tuple(found.values())


def _readings(page: Image.Image, inkless: Callable[[], Image.Image | None]) -> Iterator[Iterable[FoundCode]]:
    """Look at the page in one way after the other, the cheapest first; give what each shows."""
    yield from map(_read, _whole(page))
    clear = inkless()
    if clear is not None:
        yield from map(_read, _whole(clear))
    for sheet in (page,) if clear is None else (clear, page):
        likely, unlikely = _corners(sheet)
        for corner in likely:
            yield from map(_read, _thorough(corner))
            yield _repaired(corner)
        for corner in unlikely:
            yield from map(_read, (corner, *_by_levels(corner, _LEVELS[:1])))


def _whole(page: Image.Image) -> Iterator[_Look]:
    large = max(page.size) > _LARGE
    if large:
        yield _Look(_pixels(page.reduce(2)), scale=0.5)
        yield _Look(_pixels(page))
    else:
        yield _Look(_pixels(page))
        double = (page.width * 2, page.height * 2)
        yield _Look(_pixels(page.resize(double, Image.Resampling.BICUBIC)), scale=2.0)
    smaller, scale = (page.reduce(2), 0.5) if large else (page, 1.0)
    yield _Look(_pixels(smaller.filter(ImageFilter.GaussianBlur(1))), scale=scale)


def _corners(page: Image.Image) -> tuple[list[_Look], list[_Look]]:
    """Give the corners where the code lies on a page that is upright, upside down or turned; then the other two."""
    side = max(1, int(min(page.size) * _CORNER))
    right, bottom = page.width - side, page.height - side
    upright, turned = [(0, bottom), (right, 0)], [(0, 0), (right, bottom)]
    both = (upright, turned) if page.height >= page.width else (turned, upright)
    first, second = ([_corner(page, left, top, side) for left, top in places] for places in both)
    return first, second


def _corner(page: Image.Image, left: int, top: int, side: int) -> _Look:
    part = page.crop((left, top, left + side, top + side))
    scale = max(1, round(_FULL / side))
    if scale > 1:
        part = part.resize((side * scale, side * scale), Image.Resampling.BICUBIC)
    return _Look(_pixels(part), left, top, scale)


def _thorough(corner: _Look) -> Iterator[_Look]:
    yield corner
    yield from _by_levels(corner, _LEVELS)
    for breadth in _STROKES:
        yield _with(corner, _opened(corner.pixels, breadth))
    smooth = Image.fromarray(corner.pixels).filter(ImageFilter.GaussianBlur(2.5))
    yield _with(corner, _pixels(smooth))


def _by_levels(look: _Look, levels: tuple[float, ...]) -> Iterator[_Look]:
    dark, ground = (float(value) for value in np.quantile(look.pixels[::4, ::4], (0.01, 0.7)))
    for level in levels:
        light = look.pixels > dark + (ground - dark) * level
        yield _with(look, light.astype(np.uint8) * np.uint8(255), two_levels=True)


def _with(look: _Look, pixels: Grey, *, two_levels: bool = False) -> _Look:
    return _Look(pixels, look.left, look.top, look.scale, two_levels)


def _opened(pixels: Grey, breadth: int) -> Grey:
    """Take dark lines away that are thinner than this: first the light parts grow, then they shrink again."""
    return 255 - _grown(255 - _grown(pixels, breadth), breadth)


def _grown(pixels: Grey, breadth: int) -> Grey:
    """Give each pixel the lightest value within a square around it."""
    half = breadth // 2
    padded = np.pad(pixels, half, mode="edge")
    rows, columns = pixels.shape
    tall = padded[:rows].copy()
    for step in range(1, breadth):
        np.maximum(tall, padded[step : step + rows], out=tall)
    wide = tall[:, :columns].copy()
    for step in range(1, breadth):
        np.maximum(wide, tall[:, step : step + columns], out=wide)
    return wide


def _read(look: _Look) -> Iterator[FoundCode]:
    options: dict[str, Any] = {"binarizer": _TO_ONE_SIDE} if look.two_levels else {}
    for code in zxingcpp.read_barcodes(look.pixels, formats=_QR, try_invert=False, **options):
        at = code.position
        points = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        a, b, c, d = ((look.left + point.x / look.scale, look.top + point.y / look.scale) for point in points)
        yield FoundCode(code.text, (a, b, c, d))


def _repaired(corner: _Look) -> Iterator[FoundCode]:
    """Read a code that something was written across, module by module."""
    cleaned = tuple(_opened(corner.pixels, breadth) for breadth in _STROKES[:2])
    for symbol in redrawn(corner.pixels, cleaned, corner.pixels.shape[0] * _MODULE):
        for code in zxingcpp.read_barcodes(symbol.pixels, formats=_QR, try_invert=False):
            a, b, c, d = (
                (corner.left + float(x) / corner.scale, corner.top + float(y) / corner.scale)
                for x, y in symbol.corners()
            )
            yield FoundCode(code.text, (a, b, c, d))
            return


def _pixels(image: Image.Image) -> Grey:
    return np.asarray(image, dtype=np.uint8)
