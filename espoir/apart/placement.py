"""The one question that every placement asks: who may be offered? Never "this one and that one?", never why not.

Whoever is left out is left out like someone who is away, full or unwilling: nothing is counted, written or said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from espoir.apart import keeper, rules
from espoir.organisations.models import Person


def offerable(seeker: Person, candidates: Iterable[Person]) -> list[Person]:
    """Those of `candidates` who may be placed with `seeker`, in the same order. Either one's wish counts."""
    wishes = _acting_wishes(seeker)
    return [candidate for candidate in candidates if not _apart(wishes, seeker, candidate)]


def is_whole(people: Sequence[Person]) -> bool:
    """May all of these people be in one group, room or shift?"""
    if not people:
        return True
    wishes = _acting_wishes(people[0])
    return not any(_apart(wishes, one, other) for one, other in combinations(people, 2))


@dataclass
class Wish:
    """Everyone whom one person would rather not meet, put together."""

    people: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def means(self, person: Person) -> bool:
        return (person.pk in self.people) | (rules.plain(person.chosen_name) in self.names)


def _acting_wishes(someone: Person) -> dict[str, Wish]:
    wishes: dict[str, Wish] = {}
    for entry in keeper.entries(someone.organisation_id):
        if rules.acts(entry):
            wish = wishes.setdefault(entry.by, Wish())
            wish.people.update(entry.people)
            wish.names.add(rules.plain(entry.words))
    return wishes


def _apart(wishes: dict[str, Wish], one: Person, other: Person) -> bool:
    """Both sides are always looked at: how long this takes says nothing."""
    nothing = Wish()
    return wishes.get(one.pk, nothing).means(other) | wishes.get(other.pk, nothing).means(one)
