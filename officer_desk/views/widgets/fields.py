# SPDX-License-Identifier: Apache-2.0
"""Fields, the captions above them, what is wrong below them, and rows of declared data."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from officer_desk.catalogue import translate
from officer_desk.views import theme
from officer_desk.views.widgets.lines import escape, label, restyle


class Caption(QLabel):
    """The label above a field; a click on it goes to the field, and the field has its name."""

    def __init__(self, text: str, field: QWidget | None = None, *, strong: bool = False) -> None:
        super().__init__(text)
        self._field = field
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "caption" if strong else "label")
        if field is not None:
            self.setBuddy(field)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Change the caption and with it the field's accessible name."""
        super().setText(text)
        if self._field is not None:
            self._field.setAccessibleName(text)


class FieldError(QWidget):
    """What is wrong with the field above: an icon and a sentence; takes no room while nothing is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon = QLabel()
        icon.setPixmap(theme.pixmap("triangle-alert", "rejected", 15))
        icon.setFixedSize(15, 17)
        self._words = label(role="table", tone="rejected", figures=True, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 4, 0, 0)
        row.setSpacing(6)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def show_error(self, text: str) -> None:
        """Say what is wrong."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self._words.clear()
        self.hide()

    def text(self) -> str:
        """Give the sentence."""
        return self._words.text()


class FieldRow(QWidget):
    """One row of declared data: a quiet label, the value (selectable) and a note behind it."""

    def __init__(
        self,
        caption: str,
        value: str = "",
        note: str = "",
        *,
        strong: bool = False,
        figures: bool = False,
        label_width: int = 136,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._caption = label(caption, "muted", wrap=True)
        self._caption.setFixedWidth(label_width)
        self._value = label(role="strong" if strong else "body", figures=figures, wrap=True)
        self._value.setTextFormat(Qt.TextFormat.RichText)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._value.setAccessibleName(caption)
        self._plain = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self._caption, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._value, 1)
        self.set_value(value, note)

    def set_value(self, value: str, note: str = "") -> None:
        """Show another value."""
        self._plain = value
        words = escape(value)
        if note:
            color = theme.color("ink2").name()
            style = f"color:{color};font-size:9.5pt;font-weight:400"
            words = f'{words} <span style="{style}">{escape(note)}</span>'
        self._value.setText(words)

    def value(self) -> str:
        """Give the value without the note."""
        return self._plain


class PasswordField(QLineEdit):
    """A field that hides what is typed, with an eye to look at it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("large", True)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(200)
        self._eye = QAction(self)
        self._eye.setCheckable(True)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._eye.toggled.connect(self._on_eye)
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setIconSize(QSize(16, 16))
            button.installEventFilter(self)
        self.name_eye()

    @property
    def eye(self) -> QWidget:
        """The eye itself, for the order of Tab: it comes after the fields that are typed into."""
        return self.findChildren(QToolButton)[0]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let nothing that is typed upon the eye fall into the field: it would be a hidden part of the password."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.text().strip():
            return True
        return super().eventFilter(watched, event)

    def name_eye(self) -> None:
        """Name the eye in the language in use and for what it does now."""
        shown = self._eye.isChecked()
        self._eye.setIcon(theme.icon("eye-off" if shown else "eye", "ink"))
        name = (
            translate("PasswordField", "Hide the password")
            if shown
            else translate("PasswordField", "Show the password")
        )
        self._eye.setText(name)
        self._eye.setToolTip(name)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(name)

    def _on_eye(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.name_eye()


def mark_bad(field: QWidget, bad: bool) -> None:
    """Give a field the red border, or take it away."""
    if bool(field.property("bad")) != bad:
        field.setProperty("bad", bad)
        restyle(field)
