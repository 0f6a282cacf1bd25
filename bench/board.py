# SPDX-License-Identifier: Apache-2.0
"""The board of the largest office at a million declarations: its questions beside their own SQL, and its window.

In the window: from the wish to see the board to its numbers on the screen, and the longest time for which the window
does not answer while the board refreshes again and again, beside the same window at rest. The real main window, the
real pool, no display; nothing that sends or expires runs beside it.
"""

import gc
import os
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from bench import million
from bench.gaps import AIM_MS, IDLE_SECONDS, Driver, Heart, Steps, Witness
from bench.searches import Still, bare_driver, compare
from bench.table import Row, median, quantile, show
from officer_desk.domain.boards import BoardList
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import Actor, BoardQuery
from officer_desk.domain.values import Role
from officer_desk.office import OpenOffice, open_office
from officer_desk.services import assigning, dashboards
from officer_desk.settings import Settings

FIRST_AIM_MS = 300.0
MORE_AIM_MS = 10.0
"""What the program may add to the SQL of one question."""
_TURNS, _TIMES = 20, 10


def run(*, plans: bool = False, where: bool = False) -> list[Row]:
    """Measure and print."""
    folder = million.prepare()
    office = replace(open_office(Settings(folder.absolute()), environment={}), clock=Still())
    try:
        return [*_questions(office, folder, plans), *_window(office, where)]
    finally:
        office.close()


def _questions(office: OpenOffice, folder: Path, plans: bool) -> list[Row]:
    asks = {
        "numbers": (dashboards.numbers, ()),
        "files about to lapse": (dashboards.files, (BoardQuery(BoardList.DUE_SOON),)),
        "all undecided files": (dashboards.files, (BoardQuery(BoardList.OPEN),)),
        "files refused for a reason": (dashboards.files, (BoardQuery(BoardList.REFUSED_FOR, "Giấy tờ hết hạn"),)),
        "plots": (dashboards.charts, ()),
        "files in somebody's hands": (dashboards.files, (BoardQuery(BoardList.HELD_BY, million.SUPERVISOR),)),
        "files decided by somebody today": (dashboards.files, (BoardQuery(BoardList.DONE_BY, million.SUPERVISOR),)),
        "files received on a day": (dashboards.files, (BoardQuery(BoardList.RECEIVED_ON, day_of(million.now())),)),
        "who does what": (assigning.loads, ()),
    }
    code = million.office_codes()[0]
    with closing(bare_driver(folder / "desk.db")) as bare:
        rows = [
            compare(office, bare, name, code, partial(_same, ask), _TURNS, plans, Role.SUPERVISOR, MORE_AIM_MS)
            for name, ask in asks.items()
        ]
    title = f"The board of the largest office at {million.ROWS:,} declarations (p50 of {_TURNS}, ms)"
    show(title, ("desk", "bare SQL", "more by"), rows)
    return rows


def _same(ask: Any, _turn: int) -> Any:
    return ask


def _window(office: OpenOffice, where: bool) -> list[Row]:
    from officer_desk import catalogue, resources
    from officer_desk.app import _after_start, _Collector
    from officer_desk.background import Background
    from officer_desk.desk import Desk
    from officer_desk.views import theme
    from officer_desk.views.main_window import MainWindow

    app = QApplication.instance() or QApplication([])
    catalogue.use_language("vi", resources.folder() / "i18n")
    theme.apply(app, resources.folder())
    collector = _Collector()
    _after_start(None)
    background = Background()
    desk = Desk(office, background)
    desk.actor = Actor(million.SUPERVISOR, "bench", "Bench", Role.SUPERVISOR, million.office_codes()[0])
    window = MainWindow(desk)
    window.resize(1366, 768)
    heart, took = Heart(), dict[str, list[float]]()
    beat = QTimer()
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    beat.timeout.connect(heart.beat)
    beat.start(2)
    witness = Witness(heart)
    if where:
        witness.start()
    driver = Driver(_steps(window, desk, heart, took), SimpleNamespace(background=background), app.quit)
    app.exec()
    driver.deleteLater()
    collector.deleteLater()
    gc.enable()
    window.hide()
    background.close()
    for what, times in witness.seen.most_common(40):
        print(times, what)
    return [*_first_numbers(took), *_gaps(heart)]


def _steps(window: Any, desk: Any, heart: Heart, took: dict[str, list[float]]) -> Steps:
    from officer_desk.domain.values import Queue
    from officer_desk.views.sidebar import Place

    window.start()
    window.show()
    yield lambda: window.search_page.table.current_row() >= 0
    heart.doing = "idle"
    until = time.perf_counter() + IDLE_SECONDS
    yield lambda: time.perf_counter() > until
    heart.doing = "(opening the board for the first time)"
    yield from _numbers(window, took.setdefault("(first time)", []))
    page = window.further.page(Place.DASHBOARD)
    yield lambda: not page.plots.reasons.plot.image.isNull()
    for _ in range(_TIMES):
        heart.doing = ""
        window._show(Queue.ALL)
        yield lambda: True
        heart.doing = "opening the board"
        yield from _numbers(window, took.setdefault("again", []))
        yield lambda: True
    heart.doing = "refreshing the board"
    for _ in range(_TIMES * 2):
        came: list[object] = []
        connection = page.feed.charts_came.connect(came.append)
        desk.changed.emit(frozenset({"declaration"}))
        yield lambda came=came: bool(came)
        page.feed.charts_came.disconnect(connection)
    heart.doing = "going through its numbers"
    for what in page.cards.cards:
        page.show_files(BoardQuery(what))
        yield partial(_shows, page, what)
    heart.doing = ""


def _numbers(window: Any, took: list[float]) -> Iterator[Any]:
    """Show the board, and note when its numbers were painted."""
    from officer_desk.views.sidebar import Place

    came: list[float] = []
    begun = time.perf_counter()
    page = window.further.page(Place.DASHBOARD)

    def painted(_numbers: object) -> None:
        if not came:
            page.cards.repaint()
            came.append((time.perf_counter() - begun) * 1000)

    connection = page.feed.numbers_came.connect(painted)
    window._show(Place.DASHBOARD)
    yield lambda: bool(came)
    page.feed.numbers_came.disconnect(connection)
    took.append(came[0])


def _shows(page: Any, what: BoardList) -> bool:
    return page.files.page is not None and page.files.page.query.what is what


def _first_numbers(took: dict[str, list[float]]) -> list[Row]:
    rows = []
    for name, times in took.items():
        aimed = not name.startswith("(")
        ok = max(times) <= FIRST_AIM_MS if aimed else None
        said = f"≤ {FIRST_AIM_MS:.0f} ms" if aimed else ""
        rows.append(Row(f"board to first numbers {name}", f"{median(times):.0f}", f"{max(times):.0f}", "", said, ok))
    show("From the wish to the numbers on the screen (ms)", ("median", "longest", ""), rows)
    return rows


def _gaps(heart: Heart) -> list[Row]:
    idle = heart.gaps["idle"]
    rows = []
    for doing, gaps in heart.gaps.items():
        if doing != "idle":
            most, aimed = max(gaps), not doing.startswith("(")
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
    heads = ("longest (p99)", "idle (p99)", "more than idle")
    show("Longest time for which the window does not answer beside the board (ms)", heads, rows)
    return rows


if __name__ == "__main__":
    run(plans="--plans" in sys.argv, where="--where" in sys.argv)
