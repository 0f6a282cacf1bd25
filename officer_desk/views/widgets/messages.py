# SPDX-License-Identifier: Apache-2.0
"""What the desk says in passing: lines above the data, chips for states, badges."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views import theme
from officer_desk.views.widgets.buttons import IconButton
from officer_desk.views.widgets.lines import elided_middle, escape

_TONES: Final = {
    "success": ("approved", "circle-check"),
    "information": ("progress", "info"),
    "amber": ("incomplete", "close-match"),
    "red": ("rejected", "differs"),
    "quiet": ("ink", "equal"),
}
"""Colour token and icon of each tone of a message."""
_GROUNDS: Final = {"quiet": ("surf2", "line")}
"""Ground and frame of a tone that has none of its own."""
_QUIET_ICONS: Final = {"equal": "approved"}
"""A quiet line's icon keeps the colour of what it means."""


class MessageLine(QFrame):
    """One line of words about what is on the screen; hidden until there is something to say.

    Tones: "success" · "information" · "amber" · "red" · "quiet" (all is as it should be: no colour but the icon's).
    """

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = "information"
        self._icon = QLabel()
        self._words = QLabel()
        self._close = IconButton("x", translate("MessageLine", "Close"))
        self._actions: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._lay_out()
        self._close.clicked.connect(self._on_closed)
        self.hide()

    def show_message(
        self, tone: str, head: str, text: str = "", icon: str | None = None, *, closable: bool = False
    ) -> None:
        """Say `head` (heavier, in the tone's colour) and `text`; earlier buttons go away."""
        self._drop_actions()
        self._tone = tone
        token, usual = _TONES[tone]
        meant = token if tone != "quiet" else _QUIET_ICONS.get(icon or usual, "ink2")
        self._icon.setPixmap(theme.pixmap(icon or usual, meant, 16))
        self.set_words(head, text)
        self._close.setVisible(closable)
        self.show()
        self.update()

    def set_words(self, head: str, text: str) -> None:
        """Say something else of the same thing (how far it is); tone and buttons stay."""
        token, _ = _TONES[self._tone]
        start = f'<span style="font-weight:600;color:{theme.color(token).name()}">{escape(head)}</span>'
        self._words.setText(f"{start} {escape(text)}" if text else start)
        self.setAccessibleName(f"{head} {text}".strip())

    def clear(self) -> None:
        """Say nothing and take no room."""
        self._drop_actions()
        self._words.clear()
        self.setAccessibleName("")
        self.hide()

    def text(self) -> str:
        """Give the words without their dress."""
        return self.accessibleName() if not self.isHidden() else ""

    def tone(self) -> str:
        """Give the tone of the last message."""
        return self._tone

    def add_action(self, button: QPushButton) -> None:
        """Put a button at the right, until the next message."""
        self._actions.append(button)
        self._row.insertWidget(self._row.count() - 1, button, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tone's ground and frame."""
        del event
        token, _ = _TONES[self._tone]
        ground, line = _GROUNDS.get(self._tone, (f"{token}-bg", f"{token}-ln"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.color(ground))
        painter.setPen(QPen(theme.color(line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _lay_out(self) -> None:
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._icon.setFixedSize(16, 18)
        self._row.setContentsMargins(13, 8, 10, 8)
        self._row.setSpacing(8)
        spoken = QHBoxLayout()
        spoken.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        spoken.addWidget(self._words, 1)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addLayout(spoken)
        middle.addStretch(1)
        self._row.addLayout(middle, 1)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._close.setFixedSize(24, 20)
        self._close.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _drop_actions(self) -> None:
        for button in self._actions:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._actions.clear()

    def _on_closed(self) -> None:
        self.clear()
        self.dismissed.emit()


class Chip(QWidget):
    """A state as icon and word on its ground (`filled`) or straight on the paper.

    Tones: waiting, progress, incomplete, approved, rejected, expired, ink2 (a neutral condition), norm.
    """

    _HEIGHT = 22

    def __init__(
        self,
        icon: str = "",
        text: str = "",
        tone: str = "waiting",
        *,
        filled: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._text, self._tone, self._filled = icon, text, tone, filled
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(icon, text, tone)

    def set(self, icon: str, text: str, tone: str) -> None:
        """Show another state."""
        self._icon, self._text, self._tone = icon, text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Give the word."""
        return self._text

    def tone(self) -> str:
        """Give the tone."""
        return self._tone

    def sizeHint(self) -> QSize:
        """Give room for icon and word."""
        words = QFontMetricsF(theme.figures("table-key")).horizontalAdvance(self._text)
        side = 16 if self._filled else 0
        return QSize(round(words) + side + (21 if self._icon else 0) + 1, self._HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never cut the word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon and word."""
        del event
        painter = QPainter(self)
        left = 0.0
        if self._filled:
            ground = "waiting-bg" if self._tone in {"ink2", "norm"} else f"{self._tone}-bg"
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
            left = 8.0
        if self._icon:
            painter.drawPixmap(QPointF(left, (self.height() - 15) / 2), theme.pixmap(self._icon, self._tone, 15))
            left += 21
        painter.setFont(theme.figures("table-key"))
        painter.setPen(theme.color(self._tone))
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self._text)


class Badge(QLabel):
    """A framed word that stays on the screen; `ground`: "bar" or "surface"."""

    def __init__(self, text: str, ground: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._ground = ground
        self.setProperty("role", "head")
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give room for the word."""
        return QSize(round(QFontMetricsF(theme.font("label-head")).horizontalAdvance(self.text())) + 16, 20)

    def minimumSizeHint(self) -> QSize:
        """Never cut the word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame and word."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_bar = self._ground == "bar"
        painter.setPen(QPen(theme.color("samp" if on_bar else "incomplete-ln"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if on_bar else theme.color("incomplete-bg"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(theme.color("samp" if on_bar else "incomplete"))
        painter.setFont(theme.font("label-head"))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())


class ElidedLabel(QLabel):
    """A label in a narrow place: shortened in the middle, whole in its tip; `lines`: so many it may fill first."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None, *, lines: int = 1) -> None:
        super().__init__(parent)
        self._whole = ""
        self._lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_whole(text)

    def whole(self) -> str:
        """Give the text that is not shortened."""
        return self._whole

    def set_whole(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for the whole text's width."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        shown = self._shown()
        self.setWordWrap(shown == self._whole and self._advance() > self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")

    def _advance(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(self._whole)

    def _shown(self) -> str:
        if self._lines > 1 and self._whole and self.width() > 0:
            metrics = QFontMetrics(self.font())
            room, wraps = QRect(0, 0, self.width(), 0), int(Qt.TextFlag.TextWordWrap)
            needed = metrics.boundingRect(room, wraps, self._whole)
            line = metrics.boundingRect(room, 0, self._whole).height()
            if needed.width() <= self.width() and needed.height() <= self._lines * line:
                return self._whole
        return elided_middle(self._whole, self.font(), self.width())
