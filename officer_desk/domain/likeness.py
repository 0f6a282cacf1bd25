# SPDX-License-Identifier: Apache-2.0
"""How a value that was read stands to the one it is compared with: numbers, names, dates, sex.

A match is only what is the same; "after normalising" what is the same but for how it is written. One slip of the hand
(two digits exchanged, one digit, one letter, one tone mark) is close, everything else differs. Of an empty value, or
one of another shape, nothing is told. Addresses are in `addresses`.
"""

import re
from collections.abc import Sequence
from datetime import date

from officer_desk.domain import names
from officer_desk.domain.machine_signs import FILLER, LIKE_FILLER, are_confused
from officer_desk.domain.names import NameMatch
from officer_desk.domain.records import Cell
from officer_desk.domain.values import CellVerdict

Ranges = tuple[tuple[int, int], ...]

_SHAPES = (re.compile(r"[0-9]{12}"), re.compile(r"[0-9]{9}"), re.compile(r"(?=.*[A-Z])[0-9A-Z]{6,9}|[0-9]{6,8}"))
_DATES = (
    (re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?"), (1, 2, 3)),
    (re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"), (3, 2, 1)),
)
_PARTS = ((0, 4), (5, 7), (8, 10))
"""Year, month and day in an ISO date."""
_LEAST_DOUBTFUL = 2
_SURE = 1000.0
"""More than any number of doubtful signs."""
_LOST = LIKE_FILLER | {"I"}
"""Signs that readers leave out, or see where there is none."""


def number(ours: str, said: str) -> Cell:
    """Compare two numbers of identity papers; papers of two kinds say nothing about each other."""
    left, right = _tight(ours), _tight(said)
    shape = next((shape for shape in _SHAPES if shape.fullmatch(left)), None)
    if not left or not right:
        return Cell(said)
    if shape is None or not shape.fullmatch(right):
        return Cell(said, reason="other-shape")
    if left == right:
        same = ours == said
        return Cell(said, CellVerdict.MATCH if same else CellVerdict.NORMALISED, "" if same else "spaces")
    slip = slip_of(left, right)
    theirs, mine = ((), ()) if (ours, said) != (left, right) else (_differing(right, left), _differing(left, right))
    if slip:
        return Cell(said, CellVerdict.CLOSE, slip, theirs, mine)
    return Cell(said, CellVerdict.DIFFERS, "", theirs, mine)


def name(ours: str, said: str) -> Cell:
    """Compare two names with their accents; a tone mark on another letter of its vowels is the same name."""
    left, right = names.stored(ours), names.stored(said)
    if not left or not right:
        return Cell(said)
    if ours == said:
        return Cell(said, CellVerdict.MATCH)
    match names.compare(left, right):
        case NameMatch.EQUAL:
            return Cell(said, CellVerdict.NORMALISED, "spaces" if left == right else "case")
        case NameMatch.NEAR:
            return Cell(said, CellVerdict.NORMALISED, "tone-mark", *_letter_marks(left, right))
        case NameMatch.DIFFERS:
            slip = words_slip(names.spelling(left).split(), names.spelling(right).split())
            verdict = CellVerdict.CLOSE if slip else CellVerdict.DIFFERS
            return Cell(said, verdict, slip, *_letter_marks(left, right))


def machine_name(ours: str, said: str, *, cut: bool) -> Cell:
    """Compare a name with the one of machine-readable lines, which has no accents and no check digit.

    Letters that readers mistake for each other prove nothing either way; neither does a name that fills its line.
    """
    left, right = _plain(ours), said.split()
    if not left or not right:
        return Cell(said)
    if cut:
        left = " ".join(left)[: len(said)].split()
        if left == right:
            return Cell(said, reason="cut-off")
    elif left == right:
        return Cell(said, CellVerdict.NORMALISED, "no-accents")
    marks, _ = _letter_marks(" ".join(left), said)
    if _is_doubtful(left, right):
        return Cell(said, reason="doubtful-letter", marks=marks)
    slip = "" if cut else words_slip(left, right)
    return Cell(said, CellVerdict.CLOSE if slip else CellVerdict.DIFFERS, slip, marks)


def day(ours: str, said: str) -> Cell:
    """Compare two dates; a registry may know the year only, or the month."""
    left, right = iso_day(ours), iso_day(said)
    if not left or not right:
        return Cell(said)
    if left == right:
        if left != said or left != ours:
            return Cell(right, CellVerdict.NORMALISED, "date-order")
        return Cell(right, CellVerdict.MATCH if len(left) == 10 else CellVerdict.NORMALISED, _known(left))
    short = min(len(left), len(right))
    if left[:short] == right[:short]:
        return Cell(right, CellVerdict.NORMALISED, _known(left[:short]))
    marks = tuple((begin, end) for begin, end in _PARTS if end <= short and left[begin:end] != right[begin:end])
    slip = _day_slip(left, right)
    return Cell(right, CellVerdict.CLOSE if slip else CellVerdict.DIFFERS, slip, marks, marks)


def sex(ours: str, said: str) -> Cell:
    """Compare two sexes, "M" or "F"."""
    if ours not in {"M", "F"} or said not in {"M", "F"}:
        return Cell(said)
    return Cell(said, CellVerdict.MATCH if ours == said else CellVerdict.DIFFERS)


def iso_day(text: str) -> str:
    """Give a date as "YYYY-MM-DD", "YYYY-MM" or "YYYY", in whatever order it came; "" when it is none."""
    for shape, order in _DATES:
        found = shape.fullmatch(text.strip())
        if found is None:
            continue
        year, month, of_month = (found[at] for at in order)
        try:
            date(int(year), int(month or 1), int(of_month or 1))
        except ValueError:
            return ""
        return "-".join(part.zfill(2) for part in (year, month, of_month) if part)
    return ""


def slip_of(left: str, right: str) -> str:
    """Tell which slip of the hand lies between two numbers: "transposed", "one-digit"; "" when it is more."""
    if len(left) != len(right):
        return ""
    places = [at for at in range(len(left)) if left[at] != right[at]]
    if len(places) == 1:
        return "one-digit"
    first = places[0]
    exchanged = left[first : first + 2] == right[first : first + 2][::-1]
    return "transposed" if len(places) == 2 and places[1] == first + 1 and exchanged else ""


def words_slip(left: Sequence[str], right: Sequence[str]) -> str:
    """Tell which slip lies between two rows of words (see `names.spelling`); "" when it is more than one."""
    if sorted(left) == sorted(right):
        return "swapped-words"
    if len(left) != len(right):
        return "spaces" if names.fold("".join(left)) == names.fold("".join(right)) else ""
    pairs = [(one, other) for one, other in zip(left, right, strict=True) if one != other]
    if len(pairs) == 1:
        return _word_slip(*pairs[0])
    return "accents" if names.fold(" ".join(left)) == names.fold(" ".join(right)) else ""


def _word_slip(one: str, other: str) -> str:
    if names.fold(one) == names.fold(other):
        return "one-tone"
    if sorted(one) == sorted(other) and slip_of(one, other) == "transposed":
        return "transposed"
    return "one-letter" if _is_one_apart(names.fold(one), names.fold(other)) else ""


def _is_one_apart(one: str, other: str) -> bool:
    """Tell whether one letter was exchanged, left out or added."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _is_doubtful(ours: Sequence[str], said: Sequence[str]) -> bool:
    """Tell whether two rows of words may be one and the same, read with the mistakes that readers make."""
    mine, theirs = FILLER.join(ours), FILLER.join(said)
    most = max(_LEAST_DOUBTFUL, len(mine) // 5)
    costs = [float(i) if set(mine[:i]) <= _LOST else _SURE for i in range(len(mine) + 1)]
    for sign in theirs:
        above, costs = costs, [_SURE if costs[0] >= _SURE else costs[0] + _lost(sign)]
        for i, letter in enumerate(mine, 1):
            swapped = 0 if letter == sign else 1 if are_confused(letter, sign) else _SURE
            costs.append(min(above[i - 1] + swapped, above[i] + _lost(sign), costs[i - 1] + _lost(letter)))
    return costs[-1] <= most


def _lost(sign: str) -> float:
    return 1 if sign in _LOST else _SURE


def _day_slip(left: str, right: str) -> str:
    if len(left) == len(right) == 10 and (left[5:7], left[8:]) == (right[8:], right[5:7]):
        return "day-month-swapped" if left[:4] == right[:4] else ""
    return slip_of(left.replace("-", ""), right.replace("-", ""))


def _known(text: str) -> str:
    return {4: "year-only", 7: "month-only"}.get(len(text), "")


def _tight(text: str) -> str:
    return re.sub(r"[\s.·-]", "", text).upper()


def _plain(text: str) -> list[str]:
    """Give a name in the letters of machine-readable lines: a hyphen parts, an apostrophe is left out."""
    bare = re.sub(r"['’.]", "", names.fold(text)).upper().replace("-", " ")
    return bare.split()


def _differing(text: str, other: str) -> Ranges:
    """Give the ranges of a text in which another one of the same length has other signs."""
    places = [at for at in range(len(text)) if text[at] != other[at]] if len(text) == len(other) else []
    return _ranges(places)


def _letter_marks(ours: str, said: str) -> tuple[Ranges, Ranges]:
    """Give the ranges of `said` and of `ours` that differ; none when so much differs that marks say nothing."""
    pairs = names.letter_pairs(ours, said)
    if 2 * sum(not same for _, _, same in pairs) > len(pairs):
        return (), ()
    mine: list[int] = []
    theirs: list[int] = []
    at = there = 0
    for one, other, same in pairs:
        if not same:
            mine += range(at, at + len(one))
            theirs += range(there, there + len(other))
        at, there = at + len(one), there + len(other)
    return _ranges(theirs), _ranges(mine)


def _ranges(places: Sequence[int]) -> Ranges:
    found: list[tuple[int, int]] = []
    for at in places:
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return tuple(found)
