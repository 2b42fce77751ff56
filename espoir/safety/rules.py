"""May this be done now? The days the organisation promises, the moves of an incident, the three limits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from espoir.organisations.models import Organisation, Person
from espoir.safety.models import Incident

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OPEN, IN_HAND, ENDED = Incident.State.OPEN, Incident.State.IN_HAND, Incident.State.ENDED
MOVES = {OPEN: {IN_HAND, ENDED}, IN_HAND: {IN_HAND, ENDED}, ENDED: {IN_HAND}}
DAYS_FOR_THE_STEPS = 5  # working days for what the sheet says
MOST_DAYS_TO_A_MOMENT = 60


class IllegalMove(Exception):
    """The incident is not in a state where this can be done."""


class MomentOwed(IllegalMove):
    """It does not end while the organisation still owes a moment."""


class NotARoute(Exception):
    """Only a safety lead or an outside ally, and someone else than oneself, receives what happened."""


class NotWithoutHerYes(Exception):
    """Nobody outside is called without her yes, but for the three limits; and nobody else is told."""


class NotAlone(Exception):
    """Without her yes: a reason in words, a second person, and why she was not told first if she was not."""


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


class NotFirst(models.TextChoices):
    """Why she was not told before."""

    DANGER = "danger", gettext_lazy("It would have put someone in danger")
    LAW = "law", gettext_lazy("The law did not allow it")


LIMITS = frozenset({Because.CHILD, Because.LIFE, Because.COURT})


class Todo(models.TextChoices):
    """A step of the sheet, for one incident."""

    OPEN = "open", gettext_lazy("To do")
    DONE = "done", gettext_lazy("Done")
    ASIDE = "aside", gettext_lazy("Left aside this time")


@dataclass(frozen=True)
class Outside:
    """One contact outside: whom, on what ground, and, without her yes, why, with whom, and whether she knew first."""

    whom: str
    because: str
    why: str = ""
    told_first: bool = False
    not_first: str = ""
    second: Person | None = None

    @property
    def is_without_her_yes(self) -> bool:
        return self.because in LIMITS


def check_move(incident: Incident, to: str) -> None:
    if to not in MOVES[Incident.State(incident.state)]:
        raise IllegalMove(f"{incident.state} → {to}")


def check_outside(incident: Incident, contact: Outside, seconds: Collection[Person]) -> None:
    """Her own yes covers only whom she named; without it there are three limits, and never one person alone."""
    if contact.whom not in Whom.values or contact.because not in Because.values:
        raise NotWithoutHerYes(contact.whom)
    if contact.because == Because.YES and contact.whom not in incident.outside_yes:
        raise NotWithoutHerYes(contact.whom)
    if contact.is_without_her_yes:
        _check_without_her_yes(contact, seconds)


def _check_without_her_yes(contact: Outside, seconds: Collection[Person]) -> None:
    if not contact.why.strip():
        raise NotAlone("why")
    if not contact.told_first and contact.not_first not in NotFirst.values:
        raise NotAlone("not_first")
    if (contact.second not in seconds) if seconds else contact.second is not None:
        raise NotAlone("second")


def without_a_word(incident: Incident) -> list[dict[str, str]]:
    """Contacts of which the second person has not said yet whether they were decided by two, the earliest first."""
    return [one for one in incident.outside if one.get("second") and not one["second_says"]]


def asked_of(incident: Incident, person: Person) -> int | None:
    """The place of the contact of which this person is asked now."""
    waits = (one for one in without_a_word(incident) if one["second"] == person.pk)
    return next((incident.outside.index(one) for one in waits), None)


def is_late_step(step: dict[str, str], by: str) -> bool:
    """Not done by the day that was said (an ISO day). What was set aside in time is not late."""
    return step["state"] == Todo.OPEN or step["at"][: len(by)] > by


def check_end(incident: Incident) -> None:
    check_move(incident, ENDED)
    if incident.owes_a_moment:
        raise MomentOwed


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
