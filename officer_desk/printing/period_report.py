# SPDX-License-Identifier: Apache-2.0
"""The period report on paper: figures in a table, then the same as bars that read in black and white."""

from collections.abc import Sequence
from typing import NamedTuple

from officer_desk.printing import bars, fonts, letterhead, pdf
from officer_desk.printing.bars import Bar
from officer_desk.printing.layout import A4, MM, Page, Rule, Sheet, wrap
from officer_desk.printing.letterhead import Letterhead
from officer_desk.printing.values import clean

SIZE = (A4[1], A4[0])
_LEFT, _RIGHT, _TOP, _BOTTOM = 16 * MM, 16 * MM, 15 * MM, 17 * MM
_TEXT, _SMALL, _HEAD = 10.5, 8.5, 15.0
_ROW = 17.0
_NAMES = 170.0
_SIGNING = 100.0
"""Points for signing and names."""


class ReportTable(NamedTuple):
    """Names at the left, counts in columns; the last line is the sum of those before."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ReportPaper(NamedTuple):
    """Everything that stands on the pages; the printer counts nothing and looks nothing up."""

    head: Letterhead
    office: str
    title: str
    period: str
    lines: tuple[str, ...]
    """Who made it and when, and what else a reader must know."""
    balance: str
    tables: tuple[ReportTable, ...]
    plots: tuple[tuple[str, tuple[Bar, ...]], ...]
    """The first plot stands, the others lie; each with its title."""
    empty_plot: str
    """Said in the place of bars where all are nothing."""
    signers: tuple[tuple[str, str], ...]
    """Who signs, from left to right, each with the name that stands below; an empty one is written by hand."""
    signer_hint: str
    mark: str
    page_words: str
    """"Trang {page}/{pages}"."""


def render(paper: ReportPaper) -> bytes:
    """Give the PDF."""
    return pdf.write(compose(paper), f"{paper.title} {paper.period}", clean(paper.office))


def compose(paper: ReportPaper) -> tuple[Page, ...]:
    """Lay the pages out; what does not fit goes on, with the table's head, on the next."""
    made = _Pages()
    _head(made, paper)
    for table in paper.tables:
        _table(made, table)
        if table is paper.tables[0]:
            made.sheet.down(14)
            made.sheet.plain(paper.balance, fonts.ITALIC, _TEXT, 13)
    for place, (title, plotted) in enumerate(paper.plots):
        is_last = place == len(paper.plots) - 1
        _plot(made, title, plotted, paper.empty_plot, stands=place == 0, below=_SIGNING if is_last else 0)
    made.make_room(_SIGNING)
    _sign(made.sheet, paper)
    return tuple(_footed(sheet, paper, page, len(made.sheets)) for page, sheet in enumerate(made.sheets, 1))


class _Pages:
    """The pages so far; the last one is being filled."""

    def __init__(self) -> None:
        self.sheets = [Sheet(SIZE, _LEFT, _RIGHT, _TOP)]

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def make_room(self, points: float) -> bool:
        """Begin a new page where less than so much is left; say whether that was so."""
        if self.sheet.y - points >= _BOTTOM:
            return False
        self.sheets.append(Sheet(SIZE, _LEFT, _RIGHT, _TOP))
        return True


def _head(made: _Pages, paper: ReportPaper) -> None:
    sheet = made.sheet
    letterhead.draw(sheet, paper.head)
    sheet.down(30)
    sheet.centred(paper.title, fonts.BOLD, _HEAD)
    sheet.down(17)
    sheet.centred(paper.period, fonts.ITALIC, 12)
    sheet.down(8)
    for line in paper.lines:
        sheet.plain(clean(line), fonts.REGULAR, _TEXT, 13)


def _table(made: _Pages, table: ReportTable) -> None:
    made.make_room(95)
    made.sheet.down(26)
    made.sheet.text(made.sheet.left, table.title, fonts.BOLD, _TEXT + 1)
    _table_head(made.sheet, table)
    for place, row in enumerate(table.rows):
        name = wrap(clean(row[0]), fonts.REGULAR, _TEXT, _names(table) - 6)
        if made.make_room(_ROW + 12 * (len(name) - 1)):
            _table_head(made.sheet, table)
        _table_row(made.sheet, table, name, row[1:], is_sum=place == len(table.rows) - 1)


