"""Records that may be the same work: proposed, never merged here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from espoir.cores.bibliography.records import Record

SHORTEST = 10  # letters: “Editorial” says nothing


class Why(StrEnum):
    DOI = "doi"
    TITLE = "title"


@dataclass(frozen=True)
class Group:
    """Places of records in the sequence that was given, in its order; `why` is the strongest reason."""

    members: tuple[int, ...]
    why: Why


def bare(title: str) -> str:
    """Letters and digits alone, without accents or capitals: « L’Éthique » is “l ethique”."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(each for each in plain if not unicodedata.combining(each))))


def duplicates(records: Sequence[Record]) -> list[Group]:
    """Same DOI, or same title and year; a record without year goes with the only year its title is known with."""
    joined = _Joined(len(records))
    for same in _by(((record.doi.lower(), place) for place, record in enumerate(records) if record.doi)):
        joined.join(same, Why.DOI)
    titled = [(bare(record.title), place) for place, record in enumerate(records)]
    for same in _by((title, place) for title, place in titled if len(title) >= SHORTEST):
        for group in _by_year(records, same):
            joined.join(group, Why.TITLE)
    return joined.groups()


def _by(pairs: Iterable[tuple[Hashable, int]]) -> list[list[int]]:
    found: dict[Hashable, list[int]] = {}
    for key, place in pairs:
        found.setdefault(key, []).append(place)
    return [places for places in found.values() if len(places) > 1]


def _by_year(records: Sequence[Record], places: list[int]) -> list[list[int]]:
    years = {records[place].year for place in places} - {None}
    if len(years) <= 1:
        return [places]
    return _by((records[place].year, place) for place in places if records[place].year is not None)


class _Joined:
    def __init__(self, size: int) -> None:
        self.parent = list(range(size))
        self.why: dict[int, Why] = {}

    def root(self, place: int) -> int:
        while self.parent[place] != place:
            place = self.parent[place] = self.parent[self.parent[place]]
        return place

    def join(self, places: list[int], why: Why) -> None:
        roots = sorted({self.root(place) for place in places})
        reasons = {self.why.pop(each) for each in roots if each in self.why} | {why}
        for each in roots:
            self.parent[each] = roots[0]
        self.why[roots[0]] = Why.DOI if Why.DOI in reasons else Why.TITLE

    def groups(self) -> list[Group]:
        members: dict[int, list[int]] = {}
        for place in range(len(self.parent)):
            members.setdefault(self.root(place), []).append(place)
        return [Group(tuple(places), self.why[root]) for root, places in members.items() if len(places) > 1]
