# SPDX-License-Identifier: Apache-2.0
"""Ctrl+Z in a field: it undoes typing while there is typing to undo; otherwise it is a command of the desk."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from officer_desk.views import actions


class TypingFirst(QObject):
    """Follows the focus: Qt's fields take Ctrl+Z for themselves even when they have nothing to undo.

    While the input method composes, the key does nothing: neither the word nor the decision is finished.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._focus: QWidget | None = None
        self._composing = False
        self._undid_typing = False
        """The field has taken the key already: who presses on takes back his words, never a citizen's decision."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
            self._on_focus(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the keys of the widget that has the focus."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif isinstance(event, QKeyEvent) and _is_undo(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._claim(watched, event)
            if event.type() == QEvent.Type.KeyPress and self._composing:
                return True
        return super().eventFilter(watched, event)

    def _claim(self, watched: QObject, event: QKeyEvent) -> bool:
        """Say whose the key is: the field's (accepted), or the desk's (ignored)."""
        self._undid_typing = self._undid_typing or _has_undo(watched)
        if self._composing or self._undid_typing:
            event.accept()
        else:
            event.ignore()
        return True

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._focus is not None and isValid(self._focus):
            self._focus.removeEventFilter(self)
        self._focus, self._composing, self._undid_typing = new, False, False
        if new is not None:
            new.installEventFilter(self)


def _is_undo(event: QKeyEvent) -> bool:
    pressed = QKeySequence(event.keyCombination())
    return any(pressed == wanted for wanted in actions.sequences("undo"))


def _has_undo(widget: QObject) -> bool:
    if isinstance(widget, QAbstractSpinBox):
        return widget.lineEdit().isUndoAvailable()
    if isinstance(widget, QLineEdit):
        return not widget.isReadOnly() and widget.isUndoAvailable()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly() and widget.document().isUndoAvailable()
    return False
