# SPDX-License-Identifier: Apache-2.0
"""What papers are decorated with: fine waves, a drum's star, the round star, chip, fingerprints, seal and signature."""

import math
from random import Random

import qrcode
from PIL import Image, ImageDraw
from qrcode.constants import ERROR_CORRECT_L

from officer_desk.sample.canvas import Canvas, Colour, Point, darker, oval, rounded, spline
from officer_desk.sample.lettering import write

RED: Colour = (196, 28, 36)
GOLD: Colour = (250, 212, 62)


def waves(canvas: Canvas, colour: Colour, opacity: float, width: float, height: float, chance: Random) -> None:
    """Lay two families of fine wavy lines over the whole paper."""
    layer = Image.new("L", canvas.image.size, 0)
    draw = ImageDraw.Draw(layer)
    thick = max(1, round(canvas.scale * 0.5))
    for family in range(2):
        phase, swing, wave = chance.uniform(0, 6), chance.uniform(12, 18), chance.uniform(80, 130)
        slope = 0.35 if family else -0.22
        for start in range(-int(width * 0.5), int(height + width * 0.5), 11):
            line = [
                (x, start + slope * x + swing * math.sin(x / wave + phase + start / 70))
                for x in range(0, round(width) + 12, 12)
            ]
            draw.line(canvas.dots(line), fill=255, width=thick)
    canvas.paint(layer, colour, opacity)


def drum(canvas: Canvas, centre: Point, radius: float, colour: Colour, opacity: float) -> None:
    """Lay a pale bronze drum: a star of fourteen rays within rings."""
    layer = Image.new("L", canvas.image.size, 0)
    draw = ImageDraw.Draw(layer)
    thick = max(1, round(canvas.scale * 0.9))
    for share in (0.34, 0.38, 0.5, 0.53, 0.7, 0.73, 0.92, 0.97, 1.0):
        ring = oval(*centre, radius * share, radius * share)
        draw.line(canvas.dots([*ring, ring[0]]), fill=255, width=thick)
    star: list[Point] = []
    for i in range(28):
        reach = radius * (0.32 if i % 2 == 0 else 0.11)
        star.append((centre[0] + reach * math.sin(math.pi * i / 14), centre[1] - reach * math.cos(math.pi * i / 14)))
    draw.polygon(canvas.dots(star), fill=220)
    for i in range(60):
        angle = math.tau * i / 60
        inner, outer = (0.55, 0.68) if i % 2 else (0.76, 0.9)
        c, s = math.cos(angle), math.sin(angle)
        draw.line(
            canvas.dots([(centre[0] + radius * inner * c, centre[1] + radius * inner * s),
                (centre[0] + radius * outer * c, centre[1] + radius * outer * s)]),
            fill=200, width=thick * 2,
        )  # fmt: skip
    canvas.paint(layer, colour, opacity)


def round_star(canvas: Canvas, centre: Point, radius: float) -> None:
    """Draw a yellow star on a red disc (not the state's emblem)."""
    canvas.fill(oval(*centre, radius, radius), darker(RED, 0.15))
    canvas.fill(oval(*centre, radius * 0.94, radius * 0.94), RED)
    canvas.fill(star_shape(centre, radius * 0.68), GOLD)


def star_shape(centre: Point, radius: float) -> list[Point]:
    """Give a five-pointed star."""
    points: list[Point] = []
    for i in range(10):
        reach = radius if i % 2 == 0 else radius * 0.382
        points.append((centre[0] + reach * math.sin(math.pi * i / 5), centre[1] - reach * math.cos(math.pi * i / 5)))
    return points


