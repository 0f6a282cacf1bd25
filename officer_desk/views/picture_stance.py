# SPDX-License-Identifier: Apache-2.0
"""How a picture stands in its frame: whole or nearer, turned, straightened, moved; it has no pixels of its own."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QWidget

_STEP = 1.25
_MOST = 8.0
_MOST_DEGREES = 15.0
"""What stands more aslant than this is turned by quarters first."""


class PictureStance(QWidget):
    """The geometry of a view; sizes are in pixels of the whole picture. It never moves by itself."""

    turned = Signal(int)
    """Quarters clockwise, 0 to 3, after the officer turned it."""
    straightened = Signal(float)
    """Degrees clockwise by which the officer straightened it."""

    def __init__(self) -> None:
        super().__init__()
        self._full = QSizeF()
        self._turn = 0
        self._degrees = 0.0
        self._scale: float | None = None
        self._fills_width = False
        self._centre = QPointF()

    def _stand_anew(self, full: QSizeF) -> None:
        """Show a picture of this size whole and upright."""
        self._full, self._turn, self._degrees = full, 0, 0.0
        self._scale, self._centre, self._fills_width = None, self._middle(), False

    def _on_nearer(self) -> None:
        """More of the picture's pixels may be seen from now on."""

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

    @property
    def degrees(self) -> float:
        """By how many degrees it was straightened, clockwise."""
        return self._degrees

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
        self._on_nearer()
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
        if not self._full.isEmpty():
            self.set_turn(self._turn + quarters)
            self.turned.emit(self._turn)

    def set_turn(self, quarters: int) -> None:
        """Stand at so many quarters, without telling anybody."""
        self._turn = quarters % 4
        self._keep_in_view()
        self.update()

    def straighten(self, degrees: float) -> None:
        """Turn by a few degrees, clockwise, so that a line of the picture lies level."""
        if not self._full.isEmpty():
            self.set_degrees(self._degrees + degrees)
            self.straightened.emit(self._degrees)

    def set_degrees(self, degrees: float) -> None:
        """Stand at so many degrees, without telling anybody."""
        self._degrees = max(-_MOST_DEGREES, min(_MOST_DEGREES, degrees))
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
        return self._turning().mapRect(QRectF(QPointF(), self._full)).size()

    def _room(self) -> QSizeF:
        return QSizeF(max(1, self.width() - 2), max(1, self.height() - 2))

    def _fit_scale(self) -> float:
        size = self._turned_size()
        if size.isEmpty():
            return 1.0
        room = self._room()
        return min(room.width() / size.width(), room.height() / size.height())

    def _turning(self) -> QTransform:
        return QTransform().rotate(90 * self._turn + self._degrees)

    def _to_view(self) -> QTransform:
        """Map points of the unturned picture to the widget."""
        middle = QRectF(self.rect()).center()
        made = QTransform().translate(middle.x(), middle.y()).scale(self.scale, self.scale)
        centre = self.centre
        return QTransform().translate(-centre.x(), -centre.y()) * self._turning() * made

    def picture_point(self, at: QPointF) -> QPointF:
        """Give the point of the unturned picture under a point of the widget."""
        return self._to_view().inverted()[0].map(at)

    def _zoom_to(self, scale: float, at: QPointF) -> None:
        if self._full.isEmpty():
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
        self._on_nearer()
        self.update()

    def _keep_in_view(self) -> None:
        if self._scale is None:
            return
        half = self._turning().inverted()[0].mapRect(QRectF(QPointF(0, 0), self._room())).size() / (2 * self._scale)
        self._centre = QPointF(
            _held(self._centre.x(), half.width(), self._full.width()),
            _held(self._centre.y(), half.height(), self._full.height()),
        )


def _held(centre: float, half: float, length: float) -> float:
    """Keep a centre so that the picture fills the view, or stands in its middle when it is smaller."""
    return length / 2 if 2 * half >= length else max(half, min(length - half, centre))
