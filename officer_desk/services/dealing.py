# SPDX-License-Identifier: Apache-2.0
"""Who gets which file: new ones by the office's rules, those of an officer who goes away dealt anew.

The rules are a data file (`texts/assigning.toml`). The turn of each kind is a mark: after the last one comes the next.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain.values import Kind, Role
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.errors import Refused
from officer_desk.gateways.texts import NAMED, NOBODY
from officer_desk.models.tables import Assignment, Declaration, Mark, Officer
from officer_desk.services import claims
from officer_desk.services.context import Context
from officer_desk.services.steps import trace

ASSIGN, HAND_BACK, ABSENT, BACK = "assign", "hand-back", "absent", "present"
"""The acts' names in the trace."""
HAND, RULE = "hand", "rule"
"""How a file came to an officer."""
DECIDING = (Role.RECEPTION, Role.SUPERVISOR)
"""Who decides files and can be given one."""
_BY_RULE = "Officer Desk"


def deal(session: Session, context: Context, declaration: Declaration) -> None:
    """Give a file to whose turn it is by the office's rule, if it has one; a rule that is broken gives to nobody."""
    officer = _next(session, context, declaration.office_code, declaration.kind)
    if officer is None:
        return
    session.merge(
        Assignment(
            declaration_id=declaration.id,
            officer_id=officer.id,
            note="",
            by_name=_BY_RULE,
            at=context.now,
            how=RULE,
        )
    )
    session.flush()
    trace(session, context, ASSIGN, declaration.number, {"officer": officer.user_name, "how": RULE}, keyed=False)


def set_absent(session: Session, context: Context, officer: Officer, absent: bool) -> int:
    """Write down that an officer is away, or back; gives how many files went from him."""
    if (officer.absent_since is not None) == absent:
        return 0
    officer.absent_since = context.now if absent else None
    trace(session, context, ABSENT if absent else BACK, officer.user_name)
    return hand_back(session, context, officer) if absent else 0


def hand_back(session: Session, context: Context, officer: Officer) -> int:
    """Take an officer's undecided files from him: each is dealt by the rules anew, or waits for anybody.

    Whoever calls it has made him absent (or put him out of use) before. Gives how many files that were.
    """
    his = (
        select(Declaration)
        .join(Assignment, Assignment.declaration_id == Declaration.id)
        .where(Assignment.officer_id == officer.id, Declaration.state.in_(UNDECIDED))
        .order_by(Declaration.submitted_at, Declaration.id)
    )
    claims.release_all(session, context, officer.id)
    files = session.scalars(his).all()
    for file in files:
        take_away(session, file.id)
        trace(session, context, HAND_BACK, file.number, {"officer": officer.user_name}, keyed=False)
        deal(session, context, file)
    return len(files)


def take_away(session: Session, declaration_id: int) -> None:
    """Let a file be nobody's."""
    his = session.get(Assignment, declaration_id)
    if his is not None:
        session.delete(his)
        session.flush()


def present(session: Session, office_code: str) -> tuple[Officer, ...]:
    """Give the officers of an office who decide files and are there, in the order in which they came to it."""
    here = (
        select(Officer)
        .where(Officer.office_code == office_code, Officer.role.in_(DECIDING))
        .where(Officer.active.is_(True), Officer.locked_at.is_(None), Officer.absent_since.is_(None))
        .order_by(Officer.id)
    )
    return tuple(session.scalars(here))


def _next(session: Session, context: Context, office_code: str, kind: Kind) -> Officer | None:
    """Give whose turn it is, and remember that he had it."""
    turn = f"dealt:{office_code}:{kind.value}"
    their = _whose(session, context, office_code, kind)
    if not their:
        return None
    last = session.get(Mark, turn)
    had = 0 if last is None else int(last.value)
    ids = [officer.id for officer in their]
    # A list of names keeps its order; whoever is not in it any more had no turn.
    place = ids.index(had) + 1 if had in ids else 0
    chosen = their[place % len(their)]
    session.merge(Mark(name=turn, value=str(chosen.id), at=context.now))
    return chosen


def _whose(session: Session, context: Context, office_code: str, kind: Kind) -> tuple[Officer, ...]:
    try:
        rule = context.gateways.texts.assigning(kind)
    except Refused:
        return ()  # the settings and the doctor say what is wrong with the file; no package waits for that
    if rule.how == NOBODY:
        return ()
    here = present(session, office_code)
    if rule.how != NAMED:
        return tuple(officer for officer in here if officer.role is Role.RECEPTION)
    named = {officer.user_name: officer for officer in here}
    return tuple(named[name] for name in rule.names if name in named)
