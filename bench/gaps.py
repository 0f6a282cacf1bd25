# SPDX-License-Identifier: Apache-2.0
"""The longest time for which the window does not answer while the desk works, beside an idle desk in the same run.

A timer of the GUI thread wants to fire every 2 ms; the times between its firings are kept. A gap is a moment in which
a key or a click would have waited. The real main window on a sample office, the real pool, no display.
"""

import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt, QTimer

from bench.table import Row, quantile, show
from officer_desk.domain.records import Actor, SearchQuery, SignInResult
from officer_desk.domain.values import Queue, Role, Verdict
from officer_desk.settings import Settings

AIM_MS = 50.0
IDLE_SECONDS = 3.0
NOW = "2026-11-21T14:31:00+07:00"
SAMPLE = Path("build/bench/sample")
_BEAT_MS = 2
_WITNESSED_MS, _FRAMES = 20, 7
_QUIET_LOOKS = 4
_OPENED, _VALID, _INVALID, _PRINTED = 10, 5, 5, 5

Steps = Iterator[Callable[[], bool]]


@dataclass
class Heart:
    """The gaps between two beats, by what the desk was doing."""

    gaps: dict[str, list[float]] = field(default_factory=dict)
    doing: str = ""
    last: float = 0.0

    def beat(self) -> None:
        """Note the time since the beat before."""
        now = time.perf_counter()
        if self.doing and self.last:
            self.gaps.setdefault(self.doing, []).append((now - self.last) * 1000)
        self.last = now


class Witness(threading.Thread):
    """Tells what the GUI thread was at in long gaps; it takes time itself, so it is there only when asked for."""

    def __init__(self, heart: Heart) -> None:
        super().__init__(daemon=True)
        self._heart, self._main = heart, threading.main_thread().ident
        self.seen: Counter[str] = Counter()

    def run(self) -> None:
        while True:
            time.sleep(0.004)
            if self._heart.doing and (time.perf_counter() - self._heart.last) * 1000 > _WITNESSED_MS:
                # Quickly, and nothing is kept: a frame that is held keeps its painter alive, and Qt cannot bear that.
                frame, lines = sys._current_frames().get(self._main or 0), []
                while frame is not None and len(lines) < _FRAMES:
                    lines.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
                    frame = frame.f_back
                said = " < ".join(f"{Path(name).name}:{line} {what}" for name, line, what in lines)
                self.seen[f"{self._heart.doing}: {said}"] += 1


class Driver(QObject):
    """Goes through the steps: on to the next when what it waits for is there and no answer is outstanding."""

    def __init__(self, steps: Steps, running: Any, quit_: Callable[[], None]) -> None:
        super().__init__()
        self._steps, self._running, self._quit = steps, running, quit_
        self._wanted: Callable[[], bool] = lambda: True
        self._quiet = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(8)

    def _look(self) -> None:
        if not self._wanted() or self._running.background.busy:
            self._quiet = 0
            return
        self._quiet += 1
        if self._quiet < _QUIET_LOOKS:
            return
        self._quiet = 0
        try:
            self._wanted = next(self._steps)
        except StopIteration:
            self._timer.stop()
            self._quit()


def run(seconds: float = IDLE_SECONDS, *, where: bool = False) -> list[Row]:
    """Measure and print."""
    make_sample()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "office")
        shutil.copytree(SAMPLE, settings.data_dir)
        heart = _play(settings, seconds, where)
    rows = _rows(heart)
    show(
        "Longest time for which the window does not answer (ms)",
        ("longest (p99)", "idle (p99)", "more than idle"),
        rows,
    )
    return rows


def _rows(heart: Heart) -> list[Row]:
    idle = heart.gaps["idle"]
    rows = []
    for doing, gaps in heart.gaps.items():
        if doing == "idle":
            continue
        most = max(gaps)
        aimed = not doing.startswith("(")
        rows.append(
            Row(
                doing,
                f"{most:.0f} ({quantile(gaps, 0.99):.0f})",
                f"{max(idle):.0f} ({quantile(idle, 0.99):.0f})",
                f"{most - max(idle):+.0f}",
                f"≤ {AIM_MS:.0f} ms" if aimed else "",
                most <= AIM_MS if aimed else None,
            )
        )
    return rows


def make_sample() -> None:
    """Make the sample office, unless it is there."""
    if (SAMPLE / "desk.db").exists():
        return
    from officer_desk.sample.office import prepare

    print(f"Making a sample office in {SAMPLE} (once) …", file=sys.stderr, flush=True)
    prepare(Settings(SAMPLE.absolute()), lambda _done, _total: None, {"OFFICER_DESK_NOW": NOW})


def _play(settings: Settings, seconds: float, where: bool) -> Heart:
    from officer_desk.app import Running, application

    os.environ["OFFICER_DESK_NOW"] = NOW
    app = application(settings)
    running = Running(settings)
    heart = Heart()
    beat = QTimer()
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    beat.timeout.connect(heart.beat)
    beat.start(_BEAT_MS)
    witness = Witness(heart)
    if where:
        witness.start()
    running.start()
    driver = Driver(_steps(running, heart, seconds), running, app.quit)
    app.exec()
    driver.deleteLater()
    running.close()
    for what, times in witness.seen.most_common(40):
        print(times, what)
    return heart


