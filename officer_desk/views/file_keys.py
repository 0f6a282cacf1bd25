# SPDX-License-Identifier: Apache-2.0
"""The keys of the open file."""

from __future__ import annotations

from collections.abc import Callable
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
    bind("back", page, partial(_step_back, page))
    commands: dict[str, Callable[[], object]] = {
        "assign": page.work.assign,
        "ask-supervisor": page.work.ask,
        "receive": page.receive,
        "compared": partial(_unless_scanning, page, photos.mark_all),
        "valid": partial(page.choose, Verdict.VALID),
        "invalid": partial(page.choose, Verdict.INVALID),
        "incomplete": partial(page.choose, Verdict.INCOMPLETE),
        "record": page.recording.record,
        "next-file": page.go_next,
        "form": page.print_form,
        "scan": page.scan_form,
        "uphold": partial(page.work.disagreement.settle, uphold=True),
        "overrule": partial(page.work.disagreement.settle, uphold=False),
        "take-over": page.claiming.take_over,
        "next-tab": page.body.declared.next_tab,
        "undo": page.held.undo_newest,
        "refresh": page.ask_again,
        "guidance": page.print_guidance,
        "filter-reasons": partial(_filter_reasons, page),
        "pictures-all": partial(_unless_scanning, page, photos.show_all),
        "actual-size": partial(_press, page, "ratio"),
        "zoom-in": partial(_press, page, "in"),
        "zoom-out": partial(_press, page, "out"),
        "rotate-left": partial(_press, page, "left"),
        "rotate-right": partial(_press, page, "right"),
        "blink": partial(_unless_scanning, page, photos.blink),
    }
    for index, name in enumerate(("picture-1", "picture-2", "picture-3"), 1):
        commands[name] = partial(_unless_scanning, page, partial(photos.show_only, index))
    for name, command in commands.items():
        bind(name, page, partial(_unless_asked, page, command))


def _step_back(page: DeclarationPage) -> None:
    if not (page.scanning.step_back() or page.claiming.stop_asking() or page.body.declared.compared.step_back()):
        page.leaving.step_back()


def _unless_asked(page: DeclarationPage, command: Callable[[], object]) -> None:
    """While a change waits for «Xác nhận», only Enter and Esc do something."""
    if not page.confirmation.isVisible():
        command()


def _unless_scanning(page: DeclarationPage, command: Callable[[], object]) -> None:
    """While the scan panel stands in the place of the pictures, nothing is done to them unseen."""
    if not page.scanning.is_open:
        command()


def _press(page: DeclarationPage, tool: str) -> None:
    """Let a key for pictures act on what is scanned or on the signed form that has the focus, else on the pictures."""
    if not page.scanning.press(tool) and not page.body.declared.signed.press(tool):
        page.body.photos.press(tool)


def _filter_reasons(page: DeclarationPage) -> None:
    panel = page.body.assessment
    reasons = None if panel.verdict is None else panel.reasons.get(panel.verdict)
    if reasons is not None:
        reasons.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        reasons.filter.selectAll()
