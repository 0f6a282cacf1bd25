# SPDX-License-Identifier: Apache-2.0
"""Drawing pages of PDF, TIFF and picture files. Hostile until drawn: sizes are looked at before any decoder starts."""

import io
import math
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Protocol, cast

import pypdfium2
from PIL import Image, ImageOps

from officer_desk.errors import Refused
from officer_desk.gateways.page_files import MOST_PAGES, PageFile, kind_of
from officer_desk.gateways.picture_header import has_end, has_few_scans, read_header
from officer_desk.gateways.pictures import MAX_PIXELS
from officer_desk.gateways.tiff_header import count_pages

DPI = 300
_COARSE = 90
"""A page's only picture with fewer points an inch is no scan of the whole page."""
_LOOKED_AT = 200
"""Things on a page among which pictures are looked for that are too large."""
_IMAGE = 3
"""PDFium's number for a picture on a page."""
_LONGEST = 5000
"""Pixels to which a PDF's page is drawn at the most: some scanners write sheets of two metres."""
_PASSWORD = 4
"""PDFium's number for a file that wants one."""
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_FAX = (1.4, 2.8)
"""By so much a fax has more points across than down."""


class Pages(Protocol):
    """A file that is open."""

    count: int

    def draw(self, index: int, *, colour: bool) -> Image.Image:
        """Draw a page; without colour it may still have some."""
        ...

    def close(self) -> None:
        """Give the file back."""
        ...


def open_pages(file: PageFile) -> Pages:
    """Open a file.

    Raises `Refused` with `offender`: as `kind_of`, "page-file-locked", "page-file-broken", "page-too-many".
    """
    try:
        pages = {"pdf": _Pdf, "tiff": _Tiff, "picture": _Picture}[kind_of(file)](file)
    except Refused:
        raise
    except Image.DecompressionBombError as error:
        raise Refused("page-too-large", offender=file.name, most=MAX_PIXELS // 1_000_000) from error
    except Exception as error:
        # Decoders of hostile bytes raise anything from OSError to KeyError.
        raise Refused("page-file-broken", offender=file.name) from error
    if not 1 <= pages.count <= MOST_PAGES:
        pages.close()
        raise Refused("page-too-many" if pages.count else "page-file-broken", offender=file.name, most=MOST_PAGES)
    return pages


class _Drawn(Protocol):
    def to_pil(self) -> Image.Image: ...


class _Metadata(Protocol):
    width: int
    height: int


class _PdfObject(Protocol):
    type: int

    def get_metadata(self) -> _Metadata: ...


class _PdfPage(Protocol):
    def get_size(self) -> tuple[float, float]: ...

    def get_objects(self, *, max_depth: int) -> Iterator[_PdfObject]: ...

    def render(self, *, scale: float, grayscale: bool, rev_byteorder: bool) -> _Drawn: ...

    def close(self) -> None: ...


class _PdfFile(Protocol):
    """What is used of pypdfium2, which has no types of its own."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> _PdfPage: ...

    def close(self) -> None: ...


class _Pdf:
    """A PDF."""

    def __init__(self, file: PageFile) -> None:
        try:
            self._file = cast("_PdfFile", pypdfium2.PdfDocument(file.data if file.path is None else file.path))
        except pypdfium2.PdfiumError as error:
            locked = cast("int | None", error.err_code) == _PASSWORD
            raise Refused("page-file-locked" if locked else "page-file-broken", offender=file.name) from error
        self.count = len(self._file)

    def draw(self, index: int, *, colour: bool) -> Image.Image:
        page = self._file[index]
        try:
            shorter, longer = sorted(page.get_size())
            if not (math.isfinite(longer) and shorter >= 1):
                raise Refused("page-broken")
            scale = min(_dots(page) / 72, _LONGEST / longer)
            return page.render(scale=scale, grayscale=not colour, rev_byteorder=True).to_pil()
        finally:
            page.close()

    def close(self) -> None:
        self._file.close()


def _dots(page: _PdfPage) -> float:
    """Give the resolution at which to draw: that of the scan where the page is nothing else, 300 dpi for the rest."""
    objects = list(islice(page.get_objects(max_depth=2), _LOOKED_AT))
    pictures = [one.get_metadata() for one in objects if one.type == _IMAGE]
    for picture in pictures:
        _demand_size(picture.width, picture.height)
    if len(objects) != 1 or not pictures:
        return DPI
    across = pictures[0].width / max(page.get_size()[0], 1) * 72
    return DPI if across < _COARSE else min(DPI, across)


class _Tiff:
    """A TIFF of one or many pages, as feeders and fax machines write it."""

    def __init__(self, file: PageFile) -> None:
        self._stream = io.BytesIO(file.data or b"") if file.path is None else file.path.open("rb")
        try:
            self.count = count_pages(self._stream, MOST_PAGES)
            self._stream.seek(0)
            self._image = Image.open(self._stream, formats=("TIFF",))
        except BaseException:
            self._stream.close()
            raise

    def draw(self, index: int, *, colour: bool) -> Image.Image:
        self._image.seek(index)
        _demand_size(*self._image.size)
        return _squared(ImageOps.exif_transpose(self._image), self._image.info.get("dpi"))

    def close(self) -> None:
        self._image.close()
        self._stream.close()


class _Picture:
    """One page as a picture."""

    def __init__(self, file: PageFile) -> None:
        self.count = 1
        self._data = file.path.read_bytes() if file.path is not None else file.data or b""
        header = read_header(self._data)
        if header is None or not has_few_scans(self._data):
            raise Refused("page-file-broken", offender=file.name)
        self._format = _FORMATS[header.media_type]
        self._cut_off = self._format == "JPEG" and not has_end(self._data)
        self._size = (header.width, header.height)

    def draw(self, index: int, *, colour: bool) -> Image.Image:
        _demand_size(*self._size)
        if self._cut_off:
            raise Refused("page-broken")
        image = Image.open(io.BytesIO(self._data), formats=(self._format,))
        _demand_size(*image.size)
        if not colour:
            image.draft("L", image.size)  # a JPEG's brightness alone comes in half the time
        image.load()
        with suppress(Exception):  # a broken block of the camera's remarks; the pixels still count
            return ImageOps.exif_transpose(image)
        return image

    def close(self) -> None:
        self._data = b""


def _demand_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise Refused("page-too-large", most=MAX_PIXELS // 1_000_000)


def _squared(page: Image.Image, resolution: object) -> Image.Image:
    """Give a fax's page its height back: its points are closer across than down."""
    ratio = 1.0
    with suppress(TypeError, ValueError, ZeroDivisionError):  # what a TIFF says of itself may be nonsense
        across, down = cast("tuple[float, float]", resolution)
        ratio = float(across) / float(down)
    if not _FAX[0] <= ratio <= _FAX[1]:
        return page
    height = round(page.height * ratio)
    _demand_size(page.width, height)
    return page.convert("L").resize((page.width, height), Image.Resampling.BILINEAR)
