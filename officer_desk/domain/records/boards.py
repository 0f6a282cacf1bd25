# SPDX-License-Identifier: Apache-2.0
"""The supervisor's board: its numbers, its plots, and the files behind each number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from officer_desk.domain.boards import BoardList
from officer_desk.domain.records.lists import DeclarationRow
from officer_desk.domain.values import PictureRole


@dataclass(frozen=True, slots=True)
class BoardNumbers:
    """The numbers that stand first; each is capped (1001 means «1.000+»)."""

    counts: Mapping[BoardList, int]
    oldest_days: int | None
    """Of the file that waits longest; None: none waits."""
    typical_seconds: int | None
    """From taking a file in hand to the decision: the median of today's decisions; None: nothing was measured."""
    at: datetime


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day of the four weeks."""

    day: date
    received: int
    decided: int


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many files stand refused for a reason (the first one of each)."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class BoardCharts:
    """What the plots show."""

    ages: tuple[int, ...]
    """Files whose days run, by how many have passed: 0 to 9, then 10 and more."""
    weeks: tuple[DayCount, ...]
    reasons: tuple[ReasonCount, ...]
    """The most frequent first."""


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """The files of one number."""

    what: BoardList
    key: int | str | date | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True)
class BoardNote:
    """What a supervisor should know of a file first.

    `kind`: "question" · "lacks" (with `roles`) · "asked" (with `words`) · "name-differs" · "not-found" · "reminded"
    (with `at`) · "unopened" · "spent" (with `seconds`).
    """

    kind: str
    words: str = ""
    roles: tuple[PictureRole, ...] = ()
    at: datetime | None = None
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One file of the board."""

    file: DeclarationRow
    age: int
    """Days since its ten days began; of a decided file until the decision."""
    note: BoardNote | None = None
    worker: str = ""
    """Who has it in hand, else whose work it is; of a decided file who decided it."""
    counter: str = ""
    in_hand: bool = False

    @property
    def id(self) -> int:
        """The file's id."""
        return self.file.id


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The answer carries its question, so that a late one is dropped."""

    query: BoardQuery
    rows: tuple[BoardRow, ...]
    more: bool
    total: int
    """Capped: 1001 means «1.000+»."""
