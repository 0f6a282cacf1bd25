# SPDX-License-Identifier: Apache-2.0
"""The only modal questions of the program: files to choose, and where to write them."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


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
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    start = documents / suggested if documents.is_dir() else Path.home() / suggested
    name, _ = QFileDialog.getSaveFileName(parent, title, str(start), f"*{ending}" if ending else "")
    if not name:
        return None
    path = Path(name)
    return path if path.suffix or not ending else path.with_suffix(ending)
