# SPDX-License-Identifier: Apache-2.0
"""Turning a scanned page upright: a quarter turn, or upside down, and the last few degrees, from its code's corners."""

import math

import numpy as np
from PIL import Image, ImageFilter

from officer_desk.gateways.page_codes import FoundCode

_LEAST = 0.1
"""Degrees below which a page is straight."""
_REACH, _STEP = 0.8, 0.1
"""Degrees around the angle of the code in which its lines of text say the rest."""
_DARK, _AROUND = 0.7, 12
"""Ink is by so much darker than what lies within so many pixels: a shadow is not."""
_TURNS = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}


def straighten(page: Image.Image, code: FoundCode) -> Image.Image:
    """Give the page upright; what its corners hold is kept, the new corners are white."""
    angle = angle_of(code)
    quarters = round(angle / 90)
    turn = _TURNS.get(quarters % 4)
    upright = page if turn is None else page.transpose(turn)
    rest = _by_text(upright, angle - 90 * quarters)
    if abs(rest) < _LEAST:
        return upright
    return upright.rotate(rest, Image.Resampling.BILINEAR, expand=True, fillcolor=255)


def angle_of(code: FoundCode) -> float:
    """Say by how many degrees (clockwise on the page) the code's upper and lower edge are turned."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = code.corners
    return math.degrees(math.atan2(by - ay + cy - dy, bx - ax + cx - dx))


def _by_text(page: Image.Image, angle: float) -> float:
    """Refine an angle by the lines of text: at the right one the rows are either full of ink or empty."""
    small = page.reduce(max(1, max(page.size) // 1200))
    ground = np.asarray(small.filter(ImageFilter.BoxBlur(_AROUND)), dtype=np.float32)
    rows, columns = np.nonzero(np.asarray(small) < ground * _DARK)
    if len(rows) < 500:
        return angle
    tried = angle + np.arange(-_REACH, _REACH + _STEP / 2, _STEP)
    return float(max(tried, key=lambda degrees: _sharpness(rows, columns, math.radians(degrees))))


def _sharpness(rows: np.ndarray, columns: np.ndarray, angle: float) -> float:
    heights = rows * math.cos(angle) - columns * math.sin(angle)
    counted = np.bincount((heights - heights.min()).astype(np.int64))
    return float(np.square(counted.astype(np.float64)).sum())
