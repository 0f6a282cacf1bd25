# SPDX-License-Identifier: Apache-2.0
"""A scanned picture as the officer straightened and cropped it; hostile until decoded, like every picture."""

import io
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from officer_desk.errors import Refused
from officer_desk.gateways.page_files import PICTURE_BYTES
from officer_desk.gateways.picture_header import read_header
from officer_desk.gateways.pictures import MAX_PIXELS, DecodedPicture

_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
_QUALITY = {"L": 70, "RGB": 90}
"""Of a page in grey, and of a picture by which a face is judged."""
_LEAST_SIDE = 40
_LOOKED_AT = (420, 594)
"""So small a page still shows its writing."""
_FAINT, _SPECKS = 24, 0.002
"""What differs less from the paper is no ink; and this share of the page, one line of small letters, is dust."""


@dataclass(frozen=True, slots=True)
class Edits:
    """First turned by quarters and degrees (both clockwise, corners become white), then cropped."""

    quarters: int = 0
    degrees: float = 0.0
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    """Left, top, right, bottom as shares of the turned picture."""


def draw(data: bytes, most: int) -> DecodedPicture:
    """Decode for the screen, no side longer than `most`; raises as `finish` does."""
    with _opened(data) as image:
        if image.format == "JPEG":
            image.draft(image.mode if image.mode == "L" else "RGB", (most, most))
        flat = _flat(image, "RGB")
        flat.thumbnail((most, most))
        return DecodedPicture(flat.width, flat.height, flat.tobytes())


def is_empty(data: bytes) -> bool:
    """Tell whether a page is of one shade, white or black, but for dust; raises as `finish` does."""
    with _opened(data) as image:
        small = _flat(image, "L").resize(_LOOKED_AT, Image.Resampling.BOX)
    shades = small.histogram()
    usual = max(range(256), key=shades.__getitem__)
    marks = sum(count for shade, count in enumerate(shades) if abs(shade - usual) > _FAINT)
    return marks < _SPECKS * small.width * small.height


def finish(data: bytes, edits: Edits, mode: Literal["L", "RGB"]) -> bytes:
    """Give the edited picture as a compact JPEG.

    Raises `Refused`: "scan-no-picture", "page-broken", "page-too-large", "crop-too-small".
    """
    with _opened(data) as image:
        turned = _turned(_flat(image, mode), edits)
    left, top, right, bottom = edits.crop
    box = (
        round(left * turned.width),
        round(top * turned.height),
        round(right * turned.width),
        round(bottom * turned.height),
    )
    if min(box[2] - box[0], box[3] - box[1]) < _LEAST_SIDE:
        raise Refused("crop-too-small")
    with io.BytesIO() as kept:
        turned.crop(box).save(kept, "JPEG", quality=_QUALITY[mode])
        return kept.getvalue()


def _turned(image: Image.Image, edits: Edits) -> Image.Image:
    turn = _TURNS.get(edits.quarters % 4)
    upright = image if turn is None else image.transpose(turn)
    if not edits.degrees:
        return upright
    white = 255 if upright.mode == "L" else (255, 255, 255)
    return upright.rotate(-edits.degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=white)


def _opened(data: bytes) -> Image.Image:
    """Open a picture of an allowed kind and size, decoded to its end."""
    header = None if len(data) > PICTURE_BYTES else read_header(data)
    if header is None:
        raise Refused("scan-no-picture")
    if header.width * header.height > MAX_PIXELS:
        raise Refused("page-too-large", most=MAX_PIXELS // 1_000_000)
    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP"))
        if image.width * image.height > MAX_PIXELS:
            raise Refused("page-too-large", most=MAX_PIXELS // 1_000_000)
    except Refused:
        raise
    except Exception as error:
        # Decoders of hostile bytes raise anything from OSError to KeyError.
        raise Refused("page-broken") from error
    return image


def _flat(image: Image.Image, mode: str) -> Image.Image:
    """Give all pixels in grey or colour, transparent parts on white."""
    try:
        if image.mode.startswith("I;16"):
            return image.convert("I").point(lambda value: value / 256).convert("L").convert(mode)
        if image.has_transparency_data:
            layer = image.convert("RGBA")
            ground = Image.new("RGB", layer.size, "white")
            ground.paste(layer, mask=layer.getchannel("A"))
            return ground.convert(mode)
        return image.convert(mode)
    except Exception as error:
        raise Refused("page-broken") from error
