# SPDX-License-Identifier: Apache-2.0
"""Why a registration is approved without its signed form: ready reasons (↓), or words of the officer's own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views.widgets import Caption

_MOST = 500
"""Characters that are kept."""


class NotSignedBox(QWidget):
    """Stands below the checks only where the office insists and no current signed form is there."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = QComboBox()
        self.field.setEditable(True)
        self.field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = QLineEdit()
        self.field.setLineEdit(line)
        line.setMaxLength(_MOST)
        line.setPlaceholderText(translate("NotSignedBox", "↓ chooses, or type it"))
        caption = Caption(translate("NotSignedBox", "Why without the signed form"), self.field)
        line.setAccessibleName(caption.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(3)
        column.addWidget(caption)
        column.addWidget(self.field)
        line.textChanged.connect(self.changed)
        self.hide()

    @property
    def reason(self) -> str:
        """The reason as it stands there; empty while none is asked for."""
        return "" if self.isHidden() else self.field.currentText().strip()

    @property
    def waits_for_choices(self) -> bool:
        """Whether it is asked for and has no ready reasons yet."""
        return not self.isHidden() and not self.field.count()

    def clear(self) -> None:
        """Forget the reason."""
        self.field.setCurrentIndex(-1)
        self.field.setEditText("")
        self.hide()

    def offer(self, reasons: tuple[str, ...]) -> None:
        """Offer the office's ready reasons; what was typed meanwhile stays."""
        typed = self.field.currentText()
        self.field.blockSignals(True)
        self.field.clear()
        self.field.addItems(list(reasons))
        self.field.setCurrentIndex(-1)
        self.field.setEditText(typed)
        self.field.blockSignals(False)

    def bring_back(self, reason: str) -> None:
        """Let a reason stand there again that was given before."""
        self.field.setEditText(reason)

    def take_focus(self) -> None:
        """Stand where the reason is chosen or typed."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
