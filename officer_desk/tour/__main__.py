# SPDX-License-Identifier: Apache-2.0
"""`python -m officer_desk.tour RUN OFFICE OUT_DIR`: one run of the tour, as `play` starts it."""

import sys
from pathlib import Path

from officer_desk.tour.runs import RUNS, play_here

if __name__ == "__main__":
    _, which, office, folder = sys.argv
    play_here(RUNS[int(which)], Path(office), Path(folder))
