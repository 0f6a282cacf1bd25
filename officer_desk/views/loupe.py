# SPDX-License-Identifier: Apache-2.0
"""A magnifying glass over a picture: the place under the pointer, three times as large, without moving the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget

from officer_desk.catalogue import translate
from officer_desk.views import theme

if TYPE_CHECKING:
    from officer_desk.views.picture_view import PictureView

TIMES = 3.0
_SIZE = QSize(280, 168)
"""Large enough for a whole ID number of a card that fills its frame."""


class Loupe(QWidget):
    """Lies over the view whose picture it magnifies; it takes neither pointer nor keys from it."""

    def __init__(self, view: PictureView) -> None:
        super().__init__(view)
        self._view = view
        self._at = QPointF()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(translate("Loupe", "Magnifying glass"))
        self.resize(_SIZE)
        self.hide()

    def look(self, at: QPointF) -> None:
        """Magnify what stands at a point of the view."""
        self._at = at
        self.move((at - QPointF(self.width() / 2, self.height() / 2)).toPoint())
        self.show()
        self.raise_()
        self.update()

    @property
    def at(self) -> QPointF:
        """The point of the view that is magnified."""
        return QPointF(self._at)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("picbg"))
        middle = QRectF(self.rect()).center()
        larger = QTransform().translate(middle.x(), middle.y()).scale(TIMES, TIMES)
        larger.translate(-self._at.x(), -self._at.y())
        room = QRectF(self.rect())
        self._view.paint_through(painter, self._view.to_view * larger, room, self._view.scale * TIMES)
        for token, width in (("surface", 5), ("acc", 2)):
            painter.setPen(QPen(theme.color(token), width))
            painter.drawRect(room.adjusted(2, 2, -2, -2))
