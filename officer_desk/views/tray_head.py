# SPDX-License-Identifier: Apache-2.0
"""The head of «Tờ khai đã quét»: where pages come from, how far a stack is, and what is shown below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views import actions
from officer_desk.views.segments import Segments
from officer_desk.views.sidebar import grouped
from officer_desk.views.widgets import Button, h_line, label

_HEAD = 48
WAITING, RESULTS = 0, 1


class TrayHead(QWidget):
    """A row of 48 with the commands; below it the choice between pages that wait and what became of a stack."""

    files_wanted = Signal()
    folder_wanted = Signal()
    scan_wanted = Signal()
    stop_wanted = Signal()
    refresh_wanted = Signal()
    chosen = Signal(int)
    """WAITING or RESULTS."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.files = Button(translate("Tray", "Choose files"), actions.cap("import"), "primary", "file-plus-corner")
        self.folder = Button(translate("Tray", "Choose a folder"), icon="folder-open")
        self.scan = Button(translate("Tray", "Scan the stack"), actions.cap("scan"), icon="scan-line")
        self.stop = Button(translate("Tray", "Stop"))
        self.refresh = Button(translate("Tray", "Refresh"), actions.cap("refresh"), "quiet", "refresh-cw")
        self.switch = Segments(translate("Tray", "What is shown"))
        self._bar = QProgressBar()
        self._counted = label("", "muted", figures=True)
        self._lay_out()
        self.files.clicked.connect(self.files_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.scan.clicked.connect(self.scan_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.refresh.clicked.connect(self.refresh_wanted)
        self.switch.chosen.connect(self.chosen)
        self.show_counts(0, None)
        self.show_running(running=False)

    def _lay_out(self) -> None:
        self._bar.setAccessibleName(translate("Tray", "Progress"))
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(160)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(label(translate("Tray", "Scanned declarations"), "page"))
        top.addStretch(1)
        top.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._counted)
        for button in (self.stop, self.refresh, self.scan, self.folder, self.files):
            top.addWidget(button)
        row = QWidget()
        row.setLayout(top)
        row.setFixedHeight(_HEAD)
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 9)
        below.addWidget(self.switch)
        below.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(row)
        whole.addLayout(below)
        whole.addWidget(h_line())

    def show_counts(self, waiting: int, results: int | None) -> None:
        """Show how many pages wait, and how many the stack had; None: there was no stack."""
        current = self.switch.current if self.switch.count else WAITING
        names = [translate("Tray", "Wait for a number ({count})").format(count=grouped(waiting))]
        if results is not None:
            names.append(translate("Tray", "Last stack ({count})").format(count=grouped(results)))
        self.switch.set_choices([("", name) for name in names])
        self.switch.set_current(min(current, len(names) - 1))

    def show_running(self, *, running: bool) -> None:
        """Show progress and a way to stop while a stack is filed."""
        for widget in (self._bar, self._counted, self.stop):
            widget.setVisible(running)
        self.stop.setEnabled(running)
        for button in (self.files, self.folder, self.scan):
            button.setEnabled(not running)
            button.setToolTip(translate("Tray", "A stack is being filed.") if running else "")

    def show_progress(self, done: int, total: int) -> None:
        """Show how many pages of the stack are done."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        page = translate("Tray", "page {page}").format(page=grouped(done)) if done else ""
        self._counted.setText(f"{grouped(done)}/{grouped(total)}" if total else page)
