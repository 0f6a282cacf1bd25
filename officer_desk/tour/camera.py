# SPDX-License-Identifier: Apache-2.0
"""Takes the numbered pictures, and holds every screen that it takes to the checks."""

import traceback
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap, QWindow
from PySide6.QtWidgets import QWidget

from officer_desk.tour.checks import Finding, all_findings, unreachable
from officer_desk.tour.hands import press_tab

_WINDOWS: Final = (
    "SignInWindow",
    "MainWindow",
    "Cover",
    "QMenu",
    "CrashDialog",
    "QComboBoxPrivateContainer",
    "QTipLabel",
)
"""The windows that the desk has; Qt names each after its widget."""


_QUALITY: Final = 75
"""Nothing is lost at any; less is smaller and takes longer."""


class Camera:
    """Numbers what it takes in the order of the play; `findings` are (picture, finding)."""

    def __init__(self, folder: Path, size: QSize) -> None:
        """`size`: the screen's room for a window, in logical pixels."""
        self._folder, self._size = folder, size
        self._number = 0
        self.findings: list[tuple[str, Finding]] = []
        self._shown: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)
        QGuiApplication.instance().focusWindowChanged.connect(self._on_window)  # type: ignore[union-attr]

    def take(self, name: str, window: QWidget, *, dialog: QWidget | None = None) -> None:
        """Save a picture of a window, with the dialog in front of it, and check what has the focus."""
        self._number += 1
        picture = f"{self._number:02}-{name}"
        shot = window.grab()
        if dialog is not None:
            _lay_upon(shot, window, dialog)
        shot.save(str(self._folder / f"{picture}.png"), "PNG", _QUALITY)
        shown = dialog or window
        found = all_findings(shown) + unreachable(shown, press_tab)
        if shown.width() > self._size.width() or shown.height() > self._size.height():
            wants = f"wants {shown.width()}×{shown.height()}, the screen has {self._size.width()}×{self._size.height()}"
            found.append(Finding("window", type(shown).__name__, wants))
        self.findings += [(picture, finding) for finding in found]

    def _on_window(self, window: QWindow | None) -> None:
        """Note a part of a window that came up as a window of its own, if only for a moment: it takes the keys away."""
        name = "" if window is None else window.objectName()
        if name and name not in self._shown and not name.startswith(_WINDOWS):
            self._shown.add(name)
            picture = f"after {self._number:02}"
            self.findings.append(
                (picture, Finding("window", name.removesuffix("Window"), "came up as a window of its own"))
            )

    def failed(self, scene: str, window: QWidget, error: Exception) -> None:
        """Keep what a scene looked like that could not be played to its end."""
        window.grab().save(str(self._folder / f"failed-{scene}.png"))
        where = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__} {error} at {Path(where.filename).name}:{where.lineno}"
        steps = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith("scenes.py")]
        self.findings.append((scene, Finding("scene", type(window).__name__, f"{fault}, scene line {steps[-1:]}")))


def _lay_upon(shot: QPixmap, window: QWidget, dialog: QWidget) -> None:
    place = QPoint((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 3)
    painter = QPainter(shot)
    painter.drawPixmap(place, dialog.grab())
    painter.drawRect(place.x() - 1, place.y() - 1, dialog.width() + 1, dialog.height() + 1)
    painter.end()
