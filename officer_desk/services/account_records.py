# SPDX-License-Identifier: Apache-2.0
"""What an account is and how it became so: its values, its pictures, its steps, and what a change differs in."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from officer_desk.domain.codes import email_key
from officer_desk.domain.records import (
    AccountPicture,
    AccountRecord,
    AccountStep,
    Address,
    Changes,
    Declared,
    Difference,
    PictureRecord,
)
from officer_desk.domain.values import PictureRole, State
from officer_desk.models.tables import Account, AccountChange, Declaration, Picture
from officer_desk.services.context import Context

FIELDS = ("full_name", "id_kind", "id_number", "phone", "email", "address")
"""What a change can change, in the order in which it is shown; the pictures follow."""
_SHOWN_STEPS = 200


def account_values(account: Account) -> dict[str, Any]:
    """Give the values of an account that a change may change, as JSON; its pictures as role → SHA-256."""
    session = object_session(account)
    pictures = {} if session is None else {role: sha256 for role, (sha256, _) in _in_use(session, account).items()}
    return {
        "full_name": account.full_name,
        "phone": account.phone,
        "email": account.email,
        "id_kind": account.id_kind.value,
        "id_number": account.id_number,
        "address": dict(account.address),
        "pictures": pictures,
    }


def wanted_values(declared: Declared, full_name: str | None, pictures: Mapping[PictureRole, str]) -> dict[str, Any]:
    """Give what a change file asks for, under the keys of `account_values`; the name as HGĐ confirmed it, if it did."""
    changes = declared.changes or Changes()
    identity = changes.identity
    asked: dict[str, Any] = {
        "full_name": None if changes.full_name is None else full_name or changes.full_name,
        "id_kind": None if identity is None else identity.kind.value,
        "id_number": None if identity is None else identity.number,
        "phone": changes.phone,
        "email": changes.email,
        "address": None if changes.address is None else asdict(changes.address),
    }
    found = {key: value for key, value in asked.items() if value is not None}
    brought = {role.value: pictures[role] for role in changes.pictures if role in pictures}
    return {**found, "pictures": brought} if brought else found


def what_differs(values: Mapping[str, Any], wanted: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give before and after of what really differs: a value that the account has already is no change."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for key in FIELDS:
        if key in wanted and not _same(key, values.get(key), wanted[key]):
            before[key], after[key] = values.get(key), wanted[key]
    had, brought = _pictures(values), _pictures(wanted)
    new = {role: sha256 for role, sha256 in brought.items() if had.get(role) != sha256}
    if new:
        before["pictures"], after["pictures"] = {role: had.get(role) for role in new}, new
    return before, after


def account_of(session: Session, code: str) -> Account | None:
    """Give a code's account: the one in force, or else the newest."""
    return session.scalar(select(Account).where(Account.insurance_code == code).order_by(Account.id.desc()).limit(1))


def account_record(session: Session, context: Context, account: Account) -> AccountRecord:
    """Give an account as the screens show it."""
    number = session.scalar(select(Declaration.number).where(Declaration.id == account.declaration_id))
    known = _pictures_of(session, account.insurance_code)
    in_use = _in_use(session, account)
    pictures = [
        AccountPicture(known[sha256], since) for _, (sha256, since) in sorted(in_use.items()) if sha256 in known
    ]
    order = list(PictureRole)
    return AccountRecord(
        account.login_name,
        account.full_name,
        account.phone,
        account.email,
        account.status,
        account.issued_at,
        account.activated_at,
        number or "",
        declaration_id=account.declaration_id,
        version=account.version,
        id_kind=account.id_kind,
        id_number=account.id_number,
        address_text=context.gateways.units.address_text(Address(**account.address)),
        pictures=tuple(sorted(pictures, key=lambda shown: order.index(shown.picture.role))),
        steps=_steps(session, context, account, known),
    )


def differences(
    session: Session, context: Context, declaration: Declaration, declared: Declared
) -> tuple[tuple[Difference, ...], datetime | None]:
    """Give what a change file changes in the account as it is now; of an approved one what it changed, and when."""
    if declared.changes is None:
        return (), None
    known = _pictures_of(session, declaration.insurance_code)
    if declaration.state is State.APPROVED:
        step = _last_change(session, declaration)
        if step is None:
            return (), declaration.decided_at
        return describe(context, step.before or {}, step.after or {}, known), step.at
    account = account_of(session, declaration.insurance_code)
    values = {} if account is None or account.status == "cancelled" else account_values(account)
    before, after = what_differs(values, wanted_values(declared, None, pictures_brought(declaration)))
    missing = [role for role in declared.changes.pictures if role not in pictures_brought(declaration)]
    told = describe(context, before, after, known)
    had = _pictures(values)
    waits = (Difference("picture", "", "", role, known.get(had.get(role.value) or ""), None) for role in missing)
    return (*told, *waits), None


