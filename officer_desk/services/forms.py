# SPDX-License-Identifier: Apache-2.0
"""Form 01: what is to be printed of a file, and counting what was."""

from contextlib import suppress
from dataclasses import replace
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from officer_desk.domain.calendar import format_clock
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import FormData, OfficeRecord, PrintDraft
from officer_desk.errors import Refused
from officer_desk.models.tables import Declaration, FormPrint, Office
from officer_desk.printing import payload
from officer_desk.services.context import Context
from officer_desk.services.file_records import ask_registry, declared_of
from officer_desk.services.steps import already_done, load_whole, trace


def prepare(session: Session, context: Context, declaration_id: int, template: str) -> FormData:
    """Give everything that stands on form and slip; `template` is a name of `resources/forms`."""
    demand(context.actor.role, Task.PRINT)
    declaration = load_whole(session, declaration_id)
    declared = declared_of(declaration)
    reply = ask_registry(context, declared)
    new_address = None if declared.changes is None else declared.changes.address
    return FormData(
        declared=declared,
        address_text=context.gateways.units.address_text(declared.address),
        office=office_record(session, declaration.office_code),
        place=context.gateways.units.province_name(declaration.office_code[1:3]),
        data_version=declaration.data_version,
        payload=payload.make(declared.number, declaration.data_version, context.gateways.keys.key_for(payload.KEY)),
        received_at=declaration.received_at,
        compared=_compared(declaration),
        hgd=reply.answer,
        hgd_asked_at=reply.asked_at,
        officer=", ".join(filter(None, (context.actor.full_name, context.actor.counter))),
        print_number=_printed(session, declaration_id, template) + 1,
        printed_at=context.now,
        changed_address_text="" if new_address is None else context.gateways.units.address_text(new_address),
    )


def printed(session: Session, context: Context, draft: PrintDraft) -> int:
    """Count and trace a print that went out; gives its number (1: the first)."""
    demand(context.actor.role, Task.PRINT)
    declaration = load_whole(session, draft.declaration_id)
    if not already_done(session, context):
        session.add(
            FormPrint(
                declaration_id=declaration.id,
                act_key=context.act_key,
                template=draft.template,
                data_version=declaration.data_version,
                copies=draft.copies,
                target=draft.target,
                officer_name=context.actor.full_name,
                at=context.now,
            )
        )
        session.flush()
        facts = {"template": draft.template, "copies": draft.copies, "data_version": declaration.data_version}
        trace(session, context, "print-form", declaration.number, facts)
    return _printed(session, declaration.id, draft.template)


def printed_together(session: Session, context: Context, drafts: tuple[PrintDraft, ...]) -> None:
    """Count and trace forms that went out as one, each as a print of its own with a key of its own."""
    for draft in drafts:
        key = str(uuid5(UUID(context.act_key), str(draft.declaration_id)))
        with suppress(Refused):  # its data were destroyed while it went out: there is nobody left to count it for
            printed(session, replace(context, act_key=key), draft)


def guidance_printed(session: Session, context: Context, declaration_id: int) -> None:
    """Trace that the guidance page went out: the code is not in HGĐ, and the citizen was told what to do."""
    demand(context.actor.role, Task.PRINT)
    if not already_done(session, context):
        trace(session, context, "print-guidance", load_whole(session, declaration_id).number)


def office_record(session: Session, code: str) -> OfficeRecord:
    """Give an office with its parent's name; an unknown code stands for itself."""
    office = session.get(Office, code)
    if office is None:
        return OfficeRecord(code, code, None)
    parent = None if office.parent_code is None else session.get(Office, office.parent_code)
    parent_name = None if parent is None else parent.name
    return OfficeRecord(office.code, office.name, office.parent_code, parent_name, office.address, office.phone)


def _printed(session: Session, declaration_id: int, template: str) -> int:
    where = (FormPrint.declaration_id == declaration_id, FormPrint.template == template)
    return session.scalar(select(func.count()).where(*where)) or 0


def _compared(declaration: Declaration) -> str:
    judged = [a for a in declaration.assessments if a.compared and a.taken_back_at is None]
    if not judged:
        return "–"
    last = judged[-1]
    shown = sum(picture.superseded_at is None for picture in declaration.pictures)
    return f"{len(last.compared)}/{shown} ảnh, {format_clock(last.at)}"
