# SPDX-License-Identifier: Apache-2.0
"""The signed text in the QR code of a printed form.

`OD1:<số hồ sơ>:<data version>:<seal>`. The seal is HMAC-SHA256 over the part before it, cut to 80 bits, in base 32:
it proves that this office's program printed the paper, and of which state of the data. All its letters are in QR's
alphanumeric alphabet, which keeps the code small. Nothing personal stands in it.
"""

import hmac
import re
from base64 import b32encode

from officer_desk.domain.codes import FORM_CODE
from officer_desk.errors import Refused

KEY = "form"
"""Purpose of the office's key that seals it."""
_SEAL_BYTES = 10
_SHAPE = re.compile(r"(" + FORM_CODE + r"([0-9A-Z./-]{1,32}):([1-9][0-9]{0,8})):([A-Z2-7]{16})", re.ASCII)


def make(number: str, data_version: int, key: bytes) -> str:
    """Give the text for the QR code of a declaration's form. ValueError where `read` could not read it."""
    signed = f"{FORM_CODE}{number}:{data_version}"
    text = f"{signed}:{_seal(signed, key)}"
    if _SHAPE.fullmatch(text) is None:
        raise ValueError(number, data_version)
    return text


def read(text: str, key: bytes) -> tuple[str, int]:
    """Give number and data version of a scanned text.

    Refused: "payload-unknown", another kind of text; "payload-forged", changed, or sealed with another office's key.
    """
    found = _SHAPE.fullmatch(text.strip())
    if found is None:
        raise Refused("payload-unknown")
    signed, number, version, seal = found.groups()
    if not hmac.compare_digest(seal, _seal(signed, key)):
        raise Refused("payload-forged")
    return number, int(version)


def _seal(signed: str, key: bytes) -> str:
    return b32encode(hmac.digest(key, signed.encode(), "sha256")[:_SEAL_BYTES]).decode()
