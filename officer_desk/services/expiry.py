# SPDX-License-Identifier: Apache-2.0
"""The ten days (seed 004): reminding, letting expire, bringing back. Who is due is listed in batches, one act a file.

Every act looks at its file again: what was listed a moment ago may have been received, decided or brought back since.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session, lazyload

from officer_desk.domain import deadlines
from officer_desk.domain.package import required_pictures
from officer_desk.domain.records import BringBackDraft, DeclarationRecord, DueFile
from officer_desk.domain.values import Kind
from officer_desk.domain.workflow import UNDECIDED, Act, Facts, demand_role, next_state
from officer_desk.errors import Refused
from officer_desk.models.tables import Account, Declaration, Office
from officer_desk.services import notices
from officer_desk.services.context import Context
from officer_desk.services.file_records import declaration_record, declared_of
from officer_desk.services.steps import already_done, load, load_as_seen, mark_changed, trace

AT_ONCE = 200
"""Files in one batch of a list."""
REMIND = "remind"
"""The reminder's name in the trace."""
_D = Declaration
_CLOCK_RUNS = (_D.received_at.is_(None), _D.decided_at.is_(None))

Place = tuple[datetime, int]
"""Where a batch ended: the time by which it is ordered, and the file's id."""


def offices(session: Session, context: Context) -> tuple[str, ...]:
    """Give the offices whose files are looked at."""
    return tuple(session.scalars(select(Office.code).order_by(Office.code)))


def to_remind(
    office_code: str, after: Place | None, session: Session, context: Context
) -> tuple[tuple[DueFile, ...], Place | None]:
    """Give a batch of files whose citizens are to be reminded, and where it ended; None: that was all."""
    bounds = deadlines.remind_range(context.settings.remind_day, context.now)
    if bounds is None or bounds.since is None or bounds.before is None:
        return (), None
    due = (_D.clock_from >= bounds.since, _D.clock_from < bounds.before, _D.reminded_at.is_(None))
    return _batch(session, office_code, due, after)


def to_expire(
    office_code: str, after: Place | None, session: Session, context: Context
) -> tuple[tuple[DueFile, ...], Place | None]:
    """Give a batch of files whose ten days are over and whose citizens never came, and where it ended."""
    return _batch(session, office_code, (_D.clock_from < deadlines.lapsed_before(context.now),), after)


def to_destroy(after: Place | None, session: Session, context: Context) -> tuple[tuple[DueFile, ...], Place | None]:
    """Give a batch of expired files that can no longer be brought back, and where it ended."""
    where = [_D.purged_at.is_(None), _D.expired_at < deadlines.restore_lapsed_before(context.now)]
    if after is not None:
        where.append(tuple_(_D.expired_at, _D.id) > after)
    rows = session.scalars(
        select(_D).options(lazyload("*")).where(*where).order_by(_D.expired_at, _D.id).limit(AT_ONCE)
    ).all()
    end = None if len(rows) < AT_ONCE or rows[-1].expired_at is None else (rows[-1].expired_at, rows[-1].id)
    return tuple(due_file(row) for row in rows), end


def remind(session: Session, context: Context, declaration_id: int) -> bool:
    """Remind the citizen once that his days run out; False when there is nothing to remind of any more."""
    declaration = load(session, declaration_id)
    bounds = deadlines.remind_range(context.settings.remind_day, context.now)
    if bounds is None or bounds.since is None or bounds.before is None or declaration.reminded_at is not None:
        return False
    if not _clock_runs(declaration) or not bounds.since <= declaration.clock_from < bounds.before:
        return False
    declaration.reminded_at = context.now
    notices.remind(session, context, declaration)
    session.flush()
    trace(session, context, REMIND, declaration.number, {"due": deadlines.due_on(declaration.clock_from).isoformat()})
    return True


def expire(session: Session, context: Context, declaration_id: int) -> bool:
    """Let a file expire whose citizen never came in ten days; False when that is not so (any more)."""
    declaration = load(session, declaration_id)
    if not _clock_runs(declaration) or declaration.clock_from >= deadlines.lapsed_before(context.now):
        return False
    before = declaration.state
    declaration.state = next_state(Act.EXPIRE, before, context.actor.role, Facts(received=False))
    declaration.expired_at = declaration.decided_at = context.now
    mark_changed(context, declaration)
    session.flush()
    trace(session, context, Act.EXPIRE, declaration.number, _told(before, declaration))
    return True


