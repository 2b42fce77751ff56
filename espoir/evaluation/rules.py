"""When may a figure be given?"""

from __future__ import annotations

from datetime import date, timedelta

from espoir.evaluation.periods import Period
from espoir.meetings.models import DAYS_TO_FIX

FEWEST = 10  # people behind a number, in reports
DAYS_UNTIL_KEPT = timedelta(days=DAYS_TO_FIX + 1)


def kept_from(period: Period) -> date:
    """The day from which the meetings of this period can no longer be fixed: its figures stay as they are."""
    return period.last + DAYS_UNTIL_KEPT
