# SPDX-License-Identifier: Apache-2.0
"""What pictures, HGĐ and account say of a file's data, side by side: at once, from what was read before."""

from sqlalchemy.orm import Session

from officer_desk.domain import cross_check
from officer_desk.domain.calendar import day_of
from officer_desk.domain.cross_check import Sources
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import CardFields, CrossCheck
from officer_desk.services import duplicates, readings
from officer_desk.services.account_records import account_of, account_record
from officer_desk.services.context import Context
from officer_desk.services.file_records import ask_registry, declared_of
from officer_desk.services.steps import load_whole


def of(session: Session, context: Context, declaration_id: int, live: CardFields | None = None) -> CrossCheck:
    """Compare a file; `live` is a card that lies on the reader just now.

    Not traced by itself: whoever sees it has opened the file. Raises `Refused("file-unknown")`, `("file-destroyed")`.
    """
    demand(context.actor.role, Task.VIEW)
    declaration = load_whole(session, declaration_id)
    declared = declared_of(declaration)
    present = {picture.role: picture.sha256 for picture in declaration.pictures if picture.superseded_at is None}
    found = readings.known(session, context, present.values())
    account = account_of(session, declared.insurance_code)
    sources = Sources(
        declaration.id,
        declared,
        {role: found[sha256] for role, sha256 in present.items() if sha256 in found},
        hgd=ask_registry(context, declared),
        account=None if account is None else account_record(session, context, account),
        duplicates=duplicates.of(session, context, declaration),
        live=live,
        pending=bool(readings.unread(session, context, declaration_id)),
    )
    return cross_check.build(sources, context.gateways.units.books(), day_of(context.now))
