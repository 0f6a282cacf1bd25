# SPDX-License-Identifier: Apache-2.0
"""The sheet of all keys (F1): it lies over the window under a veil and goes with Esc."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views import actions, theme
from officer_desk.views.widgets import Button, FlowLayout, KeyCap, h_line, label

_CAPS_WIDTH: Final = 100
_WIDEST = 1030
_COLUMNS = 3
_SHARES = (308, 322, 274)
"""Of the width, by the longest words of each column."""


@dataclass(frozen=True)
class Group:
    """The keys of one place: (what stands on the caps, what they do)."""

    title: str
    rows: tuple[tuple[tuple[str, ...], str], ...]


def groups() -> tuple[Group, ...]:
    """Give every key with its words, as the sheet shows them."""
    cap = actions.cap
    return (
        Group(
            translate("ShortcutsSheet", "Everywhere"),
            (
                ((cap("shortcuts"),), translate("ShortcutsSheet", "This sheet")),
                ((cap("quick-search"),), translate("ShortcutsSheet", "Quick search")),
                ((cap("refresh"),), translate("ShortcutsSheet", "Refresh, ask the registry again")),
                ((cap("back"),), translate("ShortcutsSheet", "Leave, close, back")),
                ((cap("cover"),), translate("ShortcutsSheet", "Cover the screen now")),
                ((cap("undo"),), translate("ShortcutsSheet", "Undo typing, or the decision")),
                ((cap("reports"),), translate("ShortcutsSheet", "Report (supervisors)")),
            ),
        ),
        Group(
            translate("ShortcutsSheet", "List"),
            (
                (("↑ ↓",), translate("ShortcutsSheet", "Choose a row")),
                ((cap("open"),), translate("ShortcutsSheet", "Open the file")),
                ((cap("toggle"), "Shift ↑ ↓"), translate("ShortcutsSheet", "Choose several rows")),
                ((cap("print"),), translate("ShortcutsSheet", "Print the forms of the chosen rows")),
                ((cap("row-menu"),), translate("ShortcutsSheet", "Menu of the row")),
                ((cap("expand"),), translate("ShortcutsSheet", "More criteria, fewer")),
                ((cap("import"),), translate("ShortcutsSheet", "Import files")),
                ((cap("day-list"),), translate("ShortcutsSheet", "List of those received today")),
                ((cap("assign"),), translate("ShortcutsSheet", "Assign (supervisors)")),
                ((cap("queue-before"), cap("queue-after")), translate("ShortcutsSheet", "Queue before, after")),
                ((cap("send-again"),), translate("ShortcutsSheet", "Send a failed message again")),
            ),
        ),
        Group(
            translate("ShortcutsSheet", "Open file"),
            (
                ((cap("receive"),), translate("ShortcutsSheet", "Receive")),
                ((cap("compared"),), translate("ShortcutsSheet", "Compared with the originals")),
                ((cap("valid"),), translate("ShortcutsSheet", "File is valid")),
                ((cap("invalid"),), translate("ShortcutsSheet", "File is not valid")),
                ((cap("incomplete"),), translate("ShortcutsSheet", "Ask for a supplement")),
                ((cap("record"),), translate("ShortcutsSheet", "Record")),
                ((cap("next-file"),), translate("ShortcutsSheet", "Next file")),
                ((cap("form"),), translate("ShortcutsSheet", "Print the form")),
                ((cap("scan"),), translate("ShortcutsSheet", "Scan the signed form")),
                ((cap("ask-supervisor"),), translate("ShortcutsSheet", "Ask the supervisor, answer")),
                ((cap("take-over"),), translate("ShortcutsSheet", "Take the file over")),
                (
                    (cap("uphold"), cap("overrule")),
                    translate("ShortcutsSheet", "First decision holds, or not"),
                ),
            ),
        ),
        Group(
            translate("ShortcutsSheet", "Pictures"),
            (
                ((cap("pictures-all"),), translate("ShortcutsSheet", "All three pictures")),
                (("Ctrl 1 2 3",), translate("ShortcutsSheet", "Portrait, front, back")),
                ((cap("zoom-in"), cap("zoom-out")), translate("ShortcutsSheet", "Larger, smaller")),
                ((cap("actual-size"),), translate("ShortcutsSheet", "Actual size 1:1")),
                ((cap("rotate-left"), cap("rotate-right")), translate("ShortcutsSheet", "Turn left, turn right")),
                ((cap("contrast"), cap("loupe")), translate("ShortcutsSheet", "More contrast, magnifying glass")),
                ((cap("straighten-left"), cap("straighten-right")), translate("ShortcutsSheet", "Straighten by 1°")),
                ((cap("faces"), cap("blink")), translate("ShortcutsSheet", "Two faces beside each other, in turns")),
                ((cap("second-window"),), translate("ShortcutsSheet", "Pictures on a second screen")),
            ),
        ),
        Group(
            translate("ShortcutsSheet", "Data and reasons"),
            (
                ((cap("next-tab"),), translate("ShortcutsSheet", "Next tab")),
                ((cap("filter-reasons"),), translate("ShortcutsSheet", "Filter the reasons")),
                ((cap("toggle"),), translate("ShortcutsSheet", "Tick or untick")),
            ),
        ),
        Group(
            translate("ShortcutsSheet", "Printing"),
            (
                ((cap("save-pdf"),), translate("ShortcutsSheet", "Save PDF")),
                ((cap("guidance"),), translate("ShortcutsSheet", "Print the guidance")),
                ((cap("scan"),), translate("ShortcutsSheet", "Scan")),
                ((cap("throw-out"),), translate("ShortcutsSheet", "Throw a scanned page out")),
            ),
        ),
    )


class ShortcutsSheet(QWidget):
    """Covers its window until Esc, F1, «Đóng» or a click beside it; then the focus is where it was."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = window.focusWidget()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("ShortcutsSheet", "Keys"))
        self.close_button = Button(translate("ShortcutsSheet", "Close"), actions.cap("back"))
        self.close_button.clicked.connect(self.leave)
        self._card = _Card()
        self._inside = QWidget()
        self._scroll = QScrollArea()
        self._lay_out()
        window.installEventFilter(self)
        self._cover()

    @classmethod
    def open_over(cls, window: QWidget) -> "ShortcutsSheet | None":
        """Open the sheet over a window; close it where it is open already."""
        for sheet in window.findChildren(cls):
            if sheet.isVisible():
                sheet.leave()
                return None
        sheet = cls(window)
        sheet.show()
        sheet.raise_()
        sheet.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return sheet

    def leave(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        self._window.removeEventFilter(self)
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window also when it gets larger."""
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Take Esc before any shortcut of the window below can."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and F1 close; no other key reaches the window below."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F1}:
            self.leave()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.leave()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Keep the focus in the sheet."""
        del next
        self.close_button.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil."""
        del event
        QPainter(self).fillRect(self.rect(), theme.color("veil"))

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())
        room = self.rect().adjusted(24, 16, -24, -16)
        width = min(_WIDEST, room.width())
        self._card.setFixedSize(width, min(self._needed(width), room.height()))

    def _needed(self, width: int) -> int:
        """Give the height in which every key stands without scrolling."""
        whole, inside = self._card.layout(), self._inside.layout()
        if whole is None or inside is None:
            return 0
        margins = whole.contentsMargins()
        keys = inside.totalHeightForWidth(width - margins.left() - margins.right())
        return whole.totalHeightForWidth(width) - self._scroll.sizeHint().height() + keys

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(translate("ShortcutsSheet", "Keys"), "page"))
        note = translate(
            "ShortcutsSheet", "no key is a letter or a digit alone, so Vietnamese typing is never disturbed"
        )
        head.addWidget(label(note, "muted", wrap=True), 1)
        head.addWidget(self.close_button)
        # Columns, not a grid: a short group leaves its room to the one below.
        beside = QHBoxLayout(self._inside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(32)
        for number, share in enumerate(_SHARES):
            stack = QVBoxLayout()
            stack.setSpacing(16)
            for group in groups()[number::_COLUMNS]:
                stack.addLayout(_group(group))
            stack.addStretch(1)
            beside.addLayout(stack, share)
        self._inside.setProperty("ground", "surface")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._inside)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(25, 18, 25, 16)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(10)
        column.addWidget(self._scroll, 1)
        column.addSpacing(8)
        column.addWidget(_five_keys())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)


class _Card(QFrame):
    """The white card of the sheet."""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.color("surface"))
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def _group(group: Group) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(label(group.title, "strong", wrap=True))
    column.addSpacing(5)
    column.addWidget(h_line("line2"))
    for caps, text in group.rows:
        row = QHBoxLayout()
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(4)
        keys = QWidget()
        keys.setMinimumWidth(_CAPS_WIDTH)
        cap_row = QHBoxLayout(keys)
        cap_row.setContentsMargins(0, 0, 0, 0)
        cap_row.setSpacing(4)
        for cap in caps:
            cap_row.addWidget(KeyCap(cap))
        cap_row.addStretch(1)
        row.addWidget(keys)
        row.addSpacing(8)
        row.addWidget(label(text, "table", wrap=True), 1)
        column.addLayout(row)
        column.addWidget(h_line("hair"))
    return column


def _five_keys() -> QWidget:
    """Give the line that says how a clean file goes."""
    cap = actions.cap
    line = QWidget()
    row = FlowLayout(line)
    row.addWidget(label(translate("ShortcutsSheet", "A clean file, five keys:"), "caption"))
    for key, text in (
        (cap("open"), translate("ShortcutsSheet", "open")),
        (cap("compared"), translate("ShortcutsSheet", "compared")),
        (cap("valid"), translate("ShortcutsSheet", "valid")),
        (cap("confirm"), translate("ShortcutsSheet", "the citizen came")),
        (cap("record"), translate("ShortcutsSheet", "record, the next file opens")),
    ):
        row.addWidget(KeyCap(key))
        row.addWidget(label(text, "table", tone="ink2"))
    return line
