# SPDX-License-Identifier: Apache-2.0
"""The A5 page with an officer's recovery codes, printed once when the phone is enrolled."""

from collections.abc import Callable, Sequence
from datetime import datetime

from officer_desk import resources
from officer_desk.domain.calendar import format_time
from officer_desk.printing import fonts, pdf, values
from officer_desk.printing.control_slip import office_name
from officer_desk.printing.layout import A5, MM, Page, Sheet
from officer_desk.printing.toml_file import read_toml

FILE = "forms/recovery_codes.toml"

_LEFT, _RIGHT, _TOP = 18 * MM, 14 * MM, 15 * MM
_SIZE, _PITCH = 12.0, 16.0


def read_shipped(name: str) -> str:
    """Give the text of a shipped data file."""
    return (resources.folder() / name).read_text("utf-8")


def render(
    user_name: str,
    office: str,
    codes: Sequence[str],
    printed_at: datetime,
    read: Callable[[str], str] = read_shipped,
) -> bytes:
    """Give the PDF: the codes in two columns, large, with a box before each to cross it off.

    `read` gives a data file's text by its path, for an office with a wording of its own.
    """
    root = read_toml(read(FILE), FILE)
    names = root.table("office")
    office_words = {name: names.text(name) for name in ("short", "long")}
    title = root.text("title")
    sheet = Sheet(A5, _LEFT, _RIGHT, _TOP)
    sheet.down(-5)
    sheet.centred_lines((office_name(office, office_words),), fonts.BOLD, _SIZE, _PITCH)
    sheet.centred_lines((title,), fonts.BOLD, 15, 34)
    sheet.down(12)
    for key, value in (("user", values.clean(user_name)), ("printed", format_time(printed_at))):
        sheet.down(_PITCH)
        end = sheet.text(sheet.left, root.text(key), fonts.REGULAR, _SIZE) + 4
        sheet.continued(end, value, fonts.BOLD, _SIZE, _PITCH)
    sheet.down(5)
    sheet.paragraph(root.text("paragraph"), fonts.REGULAR, _SIZE, _PITCH)
    sheet.down(10)
    _columns(sheet, codes)
    sheet.down(16)
    sheet.plain(root.text("closing"), fonts.ITALIC, _SIZE, _PITCH)
    root.done()
    page: Page = sheet.page()
    return pdf.write((page,), title, values.clean(office))


def _columns(sheet: Sheet, codes: Sequence[str]) -> None:
    """Write the codes: the first half in the left column, so that they are read downwards."""
    top = sheet.y
    half = (len(codes) + 1) // 2
    for number, code in enumerate(codes):
        column, row = divmod(number, half)
        x = sheet.left + 10 + column * sheet.width / 2
        sheet.y = top - 27 * (row + 1)
        sheet.tick_box(x, 10, ticked=False)
        sheet.text(x + 18, code, fonts.BOLD, 15)
    sheet.y = top - 27 * half
