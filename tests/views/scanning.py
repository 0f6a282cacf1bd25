# SPDX-License-Identifier: Apache-2.0
"""What tests of scanning share: a printed form as a scanner sees it, and reading without a process of its own."""

import io
from contextlib import closing
from dataclasses import replace

import pypdfium2
from PIL import Image

from officer_desk.domain.records import Actor
from officer_desk.gateways import page_reading, page_sources
from officer_desk.gateways.page_files import PageFile, ReadPage
from officer_desk.office import OpenOffice
from officer_desk.printing import form01, wording
from officer_desk.services import forms
from tests.gateways.scanning import FakeScanner

_DPI = 150


def read_here(data: bytes) -> ReadPage:
    """Read a page as the reading process does, but here: starting one costs a test more than all the rest."""
    with closing(page_sources.open_pages(PageFile("", data=data))) as pages:
        return page_reading.read(pages, 0)


def printed(office: OpenOffice, actor: Actor, declaration_id: int) -> bytes:
    """Print the first page of a form and give it as a scanner's PNG."""
    data = office.ask(office.context(actor), forms.prepare, declaration_id, "form01_dk_gd")
    document = pypdfium2.PdfDocument(form01.render(data, wording.load(office.gateways.texts.read, "form01_dk_gd")))
    try:
        return png(document[0].render(scale=_DPI / 72, grayscale=True).to_pil())
    finally:
        document.close()


def png(image: Image.Image) -> bytes:
    """Write a picture as PNG."""
    with io.BytesIO() as held:
        image.save(held, "PNG")
        return held.getvalue()


def card(colour: str = "white") -> bytes:
    """Give an identity card that lies on a white glass."""
    glass = Image.new("RGB", (827, 1169), "white")
    glass.paste(Image.new("RGB", (500, 315), colour), (60, 60))
    return png(glass)


def with_scanner(office: OpenOffice, scanner: FakeScanner) -> OpenOffice:
    """Give the same office with this scanner plugged in."""
    return replace(office, gateways=replace(office.gateways, scanner=scanner))
