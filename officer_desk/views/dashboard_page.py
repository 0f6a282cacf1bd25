# SPDX-License-Identifier: Apache-2.0
"""«Giám sát»: the numbers of the office's queue, its plots, the files behind each number, and who does what."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.boards import BoardList
from officer_desk.domain.calendar import format_seconds
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.domain.records import (
    AssignDraft,
    AssignReport,
    BoardNumbers,
    BoardPage,
    BoardQuery,
    OfficerLoad,
)
from officer_desk.domain.values import Role
from officer_desk.services import assigning
from officer_desk.views import actions
from officer_desk.views import dashboard_words as words
from officer_desk.views.assign_panel import AssignPanel, assigned_words
from officer_desk.views.dashboard_cards import NumberCards
from officer_desk.views.dashboard_charts import BoardPlots
from officer_desk.views.dashboard_feed import BoardFeed
from officer_desk.views.dashboard_list import BoardFiles, is_open
from officer_desk.views.dashboard_officers import BoardOfficers
from officer_desk.views.further_page import FurtherPage
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.plot_view import Plotter
from officer_desk.views.sidebar import Place
from officer_desk.views.widgets import Button, ElidedLabel, label

_SETTLE_MS = 150
"""Changes that come one upon another refresh the board once."""
_LOOK_MS = 10_000
"""So often it looks again while it is shown: a claim that lapses and a day that ends leave nothing to be told by."""
_WATCHED = frozenset({"declaration", "assignment", "claim", "escalation", "second_look", "officer", "assessment"})
_HEAD = 48


class DashboardPage(FurtherPage):
    """Asks through its feed and shows what comes: the widgets stay, only what they say changes."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._from: QWidget | None = None
        """The number from which the officer came to the files: Esc goes back there."""
        allowed = PERMITTED[Role.RECEPTION if desk.actor is None else desk.actor.role]
        self._subtitle = ElidedLabel("", "muted")
        self.report = Button(translate("DashboardPage", "Report"), key=actions.cap("reports"), icon="download")
        if Task.REPORT not in allowed:
            self.report.hide()
        self.notice = MessageStrip("surface")
        self.cards = NumberCards()
        self.plots = BoardPlots(Plotter(desk, self))
        self.files = BoardFiles(desk.now, may_assign=Task.ASSIGN in allowed)
        self.officers = BoardOfficers()
        self.panel = AssignPanel(desk)
        self.feed = BoardFeed(desk, self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._look = QTimer(self, interval=_LOOK_MS)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self._lay_out()
        self._connect()
        self._bind_keys()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        head.setSpacing(8)
        head.addWidget(label(translate("DashboardPage", "Supervision"), "page"))
        head.addWidget(self._subtitle, 1)
        head.addWidget(self.report)
        head_row = QWidget()
        head_row.setLayout(head)
        head_row.setFixedHeight(_HEAD)
        above = QVBoxLayout()
        above.setContentsMargins(14, 0, 14, 0)
        above.setSpacing(12)
        above.addWidget(self.cards)
        above.addWidget(self.plots)
        lists = QHBoxLayout()
        lists.setContentsMargins(0, 0, 14, 12)
        lists.setSpacing(18)
        lists.addWidget(self.files, 1)
        lists.addWidget(self.officers)
        inside = QWidget()
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside.setProperty("ground", "surface")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addSpacing(14)
        whole.addWidget(self.panel)
        whole.addLayout(lists, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head_row)
        layout.addWidget(self.notice)
        layout.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self.feed.numbers_came.connect(self._on_numbers)
        self.feed.page_came.connect(self._on_page)
        self.feed.loads_came.connect(self._on_loads)
        self.feed.charts_came.connect(self.plots.show_charts)
        self.feed.failed.connect(self._on_failed)
        self._settle.timeout.connect(self.refresh)
        self._look.timeout.connect(self.refresh)
        self.report.clicked.connect(lambda: self.elsewhere.emit(Place.REPORTS, None))
        self.cards.wanted.connect(self._show_number)
        self.files.wanted.connect(self._show_number)
        self.plots.wanted.connect(self.show_files)
        self.officers.wanted.connect(self.show_files)
        self.files.opened.connect(self.opened)
        self.files.queue_wanted.connect(self.elsewhere)
        self.files.more_wanted.connect(self._show_more)
        self.files.assign_wanted.connect(self.assign)
        self.officers.dropped.connect(self._give)
        self.panel.assigned.connect(self._on_assigned)
        self.panel.closed.connect(self._on_panel_closed)
        self._desk.changed.connect(self._on_changed)

    def _bind_keys(self) -> None:
        actions.bind("refresh", self, self.refresh)
        actions.bind("assign", self, self.assign)
        actions.bind("back", self, self._step_back)
        actions.bind("queue-before", self, partial(self._step, -1))
        actions.bind("queue-after", self, partial(self._step, 1))

    # --- coming and going --------------------------------------------------------------------------------------------

    def enter(self, what: str | None) -> None:
        """Show the board with the focus on its first number."""
        self.notice.clear()
        self._focus_number()
        self.refresh()

    def come_back(self) -> None:
        """Put the focus back on the files."""
        self.files.focus_rows()

    def tell_status(self) -> None:
        """Say what the board is for."""
        self.status_changed.emit(translate("DashboardPage", "Each number opens the very files that it counts"))

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Give the keys that the status line shows."""
        return (
            ("Tab", translate("DashboardPage", "next number")),
            (actions.cap("open"), translate("DashboardPage", "open")),
            (actions.cap("assign"), translate("DashboardPage", "assign")),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        self._look.start()
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more while nobody sees it."""
        super().hideEvent(event)
        self._look.stop()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & _WATCHED and self._desk.actor is not None:
            self._settle.start()

    def refresh(self) -> None:
        """Ask anew (F5); while another page is shown it waits for this one's turn."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.feed.refresh()

    # --- what comes --------------------------------------------------------------------------------------------------

    def _on_numbers(self, numbers: BoardNumbers) -> None:
        self.cards.show_numbers(numbers)
        self.files.show_all(numbers)
        moment = format_seconds(numbers.at)[-8:]
        self._subtitle.set_whole(
            translate("DashboardPage", "the queue of the office, as of {time}").format(time=moment)
        )
        if self.feed.query is None:
            first = (BoardList.DUE_SOON, BoardList.WAITING)
            what = next((one for one in first if numbers.counts[one]), BoardList.OPEN)
            self.feed.query = BoardQuery(what)
            self.cards.show_current(what)
            if any(card.hasFocus() for card in self.cards.cards.values()):
                self._focus_number()

    def _on_page(self, page: BoardPage) -> None:
        self.files.show_page(page, words.title(page.query, self.officers.name))

    def _on_loads(self, loads: tuple[OfficerLoad, ...]) -> None:
        self.officers.show_loads(loads)

    def _on_failed(self, error: Exception) -> None:
        self._stale = True
        self.cards.show_numbers(None)
        self._subtitle.set_whole("")
        self.files.show_failed(error, self._try_again)

    def _try_again(self) -> None:
        if self.feed.query is not None:
            self.feed.ask(self.feed.query)
        self.refresh()

    # --- numbers -----------------------------------------------------------------------------------------------------

    def _show_number(self, what: BoardList) -> None:
        self.show_files(BoardQuery(what))

    def show_files(self, query: BoardQuery) -> None:
        """Show the files of a number, and go to them."""
        focus = QApplication.focusWidget()
        self._from = focus if focus is not None and self.isAncestorOf(focus) else None
        self.notice.clear()
        self.panel.close_panel()
        self.cards.show_current(query.what)
        self.feed.ask(query)
        self.files.focus_rows()

    def _show_more(self) -> None:
        query = self.feed.query
        if query is not None and self.files.page is not None and self.files.page.query == query:
            self.feed.ask(replace(query, limit=query.limit * 2))

    def _focus_number(self) -> None:
        cards = self.cards.cards
        query = self.feed.query
        here = None if query is None else cards.get(query.what)
        (here or next(iter(cards.values()))).setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        """Go to the next of the six numbers: Ctrl+↑ ↓."""
        if isinstance(QApplication.focusWidget(), QLineEdit):
            return
        lists = list(self.cards.cards)
        query = self.feed.query
        here = lists.index(query.what) if query is not None and query.what in lists else -by if by > 0 else 0
        self.show_files(BoardQuery(lists[(here + by) % len(lists)]))

    def _step_back(self) -> None:
        """Esc: from assigning to the files, from these to their number, from a table to its plot, then to the list."""
        if self.panel.close_panel() or self.plots.step_back():
            return
        if self.files.has_focus():
            if self._from is not None and self._from.isVisible() and not self.files.isAncestorOf(self._from):
                self._from.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._focus_number()
            return
        self.closed.emit()

    # --- assigning ---------------------------------------------------------------------------------------------------

    def assign(self) -> None:
        """Ctrl+M: ask to whom the chosen files go."""
        if self.files.assign.isVisibleTo(self):
            self.panel.ask([(row.id, row.file.number) for row in self.files.chosen() if is_open(row)])
            # It takes the plots' place, so that the chosen rows stay where they are.
            self.plots.setHidden(self.panel.isVisibleTo(self))

    def _on_panel_closed(self) -> None:
        self.plots.show()
        self.files.focus_rows()

    def _give(self, officer_id: int, files: tuple[int, ...]) -> None:
        draft = AssignDraft(files, officer_id)
        self._desk.act(self, assigning.assign, draft, then=self._on_assigned, otherwise=self._on_not_assigned)

    def _on_assigned(self, report: AssignReport) -> None:
        self.notice.show_message("success", *assigned_words(report), closable=True)

    def _on_not_assigned(self, error: Exception) -> None:
        self.notice.show_message("amber", texts.sentence(error), closable=True)
