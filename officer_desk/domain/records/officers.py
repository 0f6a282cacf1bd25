# SPDX-License-Identifier: Apache-2.0
"""Who acts, how he signs in, and what the administrator sees of him."""

from dataclasses import dataclass, field

from officer_desk.domain.values import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an officer who has signed in, or the named local administrator of the command line."""

    officer_id: int
    user_name: str
    full_name: str
    role: Role
    office_code: str
    counter: str | None = None


@dataclass(frozen=True, slots=True)
class SignInDraft:
    """What the officer typed; `code` is a TOTP code or, with `recovery`, a recovery code."""

    user_name: str
    password: str = field(repr=False)
    code: str = field(default="", repr=False)
    recovery: bool = False


@dataclass(frozen=True, slots=True)
class SignInResult:
    """How signing in went.

    `step`: "signed-in" · "change-password" (then enrol) · "changed" (then sign in) · "enrol" · "wrong" · "code-wrong" ·
    "code-used" · "locked".
    """

    step: str
    actor: Actor | None = None
    tries_left: int = 0
    recovery_left: int | None = None
    """Recovery codes that are left, when one was used."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the enrolment screen shows once: secret (base32), otpauth URI, ten recovery codes."""

    user_name: str
    secret: str = field(repr=False)
    uri: str = field(repr=False)
    recovery_codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnrolmentDraft:
    """The officer proves that his phone shows the codes; then secret and recovery codes are kept."""

    user_name: str
    password: str = field(repr=False)
    enrolment: Enrolment = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OfficerRecord:
    """An officer as the administrator sees him."""

    id: int
    user_name: str
    full_name: str
    role: Role
    office_code: str
    counter: str | None
    locked: bool
    enrolled: bool
    must_change_password: bool
    active: bool = True
    """False: has left the office; kept because the trace names him."""
    recovery_left: int = 0
    """Recovery codes that are not used yet."""
    phone: str | None = None
    """His own: a file with it is looked at by a second officer."""
    absent: bool = False
    """Away: gets no files."""
