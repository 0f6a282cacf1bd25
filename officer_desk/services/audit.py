# SPDX-License-Identifier: Apache-2.0
"""Verifying the trace (nhật ký): intact, or the first row that was edited, deleted, reordered or cut off."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import Actor, TraceFinding
from officer_desk.domain.values import Role
from officer_desk.domain.workflow import Act
from officer_desk.models.database import trouble_in_words
from officer_desk.models.tables import Assessment, Claim, Declaration, FormPrint, TraceEntry, TraceHead
from officer_desk.services.context import Context
from officer_desk.services.steps import FIRST, digest_of, seal_of
from officer_desk.services.work import Door, Watch

_AT_ONCE = 500


def verify(session: Session, context: Context) -> TraceFinding:
    """Walk every office's chain from its first row to its sealed end."""
    demand(context.actor.role, Task.VERIFY_TRACE)
    return _verify(session, context, None, lambda _rows: None)


def check(job: Watch, office: Door, actor: Actor | None) -> TraceFinding | None:
    """Verify in the background: a supervisor the chain of the own office, an administrator all; None: stopped."""
    context = office.context(actor)
    demand(context.actor.role, Task.VERIFY_TRACE)
    only = None if context.actor.role is Role.ADMINISTRATOR else context.actor.office_code
    with trouble_in_words(), office.database.reading() as session:
        here = () if only is None else (TraceEntry.office_code == only,)
        total = session.scalar(select(func.count()).select_from(TraceEntry).where(*here)) or 0

        def told(rows: int) -> None:
            job.progress(rows, total)
            if job.cancelled:
                raise _Stopped

        try:
            return _verify(session, context, only, told)
        except _Stopped:
            return None


class _Stopped(Exception):
    """Who waits does not want to wait any longer."""


def _verify(session: Session, context: Context, only: str | None, told: Callable[[int], None]) -> TraceFinding:
    heads = {head.office_code: head for head in session.scalars(select(TraceHead))}
    offices = sorted(set(heads) | set(session.scalars(select(TraceEntry.office_code).distinct())))
    rows = 0
    for office in offices if only is None else [only]:
        finding = _verify_office(session, context, office, heads.get(office), partial(_further, told, rows))
        rows += finding.rows
        if not finding.intact:
            return finding
    told(rows)
    lost = _without_row(session, only)
    return TraceFinding(lost is None, rows, wrong=None if lost is None else "no-row", subject=lost)


def _further(told: Callable[[int], None], before: int, rows: int) -> None:
    told(before + rows)


def _without_row(session: Session, only: str | None) -> str | None:
    """Give a file of which the desk's tables know more than the trace: a chain that vanished whole is found so.

    `only`: of this office's files alone.
    """
    here = () if only is None else (Declaration.office_code == only,)
    by_key = (Assessment, FormPrint)
    for table in by_key:
        known = exists().where(TraceEntry.act_key == table.act_key)
        lost = select(Declaration.number).join(table, table.declaration_id == Declaration.id).where(~known, *here)
        if (number := session.scalar(lost.limit(1))) is not None:
            return number
    imported = exists().where(TraceEntry.subject == Declaration.number, TraceEntry.act == Act.IMPORT)
    return session.scalar(select(Declaration.number).where(~imported, *here).limit(1))


def _verify_office(
    session: Session, context: Context, office: str, head: TraceHead | None, told: Callable[[int], None]
) -> TraceFinding:
    sequence, previous, last_id = 0, FIRST, 0
    rows = select(TraceEntry).where(TraceEntry.office_code == office).order_by(TraceEntry.sequence)
    for entry in session.scalars(rows.execution_options(yield_per=_AT_ONCE)):
        wrong = _wrong(entry, sequence + 1, previous, last_id)
        if wrong is not None:
            return TraceFinding(False, sequence, office, sequence + 1 if wrong == "deleted" else entry.sequence, wrong)
        sequence, previous, last_id = entry.sequence, entry.digest, entry.id
        if sequence % _AT_ONCE == 0:
            told(sequence)
    if head is None or head.seal != seal_of(context, head):
        return TraceFinding(False, sequence, office, sequence, "no-seal")
    if head.sequence != sequence or head.digest != previous:
        return TraceFinding(False, sequence, office, sequence + 1, "cut-off")
    return TraceFinding(intact=True, rows=sequence, office_code=office, sequence=sequence)


def _wrong(entry: TraceEntry, expected: int, previous: str, last_id: int) -> str | None:
    if entry.sequence != expected:
        return "deleted"
    if digest_of(entry) != entry.digest:
        return "edited"
    if entry.previous != previous or entry.id <= last_id:
        return "reordered"
    return None


def newest(session: Session, context: Context) -> tuple[int | None, datetime | None]:
    """Give the newest row's id and the newest change of a claim: one of them moves with whatever anybody does."""
    return session.scalar(select(func.max(TraceEntry.id))), session.scalar(select(func.max(Claim.changed_at)))
