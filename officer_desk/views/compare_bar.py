# SPDX-License-Identifier: Apache-2.0
"""The bar under the pictures: «Đã đối chiếu giấy tờ gốc», how many, and why not where one cannot be compared."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views import theme
from officer_desk.views.file_parts import FlowLayout, Ground, Words
from officer_desk.views.short_checks import ShortChecks
from officer_desk.views.widgets import Button, KeyCap, restyle
from officer_desk.views.widgets.buttons import is_arrow


class _Box(QCheckBox):
    """The mark of all pictures."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow leaves the focus where it is."""
        if is_arrow(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class CompareBar(Ground):
    """Marks all pictures at once; holds the reason for those that cannot be compared."""

    all_clicked = Signal()
    reason_changed = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "line", "top")
        self.box = _Box(translate("CompareBar", "Compared with the original papers"))
        self.box.setAccessibleName(self.box.text())
        self.box.setFont(theme.font("head"))
        self._count = Words("", "muted", figures=True)
        self.checks = ShortChecks()
        self.why = Button(translate("CompareBar", "Cannot compare…"), kind="quiet")
        self._row = QWidget()
        self._left = Words("", "label")
        self.field = QLineEdit()
        self._time = ""
        # The bar keeps its height: the pictures above must not move by a mark.
        policy = self.why.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.why.setSizePolicy(policy)
        self._lay_out()
        self.box.clicked.connect(self.all_clicked)
        self.why.clicked.connect(self._on_why)
        self.field.textChanged.connect(self.reason_changed)
        self.clear()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(8)
        facts = FlowLayout(gap=8, row_gap=0)
        facts.addWidget(self.box)
        facts.addWidget(self._count)
        facts.addWidget(self.why)
        top.addLayout(facts, 1)
        top.addWidget(KeyCap("F7"))
        inner = QHBoxLayout(self._row)
        inner.setContentsMargins(0, 0, 0, 6)
        inner.setSpacing(8)
        inner.addWidget(self._left, 1)
        inner.addWidget(self.field, 2)
        name = translate("CompareBar", "Why not compared")
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(name)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 4, 12, 4)
        outer.setSpacing(2)
        outer.addLayout(top)
        outer.addWidget(self.checks)
        outer.addWidget(self._row)

    def clear(self) -> None:
        """Forget counts and reason."""
        self._time = ""
        self.checks.clear()
        self.field.clear()
        self._row.hide()
        self.set_counts(0, 0, [], can_mark=False)

    @property
    def reason(self) -> str:
        """The reason as typed; empty when its row is closed."""
        return self.field.text().strip() if not self._row.isHidden() else ""

    def bring_back(self, reason: str) -> None:
        """Show a reason that was typed before."""
        if reason:
            self.field.setText(reason)
            self._row.show()
            self.reason_changed.emit()

    def set_time(self, time: str) -> None:
        """Say when the last mark was set."""
        self._time = time

    def set_counts(self, compared: int, wanted: int, left: list[str], *, can_mark: bool) -> None:
        """Say how many are compared, and name those that are not."""
        self._show_tone("ink2")
        count = translate("CompareBar", "{compared}/{wanted} pictures").format(compared=compared, wanted=wanted)
        self._count.setText(f"{count} · {self._time}" if self._time and compared else count)
        self.box.setTristate(0 < compared < wanted)
        state = Qt.CheckState.Checked if wanted and compared == wanted else Qt.CheckState.PartiallyChecked
        self.box.setCheckState(state if compared else Qt.CheckState.Unchecked)
        self.box.setEnabled(can_mark)
        why = "" if can_mark else translate("CompareBar", "This file is no longer assessed.")
        self.box.setToolTip(why)
        self.why.setVisible(can_mark and bool(left))
        self._left.setText(translate("CompareBar", "Not compared: {names}").format(names=", ".join(left)))
        if not left:
            self._row.hide()

    def say_not_seen(self, names: list[str]) -> None:
        """Say why nothing was marked: these pictures have not been on the screen yet."""
        words = translate("CompareBar", "Not yet: {names} has not been on the screen")
        self._count.setText(words.format(names=", ".join(names)))
        self._show_tone("incomplete")

    def _show_tone(self, tone: str) -> None:
        if self._count.property("tone") != tone:
            self._count.setProperty("tone", tone)
            restyle(self._count)

    def _on_why(self) -> None:
        self._row.setVisible(self._row.isHidden())
        if not self._row.isHidden():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason_changed.emit()
