"""What a room does when a person is erased, beyond the rows of its tables.

The rows themselves need nothing here: `records` finds them by `Owned.ABOUT`, deletes those that go and empties the
boxes of those that stay. A room registers a farewell for what lies elsewhere (a file, a store of its own) and for what
other people are still waiting for (a support relationship that ends, a promise that needs another owner).

A farewell runs in the transaction of the erasure, before her key is shredded. After an interruption it may run again,
then without the key: so doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from espoir.organisations.models import Organisation, Person

Farewell = Callable[[Person], object]
FAREWELLS: list[Farewell] = []


def farewell(do: Farewell) -> Farewell:
    """Register what happens in a room when a person is erased. Rooms keep theirs in `farewells.py`."""
    FAREWELLS.append(do)
    return do


LEAVINGS: list[Farewell] = []


def leaving(do: Farewell) -> Farewell:
    """Register what happens in a room when someone is no longer here, though not erased."""
    LEAVINGS.append(do)
    return do


Finishing = Callable[[Organisation], int]
FINISHING: list[Finishing] = []


def finishing(do: Finishing) -> Finishing:
    """Register how a room does again what it promised to destroy, when a stop or an older copy undid it: for what is
    not a person. It gives back how many; doing it twice changes nothing. Upper rooms first: they count what goes."""
    FINISHING.insert(0, do)
    return do


@dataclass(frozen=True)
class Apart:
    """What a room keeps about a person outside the tables, in her words, for her eyes: « Emporter » includes it."""

    title: str
    lines: tuple[str, ...]


Elsewhere = Callable[[Person], Iterable[Apart]]
ELSEWHERE: list[Elsewhere] = []


def kept_elsewhere(source: Elsewhere) -> Elsewhere:
    """Register what a room keeps of a person outside its tables, so that her copy holds it too."""
    ELSEWHERE.append(source)
    return source
