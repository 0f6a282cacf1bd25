# SPDX-License-Identifier: Apache-2.0
"""Labels, rules and the quiet panel that says why there is nothing to see."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from officer_desk.views import theme


def label(
    text: str = "",
    role: str = "body",
    *,
    tone: str = "",
    figures: bool = False,
    wrap: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """Make a label of one of the theme's kinds; `tone` is its colour, `figures` puts its digits in columns."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if figures:
        made.setProperty("figures", True)
    made.setWordWrap(wrap)
    return made


def escape(text: str) -> str:
    """Make a text safe within rich text; `html.escape` would load the whole table of entities at start-up."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again, after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def h_line(token: str = "line") -> QFrame:
    """Make a horizontal rule of 1 px; `token`: "hair", "line" or "line2"."""
    rule = QFrame()
    rule.setProperty("rule", token)
    rule.setFixedHeight(1)
    return rule


def v_line(token: str = "line") -> QFrame:
    """Make a vertical rule of 1 px."""
    rule = QFrame()
    rule.setProperty("rule", token)
    rule.setFixedWidth(1)
    return rule


def elided_middle(text: str, font: QFont, width: int) -> str:
    """Shorten a text in its middle so that it fits into `width` pixels."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, width)


class Placard(QFrame):
    """Says in words that a place is empty, is loading or has failed, and offers what to do."""

    def __init__(self, icon: str, head: str, text: str, *actions: QPushButton, token: str = "ink2") -> None:
        super().__init__()
        self.setProperty("panel", "true")
        self._icon = QLabel()
        self._head = label(role="strong", wrap=True)
        self._text = label(role="muted", wrap=True)
        self._buttons = QHBoxLayout()
        self._lay_out()
        self.set(icon, head, text, *actions, token=token)

    def set(self, icon: str, head: str, text: str, *actions: QPushButton, token: str = "ink2") -> None:
        """Say something else; earlier buttons go away."""
        self._icon.setPixmap(theme.pixmap(icon, token, 30))
        self._head.setText(head)
        self.tell(text)
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for button in actions:
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def tell(self, text: str) -> None:
        """Say something else under the same head, with the same buttons."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{self._head.text()} {text}".strip())

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._head)
        words.addWidget(self._text)
        words.addSpacing(8)
        self._buttons.setSpacing(8)
        words.addLayout(self._buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 20, 18, 20)
        row.setSpacing(22)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
