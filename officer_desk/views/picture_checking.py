# SPDX-License-Identifier: Apache-2.0
"""The pictures while the comparison is in view: one alone with the others small below, and the place that is meant."""

from PySide6.QtCore import QObject

from officer_desk.domain.records import CheckRow, Corners, CrossCheck, DeclarationRecord
from officer_desk.domain.values import IdentityKind, PictureRole
from officer_desk.views.check_notes import card_words, hint_lines, read_words
from officer_desk.views.check_words import field_name, row_of
from officer_desk.views.id_photos import IdPhotos
from officer_desk.views.picture_slot import PictureSlot
from officer_desk.views.picture_words import role_name

_ON_MRZ = ("id_number", "full_name", "date_of_birth", "sex", "expires_on")


class PictureChecking(QObject):
    """Keyed by what the photos show; without a comparison it does nothing."""

    def __init__(self, photos: IdPhotos) -> None:
        super().__init__(photos)
        self._photos = photos
        self._record: DeclarationRecord | None = None
        self._check: CrossCheck | None = None
        self._open = False
        self._before = 0
        self._field = ""
        photos.film.chosen.connect(photos.show_place)
        photos.shown.connect(self._show_film)

    def clear(self) -> None:
        """Know nothing of any file."""
        self._unpoint()
        self._record = self._check = None
        self._open, self._before, self._field = False, 0, ""
        self._photos.film.hide()
        self._photos.film.show_hints([])

    def show(self, record: DeclarationRecord, check: CrossCheck | None) -> None:
        """Say behind each picture what was read of it."""
        self._record, self._check = record, check
        for slot in self._photos.slots:
            if not slot.old:
                self._note(slot, check)
        names = {slot.role: role_name(slot.role, record) for slot in self._photos.slots}
        self._photos.film.show_hints([] if check is None else hint_lines(check, names))
        if self._open and self._field:
            self.point(self._field)

    def _note(self, slot: PictureSlot, check: CrossCheck | None) -> None:
        """Say it in few words where the mark «đã xem» needs the room."""
        slot.note = whole = ""
        if check is not None:
            expects = self._expects(slot)
            slot.note = " · ".join(read_words(check, slot.role, expects_code=expects, short=True))
            said = [*card_words(check, slot.role), *read_words(check, slot.role, expects_code=expects)]
            whole = " · ".join(said)
        if slot.shown is slot.record:
            slot.strip.set_note(slot.note)
            slot.large.set_note(whole)

    def open(self, opened: bool) -> None:
        """The comparison came to the front, or went; what was seen before comes back with the data."""
        if opened == self._open:
            return
        self._open = opened
        if opened:
            self._before = self._photos.shown_index
        else:
            self._unpoint()
            self._field = ""
            self._photos.show_only(self._before)
        self._show_film()

    def point(self, field: str) -> None:
        """Show the picture on which a field stands, and frame it there."""
        self._unpoint()
        self._field = field
        row = None if self._check is None else row_of(self._check, field)
        place = None if row is None or self._check is None else _place(self._check, row)
        if not self._open or self._record is None:
            return
        slot = None if place is None else self._slot(place[0])
        if slot is None or place is None:
            if not self._photos.shown_index and self._photos.slots:
                self._photos.show_place(min(1, len(self._photos.slots) - 1))
            return
        self._photos.show_place(self._photos.slots.index(slot))
        slot.large.view.point_at(place[1])
        slot.large.set_pointed(field_name(field, self._record.declared.identity.kind))

    def _unpoint(self) -> None:
        for slot in self._photos.slots:
            slot.large.view.point_at(None)
            slot.large.set_pointed("")

    def _slot(self, role: PictureRole) -> PictureSlot | None:
        return next((slot for slot in self._photos.slots if slot.role is role and not slot.old and slot.record), None)

    def _expects(self, slot: PictureSlot) -> bool:
        """A code is looked for where the chip card has it; the card of 2024 has it on its back."""
        record = self._record
        card = record is not None and record.declared.identity.kind is IdentityKind.CCCD
        return card and slot.role is PictureRole.IDENTITY_FRONT and slot.record is not None

    def _show_film(self) -> None:
        photos = self._photos
        photos.film.setVisible(self._open and len(photos.slots) > 1 and photos.shown_index > 0)
        photos.film.show_pictures([slot.strip.view.image for slot in photos.slots], photos.shown_place)


def _place(check: CrossCheck, row: CheckRow) -> tuple[PictureRole, Corners] | None:
    """Give where a field stands: as it is known, else the code or the lines that tell it."""
    if row.place is not None:
        return row.place
    if check.code is not None and check.code_role is not None and row.qr.value:
        return check.code_role, check.code.corners
    lines = check.lines
    if lines is not None and lines.corners is not None and check.lines_role is not None and row.field in _ON_MRZ:
        return check.lines_role, lines.corners
    return None
