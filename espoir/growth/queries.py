from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from espoir import clock
from espoir.growth.models import Budget, Certificate, Circle, Coming, Event, Learned, Step
from espoir.meetings import queries as meetings
from espoir.organisations.earlier import read_by_nobody
from espoir.organisations.models import Organisation, Person
from espoir.organisations.promises import Asked

# ── her plan ────────────────────────────────────────────────────────────────────────────────────────────────────────


def steps_of(person: Person) -> QuerySet[Step]:
    rows = Step.objects.of(person.organisation).filter(person=person).select_related("owner")
    return rows.order_by("done_on", "by_when", "since", "pk")


def learned_by(person: Person) -> QuerySet[Learned]:
    return Learned.objects.of(person.organisation).filter(person=person).order_by("-on", "pk")


def certificates_of(person: Person) -> QuerySet[Certificate]:
    return Certificate.objects.of(person.organisation).filter(person=person).order_by("-on", "pk")


@dataclass(frozen=True)
class Sums:
    """Her own hours, added up for whoever asks her for them. Plain sums: nothing is measured against them."""

    this_year: int
    in_all: int
    with_people: int

    @property
    def together(self) -> int:
        return self.in_all + self.with_people


@read_by_nobody(because="her own hours, added up; nobody stands in them")
def sums_of(person: Person) -> Sums:
    this_year = Q(on__year=clock.today().year)
    learned = learned_by(person).aggregate(every=Sum("minutes"), now=Sum("minutes", filter=this_year))
    met = meetings.all_meetings_noted_with(person).aggregate(every=Sum("minutes"))
    return Sums(learned["now"] or 0, learned["every"] or 0, met["every"] or 0)


# ── what the organisation sets aside and answers ────────────────────────────────────────────────────────────────────

GIVEN = (Step.State.YES, Step.State.OTHERWISE)


@dataclass(frozen=True)
class Purse:
    """What is set aside this year, and what is left of it."""

    year: int
    cents: int
    left: int


def budget_of(organisation: Organisation, year: int) -> Budget | None:
    return Budget.objects.of(organisation).filter(year=year).first()


def purse_of(organisation: Organisation) -> Purse | None:
    """None while nobody has said how much."""
    year = clock.today().year
    budget = budget_of(organisation, year)
    if budget is None or not budget.cents:
        return None
    return Purse(year, budget.cents, max(budget.cents - budget.given_cents, 0))


def asked_here(organisation: Organisation) -> QuerySet[Step]:
    """What people who are here asked the organisation for; never what is only hers."""
    rows = Step.objects.of(organisation).filter(person__state=Person.State.HERE).exclude(state=Step.State.HERS)
    return rows.select_related("person", "owner")


def to_answer(organisation: Organisation) -> QuerySet[Step]:
    return asked_here(organisation).filter(state=Step.State.ASKED).order_by("due", "pk")


def answered(organisation: Organisation) -> QuerySet[Step]:
    return asked_here(organisation).exclude(state=Step.State.ASKED).order_by("-answered_on", "pk")


def who_answers(asked: Asked) -> Person | None:
    """Money is the director's to answer for; where nobody directs, the coordinator's."""
    return next(iter(asked.directors), asked.chief)


# ── circles and dates elsewhere ─────────────────────────────────────────────────────────────────────────────────────


def circles_to_come(organisation: Organisation) -> QuerySet[Circle]:
    rows = Circle.objects.of(organisation).filter(state=Circle.State.PLANNED, at__gte=clock.now())
    return rows.select_related("opened_by").order_by("at", "pk")


def who_comes(circle: Circle) -> list[Person]:
    rows = Coming.objects.of(circle.organisation).filter(circle=circle, person__state=Person.State.HERE)
    people = Person.objects.of(circle.organisation).filter(pk__in=rows.values("person"))
    return list(people.select_related("organisation").order_by("pk"))


def circles_she_comes_to(person: Person) -> frozenset[str]:
    rows = Coming.objects.of(person.organisation).filter(person=person)
    return frozenset(rows.values_list("circle_id", flat=True))


def comes(circle: Circle, person: Person) -> bool:
    return Coming.objects.of(circle.organisation).filter(circle=circle, person=person).exists()


def events_to_come(organisation: Organisation) -> QuerySet[Event]:
    return Event.objects.of(organisation).filter(on__gte=clock.today()).order_by("on", "pk")


def events_past(organisation: Organisation, before: date) -> QuerySet[Event]:
    return Event.objects.of(organisation).filter(on__lt=before)
