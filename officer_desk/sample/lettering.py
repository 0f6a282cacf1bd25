# SPDX-License-Identifier: Apache-2.0
"""Words on drawn papers, set in fonts that the repository ships."""

from functools import cache

from PIL import Image, ImageDraw, ImageFont

from officer_desk import resources
from officer_desk.sample.canvas import Canvas, Colour, Point

INK: Colour = (30, 32, 36)

FONTS = {
    "sans": "fonts/BeVietnamPro-Regular.ttf",
    "sans-medium": "fonts/BeVietnamPro-Medium.ttf",
    "sans-bold": "fonts/BeVietnamPro-Bold.ttf",
    "serif": "fonts/Tinos-Regular.ttf",
    "serif-bold": "fonts/Tinos-Bold.ttf",
    "serif-italic": "fonts/Tinos-Italic.ttf",
    "machine": "sample/ShareTechMono-Regular.ttf",
}


@cache
def font(name: str, dots: int) -> ImageFont.FreeTypeFont:
    """Give a shipped font; the plain layout engine is the same on every machine."""
    path = resources.folder() / FONTS[name]
    return ImageFont.truetype(str(path), dots, layout_engine=ImageFont.Layout.BASIC)


def write(
    canvas: Canvas,
    at: Point,
    text: str,
    size: float,
    *,
    face: str = "sans",
    colour: Colour = INK,
    anchor: str = "ls",
    fit: float = 0,
) -> float:
    """Write one line `size` units high, made smaller when it would be wider than `fit`; give its right end."""
    used = font(face, round(size * canvas.scale))
    if fit and used.getlength(text) > fit * canvas.scale:
        used = font(face, int(size * canvas.scale * fit * canvas.scale / used.getlength(text)))
    (where,) = canvas.dots([at])
    ImageDraw.Draw(canvas.image).text(where, text, font=used, fill=colour, anchor=anchor)
    return at[0] + used.getlength(text) / canvas.scale


def wrapped(text: str, size: float, face: str, width: float, canvas: Canvas) -> list[str]:
    """Break a text into lines that are not wider than `width` units."""
    used = font(face, round(size * canvas.scale))
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and used.getlength(longer) <= width * canvas.scale:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def watermark(canvas: Canvas, centre: Point, size: float, angle: float, opacity: float = 0.2) -> None:
    """Say across a paper that it is none."""
    text = "MẪU  ·  SPECIMEN"
    used = font("sans-bold", round(size * canvas.scale))
    width, height = round(used.getlength(text)) + 8, round(size * canvas.scale * 1.5)
    words = Image.new("L", (width, height), 0)
    ImageDraw.Draw(words).text((4, height // 2), text, font=used, fill=round(255 * opacity), anchor="lm")
    words = words.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    layer = Image.new("L", canvas.image.size, 0)
    ((x, y),) = canvas.dots([centre])
    layer.paste(words, (round(x - words.width / 2), round(y - words.height / 2)))
    canvas.image.paste((190, 40, 46), (0, 0), layer)
