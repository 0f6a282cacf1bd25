# SPDX-License-Identifier: Apache-2.0
"""The period report: what was asked, and every file with the figures in which it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from officer_desk.domain.figures import By, Figure
from officer_desk.domain.periods import Period
from officer_desk.domain.values import Channel, Kind, State


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """One question of the report; an empty office code asks all offices."""

    period: Period
    office_code: str


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file of the report. No personal value: those are asked for when somebody opens a figure."""

    id: int
    number: str
    office_code: str
    channel: Channel
    kind: Kind
    officer_id: int
    """Who dealt with it last; 0: nobody yet."""
    state: State
    """At the end of the period."""
    reason: str
    """The first reason of a refusal; `figures.OWN_WORDS`, `figures.DESTROYED`, or empty: it is not refused."""
    figures: frozenset[Figure]


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """The answer: the files, from which every figure is counted by `report_tables`."""

    query: ReportQuery
    made_at: datetime
    until: datetime
    """The end of the period, or the moment of the report where that comes first."""
    files: tuple[ReportFile, ...]
    officers: Mapping[int, str]
    offices: Mapping[str, str]
    """Names of those that occur."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line of figures; `key` says whose, None: the sum of all."""

    key: str | int | None
    counts: Mapping[Figure, int]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which files a figure opens: those of one line (None: all), and of one reason where that is the figure."""

    by: By
    key: str | int | None
    figure: Figure
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PaperReport:
    """A report that was written to a file. `whole` is False when it was stopped: then there is no file."""

    name: str
    whole: bool
