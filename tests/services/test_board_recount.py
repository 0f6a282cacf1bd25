# SPDX-License-Identifier: Apache-2.0
"""The board's figures counted a second time: with sqlite3 and json alone, from the rows of the trace.

The trace says which state each file is in and since when; the rows of the files give only what no act tells: from when
the days counted first, what HGĐ answered, and why a file was refused.
"""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from statistics import median

import pytest

from officer_desk.domain.boards import NUMBERS, BoardList
from officer_desk.domain.records import BoardQuery
from officer_desk.services import assigning, dashboards
from tests.services.many_files import fill
from tests.services.recounting import MOVING, VIETNAM, day_number, standing_rows

UNDECIDED = {"waiting", "in_progress", "incomplete"}
SUPPLEMENT_DAYS = 10


class Counted:
    """One office as its trace tells it."""

    def __init__(self, path, office: str, now) -> None:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
            base.row_factory = sqlite3.Row
            self.files = {row["number"]: row for row in base.execute("select * from declaration")}
            self.judged = {row["act_key"]: row for row in base.execute("select * from assessment")}
            moves = {number: [] for number, file in self.files.items() if file["office_code"] == office}
            for row in base.execute("select * from trace_entry order by id"):
                if row["act"] in MOVING and row["subject"] in moves:
                    moves[row["subject"]].append({**dict(row), **json.loads(row["facts"])})
        self.today = day_number(round(now.timestamp() * 1_000_000))
        self.moves = {number: standing_rows(rows) for number, rows in moves.items()}

    def numbers(self) -> dict[BoardList, set[str]]:
        found = {what: set() for what in NUMBERS}
        for number, rows in self.moves.items():
            state, file, last = rows[-1]["to"], self.files[number], rows[-1]
            if state not in UNDECIDED:
                if state != "expired" and day_number(last["at"]) == self.today:
                    found[BoardList.DONE_TODAY].add(number)
                continue
            found[BoardList.OPEN].add(number)
            if state in {"waiting", "incomplete"}:
                found[BoardList(state)].add(number)
            age = self.age(number)
            if age in {8, 9, 10}:
                found[BoardList.DUE_SOON].add(number)
            if age == 10:
                found[BoardList.DUE_TODAY].add(number)
            asked = self.asked(rows)
            if asked is not None and self.today - day_number(asked) > SUPPLEMENT_DAYS:
                found[BoardList.SUPPLEMENT_OVERDUE].add(number)
            answer = file["registry_answer"]
            if answer in {"name-differs", "not-found"}:
                found[BoardList(answer)].add(number)
            elif answer != "match":
                found[BoardList.NOT_ASKED].add(number)
        return found

    def age(self, number: str) -> int | None:
        """Give how many of the ten days have passed; None: they do not run."""
        rows = self.moves[number]
        if rows[-1]["to"] not in UNDECIDED or any(row["act"] == "receive" for row in rows):
            return None
        starts = [row["at"] for row in rows if row["act"] in {"reopen", "bring-back"}]
        return self.today - day_number(starts[-1] if starts else self.files[number]["submitted_at"])

    def asked(self, rows) -> int | None:
        came, asked = False, None
        for row in rows:
            came = came or row["act"] == "receive"
            waits = came and row["to"] == "incomplete"
            asked = None if not waits else row["at"] if asked is None else asked
        return asked

    def refused(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for number, rows in self.moves.items():
            last = rows[-1]
            if last["to"] == "rejected" and self.today - day_number(last["at"]) < 28:
                reasons = json.loads(self.judged[last["act_key"]]["reasons"])
                found.setdefault(reasons[0] if reasons else "own-words", set()).add(number)
        return found

    def by_day(self) -> tuple[Counter[int], Counter[int]]:
        received = Counter(day_number(rows[0]["at"]) for rows in self.moves.values())
        decided = Counter(
            day_number(rows[-1]["at"]) for rows in self.moves.values() if rows[-1]["to"] not in UNDECIDED | {"expired"}
        )
        return received, decided

    def done_by(self) -> Counter[int]:
        return Counter(self.moves[number][-1]["officer_id"] for number in self.numbers()[BoardList.DONE_TODAY])

    def typical(self) -> int | None:
        done = self.numbers()[BoardList.DONE_TODAY]
        spent = [self.judged[self.moves[number][-1]["act_key"]]["spent_seconds"] for number in done]
        return round(median(spent)) if spent else None


def check(office, supervisor) -> None:
    def ask(service, *args):
        return office.ask(office.context(supervisor), service, *args)

    def listed(what, key=None):
        page = ask(dashboards.files, BoardQuery(what, key, 2000))
        assert page.total == (1001 if page.more else len(page.rows))
        return {row.file.number for row in page.rows}

    counted = Counted(office.settings.database_path, supervisor.office_code, office.clock.now())
    numbers, charts = ask(dashboards.numbers), ask(dashboards.charts)
    for what, files in counted.numbers().items():
        assert numbers.counts[what] == min(len(files), 1001), what
        assert len(files) > 1000 or listed(what) == files, what
    assert numbers.typical_seconds == counted.typical()

    ages = {number: age for number in counted.moves if (age := counted.age(number)) is not None}
    for days, count in enumerate(charts.ages):
        files = {number for number, age in ages.items() if age == days or (days == 10 and age > 10)}
        assert count == len(files), days
        assert listed(BoardList.AGE, days) == files, days

    received, decided = counted.by_day()
    assert [day.day for day in charts.weeks] == days_until(office.clock.now().astimezone(VIETNAM).date())
    for day in charts.weeks:
        number = (day.day - date(1970, 1, 1)).days
        assert (day.received, day.decided) == (received[number], decided[number]), day
    for day in charts.weeks[-5:]:
        assert len(listed(BoardList.RECEIVED_ON, day.day)) == day.received
        assert len(listed(BoardList.DECIDED_ON, day.day)) == day.decided

    refused = counted.refused()
    assert {one.reason: one.count for one in charts.reasons} == {
        reason: len(files) for reason, files in refused.items()
    }
    for reason, files in refused.items():
        assert listed(BoardList.REFUSED_FOR, reason) == files
    done_by = counted.done_by()
    for load in ask(assigning.loads):
        assert load.done_today == done_by[load.officer_id]
        assert len(listed(BoardList.HELD_BY, load.officer_id)) == load.holding
        assert len(listed(BoardList.DONE_BY, load.officer_id)) == load.done_today


def days_until(last: date) -> list[date]:
    return [last - timedelta(days=days) for days in range(27, -1, -1)]


@pytest.mark.parametrize("count", [800, pytest.param(20_000, marks=pytest.mark.soak)])
def test_every_number_of_the_board_equals_a_recount_from_the_trace(office, supervisor, count) -> None:
    fill(office, count)
    check(office, supervisor)


def test_an_office_without_files_has_nothing_but_noughts(office, supervisor) -> None:
    check(office, supervisor)
