# SPDX-License-Identifier: Apache-2.0
"""Drawing on a supersampled Pillow image in its own units: smooth shapes, soft shades, strokes and grain.

Chance comes only from the `random.Random` that is handed in (Pillow's own noise cannot be seeded), so that one seed
gives one picture.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = tuple[int, int, int]

_SOFT = 4
"""Soft masks are made at a quarter of the size: a blur has no detail to lose, and is 16 times as fast."""


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Give the colour that lies `share` (0 to 1) of the way from the first to the second."""
    r, g, b = (round(a + (c - a) * share) for a, c in zip(first, second, strict=True))
    return r, g, b


def darker(colour: Colour, share: float) -> Colour:
    """Give a colour nearer to a warm black."""
    return mix(colour, (24, 12, 10), share)


def lighter(colour: Colour, share: float) -> Colour:
    """Give a colour nearer to white."""
    return mix(colour, (255, 255, 255), share)


def spline(points: Sequence[Point], *, closed: bool = False, steps: int = 12) -> list[Point]:
    """Run a Catmull-Rom curve through the points."""
    count = len(points)
    curve: list[Point] = []
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k - 1) % count] for k in range(4))
        else:
            p0, p1, p2, p3 = points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, count - 1)]
        for step in range(steps):
            t = step / steps
            a, b = t * t, t * t * t
            w0, w1, w2, w3 = -t + 2 * a - b, 2 - 5 * a + 3 * b, t + 4 * a - 3 * b, b - a
            curve.append(
                (
                    (w0 * p0[0] + w1 * p1[0] + w2 * p2[0] + w3 * p3[0]) / 2,
                    (w0 * p0[1] + w1 * p1[1] + w2 * p2[1] + w3 * p3[1]) / 2,
                )
            )
    if not closed:
        curve.append(points[-1])
    return curve


def mirrored(half: Sequence[Point], centre: float) -> list[Point]:
    """Complete the right half of an outline, given from top to bottom, by its mirror image."""
    return [*half, *((2 * centre - x, y) for x, y in reversed(half) if abs(x - centre) > 1e-6)]


