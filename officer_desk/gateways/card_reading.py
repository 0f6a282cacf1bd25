# SPDX-License-Identifier: Apache-2.0
"""What a photographed picture says without reading its letters: its QR codes, its quality, and what it looks like.

It works for `card_readers` in a process of its own: what hostile bytes do to a decoder, they do there.
"""

import hashlib
import math

from PIL import Image

from officer_desk.domain.records import CardCode, PictureReading
from officer_desk.errors import Refused
from officer_desk.gateways import card_codes, card_outline, picture_quality, pictures
from officer_desk.gateways.card_readers import CHECKER_VERSION
from officer_desk.gateways.likeness_hash import likeness_of
from officer_desk.gateways.reading_server import Link, answer

_LONGEST = 4200
"""Pixels of the longer side to which a larger picture is brought: telephones take no more without being told to."""
_MEMORY = 700_000_000
"""Bytes that reading may take beside the program itself."""
_PATIENCE = 60.0
"""Seconds without a question after which the process ends."""


def serve(link: Link, seconds: float) -> None:
    """Answer with what stands on a picture, until nobody asks any more."""
    answer(link, reply, seconds=seconds, memory=_MEMORY, patience=_PATIENCE)


def reply(data: bytes) -> PictureReading | Refused:
    """Read a picture, or say why not."""
    try:
        return read(data)
    except Refused as refused:
        return refused
    except Exception:  # noqa: BLE001 - also MemoryError: this picture cannot be read, the next one is
        return Refused("picture-unreadable", offender="")


def read(data: bytes) -> PictureReading:
    """Read a picture; raises as `pictures.decode`."""
    picture = decoded(data, _LONGEST)
    found = card_codes.find(picture.convert("L"))
    card = card_outline.find(picture)
    turn = _turn_of(found.codes[0], picture.size) if found.codes else None
    module = min((code.pixels_per_module for code in found.codes), default=found.unread)
    return PictureReading(
        sha256=hashlib.sha256(data).hexdigest(),
        version=CHECKER_VERSION,
        codes=found.codes,
        hints=picture_quality.hints(picture, card, turn, module),
        likeness=likeness_of(picture),
        card=None if card is None else card.corners,
    )


def decoded(data: bytes, longest: int) -> Image.Image:
    """Give a picture upright, in colour, its longer side within bounds; raises as `pictures.decode`."""
    pixels = pictures.decode(data, longest)
    return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)


def _turn_of(code: CardCode, size: tuple[int, int]) -> float:
    """Give the angle, clockwise, by which a code and the card under it are turned."""
    (ax, ay), (bx, by), *_ = code.corners
    return math.degrees(math.atan2((by - ay) * size[1], (bx - ax) * size[0]))
