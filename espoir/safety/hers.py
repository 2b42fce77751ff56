"""What whoever told us something does with it afterwards: her words, her wishes, her moment, her end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Person
from espoir.safety import rules
from espoir.safety.actions import CHANGED, held
from espoir.safety.models import Incident

ADDED = verb("safety.added", gettext_lazy("added a word to what was told"))
CORRECTED = verb("safety.corrected", gettext_lazy("corrected what was told"))
SAID_NO_YES = verb("safety.no_yes", gettext_lazy("said that no yes was given"))
OVER = verb("safety.over", gettext_lazy("said that it is over"))


@transaction.atomic
def say_what_may_be_done(
    incident: Incident, *, by: Person, may_know: Iterable[str], outside_yes: Iterable[str]
) -> None:
    """The reporter's wishes: who here may know, whom outside we may call."""
    incident = held(incident)
    incident.may_know, incident.outside_yes = [*may_know], [*outside_yes]
    incident.save(update_fields=["box"])
    record(CHANGED, by=by, about=[by], what=incident)
    tell(incident.owner)


# Her words.


@transaction.atomic
def add(incident: Incident, *, by: Person, words: str) -> None:
    """Another word, until the end and after it."""
    incident = held(incident)
    incident.added = [*incident.added, {"at": _now(), "words": words}]
    incident.save(update_fields=["box"])
    record(ADDED, by=by, about=[by], what=incident)
    tell(incident.owner)


@transaction.atomic
def correct(incident: Incident, *, by: Person, what: str, when: str, words: str, added: Sequence[str]) -> None:
    """Say it otherwise, or take it out, until the end. What stood there before is not kept."""
    incident = held(incident)
    if incident.state == rules.ENDED or len(added) != len(incident.added):
        raise rules.IllegalMove("it cannot be corrected now")
    incident.what, incident.when, incident.words = what, when, words
    rewritten = [{**one, "words": now} for one, now in zip(incident.added, added, strict=True)]
    incident.added = [one for one in rewritten if one["words"]]
    incident.corrected_at = _now()
    incident.save(update_fields=["box"])
    record(CORRECTED, by=by, about=[by], what=incident)
    tell(incident.owner)


@transaction.atomic
def i_did_not_say_yes(incident: Incident, *, by: Person, number: int) -> None:
    """No yes of hers stands behind that contact: its line says so, and she is owed news by the next working day."""
    incident = held(incident)
    if not 0 <= number < len(incident.outside) or incident.outside[number]["because"] != rules.Because.SPOKEN:
        raise rules.IllegalMove("no such contact")
    incident.outside = [
        {**one, "no_yes": _now()} if each == number else one for each, one in enumerate(incident.outside)
    ]
    incident.state, incident.ended_on = rules.IN_HAND, None
    incident.news_by = rules.end_of_working_day(incident.organisation, clock.now())
    incident.save()
    record(SAID_NO_YES, by=by, about=[by], what=incident)
    tell(incident.owner)


# Her moment.


@transaction.atomic
def ask_for_a_moment(incident: Incident, *, by: Person, on: date | None = None) -> None:
    """A moment with someone: today, or the day that suits her. Also when one was said to be taken and was not."""
    incident = held(incident)
    day = on or clock.today()
    if not clock.today() <= day <= clock.today() + timedelta(days=rules.MOST_DAYS_TO_A_MOMENT):
        raise rules.IllegalMove("not that day")
    rules.check_move(incident, rules.IN_HAND)
    incident.debrief, incident.moment_on = Incident.Debrief.WANTED, day.isoformat()
    incident.save(update_fields=["box"])
    record(CHANGED, by=by, about=[by], what=incident)
    tell(incident.owner)


@transaction.atomic
def no_moment(incident: Incident, *, by: Person) -> None:
    """Not for her, and nobody asks why. She can change her mind until the end."""
    incident = held(incident)
    if incident.debrief != Incident.Debrief.HELD:
        incident.debrief = Incident.Debrief.NOT_WANTED
        incident.save(update_fields=["box"])
        record(CHANGED, by=by, about=[by], what=incident)


# Her end.


@transaction.atomic
def it_is_over(incident: Incident, *, by: Person) -> None:
    incident = held(incident)
    if incident.state != rules.ENDED:
        raise rules.IllegalMove("it was not ended")
    incident.over_on = clock.today().isoformat()
    incident.save(update_fields=["box"])
    record(OVER, by=by, about=[by], what=incident)


@transaction.atomic
def not_over(incident: Incident, *, by: Person, words: str = "") -> None:
    """The reporter says that it is not over: it goes on, with a new date for news."""
    incident = held(incident)
    if incident.state != rules.ENDED:
        raise rules.IllegalMove("it was not ended")
    incident.state, incident.ended_on, incident.over_on = rules.IN_HAND, None, ""
    incident.news_by = rules.end_of_working_day(incident.organisation, clock.now())
    if words:
        incident.added = [*incident.added, {"at": _now(), "words": words}]
    incident.save()
    record(CHANGED, by=by, about=[by], what=incident)
    tell(incident.owner)


def _now() -> str:
    return timezone.localtime(clock.now()).isoformat()
