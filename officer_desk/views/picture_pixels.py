# SPDX-License-Identifier: Apache-2.0
"""The pixels of one picture, loaded small and later in more detail, cut and scaled to what the screen shows of it."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPixmap

from officer_desk.views.picture_tone import tone_of, toned


class PicturePixels:
    """`full` is the size of the whole picture in pixels, whatever is loaded of it."""

    def __init__(self, base: QImage | None = None, full: QSizeF | None = None) -> None:
        self.base = QImage() if base is None else base
        self.full = QSizeF() if full is None else full
        self._detail = QImage()
        self._tone: bytes | None = None
        self._cut: tuple[tuple[object, ...], QPixmap] | None = None

    def add_detail(self, image: QImage) -> None:
        """Take the same picture with more pixels."""
        self._detail, self._cut = image, None

    def set_contrast(self, *, more: bool) -> None:
        """Show it with all tones from black to white, or as it is."""
        self._tone = tone_of(self.base) if more and not self.base.isNull() else None
        self._cut = None

    def forget_cut(self) -> None:
        """The screen is another one: cut anew."""
        self._cut = None

    @property
    def sharp(self) -> float:
        """Loaded pixels for one of the whole picture."""
        return self._sharpest.width() / max(1.0, self.full.width())

    @property
    def _sharpest(self) -> QImage:
        return self.base if self._detail.isNull() else self._detail

    def part(self, seen: QRectF, on_screen: float, *, keep: bool = True) -> tuple[QRectF, QPixmap]:
        """Give the seen part of the picture, already at the screen's size: Qt's own shrinking would flicker.

        `on_screen`: pixels of the screen for one of the picture. The part that is given may be a pixel larger. The last
        one is kept, unless it is another one each time.
        """
        image = self.base if on_screen <= self.base.width() / self.full.width() else self._sharpest
        ratio = image.width() / self.full.width()
        crop = QRectF(seen.topLeft() * ratio, seen.size() * ratio).toAlignedRect().intersected(image.rect())
        part = QRectF(QPointF(crop.topLeft()) / ratio, QSizeF(crop.size()) / ratio)
        target = QSize(max(1, round(part.width() * on_screen)), max(1, round(part.height() * on_screen)))
        key = (image.cacheKey(), crop.getRect(), target.toTuple())
        if self._cut is not None and self._cut[0] == key:
            return part, self._cut[1]
        piece = image if crop == image.rect() else image.copy(crop)
        if target.width() < piece.width():
            piece = piece.scaled(
                target, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        pixmap = QPixmap.fromImage(piece if self._tone is None else toned(piece, self._tone))
        if keep:
            self._cut = (key, pixmap)
        return part, pixmap
