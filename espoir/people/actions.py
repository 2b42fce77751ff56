"""Verbs of arriving: welcoming someone, her steps one by one, the team and its roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.farewells import LEAVINGS
from espoir.organisations.models import Hat, Person
from espoir.organisations.roles import Role
from espoir.people import coming, queries, rules
from espoir.people.models import Arrival, Limits, Profile, Reach, Wishes

Row = TypeVar("Row", bound=models.Model)

WELCOMED = verb("people.welcomed", _("kept a place for you here"))
SAW_LIMITS = verb("people.saw_limits", _("read “What we can’t always keep private”"))
NAMED = verb("people.named", _("wrote the chosen name"))
SAID_REACH = verb("people.said_reach", _("wrote “How to reach me”"))
SAID_WISHES = verb("people.said_wishes", _("wrote “What I look for”"))
FINISHED = verb("people.finished", _("finished the first steps"))
GREETED = verb("people.greeted", _("said hello"))
WROTE_PROFILE = verb("people.wrote_profile", _("wrote “What I want people to know”"))
CHANGED_HATS = verb("people.changed_hats", _("changed your roles here"))
CONFIRMED_LIMITS = verb("people.confirmed_limits", _("confirmed the page “What we can’t always keep private”"))


@transaction.atomic
def welcome(
    *,
    by: Person,
    chosen_name: str = "",
    language: str = "fr-ca",
    roles: Iterable[Role] = (Role.PEER,),
    read_together: bool = False,
) -> Person:
    """Keep a place for someone. Without a name yet, nothing is written about her until she writes it herself."""
    person = Person(organisation=by.organisation)
    person.chosen_name, person.language = chosen_name.strip(), language
    person.save()
    Hat.objects.bulk_create(Hat(organisation=by.organisation, person=person, role=role) for role in roles)
    today = clock.today()
    Arrival.objects.create(
        organisation=by.organisation,
        person=person,
        welcomed_by=by,
        limits_on=today if read_together else None,
        limits_edition=queries.limits_edition(by.organisation) if read_together else None,
        limits_together=read_together,
        name_on=today if read_together and chosen_name else None,
    )
    record(WELCOMED, by=by, about=[person])
    return person


@transaction.atomic
def see_limits(*, by: Person, person: Person | None = None) -> Arrival:
    """She saw what cannot always stay private, alone or read together with whoever welcomes her."""
    person = person or by
    rules.check_may_write(by, person)
    arrival = queries.arrival_of(person)
    if arrival.limits_on is None:
        arrival.limits_on, arrival.limits_together = clock.today(), by.pk != person.pk
        arrival.limits_edition = queries.limits_edition(person.organisation)
        arrival.save()
        record(SAW_LIMITS, by=by, about=[person])
    return arrival


@transaction.atomic
def choose_name(*, by: Person, person: Person, chosen_name: str, pronoun: str = "", language: str = "") -> None:
    _check(by, person)
    person.chosen_name, person.pronoun = chosen_name.strip(), pronoun.strip()
    person.language = language or person.language
    person.save(update_fields=["box"])
    if person.account is not None:
        person.account.language = person.language
        person.account.save(update_fields=["language"])
    step_done(person, "name")
    record(NAMED, by=by, about=[person])


@transaction.atomic
def say_how_to_reach(*, by: Person, person: Person, values: Mapping[str, Any]) -> Reach:
    """`values`: any of ways, hours, never, phone, email, language, words_to_use."""
    _check(by, person)
    reach = _written(queries.reach_of(person), values)
    step_done(person, "reach")
    record(SAID_REACH, by=by, about=[person])
    return reach


@transaction.atomic
def say_wishes(*, by: Person, person: Person, values: Mapping[str, Any]) -> Wishes:
    """`values`: any of forms, languages, days, interests, who, region, far."""
    _check(by, person)
    wishes = queries.wishes_of(person)
    wishes.waiting_since = wishes.waiting_since or clock.today()
    _written(wishes, values)
    step_done(person, "wishes")
    record(SAID_WISHES, by=by, about=[person])
    return wishes


@transaction.atomic
def finish(*, by: Person, person: Person) -> None:
    """She did the steps she wanted: the organisation now owes her a hello."""
    _check(by, person)
    arrival = queries.arrival_of(person)
    if arrival.done_on is None:
        arrival.done_on = clock.today()
        arrival.save()
        record(FINISHED, by=by, about=[person])


@transaction.atomic
def greet(*, by: Person, person: Person) -> None:
    rules.check_may_write(by, person)
    Arrival.objects.of(person.organisation).filter(person=person).update(greeted_on=clock.today())
    record(GREETED, by=by, about=[person])


@transaction.atomic
def write_profile(*, by: Person, values: Mapping[str, Any]) -> Profile:
    """Her own profile, written by nobody else. `values`: any field of `Profile` but the supporter."""
    if values.get("is_open") and rules.is_away(by):
        values = {**values, "is_open": False}  # until she is back
    profile = _written(queries.profile_of(by), values)
    record(WROTE_PROFILE, by=by, about=[by])
    return profile


@transaction.atomic
def change_hats(*, by: Person, person: Person, roles: Iterable[Role]) -> None:
    """Give these roles of the team and take the others back. What she is for herself stays untouched."""
    wanted = set(roles)
    if wanted - set(queries.TEAM_ROLES):
        raise rules.NotThisRole
    _wear(by, person, wanted)


@transaction.atomic
def take_in(*, by: Person, chosen_name: str, language: str, roles: Iterable[Role]) -> Person:
    """Welcome someone who comes to work here; what the organisation owes a new colleague begins."""
    person = welcome(by=by, chosen_name=chosen_name, language=language, roles=roles)
    coming.joined(person, by=by, roles=person.roles)
    return person


@transaction.atomic
def leave_team(*, by: Person, person: Person) -> None:
    """Close the team's pages for someone who no longer works here. Whoever is also supported here still is."""
    _wear(by, person, set())
    if not person.roles:
        person.state = Person.State.LEFT
        person.save(update_fields=["state"])
        for say_goodbye in LEAVINGS:
            say_goodbye(person)


