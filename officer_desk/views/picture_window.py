# SPDX-License-Identifier: Apache-2.0
"""A second window for a second screen: the pictures of the open file, as large as that screen; it follows the file."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QHBoxLayout

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.views.actions import bind
from officer_desk.views.file_parts import Ground
from officer_desk.views.id_photos import IdPhotos
from officer_desk.views.picture_frame import PictureFrame
from officer_desk.views.picture_slot import PictureSlot
from officer_desk.views.picture_words import read_picture, upright_size


class PictureWindow(Ground):
    """Shows what the desk's own pictures show: all of them, or the one that stands alone there."""

    def __init__(self, desk: Desk, photos: IdPhotos) -> None:
        super().__init__("mat")
        self._desk, self._photos = desk, photos
        # Of the main window: it goes when that one goes.
        self.setParent(photos.window(), Qt.WindowType.Window)
        self.setWindowTitle(translate("PictureWindow", "Pictures of the open file"))
        self._frames: dict[str, PictureFrame] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 12, 12)
        self._row.setSpacing(12)
        photos.shown.connect(self.follow)
        bind("second-window", self, self.close)
        bind("back", self, self.close)

    def open(self) -> None:
        """Stand on another screen where there is one, else beside the desk."""
        own = self._photos.screen()
        other = next((screen for screen in QGuiApplication.screens() if screen is not own), None)
        if other is not None:
            self.setGeometry(other.availableGeometry())
            self.showMaximized()
        else:
            self.resize(960, 640)
            self.show()
        self.follow()

    def follow(self) -> None:
        """Show what is shown there now."""
        if self.isHidden():
            return
        alone = self._photos.shown_place
        slots = [slot for place, slot in enumerate(self._photos.slots) if alone in (-1, place)]
        labels = {slot.label for slot in slots if slot.shown is not None}
        for label, frame in self._frames.items():
            frame.setVisible(label in labels)
            if label not in labels:
                frame.show_words("")
        for slot in slots:
            if slot.shown is not None and not slot.large.view.image.isNull():
                self._show(slot)

    def _show(self, slot: PictureSlot) -> None:
        frame, shown = self._frame(slot.label), slot.shown
        image = slot.large.view.image
        if shown is None or frame.view.image.cacheKey() == image.cacheKey():
            return
        frame.view.detail_wanted.disconnect()
        frame.view.detail_wanted.connect(partial(self._load, frame, shown.sha256, image))
        frame.show_view()
        frame.view.show_image(image, upright_size(shown, image))

    def _frame(self, label: str) -> PictureFrame:
        frame = self._frames.get(label)
        if frame is None:
            frame = self._frames[label] = PictureFrame(label)
            frame.mark.hide()
            frame.view.detail_wanted.connect(_nothing)
            self._row.addWidget(frame, 1)
        return frame

    def _load(self, frame: PictureFrame, sha256: str, base: QImage, side: int) -> None:
        self._desk.work(
            self,
            read_picture,
            self._desk.gateways.pictures,
            sha256,
            side,
            then=partial(_show_detail, frame, base),
            # The picture in view stays: it was readable a moment ago.
            otherwise=_nothing,
        )

    def sizeHint(self) -> QSize:
        return QSize(960, 640)


def _show_detail(frame: PictureFrame, base: QImage, image: QImage) -> None:
    if frame.view.image.cacheKey() == base.cacheKey():
        frame.view.show_detail(image)


def _nothing(_what: object) -> None:
    """There is nothing to do."""
