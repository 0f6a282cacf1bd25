# SPDX-License-Identifier: Apache-2.0
"""The head of an office's papers: whose they are at the left; country, motto, place and day at the right.

As Nghị định 30/2020/NĐ-CP, Phụ lục I, has it.
"""

from datetime import date
from typing import NamedTuple

from officer_desk.printing import fonts
from officer_desk.printing.layout import Sheet, wrap
from officer_desk.printing.values import clean, date_line
from officer_desk.printing.wording import FormWording


class Letterhead(NamedTuple):
    """What stands in it; nothing is looked up."""

    above: str
    """The office over this one; may be empty."""
    office: str
    country: str
    motto: str
    place_and_day: str


def made(form: FormWording, above: str, office: str, place: str, day: date) -> Letterhead:
    """Give the head of a paper of some day; country, motto and the line of place and day are those of the form."""
    return Letterhead(above, office, form.country, form.motto, date_line(form, place, day))


def draw(sheet: Sheet, head: Letterhead) -> None:
    """Write it at the top of a page that lies; the sheet goes on below its longer side."""
    top = sheet.y
    half = sheet.width / 2
    sheet.down(11)
    if head.above:
        _lines(sheet, clean(head.above), fonts.REGULAR, sheet.left + half / 2, half - 24)
        sheet.down(15)
    width = _lines(sheet, clean(head.office), fonts.BOLD, sheet.left + half / 2, half - 24)
    sheet.rule(sheet.left + half / 2 - width / 4, sheet.left + half / 2 + width / 4, 5)
    low = sheet.y
    sheet.y = top - 11
    sheet.centred(head.country, fonts.BOLD, 12, sheet.right - half / 2)
    sheet.down(15)
    width = sheet.centred(head.motto, fonts.BOLD, 13, sheet.right - half / 2)
    sheet.rule(sheet.right - half / 2 - width / 2, sheet.right - half / 2 + width / 2, 5)
    sheet.down(21)
    sheet.centred(clean(head.place_and_day), fonts.ITALIC, 13, sheet.right - half / 2)
    sheet.y = min(sheet.y, low)


def _lines(sheet: Sheet, text: str, font: str, centre: float, width: float) -> float:
    """Write a name of 12 points around a place, over as many lines as it needs; give the width of the last."""
    widths: list[float] = []
    for number, line in enumerate(wrap(text, font, 12, width)):
        sheet.down(15 if number else 0)
        widths.append(sheet.centred(line, font, 12, centre))
    return widths[-1]
