# SPDX-License-Identifier: Apache-2.0
"""A small picture inside words: read and decoded in the pool, at the size at which it is shown."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import PictureRecord
from officer_desk.views.picture_words import read_picture


class Thumbnail(QLabel):
    """One stored picture, or words where it cannot be read; it keeps its place from the start."""

    def __init__(self, desk: Desk, picture: PictureRecord, name: str, height: int) -> None:
        """`name` says what is seen, for whoever does not see it."""
        super().__init__()
        self._box = QSize(round(height * picture.width / max(1, picture.height)), height)
        if picture.width > 2 * picture.height:
            self._box = QSize(2 * height, height)
        self.setFixedSize(self._box)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setWordWrap(True)
        side = round(max(self._box.width(), self._box.height()) * self.devicePixelRatioF())
        desk.work(
            self,
            read_picture,
            desk.gateways.pictures,
            picture.sha256,
            side,
            then=self._show,
            otherwise=self._say,
        )

    def _show(self, image: QImage) -> None:
        ratio = self.devicePixelRatioF()
        room = self._box * ratio
        shown = QPixmap.fromImage(
            image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )
        shown.setDevicePixelRatio(ratio)
        self.setFixedSize(shown.deviceIndependentSize().toSize())
        self.setPixmap(shown)

    def _say(self, _error: Exception) -> None:
        self.setText(translate("Thumbnail", "unreadable"))
