"""Who is of one circle with whom: strong links between people's clues, followed from one to the next.

People are found through the keys of their clues, never by comparing everyone with everyone. A strong link is followed
further, up to 40 people; beyond that only direct links count, because chance or malice chained them. Points are looked
at between two people only, and never followed. Forgetting someone undoes exactly what putting her did.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Generic, TypeVar

from espoir.cores.likeness import Kind, Prepared, keys
from espoir.cores.likeness.evidence import NOTHING, Digest, Evidence, Held, Kept, evidence, keep

LARGEST = 40  # a larger circle is not followed further
REMEMBERED = 2_000  # digests of clues made for comparing; thrown away with the person


class Purpose(StrEnum):
    PAIR = "pair"  # one person with one
    GROUP = "group"  # several people: with many pairs, weak evidence must weigh more


POINTS = {Purpose.PAIR: 3, Purpose.GROUP: 4}


@dataclass(frozen=True, slots=True)
class Person:
    clues: tuple[Held, ...] = ()
    names: tuple[Held, ...] = ()

    @property
    def everything(self) -> tuple[Held, ...]:
        return (*self.clues, *self.names)


NOBODY = Person()


def _keys(held: Person) -> set[str]:
    """The keys under which someone with a strong clue in common is found. A place is never strong."""
    clues = (clue for clue in held.everything if isinstance(clue, Prepared) and clue.kind is not Kind.PLACE)
    return {key for clue in clues for key in keys(clue)}


Mark = TypeVar("Mark", bound=Hashable)


class Index(Generic[Mark]):
    """Which people hold a mark. Most marks have one holder: she is kept without a set of her own."""

    def __init__(self) -> None:
        self._holders: dict[Mark, str | set[str]] = {}

    def add(self, person: str, marks: Iterable[Mark]) -> None:
        for mark in marks:
            known = self._holders.setdefault(mark, person)
            if isinstance(known, set):
                known.add(person)
            elif known != person:
                self._holders[mark] = {known, person}

    def take_out(self, person: str, marks: Iterable[Mark]) -> None:
        for mark in marks:
            known = self._holders.get(mark)
            if isinstance(known, set):
                known.discard(person)
                if len(known) == 1:
                    self._holders[mark] = known.pop()
            elif known == person:
                del self._holders[mark]

    def holders(self, marks: Iterable[Mark]) -> set[str]:
        found: set[str] = set()
        for mark in marks:
            known = self._holders.get(mark)
            if isinstance(known, set):
                found |= known
            elif known is not None:
                found.add(known)
        return found


class Circles:
    """The circles of everyone put in. `digest` makes keyed digests of tokens."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self._people: dict[str, Person] = {}
        self._links: dict[str, set[str]] = {}
        self._by_key: Index[str] = Index()
        self._by_token: Index[int] = Index()
        self._kept = 0  # people with a clue of which only digests are left
        self._digests: dict[Prepared, Kept] = {}

    def __len__(self) -> int:
        return len(self._people)

    def put(self, person: str, clues: Sequence[Held], names: Sequence[Prepared] = ()) -> None:
        """Hold these clues and chosen names of this person instead of what was held of her."""
        self.forget(person)
        if not clues and not names:
            return
        held = self._people[person] = Person(tuple(clues), tuple(names))
        self._index(person, held)
        links = {other for other in self._near(held) if other != person and self.evidence(person, other).strong}
        if links:
            self._links[person] = links
        for other in links:
            self._links.setdefault(other, set()).add(person)

    def forget(self, person: str) -> None:
        """Nothing of this person, and no link through her, is left."""
        held = self._people.pop(person, None)
        if held is None:
            return
        for other in self._links.pop(person, ()):
            self._links[other].discard(person)
            if not self._links[other]:
                del self._links[other]
        self._unindex(person, held)

    def apart(self, person: str, others: Collection[str], purpose: Purpose) -> frozenset[str]:
        """Those of `others` who must not be placed with this person. All are looked at, whatever is found."""
        circle, enough = self.circle(person), POINTS[purpose]
        found = {other: self.evidence(person, other) for other in others if other != person}
        return frozenset(
            other for other, what in found.items() if (other in circle) | what.strong | (what.points >= enough)
        )

    def is_whole(self, people: Collection[str], purpose: Purpose = Purpose.GROUP) -> bool:
        """Whether no two of these people must be kept apart."""
        everyone, enough = frozenset(people), POINTS[purpose]
        same_circle = [person for person in everyone if not everyone.isdisjoint(self.circle(person))]
        near = [pair for pair in self._near_pairs(everyone) if self._enough(*pair, enough)]
        return not same_circle and not near

    def links(self, person: str) -> frozenset[str]:
        """Everyone with whom this person shares something strong."""
        return frozenset(self._links.get(person, ()))

    def circle(self, person: str) -> frozenset[str]:
        """Everyone reached from this person through strong links; of a circle too large, only direct links."""
        found = self._reached(person)
        return (frozenset(found) if len(found) <= LARGEST else self.links(person)) - {person}

    def is_too_large(self, person: str) -> bool:
        """Whether her circle is followed no further. To measure with; nobody is told."""
        return len(self._reached(person)) > LARGEST

    def _reached(self, person: str) -> set[str]:
        found, to_follow = {person}, [person]
        while to_follow and len(found) <= LARGEST:
            beyond = self._links.get(to_follow.pop(), set()) - found
            found |= beyond
            to_follow += beyond
        return found

    def evidence(self, one: str, other: str) -> Evidence:
        """What these two people have in common."""
        mine, hers = self._people.get(one, NOBODY), self._people.get(other, NOBODY)
        if mine is NOBODY or hers is NOBODY:
            return NOTHING
        return evidence(mine.clues, hers.clues, my_names=mine.names, her_names=hers.names, to_kept=self._as_kept)

    def _enough(self, one: str, other: str, points: int) -> bool:
        found = self.evidence(one, other)
        return found.strong or found.points >= points

    def _near_pairs(self, people: Collection[str]) -> set[tuple[str, str]]:
        """Pairs of these people who share a key or a token: nobody else can have anything in common."""
        shared: dict[str | bytes, list[str]] = {}
        for person in sorted(people):
            for mark in self._marks(self._people.get(person, NOBODY)):
                shared.setdefault(mark, []).append(person)
        return {pair for together in shared.values() for pair in combinations(together, 2)}

    def _marks(self, held: Person) -> set[str | bytes]:
        marks: set[str | bytes] = set()
        for clue in held.everything:
            if isinstance(clue, Prepared):
                marks |= keys(clue)
            if self._kept:
                kept = self._as_kept(clue)
                marks |= kept.strong | kept.twos | kept.ones
        return marks

    def _near(self, held: Person) -> set[str]:
        """Whoever shares a key, or a digest of a token, with one of these clues."""
        found = self._by_key.holders(_keys(held))
        return found | self._by_token.holders(self._tokens(held)) if self._kept else found

    def _index(self, person: str, held: Person) -> None:
        self._by_key.add(person, _keys(held))
        if any(isinstance(clue, Kept) for clue in held.everything):
            self._kept += 1
            if self._kept == 1:  # from the first one on, everybody's tokens are needed
                for each, known in self._people.items():
                    self._by_token.add(each, self._tokens(known))
        if self._kept:
            self._by_token.add(person, self._tokens(held))

    def _unindex(self, person: str, held: Person) -> None:
        self._by_key.take_out(person, _keys(held))
        if self._kept:
            self._by_token.take_out(person, self._tokens(held))
        if any(isinstance(clue, Kept) for clue in held.everything):
            self._kept -= 1
            if not self._kept:
                self._by_token = Index()
        for clue in held.everything:
            if isinstance(clue, Prepared):
                self._digests.pop(clue, None)

    def _tokens(self, held: Person) -> set[int]:
        return {int.from_bytes(digest[:8]) for clue in held.everything for digest in self._as_kept(clue).strong}

    def _as_kept(self, clue: Held) -> Kept:
        if isinstance(clue, Kept):
            return clue
        known = self._digests.get(clue)
        if known is None:
            if len(self._digests) >= REMEMBERED:
                self._digests.pop(next(iter(self._digests)))
            known = self._digests[clue] = keep(clue, self._digest)
        return known
