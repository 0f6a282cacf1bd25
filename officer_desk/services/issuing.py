# SPDX-License-Identifier: Apache-2.0
"""Issuing accounts (tài khoản): issued and activated with an approval, changed with an approved change."""

import secrets
from dataclasses import asdict
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain.codes import email_key
from officer_desk.domain.records import Declared
from officer_desk.domain.values import IdentityKind, Kind
from officer_desk.errors import Refused
from officer_desk.models.tables import Account, AccountChange, Declaration
from officer_desk.services.account_records import (
    account_of,
    account_values,
    pictures_brought,
    wanted_values,
    what_differs,
)
from officer_desk.services.context import Context
from officer_desk.services.file_records import LIVE, conflicting_account

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
PASSWORD_LENGTH = 8


def first_password() -> str:
    """Make a random first password without letters that look alike; only the citizen's messages ever carry it."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(PASSWORD_LENGTH))


def demand_free(session: Session, declared: Declared) -> None:
    """Raise `Refused("in-use", what=, number=)` when an active account of another person has code, phone or e-mail."""
    conflict = conflicting_account(session, declared)
    if conflict is None:
        return
    what, account = conflict
    raise Refused("in-use", what=what, number=_number(session, account))


def issue(
    session: Session, context: Context, declared: Declared, declaration_id: int, full_name: str, password: str
) -> Account:
    """Issue and activate the account of a registration; its login name is the citizen's code (seed 000)."""
    demand_free(session, declared)
    account = Account(
        insurance_code=declared.insurance_code,
        login_name=declared.insurance_code,
        full_name=full_name,
        phone=declared.phone,
        email=declared.email,
        email_key=None if declared.email is None else email_key(declared.email),
        id_kind=declared.identity.kind,
        id_number=declared.identity.number,
        address=asdict(declared.address),
        guardian_code=None if declared.guardian is None else declared.guardian.insurance_code,
        password_hash=PasswordHasher().hash(password),
        status="pending",
        declaration_id=declaration_id,
        issued_at=context.now,
    )
    session.add(account)
    session.flush()
    note(session, context, account, declaration_id, "issued", after=account_values(account))
    return account


def issued_by(session: Session, declaration_id: int) -> Account | None:
    """Give the account that a file issued before it was reopened."""
    return session.scalar(select(Account).where(Account.declaration_id == declaration_id, Account.status.in_(LIVE)))


def issue_again(
    session: Session, context: Context, account: Account, declared: Declared, full_name: str, password: str
) -> None:
    """Let a reopened file's suspended account wait for activation again, as it is declared now."""
    demand_free(session, declared)
    before = account_values(account)
    account.version += 1
    account.full_name, account.phone, account.email = full_name, declared.phone, declared.email
    account.email_key = None if declared.email is None else email_key(declared.email)
    account.id_kind, account.id_number = declared.identity.kind, declared.identity.number
    account.address = asdict(declared.address)
    account.password_hash = PasswordHasher().hash(password)
    account.status = "pending"
    session.flush()
    after = account_values(account)
    changed = {key for key in after if after[key] != before[key]}
    note(
        session, context, account, account.declaration_id, "restored",
        before={key: before[key] for key in changed}, after={key: after[key] for key in changed},
    )  # fmt: skip


def suspended_by(session: Session, declaration: Declaration) -> Account | None:
    """Give the account that is suspended because this file was reopened."""
    account = session.scalar(
        select(Account).where(Account.insurance_code == declaration.insurance_code, Account.status == "suspended")
    )
    if account is None:
        return None
    newest = (
        select(AccountChange.declaration_id)
        .where(AccountChange.account_id == account.id, AccountChange.what == "suspended")
        .order_by(AccountChange.id.desc())
        .limit(1)
    )
    return account if session.scalar(newest) == declaration.id else None


