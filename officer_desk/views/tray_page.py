# SPDX-License-Identifier: Apache-2.0
"""«Tờ khai đã quét»: stacks of signed forms file themselves here; pages without a readable code wait for a number."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import FromTrayDraft, SignedPageRecord, StackPage, StackReport
from officer_desk.errors import Refused
from officer_desk.services import declarations, signed_pages
from officer_desk.views import actions, dialogs
from officer_desk.views.further_page import FurtherPage
from officer_desk.views.keeping_focus import keeps_focus
from officer_desk.views.list_states import ListState, WayOn
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.record_table import RecordTable
from officer_desk.views.sidebar import grouped
from officer_desk.views.tables import RecordTableModel
from officer_desk.views.tray_box import TrayBox
from officer_desk.views.tray_columns import result_columns, waiting_columns
from officer_desk.views.tray_filing import StackFiling
from officer_desk.views.tray_head import RESULTS, WAITING, TrayHead
from officer_desk.views.tray_words import report_words
from officer_desk.views.widgets import Button

_LIST = 300
_SETTLE_MS = 150
"""Changes that come one upon another (a stack under way) refresh the rows once."""
_ABOUT_NUMBER = frozenset({"number-unknown", "signed-number-many", "file-destroyed"})
"""Refusals that belong under the box."""


class TrayPage(FurtherPage):
    """Shows what waits, and after a stack what became of each of its pages."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages: tuple[SignedPageRecord, ...] | None = None
        self._report: StackReport | None = None
        self._busy = self._stale = False
        self._filed: SignedPageRecord | None = None
        self.filing = StackFiling(desk, self)
        self.head = TrayHead()
        self.notice = MessageStrip("surface")
        self._waiting: RecordTableModel[SignedPageRecord] = RecordTableModel(
            waiting_columns(), lambda page: page.id, self
        )
        self.waiting = RecordTable(self._waiting, translate("Tray", "Pages that wait"))
        self._results: RecordTableModel[StackPage] = RecordTableModel(result_columns(), lambda page: page.page, self)
        self.results = RecordTable(self._results, translate("Tray", "What became of the pages"))
        self.box = TrayBox(desk)
        self.state = ListState()
        self._stack = QStackedWidget()
        self._both = QWidget()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect()
        self._bind_keys()

    def _lay_out(self) -> None:
        self.waiting.setFixedWidth(_LIST)
        both = QHBoxLayout(self._both)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self.waiting)
        both.addWidget(self.box, 1)
        for page in (self._both, self.results, self.state):
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self.state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.head.files_wanted.connect(self.choose_files)
        self.head.folder_wanted.connect(self.choose_folder)
        self.head.scan_wanted.connect(self.filing.scan)
        self.head.stop_wanted.connect(self._stop)
        self.head.refresh_wanted.connect(self.refresh)
        self.head.chosen.connect(self._show)
        self.filing.came.connect(self._on_report)
        self.filing.failed.connect(self._on_stack_failed)
        self.filing.progressed.connect(self.head.show_progress)
        self.filing.running_changed.connect(self._on_running)
        self.waiting.moved.connect(self._on_moved)
        self.waiting.opened.connect(self._on_chosen)
        self.results.opened.connect(self._open_result)
        self.box.file_wanted.connect(self._file)
        self.box.throw_wanted.connect(self._throw)
        self.box.step_wanted.connect(self._step)
        self._settle.timeout.connect(self.refresh)
        self._desk.changed.connect(self._on_changed)

    def _bind_keys(self) -> None:
        actions.bind("refresh", self, self.refresh)
        actions.bind("back", self, self._step_back)
        actions.bind("import", self, self.choose_files)
        actions.bind("scan", self, self.filing.scan)
        actions.bind("undo", self, self._take_back)
        actions.bind("throw-out", self, self.box.ask_throw)
        actions.bind("queue-before", self, partial(self._show, WAITING))
        actions.bind("queue-after", self, partial(self._show, RESULTS))
        for key, tool in (
            ("pictures-all", "fit"),
            ("actual-size", "ratio"),
            ("zoom-in", "in"),
            ("zoom-out", "out"),
            ("rotate-left", "left"),
            ("rotate-right", "right"),
        ):
            actions.bind(key, self, partial(self.box.view.press, tool))

    # --- the page of the window --------------------------------------------------------------------------------------

    def enter(self, what: str | None) -> None:
        """Show what waits now."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def come_back(self) -> None:
        """Put the focus back where the officer works on."""
        self._focus()

    def tell_status(self) -> None:
        """Say on the status line how many pages wait."""
        if self._pages is None:
            self.status_changed.emit("")
            return
        words = translate("Tray", "{count} pages wait for their number")
        self.status_changed.emit(words.format(count=grouped(len(self._pages))))

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Give the keys that the status line shows."""
        return (
            ("↑ ↓", translate("MainWindow", "choose")),
            ("Enter", translate("Tray", "put on its file")),
            (actions.cap("throw-out"), translate("Tray", "throw out")),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was in view."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _step_back(self) -> None:
        if self.box.is_asking:
            self.box.stop_asking()
        else:
            self.closed.emit()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "signed_page" in tables and self._desk.actor is not None and self._pages is not None:
            self._settle.start()

    # --- what waits --------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask again (F5); while another page is in view it waits for this one's turn."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._desk.ask(self, signed_pages.tray, then=self._on_tray, otherwise=self._on_failed)

    def _on_tray(self, pages: tuple[SignedPageRecord, ...]) -> None:
        row = max(0, self.waiting.current_row())
        at = None if self.box.page is None else self.box.page.id
        self._pages = pages
        self._waiting.show(pages)
        place = next((place for place, page in enumerate(pages) if page.id == at), min(row, len(pages) - 1))
        self.head.show_counts(len(pages), None if self._report is None else len(self._report.pages))
        if pages:
            self.waiting.select(place)
            self.box.show_page(pages[place])
        else:
            self.box.show_page(None)
        self._show(self.head.switch.current)
        self.tell_status()

    def _on_failed(self, error: Exception) -> None:
        self._pages = None
        self.state.show_failed(error, self.refresh)
        self._stack.setCurrentWidget(self.state)
        self.tell_status()

    def _show(self, what: int) -> None:
        """Show the pages that wait, or what became of the last stack."""
        if self._pages is None or (what == RESULTS and self._report is None):
            return
        self.head.switch.set_current(what)
        if what == RESULTS:
            self._stack.setCurrentWidget(self.results)
        elif self._pages:
            self._stack.setCurrentWidget(self._both)
        else:
            self._show_empty()
        self._focus()

    def _show_empty(self) -> None:
        ways = (
            WayOn(self.head.files.text(), self.choose_files, actions.cap("import")),
            WayOn(self.head.scan.text(), self.filing.scan, actions.cap("scan")),
        )
        self.state.show_state(
            "scan-line",
            "ink2",
            translate("Tray", "No page waits for its number"),
            translate("Tray", "Scan the stack of signed forms, or choose scans: each finds its file by its code."),
            () if self.filing.running else ways,
        )
        self._stack.setCurrentWidget(self.state)

    def _focus(self) -> None:
        """Stand where the next key belongs; whoever is elsewhere on the screen stays there."""
        if not self.isVisible():
            return
        shown = self._stack.currentWidget()
        if shown is self._both:
            self.box.take_focus()
        elif shown is self.results:
            self.results.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.state.focus_first()

    def _on_moved(self, row: int) -> None:
        page = self._waiting.record(row)
        if page is not None and (self.box.page is None or self.box.page.id != page.id):
            self.box.show_page(page)

    def _on_chosen(self, _row: int) -> None:
        self.box.take_focus()

    def _step(self, by: int) -> None:
        row = self.waiting.current_row() + by
        if 0 <= row < len(self._waiting.records):
            self.waiting.select(row)
            self.box.take_focus()

    # --- acts --------------------------------------------------------------------------------------------------------

    def _file(self, page_id: int, number: str) -> None:
        if self._busy:
            return
        self._begin()
        draft = FromTrayDraft(page_id, number)
        self._desk.act(self, signed_pages.file_from_tray, draft, then=self._on_filed, otherwise=self._on_act_failed)

    def _on_filed(self, page: SignedPageRecord) -> None:
        self._end()
        self._filed = page
        words = translate("Tray", "The page is on file {number} now.").format(number=page.number)
        self.notice.show_message("success", words, closable=True)
        back = Button(translate("Tray", "Take it back"), actions.cap("undo"), icon="undo-2")
        back.clicked.connect(self._take_back)
        self.notice.line.add_action(back)
        self.box.show_page(None)
        self.refresh()

    def _take_back(self) -> None:
        """Ctrl+Z: the page that was put on a file last waits again."""
        if self._filed is None or self._busy:
            return
        self._begin()
        page, self._filed = self._filed, None
        self._desk.act(self, signed_pages.back_to_tray, page.id, then=self._on_back, otherwise=self._on_act_failed)

    def _on_back(self, _done: None) -> None:
        self._end()
        self.notice.show_message("information", translate("Tray", "The page waits again."), closable=True)
        self.refresh()

    def _throw(self, page_id: int) -> None:
        if self._busy:
            return
        self._begin()
        self._desk.act(self, signed_pages.throw_out, page_id, then=self._on_thrown, otherwise=self._on_act_failed)

    def _on_thrown(self, _done: None) -> None:
        self._end()
        self.notice.show_message("information", translate("Tray", "The page was thrown out."), closable=True)
        self.box.show_page(None)
        self.refresh()

    def _on_act_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Refused) and error.reason in _ABOUT_NUMBER:
            self.box.complain(texts.sentence(error))
            return
        self.notice.show_message("red", texts.sentence(error), closable=True)
        self.refresh()

    def _begin(self) -> None:
        self._busy = True
        self.notice.clear()
        self.box.set_busy(True)

    def _end(self) -> None:
        self._busy = False
        self.box.set_busy(False)
        self.box.take_focus()

    # --- stacks ------------------------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ctrl+O: ask for scans and file them."""
        if not self.filing.running:
            words = translate("Tray", "Scans (*.pdf *.tif *.tiff *.jpg *.jpeg *.png)")
            self.file(dialogs.choose_files(self, translate("Tray", "Choose scans"), words))

    def choose_folder(self) -> None:
        """Ask for a folder of scans and file them."""
        if not self.filing.running:
            folder = dialogs.choose_folder(self, translate("Tray", "Choose a folder of scans"))
            self.file(() if folder is None else (folder,))

    def file(self, paths: Sequence[Path]) -> None:
        """File a stack in the background."""
        if paths:
            self.notice.clear()
            self.filing.file(paths, "files")

    def _stop(self) -> None:
        self.filing.stop()
        self.head.stop.setEnabled(False)

    @keeps_focus
    def _on_running(self) -> None:
        self.head.show_running(running=self.filing.running)
        if self._pages == () and self._stack.currentWidget() is self.state:
            self._show_empty()

    def _on_report(self, report: StackReport) -> None:
        self._report = report
        self._results.show(report.pages)
        bad = next((row for row, page in enumerate(report.pages) if page.outcome != "filed"), 0)
        if report.pages:
            self.results.select(bad)
        tone, head, words = report_words(report)
        self.notice.show_message(tone, head, words, closable=True)
        self.head.show_counts(len(self._pages or ()), len(report.pages))
        self.head.switch.set_current(RESULTS)
        self.refresh()

    def _on_stack_failed(self, error: Exception) -> None:
        self.notice.show_message("red", translate("Tray", "The stack stopped."), texts.sentence(error), closable=True)
        self.refresh()

    def _open_result(self, row: int) -> None:
        page = self._results.record(row)
        if page is None:
            return
        if page.number is None:
            self._show(WAITING)
            return
        self._desk.ask(
            self,
            declarations.find,
            page.number,
            then=partial(self._on_found, page.number),
            otherwise=self._on_act_failed,
        )

    def _on_found(self, number: str, declaration_id: int | None) -> None:
        if declaration_id is not None:
            self.opened.emit(declaration_id, number)
