# SPDX-License-Identifier: Apache-2.0
"""What this database is (real or sample), and the offices that it knows."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import OfficeRecord
from officer_desk.errors import Unavailable
from officer_desk.gateways.keys import Keys
from officer_desk.models.tables import Desk, Office, Officer
from officer_desk.services.context import Context
from officer_desk.services.steps import already_done, trace

REAL, SAMPLE = "real", "sample"


def kind(session: Session, keys: Keys) -> str | None:
    """Say what the office is; None: the database is new. `Unavailable("key-does-not-fit")`: it has another key."""
    desk = session.get(Desk, 1)
    if desk is not None and desk.key_check != _key_check(keys):
        raise Unavailable("key-does-not-fit")
    return None if desk is None else desk.kind


def is_made(session: Session) -> bool:
    """Say whether the database belongs to an office already."""
    return session.get(Desk, 1) is not None


def make(session: Session, desk_kind: str, keys: Keys, now: datetime) -> None:
    """Fix, once and for all, whether this is a real office or a sample, and which key is its."""
    session.add(Desk(id=1, kind=desk_kind, key_check=_key_check(keys), made_at=now))


def load_offices(session: Session, context: Context, offices: Sequence[OfficeRecord]) -> int:
    """Add offices and correct their names; none is removed, because files name them."""
    demand(context.actor.role, Task.LOAD_OFFICES)
    if already_done(session, context):
        return len(offices)
    for office in offices:
        session.merge(Office(code=office.code, name=office.name, parent_code=office.parent_code))
    session.flush()
    trace(session, context, "load-offices", "offices", {"offices": len(offices)})
    return len(offices)


def known_codes(session: Session) -> frozenset[str]:
    """Give the codes of all offices."""
    return frozenset(session.scalars(select(Office.code)))


def office(session: Session, context: Context, code: str) -> OfficeRecord | None:
    """Give an office, or None."""
    found = session.get(Office, code)
    return None if found is None else _record(found)


def home(session: Session, context: Context) -> OfficeRecord | None:
    """Give the office whose desk this is, that of the first officer; None while there is nobody to sign in."""
    code = session.scalar(select(Officer.office_code).order_by(Officer.id).limit(1))
    found = None if code is None else session.get(Office, code)
    return None if found is None else _record(found)


def message_fields(session: Session, code: str) -> dict[str, str]:
    """Give what messages say of an office: {office}, {office_address}, {office_phone}; what is not known is empty."""
    found = session.get(Office, code)
    if found is None:
        return {"office": code, "office_address": "", "office_phone": ""}
    return {"office": found.name, "office_address": found.address or "", "office_phone": found.phone or ""}


def _record(found: Office) -> OfficeRecord:
    return OfficeRecord(found.code, found.name, found.parent_code, None, found.address, found.phone)


def _key_check(keys: Keys) -> str:
    return keys.digest("desk", "this key fits")
