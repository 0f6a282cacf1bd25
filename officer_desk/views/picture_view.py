# SPDX-License-Identifier: Apache-2.0
"""One picture that can be fitted, zoomed to the cursor, turned by quarters and dragged; it never moves by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy

from officer_desk.views import theme
from officer_desk.views.loupe import TIMES, Loupe
from officer_desk.views.picture_pixels import PicturePixels
from officer_desk.views.picture_stance import PictureStance
from officer_desk.views.segments import draw_frame

_STEP = 1.25
_PAN = 48
SHARP_SIDE = 1600
"""Longest side in pixels of the first picture that is loaded when the officer comes closer."""


class PictureView(PictureStance):
    """Shows a picture whole («contain») until the officer zooms; sizes are in pixels of the whole picture."""

    activated = Signal()
    """The officer clicked or tabbed into it: the tools act on it from now on."""
    opened = Signal()
    """Double click, or Enter."""
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
        self._pixels = PicturePixels()
        self._asked_side = 0
        self._was_painted = self._more_contrast = False
        self._dragged_from: QPointF | None = None
        self._pointed = QPolygonF()
        self._loupe: Loupe | None = None

    # --- what is shown

    def clear(self) -> None:
        """Forget picture, zoom and turn."""
        self._show(QImage(), QSizeF())
        self._pointed = QPolygonF()

    def _show(self, image: QImage, full: QSizeF) -> None:
        self._pixels = PicturePixels(image, full)
        self._stand_anew(full)
        self._asked_side, self._dragged_from = 0, None
        self._was_painted = self._more_contrast = False
        if self._loupe is not None:
            self._loupe.hide()
        self.update()

    def show_image(self, image: QImage, full: QSize) -> None:
        """Show a picture that may be loaded smaller than it is; `full` is its size in pixels."""
        self._show(image, QSizeF(full if not full.isEmpty() else image.size()))
        if self.isVisible():
            self._on_nearer()

    def show_detail(self, image: QImage) -> None:
        """Take the same picture in all its pixels; what is seen stays where it is."""
        if self.has_picture:
            self._pixels.add_detail(image)
            self.update()

    @property
    def has_picture(self) -> bool:
        """Whether there is something to look at."""
        return not self._pixels.base.isNull()

    @property
    def was_painted(self) -> bool:
        """Whether the picture that was given last has been on the screen, whole."""
        return self._was_painted

    @property
    def image(self) -> QImage:
        """What was loaded to be shown small."""
        return self._pixels.base

    def point_at(self, corners: Sequence[tuple[float, float]] | None) -> None:
        """Frame a place on the picture, by its corners as shares of the upright picture; None: no place."""
        self._pointed = QPolygonF([QPointF(x, y) for x, y in corners or ()])
        self.update()

    @property
    def pointed(self) -> list[QPointF]:
        """The corners of the place that is framed, as shares of the upright picture."""
        return self._pointed.toList()

    # --- a closer look

    def set_contrast(self, *, more: bool) -> None:
        """Show it with all tones from black to white, or as it is stored."""
        self._more_contrast = more and self.has_picture
        self._pixels.set_contrast(more=self._more_contrast)
        self.update()

    @property
    def more_contrast(self) -> bool:
        """Whether it is shown with more contrast than it has."""
        return self._more_contrast

    def toggle_loupe(self) -> None:
        """Lay a magnifying glass on the picture, where the pointer is or else in the middle; or take it away."""
        if self._loupe is None:
            self._loupe = Loupe(self)
        if not self._loupe.isHidden():
            self._loupe.hide()
            self.setMouseTracking(False)
        elif self.has_picture:
            self.setMouseTracking(True)
            self._ask_for_detail(self.scale * TIMES)
            pointer = self.mapFromGlobal(QCursor.pos())
            self._move_loupe(QPointF(pointer if self.rect().contains(pointer) else self.rect().center()))

    @property
    def loupe(self) -> Loupe | None:
        """The magnifying glass while it lies on the picture."""
        return None if self._loupe is None or self._loupe.isHidden() else self._loupe

    def _move_loupe(self, at: QPointF) -> None:
        if self._loupe is not None:
            inside = QRectF(self.rect())
            at = QPointF(
                max(inside.left(), min(inside.right(), at.x())), max(inside.top(), min(inside.bottom(), at.y()))
            )
            self._loupe.look(at)

    # --- pixels

    def _on_nearer(self) -> None:
        self._ask_for_detail(self.scale)

    def _ask_for_detail(self, scale: float) -> None:
        if not self.has_picture:
            return
        sharp, wanted = self._pixels.sharp, scale * self.devicePixelRatioF()
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
            self._on_nearer()

    def showEvent(self, event: QShowEvent) -> None:
        """A picture alone is larger than in the strip, where it was loaded for."""
        super().showEvent(event)
        self._on_nearer()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("picbg"))
        if self.has_picture:
            self._paint_picture(painter)
        draw_frame(painter, self)

    def _paint_picture(self, painter: QPainter) -> None:
        self.paint_through(painter, self._to_view(), QRectF(self.rect()), self.scale)
        if not self._pointed.isEmpty():
            self._paint_pointer(painter)
        if not self._was_painted and self.is_fitted:
            self._was_painted = True
            self.painted.emit()

    def paint_through(self, painter: QPainter, to_screen: QTransform, room: QRectF, scale: float) -> None:
        """Paint what of the picture falls into `room` when its points are mapped so."""
        seen = to_screen.inverted()[0].mapRect(room).intersected(QRectF(QPointF(), self._full))
        if seen.isEmpty():
            return
        keep = scale == self.scale
        part, pixmap = self._pixels.part(seen, scale * self.devicePixelRatioF(), keep=keep)
        painter.save()
        painter.setTransform(to_screen, combine=True)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(part, pixmap, QRectF(QPointF(), QSizeF(pixmap.size())))
        painter.restore()

    @property
    def to_view(self) -> QTransform:
        """Maps the picture's points to the view."""
        return self._to_view()

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
        if self.loupe is not None:
            self._move_loupe(event.position())
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
            if self.loupe is not None:
                self._move_loupe(self.loupe.at - step / TIMES)
            else:
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
        self._pixels.forget_cut()
        super().changeEvent(event)
