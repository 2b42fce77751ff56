"""May this be done now? Who would answer, and by when."""

from __future__ import annotations

from datetime import date, timedelta

from espoir import clock
from espoir.organisations.models import Clock, Organisation
from espoir.practice.models import Question

DAYS_TO_ANSWER = 14
LATELY = timedelta(days=14)  # an answer is said on one's page so long
LONGEST_BACK = timedelta(days=27)  # a day older than the window changes nothing


class NotAChoice(Exception):
    """Neither a usual kind nor a line of the charter."""


class NotHers(Exception):
    """What someone else noted."""


class NothingToAsk(Exception):
    """A question needs something that she ticked."""


class NobodyToAnswer(Exception):
    """The organisation has nobody who answers: nothing may be promised."""


class AlreadyAnswered(Exception):
    """It has its answer."""


def kept_since(organisation: Organisation) -> date:
    """What she noted is kept as long as short notes are."""
    months = int(organisation.clocks.get(Clock.NOTES, 3))
    return clock.today() - timedelta(days=31 * max(1, months))


def check_open(question: Question) -> None:
    if question.state != Question.State.ASKED:
        raise AlreadyAnswered
