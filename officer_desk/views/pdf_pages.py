# SPDX-License-Identifier: Apache-2.0
"""Drawing the pages of a PDF, for previews and for printers that take no PDF."""

from collections.abc import Iterator
from itertools import islice
from threading import Lock
from typing import Protocol, cast

import pypdfium2
from PySide6.QtGui import QImage

_PDFIUM = Lock()
"""PDFium works for one thread at a time."""


class _Bitmap(Protocol):
    buffer: bytes
    width: int
    height: int
    stride: int


class _Page(Protocol):
    def render(self, *, scale: float, grayscale: bool, prefer_bgrx: bool) -> _Bitmap: ...


class _Document(Protocol):
    """What is used of pypdfium2, which has no types of its own."""

    def __iter__(self) -> Iterator[_Page]: ...

    def close(self) -> None: ...


def draw_pages(pdf: bytes, scale: float, *, grey: bool = False, most: int | None = None) -> tuple[QImage, ...]:
    """Draw every page, or the first `most` of them, `scale` pixels for a point."""
    kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
    images: list[QImage] = []
    with _PDFIUM:
        document = cast("_Document", pypdfium2.PdfDocument(pdf))
        for page in islice(document, most):
            drawn = page.render(scale=scale, grayscale=grey, prefer_bgrx=True)
            # The copy owns its pixels; the drawn page goes with the document.
            images.append(QImage(drawn.buffer, drawn.width, drawn.height, drawn.stride, kind).copy())
        document.close()
    return tuple(images)
