# SPDX-License-Identifier: Apache-2.0
"""Portraits 4×6 of people who do not exist: drawn from a `Face`, never from a photograph."""

from dataclasses import replace
from random import Random

from PIL import Image, ImageEnhance

from officer_desk.sample.canvas import (
    Canvas,
    Colour,
    Point,
    darker,
    grained,
    lighter,
    mirrored,
    mix,
    oval,
    ribbon,
    rounded,
    spline,
)
from officer_desk.sample.faces import Face
from officer_desk.sample.hair import hair_before, hair_behind
from officer_desk.sample.wardrobe import dress

CENTRE, EYES = 200.0, 268.0
"""Middle line of the face and the line of its eyes."""
SHOWN = 352.0
"""Width of the part that the picture shows."""


def draw_portrait(face: Face, width: int, seed: str, background: Colour | None = None) -> Image.Image:
    """Draw the face as a studio takes it for papers: `width` dots wide, half as high again."""
    if background is not None:
        face = replace(face, background=background)
    chance = Random(seed)
    canvas = Canvas.blank(SHOWN, SHOWN * 1.5, width * 2 / SHOWN, face.background)
    canvas.origin = (CENTRE - SHOWN / 2, 46)
    canvas.gradient(lighter(face.background, 0.14), darker(face.background, 0.10))
    canvas.shade(oval(CENTRE, 270, 150, 200), lighter(face.background, 0.5), 0.35, 60)
    hair_behind(canvas, face, chance)
    _ears(canvas, face)
    _neck(canvas, face)
    dress(canvas.raised(22 if face.age < 13 else 26), face, chance)
    if face.style in ("long", "wavy", "pigtails"):
        _locks(canvas, face, chance)
    _head(canvas, face)
    hair_before(canvas, face, chance)
    if face.glasses:
        _glasses(canvas, face)
    return canvas.finished(width)


