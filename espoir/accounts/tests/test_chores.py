from datetime import timedelta

import time_machine

from espoir import clock
from espoir.accounts import actions
from espoir.accounts.models import Invitation, Session, Try


def test_what_is_over_does_not_stay(cast, knock, worker_comes_by):
    knock(cast.mesange).post("/x/e/", {"login": "a-b-c", "password": "ne va pas du tout"})
    actions.invite(cast.erable, by=cast.kim)
    place = cast.kim.organisation
    worker_comes_by(place)
    assert Session.objects.exists()
    assert Try.objects.exists()
    assert Invitation.objects.of(place).get().token

    with time_machine.travel(clock.machine() + timedelta(days=15)):
        worker_comes_by(place)

        assert not Session.objects.exists()
        assert not Try.objects.exists()
        assert not Invitation.objects.of(place).get().token
