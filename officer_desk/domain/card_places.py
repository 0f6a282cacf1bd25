# SPDX-License-Identifier: Apache-2.0
"""Where on a photographed card a value is printed: the layouts of the two citizen cards, laid over the picture.

The layouts are those of the chip card (2021) and of the card of 2024, in shares of a card of the format ID-1; the
places are generous, because printers differ by a millimetre or two.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from officer_desk.domain.check_sources import FromPictures
from officer_desk.domain.records import Corners, PictureReading, Point
from officer_desk.domain.values import PictureRole

Place = tuple[PictureRole, Corners]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of the card."""

PORTRAIT: Final = "portrait"
"""The name of the printed face among the places."""
_WIDTH, _HEIGHT = 856.0, 540.0
"""ID-1 in tenths of a millimetre: 85,6 × 54 mm."""


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    return left / _WIDTH, top / _HEIGHT, right / _WIDTH, bottom / _HEIGHT


_FRONT: Final = {
    PORTRAIT: _box(40, 168, 234, 430),
    "id_number": _box(250, 164, 740, 236),
    "full_name": _box(250, 222, 836, 304),
    "date_of_birth": _box(250, 294, 700, 340),
    "sex": _box(250, 326, 520, 368),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the code (without the white around it) and the values are printed on one side of a card."""

    code: Box
    values: Mapping[str, Box]


CHIP_FRONT: Final = Layout(
    _box(680, 30, 828, 178),
    {**_FRONT, "address": _box(250, 426, 836, 526), "expires_on": _box(30, 432, 240, 510)},
)
NEW_FRONT: Final = Layout(_box(0, 0, 0, 0), _FRONT)
"""The card of 2024 has its code on the back."""
NEW_BACK: Final = Layout(
    _box(644, 34, 810, 200),
    {
        "address": _box(48, 40, 600, 126),
        "issued_on": _box(48, 194, 440, 224),
        "expires_on": _box(48, 226, 440, 258),
    },
)


def places(readings: Mapping[PictureRole, PictureReading], seen: FromPictures) -> dict[str, Place]:
    """Say where the values stand on the pictures of a citizen card whose code was read, and where its face is."""
    role, code = seen.code_role, seen.code
    if role is None or code is None or seen.card is None or not seen.card.id_number:
        return {}
    known = CHIP_FRONT if role is PictureRole.IDENTITY_FRONT else NEW_BACK
    card = _turned(known, readings[role].card, code.corners) or card_of(known, code.corners)
    found = {} if card is None else _on(role, known, card)
    front = readings.get(PictureRole.IDENTITY_FRONT)
    if known is NEW_BACK and front is not None and front.card is not None:
        # Its front has no code: it is taken to stand upright, as most pictures do.
        found |= _on(PictureRole.IDENTITY_FRONT, NEW_FRONT, front.card)
    return found


def _on(role: PictureRole, layout: Layout, card: Corners) -> dict[str, Place]:
    """Lay all places over the card; what is cut off is not on the picture."""
    found = {name: on_card(box, card) for name, box in layout.values.items()}
    return {name: (role, place) for name, place in found.items() if all(0 <= x <= 1 and 0 <= y <= 1 for x, y in place)}


def _turned(layout: Layout, card: Corners | None, code: Corners) -> Corners | None:
    """Name the card's corners as the card itself has them: its code tells which is its top left."""
    if card is None:
        return None
    a, b, c, d = card
    middle = _middle(code)
    turned = ((a, b, c, d), (b, c, d, a), (c, d, a, b), (d, a, b, c))
    return min(turned, key=lambda corners: math.dist(_middle(on_card(layout.code, corners)), middle))


def _middle(corners: Corners) -> Point:
    return sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4


def on_card(box: Box, card: Corners) -> Corners:
    """Lay a place of the card's layout over a picture on which the card has these corners (top left, clockwise)."""
    left, top, right, bottom = box
    whole = _Plane(card)
    return whole(left, top), whole(right, top), whole(right, bottom), whole(left, bottom)


def card_of(layout: Layout, code: Corners) -> Corners | None:
    """Guess where the card lies from where its code was found; None when that cannot be."""
    left, top, right, bottom = layout.code
    width, height = right - left, bottom - top
    if not width or not _area(code):
        return None
    plane = _Plane(code)
    corners = [((x - left) / width, (y - top) / height) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
    try:
        a, b, c, d = (plane(x, y) for x, y in corners)
    except ZeroDivisionError:
        return None
    return a, b, c, d


def _area(corners: Corners) -> float:
    """Twice the area of a triangle of them."""
    (x0, y0), (x1, y1), _, (x3, y3) = corners
    return (x1 - x0) * (y3 - y0) - (x3 - x0) * (y1 - y0)


class _Plane:
    """Maps the unit square to four corners as a camera sees a flat card (Heckbert 1989, the closed form)."""

    def __init__(self, corners: Corners) -> None:
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
        dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
        dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
        det = dx1 * dy2 - dx2 * dy1
        g = (sx * dy2 - dx2 * sy) / det if det else 0.0
        h = (dx1 * sy - sx * dy1) / det if det else 0.0
        self._x = (x1 - x0 + g * x1, x3 - x0 + h * x3, x0)
        self._y = (y1 - y0 + g * y1, y3 - y0 + h * y3, y0)
        self._w = (g, h)

    def __call__(self, u: float, v: float) -> Point:
        w = self._w[0] * u + self._w[1] * v + 1
        return (self._x[0] * u + self._x[1] * v + self._x[2]) / w, (self._y[0] * u + self._y[1] * v + self._y[2]) / w
