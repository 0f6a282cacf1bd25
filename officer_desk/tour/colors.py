# SPDX-License-Identifier: Apache-2.0
"""Contrast of a text's colour with the ground that is really behind it."""

from collections import Counter
from typing import Final, cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage

_RING: Final = 2


def contrast(one: QColor, other: QColor) -> float:
    """Give the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ground_of(picture: QImage, ink: QRectF) -> QColor:
    """Give the commonest colour just around a text: there are no letters there. `picture` has 32 bits a pixel."""
    ratio = picture.devicePixelRatio()
    inner = QRectF(ink.x() * ratio, ink.y() * ratio, ink.width() * ratio, ink.height() * ratio).toAlignedRect()
    outer = inner.adjusted(-_RING, -_RING, _RING, _RING) & picture.rect()
    pixels = memoryview(picture.constBits()).cast("I")
    counted: Counter[int] = Counter()
    for y in range(outer.top(), outer.bottom() + 1):
        row = y * picture.bytesPerLine() // 4
        first, end = row + outer.left(), row + outer.right() + 1
        if inner.top() <= y <= inner.bottom():
            counted.update(pixels[first : row + inner.left()])
            counted.update(pixels[row + inner.right() + 1 : end])
        else:
            counted.update(pixels[first:end])
    return QColor.fromRgb(counted.most_common(1)[0][0]) if counted else QColor(Qt.GlobalColor.white)


def blended(color: QColor, ground: QColor) -> QColor:
    """Give what a colour looks like that lets the ground through."""
    part = color.alphaF()
    pairs = zip(cast("tuple[float, ...]", color.getRgbF()), cast("tuple[float, ...]", ground.getRgbF()), strict=True)
    red, green, blue, _ = (above * part + below * (1 - part) for above, below in pairs)
    return QColor.fromRgbF(red, green, blue)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
