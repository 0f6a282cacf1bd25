# SPDX-License-Identifier: Apache-2.0
"""The picture side of the open file: strip, viewer, tools, and the bar «Đã đối chiếu giấy tờ gốc»."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import local
from officer_desk.domain.records import DeclarationRecord, PictureRecord
from officer_desk.domain.values import PictureRole
from officer_desk.views.compare_bar import CompareBar
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.film_strip import FilmStrip
from officer_desk.views.picture_cache import PictureCache
from officer_desk.views.picture_frame import PictureFrame
from officer_desk.views.picture_loading import PictureLoading
from officer_desk.views.picture_pairs import BlinkHint, Place, choices, pages_of, places_of
from officer_desk.views.picture_slot import PictureSlot, empty_columns, lay_columns, make_bar, make_page, make_tools
from officer_desk.views.picture_view import SHARP_SIDE, PictureView
from officer_desk.views.picture_words import lowered, picture_facts
from officer_desk.views.segments import Segments

_ANY_HEIGHT = 16777215


class IdPhotos(Ground):
    """Everything about the pictures of one file; keyed by that file's id."""

    compared_changed = Signal()
    picture_wanted = Signal(object)
    """The role whose picture the officer wants to add or replace."""
    scan_wanted = Signal(object)
    """The role whose picture is to be scanned."""
    shown = Signal()
    """Other pictures stand there, or another one stands alone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("mat")
        self._desk = desk
        self.cache = PictureCache()
        self.loading = PictureLoading(desk, self.cache, self)
        self._file_id: int | None = None
        self._slots: list[PictureSlot] = []
        self._emptied: list[PictureSlot] = []
        self._made: dict[tuple[PictureRole, str], PictureSlot] = {}
        self._alone: list[list[int]] = []
        self._active: PictureSlot | None = None
        self._why_not_replace = ""
        self._can_mark = True
        self.choice = Segments(translate("IdPhotos", "Pictures"))
        self.bar = CompareBar()
        self.tools = make_tools()
        self._strip = QWidget()
        self._pages = QStackedWidget()
        self._facts = Words("", "label", figures=True)
        self._none = Words(translate("IdPhotos", "This declaration has no pictures."), "muted")
        self._hint = BlinkHint()
        self.film = FilmStrip()
        self._lay_out()
        self.choice.chosen.connect(self.show_only)
        self.bar.all_clicked.connect(self.mark_all)
        self.bar.reason_changed.connect(self.compared_changed)
        self.bar.checks.changed.connect(self.compared_changed)
        self.loading.shown.connect(self._on_loaded)

    def _lay_out(self) -> None:
        bar = make_bar(self.choice, self.tools)
        self._columns = QHBoxLayout(self._strip)
        self._columns.setContentsMargins(12, 5, 12, 12)
        self._columns.setSpacing(12)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._strip)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        outer.addWidget(self._pages, 1)
        outer.addWidget(self.film)
        outer.addWidget(self._hint)
        outer.addWidget(self.bar)
        self.tools["fit"].clicked.connect(partial(self._on_active, PictureView.fit))
        self.tools["ratio"].clicked.connect(partial(self._on_active, PictureView.one_to_one))
        self.tools["out"].clicked.connect(partial(self._on_active, PictureView.zoom_out))
        self.tools["in"].clicked.connect(partial(self._on_active, PictureView.zoom_in))
        self.tools["left"].clicked.connect(self.turn_left)
        self.tools["right"].clicked.connect(self.turn_right)
        self.tools["add"].clicked.connect(partial(self._on_add, self.picture_wanted))
        self.tools["scan"].clicked.connect(partial(self._on_add, self.scan_wanted))

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 300)

    # --- the file

    def clear(self) -> None:
        """Show nothing of any file."""
        self._file_id, self._active = None, None
        if self._slots:
            for slot in self._slots:
                slot.empty()
            self._emptied, self._slots = self._slots, []
        self._facts.setText("")
        self._hint.hide()
        self._pages.setCurrentIndex(0)
        self.choice.set_choices([("0", translate("IdPhotos", "All"))])
        self.bar.clear()
        self._update_tools()

    def show_declaration(self, record: DeclarationRecord, *, can_mark: bool, why_not_replace: str) -> None:
        """Show a file's pictures; of the same file only what changed is loaded again, and no view moves."""
        reopened = can_mark and not self._can_mark and record.id == self._file_id
        self._can_mark = can_mark
        self._why_not_replace = self.loading.why_not_replace = why_not_replace
        places = places_of(record)
        if record.id != self._file_id or [slot.label for slot in self._slots] != [place.label for place in places]:
            self._build(record, places)
        for slot, place in zip(self._slots, places, strict=True):
            picture, slot.note = place.picture, place.note
            older = () if slot.old else tuple(old for old in record.older_pictures if old.role is slot.role)
            for frame in slot.frames:
                frame.set_older(older)
            if picture is None:
                self._show_missing(slot, place.words)
            elif slot.record is None or slot.record.sha256 != picture.sha256:
                self._set_seen(slot, seen=False)
                slot.record = picture
                self.loading.load(slot, picture)
            if not can_mark:  # no longer assessed: what was recorded, not what is ticked
                self._set_seen(slot, seen=slot.role in record.compared and picture is not None)
            elif reopened:  # whoever decides anew looks anew
                self._set_seen(slot, seen=False)
        self.bar.checks.show_file(record, can_mark=can_mark)
        self._hint.setVisible(any(slot.old and slot.record is not None for slot in self._slots))
        self._facts.setText("\n".join(picture_facts(slot.label, slot.record) for slot in self._slots if slot.record))
        self._update_bar()
        self._update_tools()

    def side_for(self, picture: PictureRecord) -> int:
        """Give the side at which a picture of the next file would be shown here."""
        slot = next((slot for slot in self._slots if slot.role is picture.role and not slot.old), None)
        if slot is None:
            slot = next((slot for (role, _), slot in self._made.items() if role is picture.role), None)
        return SHARP_SIDE if slot is None else slot.side_of(picture, self.size())

    def _build(self, record: DeclarationRecord, places: list[Place]) -> None:
        kept = self.compared if record.id == self._file_id else ()
        self._file_id = record.id
        self._alone = pages_of(places)
        self.choice.set_choices(choices(places, record))
        if [slot.label for slot in self._emptied] == [place.label for place in places] and not self._slots:
            # The frames of the file before, empty since it was closed: new ones would cost a noticeable while.
            self._slots, self._emptied = self._emptied, []
            self._active = self._slots[-1 if places[0].old else 0] if places else None
            return
        self._drop_slots()
        self._slots = [self._make_slot(place) for place in places]
        self._active = self._slots[-1 if places[0].old else 0] if places else None
        self._arrange()
        for slot in self._slots:
            self._set_seen(slot, seen=slot.role in kept and not slot.old)

    def _make_slot(self, place: Place) -> PictureSlot:
        role, label = place.role, place.label
        kept = self._made.get((role, label))
        if kept is not None:
            # Frames are polished by the style sheet once, which is what a file of another kind would wait for.
            return kept
        slot = self._made[role, label] = PictureSlot(role, label, PictureFrame(label), PictureFrame(label))
        slot.old = place.old
        for frame, other in (slot.frames, slot.frames[::-1]):
            frame.seen_changed.connect(partial(self._on_seen, slot))
            frame.add_wanted.connect(partial(self.picture_wanted.emit, role))
            frame.version_wanted.connect(partial(self._show_version, slot))
            frame.view.activated.connect(partial(self._set_active, slot))
            frame.view.turned.connect(other.view.set_turn)
            frame.view.detail_wanted.connect(partial(self.loading.load_detail, slot, frame))
            frame.view.painted.connect(partial(self._on_painted, slot, frame.view), Qt.ConnectionType.QueuedConnection)
        slot.strip.view.opened.connect(partial(self._open_alone, slot))
        slot.large.view.opened.connect(partial(self.show_only, 0))
        return slot

    def _arrange(self) -> None:
        lay_columns(self._columns, self._slots, self._facts)
        if not self._slots:
            self._columns.addWidget(self._none)
            self._none.show()
        for together in self._alone:
            self._pages.addWidget(make_page([self._slots[index].large for index in together]))
        for frame in (frame for slot in self._slots for frame in slot.frames):
            frame.setMaximumHeight(_ANY_HEIGHT)
            frame.show()
        self._hold_portrait()

    def _drop_slots(self) -> None:
        for slot in (*self._slots, *self._emptied):
            slot.empty()
            for frame in slot.frames:
                frame.setParent(self)
                frame.hide()
        self._slots, self._emptied = [], []
        while self._pages.count() > 1:
            page = self._pages.widget(1)
            if page is not None:
                self._pages.removeWidget(page)
                page.deleteLater()
        empty_columns(self._columns)
        self._facts.setParent(self._strip)
        self._facts.hide()
        self._none.setParent(self._strip)
        self._none.hide()
        self._pages.setCurrentIndex(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_portrait()

    def _hold_portrait(self) -> None:
        """Keep the portrait's frame at 4×6, so that it starts level with the cards and wastes no grey."""
        if len(self._slots) < 2 or self._slots[0].role is not PictureRole.PORTRAIT or self._slots[0].old:
            return
        width = (self.width() - 36) * 232 / 564
        self._slots[0].strip.setMaximumHeight(round(width * 1.5) + 23)

    # --- what is shown

    def _on_loaded(self) -> None:
        self._update_bar()
        self.shown.emit()

    def _show_missing(self, slot: PictureSlot, instead: str) -> None:
        slot.record = slot.shown = None
        slot.broken = False
        words = instead or translate("IdPhotos", "There is no picture {name} yet.").format(name=lowered(slot.label))
        self._set_seen(slot, seen=False)
        for frame in slot.frames:
            frame.show_words(words, with_add=not slot.old, why_not=self._why_not_replace)
            frame.set_note("")

    def _show_version(self, slot: PictureSlot, older: PictureRecord | None) -> None:
        picture = older or slot.record
        if picture is not None and picture is not slot.shown:
            self.loading.load(slot, picture)

    # --- compared with the original papers

    @property
    def compared(self) -> tuple[PictureRole, ...]:
        """The roles that are marked as compared."""
        return tuple(slot.role for slot in self._slots if slot.strip.mark.isChecked())

    @property
    def to_compare(self) -> int:
        """How many pictures are to be compared with papers."""
        return sum(not slot.old for slot in self._slots)

    @property
    def not_compared_reason(self) -> str:
        """Why a picture cannot be compared, as typed."""
        return self.bar.reason

    @property
    def not_on_screen(self) -> tuple[str, ...]:
        """The pictures that are to be compared, can be read, and have not been on the screen yet."""
        waited = (slot for slot in self._slots if slot.record is not None and not (slot.old or slot.broken))
        return tuple(lowered(slot.label) for slot in waited if not slot.on_screen)

    def mark_all(self) -> None:
        """F7: mark every picture that was on the screen; once all are marked, take the marks away.

        As long as one is still on its way nothing is marked: nobody has compared what he has not seen.
        """
        markable = [slot for slot in self._slots if slot.on_screen and not slot.old]
        if not self._can_mark:
            return
        if self.not_on_screen:
            self.bar.say_not_seen(list(self.not_on_screen))
            return
        if not markable:
            return
        seen = not all(slot.strip.mark.isChecked() for slot in markable)
        for slot in markable:
            self._set_seen(slot, seen=seen)
        self._on_marked()

    def bring_back(self, compared: tuple[PictureRole, ...]) -> None:
        """Mark again what was marked when the decision was recorded that is now taken back."""
        for slot in self._slots:
            if slot.role in compared and slot.record is not None and not slot.old:
                self._set_seen(slot, seen=True)
        self._on_marked()

    def _on_painted(self, slot: PictureSlot, view: PictureView) -> None:
        """It comes a moment after the painting: by then the place may show another picture."""
        if view.was_painted and slot.record is not None and slot.shown is slot.record:
            slot.on_screen = True
            self._update_bar()

    def _on_seen(self, slot: PictureSlot, seen: bool) -> None:
        self._set_seen(slot, seen=seen)
        self._on_marked()

    def _on_marked(self) -> None:
        if self.to_compare and len(self.compared) == self.to_compare:
            self.bar.checks.tick_all()
        elif not self.compared:
            self.bar.checks.untick_all()
        self.bar.set_time(local(self._desk.now()).strftime("%H:%M") if self.compared else "")
        self._update_bar()
        self.compared_changed.emit()

    def _set_seen(self, slot: PictureSlot, *, seen: bool) -> None:
        for frame in slot.frames:
            frame.mark.setChecked(seen)

    def _update_bar(self) -> None:
        for slot in self._slots:
            for frame in slot.frames:
                frame.mark.setVisible(slot.record is not None and not slot.old)
                frame.mark.setEnabled(self._can_mark and (slot.on_screen or frame.mark.isChecked()))
        left = [lowered(slot.label) for slot in self._slots if slot.role not in self.compared and not slot.old]
        self.bar.set_counts(len(self.compared), self.to_compare, left, can_mark=self._can_mark)
        # Without pictures there is nothing to compare.
        self.bar.setVisible(bool(self._slots))

    # --- tools

    def show_only(self, index: int) -> None:
        """0: all; 1, 2, 3: that picture alone, or that pair."""
        if 0 <= index <= len(self._alone):
            for slot in self._slots:
                slot.large.show()
            self._pages.setCurrentIndex(index)
            self.choice.set_current(index)
            if index:
                self._set_active(self._slots[self._alone[index - 1][-1]])
            self.shown.emit()

    def show_place(self, place: int) -> None:
        """Show a picture alone, or with the other of its pair."""
        self.show_only(next(index for index, together in enumerate(self._alone, 1) if place in together))

    def blink(self) -> None:
        """Ctrl+B: show the picture in use and the new one in turns, in the same place."""
        if self._active is None or not any(slot.old for slot in self._slots):
            return
        if len(self._slots) == 2:
            self.show_only(2 if self.shown_index == 1 else 1)
            return
        pair = next(pair for pair in self._alone if self._slots.index(self._active) in pair)
        first, second = (self._slots[index].large for index in pair)
        to_old = first.isHidden() or not second.isHidden()
        self.show_only(self._alone.index(pair) + 1)
        first.setVisible(to_old)
        second.setVisible(not to_old)

    def show_all(self) -> None:
        """Ctrl+0: all pictures, each whole and upright as it was stored."""
        self.show_only(0)
        for slot in self._slots:
            for frame in slot.frames:
                frame.view.set_turn(0)
                frame.view.fit()

    @property
    def shown_index(self) -> int:
        """0: all; 1, 2, 3: which picture is alone."""
        return self._pages.currentIndex()

    @property
    def slots(self) -> list[PictureSlot]:
        """The places of the file that is shown."""
        return self._slots

    @property
    def shown_place(self) -> int:
        """The place that stands alone; -1 while all are shown."""
        return self._alone[self.shown_index - 1][-1] if self.shown_index else -1

    def turn_left(self) -> None:
        """Turn the active picture a quarter to the left."""
        self._on_active(partial(PictureView.turn, quarters=-1))

    def turn_right(self) -> None:
        """Turn the active picture a quarter to the right."""
        self._on_active(partial(PictureView.turn, quarters=1))

    def press(self, tool: str) -> None:
        """Do what a tool of the bar does ("fit", "ratio", "in", "out", …), for the keyboard."""
        self.tools[tool].click()

    def view_of(self, role: PictureRole, *, alone: bool = False) -> PictureView:
        """Give the view of a role, in the strip or alone."""
        slot = next(slot for slot in self._slots if slot.role is role and not slot.old)
        return (slot.large if alone else slot.strip).view

    def frame_of(self, role: PictureRole) -> PictureFrame:
        """Give the place of a role in the strip."""
        return next(slot for slot in self._slots if slot.role is role and not slot.old).strip

    def _open_alone(self, slot: PictureSlot) -> None:
        self.show_place(self._slots.index(slot))

    def _set_active(self, slot: PictureSlot) -> None:
        self._active = slot
        self._update_tools()

    def _on_active(self, act: "partial[None] | object", *_: object) -> None:
        slot = self._active
        if slot is not None and callable(act):
            act(slot.large.view if self._pages.currentIndex() else slot.strip.view)

    def _on_add(self, wanted: SignalInstance) -> None:
        if self._active is not None:
            wanted.emit(self._active.role)

    def _update_tools(self) -> None:
        nothing = translate("IdPhotos", "There is no picture here.")
        for name, tool in self.tools.items():
            tool.set_usable(self._active is not None, nothing)
            if name in {"add", "scan"} and self._active is not None:
                in_use = translate("IdPhotos", "The picture in use stays as it is.") if self._active.old else ""
                tool.set_usable(not (self._why_not_replace or in_use), self._why_not_replace or in_use)
