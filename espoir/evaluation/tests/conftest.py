from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from espoir import clock
from espoir.consents.models import Answer, Choice
from espoir.meetings.models import Meeting
from espoir.organisations.models import Hat, Person
from espoir.organisations.roles import Role

NOVEMBER = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.fixture
def november():
    with clock.at(NOVEMBER):
        yield


@pytest.fixture
def crowd(cast):
    """People of Le Sentier who said yes to being counted: `crowd(12)`."""
    organisation = cast.kim.organisation
    already = 0

    def come(number, answer=Answer.YES):
        nonlocal already
        people = []
        for n in range(already, already + number):
            person = Person(organisation=organisation)
            person.chosen_name = f"Personne-{n}"
            person.save()
            Hat.objects.create(organisation=organisation, person=person, role=Role.PEER)
            Choice.objects.create(
                organisation=organisation, person=person, item="numbers", version=1, answer=answer, until=None
            )
            people.append(person)
        already += number
        return people

    return come


@pytest.fixture
def met(cast):
    """`met(people, 2026, 9)`: each of them met Alizé once that month, for an hour."""

    def meet(people, year, month, *, times=1, minutes=60):
        return [
            Meeting.objects.create(
                organisation=cast.kim.organisation,
                peer=person,
                supporter=cast.alize,
                noted_by=cast.alize,
                on=date(year, month, 1 + n),
                minutes=minutes,
                way="walk",
            )
            for person in people
            for n in range(times)
        ]

    return meet
