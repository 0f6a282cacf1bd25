# SPDX-License-Identifier: Apache-2.0
"""Form 01 (tờ khai mẫu 01): the citizen's page, always one, and the office's control slip as a page of its own.

Margins and type follow Nghị định 30/2020/NĐ-CP, Phụ lục I: left 30 mm, right 15 mm, top and bottom 20 mm; 13 point.
"""

from typing import NamedTuple

from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import FormData
from officer_desk.errors import Refused
from officer_desk.printing import control_slip, fonts, pdf, values
from officer_desk.printing.layout import A4, MM, Page, Sheet, wrap
from officer_desk.printing.symbol import symbol
from officer_desk.printing.wording import FormWording, Line

LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 15 * MM, 20 * MM, 20 * MM

QR_SIDE = 26 * MM
_QR_CAPTION = 9.0
_QR_FOOT = 19.0
"""Points from the bottom margin to the code: its caption, and four modules of white between them."""
_SIGNING_ROOM = 62.0
"""Points below the signature's caption in which a person can sign and write the name."""


class _Measure(NamedTuple):
    """How large and how far apart: `size` of letters, `field` from one dotted line to the next, `line` in text."""

    size: float
    field: float
    line: float


_MEASURES = (
    _Measure(13, 25.5, 17),
    _Measure(13, 23.5, 16.5),
    _Measure(13, 21.5, 16),
    _Measure(13, 19.5, 15.7),
    _Measure(12.5, 18, 15.1),
    _Measure(12, 17, 14.5),
    _Measure(11.5, 16, 14),
    _Measure(11, 15, 13.2),
    _Measure(10, 13.5, 12),
    _Measure(9, 12, 11),
    _Measure(8, 10.8, 10),
)
"""Tried from the most comfortable to the tightest: the form has one page whatever was declared."""


def render(data: FormData, wording: FormWording, *, slip: bool = False, form: bool = True) -> bytes:
    """Give the PDF: the citizen's page, the office's slip, or both, in this order.

    Refused: "nothing-to-print"; "form-does-not-fit" when even the smallest letters leave no room.
    """
    pages = compose(data, wording, slip=slip, form=form)
    return pdf.write(pages, f"{wording.title} {values.clean(data.declared.number)}", values.clean(data.office.name))


def compose(data: FormData, wording: FormWording, *, slip: bool = False, form: bool = True) -> tuple[Page, ...]:
    """Lay the pages out: what `render` writes."""
    if not (slip or form):
        raise Refused("nothing-to-print")
    pages = [_citizens_page(data, wording)] if form else []
    if slip:
        pages.append(control_slip.compose(data, wording))
    return tuple(pages)


def _citizens_page(data: FormData, wording: FormWording) -> Page:
    for measure in _MEASURES:
        sheet = Sheet(A4, LEFT, RIGHT, TOP)
        _head(sheet, data, wording)
        _fields(sheet, data, wording, measure)
        _commitment(sheet, wording, measure)
        needed = max(_signature(sheet, wording, measure) + _SIGNING_ROOM, QR_SIDE + _QR_FOOT + 14)
        if sheet.y - needed >= BOTTOM:
            _code(sheet, data, wording)
            return sheet.page()
    raise Refused("form-does-not-fit")


def _head(sheet: Sheet, data: FormData, wording: FormWording) -> None:
    """Write caption, quốc hiệu, date line, title and addressee."""
    for number, line in enumerate(wording.caption):
        sheet.down(13.5 if number else 9)
        sheet.to_right(line, fonts.ITALIC if number else fonts.BOLD, 11)
    sheet.down(22)
    sheet.centred(wording.country, fonts.BOLD, 12.5)
    sheet.down(16.5)
    width = sheet.centred(wording.motto, fonts.BOLD, 13)
    sheet.rule(sheet.middle - width / 2, sheet.middle + width / 2, 5)
    sheet.down(25)
    sheet.to_right(values.date_line(wording, data.place, day_of(data.declared.submitted_at)), fonts.ITALIC, 13)
    sheet.centred_lines((wording.title,), fonts.BOLD, 14.5, 29)
    sheet.centred_lines(wording.subtitle, fonts.BOLD, 13, 17)
    sheet.centred_lines((wording.addressee,), fonts.REGULAR, 13, 24)
    sheet.down(5)


def _fields(sheet: Sheet, data: FormData, wording: FormWording, measure: _Measure) -> None:
    shown = values.of_lines(data, wording)
    for line in wording.lines:
        if data.declared.kind not in line.kinds:
            continue
        if line.field == "places":
            _places(sheet, wording, line, measure)
        elif line.field == "changes":
            _changes(sheet, data, wording, line, measure)
        else:
            sheet.field(line.label, shown[line.field], measure.size, measure.field)


def _places(sheet: Sheet, wording: FormWording, line: Line, measure: _Measure) -> None:
    """Write where the citizen will send: a person always has the portal; I-VAN is for organisations."""
    sheet.plain(line.label, fonts.REGULAR, measure.size, measure.field)
    side = measure.size * 0.78
    for label, ticked in ((wording.portal, True), (wording.ivan, False)):
        sheet.down(measure.line * 1.12)
        sheet.tick_box(sheet.left + 14, side, ticked=ticked)
        sheet.text(sheet.left + 14 + side + 6, label, fonts.REGULAR, measure.size)


def _changes(sheet: Sheet, data: FormData, wording: FormWording, line: Line, measure: _Measure) -> None:
    """Write what is to change, one value under the other; an empty dotted line when nothing is named."""
    wanted = values.changes(data, wording)
    if not wanted:
        sheet.field(line.label, "", measure.size, measure.field)
        return
    sheet.plain(line.label, fonts.REGULAR, measure.size, measure.field)
    for label, value in wanted:
        head, _, tail = wording.change_item.partition("{value}")
        sheet.field(f"– {head.format(label=label).strip()}", f"{value}{tail}", measure.size, measure.field)


def _commitment(sheet: Sheet, wording: FormWording, measure: _Measure) -> None:
    sheet.down(measure.field - measure.line)
    sheet.paragraph(wording.commitment, fonts.REGULAR, measure.size, measure.line, indent=10 * MM)


def _signature(sheet: Sheet, wording: FormWording, measure: _Measure) -> float:
    """Write the signature's caption in the right half, without going down; give the height that it takes."""
    start = sheet.y
    half = sheet.width / 2 - 12
    sheet.down(measure.field - measure.line + 4)
    for text, font in ((wording.signature, fonts.BOLD), (wording.signature_hint, fonts.ITALIC)):
        for piece in wrap(text, font, measure.size, half):
            sheet.down(measure.line)
            sheet.centred(piece, font, measure.size, sheet.right - half / 2)
    height = start - sheet.y
    sheet.y = start
    return height


def _code(sheet: Sheet, data: FormData, wording: FormWording) -> None:
    """Draw the signed QR code at the foot of the left margin, with number and data version under it."""
    sheet.y = BOTTOM + 1
    caption = wording.qr_caption.format(number=values.clean(data.declared.number), version=data.data_version)
    sheet.text(sheet.left, caption, fonts.REGULAR, _QR_CAPTION)
    sheet.operations.append(symbol(data.payload, sheet.left, BOTTOM + _QR_FOOT, QR_SIDE))
