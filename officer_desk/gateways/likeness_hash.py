# SPDX-License-Identifier: Apache-2.0
"""What a picture looks like, in few bytes that stay nearly the same when it is scaled, turned or encoded anew.

First a perceptual hash of 64 bits, by which pictures that may be the same are found: the picture is brought to 32 × 32
grey points, and the signs (against their median) of the 64 lowest waves of its cosine transform are the bits, without
those waves that are constant in one direction. Then a sketch of 16 × 16 grey points, by which it is made sure:
portraits of two people before one wall have the same hash now and then.
"""

from itertools import pairwise
from math import cos, pi
from statistics import median

from PIL import Image

HASH = 16
"""Hex digits of the hash; those of the sketch follow."""
_SIDE, _SKETCH, _WAVES = 32, 16, 8
_FAINT = 12.0
"""Where no wave is stronger, there is nothing to be seen: a white page is not like another one."""
_COSINES = [[cos(pi * (2 * x + 1) * wave / (2 * _SIDE)) for x in range(_SIDE)] for wave in range(1, _WAVES + 1)]


def likeness_of(image: Image.Image, turn: Image.Transpose | None = None) -> str:
    """Give hash and sketch of a picture that is upright after `turn`, in hex; "" where there is nothing to see."""
    colours = image if image.mode in {"RGB", "L"} else image.convert("RGB")
    small = colours.resize((_SIDE, _SIDE), Image.Resampling.BOX).convert("L")
    if turn is not None:
        small = small.transpose(turn)
    data = small.tobytes()
    rows = [data[start:end] for start, end in pairwise(range(0, len(data) + 1, _SIDE))]
    across = [[_wave(row, cosines) for row in rows] for cosines in _COSINES]
    waves = [_wave(column, cosines) for cosines in _COSINES for column in across]
    if max(map(abs, waves)) < _FAINT * _SIDE:
        return ""
    middle = median(waves)
    bits = sum((wave > middle) << place for place, wave in enumerate(reversed(waves)))
    return f"{bits:016x}" + small.resize((_SKETCH, _SKETCH), Image.Resampling.BOX).tobytes().hex()


def _wave(values: "bytes | list[float]", cosines: list[float]) -> float:
    return sum(value * cosine for value, cosine in zip(values, cosines, strict=True))