def chip(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """Draw a contact chip."""
    centre = (x + width / 2, y + height / 2)
    plate = rounded(*centre, width / 2, height / 2, 0.3)
    canvas.shade([(px + 1, py + 3) for px, py in plate], (60, 50, 20), 0.4, 3)
    mask = canvas.mask(plate)
    canvas.paint(mask, (206, 172, 84))
    canvas.shade(
        [(x, y), (x + width * 0.7, y), (x + width * 0.2, y + height), (x, y + height)], (250, 228, 160), 0.5, 14, mask
    )
    ink = (136, 106, 40)
    canvas.line([*plate, plate[0]], ink, 1.4)
    left, right, middle = x + width * 0.34, x + width * 0.66, centre[1]
    canvas.line(rounded(*centre, width * 0.16, height * 0.2, 0.4), ink, 1.6)
    for line in (
        [(left, y), (left, middle - height * 0.1)], [(right, y), (right, middle - height * 0.1)],
        [(left, middle + height * 0.1), (left, y + height)], [(right, middle + height * 0.1), (right, y + height)],
        [(x, middle - height * 0.2), (left, middle - height * 0.2)], [(x, middle + height * 0.2),
            (left, middle + height * 0.2)],
        [(right, middle - height * 0.2), (x + width, middle - height * 0.2)], [(right, middle + height * 0.2),
            (x + width, middle + height * 0.2)],
    ):  # fmt: skip
        canvas.line(line, ink, 1.6)


def fingerprint(canvas: Canvas, x: float, y: float, width: float, height: float, chance: Random) -> None:
    """Draw a whorl of ridges in a pale box."""
    canvas.fill([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], (232, 232, 222))
    centre = (x + width / 2, y + height / 2)
    finger = canvas.mask(oval(*centre, width * 0.4, height * 0.44))
    layer = Image.new("L", canvas.image.size, 0)
    draw = ImageDraw.Draw(layer)
    phase = [chance.uniform(0, 6) for _ in range(3)]
    core = (centre[0] + chance.uniform(-4, 4), centre[1] + chance.uniform(0, 8))
    for ring in range(1, 26):
        radius = ring * width / 40
        line: list[Point] = []
        for step in range(73):
            angle = math.tau * step / 72
            bend = 1 + 0.10 * math.sin(2 * angle + phase[0]) + 0.05 * math.sin(3 * angle + phase[1] + ring / 6)
            line.append((core[0] + radius * bend * math.cos(angle), core[1] + radius * bend * 1.2 * math.sin(angle)))
        gap = chance.randrange(60)
        for part in (line[: gap + 4], line[gap + 7 :]):
            if len(part) > 1:
                draw.line(canvas.dots(part), fill=255, width=max(1, round(canvas.scale * 1.5)))
    canvas.paint(layer, (92, 62, 66), 0.85, finger)


def signature(canvas: Canvas, at: Point, width: float, chance: Random) -> None:
    """Scribble a name that nobody bears."""
    points: list[Point] = []
    x, y = at
    for step in range(15):
        swing = 15 * math.exp(-step / 9)
        points.append(
            (
                x + width * step / 14 + chance.uniform(-5, 5),
                y + (swing if step % 2 else -swing) * chance.uniform(0.5, 1.3),
            )
        )
    canvas.line(spline(points), (36, 44, 116), 2.2)
    canvas.line(spline([(x - 6, y + 16), (x + width * 0.5, y + 8), (x + width * 1.06, y + 12)]), (36, 44, 116), 1.4)


def seal(canvas: Canvas, centre: Point, radius: float) -> None:
    """Stamp a round seal that says MẪU."""
    outer, inner = oval(*centre, radius, radius), oval(*centre, radius * 0.86, radius * 0.86)
    canvas.line([*outer, outer[0]], RED, 3)
    canvas.line([*inner, inner[0]], RED, 1)
    write(
        canvas, (centre[0], centre[1] + radius * 0.06), "MẪU", radius * 0.52, face="sans-bold", colour=RED, anchor="mm"
    )
    canvas.fill(star_shape((centre[0], centre[1] - radius * 0.58), radius * 0.15), RED)
    canvas.fill(star_shape((centre[0], centre[1] + radius * 0.62), radius * 0.15), RED)


def qr_code(canvas: Canvas, x: float, y: float, side: float, text: str) -> None:
    """Print a QR code with its quiet margin, `side` units in all."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=4)
    code.add_data(text.encode())
    code.make()
    rows: list[list[bool]] = code.get_matrix()
    dots = Image.new("L", (len(rows), len(rows)), 255)
    for j, row in enumerate(rows):
        for i, black in enumerate(row):
            if black:
                dots.putpixel((i, j), 22)
    ((left, top),) = canvas.dots([(x, y)])
    size = round(side * canvas.scale)
    canvas.image.paste(dots.resize((size, size), Image.Resampling.NEAREST).convert("RGB"), (round(left), round(top)))
