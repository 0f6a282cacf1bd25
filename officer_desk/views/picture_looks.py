# SPDX-License-Identifier: Apache-2.0
"""Closer looks at the pictures: contrast, straightening, the magnifying glass, two faces, a second window.

All of it is how one picture is shown: nothing is written into the stored file, and the next file starts anew.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QMenu

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import CrossCheck
from officer_desk.domain.values import PictureRole
from officer_desk.views.actions import cap
from officer_desk.views.face_pair import read_face
from officer_desk.views.id_photos import IdPhotos
from officer_desk.views.picture_slot import PictureSlot
from officer_desk.views.picture_view import SHARP_SIDE
from officer_desk.views.picture_window import PictureWindow
from officer_desk.views.picture_words import read_picture


class PictureLooks(QObject):
    """The commands; each acts upon the picture that the officer looked at last."""

    def __init__(self, desk: Desk, photos: IdPhotos) -> None:
        super().__init__(photos)
        self._desk, self._photos = desk, photos
        self._check: CrossCheck | None = None
        self._asked: tuple[str, object] | None = None
        self.window: PictureWindow | None = None
        photos.tools["contrast"].clicked.connect(self.contrast)
        self._menu = QMenu(photos.tools["more"])
        photos.tools["more"].clicked.connect(self._show_menu)
        offered: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("faces", translate("PictureLooks", "Portrait beside the card's portrait"), self.faces),
            ("loupe", translate("PictureLooks", "Magnifying glass"), self.loupe),
            ("straighten-left", translate("PictureLooks", "Straighten by 1° to the left"), self.straighten_left),
            ("straighten-right", translate("PictureLooks", "Straighten by 1° to the right"), self.straighten_right),
            ("second-window", translate("PictureLooks", "Pictures on a second screen"), self.second_window),
            ("scan", translate("IdPhotos", "Scan this picture"), partial(photos.want, photos.scan_wanted)),
        )
        self.actions = {name: self._action(name, words, run) for name, words, run in offered}

    def show(self, check: CrossCheck | None) -> None:
        """Take what was read of the open file's pictures; None when another file comes."""
        if check is None or self._check is None or check.portrait != self._check.portrait:
            self._photos.hide_faces()
            self._asked = None  # what still comes of another file's faces is dropped
        self._check = check
        self.actions["faces"].setEnabled(self._slots() is not None)

    # --- one picture

    def contrast(self) -> None:
        """Show more contrast than the picture has, or what it has."""
        slot = self._photos.active
        if slot is not None:
            more = not self._photos.view_in_front(slot).more_contrast
            for frame in slot.frames:
                frame.view.set_contrast(more=more)

    def straighten_left(self) -> None:
        """Turn by a degree to the left."""
        self._straighten(-1)

    def straighten_right(self) -> None:
        """Turn by a degree to the right."""
        self._straighten(1)

    def _straighten(self, degrees: int) -> None:
        slot = self._photos.active
        if slot is not None:
            self._photos.view_in_front(slot).straighten(degrees)
            for frame in slot.frames:
                frame.view.set_degrees(self._photos.view_in_front(slot).degrees)

    def loupe(self) -> None:
        """Lay the magnifying glass on the picture, or take it away."""
        slot = self._photos.active
        if slot is not None:
            view = self._photos.view_in_front(slot)
            view.toggle_loupe()
            view.setFocus()

    # --- two faces

    def faces(self) -> None:
        """Show the portrait beside the face on the card."""
        if self._load_faces():
            self._photos.faces.beside()

    def blink(self) -> None:
        """Show in turns: the old and the new picture of a change, else the portrait and the face on the card."""
        if any(slot.old for slot in self._photos.slots):
            self._photos.blink()
        elif self._load_faces():
            self._photos.faces.blink()

    def _slots(self) -> tuple[PictureSlot, PictureSlot] | None:
        """Give the places of the portrait and of the card with its face, where that is known."""
        if self._check is None or self._check.portrait is None:
            return None
        by_role = {slot.role: slot for slot in self._photos.slots if not slot.old and slot.record is not None}
        portrait, card = by_role.get(PictureRole.PORTRAIT), by_role.get(self._check.portrait[0])
        return None if portrait is None or card is None else (portrait, card)

    def _load_faces(self) -> bool:
        slots = self._slots()
        if slots is None or self._check is None or self._check.portrait is None:
            return False
        portrait, card = (slot.record for slot in slots)
        if portrait is None or card is None:
            return False
        store, corners = self._desk.gateways.pictures, self._check.portrait[1]
        asked = (card.sha256, corners)
        if asked != self._asked or not self._photos.faces.complete:
            self._asked = asked
            self._photos.faces.clear()
            self._desk.work(self, read_picture, store, portrait.sha256, SHARP_SIDE,
                            then=partial(self._on_portrait, asked), otherwise=_kept)  # fmt: skip
            self._desk.work(self, read_face, store, card.sha256, corners,
                            then=partial(self._on_face, asked), otherwise=_kept)  # fmt: skip
        self._photos.show_faces()
        return True

    def _on_portrait(self, asked: object, image: QImage) -> None:
        if asked == self._asked:
            self._photos.faces.show_portrait(image)

    def _on_face(self, asked: object, image: QImage) -> None:
        if asked == self._asked:
            self._photos.faces.show_face(image)

    # --- another screen

    def second_window(self) -> None:
        """Open the window for a second screen, or close it."""
        if self.window is None:
            self.window = PictureWindow(self._desk, self._photos)
        if self.window.isVisible():
            self.window.close()
        else:
            self.window.open()

    def _show_menu(self) -> None:
        tool = self._photos.tools["more"]
        # Scanning replaces the picture, as adding one does.
        self.actions["scan"].setEnabled(self._photos.tools["add"].isEnabled())
        self._menu.popup(tool.mapToGlobal(tool.rect().bottomLeft()))

    def _action(self, name: str, words: str, run: Callable[[], None]) -> QAction:
        action = QAction(words if name == "scan" else f"{words}\t{cap(name)}", self._menu)
        action.triggered.connect(lambda _checked=False: run())
        self._menu.addAction(action)
        return action


def _kept(_error: object) -> None:
    """The place says «đang đọc ảnh» on: the picture's own frame says what is wrong with it."""
