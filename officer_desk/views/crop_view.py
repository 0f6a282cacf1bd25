# SPDX-License-Identifier: Apache-2.0
"""A scanned picture that is turned, straightened and cropped: by its handles with the mouse, or with keys alone."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from officer_desk.catalogue import translate
from officer_desk.gateways.scan_edits import Edits
from officer_desk.views import theme
from officer_desk.views.segments import draw_frame

_STEP, _LEAP = 0.01, 0.05
"""Shares of the picture by which a key moves a corner; with Shift further."""
_LEAST = 0.05
_GRIP = 5
_REACH = 14
"""Pixels around a handle in which the mouse takes it."""
CORNERS = ((0, 1), (2, 1), (2, 3), (0, 3))
"""Places in (left, top, right, bottom) that each corner moves: round the frame, the way a clock goes."""
_EDGES = ((1,), (2,), (3,), (0,))
MOST_DEGREES = 10.0


class CropView(QWidget):
    """Shows the whole picture as it will be kept: what falls away is veiled. Arrows move the chosen corner."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("CropView", "Scanned page"))
        self._base = QImage()
        self._drawn = QImage()
        self._quarters, self._degrees = 0, 0.0
        self._crop = [0.0, 0.0, 1.0, 1.0]
        self._corner = 0
        self._held: tuple[int, ...] = ()

    def show_image(self, image: QImage) -> None:
        """Show another picture, whole and as it came."""
        self._base = image
        self._quarters, self._degrees, self._corner = 0, 0.0, 0
        self._crop = [0.0, 0.0, 1.0, 1.0]
        self._draw()

    def clear(self) -> None:
        """Show nothing."""
        self.show_image(QImage())

    @property
    def edits(self) -> Edits:
        """What was done to the picture."""
        left, top, right, bottom = self._crop
        return Edits(self._quarters, self._degrees, (left, top, right, bottom))

    @property
    def has_picture(self) -> bool:
        """Whether there is something to look at."""
        return not self._base.isNull()

    def turn(self, quarters: int) -> None:
        """Turn by quarters, clockwise; the frame starts anew."""
        self._quarters = (self._quarters + quarters) % 4
        self._crop = [0.0, 0.0, 1.0, 1.0]
        self._draw()
        self.changed.emit()

    def straighten(self, degrees: float) -> None:
        """Lean by so many degrees, clockwise; the frame stays."""
        self._degrees = max(-MOST_DEGREES, min(MOST_DEGREES, degrees))
        self._draw()
        self.changed.emit()

    def whole(self) -> None:
        """Crop nothing."""
        self._crop = [0.0, 0.0, 1.0, 1.0]
        self.update()
        self.changed.emit()

    def _draw(self) -> None:
        self._drawn = self._base
        if self._quarters or self._degrees:
            turning = QTransform().rotate(90 * self._quarters + self._degrees)
            clear = self._base.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
            self._drawn = clear.transformed(turning, Qt.TransformationMode.SmoothTransformation)
        self._tell()
        self.update()

    # --- geometry

    def _place(self) -> QRectF:
        """Give where the picture stands: whole, in the middle."""
        room = QRectF(self.rect()).adjusted(10, 10, -10, -10)
        size = self._drawn.size()
        if size.isEmpty() or room.isEmpty():
            return QRectF()
        scale = min(room.width() / size.width(), room.height() / size.height())
        width, height = size.width() * scale, size.height() * scale
        return QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)

    def _frame(self) -> QRectF:
        place = self._place()
        left, top, right, bottom = self._crop
        return QRectF(
            QPointF(place.left() + left * place.width(), place.top() + top * place.height()),
            QPointF(place.left() + right * place.width(), place.top() + bottom * place.height()),
        )

    def _handles(self) -> list[tuple[QPointF, tuple[int, ...]]]:
        """Give the corners, then the middles of the edges, each with the sides that it moves."""
        frame = self._frame()
        corners = [frame.topLeft(), frame.topRight(), frame.bottomRight(), frame.bottomLeft()]
        middles = [(a + b) / 2 for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
        return [*zip(corners, CORNERS, strict=True), *zip(middles, _EDGES, strict=True)]

    def _move(self, side: int, to: float) -> None:
        """Move one side of the frame; it never passes the side across."""
        across = self._crop[(side + 2) % 4]
        if side < 2:
            self._crop[side] = max(0.0, min(to, across - _LEAST))
        else:
            self._crop[side] = min(1.0, max(to, across + _LEAST))

    # --- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space: the next corner. Arrows move it, with Shift further."""
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (1, -1), Qt.Key.Key_Down: (1, 1)}
        way = steps.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not self.has_picture or not plain:
            super().keyPressEvent(event)
        elif way is not None:
            far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            side = CORNERS[self._corner][way[0]]
            self._move(side, self._crop[side] + way[1] * (_LEAP if far else _STEP))
            self._moved()
        elif event.key() == Qt.Key.Key_Space:
            self._corner = (self._corner + 1) % 4
            self._moved()
        else:
            super().keyPressEvent(event)

    def _moved(self) -> None:
        self._tell()
        self.update()
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = (
            [(self._distance(event.position(), at), sides) for at, sides in self._handles()] if self.has_picture else []
        )
        if near and min(near)[0] <= _REACH:
            self._held = min(near)[1]
            if len(self._held) == 2:
                self._corner = next(place for place, sides in enumerate(CORNERS) if set(sides) == set(self._held))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place()
        if not self._held or place.isEmpty():
            return
        x = (event.position().x() - place.left()) / place.width()
        y = (event.position().y() - place.top()) / place.height()
        for side in self._held:
            self._move(side, y if side % 2 else x)
        self._moved()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = ()

    @staticmethod
    def _distance(a: QPointF, b: QPointF) -> float:
        return (a - b).manhattanLength()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def _tell(self) -> None:
        """Say the chosen corner and what is kept to those who cannot see it."""
        if not self.has_picture:
            self.setAccessibleDescription("")
            return
        left, top, right, bottom = (round(100 * share) for share in self._crop)
        words = translate("CropView", "{corner}; kept: {width} × {height} % of the page")
        self.setAccessibleDescription(
            words.format(corner=corner_names()[self._corner], width=right - left, height=bottom - top)
        )

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("picbg"))
        if self.has_picture:
            self._paint_picture(painter)
        draw_frame(painter, self)

    def _paint_picture(self, painter: QPainter) -> None:
        place, frame = self._place(), self._frame()
        ratio = self.devicePixelRatioF()
        target = (place.size() * ratio).toSize()
        painter.fillRect(place, QColor("white"))
        smooth = Qt.TransformationMode.SmoothTransformation
        shrunk = self._drawn.scaled(target, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        painter.drawPixmap(place, QPixmap.fromImage(shrunk), QRectF(shrunk.rect()))
        veil = theme.color("veil")
        for part in (
            QRectF(place.left(), place.top(), place.width(), frame.top() - place.top()),
            QRectF(place.left(), frame.bottom(), place.width(), place.bottom() - frame.bottom()),
            QRectF(place.left(), frame.top(), frame.left() - place.left(), frame.height()),
            QRectF(frame.right(), frame.top(), place.right() - frame.right(), frame.height()),
        ):
            painter.fillRect(part, veil)
        painter.setPen(QPen(theme.color("acc"), 1))
        painter.drawRect(frame)
        for number, (at, _sides) in enumerate(self._handles()):
            chosen = number == self._corner and self.hasFocus()
            grip = _GRIP + (2 if chosen else 0)
            painter.setBrush(theme.color("acc" if chosen else "surface"))
            painter.drawRect(QRectF(at.x() - grip, at.y() - grip, 2 * grip, 2 * grip))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def corner_names() -> tuple[str, str, str, str]:
    """Name the corners in the order in which Space goes round."""
    return (
        translate("CropView", "Upper left corner"),
        translate("CropView", "Upper right corner"),
        translate("CropView", "Lower right corner"),
        translate("CropView", "Lower left corner"),
    )
