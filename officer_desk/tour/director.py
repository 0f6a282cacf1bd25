# SPDX-License-Identifier: Apache-2.0
"""Plays scenes on the program's own event loop: a scene is a generator that yields what it waits for."""

import logging
import time
from collections.abc import Callable, Generator

from PySide6.QtCore import QCoreApplication, QObject, QTimer

log = logging.getLogger(__name__)

Condition = Callable[[], bool]
Steps = Generator[Condition, None, None]
"""What a scene gives: conditions, each of which has to become true before it goes on."""

_LOOK_MS = 10
_DEADLINE_S = 20.0


class Late(Exception):
    """What a scene waited for did not come."""


class Director(QObject):
    """Plays one generator to its end. Nothing waits in a loop of its own, so the windows live as they always do."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps
        self._condition: Condition = _at_once
        self._since = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.error: Exception | None = None

    def play(self, app: QCoreApplication) -> None:
        """Play until the end; raises what the steps raised."""
        self._since = time.monotonic()
        self._timer.start()
        app.exec()
        if self.error is not None:
            raise self.error

    def _look(self) -> None:
        try:
            if self._condition():
                self._condition = next(self._steps)
                self._since = time.monotonic()
            elif time.monotonic() - self._since > _DEADLINE_S:
                self._since = time.monotonic()
                self._condition = self._steps.throw(Late)
        except StopIteration:
            self._end()
        except Exception as error:  # noqa: BLE001 - it goes on from `play`
            self.error = error
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        QCoreApplication.quit()


def _at_once() -> bool:
    return True
