# SPDX-License-Identifier: Apache-2.0
"""Whether an officer who signed in may still work: asked at the door of every question and every act."""

from sqlalchemy.orm import Session

from officer_desk.errors import Refused
from officer_desk.models.tables import Officer
from officer_desk.services.context import Context


def demand(session: Session, context: Context) -> None:
    """Raise `Refused("session-ended", why=)` for an officer who was locked, deactivated, or has another role now.

    Whoever acts without being an officer (signing in, the command line, the desk by itself) passes.
    """
    actor = context.actor
    if not actor.officer_id:
        return
    officer = session.get(Officer, actor.officer_id)
    if officer is None:
        raise Refused("session-ended", why="inactive")
    if not officer.active:
        raise Refused("session-ended", why="inactive")
    if officer.locked_at is not None:
        raise Refused("session-ended", why="locked")
    if (officer.role, officer.office_code) != (actor.role, actor.office_code):
        raise Refused("session-ended", why="changed")
