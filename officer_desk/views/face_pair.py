# SPDX-License-Identifier: Apache-2.0
"""The portrait and the face printed on the card at one scale: beside each other, or in turns in the same place."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.records import Corners
from officer_desk.gateways.pictures import PictureStore
from officer_desk.views import theme
from officer_desk.views.picture_words import read_picture

_FACE = QSize(450, 594)
"""The card's face is brought to this size: its place on the card is 194 by 256 tenths of a millimetre."""
_SIDE = 2400
"""Longest side at which a card's picture is read for its small face."""
_LABEL = 24


def read_face(job: object, store: PictureStore, sha256: str, corners: Corners) -> QImage:
    """Read a card's picture and give the face on it as if seen from straight above (pool thread)."""
    whole = read_picture(job, store, sha256, _SIDE)
    size = QSizeF(whole.size())
    seen = QPolygonF([QPointF(x * size.width(), y * size.height()) for x, y in corners])
    face = QRectF(QPointF(), QSizeF(_FACE))
    straight = QPolygonF([face.topLeft(), face.topRight(), face.bottomRight(), face.bottomLeft()])
    to_face = QTransform()
    if not QTransform.quadToQuad(seen, straight, to_face):
        return QImage()
    made = QImage(_FACE, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.gray)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(to_face)
    painter.drawImage(QPointF(), whole)
    painter.end()
    return made


class FacePair(QWidget):
    """Shows what it is given; it compares nothing by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("FacePair", "Portrait beside the card's portrait"))
        self._portrait, self._face = QImage(), QImage()
        self._turn: int | None = None
        self.hide()

    def clear(self) -> None:
        """Show nothing of any file."""
        self._portrait, self._face, self._turn = QImage(), QImage(), None
        self.hide()

    def show_portrait(self, image: QImage) -> None:
        """Take the portrait that came with the declaration."""
        self._portrait = image
        self.update()

    def show_face(self, image: QImage) -> None:
        """Take the face that is printed on the card."""
        self._face = image
        self.update()

    @property
    def complete(self) -> bool:
        """Whether both are there."""
        return not (self._portrait.isNull() or self._face.isNull())

    @property
    def in_turn(self) -> int | None:
        """0: the portrait alone, 1: the card's alone; None: both beside each other."""
        return self._turn

    def beside(self) -> None:
        """Show both beside each other."""
        self._turn = None
        self.update()

    def blink(self) -> None:
        """Show the other one in the same place."""
        self._turn = 0 if self._turn is None else 1 - self._turn
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        names = translate("FacePair", "Portrait"), translate("FacePair", "On the card")
        shown = (0, 1) if self._turn is None else (self._turn,)
        width = (self.width() - 24 - 12 * (len(shown) - 1)) / len(shown)
        for place, which in enumerate(shown):
            left = 12 + place * (width + 12)
            painter.setFont(theme.font("head"))
            painter.setPen(theme.color("ink"))
            painter.drawText(QRectF(left, 5, width, _LABEL - 4), Qt.AlignmentFlag.AlignVCenter, names[which])
            room = QRectF(left, 5 + _LABEL, width, self.height() - _LABEL - 17)
            self._paint(painter, (self._portrait, self._face)[which], room)

    def _paint(self, painter: QPainter, image: QImage, room: QRectF) -> None:
        painter.fillRect(room, theme.color("picbg"))
        painter.setPen(QPen(theme.color("matline"), 1))
        if image.isNull():
            painter.setPen(theme.color("ink2"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, translate("IdPhotos", "Reading the picture…"))
            return
        # One scale for both: each face fills its frame's height as far as the widths allow.
        height = min(room.height(), room.width() * _FACE.height() / _FACE.width())
        size = QSizeF(image.size()).scaled(QSizeF(room.width(), height), Qt.AspectRatioMode.KeepAspectRatio)
        at = QRectF(room.center() - QPointF(size.width() / 2, size.height() / 2), size)
        painter.drawImage(at, image, QRectF(image.rect()))
        painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))