@dataclass
class Canvas:
    """An image of `width` × `height` units, drawn with `scale` dots to the unit.

    `origin` is the point in units that lies in the upper left corner.
    """

    scale: float
    image: Image.Image
    origin: Point = (0.0, 0.0)

    @classmethod
    def blank(cls, width: float, height: float, scale: float, colour: Colour) -> "Canvas":
        """Give a canvas of one colour."""
        return cls(scale, Image.new("RGB", (round(width * scale), round(height * scale)), colour))

    def dots(self, points: Sequence[Point]) -> list[Point]:
        """Turn units into dots."""
        left, top = self.origin
        return [((x - left) * self.scale, (y - top) * self.scale) for x, y in points]

    def raised(self, units: float) -> "Canvas":
        """Give the same image with everything drawn that much higher."""
        return Canvas(self.scale, self.image, (self.origin[0], self.origin[1] + units))

    def mask(self, *shapes: Sequence[Point]) -> Image.Image:
        """Give a hard mask of closed shapes."""
        mask = Image.new("L", self.image.size, 0)
        draw = ImageDraw.Draw(mask)
        for shape in shapes:
            draw.polygon(self.dots(shape), fill=255)
        return mask

    def soft_mask(self, shape: Sequence[Point], blur: float) -> Image.Image:
        """Give a mask whose edge is blurred by `blur` units."""
        size = (max(1, self.image.width // _SOFT), max(1, self.image.height // _SOFT))
        small = Image.new("L", size, 0)
        ImageDraw.Draw(small).polygon([(x / _SOFT, y / _SOFT) for x, y in self.dots(shape)], fill=255)
        return small.filter(ImageFilter.GaussianBlur(blur * self.scale / _SOFT)).resize(
            self.image.size, Image.Resampling.BILINEAR
        )

    def paint(self, mask: Image.Image, colour: Colour, opacity: float = 1.0, within: Image.Image | None = None) -> None:
        """Lay a colour through a mask, and only `within` another one if that is given."""
        if within is not None:
            mask = ImageChops.multiply(mask, within)
        if opacity < 1:
            mask = mask.point([round(i * opacity) for i in range(256)])
        self.image.paste(colour, (0, 0), mask)

    def fill(self, shape: Sequence[Point], colour: Colour) -> None:
        """Fill a closed shape."""
        ImageDraw.Draw(self.image).polygon(self.dots(shape), fill=colour)

    def shade(
        self,
        shape: Sequence[Point],
        colour: Colour,
        opacity: float,
        blur: float,
        within: Image.Image | None = None,
    ) -> None:
        """Lay a soft shade."""
        self.paint(self.soft_mask(shape, blur), colour, opacity, within)

    def stroke(
        self,
        points: Sequence[Point],
        colour: Colour,
        width: float,
        opacity: float = 1.0,
        within: Image.Image | None = None,
    ) -> None:
        """Draw a line that is `width` units thick in its middle and tapers to both ends."""
        self.paint(self.mask(ribbon(points, width)), colour, opacity, within)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw a line of even thickness."""
        ImageDraw.Draw(self.image).line(
            self.dots(points), fill=colour, width=max(1, round(width * self.scale)), joint="curve"
        )

    def gradient(self, top: Colour, bottom: Colour, mask: Image.Image | None = None) -> None:
        """Lay a vertical run of colours over everything, or through a mask."""
        ramp = Image.linear_gradient("L").resize(self.image.size)
        run = Image.merge(
            "RGB",
            [ramp.point([round(a + (b - a) * i / 255) for i in range(256)]) for a, b in zip(top, bottom, strict=True)],
        )
        self.image.paste(run, (0, 0), mask)

    def finished(self, width: int) -> Image.Image:
        """Give the picture at its final width."""
        height = round(self.image.height * width / self.image.width)
        return self.image.resize((width, height), Image.Resampling.LANCZOS)


def ribbon(points: Sequence[Point], width: float, taper: float = 0.5) -> list[Point]:
    """Give the outline of a tapered stroke along a curve; `taper` is where along it the stroke is thickest."""
    last = len(points) - 1
    upper: list[Point] = []
    lower: list[Point] = []
    for i, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = points[max(i - 1, 0)], points[min(i + 1, last)]
        dx, dy = bx - ax, by - ay
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        t = i / last
        swell = t / taper if t < taper else (1 - t) / (1 - taper)
        half = width / 2 * (0.12 + 0.88 * min(1.0, swell) ** 0.7)
        upper.append((x - dy / length * half, y + dx / length * half))
        lower.append((x + dy / length * half, y - dx / length * half))
    return [*upper, *reversed(lower)]


def oval(x: float, y: float, half_width: float, half_height: float) -> list[Point]:
    """Give an ellipse as a closed shape."""
    k = 0.7071
    return spline(
        [
            (x + half_width, y),
            (x + half_width * k, y + half_height * k),
            (x, y + half_height),
            (x - half_width * k, y + half_height * k),
            (x - half_width, y),
            (x - half_width * k, y - half_height * k),
            (x, y - half_height),
            (x + half_width * k, y - half_height * k),
        ],
        closed=True,
    )


def rounded(x: float, y: float, half_width: float, half_height: float, power: float = 0.42) -> list[Point]:
    """Give a rectangle with round corners as a closed shape, from its left middle over the top."""
    points: list[Point] = []
    for i in range(72):
        angle = math.pi + i * math.tau / 72
        c, s = math.cos(angle), math.sin(angle)
        points.append(
            (x + half_width * math.copysign(abs(c) ** power, c), y + half_height * math.copysign(abs(s) ** power, s))
        )
    return points


def noise(size: tuple[int, int], chance: Random) -> Image.Image:
    """Give a grey image of even noise."""
    return Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))


def grained(image: Image.Image, strength: float, chance: Random) -> Image.Image:
    """Add a camera's grain: grey values go up or down by at most `strength` of 128."""
    grain = noise(image.size, chance).filter(ImageFilter.GaussianBlur(0.6))
    grain = grain.point([round(128 + (i - 128) * strength) for i in range(256)])
    return ImageChops.add(image, Image.merge("RGB", (grain, grain, grain)), 1, -128)
