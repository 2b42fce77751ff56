"""The one question that every placement asks: who may be offered, who may join? Never "this one and that one?".

Whoever is left out is left out like someone who is away, full or unwilling: nothing is counted, written or said.
What it says yes to may then be written, in the same transaction, and nothing else (see `placed.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from espoir.apart import keeper
from espoir.apart.placed import VERBS, Kind, NotAsked, Placed, PlacedQuerySet, places, said_yes
from espoir.apart.ties import standing
from espoir.organisations.models import Organisation, Person
from espoir.vault import keys

__all__ = [
    "VERBS", "Kind", "NotAsked", "Placed", "PlacedQuerySet", "is_whole", "joinable", "look_at_what_stands",
    "offerable", "places",
]  # fmt: skip


ForSupport = Callable[[Person, Sequence[Person]], Collection[str]]
_choices: list[ForSupport] = []
SUPPORT = frozenset({Kind.OFFER, Kind.RELATIONSHIP, Kind.HANDOVER})


def left_out_of_support(source: ForSupport) -> ForSupport:
    """What a room above knows of who is not offered to whom: seeker, candidates → the ids of those to leave out.

    They are left out before anything is asked, in the same way as someone who is away, full or unwilling.
    """
    _choices.append(source)
    return source


def _may_support(seeker: Person, candidates: Sequence[Person], kind: Kind) -> list[Person]:
    if kind not in SUPPORT or not candidates:
        return list(candidates)
    out = {pk for source in _choices for pk in source(seeker, candidates)}
    return [person for person in candidates if person.pk not in out]


def offerable(
    seeker: Person, candidates: Iterable[Person], *, kind: Kind = Kind.OFFER, asker: Person | None = None
) -> list[Person]:
    """Those of `candidates` who may be placed with `seeker`, in the same order. Either one's wish counts."""
    others = _may_support(seeker, [person for person in candidates if person.pk != seeker.pk], kind)
    one, *rest = _someones([seeker, *others])
    allowed = set(keeper.offerable(one, rest, asker=asker.pk if asker else "")) if rest else set()
    said_yes(kind, ({seeker.pk, other} for other in allowed))
    return [person for person in others if person.pk in allowed]


def joinable(
    present: Sequence[Person], candidates: Iterable[Person], *, kind: Kind = Kind.GROUP, asker: Person | None = None
) -> list[Person]:
    """Those of `candidates` who may, each alone, join the people who are there already, in the same order."""
    there = {person.pk: person for person in present}
    others = [person for person in candidates if person.pk not in there]
    if not others:
        return []
    people = _someones([*there.values(), *others])
    allowed = set(keeper.joinable(people[: len(there)], people[len(there) :], asker=asker.pk if asker else ""))
    said_yes(kind, ({*there, other} for other in allowed))
    return [person for person in others if person.pk in allowed]


def is_whole(
    people: Sequence[Person], *, kind: Kind, newcomer: Person | None = None, asker: Person | None = None
) -> bool:
    """May these be together: the two of a pair, or all of a group, room or shift?"""
    everyone = list(dict.fromkeys(people))
    if everyone and len(_may_support(everyone[0], everyone[1:], kind)) < len(everyone) - 1:
        return False
    someones, whom = _someones(everyone), newcomer.pk if newcomer else ""
    whole = keeper.is_whole(someones, newcomer=whom, asker=asker.pk if asker else "")
    said_yes(kind, [{person.pk for person in everyone}] if whole else [])
    return whole


def look_at_what_stands(organisation: Organisation) -> None:
    """Tell the keeper what joins people here now: it opens a review of what a wish touches."""
    found = list(standing(organisation))
    people = list(dict.fromkeys(person for tie in found for person in tie.people))
    known = {one.id: one for one in _someones(people)}
    keeper.look(
        organisation.pk,
        [keeper.Tie(tie.kind, tie.key, tuple(known[person.pk] for person in tie.people)) for tie in found],
    )


def _someones(people: Sequence[Person]) -> list[keeper.Someone]:
    """As the keeper knows them: id, organisation, and the chosen name of today. All keys are fetched at once."""
    for place in {person.organisation_id for person in people}:
        keys.fetch(place, [person.pk for person in people if person.organisation_id == place])
    return [keeper.Someone(person.pk, person.organisation_id, person.chosen_name) for person in people]
