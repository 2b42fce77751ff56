"""The first relationship here waits until the organisation is ready for it; the people are welcomed meanwhile."""

from __future__ import annotations

import pytest

from espoir.pairing import queries, rules
from espoir.pairing.tests.scenes import all_is_in_place, answers, asks, chooses, opens_her_door, worker


@pytest.fixture
def a_yes(cast):
    """Mésange chose Alizé, who says yes before anything is in place."""
    opens_her_door(cast.alize)
    asks(cast.mesange)
    chooses(cast.mesange, cast.alize)
    return answers(cast.alize, yes=True)


def test_it_says_what_is_missing(cast):
    missing = [thing.code for thing in rules.what_is_missing(cast.kim.organisation)]
    assert missing == ["sheet", "charter", "hours"]  # Sacha and Andrée are here: there is a way to tell

    all_is_in_place(cast)
    assert rules.what_is_missing(cast.kim.organisation) == []


def test_a_yes_waits_and_only_the_team_is_told(cast, knock, a_yes):
    assert a_yes is None
    assert queries.relationship_between(cast.mesange, cast.alize) is None

    assert "Votre oui est gardé" in knock(cast.alize).get("/sentier/j/o/").content.decode()
    assert "Les heures de travail" in knock(cast.kim).get("/sentier/j/r/").content.decode()
    hers = knock(cast.mesange).get("/sentier/j/").content.decode()
    assert "Nous avons votre demande" in hers
    assert "Les heures de travail" not in hers


def test_once_all_is_in_place_the_worker_binds_what_waited(cast, a_yes):
    all_is_in_place(cast)

    worker(cast.mesange)

    assert queries.relationship_between(cast.mesange, cast.alize) is not None


def test_a_charter_written_anew_does_not_stop_what_has_begun(cast, a_yes):
    all_is_in_place(cast)
    worker(cast.mesange)
    cast.kim.organisation.opening_hours = {}
    cast.kim.organisation.save()

    assert rules.what_is_missing(cast.kim.organisation)
    assert not rules.is_locked(cast.kim.organisation)


def test_while_a_yes_waits_that_place_is_taken(cast):
    opens_her_door(cast.alize, places=1)
    asks(cast.mesange)
    chooses(cast.mesange, cast.alize)
    answers(cast.alize, yes=True)

    assert not queries.cards_of(asks(cast.erable)).exists()
