# SPDX-License-Identifier: Apache-2.0
"""The file as if nobody had decided it: whoever is to be its second officer sees it so, wherever he opens it."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain import deadlines
from officer_desk.domain.calendar import day_of
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.domain.records import AccountRecord, DeclarationRecord, RelatedFile
from officer_desk.models.tables import Declaration, HeldDecision, SecondLook
from officer_desk.services import beside, looking
from officer_desk.services.context import Context
from officer_desk.services.file_records import declaration_record


def record_for(session: Session, context: Context, declaration: Declaration) -> DeclarationRecord:
    """Give everything that the open file shows to the actor; nothing of a decision that he is to look at again."""
    record = declaration_record(session, context, declaration)
    record = replace(record, related=_related(session, context, record.related))
    look = looking.waiting(session, declaration.id)
    if look is None or not _is_his(context, look):
        return record
    came = record.received_at is not None
    due, left, condition = deadlines.standing(declaration.clock_from, came, day_of(context.now))
    return replace(
        record,
        state=beside.state_before(record.received_at),
        condition=condition,
        days_left=left,
        due_on=due,
        decided_at=None,
        compared=(),
        undo_until=None,
        undo_by=None,
        account=_account_before(session, record, look),
        changed_at=None,
        history=tuple(entry for entry in record.history if entry.at < look.asked_at),
        questions=tuple(asked for asked in record.questions if asked.asked_at < look.asked_at),
        look=None,
        fresh_look=look.id,
    )


def _is_his(context: Context, look: SecondLook) -> bool:
    """Say whether the actor may become the second officer; `beside.to_judge` finds the same ones."""
    actor = context.actor
    may = Task.LOOK_AGAIN in PERMITTED[actor.role]
    return may and look.office_code == actor.office_code and look.first_officer_id != actor.officer_id


def _related(session: Session, context: Context, files: tuple[RelatedFile, ...]) -> tuple[RelatedFile, ...]:
    hidden = beside.to_judge(session, context, [file.declaration_id for file in files]) if files else {}
    states = (hidden.get(file.declaration_id) for file in files)
    return tuple(
        file if state is None else replace(file, state=state, reasons=())
        for file, state in zip(files, states, strict=True)
    )


def _account_before(session: Session, record: DeclarationRecord, look: SecondLook) -> AccountRecord | None:
    """Give the account as the first officer saw it: without what his decision made of it."""
    account = record.account
    if account is None or account.declaration_id == record.id:
        return None
    held = session.scalar(select(HeldDecision).where(HeldDecision.act_key == look.act_key))
    steps = tuple(step for step in account.steps if step.declaration_id != record.id)
    before = {} if held is None or held.account_before is None else held.account_before
    known = {name: before[name] for name in ("full_name", "phone", "email", "id_number", "status") if name in before}
    return replace(account, steps=steps, **known)
