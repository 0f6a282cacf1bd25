# SPDX-License-Identifier: Apache-2.0
"""Hair of a portrait: the mass behind the head, and what falls over the forehead, with strands and a shine."""

import math
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from officer_desk.sample.canvas import Canvas, Point, darker, lighter, mirrored, oval, spline
from officer_desk.sample.faces import Face

CENTRE = 200.0


def hair_behind(canvas: Canvas, face: Face, chance: Random) -> None:
    """Draw what hangs behind neck and shoulders."""
    outline = _mass(face)
    if not outline:
        return
    mask = canvas.mask(*outline)
    canvas.paint(mask, darker(face.hair, 0.25))
    wave = 7.0 if face.style == "wavy" else 1.0
    _hanging_strands(canvas, face, mask, wave, chance)
    canvas.shade(oval(CENTRE, 400, 62, 90), darker(face.hair, 0.7), 0.6, 16, mask)


def hair_before(canvas: Canvas, face: Face, chance: Random) -> None:
    """Draw what covers the skull and the forehead."""
    shape = _cap(face)
    mask = canvas.mask(shape)
    canvas.shade([(x, y + 7) for x, y in shape], darker(face.skin, 0.62), 0.36, 6, canvas.mask(_skull(face)))
    if face.style in ("crew", "receding"):
        mask = mask.filter(ImageFilter.GaussianBlur(canvas.scale * 1.1))
    canvas.paint(mask, face.hair)
    _combed_strands(canvas, face, mask, chance)
    _shine(canvas, face, mask)
    if face.style == "tied":
        canvas.line(spline([(CENTRE - 66, 152), (CENTRE, 128), (CENTRE + 66, 152)]), darker(face.hair, 0.4), 1)


def _skull(face: Face) -> list[Point]:
    return oval(CENTRE, 262, face.cheek + 2, 124)


def _mass(face: Face) -> list[list[Point]]:
    side = face.cheek
    match face.style:
        case "long" | "bangs" if face.style == "long" or face.part > 0:
            half: list[Point] = [
                (CENTRE, 112), (CENTRE + 70, 132), (CENTRE + side + 16, 206), (CENTRE + side + 22, 320),
                (CENTRE + side + 26, 440), (CENTRE + side + 18, 520), (CENTRE + 62, 524), (CENTRE, 430),
            ]  # fmt: skip
        case "wavy":
            half = [
                (CENTRE, 110), (CENTRE + 74, 130), (CENTRE + side + 18, 204), (CENTRE + side + 18, 270),
                (CENTRE + side + 34, 340), (CENTRE + side + 24, 396), (CENTRE + side + 42, 450), (CENTRE + side + 20,
                    500),
                (CENTRE + 58, 490), (CENTRE, 430),
            ]  # fmt: skip
        case "bob" | "bangs":
            half = [
                (CENTRE, 110), (CENTRE + 72, 130), (CENTRE + side + 18, 206), (CENTRE + side + 24, 300),
                (CENTRE + side + 20, 372), (CENTRE + side - 12, 404), (CENTRE + 44, 396), (CENTRE, 380),
            ]  # fmt: skip
        case "tied":
            half = [
                (CENTRE, 118),
                (CENTRE + 66, 140),
                (CENTRE + side + 4, 220),
                (CENTRE + side - 14, 300),
                (CENTRE, 320),
            ]
            return [spline(mirrored(half, CENTRE), closed=True), oval(CENTRE + 6, 112, 34, 24)]
        case "short":
            half = [
                (CENTRE, 102), (CENTRE + 44, 108), (CENTRE + 82, 138), (CENTRE + side + 16,
                    190), (CENTRE + side + 22, 246),
                (CENTRE + side + 18, 300), (CENTRE + side + 4, 342), (CENTRE + 50, 350), (CENTRE, 340),
            ]  # fmt: skip
        case "pigtails":
            half = [
                (CENTRE, 116),
                (CENTRE + 66, 136),
                (CENTRE + side + 6, 220),
                (CENTRE + side - 8, 300),
                (CENTRE, 320),
            ]
            tails = [oval(CENTRE + turn * (side + 20), 356, 23, 66) for turn in (-1, 1)]
            return [spline(mirrored(half, CENTRE), closed=True), *tails]
        case _:
            return []
    return [spline(mirrored(half, CENTRE), closed=True)]


