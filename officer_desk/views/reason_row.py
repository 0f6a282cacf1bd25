# SPDX-License-Identifier: Apache-2.0
"""One reason of the catalogue, to tick."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from officer_desk.catalogue import translate
from officer_desk.views import theme
from officer_desk.views.segments import draw_ring
from officer_desk.views.widgets.buttons import is_arrow

_BOX = 16


class ReasonRow(QCheckBox):
    """One reason: the whole row is the target; a chosen one stands on the selected ground, long words wrap."""

    stepped = Signal(int)
    """An arrow: 1 is down, -1 is up."""

    def __init__(self, text: str, *, proposed: bool) -> None:
        super().__init__(text)
        self.proposed = False
        self._hint = ""
        self.setAccessibleName(text)
        self.set_proposed(proposed)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_proposed(self, proposed: bool) -> None:
        """Mark it as proposed by the file itself, or not."""
        self.proposed = proposed
        self._hint = translate("ReasonsPanel", "proposed") if proposed else ""
        self.setAccessibleDescription(self._hint)
        self.update()

    def sizeHint(self) -> QSize:
        """One line of 27."""
        width = QFontMetrics(theme.font("body")).horizontalAdvance(self.text())
        return QSize(width + _BOX + 24 + self._hint_width(), 27)

    def minimumSizeHint(self) -> QSize:
        """Narrow rows wrap."""
        return QSize(140, 27)

    def hasHeightForWidth(self) -> bool:
        """Long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all lines."""
        return max(27, self._words_rect(width).height() + 10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down stay in the list; no arrow leaves it."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif is_arrow(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def hitButton(self, pos: object) -> bool:
        """Take clicks anywhere."""
        del pos
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, box, words and the hint."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "sel" if self.isChecked() else "hover" if self.underMouse() else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(self.rect(), 3, 3)
        paint_box(painter, 6, 6, checked=self.isChecked())
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink"))
        words = self._words_rect(self.width())
        words.moveTop((self.height() - words.height()) // 2)
        painter.drawText(words, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft, self.text())
        if self._hint:
            painter.setPen(theme.color("incomplete"))
            right = QRect(0, 0, self.width() - 6, self.height())
            painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._hint)
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), 3)

    def _hint_width(self) -> int:
        return QFontMetrics(theme.font("body")).horizontalAdvance(self._hint) + 14 if self._hint else 0

    def _words_rect(self, width: int) -> QRect:
        room = QRect(_BOX + 14, 0, max(60, width - _BOX - 20 - self._hint_width()), 2000)
        return QFontMetrics(theme.font("body")).boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())


def paint_box(painter: QPainter, left: int, top: int, *, checked: bool) -> None:
    """Paint a check box of 15 px."""
    painter.setPen(QPen(theme.color("acc" if checked else "ctl2"), 1))
    painter.setBrush(theme.color("acc" if checked else "surface"))
    painter.drawRoundedRect(QRectF(left + 0.5, top + 0.5, 15, 15), 3, 3)
    if checked:
        painter.drawPixmap(left + 2, top + 2, theme.pixmap("check-bold", "onacc", 12))
