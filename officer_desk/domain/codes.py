# SPDX-License-Identifier: Apache-2.0
"""Codes and numbers: their shapes, and the one way in which each is kept."""

import re
import unicodedata
from dataclasses import dataclass

from officer_desk.domain.names import fold
from officer_desk.domain.values import IdentityKind

FORM_CODE = "OD1:"
"""How the text in the QR code of every form begins that this program prints."""
# ASCII digits only: `\d` would take the digits of every script.
_INSURANCE_CODE = re.compile(r"[0-9]{10}|[0-9]{12}")
_OFFICE_CODE = re.compile(r"[0-9]{3}|[0-9]{5}")
_NUMBER = re.compile(r"(?P<serial>[0-9]{1,10})(?:\.(?P<suffix>G|BD))?/(?P<year>[0-9]{4})/(?P<office>[0-9]{3}|[0-9]{5})")
_SERIAL = re.compile(r"([0-9]{1,10})(?:\.(G|BD))?(?:/.*)?")
_IDENTITY = {
    IdentityKind.CCCD: re.compile(r"[0-9]{12}"),
    IdentityKind.CMND: re.compile(r"[0-9]{9}"),
    # Vietnamese: a letter and 7 or 8 digits; foreign ones 6 to 9 letters and digits (ICAO 9303).
    IdentityKind.PASSPORT: re.compile(r"[0-9A-Z]{6,9}"),
    IdentityKind.BIRTH_CERTIFICATE: re.compile(r"[^\x00-\x1f\x7f]{1,30}"),
}
_PHONE = re.compile(r"0[35789][0-9]{8}")
_PHONE_OF_BEFORE_2018 = {
    **{f"012{old}": f"07{new}" for old, new in zip("01268", "09768", strict=True)},
    **{f"012{old}": f"08{new}" for old, new in zip("34579", "34512", strict=True)},
    **{f"016{digit}": f"03{digit}" for digit in "23456789"},
    "0186": "056",
    "0188": "058",
    "0199": "059",
}
_EMAIL_LOCAL = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x20\x7f]{1,64}")
_EMAIL_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_PASSPORT_TYPED = re.compile(r"(?=.*[0-9])(?=.*[A-Z])[0-9A-Z]{6,9}")


@dataclass(frozen=True, slots=True)
class DeclarationNumber:
    """Số hồ sơ in its parts: `00018.G/2026/00101` is serial 00018, suffix G (paper), year 2026, office 00101."""

    serial: str
    suffix: str
    year: int
    office_code: str

    @property
    def head(self) -> str:
        """Give the part before the first slash as officers type it: "00018", "00018.G"."""
        return _head(self.serial, self.suffix)


@dataclass(frozen=True, slots=True)
class QuickTerms:
    """What one text of the quick box may mean; several at once: ten digits can be a code and a phone number."""

    number: str | None = None
    """A whole số hồ sơ."""
    serial: str | None = None
    """Its part before the first slash, as `DeclarationNumber.head` gives it."""
    codes: tuple[str, ...] = ()
    id_numbers: tuple[str, ...] = ()
    phone: str | None = None
    words: tuple[str, ...] = ()
    """Words of a name, folded."""

    @property
    def exact(self) -> bool:
        """Tell whether the text names one file or one person, so that files of other offices may be shown."""
        return bool(self.number or self.codes or self.id_numbers)


def is_insurance_code(text: str) -> bool:
    """Check a mã số BHXH: 10 digits, or the 12 of the personal number that serves as the code since 1/8/2025."""
    return _INSURANCE_CODE.fullmatch(text) is not None


def is_office_code(text: str) -> bool:
    """Check an office code: three digits a province's office, five an office under it."""
    return _OFFICE_CODE.fullmatch(text) is not None


def is_identity_number(kind: IdentityKind, text: str) -> bool:
    """Check the shape of an identity paper's number; what its digits say is never a reason to refuse."""
    return _IDENTITY[kind].fullmatch(text) is not None


def parse_number(text: str) -> DeclarationNumber | None:
    """Take a số hồ sơ apart; None when it is not one."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    return DeclarationNumber(found["serial"], found["suffix"] or "", int(found["year"]), found["office"])


def phone(text: str) -> str | None:
    """Give a mobile number as ten digits beginning with 0, however it was typed; None when it is not one.

    `+84`, `0084` and `84` become 0, and the 11-digit numbers of before 15/9/2018 their 10-digit successors.
    """
    digits = "".join(sign for sign in text if not _is_between_digits(sign))
    for prefix in ("+84", "0084", "84"):
        if digits.startswith(prefix) and len(digits) - len(prefix) in {9, 10, 11}:
            digits = "0" + digits[len(prefix) :].removeprefix("0")
            break
    if len(digits) == 11 and digits[:4] in _PHONE_OF_BEFORE_2018:
        digits = _PHONE_OF_BEFORE_2018[digits[:4]] + digits[4:]
    return digits if _PHONE.fullmatch(digits) else None


def is_email(text: str) -> bool:
    """Check that a text can be an e-mail address; whether somebody reads it only a message can show."""
    local, at, domain = text.rpartition("@")
    labels = domain.split(".")
    return (
        bool(at)
        and len(text) <= 254
        and _EMAIL_LOCAL.fullmatch(local) is not None
        and not local.startswith(".")
        and not local.endswith(".")
        and ".." not in local
        and len(labels) > 1
        and all(_EMAIL_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
    )


def email_key(text: str) -> str:
    """Give the form in which two e-mail addresses are compared: NFC, lower case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.strip()).lower())


def quick_terms(text: str) -> QuickTerms:
    """Find out what a text of the quick box may mean (số hồ sơ, mã số, số giấy tờ, điện thoại, họ tên)."""
    tight = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if "/" in tight:
        number = tight if parse_number(tight) else None
        return QuickTerms(number=number, serial=None if number else _typed_serial(tight))
    if not any(sign.isdigit() for sign in tight):
        return QuickTerms(words=tuple(fold(text).split()))
    if _PASSPORT_TYPED.fullmatch(tight):
        return QuickTerms(id_numbers=(tight,), words=tuple(fold(text).split()))
    digits = "".join(sign for sign in tight if not _is_between_digits(sign))
    return QuickTerms(
        serial=_typed_serial(tight) if len(tight) < 9 else None,
        codes=(digits,) if is_insurance_code(digits) else (),
        id_numbers=(digits,) if re.fullmatch(r"[0-9]{9}|[0-9]{12}", digits) else (),
        phone=phone(text),
        words=tuple(fold(text).split()) if any(sign.isalpha() for sign in tight) and "." not in tight else (),
    )


def _typed_serial(text: str) -> str | None:
    found = _SERIAL.fullmatch(text)
    return _head(found[1], found[2] or "") if found else None


def _head(serial: str, suffix: str) -> str:
    # The serial is five digits wide; officers leave out the zeros in front.
    padded = (serial.lstrip("0") or "0").zfill(5)
    return f"{padded}.{suffix}" if suffix else padded


def _is_between_digits(sign: str) -> bool:
    """Tell what people type, and phones copy, between the digits of a number: spaces, dots, dashes, brackets."""
    return sign in ".()·" or unicodedata.category(sign) in {"Zs", "Pd", "Cf"} or sign.isspace()
