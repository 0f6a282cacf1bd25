# SPDX-License-Identifier: Apache-2.0
"""What the sections of «Cài đặt» share: their common face, the button that opens one, fields with hints and errors."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.views import actions, theme
from officer_desk.views.file_parts import Ground, Words, scrolled
from officer_desk.views.notices import split_sentence
from officer_desk.views.widgets import Button, Caption, FieldError, MessageLine, label, mark_bad
from officer_desk.views.widgets.buttons import is_arrow

NAV_WIDTH = 171
_NAV_HEIGHT = 34
_ICON = 15
_WORDS_AT, _DOT_ROOM = 38, 26
"""Where the words begin, and the room behind them for the dot."""


class NavButton(QAbstractButton):
    """Opens a section; a dot says that something in it is not saved."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self._icon, self._unsaved = icon, False
        self.setText(name)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_unsaved(False)

    def show_unsaved(self, unsaved: bool) -> None:
        """Show or take away the dot."""
        self._unsaved = unsaved
        words = translate("Settings", "{section}, not saved").format(section=self.text())
        self.setAccessibleName(words if unsaved else self.text())
        self.setToolTip(translate("Settings", "Not saved yet") if unsaved else "")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does; an arrow leaves the focus where it is."""
        if is_arrow(event):
            event.ignore()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as the words ask for, in the weight that they have when the section is open."""
        words = QFontMetrics(theme.font("button")).horizontalAdvance(self.text())
        return QSize(max(NAV_WIDTH, _WORDS_AT + words + _DOT_ROOM), _NAV_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse():
            painter.fillRect(self.rect(), theme.color("sel" if on else "hover"))
        if on:
            painter.fillRect(0, 0, 3, self.height(), theme.color("acc"))
        token = "accink" if on else "ink2"
        painter.drawPixmap(14, (self.height() - _ICON) // 2, theme.pixmap(self._icon, token, _ICON))
        painter.setFont(theme.font("button" if on else "body"))
        painter.setPen(theme.color("accink" if on else "ink"))
        room = QRect(_WORDS_AT, 0, self.width() - _WORDS_AT, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._unsaved:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("incomplete"))
            painter.drawEllipse(self.width() - 20, self.height() // 2 - 4, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(theme.color("focus"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)


class Section(QWidget):
    """One section. `edited` tells that something was typed or saved; `dirty` whether something would be lost."""

    edited = Signal()

    def __init__(self, desk: Desk, icon: str, title: str) -> None:
        super().__init__()
        self.desk, self.icon, self.title = desk, icon, title

    @property
    def dirty(self) -> bool:
        """Tell whether something typed is not saved."""
        return False

    def load(self) -> None:
        """Ask for what is in force and show it; called when the section is opened, if nothing is unsaved."""

    def save(self) -> None:
        """Save what was typed."""

    def discard(self) -> None:
        """Show again what is in force."""
        self.load()


def fill(section: Section, column: QVBoxLayout, bar: "SaveBar", widest: int) -> None:
    """Lay a section out: its column, no wider than is good to read, scrolls above its bar."""
    column.addStretch(1)
    narrow = QWidget()
    narrow.setMaximumWidth(widest)
    narrow.setLayout(column)
    inside = QWidget()
    row = QHBoxLayout(inside)
    row.setContentsMargins(16, 14, 16, 16)
    row.addWidget(narrow, 1000)
    row.addStretch(1)
    layout = QVBoxLayout(section)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(scrolled(inside, section.title), 1)
    layout.addWidget(bar)


class Field(QWidget):
    """A caption, the field, what is wrong with it, and a quiet hint."""

    def __init__(self, caption: str, field: QWidget, hint: str = "", *, grows: bool = False) -> None:
        super().__init__()
        self.field = field
        self.error = FieldError()
        self._hint = Words(hint, "label", figures=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(Caption(caption, field))
        layout.addWidget(field, 1 if grows else 0)
        layout.addWidget(self.error)
        layout.addWidget(self._hint)
        self._hint.setVisible(bool(hint))  # only in its place: else it would come up as a window of its own
        if not grows:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def complain(self, words: str) -> None:
        """Say what is wrong; empty: nothing is."""
        mark_bad(self.field, bool(words))
        if words:
            self.error.show_error(words)
        else:
            self.error.clear()

    def hint(self, words: str) -> None:
        """Say something else under the field."""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))


class SaveBar(Ground):
    """The foot of a section: what is in force at the left, and the commands at the right."""

    restore_confirmed = Signal()

    def __init__(self, *, restorable: bool = False) -> None:
        super().__init__("surface", "line2", "top")
        self._said = ""
        self.words = Words("", "muted", figures=True)
        self.restore = Button(translate("Settings", "Back to the original"), kind="quiet", icon="undo-2")
        self.drop = Button(translate("Settings", "Drop the changes"))
        self.save = Button(translate("Settings", "Save"), actions.cap("save"), "primary", icon="save")
        self.yes = Button(translate("Settings", "Remove the office's text"), icon="undo-2")
        self.no = Button(translate("Settings", "Keep it"))
        self._usual = (self.restore, self.drop, self.save) if restorable else (self.drop, self.save)
        self._asking = (self.yes, self.no)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 11, 16, 11)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for button in (self.restore, self.drop, self.save, *self._asking):
            row.addWidget(button)
        self.restore.setVisible(restorable)
        self.restore.clicked.connect(self._ask)
        self.no.clicked.connect(self._stop_asking)
        self.yes.clicked.connect(self._on_yes)
        self._stop_asking()
        self.show_dirty(False)

    def show_dirty(self, dirty: bool) -> None:
        """Switch the commands on or off."""
        why = "" if dirty else translate("Settings", "Nothing was changed.")
        for button in (self.drop, self.save):
            button.setEnabled(dirty)
            button.setToolTip(why)

    def show_own(self, own: bool) -> None:
        """Say whose text is in force."""
        self.restore.setEnabled(own)
        self.restore.setToolTip("" if own else translate("Settings", "The original text is in force."))
        self._said = (
            translate("Settings", "The office's own text is in force.")
            if own
            else translate("Settings", "The original text is in force.")
        )
        self._stop_asking()

    def _ask(self) -> None:
        """The office's text cannot be had back: say so, with the focus on the harmless answer."""
        for button in self._usual:
            button.hide()
        for button in self._asking:
            button.show()
        self.words.setText(translate("Settings", "The office's text is removed and cannot be had back."))
        self.no.setFocus()

    def _stop_asking(self) -> None:
        for button in self._asking:
            button.hide()
        for button in self._usual:
            button.show()
        self.words.setText(self._said)

    def _on_yes(self) -> None:
        self._stop_asking()
        self.restore_confirmed.emit()


def head(title: str, words: str) -> QWidget:
    """Make the head of a section: its name, and in one line what it is about."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(1)
    layout.addWidget(label(title, "section"))
    layout.addWidget(Words(words, "muted", figures=True))
    return made


def complain(line: MessageLine, error: Exception) -> None:
    """Say above the fields why nothing was saved."""
    line.show_message("red", *split_sentence(texts.sentence(error)), closable=True)


def choices(box: QComboBox, pairs: Sequence[tuple[str, str]], current: str) -> None:
    """Fill a box with (value, words) and choose a value, telling nobody."""
    box.blockSignals(True)
    box.clear()
    for value, words in pairs:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(current)))
    box.blockSignals(False)


def line_edit(most: int, *, figures: bool = False) -> QLineEdit:
    """Make a field of one line."""
    field = QLineEdit()
    field.setMaxLength(most)
    if figures:
        field.setProperty("figures", True)
    return field
