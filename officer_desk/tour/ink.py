# SPDX-License-Identifier: Apache-2.0
"""What a widget writes: each piece of text with its place, its clip and its colour, caught while the widget paints.

Measuring labels would miss whatever a widget or a delegate paints by itself; here the paint itself is read.
"""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintDevice, QPaintEngine, QPaintEngineState, QRegion, QTransform
from PySide6.QtWidgets import QWidget

_DPI: Final = 96


@dataclass(frozen=True, slots=True)
class Written:
    """One piece of text. `ink` is where its letters stand and `clip` what of it is painted, both in the widget."""

    text: str
    ink: QRectF
    clip: QRectF
    color: QColor


def written(widget: QWidget) -> list[Written]:
    """Give every piece of text that the widget itself paints, without its children."""
    paper = _Paper(widget.width(), widget.height())
    # Without DrawChildren: each piece is known by the widget that wrote it.
    widget.render(paper, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawWindowBackground)
    return paper.pen.found


class _Pen(QPaintEngine):
    """Keeps text and forgets everything else."""

    def __init__(self, whole: QRectF) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.found: list[Written] = []
        self._whole = whole
        self._clip = whole
        self._color = QColor()
        self._opacity = 1.0
        self._transform = QTransform()

    def begin(self, pdev: QPaintDevice) -> bool:
        self.setActive(True)
        return bool(pdev)

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        changed, flags = state.state(), QPaintEngine.DirtyFlag
        if changed & flags.DirtyPen:
            self._color = state.pen().color()
        if changed & flags.DirtyOpacity:
            self._opacity = state.opacity()
        if changed & flags.DirtyTransform:
            self._transform = state.transform()
        if changed & flags.DirtyClipRegion:
            self._narrow(state, QRectF(state.clipRegion().boundingRect()))
        if changed & flags.DirtyClipPath:
            self._narrow(state, state.clipPath().boundingRect())
        if changed & flags.DirtyClipEnabled and not state.isClipEnabled():
            self._clip = self._whole

    def _narrow(self, state: QPaintEngineState, area: QRectF) -> None:
        placed = self._transform.mapRect(area)
        inside = self._clip if state.clipOperation() == Qt.ClipOperation.IntersectClip else self._whole
        self._clip = self._whole if state.clipOperation() == Qt.ClipOperation.NoClip else placed & inside

    def drawTextItem(self, p: Any, textItem: Any) -> None:  # noqa: N803 - Qt's name
        text = str(textItem.text())
        if not text.strip():
            return
        ink = QFontMetricsF(textItem.font()).tightBoundingRect(text).translated(p.x(), p.y())
        color = QColor(self._color)
        color.setAlphaF(color.alphaF() * self._opacity)
        self.found.append(Written(text, self._transform.mapRect(ink), QRectF(self._clip), color))

    def drawPixmap(self, r: Any, pm: Any, sr: Any) -> None: ...

    def drawImage(self, r: Any, pm: Any, sr: Any, flags: Any = None) -> None: ...

    def drawTiledPixmap(self, r: Any, pixmap: Any, s: Any) -> None: ...

    def drawPath(self, path: Any) -> None: ...

    def drawRects(self, rects: Any, rectCount: Any = 0) -> None: ...  # noqa: N803 - Qt's name

    def drawLines(self, lines: Any, lineCount: Any = 0) -> None: ...  # noqa: N803 - Qt's name

    def drawEllipse(self, r: Any) -> None: ...

    def drawPoints(self, points: Any, pointCount: Any = 0) -> None: ...  # noqa: N803 - Qt's name

    def drawPolygon(self, points: Any, pointCount: Any = 0, mode: Any = None) -> None: ...  # noqa: N803 - Qt's name


class _Paper(QPaintDevice):
    """As large as the widget, with the logical resolution of a screen."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._width, self._height = width, height
        self.pen = _Pen(QRectF(0, 0, width, height))

    def paintEngine(self) -> QPaintEngine:
        return self.pen

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        sizes = QPaintDevice.PaintDeviceMetric
        known = {
            sizes.PdmWidth: self._width,
            sizes.PdmHeight: self._height,
            sizes.PdmWidthMM: round(self._width * 25.4 / _DPI),
            sizes.PdmHeightMM: round(self._height * 25.4 / _DPI),
            sizes.PdmDepth: 32,
            sizes.PdmNumColors: 1 << 24,
            sizes.PdmDevicePixelRatio: 1,
            sizes.PdmDevicePixelRatioScaled: 0x10000,
        }
        return known.get(metric, _DPI if "Dpi" in metric.name else 0)
