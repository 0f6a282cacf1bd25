# SPDX-License-Identifier: Apache-2.0
"""The line at the bottom of the desk: where the officer stands, its keys, what is being read, HGĐ's time, the clock."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from officer_desk.catalogue import translate
from officer_desk.views import theme
from officer_desk.views.reading_state import ReadingState
from officer_desk.views.registry_state import RegistryState, short_time
from officer_desk.views.widgets import ElidedLabel, KeyCap, label

HEIGHT = 26


class StatusLine(QWidget):
    """One row of 26."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._words = ElidedLabel("", "label")
        self._words.setProperty("figures", True)
        self._pairs: tuple[tuple[str, str], ...] = ()
        self._hints = QHBoxLayout()
        self.reading = ReadingState(self)
        self._extract_icon = QLabel()
        self._extract = label("", "label", figures=True)
        self._clock = label("", "label", figures=True)
        self._lay_out()
        self.renew_look()
        self.show_extract("")

    def _lay_out(self) -> None:
        self._hints.setSpacing(4)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 1, 12, 0)
        layout.setSpacing(0)
        layout.addWidget(self._words, 1)
        layout.addSpacing(12)
        layout.addLayout(self._hints)
        layout.addWidget(self.reading, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._extract_icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addSpacing(4)
        layout.addWidget(self._extract)
        layout.addSpacing(14)
        layout.addWidget(self._clock)

    def show_words(self, words: str) -> None:
        """Say where the officer stands."""
        self._words.set_whole(words)

    def show_hints(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show the keys of the page, each with what it does."""
        if tuple(pairs) == self._pairs:
            return
        self._pairs = tuple(pairs)
        while (item := self._hints.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for key, words in pairs:
            for part in (KeyCap(key), label(words, "label")):
                self._hints.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
                part.show()
            self._hints.addSpacing(10)

    def renew_look(self) -> None:
        """Show the icon in the colours in force."""
        self._extract_icon.setPixmap(theme.pixmap("database", "ink2", 14))

    def show_registry(self, state: RegistryState) -> None:
        """Tell of what time HGĐ's data are, where that is known."""
        if state.taken_at is not None:
            words = translate("MainWindow", "HGĐ: extract of {time}").format(time=short_time(state.taken_at))
            self.show_extract(words)

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
