"""Today costs the same whoever else is here, and little."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espoir import clock
from espoir.demo.cast import Character, arrive
from espoir.organisations.roles import Permission, Role
from espoir.pairing import actions as pairs
from espoir.supervision.models import Rhythm, Supervision

MONDAY = datetime(2026, 11, 16, 15, tzinfo=UTC)
MOST, MOST_OF_WHO_SETS_UP = 25, 29
WHO = ["mesange", "alize", "dominique", "kim", "camille", "sacha", "andree", "jo"]


def more_people(cast, numbers):
    """Supporters with someone to support, a rhythm, and supervision of which nobody has said whether it was held."""
    org = cast.kim.organisation
    for number in numbers:
        supporter = arrive(org, Character(f"s{number}", f"S{number}", (Role.SUPPORTER,)))
        peer = arrive(org, Character(f"p{number}", f"P{number}", (Role.PEER,)))
        pairs.bring(by=cast.kim, peer=peer, supporter=supporter, since=clock.today())
        if number % 2:
            Rhythm.objects.create(organisation=org, supporter=supporter, supervisor=cast.dominique)
            Supervision.objects.create(
                organisation=org, supporter=supporter, supervisor=cast.dominique, at=clock.now() - timedelta(days=3)
            )


def queries_at_home(door):
    door.get("/sentier/")  # the first page of a session also writes the session
    with CaptureQueriesContext(connection) as asked:
        assert door.get("/sentier/").status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", WHO)
def test_home_costs_the_same_with_one_three_or_twenty_people(cast, knock, name):
    with clock.at(MONDAY):
        door, counts = knock(getattr(cast, name)), []
        for before, after in ((0, 2), (2, 4), (4, 20)):
            more_people(cast, range(before, after))
            counts.append(queries_at_home(door))

    assert len(set(counts)) == 1
    assert counts[0] <= (MOST_OF_WHO_SETS_UP if getattr(cast, name).may(Permission.SET_UP) else MOST)
