# SPDX-License-Identifier: Apache-2.0
"""The list: a question and its answer."""

from dataclasses import dataclass
from datetime import date, datetime

from officer_desk.domain.values import Channel, Condition, Kind, Queue, State


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """One question of the list. Dates are days in Vietnam, both included."""

    office_code: str
    text: str = ""
    number: str = ""
    insurance_code: str = ""
    from_date: date | None = None
    to_date: date | None = None
    condition: Condition | None = None
    state: State | None = None
    queue: Queue = Queue.ALL
    oldest_first: bool = False
    limit: int = 100
    after: tuple[datetime, int] | None = None
    """Keyset of the last row seen: (submitted_at, id)."""


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """One row of the list."""

    id: int
    number: str
    kind: Kind
    channel: Channel
    insurance_code: str
    full_name: str
    id_number: str
    phone: str
    office_code: str
    submitted_at: datetime
    received_at: datetime | None
    due_on: date
    days_left: int | None
    condition: Condition
    state: State
    own_office: bool
    waits_for_supplement: bool = False
    """`due_on` and `days_left` are those of the supplement, because the citizen has come."""
    expired_at: datetime | None = None
    """Of an expired file; `due_on` is then the last day on which it can be brought back."""
    destroyed: bool = False
    """Only a tombstone is left: number and dates."""
    worker: str = ""
    """Who has it in hand, else whose work it is."""
    in_hand: bool = False
    """`worker` has it open now."""
    mark: str = ""
    """What the officer who looks should know: "assigned" · "answer" · "question" · "look" · "disagreed"."""
    mark_words: str = ""
    """The note of whoever assigned it to him, or the question or answer."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer carries its question, so that a late one is dropped. `more`: there are rows after these."""

    query: SearchQuery
    rows: tuple[DeclarationRow, ...]
    more: bool
    total: int
    """Capped: 1001 means «1.000+». Counted on the first page only (-1 on later ones)."""


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """A file that was found by what a QR reader typed."""

    id: int
    number: str
    decided: bool
