# SPDX-License-Identifier: Apache-2.0
"""What the administrator edits: officers, the office's own data, its texts and its settings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficerDraft:
    """How an officer is to be from now on; `role` is a word of `values.Role`."""

    user_name: str
    full_name: str
    role: str
    office_code: str
    counter: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """How an office is to be called, and where it is found; empty address or phone: not told."""

    code: str
    name: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class OfficeText:
    """A data file as it is in force. `digest` is the SHA-256 of its bytes: what was seen when saving."""

    name: str
    text: str
    own: bool
    """The office has a copy of its own; otherwise the shipped one counts."""
    digest: str


@dataclass(frozen=True, slots=True)
class OfficeTextDraft:
    """A whole data file to put in force."""

    name: str
    text: str
    seen_digest: str


@dataclass(frozen=True, slots=True)
class MessageText:
    """The texts of one occasion, as they are edited."""

    occasion: str
    sms: str
    subject: str
    email: str


@dataclass(frozen=True, slots=True)
class MessagesDraft:
    """Message texts to put in force; occasions that are not named stay as they are."""

    texts: tuple[MessageText, ...]
    seen_digest: str


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """Reasons under one heading; `verdict`: "invalid", "incomplete" or "withdraw"."""

    verdict: str
    group: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReasonsDraft:
    """The whole catalogue in its new order."""

    groups: tuple[ReasonGroup, ...]
    seen_digest: str


@dataclass(frozen=True, slots=True)
class SettingValue:
    """One setting as it is in force; a secret is masked in `shown` and in nothing else here."""

    name: str
    shown: str
    usual: str
    """What it is where nobody sets it."""
    own: bool
    """Stands in settings.toml."""
    least: int | None = None
    most: int | None = None
