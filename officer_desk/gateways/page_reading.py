# SPDX-License-Identifier: Apache-2.0
"""A scanned page as it is kept: its codes read, turned upright, grey and compact.

It works for `page_workers` in a process of its own: what hostile bytes do to a decoder, they do there.
"""

import io

from PIL import Image, ImageChops

from officer_desk.domain.codes import FORM_CODE
from officer_desk.errors import Refused
from officer_desk.gateways import page_codes
from officer_desk.gateways.page_files import ReadPage
from officer_desk.gateways.page_sources import Pages
from officer_desk.gateways.straightening import straighten

_KEPT = 2339
"""Pixels of the longer side as it is kept: A4 at 200 dpi."""
_QUALITY = 60


def read(pages: Pages, index: int) -> ReadPage:
    """Read one page; raises `Refused`: "page-broken", "page-too-large"."""
    try:
        return _read(pages, index)
    except Refused:
        raise
    except Exception as error:
        # Decoders of hostile bytes raise anything from OSError to KeyError.
        raise Refused("page-broken") from error


def _read(pages: Pages, index: int) -> ReadPage:
    grey = _grey(pages.draw(index, colour=False))
    codes = page_codes.find(grey, lambda: _inkless(pages.draw(index, colour=True)))
    ours = next((code for code in codes if code.text.startswith(FORM_CODE)), None)
    page = _small(grey)
    if ours is not None:
        page = straighten(page, ours.scaled(page.width / grey.width))
    with io.BytesIO() as kept:
        page.save(kept, "JPEG", quality=_QUALITY)
        return ReadPage(kept.getvalue(), tuple(code.text for code in codes))


def _small(page: Image.Image) -> Image.Image:
    scale = _KEPT / max(page.size)
    if scale >= 1:
        return page
    size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
    return page.resize(size, Image.Resampling.BOX)


def _grey(image: Image.Image) -> Image.Image:
    """Give a page in grey: transparent parts on white, 16-bit grey scaled to 8."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return _on_white(image).convert("L")


def _inkless(image: Image.Image) -> Image.Image | None:
    """Give the lightest of a page's colours at each point: blue pens and red stamps go, black print stays."""
    if image.mode in {"1", "L", "LA"} or image.mode.startswith(("I", "F")):
        return None
    red, green, blue = _on_white(image).convert("RGB").split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image
    layer = image.convert("RGBA")
    ground = Image.new("RGB", layer.size, "white")
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground
