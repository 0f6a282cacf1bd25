# SPDX-License-Identifier: Apache-2.0
"""The columns of the list of declarations, and the words and shapes in their cells."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import day_of, format_day
from officer_desk.domain.records import DeclarationRow
from officer_desk.domain.values import Channel, Condition, Kind, Queue, State
from officer_desk.views import term_words, theme
from officer_desk.views.tables import Cell, Column

_PHONE = 10
MARKS = {
    "assigned": ("user-check", "accink"),
    "answer": ("message-square-text", "approved"),
    "question": ("circle-question-mark", "progress"),
    "look": ("eye", "progress"),
    "disagreed": ("triangle-alert", "incomplete"),
}
"""Shape and colour of each mark."""
_ASKED_WHY = frozenset({Queue.MINE, Queue.QUESTIONS, Queue.SECOND_LOOK})
_MAKE_ROOM = frozenset({"id_number", "phone"})


def set_aside(queue: Queue) -> frozenset[str]:
    """Give the columns that make room where a list has to say why each file is in it."""
    return _MAKE_ROOM if queue in _ASKED_WHY else frozenset()


def columns(today: Callable[[], date], office_name: Callable[[str], str]) -> tuple[Column[DeclarationRow], ...]:
    """Give the columns; `today` is the day by which terms count, `office_name` the name of another office's code."""

    def due(row: DeclarationRow, _line: int) -> Cell:
        return due_cell(row, today())

    def name(row: DeclarationRow, _line: int) -> Cell:
        if row.own_office:
            cell = Cell(term_words.or_dash(row.full_name), tool_tip=row.full_name)
        else:
            words = other_office(row, office_name)
            cell = Cell(term_words.or_dash(row.full_name), chip=row.office_code, tool_tip=words)
        return marked(cell, row)

    def office(row: DeclarationRow, _line: int) -> Cell:
        return Cell(row.office_code, tool_tip=office_name(row.office_code))

    made: tuple[Column[DeclarationRow], ...] = (
        Column(
            translate("DeclarationColumns", "No."),
            30,
            _line_number,
            figures=True,
            right=True,
            samples=("000",),
            name="line",
        ),
        Column(
            translate("DeclarationColumns", "Declaration number"),
            142,
            lambda row, _line: Cell(row.number, tool_tip=row.number),
            figures=True,
            strong=True,
            samples=("00000.G/0000/00000",),
            name="number",
        ),
        Column(
            translate("DeclarationColumns", "SI code"),
            86,
            lambda row, _line: Cell(term_words.or_dash(row.insurance_code), tool_tip=row.insurance_code),
            figures=True,
            samples=("0000000000",),
            name="code",
        ),
        Column(translate("DeclarationColumns", "Full name"), 120, name, strong=True, takes_rest=True, name="full_name"),
        Column(
            translate("DeclarationColumns", "ID number"),
            103,
            lambda row, _line: Cell(term_words.or_dash(row.id_number), tool_tip=row.id_number),
            figures=True,
            samples=("000000000000",),
            name="id_number",
        ),
        Column(
            translate("DeclarationColumns", "Phone"),
            91,
            lambda row, _line: Cell(spaced_phone(term_words.or_dash(row.phone))),
            figures=True,
            samples=("0000 000 000",),
            name="phone",
        ),
        Column(
            translate("DeclarationColumns", "Registration type"),
            117,
            lambda row, _line: Cell(texts.kind(row.kind), tool_tip=texts.kind(row.kind)),
            samples=tuple(texts.kind(kind) for kind in Kind),
            name="kind",
        ),
        Column(
            translate("DeclarationColumns", "Channel"),
            96,
            lambda row, _line: Cell(texts.channel(row.channel)),
            extra=True,
            samples=tuple(texts.channel(channel) for channel in Channel),
            name="channel",
        ),
        Column(
            translate("DeclarationColumns", "Office"),
            72,
            office,
            figures=True,
            extra=True,
            samples=("00000",),
            name="office",
        ),
        Column(
            translate("DeclarationColumns", "Who works on it"),
            150,
            lambda row, _line: worker_cell(row.worker, in_hand=row.in_hand),
            extra=True,
            icon=True,
            samples=("Nguyễn Thị Thanh Hương",),
            name="worker",
        ),
        Column(
            translate("DeclarationColumns", "Submitted"),
            82,
            lambda row, _line: Cell(format_day(day_of(row.submitted_at))),
            figures=True,
            sorted_by=True,
            samples=("00/00/0000",),
            name="submitted",
        ),
        Column(
            translate("DeclarationColumns", "Due on"), 124, due, figures=True, samples=_due_samples(today()), name="due"
        ),
        Column(
            translate("DeclarationColumns", "Condition"),
            120,
            lambda row, _line: condition_cell(row.condition),
            strong=True,
            icon=True,
            samples=tuple(texts.condition(condition) for condition in Condition),
            name="condition",
        ),
        Column(
            translate("DeclarationColumns", "Status"),
            109,
            lambda row, _line: state_cell(row.state),
            strong=True,
            icon=True,
            samples=tuple(texts.state(state) for state in State),
            name="state",
        ),
    )
    return made


