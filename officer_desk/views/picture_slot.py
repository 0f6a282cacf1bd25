# SPDX-License-Identifier: Apache-2.0
"""One role of a picture with its two places, and the tools that act upon a picture."""

from dataclasses import dataclass

from officer_desk.catalogue import translate
from officer_desk.domain.records import PictureRecord
from officer_desk.domain.values import PictureRole
from officer_desk.views.picture_frame import PictureFrame
from officer_desk.views.segments import ToolButton


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

    @property
    def frames(self) -> tuple[PictureFrame, PictureFrame]:
        """Both places."""
        return self.strip, self.large

    def empty(self) -> None:
        """Show nothing of any file."""
        self.record = self.shown = None
        self.broken = False
        for frame in self.frames:
            frame.show_words("")
            frame.set_note("")
            frame.set_older(())
            frame.mark.setChecked(False)
            frame.mark.hide()


def make_tools() -> dict[str, ToolButton]:
    """Make the tools of the viewer's bar, by what they do."""
    return {
        "fit": ToolButton("scan", translate("IdPhotos", "Fit"), ""),
        "ratio": ToolButton("ratio", translate("IdPhotos", "Actual size"), "Ctrl+9"),
        "out": ToolButton("zoom-out", translate("IdPhotos", "Zoom out"), "Ctrl+−"),
        "in": ToolButton("zoom-in", translate("IdPhotos", "Zoom in"), "Ctrl++"),
        "left": ToolButton("rotate-ccw", translate("IdPhotos", "Turn left"), "Ctrl+,"),
        "right": ToolButton("rotate-cw", translate("IdPhotos", "Turn right"), "Ctrl+."),
        "add": ToolButton("image-plus", translate("IdPhotos", "Add or replace picture"), ""),
    }
