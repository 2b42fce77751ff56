"""A row that is clear → rows of the house, through the verbs of the rooms they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from espoir import clock
from espoir.apart import placement
from espoir.logbook.actions import record
from espoir.logbook.verbs import Verb
from espoir.meetings.models import Meeting, Referral
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pairing import rules as pairing_rules
from espoir.pairing.models import Relationship
from espoir.people import actions as people
from espoir.people.models import Profile, Reach, Wishes
from espoir.roster.headings import Field, What
from espoir.roster.rows import Verdict

STILL_MEETING = timedelta(days=90)  # two who met since then are taken to go on meeting
Values = Mapping[Any, Any]


def save(what: What, verdicts: Sequence[Verdict], *, by: Person, verb: Verb) -> list[Model]:
    """Save these rows; return everything that was made."""
    match what:
        case What.PEERS:
            return [row for verdict in verdicts for row in _peer(verdict.values, by)]
        case What.SUPPORTERS:
            return [row for verdict in verdicts for row in _supporter(verdict.values, by)]
    return _meetings([verdict.values for verdict in verdicts], by, verb)


# -- people -----------------------------------------------------------------------------------------------------------


def _peer(values: Values, by: Person) -> Iterator[Model]:
    """Her arrival stays open: she reads what cannot stay private when she first opens her pages, as everyone does."""
    person = _person(values, by, Role.PEER)
    yield from _with_what_came_along(person)
    yield from _reach(values, person)
    if values.get(Field.LANGUAGES) or values.get(Field.REGION):
        wishes = Wishes(organisation=by.organisation, person=person, waiting_since=person.since)
        wishes.languages, wishes.region = list(values.get(Field.LANGUAGES, ())), values.get(Field.REGION, "")
        wishes.save()
        yield wishes


def _supporter(values: Values, by: Person) -> Iterator[Model]:
    """Her profile stays closed until she has written her own words."""
    person = _person(values, by, Role.SUPPORTER)
    yield from _with_what_came_along(person)
    profile = Profile(
        organisation=by.organisation,
        supporter=person,
        places=values.get(Field.PLACES) or 1,
        hours_per_week=values.get(Field.HOURS_PER_WEEK) or 0,
    )
    profile.languages, profile.forms = list(values.get(Field.LANGUAGES, ())), list(values.get(Field.FORMS, ()))
    profile.save()
    yield profile


def _person(values: Values, by: Person, role: Role) -> Person:
    language = _screen_language(values.get(Field.LANGUAGES, ()), by)
    person = people.welcome(by=by, chosen_name=values[Field.NAME], language=language, roles=(role,))
    person.since = values.get(Field.SINCE) or clock.today()
    person.save(update_fields=["since"])
    return person


def _screen_language(languages: Sequence[str], by: Person) -> str:
    spoken = [*languages, *by.organisation.languages, "fr"]
    return f"{next(code[:2] for code in spoken if code[:2] in ('fr', 'en'))}-ca"


def _with_what_came_along(person: Person) -> Iterator[Model]:
    yield person
    yield from person.hats.all()
    yield person.arrival


def _reach(values: Values, person: Person) -> Iterator[Model]:
    never = [said for said in (values.get("never"), values.get("not_when")) if said]
    said = [values.get(name) for name in (Field.WAYS, Field.HOURS, Field.PHONE, Field.EMAIL)]
    if not any([*said, *never]):
        return
    reach = Reach(organisation=person.organisation, person=person)
    reach.ways, reach.hours = list(values.get(Field.WAYS, ())), values.get(Field.HOURS, "")
    reach.phone, reach.email = values.get(Field.PHONE, ""), values.get(Field.EMAIL, "")
    reach.never = "; ".join(never)
    reach.save()
    yield reach


# -- meetings ---------------------------------------------------------------------------------------------------------


def _meetings(rows: list[Values], by: Person, verb: Verb) -> list[Model]:
    """Past meetings are noted by whoever brings them in: nobody's word is put under another name."""
    made: list[Model] = []
    concerned = {row[name] for row in rows for name in (Field.PEER, Field.SUPPORTER)}
    here = {person.pk: person for person in Person.objects.of(by.organisation).filter(pk__in=concerned)}
    for (peer, supporter), theirs in _by_pair(rows).items():
        relationship, is_new = _relationship(here[peer], here[supporter], [row[Field.ON] for row in theirs], by)
        made += [relationship] if is_new else []
        for row in theirs:
            made += _meeting(row, relationship, by)
    record(verb, by=by, about=sorted(here.values(), key=lambda person: person.pk))
    return made


def _by_pair(rows: list[Values]) -> dict[tuple[str, str], list[Values]]:
    pairs: dict[tuple[str, str], list[Values]] = {}
    for row in rows:
        pairs.setdefault((row[Field.PEER], row[Field.SUPPORTER]), []).append(row)
    return pairs


def _relationship(peer: Person, supporter: Person, days: list[date], by: Person) -> tuple[Relationship, bool]:
    found = pairs.relationships_of(peer).filter(supporter=supporter).first()
    if found is not None:
        return found, False
    goes_on = (
        max(days) >= clock.today() - STILL_MEETING
        and not pairing_rules.is_locked(by.organisation)
        and placement.is_whole([peer, supporter], kind=placement.Kind.RELATIONSHIP, asker=by)
    )
    ended_on = None if goes_on else max(days)
    return pairing.bring(by=by, peer=peer, supporter=supporter, since=min(days), ended_on=ended_on), True


def _meeting(row: Values, relationship: Relationship, by: Person) -> Iterator[Model]:
    meeting = Meeting(
        organisation=by.organisation,
        relationship=relationship,
        peer=relationship.peer,
        supporter=relationship.supporter,
        noted_by=by,
        on=row[Field.ON],
        minutes=row[Field.MINUTES],
        way=row.get(Field.WAY, "in_person"),
        themes=list(row.get(Field.THEMES, ())),
    )
    meeting.save()
    yield meeting
    if row.get(Field.REFERRAL):
        service, state = row[Field.REFERRAL]
        yield Referral.objects.create(
            organisation=by.organisation,
            peer=relationship.peer,
            supporter=relationship.supporter,
            service=service,
            state=state,
            on=row[Field.ON],
        )
