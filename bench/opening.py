# SPDX-License-Identifier: Apache-2.0
"""How soon the pictures of a file are on the screen, how long opening holds the window up, and what memory it keeps.

The real main window on a sample office, the real pool, no display. The picture of which is spoken first is the first
that is painted after a file was asked for; beside it stands what Pillow alone needs to decode the same JPEG in draft
mode and shrink it to the same size, with nothing around it: no database, no trace, no seal on the picture, no screen.
"""

import io
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import Qt, QTimer

from bench.gaps import AIM_MS, NOW, SAMPLE, Driver, Heart, Steps, _officer, _shown, make_sample
from bench.table import Row, median, quantile, show
from officer_desk.domain.records import SearchQuery, SignInResult
from officer_desk.settings import Settings

ROW, ALL, TIMED = 100, 500, 40
_FLAT_MB = 24
"""What may be kept after so many files: the pictures of the last ones, and Python's slack."""


@dataclass
class Seen:
    """When pictures were painted, and which they were."""

    first: float = 0.0
    sha256: str = ""
    side: int = 0
    known: set[int] = field(default_factory=set)

    def watch(self, photos: Any) -> None:
        """Watch every place that there is, and those of another kind of file as soon as they are made."""
        make = photos._make_slot

        def made(place: Any) -> Any:
            slot = make(place)
            self._watch_slot(slot)
            return slot

        photos._make_slot = made
        for slot in photos._slots:
            self._watch_slot(slot)

    def _watch_slot(self, slot: Any) -> None:
        if id(slot) not in self.known:
            self.known.add(id(slot))
            slot.strip.view.painted.connect(lambda: self._on_painted(slot))

    def _on_painted(self, slot: Any) -> None:
        if not self.first:
            self.first = time.perf_counter()
            self.sha256 = slot.shown.sha256
            self.side = max(slot.strip.view._base.width(), slot.strip.view._base.height())


@dataclass
class Told:
    """All that was measured."""

    cold: list[float] = field(default_factory=list)
    ahead: list[float] = field(default_factory=list)
    pillow_cold: list[float] = field(default_factory=list)
    pillow_ahead: list[float] = field(default_factory=list)
    memory: dict[int, float] = field(default_factory=dict)
    cache: int = 0


def run() -> list[Row]:
    """Measure and print."""
    make_sample()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "office")
        shutil.copytree(SAMPLE, settings.data_dir)
        heart, told = _play(settings)
    rows = _rows(heart, told)
    show("Opening files", ("desk", "beside it", "ratio"), rows)
    return rows


def _rows(heart: Heart, told: Told) -> list[Row]:
    rows = [
        _picture("first picture on the screen (ms)", told.cold, told.pillow_cold),
        _picture("the same, decoded ahead (ms)", told.ahead, told.pillow_ahead),
    ]
    for doing in (f"opening {ROW} in a row", f"opening {TIMED}, decoded ahead"):
        gaps, idle = heart.gaps[doing], heart.gaps["idle"]
        most = max(gaps)
        rows.append(
            Row(
                f"{doing}: longest gap (ms)",
                f"{most:.0f} ({quantile(gaps, 0.999):.0f})",
                f"{max(idle):.0f}",
                f"{most - max(idle):+.0f}",
                f"≤ {AIM_MS:.0f} ms",
                most <= AIM_MS,
            )
        )
    grown = told.memory[ALL] - told.memory[ROW]
    rows.append(
        Row(
            f"memory after {ALL} files (MB)",
            f"{told.memory[ALL]:.0f}",
            f"{told.memory[ROW]:.0f} after {ROW}",
            f"{grown:+.0f}",
            f"≤ {_FLAT_MB} more",
            grown <= _FLAT_MB,
        )
    )
    return rows


