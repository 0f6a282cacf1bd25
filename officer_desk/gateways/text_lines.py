# SPDX-License-Identifier: Apache-2.0
"""Where the long lines of letters lie on a picture, and the strips that hold them, straightened, whichever way up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from officer_desk.domain.records import Corners
from officer_desk.gateways.blobs import labelled

Real = NDArray[np.float64]

_LIKELY = 0.3
_SLIM = 5.0
"""Length of a line against its height at the least."""
_LONG = 0.6
"""Lines are looked at that are so long against the longest."""
_MOST = 7
_PARALLEL = 0.14
"""Sine of the angle between two lines of one paper, seen aslant."""
_GROWN = 1.6
"""The model marks the middle of a line; by its area times this over its outline the line is larger all around."""
_ROW = 0.6
"""Two parts are of one row when their middles are no further apart across it, against their height."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of letters: its middle, the direction it runs in, its length and height, in pixels."""

    middle: Real
    way: Real
    length: float
    height: float

    def corners(self, length: float = 1.0, height: float = 1.0) -> Real:
        """Give its corners from where it begins, above, clockwise; larger or smaller by these shares."""
        along = self.way * self.length * length / 2
        down = np.array([-self.way[1], self.way[0]]) * self.height * height / 2
        return np.array([-along - down, along - down, along + down, -along + down]) + self.middle

    def turned(self) -> "TextLine":
        """Give the same line read the other way."""
        return replace(self, way=-self.way)


def find(likely: NDArray[np.float32], size: tuple[int, int]) -> list[TextLine]:
    """Give the long lines of one direction, from above as they are read, on a picture of this size."""
    labels, count = labelled(likely > _LIKELY)
    scale = np.array(size) / np.array(likely.shape[::-1])
    parts = [line for line in (_line(labels == number, scale) for number in range(1, min(count, 80) + 1)) if line]
    if not parts:
        return []
    rows = _rows(parts)
    longest = max(rows, key=lambda row: row.length)
    kept = sorted((row for row in rows if row.length > _LONG * longest.length), key=lambda row: -row.length)[:_MOST]
    return sorted(kept, key=lambda row: _across(row.middle, longest))


def strip(picture: Image.Image, line: TextLine, height: int, margin: float = 1.0) -> Image.Image:
    """Cut a line out of a grey picture, straight, with that many pixels of height."""
    length = 1 + line.height / line.length
    corners = line.corners(length, margin)
    shrink = max(1, int(line.height * margin / height / 1.5))
    part, left, top = _around(picture, corners)
    if shrink > 1:
        part = part.reduce(shrink)
    a, b, c, d = ((corners - (left, top)) / shrink).tolist()
    width = min(2400, max(height, round(line.length * length / (line.height * margin) * height)))
    straight = part.transform(
        (width, height), Image.Transform.QUAD, (*a, *d, *c, *b), Image.Resampling.BICUBIC
    )  # fmt: skip
    return ImageOps.autocontrast(straight, 1)


def around(lines: Sequence[TextLine], size: tuple[int, int]) -> Corners:
    """Give the corners of all lines together, as shares of the picture."""
    first, last = lines[0].corners(), lines[-1].corners()
    points = [(round(float(x) / size[0], 4), round(float(y) / size[1], 4))
              for x, y in (first[0], first[1], last[2], last[3])]  # fmt: skip
    one, two, three, four = points
    return one, two, three, four


def _around(picture: Image.Image, corners: Real) -> tuple[Image.Image, int, int]:
    left, top = (max(0, int(value) - 2) for value in corners.min(axis=0))
    right, bottom = (int(value) + 3 for value in corners.max(axis=0))
    right, bottom = max(left + 4, min(picture.width, right)), max(top + 4, min(picture.height, bottom))
    return picture.crop((left, top, right, bottom)), left, top


def _line(mask: NDArray[np.bool_], scale: Real) -> TextLine | None:
    """Give the line that a part of the mask marks; None where it is no line."""
    rows, columns = np.nonzero(mask)
    if len(rows) < 24:
        return None
    points = (np.stack((columns, rows), axis=1) + 0.5) * scale
    middle = points.mean(axis=0)
    way = np.linalg.eigh(np.cov((points - middle).T))[1][:, 1]
    way = way if (way[0] if abs(way[0]) > 0.7 else way[1]) > 0 else -way
    flat = (points - middle) @ np.array([way, [-way[1], way[0]]]).T
    low, high = flat.min(axis=0), flat.max(axis=0)
    # A line that bends a little, seen from near, is not as high as its ends are apart.
    length, height = float(high[0] - low[0]), len(rows) * float(scale.prod()) / max(1.0, float(high[0] - low[0]))
    if length < _SLIM / 2 * height:
        return None
    grown = _GROWN * length * height / (2 * (length + height))
    centre = middle + way * (low[0] + high[0]) / 2
    return TextLine(centre, way, length + 2 * grown, height + 2 * grown)


def _rows(parts: Sequence[TextLine]) -> list[TextLine]:
    """Join the parts of a line that a reflection or a gap has parted; what runs another way than most is left out."""
    longest = max(parts, key=lambda part: part.length)
    left = sorted((part for part in parts if _sine(part, longest) < _PARALLEL), key=lambda part: -part.length)
    rows: list[TextLine] = []
    while left:
        row = left.pop(0)
        near = [part for part in left if abs(_across(part.middle, row)) < _ROW * row.height / 2
                and 0.6 < part.height / row.height < 1.6]  # fmt: skip
        left = [part for part in left if all(part is not one for one in near)]
        joined = _joined([row, *near])
        if joined.length > _SLIM * joined.height:
            rows.append(joined)
    return rows


def _joined(parts: Sequence[TextLine]) -> TextLine:
    first = parts[0]
    ends = [float((part.middle - first.middle) @ first.way) + part.length / 2 * side
            for part in parts for side in (-1, 1)]  # fmt: skip
    middle = first.middle + first.way * (min(ends) + max(ends)) / 2
    return replace(first, middle=middle, length=max(ends) - min(ends))


def _sine(one: TextLine, other: TextLine) -> float:
    return abs(float(one.way[0] * other.way[1] - one.way[1] * other.way[0]))


def _across(point: Real, line: TextLine) -> float:
    """Say how far below a line a point lies."""
    away = point - line.middle
    return float(-line.way[1] * away[0] + line.way[0] * away[1])
