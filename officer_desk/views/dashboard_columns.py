# SPDX-License-Identifier: Apache-2.0
"""The columns of the board's list of files, and of its officers."""

from collections.abc import Callable
from datetime import datetime

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import BoardRow, OfficerLoad
from officer_desk.domain.values import Condition, State
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.views import dashboard_words as words
from officer_desk.views import term_words, theme
from officer_desk.views.declaration_columns import state_cell
from officer_desk.views.sidebar import grouped
from officer_desk.views.tables import Cell, Column

HOLDING, TODAY = 2, 3
"""The officers' columns that are numbers."""
_SOON = 2


def file_columns(now: Callable[[], datetime]) -> tuple[Column[BoardRow], ...]:
    """Give the columns of the list; `now` is the time by which terms count."""

    def note(row: BoardRow, _line: int) -> Cell:
        told = words.note(row.note, now())
        return Cell(told, "ink2", tool_tip=told)

    def left(row: BoardRow, _line: int) -> Cell:
        return _left(row, now())

    made: tuple[Column[BoardRow], ...] = (
        Column(
            translate("DashboardColumns", "Declaration number"),
            146,
            lambda row, _line: Cell(row.file.number, tool_tip=row.file.number),
            figures=True,
            strong=True,
            samples=("00000.G/0000/00000",),
        ),
        Column(translate("DashboardColumns", "Full name"), 148, _name, strong=True),
        Column(translate("DashboardColumns", "Age"), 44, _age, figures=True, right=True, samples=("000",)),
        Column(translate("DashboardColumns", "Left"), 82, left, figures=True, icon=True, samples=_countdowns(now())),
        Column(
            translate("DashboardColumns", "Status"),
            109,
            lambda row, _line: state_cell(row.file.state),
            strong=True,
            icon=True,
            samples=tuple(texts.state(state) for state in State),
        ),
        Column(translate("DashboardColumns", "Note"), 96, note, icon=True, takes_rest=True),
        Column(translate("DashboardColumns", "Who works on it"), 160, _worker, icon=True),
    )
    return made


def officer_columns() -> tuple[Column[OfficerLoad], ...]:
    """Give the columns of «Ai đang làm gì»."""

    def name(load: OfficerLoad, _line: int) -> Cell:
        return Cell(load.full_name, "ink2" if load.absent else "ink", tool_tip=load.full_name)

    def counter(load: OfficerLoad, _line: int) -> Cell:
        return Cell(translate("DashboardColumns", "absent") if load.absent else load.counter or "–", "ink2")

    return (
        Column(translate("DashboardColumns", "Officer"), 110, name, strong=True, takes_rest=True),
        Column(translate("DashboardColumns", "Counter"), 62, counter, figures=True),
        Column(
            translate("DashboardColumns", "In hand"),
            74,
            lambda load, _line: Cell(grouped(load.holding)),
            figures=True,
            right=True,
        ),
        Column(
            translate("DashboardColumns", "Today"),
            68,
            lambda load, _line: Cell(grouped(load.done_today)),
            figures=True,
            right=True,
        ),
    )


def _countdowns(now: datetime) -> tuple[str, ...]:
    """Give the longest countdowns; the blank makes up for the heavier weight of the real ones."""
    today = day_of(now)
    return tuple(f"{texts.countdown(days, today, today)[1]} " for days in (-9, 0, 10))


def _name(row: BoardRow, _line: int) -> Cell:
    return Cell(term_words.or_dash(row.file.full_name), tool_tip=row.file.full_name)


def _age(row: BoardRow, _line: int) -> Cell:
    return Cell(str(row.age), tool_tip=translate("DashboardColumns", "{days} days").format(days=row.age))


def _left(row: BoardRow, now: datetime) -> Cell:
    """Give the days that are left, heavy and coloured from day 8 on; a dash when no term runs."""
    left = row.file.days_left
    if left is None or row.file.state not in UNDECIDED:
        return Cell("–", "ink2")
    day, told = texts.countdown(left, row.file.due_on, day_of(now))
    if left > _SOON:
        return Cell(told, icon="clock", icon_color="ink2", tool_tip=f"{day} · {told}")
    icon, token = theme.condition_look(Condition.OVERDUE if left < 0 else Condition.DUE_SOON)
    return Cell("", token, icon=icon, tail=told, tail_color=token, tool_tip=f"{day} · {told}")


def _worker(row: BoardRow, _line: int) -> Cell:
    if not row.worker:
        return Cell(translate("DashboardColumns", "nobody yet"), "ink2")
    if row.file.state not in UNDECIDED:
        return Cell(row.worker, icon="check", icon_color="ink2", tool_tip=row.worker)
    told = (
        translate("DashboardColumns", "{name} works on it")
        if row.in_hand
        else translate("DashboardColumns", "{name} has it")
    )
    told = told.format(name=row.worker)
    tip = f"{told}, {row.counter}" if row.counter else told
    return Cell(told, icon="user-round", tool_tip=tip)
