# SPDX-License-Identifier: Apache-2.0
"""Words for the days that are not the ten: of a supplement, and for bringing an expired file back."""

from datetime import date, datetime

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import day_of, format_day
from officer_desk.domain.records import DeclarationRecord, DeclarationRow
from officer_desk.domain.values import Condition, Role, State
from officer_desk.domain.workflow import Act, may
from officer_desk.views import theme
from officer_desk.views.tables import Cell

_SOON = 2


def head_words(record: DeclarationRecord, now: datetime) -> str | None:
    """Say the days of the open file where they are not the ten; None: the ten count, or none at all.

    Of an expired one that goes on from the word of its state, which stands before it.
    """
    today = day_of(now)
    if record.waits_for_supplement and record.days_left is not None:
        if record.days_left < 0:
            late = translate("DeclarationHead", "supplement overdue by {days} days (it was due {day})")
            return late.format(days=-record.days_left, day=_day(record.due_on, today))
        until = translate("DeclarationHead", "supplement until {day}").format(day=_day(record.due_on, today))
        return _with_days(until, record.days_left)
    if record.expired_at is None:
        return None
    expired = _day(day_of(record.expired_at), today)
    if record.purged_at is not None:
        words = translate("DeclarationHead", "on {day}, data destroyed {gone}")
        return words.format(day=expired, gone=_day(day_of(record.purged_at), today))
    if record.restore_until is None:
        return translate("DeclarationHead", "on {day}, too late to bring back").format(day=expired)
    words = translate("DeclarationHead", "to be brought back until {until}")
    return _with_days(words.format(until=_day(record.restore_until, today)), (record.restore_until - today).days)


def head_look(record: DeclarationRecord) -> tuple[str, str]:
    """Give icon and colour of those words."""
    if record.waits_for_supplement and record.days_left is not None:
        return theme.condition_look(_condition(record.days_left))
    if record.expired_at is not None:
        return theme.state_look(State.EXPIRED)
    return theme.condition_look(record.condition)


def why_not_restore(record: DeclarationRecord, role: Role) -> str:
    """Say why an expired file cannot be brought back; empty where it can."""
    if not may(Act.BRING_BACK, record.state, role):
        return translate("DeclarationHead", "Your role does not bring files back.")
    if record.restore_until is None:
        return translate("DeclarationHead", "The three days for bringing the file back are over.")
    return ""


def restored_words(record: DeclarationRecord) -> tuple[str, str]:
    """Say that a file was brought back, and until when the citizen may come now."""
    head = translate("DeclarationPage", "File {number} was brought back.").format(number=record.number)
    words = translate("DeclarationPage", "The citizen has ten new days, until {day}.")
    return head, words.format(day=format_day(record.due_on))


def due_cell(row: DeclarationRow, today: date) -> Cell | None:
    """Give «Hạn đến nộp» of a line whose days are not the ten; None: they are."""
    if row.waits_for_supplement and row.days_left is not None:
        day, left = texts.countdown(row.days_left, row.due_on, today)
        told = translate("DeclarationColumns", "Supplement: until {day}.").format(day=format_day(row.due_on))
        if row.days_left <= _SOON:
            color = theme.condition_look(_condition(row.days_left))[1]
            return Cell(f"{day} · ", tail=left, tail_color=color, tool_tip=told)
        return Cell(f"{day} · {left}", tool_tip=told)
    if row.expired_at is None:
        return None
    expired = format_day(day_of(row.expired_at))
    if row.destroyed or row.due_on < today:
        told = translate("DeclarationColumns", "Expired on {day}; data destroyed.").format(day=expired)
        return Cell("–", "ink2", tool_tip=told if row.destroyed else "")
    told = translate("DeclarationColumns", "Expired on {day}; can be brought back until {until}.")
    words = translate("DeclarationColumns", "until {day}").format(day=_day(row.due_on, today))
    return Cell(words, "expired", tool_tip=told.format(day=expired, until=format_day(row.due_on)))


def or_dash(text: str) -> str:
    """Give a dash for what was destroyed."""
    return text or "—"


def _condition(left: int) -> Condition:
    if left < 0:
        return Condition.OVERDUE
    return Condition.DUE_SOON if left <= _SOON else Condition.IN_TIME


def _with_days(words: str, left: int) -> str:
    if left == 0:
        return translate("DeclarationHead", "{words} (last day today)").format(words=words)
    return translate("DeclarationHead", "{words} ({days} days left)").format(words=words, days=left)


def _day(day: date, today: date) -> str:
    return day.strftime("%d/%m") if day.year == today.year else format_day(day)
