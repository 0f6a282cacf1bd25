# SPDX-License-Identifier: Apache-2.0
"""The focus stays on its page when what had it goes out of use: Qt would give it to whatever comes next."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_Page = TypeVar("_Page", bound=QWidget)
_P = ParamSpec("_P")


def keeps_focus(shows: Callable[Concatenate[_Page, _P], None]) -> Callable[Concatenate[_Page, _P], None]:
    """Mark a page's method that hides or disables parts of it: what is typed on goes to the page, not to a search."""

    @wraps(shows)
    def kept(page: _Page, /, *args: _P.args, **kwargs: _P.kwargs) -> None:
        held = _focused(page)
        within = held is not None and page.isAncestorOf(held)
        shows(page, *args, **kwargs)
        now = _focused(page)
        usable = now is not None and page.isAncestorOf(now) and now.isVisible() and now.isEnabled()
        if within and not usable:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    return kept


def _focused(page: QWidget) -> QWidget | None:
    """Give what has the focus of the page's window, whether or not that is the active one."""
    return page.window().focusWidget()
