# SPDX-License-Identifier: Apache-2.0
"""«Nhập hồ sơ»: taking in packages from files, with progress, a way to stop, and a report line by line."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.background import Job
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import ImportedPackage, ImportReport
from officer_desk.services import intake
from officer_desk.views import actions, dialogs
from officer_desk.views.message_strip import MessageStrip
from officer_desk.views.record_table import RecordTable
from officer_desk.views.sidebar import grouped
from officer_desk.views.tables import Cell, Column, RecordTableModel
from officer_desk.views.widgets import Button, label

_WRITTEN = frozenset({"declaration", "picture", "trace_entry"})


class ImportPanel(QWidget):
    """A page of its own: the list goes on working, and so does the import when the officer goes back to the list."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self._desk = desk
        self._job: Job | None = None
        self._running = False
        self._model: RecordTableModel[ImportedPackage] = RecordTableModel(
            _columns(), lambda package: package.name, self
        )
        self.table = RecordTable(self._model, translate("ImportPanel", "Report"))
        self.line = MessageStrip("surface")
        self._counted = label("", "muted", figures=True)
        self._bar = QProgressBar()
        self._choose = Button(
            translate("ImportPanel", "Choose files"), key=actions.cap("import"), icon="file-plus-corner"
        )
        self._folder = Button(translate("ImportPanel", "Choose a folder"), icon="folder-open")
        self._words = MessageStrip("surface")
        self._stop = Button(translate("ImportPanel", "Stop"))
        self._back = Button(translate("ImportPanel", "Back to the list"), key=actions.cap("back"), kind="quiet")
        self._lay_out()
        self._choose.clicked.connect(self.choose)
        self._folder.clicked.connect(self.choose_folder)
        self._stop.clicked.connect(self.stop)
        self.table.moved.connect(self._on_moved)
        self._back.clicked.connect(self.closed)
        actions.bind("import", self, self.choose)
        actions.bind("back", self, self.closed.emit)
        self._show_running()

    def _lay_out(self) -> None:
        self._bar.setAccessibleName(translate("ImportPanel", "Progress"))
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(220)
        head = QHBoxLayout()
        head.setContentsMargins(12, 9, 12, 9)
        head.setSpacing(8)
        head.addWidget(label(translate("ImportPanel", "Import files"), "page"))
        head.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._counted)
        head.addStretch(1)
        head.addWidget(self._back)
        head.addWidget(self._stop)
        head.addWidget(self._folder)
        head.addWidget(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.line)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._words)

    # --- commands ------------------------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Tell whether packages are being taken in."""
        return self._running

    def choose(self) -> None:
        """Ask for packages (zip files, or the declaration.json of a folder) and take them in."""
        if self._running:
            return
        chosen = dialogs.choose_files(
            self,
            translate("ImportPanel", "Choose packages"),
            translate("ImportPanel", "Packages (*.zip declaration.json)"),
        )
        self._take_or_leave([path.parent if path.name == "declaration.json" else path for path in chosen])

    def choose_folder(self) -> None:
        """Ask for a folder of packages and take them in."""
        if not self._running:
            folder = dialogs.choose_folder(self, translate("ImportPanel", "Choose a folder of packages"))
            self._take_or_leave([] if folder is None else [folder])

    def _take_or_leave(self, paths: Sequence[Path]) -> None:
        """Take in what was chosen; an officer who chose nothing is where he was before."""
        if paths:
            self.take_in(paths)
        elif not self._model.records:
            self.closed.emit()

    def take_in(self, paths: Sequence[Path]) -> None:
        """Take packages in: each whole or not at all, one bad one never stops the others."""
        self._model.show(())
        self.line.show_message("information", translate("ImportPanel", "Files are being taken in."))
        self._show_progress(0, len(paths))
        self._running = True
        self._show_running()
        job = self._desk.work(
            self,
            intake.import_packages,
            self._desk.office,
            self._desk.actor,
            tuple(paths),
            then=self._on_report,
            otherwise=self._on_failed,
            progress=self._show_progress,
        )
        self._job = job if self._running else None

    def stop(self) -> None:
        """Stop after the package that is being taken in."""
        if self._job is not None:
            self._job.cancel()
            self._stop.setEnabled(False)

    # --- outcome -------------------------------------------------------------------------------------------------

    def _on_report(self, report: ImportReport) -> None:
        self._end()
        self._model.show(report.packages)
        self._tell_changed()
        refused = sum(not package.accepted for package in report.packages)
        unchanged = sum(package.unchanged for package in report.packages)
        words = translate("ImportPanel", "{new} new, {unchanged} here already, {refused} refused.").format(
            new=grouped(len(report.packages) - refused - unchanged),
            unchanged=grouped(unchanged),
            refused=grouped(refused),
        )
        if refused:
            head = translate("ImportPanel", "Some packages were refused.")
            self.line.show_message("amber", head, words)
        else:
            self.line.show_message("success", translate("ImportPanel", "All packages were taken in."), words)
        if report.packages:
            bad = next((row for row, package in enumerate(report.packages) if not package.accepted), 0)
            self.table.select(bad)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._tell_changed()
        self.line.show_message("red", translate("ImportPanel", "The import stopped."), texts.sentence(error))

    def _tell_changed(self) -> None:
        """Work without a session of the desk's own: who watches the list is told here."""
        self._desk.changed.emit(_WRITTEN)

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._counted.setText(f"{grouped(done)}/{grouped(total)}")

    def _end(self) -> None:
        self._job, self._running = None, False
        self._show_running()

    def _on_moved(self, row: int) -> None:
        """Say of the current row, in whole sentences, what became of it."""
        package = self._model.record(row)
        if package is None:
            self._words.clear()
            return
        tone = "success" if package.accepted else "red"
        words = package.message or _outcome(package).text
        tone = "information" if package.unchanged else tone
        self._words.line.show_message(tone, f"{package.name}:", words, _outcome(package).icon)
        self._words.show()

    def _show_running(self) -> None:
        running = self._running
        for widget in (self._bar, self._counted, self._stop):
            widget.setVisible(running)
        self._stop.setEnabled(running)
        for button in (self._choose, self._folder):
            button.setEnabled(not running)
            button.setToolTip(translate("ImportPanel", "Files are being taken in.") if running else "")


