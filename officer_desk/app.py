# SPDX-License-Identifier: Apache-2.0
"""The composition root: builds the desk in order, closes it in reverse. Nothing else constructs these objects.

The sign-in window is painted before anything but QtWidgets is imported; whatever imports the database, the services
or the pages does so inside the functions below, after that first paint.
"""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from officer_desk import __version__, catalogue, logs, resources
from officer_desk.background import Background
from officer_desk.catalogue import translate
from officer_desk.errors import DeskError, Refused
from officer_desk.settings import Settings
from officer_desk.views import qt_words, theme
from officer_desk.views.sample_box import SampleBox
from officer_desk.views.sign_in_services import SignInServices
from officer_desk.views.sign_in_window import SignInWindow

if TYPE_CHECKING:
    from officer_desk.desk import Desk
    from officer_desk.dispatch import ChangeWatch, Dispatcher
    from officer_desk.domain.records import Enrolment, EnrolmentDraft, SignInDraft, SignInResult
    from officer_desk.office import OpenOffice
    from officer_desk.reading_queue import ReadingQueue
    from officer_desk.views.main_window import MainWindow
    from officer_desk.views.officer_stay import OfficerStay

log = logging.getLogger(__name__)
_SWITCH_SECONDS = 0.001
_COLLECT_MS = 500
_LOOK_AGAIN_MS = 2000
_SMALLEST = QSize(1280, 640)


Prepare = Callable[[Settings, Callable[[int, int], None]], None]


