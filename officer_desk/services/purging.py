# SPDX-License-Identifier: Apache-2.0
"""Destroying the data of an expired file: what is left is a tombstone, and a trace that still verifies.

One transaction blanks the row, deletes what hangs on it and notes what lies outside of the database (pictures,
drop-folder copies) as things to erase. `clear_away` then erases them; killed in between, the next run finds the notes.
"""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from officer_desk.domain import deadlines
from officer_desk.domain.values import IdentityKind, State
from officer_desk.gateways import drop_folder, erasing
from officer_desk.models.database import Database
from officer_desk.models.scrubbing import scrub
from officer_desk.models.stored import names_picture
from officer_desk.models.tables import (
    Account,
    AccountChange,
    Assessment,
    Assignment,
    Claim,
    Declaration,
    DeliveryAttempt,
    Draft,
    Escalation,
    HeldDecision,
    Mark,
    OutboxMessage,
    Picture,
    SecondLook,
    SignedPage,
)
from officer_desk.services import issuing, readings
from officer_desk.services.context import Context
from officer_desk.services.steps import DROPPED, ERASE, erase_unnamed, load, mark_changed, trace

log = logging.getLogger(__name__)

PURGE = "purge"
"""The act's name in the trace."""
_FORGET, _SCRUB = "forget:", "scrub"
_BLANK_ADDRESS = {"scheme": "", "province": "", "district": None, "commune": "", "street": ""}
_AT_ONCE = 500


class House(Protocol):
    """What clearing away needs of an opened office (`office.OpenOffice`)."""

    @property
    def database(self) -> Database:
        """Where the notes are, and what is scrubbed."""
        ...

    def context(self, actor: None) -> Context:
        """Give the gateways and the settings as they are now."""
        ...


def purge(session: Session, context: Context, declaration_id: int) -> bool:
    """Destroy the data of one file; False when it has been brought back meanwhile or is not due."""
    declaration = load(session, declaration_id)
    expired = declaration.expired_at
    if declaration.state is not State.EXPIRED or expired is None or declaration.purged_at is not None:
        return False
    if deadlines.can_restore(expired, context.now):
        return False
    pictures = _delete_pictures(session, context, declaration)
    messages = _delete_messages(session, context, declaration)
    _delete_accounts(session, context, declaration)
    for table in (Claim, HeldDecision, Assessment, Draft, Assignment, Escalation, SecondLook):
        session.execute(delete(table).where(table.declaration_id == declaration.id))
    _blank(context, declaration)
    session.merge(Mark(name=_SCRUB, value="", at=context.now))
    session.flush()
    session.expire(declaration, ["pictures", "assessments"])
    facts = {"version": declaration.version, "pictures": pictures, "messages": messages}
    trace(session, context, PURGE, declaration.number, facts)
    return True


def clear_away(house: House) -> int:
    """Erase what destroyed files left outside of their rows; gives how many things must wait for the next run."""
    context = house.context(None)
    names = _noted(house.database)
    if not names:
        return 0
    left = sum(not _erase_picture(house, context, name, value) for name, value in names.items() if _is(name, ERASE))
    folders = [Path(value) for name, value in names.items() if _is(name, DROPPED)]
    left += _forget(house, context, [name for name in names if _is(name, _FORGET)], folders)
    if _SCRUB not in names:
        return left
    if not _remove_copies(context) or not scrub(house.database):
        log.warning("the database is in use: what was destroyed is scrubbed from it by the next run")
        return left + 1
    _drop(house.database, [_SCRUB])
    return left


def _is(name: str, sign: str) -> bool:
    return name.startswith(sign)


def _noted(database: Database) -> dict[str, str]:
    with database.reading() as session:
        rows = session.execute(select(Mark.name, Mark.value).order_by(Mark.name))
        return {name: value for name, value in rows if name == _SCRUB or name.startswith((ERASE, _FORGET, DROPPED))}


def _drop(database: Database, names: Iterable[str]) -> None:
    with database.writing.begin() as session:
        session.execute(delete(Mark).where(Mark.name.in_(list(names))))


