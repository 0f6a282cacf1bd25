# SPDX-License-Identifier: Apache-2.0
"""The text of a message as it goes out, on paper: as high as it needs, and in less room it scrolls by itself."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views.file_parts import Ground, Words, scrolled

_LEAST = 96
"""Five lines stay in view, however little room there is."""
_BORDER = 1


class MessagePaper(Ground):
    """Subject and words. It gives way before what can be done with the message is pushed out of view."""

    def __init__(self) -> None:
        self._content = _BORDER
        super().__init__("surface", "line", radius=4)
        self._subject = Words("", "heavy", selectable=True)
        self._body = Words("", "table", figures=True, selectable=True)
        inner = QWidget()
        self._text = QVBoxLayout(inner)
        self._text.setContentsMargins(10, 8, 10, 8)
        self._text.setSpacing(6)
        self._text.addWidget(self._subject)
        self._text.addWidget(self._body)
        self._text.addStretch(1)
        self._area = scrolled(inner, translate("MessageDetail", "Content"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_BORDER, _BORDER, _BORDER, _BORDER)
        whole.addWidget(self._area)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_text(self, subject: str, body: str) -> None:
        """Show other words, from their beginning; the same ones stay where they were scrolled to."""
        if (subject, body) != (self._subject.text(), self._body.text()):
            self._area.verticalScrollBar().setValue(0)
        self._subject.setText(subject)
        self._subject.setVisible(bool(subject))
        self._body.setText(body)
        self._measure()

    def sizeHint(self) -> QSize:
        """Ask for the least: what is left over comes from the stretch."""
        return QSize(200, min(self._content, _LEAST))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def _measure(self) -> None:
        """Take no more than the whole text."""
        self._text.invalidate()
        self._content = self._text.totalHeightForWidth(self.width() - 2 * _BORDER) + 2 * _BORDER
        self.setMaximumHeight(self._content)
        self.updateGeometry()
