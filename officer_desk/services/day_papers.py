# SPDX-License-Identifier: Apache-2.0
"""The day's list in words: what stands on its pages."""

from collections.abc import Callable

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import day_of, format_clock, format_day
from officer_desk.domain.records import DayList
from officer_desk.printing import day_list, letterhead, wording
from officer_desk.printing.control_slip import office_name
from officer_desk.printing.day_list import DayPaper


def render(read: Callable[[str], str], template: str, found: DayList) -> bytes:
    """Give the PDF; country, motto and the line of place and day are those of the office's form."""
    form = wording.load(read, template)
    above = found.office.parent_name
    paper = DayPaper(
        head=letterhead.made(
            form,
            "" if above is None else office_name(above, form.slip.office),
            office_name(found.office.name, form.slip.office),
            found.place,
            day_of(found.made_at),
        ),
        title=translate("DayList", "LIST OF RECEIVED FILES"),
        subtitle=translate("DayList", "Received on {day}").format(day=format_day(found.day)),
        heads=_heads(),
        rows=tuple(
            (
                str(place),
                row.number,
                row.full_name,
                row.insurance_code,
                texts.kind(row.kind),
                format_clock(row.received_at),
                texts.state(row.state),
                row.officer,
            )
            for place, row in enumerate(found.rows, 1)
        ),
        nothing=translate("DayList", "No citizen was received on this day."),
        total=translate("DayList", "Total: {count} files.").format(count=len(found.rows)),
        signer=form.slip.signature,
        signer_hint=form.slip.signature_hint,
        signer_name=found.made_by,
        mark=found.mark,
        page_words=translate("DayList", "Page {page}/{pages}"),
    )
    return day_list.render(paper)


def _heads() -> tuple[str, ...]:
    return (
        translate("DayList", "No."),
        translate("DayList", "Declaration number"),
        translate("DayList", "Full name"),
        translate("DayList", "SI code"),
        translate("DayList", "Registration type"),
        translate("DayList", "Time"),
        translate("DayList", "Status"),
        translate("DayList", "Officer"),
        translate("DayList", "Signature of the citizen"),
    )
