# SPDX-License-Identifier: Apache-2.0
"""The line at the bottom of the desk: where the officer stands, the keys of the page, HGĐ's extract, the clock."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from officer_desk.views import theme
from officer_desk.views.widgets import ElidedLabel, KeyCap, label

HEIGHT = 26


class StatusLine(QWidget):
    """One row of 26."""

    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._words = ElidedLabel("", "label")
        self._words.setProperty("figures", True)
        self._hints = QWidget()
        self._extract_icon = QLabel()
        self._extract_icon.setPixmap(theme.pixmap("database", "ink2", 14))
        self._extract = label("", "label", figures=True)
        self._clock = label("", "label", figures=True)
        self._lay_out(hints)
        self.show_extract("")

    def _lay_out(self, hints: Sequence[tuple[str, str]]) -> None:
        pairs = QHBoxLayout(self._hints)
        pairs.setContentsMargins(0, 0, 0, 0)
        pairs.setSpacing(4)
        for key, words in hints:
            pairs.addWidget(KeyCap(key), 0, Qt.AlignmentFlag.AlignVCenter)
            pairs.addWidget(label(words, "label"))
            pairs.addSpacing(10)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 1, 12, 0)
        layout.setSpacing(0)
        layout.addWidget(self._words, 1)
        layout.addSpacing(12)
        layout.addWidget(self._hints)
        layout.addWidget(self._extract_icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addSpacing(4)
        layout.addWidget(self._extract)
        layout.addSpacing(14)
        layout.addWidget(self._clock)

    def show_words(self, words: str) -> None:
        """Say where the officer stands."""
        self._words.set_whole(words)

    def show_hints(self, shown: bool) -> None:
        """Show the list's keys only while the list is shown."""
        self._hints.setVisible(shown)

    def show_extract(self, words: str) -> None:
        """Tell of what time HGĐ's extract is."""
        self._extract.setText(words)
        self._extract_icon.setVisible(bool(words))

    def show_clock(self, words: str) -> None:
        """Show the time of day."""
        self._clock.setText(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line above."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("canvas"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("line"))
