# SPDX-License-Identifier: Apache-2.0
"""The desk's one window: top bar, queues, the page in hand, status line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import day_of, format_clock
from officer_desk.domain.records import DeclarationRecord, SearchQuery
from officer_desk.domain.values import Queue, Role
from officer_desk.services import declarations
from officer_desk.views import actions
from officer_desk.views.desk_banner import DeskBanner
from officer_desk.views.desk_conditions import DeskConditions
from officer_desk.views.further_pages import FurtherPages
from officer_desk.views.going_on import GoingOn
from officer_desk.views.list_feed import LISTED
from officer_desk.views.office_names import OfficeNames
from officer_desk.views.rail import Rail
from officer_desk.views.recovery_left import recovery_words
from officer_desk.views.scan_ways import ScanWays
from officer_desk.views.search_page import SearchPage
from officer_desk.views.shortcuts_sheet import ShortcutsSheet
from officer_desk.views.sidebar import Place, Sidebar, places_of
from officer_desk.views.status_line import StatusLine
from officer_desk.views.success_line import SuccessLine
from officer_desk.views.top_bar import TopBar
from officer_desk.views.tray_watch import TrayWatch
from officer_desk.views.undoing import Undoing

if TYPE_CHECKING:
    from officer_desk.views.declaration_page import DeclarationPage
    from officer_desk.views.print_preview import PrintPreviewPage

_TICK_MS = 1000
_SETTLE_MS = 150
_ROOMY = 1600
"""From this width on the head of the open file also has room for its place in the list."""


class MainWindow(QMainWindow):
    """Built when an officer has signed in. `badge` is the sample office's own widget; a real office passes none."""

    signed_out = Signal()
    cover_wanted = Signal()
    """The screen is to be covered now (Ctrl+L)."""
    theme_wanted = Signal(str)
    """"dark" or "light"."""

    def __init__(self, desk: Desk, badge: QWidget | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._names = OfficeNames(desk, self)
        self._office_code = "" if desk.actor is None else desk.actor.office_code
        self.top_bar = TopBar(badge)
        self.banner = DeskBanner()
        self.conditions = DeskConditions(desk, self.banner, self)
        self.sidebar = Sidebar()
        self.rail = Rail()
        self.search_page = SearchPage(desk, self._names)
        self.status_line = StatusLine()
        self.pages = QStackedWidget()
        self.further = FurtherPages(desk, self.pages)
        self.tray = TrayWatch(desk, self.further.look_for_scans, self)
        self.undoing = Undoing(desk, self)
        self.success = SuccessLine(self.undoing)
        self._file_page: DeclarationPage | None = None
        self._print_page: PrintPreviewPage | None = None
        self._before_print: QWidget = self.search_page
        self.going_on = GoingOn(desk, SearchQuery(self._office_code), self)
        self.scanned = ScanWays(desk, self)
        self._may_close = self._closing = False
        self._opens_next = True
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
        right = QVBoxLayout()
        right.addWidget(self.success)
        right.addWidget(self.scanned.line)
        right.addWidget(self.pages, 1)
        middle.addLayout(right, 1)
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
        self.top_bar.cover_wanted.connect(self.cover_wanted)
        self.top_bar.theme_wanted.connect(self.theme_wanted)
        box = self.top_bar.quick_box
        box.paused.connect(self._on_box_paused)
        box.entered.connect(self._on_box_entered)
        box.left.connect(self._on_box_left)
        self.sidebar.chosen.connect(self._show)
        self.rail.chosen.connect(self._show)
        self.banner.wanted.connect(self._show)
        self.further.file_wanted.connect(self._open_from)
        self.further.elsewhere.connect(self._show)
        self.further.list_wanted.connect(self._show_query)
        self.further.closed.connect(self.show_list)
        self.further.status_changed.connect(self.status_line.show_words)
        self.conditions.registry_known.connect(self.status_line.show_registry)
        self._desk.reading_progressed.connect(self.status_line.reading.show_progress)
        self.status_line.reading.switched.connect(self._desk.reading_switched)
        self.conditions.failed_known.connect(self.sidebar.show_failed)
        self.conditions.failed_known.connect(self.rail.show_failed)
        self.tray.waiting_known.connect(self.sidebar.show_waiting)
        self.tray.waiting_known.connect(self.rail.show_waiting)
        page = self.search_page
        page.opened.connect(self.open_file)
        page.queue_shown.connect(self._mark)
        page.text_dropped.connect(box.reset)
        page.import_wanted.connect(self._import)
        page.day_list_wanted.connect(self._show_day_list)
        page.status_changed.connect(self._show_list_status)
        self.success.print_requested.connect(self._show_print)
        self.undoing.taken_back.connect(self._on_taken_back)
        self.going_on.file_wanted.connect(self.open_file)
        self.going_on.list_wanted.connect(self._come_back)
        self.going_on.ended.connect(self._on_file_closed)
        self.going_on.failed.connect(self._on_next_failed)
        self._names.learned.connect(self._show_office)
        self._desk.changed.connect(self._on_changed)
        self._settle.timeout.connect(self._ask_counts)
        self._clock.timeout.connect(self._on_tick)
        actions.bind("shortcuts", self, self.show_shortcuts)
        actions.bind("quick-search", self, box.focus)
        actions.bind("cover", self, self.cover_wanted.emit)
        actions.bind("undo", self.success, self.undoing.take_back)

    def start(self) -> None:
        """Show the list of the actor's office; the focus is on its rows."""
        self.top_bar.show_officer(self._desk.actor)
        self._names.learn([self._office_code])
        self._show_office()
        self._ask_counts()
        role = Role.RECEPTION if self._desk.actor is None else self._desk.actor.role
        if Place.REPORTS in places_of(role):
            actions.bind("reports", self, partial(self._show, Place.REPORTS))
        self.sidebar.show_places(places_of(role))
        self.rail.show_places(places_of(role))
        self.conditions.start()
        self.tray.start()
        self._clock.start()
        self._on_tick()
        self._go_to(Queue.ALL)

    def tell_recovery_left(self, left: int) -> None:
        """Tell once how many recovery codes are left to an officer who signed in with one."""
        self.search_page.notice.show_message(*recovery_words(left), closable=True)

    # --- pages ---------------------------------------------------------------------------------------------------

    def open_file(self, declaration_id: int, query: SearchQuery) -> None:
        """Open a file of the list that `query` gave."""
        page = self._the_file_page()
        self.going_on.open(declaration_id, query)
        self.show_page(page)
        page.open(declaration_id, query)
        if self.width() >= _ROOMY:
            page.set_window_line(self.search_page.place_of(declaration_id))

    def _open_from(self, place: Place, declaration_id: int, number: str) -> None:
        """Open a file from another page than the list; from there the officer comes back to that page."""
        self.open_file(declaration_id, SearchQuery(self._office_code, number=number))
        self.going_on.came_from = place
        self.rail.show_current(place)

    def _show_query(self, query: SearchQuery) -> None:
        """Show in the list what stands behind a number of another page."""
        self.show_page(self.search_page)
        self.search_page.show_query(query)

    def _on_file_closed(self) -> None:
        if self.going_on.came_from is None:
            self.show_list()
            return
        page = self.further.page(self.going_on.came_from)
        self.show_page(page)
        page.come_back()

    def show_list(self) -> None:
        """Go back to the list, which catches up with what changed."""
        self.show_page(self.search_page)
        box = self.top_bar.quick_box
        if " ".join(box.text().split()) != self.search_page.query.text:
            box.setText(self.search_page.query.text)
        self.search_page.select_file(self.going_on.open_id)
        self.search_page.focus_list()

    def show_shortcuts(self) -> None:
        """Show the sheet of all keys (F1)."""
        ShortcutsSheet.open_over(self)

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front, and around it what belongs to it."""
        on_file = page is self._file_page or page is self._print_page
        self.sidebar.setVisible(not on_file)
        self.rail.setVisible(on_file)
        self.status_line.setVisible(not on_file)
        self.scanned.line.clear()
        self.status_line.show_hints(self.further.hints(page))
        self.pages.setCurrentWidget(page)
        self.success.set_wanted(page is not self._file_page)
        self.banner.show_place(self.further.place_of(page), on_file=on_file)
        if page is self.search_page:
            self._mark(self.search_page.queue)
            self.search_page.tell_status()
        elif not on_file:
            self._mark(self.further.place_of(page))
            self.further.tell_status(page)

    def _the_file_page(self) -> DeclarationPage:
        from officer_desk.views.declaration_page import DeclarationPage  # noqa: PLC0415 - not needed to start

        if self._file_page is None:
            self._file_page = DeclarationPage(self._desk, self.undoing)
            self._file_page.closed.connect(self._on_file_closed)
            self._file_page.print_requested.connect(self._show_print)
            self._file_page.next_requested.connect(self._on_next_requested)
            self._file_page.goes_on = self._opens_next
            self._connect_guidance(self._file_page)
            self.pages.addWidget(self._file_page)
        return self._file_page

    def set_opens_next(self, opens: bool) -> None:
        """Open the next file by itself after «Ghi nhận», or stay with the one that was decided."""
        self._opens_next = self.top_bar.opens_next = opens
        if self._file_page is not None:
            self._file_page.goes_on = opens

    @property
    def file_page(self) -> DeclarationPage | None:
        """The page of the open file, while it is in view."""
        return self._file_page if self.pages.currentWidget() is self._file_page else None

    def _show_list_status(self, words: str) -> None:
        """The list also tells what comes while another page is shown."""
        if self.pages.currentWidget() is self.search_page:
            self.status_line.show_words(words)

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
        page = self.pages.currentWidget()
        if page is not None and page is not self._print_page:
            self._before_print = page
        self.show_page(self._print_page)
        self._print_page.open(record)

    def _on_print_closed(self) -> None:
        self.show_page(self._before_print)

    def _on_next_requested(self) -> None:
        """Go on to the file after the open one in the list that it came from; at its end back to the list."""
        shown = None if self._file_page is None else self._file_page.record_shown
        self.going_on.next(None if shown is None else shown.id)

    def _on_taken_back(self, declaration_id: int, query: SearchQuery | None) -> None:
        """Open the file whose decision was taken back, in the list from which it was decided."""
        self.open_file(declaration_id, query or self.going_on.query)

    def _come_back(self, text: str, declaration_id: int) -> None:
        """A single file was searched for from another one: go on in the list where that one stands."""
        self.show_page(self.search_page)
        self.top_bar.quick_box.setText(text)
        self.search_page.come_back(text, declaration_id)

    def _on_next_failed(self, _error: Exception) -> None:
        """The list says what is wrong, in its place."""
        self.show_list()
        self.search_page.refresh()

    def _show_day_list(self) -> None:
        page = self.further.day_list()
        self.show_page(page)
        page.open()

    def _import(self) -> None:
        panel = self.further.import_panel()
        self.show_page(panel)
        panel.choose()

    # --- quick box and queues --------------------------------------------------------------------------------------

    def _on_box_paused(self, text: str) -> None:
        if self.pages.currentWidget() is self.search_page:
            self.search_page.search_text(text, entered=False)

    def _on_box_entered(self, text: str) -> None:
        self.leave(partial(self._search_entered, text))

    def _search_entered(self, text: str) -> None:
        self.remember_place()
        self.show_page(self.search_page)
        self.search_page.search_text(text, entered=True)

    def remember_place(self) -> None:
        """Another file is searched for: from an open one the officer comes back to its list."""
        self.going_on.search(on_file=not self.rail.isHidden())

    def show_search(self, text: str) -> None:
        """Show in the list what a number finds; it stands in the quick box."""
        self.show_page(self.search_page)
        self.top_bar.quick_box.setText(text)
        self.search_page.search_text(text, entered=False)
        self.search_page.focus_list()

    def _on_box_left(self) -> None:
        if self.pages.currentWidget() is self.search_page:
            self.search_page.search_text("", entered=False)
            self.search_page.focus_list()
        elif (page := self.pages.currentWidget()) is not None:
            page.setFocus()

    def _show(self, what: Queue | Place, status: str | None = None) -> None:
        """Show a queue or a page, as soon as the one in view may be left; `status`: of messages."""
        self.leave(partial(self._go_to, what, status))

    def _go_to(self, what: Queue | Place, status: str | None = None) -> None:
        self.going_on.forget_search()
        self.undoing.move_on()
        if isinstance(what, Queue):
            self.show_page(self.search_page)
            self.search_page.go_to_queue(what)
        else:
            page = self.further.page(what)
            self.show_page(page)
            page.enter(status)

    def _mark(self, what: Queue | Place | None) -> None:
        self.sidebar.show_current(what)
        self.rail.show_current(what)

    def leave(self, go_on: Callable[[], None]) -> None:
        """Go on; where something typed would be lost, the page in view asks first."""
        page = self.pages.currentWidget()
        if self._file_page is not None and page is self._file_page:
            self._file_page.leave(go_on)
        else:
            self.further.leave(page, go_on)

    def changeEvent(self, event: QEvent) -> None:
        """Take on another look where the style sheet does not reach."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.top_bar.renew_look()
            self.status_line.renew_look()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless something typed would be lost: then the open file asks, and «Thoát» closes."""
        if not self._may_close:
            self._closing = True
            self.leave(self._allow_closing)
            self._closing = False
        event.setAccepted(self._may_close)

    def _allow_closing(self) -> None:
        self._may_close = True
        if not self._closing:
            self.close()

    def _sign_out(self) -> None:
        self.leave(self.signed_out.emit)

    # --- what is known of the desk ---------------------------------------------------------------------------------

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & LISTED and self._desk.actor is not None:
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

    def _show_office(self) -> None:
        self.top_bar.show_office(self._names.name(self._office_code), self._office_code)

    def _on_tick(self) -> None:
        now = self._desk.now()
        self.status_line.show_clock(format_clock(now))
        if day_of(now) != self._day:
            self._day = day_of(now)
            self.search_page.day_changed()
            self._ask_counts()
            self.conditions.ask_registry()
