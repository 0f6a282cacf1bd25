# SPDX-License-Identifier: Apache-2.0
"""SMS as networks carry them: unaccented GSM-7, counted in segments (3GPP TS 23.038)."""

import unicodedata

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "^{}\\[~]|€"
ONE, MANY = 160, 153
"""Septets of a lone message, and of each part of a longer one."""
_PLAIN = {"–": "-", "—": "-", "…": "...", "«": '"', "»": '"', "“": '"', "”": '"', "‘": "'", "’": "'", "·": "-"}


def unaccent(text: str) -> str:
    """Write Vietnamese without marks (đ becomes d); what GSM-7 still lacks becomes "?"."""
    plain = "".join(_PLAIN.get(c, c) for c in text).replace("đ", "d").replace("Đ", "D")
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return "".join(c if c in _BASIC or c in _EXTENDED else "?" for c in bare)


def septets(text: str) -> int:
    """Count what an unaccented text takes; a character of the extension table takes two."""
    return len(text) + sum(c in _EXTENDED for c in text)


def segments(text: str) -> int:
    """Count the parts in which an unaccented text travels."""
    length = septets(text)
    return 1 if length <= ONE else -(-length // MANY)


def capacity(parts: int) -> int:
    """Give how many septets fit into so many parts."""
    return ONE if parts == 1 else MANY * parts
