"""The one question that every placement asks: who may be offered, who may join? Never "this one and that one?".

Whoever is left out is left out like someone who is away, full or unwilling: nothing is counted, written or said.
What it says yes to may then be written, in the same transaction, and nothing else (see `placed.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from espoir.apart import keeper, rules
from espoir.apart.placed import VERBS, Kind, NotAsked, Placed, PlacedQuerySet, places, said_yes
from espoir.organisations.models import Person

__all__ = ["VERBS", "Kind", "NotAsked", "Placed", "PlacedQuerySet", "is_whole", "joinable", "offerable", "places"]


def offerable(
    seeker: Person, candidates: Iterable[Person], *, kind: Kind = Kind.OFFER, asker: Person | None = None
) -> list[Person]:
    """Those of `candidates` who may be placed with `seeker`, in the same order. Either one's wish counts."""
    wishes = _acting_wishes(seeker)
    offered = [candidate for candidate in candidates if not _apart(wishes, seeker, candidate)]
    said_yes(kind, ({seeker.pk, candidate.pk} for candidate in offered))
    return offered


def joinable(
    present: Sequence[Person], candidates: Iterable[Person], *, kind: Kind = Kind.GROUP, asker: Person | None = None
) -> list[Person]:
    """Those of `candidates` who may, each alone, join the people who are in the room already."""
    asked = list(candidates)
    wishes = _acting_wishes(asked[0]) if asked else {}
    welcome = [one for one in asked if not any(_apart(wishes, one, other) for other in present if other != one)]
    there = {person.pk for person in present}
    said_yes(kind, ({*there, person.pk} for person in welcome))
    return welcome


def is_whole(
    people: Sequence[Person], *, kind: Kind = Kind.GROUP, newcomer: Person | None = None, asker: Person | None = None
) -> bool:
    """May all of these people be together: two in a pair, or all of a group, room or shift?"""
    if not people:
        return True
    wishes = _acting_wishes(people[0])
    whole = not any(_apart(wishes, one, other) for one, other in combinations(people, 2))
    said_yes(kind, [{person.pk for person in people}] if whole else [])
    return whole


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
