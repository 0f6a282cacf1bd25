# SPDX-License-Identifier: Apache-2.0
"""The figures of a period counted a second time: with sqlite3 and json alone, from the rows of the trace.

It shares no line with the program. Where `officer_desk.domain.figures` walks one file's moves, this strikes out the
decisions that were taken back, and asks for states at two instants.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

VIETNAM = timezone(timedelta(hours=7))
MOVING = {
    "import", "receive", "ask-supplement", "put-picture", "record-valid", "record-invalid", "withdraw", "take-back",
    "reopen", "expire", "bring-back", "pictures-complete",
}  # fmt: skip
UNDECIDED = {"waiting", "in_progress", "incomplete"}
ENDS = {"approved": "approved", "rejected": "refused", "expired": "expired", "withdrawn": "withdrawn"}
DEALT = {"receive", "ask-supplement", "record-valid", "record-invalid", "withdraw", "reopen", "bring-back"}


def micros(day: date) -> int:
    """Give the first microsecond of a day in Vietnam."""
    return round(datetime(day.year, day.month, day.day, tzinfo=VIETNAM).timestamp()) * 1_000_000


def day_number(at: int) -> int:
    """Give the day in Vietnam on which a moment lies, counted from some day."""
    return (at + 7 * 3600 * 1_000_000) // (24 * 3600 * 1_000_000)


def read(path: Path):
    """Give every file (number → row) and the rows that moved it (number → rows), in the order of the trace."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
        base.row_factory = sqlite3.Row
        files = {
            row["number"]: dict(row)
            for row in base.execute("select number, kind, channel, office_code, submitted_at from declaration")
        }
        moves = defaultdict(list)
        for row in base.execute("select * from trace_entry order by id"):
            if row["act"] in MOVING and row["subject"] in files:
                moves[row["subject"]].append({**dict(row), **json.loads(row["facts"])})
        reasons = {
            row["act_key"]: json.loads(row["reasons"])
            for row in base.execute("select act_key, reasons from assessment")
        }
    return files, moves, reasons


def recount(path: Path, first: date, last: date, now: datetime, office: str = "", supplement_days: int = 10):
    """Give (key, figure) → set of numbers, for every key of every grouping; and reason → set of numbers."""
    files, moves, reasons = read(path)
    start = micros(first)
    end = min(micros(last + timedelta(days=1)), round(now.timestamp() * 1_000_000))
    found, refused = defaultdict(set), defaultdict(set)
    for number, file in files.items():
        if office and file["office_code"] != office:
            continue
        rows = standing_rows(moves[number])
        before, after = state_at(rows, start), state_at(rows, end)
        inside = [row for row in rows if start <= row["at"] < end]
        if after is None:
            continue
        came_back = before not in UNDECIDED and before is not None and any(row["to"] in UNDECIDED for row in inside)
        if before is not None and before not in UNDECIDED and not came_back:
            continue
        names = ["received" if before is None else "opened-again" if came_back else "carried-over"]
        names.append("in-progress" if after in UNDECIDED else ENDS[after])
        if any(row["act"] == "ask-supplement" for row in inside):
            names.append("returned-for-supplement")
        if after != "expired" and is_late(file, [row for row in rows if row["at"] < end], end, supplement_days):
            names.append("late")
        who = [
            row["officer_id"]
            for row in rows
            if row["at"] < end and row["act"] in DEALT and row["officer_id"] and "successor" not in row
        ]
        keys = {
            "office": file["office_code"], "channel": file["channel"], "kind": file["kind"],
            "officer": who[-1] if who else 0,
        }  # fmt: skip
        for name in names:
            found[None, None, name].add(number)
            for grouping, key in keys.items():
                found[grouping, key, name].add(number)
        if after == "rejected":
            told = reasons.get([row for row in rows if row["at"] < end][-1]["act_key"])
            refused["destroyed" if told is None else told[0] if told else "own-words"].add(number)
    return found, refused


def standing_rows(rows):
    """Strike out each decision that was taken back, and its taking back."""
    struck = set()
    for place, row in enumerate(rows):
        if row["act"] == "take-back":
            struck.add(place)
            struck.add(max(earlier for earlier in range(place) if earlier not in struck))
    return [row for place, row in enumerate(rows) if place not in struck]


def state_at(rows, instant):
    """Say in which state a file was at a moment: what the next row found, or the last one left."""
    later = [row for row in rows if row["at"] >= instant]
    if later:
        return later[0].get("from")
    return rows[-1]["to"] if rows else None


def is_late(file, rows, end, supplement_days):
    """Say whether a term had run out: the ten days, or those for bringing papers."""
    decided = rows[-1]["to"] not in UNDECIDED
    moment = rows[-1]["at"] if decided else end - 1
    lived = rows[:-1] if decided else rows
    starts = [row["at"] for row in lived if row["act"] in {"reopen", "bring-back"}]
    clock = starts[-1] if starts else file["submitted_at"]
    came = [row["at"] for row in lived if row["act"] == "receive"]
    if day_number(came[0] if came else moment) - day_number(clock) > 10:
        return True
    asked = None
    for row in lived:
        waits = row["to"] == "incomplete" and bool(came) and row["at"] >= came[0]
        asked = None if not waits else row["at"] if asked is None else asked
    return asked is not None and day_number(moment) - day_number(asked) > supplement_days


def counts(found, grouping=None):
    """Count the sets of a grouping: (key, figure) → how many."""
    return Counter({(key, name): len(numbers) for (by, key, name), numbers in found.items() if by == grouping})
