# SPDX-License-Identifier: Apache-2.0
"""The keys of the open file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from officer_desk.domain.values import Verdict
from officer_desk.views.actions import bind

if TYPE_CHECKING:
    from officer_desk.views.declaration_page import DeclarationPage


def bind_keys(page: DeclarationPage) -> None:
    """Let the page listen to its commands for as long as it is in view."""
    photos = page.body.photos
    bind("back", page, page.step_back)
    bind("receive", page, page.receive)
    bind("compared", page, photos.mark_all)
    bind("valid", page, partial(page.choose, Verdict.VALID))
    bind("invalid", page, partial(page.choose, Verdict.INVALID))
    bind("incomplete", page, partial(page.choose, Verdict.INCOMPLETE))
    bind("record", page, page.record)
    bind("next-file", page, page.go_next)
    bind("form", page, page.print_form)
    bind("next-tab", page, page.body.declared.next_tab)
    bind("refresh", page, page.ask_again)
    bind("guidance", page, page.print_guidance)
    bind("filter-reasons", page, partial(_filter_reasons, page))
    for index, name in enumerate(("pictures-all", "picture-1", "picture-2", "picture-3")):
        bind(name, page, partial(photos.show_only, index))
    for name, tool in (
        ("actual-size", "ratio"),
        ("zoom-in", "in"),
        ("zoom-out", "out"),
        ("rotate-left", "left"),
        ("rotate-right", "right"),
    ):
        bind(name, page, partial(photos.press, tool))


def _filter_reasons(page: DeclarationPage) -> None:
    panel = page.body.assessment
    reasons = None if panel.verdict is None else panel.reasons.get(panel.verdict)
    if reasons is not None:
        reasons.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        reasons.filter.selectAll()
