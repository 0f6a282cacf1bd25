# SPDX-License-Identifier: Apache-2.0
"""The ways on that an empty list offers: away with what narrows it, to a queue that is not empty, or importing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import SearchQuery
from officer_desk.domain.values import Queue
from officer_desk.views import actions, list_answers
from officer_desk.views.list_states import WayOn
from officer_desk.views.sidebar import count_words

_ANOTHER = {Queue.WAITING: Queue.INCOMPLETE}
"""Where an officer goes from an empty queue; from the others to those who wait."""


@dataclass(frozen=True, slots=True)
class ListActs:
    """What the buttons of an empty list do."""

    drop_text: Callable[[], None]
    drop_days: Callable[[], None]
    drop_everything: Callable[[], None]
    import_files: Callable[[], None]
    go_to_queue: Callable[[Queue], None]


def ways_on(query: SearchQuery, counts: Mapping[Queue, int], acts: ListActs) -> list[WayOn]:
    """Give the buttons for the empty answer to a query; `counts`: how many files the queues hold."""
    if query.text or list_answers.has_criteria(query):
        return _less_narrow(query, acts)
    if query.queue is Queue.ALL:
        return [WayOn(translate("SearchPage", "Import files"), acts.import_files, key=actions.cap("import"))]
    other = _ANOTHER.get(query.queue, Queue.WAITING)
    if not counts.get(other):
        return []
    words = translate("SearchPage", "See {queue} ({count})")
    words = words.format(queue=texts.queue(other), count=count_words(counts[other]))
    return [WayOn(words, partial(acts.go_to_queue, other))]


def _less_narrow(query: SearchQuery, acts: ListActs) -> list[WayOn]:
    ways: list[WayOn] = []
    if query.text and list_answers.has_criteria(query):
        ways.append(WayOn(translate("SearchPage", "Without the quick text"), acts.drop_text))
    if list_answers.has_days(query):
        ways.append(WayOn(translate("SearchPage", "Without days"), acts.drop_days))
    clear = translate("SearchPage", "Clear criteria")
    ways.append(WayOn(clear, acts.drop_everything, kind="quiet" if ways else ""))
    return ways
