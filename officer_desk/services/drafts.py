# SPDX-License-Identifier: Apache-2.0
"""Drafts (bản nháp): what an officer typed for a file and has not recorded, sealed, each officer's own."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import DraftRecord, OtherDraft
from officer_desk.models.tables import Declaration, Draft, Officer
from officer_desk.services import claims
from officer_desk.services.context import Context

_PURPOSE = "draft"


def save(session: Session, context: Context, declaration_id: int, text: str) -> None:
    """Keep what the actor typed for a file in place of what was kept before; a file that is gone keeps nothing.

    Not traced: nothing has been done yet, and it happens with every pause in typing.
    """
    demand(context.actor.role, Task.VIEW)
    file = session.get(Declaration, declaration_id)
    if file is None or file.purged_at is not None:
        return
    sealed = context.gateways.keys.seal(_PURPOSE, text)
    kept = session.get(Draft, (context.actor.officer_id, declaration_id))
    if kept is None:
        officer_id = context.actor.officer_id
        session.add(Draft(officer_id=officer_id, declaration_id=declaration_id, body=sealed, saved_at=context.now))
    else:
        kept.body, kept.saved_at = sealed, context.now
    claims.stir(session, context, declaration_id)


def of_file(session: Session, context: Context, declaration_id: int) -> DraftRecord | None:
    """Give what the actor typed for a file."""
    demand(context.actor.role, Task.VIEW)
    kept = session.get(Draft, (context.actor.officer_id, declaration_id))
    if kept is None:
        return None
    return DraftRecord(declaration_id, context.gateways.keys.unseal(_PURPOSE, kept.body), kept.saved_at)


def of_others(session: Session, context: Context, declaration_id: int) -> tuple[OtherDraft, ...]:
    """Give what other officers typed for a file and did not record, the newest first: to whoever has it in hand.

    A file that was taken over, or that somebody left, brings the words of those who had it before.
    """
    demand(context.actor.role, Task.VIEW)
    file = session.get(Declaration, declaration_id)
    claim = claims.live(session, context, declaration_id)
    if file is None or claim is None or not claim.mine:
        return ()
    found = session.execute(
        select(Draft, Officer.full_name)
        .join(Officer, Officer.id == Draft.officer_id)
        .where(Draft.declaration_id == declaration_id, Draft.officer_id != context.actor.officer_id)
        .order_by(Draft.saved_at.desc())
    ).all()
    unseal = context.gateways.keys.unseal
    return tuple(OtherDraft(row.officer_id, name, unseal(_PURPOSE, row.body), row.saved_at) for row, name in found)


def drop(session: Session, context: Context, declaration_id: int) -> None:
    """Forget what the actor typed for a file: it was recorded, or taken away again."""
    mine = Draft.officer_id == context.actor.officer_id
    session.execute(delete(Draft).where(mine, Draft.declaration_id == declaration_id))
