# SPDX-License-Identifier: Apache-2.0
"""More contrast for a pale or dark picture: what is seen is stretched to the whole range, the stored file never is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

_LOOK = 64
"""Pixels on a side that are looked at: enough for the range, and quick."""
_CUT = 0.02
"""Share of the darkest and of the lightest pixels that do not count: a black edge, a reflection."""
_FLAT = 8
"""A picture with fewer tones than this has nothing to stretch."""


def tone_of(image: QImage) -> bytes:
    """Give for each of 256 values the one to show, so that the darkest parts become black and the lightest white."""
    low, high = _range(image)
    if high - low < _FLAT:
        return bytes(range(256))
    return bytes(max(0, min(255, round((value - low) * 255 / (high - low)))) for value in range(256))


def toned(image: QImage, tone: bytes) -> QImage:
    """Give a copy with other tones."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = bytes(plain.constBits()).translate(tone)
    made = QImage(rows, plain.width(), plain.height(), plain.bytesPerLine(), QImage.Format.Format_RGB888)
    # Converting copies: the image does not stand upon `rows`, which end here.
    return made.convertToFormat(QImage.Format.Format_RGB32)


def _range(image: QImage) -> tuple[int, int]:
    """Give the grey values between which nearly all of the picture lies."""
    size = image.size().scaled(QSize(_LOOK, _LOOK), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    small = image.scaled(size).convertToFormat(QImage.Format.Format_Grayscale8)
    width, step = small.width(), small.bytesPerLine()
    rows = bytes(small.constBits())
    values = sorted(value for row in range(small.height()) for value in rows[row * step : row * step + width])
    cut = int(len(values) * _CUT)
    return values[cut], values[-1 - cut]
