# SPDX-License-Identifier: Apache-2.0
"""Vietnamese names: how they are kept, found and compared."""

import unicodedata
from enum import Enum

# grave, acute, tilde, hook above, dot below: the five written tones (thanh); the sixth has no mark.
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STROKES = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})


class NameMatch(Enum):
    """How a declared name stands to the registry's."""

    EQUAL = "equal"
    NEAR = "near"
    """The same syllables, with the tone mark on another letter: hoà, hòa."""
    DIFFERS = "differs"


def stored(name: str) -> str:
    """Give a name as it is kept: NFC, single spaces, nothing at its ends."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def fold(name: str) -> str:
    """Give the key by which a name is found: lower case, no accents, đ as d, single spaces."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    return " ".join(bare.translate(_STROKES).lower().split())


def compare(declared: str, registry: str) -> NameMatch:
    """Compare two names on NFC, capitals and single spaces; never take a near match for an equal one.

    Near is only what is one syllable written in two ways (the place of the tone mark); hường and hương differ.
    """
    ours, theirs = _capital(declared), _capital(registry)
    if ours == theirs:
        return NameMatch.EQUAL
    if _syllables(ours) == _syllables(theirs):
        return NameMatch.NEAR
    return NameMatch.DIFFERS


def spelling(text: str) -> str:
    """Give the key under which one syllable written in two ways is one: hoà and hòa; capitals count as equal."""
    return " ".join(letters + tones for letters, tones in _syllables(_capital(text)))


def letter_pairs(left: str, right: str) -> list[tuple[str, str, bool]]:
    """Align two names letter by letter for display: (left, right, same); "" where the other has a letter more.

    Letters that differ only in their accents are set beside each other; capitals count as equal.
    """
    a, b = _letters(stored(left)), _letters(stored(right))
    costs = [[2 * (i + j) for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i, one in enumerate(a, 1):
        for j, other in enumerate(b, 1):
            costs[i][j] = min(costs[i - 1][j - 1] + _cost(one, other), costs[i - 1][j] + 2, costs[i][j - 1] + 2)
    return _walk_back(a, b, costs)


def _walk_back(a: list[str], b: list[str], costs: list[list[int]]) -> list[tuple[str, str, bool]]:
    pairs: list[tuple[str, str, bool]] = []
    i, j = len(a), len(b)
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + _cost(a[i - 1], b[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((a[i], b[j], a[i].upper() == b[j].upper()))
        elif i and costs[i][j] == costs[i - 1][j] + 2:
            i -= 1
            pairs.append((a[i], "", False))
        else:
            j -= 1
            pairs.append(("", b[j], False))
    return pairs[::-1]


def _cost(one: str, other: str) -> int:
    if one.upper() == other.upper():
        return 0
    if one.isspace() or other.isspace():
        return 5
    return 1 if fold(one) == fold(other) else 3


def _capital(name: str) -> str:
    return unicodedata.normalize("NFC", stored(name).upper())


def _letters(name: str) -> list[str]:
    """Split into what the eye takes for one letter: a sign and the marks that stand on it."""
    letters: list[str] = []
    for sign in name:
        if letters and unicodedata.combining(sign):
            letters[-1] += sign
        else:
            letters.append(sign)
    return letters


def _syllables(name: str) -> list[tuple[str, str]]:
    """Split each syllable into its letters without tone marks, and its tones: hoà and hòa give the same."""
    found: list[tuple[str, str]] = []
    for word in name.split():
        signs = unicodedata.normalize("NFD", word)
        letters = unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in _TONES))
        found.append((letters, "".join(sign for sign in signs if sign in _TONES)))
    return found