def _table_head(sheet: Sheet, table: ReportTable) -> None:
    step = _step(table)
    lines = [wrap(head, fonts.BOLD, _SMALL, step - 6) for head in table.heads[1:]]
    tall = max(len(one) for one in lines)
    sheet.down(8)
    sheet.rule(sheet.left, _end(sheet, table), 0, 0.9)
    top = sheet.y
    for column, words in enumerate(lines, 1):
        for line, text in enumerate(words):
            sheet.y = top - 11 - 10 * (line + tall - len(words))
            sheet.text(_right(sheet, table, column) - fonts.width(text, fonts.BOLD, _SMALL), text, fonts.BOLD, _SMALL)
    sheet.y = top - 11 - 10 * (tall - 1)
    sheet.text(sheet.left, table.heads[0], fonts.BOLD, _SMALL)
    sheet.rule(sheet.left, _end(sheet, table), 4.5, 0.9)
    sheet.down(4.5)


def _table_row(sheet: Sheet, table: ReportTable, name: Sequence[str], cells: Sequence[str], *, is_sum: bool) -> None:
    font = fonts.BOLD if is_sum else fonts.REGULAR
    if is_sum:
        sheet.rule(sheet.left, _end(sheet, table), 0, 0.9)
    sheet.down(_ROW - 5)
    for line, words in enumerate(name):
        sheet.down(12 if line else 0)
        sheet.text(sheet.left, words, font, _TEXT)
    for column, cell in enumerate(cells, 1):
        sheet.text(_right(sheet, table, column) - fonts.width(cell, font, _TEXT), cell, font, _TEXT)
    sheet.operations.append(Rule(sheet.left, sheet.y - 5, _end(sheet, table), sheet.y - 5, 0.9 if is_sum else 0.3))
    sheet.down(5)


def _names(table: ReportTable) -> float:
    return _NAMES if len(table.heads) > 2 else 380.0


def _step(table: ReportTable) -> float:
    return (SIZE[0] - _LEFT - _RIGHT - _NAMES) / (len(table.heads) - 1) if len(table.heads) > 2 else 60.0


def _right(sheet: Sheet, table: ReportTable, column: int) -> float:
    return sheet.left + _names(table) + _step(table) * column


def _end(sheet: Sheet, table: ReportTable) -> float:
    return _right(sheet, table, len(table.heads) - 1)


def _plot(made: _Pages, title: str, plotted: Sequence[Bar], empty: str, *, stands: bool, below: float) -> None:
    """Draw a plot under its title; `below`: so much room is to be left after it, on the same page where it can be."""
    made.make_room((190 if stands else 60 + 15 * len(plotted)) + below)
    sheet = made.sheet
    sheet.down(28)
    sheet.text(sheet.left, title, fonts.BOLD, _TEXT + 1)
    sheet.down(8)
    if not any(bar.count for bar in plotted):
        sheet.plain(empty, fonts.ITALIC, _TEXT, 14)
    elif stands:
        bars.upright(sheet, plotted, sheet.left, sheet.width, 120)
    else:
        bars.lying(sheet, plotted, sheet.left, sheet.width * 0.8, 260)


def _sign(sheet: Sheet, paper: ReportPaper) -> None:
    """Leave room to sign, side by side, below what was counted."""
    top, share = sheet.y, sheet.width / len(paper.signers)
    for place, (who, name) in enumerate(paper.signers):
        centre = sheet.left + share * (place + 0.5)
        sheet.y = top - 26
        sheet.centred(who, fonts.BOLD, 12, centre)
        sheet.down(15)
        sheet.centred(paper.signer_hint, fonts.ITALIC, 12, centre)
        sheet.down(50)
        sheet.centred(clean(name), fonts.BOLD, 12, centre)


def _footed(sheet: Sheet, paper: ReportPaper, page: int, pages: int) -> Page:
    """Write on each page whose it is, and which of how many it is."""
    sheet.y = 9 * MM
    sheet.rule(sheet.left, sheet.right, -10, 0.4)
    sheet.text(sheet.left, clean(paper.mark), fonts.ITALIC, _SMALL)
    sheet.to_right(paper.page_words.format(page=page, pages=pages), fonts.REGULAR, _SMALL)
    return sheet.page()
