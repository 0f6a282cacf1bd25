# SPDX-License-Identifier: Apache-2.0
"""The small pictures under the one that stands alone, and beside them what was read and how good the pictures are."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views import theme
from officer_desk.views.check_notes import HintLine
from officer_desk.views.file_parts import Words
from officer_desk.views.widgets import restyle

_LEAST, _MOST = 56, 176
_SHARE = 0.16
"""Of the height of everything about the pictures: the one that stands alone needs it more."""
_FOR_HINTS = 236
_GAP = 10
_MOST_HINTS = 6


class _Frame(QWidget):
    """One small picture; a click shows it alone, as its segment above does."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.chosen = False
        self._drawn: tuple[tuple[object, ...], QPixmap] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def ratio(self) -> float:
        """Width for height; a place without a picture is as a card's."""
        return 1.5 if self.image.isNull() else self.image.width() / max(1, self.image.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("picbg"))
        if not self.image.isNull():
            pixmap = self._scaled()
            painter.drawPixmap(QRectF(self.rect()), pixmap, QRectF(pixmap.rect()))
        width = 3 if self.chosen else 1
        painter.setPen(QPen(theme.color("acc" if self.chosen else "matline"), width))
        painter.drawRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2))

    def _scaled(self) -> QPixmap:
        size = (self.size() * self.devicePixelRatioF()).expandedTo(QSize(1, 1))
        key = (self.image.cacheKey(), size.toTuple())
        if self._drawn is None or self._drawn[0] != key:
            shape, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._drawn = (key, QPixmap.fromImage(self.image.scaled(size, shape, smooth)))
        return self._drawn[1]


class _Hint(QWidget):
    """One hint: its shape and its words."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = QLabel()
        self._icon.setFixedSize(16, 17)
        self._words = Words("", "table", figures=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def say(self, hint: HintLine | None) -> None:
        """Say another hint, or nothing."""
        self.setVisible(hint is not None)
        self._words.setText("" if hint is None else hint.words)
        if hint is not None:
            self._icon.setPixmap(theme.pixmap(hint.icon, hint.token, 15))
            self._words.setProperty("tone", "ink2" if hint.token == "ink2" else "ink")
            restyle(self._words)

    def words(self) -> str:
        """Give what it says."""
        return self._words.text()


class FilmStrip(QWidget):
    """In view as long as the comparison is."""

    chosen = Signal(int)
    """The place of the small picture that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[_Frame] = []
        self._hints = [_Hint() for _ in range(_MOST_HINTS)]
        self._pictures = QHBoxLayout()
        self._pictures.setSpacing(_GAP)
        column = QVBoxLayout()
        column.setSpacing(2)
        for hint in self._hints:
            column.addWidget(hint)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 12)
        row.setSpacing(16)
        row.addLayout(self._pictures)
        row.addLayout(column, 1)
        self.setAccessibleName(translate("FilmStrip", "What was read of the pictures"))
        self.hide()

    def show_pictures(self, images: list[QImage], chosen: int) -> None:
        """Show these small pictures; `chosen` stands alone above."""
        while len(self.frames) < len(images):
            place, frame = len(self.frames), _Frame()
            frame.clicked.connect(partial(self.chosen.emit, place))
            self._pictures.addWidget(frame, 0, Qt.AlignmentFlag.AlignTop)
            self.frames.append(frame)
        for place, frame in enumerate(self.frames):
            frame.image = images[place] if place < len(images) else QImage()
            frame.chosen = place == chosen
            frame.setVisible(place < len(images))
            frame.update()
        self._fit(len(images))

    def show_hints(self, hints: list[HintLine]) -> None:
        """Say what was read of the pictures."""
        for place, hint in enumerate(self._hints):
            hint.say(hints[place] if place < len(hints) else None)

    def words(self) -> list[str]:
        """Give the hints that are said."""
        return [hint.words() for hint in self._hints if hint.words()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger window has larger small pictures."""
        super().resizeEvent(event)
        self._fit(sum(not frame.isHidden() for frame in self.frames))

    def _fit(self, count: int) -> None:
        shown = self.frames[:count]
        if not shown:
            return
        room = self.width() - 24 - 16 - _FOR_HINTS - _GAP * (count - 1)
        above = self.parentWidget()
        most = _MOST if above is None else min(_MOST, round(above.height() * _SHARE))
        height = max(_LEAST, min(most, int(room / sum(frame.ratio for frame in shown))))
        for frame in shown:
            frame.setFixedSize(max(24, round(height * frame.ratio)), height)
