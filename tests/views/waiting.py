# SPDX-License-Identifier: Apache-2.0
"""Waiting until something is there, with the windows alive: for helpers that have no `qtbot`."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

_LOOK_MS, _MOST_LOOKS = 5, 2000


def wait_until(condition: Callable[[], bool]) -> None:
    """Come back as soon as the condition holds; it fails when that takes ten seconds."""
    loop, looks = QEventLoop(), 0

    def look() -> None:
        nonlocal looks
        looks += 1
        if condition() or looks > _MOST_LOOKS:
            loop.quit()

    timer = QTimer(interval=_LOOK_MS)
    timer.timeout.connect(look)
    if not condition():
        timer.start()
        loop.exec()
    assert condition()
