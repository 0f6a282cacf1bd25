# SPDX-License-Identifier: Apache-2.0
"""Covering the desk: every window goes, the cover comes, and afterwards all is where it was, to the letter."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QToolTip, QWidget

from officer_desk.desk import Desk
from officer_desk.services import officers
from officer_desk.views.cover import Cover
from officer_desk.views.idle import Idle, seconds_awake


class Covering(QObject):
    """One for each officer who signs in, over his main window.

    The windows are hidden, not painted over: what is hidden has no pixel, no key and no place in what is read aloud.
    """

    sign_out_wanted = Signal()
    """Another officer wants the desk."""
    locked_out = Signal()
    """This one failed too often."""

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        office_line: str,
        badge: Callable[[], QWidget] | None = None,
        clock: Callable[[], float] = seconds_awake,
    ) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._office_line, self._badge = office_line, badge
        self.cover: Cover | None = None
        self.idle = Idle(lambda: desk.office.settings.idle_minutes, clock, self)
        self._hidden: list[tuple[QWidget, bool]] = []
        self._focus: QWidget | None = None
        self._copied = False
        self.idle.idle.connect(self._on_idle)
        QGuiApplication.clipboard().dataChanged.connect(self._on_copied)
        self.idle.start()

    @property
    def is_covered(self) -> bool:
        """Whether the cover is on the screen."""
        return self.cover is not None

    def cover_now(self) -> None:
        """Cover the screen because the officer wants it (Ctrl+L)."""
        self._cover("asked", 0)

    def end(self) -> None:
        """The officer leaves: nothing is watched or covered any more."""
        self.idle.stop()
        self._take_cover_away()

    def _on_idle(self) -> None:
        self._cover("idle", self._desk.office.settings.idle_minutes)

    def _cover(self, why: str, idle_minutes: int) -> None:
        if self.cover is not None:
            return
        QGuiApplication.inputMethod().commit()  # what an input method still holds is typed, too
        self.idle.stop()
        self._focus = QApplication.focusWidget()
        self.cover = cover = Cover(self._desk, self._office_line, None if self._badge is None else self._badge())
        cover.opened.connect(self._on_opened)
        cover.left.connect(self.sign_out_wanted)
        cover.locked.connect(self.locked_out)
        cover.cover(self._desk.now(), idle_minutes)
        cover.setGeometry(self._window.geometry())
        cover.setWindowState(self._window.windowState())
        self._clear_clipboard()
        cover.show()
        self._hide_others()
        cover.activateWindow()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)  # only while covered: what opens meanwhile has to wait
        self._desk.act(self, officers.cover, why, then=_nothing, otherwise=_nothing)

    def _hide_others(self) -> None:
        """Hide every other window; a file dialog cannot wait and is left as if it had been cancelled."""
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for widget in QApplication.topLevelWidgets():
            if widget is not self.cover and widget.isVisible():
                self._hide(widget)

    def _hide(self, widget: QWidget) -> None:
        if isinstance(widget, QFileDialog):
            widget.reject()
            return
        self._hidden.append((widget, isinstance(widget, QDialog) and widget.isModal()))
        widget.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let no window open over the cover: it comes after the cover has gone."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self._is_foreign(watched):
            QTimer.singleShot(0, watched, lambda: self._hide_late(watched))
        return False

    def _is_foreign(self, widget: QWidget) -> bool:
        """Tell whether a window is not the cover's own; a menu of its field, or a fault told over it, is."""
        owner: QWidget | None = widget
        while owner is not None and owner is not self.cover:
            owner = owner.parentWidget()
        return self.cover is not None and widget.isWindow() and owner is None

    def _hide_late(self, widget: QWidget) -> None:
        if self._is_foreign(widget) and widget.isVisible():
            self._hide(widget)

    def _on_opened(self) -> None:
        hidden, focus = self._hidden, self._focus
        self._hidden = []
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        for widget, modal in hidden:
            if not shiboken6.isValid(widget):
                continue
            if modal and isinstance(widget, QDialog):
                widget.open()
            else:
                widget.show()
        self._take_cover_away()
        last = next((w for w, _ in reversed(hidden) if shiboken6.isValid(w)), self._window)
        last.activateWindow()
        if focus is not None and shiboken6.isValid(focus) and focus.isVisible():
            focus.setFocus()
        self.idle.start()

    def _take_cover_away(self) -> None:
        cover, self.cover, self._focus = self.cover, None, None
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        if cover is not None:
            cover.hide()
            cover.deleteLater()

    def _on_copied(self) -> None:
        """What is copied while this program is in front was copied from it; not every system says whose it is."""
        self._copied = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive

    def _clear_clipboard(self) -> None:
        """Take away what was copied from this program: a number in the clipboard is a piece of the file."""
        clipboard = QGuiApplication.clipboard()
        if self._copied or clipboard.ownsClipboard():
            clipboard.clear()


def _nothing(_outcome: object) -> None:
    """Whether it was traced or not, the screen is covered."""
