# SPDX-License-Identifier: Apache-2.0
"""Cards of people who do not exist, photographed well and badly, each fault by measure."""

import io
import math
from dataclasses import dataclass
from functools import lru_cache
from random import Random

import qrcode
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter
from qrcode.constants import ERROR_CORRECT_L

from officer_desk.domain.values import IdentityKind
from officer_desk.gateways.units import Units
from officer_desk.sample.cards import card_back, card_front, qr_text
from officer_desk.sample.mrz import card_lines, passport_lines
from officer_desk.sample.papers import passport_days, passport_page
from officer_desk.sample.people import Person, make_person

SIDE = 164 / 856
"""The QR code of a chip card with its margin, against the card's width."""
_ROOM = 1.2
_TABLE = (112, 88, 66)


@dataclass(frozen=True, slots=True)
class Shot:
    """How a card was photographed."""

    width: int = 1000
    """Pixels across the card."""
    turn: float = 2.0
    """Degrees, clockwise."""
    slant: float = 0.0
    """By this share the far edge is shorter than the near one."""
    blur: float = 0.0
    """Of a lens, as a share of the card's width in thousandths."""
    light: float = 1.0
    glare: tuple[float, float, float] | None = None
    """Middle and radius as shares of the card's width."""
    noise: float = 6.0
    quality: int = 80
    cut: float = 0.0
    """So much of the card's width lies outside the picture."""


@lru_cache(maxsize=1)
def address_text():
    """Give how addresses are printed."""
    return Units.load().address_text


@lru_cache(maxsize=400)
def person(index: int, paper: IdentityKind = IdentityKind.CCCD, *, new_card: bool = False, seed: int = 77) -> Person:
    """Give somebody who has such a paper; an index gives always the same one."""
    tried = (make_person(seed, index * 400 + turn) for turn in range(400))
    return next(one for one in tried if one.paper is paper and (one.new_card == new_card))


@lru_cache(maxsize=24)
def front(one: Person) -> Image.Image:
    """Draw the front of a card."""
    return card_front(one, address_text(), f"{one.index}/front")


@lru_cache(maxsize=24)
def back(one: Person) -> Image.Image:
    """Draw its back."""
    return card_back(one, address_text(), f"{one.index}/back")


@lru_cache(maxsize=8)
def passport(one: Person) -> Image.Image:
    """Draw a passport's page of data."""
    return passport_page(one, address_text(), f"{one.index}/passport")


def code_text(one: Person) -> str:
    """Give what the QR code of a card says."""
    return qr_text(one, address_text())


def lines_of(one: Person) -> tuple[str, ...]:
    """Give the machine-readable lines of a card or passport."""
    if one.paper is IdentityKind.PASSPORT:
        _, until = passport_days(one)
        return passport_lines(
            one.paper_number, one.id_number, one.full_name, one.born, until, woman=one.woman
        )  # fmt: skip
    return card_lines(one.id_number, one.full_name, one.born, one.expires, woman=one.woman)


@lru_cache(maxsize=8)
def health_card(text: str) -> Image.Image:
    """Draw a health card with its code."""
    card = Image.new("RGB", (1712, 1080), (226, 236, 240))
    pen = ImageDraw.Draw(card)
    for row in range(9):
        pen.rectangle((80, 330 + row * 70, 700 + row % 3 * 120, 350 + row * 70), fill=(60, 70, 80))
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=4)
    code.add_data(text.encode())
    code.make()
    drawn = code.make_image().get_image().convert("RGB").resize((560, 560), Image.Resampling.NEAREST)
    card.paste(drawn, (1100, 420))
    return card


def shoot(paper: Image.Image, shot: Shot, seed: int = 1) -> Image.Image:
    """Photograph a flat paper."""
    dice = Random(seed)
    height = shot.width * paper.height / paper.width
    shrink = max(1, int(paper.width / shot.width / 1.4))
    flat = paper.reduce(shrink) if shrink > 1 else paper
    whole = math.hypot(shot.width, height) if abs(shot.turn) % 180 > 12 else None
    size = (round(whole or shot.width * _ROOM), round(whole or height * _ROOM))
    corners = corners_of(shot, size, height)
    back_to = _coefficients(corners, ((0, 0), (flat.width, 0), (flat.width, flat.height), (0, flat.height)))
    laid = flat.transform(size, Image.Transform.PERSPECTIVE, back_to, Image.Resampling.BICUBIC)
    mask = Image.new("L", flat.size, 255).transform(size, Image.Transform.PERSPECTIVE, back_to)
    seen = Image.new("RGB", size, tuple(part + dice.randrange(-14, 15) for part in _TABLE))
    seen.paste(laid, mask=mask)
    if shot.blur:
        seen = seen.filter(ImageFilter.GaussianBlur(shot.blur * shot.width / 1000))
    if shot.glare:
        seen = _glare(seen, corners, shot.width, shot.glare)
    if shot.light != 1:
        seen = ImageEnhance.Brightness(seen).enhance(shot.light)
    if shot.noise:
        grain = Image.effect_noise(size, shot.noise)
        seen = Image.merge("RGB", [ImageChops.add(band, grain, 1, -128) for band in seen.split()])
    if shot.cut:
        seen = seen.crop((round(size[0] * (0.5 - 0.5 / _ROOM + shot.cut)), 0, *size))
    return seen


def taken(paper: Image.Image, shot: Shot, seed: int = 1) -> bytes:
    """Give the file of a photograph."""
    with io.BytesIO() as held:
        shoot(paper, shot, seed).save(held, "JPEG", quality=shot.quality)
        return held.getvalue()


def corners_of(shot: Shot, size: tuple[int, int], height: float) -> list[tuple[float, float]]:
    """Give where the corners of the card come to lie."""
    angle = math.radians(shot.turn)
    found: list[tuple[float, float]] = []
    for across, down in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        x = across * shot.width / 2 * (1 - shot.slant * (down < 0))
        y = down * height / 2 * (1 - shot.slant / 3)
        turned = (x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle))
        found.append((size[0] / 2 + turned[0], size[1] / 2 + turned[1]))
    return found


def _glare(seen, corners, width: int, glare: tuple[float, float, float]):
    (ax, ay), (bx, by), _, (dx, dy) = corners
    across, down, radius = glare
    x = ax + (bx - ax) * across + (dx - ax) * down
    y = ay + (by - ay) * across + (dy - ay) * down
    reach = radius * width
    spot = Image.new("L", (seen.width // 4, seen.height // 4), 0)
    ImageDraw.Draw(spot).ellipse(
        ((x - reach) / 4, (y - reach) / 4, (x + reach) / 4, (y + reach) / 4), fill=255
    )  # fmt: skip
    soft = spot.filter(ImageFilter.GaussianBlur(reach / 10)).resize(seen.size, Image.Resampling.BILINEAR)
    seen = seen.copy()
    seen.paste((255, 255, 252), (0, 0), soft)
    return seen


def _coefficients(seen, flat) -> tuple[float, ...]:
    """Give the eight numbers by which Pillow finds the flat point of a seen one."""
    import numpy as np

    rows, values = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(float(one) for one in np.linalg.solve(np.array(rows, float), np.array(values, float)))
