# SPDX-License-Identifier: Apache-2.0
"""The A5 page for a citizen whose code is not yet in the household registry: how to get one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from officer_desk.domain.calendar import format_day
from officer_desk.domain.records import Declared
from officer_desk.printing import fonts, pdf, values
from officer_desk.printing.control_slip import office_name
from officer_desk.printing.layout import A5, MM, Page, Sheet
from officer_desk.printing.toml_file import Table, read_toml

FILE = "forms/guidance.toml"

_LEFT, _RIGHT, _TOP, _BOTTOM = 18 * MM, 14 * MM, 15 * MM, 14 * MM
_INDENT = 14.0
_SIZES = (14.0, 13.0, 12.0, 11.5, 11.0, 10.5, 10.0, 9.0, 8.0, 7.0)


@dataclass(frozen=True, slots=True)
class GuidanceWording:
    """Everything on the page that is not the citizen's; an office edits it."""

    office: Mapping[str, str]
    department: str
    title: str
    addressee: str
    guardian_of: str
    number: str
    paragraph: str
    bring_title: str
    bring: tuple[str, ...]
    steps_title: str
    steps: tuple[str, ...]
    closing: str
    place_and_day: str


def load(read: Callable[[str], str]) -> GuidanceWording:
    """Give the wording; `read` gives a data file's text by its path. Refused: "form-wording-broken"."""
    root = read_toml(read(FILE), FILE)
    office, bring, steps = root.table("office"), root.table("bring"), root.table("steps")
    wording = GuidanceWording(
        office=MappingProxyType({name: office.text(name) for name in ("short", "long")}),
        department=root.text("department"),
        title=root.text("title"),
        addressee=root.text("addressee"),
        guardian_of=root.text("guardian_of"),
        number=root.text("number"),
        paragraph=root.text("paragraph", ("code",)),
        bring_title=bring.text("title"),
        bring=bring.texts("items"),
        steps_title=steps.text("title"),
        steps=steps.texts("items"),
        closing=root.text("closing"),
        place_and_day=root.text("place_and_day", ("day",)),
    )
    tables: tuple[Table, ...] = (root, office, bring, steps)
    for table in tables:
        table.done()
    return wording


def render(declared: Declared, office: str, day: date, wording: GuidanceWording) -> bytes:
    """Give the PDF for one file; `office` is the name of the office that hands the page out."""
    page = compose(declared, office, day, wording)
    return pdf.write((page,), f"{wording.title} {values.clean(declared.number)}", values.clean(office))


def compose(declared: Declared, office: str, day: date, wording: GuidanceWording) -> Page:
    """Lay the page out: one page; letters get smaller before anything is left out."""
    sheet = Sheet(A5, _LEFT, _RIGHT, _TOP)
    for size in _SIZES:
        sheet = Sheet(A5, _LEFT, _RIGHT, _TOP)
        _head(sheet, office, wording, size)
        _person(sheet, declared, wording, size)
        _lists(sheet, wording, size)
        sheet.down(size * 0.6)
        for text in (wording.closing, wording.place_and_day.format(day=format_day(day))):
            sheet.plain(text, fonts.ITALIC, size, size * 1.3)
        if sheet.y >= _BOTTOM:
            break
    return sheet.page()


def _head(sheet: Sheet, office: str, wording: GuidanceWording, size: float) -> None:
    sheet.down(-size * 0.4)
    sheet.centred_lines((office_name(office, wording.office),), fonts.BOLD, size, size * 1.25)
    sheet.centred_lines((wording.department,), fonts.ITALIC, size, size * 1.25)
    sheet.down(size * 0.9)
    sheet.centred_lines((wording.title,), fonts.BOLD, size + 3, size * 1.6)
    sheet.down(size * 0.7)


def _person(sheet: Sheet, declared: Declared, wording: GuidanceWording, size: float) -> None:
    of = f"{wording.guardian_of} " if declared.guardian else ""
    name = f"{of}{values.clean(declared.full_name)}"
    _labelled(sheet, wording.addressee, name, size)
    _labelled(sheet, wording.number, values.clean(declared.number), size)
    sheet.down(size * 0.35)
    text = wording.paragraph.format(code=values.clean(declared.insurance_code))
    sheet.paragraph(text, fonts.REGULAR, size, size * 1.35)


def _labelled(sheet: Sheet, label: str, value: str, size: float) -> None:
    """Write a label and a bold value after it; what does not fit goes on under the label."""
    sheet.down(size * 1.35)
    end = sheet.text(sheet.left, label, fonts.REGULAR, size) + size * 0.28
    sheet.continued(end, value, fonts.BOLD, size, size * 1.35)


def _lists(sheet: Sheet, wording: GuidanceWording, size: float) -> None:
    numbers = tuple(f"{number}." for number in range(1, len(wording.steps) + 1))
    dashes = ("–",) * len(wording.bring)
    for title, items, marks in (
        (wording.bring_title, wording.bring, dashes),
        (wording.steps_title, wording.steps, numbers),
    ):
        sheet.down(size * 0.5)
        sheet.plain(title, fonts.BOLD, size, size * 1.4)
        for mark, item in zip(marks, items, strict=True):
            sheet.down(size * 1.35)
            sheet.text(sheet.left, mark, fonts.REGULAR, size)
            sheet.hanging(_INDENT, item, fonts.REGULAR, size, size * 1.25)
