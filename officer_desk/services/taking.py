# SPDX-License-Identifier: Apache-2.0
"""Taking one package into the database: known or new, allowed or not, and whom it takes the place of."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain.codes import email_key
from officer_desk.domain.names import fold
from officer_desk.domain.package import Package, required_pictures
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import Address, Changes, Declared
from officer_desk.domain.values import Kind, PictureRole
from officer_desk.domain.workflow import UNDECIDED, Act, Facts, next_state
from officer_desk.errors import Refused
from officer_desk.gateways.pictures import StoredPicture
from officer_desk.models.tables import Account, Assessment, Declaration, Picture
from officer_desk.services import dealing, issuing, notices, readings
from officer_desk.services.context import Context
from officer_desk.services.file_records import ask_registry, keep_answer
from officer_desk.services.steps import mark_changed, trace


def is_here(session: Session, context: Context, package: Package, digest: str) -> bool:
    """Say whether this very package was taken before.

    Raises `Refused("package-number-taken")` for other content under a known number, and
    `Refused("already-registered")` («mã số đã được đăng ký») for a registration whose code has an active account.
    """
    declared = package.declared
    known = session.scalar(select(Declaration.content_digest).where(Declaration.number == declared.number))
    # Of a destroyed file only the keyed digest of its content is left.
    if known is not None and known in (digest, context.gateways.keys.digest("package", digest)):
        return True
    if known is not None:
        raise Refused("package-number-taken", offender="number", number=declared.number)
    if declared.kind is Kind.REGISTRATION:
        # A suspended account waits for its file to be judged again: a newer declaration takes that file's place.
        active = select(Account.id).where(
            Account.insurance_code == declared.insurance_code, Account.status.in_(("active", "pending"))
        )
        if session.scalar(active.limit(1)) is not None:
            raise Refused("already-registered", offender="insurance_code", code=declared.insurance_code)
    return False


def take(
    session: Session, context: Context, package: Package, digest: str, kept: Mapping[PictureRole, StoredPicture]
) -> tuple[bool, tuple[str, ...]]:
    """Take a package whose pictures are stored; gives whether it was here already, and the numbers it withdrew.

    Raises `Refused` as `is_here` does, and "may-not".
    """
    demand(context.actor.role, Task.IMPORT)
    if is_here(session, context, package, digest):
        return True, ()
    declaration = _row(context, package.declared, digest)
    lacks = bool(missing(package))
    declaration.state = next_state(Act.IMPORT, None, context.actor.role, Facts(missing=lacks))
    declaration.pictures = [
        Picture(
            role=role,
            sha256=picture.sha256,
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            size=picture.size,
            added_at=context.now,
        )
        for role, picture in kept.items()
    ]
    keep_answer(declaration, ask_registry(context, package.declared))
    session.add(declaration)
    session.flush()
    readings.expect(session, context, package.declared, kept)
    facts: dict[str, Any] = {
        "to": declaration.state,
        "version": declaration.version,
        "channel": declaration.channel,
        "content": context.gateways.keys.digest("package", digest),
    }
    trace(session, context, Act.IMPORT, declaration.number, facts)
    withdrawn = _withdraw_older(session, context, declaration)
    if declaration.state in UNDECIDED:
        dealing.deal(session, context, declaration)
    notices.receipt(session, context, declaration)
    return False, withdrawn


def expired(session: Session, number: str) -> tuple[datetime, datetime | None] | None:
    """Say since when a known file is expired and, if so, destroyed; None: it is neither."""
    found = session.scalar(select(Declaration).where(Declaration.number == number))
    return None if found is None or found.expired_at is None else (found.expired_at, found.purged_at)


def missing(package: Package) -> tuple[PictureRole, ...]:
    """Give the required pictures that the package does not bring."""
    return tuple(role for role in required_pictures(package.declared) if role not in package.pictures)


def _row(context: Context, declared: Declared, digest: str) -> Declaration:
    certificate = declared.certificate
    return Declaration(
        number=declared.number,
        serial=declared.number.partition("/")[0].partition(".")[0].lstrip("0") or "0",
        kind=declared.kind,
        channel=declared.channel,
        submitted_at=declared.submitted_at,
        clock_from=declared.submitted_at,
        office_code=declared.office_code,
        insurance_code=declared.insurance_code,
        full_name=declared.full_name,
        name_key=f" {fold(declared.full_name)}",
        id_kind=declared.identity.kind,
        id_number=declared.identity.number,
        population_verified=declared.identity.population_verified,
        address=asdict(declared.address),
        phone=declared.phone,
        email=declared.email,
        email_key=None if declared.email is None else email_key(declared.email),
        wants_email_copy=declared.wants_email_copy,
        certificate=None
        if certificate is None
        else {
            **asdict(certificate),
            "valid_from": certificate.valid_from.isoformat(),
            "valid_to": certificate.valid_to.isoformat(),
        },
        guardian=None if declared.guardian is None else asdict(declared.guardian),
        changes=None if declared.changes is None else _changes(declared.changes),
        imported_at=context.now,
        content_digest=digest,
        version=1,
        data_version=1,
    )


def _changes(changes: Changes) -> dict[str, Any]:
    """Give what is to change, and only that."""
    found: dict[str, Any] = {
        "phone": changes.phone,
        "email": changes.email,
        "address": _address(changes.address),
        "full_name": changes.full_name,
        "identity": None
        if changes.identity is None
        else {**asdict(changes.identity), "kind": changes.identity.kind.value},
        "pictures": [role.value for role in changes.pictures] or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _address(address: Address | None) -> dict[str, Any] | None:
    return None if address is None else asdict(address)


def _withdraw_older(session: Session, context: Context, declaration: Declaration) -> tuple[str, ...]:
    """Withdraw the undecided declarations of one code in favour of the newest by its time (checklist 68).

    Mostly that is the one just taken. A mobile desk may bring home one that is older than what came meanwhile: then
    it is the one that is withdrawn, whatever the order in which they were imported. A change takes the place of
    changes, a registration (also a child's) of registrations.
    """
    same = select(Declaration).where(
        Declaration.insurance_code == declaration.insurance_code,
        Declaration.state.in_(UNDECIDED),
        (Declaration.kind == Kind.CHANGE) if declaration.kind is Kind.CHANGE else (Declaration.kind != Kind.CHANGE),
    )
    rivals = sorted(session.scalars(same), key=lambda row: (row.submitted_at, row.id))
    for older in rivals[:-1]:
        _withdraw(session, context, older, rivals[-1].number)
    return tuple(older.number for older in rivals[:-1])


def _withdraw(session: Session, context: Context, declaration: Declaration, successor: str) -> None:
    # Each withdrawal is an act of its own, with a key that this import and the file make unmistakable.
    own = replace(context, act_key=str(uuid5(UUID(context.act_key), declaration.number)))
    before = declaration.state
    came = declaration.received_at is not None
    declaration.state = next_state(Act.WITHDRAW, before, own.actor.role, Facts(received=came))
    declaration.decided_at = own.now
    suspended = issuing.suspended_by(session, declaration)
    if suspended is not None:
        issuing.give_up(session, own, suspended, declaration)
    session.add(
        Assessment(
            declaration_id=declaration.id,
            officer_id=own.actor.officer_id,
            officer_name=own.actor.full_name,
            at=own.now,
            act_key=own.act_key,
            verdict=None,
            reasons=[],
            note="",
            seen_version=declaration.version,
            compared=[],
            not_compared_reason="",
            successor=successor,
        )
    )
    mark_changed(own, declaration)
    session.flush()
    facts: dict[str, Any] = {
        "from": before,
        "to": declaration.state,
        "version": declaration.version,
        "successor": successor,
    }
    trace(session, own, Act.WITHDRAW, declaration.number, facts)
