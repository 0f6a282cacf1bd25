# SPDX-License-Identifier: Apache-2.0
"""The columns of the page «Tin nhắn»."""

from collections.abc import Callable
from datetime import datetime

from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_seconds
from officer_desk.domain.records import MessageRow
from officer_desk.domain.values import MessageChannel
from officer_desk.views import message_words as words
from officer_desk.views.tables import Cell, Column


def columns(now: Callable[[], datetime], way_state: Callable[[MessageChannel], str]) -> tuple[Column[MessageRow], ...]:
    """Give the columns; `now` is the time by which «hôm qua» and «bây giờ» count, `way_state` how a way stands."""

    def when(row: MessageRow, _line: int) -> Cell:
        at = row.sent_at or row.next_try_at
        tip = format_seconds(at) if row.status in {"sent", "held", "queued", "failed"} else ""
        return Cell(words.when(row, now(), way_state(row.channel)), "ink2", tool_tip=tip)

    made: tuple[Column[MessageRow], ...] = (
        Column("", 30, _channel, icon=True, told=translate("MessageColumns", "Way")),
        Column(
            translate("MessageColumns", "To"),
            134,
            _address,
            figures=True,
            strong=True,
            takes_rest=True,
            samples=("0000 000 000",),
        ),
        Column(
            translate("MessageColumns", "Declaration number"),
            126,
            lambda row, _line: Cell(row.number, tool_tip=row.number),
            figures=True,
            samples=("00000/0000/00000",),
        ),
        Column(
            translate("MessageColumns", "Full name"),
            148,
            lambda row, _line: Cell(row.full_name, tool_tip=row.full_name),
        ),
        Column(
            translate("MessageColumns", "Content"),
            180,
            lambda row, _line: Cell(words.content(row), tool_tip=words.content(row)),
            samples=(*words.occasions().values(), words.with_form("approved")),
        ),
        Column(
            translate("MessageColumns", "Status"),
            114,
            _status,
            strong=True,
            icon=True,
            samples=tuple(words.status(status) for status in words.STATUSES if status not in words.RARE),
        ),
        Column(translate("MessageColumns", "Reason"), 300, _reason, extra=True),
        Column(translate("MessageColumns", "At"), 66, when, figures=True, samples=("00:00:00",)),
    )
    return made


def _channel(row: MessageRow, _line: int) -> Cell:
    return Cell("", "ink2", icon=words.channel_icon(row.channel), tool_tip=words.channel(row.channel))


def _address(row: MessageRow, _line: int) -> Cell:
    shown = words.address(row.channel, row.address)
    return Cell(shown, tool_tip=shown if row.channel is MessageChannel.EMAIL else "")


def _reason(row: MessageRow, _line: int) -> Cell:
    why = words.reason(row.reason) if row.status in {"failed", "queued"} else ""
    return Cell(why, "ink2", tool_tip=why)


def _status(row: MessageRow, _line: int) -> Cell:
    icon, token = words.look(row.status)
    name = words.status(row.status)
    return Cell(name, token, icon=icon, tool_tip=words.reason(row.reason) or name)
