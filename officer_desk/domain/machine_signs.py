# SPDX-License-Identifier: Apache-2.0
"""Signs of machine-readable lines as an eye, or a program, mistakes them: look-alikes by the class of a position.

A position of ICAO 9303 holds a digit, a letter or a filler. What was read is only ever turned into the sign of the
right class that looks like it, one for one; no digit is exchanged for another, so that no number is invented.
"""

import re
import unicodedata

FILLER = "<"
_AS_DIGIT = str.maketrans("OQDILJZASGTB", "000111245678")
_AS_LETTER = str.maketrans("01245678", "OIZASGTB")
_FILLERS = re.compile(r"[‹〈≤く({\[]")
_OTHERS = re.compile(r"[^0-9A-Z<]")
LIKE_FILLER = frozenset("<KCLSXE")
"""What a filler of OCR-B is read as."""
_CONFUSED = (
    "OQDCGU", "IJLT", "CGE", "EFB", "BPRD", "HNMKX", "UVY", "VW", "SB", "ZS", "AR", "KR", "LE", "TY", "PF", "NV",
)  # fmt: skip


def cleaned(line: str) -> str:
    """Give a line in the signs that such lines have: capitals, digits and fillers."""
    line = unicodedata.normalize("NFKC", line.replace("«", "<<").replace("《", "<<")).replace("l", "I")
    return _OTHERS.sub("", _FILLERS.sub(FILLER, line).upper())


def digits(text: str) -> str:
    """Give what stands in positions for digits."""
    return text.translate(_AS_DIGIT)


def letters(text: str) -> str:
    """Give what stands in positions for letters."""
    return text.translate(_AS_LETTER)


def is_filler(text: str) -> bool:
    """Tell whether nothing but fillers stands there, or what fillers are read as (no more than every third)."""
    return set(text) <= LIKE_FILLER and 3 * text.count(FILLER) >= 2 * len(text)


def are_confused(one: str, other: str) -> bool:
    """Tell whether a reader takes one of two signs for the other so often that it proves nothing."""
    return any(one in group and other in group for group in (*_CONFUSED, LIKE_FILLER))


def check_digit(text: str) -> str:
    """Give the check digit of ICAO 9303: weights 7, 3, 1; a filler counts 0 and A counts 10."""
    total = sum((0 if sign == FILLER else int(sign, 36)) * (7, 3, 1)[i % 3] for i, sign in enumerate(text))
    return str(total % 10)
