# SPDX-License-Identifier: Apache-2.0
"""What an officer sees of a defect of the program: plain words and where the log is, never data of a citizen."""

from pathlib import Path
from traceback import extract_tb

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views import theme
from officer_desk.views.widgets import Button, Caption, label


def summary(error: BaseException, version: str) -> str:
    """Give kind and place of a defect; an exception's own text may hold personal data and is left out."""
    frames = extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name}" if frames else "?"
    return f"officer-desk {version} · {type(error).__name__} · {place}"


class CrashDialog(QDialog):
    """Says that the program made a mistake; `quit_wanted` when the officer would rather stop working."""

    quit_wanted = Signal()

    def __init__(self, what: str, log: Path, parent: QWidget | None = None) -> None:
        """`what`: the summary; `log`: the log file to send to whoever looks after the program."""
        super().__init__(parent)
        self._what = what
        self._log = log
        self.setWindowTitle(translate("CrashDialog", "The program made a mistake"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.path = QLineEdit(str(log))
        self.details = QLineEdit(what)
        self.copy = Button(translate("CrashDialog", "Copy for the support"), icon="copy")
        self.copied = label(role="table", tone="approved")
        self.quit = Button(translate("CrashDialog", "Quit the program"))
        self.close_button = Button(translate("CrashDialog", "Close"), "Esc", "primary")
        self._lay_out()
        self.copy.clicked.connect(self._on_copy)
        self.quit.clicked.connect(self._on_quit)
        self.close_button.clicked.connect(self.reject)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        icon = QLabel()
        icon.setPixmap(theme.pixmap("triangle-alert", "rejected", 30))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(translate("CrashDialog", "The program made a mistake"), "page", wrap=True))
        text = translate(
            "CrashDialog",
            "The last step may not have been done. What was recorded before is kept. "
            "Look at the file again before you go on.",
        )
        words.addWidget(label(text, wrap=True))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 20)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(16)
        for caption, field in (
            (translate("CrashDialog", "Log file"), self.path),
            (translate("CrashDialog", "What happened"), self.details),
        ):
            field.setReadOnly(True)
            field.setCursorPosition(0)
            column.addWidget(Caption(caption, field))
            column.addSpacing(3)
            column.addWidget(field)
            column.addSpacing(10)
        column.addWidget(label(translate("CrashDialog", "Neither holds data of a citizen."), "label", wrap=True))
        column.addSpacing(18)
        column.addLayout(self._buttons())
        self.setMinimumWidth(600)

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.copied)
        buttons.addStretch(1)
        buttons.addWidget(self.quit)
        buttons.addWidget(self.close_button)
        return buttons

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._what}\n{self._log}")
        self.copied.setText(translate("CrashDialog", "Copied"))

    def _on_quit(self) -> None:
        self.reject()
        self.quit_wanted.emit()
