# SPDX-License-Identifier: Apache-2.0
"""Many forms as one file: pages per second against a bare canvas that draws the same pages, fixed, into one file.

The bare side has the fonts once too, and no data, no wording, no measuring, no wrapping and no QR encoding. The last
row is what an officer waits for: the same forms by a process of its own, its start included.
"""

import gc
import statistics
import time

from bench import form01
from bench.table import Row, show
from officer_desk import resources
from officer_desk.gateways.texts import TextLibrary
from officer_desk.printing import batch, press, wording
from officer_desk.printing import form01 as form
from officer_desk.printing.batch import Order

FORMS = 200
AIM = 2.5
TEMPLATE = "form01_dk_gd"


def run(rounds: int = 5) -> list[Row]:
    """Measure in turns, so that a busy machine harms both."""
    read = TextLibrary(resources.folder()).read
    order = Order(tuple(map(form01.form, range(1, FORMS + 1))), TEMPLATE, wording.sources(read, TEMPLATE), slip=False)
    pages = [form.compose(data, wording.load(read, TEMPLATE))[0] for data in order.forms]
    ours: list[float] = []
    bare: list[float] = []
    for turn in range(rounds + 1):
        mine, theirs = _rate(lambda: batch.render(order, _quiet)), _rate(lambda: form01.replay(pages))
        if turn:  # the first round warms up
            ours.append(mine)
            bare.append(theirs)
    begun = time.perf_counter()
    press.press(order, _quiet, lambda: False)
    waited = time.perf_counter() - begun
    mine, theirs = statistics.median(ours), statistics.median(bare)
    rows = [
        Row("pages a second", f"{mine:.0f}", f"{theirs:.0f}", f"{theirs / mine:.2f}", f"≤ {AIM}", theirs / mine <= AIM),
        Row(f"{FORMS} forms by a process, seconds", f"{waited:.2f}", "–", "–", "–"),
    ]
    show(f"Batch of {FORMS} forms", ("desk", "bare canvas", "ratio"), rows)
    return rows


def _rate(work) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return FORMS / (time.process_time() - start)


def _quiet() -> None:
    """Nobody waits for each form."""
