# SPDX-License-Identifier: Apache-2.0
"""Claims (đang xử lý): who has a file in hand. A lease that lapses by itself, with a number that only grows.

The number (fence) goes along with every act on the file. Whoever lost the file, because his lease lapsed and another
took it or because a supervisor took it over, still knows the old number only, and is refused by it: the database
decides, not his clock.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import ClaimRecord
from officer_desk.domain.values import Role
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.errors import Conflict, Refused
from officer_desk.models.tables import Claim, Declaration, Officer
from officer_desk.services.context import Context
from officer_desk.services.steps import already_done, load, load_as_seen, trace

LEASE = timedelta(seconds=90)
"""How long a window that says nothing more keeps a file."""
TAKE_OVER, VIEW = "take-over", "view"
"""The acts' names in the trace; both carry the number under which the file was taken."""
_ENDED = datetime(1970, 1, 1, tzinfo=UTC)
"""What was let go stays so, wherever the clock jumps."""
_DECIDING = frozenset({Role.RECEPTION, Role.SUPERVISOR})


def take(session: Session, context: Context, declaration_id: int) -> ClaimRecord | None:
    """Take a file that is open already in hand as soon as it is free; gives who has it now.

    Traced as another view, with its number: from here on what is done to the file is done by him.
    """
    before = session.get(Claim, declaration_id)
    former = 0 if before is None else before.fence
    claim = _give(session, context, declaration_id, moves=False)
    if claim is not None and claim.fence != former:
        file = load(session, declaration_id)
        trace(session, context, VIEW, file.number, {"version": file.version, "fence": claim.fence})
    return claim


def begin(session: Session, context: Context, declaration_id: int) -> ClaimRecord | None:
    """Give a file that is being opened to the officer's window; says who has it now. Whoever calls this traces it.

    None: there is nothing to decide about the file, or who asks decides nothing. The same officer's other window loses
    it: he is where he opened it last.
    """
    return _give(session, context, declaration_id, moves=True)


def extend(session: Session, context: Context, declaration_id: int, fence: int) -> ClaimRecord | None:
    """Keep a file in hand; gives who has it now: somebody else when it was lost, None when nobody needs it.

    A lease that lapsed unnoticed (the machine slept) goes on as long as nobody took the file.
    """
    row = session.get(Claim, declaration_id)
    if row is None or row.fence != fence:
        return take(session, context, declaration_id)
    if load(session, declaration_id).state not in UNDECIDED:
        return None
    row.until = context.now + LEASE
    return _record(row, context)


def release(session: Session, context: Context, declaration_id: int) -> None:
    """Let a file go; a window that lost it before lets nothing go."""
    row = session.get(Claim, declaration_id)
    if row is not None and _is_mine(row, context):
        _let_go(session, context, row)


def release_decided(session: Session, context: Context, declaration_id: int) -> None:
    """Let go of a file that its holder has just decided."""
    row = session.get(Claim, declaration_id)
    if row is not None and row.officer_id == context.actor.officer_id:
        _let_go(session, context, row)


def release_window(session: Session, context: Context) -> None:
    """Let go of whatever the officer's window has in hand: he signs out, or the window ends."""
    for row in _held_by(session, context, context.actor.officer_id):
        if row.lease == context.window:
            _let_go(session, context, row)


def release_all(session: Session, context: Context, officer_id: int) -> None:
    """Let go of all files that an officer has in hand: he is away."""
    for row in _held_by(session, context, officer_id):
        _let_go(session, context, row)


def take_over(session: Session, context: Context, declaration_id: int) -> ClaimRecord:
    """Take a file out of another officer's hand; what he typed stays as his draft. `Refused`: "may-not"."""
    demand(context.actor.role, Task.TAKE_OVER)
    file = load(session, declaration_id)
    if file.office_code != context.actor.office_code:
        raise Refused("may-not", act=TAKE_OVER)
    if file.state not in UNDECIDED:
        raise Refused("state-does-not-allow", act=TAKE_OVER, state=file.state)
    row = session.get(Claim, declaration_id)
    if already_done(session, context) and row is not None:
        return _record(row, context)
    holder = session.get(Officer, row.officer_id) if row is not None and _is_live(row, context.now) else None
    taken = _hand_over(session, context, declaration_id, row)
    facts: dict[str, object] = {"fence": taken.fence}
    if holder is not None:
        facts["officer"] = holder.user_name
    trace(session, context, TAKE_OVER, file.number, facts)
    return _record(taken, context)


def live(session: Session, context: Context, declaration_id: int) -> ClaimRecord | None:
    """Give who has a file in hand; None: nobody."""
    row = session.get(Claim, declaration_id)
    return _record(row, context) if row is not None and _is_live(row, context.now) else None


