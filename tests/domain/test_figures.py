# SPDX-License-Identifier: Apache-2.0
"""How one file counts in a period: each figure, and what must not count."""

from datetime import UTC, date, datetime, timedelta

import pytest

from officer_desk.domain.figures import IN, OUT, Figure, Move, tally
from officer_desk.domain.periods import Period, Span, around, shifted
from officer_desk.domain.values import State

W, P, I = State.WAITING, State.IN_PROGRESS, State.INCOMPLETE
APPROVED, REJECTED, EXPIRED, WITHDRAWN = State.APPROVED, State.REJECTED, State.EXPIRED, State.WITHDRAWN
DAY_0 = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
F = Figure


def on(day: float, act: str, source, target, officer: int = 1) -> Move:
    return Move(DAY_0 + timedelta(days=day), act, source, target, officer, f"key-{day}")


def count(moves, first: int, last: int, submitted: float = 0):
    """Count from day `first` until before day `last`."""
    found = tally(
        moves, DAY_0 + timedelta(days=submitted), DAY_0 + timedelta(days=first), DAY_0 + timedelta(days=last), 10
    )
    return None if found is None else found.figures


CAME = on(0, "import", None, W, 0)
RECEIVED = on(2, "receive", W, P)


@pytest.mark.parametrize(
    ("moves", "first", "last", "figures"),
    [
        ([CAME], 0, 5, {F.RECEIVED, F.OPEN}),
        ([CAME], 1, 5, {F.CARRIED, F.OPEN}),
        ([CAME], -5, 0, None),
        ([CAME, RECEIVED, on(3, "record-valid", P, APPROVED)], 0, 5, {F.RECEIVED, F.APPROVED}),
        ([CAME, RECEIVED, on(3, "record-valid", P, APPROVED)], 3, 5, {F.CARRIED, F.APPROVED}),
        ([CAME, RECEIVED, on(3, "record-valid", P, APPROVED)], 4, 5, None),
        ([CAME, RECEIVED, on(3, "record-invalid", P, REJECTED)], 2, 5, {F.CARRIED, F.REFUSED}),
        ([CAME, on(3, "withdraw", W, WITHDRAWN)], 2, 5, {F.CARRIED, F.WITHDRAWN}),
        ([CAME, on(11, "expire", W, EXPIRED, 0)], 2, 15, {F.CARRIED, F.EXPIRED}),
        ([CAME, on(11, "expire", W, EXPIRED, 0), on(12, "bring-back", EXPIRED, W)], 12, 15, {F.AGAIN, F.OPEN}),
        ([CAME, RECEIVED, on(3, "ask-supplement", P, I)], 3, 5, {F.CARRIED, F.SUPPLEMENT, F.OPEN}),
        ([CAME, RECEIVED, on(3, "ask-supplement", P, I)], 4, 5, {F.CARRIED, F.OPEN}),
    ],
)
def test_a_file_counts_once_on_each_side(moves, first, last, figures) -> None:
    assert count(moves, first, last) == (None if figures is None else frozenset(figures))
    if figures is not None:
        assert len(figures & set(IN)) == len(figures & set(OUT)) == 1


def test_a_decision_that_was_taken_back_never_was_even_across_midnight() -> None:
    undone = [CAME, on(3, "record-invalid", W, REJECTED), on(4, "take-back", REJECTED, W)]
    assert count(undone, 3, 4) == {F.CARRIED, F.OPEN}
    assert count(undone, 4, 5) == {F.CARRIED, F.OPEN}
    asked = [CAME, on(3, "ask-supplement", W, I), on(4, "take-back", I, W)]
    assert F.SUPPLEMENT not in count(asked, 3, 5)


def test_a_file_that_was_reopened_and_decided_again_counts_for_its_last_decision() -> None:
    moves = [
        CAME,
        RECEIVED,
        on(3, "record-valid", P, APPROVED),
        on(5, "reopen", APPROVED, P, 2),
        on(6, "record-invalid", P, REJECTED, 3),
    ]
    assert count(moves, 0, 10) == {F.RECEIVED, F.REFUSED}
    assert count(moves, 4, 10) == {F.AGAIN, F.REFUSED}
    assert count(moves, 3, 4) == {F.CARRIED, F.APPROVED}
    found = tally(moves, DAY_0, DAY_0, DAY_0 + timedelta(days=10), 10)
    assert (found.officer_id, found.refusal, found.state) == (3, "key-6", REJECTED)


@pytest.mark.parametrize(
    ("moves", "last", "late"),
    [
        ([CAME], 10, False),
        ([CAME], 12, True),
        ([CAME, RECEIVED], 30, False),
        ([CAME, on(11, "receive", W, P)], 12, True),
        ([CAME, on(10, "record-invalid", W, REJECTED)], 30, False),
        ([CAME, on(11, "record-invalid", W, REJECTED)], 30, True),
        ([CAME, RECEIVED, on(3, "ask-supplement", P, I)], 13, False),
        ([CAME, RECEIVED, on(3, "ask-supplement", P, I)], 15, True),
        ([CAME, RECEIVED, on(3, "ask-supplement", P, I), on(10, "put-picture", I, I)], 15, True),
        ([CAME, RECEIVED, on(3, "ask-supplement", P, I), on(14, "put-picture", I, P)], 15, False),
        ([CAME, RECEIVED, on(3, "ask-supplement", P, I), on(14, "record-invalid", I, REJECTED)], 15, True),
        ([CAME, on(11, "expire", W, EXPIRED, 0), on(12, "bring-back", EXPIRED, W)], 22, False),
        ([CAME, on(11, "expire", W, EXPIRED, 0), on(12, "bring-back", EXPIRED, W)], 24, True),
        ([CAME, on(11, "expire", W, EXPIRED, 0)], 20, False),
    ],
)
def test_late_is_what_ran_out_of_its_term(moves, last, late) -> None:
    assert (F.LATE in count(moves, 0, last)) is late


def test_who_dealt_with_it_last_has_it() -> None:
    moves = [CAME, on(2, "receive", W, P, 4), on(3, "put-picture", P, P, 5), on(4, "expire", W, EXPIRED, 0)]
    assert tally(moves[:1], DAY_0, DAY_0, DAY_0 + timedelta(days=9), 10).officer_id == 0
    assert tally(moves, DAY_0, DAY_0, DAY_0 + timedelta(days=9), 10).officer_id == 4


def test_periods_follow_one_another_without_a_gap() -> None:
    day = date(2026, 11, 21)
    assert around(Span.WEEK, day) == Period(Span.WEEK, date(2026, 11, 16), date(2026, 11, 22))
    assert around(Span.MONTH, date(2026, 2, 9)) == Period(Span.MONTH, date(2026, 2, 1), date(2026, 2, 28))
    assert shifted(Period(Span.ANY, day, day + timedelta(days=4)), -1).last == day - timedelta(days=1)
    for span in Span:
        here = around(span, day)
        for by in (1, -1, 5, -13):
            there = shifted(here, by)
            assert shifted(there, -by) == here
        assert shifted(here, 1).start == here.end


@pytest.mark.parametrize("span", Span)
@pytest.mark.parametrize(("day", "by"), [(date.min, -1), (date.max, 1)])
def test_periods_end_with_the_calendar(span: Span, day: date, by: int) -> None:
    period = around(span, day)
    assert shifted(period, by) == period
    assert period.start < period.end
