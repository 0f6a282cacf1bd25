# SPDX-License-Identifier: Apache-2.0
"""The preview of Form 01: the pages as they will be, and the way to paper or to a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import DeclarationRecord, FormData, PrintDraft
from officer_desk.gateways.printers import PrinterInfo, PrintJob, PrintOutcome
from officer_desk.printing.wording import TEMPLATES
from officer_desk.services import forms
from officer_desk.views import actions, dialogs, print_work
from officer_desk.views.file_parts import Ground
from officer_desk.views.print_head import PrintFoot, PrintHead
from officer_desk.views.print_mat import PrintMat
from officer_desk.views.print_panel import PrintPanel
from officer_desk.views.print_watch import JobWatch, words_of
from officer_desk.views.print_work import Drawing, Preview, PrintingSystem, Ticket
from officer_desk.views.widgets import MessageLine, v_line


class PrintPreviewPage(QWidget):
    """Shows one file's form. Every print and every saved PDF is counted and traced when it went out."""

    closed = Signal()

    def __init__(self, desk: Desk, template: str = TEMPLATES[0], system: PrintingSystem | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._template = template
        self._system = system or print_work.printing_system(desk.gateways.printers)
        self._record: DeclarationRecord | None = None
        self._preview: Preview | None = None
        self._busy = False
        self.head = PrintHead()
        self.message = MessageLine()
        self._said = Ground("surface", "line", "bottom")
        self.mat = PrintMat()
        self.panel = PrintPanel()
        self.foot = PrintFoot()
        self._watch = JobWatch(desk, self._system, self)
        self._lay_out()
        self._connect()

    # --- opening -------------------------------------------------------------------------------------------------

    def open(self, record: DeclarationRecord) -> None:
        """Show the form of a file; nothing of the file before stays."""
        self._record, self._preview, self._busy = record, None, False
        self._watch.stop()
        self._hush()
        self.mat.clear()
        self.panel.reset()
        self.head.show_declaration(record)
        self._show_state()
        self.mat.setFocus(Qt.FocusReason.OtherFocusReason)
        read = self._desk.gateways.texts.read
        self._desk.work(self, print_work.read_templates, read, then=self._show_templates, otherwise=self._on_failed)
        self._ask_printers()
        self._prepare(self._make_preview)

    def _prepare(self, then: Callable[[FormData], None]) -> None:
        if self._record is not None:
            self._desk.ask(self, forms.prepare, self._record.id, self._template, then=then, otherwise=self._on_failed)

    def _make_preview(self, data: FormData) -> None:
        record = self._record
        if record is not None and record.number == data.declared.number:
            read = self._desk.gateways.texts.read
            work = print_work.make_preview
            arguments = (read, data, record.id, self._template)
            self._desk.work(self, work, *arguments, then=self._show_preview, otherwise=self._on_failed)

    def _show_preview(self, preview: Preview) -> None:
        """Take the answer unless another file or version was chosen meanwhile."""
        if self._record is None or (preview.declaration_id, preview.template) != (self._record.id, self._template):
            return
        self._preview = preview
        self.panel.show_facts(preview)
        self._show_state()
        self._draw(self.mat.wanted_scale())

    def _draw(self, scale: float) -> None:
        preview = self._preview
        if preview is not None:

            def show(drawing: Drawing) -> None:
                if self._preview is preview:
                    self.mat.show_pages(drawing.pages)

            self._desk.work(self, print_work.draw, preview.pdf, scale, then=show, otherwise=self._on_failed)

    def _show_templates(self, templates: tuple[tuple[str, str], ...]) -> None:
        self.panel.show_templates(templates, self._template)

    def _on_template(self, template: str) -> None:
        self._template = template
        self._preview = None
        self._show_state()
        self._prepare(self._make_preview)

    # --- printing ------------------------------------------------------------------------------------------------

    def print_form(self) -> None:
        """Print what is chosen on the chosen printer."""
        record = self._record
        if record is not None and self.foot.print.isEnabled():
            ticket = self.panel.ticket(record.id)
            self._begin()
            self._prepare(partial(self._send, ticket))

    def save_pdf(self) -> None:
        """Save what is chosen as a PDF, where the officer says."""
        record = self._record
        if record is None or not self.panel.save.isEnabled():
            return
        suggested = f"{record.number.replace('/', '-')}.pdf"
        path = dialogs.choose_save(self, translate("PrintPreview", "Save PDF"), suggested)
        if path is not None:
            self._save_as(path)

    def choose_printer(self) -> None:
        """Let the system's dialog choose printer and options, and print when it is confirmed."""
        from officer_desk.views.printer_dialog import PrinterDialog  # noqa: PLC0415 - asks the print system

        record = self._record
        if record is not None and self.panel.dialog.isEnabled():
            QDialog.open(PrinterDialog(self, self.panel.ticket(record.id), self._on_dialog))

    def _on_dialog(self, printer: str, copies: int, options: dict[str, str], file: Path | None) -> None:
        if file is not None:
            self._save_as(file)
            return
        self.panel.choose(printer, copies, options)
        self.print_form()

    def _send(self, ticket: Ticket, data: FormData) -> None:
        def sent(job: PrintJob) -> None:
            self._count(ticket, ticket.printer, data.declared.number)
            if self._shows(ticket):
                self._say_sent(ticket)
                self._watch.follow(job)

        arguments = (self._desk.gateways.texts.read, self._system, data, ticket)
        failed = partial(self._on_not_out, ticket, data.declared.number)
        self._desk.work(self, print_work.send, *arguments, then=sent, otherwise=failed)

    def _save_as(self, path: Path) -> None:
        record = self._record
        if record is not None:
            ticket = self.panel.ticket(record.id)
            self._begin()
            self._prepare(partial(self._save, ticket, path))

    def _save(self, ticket: Ticket, path: Path, data: FormData) -> None:
        def saved(where: Path) -> None:
            self._count(ticket, "pdf", data.declared.number)
            if self._shows(ticket):
                place = translate("PrintPreview", "{name}, folder {folder}")
                words = place.format(name=where.name, folder=where.absolute().parent)
                self._say("success", translate("PrintPreview", "The PDF is saved."), words)

        arguments = (self._desk.gateways.texts.read, data, ticket, path)
        failed = partial(self._on_not_out, ticket, data.declared.number)
        self._desk.work(self, print_work.save, *arguments, then=saved, otherwise=failed)

    def _count(self, ticket: Ticket, target: str, number: str) -> None:
        """Count and trace what went out, whichever file is on the screen by now."""
        draft = PrintDraft(ticket.declaration_id, ticket.template, ticket.copies, target)
        failed = partial(self._on_not_out, ticket, number)
        self._desk.act(self, forms.printed, draft, then=partial(self._on_counted, ticket), otherwise=failed)

    def _on_counted(self, ticket: Ticket, _number: int) -> None:
        if self._shows(ticket):
            self._busy = False
            self._show_state()
            self._prepare(self._make_preview)

    def _on_not_out(self, ticket: Ticket, number: str, error: Exception) -> None:
        if self._shows(ticket):
            self._on_failed(error)
        else:
            self._say("red", f"{number}:", texts.sentence(error))

    def _shows(self, ticket: Ticket) -> bool:
        return self._record is not None and self._record.id == ticket.declaration_id

    def _begin(self) -> None:
        self._busy = True
        self._watch.stop()
        self._hush()
        self._show_state()

    # --- what is said ------------------------------------------------------------------------------------------------

    def _on_ended(self, job: PrintJob, outcome: PrintOutcome) -> None:
        self._say(*words_of(job, outcome))
        self._ask_printers()

    def _say_sent(self, ticket: Ticket) -> None:
        words = translate("PrintPreview", "Sent to {printer}.").format(printer=ticket.printer)
        self._say("information", words, icon="printer")

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._show_state()
        self._say_failed(error)

    def _say_failed(self, error: Exception) -> None:
        self._say("red", texts.sentence(error))

    def _say(self, tone: str, head: str, text: str = "", icon: str | None = None) -> None:
        self.message.show_message(tone, head, text, icon, closable=True)
        self._said.show()

    def _hush(self) -> None:
        self.message.clear()
        self._said.hide()

    # --- printers and buttons --------------------------------------------------------------------------------------

    def _ask_printers(self) -> None:
        self._desk.work(
            self,
            print_work.list_printers,
            self._system,
            then=self._show_printers,
            otherwise=self._on_no_printers,
        )

    def _show_printers(self, printers: tuple[PrinterInfo, ...]) -> None:
        self.panel.show_printers(printers)

    def _on_no_printers(self, error: Exception) -> None:
        """Say so in the list only: saving works without a printer."""
        self.panel.show_printers((), texts.sentence(error))

    def _show_state(self) -> None:
        """Say what «In» will do, or why it does nothing; give the buttons what they can do now."""
        ticket = self.panel.ticket(0 if self._record is None else self._record.id)
        ready = self._preview is not None and not self._busy
        why_not = ""
        if not ticket.pages:
            why_not = translate("PrintPreview", "Choose the form, the slip or both.")
        elif not ticket.printer:
            why_not = translate("PrintPreview", "There is no printer. The PDF can be saved.")
        self.foot.show_ticket(ticket, why_not, usable=ready and not why_not)
        self.panel.save.setEnabled(ready and ticket.pages > 0)
        self.panel.dialog.setEnabled(ready and ticket.pages > 0)
        self.mat.mark_left_out((not ticket.form, not ticket.slip))

    # --- the page itself -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.mat, 1)
        middle.addWidget(v_line())
        middle.addWidget(self.panel)
        said = QVBoxLayout(self._said)
        said.setContentsMargins(14, 8, 14, 8)
        said.addWidget(self.message)
        self._said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._said)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self._watch.ended.connect(self._on_ended)
        self._watch.failed.connect(self._say_failed)
        self.message.dismissed.connect(self._said.hide)
        self.mat.scale_changed.connect(self.head.show_scale)
        self.mat.drawing_wanted.connect(self._draw)
        self.panel.changed.connect(self._show_state)
        self.panel.template_chosen.connect(self._on_template)
        self.panel.dialog_wanted.connect(self.choose_printer)
        self.panel.save_wanted.connect(self.save_pdf)
        self.foot.back.clicked.connect(self._leave)
        self.foot.print.clicked.connect(self.print_form)
        for button, key, slot in (
            (self.head.closer, "zoom-in", self.mat.zoom_in),
            (self.head.farther, "zoom-out", self.mat.zoom_out),
            (self.head.whole, "pictures-all", self.mat.fit_page),
            (self.head.across, "picture-1", self.mat.fit_width),
        ):
            button.clicked.connect(slot)
            actions.bind(key, self, slot)
        actions.bind("back", self, self._leave)
        actions.bind("print", self, self.print_form)
        actions.bind("save-pdf", self, self.save_pdf)

    def _leave(self) -> None:
        self._watch.stop()
        self.closed.emit()
