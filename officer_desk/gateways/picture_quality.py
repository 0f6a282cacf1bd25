# SPDX-License-Identifier: Apache-2.0
"""What may make a photographed card or portrait hard to read, by measure: hints for the officer, never verdicts.

Each threshold says below or above which measure a hint is given; they were set by the project's drawn papers and
faces, photographed well and badly, and stand with what they part in docs/card-reading.md.
"""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from officer_desk.domain.records import Corners, PictureHint
from officer_desk.gateways.blobs import Mask, labelled, largest
from officer_desk.gateways.card_outline import Outline

Real = NDArray[np.float64]

BLUR, BLUR_OF_FACES = 0.33, 0.5
"""Of the finest changes of tone on a card, what stays when it is blurred once more: of a sharp picture little, of a
blurred one most. Faces and plain grounds have softer edges than print."""
DARK = 96.0
"""The brightest twentieth of the card (of the picture, where no card is seen) reaches this of 255 at the least."""
GLARE = 0.006
"""Share of the card that a white spot may take; more is told when it has no drawing in it and fades out softly."""
TILT = 8.0
"""Degrees by which a card may lie askew, or its opposite sides run together."""
SMALL_MODULE = 3.0
"""Pixels that a module of a QR code should have."""
_CARD = 1.5
"""Cards are so much longer than broad and lie on their longer side; certificates are not, and stand."""
_COMPARED = 800
"""Pixels of the longer side at which blur is looked at: that of the screen."""
_WHITE = 244
_FADING = 205
"""A reflection is still so bright two steps outside; paper that was lit too much ends at print or at its edge."""
_HOLES = 1.05


def hints(
    picture: Image.Image, card: Outline | None, turn: float | None, module: float | None
) -> tuple[PictureHint, ...]:
    """Give the hints on an upright picture in colour, with the angle and the module of a code that was seen on it."""
    shown = _card_part(picture, card)
    found = [
        *_blur(shown, BLUR_OF_FACES if card is None else BLUR),
        *_dark(shown),
        *_glare(shown),
        *([PictureHint("cut-off", 1.0)] if card is not None and card.cut else []),
        *_lying(picture, card, turn),
        *([PictureHint("small-code", round(module, 1))] if module is not None and module < SMALL_MODULE else []),
    ]
    return tuple(found)


def _card_part(picture: Image.Image, card: Outline | None) -> Image.Image:
    """Give the card, or the whole picture where none is seen, as large as it is compared."""
    if card is None:
        part = picture.copy()
    else:
        across = [x * picture.width for x, _ in card.corners]
        down = [y * picture.height for _, y in card.corners]
        part = picture.crop((round(min(across)), round(min(down)), round(max(across)), round(max(down))))
    part.thumbnail((_COMPARED, _COMPARED), Image.Resampling.BOX, reducing_gap=2.0)
    return part


def _blur(shown: Image.Image, most: float) -> Iterator[PictureHint]:
    amount = blur_of(shown)
    if amount > most:
        yield PictureHint("blur", round(amount, 2))


def blur_of(shown: Image.Image) -> float:
    """Measure blur: by how little a further blur lessens the changes from pixel to pixel (Crété's measure)."""
    tones = np.asarray(shown.convert("L"), dtype=np.float64)
    left = 0.0
    for axis in (0, 1):
        smooth = _smoothed(tones, axis)
        sharp_steps, smooth_steps = np.abs(np.diff(tones, axis=axis)), np.abs(np.diff(smooth, axis=axis))
        total = float(sharp_steps.sum())
        lost = float(np.maximum(sharp_steps - smooth_steps, 0).sum())
        left = max(left, (total - lost) / total if total else 1.0)
    return left


def _smoothed(tones: Real, axis: int) -> Real:
    around = [(0, 0), (0, 0)]
    around[axis] = (5, 4)
    sums = np.pad(tones, around, mode="edge").cumsum(axis)
    ahead, behind = (np.take(sums, range(start, start + tones.shape[axis]), axis) for start in (9, 0))
    return (ahead - behind) / 9


def _dark(shown: Image.Image) -> Iterator[PictureHint]:
    bright = float(np.quantile(np.asarray(shown.convert("L")), 0.95))
    if bright < DARK:
        yield PictureHint("dark", round(bright, 0))


def _glare(shown: Image.Image) -> Iterator[PictureHint]:
    dimmest = np.asarray(shown.reduce(4)).min(axis=2)
    labels, _ = labelled(dimmest >= _WHITE)
    sizes = np.bincount(labels.ravel())[1:]
    for number in np.nonzero(sizes > GLARE * dimmest.size)[0].tolist():
        spot = labels == number + 1
        if largest(spot).sum() < _HOLES * spot.sum() and _fades(dimmest, spot):
            yield PictureHint("glare", round(float(spot.mean()), 3))
            return


def _fades(dimmest: NDArray[np.uint8], spot: Mask) -> bool:
    drawn = Image.fromarray(spot).convert("L")
    near, far = (np.asarray(drawn.filter(ImageFilter.MaxFilter(side))) > 0 for side in (3, 5))
    around = dimmest[far & ~near]
    return len(around) > 0 and float(np.quantile(around, 0.2)) >= _FADING


def _lying(picture: Image.Image, card: Outline | None, turn: float | None) -> Iterator[PictureHint]:
    """Say by how many quarters a card is turned, by its code or its longer side, and by how many degrees more."""
    sides = [] if card is None else _sides(card.corners, picture.size)
    degrees, together = turn, 0.0
    if sides:
        (top, width), (left, height), (bottom, _), (right, _) = sides
        together = max(abs(top - bottom), abs(left - right))
        if degrees is None:
            degrees = (top + bottom) / 2 + (90 if height > _CARD * width else 0)
    if degrees is None:
        return
    quarters = round(degrees / 90)
    if quarters % 4:
        yield PictureHint("turned", quarters % 4 * 90.0)
    askew = max(abs(degrees - 90 * quarters), together)
    if askew > TILT:
        yield PictureHint("tilted", round(askew, 1))


def _sides(corners: Corners, size: tuple[int, int]) -> list[tuple[float, float]]:
    """Give the angle in degrees (clockwise) and the length of the sides above, left, below, right."""
    points = [(x * size[0], y * size[1]) for x, y in corners]
    a, b, c, d = points
    ways = [(one[0] - other[0], one[1] - other[1]) for one, other in ((b, a), (d, a), (c, d), (c, b))]
    lengths = [math.hypot(*way) for way in ways]
    angles = [math.degrees(math.atan2(y, x)) - 90 * (side % 2) for side, (x, y) in enumerate(ways)]
    return list(zip(angles, lengths, strict=True))
