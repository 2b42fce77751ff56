from __future__ import annotations

from espoir import clock
from espoir.research.models import Study

BELOW = 10  # people behind a number, in a report
CROWD = 5  # people of a kind, so that the kind alone leads to nobody
NEEDED = 2  # people of the team who say yes
LONGEST = 1200  # signs of a quotation


class IllegalMove(Exception):
    """This cannot be done now: someone did something in between, or it makes no sense."""


class NotWhole(IllegalMove):
    """Something in the report cannot be printed yet."""


def may_write(study: Study) -> bool:
    """Once it is approved, the report is what it is."""
    return study.state in (Study.State.PREPARED, Study.State.OPEN, Study.State.CLOSED)


def may_end(study: Study) -> bool:
    """After the report; or without one, once the day that people were told has come."""
    if study.state == Study.State.APPROVED:
        return True
    return study.state == Study.State.CLOSED and is_due(study)


def is_due(study: Study) -> bool:
    return study.raw_until is not None and study.raw_until <= clock.today()
