# SPDX-License-Identifier: Apache-2.0
"""Photographed cards: how many codes are read, and how long that takes, against zxing-cpp on the same picture.

Eight drawn cards in each way of photographing them badly, by measure. The bare side decodes the JPEG with Pillow and
asks zxing-cpp once, and that is all; the desk's side is everything that is done to a picture (outline, quality and
likeness too). Machine-readable lines have nothing beside them: how many are proved, and that nothing else is.
"""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import zxingcpp
from PIL import Image

from bench.table import Row, median, quantile, show
from officer_desk.gateways import card_reading
from officer_desk.gateways.machine_line_reading import LineReader
from tests import photographed as cards
from tests.photographed import Shot

CARDS, BACKS = 8, 6
AIM = 500
"""Milliseconds of the processor in which 95 of 100 pictures are read for codes."""
_MODULES = 53 / cards.SIDE
"""Modules of a code and its margin across a card's width."""
_CODE = (0.885, 0.24)
_QR = zxingcpp.barcode_formats_from_str("QRCode")


def _module(pixels: float, **more: float) -> Shot:
    return Shot(width=round(pixels * _MODULES), **more)  # type: ignore[arg-type]


SHOTS: dict[str, tuple[tuple[str, Shot], ...]] = {
    "pixels per module": tuple((f"{p}", _module(p)) for p in (6, 4, 3, 2, 1.5, 1.2)),
    "out of focus, at 4 px: radius in modules": tuple(
        (f"{r}", _module(4, blur=r * 4 * 1000 / (4 * _MODULES))) for r in (0.3, 0.4, 0.5, 0.6, 0.7, 0.9)
    ),
    "degrees": tuple((f"{d}", _module(2.5, turn=d, blur=0.8)) for d in (10, 30, 45, 90, 180, 275)),
    "from the side, far edge shorter by": tuple((f"{s:.0%}", _module(3, slant=s)) for s in (0.1, 0.2, 0.3, 0.4)),
    "lamp over the code, of the card's width": tuple(
        (f"{r:.1%}", Shot(glare=(*_CODE, r))) for r in (0.03, 0.045, 0.06, 0.08)
    ),
    "JPEG quality, at 2.5 px": tuple((f"{q}", _module(2.5, quality=q)) for q in (60, 30, 15, 8)),
    "light, with grain": tuple((f"{li:.0%}", Shot(width=800, light=li, noise=10)) for li in (0.4, 0.2, 0.12)),
    "everything at once, at": tuple(
        (f"{p} px", _module(p, blur=1.6, noise=12, light=0.75, turn=6, quality=55)) for p in (6, 3.6, 2.5, 1.8)
    ),
}
LINES = {
    "card of 1600 pixels": Shot(width=1600), "1000": Shot(), "700": Shot(width=700), "500": Shot(width=500),
    "blur 1.5 ‰ of the width": Shot(blur=1.5), "blur 3 ‰": Shot(blur=3), "blur 4.5 ‰": Shot(blur=4.5),
    "8° askew": Shot(turn=8), "upside down": Shot(turn=183), "on its side": Shot(turn=92),
    "from the side, 20 %": Shot(slant=0.2), "lamp beside the lines": Shot(glare=(0.5, 0.35, 0.12)),
    "JPEG quality 20": Shot(quality=20), "light 30 %": Shot(light=0.3, noise=8),
}  # fmt: skip


@dataclass
class _Tally:
    """What one way of photographing gave."""

    read: int = 0
    wrong: int = 0
    of: int = 0
    seconds: list[float] = field(default_factory=list)

    def count(self, found: tuple[str, ...], expected: str, seconds: float) -> None:
        self.read += expected in found
        self.wrong += any(text != expected for text in found)
        self.of += 1
        self.seconds.append(seconds)

    def __str__(self) -> str:
        wrong = f", {self.wrong} WRONG" if self.wrong else ""
        return f"{self.read}/{self.of}{wrong} · {median(self.seconds) * 1000:.0f} ms"


def run() -> list[Row]:
    """Measure, and print the rows."""
    people = [cards.person(index, new_card=index % 4 == 0) for index in range(1, CARDS + 1)]
    flats = [(cards.code_text(one), cards.back(one) if one.new_card else cards.front(one)) for one in people]
    taken: list[float] = []
    rows: list[Row] = []
    for fault, shots in SHOTS.items():
        for measure, shot in shots:
            ours, bare = _Tally(), _Tally()
            for seed, (text, flat) in enumerate(flats):
                data = cards.taken(flat, shot, seed)
                ours.count(*_timed(_ours, data, text))
                bare.count(*_timed(_bare, data, text))
            taken += ours.seconds
            rows.append(Row(f"{fault} {measure}", str(ours), str(bare), f"+{ours.read - bare.read}"))
    without = [time_of for one in people for time_of in _without(one)]
    p95 = quantile(taken, 0.95) * 1000
    rows.append(Row("all of these, 95 of 100 within ms", f"{p95:.0f}", "–", "–", f"≤ {AIM}", p95 <= AIM))
    none = quantile(without, 0.95) * 1000
    rows.append(Row("pictures without a code, ms", f"{none:.0f}", "–", "–", f"≤ {AIM}", none <= AIM))
    show(f"QR codes of {CARDS} photographed cards", ("desk", "zxing-cpp", "more"), rows)
    return [*rows, *_lines()]


def _timed(read: Callable[[bytes], tuple[str, ...]], data: bytes, text: str) -> tuple[tuple[str, ...], str, float]:
    begun = time.process_time()
    found = read(data)
    return found, text, time.process_time() - begun


def _ours(data: bytes) -> tuple[str, ...]:
    return tuple(code.text for code in card_reading.read(data).codes)


def _bare(data: bytes) -> tuple[str, ...]:
    image = Image.open(io.BytesIO(data)).convert("L")
    return tuple(
        code.text for code in zxingcpp.read_barcodes(image, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    )


def _without(one: cards.Person) -> Iterator[float]:
    """Read the sides of cards that have no code, which are looked at in every way before that is said."""
    flat = cards.front(one) if one.new_card else cards.back(one)
    for width in (900, 1700):
        found, _, seconds = _timed(_ours, cards.taken(flat, Shot(width=width)), "")
        if found:
            raise RuntimeError(found)
        yield seconds


def _lines() -> list[Row]:
    reader = LineReader()
    people = [cards.person(index) for index in range(1, BACKS + 1)]
    rows: list[Row] = []
    seconds: list[float] = []
    for what, shot in LINES.items():
        tally, partly = _Tally(), 0
        for seed, one in enumerate(people):
            data = cards.taken(cards.back(one), shot, seed)
            begun = time.process_time()
            read = reader.read(data)
            lines = read.lines.lines if read is not None and read.lines.proved else ()
            expected = cards.lines_of(one)
            partly += lines == expected[:2]
            found = ("\n".join(expected if lines == expected[:2] else lines),) if lines else ()
            tally.count(found, "\n".join(expected), time.process_time() - begun)
        seconds += tally.seconds
        rows.append(Row(what, str(tally), "–", f"{partly} without name" if partly else "–"))
    rows.append(Row("seconds, 95 of 100 within", f"{quantile(seconds, 0.95):.1f}", "–", "–"))
    show(f"Machine-readable lines of {BACKS} cards, proved", ("desk", "", ""), rows)
    return rows


if __name__ == "__main__":
    run()