def bring_back(session: Session, context: Context, draft: BringBackDraft) -> DeclarationRecord:
    """Bring an expired file back with ten new days, while its data are still there.

    Raises `Conflict("file-changed")`, `Refused` with "may-not", "state-does-not-allow", "restore-too-late",
    "restore-newer-file" (with `number`) when a newer declaration of the same person took its place.
    """
    demand_role(Act.BRING_BACK, context.actor.role)
    if already_done(session, context):
        return declaration_record(session, context, load(session, draft.declaration_id))
    declaration = load_as_seen(session, draft.declaration_id, draft.seen_version)
    before = declaration.state
    declaration.state = next_state(Act.BRING_BACK, before, context.actor.role, _facts(context, declaration))
    _demand_in_time(context, declaration)
    newer = _newer_file(session, declaration)
    if newer is not None:
        raise Refused("restore-newer-file", number=newer)
    declaration.clock_from = context.now
    declaration.expired_at = declaration.decided_at = None
    mark_changed(context, declaration)
    session.flush()
    trace(session, context, Act.BRING_BACK, declaration.number, _told(before, declaration))
    return declaration_record(session, context, declaration)


def due_file(declaration: Declaration) -> DueFile:
    """Give a file as the list of a daily run shows it."""
    expired = declaration.expired_at
    return DueFile(
        declaration.id,
        declaration.number,
        declaration.office_code,
        declaration.submitted_at,
        deadlines.due_on(declaration.clock_from),
        None if expired is None else deadlines.destroyed_from(expired),
    )


def _batch(
    session: Session, office_code: str, due: tuple[ColumnElement[bool], ...], after: Place | None
) -> tuple[tuple[DueFile, ...], Place | None]:
    where = [_D.office_code == office_code, *_CLOCK_RUNS, *due]
    if after is not None:
        where.append(tuple_(_D.clock_from, _D.id) > after)
    rows = session.scalars(
        select(_D).options(lazyload("*")).where(*where).order_by(_D.clock_from, _D.id).limit(AT_ONCE)
    ).all()
    end = (rows[-1].clock_from, rows[-1].id) if len(rows) == AT_ONCE else None
    return tuple(due_file(row) for row in rows), end


def _clock_runs(declaration: Declaration) -> bool:
    return declaration.received_at is None and declaration.decided_at is None


def _facts(context: Context, declaration: Declaration) -> Facts:
    present = {picture.role for picture in declaration.pictures if picture.superseded_at is None}
    missing = declaration.purged_at is None and not set(required_pictures(declared_of(declaration))) <= present
    return Facts(missing=missing, own_office=declaration.office_code == context.actor.office_code)


def _demand_in_time(context: Context, declaration: Declaration) -> None:
    expired = declaration.expired_at
    if expired is None or declaration.purged_at is not None or not deadlines.can_restore(expired, context.now):
        raise Refused("restore-too-late")


def _newer_file(session: Session, declaration: Declaration) -> str | None:
    """Give the declaration of the same person that stands in this one's place: undecided, or with an account."""
    same = (_D.insurance_code == declaration.insurance_code, _D.id != declaration.id)
    kind = _D.kind == Kind.CHANGE if declaration.kind is Kind.CHANGE else _D.kind != Kind.CHANGE
    undecided = select(_D.number).where(*same, kind, _D.state.in_(UNDECIDED)).limit(1)
    if (number := session.scalar(undecided)) is not None or declaration.kind is Kind.CHANGE:
        return number
    account = Account.insurance_code == declaration.insurance_code, Account.status.in_(("active", "pending"))
    return session.scalar(select(_D.number).join(Account, Account.declaration_id == _D.id).where(*account).limit(1))


def _told(before: object, declaration: Declaration) -> dict[str, object]:
    return {"from": before, "to": declaration.state, "version": declaration.version}
