# SPDX-License-Identifier: Apache-2.0
"""«Tin nhắn»: what was sent to citizens, what waits, and what a person must look at."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain import records
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.domain.records import MessageRecord, MessageRow, SendAgainDraft
from officer_desk.domain.values import MessageChannel, Role
from officer_desk.errors import Conflict, Refused
from officer_desk.services import outbox
from officer_desk.views import actions, message_words
from officer_desk.views.further_page import FurtherPage, moving_hints
from officer_desk.views.list_states import ListState, WayOn
from officer_desk.views.message_columns import columns
from officer_desk.views.message_detail import MessageDetail
from officer_desk.views.message_feed import MessageFeed
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.messages_head import MessagesHead
from officer_desk.views.record_table import RecordTable
from officer_desk.views.sidebar import count_words
from officer_desk.views.tables import RecordTableModel

_PATIENCE_MS = 300
"""After so long the page says that it is being loaded."""
_SETTLE_MS = 150
"""Changes that come one upon another (a dispatcher at work) refresh the rows once."""
_LOOK_MS = 10_000
"""So often the page looks again while it is shown: a try that failed leaves nothing by which it would be told."""
_WATCHED = frozenset({"outbox_message", "delivery_attempt", "mark"})
FAILED = "failed"
_ABOUT_ADDRESS = frozenset({"phone-shape", "email-shape"})
"""Refusals that belong under the field."""


class MessagesPage(FurtherPage):
    """The page asks through its feed, shows what comes, and tells which file is to be opened."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._status: str | None = None
        self._shown: records.MessagesPage | None = None
        self._busy = self._stale = self._focus_rows = self._keep_place = False
        self._feed = MessageFeed(desk, self)
        self.head = MessagesHead()
        self.notice = MessageStrip("surface")
        self._model: RecordTableModel[MessageRow] = RecordTableModel(
            columns(desk.now, self._way_state), lambda row: row.id, self
        )
        self.table = RecordTable(self._model, translate("MessagesPage", "Messages"))
        self.state = ListState()
        self.detail = MessageDetail()
        self._stack = QStackedWidget()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self._forbid()

    def _forbid(self) -> None:
        """Switch off what the officer's role may not do; the services refuse it anyway."""
        allowed = PERMITTED[Role.RECEPTION if self._desk.actor is None else self._desk.actor.role]
        if Task.SEND_MESSAGE not in allowed:
            self.detail.forbid_sending()
        if Task.PAUSE_MESSAGES not in allowed:
            self.head.forbid_pause()

    def _lay_out(self) -> None:
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.state)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._stack, 1)
        below.addWidget(self.detail)
        self.detail.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.notice)
        layout.addLayout(below, 1)

    def _connect(self) -> None:
        self._feed.came.connect(self._on_page)
        self._feed.grew.connect(self._on_more)
        self._feed.failed.connect(self._on_failed)
        self._patience.timeout.connect(self._show_loading)
        self._settle.timeout.connect(self.refresh)
        self._look.timeout.connect(self._look_again)
        self.head.refresh_wanted.connect(self.refresh)
        self.head.pause_wanted.connect(self.pause)
        self.head.chosen.connect(self.go_to)
        self.table.opened.connect(self._on_opened)
        self.table.moved.connect(self._on_moved)
        self.table.end_near.connect(self._feed.more)
        self.detail.open_wanted.connect(self.open_file)
        self.detail.send_wanted.connect(self._send_again)
        self.detail.told_wanted.connect(self._told_otherwise)
        self._desk.changed.connect(self._on_changed)

    def _bind_keys(self) -> None:
        actions.bind("refresh", self, self.refresh)
        actions.bind("send-again", self, self.detail.send_again)
        actions.bind("back", self, self._step_back)
        actions.bind("queue-before", self, lambda: self._step(-1))
        actions.bind("queue-after", self, lambda: self._step(1))

    # --- what is asked -------------------------------------------------------------------------------------------

    def go_to(self, status: str | None) -> None:
        """Show the messages of a status (None: all) and put the focus on the rows: the officer chose it."""
        self._focus_rows = True
        self.notice.clear()
        self._status = status
        self.head.show_current(status)
        self._patience.start()
        self._feed.ask(status)

    def refresh(self) -> None:
        """Ask again (F5); row and place stay. While another page is shown it waits for this one's turn."""
        if self._shown is not None and not self.isVisible():
            self._stale = True
            return
        if self._shown is None:
            self._patience.start()
        self._feed.refresh(self._status)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while a file was open."""
        super().showEvent(event)
        self._look.start()
        if self._stale:
            self._stale = False
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more while nobody sees it."""
        super().hideEvent(event)
        self._look.stop()

    def _look_again(self) -> None:
        if not self._feed.waiting and not self._busy:
            self.refresh()

    def enter(self, what: str | None) -> None:
        """Show the messages of a status from the top."""
        self.go_to(what)

    def come_back(self) -> None:
        """Put the focus back on the rows."""
        self.focus_rows()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Give the keys that are shown on the status line."""
        return (*moving_hints(), (actions.cap("send-again"), translate("MainWindow", "send again")))

    def focus_rows(self) -> None:
        """Put the focus where ↑ ↓ and Enter work on."""
        if self._stack.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.state.focus_first()

    def say(self, words: str) -> None:
        """Say what was done last, until the officer goes on."""
        if words:
            head, _, rest = words.partition(". ")
            self.notice.show_message("success", f"{head}." if rest else head, rest, closable=True)

    def _step_back(self) -> None:
        """Esc: from the message to the rows, from the rows to the list of files."""
        if self.detail.isAncestorOf(self.focusWidget() or self):
            self.focus_rows()
        else:
            self.closed.emit()

    def _step(self, by: int) -> None:
        """Go to the next button over the table: Ctrl+↑ ↓."""
        if not isinstance(QApplication.focusWidget(), QLineEdit):
            there = self.head.shown_statuses()
            here = there.index(self._status) if self._status in there else 0
            self.go_to(there[(here + by) % len(there)])

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & _WATCHED and self._desk.actor is not None and self._shown is not None:
            self._settle.start()

    # --- what comes ----------------------------------------------------------------------------------------------

    def _on_page(self, page: records.MessagesPage) -> None:
        self._patience.stop()
        again = self._shown is not None and self._shown.query.status == page.query.status
        self._shown = page
        self.head.show_counts(page.counts)
        self.head.show_paused(page.paused)
        self.head.show_ways(page.ways)
        if page.rows:
            self._show_rows(page, again=again)
        else:
            self._model.show(())
            self._show_empty(page)
        self.tell_status()
        if self._focus_rows:
            self._focus_rows = False
            self.focus_rows()

    def _show_rows(self, page: records.MessagesPage, *, again: bool) -> None:
        row, place = self.table.current_row(), self.table.verticalScrollBar().value()
        chosen = self._model.record(row)
        had_focus = self.state.isAncestorOf(QApplication.focusWidget() or self)
        self._model.show(page.rows)
        self._model.rebuild()
        self._stack.setCurrentWidget(self.table)
        self.detail.show()
        if had_focus:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if again and chosen is not None:
            # After an act the next message has its turn: the one that was acted upon leaves its place.
            kept = -1 if self._keep_place else self._model.row_of(chosen.id)
            self.table.restore(kept if kept >= 0 else min(row, self._model.rowCount() - 1), place)
        else:
            self.table.restore(0, 0)
        self._keep_place = False
        self._ask_detail()

    def _on_more(self, page: records.MessagesPage) -> None:
        self._model.append(page.rows)

    def _on_failed(self, error: Exception) -> None:
        self._patience.stop()
        self._shown = None
        self.state.show_failed(error, self.refresh)
        self._show_state()

    # --- what stands in the place of the rows --------------------------------------------------------------------

    def _show_loading(self) -> None:
        if self._feed.waiting and not self._feed.growing:
            self.state.show_loading(self._stop)
            self._show_state()

    def _stop(self) -> None:
        self._feed.stop()
        self.state.show_stopped(self.refresh)
        self.state.focus_first()

    def _show_empty(self, page: records.MessagesPage) -> None:
        status = page.query.status
        if not sum(page.counts.values()):
            head = translate("MessagesPage", "There are no messages yet.")
            text = translate("MessagesPage", "Messages to citizens appear here as soon as files are recorded.")
            self.state.show_state("mail", "ink2", head, text)
        else:
            ways = (WayOn(translate("MessagesPage", "Show all messages"), lambda: self.go_to(None)),)
            icon, token = ("list", "ink2") if status is None else message_words.look(status)
            if status == FAILED:
                icon, token = "circle-check", "approved"
                head = translate("MessagesPage", "No message has failed.")
            else:
                name = "" if status is None else message_words.status(status)
                head = translate("MessagesPage", "There is no message under «{name}».").format(name=name)
            self.state.show_state(icon, token, head, "", ways)
        self._show_state()

    def _show_state(self) -> None:
        inside = self.table.hasFocus() or self.state.isAncestorOf(QApplication.focusWidget() or self)
        self._stack.setCurrentWidget(self.state)
        self.detail.hide()
        self.detail.show_nothing()
        self.tell_status()
        if inside:
            self.state.focus_first()

    # --- the message that is looked at ---------------------------------------------------------------------------

    def _on_moved(self, _row: int) -> None:
        record = self._model.record(self.table.current_row())
        if record is None or self.detail.record is None or self.detail.record.row.id != record.id:
            self._ask_detail()

    def _ask_detail(self) -> None:
        row = self._model.record(self.table.current_row())
        if row is None:
            return
        if self.detail.record is not None and self.detail.record.row.id != row.id:
            self.detail.clear()
        self._desk.ask(self, outbox.open_message, row.id, then=self._on_message, otherwise=self._on_not_opened)

    def _on_message(self, record: MessageRecord) -> None:
        row, page = self._model.record(self.table.current_row()), self._shown
        if row is None or page is None or row.id != record.row.id:
            return
        self.detail.show_record(
            record, self._desk.now(), paused=page.paused, way_state=page.ways.get(record.row.channel, "open")
        )

    def _on_not_opened(self, error: Exception) -> None:
        self.detail.show_nothing()
        self.notice.show_message(
            "red", translate("MessagesPage", "The message could not be opened."), texts.sentence(error), closable=True
        )

    def _on_opened(self, _row: int) -> None:
        self.open_file()

    def open_file(self) -> None:
        """Open the file that the message belongs to (Enter)."""
        row = self._model.record(self.table.current_row())
        if row is not None:
            self.notice.clear()
            self.opened.emit(row.declaration_id, row.number)

    # --- acts ----------------------------------------------------------------------------------------------------

    def _send_again(self, draft: SendAgainDraft) -> None:
        self._begin()
        self._desk.act(self, outbox.send_again, draft, then=self._on_sent_again, otherwise=self._on_act_failed)

    def _on_sent_again(self, record: MessageRecord) -> None:
        self._end()
        self.detail.address.forget(record.row.id)
        where = message_words.address(record.row.channel, record.row.address)
        words = translate("MessagesPage", "The message is queued again. It goes to {address}.")
        if self._way_state(record.row.channel) == "unset":
            words = translate(
                "MessagesPage",
                "The message is queued again. It goes to {address} once the administrator has set the way.",
            )
        self.say(words.format(address=where))
        self._go_on()

    def _way_state(self, channel: MessageChannel) -> str:
        return "" if self._shown is None else self._shown.ways.get(channel, "")

    def _told_otherwise(self, outbox_id: int) -> None:
        self._begin()
        self._desk.act(self, outbox.told_otherwise, outbox_id, then=self._on_told, otherwise=self._on_act_failed)

    def _on_told(self, record: MessageRecord) -> None:
        self._end()
        words = translate("MessagesPage", "Noted that the citizen was told. File {number}.")
        self.say(words.format(number=record.row.number))
        self._go_on()

    def _go_on(self) -> None:
        self._keep_place = True
        self.refresh()

    def pause(self, paused: bool) -> None:
        """Stop or go on with sending, for all."""
        if not self._busy:
            self._begin()
            self._desk.act(self, outbox.pause, paused, then=self._on_paused, otherwise=self._on_act_failed)

    def _on_paused(self, _paused: bool) -> None:
        self._end()
        self.refresh()

    def _on_act_failed(self, error: Exception) -> None:
        self._end()
        left, self._focus_rows = self._focus_rows, False
        if left:
            self.detail.address.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(error, Refused) and error.reason in _ABOUT_ADDRESS:
            self.detail.show_refused(error)
            return
        moved = isinstance(error, Refused | Conflict)
        self.notice.show_message("amber" if moved else "red", texts.sentence(error), closable=True)
        if moved:
            self.refresh()

    def _begin(self) -> None:
        self._busy = True
        # The button that was pressed is switched off, and the message leaves its place: the rows are where it goes on.
        self._focus_rows = self.detail.isAncestorOf(QApplication.focusWidget() or self)
        self.notice.clear()
        self.detail.set_busy(True)

    def _end(self) -> None:
        self._busy = False
        self.detail.set_busy(False)

    def tell_status(self) -> None:
        """Say on the status line how many messages there are."""
        if self._shown is None:
            self.status_changed.emit("")
            return
        total = sum(self._shown.counts.values())
        words = translate("MessagesPage", "{count} messages in 30 days").format(count=count_words(total))
        if total == 1:
            words = translate("MessagesPage", "1 message in 30 days")
        self.status_changed.emit(words)
