# SPDX-License-Identifier: Apache-2.0
"""The day's list of received files on paper: A4 across, its table's head on every page, a column to sign in.

Heads, sizes and the place-and-day line follow Nghị định 30/2020/NĐ-CP, Phụ lục I, as far as a list has them.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from officer_desk.printing import fonts, letterhead, pdf
from officer_desk.printing.layout import A4, MM, Page, Rule, Sheet, wrap
from officer_desk.printing.letterhead import Letterhead
from officer_desk.printing.values import clean

SIZE = (A4[1], A4[0])
_LEFT, _RIGHT, _TOP, _BOTTOM = 20 * MM, 15 * MM, 16 * MM, 18 * MM
_TEXT, _HEAD, _SMALL = 11.0, 10.5, 8.5
_LINE, _AIR, _PAD = 13.0, 6.5, 4.0
_SIGNING = 95.0
"""Points for who made the list to sign below it."""
_SHARES = (30, 104, 152, 72, 92, 48, 74, 100)
"""Points of each column; signing has the rest."""


class DayPaper(NamedTuple):
    """Everything that stands on the pages; the printer looks nothing up."""

    head: Letterhead
    title: str
    subtitle: str
    heads: tuple[str, ...]
    """One more than each row has cells: the last column is left to be signed."""
    rows: tuple[tuple[str, ...], ...]
    nothing: str
    """Said in the place of rows where there are none."""
    total: str
    signer: str
    signer_hint: str
    signer_name: str
    mark: str
    page_words: str
    """"Trang {page}/{pages}"."""


def render(paper: DayPaper) -> bytes:
    """Give the PDF."""
    return pdf.write(compose(paper), f"{paper.title} {paper.subtitle}", clean(paper.head.office))


def compose(paper: DayPaper) -> tuple[Page, ...]:
    """Lay the pages out; a row is never cut, and nobody signs on a page without a row of the list."""
    sheets = [Sheet(SIZE, _LEFT, _RIGHT, _TOP)]
    letterhead.draw(sheets[0], paper.head)
    sheets[0].centred_lines((paper.title,), fonts.BOLD, 14, 30)
    sheets[0].centred_lines((paper.subtitle,), fonts.ITALIC, 13, 18)
    sheets[0].down(10)
    _table_head(sheets[0], paper)
    for place, row in enumerate(paper.rows):
        needed = _height(row) + (_SIGNING if place == len(paper.rows) - 1 else 0)
        if sheets[-1].y - needed < _BOTTOM:
            sheets.append(Sheet(SIZE, _LEFT, _RIGHT, _TOP))
            _table_head(sheets[-1], paper)
        _row(sheets[-1], row)
    if not paper.rows:
        sheets[-1].down(20)
        sheets[-1].centred(paper.nothing, fonts.ITALIC, _TEXT)
    _end(sheets[-1], paper)
    return tuple(_footed(sheet, paper, page, len(sheets)) for page, sheet in enumerate(sheets, 1))


def _edges(sheet: Sheet) -> list[float]:
    edges = [sheet.left]
    for share in _SHARES:
        edges.append(edges[-1] + share)
    return [*edges, sheet.right]


def _table_head(sheet: Sheet, paper: DayPaper) -> None:
    edges, top = _edges(sheet), sheet.y
    lines = [
        wrap(head, fonts.BOLD, _HEAD, right - left - 2 * _PAD)
        for head, (left, right) in zip(paper.heads, pairwise(edges), strict=True)
    ]
    height = max(map(len, lines)) * _LINE + _AIR
    sheet.rule(sheet.left, sheet.right, 0)
    for words, (left, right) in zip(lines, pairwise(edges), strict=True):
        sheet.y = top - (height - len(words) * _LINE) / 2 - _LINE + 3
        for line in words:
            sheet.centred(line, fonts.BOLD, _HEAD, (left + right) / 2)
            sheet.down(_LINE)
    _close(sheet, edges, top, height)


def _wrapped(row: Sequence[str]) -> list[list[str]]:
    return [wrap(clean(cell), fonts.REGULAR, _TEXT, share - 2 * _PAD) for cell, share in zip(row, _SHARES, strict=True)]


def _height(row: Sequence[str]) -> float:
    return max(map(len, _wrapped(row))) * _LINE + 2 * _AIR


def _row(sheet: Sheet, row: Sequence[str]) -> None:
    edges, top, height = _edges(sheet), sheet.y, _height(row)
    # The last column has no words: it is there to be signed in.
    for place, (words, (left, right)) in enumerate(zip(_wrapped(row), pairwise(edges), strict=False)):
        sheet.y = top - _AIR - _LINE + 3
        for line in words:
            if place == 0:
                sheet.centred(line, fonts.REGULAR, _TEXT, (left + right) / 2)
            else:
                sheet.text(left + _PAD, line, fonts.REGULAR, _TEXT)
            sheet.down(_LINE)
    _close(sheet, edges, top, height)


def _close(sheet: Sheet, edges: Sequence[float], top: float, height: float) -> None:
    """Draw the line below a row and the upright ones beside its cells."""
    sheet.y = top - height
    sheet.rule(sheet.left, sheet.right, 0)
    for x in edges:
        sheet.operations.append(Rule(x, top + 0.35, x, sheet.y - 0.35))


def _end(sheet: Sheet, paper: DayPaper) -> None:
    sheet.down(19)
    sheet.text(sheet.left, paper.total, fonts.BOLD, _TEXT)
    centre = sheet.right - sheet.width / 6
    sheet.centred(paper.signer, fonts.BOLD, 13, centre)
    sheet.down(15)
    sheet.centred(paper.signer_hint, fonts.ITALIC, 13, centre)
    sheet.down(52)
    sheet.centred(clean(paper.signer_name), fonts.BOLD, 13, centre)


def _footed(sheet: Sheet, paper: DayPaper, page: int, pages: int) -> Page:
    """Write on each page who took it along, and which of how many it is."""
    sheet.y = 9 * MM
    sheet.rule(sheet.left, sheet.right, -10, 0.4)
    sheet.text(sheet.left, clean(paper.mark), fonts.ITALIC, _SMALL)
    sheet.to_right(paper.page_words.format(page=page, pages=pages), fonts.REGULAR, _SMALL)
    return sheet.page()
