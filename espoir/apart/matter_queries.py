"""What waits for safety leads and the outside ally: who may look, and what they read before and after it opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.apart import keeper, ties
from espoir.apart.codes import Then, What
from espoir.apart.ties import Tie
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Permission, Role
from espoir.people.models import Arrival
from espoir.vault import keys

TWO = 2


def may_look(person: Person) -> bool:
    return person.may(Permission.LEAD_SAFETY) or person.may(Permission.BE_AN_ALLY)


def who_could_look(organisation: Organisation) -> list[Person]:
    """The safety leads, then the outside allies, the longest here first."""
    rows = Person.objects.of(organisation).here().wearing(Role.SAFETY_LEAD, Role.ALLY)
    found = list(rows.prefetch_related("hats").order_by("since", "pk"))
    keys.fetch(organisation.pk, [person.pk for person in found])
    return sorted(found, key=lambda person: Role.SAFETY_LEAD not in person.roles)


@dataclass(frozen=True)
class Matter:
    """A review or an alarm, with those who may look at it. Never the reason."""

    row: keeper.Matter
    organisation: Organisation
    readers: tuple[Person, ...]

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def is_alarm(self) -> bool:
        return self.row.what == "alarm"

    @property
    def due(self) -> date:
        return self.row.due

    @property
    def is_settled(self) -> bool:
        return self.row.settled_on is not None

    @property
    def is_late(self) -> bool:
        return not self.is_settled and self.due < clock.today()

    @property
    def owner(self) -> Person | None:
        return self.readers[0] if self.readers else None

    @property
    def needs(self) -> int:
        """How many different people press before the reason opens."""
        return min(TWO, len(self.readers))

    @cached_property
    def people(self) -> list[Person]:
        found = {person.pk: person for person in Person.objects.of(self.organisation).filter(pk__in=self.row.people)}
        return [found[pk] for pk in self.row.people if pk in found]

    @cached_property
    def tie(self) -> Tie | None:
        """What stands, if it still does."""
        return ties.find(self.organisation, self.row.kind, self.row.key)

    @property
    def asker(self) -> Person | None:
        return Person.objects.of(self.organisation).filter(pk=self.row.asker).first() if self.row.asker else None

    def others(self, reader: Person) -> list[Person]:
        return [person for person in self.readers if person.pk != reader.pk]

    def has_pressed(self, reader: Person) -> bool:
        return reader.pk in self.row.asked_by or self.is_open_to(reader)

    def is_open_to(self, reader: Person) -> bool:
        return reader.pk in self.row.opened_by

    @property
    def outcome(self) -> str:
        return str(OUTCOMES[self.row.outcome]) if self.row.outcome in OUTCOMES else ""

    def words_of_tie(self) -> str:
        """« A support relationship »: what it is, not why."""
        return str(self.tie.words if self.tie else _("It no longer stands"))


OUTCOMES = {
    "changed": _lazy("It’s changed"),
    "talked": _lazy("We talked, and it stays"),
    "leave": _lazy("It stays as it is"),
}
OUTCOMES_OF_AN_ALARM = {
    "talked": _lazy("We talked about it together"),
    "leave": _lazy("There was a good reason"),
}


def matters_for(reader: Person) -> list[Matter]:
    """All those that this person may look at, those that wait first. A party never sees her own."""
    if not may_look(reader):
        return []
    found = [matter for matter in _all(reader.organisation) if reader in matter.readers]
    return sorted(found, key=lambda matter: (matter.is_settled, matter.due, matter.id))


def waiting_for(reader: Person) -> list[Matter]:
    return [matter for matter in matters_for(reader) if not matter.is_settled]


def open_matters(organisation: Organisation) -> list[Matter]:
    """For the promises: also those that nobody may look at."""
    return [matter for matter in _all(organisation) if not matter.is_settled]


def _all(organisation: Organisation) -> list[Matter]:
    rows = keeper.matters(organisation.pk)
    if not rows:
        return []
    could = who_could_look(organisation)
    return [Matter(row, organisation, tuple(_readers(row, organisation, could))) for row in rows]


def _readers(row: keeper.Matter, organisation: Organisation, could: Iterable[Person]) -> list[Person]:
    """Nobody who is a party. An alarm is for someone who neither asked nor welcomed: a safety lead, else the ally."""
    others = [person for person in could if person.pk not in row.people]
    if row.what != "alarm":
        return others
    beside = {row.asker, *_who_welcomed(row, organisation)}
    others = [person for person in others if person.pk not in beside]
    return [person for person in others if Role.SAFETY_LEAD in person.roles] or others


def _who_welcomed(row: keeper.Matter, organisation: Organisation) -> set[str]:
    arrivals = Arrival.objects.of(organisation).filter(person__in=row.people)
    return {pk for pk in arrivals.values_list("welcomed_by", flat=True) if pk}


@dataclass(frozen=True)
class Written:
    """One side of the reason: who, in which words, and what she asked for."""

    person: Person
    words: str
    what: str
    then: Then


def reason(matter: Matter, reader: Person) -> list[Written]:
    """Both sides, once it is open to this reader. Whoever shows it notes it in the logbook."""
    told = keeper.reason(matter.row, by=reader.pk)
    people = {person.pk: person for person in matter.people}
    return [_written(side, people[side.person]) for side in told.sides if side.person in people]


def _written(side: keeper.Side, person: Person) -> Written:
    what = str(What(side.kind).label) if side.kind in What.values else ""
    return Written(person, side.words, what, Then(side.then))
