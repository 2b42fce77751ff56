"""The keeper does not answer: nobody is placed anywhere, and the page says so in one plain sentence."""

from __future__ import annotations

import pytest

from espoir.apart import keeper
from espoir.meetings import group_actions
from espoir.meetings.models import Seat
from espoir.meetings.tests.objects import open_group
from espoir.supervision.queries import supervisor_of


@pytest.fixture
def no_keeper(monkeypatch):
    def away(*_args, **_said):
        raise keeper.KeeperAway

    def go():
        for question in ("offerable", "joinable", "is_whole", "look"):
            monkeypatch.setattr(keeper, question, away)

    return go


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr-ca", "Cette page n’est pas disponible pour l’instant."), ("en-ca", "This page isn’t available right now.")],
)
def test_a_seat_waits(cast, knock, no_keeper, language, words):
    group_actions.offer_seats(open_group(cast).organisation)
    seat = Seat.objects.of(cast.mesange.organisation).get(person=cast.mesange)
    cast.mesange.account.language = language
    door = knock(cast.mesange)
    no_keeper()

    answer = door.post(f"/sentier/k/s/{seat.pk}/", {"answer": "take"})

    assert answer.status_code == 503
    assert words in answer.content.decode()
    assert '<input type="hidden" name="answer" value="take">' in answer.content.decode()
    seat.refresh_from_db()
    assert seat.state == "offered"
    assert door.get(f"/sentier/k/s/{seat.pk}/").status_code == 200


def test_nobody_is_given_a_supervisor(cast, knock, no_keeper):
    door = knock(cast.camille)
    no_keeper()

    answer = door.post(f"/sentier/m/r/{cast.alize.pk}/", {"supervisor": cast.dominique.pk, "second": "", "weeks": "2"})

    assert answer.status_code == 503
    assert supervisor_of(cast.alize) is None
