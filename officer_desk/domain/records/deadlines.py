# SPDX-License-Identifier: Apache-2.0
"""What the daily run did, or would do: who is reminded, which files expire, whose data are destroyed."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DueFile:
    """One file of the daily run; no personal value, because the list is printed and kept."""

    declaration_id: int
    number: str
    office_code: str
    submitted_at: datetime
    due_on: date
    destroyed_from: date | None
    """The day on which its data are destroyed unless it is brought back; None while it has not expired."""


@dataclass(frozen=True, slots=True)
class DailyReport:
    """What became of the files that were due; with `dry_run` what would have become of them."""

    reminded: tuple[DueFile, ...]
    expired: tuple[DueFile, ...]
    purged: tuple[DueFile, ...]
    clock_wrong: bool = False
    """The clock stands before what the desk has recorded already: nothing was done."""
    leftovers: int = 0
    """What could not be done just now (a picture in use, a broken text of the reminder): the next run tries again."""
