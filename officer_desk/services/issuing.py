# SPDX-License-Identifier: Apache-2.0
"""Issuing accounts (tài khoản): issued and activated with an approval, changed with an approved change."""

import secrets
from dataclasses import asdict

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain.codes import email_key
from officer_desk.domain.records import Changes, Declared
from officer_desk.errors import Refused
from officer_desk.models.tables import Account, Declaration
from officer_desk.services.context import Context
from officer_desk.services.file_records import conflicting_account

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
        status="active",
        declaration_id=declaration_id,
        issued_at=context.now,
        activated_at=context.now,
    )
    session.add(account)
    session.flush()
    return account


def change(session: Session, declared: Declared, full_name: str) -> Account:
    """Apply an approved change to the active account; raises `Refused("no-account")`."""
    account = session.scalar(
        select(Account).where(Account.insurance_code == declared.insurance_code, Account.status == "active")
    )
    if account is None:
        raise Refused("no-account")
    demand_free(session, declared)
    changes = declared.changes or Changes()
    account.version += 1
    account.full_name = full_name if changes.full_name else account.full_name
    account.phone = changes.phone or account.phone
    if changes.email is not None:
        account.email, account.email_key = changes.email, email_key(changes.email)
    if changes.address is not None:
        account.address = asdict(changes.address)
    if changes.identity is not None:
        account.id_kind, account.id_number = changes.identity.kind, changes.identity.number
    session.flush()
    return account


def _number(session: Session, account: Account) -> str:
    return session.scalar(select(Declaration.number).where(Declaration.id == account.declaration_id)) or ""
