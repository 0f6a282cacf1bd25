# SPDX-License-Identifier: Apache-2.0
"""Officers as the administrator keeps them: invite, change, lock, reset, deactivate."""

import re

from argon2 import PasswordHasher
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from officer_desk.domain import codes
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import OfficerDraft, OfficeRecord, OfficerRecord
from officer_desk.domain.values import Role
from officer_desk.errors import Refused
from officer_desk.gateways.keys import readable_code
from officer_desk.models.tables import Office, Officer, RecoveryCode
from officer_desk.services import dealing, looking
from officer_desk.services.context import Context
from officer_desk.services.steps import already_done, trace

_USER_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
_MOST_NAME, _MOST_COUNTER = 100, 20


def add(
    session: Session,
    context: Context,
    user_name: str,
    full_name: str,
    role: Role,
    office_code: str,
    counter: str | None = None,
    password: str | None = None,
) -> tuple[OfficerRecord, str]:
    """Invite an officer; gives the record and the first password, which must be changed at the first sign-in."""
    demand(context.actor.role, Task.MANAGE_OFFICERS)
    name = user_name.strip().lower()
    if not _USER_NAME.fullmatch(name):
        raise Refused("user-name-shape", name=user_name)
    if _by_name(session, name) is not None:
        raise Refused("user-name-taken", name=name)
    first = password or _first_password()
    officer = Officer(
        user_name=name,
        full_name=_full_name(full_name),
        role=role,
        office_code=_office(session, office_code),
        counter=_counter(counter),
        password_hash=PasswordHasher().hash(first),
        created_at=context.now,
    )
    session.add(officer)
    session.flush()
    trace(session, context, "add-officer", name, {"role": role, "office": office_code})
    return _record(session, officer), first


def listing(session: Session, context: Context) -> tuple[OfficerRecord, ...]:
    """Give all officers, by name; those who are out of use come last."""
    demand(context.actor.role, Task.MANAGE_OFFICERS)
    found = session.scalars(select(Officer).order_by(Officer.active.desc(), Officer.user_name))
    left = _recovery_left(session)
    return tuple(_record(session, officer, left.get(officer.id, 0)) for officer in found)


def offices(session: Session, context: Context) -> tuple[OfficeRecord, ...]:
    """Give the offices to which an officer can belong."""
    demand(context.actor.role, Task.MANAGE_OFFICERS)
    found = session.scalars(select(Office).order_by(Office.code))
    return tuple(OfficeRecord(o.code, o.name, o.parent_code, None, o.address, o.phone) for o in found)


def change(session: Session, context: Context, draft: OfficerDraft) -> OfficerRecord:
    """Change name, role, office, counter and own phone; `Refused("not-oneself")` for one's own role or office."""
    officer = _managed(session, context, draft.user_name)
    if already_done(session, context):
        return _record(session, officer)
    role, office = Role(draft.role), _office(session, draft.office_code)
    if (role, office) != (officer.role, officer.office_code):
        _demand_other(context, officer)
    if role is not officer.role:
        _demand_another_administrator(session, officer)
    wanted = {
        "full_name": _full_name(draft.full_name),
        "role": role,
        "office_code": office,
        "counter": _counter(draft.counter),
        "phone": _phone(draft.phone),
    }
    changed = {name: value for name, value in wanted.items() if getattr(officer, name) != value}
    for name, value in changed.items():
        setattr(officer, name, value)
    if changed:
        facts = {name: changed[name] for name in ("role", "office_code") if name in changed}
        trace(session, context, "change-officer", officer.user_name, {"changed": sorted(changed), **facts})
    return _record(session, officer)


def mark_absent(session: Session, context: Context, user_name: str) -> OfficerRecord:
    """Say that an officer is away: gets no files, and those in hand are dealt anew or go back to the queue."""
    return _say_absent(session, context, user_name, absent=True)


def mark_present(session: Session, context: Context, user_name: str) -> OfficerRecord:
    """Say that an officer is back."""
    return _say_absent(session, context, user_name, absent=False)


def _say_absent(session: Session, context: Context, user_name: str, *, absent: bool) -> OfficerRecord:
    officer = _in_use(session, context, user_name)
    if not already_done(session, context):
        dealing.set_absent(session, context, officer, absent)
        looking.let_go(session, context, officer.office_code)
    return _record(session, officer)


def lock(session: Session, context: Context, user_name: str) -> OfficerRecord:
    """Lock an officer out at once; his open session ends with its next act."""
    officer = _managed(session, context, user_name)
    _demand_other(context, officer)
    _demand_another_administrator(session, officer)
    if officer.locked_at is None and not already_done(session, context):
        officer.locked_at = context.now
        trace(session, context, "lock-officer", officer.user_name)
        looking.let_go(session, context, officer.office_code)
    return _record(session, officer)


def unlock(session: Session, context: Context, user_name: str) -> OfficerRecord:
    """Unlock an officer."""
    officer = _managed(session, context, user_name)
    officer.locked_at, officer.failures = None, 0
    trace(session, context, "unlock-officer", officer.user_name)
    return _record(session, officer)