def _cap(face: Face) -> list[Point]:
    """Give the closed outline of the hair on the skull: its outer arc, then the hairline back."""
    low = 292.0 if face.woman else 268.0
    top, side = (112.0, face.cheek + 9) if face.woman else (120.0, face.cheek + 6)
    if face.style in ("quiff", "swept", "middle"):
        top -= 8
    if face.style == "crew":
        top, side = top + 8, side - 3
    if face.style == "receding":
        top, side = top + 12, side - 1
    outer = spline(
        [
            (CENTRE - side + 5, low), (CENTRE - side - 2, 224), (CENTRE - side + 18, 160), (CENTRE - 44, top + 8),
            (CENTRE, top), (CENTRE + 44, top + 8), (CENTRE + side - 18, 160), (CENTRE + side + 2,
                224), (CENTRE + side - 5, low),
        ]
    )  # fmt: skip
    line = spline(_hairline(face, low))
    return [*outer, *(_ragged(line) if face.style in ("fringe", "crew", "bangs", "pigtails") else line)]


def _ragged(line: Sequence[Point]) -> list[Point]:
    """Let tips of hair stand out of a cut edge."""
    return [
        (x, y + (2.6 * math.sin(i * 2.4) + 1.8 * math.sin(i * 1.1)) * (abs(x - CENTRE) < 76))
        for i, (x, y) in enumerate(line)
    ]


def _hairline(face: Face, low: float) -> list[Point]:
    """Give the hairline from the right temple to the left one."""
    edge = face.cheek
    part = CENTRE + face.part * 70
    turn = 1 if face.part > 0 else -1
    temple: list[Point] = [(CENTRE + edge - 5, low - 4), (CENTRE + edge - 10, 236)]
    other: list[Point] = [(CENTRE - edge + 10, 236), (CENTRE - edge + 5, low - 4)]
    match face.style:
        case "long" | "wavy" | "bob":
            inner: list[Point] = [
                (CENTRE + edge - 20, 214), (part + 22, 168), (part, 146), (part - 22, 168), (CENTRE - edge + 20, 214),
            ]  # fmt: skip
            temple[0], other[-1] = (CENTRE + edge - 3, 338), (CENTRE - edge + 3, 338)
        case "bangs" | "pigtails":
            inner = [(CENTRE + 72, 226), (CENTRE + 38, 227), (CENTRE, 225), (CENTRE - 38, 227), (CENTRE - 72, 226)]
            temple[1], other[0] = (CENTRE + edge - 10, 250), (CENTRE - edge + 10, 250)
            temple[0], other[-1] = (CENTRE + edge - 3, 330), (CENTRE - edge + 3, 330)
        case "tied":
            inner = [(CENTRE + 62, 192), (CENTRE + 26, 166), (CENTRE, 161), (CENTRE - 26, 166), (CENTRE - 62, 192)]
        case "short":
            wave: list[Point] = [(-68, 214), (-40, 200), (0, 192), (34, 178), (62, 190), (74, 212)]
            inner = sorted(((CENTRE + turn * x, y) for x, y in wave), key=lambda point: -point[0])
        case "fringe":
            inner = [
                (CENTRE + 74, 212), (CENTRE + 50, 219), (CENTRE + 26, 214), (CENTRE + 6, 220), (CENTRE - 20, 214),
                (CENTRE - 44, 219), (CENTRE - 74, 210),
            ]  # fmt: skip
        case "middle":
            inner = [(CENTRE + 74, 222), (CENTRE + 46, 194), (CENTRE + 4, 158), (CENTRE - 6, 158),
                (CENTRE - 48, 196), (CENTRE - 74, 224)]  # fmt: skip
        case "side":
            swoop: list[Point] = [(-74, 210), (-50, 190), (-24, 176), (12, 176), (44, 186), (68, 206)]
            inner = sorted(((CENTRE + turn * x, y) for x, y in swoop), key=lambda point: -point[0])
        case "receding":
            inner = [(CENTRE + 76, 208), (CENTRE + 66, 180), (CENTRE + 40, 160), (CENTRE + 14, 167),
                (CENTRE - 14, 167), (CENTRE - 40, 160), (CENTRE - 66, 180), (CENTRE - 76, 208)]  # fmt: skip
        case _:
            inner = [(CENTRE + 72, 204), (CENTRE + 52, 178), (CENTRE + 20, 171), (CENTRE - 20, 171),
                (CENTRE - 52, 178), (CENTRE - 72, 204)]  # fmt: skip
    return [*temple, *inner, *other]


