# SPDX-License-Identifier: Apache-2.0
"""The three assessments as cards, the question «Công dân đã đến?», and the box that takes a near name for the same."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout

from officer_desk.catalogue import translate
from officer_desk.views import theme
from officer_desk.views.file_parts import FlowLayout, Ground, Words
from officer_desk.views.reason_row import paint_box
from officer_desk.views.segments import draw_ring
from officer_desk.views.widgets import Button, key_cap_size
from officer_desk.views.widgets.buttons import is_arrow
from officer_desk.views.widgets.key_cap import paint_key_cap

_HEIGHT = 44


class VerdictCard(QRadioButton):
    """One assessment: 44 high, its key at the right; none is chosen beforehand."""

    def __init__(self, text: str, key: str) -> None:
        super().__init__(text)
        self._key = key
        self.setAccessibleName(text)
        # With the exclusive group of radio buttons none could be taken back.
        self.setAutoExclusive(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """One line of words."""
        words = QFontMetrics(theme.font("button")).horizontalAdvance(self.text())
        return QSize(words + 52 + key_cap_size(self._key).width(), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Narrow cards wrap."""
        return QSize(120, _HEIGHT)

    def hasHeightForWidth(self) -> bool:
        """Long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all lines."""
        return max(_HEIGHT, self._words(width).height() + 16)

    def hitButton(self, pos: object) -> bool:
        """Take clicks anywhere."""
        del pos
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow leaves the focus where it is."""
        if is_arrow(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """Chosen once, a card stays chosen until another is."""
        self.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, ring, words and key."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, able = self.isChecked(), self.isEnabled()
        box = QRectF(self.rect())
        ground = "sel" if on else "disbg" if not able else "hover" if self.underMouse() else "surface"
        width = 2 if on or self.hasFocus() else 1
        line = "acc" if on else "focus" if self.hasFocus() else "ctl" if able else "line"
        painter.setPen(QPen(theme.color(line), width))
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box.adjusted(width / 2, width / 2, -width / 2, -width / 2), 4, 4)
        if on and self.hasFocus():
            draw_ring(painter, box.adjusted(3, 3, -3, -3), 3)
        self._paint_dot(painter, on=on, able=able)
        painter.setFont(_heavy() if on else theme.font("button"))
        painter.setPen(theme.color("accink" if on else "ink" if able else "dis"))
        words = self._words(self.width())
        words.moveTop((self.height() - words.height()) // 2 - 1)
        painter.drawText(words, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft, self.text())
        cap = "acc" if on else "ctl" if able else "dis"
        left = self.width() - 11 - key_cap_size(self._key).width()
        ink = theme.color("accink" if on else "ink2" if able else "dis")
        paint_key_cap(painter, left, self.height() / 2, self._key, theme.color(cap), ink)

    def _paint_dot(self, painter: QPainter, *, on: bool, able: bool) -> None:
        ring = QRectF(11.5, self.height() / 2 - 7.5, 15, 15)
        painter.setPen(QPen(theme.color("acc" if on else "ctl2" if able else "line"), 1))
        painter.setBrush(theme.color("acc" if on else "surface"))
        painter.drawEllipse(ring)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("onacc"))
            painter.drawEllipse(ring.center(), 3, 3)

    def _words(self, width: int) -> QRect:
        right = 18 + key_cap_size(self._key).width()
        room = QRect(35, 0, max(50, width - 35 - right), 2000)
        return QFontMetrics(_heavy()).boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())


class CameQuestion(Ground):
    """«Công dân đã đến?»: not modal, the focus on the answer; Enter says yes."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__("surface", "focus", radius=4)
        self.yes = Button(translate("CameQuestion", "Has come"), "Enter", kind="on", icon="user-check")
        self.no = Button(translate("CameQuestion", "Has not come"))
        self._head = Words(translate("CameQuestion", "Has the citizen come?"), "strong")
        words = Words(
            translate(
                "CameQuestion", "A registration needs the person at the counter. «Has come» receives the file too."
            ),
            "muted",
        )
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._head)
        left.addWidget(words)
        buttons = FlowLayout(gap=8, row_gap=6)
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 11, 14, 11)
        row.setSpacing(14)
        row.addLayout(left, 3)
        row.addLayout(buttons, 2)
        self.setAccessibleName(self._head.text())
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))

    def ask(self) -> None:
        """Stand with the focus on yes."""
        self.show()
        self.yes.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives the answer that has the focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and not event.isAutoRepeat():
            (self.no if self.no.hasFocus() else self.yes).click()
        else:
            super().keyPressEvent(event)


class SamePersonBox(QCheckBox):
    """«Tôi xác nhận … là cùng một người»: the explicit confirmation of a near name; the space bar sets it."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def ask(self, declared: str, registered: str, officer: str) -> None:
        """Ask about two names."""
        self.setChecked(False)
        self.setText(
            translate("SamePersonBox", "I confirm that «{declared}» and «{registered}» are the same person").format(
                declared=declared, registered=registered
            )
        )
        self.setAccessibleName(self.text())
        self._words = translate(
            "SamePersonBox",
            "Traced under the name of {officer}, with HGĐ's question and answer. The account bears the name in HGĐ.",
        ).format(officer=officer)
        self.setAccessibleDescription(self._words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Two or three lines."""
        return QSize(560, self.heightForWidth(max(self.width(), 560)))

    def minimumSizeHint(self) -> QSize:
        """Narrow boxes wrap."""
        return QSize(300, 60)

    def hasHeightForWidth(self) -> bool:
        """Long names wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all lines."""
        head, rest = self._rects(width)
        return head.height() + rest.height() + 26

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow leaves the focus where it is."""
        if is_arrow(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def hitButton(self, pos: object) -> bool:
        """Take clicks anywhere."""
        del pos
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, box, words and key."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.hasFocus() or self.isChecked()
        width = 2 if strong else 1
        painter.setPen(QPen(theme.color("focus" if strong else "ctl"), width))
        painter.setBrush(theme.color("surface"))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 4, 4)
        paint_box(painter, 14, self.height() // 2 - 8, checked=self.isChecked())
        head, rest = self._rects(self.width())
        painter.setFont(_heavy())
        painter.setPen(theme.color("ink"))
        painter.drawText(head.translated(0, 11), Qt.TextFlag.TextWordWrap, self.text())
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink2"))
        painter.drawText(rest.translated(0, 13 + head.height()), Qt.TextFlag.TextWordWrap, self._words)
        key = translate("Actions", "Space")
        left = self.width() - 13 - key_cap_size(key).width()
        paint_key_cap(painter, left, self.height() / 2, key, theme.color("ctl"), theme.color("ink2"))

    def _rects(self, width: int) -> tuple[QRect, QRect]:
        right = 30 + key_cap_size(translate("Actions", "Space")).width()
        room = QRect(42, 0, max(120, width - 42 - right), 2000)
        flag = Qt.TextFlag.TextWordWrap
        head = QFontMetrics(_heavy()).boundingRect(room, flag, self.text())
        return head, QFontMetrics(theme.font("body")).boundingRect(room, flag, self._words)


def _heavy() -> QFont:
    return theme.font("head")