def reset(session: Session, context: Context, user_name: str) -> tuple[OfficerRecord, str]:
    """Give a new first password and take the phone and the recovery codes away."""
    officer = _in_use(session, context, user_name)
    first = _give_first_password(officer)
    officer.locked_at, officer.failures = None, 0
    _take_phone(session, officer)
    trace(session, context, "reset-officer", officer.user_name)
    return _record(session, officer), first


def reset_password(session: Session, context: Context, user_name: str) -> tuple[OfficerRecord, str]:
    """Give a new first password; the phone stays, and without it the password opens nothing."""
    officer = _in_use(session, context, user_name)
    first = _give_first_password(officer)
    trace(session, context, "reset-password", officer.user_name)
    return _record(session, officer), first


def reset_code(session: Session, context: Context, user_name: str) -> OfficerRecord:
    """Take the phone and the recovery codes away; the password stays, and signing in begins with a new phone."""
    officer = _in_use(session, context, user_name)
    _demand_other(context, officer)
    _take_phone(session, officer)
    trace(session, context, "reset-code", officer.user_name)
    return _record(session, officer)


def deactivate(session: Session, context: Context, user_name: str) -> OfficerRecord:
    """Put an officer out of use who has left; the name stays in the trace and is never given again."""
    officer = _managed(session, context, user_name)
    _demand_other(context, officer)
    _demand_another_administrator(session, officer)
    if officer.active and not already_done(session, context):
        officer.active = False
        trace(session, context, "deactivate-officer", officer.user_name)
        dealing.hand_back(session, context, officer)
        looking.let_go(session, context, officer.office_code)
    return _record(session, officer)


def reactivate(session: Session, context: Context, user_name: str) -> tuple[OfficerRecord, str]:
    """Take an officer back: with a new first password and without a phone, as at the first day."""
    officer = _managed(session, context, user_name)
    first = _give_first_password(officer)
    officer.active, officer.locked_at, officer.failures = True, None, 0
    _take_phone(session, officer)
    trace(session, context, "reactivate-officer", officer.user_name)
    return _record(session, officer), first


# --- rules -------------------------------------------------------------------------------------------------------


def _demand_other(context: Context, officer: Officer) -> None:
    if officer.id == context.actor.officer_id:
        raise Refused("not-oneself")


def _demand_another_administrator(session: Session, officer: Officer) -> None:
    """Refuse to lose the last administrator who can sign in; a locked one does not count."""
    if officer.role is not Role.ADMINISTRATOR or not officer.active or officer.locked_at is not None:
        return
    others = select(func.count()).where(
        Officer.role == Role.ADMINISTRATOR,
        Officer.active.is_(True),
        Officer.locked_at.is_(None),
        Officer.id != officer.id,
    )
    if not session.scalar(others):
        raise Refused("last-administrator", name=officer.user_name)


def _full_name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Refused("full-name-missing")
    if len(name) > _MOST_NAME:
        raise Refused("full-name-too-long", most=_MOST_NAME)
    return name


def _counter(text: str | None) -> str | None:
    counter = " ".join((text or "").split())
    if len(counter) > _MOST_COUNTER:
        raise Refused("counter-too-long", most=_MOST_COUNTER)
    return counter or None


def _phone(text: str | None) -> str | None:
    if not (text or "").strip():
        return None
    phone = codes.phone(text or "")
    if phone is None:
        raise Refused("officer-phone-shape")
    return phone


def _office(session: Session, code: str) -> str:
    if session.get(Office, code) is None:
        raise Refused("office-unknown", code=code)
    return code


# --- steps -------------------------------------------------------------------------------------------------------


def _managed(session: Session, context: Context, user_name: str) -> Officer:
    demand(context.actor.role, Task.MANAGE_OFFICERS)
    officer = _by_name(session, user_name)
    if officer is None:
        raise Refused("officer-unknown", name=user_name)
    return officer


def _in_use(session: Session, context: Context, user_name: str) -> Officer:
    officer = _managed(session, context, user_name)
    if not officer.active:
        raise Refused("officer-inactive", name=officer.user_name)
    return officer


def _by_name(session: Session, user_name: str) -> Officer | None:
    return session.scalar(select(Officer).where(Officer.user_name == user_name.strip().lower()))


def _first_password() -> str:
    return f"{readable_code()}-{readable_code()}"


def _give_first_password(officer: Officer) -> str:
    first = _first_password()
    officer.password_hash = PasswordHasher().hash(first)
    officer.must_change_password = True
    return first


def _take_phone(session: Session, officer: Officer) -> None:
    officer.totp_secret = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer.id))


def _recovery_left(session: Session) -> dict[int, int]:
    unused = select(RecoveryCode.officer_id, func.count()).where(RecoveryCode.used_at.is_(None))
    return dict(session.execute(unused.group_by(RecoveryCode.officer_id)).all())


def _record(session: Session, officer: Officer, left: int | None = None) -> OfficerRecord:
    return OfficerRecord(
        officer.id,
        officer.user_name,
        officer.full_name,
        officer.role,
        officer.office_code,
        officer.counter,
        officer.locked_at is not None,
        officer.totp_secret is not None,
        officer.must_change_password,
        officer.active,
        _recovery_left(session).get(officer.id, 0) if left is None else left,
        officer.phone,
        officer.absent_since is not None,
    )