def pictures_brought(declaration: Declaration) -> dict[PictureRole, str]:
    """Give the pictures of a file that are not replaced: role → SHA-256."""
    return {picture.role: picture.sha256 for picture in declaration.pictures if picture.superseded_at is None}


def describe(
    context: Context, before: Mapping[str, Any], after: Mapping[str, Any], known: Mapping[str, PictureRecord]
) -> tuple[Difference, ...]:
    """Put before and after of a step into words that can be shown, field by field."""
    told = [
        Difference(key, _shown(context, key, before.get(key)), _shown(context, key, after.get(key)))
        for key in FIELDS
        if key in after and before.get(key) != after.get(key)
    ]
    had, has = _pictures(before), _pictures(after)
    for role in PictureRole:
        old, new = had.get(role.value), has.get(role.value)
        if old != new:
            told.append(Difference("picture", "", "", role, known.get(old or ""), known.get(new or "")))
    return tuple(told)


def _pictures(values: Mapping[str, Any]) -> dict[str, str | None]:
    """Give role → SHA-256 of values; None: there was no picture."""
    return dict(values.get("pictures") or {})


def _same(key: str, now: Any, wanted: Any) -> bool:
    if key == "email" and now is not None:
        return email_key(now) == email_key(wanted)
    return now == wanted


def _shown(context: Context, key: str, value: Any) -> str:
    if value is None:
        return ""
    return context.gateways.units.address_text(Address(**value)) if key == "address" else str(value)


def _in_use(session: Session, account: Account) -> dict[str, tuple[str, datetime]]:
    """Give role → (SHA-256, since when): those of the file that issued the account, then what changes made of them."""
    issued = session.scalars(
        select(Picture).where(Picture.declaration_id == account.declaration_id, Picture.superseded_at.is_(None))
    )
    found = {picture.role.value: (picture.sha256, account.issued_at) for picture in issued}
    steps = select(AccountChange).where(AccountChange.account_id == account.id, AccountChange.what != "issued")
    for step in session.scalars(steps.order_by(AccountChange.id)):
        had, has = _pictures(step.before or {}), _pictures(step.after or {})
        for role in had.keys() | has.keys():
            sha256 = has.get(role)
            if had.get(role) == sha256:
                continue
            if sha256 is None:
                found.pop(role, None)
            else:
                found[role] = (sha256, step.at)
    return found


def _pictures_of(session: Session, code: str) -> dict[str, PictureRecord]:
    """Give all pictures of a person's files by their SHA-256, replaced ones too."""
    rows = select(Picture).join(Declaration, Declaration.id == Picture.declaration_id)
    found = session.scalars(rows.where(Declaration.insurance_code == code).order_by(Picture.id))
    return {picture.sha256: picture_record(picture) for picture in found}


def picture_record(picture: Picture) -> PictureRecord:
    """Give a stored picture as the screens know it."""
    return PictureRecord(
        picture.role,
        picture.sha256,
        picture.media_type,
        picture.width,
        picture.height,
        picture.size,
        picture.added_at,
        picture.added_by,
        picture.superseded_at is not None,
    )


def newest_step(session: Session, account: Account) -> AccountChange | None:
    """Give the step that made an account what it is now."""
    steps = select(AccountChange).where(AccountChange.account_id == account.id)
    return session.scalar(steps.order_by(AccountChange.id.desc()).limit(1))


def _last_change(session: Session, declaration: Declaration) -> AccountChange | None:
    return session.scalar(
        select(AccountChange)
        .where(AccountChange.declaration_id == declaration.id, AccountChange.what == "changed")
        .order_by(AccountChange.id.desc())
        .limit(1)
    )


def _steps(
    session: Session, context: Context, account: Account, known: Mapping[str, PictureRecord]
) -> tuple[AccountStep, ...]:
    rows = (
        select(AccountChange, Declaration.number)
        .outerjoin(Declaration, Declaration.id == AccountChange.declaration_id)
        .where(AccountChange.account_id == account.id)
        .order_by(AccountChange.id.desc())
        .limit(_SHOWN_STEPS)
    )
    return tuple(
        AccountStep(
            at=step.at,
            what=step.what,
            officer_name=step.officer_name,
            declaration_id=step.declaration_id,
            declaration_number=number or "",
            differences=() if step.before is None else describe(context, step.before, step.after or {}, known),
        )
        for step, number in session.execute(rows)
    )
