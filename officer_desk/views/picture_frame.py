# SPDX-License-Identifier: Apache-2.0
"""The place of one picture: its label, the mark «đã xem», the picture itself, or words why there is none."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_time
from officer_desk.domain.records import PictureRecord
from officer_desk.views import theme
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.picture_view import PictureView
from officer_desk.views.segments import draw_ring
from officer_desk.views.widgets import Button, restyle
from officer_desk.views.widgets.buttons import is_arrow

_ICON = 15
_GAP = 7


class SeenMark(QCheckBox):
    """«đã xem»: this picture was compared with the original paper."""

    def __init__(self, label: str) -> None:
        super().__init__(translate("PictureFrame", "seen"))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(label)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(theme.font("head")).horizontalAdvance(self.text()) + _ICON + 8, 20)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow leaves the focus where it is."""
        if is_arrow(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def hitButton(self, pos: object, /) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride] - the whole mark
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - _ICON) // 2
        token = "approved" if self.isChecked() else "ink2"
        if self.isChecked():
            painter.drawPixmap(2, top, theme.pixmap("check", token, _ICON))
        else:
            painter.setPen(QPen(theme.color("ctl2"), 1))
            painter.setBrush(theme.color("surface"))
            painter.drawRoundedRect(QRectF(2.5, top + 1.5, _ICON - 3, _ICON - 3), 3, 3)
        painter.setFont(theme.font("head" if self.isChecked() else "body"))
        painter.setPen(theme.color(token))
        painter.drawText(
            QRectF(_ICON + 5, 0, self.width() - _ICON - 5, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), 3)


class _Older(QPushButton):
    """Opens the older versions."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow leaves the focus where it is."""
        if is_arrow(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PictureFrame(QWidget):
    """One picture with its caption. What it shows is told from outside; it loads nothing."""

    seen_changed = Signal(bool)
    add_wanted = Signal()
    version_wanted = Signal(object)
    """A `PictureRecord` of an older version, or None for the one in use."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.view = PictureView(label)
        self.mark = SeenMark(label)
        self._label = Words(label, "heavy")
        self._note = Words("", "table", figures=True)
        self._pointed = Words("", "heavy")
        self._older = _Older()
        self._words = Words()
        self.add = Button(translate("PictureFrame", "Add picture"), icon="image-plus")
        self._menu = QMenu(self._older)
        self._must_say = False
        self._lay_out()
        self.mark.clicked.connect(self.seen_changed)
        self.add.clicked.connect(self.add_wanted)
        self.show_words("")

    def _lay_out(self) -> None:
        self._older.setProperty("kind", "link")
        self._older.setMenu(self._menu)
        self._older.hide()
        self._label.setMinimumHeight(20)
        caption = QHBoxLayout()
        caption.setSpacing(_GAP)
        self._pointed.hide()
        for widget in (self._label, self._note, self._pointed, self._older):
            caption.addWidget(widget)
        caption.addStretch(1)
        caption.addWidget(self.mark)
        empty = Ground("picbg", "matline")
        inner = QVBoxLayout(empty)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.addStretch(1)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(self._words)
        inner.addSpacing(8)
        inner.addWidget(self.add, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(3)
        outer.addLayout(caption)
        # Filled only now: a stack outside every widget would show its first page as a window of its own.
        self._stack = QStackedLayout()
        outer.addLayout(self._stack, 1)
        self._stack.addWidget(self.view)
        self._stack.addWidget(empty)

    def show_words(self, words: str, *, with_add: bool = False, why_not: str = "") -> None:
        """Say in words why no picture is seen; with the button that adds one."""
        self.view.clear()
        self._words.setText(words)
        self.add.setVisible(with_add)
        self.add.setEnabled(not why_not)
        self.add.setToolTip(why_not)
        self._stack.setCurrentIndex(1)

    def picture_room(self) -> QSize:
        """Give the room for the picture below the caption, in logical pixels."""
        return self._stack.geometry().size()

    def show_view(self) -> None:
        """Bring the picture to the front."""
        self._stack.setCurrentIndex(0)

    def set_note(self, note: str, *, amber: bool = False) -> None:
        """Set the second text of the caption."""
        self._note.setText(note)
        self._note.setProperty("tone", "incomplete" if amber else "ink2")
        restyle(self._note)
        self._must_say = amber
        self._label.setToolTip(note)
        self._fit_note()

    def set_pointed(self, name: str) -> None:
        """Say which field is framed on the picture."""
        words = translate("PictureFrame", "shown: {field}").format(field=name) if name else ""
        self._pointed.setText(words)
        self._pointed.setVisible(bool(words))
        self._fit_note()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two frames beside each other stay level: a quiet note that would wrap waits in the tooltip."""
        super().resizeEvent(event)
        self._fit_note()

    def _fit_note(self) -> None:
        mark = self.mark.sizeHint().width() if not self.mark.isHidden() else 0
        pointed = self._pointed.sizeHint().width() + _GAP if self._pointed.text() else 0
        room = self.width() - self._label.sizeHint().width() - mark - pointed - 4 * _GAP
        fits = self._must_say or self._note.sizeHint().width() <= room
        self._note.setVisible(bool(self._note.text()) and fits)

    def set_older(self, older: tuple[PictureRecord, ...]) -> None:
        """Offer the older versions of this picture."""
        self._menu.clear()
        self._older.setVisible(bool(older))
        if not older:
            return
        self._older.setText(translate("PictureFrame", "{count} older").format(count=len(older)))
        self._older.setAccessibleName(self._older.text())
        self._action(translate("PictureFrame", "In use"), None)
        for record in older:
            words = translate("PictureFrame", "Version of {time}").format(time=format_time(record.added_at))
            self._action(words, record)

    def _action(self, words: str, record: PictureRecord | None) -> None:
        action = QAction(words, self._menu)
        action.triggered.connect(lambda: self.version_wanted.emit(record))
        self._menu.addAction(action)

    @property
    def words(self) -> str:
        """What is said instead of a picture; empty while one is seen."""
        return self._words.text() if self._stack.currentIndex() == 1 else ""
