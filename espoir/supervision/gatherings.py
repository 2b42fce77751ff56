"""Supervision together, as those who are invited and whoever leads it read it."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from espoir import clock
from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.supervision.models import Chair, Gathering, SharedTopic, Supervision
from espoir.vault import keys

A_WHILE = timedelta(days=182)


def gatherings_of(person: Person) -> OwnedQuerySet[Gathering]:
    """Those she leads, and those she has an invitation to, for half a year."""
    invited = Chair.objects.of(person.organisation).filter(supporter=person).values("gathering")
    rows = Gathering.objects.of(person.organisation).filter(Q(supervisor=person) | Q(pk__in=invited))
    is_led = Q(supervisor__state=Person.State.HERE) | ~Q(state=Supervision.State.PLANNED)  # someone will be there
    return rows.filter(is_led, at__gte=clock.now() - A_WHILE).select_related("supervisor").order_by("-at")


def next_of(person: Person) -> Gathering | None:
    """The next date together that she leads or is invited to."""
    return _to_come(gatherings_of(person)).first()


def led_next_by(person: Person) -> Gathering | None:
    return _to_come(Gathering.objects.of(person.organisation).filter(supervisor=person)).first()


def _to_come(rows: OwnedQuerySet[Gathering]) -> OwnedQuerySet[Gathering]:
    return rows.filter(state=Supervision.State.PLANNED, at__gte=clock.now()).order_by("at")


def chair_of(gathering: Gathering, person: Person) -> Chair | None:
    rows = Chair.objects.of(person.organisation).filter(gathering=gathering, supporter=person)
    return rows.select_related("gathering", "supporter").first()


def who_comes(gathering: Gathering) -> list[Person]:
    chairs = Chair.objects.of(gathering.organisation).filter(gathering=gathering, state=Chair.State.COMING)
    here = chairs.filter(supporter__state=Person.State.HERE).select_related("supporter")
    return sorted((chair.supporter for chair in here), key=lambda person: person.name)


def who_is_in(gathering: Gathering) -> list[Person]:
    leads = [gathering.supervisor] if gathering.supervisor else []
    return [*leads, *who_comes(gathering)]


def topics_of(gathering: Gathering) -> list[SharedTopic]:
    rows = SharedTopic.objects.of(gathering.organisation).filter(gathering=gathering)
    topics = list(rows.select_related("added_by").order_by("added", "pk"))
    keys.fetch(gathering.organisation_id, {topic.added_by_id for topic in topics})
    return topics


def missed_together(person: Person) -> list[Gathering]:
    """Those that she would have come to and that the organisation cancelled, for half a year."""
    coming = Chair.objects.of(person.organisation).filter(supporter=person, state=Chair.State.COMING)
    cancelled = gatherings_of(person).filter(state=Supervision.State.CANCELLED)
    return list(cancelled.filter(Q(supervisor=person) | Q(pk__in=coming.values("gathering"))))
