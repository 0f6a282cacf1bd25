# SPDX-License-Identifier: Apache-2.0
"""Officers: signing in with password and code, the first password, enrolment of the phone."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from pyotp import random_base32
from pyotp.totp import TOTP
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from officer_desk.domain.records import Actor, Enrolment, EnrolmentDraft, SignInDraft, SignInResult
from officer_desk.errors import Refused
from officer_desk.gateways.keys import readable_code
from officer_desk.models.tables import Officer, RecoveryCode, UsedCode
from officer_desk.services import claims
from officer_desk.services.context import Context
from officer_desk.services.steps import trace

FAILURES = 5
"""Wrong attempts in a row that lock an officer; only an administrator unlocks."""
STEP_SECONDS = 30
CODE_DIGITS = 6
PASSWORD_MINIMUM = 10
RECOVERY_CODES = 10
# Compared when the name is unknown, so that names cannot be found out by timing.
_NO_HASH = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"


def sign_in(session: Session, context: Context, draft: SignInDraft) -> SignInResult:
    """Check name, password and code. Failures are answers, not errors: their count must be stored."""
    officer = _by_name(session, draft.user_name)
    if officer is None:
        _password_fits(_NO_HASH, draft.password)
        # Whoever typed it may have typed a password here: only a keyed digest is kept.
        facts = {"why": "unknown-name", "name": context.gateways.keys.digest("user-name", draft.user_name)}
        trace(session, context, "sign-in-failed", context.actor.user_name, facts)
        return SignInResult("wrong", tries_left=FAILURES - 1)
    if officer.locked_at is not None or not officer.active:
        return SignInResult("locked")
    if not _password_fits(officer.password_hash or _NO_HASH, draft.password):
        return _failed(session, context, officer, "wrong")
    if officer.must_change_password:
        return SignInResult("change-password")
    if officer.totp_secret is None:
        return SignInResult("enrol")
    use = _use_recovery if draft.recovery else _use_code
    refusal = use(session, context, officer, draft.code)
    if refusal is not None:
        return _failed(session, context, officer, refusal)
    return _signed_in(session, context, officer, recovery=draft.recovery)


def change_first_password(session: Session, context: Context, user_name: str, old: str, new: str) -> SignInResult:
    """Change the first password; raises `Refused("password-weak")` or ("password-same")."""
    officer = _by_name(session, user_name)
    if officer is None or officer.locked_at is not None or not officer.active:
        return SignInResult("locked" if officer else "wrong")
    if not _password_fits(officer.password_hash or _NO_HASH, old):
        return _failed(session, context, officer, "wrong")
    if not officer.must_change_password:
        return SignInResult("wrong")  # whoever has a phone changes his password behind it
    _demand_good(new, old, user_name)
    officer.password_hash = PasswordHasher().hash(new)
    officer.must_change_password = False
    officer.failures = 0
    trace(session, context, "change-password", officer.user_name, actor=_actor(officer))
    # Whoever kept his phone goes on to sign in with it: the first password alone opens nothing.
    return SignInResult("enrol" if officer.totp_secret is None else "changed")


def begin_enrolment(session: Session, context: Context, user_name: str) -> Enrolment:
    """Make a secret and ten recovery codes; nothing is kept until the officer shows that his phone has it."""
    secret = random_base32(32)
    name = user_name.strip().lower()
    uri = TOTP(secret).provisioning_uri(name=name, issuer_name="Officer Desk BHXH")
    return Enrolment(name, secret, uri, tuple(readable_code() for _ in range(RECOVERY_CODES)))


def finish_enrolment(session: Session, context: Context, draft: EnrolmentDraft) -> SignInResult:
    """Keep secret and recovery codes, once the code fits; then the officer is signed in."""
    officer = _by_name(session, draft.user_name)
    if officer is None or officer.totp_secret is not None or officer.must_change_password:
        return SignInResult("wrong")
    if officer.locked_at is not None or not officer.active:
        return SignInResult("locked")
    if not _password_fits(officer.password_hash or _NO_HASH, draft.password):
        return _failed(session, context, officer, "wrong")
    if _fitting_step(context, draft.enrolment.secret, draft.code) is None:
        return SignInResult("code-wrong", tries_left=FAILURES)
    enrol(session, context, officer.id, draft.enrolment.secret, draft.enrolment.recovery_codes)
    _use_code(session, context, officer, draft.code)
    return _signed_in(session, context, officer, recovery=False)


def enrol(session: Session, context: Context, officer_id: int, secret: str, codes: tuple[str, ...]) -> None:
    """Store a phone's secret (sealed) and the recovery codes (as keyed digests)."""
    officer = session.get_one(Officer, officer_id)
    officer.totp_secret = context.gateways.keys.seal("totp", secret)
    session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer_id))
    session.add_all(RecoveryCode(officer_id=officer_id, digest=_code_digest(context, code)) for code in codes)
    trace(session, context, "enrol", officer.user_name, actor=_actor(officer), keyed=False)


