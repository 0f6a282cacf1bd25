# SPDX-License-Identifier: Apache-2.0
"""Tinos, the printing face: registered once per process, by path, because no installed font can be relied upon."""

from functools import cache
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from officer_desk import resources

REGULAR = "Tinos"
BOLD = "Tinos-Bold"
ITALIC = "Tinos-Italic"
BOLD_ITALIC = "Tinos-BoldItalic"

_FILES = {
    REGULAR: "Tinos-Regular.ttf",
    BOLD: "Tinos-Bold.ttf",
    ITALIC: "Tinos-Italic.ttf",
    BOLD_ITALIC: "Tinos-BoldItalic.ttf",
}

WRITING = Lock()
"""Held while a document is written: ReportLab's TTFont objects serve one document at a time."""

_registering = Lock()


def font(name: str) -> TTFont:
    """Give one of the four faces, ready for measuring and for drawing on a canvas."""
    return _faces()[name]


def width(text: str, name: str, size: float) -> float:
    """Give the width of `text` in points."""
    return font(name).stringWidth(text, size)


def _faces() -> dict[str, TTFont]:
    with _registering:
        return _register()


@cache
def _register() -> dict[str, TTFont]:
    """Read the font files.

    `asciiReadable=0` puts into each PDF the letters that it uses, not the whole of ASCII besides them.
    """
    folder = resources.folder() / "fonts"
    faces = {name: TTFont(name, str(folder / file), asciiReadable=0) for name, file in _FILES.items()}
    for face in faces.values():
        pdfmetrics.registerFont(face)
    return faces
