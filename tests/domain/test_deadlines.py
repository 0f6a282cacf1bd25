# SPDX-License-Identifier: Apache-2.0
"""The ten calendar days on Vietnam's calendar."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officer_desk.domain.calendar import VIETNAM
from officer_desk.domain.deadlines import condition, days_left, due_on, submitted_range
from officer_desk.domain.values import Condition

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=VIETNAM)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("submitted", "left", "expected"),
    [
        ("2026-11-21T07:59:00+07:00", 10, Condition.IN_TIME),
        ("2026-11-14T23:59:59+07:00", 3, Condition.IN_TIME),
        ("2026-11-13T00:00:00+07:00", 2, Condition.DUE_SOON),
        ("2026-11-11T00:00:00+07:00", 0, Condition.DUE_SOON),
        ("2026-11-10T23:59:59+07:00", -1, Condition.OVERDUE),
        ("2026-11-10T17:00:00+00:00", 0, Condition.DUE_SOON),
        ("2026-11-10T16:59:59+00:00", -1, Condition.OVERDUE),
    ],
)
def test_days_are_counted_on_vietnams_calendar(submitted: str, left: int, expected: Condition) -> None:
    moment = datetime.fromisoformat(submitted)
    assert days_left(moment, False, NOW) == left
    assert condition(moment, False, NOW) is expected


def test_the_last_day_crosses_months_and_leap_days() -> None:
    assert due_on(datetime(2028, 2, 25, 3, tzinfo=UTC)).isoformat() == "2028-03-06"
    assert due_on(datetime(2026, 12, 25, 3, tzinfo=UTC)).isoformat() == "2027-01-04"


def test_a_stopped_clock_has_no_days() -> None:
    assert days_left(NOW - timedelta(days=40), True, NOW) is None
    assert condition(NOW - timedelta(days=40), True, NOW) is Condition.STOPPED


@given(MOMENTS, MOMENTS)
def test_the_range_of_times_and_the_condition_of_a_file_agree(submitted: datetime, now: datetime) -> None:
    for wanted in (Condition.IN_TIME, Condition.DUE_SOON, Condition.OVERDUE):
        bounds = submitted_range(wanted, now)
        inside = (bounds.since is None or submitted >= bounds.since) and (
            bounds.before is None or submitted < bounds.before
        )
        assert inside == (condition(submitted, False, now) is wanted)
