# SPDX-License-Identifier: Apache-2.0
"""Each kind of search at a million declarations, against the very same SQL run through the bare driver.

Ours is the whole question as the desk asks it: session, statement, rows, records, the capped total of a first page.
Beside it: the same statements and parameters, captured from the engine, on a bare sqlite3 connection. Both take turns.
"""

import gc
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bench import million
from bench.table import Row, median, show
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import Actor, SearchQuery
from officer_desk.domain.values import Condition, Queue, Role, State
from officer_desk.office import OpenOffice, open_office
from officer_desk.services import declarations
from officer_desk.settings import Settings

AIM_MS = 2.0
TURNS = 40
_SLOW_MS = 50.0

Ask = Callable[[int], tuple[Callable[..., Any], tuple[Any, ...]]]


class Still:
    """A clock that stands at the end of the invented rows."""

    def now(self) -> Any:
        return million.now()

    def phone_now(self) -> Any:
        return million.now()


def run(turns: int = TURNS, *, plans: bool = False) -> list[Row]:
    """Measure and print; with `plans` also how SQLite reads each of them."""
    folder = million.prepare()
    office = replace(open_office(Settings(folder.absolute()), environment={}), clock=Still())
    try:
        with closing(bare_driver(folder / "desk.db")) as bare:
            rows = [compare(office, bare, *kind, turns, plans) for kind in _kinds(bare)]
    finally:
        office.close()
    show(f"Search at {million.ROWS:,} declarations (p50 of {turns}, ms)", ("desk", "bare SQL", "more by"), rows)
    return rows


