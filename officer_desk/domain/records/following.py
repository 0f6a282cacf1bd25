# SPDX-License-Identifier: Apache-2.0
"""Following the trace: what was asked, and the rows that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from officer_desk.domain.values import Role


class Shown(StrEnum):
    """Which rows of the trace."""

    ALL = "all"
    VIEWS = "views"
    """Who opened what."""
    ACTS = "acts"


@dataclass(frozen=True, slots=True)
class FollowQuery:
    """One question. `subject`: the number of a file, the name of an officer, or empty for the whole office.

    Dates are days in Vietnam, both included.
    """

    subject: str = ""
    first: date | None = None
    last: date | None = None
    shown: Shown = Shown.ALL
    limit: int = 200
    before_id: int | None = None
    """Keyset: only rows older than this one."""


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One row of the trace as it is read."""

    id: int
    at: datetime
    office_code: str
    """The chain: the office of who acted."""
    sequence: int
    user_name: str
    full_name: str
    role: Role
    act: str
    subject: str
    declaration_id: int | None
    """Of the file, where the subject is one."""
    facts: Mapping[str, Any]
    whom: str = ""
    """The officer to whom, or from whom, something was given."""


@dataclass(frozen=True, slots=True)
class FollowPage:
    """The answer, newest first. `choices`: what the words may mean, where they mean more than one thing."""

    query: FollowQuery
    title: str
    """Whom or what the rows are about, as it is called: a number, a name, or empty."""
    rows: tuple[TraceRow, ...]
    more: bool
    choices: tuple[tuple[str, str], ...] = ()
    """Each as it is asked for, and as it is shown."""
