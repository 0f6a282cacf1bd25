# SPDX-License-Identifier: Apache-2.0
"""How far the desk is with reading pictures by itself, and the word that stops it or lets it go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views.widgets import LinkButton, label


class ReadingState(QWidget):
    """Shown while there is something to read, and as long as the officer has stopped it."""

    switched = Signal(bool)
    """True: go on; False: stop for now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = self._total = 0
        self._on = True
        self.words = label("", "label", figures=True)
        self.switch = LinkButton()
        self.switch.clicked.connect(self._on_switch)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 14, 0)
        layout.setSpacing(8)
        layout.addWidget(self.words, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        self._tell()

    def show_progress(self, done: int, total: int) -> None:
        """Tell how many pictures of how many are read; (0, 0): there is nothing to read."""
        self._done, self._total = done, total
        self._tell()

    def _on_switch(self) -> None:
        self._on = not self._on
        self._tell()
        self.switched.emit(self._on)

    def _tell(self) -> None:
        if self._on:
            words = translate("ReadingState", "Reading pictures {done}/{total}")
            self.switch.setText(translate("ReadingState", "Stop"))
        else:
            words = translate("ReadingState", "Pictures read {done}/{total}, stopped")
            self.switch.setText(translate("ReadingState", "Go on"))
        self.words.setText(words.format(done=self._done, total=self._total))
        self.setVisible(self._total > 0)
