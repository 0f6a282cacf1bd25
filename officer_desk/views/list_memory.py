# SPDX-License-Identifier: Apache-2.0
"""What an officer's list looked like when he left: columns, order, queue, days, Tình trạng, Trạng thái.

Never a number, a code or a name: what was typed to find somebody is forgotten with the window.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from officer_desk.domain.records import SearchQuery
from officer_desk.domain.values import Condition, Queue, State
from officer_desk.views.column_choice import ColumnChoice, from_json
from officer_desk.views.officer_preferences import OfficerPreferences
from officer_desk.views.record_table import RecordTable

_COLUMNS, _FILTERS = "list-columns", "list-filters"
Word = TypeVar("Word", bound=StrEnum)


class ListMemory(QObject):
    """Stands between the list and the officer's preferences."""

    def __init__(self, preferences: OfficerPreferences, table: RecordTable) -> None:
        super().__init__(table)
        self._preferences = preferences
        table.use_columns(from_json(preferences.get(_COLUMNS), [column for column, _ in table.seen_columns()]))
        table.columns_chosen.connect(self._on_columns)

    def keep(self, query: SearchQuery) -> None:
        """Remember what narrows the list; a search for somebody changes nothing that is remembered."""
        if query.text or query.number or query.insurance_code:
            return
        held = {
            "queue": None if query.queue is Queue.ALL else query.queue,
            "from": query.from_date and query.from_date.isoformat(),
            "to": query.to_date and query.to_date.isoformat(),
            "condition": query.condition,
            "state": query.state,
            "oldest_first": query.oldest_first,
        }
        self._preferences.put(_FILTERS, {name: value for name, value in held.items() if value})

    def bring(self, query: SearchQuery) -> SearchQuery:
        """Give the question with what was remembered; what cannot be read any more is left out."""
        held = self._preferences.get(_FILTERS)
        return replace(
            query,
            queue=_word(Queue, held.get("queue")) or Queue.ALL,
            from_date=_day(held.get("from")),
            to_date=_day(held.get("to")),
            condition=_word(Condition, held.get("condition")),
            state=_word(State, held.get("state")),
            oldest_first=held.get("oldest_first") is True,
        )

    def _on_columns(self, choice: ColumnChoice) -> None:
        self._preferences.put(_COLUMNS, choice.as_json())


def _word(kind: Callable[[Any], Word], held: object) -> Word | None:
    try:
        return None if held is None else kind(held)
    except ValueError:
        return None


def _day(held: object) -> date | None:
    try:
        return None if held is None else date.fromisoformat(str(held))
    except ValueError:
        return None
