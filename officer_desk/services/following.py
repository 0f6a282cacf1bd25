# SPDX-License-Identifier: Apache-2.0
"""Following the trace (nhật ký): one file, one officer, or the whole office; looking at it is itself traced.

A supervisor follows files and officers of the own office, an administrator any. Rows come newest first, by their
number in the database, which grows with time over all chains.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from officer_desk.domain.calendar import end_of, start_of
from officer_desk.domain.names import fold
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import FollowPage, FollowQuery, Shown, TraceRow
from officer_desk.domain.values import Role
from officer_desk.errors import Refused
from officer_desk.models.tables import Declaration, Officer, TraceEntry
from officer_desk.services.context import Context
from officer_desk.services.steps import already_done, trace

FOLLOW, VIEW = "follow", "view"
"""Names of acts in the trace."""
_MOST_CHOICES = 6

_T = TraceEntry.__table__.c
_Found = tuple[str, str, tuple[ColumnElement[bool], ...]]
"""What the words mean: as it is traced, as it is called, and which rows that are."""


def follow(session: Session, context: Context, query: FollowQuery) -> FollowPage:
    """Give the newest rows about what was asked, and note that somebody looked.

    Raises `Refused` with "may-not", "follow-unknown", "follow-elsewhere" (with `subject`), "period-backwards".
    """
    demand(context.actor.role, Task.FOLLOW_TRACE)
    if query.first is not None and query.last is not None and query.first > query.last:
        raise Refused("period-backwards")
    found = _meant(session, context, query.subject.strip())
    if len(found) > 1:
        return FollowPage(query, "", (), more=False, choices=tuple((subject, title) for subject, title, _ in found))
    subject, title, where = found[0]
    if not already_done(session, context):
        days = {"from": _day(query.first), "to": _day(query.last)}
        trace(session, context, FOLLOW, subject, {"shown": query.shown, **days})
    return _page(session, query, title, where)


def more(session: Session, context: Context, query: FollowQuery) -> FollowPage:
    """Give the rows after those that were seen; the look was noted with the first of them."""
    demand(context.actor.role, Task.FOLLOW_TRACE)
    _, title, where = _meant(session, context, query.subject.strip())[0]
    return _page(session, query, title, where)


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _meant(session: Session, context: Context, words: str) -> Sequence[_Found]:
    """Say what the words mean: at least one thing."""
    if not words:
        return [_everything(context)]
    found = [*_files(session, context, words), *_officers(session, context, words)]
    if not found:
        raise Refused("follow-unknown", subject=words)
    allowed = [one for one, own in found if own]
    if not allowed:
        raise Refused("follow-elsewhere", subject=words)
    return allowed[:_MOST_CHOICES]


def _everything(context: Context) -> _Found:
    if context.actor.role is Role.ADMINISTRATOR:
        return "all", "", ()
    return context.actor.office_code, "", (_T.office_code == context.actor.office_code,)


def _files(session: Session, context: Context, words: str) -> Iterable[tuple[_Found, bool]]:
    """Find a file by its whole number, or files of the own office by the digits before the slash."""
    numbers = select(Declaration.number, Declaration.office_code)
    if "/" in words:
        numbers = numbers.where(Declaration.number == words)
    elif words.isdigit():
        serial = words.lstrip("0") or "0"
        here = Declaration.office_code == context.actor.office_code
        numbers = numbers.where(here, Declaration.serial == serial).order_by(Declaration.submitted_at.desc())
    else:
        return
    for number, office_code in session.execute(numbers.limit(_MOST_CHOICES)):
        yield (number, number, (_T.subject == number,)), _is_own(context, office_code)


def _officers(session: Session, context: Context, words: str) -> Iterable[tuple[_Found, bool]]:
    """Find officers by user name, or by words of their names as people type them."""
    rows = session.execute(select(Officer.id, Officer.user_name, Officer.full_name, Officer.office_code)).all()
    asked = fold(words).split()
    exact = [row for row in rows if row.user_name == words.lower()]
    alike = [row for row in rows if asked and all(f" {word}" in f" {fold(row.full_name)}" for word in asked)]
    for row in exact or alike:
        where: tuple[ColumnElement[bool], ...] = (_T.officer_id == row.id,)
        if context.actor.role is not Role.ADMINISTRATOR:
            # What somebody did while he was at another office is that office's.
            where = (*where, _T.office_code == context.actor.office_code)
        yield (row.user_name, f"{row.full_name} ({row.user_name})", where), _is_own(context, row.office_code)


def _is_own(context: Context, office_code: str) -> bool:
    return context.actor.role is Role.ADMINISTRATOR or office_code == context.actor.office_code


def _page(session: Session, query: FollowQuery, title: str, where: tuple[ColumnElement[bool], ...]) -> FollowPage:
    asked = select(TraceEntry).where(*where, *_narrowed(query)).order_by(_T.id.desc()).limit(query.limit + 1)
    entries = session.scalars(asked).all()
    shown = entries[: query.limit]
    files = _ids(session, {entry.subject for entry in shown if "/" in entry.subject})
    names = _names(session, {entry.officer_id for entry in shown})
    whom = _whom(session, {str(entry.facts["officer"]) for entry in shown if "officer" in entry.facts})
    rows = tuple(_row(entry, files, names, whom) for entry in shown)
    return FollowPage(query, title, rows, len(entries) > query.limit)


def _narrowed(query: FollowQuery) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if query.first is not None:
        where.append(_T.at >= start_of(query.first))
    if query.last is not None:
        where.append(_T.at < end_of(query.last))
    if query.shown is not Shown.ALL:
        where.append(_T.act == VIEW if query.shown is Shown.VIEWS else _T.act != VIEW)
    if query.before_id is not None:
        where.append(_T.id < query.before_id)
    return where


def _ids(session: Session, numbers: set[str]) -> dict[str, int]:
    rows = session.execute(select(Declaration.number, Declaration.id).where(Declaration.number.in_(numbers)))
    return {row.number: row.id for row in rows}


def _names(session: Session, ids: set[int]) -> dict[int, str]:
    rows = session.execute(select(Officer.id, Officer.full_name).where(Officer.id.in_(ids)))
    return {row.id: row.full_name for row in rows}


def _whom(session: Session, user_names: set[str]) -> dict[str, str]:
    rows = session.execute(select(Officer.user_name, Officer.full_name).where(Officer.user_name.in_(user_names)))
    return {row.user_name: row.full_name for row in rows}


def _row(entry: TraceEntry, files: dict[str, int], names: dict[int, str], whom: dict[str, str]) -> TraceRow:
    facts: dict[str, Any] = dict(entry.facts)
    given = str(facts.get("officer", ""))
    return TraceRow(
        entry.id, entry.at, entry.office_code, entry.sequence, entry.user_name,
        names.get(entry.officer_id, entry.user_name), entry.role, entry.act, entry.subject,
        files.get(entry.subject), facts, whom.get(given, given),
    )  # fmt: skip
