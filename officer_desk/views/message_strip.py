# SPDX-License-Identifier: Apache-2.0
"""A message line with air around it, that takes no room while there is nothing to say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from officer_desk.views.widgets import MessageLine


class MessageStrip(QWidget):
    """The place of a desk-wide condition, or of what was done last."""

    def __init__(self, ground: str = "canvas", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", ground)
        self.line = MessageLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self.line)
        self.line.dismissed.connect(self.hide)
        self.hide()

    def show_message(self, tone: str, head: str, text: str = "", *, closable: bool = False) -> None:
        """Say something, in the tones of MessageLine."""
        self.line.show_message(tone, head, text, closable=closable)
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self.line.clear()
        self.hide()

    def text(self) -> str:
        """Give the words; empty while hidden."""
        return "" if self.isHidden() else self.line.text()
