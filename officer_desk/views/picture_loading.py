# SPDX-License-Identifier: Apache-2.0
"""How a stored picture comes into its places: out of the cache at once, or read and decoded in the pool."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import format_time
from officer_desk.domain.records import PictureRecord
from officer_desk.views.picture_cache import PictureCache
from officer_desk.views.picture_frame import PictureFrame
from officer_desk.views.picture_slot import PictureSlot
from officer_desk.views.picture_words import lowered, read_picture, upright_size


class PictureLoading(QObject):
    """A picture that comes late, when its place shows another one, is dropped."""

    shown = Signal()
    """A place shows its picture, or says why it cannot."""

    def __init__(self, desk: Desk, cache: PictureCache, room: QWidget) -> None:
        """`room`: where the pictures are shown, for places that are not yet laid out."""
        super().__init__(room)
        self._desk, self._cache, self._room = desk, cache, room
        self.why_not_replace = ""
        """Why a broken picture cannot be replaced; empty when it can."""

    def load(self, slot: PictureSlot, picture: PictureRecord) -> None:
        """Show a picture in its two places."""
        slot.broken, slot.on_screen, slot.shown = False, False, picture
        older = translate("IdPhotos", "older, {time}").format(time=format_time(picture.added_at))
        for frame in slot.frames:
            frame.set_note(slot.note if picture is slot.record else older, amber=picture is not slot.record)
        side = slot.side_of(picture, self._room.size())
        decoded = self._cache.get(picture.sha256, side)
        if decoded is not None:
            self._show(slot, picture, decoded)
            return
        for frame in slot.frames:
            frame.show_words(translate("IdPhotos", "Reading the picture…"))
        self._desk.work(
            self,
            read_picture,
            self._desk.gateways.pictures,
            picture.sha256,
            side,
            then=partial(self._on_read, slot, picture, side),
            otherwise=partial(self._on_broken, slot, picture),
        )

    def load_detail(self, slot: PictureSlot, frame: PictureFrame, side: int) -> None:
        """Somebody comes closer: show the same picture with more pixels, at the most with all it has."""
        if slot.shown is None:
            return
        self._desk.work(
            self,
            read_picture,
            self._desk.gateways.pictures,
            slot.shown.sha256,
            None if side >= max(slot.shown.width, slot.shown.height) else side,
            then=partial(self._on_detail, slot, frame, slot.shown),
            # The picture in view stays: it was readable a moment ago.
            otherwise=lambda _error: None,
        )

    def _on_read(self, slot: PictureSlot, picture: PictureRecord, side: int, image: QImage) -> None:
        self._cache.put(picture.sha256, side, image)
        if slot.shown is picture:
            self._show(slot, picture, image)

    def _show(self, slot: PictureSlot, picture: PictureRecord, image: QImage) -> None:
        for frame in slot.frames:
            frame.view.show_image(image, upright_size(picture, image))
            frame.show_view()
        self.shown.emit()

    def _on_broken(self, slot: PictureSlot, picture: PictureRecord, _error: Exception) -> None:
        if slot.shown is not picture:
            return
        slot.broken = True
        words = translate("IdPhotos", "Picture {name} cannot be read. Add a new one, or assess all the same.")
        said = words.format(name=lowered(slot.label))
        for frame in slot.frames:
            frame.show_words(said, with_add=not slot.old, why_not=self.why_not_replace)
        self.shown.emit()

    def _on_detail(self, slot: PictureSlot, frame: PictureFrame, picture: PictureRecord, image: QImage) -> None:
        if slot.shown is picture:
            frame.view.show_detail(image)
