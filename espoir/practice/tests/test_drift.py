"""The share of time outside the role: exact, between nothing and all of it, and silent where nothing is known."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espoir.practice.drift import DAYS, NotATime, Time, drift, first_day, in_words, minutes_of

LAST = date(2026, 11, 17)
DAY = st.integers(-3, DAYS + 3).map(lambda back: LAST - timedelta(days=back))
TIMES = st.lists(st.builds(Time, on=DAY, minutes=st.integers(1, 1440), is_outside=st.booleans()), max_size=30)


def of(*times: Time) -> Fraction | None:
    return drift(times, last=LAST)


@given(TIMES)
def test_it_is_a_share_of_what_is_known_or_nothing_to_say(times):
    share = of(*times)
    outside, everything = minutes_of(times, last=LAST)

    assert (share is None) == (everything == 0)
    assert share is None or (0 <= share <= 1 and share * everything == outside)


@given(TIMES, DAY, st.integers(1, 1440))
def test_time_in_her_role_never_raises_it(times, on, minutes):
    before, after = of(*times), of(*times, Time(on, minutes, is_outside=False))

    assert (after is None) == (before is None and on not in within_the_window())
    assert before is None or (after is not None and after <= before)


@given(TIMES, DAY, st.integers(1, 1440))
def test_time_outside_it_never_lowers_it(times, on, minutes):
    before, after = of(*times), of(*times, Time(on, minutes, is_outside=True))

    assert before is None or (after is not None and after >= before)


@given(TIMES, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(times, chance):
    assert of(*chance.sample(times, len(times))) == of(*times)


@given(TIMES)
def test_cutting_one_time_in_two_changes_nothing(times):
    in_two = [half for time in times for half in halves(time)]

    assert of(*in_two) == of(*times)


def test_the_window_is_four_weeks_with_both_its_ends():
    inside, before, after = (Time(on, 60, is_outside=True) for on in (
        first_day(LAST), first_day(LAST) - timedelta(days=1), LAST + timedelta(days=1)
    ))  # fmt: skip

    assert first_day(LAST) == date(2026, 10, 21)
    assert of(inside, Time(LAST, 60, is_outside=False)) == Fraction(1, 2)
    assert of(before, after) is None


def test_nothing_noted_is_nothing_to_say_and_not_zero():
    assert of() is None
    assert in_words(None) == "unknown"
    assert in_words(of(Time(LAST, 1, is_outside=False))) == "none"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("1/100", "little"), ("13/100", "little"), ("1/5", "quarter"), ("1/4", "quarter"), ("1/3", "third"),
        ("2/5", "third"), ("9/20", "half"), ("1/2", "half"), ("7/12", "most"), ("1", "most"),
    ],
)  # fmt: skip
def test_it_is_said_by_the_nearest_usual_share(share, words):
    assert in_words(Fraction(share)) == words


def test_a_time_lasts_at_least_a_minute():
    with pytest.raises(NotATime):
        Time(LAST, 0, is_outside=True)


def within_the_window() -> set[date]:
    return {LAST - timedelta(days=back) for back in range(DAYS)}


def halves(time: Time) -> list[Time]:
    if time.minutes == 1:
        return [time]
    first = time.minutes // 2
    return [Time(time.on, minutes, time.is_outside) for minutes in (first, time.minutes - first)]
