# SPDX-License-Identifier: Apache-2.0
"""The focus stays on its page when what had it goes out of use: Qt would give it to whatever comes next in the window."""

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


@contextmanager
def focus_kept(page: QWidget) -> Generator[None]:
    """While widgets of `page` are hidden or disabled: what is typed on goes to the page, not into the quick box."""
    held = page.window().focusWidget()
    within = held is not None and page.isAncestorOf(held)
    yield
    now = page.window().focusWidget()
    usable = now is not None and page.isAncestorOf(now) and now.isVisible() and now.isEnabled()
    if within and not usable:
        page.setFocus(Qt.FocusReason.OtherFocusReason)
