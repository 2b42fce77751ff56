"""What stands between people, room by room, for the keeper to look at when a wish begins to act.

    @ties
    def relationships(organisation): yield Tie(Kind.RELATIONSHIP, row.pk, (row.peer, row.supporter), part=…, change=…)

Rooms keep theirs in `ties.py`. Each tie knows how its own room takes it apart kindly: `part(by, among)`, where `among`
are those of its people who cannot stay together, the one who would rather move first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from espoir.apart.placed import Kind
from espoir.organisations.earlier import read_by_nobody
from espoir.organisations.models import Organisation, Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Part(Protocol):
    def __call__(self, by: Person, among: Sequence[Person] = ()) -> object: ...


@dataclass(frozen=True)
class Tie:
    """Something that stands and joins these people. Its words say what it is, never why anyone looks at it."""

    kind: Kind
    key: str
    people: tuple[Person, ...]
    words: StrOrPromise
    part: Part
    change: StrOrPromise  # what will be true once it is taken apart, for whoever is about to press
    url: str = ""
    since: date | None = None


Source = Callable[[Organisation], Iterable[Tie]]
TIES: list[Source] = []


def ties(source: Source) -> Source:
    """Register what stands in a room."""
    TIES.append(source)
    return source


def standing(organisation: Organisation) -> Iterator[Tie]:
    """Everything that joins people here now, whoever asks."""
    with read_by_nobody(because="what stands is looked at whole"):
        found = [tie for source in TIES for tie in source(organisation)]
    yield from found


def find(organisation: Organisation, kind: str, key: str) -> Tie | None:
    """The tie, if it still stands."""
    return next((tie for tie in standing(organisation) if (tie.kind, tie.key) == (kind, key)), None)
