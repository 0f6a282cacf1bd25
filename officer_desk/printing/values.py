# SPDX-License-Identifier: Apache-2.0
"""Declared values as they are written on paper."""

import re
from collections.abc import Mapping
from datetime import date
from unicodedata import category, normalize

from officer_desk.domain.calendar import format_day
from officer_desk.domain.records import Certificate, Changes, FormData, Guardian, Identity
from officer_desk.domain.values import PictureRole
from officer_desk.printing.wording import FormWording

_MOBILE = re.compile(r"^(\d{4})(\d{3})(\d{3})$", re.ASCII)
_LAST_MONTH_WITH_ZERO = 2


def clean(text: str | None) -> str:
    """Give a text in NFC, with single spaces and without control characters; the font draws no combining marks."""
    shown = "".join(" " if category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in text or "")
    return " ".join(normalize("NFC", shown).split())


def phone(number: str) -> str:
    """Group a mobile number 4-3-3, as people read it out."""
    return _MOBILE.sub(r"\1 \2 \3", clean(number))


def date_line(wording: FormWording, place: str, day: date) -> str:
    """Give place and day in the official manner: a zero before days 1-9 and before January and February."""
    month = f"{day.month:02}" if day.month <= _LAST_MONTH_WITH_ZERO else str(day.month)
    return wording.date_line.format(place=clean(place), day=f"{day.day:02}", month=month, year=day.year)


def of_lines(data: FormData, wording: FormWording) -> Mapping[str, str]:
    """Give the value of each line of the form that holds one; empty: the line is left to be written on."""
    declared = data.declared
    certificate = declared.certificate
    return {
        "full_name": clean(declared.full_name),
        "insurance_code": clean(declared.insurance_code),
        "identity": identity(declared.identity, wording),
        "address": clean(data.address_text),
        "certificate_number": clean(certificate.number) if certificate else "",
        "certificate_issuer": clean(certificate.issuer) if certificate else "",
        "certificate_validity": _validity(certificate, wording),
        "email": clean(declared.email),
        "phone": phone(declared.phone),
        "guardian": guardian(declared.guardian, wording),
    }


def identity(paper: Identity, wording: FormWording) -> str:
    """Give the number of the identity paper; it is whole, never grouped."""
    return wording.identity[paper.kind].format(number=clean(paper.number))


def guardian(adult: Guardian | None, wording: FormWording) -> str:
    """Give the adult through whom a child is registered."""
    if adult is None:
        return ""
    return wording.guardian.format(
        full_name=clean(adult.full_name), relation=clean(adult.relation), insurance_code=clean(adult.insurance_code)
    )


def changes(data: FormData, wording: FormWording) -> tuple[tuple[str, str], ...]:
    """Give what a change file asks to change: label and new value."""
    wanted = data.declared.changes
    if wanted is None:
        return ()
    found = {
        "full_name": clean(wanted.full_name),
        "identity": identity(wanted.identity, wording) if wanted.identity else "",
        "phone": phone(wanted.phone) if wanted.phone else "",
        "email": clean(wanted.email),
        "address": _new_address(data, wanted),
        "pictures": pictures(wanted.pictures, wording),
    }
    return tuple((wording.changes[name], value) for name, value in found.items() if value)


def pictures(roles: tuple[PictureRole, ...], wording: FormWording) -> str:
    """Name the pictures that came anew."""
    return ", ".join(wording.pictures[role] for role in roles)


def _new_address(data: FormData, wanted: Changes) -> str:
    if wanted.address is None:
        return ""
    return clean(data.changed_address_text) or clean(wanted.address.street)


def _validity(certificate: Certificate | None, wording: FormWording) -> str:
    if certificate is None:
        return ""
    days = {"from": format_day(certificate.valid_from), "to": format_day(certificate.valid_to)}
    return wording.validity.format(**days)
