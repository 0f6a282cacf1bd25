# SPDX-License-Identifier: Apache-2.0
"""The declaration package, version 1: what declaration.json may say, and what it must.

Where the contract leaves a choice: every key has to be there (null where there is nothing); `guardian` and `changes`
are refused on the kinds that have none; a key of `changes` cannot be null; `street` may be empty; GSO codes have to
have the right shape but need not be in our lists, which are older than some declarations.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

from officer_desk.domain import codes
from officer_desk.domain.json_text import Fields, has_unseen, read_object, shown
from officer_desk.domain.records import Address, Certificate, Changes, Declared, Guardian, Identity
from officer_desk.domain.values import Channel, IdentityKind, Kind, PictureRole
from officer_desk.errors import Refused

FILE_NAME = "declaration.json"
FORMAT = "officer-desk/declaration"
VERSION = 1
MAX_BYTES = 1_000_000
CLOCK_DIFFERENCE = timedelta(minutes=5)
MAX_NAME = 100

_KEYS = (
    "format", "version", "number", "kind", "channel", "submitted_at", "office_code", "insurance_code", "full_name",
    "identity", "address", "phone", "email", "wants_email_copy", "certificate", "guardian", "changes", "pictures",
)  # fmt: skip
_CHANGE_KEYS = ("phone", "email", "address", "full_name", "identity", "pictures")
_ROLES = tuple(PictureRole)
_RFC3339 = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d):(\d\d)(?:\.(\d{1,12}))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
_CODE_WIDTHS = {"province": 2, "district": 3, "commune": 5}
_PATH_SIGNS = frozenset("/\\:\0")


@dataclass(frozen=True, slots=True)
class Package:
    """What a declaration.json said: normalised, the pictures it names, and everything as it was declared."""

    declared: Declared
    pictures: Mapping[PictureRole, str]
    """Role to file name, a plain one."""
    content: str
    """The declared values without the file names, as canonical JSON."""


def parse(data: bytes, now: datetime, known_offices: Container[str]) -> Package:
    """Read declaration.json; `Refused("package-…", offender=key)` says which of the contract's rules it breaks."""
    if len(data) > MAX_BYTES:
        raise Refused("package-declaration-too-large", offender=FILE_NAME, most=MAX_BYTES // 1000)
    value = read_object(data, FILE_NAME)
    _check_version(value)
    fields = Fields(value, "", _KEYS)
    declared = _declared(fields, now, known_offices)
    pictures = _pictures(fields)
    return Package(declared, pictures, _canonical({key: item for key, item in value.items() if key != "pictures"}))


def number_in(data: bytes) -> str | None:
    """Give the số hồ sơ of a declaration.json that is refused, for the report; None where there is none to read."""
    try:
        number = read_object(data, FILE_NAME).get("number") if len(data) <= MAX_BYTES else None
    except Refused:
        return None
    return number if isinstance(number, str) and codes.parse_number(number) else None


def content_digest(package: Package, hashes: Mapping[PictureRole, str]) -> str:
    """Give the SHA-256 (hex) of all that was declared and of the pictures, whatever their files were called.

    Two packages of one number are the same when these are; a phone number typed in another way makes another one.
    """
    pictures = {role.value: hashes[role] for role in sorted(package.pictures)}
    return hashlib.sha256(f"{package.content}\n{_canonical(pictures)}".encode()).hexdigest()


def required_pictures(declared: Declared) -> tuple[PictureRole, ...]:
    """Give the pictures without which the file cannot be approved."""
    match declared.kind:
        case Kind.CHILD:
            return (PictureRole.PORTRAIT, PictureRole.BIRTH_CERTIFICATE)
        case Kind.CHANGE:
            return declared.changes.pictures if declared.changes else ()
        case Kind.REGISTRATION if declared.identity.population_verified:
            return (PictureRole.PORTRAIT,)
        case Kind.REGISTRATION if declared.identity.kind is IdentityKind.PASSPORT:
            # A passport has no back: identity_front is its data page.
            return (PictureRole.PORTRAIT, PictureRole.IDENTITY_FRONT)
        case Kind.REGISTRATION:
            return (PictureRole.PORTRAIT, PictureRole.IDENTITY_FRONT, PictureRole.IDENTITY_BACK)


def is_plain_name(name: str) -> bool:
    """Tell whether a file name is only a name: no path, no "..", no drive, nothing unseen, at most 255 bytes."""
    return (
        name not in {"", ".", ".."}
        and not _PATH_SIGNS.intersection(name)
        and not has_unseen(name)
        and len(name.encode()) <= 255
    )


def _check_version(value: Mapping[str, object]) -> None:
    """Check format and version before anything else: another version may have other keys."""
    for key in ("format", "version"):
        if key not in value:
            raise Refused("package-missing-key", offender=key)
    if value["format"] != FORMAT:
        raise Refused("package-format", offender="format", understood=FORMAT)
    version = value["version"]
    # True is an int to Python, and 1.0 equals 1.
    if type(version) is not int:
        raise Refused("package-version-not-integer", offender="version", understood=VERSION)
    if version != VERSION:
        raise Refused("package-version", offender="version", version=version, understood=VERSION)


def _declared(fields: Fields, now: datetime, known_offices: Container[str]) -> Declared:
    kind = fields.choice("kind", Kind)
    email = None if fields.is_null("email") else _email(fields)
    wants_copy = fields.flag("wants_email_copy")
    if wants_copy and email is None:
        fields.refuse("package-copy-needs-email", "wants_email_copy")
    return Declared(
        number=_number(fields),
        kind=kind,
        channel=fields.choice("channel", Channel),
        submitted_at=_submitted_at(fields, now),
        office_code=_office_code(fields, known_offices),
        insurance_code=_insurance_code(fields),
        full_name=fields.text("full_name", MAX_NAME, 2),
        identity=_identity(fields, kind),
        address=_address(fields),
        phone=_phone(fields),
        email=email,
        wants_email_copy=wants_copy,
        certificate=_certificate(fields),
        guardian=_guardian(fields, kind),
        changes=_changes(fields, kind),
    )


def _number(fields: Fields) -> str:
    number = fields.raw("number")
    if codes.parse_number(number) is None:
        fields.refuse("package-number", "number")
    return number


def _submitted_at(fields: Fields, now: datetime) -> datetime:
    moment = _moment(fields.raw("submitted_at"))
    if moment is None:
        fields.refuse("package-not-a-time", "submitted_at")
    if moment > now + CLOCK_DIFFERENCE:
        fields.refuse("package-time-in-future", "submitted_at")
    return moment


def _moment(text: str) -> datetime | None:
    """Read an RFC 3339 time with offset; None when it is not one, or lies outside the calendar."""
    found = _RFC3339.fullmatch(text)
    if found is None:
        return None
    day, minute, second, fraction, offset = found.groups()
    # RFC 3339 allows a leap second; Python's calendar has none.
    second = "59" if second == "60" else second
    zone = "+00:00" if offset in {"Z", "z"} else offset
    try:
        return datetime.fromisoformat(f"{day}T{minute}:{second}.{(fraction or '0')[:6]:0<6}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _office_code(fields: Fields, known_offices: Container[str]) -> str:
    code = fields.raw("office_code")
    if not codes.is_office_code(code) or code not in known_offices:
        fields.refuse("package-office-unknown", "office_code", office=shown(code))
    return code


def _insurance_code(fields: Fields) -> str:
    code = fields.raw("insurance_code")
    if not codes.is_insurance_code(code):
        fields.refuse("package-insurance-code", "insurance_code")
    return code


def _phone(fields: Fields) -> str:
    phone = codes.phone(fields.raw("phone"))
    if phone is None:
        fields.refuse("package-phone", "phone")
    return phone


def _email(fields: Fields) -> str:
    email = fields.text("email", 254)
    if not codes.is_email(email):
        fields.refuse("package-email", "email")
    return email


def _identity(fields: Fields, kind: Kind) -> Identity:
    inner = fields.section("identity", ("kind", "number", "population_verified"))
    paper = inner.choice("kind", IdentityKind)
    if paper is IdentityKind.BIRTH_CERTIFICATE and kind is not Kind.CHILD:
        inner.refuse("package-birth-certificate-of-adult", "kind")
    number = inner.text("number", 30)
    number = number.upper() if paper is IdentityKind.PASSPORT else number
    if not codes.is_identity_number(paper, number):
        inner.refuse(f"package-number-of-{paper.value.replace('_', '-')}", "number")
    return Identity(paper, number, inner.flag("population_verified"))


def _address(fields: Fields) -> Address:
    inner = fields.section("address", ("scheme", "province", "district", "commune", "street"))
    scheme = inner.raw("scheme")
    if scheme not in {"2020", "2025"}:
        inner.refuse("package-not-a-choice", "scheme", allowed="2020, 2025")
    if (scheme == "2025") != inner.is_null("district"):
        inner.refuse("package-district-of-2025" if scheme == "2025" else "package-district-missing", "district")
    for level, width in _CODE_WIDTHS.items():
        if not inner.is_null(level) or level != "district":
            code = inner.raw(level)
            if not (len(code) == width and code.isascii() and code.isdigit()):
                inner.refuse("package-unit-code", level, width=width)
    district = None if inner.is_null("district") else inner.raw("district")
    return Address(scheme, inner.raw("province"), district, inner.raw("commune"), inner.text("street", 200, 0))


def _certificate(fields: Fields) -> Certificate | None:
    if fields.is_null("certificate"):
        return None
    inner = fields.section("certificate", ("number", "issuer", "valid_from", "valid_to"))
    certificate = Certificate(
        inner.text("number", 100), inner.text("issuer", 200), inner.day("valid_from"), inner.day("valid_to")
    )
    if certificate.valid_to < certificate.valid_from:
        inner.refuse("package-certificate-dates", "valid_to")
    return certificate


def _guardian(fields: Fields, kind: Kind) -> Guardian | None:
    if fields.is_null("guardian"):
        if kind is Kind.CHILD:
            fields.refuse("package-guardian-missing", "guardian")
        return None
    if kind is not Kind.CHILD:
        fields.refuse("package-guardian-of-adult", "guardian")
    inner = fields.section("guardian", ("insurance_code", "full_name", "relation"))
    return Guardian(_insurance_code(inner), inner.text("full_name", MAX_NAME, 2), inner.text("relation", 50))


def _changes(fields: Fields, kind: Kind) -> Changes | None:
    if fields.is_null("changes"):
        if kind is Kind.CHANGE:
            fields.refuse("package-changes-missing", "changes")
        return None
    if kind is not Kind.CHANGE:
        fields.refuse("package-changes-of-other-kind", "changes")
    inner = fields.section("changes", (), _CHANGE_KEYS)
    changes = Changes(
        phone=_phone(inner) if "phone" in inner else None,
        email=_email(inner) if "email" in inner else None,
        address=_address(inner) if "address" in inner else None,
        full_name=inner.text("full_name", MAX_NAME, 2) if "full_name" in inner else None,
        identity=_identity(inner, kind) if "identity" in inner else None,
        pictures=_roles(inner) if "pictures" in inner else (),
    )
    if changes == Changes():
        fields.refuse("package-changes-empty", "changes")
    return changes


def _roles(fields: Fields) -> tuple[PictureRole, ...]:
    named = fields.words("pictures")
    if not all(role in _ROLES for role in named):
        fields.refuse("package-not-a-choice", "pictures", allowed=", ".join(_ROLES))
    return tuple(role for role in _ROLES if role in named)


def _pictures(fields: Fields) -> Mapping[PictureRole, str]:
    inner = fields.section("pictures", (), _ROLES)
    for role in inner:
        if not is_plain_name(inner.raw(role)):
            inner.refuse("package-picture-name", role, name=shown(inner.raw(role)))
    return {role: inner.raw(role) for role in _ROLES if role in inner}


def _canonical(value: object) -> str:
    return json.dumps(_nfc(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _nfc(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: _nfc(item) for key, item in cast("dict[str, object]", value).items()}
    if isinstance(value, list):
        return [_nfc(item) for item in cast("list[object]", value)]
    return value
