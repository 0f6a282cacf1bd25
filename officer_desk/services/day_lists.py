# SPDX-License-Identifier: Apache-2.0
"""The day's list: all files whose citizens were received at the office on one day, as the trace tells it."""

from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from officer_desk.domain.calendar import end_of, start_of
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import DayList, DayListDraft, DayRow
from officer_desk.domain.workflow import Act
from officer_desk.models.tables import Declaration, Officer, TraceEntry
from officer_desk.services import forms
from officer_desk.services.context import Context
from officer_desk.services.exports import watermark
from officer_desk.services.steps import already_done, trace

PRINTED = "print-day-list"
"""The act's name in the trace."""


def received(session: Session, context: Context, day: date) -> DayList:
    """Give the list of a day at the actor's office; files of other offices that were received here are on it."""
    demand(context.actor.role, Task.PRINT)
    code = context.actor.office_code
    here = and_(TraceEntry.office_code == code, TraceEntry.act == Act.RECEIVE)
    that_day = and_(TraceEntry.at >= start_of(day), TraceEntry.at < end_of(day))
    # A reception that was taken back, or done again, has another time in the file.
    its_own = and_(Declaration.number == TraceEntry.subject, Declaration.received_at == TraceEntry.at)
    found = session.execute(
        select(Declaration, TraceEntry.user_name, Officer.full_name)
        .select_from(TraceEntry)
        .join(Declaration, its_own)
        .outerjoin(Officer, Officer.id == TraceEntry.officer_id)
        .where(here, that_day, Declaration.purged_at.is_(None))
        .order_by(TraceEntry.at, TraceEntry.id)
    )
    rows = tuple(_row(declaration, name or user) for declaration, user, name in found)
    place = context.gateways.units.province_name(code[1:3])
    office = forms.office_record(session, code)
    return DayList(day, office, place, context.actor.full_name, context.now, watermark(context), rows)


def printed(session: Session, context: Context, draft: DayListDraft) -> None:
    """Trace a day's list that is about to go out: a row too many is better than a paper that nobody knows of."""
    demand(context.actor.role, Task.PRINT)
    if not already_done(session, context):
        facts = {"day": draft.day.isoformat(), "rows": draft.rows, "target": draft.target}
        trace(session, context, PRINTED, context.actor.office_code, facts)


def _row(declaration: Declaration, officer: str) -> DayRow:
    return DayRow(
        number=declaration.number,
        full_name=declaration.full_name,
        insurance_code=declaration.insurance_code,
        kind=declaration.kind,
        received_at=declaration.received_at or declaration.imported_at,
        state=declaration.state,
        officer=officer,
    )
