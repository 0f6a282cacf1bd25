# SPDX-License-Identifier: Apache-2.0
"""`python -m bench [start|search|gaps|opening|form|batch|stack|board|cards]`: all in one run, beside their baselines."""

import os
import sys
import time
from collections.abc import Callable
from importlib import import_module

from bench.table import Row, show


def _of(module: str) -> Callable[[], list[Row]]:
    """Give a part whose module is imported when it runs: processes that a part starts import this one anew."""
    return lambda: import_module(f"bench.{module}").run()


def _form() -> list[Row]:
    from bench import form01

    ours, bare = form01.measure()
    ratio = bare / ours
    row = Row("pages a second", f"{ours:.1f}", f"{bare:.1f}", f"{ratio:.2f}", f"≤ {form01.AIM}", ratio <= form01.AIM)
    show("Form 01", ("desk", "bare canvas", "ratio"), [row])
    return [row]


PARTS = {
    "start": _of("start"),
    "search": _of("searches"),
    "gaps": _of("gaps"),
    "opening": _of("opening"),
    "form": _form,
    "batch": _of("batch"),
    "stack": _of("stack"),
    "board": _of("board"),
    "cards": _of("cards"),
}


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
