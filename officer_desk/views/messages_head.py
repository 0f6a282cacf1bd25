# SPDX-License-Identifier: Apache-2.0
"""The head of «Tin nhắn»: its commands, a button with a count for each status, and how the two ways stand."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.values import MessageChannel
from officer_desk.views import actions, message_words, theme
from officer_desk.views.file_parts import FlowLayout
from officer_desk.views.segments import draw_ring
from officer_desk.views.sidebar import count_words
from officer_desk.views.widgets import Button, Chip, ElidedLabel, h_line, label

_HEAD = 48
_ICON = 15


class MessagesHead(QWidget):
    """A row of 48 with the commands, and a row of buttons under it."""

    refresh_wanted = Signal()
    pause_wanted = Signal(bool)
    """True: sending is to stop; False: it is to go on."""
    chosen = Signal(object)
    """The status that the officer wants to see; None: all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self._refresh = Button(
            translate("MessagesHead", "Refresh"), key=actions.cap("refresh"), kind="quiet", icon="refresh-cw"
        )
        self.pause = Button(translate("MessagesHead", "Pause all"), icon="pause")
        self.go_on = Button(translate("MessagesHead", "Go on sending"), icon="send", kind="on")
        self._filters = {status: FilterButton(status) for status in (None, *message_words.STATUSES)}
        self._ways = {channel: Chip(filled=False) for channel in MessageChannel}
        self._lay_out()
        self._refresh.clicked.connect(self.refresh_wanted)
        self.pause.clicked.connect(lambda: self.pause_wanted.emit(True))
        self.go_on.clicked.connect(lambda: self.pause_wanted.emit(False))
        self.show_paused(False)
        self.show_counts({})
        self.show_current(None)

    def _lay_out(self) -> None:
        subtitle = ElidedLabel(translate("MessagesHead", "SMS and email to citizens"), "muted")
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(label(translate("MessagesHead", "Messages"), "page"))
        top.addWidget(subtitle, 1)
        top.addWidget(self._refresh)
        top.addSpacing(4)
        top.addWidget(self.pause)
        top.addWidget(self.go_on)
        filters = FlowLayout(8, 6)
        for button in self._filters.values():
            filters.addWidget(button)
            button.clicked.connect(self._on_clicked)
        below = QHBoxLayout()
        below.setContentsMargins(12, 3, 12, 12)
        below.setSpacing(12)
        below.addLayout(filters, 1)
        for chip in self._ways.values():
            below.addWidget(chip)
            chip.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        top_row = QWidget()
        top_row.setLayout(top)
        top_row.setFixedHeight(_HEAD)
        whole.addWidget(top_row)
        whole.addLayout(below)
        whole.addWidget(h_line())

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many messages stand how; rare states have a button only when there is one."""
        for status, button in self._filters.items():
            count = sum(counts.values()) if status is None else counts.get(status, 0)
            button.show_count(count if counts or status is None else None)
            button.setVisible(status not in message_words.RARE or count > 0 or button.isChecked())

    def show_current(self, status: str | None) -> None:
        """Mark the status that is shown."""
        for one, button in self._filters.items():
            button.setChecked(one == status)

    def show_paused(self, paused: bool) -> None:
        """Offer to go on with sending while it is paused."""
        had_focus = self.pause.hasFocus() or self.go_on.hasFocus()
        self.pause.setVisible(not paused)
        self.go_on.setVisible(paused)
        if had_focus:
            (self.go_on if paused else self.pause).setFocus(Qt.FocusReason.OtherFocusReason)

    def forbid_pause(self) -> None:
        """Say on the buttons why this officer cannot pause sending."""
        why = translate("MessagesHead", "A supervisor or the administrator pauses sending.")
        for button in (self.pause, self.go_on):
            button.setEnabled(False)
            button.setToolTip(why)

    def show_ways(self, ways: Mapping[MessageChannel, str]) -> None:
        """Say how each way to the citizens stands."""
        for channel, chip in self._ways.items():
            if channel in ways:
                icon, token, word = message_words.way(ways[channel])
                chip.set(icon, f"{message_words.channel(channel)}: {word}", token)
                chip.setToolTip(message_words.way_tip(ways[channel]))
            chip.setVisible(channel in ways)

    def shown_statuses(self) -> list[str | None]:
        """Give the statuses whose buttons are there, in their order."""
        return [status for status, button in self._filters.items() if not button.isHidden()]

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, FilterButton):
            self.chosen.emit(button.status)


class FilterButton(QAbstractButton):
    """Shape, word and count of one status."""

    def __init__(self, status: str | None) -> None:
        super().__init__()
        self.status = status
        self._count: int | None = None
        self._icon, self._token = ("list", "ink2") if status is None else message_words.look(status)
        self.setText(translate("MessagesHead", "All") if status is None else message_words.status(status))
        self.setAccessibleName(self.text())
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int | None) -> None:
        """Show the number of messages; None: not known."""
        if count != self._count:
            self._count = count
            words = translate("MessagesHead", "{count} messages")
            self.setAccessibleDescription("" if count is None else words.format(count=count_words(count)))
            self.updateGeometry()
            self.update()

    def nextCheckState(self) -> None:
        """Leave the mark to whoever shows the rows."""

    def sizeHint(self) -> QSize:
        """Give the room for icon, word and count."""
        words = QFontMetrics(theme.font("button")).horizontalAdvance(self.text())
        count = QFontMetrics(theme.figures("body")).horizontalAdvance(self._count_words())
        return QSize(11 + _ICON + 7 + words + (6 + count if count else 0) + 10, 30)

    def minimumSizeHint(self) -> QSize:
        """Never cut the word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, icon, word, count and ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(theme.color("acc" if on else "ctl"), 1))
        painter.setBrush(theme.color("sel" if on else "hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        plain = on and self._token in {"ink2", "waiting"}
        pixmap = theme.pixmap(self._icon, "accink" if plain else self._token, _ICON)
        painter.drawPixmap(11, (self.height() - _ICON) // 2, pixmap)
        area = self.rect().adjusted(11 + _ICON + 7, 0, -10, 0)
        painter.setFont(theme.font("button"))
        painter.setPen(theme.color("accink" if on else "ink"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        painter.setFont(theme.figures("body"))
        painter.setPen(theme.color("accink" if on else "ink2"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._count_words())
        if self.hasFocus():
            draw_ring(painter, self.rect().toRectF(), 4)

    def _count_words(self) -> str:
        return "" if self._count is None else count_words(self._count)
