# SPDX-License-Identifier: Apache-2.0
"""Shoulders and clothes of a portrait."""

from random import Random

from PIL import Image, ImageChops

from officer_desk.sample.canvas import Canvas, Colour, Point, darker, lighter, mirrored, spline
from officer_desk.sample.faces import Face

CENTRE = 200.0


def shoulders(face: Face, chance: Random) -> list[Point]:
    """Give the outline of the trunk; it is cut at the lower edge of the picture."""
    child = face.age < 13
    wide = (146 if child else 158 if face.woman else 182) + chance.uniform(-6, 6)
    top = 440
    half: list[Point] = [
        (CENTRE, top - 12),
        (CENTRE + 52, top - 15),
        (CENTRE + 90, top + 20),
        (CENTRE + wide * 0.78, top + 46),
        (CENTRE + wide, top + 86),
        (CENTRE + wide + 14, 640),
    ]
    return spline(mirrored([*half, (CENTRE, 660)], CENTRE), closed=True)


def dress(canvas: Canvas, face: Face, chance: Random) -> None:
    """Draw trunk and collar; the neck, drawn before, shows where the cloth leaves it bare."""
    bare = canvas.mask(*_bare(face.clothes))
    trunk = ImageChops.subtract(canvas.mask(shoulders(face, chance)), bare)
    canvas.paint(trunk, face.cloth)
    _folds(canvas, face.cloth, trunk, chance)
    match face.clothes:
        case "shirt":
            _buttons(canvas, face, trunk)
            _collar(canvas, lighter(face.cloth, 0.25), spread=54, drop=42)
        case "suit":
            _suit(canvas, face, trunk)
        case "polo":
            _collar(canvas, face.second_cloth, spread=50, drop=38)
        case "tee":
            _rib(canvas, darker(face.cloth, 0.12), depth=30, width=50, thick=7)
        case "blouse":
            _rib(canvas, lighter(face.cloth, 0.3), depth=44, width=56, thick=5)
        case "vneck":
            _vee(canvas, face, bare)
        case _:
            _standing_collar(canvas, face)


def _bare(clothes: str) -> list[list[Point]]:
    """Give what the cloth leaves bare."""
    match clothes:
        case "shirt" | "polo":
            return [_neck_shape(30, 40)]
        case "tee":
            return [_neck_shape(30, 50)]
        case "blouse":
            return [_neck_shape(44, 56)]
        case "suit":
            return [[(CENTRE - 46, 410), (CENTRE + 46, 410), (CENTRE, 500)]]
        case "vneck":
            return [_VEE]
        case _:
            return []


_VEE: list[Point] = [
    (CENTRE - 60, 410), (CENTRE + 60, 410), (CENTRE + 54, 430), (CENTRE + 30, 470), (CENTRE, 506), (CENTRE - 30,
        470), (CENTRE - 54, 430),
]  # fmt: skip


def _folds(canvas: Canvas, cloth: Colour, trunk: Image.Image, chance: Random) -> None:
    """Round the shoulders and let the cloth fall."""
    dark = darker(cloth, 0.42)
    for side in (-1, 1):
        edge = CENTRE + side * 196
        canvas.shade(
            [(edge, 470), (edge - side * 40, 520), (edge - side * 52, 620), (edge + side * 40, 620)],
            dark,
            0.4,
            16,
            trunk,
        )
        sleeve = CENTRE + side * (122 + chance.uniform(-6, 6))
        canvas.shade(
            [(sleeve, 556), (sleeve + side * 2, 556), (sleeve + side * 12, 660), (sleeve - side * 6, 660)],
            dark,
            0.5,
            5,
            trunk,
        )
        canvas.shade(
            [(CENTRE + side * 60, 462), (CENTRE + side * 130, 490), (CENTRE + side * 120, 506),
                (CENTRE + side * 58, 486)],
            lighter(cloth, 0.7), 0.28, 9, trunk,
        )  # fmt: skip
    canvas.shade([(CENTRE - 60, 446), (CENTRE + 60, 446), (CENTRE + 46, 470), (CENTRE - 46, 470)], dark, 0.3, 10, trunk)


