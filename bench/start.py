# SPDX-License-Identifier: Apache-2.0
"""From the start of the process to the painted sign-in window, against a bare PySide6 window with a similar form.

The parent takes the time before it starts the process; the child tells the time when its window has been painted.
Both clocks are the machine's one monotonic clock. Both programs take turns, and are watched in the same way.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from bench.table import Row, median, show

AIM = 1.3
TURNS = 11
_HERE = Path(__file__).parent


def run(turns: int = TURNS, folder: Path | None = None) -> list[Row]:
    """Measure and print."""
    from bench.million import prepare

    office = str((folder or prepare()).absolute())
    ours: list[float] = []
    bare: list[float] = []
    for turn in range(-1, turns):  # one to warm up the disk's cache
        mine, theirs = _start("desk_window.py", office), _start("bare_window.py")
        if turn >= 0:
            ours.append(mine)
            bare.append(theirs)
    ratio = median(mine / theirs for mine, theirs in zip(ours, bare, strict=True))
    row = Row(
        "painted after",
        f"{median(ours) * 1000:.0f} ms",
        f"{median(bare) * 1000:.0f} ms",
        f"{ratio:.2f}",
        f"≤ {AIM}",
        ratio <= AIM,
    )
    show(f"Start to painted sign-in window (median of {turns} pairs)", ("desk", "bare window", "ratio"), [row])
    return [row]


def _start(program: str, *arguments: str) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": f"{_HERE}{os.pathsep}{_HERE.parent}"}
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(_HERE / program), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return float(done.stdout.split()[-1]) - begun


if __name__ == "__main__":
    run()
