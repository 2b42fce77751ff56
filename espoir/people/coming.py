"""What rooms above add to the moment when someone takes on a role of the team. They register from their `todays.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection

from espoir.organisations.models import Person
from espoir.organisations.roles import Role

Hold = Callable[[Person, Person, frozenset[Role]], Collection[Role]]  # person, by, roles → those that wait for her yes
Join = Callable[[Person, Person, frozenset[Role]], object]  # person, by, the roles that she has just taken on

_holds: list[Hold] = []
_joins: list[Join] = []


def before_a_role(hold: Hold) -> Hold:
    """Roles that are not hers until she has said yes to what they change for her."""
    _holds.append(hold)
    return hold


def once_she_works_here(join: Join) -> Join:
    """What begins as soon as she has a role."""
    _joins.append(join)
    return join


def waiting_for_her_yes(person: Person, *, by: Person, roles: Collection[Role]) -> set[Role]:
    return {role for hold in _holds for role in hold(person, by, frozenset(roles))} if roles else set()


def joined(person: Person, *, by: Person, roles: Collection[Role]) -> None:
    for join in _joins if roles else ():
        join(person, by, frozenset(roles))