def _neck_shape(depth: float, width: float) -> list[Point]:
    half: list[Point] = [
        (CENTRE, 404),
        (CENTRE + width - 4, 404),
        (CENTRE + width, 430),
        (CENTRE + width * 0.82, 440 + depth * 0.45),
        (CENTRE + width * 0.42, 440 + depth * 0.86),
        (CENTRE, 440 + depth),
    ]
    return spline(mirrored(half, CENTRE), closed=True)


def _rib(canvas: Canvas, colour: Colour, depth: float, width: float, thick: float) -> None:
    half: list[Point] = [
        (CENTRE - width * 0.97, 430),
        (CENTRE - width * 0.84, 440 + depth * 0.45),
        (CENTRE - width * 0.44, 440 + depth * 0.87),
        (CENTRE, 441 + depth),
        (CENTRE + width * 0.44, 440 + depth * 0.87),
        (CENTRE + width * 0.84, 440 + depth * 0.45),
        (CENTRE + width * 0.97, 430),
    ]
    curve = spline(half)
    canvas.line(curve, darker(colour, 0.25), thick + 1.6)
    canvas.line(curve, colour, thick)


def _collar(canvas: Canvas, colour: Colour, spread: float, drop: float) -> None:
    """Lay the two flaps of a turned-down collar."""
    for side in (-1, 1):
        flap: list[Point] = [
            (CENTRE + side * 45, 420),
            (CENTRE + side * 52, 440),
            (CENTRE + side * (spread + 4), 452 + drop * 0.2),
            (CENTRE + side * spread * 0.66, 450 + drop),
            (CENTRE + side * 3, 466),
            (CENTRE + side * 22, 448),
        ]
        shadow = [(x + side * 1.5, y + 5) for x, y in flap]
        canvas.shade(shadow, darker(colour, 0.75), 0.3, 3)
        canvas.fill(flap, colour)
        canvas.shade(
            [(CENTRE + side * 45, 422), (CENTRE + side * 22, 448), (CENTRE + side * 3, 466), (CENTRE + side * 34, 450)],
            darker(colour, 0.5),
            0.25,
            3,
            canvas.mask(flap),
        )
        canvas.line([*flap[1:5]], darker(colour, 0.16), 0.9)


def _buttons(canvas: Canvas, face: Face, trunk: Image.Image) -> None:
    seam = darker(face.cloth, 0.2)
    canvas.line([(CENTRE - 9, 468), (CENTRE - 9, 610)], seam, 1.2)
    canvas.shade([(CENTRE - 9, 466), (CENTRE - 5, 466), (CENTRE - 5, 610), (CENTRE - 9, 610)],
        darker(face.cloth, 0.6), 0.3, 2, trunk)  # fmt: skip
    for y in (496, 548):
        canvas.fill(_disc(CENTRE + 2, y, 3.6), darker(face.cloth, 0.28))
        canvas.fill(_disc(CENTRE + 1.6, y - 0.5, 2.8), lighter(face.cloth, 0.45))
    _collar(canvas, lighter(face.cloth, 0.25), spread=54, drop=42)


def _disc(x: float, y: float, radius: float) -> list[Point]:
    return spline([(x + radius, y), (x, y + radius), (x - radius, y), (x, y - radius)], closed=True)


def _suit(canvas: Canvas, face: Face, trunk: Image.Image) -> None:
    white: Colour = (243, 244, 247) if not face.woman else face.second_cloth
    front: list[Point] = [(CENTRE - 50, 424), (CENTRE + 50, 424), (CENTRE + 42, 470), (CENTRE, 590), (CENTRE - 42, 470)]
    bare = canvas.mask([(CENTRE - 46, 410), (CENTRE + 46, 410), (CENTRE, 500 if face.woman else 462)])
    shirt = ImageChops.subtract(canvas.mask(front), bare)
    canvas.paint(shirt, white)
    if face.woman:
        canvas.line([(CENTRE - 44, 412), (CENTRE, 500), (CENTRE + 44, 412)], darker(white, 0.12), 2)
    else:
        canvas.shade([(CENTRE - 40, 440), (CENTRE + 40, 440), (CENTRE + 14, 470), (CENTRE - 14, 470)],
            darker(white, 0.6), 0.3, 6, shirt)  # fmt: skip
        _tie(canvas, face.second_cloth)
        _collar(canvas, white, spread=46, drop=34)
    for side in (-1, 1):
        lapel: list[Point] = [
            (CENTRE + side * 44, 424),
            (CENTRE + side * 66, 444),
            (CENTRE + side * 84, 500),
            (CENTRE + side * 70, 512),
            (CENTRE + side * 82, 526),
            (CENTRE + side * 2, 620),
            (CENTRE, 592),
            (CENTRE + side * 44, 474),
        ]
        canvas.shade([(x + side * 3, y + 3) for x, y in lapel], darker(face.cloth, 0.8), 0.4, 3, trunk)
        canvas.fill(lapel, lighter(face.cloth, 0.06))
        canvas.line([lapel[1], lapel[2], lapel[3], lapel[4], lapel[5]], darker(face.cloth, 0.4), 1.2)


