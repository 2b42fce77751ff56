from __future__ import annotations

from datetime import date

from espoir import clock
from espoir.organisations.models import Organisation
from espoir.people.rules import open_day_after
from espoir.workload.models import Limit

WEEKS_AHEAD = 4
A_MEETING, A_GROUP = 60, 120  # minutes: a date has no length before it took place
LOOK_BACK = 56  # days in which supervision that we cancelled is counted
DAYS_TO_ANSWER = 5


class IllegalMove(Exception):
    """Something was asked of limits that is not open, or not theirs to say."""


def answer_by(organisation: Organisation) -> date:
    return open_day_after(organisation, clock.today(), DAYS_TO_ANSWER)


def is_lower(limit: Limit, hours: int, a_day: int) -> bool:
    """She lowers alone, at once. Whatever is raised in any of the two needs both."""
    if limit.hours is None or limit.a_day is None:
        return False
    return hours <= limit.hours and a_day <= limit.a_day
