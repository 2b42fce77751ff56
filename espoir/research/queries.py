from __future__ import annotations

from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.research.models import Seat, Study


def studies_of(person: Person) -> OwnedQuerySet[Study]:
    """The studies whose team she is on: all that she may open anything of."""
    seats = Seat.objects.of(person.organisation).filter(person=person)
    return Study.objects.of(person.organisation).filter(pk__in=seats.values("study"))


def may_meet_people(person: Person, study: Study) -> bool:
    """May she open who took part, and how to reach them?"""
    return Seat.objects.of(study.organisation).filter(study=study, person=person, meets_people=True).exists()