def load_for_act(
    session: Session, context: Context, declaration_id: int, seen_version: int, fence: int | None
) -> Declaration:
    """Give the file's row if it is as the officer saw it and still in his hand.

    Raises `Conflict("claim-lost")` for a number that is not the newest, `Conflict("claimed")` for somebody without one
    (the command line) while another has the file; both with `by` and `at`. Else as `steps.load_as_seen`.
    """
    row = session.get(Claim, declaration_id)
    if row is not None:
        his = row.officer_id == context.actor.officer_id
        if fence is not None and (row.fence != fence or not his):
            raise Conflict("claim-lost", by=_holder(row), at=row.taken_at)
        if fence is None and not his and _is_live(row, context.now):
            raise Conflict("claimed", by=_holder(row), at=row.taken_at)
    return load_as_seen(session, declaration_id, seen_version)


def spent(session: Session, context: Context, declaration_id: int) -> int | None:
    """Give the seconds since the actor took a file in hand; None: he has it not."""
    row = session.get(Claim, declaration_id)
    if row is None or row.officer_id != context.actor.officer_id or not _is_live(row, context.now):
        return None
    return max(0, int((context.now - row.taken_at).total_seconds()))


def holders(session: Session, context: Context, declaration_ids: Iterable[int]) -> dict[int, str]:
    """Give who has which of some files in hand."""
    rows = session.scalars(select(Claim).where(Claim.declaration_id.in_(list(declaration_ids))))
    return {row.declaration_id: row.officer_name for row in rows if _is_live(row, context.now)}


def held_elsewhere(context: Context, declaration_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Give the condition that somebody else, or the officer's other window, has a file in hand."""
    live_now = and_(Claim.until > context.now, Claim.until <= context.now + LEASE)
    return exists().where(Claim.declaration_id == declaration_id, live_now, Claim.lease != context.window)


def stir(session: Session, context: Context, declaration_id: int) -> None:
    """Let whoever has a file in hand notice that another one typed something for it."""
    row = session.get(Claim, declaration_id)
    if row is not None and row.officer_id != context.actor.officer_id and _is_live(row, context.now):
        row.changed_at = _next_change(session, context)


def _give(session: Session, context: Context, declaration_id: int, *, moves: bool) -> ClaimRecord | None:
    """`moves`: also out of the same officer's other window."""
    decides = context.window and context.actor.role in _DECIDING
    if not decides or load(session, declaration_id).state not in UNDECIDED:
        return live(session, context, declaration_id)
    row = session.get(Claim, declaration_id)
    if row is not None and _is_live(row, context.now):
        if _is_mine(row, context):
            row.until = context.now + LEASE
            return _record(row, context)
        if row.officer_id != context.actor.officer_id or not moves:
            return _record(row, context)
    return _record(_hand_over(session, context, declaration_id, row), context)


def _hand_over(session: Session, context: Context, declaration_id: int, row: Claim | None) -> Claim:
    changed_at = _next_change(session, context)
    if row is None:
        row = Claim(declaration_id=declaration_id, fence=0)
        session.add(row)
    row.fence += 1
    row.officer_id, row.officer_name = context.actor.officer_id, context.actor.full_name
    row.counter, row.lease = context.actor.counter, context.window
    row.taken_at, row.changed_at = context.now, changed_at
    row.until = context.now + LEASE
    session.flush()
    return row


def _let_go(session: Session, context: Context, row: Claim) -> None:
    """End a claim, unless it has ended; its number stays, so that the next one is higher."""
    if row.until != _ENDED:
        row.changed_at, row.until = _next_change(session, context), _ENDED


def _next_change(session: Session, context: Context) -> datetime:
    """Give a time after all former changes, also when the clock was set back: others look for the newest only."""
    newest = session.scalar(select(func.max(Claim.changed_at)))
    return context.now if newest is None else max(context.now, newest + timedelta(microseconds=1))


def _held_by(session: Session, context: Context, officer_id: int) -> list[Claim]:
    held = select(Claim).where(Claim.officer_id == officer_id, Claim.until > context.now)
    return list(session.scalars(held))


def _is_live(row: Claim, now: datetime) -> bool:
    """Say whether a lease still runs; one that seems to run for too long was given by a clock that was ahead."""
    return now < row.until <= now + LEASE


def _is_mine(row: Claim, context: Context) -> bool:
    return row.lease == context.window and row.officer_id == context.actor.officer_id


def _holder(row: Claim) -> str:
    return ", ".join(filter(None, (row.officer_name, row.counter)))


def _record(row: Claim, context: Context) -> ClaimRecord:
    return ClaimRecord(
        declaration_id=row.declaration_id,
        fence=row.fence,
        mine=_is_mine(row, context),
        officer_id=row.officer_id,
        officer_name=row.officer_name,
        counter=row.counter,
        until=row.until,
    )