class Running(QObject):
    """A running desk: what was built, in the order in which it was built."""

    closed = Signal()
    _prepared = Signal(int, int)
    """How much of the preparation is done; may be emitted by the worker."""

    def __init__(
        self, settings: Settings, background: Background | None = None, prepare: Prepare | None = None
    ) -> None:
        """Build what the first paint needs, and no more; `prepare` is done before the data is opened."""
        super().__init__()
        self.settings = settings
        self._prepare = prepare
        self._look_again = QTimer(self)
        self._look_again.setSingleShot(True)
        self._look_again.timeout.connect(self._ask_home)
        self._prepared.connect(self._show_prepared)
        self.background = background or Background()
        self.office: OpenOffice | None = None
        self.desk: Desk | None = None
        self.watch: ChangeWatch | None = None
        self.dispatcher: Dispatcher | None = None
        self.reading: ReadingQueue | None = None
        self.main_window: MainWindow | None = None
        self.stay: OfficerStay | None = None
        self._office_line = ""
        self.sign_in = SignInWindow(None, version=__version__, clock=self._now, languages=resources.folder() / "i18n")

    def start(self) -> None:
        """Show the sign-in window; load the desk behind it once it is painted."""
        _show(self.sign_in)
        self.sign_in.set_progress(translate("App", "Opening the data…"))
        QTimer.singleShot(0, self.load)

    def load(self) -> None:
        """Open the office in the background."""
        self.background.run(self, self._open_office, self._on_office, self._on_failed)

    def close(self) -> None:
        """Close everything in reverse order; nothing is left running."""
        self._look_again.stop()
        if self.reading is not None:
            self.reading.stop()
        if self.dispatcher is not None:
            self.dispatcher.stop()
        if self.watch is not None:
            self.watch.stop()
        if self.stay is not None:
            self.stay.end()  # closing its window would ask about what is being typed
        self.sign_in.close()
        self.sign_in.deleteLater()
        self.background.close()
        if self.office is not None:
            self._let_go(self.office)
            self.office.close()
        self.closed.emit()

    def _let_go(self, office: OpenOffice) -> None:
        """Free what the officer had in hand; where that fails, the leases end by themselves."""
        from officer_desk.services import claims

        if self.desk is not None and self.desk.actor is not None:
            with suppress(DeskError):
                office.act(office.context(self.desk.actor, self.desk.window), claims.release_window)

    def _now(self) -> datetime:
        return datetime.now(UTC) if self.office is None else self.office.clock.now()

    def _open_office(self) -> OpenOffice:
        from officer_desk.gateways.disk import trouble_of_the_disk
        from officer_desk.office import open_office

        with trouble_of_the_disk(str(self.settings.data_dir)):
            if self._prepare is not None:
                self._prepare(self.settings, self._prepared.emit)
            logs.start(self.settings.log_path)
            return open_office(self.settings)

    def _show_prepared(self, done: int, total: int) -> None:
        self.sign_in.set_progress(translate("App", "Making the sample office…"), done / max(1, total))

    def _on_office(self, office: OpenOffice) -> None:
        from officer_desk.desk import Desk
        from officer_desk.dispatch import ChangeWatch, Dispatcher
        from officer_desk.gateways.card_readers import CardReaders
        from officer_desk.reading_queue import ReadingQueue

        self.office = office
        self.desk = Desk(office, self.background)
        self.desk.ended.connect(self._on_ended)
        self.desk.failed.connect(self.show_defect)
        self.watch = ChangeWatch(self.desk)
        self.dispatcher = Dispatcher(self.desk)
        self.dispatcher.start()
        readers = CardReaders()
        self.reading = ReadingQueue(self.desk, readers, readers.close)
        self.reading.start()
        self._ask_home()

    def _ask_home(self) -> None:
        from officer_desk.services import offices

        self._the_desk().ask(self, offices.home, then=self._on_home, otherwise=self._on_failed)

    def _on_home(self, home: object) -> None:
        from officer_desk.domain.records import OfficeRecord

        if not isinstance(home, OfficeRecord):
            head = translate("App", "There is no officer yet.")
            command = "officer-desk import-offices offices.csv; officer-desk officers add NAME --full-name … --office …"
            text = translate("App", "Load the offices and add the first officer on the command line: {command}")
            self.sign_in.set_failure(head, text.format(command=command))
            self._look_again.start(_LOOK_AGAIN_MS)
            return
        self._office_line = f"{home.name} · {home.code}"
        self.sign_in.set_ready(self._services(), self._office_line, self._sample_box())
        # Import the pages while the officer types, so that the first list comes at once.
        self.background.run(self, _import_pages, _after_start, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        from officer_desk import texts

        head = translate("App", "The data cannot be opened.")
        self.sign_in.set_failure(head, texts.sentence(error))
        if not isinstance(error, DeskError):
            log.error("opening failed", exc_info=error)

    def _sample_box(self) -> SampleBox | None:
        """Give the sample's conveniences; a real office has no path to them."""
        if self.office is None or not self.office.is_sample:
            return None
        from officer_desk.conveniences import sample_box

        return sample_box(self.office)

    def _services(self) -> SignInServices:
        from officer_desk.services import officers

        desk = self._the_desk()

        def sign_in(
            draft: SignInDraft, then: Callable[[SignInResult], None], otherwise: Callable[[Exception], None]
        ) -> None:
            desk.act(self, officers.sign_in, draft, then=then, otherwise=otherwise)

        def change(
            name: str, old: str, new: str, then: Callable[[SignInResult], None], otherwise: Callable[[Exception], None]
        ) -> None:
            desk.act(self, officers.change_first_password, name, old, new, then=then, otherwise=otherwise)

        def begin(name: str, then: Callable[[Enrolment], None], otherwise: Callable[[Exception], None]) -> None:
            desk.ask(self, officers.begin_enrolment, name, then=then, otherwise=otherwise)

        def finish(
            draft: EnrolmentDraft, then: Callable[[SignInResult], None], otherwise: Callable[[Exception], None]
        ) -> None:
            desk.act(self, officers.finish_enrolment, draft, then=then, otherwise=otherwise)

        return SignInServices(sign_in, change, begin, finish, self._print_codes, self._save_codes, self._on_signed_in)

    def _print_codes(
        self, enrolment: Enrolment, then: Callable[[], None], otherwise: Callable[[Exception], None]
    ) -> None:
        from officer_desk.printing import recovery_codes

        desk = self._the_desk()
        printers, now, office = desk.gateways.printers, desk.now(), self._office_line

        def work(_job: object) -> None:
            found = printers.available()
            if not found:
                raise Refused("no-printer")
            pdf = recovery_codes.render(enrolment.user_name, office, enrolment.recovery_codes, now)
            printers.send(pdf, found[0].name, 1, enrolment.user_name, {"media": "A5"})

        desk.work(self, work, then=lambda _none: then(), otherwise=otherwise)

    def _save_codes(
        self, enrolment: Enrolment, path: Path, then: Callable[[], None], otherwise: Callable[[Exception], None]
    ) -> None:
        from officer_desk.gateways.disk import write_whole
        from officer_desk.printing import recovery_codes

        desk = self._the_desk()
        now, office = desk.now(), self._office_line

        def work(_job: object) -> None:
            write_whole(path, recovery_codes.render(enrolment.user_name, office, enrolment.recovery_codes, now))

        desk.work(self, work, then=lambda _none: then(), otherwise=otherwise)

    def _on_signed_in(self, result: SignInResult) -> None:
        from officer_desk.services import preferences

        desk = self._the_desk()
        desk.actor = result.actor
        # Whoever cannot have his columns back has the usual ones; the list itself says what is wrong with the data.
        desk.ask(
            self,
            preferences.mine,
            then=lambda known: self._open_window(result, known),
            otherwise=lambda _error: self._open_window(result, {}),
        )

    def _open_window(self, result: SignInResult, known: dict[str, dict[str, Any]]) -> None:
        from officer_desk.views.officer_stay import OfficerStay

        desk = self._the_desk()
        badge = None
        if desk.is_sample:
            from officer_desk.conveniences import badge
        self.stay = OfficerStay(desk, known, resources.folder(), self._office_line, badge)
        self.stay.left.connect(self._on_signed_out)
        self.stay.locked_out.connect(lambda: self._on_ended(Refused("session-ended", why="locked")))
        self.main_window = self.stay.window
        self.main_window.resize(self.sign_in.size())
        _show(self.main_window)
        self.stay.start()
        if result.recovery_left is not None:
            self.main_window.tell_recovery_left(result.recovery_left)
        self.sign_in.hide()
        if self.watch is not None:
            self.watch.start()

    def _on_signed_out(self) -> None:
        from officer_desk.services import officers

        desk = self._the_desk()
        if self.watch is not None:
            self.watch.stop()
        self.sign_in.start_again()
        self.sign_in.show()
        if self.stay is not None:
            self.stay.end()
        self.stay = self.main_window = None
        desk.act(self, officers.sign_out, then=lambda _none: None)
        desk.actor = None

    def _on_ended(self, error: Exception) -> None:
        """The administrator ended this officer's work: leave the window, and say why where he signs in."""
        from officer_desk import texts

        if self.main_window is not None:
            self._on_signed_out()
            self.sign_in.form.message.show_message("amber", translate("App", "Signed out."), texts.sentence(error))

    def show_defect(self, error: Exception) -> None:
        """Show the crash dialog: what happened, and where the log is."""
        from officer_desk.views.crash_dialog import CrashDialog

        log.error("defect shown: %s", type(error).__name__)
        what = translate("App", "An unexpected fault: {kind}.").format(kind=type(error).__name__)
        CrashDialog(what, self.settings.log_path, self._window()).open()

    def _window(self) -> QWidget:
        return self.sign_in if self.stay is None else self.stay.front

    def _the_desk(self) -> Desk:
        if self.desk is None:
            message = "the desk is not open"
            raise RuntimeError(message)
        return self.desk


def application(settings: Settings) -> QApplication:
    """Make the Qt application in the office's language and look."""
    catalogue.use_language(settings.language, resources.folder() / "i18n")
    app = QApplication.instance()
    made = app if isinstance(app, QApplication) else QApplication(sys.argv[:1])
    made.setApplicationName("Officer Desk")
    qt_words.install(made, settings.language, resources.folder() / "i18n")
    theme.apply(made, resources.folder(), dark=settings.theme == "dark")
    return made


def run(settings: Settings, prepare: Prepare | None = None) -> int:
    """Open the desk and stay until its window is closed; `prepare` is done first, behind the sign-in window."""
    app = application(settings)
    running = Running(settings, prepare=prepare)
    collector = _Collector()
    sys.excepthook = _hook(running)
    running.start()
    code = app.exec()
    running.close()
    collector.deleteLater()
    return code


def _hook(running: Running) -> Callable[..., None]:
    """Log what nobody caught; the dialog is shown by the GUI thread, whatever thread it happened on."""

    def hook(kind: type[BaseException], error: BaseException, trace: object) -> None:
        log.critical("uncaught: %s", kind.__name__, exc_info=(kind, error, trace))  # type: ignore[arg-type]
        if isinstance(error, Exception):
            QTimer.singleShot(0, running, lambda: running.show_defect(error))

    return hook


def _show(window: QWidget) -> None:
    """Show a window on the whole screen, where that is large enough for it; a desk has nothing beside it."""
    free = window.screen().availableGeometry()
    managed = QGuiApplication.platformName() != "offscreen"  # nobody maximises windows where there are none
    if managed and free.height() >= _SMALLEST.height() and free.width() >= _SMALLEST.width():
        window.showMaximized()
    else:
        window.show()


def _import_pages() -> None:
    for name in ("officer_stay", "declaration_page", "print_preview"):
        import_module(f"officer_desk.views.{name}")


def _after_start(_none: object) -> None:
    """Keep what start-up made out of garbage collection: it lives as long as the desk, and pauses hurt."""
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(_SWITCH_SECONDS)


class _Collector(QObject):
    """Collects garbage on the GUI thread only.

    Python would do it on whatever thread allocates, and a pool thread that frees a widget brings the program down.
    """

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_COLLECT_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