def _erase_picture(house: House, context: Context, name: str, sha256: str) -> bool:
    """Erase a picture that no file names (any more); one that was taken in again meanwhile stays.

    It is put aside while nobody else can write: whoever takes the same picture in either had its row before, and the
    picture stays, or finds it gone and stores it again (`intake`).
    """
    place = context.gateways.pictures.path(sha256)
    try:
        with house.database.writing.begin() as session:
            if not session.scalar(names_picture(sha256)):
                erasing.put_aside(place)
        erasing.remove_aside(place)
    except OSError:
        log.warning("a picture of a destroyed file could not be erased; the next run tries again", exc_info=True)
        return False
    _drop(house.database, [name])
    return True


def _remove_copies(context: Context) -> bool:
    """Remove the copies of the database that updates of the program made, and what a killed backup left."""
    folder = context.settings.data_dir
    try:
        erasing.remove_all([*folder.glob("before-*.db*"), *folder.glob(".backup-*")])
    except OSError:
        log.warning("a copy of the database could not be removed; the next run tries again", exc_info=True)
        return False
    return True


def _forget(house: House, context: Context, names: list[str], folders: list[Path]) -> int:
    for first in range(0, len(names), _AT_ONCE):
        some = names[first : first + _AT_ONCE]
        try:
            drop_folder.forget(context.settings, _message_ids(some), folders)
        except OSError:
            log.warning("drop-folder copies could not be removed; the next run tries again", exc_info=True)
            return len(names) - first
        _drop(house.database, some)
    return 0


def _message_ids(names: list[str]) -> list[str]:
    return [str(UUID(hex=name.removeprefix(_FORGET))) for name in names]


def _delete_pictures(session: Session, context: Context, declaration: Declaration) -> int:
    """Delete its pictures and signed pages, those too that wait in the tray under its number."""
    papers = or_(SignedPage.declaration_id == declaration.id, SignedPage.number == declaration.number)
    own = set(session.scalars(select(Picture.sha256).where(Picture.declaration_id == declaration.id)))
    own |= set(session.scalars(select(SignedPage.sha256).where(papers)))
    session.execute(delete(Picture).where(Picture.declaration_id == declaration.id))
    session.execute(delete(SignedPage).where(papers))
    readings.forget(session, own)
    erase_unnamed(session, context, own)
    return len(own)


def _delete_messages(session: Session, context: Context, declaration: Declaration) -> int:
    own = OutboxMessage.declaration_id == declaration.id
    rows = session.execute(select(OutboxMessage.id, OutboxMessage.message_id).where(own)).all()
    for _, message_id in rows:
        session.merge(Mark(name=_FORGET + UUID(message_id).hex, value="", at=context.now))
    session.execute(delete(DeliveryAttempt).where(DeliveryAttempt.outbox_id.in_([row[0] for row in rows])))
    session.execute(delete(OutboxMessage).where(own))
    return len(rows)


def _delete_accounts(session: Session, context: Context, declaration: Declaration) -> None:
    """End what a reopened file left: an account that it issued goes, a change that it made is put back."""
    suspended = issuing.suspended_by(session, declaration)
    if suspended is not None:
        issuing.give_up(session, context, suspended, declaration)
        session.flush()
    ended = select(Account.id).where(Account.declaration_id == declaration.id, Account.status == "cancelled")
    gone = list(session.scalars(ended))
    session.execute(delete(AccountChange).where(AccountChange.account_id.in_(gone)))
    session.execute(delete(Account).where(Account.id.in_(gone)))
    steps = update(AccountChange).where(AccountChange.declaration_id == declaration.id)
    session.execute(steps.values(before=None, after=None))


def _blank(context: Context, declaration: Declaration) -> None:
    """Leave number, kind, channel, office and dates."""
    declaration.content_digest = context.gateways.keys.digest("package", declaration.content_digest)
    declaration.insurance_code = declaration.full_name = declaration.name_key = ""
    declaration.id_number = declaration.phone = ""
    declaration.id_kind = IdentityKind.CCCD
    declaration.population_verified = declaration.wants_email_copy = False
    declaration.email = declaration.email_key = None
    declaration.address = dict(_BLANK_ADDRESS)
    declaration.certificate = declaration.guardian = declaration.changes = None
    declaration.supplement_asked_at = declaration.reminded_at = declaration.registry_answer = None
    declaration.purged_at = context.now
    mark_changed(context, declaration)