def _tie(canvas: Canvas, colour: Colour) -> None:
    blade: list[Point] = [(CENTRE - 11, 486), (CENTRE + 11, 486), (CENTRE + 22, 620), (CENTRE - 22, 620)]
    knot: list[Point] = [(CENTRE - 16, 461), (CENTRE + 16, 461), (CENTRE + 10, 489), (CENTRE - 10, 489)]
    canvas.fill(blade, colour)
    mask = canvas.mask(blade)
    canvas.shade(
        [(CENTRE - 12, 486), (CENTRE + 12, 486), (CENTRE + 12, 500), (CENTRE - 12, 500)],
        darker(colour, 0.7),
        0.6,
        4,
        mask,
    )
    for y in range(500, 640, 22):
        canvas.paint(canvas.mask([(CENTRE - 30, y + 16), (CENTRE + 30, y - 14), (CENTRE + 30, y - 9),
            (CENTRE - 30, y + 21)]), lighter(colour, 0.5), 0.35, mask)  # fmt: skip
    canvas.fill(knot, lighter(colour, 0.08))
    canvas.shade(
        [(CENTRE + 2, 461), (CENTRE + 16, 461), (CENTRE + 10, 489)], darker(colour, 0.6), 0.4, 3, canvas.mask(knot)
    )


def _vee(canvas: Canvas, face: Face, bare: Image.Image) -> None:
    for side in (-1, 1):
        bone = spline([(CENTRE + side * 8, 462), (CENTRE + side * 26, 456), (CENTRE + side * 46, 452)])
        canvas.stroke(bone, darker(face.skin, 0.4), 3, 0.4, bare)
    edge: list[Point] = [(CENTRE - 54, 428), (CENTRE - 30, 470), (CENTRE, 506), (CENTRE + 30, 470), (CENTRE + 54, 428)]
    canvas.line(edge, darker(face.cloth, 0.18), 4)


def _standing_collar(canvas: Canvas, face: Face) -> None:
    """Draw the collar of an áo dài."""
    band: list[Point] = [
        (CENTRE - 44, 412), (CENTRE - 50, 446), (CENTRE - 20, 462), (CENTRE, 465), (CENTRE + 20, 462), (CENTRE + 50,
            446),
        (CENTRE + 44, 412), (CENTRE + 18, 432), (CENTRE, 436), (CENTRE - 18, 432),
    ]  # fmt: skip
    canvas.shade([(x, y + 4) for x, y in band], darker(face.cloth, 0.8), 0.35, 4)
    canvas.fill(band, lighter(face.cloth, 0.08))
    canvas.shade([(CENTRE + 14, 420), (CENTRE + 52, 410), (CENTRE + 50, 456), (CENTRE + 14, 466)],
        darker(face.cloth, 0.6), 0.35, 8, canvas.mask(band))  # fmt: skip
    canvas.line(spline([(CENTRE + 8, 464), (CENTRE + 40, 492), (CENTRE + 118, 540)]), darker(face.cloth, 0.3), 1.4)
    for x, y in ((CENTRE + 8, 450), (CENTRE + 30, 484), (CENTRE + 72, 512)):
        canvas.fill(_disc(x, y, 3), lighter(face.second_cloth, 0.55))