def bare_driver(path: Path) -> sqlite3.Connection:
    """Open the database without the program, with its pragmas."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _kinds(bare: sqlite3.Connection) -> list[tuple[str, str, Ask]]:
    """Give (name, office of who asks, what is asked on the nth turn)."""
    codes = million.office_codes()
    largest, middle = codes[0], codes[million.OFFICES // 2]
    some = bare.execute(
        "SELECT number, serial, insurance_code, phone, id_number, office_code, full_name, submitted_at, id "
        "FROM declaration WHERE id % 9973 = 17"
    ).fetchall()
    today = day_of(million.now())
    deep = _deep(bare, largest)

    def search(office: str, **criteria: Any) -> Ask:
        return lambda turn: (declarations.search, (SearchQuery(office, **_called(criteria, some[turn % len(some)])),))

    two_words = lambda row: " ".join(row[6].split()[-2:]).lower()  # noqa: E731 - reads like the list below
    kinds = [
        ("number, in its field", middle, search(middle, number=lambda row: row[0])),
        ("number, in the quick box", middle, search(middle, text=lambda row: row[0])),
        ("serial, in its field", largest, search(largest, number=lambda row: row[1])),
        ("serial, in the quick box", largest, search(largest, text=lambda row: row[1])),
        ("code, in its field", middle, search(middle, insurance_code=lambda row: row[2])),
        ("code, in the quick box", middle, search(middle, text=lambda row: row[2])),
        ("phone, in the quick box", middle, search(middle, text=lambda row: row[3])),
        ("ID number, in the quick box", middle, search(middle, text=lambda row: row[4])),
        ("office, first page, median", middle, search(middle)),
        ("office, first page, largest", largest, search(largest)),
        ("office, page 51, largest", largest, search(largest, after=deep)),
        ("state common (approved), largest", largest, search(largest, state=State.APPROVED)),
        ("state rare (in progress), largest", largest, search(largest, state=State.IN_PROGRESS)),
        *(
            (f"condition {condition.value}, largest", largest, search(largest, condition=condition))
            for condition in Condition
        ),
        (
            "thirty days, largest",
            largest,
            search(largest, from_date=today - timedelta(days=60), to_date=today - timedelta(days=30)),
        ),
        (
            "thirty days and state, largest",
            largest,
            search(largest, from_date=today - timedelta(days=60), to_date=today, state=State.WAITING),
        ),
        ("condition and state, largest", largest, search(largest, condition=Condition.STOPPED, state=State.REJECTED)),
        ("two words of a name, median", middle, search(middle, text=two_words)),
        ("two words of a name, largest", largest, search(largest, text=two_words)),
        ("whole name, largest", largest, search(largest, text=lambda row: row[6])),
        ("a name nobody has, largest", largest, search(largest, text="khong ai ten nay")),
    ]
    kinds += [
        (f"queue {queue.value}, largest", largest, search(largest, queue=queue))
        for queue in Queue
        if queue != Queue.ALL
    ]
    return [*kinds, ("counts of all queues, largest", largest, lambda turn: (declarations.counts, ()))]


def _called(criteria: dict[str, Any], row: tuple[Any, ...]) -> dict[str, Any]:
    return {name: value(row) if callable(value) else value for name, value in criteria.items()}


def _deep(bare: sqlite3.Connection, office: str) -> tuple[Any, int]:
    """Give the keyset of the last row of the fiftieth hundred of the largest office."""
    submitted, row_id = bare.execute(
        "SELECT submitted_at, id FROM declaration WHERE office_code = ? ORDER BY submitted_at DESC, id DESC "
        "LIMIT 1 OFFSET 4949",
        (office,),
    ).fetchone()
    return million.now() - (million.now() - _time(submitted)), row_id


def _time(microseconds: int) -> Any:
    from officer_desk.models.base import UtcTime

    return UtcTime().process_result_value(microseconds, None)  # type: ignore[arg-type]


def compare(
    office: OpenOffice,
    bare: sqlite3.Connection,
    name: str,
    code: str,
    ask: Ask,
    turns: int,
    plans: bool,
    role: Role = Role.RECEPTION,
    aim_ms: float = AIM_MS,
) -> Row:
    """Measure one question of the desk beside its own SQL on the bare driver."""
    actor = Actor(0, "bench", "Bench", role, code)  # nobody who could be locked
    captured: list[tuple[str, Any]] = []

    def on_statement(_c: object, _cursor: object, statement: str, parameters: Any, _x: object, _many: object) -> None:
        captured.append((statement, parameters))

    ours: list[float] = []
    theirs: list[float] = []
    gc.collect()
    for turn in range(-3, turns):  # three to warm up
        service, args = ask(abs(turn))
        captured.clear()
        event.listen(office.database.engine, "before_cursor_execute", on_statement)
        office.ask(office.context(actor), service, *args)
        event.remove(office.database.engine, "before_cursor_execute", on_statement)
        statements = list(captured)
        works = [partial(office.ask, office.context(actor), service, *args), partial(_replay, bare, statements)]
        # Who comes first finds colder caches: they change places.
        order = (0, 1) if turn % 2 else (1, 0)
        spent = {place: _timed(works[place]) for place in order}
        if turn >= 0:
            ours.append(spent[0])
            theirs.append(spent[1])
    if plans:
        _tell_plans(bare, name, captured)
    more = median(ours) - median(theirs)
    slow = "  slow" if median(theirs) > _SLOW_MS else ""
    return Row(
        name + slow,
        f"{median(ours):.2f}",
        f"{median(theirs):.2f}",
        f"{more:+.2f} ms",
        f"≤ +{aim_ms:.0f} ms",
        more <= aim_ms,
    )


def _replay(bare: sqlite3.Connection, statements: list[tuple[str, Any]]) -> None:
    for statement, parameters in statements:
        bare.execute(statement, parameters).fetchall()
    bare.execute("ROLLBACK")


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _tell_plans(bare: sqlite3.Connection, name: str, statements: list[tuple[str, Any]]) -> None:
    print(f"--- {name}")
    for statement, parameters in statements:
        if statement.startswith("SELECT"):  # not BEGIN
            for line in bare.execute(f"EXPLAIN QUERY PLAN {statement}", parameters):
                print("   ", line[3])


if __name__ == "__main__":
    import sys

    run(plans="--plans" in sys.argv)
