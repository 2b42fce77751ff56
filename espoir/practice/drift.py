"""How much of someone's time went outside her role: pure functions on plain values, exact, and for her eyes first.

Units: whole minutes; a day is a calendar day; the window is `DAYS` days and ends with its last day, both ends included.
The share is an exact fraction between 0 and 1. Where no time at all is known there is nothing to say: `None`, never 0.

Source of the measure (share outside the role over four weeks): the mission's SUPP-5.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

WEEKS = 4
DAYS = 7 * WEEKS


class NotATime(ValueError):
    """Less than a minute."""


@dataclass(frozen=True)
class Time:
    """Time given on one day. `minutes`: one or more."""

    on: date
    minutes: int
    is_outside: bool  # outside the role, and not agreed beforehand

    def __post_init__(self) -> None:
        if self.minutes < 1:
            raise NotATime(self)


def first_day(last: date) -> date:
    """The first day of the window that ends with `last`."""
    return last - timedelta(days=DAYS - 1)


def within(times: Iterable[Time], *, last: date) -> list[Time]:
    """Those of the window, in the order given."""
    return [time for time in times if first_day(last) <= time.on <= last]


def minutes_of(times: Iterable[Time], *, last: date) -> tuple[int, int]:
    """(minutes outside the role, minutes in all) over the window."""
    kept = within(times, last=last)
    return sum(time.minutes for time in kept if time.is_outside), sum(time.minutes for time in kept)


def drift(times: Iterable[Time], *, last: date) -> Fraction | None:
    """The share of time outside the role over the window that ends with `last`; None when no time is known."""
    outside, everything = minutes_of(times, last=last)
    return Fraction(outside, everything) if everything else None


# Half way between two words stands the border: a sixth, then between a quarter, a third, a half.
BORDERS = (
    (Fraction(1, 6), "little"),
    (Fraction(7, 24), "quarter"),
    (Fraction(5, 12), "third"),
    (Fraction(7, 12), "half"),
)


def in_words(share: Fraction | None) -> str:
    """A code for the sentence that says it: the nearest usual share, so that no precision is read into it."""
    if share is None:
        return "unknown"
    if not share:
        return "none"
    return next((code for border, code in BORDERS if share < border), "most")
