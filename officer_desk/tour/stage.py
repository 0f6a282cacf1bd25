# SPDX-License-Identifier: Apache-2.0
"""The stage of the tour: the running desk, who plays in it, and what every scene does with keys and eyes."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import zxingcpp
from PIL import Image
from pyotp import parse_uri
from pyotp.totp import TOTP
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from officer_desk.app import Running
from officer_desk.domain.records import Actor, DeclarationRecord
from officer_desk.domain.values import Queue
from officer_desk.office import OpenOffice
from officer_desk.sample.officers import OFFICERS
from officer_desk.services.officers import STEP_SECONDS
from officer_desk.tour import hands
from officer_desk.tour.camera import Camera
from officer_desk.tour.cast import Cast, Wanted
from officer_desk.tour.director import Condition, Steps
from officer_desk.views import dialogs
from officer_desk.views.declaration_page import DeclarationPage
from officer_desk.views.main_window import MainWindow
from officer_desk.views.reasons_panel import ReasonRow
from officer_desk.views.search_page import SearchPage
from officer_desk.views.top_bar import officer_words

RECEPTION, SUPERVISOR, ADMINISTRATOR, FRESH = OFFICERS
W = TypeVar("W", bound=QWidget)
_MOST_TABS = 60
_MOMENT_S = 0.4
_LOOKS_IN_A_ROW = 3


class Stage:
    """What a scene works with."""

    def __init__(self, running: Running, folder: Path, size: QSize) -> None:
        self.running, self.folder, self.size = running, folder, size
        self.camera = Camera(folder, size)
        self._cast: Cast | None = None
        self._used_steps: dict[str, int] = {}
        # The officer's answer to the one question that the system asks in a window of its own.
        self.save_as = folder / "unnamed.pdf"
        dialogs.choose_save = self._answer

    def _answer(self, _parent: QWidget | None, _title: str, _suggested: str) -> Path | None:
        return self.save_as

    # --- what is there -------------------------------------------------------------------------------------------

    @property
    def window(self) -> QWidget:
        """The window in which the officer works now."""
        stay = self.running.stay
        return self.running.sign_in if self.running.main_window is None or stay is None else stay.front

    @property
    def main(self) -> MainWindow:
        """The desk's window; there after signing in."""
        if self.running.main_window is None:
            raise LookupError("main window")
        return self.running.main_window

    @property
    def list(self) -> SearchPage:
        """The page with the list."""
        return self.main.search_page

    @property
    def file(self) -> DeclarationPage:
        """The page of the open file."""
        return one_of(DeclarationPage, self.main)

    @property
    def office(self) -> OpenOffice:
        """The office on whose data the desk works."""
        if self.running.office is None:
            raise LookupError("office")
        return self.running.office

    @property
    def cast(self) -> Cast:
        """The files for the scenes."""
        if self._cast is None:
            self._cast = Cast(self.office, self.actor)
        return self._cast

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        if self.running.desk is None or self.running.desk.actor is None:
            raise LookupError("actor")
        return self.running.desk.actor

    def now(self) -> datetime:
        """The office's time."""
        return self.office.clock.now()

    # --- waiting -------------------------------------------------------------------------------------------------

    def settled(self) -> Condition:
        """True once nothing is under way: no work, no pause after typing, no announcement that is to come."""
        calm = 0

        def look() -> bool:
            nonlocal calm
            busy = self.running.background.busy or any(
                timer.isActive() and timer.isSingleShot() for timer in self.window.findChildren(QTimer)
            )
            calm = 0 if busy else calm + 1
            return calm > _LOOKS_IN_A_ROW

        return look

    def then(self, condition: Condition) -> Steps:
        """Wait for something, and until the desk rests."""
        yield condition
        yield self.settled()

    def moment(self) -> Steps:
        """Let a moment pass, in which a question that has just come up takes no key."""
        began = time.monotonic()
        yield lambda: time.monotonic() - began > _MOMENT_S

    # --- doing ---------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> Steps:
        """Press keys one after the other; after each the desk comes to rest."""
        for key in keys:
            hands.press(key, self.window)
            yield self.settled()

    def write(self, text: str) -> Steps:
        """Write into the field that has the focus, in the place of what stands there."""
        hands.erase(self.window)
        hands.write(text, self.window)
        yield self.settled()

    def click(self, name: str) -> Steps:
        """Click the button that is called so."""
        hands.click(hands.button(name, self.window))
        yield self.settled()

    def click_beginning(self, words: str) -> Steps:
        """Click the button whose words begin so; a count may follow them."""
        hands.click(hands.button_beginning(words, self.window))
        yield self.settled()

    def go_to(self, place: str) -> Steps:
        """Go to another page by its entry at the side."""
        yield from self.click_beginning(place)

    def tab_to(self, wanted: Callable[[QWidget], bool]) -> Steps:
        """Press Tab until the focus is where it is wanted; LookupError when Tab never comes there."""
        for _ in range(_MOST_TABS):
            focus = self.window.focusWidget()
            if focus and wanted(focus):
                return
            hands.press_tab(focus or self.window)
            yield lambda: True
        raise LookupError("no way by Tab")

    def take(self, name: str, dialog: QWidget | None = None) -> None:
        """Take a picture."""
        self.camera.take(name, self.window, dialog=dialog)

    def sign_in(self, user_name: str, password: str, code: str = "") -> Steps:
        """Type name, password and code, each in its field; a field that is done is left with Tab."""
        form = self.running.sign_in.form
        for field, text in ((form.user_name, user_name), (form.password, password), (form.code, code)):
            yield from self.tab_to(lambda focus, field=field: focus is field)
            yield from self.write(text)
        yield from self.press("Return")

    def sign_out(self) -> Steps:
        """Sign out by the menu under the officer's name: its last entry."""
        hands.click(hands.button(officer_words(self.actor), self.main.top_bar))
        menu = QApplication.activePopupWidget()
        if menu is None:
            raise LookupError("menu")
        QTest.keyClick(menu, Qt.Key.Key_Up)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        self._cast = None
        yield from self.then(lambda: self.running.main_window is None and self.running.sign_in.isVisible())

    def phone_code(self, secret: str) -> str:
        """Give what the officer's phone shows: a code counts once, so who just signed in takes the next one."""
        seconds = int(self.office.clock.phone_now().timestamp())
        step = max(seconds // STEP_SECONDS, self._used_steps.get(secret, 0) + 1)
        self._used_steps[secret] = step
        return TOTP(secret).generate_otp(step)

    def scan(self, widget: QWidget) -> str:
        """Read a QR code from the screen, and give the secret that a phone would take from it."""
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        picture = Image.frombuffer(
            "RGB", (image.width(), image.height()), bytes(image.constBits()), "raw", "RGB", image.bytesPerLine(), 1
        )
        found = zxingcpp.read_barcodes(picture)
        if not found:
            raise LookupError("QR code")
        return str(parse_uri(found[0].text).secret)

    def go_to_list(self) -> Steps:
        """Leave whatever is open, with Esc; what was typed is kept as a draft."""
        for _ in range(6):
            if self.main.pages.currentWidget() is self.list:
                break
            yield from self.press("Esc")
            page = self.main.pages.currentWidget()
            if isinstance(page, DeclarationPage) and page.bar.is_asking:
                yield from self.press("Return")
        yield lambda: self.main.pages.currentWidget() is self.list

    def search(self, text: str) -> Steps:
        """Type into the quick box and press Enter."""
        yield from self.press("F3")
        yield from self.write(text)
        yield from self.press("Return")

    def open(self, record: DeclarationRecord) -> Steps:
        """Find a file by its number and let Enter open it."""
        yield from self.go_to_list()
        yield from self.search(record.number)
        yield from self.then(lambda: self.shown_id == record.id)

    def to_queue(self, queue: Queue) -> Steps:
        """Go to a queue with Ctrl+↓, from whichever is shown."""
        for _ in Queue:
            if self.list.queue is queue:
                return
            yield from self.press("Ctrl+Down")
        raise LookupError(queue)

    def open_from_queue(self, wanted: Wanted) -> Steps:
        """Go to a file of the waiting ones that fits, and open it with Enter."""
        yield from self.go_to_list()
        yield from self.press("F3", "Esc")
        yield from self.to_queue(Queue.WAITING)
        yield from self.press("Home")
        record = self.cast.find(wanted)
        for _ in range(self.cast.place_of(record)):
            hands.press("Down", self.window)
        yield from self.press("Return")
        yield from self.then(lambda: self.shown_id == record.id)

    @property
    def shown_id(self) -> int | None:
        """The id of the open file."""
        page = self.main.pages.currentWidget()
        shown = page.record_shown if isinstance(page, DeclarationPage) else None
        return None if shown is None else shown.id

    def recorded(self) -> Steps:
        """Wait until the desk says that it was done: on the next file, or on the list where there is none."""

        def said() -> bool:
            page = self.main.pages.currentWidget()
            return bool((page if isinstance(page, DeclarationPage) else self.main).success.text)

        yield from self.then(said)

    def tick_reason(self) -> Steps:
        """Go to the first reason and tick it."""
        yield from self.tab_to(lambda focus: isinstance(focus, ReasonRow))
        yield from self.press("Space")

    def add_words(self, text: str) -> Steps:
        """Go to the field for free words and write."""
        yield from self.tab_to(lambda focus: isinstance(focus, QPlainTextEdit) and not focus.isReadOnly())
        yield from self.write(text)


def one_of(kind: type[W], within: QWidget) -> W:
    """Give the part of a window that is of a kind and in view; LookupError when there is none."""
    for found in within.findChildren(kind):
        if found.isVisible():
            return found
    raise LookupError(kind.__name__)
