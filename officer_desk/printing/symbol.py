# SPDX-License-Identifier: Apache-2.0
"""QR codes as one vector path, so that they print sharp at any resolution."""

from itertools import groupby

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_Q

from officer_desk.printing.layout import Symbol


def symbol(text: str, x: float, y: float, side: float) -> Symbol:
    """Give the QR code of `text`, `side` points wide, its lower left corner at (x, y); the quiet zone is outside.

    Level Q: a quarter of it may be lost to a stamp or a fold. The mask is fixed: every mask can be read, and
    trying all eight takes as long as the rest of the page.
    """
    code = QRCode(error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=3)
    code.add_data(text, optimize=0)
    code.make(fit=True)
    rows = [[bool(module) for module in row] for row in code.modules]
    return Symbol(x, y, side / len(rows), _operators(rows))


def _operators(rows: list[list[bool]]) -> str:
    """Give one rectangle for each run of dark modules in a row; y grows upwards, as everywhere in a PDF."""
    found: list[str] = []
    for number, row in enumerate(rows):
        column = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                found.append(f"{column} {len(rows) - 1 - number} {length} 1 re")
            column += length
    return " ".join(found)
