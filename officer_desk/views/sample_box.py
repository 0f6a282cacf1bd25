# SPDX-License-Identifier: Apache-2.0
"""Only in a sample office: who may sign in with which password, and the code that his phone would show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views import theme
from officer_desk.views.code_field import grouped
from officer_desk.views.widgets import FlowLayout, LinkButton, label

_SECOND: Final = 1000


@dataclass(frozen=True)
class SampleOfficer:
    """One officer of the sample office; `role` gives his role in the language in use."""

    user_name: str
    role: Callable[[], str]
    password: str = field(repr=False)


class SampleBox(QWidget):
    """Shows the sample's officers; a click fills the form.

    `code` gives an officer's code and its seconds left, or no code for one whose phone is not tied by the sample;
    `changed` tells whether an officer has another password by now.
    """

    filled = Signal(str, str)
    """User name and password were chosen."""
    code_chosen = Signal(str)

    def __init__(
        self,
        officers: Sequence[SampleOfficer],
        code: Callable[[str], tuple[str, int]],
        changed: Callable[[str], bool] = lambda _name: False,
    ) -> None:
        super().__init__()
        self._officers = tuple(officers)
        self._code = code
        self._has_changed = changed
        self._changed = False
        self._chosen = 0
        self._title = label(role="caption", tone="incomplete", wrap=True)
        self._seconds = label(role="label", tone="incomplete", figures=True)
        self._choices = [LinkButton(kind="choice") for _ in self._officers]
        self._heads = [label(role="label") for _ in range(3)]
        self._name = LinkButton(kind="value")
        self._password = LinkButton(kind="value")
        self._digits = LinkButton(kind="value-strong")
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND)
        self._lay_out()
        self._connect()
        self.retranslate()

    def officer(self) -> SampleOfficer:
        """Give the officer that is shown."""
        return self._officers[self._chosen]

    def needs_code(self) -> bool:
        """Tell whether the shown officer signs in with a code, too."""
        return self._changed or bool(self._code(self.officer().user_name)[0])

    def retranslate(self) -> None:
        """Write all words in the language in use."""
        self._title.setText(translate("SampleBox", "Sample office, made-up data"))
        heads = (
            translate("SampleBox", "Officer"),
            translate("SampleBox", "Password"),
            translate("SampleBox", "Current code"),
        )
        for head, text in zip(self._heads, heads, strict=True):
            head.setText(text)
        tip = translate("SampleBox", "Fill in name and password")
        self._name.setToolTip(tip)
        self._password.setToolTip(tip)
        self._show_officer()

    def refresh(self) -> None:
        """Show the code of this moment."""
        code, seconds = self._code(self.officer().user_name)
        fits = bool(code) and not self._changed
        words = translate("SampleBox", "on the phone") if self._changed else translate("SampleBox", "leave empty")
        self._digits.setText(grouped(code) if fits else words)
        self._digits.setToolTip(translate("SampleBox", "Fill in the code") if fits else "")
        self._digits.setEnabled(fits)
        seconds_words = translate("SampleBox", "changes in {seconds} s").format(seconds=seconds)
        self._seconds.setText(seconds_words if fits else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the amber ground."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.color("incomplete-bg"))
        painter.setPen(QPen(theme.color("incomplete-ln"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def showEvent(self, event: QShowEvent) -> None:
        """Count the seconds while somebody can see them."""
        super().showEvent(event)
        self._show_officer()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        super().hideEvent(event)
        self._timer.stop()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._seconds, 0, Qt.AlignmentFlag.AlignVCenter)
        roles = FlowLayout(gap=4, line_gap=4)
        group = QButtonGroup(self)
        for choice in self._choices:
            choice.setCheckable(True)
            group.addButton(choice)
            roles.addWidget(choice)
        values = QGridLayout()
        values.setHorizontalSpacing(14)
        values.setVerticalSpacing(1)
        for column, (head, value) in enumerate(
            zip(self._heads, (self._name, self._password, self._digits), strict=True)
        ):
            values.addWidget(head, 0, column)
            values.addWidget(value, 1, column, Qt.AlignmentFlag.AlignLeft)
            head.setBuddy(value)
        values.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 10, 13, 10)
        column.setSpacing(5)
        column.addLayout(top)
        column.addLayout(roles)
        column.addLayout(values)

    def _connect(self) -> None:
        for number, choice in enumerate(self._choices):
            choice.clicked.connect(lambda _=False, number=number: self._on_chosen(number))
        self._name.clicked.connect(self._on_filled)
        self._password.clicked.connect(self._on_filled)
        self._digits.clicked.connect(lambda: self.code_chosen.emit(self._code(self.officer().user_name)[0]))
        self._timer.timeout.connect(self.refresh)

    def _show_officer(self) -> None:
        if not self._officers:
            return
        for number, (choice, officer) in enumerate(zip(self._choices, self._officers, strict=True)):
            choice.setText(officer.role())
            choice.setChecked(number == self._chosen)
        self._changed = self._has_changed(self.officer().user_name)
        self._name.setText(self.officer().user_name)
        self._password.setText(self._known_password() or translate("SampleBox", "changed"))
        self.refresh()

    def _known_password(self) -> str:
        return "" if self._changed else self.officer().password

    def _on_chosen(self, number: int) -> None:
        self._chosen = number
        self._show_officer()
        self._on_filled()

    def _on_filled(self) -> None:
        self.filled.emit(self.officer().user_name, self._known_password())
