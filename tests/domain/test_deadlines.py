# SPDX-License-Identifier: Apache-2.0
"""The ten calendar days on Vietnam's calendar."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officer_desk.domain.calendar import VIETNAM, day_of, start_of
from officer_desk.domain.deadlines import (
    can_restore,
    clock_range,
    condition,
    days_left,
    destroyed_from,
    due_on,
    lapsed_before,
    remind_range,
    restore_lapsed_before,
    restore_until,
    supplement_due_on,
    supplement_lapsed_before,
)
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
        bounds = clock_range(wanted, now)
        inside = (bounds.since is None or submitted >= bounds.since) and (
            bounds.before is None or submitted < bounds.before
        )
        assert inside == (condition(submitted, False, now) is wanted)


@pytest.mark.parametrize(
    ("began", "last"),
    [
        ("2028-02-19T09:00:00+07:00", "2028-02-29"),
        ("2027-02-19T09:00:00+07:00", "2027-03-01"),
        ("2100-02-19T09:00:00+07:00", "2100-03-01"),
        ("2026-01-31T23:59:59.999999+07:00", "2026-02-10"),
        ("2026-12-31T17:00:00+00:00", "2027-01-11"),
        ("2026-12-31T16:59:59.999999+00:00", "2027-01-10"),
        ("2026-11-20T23:30:00-05:00", "2026-12-01"),
    ],
)
def test_line_43_ten_calendar_days_are_exact_over_months_leap_years_and_offsets(began: str, last: str) -> None:
    moment = datetime.fromisoformat(began)
    assert due_on(moment).isoformat() == last
    end = start_of(due_on(moment) + timedelta(days=1))
    assert moment >= lapsed_before(end - timedelta(microseconds=1))
    assert moment < lapsed_before(end)


@given(MOMENTS, st.integers(-14, 14))
def test_the_offset_in_which_a_time_is_written_changes_no_deadline(moment: datetime, hours: int) -> None:
    elsewhere = moment.astimezone(timezone(timedelta(hours=hours)))
    assert due_on(elsewhere) == due_on(moment)
    assert condition(elsewhere, False, NOW) is condition(moment, False, NOW)


@given(MOMENTS, MOMENTS)
def test_a_file_is_lapsed_exactly_when_it_is_overdue(began: datetime, now: datetime) -> None:
    assert (began < lapsed_before(now)) == (condition(began, False, now) is Condition.OVERDUE)
    assert (began < lapsed_before(now)) == (day_of(now) > due_on(began))


@given(MOMENTS, MOMENTS, st.integers(1, 10))
def test_the_reminder_falls_on_its_day_and_on_those_that_are_left(began: datetime, now: datetime, day: int) -> None:
    bounds = remind_range(day, now)
    assert bounds is not None
    assert bounds.since is not None
    assert bounds.before is not None
    passed = (day_of(now) - day_of(began)).days
    assert (bounds.since <= began < bounds.before) == (day <= passed <= 10)


def test_an_office_that_reminds_nobody_has_no_day_for_it() -> None:
    assert remind_range(0, NOW) is None


@given(MOMENTS, MOMENTS, st.integers(1, 60))
def test_a_supplement_is_late_from_the_day_after_its_last(asked: datetime, now: datetime, days: int) -> None:
    assert (asked < supplement_lapsed_before(days, now)) == (day_of(now) > supplement_due_on(asked, days))


@given(MOMENTS, MOMENTS)
def test_an_expired_file_is_either_still_to_be_had_or_due_to_be_destroyed(expired: datetime, now: datetime) -> None:
    assert can_restore(expired, now) == (expired >= restore_lapsed_before(now))
    assert destroyed_from(expired) - restore_until(expired) == timedelta(days=1)
    assert restore_until(expired) - day_of(expired) == timedelta(days=3)