def studio_print(face: Face, width: int, seed: str) -> Image.Image:
    """Give the portrait as it comes from a telephone or a scanner: a touch of turn, light and grain."""
    chance = Random(f"{seed}/print")
    image = draw_portrait(face, round(width * 1.04), seed)
    image = image.rotate(chance.uniform(-1.1, 1.1), Image.Resampling.BICUBIC, fillcolor=face.background)
    left, top = (image.width - width) // 2, (image.height - width * 3 // 2) // 2
    image = image.crop((left, top, left + width, top + width * 3 // 2))
    image = ImageEnhance.Brightness(image).enhance(chance.uniform(0.95, 1.04))
    image = ImageEnhance.Color(image).enhance(chance.uniform(0.88, 1.05))
    return grained(image, 0.035, chance)


def _outline(face: Face) -> list[Point]:
    chin = EYES + face.length
    half: list[Point] = [
        (CENTRE, 144),
        (CENTRE + face.cheek * 0.58, 158),
        (CENTRE + face.cheek * 0.92, 206),
        (CENTRE + face.cheek, EYES + 2),
        (CENTRE + face.cheek - 3, EYES + 34),
        (CENTRE + face.jaw, EYES + face.length * 0.62),
        (CENTRE + (face.jaw + face.chin) * 0.5, EYES + face.length * 0.84),
        (CENTRE + face.chin * 0.72, chin - 3.5),
        (CENTRE, chin),
    ]
    return spline(mirrored(half, CENTRE), closed=True)


def _ears(canvas: Canvas, face: Face) -> None:
    for side in (-1, 1):
        x = CENTRE + side * (face.cheek + 3)
        ear = spline(
            [(x - side * 8, 252), (x + side * 7, 250), (x + side * 11, 268), (x + side * 6, 294),
                (x - side * 2, 308), (x - side * 8, 300)],
            closed=True,
        )  # fmt: skip
        canvas.fill(ear, darker(face.skin, 0.08))
        canvas.shade(
            oval(x + side * 2, 278, 4, 16), darker(mix(face.skin, (190, 90, 80), 0.3), 0.3), 0.6, 2.5, canvas.mask(ear)
        )


def _neck(canvas: Canvas, face: Face) -> None:
    child = face.age < 13
    half = 33 if child else 40 if face.woman else 50
    shape = spline(
        mirrored([(CENTRE, 330), (CENTRE + half, 340), (CENTRE + half - 1, 396), (CENTRE + half + 3, 420),
            (CENTRE + half + 26, 442), (CENTRE + half + 30, 500), (CENTRE, 506)], CENTRE),
        closed=True,
    )  # fmt: skip
    mask = canvas.mask(shape)
    canvas.paint(mask, darker(face.skin, 0.10))
    under = EYES + face.length
    canvas.shade(
        [
            (CENTRE - half - 16, under - 36),
            (CENTRE + half + 16, under - 36),
            (CENTRE + half, under + 26),
            (CENTRE - half, under + 26),
        ],
        darker(face.skin, 0.55),
        0.42,
        11,
        mask,
    )
    canvas.shade([(CENTRE + half - 14, 350), (CENTRE + half + 8, 350), (CENTRE + half + 30, 480),
        (CENTRE + half - 4, 480)], darker(face.skin, 0.6), 0.35, 8, mask)  # fmt: skip
    for side in (-1, 1):
        canvas.stroke(spline([(CENTRE + side * half * 0.66, 394), (CENTRE + side * half * 0.4, 414),
            (CENTRE + side * 10, 434)]), darker(face.skin, 0.4), 3, 0.22, mask)  # fmt: skip


def _locks(canvas: Canvas, face: Face, chance: Random) -> None:
    """Let some hair fall before the shoulders."""
    if face.style == "pigtails":
        for side in (-1, 1):
            canvas.fill(oval(CENTRE + side * (face.cheek + 12), 300, 8, 8), (206, 70, 88))
        return
    bottom = 560 if face.style == "long" else 520
    for side in (-1, 1):
        x = CENTRE + side * (face.cheek + 2)
        wave = chance.uniform(4, 9) if face.style == "wavy" else 2
        lock = spline(
            [
                (x - side * 8, 300), (x + side * 12, 296), (x + side * (20 + wave), 380), (x + side * (16 - wave), 450),
                (x + side * (16 + wave), 510), (x + side * 2, bottom), (x - side * 12,
                    bottom - 24), (x - side * (16 - wave), 460),
                (x - side * (8 + wave), 390),
            ],
            closed=True,
        )  # fmt: skip
        mask = canvas.mask(lock)
        canvas.shade([(px - side * 4, py + 5) for px, py in lock], (30, 20, 20), 0.28, 5)
        canvas.paint(mask, face.hair)
        for _ in range(26):
            start, bend = x + side * chance.uniform(-14, 18), chance.uniform(-wave, wave)
            line = spline([(start, 290), (start + bend, 380), (start - bend, 460), (start + bend, bottom)], steps=6)
            tone = lighter(face.hair, 0.3) if chance.random() < 0.5 else darker(face.hair, 0.7)
            canvas.stroke(line, tone, 1.1, chance.uniform(0.15, 0.5), mask)


def _head(canvas: Canvas, face: Face) -> None:
    outline = _outline(face)
    skin = canvas.mask(outline)
    canvas.paint(skin, face.skin)
    _flesh(canvas, face, skin)
    for side in (-1, 1):
        _eye(canvas, face, side, skin)
        _brow(canvas, face, side, skin)
    _nose(canvas, face, skin)
    _mouth(canvas, face, skin)
    if face.wrinkles > 0:
        _age(canvas, face, skin)
    if face.mole is not None:
        canvas.shade(oval(CENTRE + face.mole[0], EYES + face.mole[1], 1.7, 1.6), (60, 36, 28), 0.8, 0.5, skin)


def _flesh(canvas: Canvas, face: Face, skin: Image.Image) -> None:
    """Round the head: light from the left, shade on the right and under the cheeks."""
    dark = darker(mix(face.skin, (176, 96, 70), 0.25), 0.3)
    bright = lighter(face.skin, 0.55)
    chin, cheek = EYES + face.length, face.cheek
    canvas.shade([(CENTRE + cheek * 0.72, 150), (CENTRE + cheek + 30, 150), (CENTRE + cheek + 30, chin),
        (CENTRE + face.jaw * 0.4, chin + 20), (CENTRE + cheek * 0.74, EYES + 60)], dark, 0.5, 17, skin)  # fmt: skip
    canvas.shade([(CENTRE - cheek - 30, 150), (CENTRE - cheek * 0.9, 150), (CENTRE - cheek * 0.88, EYES + 60),
        (CENTRE - face.jaw * 0.5, chin + 10), (CENTRE - cheek - 30, chin)], dark, 0.34, 12, skin)  # fmt: skip
    canvas.shade([(CENTRE - 46, chin - 7), (CENTRE + 46, chin - 9), (CENTRE + 30, chin + 20),
        (CENTRE - 30, chin + 20)], dark, 0.4, 8, skin)  # fmt: skip
    for side in (-1, 1):
        canvas.shade(oval(CENTRE + side * cheek * 0.58, EYES + 50, 26, 17), mix(face.skin, (222, 106, 96), 0.75),
            0.34 * face.blush, 13, skin)  # fmt: skip
        canvas.shade(oval(CENTRE + side * cheek * 0.52, EYES + 30, 24, 9), bright, 0.3 if side < 0 else 0.16, 8, skin)
        canvas.shade(oval(CENTRE + side * (face.eye_gap + 1), EYES - 7, face.eye_width + 6, 14), dark, 0.3, 8, skin)
    canvas.shade(oval(CENTRE - 12, 196, 46, 26), bright, 0.36, 18, skin)
    canvas.shade(oval(CENTRE - 3, chin - 20, 17, 9), bright, 0.28, 7, skin)
    if face.beard:
        canvas.shade(spline([(CENTRE - face.jaw, EYES + 66), (CENTRE - 40, EYES + 76), (CENTRE, EYES + 68),
            (CENTRE + 40, EYES + 76), (CENTRE + face.jaw, EYES + 66), (CENTRE + 44, chin + 6), (CENTRE, chin + 12),
            (CENTRE - 44, chin + 6)], closed=True), (78, 74, 78), 0.3 * face.beard / 0.45, 9, skin)  # fmt: skip


def _eye_curves(face: Face, side: int) -> tuple[list[Point], list[Point]]:
    """Give upper and lower lid, from the inner to the outer corner."""
    x, w, h = CENTRE + side * face.eye_gap, face.eye_width, face.eye_height
    tilt = face.eye_tilt
    upper = spline([(x - side * w, EYES + 3 + tilt * 0.4), (x - side * w * 0.55, EYES - h * 0.62),
        (x + side * w * 0.02, EYES - h), (x + side * w * 0.6, EYES - h * 0.66),
        (x + side * w, EYES - tilt)])  # fmt: skip
    lower = spline([(x - side * w, EYES + 3 + tilt * 0.4), (x - side * w * 0.45, EYES + h * 0.6),
        (x + side * w * 0.15, EYES + h * 0.78), (x + side * w * 0.68, EYES + h * 0.48),
        (x + side * w, EYES - tilt)])  # fmt: skip
    return upper, lower


def _eye(canvas: Canvas, face: Face, side: int, skin: Image.Image) -> None:
    upper, lower = _eye_curves(face, side)
    shape = [*upper, *reversed(lower)]
    inside = canvas.mask(shape)
    x, w, h = CENTRE + side * face.eye_gap, face.eye_width, face.eye_height
    canvas.paint(inside, (246, 241, 237))
    canvas.shade(oval(x - side * w * 0.95, EYES + 3, 5, 5), (214, 146, 136), 0.6, 2, inside)
    ball = face.eye_height * 0.62 + 4.6
    centre = (x + side * 0.5, EYES - 1.2)
    canvas.paint(canvas.mask(oval(*centre, ball, ball)), darker(face.iris, 0.45), 1, inside)
    canvas.paint(canvas.mask(oval(*centre, ball - 1.3, ball - 1.3)), face.iris, 1, inside)
    canvas.shade(
        oval(centre[0], centre[1] + ball * 0.5, ball * 0.6, ball * 0.36), lighter(face.iris, 0.35), 0.5, 1.6, inside
    )
    canvas.paint(canvas.mask(oval(*centre, ball * 0.45, ball * 0.45)), (14, 9, 8), 1, inside)
    canvas.shade([*upper, *((px, py + 6) for px, py in reversed(upper))], (40, 24, 22), 0.55, 2.2, inside)
    canvas.paint(canvas.mask(oval(centre[0] - 3.2, centre[1] - 3.4, 2.5, 2.3)), (255, 255, 255), 0.95, inside)
    canvas.paint(canvas.mask(oval(centre[0] + 3.2, centre[1] + 3.6, 1.2, 1.1)), (255, 255, 255), 0.5, inside)
    ink = (26, 17, 16)
    lash = [*upper, (x + side * (w + 3.4), EYES - face.eye_tilt - 2.6)] if face.woman and face.age > 12 else upper
    canvas.paint(canvas.mask(ribbon(lash, 4.4 if face.woman else 3.3, 0.66)), ink, 0.95)
    canvas.stroke(lower, darker(face.skin, 0.62), 1.5, 0.6)
    fold = [(px + side * 0.6, py - 3.6 - h * 0.22) for px, py in upper[4:]]
    canvas.stroke(fold, darker(face.skin, 0.55), 1.7, 0.25 + 0.5 * face.lid, skin)
    bag = [(px, py + 6.5) for px, py in lower[6:-6]]
    canvas.stroke(bag, darker(face.skin, 0.45), 2, 0.14 + 0.3 * face.wrinkles, skin)


def _brow(canvas: Canvas, face: Face, side: int, skin: Image.Image) -> None:
    del skin
    x, w = CENTRE + side * face.eye_gap, face.eye_width
    y = EYES - 23 - face.eye_height * 0.35
    arch = spline([(x - side * (w + 3), y + 4), (x - side * w * 0.4, y - face.brow_arch * 0.6),
        (x + side * w * 0.5, y - face.brow_arch), (x + side * (w + 7), y + 4.5)])  # fmt: skip
    shape = ribbon(arch, face.brow, 0.28)
    colour = mix(face.hair, face.skin, 0.18)
    canvas.shade(shape, colour, 0.75, 1.5)
    canvas.paint(canvas.mask(ribbon(arch, face.brow * 0.72, 0.3)), colour, 0.55)


def _nose(canvas: Canvas, face: Face, skin: Image.Image) -> None:
    dark = darker(mix(face.skin, (168, 84, 64), 0.3), 0.34)
    tip, half = EYES + face.nose_length, face.nose
    canvas.shade([(CENTRE + 7, EYES - 14), (CENTRE + 15, EYES - 4), (CENTRE + 13, tip - 14),
        (CENTRE + half + 2, tip - 2), (CENTRE + 8, tip - 8)], dark, 0.34, 4.5, skin)  # fmt: skip
    canvas.shade([(CENTRE - 8, EYES - 14), (CENTRE - 15, EYES - 4), (CENTRE - 10, tip - 26)], dark, 0.22, 4, skin)
    canvas.shade(
        oval(CENTRE - 2, (EYES + tip) / 2 - 8, 4.2, face.nose_length * 0.42), lighter(face.skin, 0.7), 0.34, 3.5, skin
    )
    canvas.shade(oval(CENTRE - 3, tip - 8, 7, 6), lighter(face.skin, 0.7), 0.42, 4, skin)
    canvas.shade([(CENTRE - half, tip), (CENTRE, tip + 5), (CENTRE + half, tip), (CENTRE + half - 6, tip + 9),
        (CENTRE - half + 6, tip + 8)], dark, 0.3, 3.6, skin)  # fmt: skip
    for side in (-1, 1):
        wing = spline([(CENTRE + side * (half - 3), tip - 15), (CENTRE + side * (half + 1.2), tip - 6),
            (CENTRE + side * half * 0.93, tip + 2.2), (CENTRE + side * half * 0.62, tip + 3)])  # fmt: skip
        canvas.stroke(wing, darker(face.skin, 0.5), 2.4, 0.5, skin)
        canvas.shade(
            oval(CENTRE + side * half * 0.48, tip + 1.6, half * 0.25, 2.0), darker(face.skin, 0.7), 0.7, 1, skin
        )
    canvas.stroke(spline([(CENTRE - half * 0.34, tip + 3.4), (CENTRE, tip + 5.6),
        (CENTRE + half * 0.34, tip + 3.4)]), darker(face.skin, 0.55), 1.8, 0.45, skin)  # fmt: skip


def _mouth(canvas: Canvas, face: Face, skin: Image.Image) -> None:
    y = EYES + face.nose_length + (face.length - face.nose_length) * 0.43
    w, full = face.mouth, face.lips
    lift = 1.2 + 3.2 * face.smile
    middle = spline([(CENTRE - w, y - lift), (CENTRE - w * 0.45, y + 0.4), (CENTRE, y + 1.4),
        (CENTRE + w * 0.45, y + 0.4), (CENTRE + w, y - lift)])  # fmt: skip
    upper = spline([(CENTRE - w, y - lift), (CENTRE - w * 0.5, y - 4.6 * full), (CENTRE - w * 0.17, y - 8 * full),
        (CENTRE, y - 5.6 * full), (CENTRE + w * 0.17, y - 8 * full), (CENTRE + w * 0.5, y - 4.6 * full),
        (CENTRE + w, y - lift)])  # fmt: skip
    lower = spline([(CENTRE - w, y - lift), (CENTRE - w * 0.55, y + 6.4 * full), (CENTRE, y + 10.6 * full),
        (CENTRE + w * 0.55, y + 6.4 * full), (CENTRE + w, y - lift)])  # fmt: skip
    canvas.shade(oval(CENTRE, y + 15 * full, w * 0.5, 4.5), darker(face.skin, 0.5), 0.3, 4, skin)
    for side in (-1, 1):
        canvas.shade(oval(CENTRE + side * (w + 3), y - lift, 3.4, 4), darker(face.skin, 0.5), 0.3, 2.6, skin)
    top = canvas.mask([*upper, *reversed(middle)])
    bottom = canvas.mask([*middle, *reversed(lower)])
    canvas.paint(top, darker(face.lip_colour, 0.14), 0.94)
    canvas.paint(bottom, face.lip_colour, 0.94)
    canvas.shade(oval(CENTRE - 3, y + 5.6 * full, w * 0.36, 2.1), lighter(face.lip_colour, 0.6), 0.5, 1.8, bottom)
    canvas.paint(canvas.mask(ribbon(middle, 2.6)), darker(face.lip_colour, 0.62), 0.85)
    canvas.stroke(
        spline([(CENTRE - 4, y - 9 * full - 8), (CENTRE - 3.4, y - 9 * full)]), darker(face.skin, 0.4), 2, 0.2, skin
    )


def _age(canvas: Canvas, face: Face, skin: Image.Image) -> None:
    """Draw the lines that years leave."""
    ink, strength = darker(face.skin, 0.5), face.wrinkles
    tip = EYES + face.nose_length
    for side in (-1, 1):
        canvas.stroke(spline([(CENTRE + side * (face.nose + 4), tip - 6),
            (CENTRE + side * (face.mouth + 4), tip + 14), (CENTRE + side * (face.mouth + 9), tip + 38)]), ink, 3.4,
            0.12 + 0.42 * strength, skin)  # fmt: skip
        outer = CENTRE + side * (face.eye_gap + face.eye_width + 6)
        for rise in (-7, 0, 7):
            canvas.stroke([(outer, EYES + rise * 0.4), (outer + side * 8, EYES + rise),
                (outer + side * 13, EYES + rise * 1.4)], ink, 1.5, 0.42 * strength, skin)  # fmt: skip
    for line in range(3):
        y = 192 + line * 13
        canvas.stroke(spline([(CENTRE - 48, y + 2), (CENTRE - 20, y - 1.5), (CENTRE + 18, y - 1),
            (CENTRE + 46, y + 2)]), ink, 1.8, 0.36 * strength, skin)  # fmt: skip


def _glasses(canvas: Canvas, face: Face) -> None:
    frame: Colour = (38, 34, 36) if face.glasses != "half" else (92, 84, 80)
    half, high = face.eye_width + 11, face.eye_height + 12
    for side in (-1, 1):
        x = CENTRE + side * (face.eye_gap + 1)
        if face.glasses == "round":
            lens = oval(x, EYES + 2, half - 3, high + 4)
        else:
            lens = rounded(x, EYES + 1, half, high - 1)
        glass = canvas.mask(lens)
        canvas.paint(glass, (255, 255, 255), 0.07)
        canvas.shade([(x - half, EYES + 4), (x - 4, EYES - high), (x + 6, EYES - high), (x - half + 8, EYES + high)],
            (255, 255, 255), 0.2, 1.5, glass)  # fmt: skip
        if face.glasses == "half":
            canvas.line([point for point in lens if point[1] < EYES - 1], frame, 2.8)
        canvas.line([*lens, lens[0], lens[1]], frame, 1.2 if face.glasses == "half" else 2.8)
        canvas.line(
            [(x + side * (half - 2), EYES - high + 8), (CENTRE + side * (face.cheek + 3), EYES - 7)], frame, 2.4
        )
    inner = face.eye_gap + 1 - half
    canvas.line(
        spline([(CENTRE - inner - 3, EYES - 3), (CENTRE, EYES - 8), (CENTRE + inner + 3, EYES - 3)]), frame, 2.6
    )
