# SPDX-License-Identifier: Apache-2.0
"""The numbers of the supervisor's board; docs/board.md says in words which files each one opens."""

from enum import StrEnum
from typing import Final

from officer_desk.domain.values import Queue

WEEKS_DAYS: Final = 28
"""So many days, today included, are «bốn tuần qua»."""
OLDEST: Final = 10
"""The last bar of the ages: the last day, and what is over it."""


class BoardList(StrEnum):
    """What a number counts, and the list shows when it is opened. Those of the second half have a key."""

    OPEN = "open"
    WAITING = "waiting"
    DUE_SOON = "due-soon"
    DUE_TODAY = "due-today"
    INCOMPLETE = "incomplete"
    SUPPLEMENT_OVERDUE = "supplement-overdue"
    NAME_DIFFERS = "name-differs"
    NOT_FOUND = "not-found"
    NOT_ASKED = "not-asked"
    """HGĐ has not been asked yet, or could not be."""
    DONE_TODAY = "done-today"
    AGE = "age"
    """Files whose days run; key: how many have passed, `OLDEST` for that many and more."""
    RECEIVED_ON = "received-on"
    DECIDED_ON = "decided-on"
    REFUSED_FOR = "refused-for"
    """Files that stand refused, decided in the four weeks; key: the first reason, or `figures.OWN_WORDS`."""
    HELD_BY = "held-by"
    DONE_BY = "done-by"
    """Key: the officer's id."""


MOST_ROWS: Final = 2000
"""So many rows of one number are shown on the board at most."""
QUEUES: Final = {
    BoardList.WAITING: Queue.WAITING,
    BoardList.DUE_SOON: Queue.DUE_SOON,
    BoardList.INCOMPLETE: Queue.INCOMPLETE,
    BoardList.SUPPLEMENT_OVERDUE: Queue.SUPPLEMENT_OVERDUE,
    BoardList.DONE_TODAY: Queue.DONE_TODAY,
}
"""Numbers that are a queue of the list, which shows all its files."""
NUMBERS: Final = tuple(BoardList)[: tuple(BoardList).index(BoardList.AGE)]
"""Those without a key: they are counted at once."""
