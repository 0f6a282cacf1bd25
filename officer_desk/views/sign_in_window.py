# SPDX-License-Identifier: Apache-2.0
"""The first window: an officer signs in; it stands and takes input while the desk still loads behind it.

Nothing but QtWidgets is imported before it is painted: what it needs from the desk arrives as callables (`set_ready`).
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from officer_desk.catalogue import language, translate, use_language
from officer_desk.domain.calendar import format_time
from officer_desk.views import actions, qt_words
from officer_desk.views.sample_box import SampleBox
from officer_desk.views.sign_in_form import SignInForm
from officer_desk.views.sign_in_services import SignInServices
from officer_desk.views.sign_in_side import SignInSide
from officer_desk.views.widgets import KeyCap, LinkButton, label

if TYPE_CHECKING:
    from officer_desk.domain.records import SignInDraft, SignInResult

_SIDE, _SIDE_NARROW, _SIDE_PART = 500, 300, 0.36
_ROOMY: Final = 1200
_FORM_HEIGHT = 497
"""Height of the form with the sample's box; the form's top does not move when it grows."""
_SLOW: Final = 300
"""Milliseconds after which work is worth a word."""


class SignInWindow(QWidget):
    """The sign-in window, and the enrolment at the first sign-in."""

    def __init__(
        self,
        office_line: str | None,
        sample: SampleBox | None = None,
        *,
        version: str,
        clock: Callable[[], datetime],
        languages: Path,
    ) -> None:
        """`office_line`: "BHXH quận Ba Đình · 00101", None while unknown; `languages`: folder of the catalogues."""
        super().__init__()
        self._version, self._clock, self._languages = version, clock, languages
        self._services: SignInServices | None = None
        self._waiting: SignInDraft | None = None
        self._busy = False
        self._loading = ""
        self.side = SignInSide(office_line)
        self.form = SignInForm(sample)
        self._pages = QStackedWidget()
        self._above_form = QWidget()
        self._foot = label(role="label", figures=True)
        self._languages_links = [LinkButton("Tiếng Việt", "footer"), LinkButton("English", "footer")]
        self.keys_link = LinkButton(kind="footer")
        self._minute = QTimer(self)
        self._slow = QTimer(self)
        self._lay_out()
        self._connect()
        self._retranslate()

    def set_ready(self, services: SignInServices, office_line: str = "", sample: SampleBox | None = None) -> None:
        """The desk is loaded: sign-in works from now on, also for what was submitted meanwhile."""
        self._services = services
        self.set_progress("")
        if not self.form.button.isEnabled():
            self.form.message.clear()
            self.form.set_usable(True)
        if office_line:
            self.side.set_office(office_line)
        # A sample office has a clock of its own.
        self._show_foot()
        if sample is not None and self.form.sample is None:
            self.form.set_sample(sample)
        self._place_form()
        if self._waiting is not None:
            draft, self._waiting = self._waiting, None
            self._sign_in(draft)

    def set_progress(self, text: str, part: float | None = None) -> None:
        """Say quietly what is being loaded or brought up to date; `part` of it (0 to 1) is done."""
        self._loading = text
        self.form.set_progress(text, part)

    def set_failure(self, head: str, text: str) -> None:
        """The data cannot be opened: say so in words; nobody can sign in."""
        self._waiting = None
        self.form.set_progress("")
        self.form.set_usable(False)
        self.form.message.show_message("red", head, text)

    def start_again(self) -> None:
        """Be ready for the next officer, after one signed out."""
        self._busy = False
        self.form.start_again()
        self._show_form()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the clock right when the window comes back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._show_foot()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where to type."""
        super().showEvent(event)
        self._minute.start()
        self.form.focus_first_empty()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the ink side its part of the width."""
        super().resizeEvent(event)
        self._place_form()

    def _lay_out(self) -> None:
        self.resize(1366, 768)
        self.setMinimumSize(900, 560)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self._minute.setInterval(1000)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW)
        self._pages.addWidget(self._sign_in_page())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self._pages, 1)
        # A group: buttons that exclude each other by themselves count all below their parent, the sample's too.
        group = QButtonGroup(self)
        for link in self._languages_links:
            link.setCheckable(True)
            group.addButton(link)

    def _sign_in_page(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("ground", "surface")
        middle = QVBoxLayout(inside)
        middle.setContentsMargins(24, 0, 24, 0)
        middle.setSpacing(0)
        middle.addWidget(self._above_form)
        # Not by alignment: an aligned widget is asked for its height at the whole width.
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self.form)
        centred.addStretch(1)
        middle.addLayout(centred)
        middle.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(self._footer())
        return page

    def _footer(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 6, 20, 12)
        foot.setSpacing(8)
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._languages_links[0])
        foot.addWidget(label("·", "label"))
        foot.addWidget(self._languages_links[1])
        foot.addWidget(label("·", "label"))
        foot.addWidget(KeyCap(actions.cap("shortcuts")))
        foot.addWidget(self.keys_link)
        return foot

    def _connect(self) -> None:
        self.form.submitted.connect(self._sign_in)
        for code, link in zip(("vi", "en"), self._languages_links, strict=True):
            link.clicked.connect(lambda _=False, code=code: self._use_language(code))
        self.keys_link.clicked.connect(self._show_keys)
        actions.bind("shortcuts", self, self._show_keys)
        self._minute.timeout.connect(self._show_foot)
        self._slow.timeout.connect(lambda: self.form.set_progress(translate("SignInWindow", "Checking…")))

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("SignInWindow", "Reception desk – sign in"))
        self.side.retranslate()
        self.form.retranslate()
        self.keys_link.setText(translate("SignInWindow", "Keys"))
        for code, link in zip(("vi", "en"), self._languages_links, strict=True):
            link.setChecked(code == language())
        self._show_foot()

    def _use_language(self, code: str) -> None:
        use_language(code, self._languages)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            qt_words.install(app, code, self._languages)
        self._retranslate()

    def _show_foot(self) -> None:
        version = translate("SignInWindow", "Version {version}").format(version=self._version)
        self._foot.setText(f"{version} · {format_time(self._clock())}")

    def _place_form(self) -> None:
        narrow = self._pages.currentIndex() != 0
        wide = max(_SIDE, round(self.width() * _SIDE_PART)) if self.width() >= _ROOMY else _SIDE_NARROW + 60
        self.side.setFixedWidth(_SIDE_NARROW if narrow else wide)
        room = self.height() - 40 - _FORM_HEIGHT
        self._above_form.setFixedHeight(max(20, room // 2))

    def _show_keys(self) -> None:
        from officer_desk.views.shortcuts_sheet import ShortcutsSheet  # noqa: PLC0415 - not before the first paint

        ShortcutsSheet.open_over(self)

    def _sign_in(self, draft: "SignInDraft") -> None:
        if self._services is None:
            self._waiting = draft
            self.form.set_progress(self._loading or translate("SignInWindow", "Opening the data…"))
            return
        if not self._busy:
            self._busy = True
            self._slow.start()
            self._services.sign_in(draft, lambda result: self._on_answered(draft, result), self._on_failed)

    def _on_answered(self, draft: "SignInDraft", result: "SignInResult") -> None:
        self._rest()
        if result.step == "signed-in" and self._services is not None:
            self._services.signed_in(result)
        elif result.step in {"change-password", "enrol"}:
            self._enrol(draft, change_password=result.step == "change-password")
        else:
            self.form.show_result(result)

    def _on_failed(self, error: Exception) -> None:
        from officer_desk import texts  # noqa: PLC0415 - not before the first paint

        self._rest()
        self.form.message.show_message("red", translate("SignInWindow", "Not signed in."), texts.sentence(error))

    def _rest(self) -> None:
        self._busy = False
        self._slow.stop()
        self.form.set_progress("")

    def _enrol(self, draft: "SignInDraft", *, change_password: bool) -> None:
        from officer_desk.views.enrolment_page import EnrolmentPage  # noqa: PLC0415 - only at a first sign-in

        if self._services is None:
            return
        page = EnrolmentPage(
            self._services, draft, change_password=change_password, sample=self.form.sample is not None
        )
        page.left.connect(self.start_again)
        page.finished.connect(self._services.signed_in)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.side.set_narrow(True)
        self._place_form()
        page.focus_first()

    def _show_form(self) -> None:
        self._pages.setCurrentIndex(0)
        while (page := self._pages.widget(1)) is not None:
            self._pages.removeWidget(page)
            page.deleteLater()
        self.side.set_narrow(False)
        self._place_form()
        self.form.focus_first_empty()
