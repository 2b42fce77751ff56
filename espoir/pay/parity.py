"""What one role is paid beside another: pure functions, whole cents, no rounding that hides one.

Units: money in cents; time in whole hours a year or minutes; leave in days a year. A yearly salary is turned into
an hour by its own hours a year. Comparisons are made on exact whole numbers; only what is shown is rounded, away
from zero.

Source of the comparison (money, benefits, leave, beside a role of the same weight): the mission's SUPP-11.
"""

from __future__ import annotations

from dataclasses import dataclass

HOUR, YEAR = "hour", "year"
MINUTES = 60


class NotAPay(ValueError):
    """Less than nothing, no hours, or neither by hour nor by year."""


@dataclass(frozen=True)
class Pay:
    """What a role is paid. `cents`: an hour or a year, as `basis` says. `hours`: whole hours a year, one or more."""

    cents: int
    basis: str
    hours: int
    benefits: frozenset[str] = frozenset()
    sick_days: int = 0
    leave_days: int = 0
    is_permanent: bool = False
    advances: bool = False  # what comes next in the role is said

    def __post_init__(self) -> None:
        if self.basis not in (HOUR, YEAR) or self.hours < 1 or min(self.cents, self.sick_days, self.leave_days) < 0:
            raise NotAPay(self)


def yearly_cents(pay: Pay) -> int:
    """Cents a year, exact."""
    return pay.cents * pay.hours if pay.basis == HOUR else pay.cents


def hourly_cents(pay: Pay) -> int:
    """Cents an hour, for reading: up to the next cent when the year does not divide by its hours."""
    return away_from_zero(yearly_cents(pay), pay.hours)


def hourly_gap(hers: Pay, theirs: Pay) -> int:
    """Cents an hour that the other role has more (negative: less). Not zero unless they are exactly equal."""
    exact = yearly_cents(theirs) * hers.hours - yearly_cents(hers) * theirs.hours
    return away_from_zero(exact, hers.hours * theirs.hours)


def yearly_gap(hers: Pay, theirs: Pay) -> int:
    """Cents a year that she would have more for her own hours at the other role's rate (negative: less)."""
    exact = yearly_cents(theirs) * hers.hours - yearly_cents(hers) * theirs.hours
    return away_from_zero(exact, theirs.hours)


def worth_of(minutes: int, pay: Pay) -> int:
    """Cents that this many minutes would be paid at that role's rate, up to the next cent."""
    return away_from_zero(minutes * yearly_cents(pay), MINUTES * pay.hours)


def benefits_missing(hers: Pay, theirs: Pay) -> frozenset[str]:
    """Codes of what the other role has and hers has not."""
    return theirs.benefits - hers.benefits


def days_missing(hers: Pay, theirs: Pay) -> tuple[int, int]:
    """Paid sick days and paid leave days a year that the other role has more; never negative."""
    return max(0, theirs.sick_days - hers.sick_days), max(0, theirs.leave_days - hers.leave_days)


def is_below(pay: Pay, cents: int) -> bool:
    """Is this pay less an hour than that many cents? Exact: no rounding hides a part of a cent."""
    return yearly_cents(pay) < cents * pay.hours


def away_from_zero(amount: int, by: int) -> int:
    """Divide whole numbers; any remainder counts as one more, on the side of zero where it stands."""
    return -(-amount // by) if amount >= 0 else amount // by
