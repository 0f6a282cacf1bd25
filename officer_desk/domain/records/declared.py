# SPDX-License-Identifier: Apache-2.0
"""What a citizen declared, and the offices where he may come."""

from dataclasses import dataclass
from datetime import date, datetime

from officer_desk.domain.values import Channel, IdentityKind, Kind, PictureRole


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """A social insurance office (cơ quan BHXH); `address` and `phone` stand on printed pages where known."""

    code: str
    name: str
    parent_code: str | None
    parent_name: str | None = None
    address: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A declared address: GSO codes in the scheme of 2020 (three levels) or 2025 (two), and free text."""

    scheme: str
    province: str
    district: str | None
    commune: str
    street: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """The citizen's own digital certificate (chứng thư số)."""

    number: str
    issuer: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Guardian:
    """The adult through whom a child is registered."""

    insurance_code: str
    full_name: str
    relation: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity paper as declared."""

    kind: IdentityKind
    number: str
    population_verified: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What a change file asks to change; None: stays as it is."""

    phone: str | None = None
    email: str | None = None
    address: Address | None = None
    full_name: str | None = None
    identity: Identity | None = None
    pictures: tuple[PictureRole, ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """What the citizen declared, normalised (NFC name, 10-digit phone, lower-case e-mail kept beside the typed one)."""

    number: str
    kind: Kind
    channel: Channel
    submitted_at: datetime
    office_code: str
    insurance_code: str
    full_name: str
    identity: Identity
    address: Address
    phone: str
    email: str | None
    wants_email_copy: bool
    certificate: Certificate | None
    guardian: Guardian | None
    changes: Changes | None
