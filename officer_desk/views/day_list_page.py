# SPDX-License-Identifier: Apache-2.0
"""«Danh sách tiếp nhận trong ngày»: the pages as they will be, for any day, and the way to paper or to a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.background import Job
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import day_of, format_day
from officer_desk.domain.records import DayList, DayListDraft
from officer_desk.gateways.disk import write_whole
from officer_desk.gateways.printers import PrinterInfo, PrintJob, PrintOutcome
from officer_desk.printing.day_list import SIZE
from officer_desk.services import day_lists, day_papers
from officer_desk.views import actions, dialogs, print_work, printer_choice
from officer_desk.views.date_field import DateField
from officer_desk.views.file_parts import Ground
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.print_mat import PrintMat
from officer_desk.views.print_watch import JobWatch, words_of
from officer_desk.views.print_work import Drawing, PrintingSystem
from officer_desk.views.widgets import Button, Caption, FieldError, label

_PDF = "pdf"


@dataclass(frozen=True, slots=True)
class _Made:
    found: DayList
    pdf: bytes


class DayListPage(QWidget):
    """Shows one day's list; each print and each saved PDF is traced."""

    closed = Signal()

    def __init__(self, desk: Desk, system: PrintingSystem | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._system = system or print_work.printing_system(desk.gateways.printers)
        self._day = day_of(desk.now())
        self._made: _Made | None = None
        self._busy = False
        self.day = DateField(translate("DayListPage", "Received on"), self._day)
        self._error = FieldError()
        self._count = label("", "muted", figures=True)
        self.printer = QComboBox()
        self.notice = MessageStrip("surface")
        self.mat = PrintMat(QSizeF(*SIZE))
        self.back = Button(translate("DayListPage", "Back to the list"), actions.cap("back"), large=True)
        self.save = Button(translate("DayListPage", "Save PDF"), actions.cap("save-pdf"), icon="save", large=True)
        self.print = Button(
            translate("DayListPage", "Print"), actions.cap("print"), "primary", icon="printer", large=True
        )
        self._watch = JobWatch(desk, self._system, self)
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show the list of today."""
        today = day_of(self._desk.now())
        self.day.set_today(today)
        self.day.set_day(today)
        self.notice.clear()
        self._watch.stop()
        self._busy = False
        self._desk.work(
            self, print_work.list_printers, self._system, then=self._show_printers, otherwise=self._on_no_printers
        )
        self._ask(today)
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    # --- what is shown -------------------------------------------------------------------------------------------

    def _on_day(self) -> None:
        self._error.show_error(self.day.why_wrong())
        if not self.day.why_wrong():
            self._ask(self.day.day() or day_of(self._desk.now()))

    def _ask(self, day: date) -> None:
        self._day, self._made = day, None
        self._show_state()
        self._desk.ask(self, day_lists.received, day, then=self._on_found, otherwise=self._on_failed)

    def _on_found(self, found: DayList) -> None:
        if found.day != self._day:
            return
        read, template = self._desk.gateways.texts.read, self._desk.office.settings.form_template
        self._desk.work(self, _make, read, template, found, then=self._on_made, otherwise=self._on_failed)

    def _on_made(self, made: _Made) -> None:
        if made.found.day != self._day:
            return
        self._made = made
        self.mat.clear()
        self.mat.fit_width()
        self._show_state()
        self._draw(self.mat.wanted_scale())

    def _draw(self, scale: float) -> None:
        made = self._made
        if made is not None:

            def show(drawing: Drawing) -> None:
                if self._made is made:
                    self.mat.show_pages(drawing.pages)

            self._desk.work(self, print_work.draw, made.pdf, scale, then=show, otherwise=self._on_failed)

    def _show_state(self) -> None:
        ready = self._made is not None and not self._busy
        words = ""
        if self._made is not None:
            words = translate("DayListPage", "{count} files received").format(count=len(self._made.found.rows))
        self._count.setText(words)
        printable = ready and bool(self.printer.currentData())
        self.print.setEnabled(printable)
        why = translate("DayListPage", "There is no printer. The PDF can be saved.")
        self.print.setToolTip(why if ready and not printable else "")
        self.save.setEnabled(ready)

    def _show_printers(self, printers: tuple[PrinterInfo, ...]) -> None:
        printer_choice.fill(self.printer, printers)
        self._show_state()

    def _on_no_printers(self, error: Exception) -> None:
        printer_choice.fill(self.printer, (), texts.sentence(error))
        self._show_state()

    # --- going out -----------------------------------------------------------------------------------------------

    def print_list(self) -> None:
        """Print the list on the chosen printer."""
        made = self._made
        if made is not None and self.print.isEnabled():
            printer = str(self.printer.currentData())

            def send(_traced: None) -> None:
                work = (self._system, made, printer)
                self._desk.work(self, _send, *work, then=self._on_sent, otherwise=self._on_failed)

            self._go_out(made, printer, send)

    def save_pdf(self) -> None:
        """Save the list where the officer says."""
        made = self._made
        if made is None or not self.save.isEnabled():
            return
        name = translate("DayListPage", "received")
        title = translate("DayListPage", "Save PDF")
        path = dialogs.choose_save(self, title, f"{name}-{made.found.day.isoformat()}.pdf")
        if path is not None:

            def save(_traced: None) -> None:
                self._desk.work(self, _save, made, path, then=self._on_saved, otherwise=self._on_failed)

            self._go_out(made, _PDF, save)

    def _go_out(self, made: _Made, target: str, put_out: Callable[[None], None]) -> None:
        """Trace it, then let it go."""
        self._busy = True
        self._watch.stop()
        self.notice.clear()
        self._show_state()
        draft = DayListDraft(made.found.day, len(made.found.rows), target)
        self._desk.act(self, day_lists.printed, draft, then=put_out, otherwise=self._on_failed)

    def _on_sent(self, job: PrintJob) -> None:
        self._done()
        words = translate("DayListPage", "Sent to {printer}.").format(printer=job.printer)
        self.notice.show_message("information", words)
        self._watch.follow(job)

    def _on_saved(self, path: Path) -> None:
        self._done()
        words = translate("DayListPage", "{name}, folder {folder}").format(name=path.name, folder=path.parent)
        head = translate("DayListPage", "The PDF is saved.")
        self.notice.show_message("success", head, words, closable=True)

    def _on_ended(self, job: PrintJob, outcome: PrintOutcome) -> None:
        tone, head, _rest, _icon = words_of(job, outcome)
        self.notice.show_message(tone, head, closable=True)

    def _on_failed(self, error: Exception) -> None:
        self._done()
        self.notice.show_message("red", texts.sentence(error), closable=True)

    def _done(self) -> None:
        self._busy = False
        self._show_state()

    # --- the page itself -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = Ground("surface", "line", "bottom")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 9, 12, 9)
        row.setSpacing(8)
        row.addWidget(label(translate("DayListPage", "Received files of the day"), "page"))
        row.addSpacing(12)
        row.addWidget(Caption(translate("DayListPage", "Received on"), self.day))
        row.addWidget(self.day)
        row.addWidget(self._error)
        row.addWidget(self._count, 1)
        self.day.setFixedWidth(132)
        self.printer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.printer.setMinimumContentsLength(20)
        foot = Ground("surface", "line2", "top")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(16, 9, 16, 9)
        buttons.setSpacing(12)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(Caption(translate("DayListPage", "Printer"), self.printer))
        buttons.addWidget(self.printer)
        buttons.addWidget(self.save)
        buttons.addWidget(self.print)
        self.print.setMinimumWidth(180)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.notice)
        column.addWidget(self.mat, 1)
        column.addWidget(foot)
        self.mat.setAccessibleName(translate("DayListPage", "Preview of the list"))

    def _connect(self) -> None:
        self._watch.ended.connect(self._on_ended)
        self._watch.failed.connect(self._on_failed)
        self.day.returnPressed.connect(self._on_day)
        self.day.editingFinished.connect(self._on_left)
        self.mat.drawing_wanted.connect(self._draw)
        self.printer.currentIndexChanged.connect(self._show_state)
        for button, key, slot in (
            (self.back, "back", self.closed.emit),
            (self.save, "save-pdf", self.save_pdf),
            (self.print, "print", self.print_list),
        ):
            button.clicked.connect(slot)
            actions.bind(key, self, slot)
        actions.bind("zoom-in", self, self.mat.zoom_in)
        actions.bind("zoom-out", self, self.mat.zoom_out)

    def _on_left(self) -> None:
        """The day was chosen in the calendar, or the field was left with another day in it."""
        if self.day.text() != format_day(self._day):
            self._on_day()


def _make(_job: Job, read: Callable[[str], str], template: str, found: DayList) -> _Made:
    return _Made(found, day_papers.render(read, template, found))


def _send(_job: Job, system: PrintingSystem, made: _Made, printer: str) -> PrintJob:
    """Put it into the queue, which sees the day and nobody's name."""
    return system.send(made.pdf, printer, 1, format_day(made.found.day), {"sides": "one-sided"})


def _save(_job: Job, made: _Made, path: Path) -> Path:
    write_whole(path, made.pdf)
    return path
