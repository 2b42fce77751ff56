"""Where the rooms above add what they know: to someone's page, to one's own pages, to the team's.

A room registers from its `todays.py`, which is imported as the house starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from espoir.organisations.models import Person
from espoir.organisations.todays import Line

if TYPE_CHECKING:
    pass

OnTheirPage = Callable[[Person, Person], Iterable[Line]]  # (reader, person)
Own = Callable[[Person], Iterable[Line]]

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
    """Links on the first card of « For me »: what someone who supports others has for herself."""
    _for_oneself.append(source)
    return source


def on_the_team_page(source: Own) -> Own:
    """Links below the names of the team: what the organisation does for the people who work here."""
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


def hers(person: Person) -> list[Line]:
    return _in_order(_for_oneself, person)


def of_the_team(reader: Person) -> list[Line]:
    return _in_order(_of_the_team, reader)


def _in_order(sources: list[Own], person: Person) -> list[Line]:
    return sorted((line for source in sources for line in source(person)), key=lambda line: line.order)
