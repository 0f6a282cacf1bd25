# SPDX-License-Identifier: Apache-2.0
"""Leaving the open file: what is open is closed first, and what was typed is asked about once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from officer_desk.views.action_bar import ActionBar
from officer_desk.views.assessment_panel import AssessmentPanel
from officer_desk.views.declaration_head import DeclarationHead
from officer_desk.views.file_work import FileWork
from officer_desk.views.recording import Recording


class Leaving(QObject):
    """Asks in the action bar, not in a window; `gone` comes when the officer may go."""

    gone = Signal(object)
    """What to do instead of going back to the list (a callable), or None."""

    def __init__(
        self, head: DeclarationHead, work: FileWork, panel: AssessmentPanel, bar: ActionBar, recording: Recording
    ) -> None:
        super().__init__(bar)
        self._head, self._work, self._panel, self._bar, self._recording = head, work, panel, bar, recording
        self._go_on: Callable[[], None] | None = None
        bar.leave_confirmed.connect(self._on_confirmed)

    def forget(self) -> None:
        """Another file is shown: nobody is leaving."""
        self._go_on = None
        self._bar.stop_asking()

    def leave(self, go_on: Callable[[], None] | None) -> None:
        """Go, or do `go_on` instead; ask first if something typed would be lost."""
        self._go_on = go_on
        if (self._panel.typed or self._head.typed or self._work.typed) and not self._bar.is_asking:
            self._bar.ask_to_leave()
        else:
            self._on_confirmed()

    def step_back(self) -> None:
        """Esc: close what is open last; with nothing open go back to the list."""
        if self._recording.is_confirming:
            self._recording.close_confirmation()
        elif self._bar.is_asking:
            self._bar.stop_asking()
        elif not self._work.close_row() and not self._head.close_row():
            self.leave(None)

    def _on_confirmed(self) -> None:
        go_on, self._go_on = self._go_on, None
        self._bar.stop_asking()
        self.gone.emit(go_on)
