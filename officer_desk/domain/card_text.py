# SPDX-License-Identifier: Apache-2.0
"""What the QR codes of Vietnamese cards say: chip CCCD, căn cước of 2024, health card (BHYT) old and new.

The codes carry no signature, so that a field is what the card says, not what is true. Each field is taken only when it
has the shape of one; whatever else stands there stays silent.
"""

import re
from collections.abc import Sequence
from datetime import date

from officer_desk.domain.mangled import is_vietnamese, repaired
from officer_desk.domain.names import stored
from officer_desk.domain.records import CardFields

MOST = 4000
"""No code holds more than 2,953 bytes."""
CARD_NUMBER = re.compile(r"[0-9]{12}")
OLD_NUMBER = re.compile(r"[0-9]{9}|[0-9]{12}")
_HEALTH_NUMBER = re.compile(r"(?:[A-Z]{2}[1-5][0-9]{2})?([0-9]{10}|[0-9A-Z]{10})|([0-9]{12})")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})+")
DATE = re.compile(r"([0-9]{2})[/.-]?([0-9]{2})[/.-]?([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")
_IN_NAMES = " '’.-"
_IN_ADDRESSES = "".join(chr(code) for code in range(0x20, 0x7F)) + "’–"
_SEXES = {"nam": "M", "nữ": "F", "nu": "F", "1": "M", "2": "F"}


def parse(text: str) -> CardFields | None:
    """Give what a code's text says; None when it is not the code of such a card. Takes any text."""
    if len(text) > MOST:
        return None
    parts = [part.strip() for part in repaired(text.strip("\ufeff\x00\r\n\t ")).split("|")]
    if len(parts) < 7:
        return None
    return _health_card(parts) if _is_health_card(parts) else _identity_card(parts)


def _is_health_card(parts: Sequence[str]) -> bool:
    """Tell by the first field; twelve digits stand on both kinds, but only the health card encodes the name."""
    if len(parts) < 9 or not _HEALTH_NUMBER.fullmatch(parts[0]):
        return False
    return not CARD_NUMBER.fullmatch(parts[0]) or (len(parts[1]) > 12 and _HEX.fullmatch(parts[1]) is not None)


def _identity_card(parts: Sequence[str]) -> CardFields | None:
    """Take seven fields and what follows them; the order of the tail on the card of 2024 is not public."""
    number, old, name, born, sex, address, issued = parts[:7]
    fields = CardFields(
        id_number=number if CARD_NUMBER.fullmatch(number) else "",
        old_id_number=old if OLD_NUMBER.fullmatch(old) else "",
        full_name=_name(name),
        date_of_birth=_date(born),
        sex=_SEXES.get(sex.lower(), "") if not sex.isdigit() else "",
        address=_address(address),
        issued_on=_whole_date(issued),
        extra=tuple(parts[7:]),
    )
    return fields if fields.id_number and (fields.full_name or fields.date_of_birth) else None


def _health_card(parts: Sequence[str]) -> CardFields | None:
    """Take who the card is for; its dates are of the insurance, not of an identity paper."""
    found = _HEALTH_NUMBER.fullmatch(parts[0])
    code = "" if found is None else found[1] or found[2]
    fields = CardFields(
        insurance_code=code if code.isdigit() else "",
        full_name=_name(_from_hex(parts[1])),
        date_of_birth=_date(parts[2]),
        sex=_SEXES.get(parts[3].lower(), ""),
        address=_address(_from_hex(parts[4])),
        extra=tuple(parts[5:]),
    )
    return fields if fields.full_name or fields.date_of_birth else None


def _from_hex(text: str) -> str:
    """Give the text that stands as hex digits of UTF-8; one that was never encoded comes back as it is."""
    if not _HEX.fullmatch(text):
        return text
    try:
        return repaired(bytes.fromhex(text).decode("utf-8"))
    except UnicodeDecodeError:
        return ""


def _name(text: str) -> str:
    name = stored(text)
    return name if 2 <= len(name) <= 100 and name[0].isalpha() and is_vietnamese(name, _IN_NAMES) else ""


def _address(text: str) -> str:
    address = stored(text)
    return address if len(address) <= 300 and is_vietnamese(address, _IN_ADDRESSES) else ""


def _date(text: str) -> str:
    """Give a date as "YYYY-MM-DD"; with zeros for what is not known "YYYY-MM" or "YYYY"."""
    if _YEAR.fullmatch(text):
        return text if _is_year(int(text)) else ""
    found = DATE.fullmatch(text)
    if found is None:
        return ""
    day, month, year = (int(part) for part in found.groups())
    if not _is_year(year):
        return ""
    if day == 0:
        return f"{year}-{month:02}" if 1 <= month <= 12 else f"{year}" if month == 0 else ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _whole_date(text: str) -> str:
    found = _date(text)
    return found if len(found) == 10 else ""


def _is_year(year: int) -> bool:
    return 1900 <= year <= 2100
