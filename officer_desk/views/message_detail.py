# SPDX-License-Identifier: Apache-2.0
"""One message at the right of «Tin nhắn»: why it stands as it does, where it goes, what it says, what can be done."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import local
from officer_desk.domain.records import AttemptRecord, MessageRecord, SendAgainDraft
from officer_desk.domain.values import MessageChannel
from officer_desk.views import actions, message_words, theme
from officer_desk.views.address_field import AddressField
from officer_desk.views.file_parts import FlowLayout, Ground, Words, scrolled
from officer_desk.views.message_paper import MessagePaper
from officer_desk.views.widgets import Button, h_line, label, restyle

WIDTH = 360
_SIDE = 16
_AGAIN = frozenset({"failed", "told-otherwise"})
"""These can be sent again."""
_UNTOLD = frozenset({"failed", "queued"})
"""Of these the citizen may have heard in another way."""


class MessageDetail(Ground):
    """A panel of 360 that scrolls inside; empty until a message is shown."""

    send_wanted = Signal(object)
    """A SendAgainDraft: the failed message is to be sent again."""
    told_wanted = Signal(int)
    """The citizen was told in another way."""
    open_wanted = Signal()

    def __init__(self) -> None:
        self._record: MessageRecord | None = None
        self._seen: tuple[MessageRecord, datetime, bool, str] | None = None
        super().__init__("surf2", "line", "left")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(translate("MessageDetail", "Message"))
        self._busy = False
        self._may_send = True
        self._icon = QLabel()
        self._head = Words("", "section")
        self._cause = Words("", "body", figures=True, selectable=True)
        self.address = AddressField()
        self._to = Words("", "strong", figures=True, selectable=True)
        self._to_caption = label(translate("MessageDetail", "Sent to"), "label")
        self._paper = MessagePaper()
        self._foot = Words("", "label", figures=True)
        self._attempts = QVBoxLayout()
        self._attempts_caption = label(translate("MessageDetail", "Tries"), "label")
        self.open = Button(translate("MessageDetail", "Open the file"), key=actions.cap("open"), icon="file-text")
        self.told = Button(translate("MessageDetail", "Told another way"), kind="quiet", icon="check")
        self._inner = QWidget()
        self._lay_out()
        self._connect()
        self.show_nothing()

    def _lay_out(self) -> None:
        self._icon.setFixedSize(20, 24)
        self._head.setMinimumHeight(24)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._head, 1)
        self._attempts.setSpacing(0)
        acts = FlowLayout(gap=8, row_gap=6)
        acts.addWidget(self.open)
        acts.addWidget(self.told)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(_SIDE, 12, _SIDE - 2, 12)
        column.setSpacing(0)
        column.addLayout(top)
        column.addSpacing(2)
        column.addWidget(self._cause)
        column.addSpacing(12)
        column.addWidget(self._to_caption)
        column.addSpacing(2)
        column.addWidget(self._to)
        column.addWidget(self.address)
        column.addSpacing(12)
        column.addWidget(label(translate("MessageDetail", "Content"), "label"))
        column.addSpacing(3)
        column.addWidget(self._paper, 1)
        column.addSpacing(3)
        column.addWidget(self._foot)
        column.addSpacing(12)
        column.addWidget(self._attempts_caption)
        column.addLayout(self._attempts)
        column.addSpacing(14)
        column.addLayout(acts)
        column.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(scrolled(self._inner, translate("MessageDetail", "Message")))

    def _connect(self) -> None:
        self.address.send_wanted.connect(self._on_send)
        self.open.clicked.connect(self.open_wanted)
        self.told.clicked.connect(self._on_told)

    # --- what is shown -------------------------------------------------------------------------------------------

    @property
    def record(self) -> MessageRecord | None:
        """The message that is shown, and that the acts are about."""
        return self._record

    def changeEvent(self, event: QEvent) -> None:
        """Show everything anew in another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._record is not None and self._seen is not None:
            record, now, paused, way_state = self._seen
            self._seen = None
            self.show_record(record, now, paused=paused, way_state=way_state)

    def clear(self) -> None:
        """Let go of the message: the acts have nothing to act upon until another one is shown."""
        self.address.leave()
        self._record = None
        self._show_acts()

    def show_nothing(self) -> None:
        """Show no message at all, not even the former one."""
        self.clear()
        self._seen = None
        self._inner.hide()

    def show_record(self, record: MessageRecord, now: datetime, *, paused: bool, way_state: str) -> None:
        """Show a message; what was typed as its address stays."""
        before, self._seen = self._seen, (record, now, paused, way_state)
        if self._record is not None and before is not None and (before[0], *before[2:]) == (record, paused, way_state):
            return
        row = record.row
        self._record = record
        icon, token = message_words.look(row.status)
        self._icon.setPixmap(theme.pixmap(icon, token, 20))
        self._head.setText(message_words.head(row.status))
        self._head.setProperty("tone", token)
        restyle(self._head)
        self._cause.setText(message_words.cause(record, now, paused=paused, way_state=way_state))
        again = self._may_send and row.status in _AGAIN
        self.address.setVisible(again)
        self._to.setVisible(not again)
        self._to_caption.setVisible(not again)
        if again:
            self.address.show_address(record)
        self._to.setText(message_words.address(row.channel, row.address))
        self._paper.show_text(record.subject if row.channel is MessageChannel.EMAIL else "", record.body)
        self._foot.setText(message_words.foot(record))
        self._show_attempts(record.attempts, now)
        self._show_acts()
        self._inner.show()

    def _show_attempts(self, attempts: Sequence[AttemptRecord], now: datetime) -> None:
        while (item := self._attempts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._attempts_caption.setVisible(bool(attempts))
        for attempt in sorted(attempts, key=lambda one: one.at, reverse=True):
            self._attempts.addWidget(_attempt_row(attempt, now))
            self._attempts.addWidget(h_line("hair"))

    def forbid_sending(self) -> None:
        """Whoever decides no files sends no messages either: there is only what can be read."""
        self._may_send = False
        self._show_acts()

    def set_busy(self, busy: bool) -> None:
        """An act is on its way: no second one until it has its answer."""
        self._busy = busy
        self._show_acts()

    def show_refused(self, error: Exception) -> None:
        """Say under the address why it was not sent again; what was typed stays."""
        self.address.show_error(texts.sentence(error))

    def _show_acts(self) -> None:
        record = self._record
        ready = record is not None and not self._busy
        self.address.set_ready(ready)
        self.open.setEnabled(record is not None)
        self.told.setEnabled(ready)
        self.told.setVisible(self._may_send and record is not None and record.row.status in _UNTOLD)

    # --- acts ----------------------------------------------------------------------------------------------------

    def send_again(self) -> None:
        """Ctrl+R: send the failed message to the address in the field, if that can be one."""
        if self._may_send and self._record is not None and self._record.row.status in _AGAIN and not self._busy:
            self.address.send()

    def _on_send(self, address: str) -> None:
        if self._record is not None and not self._busy:
            self.send_wanted.emit(SendAgainDraft(self._record.row.id, address, self._record.row.tries))

    def _on_told(self) -> None:
        if self._record is not None and not self._busy:
            self.told_wanted.emit(self._record.row.id)


def _attempt_row(attempt: AttemptRecord, now: datetime) -> QWidget:
    same_day = local(attempt.at).date() == local(now).date()
    time = label(local(attempt.at).strftime("%H:%M:%S" if same_day else "%d/%m %H:%M"), "table", figures=True)
    time.setProperty("tone", "ink2")
    time.setFixedWidth(66 if same_day else 84)
    said = Words(message_words.outcome(attempt), "table", figures=True)
    said.setToolTip(attempt.detail)
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 4, 0, 4)
    across.setSpacing(0)
    across.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(said, 1)
    return row
