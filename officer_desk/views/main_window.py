# SPDX-License-Identifier: Apache-2.0
"""The desk's one window: top bar, queues, the page in hand, status line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import day_of, format_clock
from officer_desk.domain.records import DeclarationRecord, SearchQuery
from officer_desk.domain.values import Queue
from officer_desk.services import declarations
from officer_desk.views import actions
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.office_names import OfficeNames
from officer_desk.views.rail import Rail
from officer_desk.views.registry_state import RegistryState, registry_state, short_time
from officer_desk.views.search_page import SearchPage
from officer_desk.views.shortcuts_sheet import ShortcutsSheet
from officer_desk.views.sidebar import Sidebar
from officer_desk.views.status_line import StatusLine
from officer_desk.views.top_bar import TopBar

if TYPE_CHECKING:
    from officer_desk.views.declaration_page import DeclarationPage
    from officer_desk.views.import_panel import ImportPanel
    from officer_desk.views.print_preview import PrintPreviewPage

_TICK_MS = 1000
_SETTLE_MS = 150
_ROOMY = 1600
"""From this width on the head of the open file also has room for its place in the list."""


class MainWindow(QMainWindow):
    """Built when an officer has signed in. `badge` is the sample office's own widget; a real office passes none."""

    signed_out = Signal()

    def __init__(self, desk: Desk, badge: QWidget | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._names = OfficeNames(desk, self)
        self._office_code = "" if desk.actor is None else desk.actor.office_code
        self.top_bar = TopBar(badge)
        self.banner = MessageStrip()
        self.sidebar = Sidebar()
        self.rail = Rail()
        self.search_page = SearchPage(desk, self._names)
        self.status_line = StatusLine(_hints())
        self.pages = QStackedWidget()
        self._file_page: DeclarationPage | None = None
        self._print_page: PrintPreviewPage | None = None
        self._import_panel: ImportPanel | None = None
        self._query = SearchQuery(self._office_code)
        self._open_id = 0
        self._before_search: tuple[str, int] | None = None
        """What stood in the quick box, and which file was open, when another one was searched for from it."""
        self._may_close = self._closing = False
        self._day = day_of(desk.now())
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.setWindowTitle(translate("MainWindow", "Reception desk"))
        self.setMinimumSize(1024, 600)
        self.pages.addWidget(self.search_page)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addWidget(self.rail)
        middle.addWidget(self.pages, 1)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.banner)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status_line)
        self.setCentralWidget(whole)
        self.rail.hide()

    def _connect(self) -> None:
        self.top_bar.sign_out_wanted.connect(self._sign_out)
        self.top_bar.shortcuts_wanted.connect(self.show_shortcuts)
        box = self.top_bar.quick_box
        box.paused.connect(self._on_box_paused)
        box.entered.connect(self._on_box_entered)
        box.left.connect(self._on_box_left)
        self.sidebar.chosen.connect(self._show_queue)
        self.rail.chosen.connect(self._show_queue)
        page = self.search_page
        page.opened.connect(self.open_file)
        page.queue_shown.connect(self._mark_queue)
        page.text_dropped.connect(box.reset)
        page.import_wanted.connect(self._import)
        page.status_changed.connect(self.status_line.show_words)
        self._names.learned.connect(self._show_office)
        self._desk.changed.connect(self._on_changed)
        self._settle.timeout.connect(self._ask_counts)
        self._clock.timeout.connect(self._on_tick)
        actions.bind("shortcuts", self, self.show_shortcuts)
        actions.bind("quick-search", self, box.focus)

    def start(self) -> None:
        """Show the list of the actor's office; the focus is on its rows."""
        self.top_bar.show_officer(self._desk.actor)
        self._names.learn([self._office_code])
        self._show_office()
        self._ask_counts()
        self._ask_registry()
        self._clock.start()
        self._on_tick()
        self._show_queue(Queue.ALL)

    def tell_recovery_left(self, left: int) -> None:
        """Tell once how many recovery codes are left to an officer who signed in with one."""
        if left:
            words = translate("MainWindow", "{left} recovery codes left.").format(left=left)
            if left == 1:
                words = translate("MainWindow", "1 recovery code left.")
            self.search_page.notice.show_message("information", words, closable=True)
        else:
            head = translate("MainWindow", "No recovery code is left.")
            text = translate("MainWindow", "Without the phone only the administrator can help you in.")
            self.search_page.notice.show_message("amber", head, text, closable=True)

    # --- pages ---------------------------------------------------------------------------------------------------

    def open_file(self, declaration_id: int, query: SearchQuery) -> None:
        """Open a file of the list that `query` gave."""
        page = self._the_file_page()
        if not query.text:
            self._before_search = None
        self._query, self._open_id = query, declaration_id
        self._show_page(page)
        page.open(declaration_id, query)
        if self.width() >= _ROOMY:
            page.set_window_line(self.search_page.place_of(declaration_id))

    def show_list(self) -> None:
        """Go back to the list, which catches up with what changed."""
        self._show_page(self.search_page)
        box = self.top_bar.quick_box
        if " ".join(box.text().split()) != self.search_page.query.text:
            box.setText(self.search_page.query.text)
        self.search_page.select_file(self._open_id)
        self.search_page.focus_list()

    def show_shortcuts(self) -> None:
        """Show the sheet of all keys (F1)."""
        ShortcutsSheet.open_over(self)

    def _show_page(self, page: QWidget) -> None:
        on_list = page is self.search_page or page is self._import_panel
        self.sidebar.setVisible(on_list)
        self.rail.setVisible(not on_list)
        self.status_line.setVisible(on_list)
        self.status_line.show_hints(page is self.search_page)
        self.pages.setCurrentWidget(page)
        self.sidebar.show_current(None if page is self._import_panel else self.search_page.queue)
        if page is self.search_page:
            self.search_page.tell_status()
        else:
            self.status_line.show_words("")

    def _the_file_page(self) -> DeclarationPage:
        from officer_desk.views.declaration_page import DeclarationPage  # noqa: PLC0415 - not needed to start

        if self._file_page is None:
            self._file_page = DeclarationPage(self._desk)
            self._file_page.closed.connect(self.show_list)
            self._file_page.print_requested.connect(self._show_print)
            self._file_page.next_requested.connect(self._on_next_requested)
            self._connect_guidance(self._file_page)
            self.pages.addWidget(self._file_page)
        return self._file_page

    def _connect_guidance(self, page: DeclarationPage) -> None:
        from officer_desk.views.guidance_printing import GuidancePrinting  # noqa: PLC0415 - not needed to start

        printing = GuidancePrinting(self._desk, self)
        page.guidance_requested.connect(printing.put_out)
        printing.printed.connect(page.show_success)
        printing.failed.connect(partial(page.body.say, "amber"))

    def _show_print(self, record: DeclarationRecord) -> None:
        from officer_desk.views.print_preview import PrintPreviewPage  # noqa: PLC0415 - not needed to start

        if self._print_page is None:
            self._print_page = PrintPreviewPage(self._desk, self._desk.office.settings.form_template)
            self._print_page.closed.connect(self._on_print_closed)
            self.pages.addWidget(self._print_page)
        self._show_page(self._print_page)
        self._print_page.open(record)

    def _on_print_closed(self) -> None:
        if self._file_page is not None:
            self._show_page(self._file_page)

    def _on_next_requested(self) -> None:
        """Go on to the file after the open one in the list that it came from; at its end back to the list."""
        shown = None if self._file_page is None else self._file_page.record_shown
        self._desk.ask(
            self,
            declarations.next_after,
            self._query,
            self._open_id if shown is None else shown.id,
            then=self._on_next,
            otherwise=self._on_next_failed,
        )

    def _on_next(self, declaration_id: int | None) -> None:
        if declaration_id is not None:
            self.open_file(declaration_id, self._query)
            return
        if self._before_search is not None:
            self._come_back(*self._before_search)
        else:
            self.show_list()
        if self._file_page is not None:
            self.search_page.say(self._file_page.success.text)
            self._file_page.success.clear()

    def _come_back(self, text: str, declaration_id: int) -> None:
        """A single file was searched for from another one: go on in the list where that one stands."""
        self._before_search = None
        self._show_page(self.search_page)
        self.top_bar.quick_box.setText(text)
        self.search_page.come_back(text, declaration_id)

    def _on_next_failed(self, _error: Exception) -> None:
        """The list says what is wrong, in its place."""
        self.show_list()
        self.search_page.refresh()

    def _import(self) -> None:
        from officer_desk.views.import_panel import ImportPanel  # noqa: PLC0415 - not needed to start

        if self._import_panel is None:
            self._import_panel = ImportPanel(self._desk)
            self._import_panel.closed.connect(self.show_list)
            self.pages.addWidget(self._import_panel)
        self._show_page(self._import_panel)
        self._import_panel.choose()

    # --- quick box and queues --------------------------------------------------------------------------------------

    def _on_box_paused(self, text: str) -> None:
        if self.pages.currentWidget() is self.search_page:
            self.search_page.search_text(text, entered=False)

    def _on_box_entered(self, text: str) -> None:
        self._leave_file(partial(self._search_entered, text))

    def _search_entered(self, text: str) -> None:
        if self.pages.currentWidget() in (self.search_page, self._import_panel):
            self._before_search = None
        elif self._before_search is None:
            self._before_search = (self._query.text, self._open_id)
        self._show_page(self.search_page)
        self.search_page.search_text(text, entered=True)

    def _on_box_left(self) -> None:
        if self.pages.currentWidget() is self.search_page:
            self.search_page.search_text("", entered=False)
            self.search_page.focus_list()
        elif (page := self.pages.currentWidget()) is not None:
            page.setFocus()

    def _show_queue(self, queue: Queue) -> None:
        self._leave_file(partial(self._go_to_queue, queue))

    def _go_to_queue(self, queue: Queue) -> None:
        self._before_search = None
        self._show_page(self.search_page)
        self.search_page.go_to_queue(queue)

    def _mark_queue(self, queue: Queue) -> None:
        self.sidebar.show_current(queue)
        self.rail.show_current(queue)

    def _leave_file(self, go_on: Callable[[], None]) -> None:
        """Go on; where something typed in the open file would be lost, its page asks first."""
        if self._file_page is not None and self.pages.currentWidget() is self._file_page:
            self._file_page.leave(go_on)
        else:
            go_on()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless something typed would be lost: then the open file asks, and «Thoát» closes."""
        if not self._may_close:
            self._closing = True
            self._leave_file(self._allow_closing)
            self._closing = False
        event.setAccepted(self._may_close)

    def _allow_closing(self) -> None:
        self._may_close = True
        if not self._closing:
            self.close()

    def _sign_out(self) -> None:
        self._leave_file(self.signed_out.emit)

    # --- what is known of the desk ---------------------------------------------------------------------------------

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "declaration" in tables and self._desk.actor is not None:
            self._settle.start()

    def _ask_counts(self) -> None:
        self._desk.ask(self, declarations.counts, then=self._show_counts, otherwise=self._on_counts_failed)

    def _show_counts(self, counts: Mapping[Queue, int]) -> None:
        self.sidebar.show_counts(counts)
        self.rail.show_counts(counts)
        self.search_page.show_counts(counts)

    def _on_counts_failed(self, _error: Exception) -> None:
        """No number is better than an old one; the list itself says what is wrong."""
        self._show_counts({})

    def _ask_registry(self) -> None:
        self._desk.work(
            self,
            registry_state,
            self._desk.gateways.households,
            then=self._show_registry,
            otherwise=self._on_registry_failed,
        )

    def _show_registry(self, state: RegistryState) -> None:
        if state.taken_at is not None:
            words = translate("MainWindow", "HGĐ: extract of {time}").format(time=short_time(state.taken_at))
            self.status_line.show_extract(words)
        if state.trouble is None:
            self.banner.clear()
        else:
            self._on_registry_failed(state.trouble)

    def _on_registry_failed(self, error: Exception) -> None:
        self.banner.show_message("amber", translate("MainWindow", "HGĐ cannot be asked."), texts.sentence(error))

    def _show_office(self) -> None:
        self.top_bar.show_office(self._names.name(self._office_code), self._office_code)

    def _on_tick(self) -> None:
        now = self._desk.now()
        self.status_line.show_clock(format_clock(now))
        if day_of(now) != self._day:
            self._day = day_of(now)
            self.search_page.day_changed()
            self._ask_counts()
            self._ask_registry()


def _hints() -> tuple[tuple[str, str], ...]:
    return (
        ("↑ ↓", translate("MainWindow", "choose")),
        (actions.cap("open"), translate("MainWindow", "open the file")),
        (actions.cap("expand"), translate("MainWindow", "more criteria")),
        (actions.cap("quick-search"), translate("MainWindow", "quick box")),
    )
