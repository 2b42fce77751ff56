"""Today costs the same whoever else is here, and little; a list asks no question once a row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from espoir import clock
from espoir.coding import actions as coding
from espoir.coding.tests.objects import code_it
from espoir.findings import actions as findings
from espoir.organisations.models import Hat, Person
from espoir.organisations.roles import Permission, Role
from espoir.pairing import actions as pairs
from espoir.research.tests.objects import a_study
from espoir.supervision import actions as supervision
from espoir.transcripts import arriving
from espoir.transcripts.tests.objects import a_participant, ready, written

MONDAY = datetime(2026, 11, 16, 15, tzinfo=UTC)
MOST, MOST_OF_WHO_SETS_UP = 35, 44
WHO = ["mesange", "alize", "dominique", "kim", "camille", "sacha", "andree", "jo", "maxime"]


def arrive(organisation, name, role):
    person = Person(organisation=organisation)
    person.chosen_name = name
    person.save()
    Hat.objects.create(organisation=organisation, person=person, role=role)
    return person


def more_people(cast, numbers):
    """Supporters with someone to support, a rhythm, and supervision of which nobody has said whether it was held."""
    org = cast.kim.organisation
    for number in numbers:
        supporter = arrive(org, f"s{number}", Role.SUPPORTER)
        peer = arrive(org, f"p{number}", Role.PEER)
        pairs.bring(by=cast.kim, peer=peer, supporter=supporter, since=clock.today())
        if number % 2:
            supervision.set_rhythm(by=cast.kim, supporter=supporter, supervisor=cast.dominique, weeks=2)
            supervision.plan(by=cast.dominique, supporter=supporter, at=clock.now() - timedelta(days=3))


def queries_at(door, page="/sentier/"):
    door.get(page)  # the first page of a session also writes the session
    with CaptureQueriesContext(connection) as asked:
        assert door.get(page).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", WHO)
def test_home_costs_the_same_with_one_three_or_twenty_people(cast, knock, name):
    with clock.at(MONDAY):
        door, counts = knock(getattr(cast, name)), []
        for before, after in ((0, 2), (2, 4), (4, 20)):
            more_people(cast, range(before, after))
            counts.append(queries_at(door))

    assert len(set(counts)) == 1
    assert counts[0] <= (MOST_OF_WHO_SETS_UP if getattr(cast, name).may(Permission.SET_UP) else MOST)


LISTS = [
    ("dominique", "supervision:people"),
    ("kim", "people:everyone"),
    ("kim", "people:team"),
    ("kim", "pairing:people"),
    ("camille", "supervision:rhythms"),
]


@pytest.mark.parametrize(("name", "page"), LISTS)
def test_a_list_costs_the_same_with_one_row_or_three(cast, knock, name, page):
    with clock.at(MONDAY):
        door, counts = knock(getattr(cast, name)), []
        for before, after in ((0, 2), (2, 6)):
            more_people(cast, range(before, after))
            counts.append(queries_at(door, reverse(page, args=["sentier"])))

    assert len(set(counts)) == 1


@pytest.mark.parametrize(("name", "page"), [("alize", "meetings:people"), ("mesange", "records:mine")])
def test_own_pages_cost_the_same_with_one_person_or_three(cast, knock, name, page):
    org, counts = cast.kim.organisation, []
    with clock.at(MONDAY):
        for number in range(3):
            if name == "alize":
                peer = arrive(org, f"p{number}", Role.PEER)
                pairs.bring(by=cast.kim, peer=peer, supporter=cast.alize, since=clock.today())
            else:
                supporter = arrive(org, f"s{number}", Role.SUPPORTER)
                pairs.bring(by=cast.kim, peer=cast.mesange, supporter=supporter, since=clock.today())
            counts.append(queries_at(knock(getattr(cast, name)), reverse(page, args=["sentier"])))

    assert len(set(counts)) == 1


OF_A_STUDY = [
    "research:study",
    "consultations:people",
    "transcripts:texts",
    "coding:home",
    "coding:texts",
    "coding:matrix",
    "findings:home",
    "findings:who",
    "findings:choose",
    "findings:ledger",
    "findings:preview",
    "findings:approval",
]


def test_pages_of_a_study_cost_the_same_with_one_who_takes_part_or_four_as_maxime(cast, knock):
    study, counts = a_study(cast), []
    code = coding.add_code(study, by=cast.maxime, name="Le temps")
    findings.write(study, by=cast.maxime, heading={"fr-ca": "Un", "en-ca": "One"}, text={"fr-ca": "…", "en-ca": "…"})
    door = knock(cast.maxime)
    for more in (1, 3):
        for _number in range(more):
            document = arriving.receive(written(a_participant(study), "Une salle calme."), by=cast.maxime)
            passage = code_it(ready(document, by=cast.maxime), "salle calme", code, by=cast.maxime)
            findings.quote(passage, by=cast.maxime)
        counts.append({page: queries_at(door, reverse(page, args=["sentier", study.pk])) for page in OF_A_STUDY})

    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= MOST
