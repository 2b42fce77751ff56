"""Where the rooms above add what they know: to someone's page, to one's own pages, to the team's.

A room registers from its `todays.py`, which is imported as the house starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from espoir.organisations.models import Person
from espoir.organisations.todays import Line

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OnTheirPage = Callable[[Person, Person], Iterable[Line]]  # (reader, person)
Own = Callable[[Person], Iterable[Line]]


@dataclass(frozen=True)
class Shelf:
    """Lines that belong together, under a few words. What is second is folded."""

    words: StrOrPromise
    before: int  # the orders of its lines end here
    is_folded: bool = False
    lines: list[Line] = field(default_factory=list)


HERS = (
    Shelf(_("Looking after myself"), before=30),
    Shelf(_("My work"), before=60),
    Shelf(_("Learn, meet, suggest"), before=100),
)
OF_THE_TEAM = (
    Shelf(_("What people ask us"), before=20),
    Shelf(_("People and their time"), before=30),
    Shelf(_("Written once, read by everyone"), before=40, is_folded=True),
    Shelf(_("A look at ourselves"), before=100, is_folded=True),
)

_pages: list[OnTheirPage] = []
_preferences: list[Own] = []
_for_oneself: list[Own] = []
_of_the_team: list[Own] = []
_permits: list[Callable[[Person], bool]] = []


def on_their_page(source: OnTheirPage) -> OnTheirPage:
    """Links on the coordinator's page of one person."""
    _pages.append(source)
    return source


def among_preferences(source: Own) -> Own:
    """Links on one's own « Preferences »."""
    _preferences.append(source)
    return source


def for_oneself(source: Own) -> Own:
    """Links at the top of « For me », on the shelf of their order: what someone who supports others has for herself."""
    _for_oneself.append(source)
    return source


def on_the_team_page(source: Own) -> Own:
    """Links below the names of the team, on the shelf of their order: what we do for the people who work here."""
    _of_the_team.append(source)
    return source


def before_wishes_are_read(permit: Callable[[Person], bool]) -> Callable[[Person], bool]:
    """What must be true before whoever welcomes someone reads what she looks for."""
    _permits.append(permit)
    return permit


def may_read_wishes(person: Person) -> bool:
    return all(permit(person) for permit in _permits)


def lines_about(reader: Person, person: Person) -> list[Line]:
    return sorted((line for source in _pages for line in source(reader, person)), key=lambda line: line.order)


def preferences_of(person: Person) -> list[Line]:
    return _in_order(_preferences, person)


def hers(person: Person) -> list[Shelf]:
    return _on_shelves(HERS, _in_order(_for_oneself, person))


def of_the_team(reader: Person) -> list[Shelf]:
    return _on_shelves(OF_THE_TEAM, _in_order(_of_the_team, reader))


def _on_shelves(shelves: tuple[Shelf, ...], lines: list[Line]) -> list[Shelf]:
    """Each line by its order; no shelf is empty."""
    filled, first = [], 0
    for shelf in shelves:
        here = [line for line in lines if first <= line.order < shelf.before]
        filled += [replace(shelf, lines=here)] if here else []
        first = shelf.before
    return filled


def _in_order(sources: list[Own], person: Person) -> list[Line]:
    return sorted((line for source in sources for line in source(person)), key=lambda line: line.order)
