"""Two people press at the same moment. On PostgreSQL they do so for real; SQLite lets one writer in after the other."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection

from espoir.organisations.inside import inside
from espoir.pairing import actions, queries
from espoir.pairing.models import IllegalMove, Relationship
from espoir.pairing.tests.scenes import all_is_in_place, asks, chooses, opens_her_door

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*presses):
    """Do all of these at the same time, each in a transaction of its own; return how many were accepted."""
    accepted: list[object] = []
    gate = Barrier(len(presses))

    def press(organisation, act):
        if connection.vendor == "postgresql":
            gate.wait()
        try:
            with inside(organisation, writing=True):
                accepted.extend([done for done in [act()] if done is not None])
        except IllegalMove:
            pass
        finally:
            if connection.vendor == "postgresql":
                connection.close()

    if connection.vendor != "postgresql":
        for organisation, act in presses:
            press(organisation, act)
        return len(accepted)
    threads = [Thread(target=press, args=one) for one in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(accepted)


def says_yes(supporter, offer):
    return supporter.organisation, lambda: actions.answer(by=supporter, offer=offer, yes=True)


def test_two_supporters_say_yes_to_the_same_request(cast):
    all_is_in_place(cast)
    for supporter in (cast.alize, cast.noroit):
        opens_her_door(supporter)
    asks(cast.mesange)
    chooses(cast.mesange, cast.alize, cast.noroit)
    offers = [(supporter, queries.invitations_to(supporter).get()) for supporter in (cast.alize, cast.noroit)]

    assert at_once(*[says_yes(supporter, offer) for supporter, offer in offers]) == 1
    assert Relationship.objects.of(cast.mesange.organisation).live().count() == 1


def test_one_supporter_says_yes_twice(cast):
    all_is_in_place(cast)
    opens_her_door(cast.alize)
    asks(cast.mesange)
    chooses(cast.mesange, cast.alize)
    offer = queries.invitations_to(cast.alize).get()

    assert at_once(says_yes(cast.alize, offer), says_yes(cast.alize, offer)) == 1
    assert Relationship.objects.of(cast.mesange.organisation).live().count() == 1


def test_the_last_place_is_given_once(cast):
    all_is_in_place(cast)
    opens_her_door(cast.alize, places=1)
    for peer in (cast.mesange, cast.erable):
        asks(peer)
        chooses(peer, cast.alize)
    offers = list(queries.invitations_to(cast.alize))

    assert at_once(*[says_yes(cast.alize, offer) for offer in offers]) == 1
    assert queries.people_i_support(cast.alize).count() == 1


def test_a_request_sent_twice_is_one(cast):
    ask = (cast.mesange.organisation, lambda: actions.ask(by=cast.mesange))

    at_once(ask, ask)

    assert queries.request_of(cast.mesange) is not None
