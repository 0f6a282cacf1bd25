# SPDX-License-Identifier: Apache-2.0
"""«Thông tin đăng ký thay đổi»: the one modal question of the desk, drawn over the file, with «Xác nhận»."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import local
from officer_desk.domain.records import DeclarationRecord, MessagePreview
from officer_desk.domain.values import HgdAnswer
from officer_desk.views import theme
from officer_desk.views.change_table import ChangeTable
from officer_desk.views.change_words import as_confirmed, nothing_words
from officer_desk.views.file_parts import Ground, Scrolled, Words, phone_groups, scrolled
from officer_desk.views.widgets import Button, MessageLine

_WIDTH = 720
_PICTURE, _SMALL_PICTURE, _FEW = 90, 60, 5
"""Height of pictures, in logical pixels: smaller where there are more rows than a few."""
_AROUND = 48
"""Logical pixels of the file that stay in view around the question, at least."""
_SCROLLS = {Qt.Key.Key_Down: 0.15, Qt.Key.Key_Up: -0.15, Qt.Key.Key_PageDown: 0.9, Qt.Key.Key_PageUp: -0.9}
"""What a key scrolls, as a part of what is in view."""
_DEAF_MS = 300
"""A key that was still being pressed for something else must not confirm."""


class ChangeConfirmation(QWidget):
    """Lies over its parent under a veil; Enter confirms, Esc goes back."""

    confirmed = Signal()
    went_back = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._since = QElapsedTimer()
        self._card = Ground("surface", "line2", radius=6)
        self._body = QVBoxLayout(self._card)
        self._body.setContentsMargins(20, 16, 20, 16)
        self._body.setSpacing(12)
        self._content: Scrolled | None = None
        self._line: QWidget | None = None
        self._back = Button(translate("ChangeConfirmation", "Go back"), "Esc", large=True)
        self.confirm = Button(translate("ChangeConfirmation", "Confirm"), "Enter", kind="primary", large=True)
        self._foot = Words("", "muted", figures=True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._back)
        foot.addWidget(self.confirm)
        self._body.addLayout(foot)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._card)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(1)
        parent.installEventFilter(self)
        self._back.clicked.connect(self.went_back)
        self.confirm.clicked.connect(self.confirmed)
        self.hide()

    def ask(self, record: DeclarationRecord, registry_name: str | None, messages: Sequence[MessagePreview]) -> None:
        """Ask about the changes of a file; `registry_name`: as HGĐ writes a name that was taken for the same person."""
        for former in (self._content, self._line):
            if former is not None:
                self._body.removeWidget(former)
                former.hide()
                former.deleteLater()
        self._content = scrolled(self._make(record, registry_name), translate("ChangeConfirmation", "What is changed"))
        self._line = MessageLine()
        self._body.insertWidget(0, self._content, 1)
        self._body.insertWidget(1, self._line)
        # Only in its place: shown without a parent it would come up as a window of its own.
        _show_registry(self._line, record, registry_name)
        self._foot.setText(told_words(messages))
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self._fit()
        self.setAccessibleName(translate("ChangeConfirmation", "Registered information to be changed"))
        self.show()
        self.raise_()
        self._since.start()
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, record: DeclarationRecord, registry_name: str | None) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        title = translate("ChangeConfirmation", "Registered information to be changed")
        head.addWidget(Words(title, "section"), 1)
        head.addWidget(Words(record.number, "muted", figures=True))
        column.addLayout(head)
        declared, differences = (record.declared, as_confirmed(record.differences, registry_name))
        if differences:
            words = translate(
                "ChangeConfirmation", "{name} · code {code}. Update these {count} fields of the account?"
            ).format(name=declared.full_name, code=declared.insurance_code, count=len(differences))
        else:
            words = f"{declared.full_name} · {declared.insurance_code}. {' '.join(nothing_words(record))}"
        column.addWidget(Words(words, figures=True))
        column.addSpacing(6)
        if differences:
            heads = (translate("ChangeTable", "In use"), translate("ChangeTable", "Will become"))
            height = _PICTURE if len(differences) <= _FEW else _SMALL_PICTURE
            column.addWidget(ChangeTable(self._desk, differences, heads, thumbnail=height))
        return made

    def _fit(self) -> None:
        """As wide as is good to read; as high as it needs, and beyond the window it scrolls."""
        width = min(_WIDTH, self.width() - _AROUND)
        self._card.setFixedWidth(width)
        inner = None if self._content is None else self._content.widget()
        layout = None if inner is None else inner.layout()
        if self._content is None or self._line is None or layout is None:
            return
        margins = self._body.contentsMargins()
        inside = width - margins.left() - margins.right()
        needed = layout.totalHeightForWidth(inside) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        below = self._line.heightForWidth(inside) if self._line.hasHeightForWidth() else self._line.sizeHint().height()
        others = margins.top() + margins.bottom() + 2 * self._body.spacing() + below + self.confirm.sizeHint().height()
        self._content.setFixedHeight(max(80, min(needed, self.height() - _AROUND - others)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms, after a moment in which no key is taken; arrows and page keys scroll a long question."""
        pages = _SCROLLS.get(Qt.Key(event.key()))
        if pages is not None and self._content is not None:
            bar = self._content.verticalScrollBar()
            bar.setValue(bar.value() + round(pages * bar.pageStep()))
            return
        if event.isAutoRepeat() or self._since.elapsed() < _DEAF_MS:
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            (self._back if self._back.hasFocus() else self.confirm).click()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The focus stays on the question."""
        del forward
        (self.confirm if self._back.hasFocus() else self._back).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the parent, however large it is."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil."""
        del event
        veil = QColor(theme.color("veil"))
        veil.setAlphaF(0.45)
        QPainter(self).fillRect(self.rect(), veil)


def _show_registry(line: MessageLine, record: DeclarationRecord, registry_name: str | None) -> None:
    """Show HGĐ's answer, and that the account is still as it was when the file was opened."""
    reply = record.hgd
    asked = translate("ChangeConfirmation", "Asked at {time}.").format(time=local(reply.asked_at).strftime("%H:%M:%S"))
    same = translate("ChangeConfirmation", "The account is as it was when the file was opened.")
    if reply.answer is HgdAnswer.MATCH:
        head = translate("ChangeConfirmation", "HGĐ: code and name match.")
        line.show_message("success", head, f"{asked} {same}", "equal")
    elif registry_name is not None:
        head = translate("ChangeConfirmation", "HGĐ writes «{name}»: taken for the same person.")
        line.show_message("amber", head.format(name=registry_name), f"{asked} {same}")
    elif reply.answer is HgdAnswer.NAME_DIFFERS and reply.entry is not None:
        head = translate("ChangeConfirmation", "HGĐ writes «{name}»: it is asked again on confirming.")
        line.show_message("amber", head.format(name=reply.entry.full_name), same)
    else:
        head = translate("ChangeConfirmation", "HGĐ is asked again on confirming.")
        line.show_message("information", head, same)


def told_words(messages: Sequence[MessagePreview]) -> str:
    """Say whom the change is told to, each once."""
    named = list(dict.fromkeys(phone_groups(message.address) for message in messages))
    if not named:
        return ""
    if len(named) == 1:
        return translate("ChangeConfirmation", "Told to {address}").format(address=named[0])
    words = translate("ChangeConfirmation", "Told to {addresses} and {last}")
    return words.format(addresses=", ".join(named[:-1]), last=named[-1])
