# SPDX-License-Identifier: Apache-2.0
"""One picture that can be fitted, zoomed to the cursor, turned by quarters and dragged; it never moves by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from officer_desk.views import theme

_STEP = 1.25
_MOST = 8.0
_PAN = 48
SHARP_SIDE = 1600
"""Longest side in pixels of the first picture that is loaded when the officer comes closer."""


class PictureView(QWidget):
    """Shows a picture whole («contain») until the officer zooms; sizes are in pixels of the whole picture."""

    activated = Signal()
    """The officer clicked or tabbed into it: the tools act on it from now on."""
    opened = Signal()
    """Double click, or Enter."""
    turned = Signal(int)
    """Quarters clockwise, 0 to 3, after the officer turned it."""
    painted = Signal()
    """The picture that was given last is on the screen, whole, for the first time."""
    detail_wanted = Signal(int)
    """It is shown larger than the loaded picture is sharp: the longest side in pixels that would do."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(60, 60)
        self._base = QImage()
        self._detail = QImage()
        self._full = QSizeF()
        self._asked_side = 0
        self._turn = 0
        self._scale: float | None = None
        self._fills_width = self._was_painted = False
        self._centre = QPointF()
        self._dragged_from: QPointF | None = None
        self._drawn: tuple[tuple[object, ...], QPixmap] | None = None
        self._pointed = QPolygonF()

    # --- what is shown

    def clear(self) -> None:
        """Forget picture, zoom and turn."""
        self._base, self._detail, self._full = QImage(), QImage(), QSizeF()
        self._scale, self._turn, self._centre, self._asked_side = None, 0, QPointF(), 0
        self._drawn = self._dragged_from = None
        self._fills_width = self._was_painted = False
        self._pointed = QPolygonF()
        self.update()

    def show_image(self, image: QImage, full: QSize) -> None:
        """Show a picture that may be loaded smaller than it is; `full` is its size in pixels."""
        pointed = self._pointed
        self.clear()
        self._pointed = pointed
        self._base, self._full = image, QSizeF(full if not full.isEmpty() else image.size())
        self._centre = self._middle()
        if self.isVisible():
            self._ask_for_detail()
        self.update()

    def show_detail(self, image: QImage) -> None:
        """Take the same picture in all its pixels; what is seen stays where it is."""
        if not self._base.isNull():
            self._detail, self._drawn = image, None
            self.update()

    @property
    def has_picture(self) -> bool:
        """Whether there is something to look at."""
        return not self._base.isNull()

    @property
    def was_painted(self) -> bool:
        """Whether the picture that was given last has been on the screen, whole."""
        return self._was_painted

    @property
    def image(self) -> QImage:
        """What was loaded to be shown small."""
        return self._base

    def point_at(self, corners: Sequence[tuple[float, float]] | None) -> None:
        """Frame a place on the picture, by its corners as shares of the upright picture; None: no place."""
        self._pointed = QPolygonF([QPointF(x, y) for x, y in corners or ()])
        self.update()

    @property
    def pointed(self) -> list[QPointF]:
        """The corners of the place that is framed, as shares of the upright picture."""
        return self._pointed.toList()

    @property
    def is_fitted(self) -> bool:
        """Whether the whole picture is in view and follows the size of its frame."""
        return self._scale is None

    @property
    def scale(self) -> float:
        """Logical pixels of the screen for one pixel of the picture."""
        return self._fit_scale() if self._scale is None else self._scale

    @property
    def quarter_turns(self) -> int:
        """Quarters clockwise, 0 to 3."""
        return self._turn

    @property
    def centre(self) -> QPointF:
        """The point of the unturned picture that stands in the middle of the view."""
        return self._middle() if self._scale is None else QPointF(self._centre)

    # --- what the officer does

    def fit(self) -> None:
        """Show the whole picture."""
        self._fills_width = False
        self._scale, self._centre = None, self._middle()
        self.update()

    def fit_width(self, at: float = 0) -> None:
        """Fill the width: so a page is read. `at`: which part of its height is in the middle; 0 is the top."""
        size = self._turned_size()
        if size.isEmpty():
            return
        self._fills_width = True
        self._scale = self._room().width() / size.width()
        self._centre = QPointF(self._full.width() / 2, self._full.height() * at) if self._turn == 0 else self._middle()
        self._keep_in_view()
        self._ask_for_detail()
        self.update()

    def one_to_one(self) -> None:
        """Show one pixel of the picture on one pixel of the screen."""
        self._zoom_to(1 / self.devicePixelRatioF(), QPointF(self.rect().center()))

    def zoom_in(self) -> None:
        """Come one step closer, about the middle."""
        self._zoom_to(self.scale * _STEP, QPointF(self.rect().center()))

    def zoom_out(self) -> None:
        """Go one step back, about the middle; never smaller than the whole picture."""
        self._zoom_to(self.scale / _STEP, QPointF(self.rect().center()))

    def turn(self, quarters: int) -> None:
        """Turn by quarters, clockwise."""
        if self.has_picture:
            self.set_turn(self._turn + quarters)
            self.turned.emit(self._turn)

    def set_turn(self, quarters: int) -> None:
        """Stand at so many quarters, without telling anybody."""
        self._turn = quarters % 4
        self._drawn = None
        self._keep_in_view()
        self.update()

    def pan(self, delta: QPointF) -> None:
        """Move what is seen by `delta` logical pixels."""
        if self._scale is None:
            return
        self._centre = self._centre - self._turning().inverted()[0].map(delta) / self._scale
        self._keep_in_view()
        self.update()

    # --- geometry

    def _middle(self) -> QPointF:
        return QPointF(self._full.width() / 2, self._full.height() / 2)

    def _turned_size(self) -> QSizeF:
        return self._full.transposed() if self._turn % 2 else self._full

    def _room(self) -> QSizeF:
        return QSizeF(max(1, self.width() - 2), max(1, self.height() - 2))

    def _fit_scale(self) -> float:
        size = self._turned_size()
        if size.isEmpty():
            return 1.0
        room = self._room()
        return min(room.width() / size.width(), room.height() / size.height())

    def _turning(self) -> QTransform:
        return QTransform().rotate(90 * self._turn)

    def _to_view(self) -> QTransform:
        """Map points of the unturned picture to the widget."""
        middle = QRectF(self.rect()).center()
        made = QTransform().translate(middle.x(), middle.y()).rotate(90 * self._turn).scale(self.scale, self.scale)
        centre = self.centre
        return made.translate(-centre.x(), -centre.y())

    def picture_point(self, at: QPointF) -> QPointF:
        """Give the point of the unturned picture under a point of the widget."""
        return self._to_view().inverted()[0].map(at)

    def _zoom_to(self, scale: float, at: QPointF) -> None:
        if not self.has_picture:
            return
        fitted = self._fit_scale()
        least = min(fitted, 1 / self.devicePixelRatioF())
        if scale <= fitted < self.scale and scale > least:
            # Going back from close by, one stops at the whole picture first.
            scale = fitted
        scale = max(least, min(_MOST, scale))
        if abs(scale - fitted) < 1e-6:
            self.fit()
            return
        self._fills_width = False
        under = self.picture_point(at)
        self._scale = scale
        middle = QRectF(self.rect()).center()
        self._centre = under - self._turning().inverted()[0].map(at - middle) / scale
        self._keep_in_view()
        self._ask_for_detail()
        self.update()

    def _keep_in_view(self) -> None:
        if self._scale is None:
            return
        half = self._turning().inverted()[0].mapRect(QRectF(QPointF(0, 0), self._room())).size() / (2 * self._scale)
        self._centre = QPointF(
            _held(self._centre.x(), half.width(), self._full.width()),
            _held(self._centre.y(), half.height(), self._full.height()),
        )

    def _ask_for_detail(self) -> None:
        if not self.has_picture:
            return
        image = self._base if self._detail.isNull() else self._detail
        sharp = image.width() / max(1.0, self._full.width())
        wanted = self.scale * self.devicePixelRatioF()
        if sharp >= 1 or wanted <= sharp * 1.05:
            return
        side = round(min(1.0, wanted) * max(self._full.width(), self._full.height()))
        if side > self._asked_side:
            # Some steps more than is needed now, so that the next ones find it there.
            self._asked_side = max(side, SHARP_SIDE)
            self.detail_wanted.emit(self._asked_side)

    def fit_side(self, room: QSize, picture: QSize) -> int:
        """Give the longest side in pixels at which a picture fits into `room` logical pixels: no pixel is wasted."""
        if picture.isEmpty() or room.width() < 3 or room.height() < 3:
            return SHARP_SIDE
        ratio = min((room.width() - 2) / picture.width(), (room.height() - 2) / picture.height())
        return max(64, round(max(picture.width(), picture.height()) * ratio * self.devicePixelRatioF()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger frame shows more than was loaded."""
        super().resizeEvent(event)
        if self._fills_width:
            self.fit_width()
        if self.isVisible():
            self._ask_for_detail()

    def showEvent(self, event: QShowEvent) -> None:
        """A picture alone is larger than in the strip, where it was loaded for."""
        super().showEvent(event)
        self._ask_for_detail()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("picbg"))
        if self.has_picture:
            self._paint_picture(painter)
        focused = self.hasFocus()
        width = 2 if focused else 1
        painter.setPen(QPen(theme.color("focus" if focused else "matline"), width))
        inset = width / 2
        painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))

    def _paint_picture(self, painter: QPainter) -> None:
        seen = self._to_view().inverted()[0].mapRect(QRectF(self.rect())).intersected(QRectF(QPointF(), self._full))
        if seen.isEmpty():
            return
        part, pixmap = self._seen_pixels(seen)
        painter.save()
        painter.setTransform(self._to_view(), combine=True)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(part, pixmap, QRectF(QPointF(), QSizeF(pixmap.size())))
        painter.restore()
        if not self._pointed.isEmpty():
            self._paint_pointer(painter)
        if not self._was_painted and self.is_fitted:
            self._was_painted = True
            self.painted.emit()

    def _paint_pointer(self, painter: QPainter) -> None:
        """Draw the frame with a rim, so that it stands out on any paper; its line keeps its width at any scale."""
        whole = QTransform().scale(self._full.width(), self._full.height())
        frame = (whole * self._to_view()).map(self._pointed)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for token, width in (("surface", 5), ("acc", 2.5)):
            pen = QPen(theme.color(token), width)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawPolygon(frame)
        painter.restore()

    def _seen_pixels(self, seen: QRectF) -> tuple[QRectF, QPixmap]:
        """Give the seen part of the picture, already at the screen's size: Qt's own shrinking would flicker."""
        on_screen = self.scale * self.devicePixelRatioF()
        base_ratio = self._base.width() / self._full.width()
        image = self._base if self._detail.isNull() or on_screen <= base_ratio else self._detail
        ratio = image.width() / self._full.width()
        crop = QRectF(seen.topLeft() * ratio, seen.size() * ratio).toAlignedRect().intersected(image.rect())
        part = QRectF(QPointF(crop.topLeft()) / ratio, QSizeF(crop.size()) / ratio)
        target = QSize(max(1, round(part.width() * on_screen)), max(1, round(part.height() * on_screen)))
        key = (image.cacheKey(), crop.getRect(), target.toTuple())
        if self._drawn is None or self._drawn[0] != key:
            piece = image if crop == image.rect() else image.copy(crop)
            if target.width() < piece.width():
                piece = piece.scaled(
                    target, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            self._drawn = (key, QPixmap.fromImage(piece))
        return part, self._drawn[1]

    # --- mouse and keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if steps and self.has_picture:
            self.activated.emit()
            self._zoom_to(self.scale * _STEP**steps, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.activated.emit()
            self._dragged_from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            self.pan(event.position() - self._dragged_from)
            self._dragged_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: QPointF(_PAN, 0),
            Qt.Key.Key_Right: QPointF(-_PAN, 0),
            Qt.Key.Key_Up: QPointF(0, _PAN),
            Qt.Key.Key_Down: QPointF(0, -_PAN),
        }
        step = steps.get(Qt.Key(event.key()))
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if step is not None and event.modifiers() in plain:
            self.pan(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.activated.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        self._drawn = None
        super().changeEvent(event)


def _held(centre: float, half: float, length: float) -> float:
    """Keep a centre so that the picture fills the view, or stands in its middle when it is smaller."""
    return length / 2 if 2 * half >= length else max(half, min(length - half, centre))
