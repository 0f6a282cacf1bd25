# SPDX-License-Identifier: Apache-2.0
"""Another file in the place of the matrix, beside the pictures of the one that is open: what both have, row by row."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import format_time
from officer_desk.domain.records import DeclarationRecord
from officer_desk.views import theme
from officer_desk.views.file_parts import FlowLayout, Ground, Words, phone_groups, scrolled
from officer_desk.views.picture_words import role_label
from officer_desk.views.thumbnails import Thumbnail
from officer_desk.views.widgets import Button, Chip, h_line

_HEIGHT = 168


class BesidePanel(Ground):
    """Only looked at: nothing can be done to the other file from here but opening it."""

    shut = Signal()
    open_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__("surface")
        self._desk: Desk | None = None
        self._id = 0
        self._body: QWidget | None = None
        self.back = Button(translate("BesidePanel", "Back to the comparison"), "Esc", icon="undo-2")
        self.open = Button(translate("BesidePanel", "Open this file"), icon="file-search")
        self._number = Words("", "strong", figures=True)
        self._name = Words("", "strong")
        self._state = Chip()
        self._column = QVBoxLayout()
        self._lay_out()
        self.back.clicked.connect(self.shut)
        self.open.clicked.connect(lambda: self.open_requested.emit(self._id))

    def _lay_out(self) -> None:
        head = FlowLayout(gap=10, row_gap=4)
        for widget in (self._number, self._name, self._state):
            head.addWidget(widget)
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(self.back)
        keys.addWidget(self.open)
        keys.addStretch(1)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(10)
        self._column.addLayout(head)
        self._column.addLayout(keys)
        self._column.addWidget(h_line("line"))
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, translate("BesidePanel", "The other file")))

    def use(self, desk: Desk) -> None:
        """Read pictures at this desk."""
        self._desk = desk

    def clear(self) -> None:
        """Show nothing of any file."""
        self._id = 0
        self._number.setText("")
        self._name.setText("")
        self._drop_body()

    def show_files(self, mine: DeclarationRecord, other: DeclarationRecord) -> None:
        """Show another file beside this one."""
        self._id = other.id
        self._number.setText(other.number)
        self._name.setText(other.declared.full_name)
        icon, token = theme.state_look(other.state)
        self._state.set(icon, texts.state(other.state), token)
        self._drop_body()
        self._body = self._make_body(mine, other)
        self._column.insertWidget(3, self._body)

    def take_focus(self) -> None:
        """Stand where Enter brings the matrix back."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_body(self) -> None:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
            self._body = None

    def _make_body(self, mine: DeclarationRecord, other: DeclarationRecord) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._pictures(other))
        column.addWidget(_rows(mine, other))
        return body

    def _pictures(self, other: DeclarationRecord) -> FlowLayout:
        shown = FlowLayout(gap=12, row_gap=8)
        for picture in other.pictures if self._desk is not None else ():
            name = role_label(picture.role, other)
            one = QWidget()
            column = QVBoxLayout(one)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(3)
            column.addWidget(Words(name, "label"))
            if self._desk is not None:
                column.addWidget(Thumbnail(self._desk, picture, name, _HEIGHT))
            shown.addWidget(one)
        return shown


def _rows(mine: DeclarationRecord, other: DeclarationRecord) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    for column, head in ((1, translate("BesidePanel", "This file")), (3, translate("BesidePanel", "The other file"))):
        grid.addWidget(Words(head, "label"), 0, column)
    for place, (name, here, there) in enumerate(_values(mine, other)):
        row = 2 * place + 1
        same = bool(here) and here == there
        grid.addWidget(h_line("hair"), row, 0, 1, 4)
        grid.addWidget(Words(name, "label"), row + 1, 0)
        grid.addWidget(Words(here or "–", figures=True, selectable=True), row + 1, 1)
        shape = QLabel()
        if same:
            shape.setPixmap(theme.pixmap("equal", "incomplete", 15))
            shape.setAccessibleName(translate("BesidePanel", "the same"))
            shape.setToolTip(translate("BesidePanel", "the same"))
        grid.addWidget(shape, row + 1, 2)
        value = Words(there or "–", figures=True, selectable=True)
        if same:
            value.setProperty("tone", "incomplete")
        grid.addWidget(value, row + 1, 3)
    return made


def _values(mine: DeclarationRecord, other: DeclarationRecord) -> list[tuple[str, str, str]]:
    one, two = mine.declared, other.declared
    return [
        (translate("BesidePanel", "Full name"), one.full_name, two.full_name),
        (translate("BesidePanel", "Social insurance code"), one.insurance_code, two.insurance_code),
        (texts.identity_kind(one.identity.kind), one.identity.number, two.identity.number),
        (translate("BesidePanel", "Mobile phone"), phone_groups(one.phone), phone_groups(two.phone)),
        (translate("BesidePanel", "E-mail"), one.email or "", two.email or ""),
        (translate("BesidePanel", "Contact address"), mine.address_text, other.address_text),
        (translate("BesidePanel", "Guardian"), _guardian(mine), _guardian(other)),
        (
            translate("BesidePanel", "Submitted"),
            format_time(one.submitted_at),
            format_time(two.submitted_at),
        ),
    ]


def _guardian(record: DeclarationRecord) -> str:
    guardian = record.declared.guardian
    return "" if guardian is None else guardian.full_name
