# SPDX-License-Identifier: Apache-2.0
"""Only in a sample office: the top bar's badge that says so on every screen."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from officer_desk.catalogue import translate
from officer_desk.views import theme

_PAD: Final = 7
_HEIGHT: Final = 20


class SampleBadge(QWidget):
    """«CƠ QUAN MẪU · DỮ LIỆU GIẢ ĐỊNH», framed, on the dark bar."""

    def __init__(self) -> None:
        super().__init__()
        self._text = translate("SampleBadge", "SAMPLE OFFICE · MADE-UP DATA")
        self.setAccessibleName(self._text)
        self.setFont(theme.font("label-head"))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Give the text's size with its frame."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._text) + 2 * _PAD, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame and text in the sample's colour."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("samp"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