def _steps(running: Any, heart: Heart, seconds: float) -> Steps:
    """What an officer does in some minutes, without the pauses; each yield waits for an answer."""
    from officer_desk.tour import hands

    yield lambda: running.desk is not None
    actor = _officer(running.office)
    files = _files(running.office, actor)
    yield lambda: True
    heart.doing = "(sign-in to the first list)"
    running._on_signed_in(SignInResult("signed-in", actor))
    yield lambda: running.main_window is not None
    window = running.main_window
    yield lambda: window.search_page.table.current_row() >= 0
    heart.doing = "idle"
    until = time.perf_counter() + seconds
    yield lambda: time.perf_counter() > until
    heart.doing = "searching"
    for text in ("nguyen", "thi", "nguyen thi", "tran van", "le", "0900", "khong ai", "thu", "00017", "minh", ""):
        window.search_page.search_text(text, entered=True)
        yield lambda: True
    for queue in Queue:
        window._show(queue)
        yield lambda: True
    window._show(Queue.ALL)
    yield lambda: True
    for _ in range(3):  # to the end of the rows that are there: more come
        bar = window.search_page.table.verticalScrollBar()
        bar.setValue(bar.maximum())
        yield lambda: True
    query = SearchQuery(actor.office_code)
    heart.doing = "(opening the first file)"
    window.open_file(files[-1], query)
    yield lambda: _shown(window) == files[-1]
    heart.doing = "opening a file"
    for found in files[:_OPENED]:
        window.open_file(found, query)
        yield lambda found=found: _shown(window) == found
    heart.doing = "recording"
    for place, found in enumerate(files[: _VALID + _INVALID]):
        window.open_file(found, query)
        yield lambda found=found: _shown(window) == found
        yield from _record(window._file_page, window, hands, valid=place < _VALID)
    for round_, found in enumerate(files[:_PRINTED]):
        window.open_file(found, query)
        yield lambda found=found: _shown(window) == found
        heart.doing = "printing" if round_ else "(printing the first form)"
        window._file_page.print_form()
        yield lambda: window._print_page is not None and window._print_page._preview is not None
        target = running.settings.data_dir / f"{found}.pdf"
        window._print_page._save_as(target)
        yield lambda target=target: target.exists()
        window._print_page.closed.emit()
        yield lambda: True
        heart.doing = ""
    _demand_decided(running, actor, files[: _VALID + _INVALID])
    heart.doing = ""
    window._file_page.leave(lambda: None)


def _record(page: Any, window: Any, hands: Any, *, valid: bool) -> Steps:
    if valid:
        hands.press("F7", window)
        page.choose(Verdict.VALID)
        yield lambda: True
        if page.body.assessment.asks_question:
            hands.press("Return", window)
            yield lambda: True
    else:
        page.choose(Verdict.INVALID)
        yield lambda: bool(page.body.assessment.reasons_of(Verdict.INVALID) is not None)
        rows = [row for panel in _panels(page) for row in panel.rows]
        rows[0].setChecked(True)
        yield lambda: True
    page.recording.record()
    yield lambda: True


def _panels(page: Any) -> list[Any]:
    from officer_desk.views.reasons_panel import ReasonsPanel

    return [panel for panel in page.findChildren(ReasonsPanel) if panel.isVisible()]


def _demand_decided(running: Any, actor: Actor, files: list[int]) -> None:
    """What was not really done was not measured."""
    from officer_desk.services import declarations

    context = running.office.context(actor)
    left = [found for found in files if running.office.ask(context, declarations.refresh, found).decided_at is None]
    if left:
        raise RuntimeError(f"{len(left)} files were not recorded: {left}")


def _shown(window: Any) -> int:
    page = window._file_page
    record = None if page is None else page.record_shown
    return 0 if record is None else int(record.id)


def _officer(office: Any) -> Actor:
    from sqlalchemy import select

    from officer_desk.models.tables import Officer

    with office.database.reading() as session:
        row = session.scalars(select(Officer).where(Officer.role == Role.RECEPTION).order_by(Officer.id)).first()
        return Actor(row.id, row.user_name, row.full_name, row.role, row.office_code, row.counter)


def _files(office: Any, actor: Actor) -> list[int]:
    """Give waiting files of the office with all pictures, those first that HGĐ knows by their very name."""
    from officer_desk.services import declarations
    from officer_desk.tour.cast import clean, with_cards

    context = office.context(actor)
    rows = office.ask(context, declarations.search, SearchQuery(actor.office_code, queue=Queue.WAITING, limit=400)).rows
    records = [office.ask(context, declarations.refresh, row.id) for row in rows if row.own_office]
    good = [record.id for record in records if clean(record)]
    other = [record.id for record in records if with_cards(record) and record.id not in good]
    if len(good) < _VALID or len(good) + len(other) < _VALID + _INVALID:
        raise RuntimeError("the sample office has too few waiting files")
    return [*good[:_VALID], *other, *good[_VALID:]]


if __name__ == "__main__":
    run(where="--where" in sys.argv)