def _picture(what: str, ours: list[float], pillow: list[float]) -> Row:
    ratio = median(ours) / median(pillow)
    words = f"{median(ours):.1f} (p95 {quantile(ours, 0.95):.1f})"
    return Row(what, words, f"{median(pillow):.1f} Pillow", f"{ratio:.2f}", "", None)


def _play(settings: Settings) -> tuple[Heart, Told]:
    from officer_desk.app import Running, application

    os.environ["OFFICER_DESK_NOW"] = NOW
    app = application(settings)
    running = Running(settings)
    heart, told = Heart(), Told()
    beat = QTimer()
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    beat.timeout.connect(heart.beat)
    beat.start(2)
    running.start()
    driver = Driver(_steps(running, heart, told), running, app.quit)
    app.exec()
    driver.deleteLater()
    running.close()
    return heart, told


def _steps(running: Any, heart: Heart, told: Told) -> Steps:
    yield lambda: running.desk is not None
    actor = _officer(running.office)
    files = _with_pictures(running.office, actor)
    running._on_signed_in(SignInResult("signed-in", actor))
    yield lambda: running.main_window is not None
    window, query = running.main_window, SearchQuery(actor.office_code)
    yield lambda: window.search_page.table.current_row() >= 0
    for found in files[:10]:  # what is made once is not measured
        window.open_file(found, query)
        yield lambda found=found: _shown(window) == found
    heart.doing = "idle"
    until = time.perf_counter() + 3
    yield lambda: time.perf_counter() > until
    heart.doing = ""
    seen = Seen()
    page = window._file_page
    seen.watch(page.body.photos)
    for found in files[10 : 10 + TIMED]:
        page.body.photos.cache.clear()
        began = _begin(seen)
        window.open_file(found, query)
        yield lambda found=found: _shown(window) == found and bool(seen.first)
        _note(running.office, seen, began, told.cold, told.pillow_cold)
    for _ in range(TIMED):
        yield _ahead_is_done(page)
        heart.doing = f"opening {TIMED}, decoded ahead"
        began, before = _begin(seen), _shown(window)
        page.go_next()
        yield lambda before=before: _shown(window) not in (0, before) and _is_seen(page, seen)
        heart.doing = ""
        if seen.first:
            _note(running.office, seen, began, told.ahead, told.pillow_ahead)
    heart.doing = f"opening {ROW} in a row"
    for count in range(1, ALL + 1):
        found = files[count % len(files)]
        window.open_file(found, query)
        yield lambda found=found: _shown(window) == found
        if count == ROW:
            heart.doing = ""
        if count in (ROW, ALL):
            told.memory[count] = _resident_mb()
    told.cache = page.body.photos.cache.size
    page.leave(lambda: None)


def _is_seen(page: Any, seen: Seen) -> bool:
    return bool(seen.first) or not page.record_shown.pictures


def _begin(seen: Seen) -> float:
    seen.first = 0.0
    return time.perf_counter()


def _ahead_is_done(page: Any) -> Callable[[], bool]:
    """True once the next file's pictures are decoded, or there are none."""
    return lambda: page.ahead.is_done


def _note(office: Any, seen: Seen, began: float, ours: list[float], pillow: list[float]) -> None:
    ours.append((seen.first - began) * 1000)
    data = office.gateways.pictures.read(seen.sha256)
    started = time.perf_counter()
    with Image.open(io.BytesIO(data)) as image:
        image.draft("RGB", (seen.side, seen.side))
        image.thumbnail((seen.side, seen.side))
    pillow.append((time.perf_counter() - started) * 1000)


def _with_pictures(office: Any, actor: Any) -> list[int]:
    from officer_desk.services import declarations

    context = office.context(actor)
    rows = office.ask(context, declarations.search, SearchQuery(actor.office_code, limit=600)).rows
    found = [row.id for row in rows if row.own_office and not row.destroyed]
    return [one for one in found if office.ask(context, declarations.refresh, one).pictures]


def _resident_mb() -> float:
    import gc

    gc.collect()
    if sys.platform.startswith("linux"):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    run()
