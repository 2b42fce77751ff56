"""May this be done now? The days the organisation promises, the moves of an incident, the three limits."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from espoir.organisations.models import Organisation
from espoir.safety.models import Incident

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OPEN, IN_HAND, ENDED = Incident.State.OPEN, Incident.State.IN_HAND, Incident.State.ENDED
MOVES = {OPEN: {IN_HAND, ENDED}, IN_HAND: {IN_HAND, ENDED}, ENDED: {IN_HAND}}


class IllegalMove(Exception):
    """The incident is not in a state where this can be done."""


class NotARoute(Exception):
    """Only a safety lead or an outside ally, and someone else than oneself, receives what happened."""


class NotWithoutHerYes(Exception):
    """Nobody outside is called without her yes, but for the three limits."""


class Whom(models.TextChoices):
    EMERGENCY = "emergency", gettext_lazy("9-1-1")
    POLICE = "police", gettext_lazy("The police")
    HEALTH = "health", gettext_lazy("A clinic or a hospital")
    CHILDREN = "children", gettext_lazy("Child protection")
    LAWYER = "lawyer", gettext_lazy("Legal help")
    OTHER = "other", gettext_lazy("Another organization")


class Because(models.TextChoices):
    YES = "yes", gettext_lazy("Their yes, given on their own page")
    SPOKEN = "spoken", gettext_lazy("Their yes, said to me")
    CHILD = "child", gettext_lazy("We believe a child is in danger")
    LIFE = "life", gettext_lazy("We believe a life is in danger right now")
    COURT = "court", gettext_lazy("A court asks for it")


def check_move(incident: Incident, to: str) -> None:
    if to not in MOVES[Incident.State(incident.state)]:
        raise IllegalMove(f"{incident.state} → {to}")


def check_outside(incident: Incident, *, whom: str, because: str) -> None:
    """Her own yes covers only whom she named; without it there are three limits, and nothing else."""
    if because not in Because.values or (because == Because.YES and whom not in incident.outside_yes):
        raise NotWithoutHerYes(whom)


def end_of_working_day(organisation: Organisation, after: datetime, *, days: int = 1) -> datetime:
    """The hour at which the organisation closes, `days` of its working days after `after`."""
    hours = organisation.opening_hours
    open_days = hours.get("days") or list(WEEK[:5])
    day = timezone.localtime(after).date()
    while days > 0:
        day += timedelta(days=1)
        days -= WEEK[day.weekday()] in open_days
    closes = time.fromisoformat(hours.get("to") or "17:00")
    return timezone.make_aware(datetime.combine(day, closes))