def _lines(
    canvas: Canvas, mask: Image.Image, curves: Sequence[tuple[Sequence[Point], float]], face: Face, *, light: bool
) -> None:
    """Lay many thin strands at once; each has its own strength."""
    layer = Image.new("L", canvas.image.size, 0)
    draw = ImageDraw.Draw(layer)
    for curve, strength in curves:
        draw.line(canvas.dots(curve), fill=round(255 * strength), width=max(1, round(canvas.scale * 0.55)))
    colour = lighter(face.hair, 0.3) if light else darker(face.hair, 0.75)
    canvas.paint(layer, colour, 1, mask)


def _hanging_strands(canvas: Canvas, face: Face, mask: Image.Image, wave: float, chance: Random) -> None:
    for light in (False, True):
        curves: list[tuple[list[Point], float]] = []
        for _ in range(110):
            side = chance.choice((-1, 1))
            out = chance.uniform(30, face.cheek + 44)
            x, bend = CENTRE + side * out, chance.uniform(-wave, wave)
            curve = spline(
                [
                    (CENTRE + side * out * 0.5, 130),
                    (x - side * 4, 230),
                    (x + bend, 330),
                    (x - bend, 430),
                    (x + bend, 540),
                ],
                steps=6,
            )
            curves.append((curve, chance.uniform(0.1, 0.42)))
        _lines(canvas, mask, curves, face, light=light)


def _combed_strands(canvas: Canvas, face: Face, mask: Image.Image, chance: Random) -> None:
    """Comb the hair from its parting to the sides, or forward for a fringe."""
    forward = face.style in ("bangs", "pigtails", "fringe", "crew")
    back = face.style in ("tied", "quiff", "swept", "receding")
    origin = CENTRE + (0 if forward or back else face.part * 70)
    for light in (False, True):
        curves: list[tuple[list[Point], float]] = []
        for _ in range(150):
            reach = chance.uniform(-1, 1)
            x = CENTRE + reach * (face.cheek + 8)
            jitter = chance.uniform(-5, 5)
            if forward:
                points: list[Point] = [
                    (CENTRE + reach * 30 + jitter, 108),
                    (CENTRE + reach * 66 + jitter, 160),
                    (x * 0.98 + 4, 250),
                    (x, 330),
                ]
            elif back:
                points = [
                    (CENTRE + reach * 80, 250),
                    (CENTRE + reach * 84 + jitter, 190),
                    (CENTRE + reach * 60, 140),
                    (CENTRE + reach * 20, 104),
                ]
            else:
                points = [
                    (origin, 112 + abs(jitter)),
                    ((origin + x) / 2, 132 + abs(jitter) * 3),
                    (x, 206 + jitter),
                    (x + reach * 4, 340),
                ]
            curves.append((spline(points, steps=6), chance.uniform(0.08, 0.4)))
        _lines(canvas, mask, curves, face, light=light)


def _shine(canvas: Canvas, face: Face, mask: Image.Image) -> None:
    bright = lighter(face.hair, 0.45)
    lift = -12 if face.style in ("crew", "receding", "tied") else 0
    for side, strength in ((-1, 0.5), (1, 0.28)):
        arc = spline(
            [(CENTRE + side * 12, 148 + lift), (CENTRE + side * 46, 158 + lift), (CENTRE + side * 74, 190 + lift)]
        )
        band = [*arc, *reversed([(x + side * 2, y + 12) for x, y in arc])]
        canvas.shade(band, bright, strength, 6, mask)
    edge = face.cheek + 8
    canvas.shade([(CENTRE + edge + 10, 150), (CENTRE + edge - 16, 200), (CENTRE + edge - 14, 330),
        (CENTRE + edge + 30, 330)], darker(face.hair, 0.7), 0.5, 10, mask)  # fmt: skip
