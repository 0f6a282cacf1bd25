# SPDX-License-Identifier: Apache-2.0
"""Finding a card on the table it lies on: the one large thing with four straight sides that differs from the edge.

Where no such thing is, as on a portrait or a scan that shows nothing but the card, nothing is given.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from officer_desk.domain.records import Corners
from officer_desk.gateways.blobs import Mask, largest

Real = NDArray[np.float64]

_SEARCHED = 256
"""Pixels to which the picture is brought."""
_EDGE = 0.05
"""So much of the picture around it is taken for the table."""
_CUT = 0.08
"""A card that lies along so much of the edge goes on outside the picture; one that only touches it does not."""
_LEAST, _MOST = 0.12, 0.96
"""Of the picture's area."""
_FILLED = (0.93, 1.06)
"""How much of the four-sided figure the thing fills: rounded corners are little, an arm or a shadow is much."""
_SHAPE = (1.25, 1.85)
"""Length against breadth: cards have 1.59, the pages of passports and certificates 1.41; most are seen aslant."""
_STRAIGHT = 0.9
"""So much of the thing's border lies along the four sides, to two pixels; the round corners do not."""
_SIDE = 0.7
"""The middle part of a side that says where it runs: the corners are round."""
_NEAR = 0.06
"""Points so near a side of the upright rectangle around the thing, against its length, belong to that side."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A card on a picture: its corners from top left clockwise, and whether a side of the picture cuts it."""

    corners: Corners
    cut: bool


def find(picture: Image.Image) -> Outline | None:
    """Find the card on an upright picture in colour."""
    shrink = max(picture.size) / _SEARCHED
    size = (max(8, round(picture.width / shrink)), max(8, round(picture.height / shrink)))
    small = picture.resize(size, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(1))
    strange = _strangeness(np.asarray(small, dtype=np.float64))
    mask = _closed(largest(strange > _parting(strange)))
    if not _LEAST < mask.mean() < _MOST:
        return None
    touching = np.concatenate((mask[0], mask[-1], mask[:, 0], mask[:, -1]))
    cut = float(touching.mean()) > _CUT
    border = _border(mask)
    corners = _four_sides(border)
    if corners is None or not _is_card(corners, border, int(mask.sum()), size if cut else None):
        return None
    shares = np.clip(corners / size, 0, 1).round(4).tolist()
    one, two, three, four = ((x, y) for x, y in shares)
    return Outline((one, two, three, four), cut)


def _closed(mask: Mask) -> Mask:
    """Fill what is dark between two ends at which a side of the picture cuts a card."""
    for side in (mask[0], mask[-1], mask[:, 0], mask[:, -1]):
        (cut,) = np.nonzero(side)
        if len(cut) > _CUT * 4 * len(side):
            side[cut[0] : cut[-1]] = True
    return largest(mask)


def _strangeness(colours: Real) -> Real:
    """Say of each pixel how little its colour is that of the picture's edge."""
    deep = max(2, round(_EDGE * min(colours.shape[:2])))
    frame = np.ones(colours.shape[:2], dtype=bool)
    frame[deep:-deep, deep:-deep] = False
    table = colours[frame]
    middle = np.median(table, axis=0)
    spread = np.median(np.abs(table - middle), axis=0) + 4
    return np.sqrt((((colours - middle) / spread) ** 2).sum(axis=2)).clip(0, 40)


def _parting(values: Real) -> float:
    """Give the value that parts two heaps best (Otsu)."""
    counts, bounds = np.histogram(values, 128)
    below = counts.cumsum()
    above = below[-1] - below
    middles = (bounds[:-1] + bounds[1:]) / 2
    sums = (counts * middles).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    return float(bounds[1:][int(np.nan_to_num(apart).argmax())])


def _is_card(corners: Real, border: Real, area: int, cut_by: tuple[int, int] | None) -> bool:
    """Say whether that is a card's shape; of one that the picture cuts, whether the sides that are there are."""
    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    breadth, length = sorted((lengths[0] + lengths[2], lengths[1] + lengths[3]))
    outward = np.stack((-sides[:, 1], sides[:, 0]), axis=1) / lengths[:, None]
    if cut_by is not None:
        border = border[((border > 1) & (border < np.array(cut_by) - 1)).all(axis=1)]
    away = np.abs(((border[:, None] - corners[None]) * outward[None]).sum(axis=2)).min(axis=1)
    return (
        (cut_by is not None or _SHAPE[0] < length / max(breadth, 1) < _SHAPE[1])
        and _FILLED[0] < area / max(_area(corners), 1) < _FILLED[1]
        and float((away < 2).mean()) > _STRAIGHT
    )


def _four_sides(points: Real) -> Real | None:
    """Give the corners of the figure whose sides run along the thing's; None where there are no such sides."""
    middle = points.mean(axis=0)
    way = _turned(points - middle)
    flat = (points - middle) @ way.T
    low, high = flat.min(axis=0), flat.max(axis=0)
    lines: list[tuple[float, float, float]] = []
    for axis, level in ((1, low[1]), (0, high[0]), (1, high[1]), (0, low[0])):
        line = _line(flat, axis, float(level), low, high)
        if line is None:
            return None
        lines.append(line)
    found = [_crossing(lines[side - 1], lines[side]) for side in range(4)]
    corners: Real = np.array(found, dtype=np.float64) @ way + middle
    first = int(corners.sum(axis=1).argmin())
    return corners[(np.arange(4) + first) % 4]


def _border(mask: Mask) -> Real:
    inside = np.pad(mask, 1)
    kept = inside[:-2, 1:-1] & inside[2:, 1:-1] & inside[1:-1, :-2] & inside[1:-1, 2:]
    rows, columns = np.nonzero(mask & ~kept)
    return np.stack((columns, rows), axis=1).astype(np.float64) + 0.5


def _turned(points: Real) -> Real:
    """Give the two axes along which the smallest rectangle around the points lies."""
    best, least = np.eye(2), np.inf
    for degrees in range(-45, 45):
        angle = np.radians(degrees)
        way = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        area = float(np.ptp(points @ way.T, axis=0).prod())
        if area < least:
            best, least = way, area
    return best


def _line(flat: Real, axis: int, level: float, low: Real, high: Real) -> tuple[float, float, float] | None:
    """Fit a side: a, b, c of a·x + b·y = c."""
    along = 1 - axis
    length, across = float((high - low)[along]), float((high - low)[axis])
    far = np.abs(flat[:, along] - (low + high)[along] / 2)
    near = flat[(far < length * _SIDE / 2) & (np.abs(flat[:, axis] - level) < max(across * 2 * _NEAR, 4))]
    if len(near) < length * _SIDE * 0.6:
        return None
    slope, start = (float(value) for value in np.polyfit(near[:, along], near[:, axis], 1))
    return (slope, -1.0, -start) if axis == 1 else (-1.0, slope, -start)


def _crossing(one: tuple[float, float, float], other: tuple[float, float, float]) -> tuple[float, float]:
    (a, b, c), (d, e, f) = one, other
    scale = a * e - b * d
    return (c * e - b * f) / scale, (a * f - c * d) / scale


def _area(corners: Real) -> float:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners.tolist()
    return abs((cx - ax) * (dy - by) - (dx - bx) * (cy - ay)) / 2
