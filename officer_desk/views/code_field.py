# SPDX-License-Identifier: Apache-2.0
"""Fields for the six digits of the phone and for a recovery code, grouped as people read them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from officer_desk.views import theme
from officer_desk.views.widgets import label

DIGITS = 6


class CodeField(QLineEdit):
    """Takes six digits, shows them as 3-3 with a hint at the right; what is not a digit is dropped."""

    edited = Signal()
    """A digit was typed or taken away."""
    complete = Signal()
    """The sixth digit was typed."""

    def __init__(self, pixel_size: int = 17, spacing: float = 5.5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("large", True)
        self._hint = label(role="label", figures=True, parent=self)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        font = theme.figures("large")
        font.setPixelSize(pixel_size)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        # The style sheet would set its own size; it speaks last unless the field has a sheet of its own.
        self.setStyleSheet(
            f"QLineEdit{{font-family:'{theme.FIGURES_FAMILY}';font-size:{pixel_size}px;font-weight:500}}"
        )
        self.setFont(font)
        self.textEdited.connect(self._on_edited)

    def code(self) -> str:
        """Give the digits alone."""
        return digits_of(self.text())

    def set_code(self, code: str) -> None:
        """Fill the field."""
        self.setText(grouped(digits_of(code)))

    def set_hint(self, text: str) -> None:
        """Say at the right what is wanted."""
        self._hint.setText(text)
        self._place_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint at the right."""
        super().resizeEvent(event)
        self._place_hint()

    def _place_hint(self) -> None:
        self._hint.ensurePolished()
        self._hint.adjustSize()
        room = QFontMetricsF(self.font()).horizontalAdvance(grouped("0" * DIGITS)) + 30
        self._hint.setVisible(bool(self._hint.text()) and self.width() - self._hint.width() - 10 >= room)
        self._hint.move(self.width() - self._hint.width() - 10, (self.height() - self._hint.height()) // 2)
        self.setToolTip("" if self._hint.isVisibleTo(self) else self._hint.text())

    def _on_edited(self, text: str) -> None:
        before = digits_of(text[: self.cursorPosition()])
        code = digits_of(text)
        self.setText(grouped(code))
        self.setCursorPosition(len(before) + (1 if len(before) > DIGITS // 2 else 0))
        self.edited.emit()
        if len(code) == DIGITS:
            self.complete.emit()


class RecoveryField(QLineEdit):
    """Takes one of the recovery codes; letters become capitals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("large", True)
        self.setProperty("figures", True)
        self.setMaxLength(20)
        self.textEdited.connect(self._on_edited)

    def code(self) -> str:
        """Give the code as it was typed."""
        return self.text().strip()

    def _on_edited(self, text: str) -> None:
        place = self.cursorPosition()
        self.setText(text.upper())
        self.setCursorPosition(place)


def digits_of(text: str) -> str:
    """Keep the first six digits of what was typed or pasted."""
    return "".join(letter for letter in text if letter in "0123456789")[:DIGITS]


def grouped(code: str) -> str:
    """Give six digits as 3-3."""
    return f"{code[:3]} {code[3:]}" if len(code) > DIGITS // 2 else code
