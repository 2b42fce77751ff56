"""What the organisation owes someone. Every promise has an owner, a next step and a date until it has an end.

Each room says in its `promises.py` which of its rows are open promises. They top their owner's Today, join the
supervision agenda of the person they are owed to, and none may be without an owner or a date (a house test).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from espoir import clock
from espoir.organisations.models import Organisation, Person


@dataclass(frozen=True)
class Promise:
    words: str  # the next step, in the reader's language
    owner: Person | None  # who of the organisation acts; None is an orphan
    due: date | None
    url: str = ""
    owed_to: Person | None = None  # a supporter or peer who may read it; None: the organisation itself

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.today()


Source = Callable[[Organisation], Iterable[Promise]]
SOURCES: list[Source] = []


def promises(source: Source) -> Source:
    SOURCES.append(source)
    return source


def open_promises(organisation: Organisation) -> Iterator[Promise]:
    for source in SOURCES:
        yield from source(organisation)


def owned_by(person: Person) -> list[Promise]:
    """What this person has to do, the latest first."""
    mine = [promise for promise in open_promises(person.organisation) if promise.owner == person]
    return sorted(mine, key=lambda promise: promise.due or date.max)


def owed_to(person: Person) -> list[Promise]:
    mine = [promise for promise in open_promises(person.organisation) if promise.owed_to == person]
    return sorted(mine, key=lambda promise: promise.due or date.max)
