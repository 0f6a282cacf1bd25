# SPDX-License-Identifier: Apache-2.0
"""The ringed star after the face of a bronze drum: fourteen rays, rings, hatching; a quiet picture beside the words."""

from collections.abc import Iterable
from math import cos, pi, sin

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from officer_desk.views import theme

RADIUS = 413.0
"""The outermost ring in logical pixels at the size in which the drum is drawn beside the sign-in form."""

_RINGS = (413, 403, 372, 366, 323, 317, 275, 268, 217, 211, 152, 146)
_RAYS, _TIP, _VALLEY = 14, 142, 56
_BIRDS, _BIRD_RING, _BIRD = 48, 296, 14


def paint_drum(painter: QPainter, center: QPointF, radius: float = RADIUS) -> None:
    """Paint the drum around `center` in the colours of the bar; lines stay 1 px at every size."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(center)
    painter.scale(radius / RADIUS, radius / RADIUS)
    pen = QPen(theme.color("star"), 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in _RINGS:
        painter.drawEllipse(QPointF(), ring, ring)
    painter.drawLines(list(_hatching(372, 403, 188)))
    painter.drawLines(list(_hatching(152, 211, 104)))
    painter.drawPolygon(_zigzag(366, 323, 60))
    painter.drawPolygon(_zigzag(268, 217, 36))
    for place in range(_BIRDS):
        middle = _at(_BIRD_RING, place / _BIRDS)
        painter.drawEllipse(middle, _BIRD, _BIRD)
        painter.drawEllipse(middle, 1, 1)
    painter.setBrush(theme.color("starfill"))
    painter.drawPolygon(_zigzag(_TIP, _VALLEY, _RAYS))
    painter.restore()


def _at(radius: float, turn: float) -> QPointF:
    """Give the point at a part of a whole turn, clockwise from the top."""
    return QPointF(radius * sin(2 * pi * turn), -radius * cos(2 * pi * turn))


def _hatching(inner: float, outer: float, count: int) -> Iterable[QLineF]:
    return (QLineF(_at(inner, place / count), _at(outer, place / count)) for place in range(count))


def _zigzag(outer: float, inner: float, count: int) -> QPolygonF:
    """Give a star's outline: `count` tips on the outer ring and valleys between them on the inner one."""
    points: list[QPointF] = []
    for place in range(count):
        points += [_at(outer, place / count), _at(inner, (place + 0.5) / count)]
    return QPolygonF(points)
