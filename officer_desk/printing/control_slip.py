# SPDX-License-Identifier: Apache-2.0
"""The office's control slip (phiếu kiểm soát hồ sơ): an internal paper, never a part of the citizen's form."""

from collections.abc import Mapping

from officer_desk.domain.calendar import format_seconds, format_time
from officer_desk.domain.records import FormData
from officer_desk.errors import Refused
from officer_desk.printing import fonts, values
from officer_desk.printing.layout import A4, MM, Page, Rule, Sheet, wrap
from officer_desk.printing.wording import FormWording, SlipWording

LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 15 * MM, 20 * MM, 20 * MM

_LABELS = 0.40
"""Share of the table's width that the labels have."""
_PADDING = 7.0
_SIGNING_ROOM = 70.0
_MEASURES = ((13.0, 28.0), (13.0, 24.0), (12.0, 20.0), (11.0, 17.0), (10.0, 15.0), (8.5, 12.5))
"""Size of letters and height of a row with one line, from comfortable to tight."""


def compose(data: FormData, wording: FormWording) -> Page:
    """Lay the slip out on one A4 page; `Refused("form-does-not-fit")` when it cannot hold what it should."""
    slip = wording.slip
    shown = _shown(data, wording)
    rows = [(row.label, shown[row.field] or slip.nothing) for row in slip.rows if data.declared.kind in row.kinds]
    for size, height in _MEASURES:
        sheet = Sheet(A4, LEFT, RIGHT, TOP)
        _head(sheet, office_name(data.office.name, slip.office), slip)
        _table(sheet, rows, size, height)
        _signature(sheet, slip, size)
        if sheet.y - _SIGNING_ROOM >= BOTTOM:
            return sheet.page()
    raise Refused("form-does-not-fit")


def office_name(name: str, office: Mapping[str, str]) -> str:
    """Write an office's name out and in capitals: «BHXH quận Ba Đình» is BẢO HIỂM XÃ HỘI QUẬN BA ĐÌNH."""
    full = values.clean(name)
    if full.casefold().startswith(office["short"].casefold()):
        full = office["long"] + full[len(office["short"]) :]
    return full.upper()


def _shown(data: FormData, wording: FormWording) -> Mapping[str, str]:
    declared, slip = data.declared, wording.slip
    count = slip.first_print if data.print_number <= 1 else slip.reprint
    return {
        "number": values.clean(declared.number),
        "full_name": values.clean(declared.full_name),
        "insurance_code": values.clean(declared.insurance_code),
        "identity": values.identity(declared.identity, wording),
        "guardian": values.guardian(declared.guardian, wording),
        "kind": slip.kinds[declared.kind],
        "submitted_at": format_time(declared.submitted_at),
        "received_at": format_time(data.received_at) if data.received_at else "",
        "compared": values.clean(data.compared),
        "hgd": slip.hgd[data.hgd].format(asked_at=format_seconds(data.hgd_asked_at)),
        "officer": values.clean(data.officer),
        "print": count.format(count=data.print_number),
        "printed_at": format_time(data.printed_at),
    }


def _head(sheet: Sheet, office: str, slip: SlipWording) -> None:
    for number, line in enumerate(wrap(office, fonts.BOLD, 13, sheet.width)):
        sheet.down(16 if number else 11)
        sheet.text(sheet.left, line, fonts.BOLD, 13)
    sheet.down(17)
    sheet.text(sheet.left, slip.department, fonts.ITALIC, 13)
    sheet.centred_lines((slip.title,), fonts.BOLD, 15, 46)
    sheet.centred_lines((slip.note,), fonts.ITALIC, 13, 19)
    sheet.down(20)


def _table(sheet: Sheet, rows: list[tuple[str, str]], size: float, height: float) -> None:
    """Draw the rows with their frame; a row grows with its longer side."""
    middle = sheet.left + sheet.width * _LABELS
    leading = size * 1.2
    top = sheet.y
    sheet.rule(sheet.left, sheet.right, 0)
    for label, value in rows:
        labels = wrap(label, fonts.REGULAR, size, middle - sheet.left - 2 * _PADDING)
        found = wrap(value, fonts.BOLD, size, sheet.right - middle - 2 * _PADDING)
        start = sheet.y
        first = (height + size * 0.68) / 2
        for x, lines, font in ((sheet.left, labels, fonts.REGULAR), (middle, found, fonts.BOLD)):
            sheet.y = start - first
            for line in lines:
                sheet.text(x + _PADDING, line, font, size)
                sheet.down(leading)
        sheet.y = start - height - leading * (max(len(labels), len(found)) - 1)
        sheet.rule(sheet.left, sheet.right, 0)
    for x in (sheet.left, middle, sheet.right):
        sheet.operations.append(Rule(x, top + 0.35, x, sheet.y - 0.35))


def _signature(sheet: Sheet, slip: SlipWording, size: float) -> None:
    centre = sheet.right - sheet.width * 0.24
    for text, font, gap in ((slip.signature, fonts.BOLD, size * 2.6), (slip.signature_hint, fonts.ITALIC, size * 1.3)):
        sheet.down(gap)
        sheet.centred(text, font, size, centre)
