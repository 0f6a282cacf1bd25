# SPDX-License-Identifier: Apache-2.0
"""What stands before the administrative units in an address: house, lane, street, group (số, ngõ, phố, tổ)."""

import re
from collections.abc import Sequence

from officer_desk.domain import names
from officer_desk.domain.likeness import words_slip
from officer_desk.domain.values import CellVerdict

_SHORT = {
    "đ": "đường", "kp": "khu phố", "tdp": "tổ dân phố", "sn": "số", "cc": "chung cư", "kdc": "khu dân cư",
    "kđt": "khu đô thị",
}  # fmt: skip
_WORDS = re.compile(r"[^\s.,;()]+")
_BEFORE_NUMBERS = re.compile(r"\b(?:số nhà|nhà số|số)(?=\s*\d)")
_GLUED = re.compile(r"\b(kp|tdp|sn)(?=\d)")
_LOOSE = re.compile(r"\s*([/-])\s*|(?<=\d)\s+(?=[a-e]\b)")
"""What parts a house number that is one: "12 / 5", "12 A"."""
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


def compare(ours: str, said: str) -> tuple[CellVerdict, str]:
    """Give verdict and reason of two streets: an equal number decides nothing, another one decides all."""
    left, right = _parts(ours), _parts(said)
    if sorted(left) == sorted(right):
        return CellVerdict.NORMALISED, "" if left == right else "order"
    if not left or not right:
        return CellVerdict.CANNOT_TELL, "street-missing"
    mine, theirs = " ".join(left).split(), " ".join(right).split()
    if mine == theirs:
        return CellVerdict.NORMALISED, ""
    if _numbers(mine) != _numbers(theirs):
        return CellVerdict.DIFFERS, "house-number"
    slip = words_slip(mine, theirs) or words_slip(_written(ours), _written(said))
    if slip and slip != "swapped-words":
        return CellVerdict.CLOSE, slip
    if _is_within(mine, theirs) or _is_within(theirs, mine):
        return CellVerdict.CANNOT_TELL, "street-missing"
    return CellVerdict.DIFFERS, "street"


def _parts(text: str) -> list[str]:
    """Give the parts between commas in one spelling: short forms written out, "số" before a number left out."""
    parts: list[str] = []
    for part in names.stored(text).lower().split(","):
        plain = _LOOSE.sub(r"\1", _GLUED.sub(r"\1 ", part))
        words = [_SHORT.get(found[0], found[0]) for found in _WORDS.finditer(plain)]
        plain = _ZEROS.sub("", _BEFORE_NUMBERS.sub("", " ".join(words)))
        if plain.strip():
            parts.append(names.spelling(plain))
    return parts


def _written(text: str) -> list[str]:
    """Give the words as they stand."""
    return names.spelling(" ".join(found[0] for found in _WORDS.finditer(text))).split()


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if any(sign.isdigit() for sign in word)]


def _is_within(few: Sequence[str], many: Sequence[str]) -> bool:
    """Tell whether all words of one stand in the other in their order."""
    rest = iter(many)
    return all(word in rest for word in few)
