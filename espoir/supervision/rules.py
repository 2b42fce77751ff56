"""May this be done now? The ways a topic ends, and the hours that "I need to talk today" may promise."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from espoir.supervision.models import Topic

OPEN, CARRIED, ESCALATED, DONE = Topic.State.OPEN, Topic.State.CARRIED, Topic.State.ESCALATED, Topic.State.DONE
MOVES = {
    OPEN: {CARRIED, ESCALATED, DONE},
    CARRIED: {CARRIED, ESCALATED, DONE},
    ESCALATED: {CARRIED, ESCALATED, DONE},
    DONE: set(),
}

ANSWER_WITHIN = timedelta(hours=2)
TOO_SHORT = timedelta(minutes=30)  # before someone's day ends, an answer would be a wish and not a promise


class IllegalMove(Exception):
    """What is ended, cancelled or taken back stays so."""


class NotAvailable(Exception):
    """Someone cannot be chosen for this, whatever the cause."""


class NobodyToAnswer(Exception):
    """The organisation has nobody who answers: nothing may be promised."""


def check_move(topic: Topic, to: str) -> None:
    if to not in MOVES[Topic.State(topic.state)]:
        raise IllegalMove(f"{topic.state} → {to}")


def answer_by(now: datetime) -> datetime:
    """Within two hours, said as people say an hour: at 2:05 p.m., “by 4 p.m.”"""
    local = timezone.localtime(now + ANSWER_WITHIN)
    return local.replace(minute=30 if local.minute >= 30 else 0, second=0, microsecond=0)


def answer_before_the_day_ends(now: datetime, ends: time) -> datetime | None:
    """The hour that someone whose day ends at `ends` can promise; None when it is too close."""
    local = timezone.localtime(now)
    end = local.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    by = min(answer_by(now), end)
    return by if by - local >= TOO_SHORT else None


# More, for now.


def usual_due(last: date, weeks: int) -> date:
    return last + timedelta(weeks=weeks)


def due_with_more(last: date, weeks: int, more_weeks: int, more_since: date) -> date:
    """The closer rhythm counts from the day it began: nothing is owed for the time before it."""
    return min(usual_due(last, weeks), max(last, more_since) + timedelta(weeks=more_weeks))


def is_far_enough(coming: date, due: date, today: date, more_weeks: int) -> bool:
    """Does a date that is set keep the closer rhythm? Once the day has gone by, one within the coming time does."""
    return coming <= (due if due >= today else today + timedelta(weeks=more_weeks))


# How the organisation answers "I need to talk today".

FEWEST = 10  # people behind a number


def may_be_counted(people: int, asked: int, in_time: int) -> bool:
    """Neither those in time nor those too late may be few, unless there are none."""
    late = asked - in_time
    return people >= FEWEST and in_time >= FEWEST and (late == 0 or late >= FEWEST)
