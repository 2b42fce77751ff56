"""Table by table: of an earlier file, what goes on is read by whoever does it, and the rest by her alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from espoir import clock
from espoir.apart.placed import unasked
from espoir.consents.models import Choice
from espoir.meetings.models import Goal, Good, Meeting, NextStep, Planned, Referral
from espoir.organisations.earlier import CLOSED, read_by
from espoir.organisations.models import Hat
from espoir.organisations.roles import Role
from espoir.pairing import actions as pairing
from espoir.pairing.models import Aftercare, CheckIn, Offer, Relationship, Request
from espoir.passage import actions, queries, rules
from espoir.passage.tests.objects import takes_on_a_role
from espoir.people.models import Arrival, Reach, Wishes
from espoir.safety.models import Incident

NOBODY: dict[str, int] = {}
# table → who of the team reads how many of the rows below, besides her
READ: dict[str, dict[str, int]] = {
    "people.arrival": NOBODY,
    "people.reach": {"noroit": 1},
    "people.wishes": {"alize": 1},
    "consents.choice": {"noroit": 1},
    "pairing.request": {"alize": 1, "kim": 1, "sacha": 1, "andree": 1},
    "pairing.offer": {"alize": 1},
    "pairing.relationship": {"noroit": 1},
    "pairing.checkin": {"kim": 1},
    "pairing.aftercare": {"kim": 1},
    "meetings.meeting": {"noroit": 1},
    "meetings.planned": {"noroit": 1},
    "meetings.nextstep": {"noroit": 1},
    "meetings.referral": {"noroit": 1},
    "meetings.good": {"noroit": 1},
    "meetings.goal": NOBODY,
    "safety.incident": {"sacha": 1, "andree": 1},
}


def entrusted(cast: Any) -> Iterator[Any]:
    """Érable, whom Alizé supported once, Noroît still does, and who asks to meet Alizé again."""
    her, today, before = cast.erable, clock.today(), clock.today() - timedelta(days=9)
    place, now = her.organisation, clock.now()
    yield Arrival(organisation=place, person=her)
    yield Reach(organisation=place, person=her)
    yield Wishes(organisation=place, person=her)
    yield Choice(organisation=place, person=her, item="support", version=1)
    yield Request(organisation=place, peer=her, state="withdrawn")
    asked = Request(organisation=place, peer=her)
    yield asked
    yield Offer(organisation=place, request=asked, supporter=cast.alize, state="chosen")
    over = Relationship(organisation=place, peer=her, supporter=cast.alize, since=before, state="ended", ended_on=today)
    live = Relationship(organisation=place, peer=her, supporter=cast.noroit, since=before)
    yield from (over, live)
    for who, state in ((her, "asked"), (cast.noroit, "done")):
        yield CheckIn(organisation=place, relationship=live, person=who, owner=cast.kim, due=today, state=state)
    word = {"organisation": place, "relationship": over, "person": her, "owner": cast.kim, "until": today}
    yield Aftercare(**word, next_on=today)
    for on in (before, today):
        both = {"organisation": place, "peer": her, "supporter": cast.noroit, "on": on}
        yield Meeting(**both, relationship=live, minutes=60, way="walk")
        yield Referral(**both, service="health")
        yield Good(**both, code="meal")
        yield NextStep(organisation=place, relationship=live, peer=her, since=on)
    yield Planned(organisation=place, relationship=live, peer=her, supporter=cast.noroit, at=now)
    yield Goal(organisation=place, peer=her)
    told = {"organisation": place, "reporter": her, "owner": cast.sacha, "news_by": now}
    yield Incident(**told, second=cast.andree, sent=now - timedelta(days=9))
    yield Incident(**told, state="ended", sent=now - timedelta(days=9), ended_on=before)


def test_table_by_table_what_goes_on_is_read_by_whoever_does_it_and_the_rest_by_her_alone(cast):
    with unasked(because="rows of every kind"):
        for row in entrusted(cast):
            row.save()
    takes_on_a_role(cast, cast.erable)
    team = ("alize", "noroit", "dominique", "kim", "camille", "sacha", "andree", "jo", "mesange")
    for label, wanted in READ.items():
        table: Any = apps.get_model(label)
        found = {}
        for name in team:
            with read_by(getattr(cast, name)):
                found[name] = (
                    table.objects.of(cast.kim.organisation).filter(**{CLOSED[label].whose: cast.erable}).count()
                )
        assert {name: count for name, count in found.items() if count} == wanted, label
        with read_by(cast.erable):
            assert table.objects.of(cast.kim.organisation).count() >= max(1, *wanted.values(), 0), label


def test_only_the_lead_whom_she_asked_presses_too_and_never_who_supports_her(cast):
    takes_on_a_role(cast, cast.erable)
    place = cast.erable.organisation
    Hat.objects.create(organisation=place, person=cast.noroit, role=Role.SAFETY_LEAD)
    assert set(queries.privacy_leads(cast.erable)) == {cast.noroit, cast.sacha}
    pairing.bring(by=cast.kim, peer=cast.erable, supporter=cast.noroit, since=clock.today())
    assert queries.privacy_leads(cast.erable) == [cast.sacha]
    opening = actions.ask_to_open(by=cast.erable, lead=cast.sacha, reason="check", hours=1)
    for other in (cast.andree, cast.camille, cast.erable):
        with pytest.raises(rules.IllegalMove):
            actions.press(opening, by=other)
