# SPDX-License-Identifier: Apache-2.0
"""Laid-out pages to the bytes of one PDF file."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import NamedTuple

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from officer_desk.printing import fonts
from officer_desk.printing.layout import Box, Page, Rule, Symbol, Text

DOTS = (0.8, 1.7)
"""A dotted line: points of ink, points of paper."""

# Base 85 would make the streams a quarter longer, for mail systems of the last century.
rl_config.useA85 = 0


class Chapter(NamedTuple):
    """Pages that belong together in a long file, found by their name in its outline."""

    name: str
    pages: Sequence[Page]


def write(pages: Sequence[Page], title: str, author: str = "") -> bytes:
    """Give the PDF: fonts embedded, language vi-VN, and the same bytes for the same pages.

    `title` must not carry a person's name: printer queues show it.
    """
    return write_all((Chapter("", pages),), title, author)


def write_all(
    chapters: Sequence[Chapter], title: str, author: str = "", told: Callable[[], None] = lambda: None
) -> bytes:
    """Give one PDF of many papers, its fonts embedded once; `told` hears of every chapter that is written."""
    fonts.font(fonts.REGULAR)
    with fonts.WRITING:
        out = BytesIO()
        canvas = Canvas(
            out,
            pagesize=chapters[0].pages[0].size,
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.REGULAR,  # pyright: ignore[reportArgumentType] - the stubs say float
            lang="vi-VN",
        )
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setCreator("Officer Desk")
        for chapter in chapters:
            _mark(canvas, chapter.name)
            for page in chapter.pages:
                canvas.setPageSize(page.size)
                _draw(canvas, page)
                canvas.showPage()
            told()
        canvas.save()
    return out.getvalue()


def _mark(canvas: Canvas, name: str) -> None:
    if name:
        canvas.bookmarkPage(name)
        canvas.addOutlineEntry(name, name)


def _draw(canvas: Canvas, page: Page) -> None:
    """Draw lines and symbols, then all texts as one text object: in reading order, for those who copy or listen."""
    _draw_rules(canvas, [item for item in page.operations if isinstance(item, Rule)])
    for item in page.operations:
        if isinstance(item, Box):
            canvas.setLineWidth(item.line)
            canvas.rect(item.x, item.y, item.width, item.height)
        elif isinstance(item, Symbol):
            _draw_symbol(canvas, item)
    writing = canvas.beginText()
    style = ("", 0.0)
    spacing = 0.0
    for item in page.operations:
        if not isinstance(item, Text):
            continue
        if (item.font, item.size) != style:
            style = (item.font, item.size)
            writing.setFont(item.font, item.size)
        if item.spacing != spacing:
            spacing = item.spacing
            writing.setWordSpace(spacing)
        writing.setTextOrigin(item.x, item.y)
        writing.textOut(item.text)
    canvas.drawText(writing)


def _draw_rules(canvas: Canvas, rules: Iterable[Rule]) -> None:
    """Draw the solid lines, then the dotted ones, so that the dash is set once."""
    dashed = False
    width = -1.0
    for rule in sorted(rules, key=_is_dotted):
        if rule.dotted and not dashed:
            canvas.setDash(DOTS)
            dashed = True
        if rule.width != width:
            width = rule.width
            canvas.setLineWidth(width)
        canvas.line(rule.x1, rule.y1, rule.x2, rule.y2)
    if dashed:
        canvas.setDash()


def _is_dotted(rule: Rule) -> bool:
    return rule.dotted


def _draw_symbol(canvas: Canvas, item: Symbol) -> None:
    """Fill the modules as one path of plain PDF operators: half the time of ReportLab's own path object."""
    canvas.saveState()
    canvas.transform(item.unit, 0, 0, item.unit, item.x, item.y)
    canvas.addLiteral(f"{item.operators} f")
    canvas.restoreState()