def give_up(session: Session, context: Context, account: Account, declaration: Declaration) -> None:
    """End a reopened file without approval: its account is cancelled; a change it made is put back.

    Of a change only what is still as the file made it is put back: what came later stays.
    """
    if declaration.kind is not Kind.CHANGE:
        set_status(session, context, account, declaration.id, "cancelled")
        return
    made = (
        select(AccountChange)
        .where(AccountChange.account_id == account.id, AccountChange.declaration_id == declaration.id)
        .where(AccountChange.what == "changed")
        .order_by(AccountChange.id.desc())
        .limit(1)
    )
    step = session.scalar(made)
    if step is not None and step.before is not None and step.after is not None:
        now = account_values(account)
        still, back = _still_so(now, step.after, step.before)
        put_back(session, account, back)
        note(session, context, account, declaration.id, "taken-back", before=still, after=back)
    set_status(session, context, account, declaration.id, "active")


def _still_so(
    now: dict[str, Any], made: dict[str, Any], before: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what is still as a step made it, and how that was before."""
    kept = [key for key in made if key != "pictures" and now.get(key) == made[key]]
    still, back = {key: made[key] for key in kept}, {key: before.get(key) for key in kept}
    pictures: dict[str, Any] = made.get("pictures") or {}
    roles = [role for role, sha256 in pictures.items() if now["pictures"].get(role) == sha256]
    if roles:
        still["pictures"] = {role: pictures[role] for role in roles}
        back["pictures"] = {role: before["pictures"].get(role) for role in roles}
    return still, back


def activate(session: Session, context: Context, account: Account, declaration_id: int, by: str) -> None:
    """Activate an account that waits for it (checklist 38)."""
    account.status = "active"
    account.activated_at = account.activated_at or context.now
    account.version += 1
    note(session, context, account, declaration_id, "activated", by=by)


def set_status(session: Session, context: Context, account: Account, declaration_id: int, status: str) -> None:
    """Suspend, restore or cancel an account; its history tells of it."""
    account.status = status
    account.version += 1
    note(session, context, account, declaration_id, {"active": "restored"}.get(status, status))


def snapshot(account: Account) -> dict[str, Any]:
    """Give all of an account that a decision may change."""
    return {**account_values(account), "status": account.status}


def account_to_change(session: Session, declaration: Declaration) -> Account:
    """Give the account that a change file is about; raises `Refused("no-account")`."""
    account = session.scalar(
        select(Account).where(
            Account.insurance_code == declaration.insurance_code, Account.status.in_(("active", "pending"))
        )
    )
    account = account or suspended_by(session, declaration)
    if account is None:
        held = account_of(session, declaration.insurance_code)
        if held is not None and held.status == "suspended":
            raise Refused("account-suspended", number=_number(session, held))
        raise Refused("no-account")
    return account


def put_back(session: Session, account: Account, before: dict[str, Any]) -> None:
    """Set values again that `account_values` gave, or some of them; its pictures are read from its history.

    Whoever calls it adds the step with `note`, whose before and after tell of the pictures too.
    """
    account.version += 1
    for key in ("full_name", "phone", "id_number", "address"):
        if key in before:
            setattr(account, key, before[key])
    if "id_kind" in before:
        account.id_kind = IdentityKind(before["id_kind"])
    if "email" in before:
        account.email = before["email"]
        account.email_key = None if before["email"] is None else email_key(before["email"])
    session.flush()


def note(
    session: Session,
    context: Context,
    account: Account,
    declaration_id: int,
    what: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    by: str | None = None,
) -> None:
    """Add a step to an account's history."""
    session.add(
        AccountChange(
            account_id=account.id,
            declaration_id=declaration_id,
            act_key=context.act_key,
            what=what,
            before=before,
            after=after,
            officer_name=by or context.actor.full_name,
            at=context.now,
        )
    )


def change(
    session: Session, context: Context, account: Account, declaration: Declaration, declared: Declared, full_name: str
) -> Account:
    """Apply an approved change to the account as it is now; its history tells what really differs.

    A change that asks for nothing but what the account has already leaves it untouched.
    """
    demand_free(session, declared)
    wanted = wanted_values(declared, full_name, pictures_brought(declaration))
    before, after = what_differs(account_values(account), wanted)
    if after:
        put_back(session, account, after)
        note(session, context, account, declaration.id, "changed", before=before, after=after)
        session.flush()
    return account


def _number(session: Session, account: Account) -> str:
    return session.scalar(select(Declaration.number).where(Declaration.id == account.declaration_id)) or ""
