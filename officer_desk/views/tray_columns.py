# SPDX-License-Identifier: Apache-2.0
"""The columns of the pages that wait, and of what became of a stack."""

from dataclasses import replace

from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_clock
from officer_desk.domain.records import SignedPageRecord, StackPage
from officer_desk.views.tables import Cell, Column
from officer_desk.views.tray_words import outcome_cell, why_cell


def waiting_columns() -> tuple[Column[SignedPageRecord], ...]:
    """Give number in the row, why it waits, and since when."""
    return (
        Column(
            translate("Tray", "No."), 40, lambda _page, line: Cell(str(line), "ink2"), figures=True, right=True
        ),
        Column(
            translate("Tray", "Why it waits"), 140, lambda page, _line: _tipped(why_cell(page)),
            strong=True, icon=True, takes_rest=True,
        ),
        Column(
            translate("Tray", "Since"), 90, lambda page, _line: Cell(format_clock(page.added_at), "ink2"),
            figures=True,
        ),
    )  # fmt: skip


def result_columns() -> tuple[Column[StackPage], ...]:
    """Give what became of each page."""
    outcomes = tuple(outcome_cell(outcome).text for outcome in ("filed", "flagged", "refused", "unread"))
    return (
        Column(
            translate("Tray", "Page"), 56, lambda page, _line: Cell(str(page.page), "ink2"), figures=True, right=True
        ),
        Column(
            translate("Tray", "Outcome"),
            130,
            lambda page, _line: outcome_cell(page.outcome),
            strong=True,
            icon=True,
            samples=outcomes,
        ),
        Column(translate("Tray", "File"), 148, lambda page, _line: Cell(page.number or "–"), figures=True, strong=True),
        Column(
            translate("Tray", "Details"),
            300,
            lambda page, _line: Cell(page.message, tool_tip=page.message),
            figures=True,
            takes_rest=True,
        ),
    )


def _tipped(cell: Cell) -> Cell:
    """Let the words be read whole where the column is narrow."""
    return replace(cell, tool_tip=cell.text)