def worker_cell(worker: str, *, in_hand: bool) -> Cell:
    """Show who works on a file: with a shape whoever has it in hand now."""
    if not worker:
        return Cell("–", tool_tip=translate("DeclarationColumns", "Nobody works on it"))
    words = translate("DeclarationColumns", "{name} has it in hand") if in_hand else "{name}"
    return Cell(worker, icon="user-round" if in_hand else "", icon_color="progress", tool_tip=words.format(name=worker))


def marked(cell: Cell, row: DeclarationRow) -> Cell:
    """Put the mark of whose work a file is before a name; the note or question stands in the tooltip."""
    if not row.mark:
        return cell
    icon, token = MARKS[row.mark]
    words = mark_words(row)
    tip = f"{cell.tool_tip}\n{words}" if cell.tool_tip else words
    return replace(cell, icon=icon, icon_color=token, told=words, tool_tip=tip, aside=words)


def mark_words(row: DeclarationRow) -> str:
    """Say what the mark of a row means."""
    word = {
        "assigned": translate("DeclarationColumns", "Assigned to you"),
        "answer": translate("DeclarationColumns", "Answered"),
        "question": translate("DeclarationColumns", "Question"),
        "look": translate("DeclarationColumns", "Waits for a second look"),
        "disagreed": translate("DeclarationColumns", "Two officers disagree"),
    }[row.mark]
    return f"{word}: {row.mark_words}" if row.mark_words else word


def other_office(row: DeclarationRow, office_name: Callable[[str], str]) -> str:
    """Give the sentence that marks a file of another office: any office serves any citizen."""
    code, name = row.office_code, office_name(row.office_code)
    if name == code:
        words = translate("DeclarationColumns", "File of office {code}. It can still be received here.")
        return words.format(code=code)
    return translate("DeclarationColumns", "File of {office} ({code}). It can still be received here.").format(
        office=name, code=code
    )


def state_cell(state: State) -> Cell:
    """Give shape and word of a Trạng thái."""
    icon, token = theme.state_look(state)
    return Cell(texts.state(state), color=token, icon=icon, tool_tip=texts.state(state))


def condition_cell(condition: Condition) -> Cell:
    """Give shape and word of a Tình trạng."""
    icon, token = theme.condition_look(condition)
    return Cell(texts.condition(condition), color=token, icon=icon, tool_tip=texts.condition(condition))


def due_cell(row: DeclarationRow, today: date) -> Cell:
    """Give «25/11 · 4 ngày»: heavy and coloured from day 8 on, a dash when no term runs."""
    other = term_words.due_cell(row, today)
    if other is not None:
        return other
    day, left = texts.countdown(row.days_left, row.due_on, today)
    if not left:
        return Cell(day, "ink2")
    words = f"{day} · {left}"
    if row.condition in (Condition.DUE_SOON, Condition.OVERDUE):
        token = theme.condition_look(row.condition)[1]
        return Cell(f"{day} · ", tail=left, tail_color=token, tool_tip=words)
    return Cell(words, tool_tip=words)


def spaced_phone(phone: str) -> str:
    """Give a phone number in groups of 4, 3 and 3 digits."""
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}" if len(phone) == _PHONE else phone


def _line_number(_row: DeclarationRow, line: int) -> Cell:
    return Cell(str(line), "ink2")


def _due_samples(today: date) -> tuple[str, ...]:
    """Give the longest countdowns; the blank makes up for the heavier weight of the real ones."""
    return tuple(f"{day} · {left} " for day, left in (texts.countdown(days, today, today) for days in (-99, 10)))