def _wear(by: Person, person: Person, wanted: set[Role]) -> None:
    if person.organisation_id != by.organisation_id:
        raise rules.NotTheirs
    worn = person.roles & set(queries.TEAM_ROLES)
    wanted -= coming.waiting_for_her_yes(person, by=by, roles=wanted - worn)
    for role in worn - wanted:
        rules.check_someone_keeps(role, queries.others_wearing(role, than=person))
    Hat.objects.of(by.organisation).filter(person=person, role__in=worn - wanted).delete()
    Hat.objects.bulk_create(Hat(organisation=by.organisation, person=person, role=role) for role in wanted - worn)
    person.__dict__.pop("_roles", None)
    person.__dict__.get("_prefetched_objects_cache", {}).pop("hats", None)
    if worn != wanted:
        record(CHANGED_HATS, by=by, about=[person])
    coming.joined(person, by=by, roles=wanted - worn)


@transaction.atomic
def confirm_limits(*, by: Person, province: str, values: Mapping[str, str]) -> Limits:
    """The organisation read the lines that change from place to place, with someone who knows the law there."""
    limits = queries.limits_of(by.organisation)
    limits.province, limits.confirmed_on, limits.confirmed_by = province, clock.today(), by
    _written(limits, values)
    record(CONFIRMED_LIMITS, by=by)
    return limits


def step_done(person: Person, step: str) -> None:
    """Keep the day on which a step on the way in was last saved: `name`, `reach`, `choices` or `wishes`."""
    arrival = queries.arrival_of(person)
    setattr(arrival, f"{step}_on", clock.today())
    arrival.save()


def _check(by: Person, person: Person) -> None:
    rules.check_may_write(by, person)
    rules.check_limits_seen(person)


def _written(row: Row, values: Mapping[str, Any]) -> Row:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row
