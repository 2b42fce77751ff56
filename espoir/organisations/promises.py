"""What the organisation owes someone. Every promise has an owner, a next step and a date until it has an end.

Each room says in its `promises.py` which of its rows are open promises. They top their owner's Today, join the
supervision agenda of the person they are owed to, and none may be without an owner or a date (a house test).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from espoir import clock
from espoir.organisations.models import Hat, Organisation, Person
from espoir.organisations.roles import Permission, Role

CHIEFS = (Role.COORDINATOR, Role.DIRECTOR)
Rows = TypeVar("Rows", bound=QuerySet[Any])


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


class Asked:
    """One look at what an organisation owes: all of it, or only what `person` keeps or is owed.

    A source narrows its rows to that person where SQL can say so. It may give more: the rest is left out here.
    """

    def __init__(self, organisation: Organisation, person: Person | None = None) -> None:
        self.organisation, self.person = organisation, person

    @cached_property
    def _chiefs(self) -> list[Hat]:
        worn = Hat.objects.of(self.organisation).filter(role__in=CHIEFS, person__state=Person.State.HERE)
        return list(worn.select_related("person").order_by("person__since", "person"))

    @property
    def coordinators(self) -> list[Person]:
        """The longest here first."""
        return [hat.person for hat in self._chiefs if hat.role == Role.COORDINATOR]

    @property
    def directors(self) -> list[Person]:
        """The longest here first."""
        return [hat.person for hat in self._chiefs if hat.role == Role.DIRECTOR]

    @property
    def chief(self) -> Person | None:
        """Who keeps what nobody else keeps: the first coordinator, otherwise whoever directs."""
        return next(iter([*self.coordinators, *(hat.person for hat in self._chiefs)]), None)

    @property
    def is_for_a_chief(self) -> bool:
        """Could what nobody else keeps be for who asks?"""
        return self.person is None or not self.person.roles.isdisjoint(CHIEFS)

    def may(self, permission: Permission) -> bool:
        return self.person is None or self.person.may(permission)

    def narrow(self, rows: Rows, *people: str, unkept: bool = False) -> Rows:
        """The rows in which she stands as one of `people`; with `unkept`, also those whose owner has left."""
        if self.person is None:
            return rows
        hers = Q(*((name, self.person) for name in people), _connector=Q.OR)
        return rows.filter(hers | ~Q(owner__state=Person.State.HERE) if unkept else hers)


def still_here(person: Person | None) -> Person | None:
    return person if person is not None and person.state == Person.State.HERE else None


Source = Callable[[Asked], Iterable[Promise]]
SOURCES: list[Source] = []


def promises(source: Source) -> Source:
    SOURCES.append(source)
    return source


def open_promises(organisation: Organisation) -> Iterator[Promise]:
    """All of them, for whoever checks that none is an orphan."""
    asked = Asked(organisation)
    for source in SOURCES:
        yield from source(asked)


@dataclass(frozen=True)
class Owing:
    """The promises in which one person stands, the latest first."""

    kept: list[Promise]  # what she does for the organisation
    owed: list[Promise]  # what the organisation does for her


def promises_of(person: Person) -> Owing:
    asked = Asked(person.organisation, person)
    found = sorted((each for source in SOURCES for each in source(asked)), key=lambda each: each.due or date.max)
    return Owing([each for each in found if each.owner == person], [each for each in found if each.owed_to == person])


def owned_by(person: Person) -> list[Promise]:
    """What this person has to do, the latest first."""
    return promises_of(person).kept


def owed_to(person: Person) -> list[Promise]:
    return promises_of(person).owed
