"""The periods for which figures are given: calendar quarters, half-years or years, never any two dates.

Two figures for periods that overlap can be subtracted, and what is left is a figure for the days in between, perhaps
about one person. So an organisation has one pace at a time, its periods never overlap, and a new pace waits for the
first of January, where all three paces meet (`models.Pace`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_IN_A_PERIOD = (3, 6, 12)


class NotAPeriod(ValueError):
    """These two dates are not a calendar quarter, half-year or year."""


@dataclass(frozen=True, order=True)
class Period:
    first: date
    last: date

    @classmethod
    def of(cls, first: date, last: date) -> Period:
        """The period between these dates; raises `NotAPeriod` for any other pair of dates."""
        found = [cls.around(first, months) for months in MONTHS_IN_A_PERIOD]
        if cls(first, last) not in found:
            raise NotAPeriod(first, last)
        return cls(first, last)

    @classmethod
    def around(cls, day: date, months: int) -> Period:
        """The period of this many months in which `day` lies."""
        begins = date(day.year, (day.month - 1) // months * months + 1, 1)
        return cls(begins, month_after(begins, months) - timedelta(days=1))

    @property
    def length(self) -> int:
        """In months."""
        return self.last.month - self.first.month + 1

    @property
    def before(self) -> Period:
        return self.around(self.first - timedelta(days=1), self.length)

    def is_over(self, today: date) -> bool:
        return self.last < today

    def months(self) -> Iterator[Period]:
        begins = self.first
        while begins <= self.last:
            yield self.around(begins, 1)
            begins = month_after(begins)


def month_after(first: date, months: int = 1) -> date:
    """The first day of the month, this many months later."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
