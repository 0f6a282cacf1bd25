# SPDX-License-Identifier: Apache-2.0
"""`python -m bench [start|search|gaps|form …]`: all measurements in one run, each beside its baseline."""

import os
import sys
import time

from bench import gaps, searches, start
from bench.table import Row, show


def _form() -> list[Row]:
    from bench import form01

    ours, bare = form01.measure()
    ratio = bare / ours
    row = Row("pages a second", f"{ours:.1f}", f"{bare:.1f}", f"{ratio:.2f}", f"≤ {form01.AIM}", ratio <= form01.AIM)
    show("Form 01", ("desk", "bare canvas", "ratio"), [row])
    return [row]


PARTS = {"start": start.run, "search": searches.run, "gaps": gaps.run, "form": _form}


def main(names: list[str]) -> int:
    """Run the named measurements, or all; a missed aim is told and is no failure of the run."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    begun = time.monotonic()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f} before it began" if hasattr(os, "getloadavg") else ""
    print(f"{cores} processors{load}")
    rows = [row for name in names or PARTS for row in PARTS[name]()]
    missed = [row.what for row in rows if row.ok is False]
    print(f"\n{len(rows)} figures in {time.monotonic() - begun:.0f} s; missed: {', '.join(missed) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
