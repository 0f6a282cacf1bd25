# SPDX-License-Identifier: Apache-2.0
"""What a QR reader at the counter types: a form of ours, a card, a number. Only its ASCII parts are trusted.

Such a reader is a keyboard. A Vietnamese input method (Telex, VNI) composes what it types, and letters that no key of
an English keyboard has come dropped, escaped, or as the bytes of another code page. Digits and separators survive all
of that; names and addresses do not, and are never taken from it.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from officer_desk.domain.card_text import CARD_NUMBER, DATE, MOST, OLD_NUMBER
from officer_desk.domain.codes import FORM_CODE, is_insurance_code, parse_number, quick_terms
from officer_desk.domain.records import CardFields

_READERS_MARK = re.compile(r"\][A-Za-z][0-9]")
"""Some readers say first what kind of code it was."""
_HEALTH_NUMBER = re.compile(r"(?:[A-Z]{2}[0-9]{3})?([0-9]{10})|([0-9]{12})")
_NAME_IN_HEX = re.compile(r"[0-9A-Fa-f]{13,}")
"""Longer than any number of a paper."""
_FORM_NUMBER = re.compile(r".{1,5}:([0-9]{1,10}(?:\.[A-Z]{1,2})?/[0-9]{4}/[0-9]{3,5}):")
"""A form's text whose beginning was composed, and its number, which was not."""
_OTHER_CODE_PAGE = re.compile(r"\\u[0-9a-f]{4}|&#|[ÃÄÂ][\u0080-\u00bf]|Æ[°¡]|á[º»]|\ufffd|\?", re.IGNORECASE)
_KEYS_OF_TELEX = re.compile(r"dd|aa|ee|oo|[aou]w|ww|[aeiouy][a-z]?[sfrxj]\b", re.IGNORECASE)
_HEALTH_FIELDS, _CARD_FIELDS = 9, 7


class ScanKind(StrEnum):
    """What was on the paper or card that was held under the reader."""

    FORM = "form"
    CARD = "card"
    HEALTH_CARD = "health-card"
    NUMBER = "number"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scan:
    """What was scanned."""

    kind: ScanKind
    text: str = ""
    """Of a form, the whole text, whose seal is still to be checked; else the number by which is searched."""
    numbers: tuple[str, ...] = ()
    """By which a file is found, the likeliest first."""
    fields: CardFields | None = None
    """Of an identity card: what of it can be trusted."""
    mangled: bool = False
    """An input method, or the reader's code page, changed what stood there."""


def read(typed: str, *, altered: bool = False) -> Scan:
    """Say what a burst of keys was; `altered`: an input method was seen composing it. Takes any text."""
    text = unicodedata.normalize("NFC", typed[:MOST]).strip()
    text = _READERS_MARK.sub("", text, count=1) if _READERS_MARK.match(text) else text
    parts = [part.strip() for part in text.split("|")]
    if len(parts) >= _HEALTH_FIELDS and _is_health_card(parts):
        return _health_card(parts, altered=altered)
    if len(parts) >= _CARD_FIELDS:
        return _card(parts, altered=altered)
    if text.upper().startswith(FORM_CODE) or _FORM_NUMBER.match(text.upper()):
        return _form(text, altered=altered)
    return _number(text, altered=altered)


def is_whole(typed: str) -> bool:
    """Say whether a text is a card's or a form's from its beginning to its end: nobody types that by hand."""
    return read(typed).kind in {ScanKind.FORM, ScanKind.CARD, ScanKind.HEALTH_CARD}


def _form(text: str, *, altered: bool) -> Scan:
    claimed = _FORM_NUMBER.match(text.upper())
    numbers = () if claimed is None else (claimed[1],)
    intact = text.isascii() and text.upper().startswith(FORM_CODE)
    return Scan(ScanKind.FORM, text.upper() if intact else text, numbers, mangled=altered or not intact)


def _is_health_card(parts: list[str]) -> bool:
    """Tell by the first field, and by the name that follows as hex digits: twelve digits stand on both cards."""
    return _HEALTH_NUMBER.fullmatch(parts[0]) is not None and _NAME_IN_HEX.fullmatch(parts[1]) is not None


def _health_card(parts: list[str], *, altered: bool) -> Scan:
    found = _HEALTH_NUMBER.fullmatch(parts[0])
    code = "" if found is None else found[1] or found[2]
    return Scan(ScanKind.HEALTH_CARD, code, (code,), mangled=altered)


def _card(parts: list[str], *, altered: bool) -> Scan:
    number, old, name, born, sex, address, issued = parts[:7]
    mangled = altered or _is_mangled(name, sex, address)
    if not CARD_NUMBER.fullmatch(number):
        return Scan(ScanKind.UNKNOWN, mangled=mangled)
    fields = CardFields(
        id_number=number,
        old_id_number=old if OLD_NUMBER.fullmatch(old) else "",
        date_of_birth=_day(born),
        sex=_sex(sex, number),
        issued_on=_day(issued),
    )
    numbers = tuple(dict.fromkeys(filter(None, (fields.id_number, fields.old_id_number))))
    return Scan(ScanKind.CARD, number, numbers, fields, mangled)


def _number(text: str, *, altered: bool) -> Scan:
    """Take a số hồ sơ, a mã số BHXH, or the number of a paper; one that was composed is none."""
    tight = text.upper()
    terms = quick_terms(tight) if tight.isascii() and tight.isprintable() and len(tight) <= 40 else None
    if terms is None or not terms.exact:
        return Scan(ScanKind.UNKNOWN, mangled=altered or not text.isascii())
    if terms.number is not None and parse_number(terms.number):
        return Scan(ScanKind.NUMBER, terms.number, (terms.number,), mangled=altered)
    numbers = tuple(dict.fromkeys((*terms.id_numbers, *filter(is_insurance_code, terms.codes))))
    return Scan(ScanKind.NUMBER, numbers[0], numbers, mangled=altered)


def _is_mangled(*fields: str) -> bool:
    """Tell by what no card says: another code page, escapes, or the keys that Telex would compose."""
    return any(_OTHER_CODE_PAGE.search(words) or (words.isascii() and _KEYS_OF_TELEX.search(words)) for words in fields)


def _sex(said: str, number: str) -> str:
    """Give "M" or "F": «Nam» survives every reader, «Nữ» only as its N; where the number says otherwise, nothing."""
    if said[:1].upper() != "N":
        return ""
    found = "M" if said[:3].upper() == "NAM" else "F"
    return found if (int(number[3]) % 2 == 0) == (found == "M") else ""


def _day(text: str) -> str:
    found = DATE.fullmatch(text)
    if found is None:
        return ""
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