def sign_out(session: Session, context: Context) -> None:
    """Trace that an officer left the desk; what he had in hand there is free."""
    claims.release_window(session, context)
    trace(session, context, "sign-out", context.actor.user_name)


def cover(session: Session, context: Context, why: str) -> None:
    """Trace that the screen was covered: "idle" or "asked"."""
    trace(session, context, "cover", context.actor.user_name, {"why": why})


def uncover(session: Session, context: Context, secret: str) -> SignInResult:
    """Open a covered screen with the officer's password or the code of his phone; six digits are a code.

    Failures count and lock as at sign-in: whoever stands at a covered desk has no more tries than at the door.
    """
    officer = session.get_one(Officer, context.actor.officer_id)
    if officer.locked_at is not None or not officer.active:
        return SignInResult("locked")
    typed = "".join(secret.split())
    if len(typed) == CODE_DIGITS and typed.isascii() and typed.isdigit() and officer.totp_secret is not None:
        refusal = _use_code(session, context, officer, typed)
    else:
        refusal = None if _password_fits(officer.password_hash or _NO_HASH, secret) else "wrong"
    if refusal is not None:
        return _failed(session, context, officer, refusal, "uncover-failed")
    officer.failures = 0
    trace(session, context, "uncover", officer.user_name)
    return SignInResult("signed-in", _actor(officer), FAILURES)


def _by_name(session: Session, user_name: str) -> Officer | None:
    return session.scalar(select(Officer).where(Officer.user_name == user_name.strip().lower()))


def _failed(
    session: Session, context: Context, officer: Officer, step: str, act: str = "sign-in-failed"
) -> SignInResult:
    officer.failures += 1
    if officer.failures >= FAILURES:
        officer.locked_at = context.now
    facts = {"why": step, "failures": officer.failures}
    trace(session, context, act, officer.user_name, facts, actor=_actor(officer))
    left = FAILURES - officer.failures
    return SignInResult(step, tries_left=left) if left > 0 else SignInResult("locked")


def _signed_in(session: Session, context: Context, officer: Officer, *, recovery: bool) -> SignInResult:
    officer.failures = 0
    actor = _actor(officer)
    trace(session, context, "sign-in", officer.user_name, {"recovery": recovery}, actor=actor)
    left = None
    if recovery:
        unused = select(func.count()).where(RecoveryCode.officer_id == officer.id, RecoveryCode.used_at.is_(None))
        left = session.scalar(unused)
    return SignInResult("signed-in", actor, FAILURES, left)


def _use_code(session: Session, context: Context, officer: Officer, code: str) -> str | None:
    """Use a TOTP code up; gives why it is refused, or None."""
    secret = context.gateways.keys.unseal("totp", officer.totp_secret or b"")
    step = _fitting_step(context, secret, code)
    if step is None:
        return "code-wrong"
    if session.get(UsedCode, (officer.id, step)) is not None:
        return "code-used"
    session.add(UsedCode(officer_id=officer.id, step=step))
    return None


def _fitting_step(context: Context, secret: str, code: str) -> int | None:
    """Give the 30-second step whose code this is: the phone's clock may be one step off either way."""
    typed = "".join(code.split())
    totp = TOTP(secret)
    for moment in dict.fromkeys((context.phone_now, context.now)):
        now = int(moment.timestamp()) // STEP_SECONDS
        for step in (now, now - 1, now + 1):
            if secrets.compare_digest(totp.generate_otp(step).encode(), typed.encode()):
                return step
    return None


def _use_recovery(session: Session, context: Context, officer: Officer, code: str) -> str | None:
    digest = _code_digest(context, code)
    kept = session.get(RecoveryCode, (officer.id, digest))
    if kept is None or kept.used_at is not None:
        return "code-wrong"
    kept.used_at = context.now
    return None


def _code_digest(context: Context, code: str) -> bytes:
    plain = "".join(c for c in code.upper() if c.isalnum())
    return bytes.fromhex(context.gateways.keys.digest("recovery", plain))


def _password_fits(known: str, typed: str) -> bool:
    try:
        return PasswordHasher().verify(known, typed)
    except VerificationError:
        return False


def _demand_good(new: str, old: str, user_name: str) -> None:
    if new == old:
        raise Refused("password-same")
    if len(new) < PASSWORD_MINIMUM or user_name.strip().lower() in new.lower():
        raise Refused("password-weak", minimum=PASSWORD_MINIMUM)


def _actor(officer: Officer) -> Actor:
    return Actor(officer.id, officer.user_name, officer.full_name, officer.role, officer.office_code, officer.counter)
