# SPDX-License-Identifier: Apache-2.0
"""One table of figures for all measurements: ours, what stands beside it, the ratio or difference, the aim."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line; `ok` None: told for information, without an aim."""

    what: str
    ours: str
    beside: str
    figure: str
    aim: str = ""
    ok: bool | None = None


def median(values: Iterable[float]) -> float:
    """Give the middle of the values."""
    return statistics.median(values)


def quantile(values: Sequence[float], share: float) -> float:
    """Give the value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def show(title: str, heads: tuple[str, str, str], rows: Sequence[Row]) -> None:
    """Print a part of the table."""
    lines = [("", *heads, "aim", ""), *((r.what, r.ours, r.beside, r.figure, r.aim, _word(r.ok)) for r in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    print(f"\n{title}")
    for line in lines:
        cells = [
            line[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
        ]
        print("  " + "  ".join(cells).rstrip(), flush=True)


def _word(ok: bool | None) -> str:
    return "" if ok is None else "ok" if ok else "MISSED"
