# SPDX-License-Identifier: Apache-2.0
"""The mat on which the pages of a preview lie side by side: whole, or across, or at any size."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from officer_desk.catalogue import translate
from officer_desk.views import theme

PAPER = QSizeF(595.2756, 841.8898)
"""A4 in points."""

_EDGE = 13
_GAP = 40
_STEP = 1.2
_LEAST, _MOST = 0.2, 4.0
_PIXELS = 96 / 72
"""Logical pixels of a point at 100 %."""


class PrintMat(QAbstractScrollArea):
    """Shows the pages; asks for sharper pictures whenever their size on the screen changed."""

    scale_changed = Signal(float)
    """The size in which the pages are shown now: 1.0 is their size on paper."""
    drawing_wanted = Signal(float)
    """Pages are wanted in so many device pixels for a point."""

    def __init__(self, paper: QSizeF = PAPER) -> None:
        super().__init__()
        self._paper = paper
        self._pages: tuple[QImage, ...] = ()
        self._out: tuple[bool, ...] = ()
        self._fit: str = "page"
        self._stacked = False
        self._scale = 0.5
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(60)
        self._settle.timeout.connect(self._want_drawing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("PrintPreview", "Preview of the form"))
        self.setMinimumWidth(320)

    def clear(self) -> None:
        """Show the bare mat."""
        self._pages = ()
        self.fit_page()

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Put pages on the mat, or sharper pictures in the place of the same."""
        self._pages = tuple(pages)
        self._arrange()

    def mark_left_out(self, out: Sequence[bool]) -> None:
        """Mark the pages that will not be printed."""
        self._out = tuple(out)
        self.viewport().update()

    def pages(self) -> tuple[QImage, ...]:
        """Give the pictures that are shown."""
        return self._pages

    def scale(self) -> float:
        """Give the size in which the pages are shown: 1.0 is their size on paper."""
        return self._scale

    def wanted_scale(self) -> float:
        """Give the device pixels for a point that make the pages sharp."""
        return self._scale * _PIXELS * self.devicePixelRatioF()

    def fit_page(self) -> None:
        """Show the pages whole, side by side."""
        self._fit, self._stacked = "page", False
        self._arrange()

    def fit_width(self) -> None:
        """Show a page as wide as the mat, to read it; the other one lies below."""
        self._fit, self._stacked = "width", True
        self.verticalScrollBar().setValue(0)
        self._arrange()

    def zoom_in(self) -> None:
        """Come one step closer."""
        self._zoom(self._scale * _STEP)

    def zoom_out(self) -> None:
        """Go one step back."""
        self._zoom(self._scale / _STEP)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, otherwise scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(self._scale * (_STEP if event.angleDelta().y() > 0 else 1 / _STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint at the new place."""
        del dx, dy
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mat, pages and ring."""
        del event
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("mat"))
        for number, (area, image) in enumerate(zip(self._areas(), self._pages, strict=False)):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not self._is_sharp(image))
            painter.drawImage(area, image)
            painter.setPen(QPen(theme.color("matline"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))
            if number < len(self._out) and self._out[number]:
                self._paint_left_out(painter, area)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_left_out(self, painter: QPainter, area: QRectF) -> None:
        """Write on a page that it stays here: in words, because paler paper alone says nothing."""
        words = translate("PrintPreview", "Not printed")
        painter.setFont(theme.font("label-head"))
        room = QSizeF(painter.fontMetrics().horizontalAdvance(words) + 20, 24)
        box = QRectF(QPointF(area.center().x() - room.width() / 2, area.bottom() - room.height() - 16), room)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color("waiting-bg"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.color("waiting"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _is_sharp(self, image: QImage) -> bool:
        return abs(image.width() - self._paper.width() * self.wanted_scale()) < 1.5

    def _page_size(self) -> QSizeF:
        return self._paper * (self._scale * _PIXELS)

    def _extent(self) -> QSizeF:
        """Give the room that all pages take, with the mat around them."""
        size, count = self._page_size(), max(1, len(self._pages))
        if self._stacked:
            return QSizeF(size.width() + 2 * _GAP, count * size.height() + (count + 1) * _EDGE)
        return QSizeF(count * size.width() + (count + 1) * _GAP, size.height() + 2 * _EDGE)

    def _areas(self) -> list[QRectF]:
        """Give where each page lies, in whole pixels, so that thin lines stay thin."""
        size, extent, view = self._page_size(), self._extent(), self.viewport()
        left = _GAP + max(0.0, (view.width() - extent.width()) / 2) - self.horizontalScrollBar().value()
        top = _EDGE + max(0.0, (view.height() - extent.height()) / 2) - self.verticalScrollBar().value()
        right, down = (0.0, size.height() + _EDGE) if self._stacked else (size.width() + _GAP, 0.0)
        return [
            QRectF(round(left + number * right), round(top + number * down), round(size.width()), round(size.height()))
            for number in range(len(self._pages))
        ]

    def _zoom(self, scale: float) -> None:
        self._fit = ""
        self._scale = min(max(scale, _LEAST), _MOST)
        self._arrange()

    def _fitted(self) -> float:
        """Give the scale of the fit that is in force."""
        count, whole = max(1, len(self._pages)), self.maximumViewportSize()
        if self._fit == "width":
            wanted = (whole.width() - self.verticalScrollBar().sizeHint().width() - 2 * _GAP) / self._paper.width()
        else:
            across = (whole.width() - (count + 1) * _GAP) / count / self._paper.width()
            wanted = min(across, (whole.height() - 2 * _EDGE) / self._paper.height())
        return min(max(wanted / _PIXELS, _LEAST), _MOST)

    def _arrange(self) -> None:
        if self._fit:
            self._scale = self._fitted()
        extent, view = self._extent(), self.maximumViewportSize()
        for bar, need, room in (
            (self.horizontalScrollBar(), extent.width(), view.width()),
            (self.verticalScrollBar(), extent.height(), view.height()),
        ):
            bar.setRange(0, max(0, round(need - room)))
            bar.setPageStep(room)
            bar.setSingleStep(40)
        self.viewport().update()
        self.scale_changed.emit(self._scale)
        if any(not self._is_sharp(image) for image in self._pages):
            self._settle.start()

    def _want_drawing(self) -> None:
        self.drawing_wanted.emit(self.wanted_scale())
