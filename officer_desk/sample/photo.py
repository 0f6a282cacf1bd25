# SPDX-License-Identifier: Apache-2.0
"""A telephone's photograph of a paper: it lies on something, a little turned, in uneven light, with grain."""

import io
import math
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from officer_desk.sample.canvas import Colour, Point, grained, noise

_WOODS: tuple[tuple[Colour, Colour], ...] = (
    ((94, 58, 34), (176, 122, 76)),
    ((62, 42, 30), (122, 86, 58)),
    ((150, 112, 76), (212, 176, 132)),
)
_CLOTHS: tuple[tuple[Colour, Colour], ...] = (
    ((40, 52, 80), (66, 82, 116)),
    ((48, 66, 68), (78, 100, 100)),
    ((92, 56, 60), (128, 84, 86)),
)
_TOPS: tuple[tuple[Colour, Colour], ...] = (
    ((150, 150, 144), (196, 196, 190)),
    ((196, 194, 188), (228, 226, 222)),
    ((92, 96, 102), (126, 130, 136)),
)


def photograph(paper: Image.Image, width: int, seed: str, *, corner: float = 0.04, glare: bool = False) -> Image.Image:
    """Lay a flat paper on a table and take its picture, `width` dots wide; `corner`: radius as a share of its width."""
    chance = Random(f"{seed}/photo")
    room = chance.uniform(1.16, 1.24)
    height = round(width * paper.height / paper.width * (1.04 if paper.width > paper.height else 0.96))
    size = (width * 2, height * 2)
    table = _table(size, chance)
    corners = _corners(paper, size, room, chance)
    back = _coefficients(corners, [(0, 0), (paper.width, 0), (paper.width, paper.height), (0, paper.height)])
    cut = Image.new("L", paper.size, 0)
    ImageDraw.Draw(cut).rounded_rectangle((1, 1, paper.width - 2, paper.height - 2), corner * paper.width, fill=255)
    mask = cut.transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    laid = paper.transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    table.paste((14, 10, 8), (0, 0), _shadow(mask, chance))
    table.paste(laid, (0, 0), mask)
    image = table.resize((width, height), Image.Resampling.LANCZOS)
    image = _light(image, chance)
    if glare:
        image = _glare(image, chance)
    return grained(image.filter(ImageFilter.GaussianBlur(0.35)), 0.035, chance)


def as_file(image: Image.Image, quality: int) -> bytes:
    """Give the bytes of a WebP, which holds a photograph in half of what a JPEG needs."""
    data = io.BytesIO()
    image.save(data, "WEBP", quality=quality, method=4)
    return data.getvalue()


def _table(size: tuple[int, int], chance: Random) -> Image.Image:
    small = (size[0] // 4, size[1] // 4)
    kind = chance.choice(("wood", "wood", "cloth", "top"))
    if kind == "wood":
        dark, light = chance.choice(_WOODS)
        grain = noise((max(8, small[0] // 90), small[1]), chance).resize(small, Image.Resampling.BICUBIC)
        broad = noise((4, max(6, small[1] // 22)), chance).resize(small, Image.Resampling.BICUBIC)
        grey = Image.blend(grain, broad, 0.55)
    elif kind == "cloth":
        dark, light = chance.choice(_CLOTHS)
        weave = Image.new("L", (4, 4))
        weave.putdata([90, 150, 110, 170, 150, 120, 180, 100, 110, 170, 90, 150, 180, 100, 150, 120])
        tiled = Image.new("L", small)
        for y in range(0, small[1], 4):
            for x in range(0, small[0], 4):
                tiled.paste(weave, (x, y))
        folds = noise((5, 4), chance).resize(small, Image.Resampling.BICUBIC)
        grey = Image.blend(tiled, folds, 0.45)
    else:
        dark, light = chance.choice(_TOPS)
        fine = noise((small[0] // 2, small[1] // 2), chance).resize(small, Image.Resampling.BICUBIC)
        broad = noise((6, 5), chance).resize(small, Image.Resampling.BICUBIC)
        grey = Image.blend(fine, broad, 0.72)
    grey = ImageOps.autocontrast(grey.filter(ImageFilter.GaussianBlur(0.8)))
    return ImageOps.colorize(grey, dark, light).resize(size, Image.Resampling.BICUBIC)


def _corners(paper: Image.Image, size: tuple[int, int], room: float, chance: Random) -> list[Point]:
    """Give where the paper's corners come to lie: turned a little, and seen a little from the side."""
    share = min(size[0] / paper.width, size[1] / paper.height) / room
    half_width, half_height = paper.width * share / 2, paper.height * share / 2
    angle = math.radians(chance.choice((-1, 1)) * chance.uniform(0.6, 4.2))
    lean, tilt = chance.uniform(-0.018, 0.018), chance.uniform(-0.02, 0.02)
    middle = (
        size[0] / 2 + chance.uniform(-0.012, 0.012) * size[0],
        size[1] / 2 + chance.uniform(-0.012, 0.012) * size[1],
    )
    corners: list[Point] = []
    for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        x, y = sx * half_width * (1 + lean * sy), sy * half_height * (1 + tilt * sx)
        corners.append(
            (
                middle[0] + x * math.cos(angle) - y * math.sin(angle),
                middle[1] + x * math.sin(angle) + y * math.cos(angle),
            )
        )
    return corners


def _coefficients(seen: Sequence[Point], flat: Sequence[Point]) -> tuple[float, ...]:
    """Give the eight numbers by which Pillow finds the flat point of a seen one (Gauss's elimination)."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for i in range(8):
        best = max(range(i, 8), key=lambda row: abs(rows[row][i]))
        rows[i], rows[best] = rows[best], rows[i]
        pivot = rows[i][i]
        rows[i] = [value / pivot for value in rows[i]]
        for j in range(8):
            if j != i:
                factor = rows[j][i]
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
    return tuple(row[8] for row in rows)


def _shadow(mask: Image.Image, chance: Random) -> Image.Image:
    small = mask.resize((mask.width // 4, mask.height // 4)).filter(ImageFilter.GaussianBlur(mask.width / 400))
    moved = ImageChops.offset(small, chance.randint(1, 4), chance.randint(3, 6))
    return moved.point([round(i * 0.55) for i in range(256)]).resize(mask.size, Image.Resampling.BILINEAR)


def _light(image: Image.Image, chance: Random) -> Image.Image:
    """Let the light fall from one side, and tint it as lamps do."""
    field = Image.new("L", (3, 3))
    field.putdata([round(chance.uniform(206, 255)) for _ in range(9)])
    field = field.resize(image.size, Image.Resampling.BICUBIC)
    warm = chance.uniform(-1, 1)
    tints = (1 + 0.025 * warm, 1.0, 1 - 0.03 * warm)
    bands = [field.point([min(255, round(i * tint)) for i in range(256)]) for tint in tints]
    return ImageChops.multiply(image, Image.merge("RGB", bands))


def _glare(image: Image.Image, chance: Random) -> Image.Image:
    """Reflect a lamp, off the middle."""
    small = Image.new("L", (image.width // 6, image.height // 6), 0)
    x, y, r = small.width * chance.uniform(0.25, 0.6), small.height * chance.uniform(0.62, 0.8), small.width * 0.055
    ImageDraw.Draw(small).ellipse((x - r, y - r, x + r, y + r), fill=205)
    spot = small.filter(ImageFilter.GaussianBlur(r * 0.7)).resize(image.size, Image.Resampling.BILINEAR)
    image.paste((255, 253, 246), (0, 0), spot)
    return image
