# SPDX-License-Identifier: Apache-2.0
"""«Thông tin đăng ký thay đổi»: the one modal question of the desk, drawn over the file, with «Xác nhận»."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.records import Address, DeclarationRecord
from officer_desk.views import theme
from officer_desk.views.change_table import ChangeTable, changed_fields
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.notices import NoticeLines, notices
from officer_desk.views.widgets import Button

_WIDTH = 720
_DEAF_MS = 300
"""A key that was still being pressed for something else must not confirm."""


class ChangeConfirmation(QWidget):
    """Lies over its parent under a veil; Enter confirms, Esc goes back."""

    confirmed = Signal()
    went_back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self._card = Ground("surface", "line2", radius=6)
        self._body = QVBoxLayout(self._card)
        self._body.setContentsMargins(20, 16, 20, 16)
        self._content: QWidget | None = None
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

    def ask(self, record: DeclarationRecord, address_text: Callable[[Address], str], sent: str) -> None:
        """Ask about the changes of a file."""
        if self._content is not None:
            self._body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        count = len(changed_fields(record, address_text))
        self._content = _content(record, address_text, count)
        self._body.insertWidget(0, self._content)
        self._foot.setText(sent)
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self._card.setFixedWidth(min(_WIDTH, self.width() - 48))
        self.setAccessibleName(translate("ChangeConfirmation", "Registered information to be changed"))
        self.show()
        self.raise_()
        self._since.start()
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms, after a moment in which no key is taken."""
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
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil."""
        del event
        veil = QColor(theme.color("veil"))
        veil.setAlphaF(0.45)
        QPainter(self).fillRect(self.rect(), veil)


def _content(record: DeclarationRecord, address_text: Callable[[Address], str], count: int) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 10)
    column.setSpacing(6)
    head = QHBoxLayout()
    head.addWidget(Words(translate("ChangeConfirmation", "Registered information to be changed"), "section"), 1)
    head.addWidget(Words(record.number, "muted", figures=True))
    column.addLayout(head)
    words = translate("ChangeConfirmation", "{name} · code {code}. Update these {count} fields of the account?")
    declared = record.declared
    asked = words.format(name=declared.full_name, code=declared.insurance_code, count=count)
    column.addWidget(Words(asked, figures=True))
    column.addSpacing(6)
    column.addWidget(ChangeTable(record, address_text))
    lines = NoticeLines()
    # First into its place: shown without a parent it would come up as a window of its own.
    column.addWidget(lines)
    lines.show_notices([notice for notice in notices(record) if notice.tone != "information"][:1])
    return made
