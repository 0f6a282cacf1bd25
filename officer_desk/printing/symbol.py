# SPDX-License-Identifier: Apache-2.0
"""QR codes as one vector path, so that they print sharp at any resolution."""

from itertools import groupby
from math import isqrt
from typing import cast

import zxingcpp

from officer_desk.printing.layout import Symbol


def symbol(text: str, x: float, y: float, side: float) -> Symbol:
    """Give the QR code of `text`, `side` points wide, its lower left corner at (x, y); the quiet zone is outside.

    Level Q: a quarter of it may be lost to a stamp or a fold.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    drawn = bytes(memoryview(cast("bytes", code.to_image(scale=1, add_quiet_zones=False))).cast("B"))
    width = isqrt(len(drawn))
    rows = [[module == 0 for module in drawn[start : start + width]] for start in range(0, len(drawn), width)]
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
