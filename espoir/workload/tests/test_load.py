"""What is planned beside the limits: a pure function."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from espoir.workload.load import Most, Opening, Slot, by_week, monday_of

MONDAY = date(2026, 11, 16)
WEEKDAYS = Opening(frozenset(range(5)), time(9), time(17))
moments = st.datetimes(datetime.combine(MONDAY, time()), datetime.combine(date(2026, 12, 13), time(20)))
slots = st.lists(st.builds(Slot, at=moments, minutes=st.integers(15, 180), is_meeting=st.booleans()), max_size=20)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute))


def test_one_week_that_is_too_much():
    planned = [
        Slot(at(0, 9), 60),
        Slot(at(0, 10, 15), 60),  # a quarter of an hour between two
        Slot(at(0, 14), 60),
        Slot(at(2, 18), 120),  # in the evening
        Slot(at(5, 10), 60),  # on a Saturday
        Slot(at(1, 11), 60, is_meeting=False),
    ]
    week, after = by_week(planned, Most(6, 2), WEEKDAYS, first=MONDAY + timedelta(days=2), count=2)
    assert (week.monday, week.minutes, week.full_days) == (MONDAY, 420, ((MONDAY, 3),))
    assert (week.without_breath, week.outside) == (1, 2)
    assert week.is_over
    assert not after.is_over
    assert week.due(MONDAY) == MONDAY + timedelta(days=6)
    assert after.due(MONDAY) == after.monday


@given(slots)
def test_every_slot_is_counted_once_and_no_limit_is_never_over(planned):
    weeks = by_week(planned, Most(), WEEKDAYS, first=MONDAY, count=4)
    assert sum(week.minutes for week in weeks) == sum(slot.minutes for slot in planned)
    assert not any(week.is_over for week in weeks)
    assert [week.monday for week in weeks] == [monday_of(MONDAY + timedelta(weeks=number)) for number in range(4)]


@given(slots, st.integers(0, 40), st.integers(0, 6))
def test_lower_limits_are_never_easier_to_keep(planned, hours, a_day):
    higher = by_week(planned, Most(hours + 1, a_day + 1), WEEKDAYS, first=MONDAY, count=4)
    lower = by_week(planned, Most(hours, a_day), WEEKDAYS, first=MONDAY, count=4)
    assert all(one.is_over <= other.is_over for one, other in zip(higher, lower, strict=True))


@given(slots)
def test_whoever_said_no_days_is_never_outside_them(planned):
    weeks = by_week(planned, Most(), Opening(frozenset(), time(9), time(17)), first=MONDAY, count=4)
    assert sum(week.outside for week in weeks) == 0
