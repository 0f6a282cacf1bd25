# SPDX-License-Identifier: Apache-2.0
"""Adding or replacing a picture of a file; the former version is kept."""

from sqlalchemy.orm import Session

from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import DeclarationRecord, PictureDraft
from officer_desk.domain.values import State
from officer_desk.domain.workflow import UNDECIDED, Act, Facts, next_state
from officer_desk.errors import Refused
from officer_desk.models.tables import Declaration, Picture
from officer_desk.services import claims, readings
from officer_desk.services.context import Context
from officer_desk.services.file_records import declaration_record, declared_of, missing_pictures
from officer_desk.services.steps import already_done, keep_supplement_clock, load, mark_changed, trace


def put(session: Session, context: Context, draft: PictureDraft) -> DeclarationRecord:
    """Add a picture, or put it in place of the present one; a file that lacks nothing more goes on.

    The bytes were checked and stored before (`PictureStore.put`), outside of any transaction. Raises
    `Refused("state-does-not-allow")` for a decided file, `Unavailable("picture-lost")` for bytes that are not there.
    """
    demand(context.actor.role, Task.REPLACE_PICTURE)
    if already_done(session, context):
        return declaration_record(session, context, load(session, draft.declaration_id))
    declaration = claims.load_for_act(session, context, draft.declaration_id, draft.seen_version, draft.fence)
    if declaration.state not in UNDECIDED:
        raise Refused("state-does-not-allow", act=Task.REPLACE_PICTURE, state=declaration.state)
    stored = context.gateways.pictures.describe(draft.sha256)
    for old in declaration.pictures:
        if old.role is draft.role and old.superseded_at is None:
            old.superseded_at = context.now
    declaration.pictures.append(
        Picture(
            role=draft.role,
            sha256=stored.sha256,
            media_type=stored.media_type,
            width=stored.width,
            height=stored.height,
            size=stored.size,
            added_at=context.now,
            added_by=context.actor.full_name,
        )
    )
    readings.expect(session, context, declared_of(declaration), {draft.role: stored})
    before = declaration.state
    _go_on(context, declaration)
    keep_supplement_clock(context, declaration)
    mark_changed(context, declaration)
    session.flush()
    facts = {"role_of_picture": draft.role, "sha256": stored.sha256, "from": before, "to": declaration.state}
    trace(session, context, "put-picture", declaration.number, facts)
    return declaration_record(session, context, declaration)


def _go_on(context: Context, declaration: Declaration) -> None:
    present = [picture.role for picture in declaration.pictures if picture.superseded_at is None]
    if declaration.state is State.INCOMPLETE and not missing_pictures(declared_of(declaration), present):
        facts = Facts(missing=False, received=declaration.received_at is not None)
        declaration.state = next_state(Act.COMPLETE, declaration.state, context.actor.role, facts)
