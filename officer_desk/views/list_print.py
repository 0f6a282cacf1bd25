# SPDX-License-Identifier: Apache-2.0
"""Printing the forms of the chosen rows (Ctrl+P): asks how, says on the list's line how far it is, can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import local
from officer_desk.domain.records import BatchDraft, BatchReport, DeclarationRow
from officer_desk.views import dialogs
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.sidebar import grouped
from officer_desk.views.widgets import Button

if TYPE_CHECKING:
    from officer_desk.background import Job
    from officer_desk.gateways.printers import PrinterInfo, PrintJob, PrintOutcome
    from officer_desk.views.batch_panel import BatchPanel
    from officer_desk.views.print_watch import JobWatch
    from officer_desk.views.print_work import PrintingSystem

_PDF = "pdf"
_NAMED = 3
"""So many files that were left out are named with their reasons; of the others only the numbers."""
WRITTEN = frozenset({"form_print", "trace_entry"})


class ListPrint(QObject):
    """One batch at a time; the list goes on working meanwhile. `rows` gives what is chosen."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        line: MessageStrip,
        rows: Callable[[], Sequence[DeclarationRow]],
        focus: Callable[[], None],
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._line, self._rows, self._focus = desk, page, line, rows, focus
        self.place = QWidget()
        """Where the panel stands when it was wanted first."""
        self._inside = QVBoxLayout(self.place)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self.system: PrintingSystem | None = None
        self.panel: BatchPanel | None = None
        self._watch: JobWatch | None = None
        self._job: Job | None = None
        self.running = False
        self._count = 0
        self._beside = ("", "")
        """How many forms it is, and what was left out: said beside what the printer says."""

    def ask(self) -> None:
        """Ctrl+P: ask how the forms of the chosen files are to be printed."""
        if not self.running and (files := [(row.id, row.number) for row in self._rows()]):
            from officer_desk.views import print_work  # noqa: PLC0415 - not needed to start

            self._the_panel()
            read = self._desk.gateways.texts.read
            self._desk.work(self, print_work.read_templates, read, then=partial(self._open, files))

    def close_panel(self) -> bool:
        """Close the panel; say whether it was open."""
        return self.panel is not None and self.panel.close_panel()

    def stop(self) -> None:
        """Stop; nothing is printed or counted."""
        if self._job is not None:
            self._job.cancel()

    # --- the panel -----------------------------------------------------------------------------------------------

    def _the_panel(self) -> BatchPanel:
        # Printing brings much along; none of it is needed to start.
        from officer_desk.views import print_work  # noqa: PLC0415
        from officer_desk.views.batch_panel import BatchPanel  # noqa: PLC0415
        from officer_desk.views.print_watch import JobWatch  # noqa: PLC0415

        if self.panel is None:
            self.system = self.system or print_work.printing_system(self._desk.gateways.printers)
            self._watch = JobWatch(self._desk, self.system, self)
            self._watch.ended.connect(self._on_ended)
            self._watch.failed.connect(self._say_failed)
            self.panel = BatchPanel()
            self.panel.closed.connect(self._focus)
            self.panel.print_wanted.connect(self._print)
            self.panel.save_wanted.connect(self._save)
            self._inside.addWidget(self.panel)
        return self.panel

    def _open(self, files: Sequence[tuple[int, str]], templates: tuple[tuple[str, str], ...]) -> None:
        from officer_desk.views import print_work  # noqa: PLC0415 - not needed to start

        panel, system = self._the_panel(), self.system
        if system is not None:
            panel.ask(files, templates, self._desk.office.settings.form_template)
            self._desk.work(
                self, print_work.list_printers, system, then=self._show_printers, otherwise=self._on_no_printers
            )

    def _show_printers(self, printers: tuple[PrinterInfo, ...]) -> None:
        self._the_panel().show_printers(printers)

    def _on_no_printers(self, error: Exception) -> None:
        self._the_panel().show_printers((), texts.sentence(error))

    # --- printing ------------------------------------------------------------------------------------------------

    def _print(self) -> None:
        panel, system = self._the_panel(), self.system
        printer = str(panel.printer.currentData())
        if system is not None:
            # One side only: another citizen's form must not stand on the back.
            sides = {"sides": "one-sided"}
            words = translate("BatchPrint", "{count} forms").format(count=len(panel.files))
            copies = panel.copies.value()
            self._start(printer, lambda pdf: system.send(pdf, printer, copies, words, sides), copies)

    def _save(self) -> None:
        panel = self._the_panel()
        time = local(self._desk.now()).strftime("%Y-%m-%d-%H%M")
        name = translate("BatchPrint", "forms")
        path = dialogs.choose_save(self._page, translate("BatchPrint", "Save PDF"), f"{name}-{time}.pdf")
        if path is not None and panel.files:
            self._start(_PDF, partial(_write, path))

    def _start(self, target: str, put_out: Callable[[bytes], PrintJob | Path], copies: int = 1) -> None:
        panel = self._the_panel()
        draft = BatchDraft(panel.files, str(panel.template.currentData()), panel.slip.isChecked(), target, copies)
        panel.close_panel()
        self.running, self._count = True, len(draft.files)
        if self._watch is not None:
            self._watch.stop()
        self._line.show_message("information", _head(), _far(0, self._count))
        stop = Button(translate("BatchPrint", "Stop"))
        stop.clicked.connect(self.stop)
        self._line.line.add_action(stop)
        job = self._desk.work(
            self,
            _print_together,
            self._desk,
            draft,
            put_out,
            then=self._on_report,
            otherwise=self._on_failed,
            progress=self._show_progress,
        )
        self._job = job if self.running else None

    def _show_progress(self, done: int, total: int) -> None:
        if self.running:
            self._line.line.set_words(_head(), _far(done * self._count // max(1, total), self._count))

    # --- what came of it -------------------------------------------------------------------------------------------

    def _end(self) -> None:
        self._job, self.running = None, False

    def _on_report(self, outcome: tuple[BatchReport, PrintJob | Path | None]) -> None:
        self._end()
        report, handed = outcome
        if report.stopped:
            head = translate("BatchPrint", "Printing was stopped.")
            words = translate("BatchPrint", "Nothing was printed or counted.")
            self._line.show_message("information", head, words, closable=True)
            return
        tone = "amber" if report.left else "success"
        self._line.show_message(tone, _out_words(report, handed), _left_words(report), closable=True)
        if report.printed:
            self._desk.changed.emit(WRITTEN)
        if handed is not None and not isinstance(handed, Path) and self._watch is not None:
            self._beside = (_how_many(report), _left_words(report))
            self._watch.follow(handed)

    def _on_ended(self, job: PrintJob, outcome: PrintOutcome) -> None:
        from officer_desk.views.print_watch import words_of  # noqa: PLC0415 - not needed to start

        tone, head, rest, _icon = words_of(job, outcome)
        count, left = self._beside
        tone = "amber" if left and tone == "success" else tone
        self._line.show_message(tone, head, " ".join(filter(None, (rest or count, left))), closable=True)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._say_failed(error)

    def _say_failed(self, error: Exception) -> None:
        self._line.show_message("red", texts.sentence(error), closable=True)


def _print_together(
    job: Job, desk: Desk, draft: BatchDraft, put_out: Callable[[bytes], PrintJob | Path]
) -> tuple[BatchReport, PrintJob | Path | None]:
    from officer_desk.services import form_batches  # noqa: PLC0415 - not needed to start

    return form_batches.print_together(job, desk.office, desk.actor, draft, put_out)


def _write(path: Path, pdf: bytes) -> Path:
    from officer_desk.gateways.disk import write_whole  # noqa: PLC0415 - not needed to start

    write_whole(path, pdf)
    return path


def _head() -> str:
    return translate("BatchPrint", "The forms are being put together.")


def _far(done: int, total: int) -> str:
    return translate("BatchPrint", "{done} of {total} forms").format(done=grouped(done), total=grouped(total))


def _out_words(report: BatchReport, handed: PrintJob | Path | None) -> str:
    count = grouped(len(report.printed))
    if handed is None:
        return translate("BatchPrint", "No form could be printed.")
    if isinstance(handed, Path):
        return translate("BatchPrint", "{count} forms saved in {file}.").format(count=count, file=handed.name)
    return translate("BatchPrint", "{count} forms sent to {printer}.").format(count=count, printer=handed.printer)


def _how_many(report: BatchReport) -> str:
    return translate("BatchPrint", "{count} forms").format(count=grouped(len(report.printed))) + "."


def _left_words(report: BatchReport) -> str:
    """Name what was left out: the first few with the reason."""
    if not report.left:
        return ""
    named = " ".join(f"{left.number}: {left.why}" for left in report.left[:_NAMED])
    others = ", ".join(left.number for left in report.left[_NAMED:])
    head = translate("BatchPrint", "Left out: {count}.").format(count=grouped(len(report.left)))
    return " ".join(filter(None, (head, named, others)))
