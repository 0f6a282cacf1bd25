# SPDX-License-Identifier: Apache-2.0
"""How an office is called and found: what may stand in messages and on printed pages."""

import re

from officer_desk.errors import Refused

MOST_NAME, MOST_ADDRESS, MOST_PHONE = 200, 200, 30
_PHONE = re.compile(r"\+?\d(?:[ .]?\d){7,14}")


def office_name(text: str) -> str:
    """Give the name with single spaces; refused: "office-name-missing", "office-field-too-long"."""
    name = " ".join(text.split())
    if not name:
        raise Refused("office-name-missing", field="name")
    return _not_too_long(name, MOST_NAME, "name")


def office_address(text: str) -> str | None:
    """Give the address in one line, or None."""
    return _not_too_long(" ".join(text.split()), MOST_ADDRESS, "address") or None


def office_phone(text: str) -> str | None:
    """Give the phone number as it was typed, or None; refused: "office-phone-shape"."""
    phone = " ".join(text.split())
    if phone and not _PHONE.fullmatch(phone):
        raise Refused("office-phone-shape", field="phone")
    return _not_too_long(phone, MOST_PHONE, "phone") or None


def _not_too_long(text: str, most: int, field: str) -> str:
    if len(text) > most:
        raise Refused("office-field-too-long", most=most, field=field)
    return text
