"""Who is of one circle with whom: strong links between people's clues, followed from one to the next.

People are found through the keys of their clues, never by comparing everyone with everyone. A strong link is followed
further, up to 40 people; beyond that only direct links count, because chance or malice chained them. Points are looked
at between two people only, and never followed. Forgetting someone undoes exactly what putting her did.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from espoir.cores.likeness import Prepared, Strength, compare, keys
from espoir.cores.likeness.evidence import NOTHING, Digest, Evidence, Held, Kept, evidence, keep
from espoir.cores.likeness.index import Index

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


class Circles:
    """The circles of everyone put in. `digest` makes keyed digests of tokens."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self._people: dict[str, Person] = {}
        self._links: dict[str, set[str]] = {}
        self._by_key: Index[str, Prepared] = Index()  # clues that may link, whoever holds them
        self._wrote: Index[Prepared, str] = Index()
        self._is_called: Index[Prepared, str] = Index()
        self._by_token: Index[int, str] = Index()
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
        links = (self._linked_by_words(held) | self._linked_by_digests(person, held)) - {person}
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

    def _linked_by_words(self, held: Person) -> set[str]:
        """Whoever holds a clue that is strong together with one of hers. Two chosen names say nothing."""
        hers = self._like(_linking(held.clues))
        names = self._like(_linking(held.names))
        return self._wrote.holders(hers | names) | self._is_called.holders(hers)

    def _like(self, clues: Iterable[Prepared]) -> set[Prepared]:
        """The clues held that are strong together with one of these."""
        return {
            near for clue in clues for near in self._by_key.holders(keys(clue))
            if compare(clue, near).strength is Strength.STRONG
        }  # fmt: skip

    def _linked_by_digests(self, person: str, held: Person) -> set[str]:
        if not self._kept:
            return set()
        near = self._by_token.holders(self._tokens(held))
        return {other for other in near if other != person and self.evidence(person, other).strong}

    def _index(self, person: str, held: Person) -> None:
        for index, clues in ((self._wrote, held.clues), (self._is_called, held.names)):
            for clue in _linking(clues):
                index.add(person, [clue])
                self._by_key.add(clue, keys(clue))
        if _has_digests(held):
            self._kept += 1
            if self._kept == 1:  # from the first one on, everybody's tokens are needed
                for each, known in self._people.items():
                    self._by_token.add(each, self._tokens(known))
        if self._kept:
            self._by_token.add(person, self._tokens(held))

    def _unindex(self, person: str, held: Person) -> None:
        for index, clues in ((self._wrote, held.clues), (self._is_called, held.names)):
            index.take_out(person, _linking(clues))
        for gone in _linking(held.everything):
            if gone not in self._wrote and gone not in self._is_called:
                self._by_key.take_out(gone, keys(gone))
        if self._kept:
            self._by_token.take_out(person, self._tokens(held))
        if _has_digests(held):
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


def _linking(clues: Iterable[Held]) -> set[Prepared]:
    """Those that can be strong with another at all; the years, which weigh nothing then, are left out."""
    bare = (replace(clue, first=None, last=None) for clue in clues if isinstance(clue, Prepared))
    return {clue for clue in bare if compare(clue, clue).strength is Strength.STRONG}


def _has_digests(held: Person) -> bool:
    return any(isinstance(clue, Kept) for clue in held.everything)
