"""May this be done now? State, not role."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from espoir import clock
from espoir.organisations.models import Organisation, Person, PersonQuerySet
from espoir.organisations.roles import Permission, Role
from espoir.people.codes import Day
from espoir.people.models import Arrival

GREETING_DAYS = 3  # open days within which someone who finished her steps hears from us
KEPT_BY_SOMEONE = (Role.DIRECTOR, Role.COORDINATOR)  # hats that an organisation may never be without


WhoIsAway = Callable[[Organisation], QuerySet[Any, Any]]
_away: list[WhoIsAway] = []


def says_who_is_away(source: WhoIsAway) -> WhoIsAway:
    """A room above knows who has stepped back for a while (their ids). Registered as the house starts."""
    _away.append(source)
    return source


def but_those_away(people: PersonQuerySet, organisation: Organisation) -> PersonQuerySet:
    """Whoever is away is offered to nobody, and nothing is planned with them until they come back."""
    for source in _away:
        people = people.exclude(pk__in=source(organisation))
    return people


def is_away(supporter: Person) -> bool:
    here = Person.objects.of(supporter.organisation).filter(pk=supporter.pk)
    return not but_those_away(here, supporter.organisation).exists()


class LimitsFirst(Exception):
    """Nothing is written by or about someone before they saw what cannot always stay private."""


class NotTheirs(Exception):
    """Someone else's page: only the person herself, or whoever welcomes people beside her, writes there."""


class LastOne(Exception):
    """An organisation keeps at least one person in this role."""

    def __init__(self, role: Role) -> None:
        super().__init__(role)
        self.role = role


class NotThisRole(Exception):
    """This role is not given from here."""


def check_may_write(by: Person, person: Person) -> None:
    if by.pk == person.pk:
        return
    if by.organisation_id != person.organisation_id or not by.may(Permission.WELCOME):
        raise NotTheirs


def check_limits_seen(person: Person) -> None:
    """Whoever works here and is not supported here agreed to a role instead: only peers see that page."""
    if not has_seen_limits(person):
        raise LimitsFirst


def has_seen_limits(person: Person) -> bool:
    if not person.may(Permission.BE_SUPPORTED):
        return True
    seen = Arrival.objects.of(person.organisation).filter(person=person, limits_on__isnull=False)
    return seen.exists()


def check_someone_keeps(role: Role, others: Collection[Person]) -> None:
    if role in KEPT_BY_SOMEONE and not others:
        raise LastOne(role)


def hello_before(organisation: Organisation, arrival: Arrival) -> date:
    """The day by which someone who finished her first steps hears from us."""
    return open_day_after(organisation, arrival.done_on or clock.today(), GREETING_DAYS)


def open_day_after(organisation: Organisation, start: date, count: int) -> date:
    """The `count`-th day after `start` on which the organisation is open."""
    open_days = set(organisation.opening_hours.get("days", [])) & set(Day.values) or set(Day.values[:5])
    day = start
    while count:
        day += timedelta(days=1)
        count -= Day.values[day.weekday()] in open_days
    return day
