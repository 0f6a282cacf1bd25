# SPDX-License-Identifier: Apache-2.0
"""Reading a machine-readable line by what may stand at each of its places: a letter, a digit, a filler.

That parts O from 0 and B from 8 by what the picture shows, among the signs that can stand there, and not by a table
of what looks alike. A line with a sign too many or too few is given as it was read.
"""

import re

import numpy as np
from numpy.typing import NDArray

from officer_desk.gateways.letter_models import SIGNS

Real32 = NDArray[np.float32]

_KINDS = {
    "0": "0123456789",
    "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "a": "ABCDEFGHIJKLMNOPQRSTUVWXYZ<",
    "x": SIGNS,
    "n": "0123456789<",
    "s": "MFX<",
    "<": "<",
}
"""What may stand at a place, by the letter that says so in a shape."""
_NAMES = ("a" * 30, "AaAAA" + "a" * 39)
"""The third line of a card and the first of a passport (ICAO 9303, TD1 and TD3)."""
_OTHERS = (
    "AAAAA" + "x" * 9 + "n" + "x" * 15,
    "0000000s0000000AAA" + "x" * 11 + "0",
    "x" * 9 + "0AAA0000000s0000000" + "x" * 14 + "n0",
)
_VIETNAMESE = (
    "AAAAA" + "0" * 22 + "<<0",
    "0000000s0000000AAA" + "<" * 11 + "0",
)
"""The first two lines of a Vietnamese card, which has the number of twelve digits there and nothing else."""
_BLURRED_END = re.compile("C{3,}[CEK]*$")
"""Fillers out of focus at the end of a name."""
_LEAST = 1e-6
_SURE = 0.8
"""That a name has a letter and not another one."""
_LIKE = 0.35
"""The mean (geometric) likelihood of a line's signs, from which on it is taken to have that shape."""


def text(signs: Real32) -> str:
    """Give what a line says, by the shape of a machine-readable line that fits best.

    Of a name with a letter that may be another one nothing is given: no check digit would tell.
    """
    for shapes in (_VIETNAMESE, _NAMES, _OTHERS):
        fitting = [_as(signs, shape) for shape in shapes if len(shape) == len(signs)]
        likely, told, surely = max(fitting, default=(0.0, "", 0.0))
        if likely > _LIKE:
            return told if shapes is not _NAMES or surely > _SURE else ""
    return "".join(SIGNS[at] for at in signs.argmax(axis=1).tolist())


def certainty(signs: Real32) -> float:
    """Say how sure the reading of a line is, 0 to 1; letters upside down make it small."""
    return float(signs.max(axis=1).mean()) if len(signs) else 0.0


def _as(signs: Real32, shape: str) -> tuple[float, str, float]:
    """Read a line by a shape: how likely that is, what it then says, and how sure its least sure letter is."""
    allowed = np.array([[sign in _KINDS[kind] for sign in SIGNS] for kind in shape])
    chosen = np.where(allowed, signs, 0)
    best = chosen.max(axis=1)
    told = "".join(SIGNS[at] for at in chosen.argmax(axis=1).tolist())
    sure = best / np.maximum(chosen.sum(axis=1), _LEAST)
    letters = len(_BLURRED_END.sub("", told.rstrip("<")))
    told = told[:letters] + "<" * (len(told) - letters) if shape in _NAMES else told
    return float(np.exp(np.log(np.maximum(best, _LEAST)).mean())), told, float(sure[:letters].min(initial=1.0))