def _columns() -> tuple[Column[ImportedPackage], ...]:
    words = tuple(cell.text for cell in (_taken(), _unchanged(), _refused()))
    return (
        Column(
            translate("ImportPanel", "No."),
            44,
            lambda _package, line: Cell(str(line), "ink2"),
            figures=True,
            right=True,
        ),
        Column(
            translate("ImportPanel", "Outcome"),
            110,
            lambda package, _line: _outcome(package),
            strong=True,
            icon=True,
            samples=words,
        ),
        Column(
            translate("ImportPanel", "Package"),
            300,
            lambda package, _line: Cell(package.name, tool_tip=package.name),
            figures=True,
        ),
        Column(
            translate("ImportPanel", "Declaration number"),
            148,
            lambda package, _line: Cell(package.number or "–"),
            figures=True,
            strong=True,
        ),
        Column(
            translate("ImportPanel", "What is to blame"),
            200,
            lambda package, _line: Cell(package.offender or "", tool_tip=package.offender or ""),
            figures=True,
            takes_rest=True,
        ),
    )


def _outcome(package: ImportedPackage) -> Cell:
    if not package.accepted:
        return _refused()
    return _unchanged() if package.unchanged else _taken()


def _taken() -> Cell:
    return Cell(translate("ImportPanel", "Taken in"), "approved", "circle-check")


def _unchanged() -> Cell:
    return Cell(translate("ImportPanel", "Here already"), "ink2", "equal")


def _refused() -> Cell:
    return Cell(translate("ImportPanel", "Refused"), "rejected", "octagon-x")
