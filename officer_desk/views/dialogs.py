# SPDX-License-Identifier: Apache-2.0
"""The only modal questions of the program: files to choose, and a yes or no."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from officer_desk.views.widgets import Button, label


def choose_file(parent: QWidget | None, title: str, filter: str = "") -> Path | None:  # noqa: A002 - Qt's word for it
    """Ask for one file that exists; `filter` as in "PDF (*.pdf)"; None: the officer thought better of it."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", filter)
    return Path(name) if name else None


def choose_files(parent: QWidget | None, title: str, filter: str = "") -> tuple[Path, ...]:  # noqa: A002 - the same
    """Ask for any number of files that exist."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", filter)
    return tuple(Path(name) for name in names)


def choose_folder(parent: QWidget | None, title: str) -> Path | None:
    """Ask for a folder that exists."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def choose_save(parent: QWidget | None, title: str, suggested: str) -> Path | None:
    """Ask where to write a file; the suggested name's ending is added where the officer typed none."""
    ending = Path(suggested).suffix
    name, _ = QFileDialog.getSaveFileName(parent, title, suggested, f"*{ending}" if ending else "")
    if not name:
        return None
    path = Path(name)
    return path if path.suffix or not ending else path.with_suffix(ending)


def ask_yes_no(parent: QWidget | None, title: str, text: str, yes: str, no: str) -> bool:
    """Ask a question; `yes` and `no` are what the buttons say. Esc means no."""
    return Question(parent, title, text, yes, no).exec() == QDialog.DialogCode.Accepted


class Question(QDialog):
    """A question with two answers; the cautious one has the focus."""

    def __init__(self, parent: QWidget | None, title: str, text: str, yes: str, no: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.yes = Button(yes, kind="primary", parent=self)
        self.no = Button(no, "Esc", parent=self)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(0)
        column.addWidget(label(title, "section", wrap=True))
        column.addSpacing(6)
        words = label(text, wrap=True)
        words.setMinimumWidth(400)
        column.addWidget(words)
        column.addSpacing(20)
        column.addLayout(buttons)
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
