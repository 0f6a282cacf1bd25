# SPDX-License-Identifier: Apache-2.0
"""Looks after a print job until its queue says what became of it; nothing is called printed before that."""

from PySide6.QtCore import QObject, QTimer, Signal

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.gateways.printers import PrintJob, PrintOutcome
from officer_desk.views import print_work
from officer_desk.views.print_work import PrintingSystem

_LOOKS = 20
_EVERY_MS = 750


class JobWatch(QObject):
    """Asks in the background, a little later again, and gives up after a quarter of a minute."""

    ended = Signal(object, object)
    """Job and outcome; "waiting" when it was given up."""
    failed = Signal(object)
    """The print system does not answer any more."""

    def __init__(self, desk: Desk, system: PrintingSystem, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._system = desk, system
        self._job: PrintJob | None = None
        self._looks = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_EVERY_MS)
        self._later.timeout.connect(self._look)

    def follow(self, job: PrintJob) -> None:
        """Look after this job, and no longer after the one before."""
        self._job, self._looks = job, 0
        self._look()

    def stop(self) -> None:
        """Look after nothing."""
        self._job = None
        self._later.stop()

    def _look(self) -> None:
        job = self._job
        if job is None:
            return

        def answered(outcome: PrintOutcome) -> None:
            if self._job is job:
                self._on_outcome(job, outcome)

        def silent(error: Exception) -> None:
            if self._job is job:
                self.stop()
                self.failed.emit(error)

        self._desk.work(self, print_work.outcome, self._system, job, then=answered, otherwise=silent)

    def _on_outcome(self, job: PrintJob, outcome: PrintOutcome) -> None:
        self._looks += 1
        if outcome == "waiting" and self._looks < _LOOKS:
            self._later.start()
            return
        self.stop()
        self.ended.emit(job, outcome)


def words_of(job: PrintJob, outcome: PrintOutcome) -> tuple[str, str, str, str]:
    """Give tone, head, text and icon of the line that tells an outcome."""
    rest = translate("PrintPreview", "The form waits in the queue, not printed yet.")
    if outcome == "done":
        head = translate("PrintPreview", "Printed on {printer}.")
        tone, rest, icon = "success", "", "circle-check"
    elif outcome == "paused":
        head = translate("PrintPreview", "The printer {printer} is paused.")
        tone, icon = "amber", "pause"
    elif outcome == "waiting":
        head = translate("PrintPreview", "The printer {printer} is still busy.")
        tone, icon = "information", "clock"
    else:
        head = translate("PrintPreview", "{printer} did not print the form.")
        rest = translate("PrintPreview", "The job was cancelled or failed. Look at the printer, then print again.")
        tone, icon = "red", "printer"
    return tone, head.format(printer=job.printer), rest, icon
