# SPDX-License-Identifier: Apache-2.0
"""Signed forms as scanners give them: real Form 01 pages, signed, spoilt, written as PDF, TIFF or pictures."""

import io
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from officer_desk.office import OpenOffice
from officer_desk.printing import form01, payload, wording
from officer_desk.services import forms
from tests.conftest import ADMIN

TEMPLATE = "form01_dk_gd"
CODE = (0.142, 0.822, 0.267, 0.911)
"""Where the code lies on the form: left, top, right, bottom, as parts of the page."""


def draw(pdf: bytes, dpi: int = 300) -> Image.Image:
    """Draw the first page in grey."""
    document = pypdfium2.PdfDocument(pdf)
    drawn = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return drawn


def printed(office: OpenOffice, declaration_id: int, *, key: bytes | None = None, version: int | None = None) -> bytes:
    """Give Form 01 of a file as it is printed; forged, with another key or version in its code."""
    data = office.ask(office.context(ADMIN), forms.prepare, declaration_id, TEMPLATE)
    if key is not None or version is not None:
        sealed = key or office.gateways.keys.key_for(payload.KEY)
        text = payload.make(data.declared.number, version or data.data_version, sealed)
        data = replace(data, payload=text)
    return form01.render(data, wording.load(office.gateways.texts.read, TEMPLATE))


def place(page: Image.Image) -> tuple[int, int, int, int]:
    """Give the code's place on an upright page in pixels."""
    left, top, right, bottom = CODE
    return (
        round(page.width * left), round(page.height * top), round(page.width * right), round(page.height * bottom)
    )  # fmt: skip


def cover(page: Image.Image) -> Image.Image:
    """Stick a label over the code."""
    page = page.copy()
    left, top, right, bottom = place(page)
    ImageDraw.Draw(page).rectangle((left - 10, top - 10, right + 10, bottom + 10), fill=225)
    return page


def sign(page: Image.Image, dice: random.Random, *, over_code: bool = False) -> Image.Image:
    """Sign with a pen: in the right half, where one signs; or so large that it runs over a corner of the code."""
    page = page.copy()
    scale = page.width / 2480
    x, y = (900, 2830) if over_code else (1500, 2700)
    points: list[tuple[float, float]] = []
    for _ in range(70):
        x += dice.uniform(-22, 4) if over_code else dice.uniform(-12, 26)
        y += dice.uniform(-45, 45)
        points.append((max(560.0, x) * scale, min(max(2760.0, y), 3000.0) * scale))
    pen = max(1, round(dice.uniform(5, 8) * scale))
    ImageDraw.Draw(page).line(points, fill=dice.randrange(40, 110), width=pen, joint="curve")
    return page


def scribble(page: Image.Image, dice: random.Random, lines: int = 2) -> Image.Image:
    """Scribble all over the code with a pen."""
    page = page.copy()
    scale = page.width / 2480
    for _ in range(lines):
        x, y = dice.uniform(300, 700), dice.uniform(2850, 3230)
        points: list[tuple[float, float]] = []
        for _ in range(60):
            x, y = x + dice.uniform(-10, 14), y + dice.uniform(-30, 30)
            points.append((x * scale, y * scale))
        pen = max(1, round(dice.uniform(5, 8) * scale))
        ImageDraw.Draw(page).line(points, fill=dice.randrange(30, 110), width=pen, joint="curve")
    return page


def turn(page: Image.Image, degrees: float) -> Image.Image:
    """Lay a page askew: by quarters with its edges, the rest within them."""
    quarters = round(degrees / 90)
    turned = page.transpose((None, 2, 3, 4)[quarters % 4]) if quarters % 4 else page
    rest = degrees - 90 * quarters
    return turned.rotate(rest, Image.Resampling.BILINEAR, fillcolor=255) if rest else turned


def slant(page: Image.Image, by: float) -> Image.Image:
    """Pull a page through the feeder unevenly."""
    height = page.height
    return page.transform(
        page.size, Image.Transform.AFFINE, (1, by, -by * height / 2, 0, 1, 0), Image.Resampling.BILINEAR, fillcolor=255
    )


def noise(page: Image.Image, strength: float) -> Image.Image:
    """Let a poor sensor see it."""
    return ImageChops.add(page, Image.effect_noise(page.size, strength), 1, -128)


def shade(page: Image.Image, dice: random.Random, strength: float = 0.7) -> Image.Image:
    """Let light fall on it from one side, as on the paper before a camera."""
    slope = Image.linear_gradient("L").rotate(dice.choice((0, 90, 180, 270))).resize(page.size)
    return ImageChops.multiply(page, slope.point(lambda value: int(255 * (1 - strength) + value * strength)))


def fax(page: Image.Image, level: int = 128) -> Image.Image:
    """Leave nothing but black and white."""
    return page.point(lambda value: 255 if value > level else 0).convert("1")


def blur(page: Image.Image, radius: float) -> Image.Image:
    """Move it while it is scanned."""
    return page.filter(ImageFilter.GaussianBlur(radius))


def at(page: Image.Image, dpi: int) -> Image.Image:
    """Scan a page that was drawn at 300 dpi with less."""
    size = (round(page.width * dpi / 300), round(page.height * dpi / 300))
    return page.resize(size, Image.Resampling.BOX)


def jpeg(page: Image.Image, quality: int = 40) -> bytes:
    """Give a page as a JPEG file."""
    with io.BytesIO() as held:
        page.convert("L").save(held, "JPEG", quality=quality)
        return held.getvalue()


def as_folder(folder: Path, pages: Sequence[Image.Image], quality: int = 40) -> Path:
    """Write pages as the pictures of a folder."""
    folder.mkdir()
    for number, page in enumerate(pages, 1):
        (folder / f"scan {number}.jpg").write_bytes(jpeg(page, quality))
    return folder


def as_pdf(path: Path, pages: Sequence[Image.Image], quality: int = 40, dpi: int = 150) -> Path:
    """Write pages as one PDF of JPEGs, as a feeder's program does."""
    first, *rest = [Image.open(io.BytesIO(jpeg(page, quality))) for page in pages]
    first.save(path, "PDF", save_all=True, append_images=rest, resolution=dpi, quality=quality)
    return path


def as_tiff(path: Path, pages: Sequence[Image.Image], dpi: int = 150, compression: str = "tiff_lzw") -> Path:
    """Write pages as one TIFF."""
    first, *rest = pages
    first.save(path, "TIFF", save_all=True, append_images=rest, compression=compression, dpi=(dpi, dpi))
    return path
