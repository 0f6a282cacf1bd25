# SPDX-License-Identifier: Apache-2.0
"""What differs in an account: each field as it was and as it is to be, or became."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import DeclarationRecord, Difference, PictureRecord
from officer_desk.views import theme
from officer_desk.views.change_words import field_name, new_words, old_words, said
from officer_desk.views.file_parts import Words
from officer_desk.views.thumbnails import Thumbnail
from officer_desk.views.widgets import h_line, label

_TOP = Qt.AlignmentFlag.AlignTop


class ChangeTable(QWidget):
    """Rows old → new; with `heads` these stand above."""

    def __init__(
        self, desk: Desk, differences: Sequence[Difference], heads: tuple[str, str] | None = None, *, thumbnail: int = 0
    ) -> None:
        """`thumbnail`: the height of pictures; 0: the pictures are seen elsewhere, words will do."""
        super().__init__()
        self._desk, self._thumbnail = desk, thumbnail
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, 124)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        if heads is not None:
            grid.addWidget(label(heads[0], "head"), 0, 1)
            grid.addWidget(label(heads[1], "head"), 0, 3)
            grid.addWidget(h_line("line2"), 1, 0, 1, 4)
        for place, difference in enumerate(differences):
            self._add(2 + 2 * place, difference, last=place == len(differences) - 1)
        self.setAccessibleName("; ".join(said(difference) for difference in differences))

    def _add(self, row: int, difference: Difference, *, last: bool) -> None:
        old = self._side(difference, difference.old_picture, old_words(difference), new=False)
        new = self._side(difference, difference.new_picture, new_words(difference), new=True)
        arrow = QLabel()
        arrow.setPixmap(theme.pixmap("arrow-right", "ink2", 15))
        # Beside a picture the words stand in its middle, else on the first line of a long value.
        at = Qt.AlignmentFlag.AlignVCenter if self._thumbnail and difference.role is not None else _TOP
        self._grid.addWidget(Words(field_name(difference), "muted"), row, 0, at)
        self._grid.addWidget(old, row, 1, at)
        self._grid.addWidget(arrow, row, 2, at)
        self._grid.addWidget(new, row, 3, at)
        if not last:
            self._grid.addWidget(h_line("hair"), row + 1, 0, 1, 4)

    def _side(self, difference: Difference, picture: PictureRecord | None, words: str, *, new: bool) -> QWidget:
        if self._thumbnail and picture is not None:
            return _at_left(Thumbnail(self._desk, picture, f"{field_name(difference)}, {words}", self._thumbnail))
        made = Words(words, "heavy" if new else "body", figures=True, selectable=True)
        if not new:
            made.setProperty("tone", "ink2")
        return made


def _at_left(picture: Thumbnail) -> QWidget:
    """Let the column be as wide as it likes: by itself the picture would hold it to its own width."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 2, 0, 2)
    row.addWidget(picture)
    row.addStretch(1)
    return place


def heads_of(record: DeclarationRecord) -> tuple[str, str]:
    """Give what stands above the columns: what is asked for, or what was done."""
    if record.changed_at is not None:
        return translate("ChangeTable", "Before"), translate("ChangeTable", "Changed to")
    return translate("ChangeTable", "In use"), translate("ChangeTable", "Asked to become")
