# SPDX-License-Identifier: Apache-2.0
"""One role of a picture with its two places, and the tools that act upon a picture."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.records import PictureRecord
from officer_desk.domain.values import PictureRole
from officer_desk.views.file_parts import FlowLayout, Ground
from officer_desk.views.picture_frame import PictureFrame
from officer_desk.views.segments import Segments, ToolButton


@dataclass
class PictureSlot:
    """One role: its place in the strip and alone, and what is shown there."""

    role: PictureRole
    label: str
    strip: PictureFrame
    large: PictureFrame
    record: PictureRecord | None = None
    shown: PictureRecord | None = None
    broken: bool = False
    on_screen: bool = False
    """The picture in use has been painted, whole, since it was loaded."""
    old: bool = False
    """The picture in use beside one that is asked for: only looked at."""
    note: str = ""
    """What stands behind the label."""

    @property
    def frames(self) -> tuple[PictureFrame, PictureFrame]:
        """Both places."""
        return self.strip, self.large

    def side_of(self, picture: PictureRecord, room: QSize) -> int:
        """Give the side at which it is loaded, in the pool: shrinking it on the screen would hold the window up.

        `room` is there for a place that is not yet laid out.
        """
        if self.strip.isVisible():
            room = self.strip.picture_room()
        return self.strip.view.fit_side(room, QSize(picture.width, picture.height))

    def as_stored(self) -> None:
        """Show the picture whole and as it was stored."""
        for frame in self.frames:
            frame.view.set_turn(0)
            frame.view.set_degrees(0)
            frame.view.set_contrast(more=False)
            frame.view.fit()

    def empty(self) -> None:
        """Show nothing of any file."""
        self.record = self.shown = None
        self.broken = self.on_screen = False
        for frame in self.frames:
            frame.show_words("")
            frame.set_note("")
            frame.set_older(())
            frame.mark.setChecked(False)
            frame.mark.hide()


def make_tools() -> dict[str, ToolButton]:
    """Make the tools of the viewer's bar, by what they do."""
    return {
        "fit": ToolButton("scan", translate("IdPhotos", "Fit"), "Ctrl+0"),
        "ratio": ToolButton("ratio", translate("IdPhotos", "Actual size"), "Ctrl+9"),
        "out": ToolButton("zoom-out", translate("IdPhotos", "Zoom out"), "Ctrl+−"),
        "in": ToolButton("zoom-in", translate("IdPhotos", "Zoom in"), "Ctrl++"),
        "left": ToolButton("rotate-ccw", translate("IdPhotos", "Turn left"), "Ctrl+,"),
        "right": ToolButton("rotate-cw", translate("IdPhotos", "Turn right"), "Ctrl+."),
        "contrast": ToolButton("contrast", translate("IdPhotos", "More contrast"), "Ctrl+K"),
        "more": ToolButton("eye", translate("IdPhotos", "Look closer"), ""),
        "add": ToolButton("image-plus", translate("IdPhotos", "Add or replace picture"), ""),
    }


def make_bar(choice: Segments, tools: dict[str, ToolButton]) -> Ground:
    """Lay the choice of a picture and the tools beside each other; a narrow place takes two rows."""
    bar = Ground("surface", "line", "bottom")
    row = FlowLayout(gap=6, row_gap=4)
    bar.setLayout(row)
    row.setContentsMargins(6, 4, 4, 5)
    side = QWidget()
    inner = QHBoxLayout(side)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(0)
    for tool in tools.values():
        inner.addWidget(tool)
    row.addWidget(choice)
    row.addWidget(side)
    return bar


def empty_columns(columns: QHBoxLayout) -> None:
    """Take everything out of a row of columns; the widgets stay."""
    while (item := columns.takeAt(0)) is not None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None at the end
        column = item.layout()
        if column is not None:
            while column.takeAt(0) is not None:  # pyright: ignore[reportUnnecessaryComparison] - as above
                pass


def lay_columns(columns: QHBoxLayout, slots: list[PictureSlot], facts: QWidget) -> None:
    """Put the frames beside each other: the portrait and the papers; of a change what is in use and what is asked."""
    pairs = any(slot.old for slot in slots)
    first = [slot for slot in slots if (slot.old if pairs else slot.role is PictureRole.PORTRAIT)]
    second = [slot for slot in slots if slot not in first]
    for place, stretch in ((first, 1 if pairs else 232), (second, 1 if pairs else 332)):
        if not place:
            continue
        column = QVBoxLayout()
        column.setSpacing(10)
        for slot in place:
            column.addWidget(slot.strip, 1)
        if place is first and not pairs:
            column.addWidget(facts)
            column.addStretch(0)
            facts.show()
        columns.addLayout(column, stretch)


def make_page(frames: list[PictureFrame]) -> QWidget:
    """Make the page on which a picture stands alone, or the two of a pair beside each other."""
    page = QWidget()
    inner = QHBoxLayout(page)
    inner.setContentsMargins(12, 5, 12, 12)
    inner.setSpacing(12)
    for frame in frames:
        inner.addWidget(frame, 1)
    return page


def hold_portrait(slots: list[PictureSlot], width: int) -> None:
    """Keep the portrait's frame at 4×6, so that it starts level with the cards and wastes no grey."""
    if len(slots) > 1 and slots[0].role is PictureRole.PORTRAIT and not slots[0].old:
        slots[0].strip.setMaximumHeight(round((width - 36) * 232 / 564 * 1.5) + 23)
