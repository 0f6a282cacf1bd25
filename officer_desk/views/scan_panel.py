# SPDX-License-Identifier: Apache-2.0
"""Scanning in the place of the pictures: the signed form of the open file, or one of its pictures. No window opens.

F12 opens it with the focus on «Quét»: Enter scans, Enter attaches, Esc stops or closes.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.background import Job
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import CodeReading, DeclarationRecord
from officer_desk.domain.values import PictureRole
from officer_desk.errors import Unavailable
from officer_desk.gateways.scanners import FOLDER, ScannerDevice, ScanSettings
from officer_desk.services import signed_pages
from officer_desk.views import scan_work, theme
from officer_desk.views.crop_view import CropView
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.picture_words import role_name, roles_of
from officer_desk.views.scan_parts import DeviceRow, PageTools
from officer_desk.views.scan_words import Finding, finding, refused
from officer_desk.views.scan_work import Scanned
from officer_desk.views.segments import Segments
from officer_desk.views.widgets import Button, MessageLine, Placard, label


class ScanPanel(Ground):
    """One page at a time; what it scanned goes nowhere before it is attached."""

    form_kept = Signal(str, object, str)
    """A signed form is stored: its SHA-256, the texts of its codes, and where it came from."""
    picture_kept = Signal(object, str)
    """A picture is stored: its role and SHA-256."""
    closed = Signal(bool)
    """It goes away; whether the focus was in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._desk = desk
        self._record: DeclarationRecord | None = None
        self._roles: list[PictureRole] = []
        self._job: Job | None = None
        self._round = 0
        self._running = self._keeping = False
        self._scanned: Scanned | None = None
        self._source = "scanner"
        self._asks = ""
        """What is asked once more before the page is attached."""
        self.choice = Segments(translate("ScanPanel", "What is scanned"))
        self.row = DeviceRow()
        self.line = MessageLine()
        self.page = CropView()
        self.tools = PageTools(self.page)
        self._wait = Placard("scan-line", "", "")
        self._body = QStackedWidget()
        self._below = QWidget()
        self._sign = QLabel()
        self._found = Words()
        self.again = Button(translate("ScanPanel", "Scan again"), icon="undo-2")
        self.accept = Button(translate("ScanPanel", "Attach"), "Enter", "primary", "check")
        self.leave = Button(translate("ScanPanel", "Close"), "Esc", "quiet")
        self._lay_out()
        self._connect()
        self.clear()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(translate("ScanPanel", "Scan"), "section"))
        head.addStretch(1)
        head.addWidget(self.leave)
        words = QHBoxLayout()
        words.setSpacing(8)
        self._sign.setFixedWidth(16)
        words.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._found, 1)
        words.addWidget(self.again)
        words.addWidget(self.accept)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(self.tools)
        below.addLayout(words)
        waiting = QWidget()
        middle = QVBoxLayout(waiting)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self._wait)
        middle.addStretch(1)
        self._body.addWidget(waiting)
        self._body.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.choice)
        column.addWidget(self.row)
        column.addWidget(self.line)
        column.addWidget(self._body, 1)
        column.addWidget(self._below)

    def _connect(self) -> None:
        self.choice.chosen.connect(self._on_choice)
        self.row.again.clicked.connect(self.look_for_devices)
        self.row.scan.clicked.connect(self.scan)
        self.row.stop.clicked.connect(self.stop)
        self.again.clicked.connect(self.scan)
        self.accept.clicked.connect(self.attach)
        self.leave.clicked.connect(self.close_panel)

    # --- the file

    def clear(self) -> None:
        """Show nothing of any file; a scan that is under way is stopped, and what it gives is dropped."""
        self._record = None
        self.stop()
        self._round += 1
        self._running = self._keeping = False
        self._drop()
        self.line.clear()
        self.row.show_running(running=False)

    def begin(self, record: DeclarationRecord, why_not_replace: str, role: PictureRole | None = None) -> None:
        """Stand ready for a file, with the focus on «Quét»; pictures only where they can be replaced."""
        if self._record is None or self._record.id != record.id:
            self.clear()
        self._record = record
        self._roles = [] if why_not_replace else roles_of(record)
        names = [translate("ScanPanel", "Signed form"), *(role_name(role, record) for role in self._roles)]
        self.choice.set_choices([("", name) for name in names])
        self.choice.set_current(next((place for place, one in enumerate(self._roles, 1) if one is role), 0))
        self._drop()
        self._show_ready()
        self.look_for_devices()

    def show_declaration(self, record: DeclarationRecord) -> None:
        """Go on with the same file as it is now."""
        if self._record is not None and self._record.id == record.id:
            self._record = record

    @property
    def is_busy(self) -> bool:
        """Whether a page is being scanned or attached."""
        return self._running or self._keeping

    @property
    def role(self) -> PictureRole | None:
        """The picture that is scanned; None: the signed form."""
        place = self.choice.current - 1
        return self._roles[place] if 0 <= place < len(self._roles) else None

    @property
    def found(self) -> str:
        """What is said of the scanned page."""
        return self._found.text()

    # --- devices

    def look_for_devices(self) -> None:
        """Ask the machine which scanners there are."""
        self._say("hourglass", translate("ScanPanel", "Looking for scanners…"), "")
        self._desk.work(
            self,
            scan_work.find_devices,
            self._desk.gateways.scanner,
            then=partial(self._on_devices, self._round),
            otherwise=partial(self._on_no_devices, self._round),
        )

    def _on_devices(self, number: int, devices: tuple[ScannerDevice, ...]) -> None:
        if number != self._round:
            return
        self.row.show_devices(devices, self._desk.office.settings.scan_device)
        if devices:
            self.line.clear()
            self._show_ready()
            (self.row.scan if self._scanned is None else self.accept).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._on_no_devices(number, Unavailable("no-scanner"))

    def _on_no_devices(self, number: int, error: Exception) -> None:
        if number != self._round:
            return
        self.row.show_devices((), "")
        self._say("triangle-alert", translate("ScanPanel", "There is no scanner"), texts.sentence(error), "rejected")
        self.row.again.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- scanning

    def scan(self) -> None:
        """Scan a page with the chosen device; the former one, if any, is forgotten («Quét lại»)."""
        if self._running or self._keeping or not self.row.device or self._record is None:
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop()
        self.line.clear()
        self._running = True
        self._round += 1
        self._source = "folder" if self.row.device == FOLDER else "scanner"
        self.row.show_progress(0)
        self.row.show_running(running=True)
        self.row.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        waiting = self.row.device == FOLDER
        head = translate("ScanPanel", "Waiting for a file…") if waiting else translate("ScanPanel", "Scanning…")
        self._say("scan-line", head, "", "progress")
        form = self.role is None
        settings = ScanSettings(mode="grey" if form else "colour", feeder=self.row.feeder.isChecked(), single=True)
        job = self._desk.work(
            self,
            scan_work.scan_form if form else scan_work.scan_picture,
            self._desk.gateways.scanner,
            self.row.device,
            settings,
            then=partial(self._on_scanned, self._round),
            otherwise=partial(self._on_failed, self._round),
            progress=partial(self._on_progress, self._round),
        )
        self._job = job if self._running else None

    def stop(self) -> bool:
        """Stop the scanner; say whether one was running."""
        if self._job is not None:
            self._job.cancel()
        return self._running

    def _on_progress(self, number: int, _page: int, hundredths: int) -> None:
        if number == self._round:
            self.row.show_progress(hundredths)

    def _on_scanned(self, number: int, scanned: Scanned | None) -> None:
        if number != self._round:
            return
        self._end()
        if scanned is None:
            self._show_ready(translate("ScanPanel", "Scanning was stopped"))
            self.row.scan.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._scanned = scanned
        self.page.show_image(scanned.image)
        self.tools.reset()
        self._show_ready()
        if not scanned.is_form:
            words = translate("ScanPanel", "Crop it to the picture, then attach it.")
            self._show_finding(Finding("info", "ink2", words, usable=True))
            return
        self._desk.ask(
            self,
            signed_pages.read_codes,
            scanned.codes,
            then=partial(self._on_read, number),
            otherwise=partial(self._on_unreadable, number),
        )

    def _on_read(self, number: int, reading: CodeReading) -> None:
        if number == self._round and self._record is not None:
            is_empty = self._scanned is not None and self._scanned.is_empty
            self._show_finding(finding(self._record, reading, is_empty=is_empty))

    def _on_unreadable(self, number: int, error: Exception) -> None:
        if number == self._round:
            self._show_finding(refused(error))

    def _on_failed(self, number: int, error: Exception) -> None:
        if number != self._round:
            return
        self._end()
        self._show_ready()
        self.line.show_message("red", translate("ScanPanel", "The page was not scanned."), texts.sentence(error))
        self.row.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._job, self._running = None, False
        self.row.show_running(running=False)

    # --- attaching

    def attach(self) -> None:
        """Store the page as it is seen, and let the file have it; an empty one only when that is said twice."""
        if self._scanned is None or self._keeping or not self.accept.isEnabled():
            return
        if self._asks:
            self._found.setText(self._asks)
            self._asks = ""
            return
        self._keeping = True
        # A button that is switched off gives the focus to a stranger, which a second Enter would press.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._allow(usable=False)
        self._desk.work(
            self,
            scan_work.keep,
            self._desk.gateways.pictures,
            self._scanned,
            self.page.edits,
            then=partial(self._on_kept, self._round, self.role, self._scanned),
            otherwise=partial(self.show_refused, self._round),
        )

    def _on_kept(self, number: int, role: PictureRole | None, scanned: Scanned, sha256: str) -> None:
        if number != self._round:
            return
        if role is None:
            self.form_kept.emit(sha256, scanned.codes, self._source)
        else:
            self.picture_kept.emit(role, sha256)

    def show_refused(self, number: int | None, error: Exception) -> None:
        """Say why the page was not attached; it stays in view. `number`: the round, None for the one in view."""
        if number in {None, self._round} and self._keeping:
            self._keeping = False
            self._show_finding(refused(error))
            self._allow(usable=True)
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Go away; what was scanned and not attached is forgotten."""
        had_focus = self._has_focus()
        self.clear()
        self.closed.emit(had_focus)

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is self or (focus is not None and self.isAncestorOf(focus))

    def step_back(self) -> None:
        """Esc: stop the scanner, or close."""
        if not self.stop():
            self.close_panel()

    # --- what is shown

    def _on_choice(self, _place: int) -> None:
        self.stop()
        self._round += 1
        self._end()
        self._drop()
        self.line.clear()
        self._show_ready()

    def _drop(self) -> None:
        self._scanned = None
        self.page.clear()
        self._below.hide()
        self._found.clear()

    def _show_ready(self, head: str = "") -> None:
        """Show the scanned page, or what to do."""
        there = self._scanned is not None
        self._body.setCurrentIndex(int(there))
        self._below.setVisible(there)
        self.row.setVisible(not there)
        if not there:
            words = translate("ScanPanel", "Lay the page on the glass, face down, then press Enter.")
            if self.role is None:
                words += " " + translate("ScanPanel", "Signed forms are scanned in grey at 300 dpi.")
            self._say("scan-line", head or translate("ScanPanel", "Ready to scan"), words)

    def _say(self, icon: str, head: str, words: str, token: str = "ink2") -> None:
        self._wait.set(icon, head, words, token=token)

    def _show_finding(self, found: Finding) -> None:
        self._sign.setPixmap(theme.pixmap(found.icon, found.token, 16))
        self._found.setText(found.words)
        self._asks = found.asks
        self._allow(usable=found.usable)
        (self.accept if found.usable else self.again).setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self, *, usable: bool) -> None:
        self.accept.setEnabled(usable)
        self.accept.setToolTip("" if usable else self._found.text())
        self.again.setEnabled(not self._keeping)
