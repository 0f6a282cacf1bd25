# SPDX-License-Identifier: Apache-2.0
"""Key caps: the name of a key in a small frame, as a widget or painted on a button."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from officer_desk.views import theme

_HEIGHT = 18
_PADDING = 5


def key_cap_size(text: str) -> QSize:
    """Give the logical pixels that the cap of a key needs."""
    return QSize(round(QFontMetricsF(theme.font("keycap")).horizontalAdvance(text)) + 2 * _PADDING, _HEIGHT)


def paint_key_cap(painter: QPainter, left: float, middle: float, text: str, line: QColor, ink: QColor) -> None:
    """Paint a cap whose left edge is at `left` and whose height is centred on `middle`."""
    size = key_cap_size(text)
    frame = QRectF(round(left), round(middle - size.height() / 2), size.width(), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, 1))
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(ink)
    painter.setFont(theme.font("keycap"))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyCap(QWidget):
    """The cap of one key; `ground` is "surface" or "bar"."""

    def __init__(self, text: str, ground: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._ground = ground
        self.setAccessibleName(text)
        self.setFixedSize(key_cap_size(text))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Give the key's name."""
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame and the name."""
        del event
        line, ink = ("barline", "barmut") if self._ground == "bar" else ("ctl", "ink2")
        painter = QPainter(self)
        paint_key_cap(painter, 0, self.height() / 2, self._text, theme.color(line), theme.color(ink))
