# SPDX-License-Identifier: Apache-2.0
"""Text that a reader of codes mangled: UTF-8 taken for another encoding, letters written as escapes."""

import re
import unicodedata

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_TIMES = 3
"""A text goes through that many wrong hands at most."""
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
"""What stands on Vietnamese letters: five tones, circumflex, breve, horn."""


def repaired(text: str) -> str:
    """Give the text as it was meant, in NFC; a text that was not mangled comes back as it is.

    Undone is only what undoes itself: the bytes that the signs stand for must be valid UTF-8.
    """
    text = _ESCAPE.sub(_sign, text)
    for _ in range(_TIMES):
        meant = _as_utf8(text)
        if meant is None or meant == text:
            break
        text = meant
    return unicodedata.normalize("NFC", text)


def is_vietnamese(text: str, others: str = "") -> bool:
    """Tell whether a text has Vietnamese letters only, and `others`: what was mangled for good does not."""
    for sign in unicodedata.normalize("NFD", text):
        if not ("a" <= sign.lower() <= "z" or sign in "đĐ" or sign in _MARKS or sign in others):
            return False
    return True


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    # Half of a pair alone is no letter, and no text may hold it.
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def _as_utf8(text: str) -> str | None:
    """Take each sign for the byte that cp1252, else latin-1, has for it; None where that is no UTF-8."""
    held = bytearray()
    for sign in text:
        if ord(sign) < 0x80:
            held.append(ord(sign))
            continue
        try:
            held += sign.encode("cp1252")
        except UnicodeEncodeError:
            if ord(sign) > 0xFF:
                return None
            held.append(ord(sign))
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        return None
