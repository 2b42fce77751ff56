"""The first ninety days of someone who comes to support others: what is owed, to whom, and until when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from espoir import clock
from espoir.apart import placement
from espoir.organisations.promises import owned_by
from espoir.organisations.roles import Role
from espoir.pairing import actions as pairing
from espoir.passage import actions, queries, rules
from espoir.passage.models import Start
from espoir.passage.tests.objects import begins, door
from espoir.people import actions as people


# SUPP-7
def test_a_new_support_person_is_owed_conversations_and_is_not_offered_before_the_first_three(cast):
    pairing.bring(by=cast.kim, peer=cast.lou, supporter=cast.noroit, since=clock.today())
    new = people.take_in(by=cast.camille, chosen_name="Zéphyr", language="fr-ca", roles=[Role.SUPPORTER])
    start = queries.start_of(new)
    assert start is not None
    assert placement.offerable(cast.mesange, [new, cast.alize]) == [cast.alize]

    camille = door(cast.camille)
    assert "Zéphyr" in camille.get("/sentier/o/r/").content.decode()
    mine = [each for each in owned_by(cast.camille) if f"/o/r/{start.pk}/" in each.url]
    assert [each.due for each in mine] == [clock.today() + timedelta(days=5), clock.today() + timedelta(days=7)]

    for step in queries.steps_of(start)[:3]:
        assert camille.get(f"/sentier/o/f/{step.pk}/").status_code == 200
        camille.post(f"/sentier/o/f/{step.pk}/t/", {"a": "yes"})
    assert placement.offerable(cast.mesange, [new, cast.alize]) == [cast.alize]  # one of the two is not enough
    for step in queries.steps_of(start)[:3]:
        actions.tick(step, by=new)
    assert placement.offerable(cast.mesange, [new, cast.alize]) == [new, cast.alize]


def test_those_who_were_here_before_are_offered_as_before_and_may_have_the_same(cast):
    assert placement.offerable(cast.mesange, [cast.alize]) == [cast.alize]
    people.take_in(by=cast.camille, chosen_name="Zéphyr", language="fr-ca", roles=[Role.SUPPORTER])
    assert not Start.objects.of(cast.kim.organisation).exists()  # nobody is bound here yet: all begin together

    door(cast.kim).post(f"/sentier/o/r/s/{cast.alize.pk}/")
    assert queries.start_of(cast.alize) is not None
    assert "/sentier/o/f/" in door(cast.alize).get("/sentier/b/p/").content.decode()


# SUPP-7
def test_she_says_that_it_has_not_taken_place_and_it_is_owed_by_a_new_date(cast):
    start = begins(cast, cast.alize)
    step = queries.steps_of(start)[0]
    actions.tick(step, by=cast.kim)
    hers = door(cast.alize)
    hers.post(f"/sentier/o/f/{step.pk}/t/", {"a": "not_yet"})
    step = queries.steps_of(start)[0]
    assert (step.theirs_on, step.is_late) == (None, False)
    assert [door(who).get(f"/sentier/o/f/{step.pk}/").status_code for who in (cast.noroit, cast.jo)] == [404, 404]
    assert door(cast.harper).get(f"/northgate/o/f/{step.pk}/").status_code == 404


# SUPP-3
def test_a_colleague_beside_her_for_ninety_days_and_a_closing_conversation(cast):
    start = begins(cast, cast.alize)
    kim = door(cast.kim)
    assert kim.post(f"/sentier/o/r/{start.pk}/b/", {}).status_code == 422
    kim.post(f"/sentier/o/r/{start.pk}/b/", {"who": cast.jo.pk})
    assert "Jo" in door(cast.alize).get("/sentier/o/f/").content.decode()
    assert [each.due for each in owned_by(cast.jo)] == [clock.today() + timedelta(days=7)]

    *weeks, closing = queries.talks_of(start)
    with pytest.raises(rules.IllegalMove):
        actions.talked(closing, by=cast.kim)
    for talk in weeks:
        door(cast.jo).post(f"/sentier/o/t/{talk.pk}/")
    for step in queries.steps_of(start):
        actions.tick(step, by=cast.kim)
        actions.tick(step, by=cast.alize)
    door(cast.alize).post(f"/sentier/o/t/{closing.pk}/")
    assert Start.objects.of(start.organisation).get(pk=start.pk).ended_on == clock.today()
    assert (queries.buddy_of(cast.alize), owned_by(cast.jo)) == (None, [])


def test_the_sheet_prints_every_conversation(cast):
    page = door(cast.alize).get("/sentier/o/f/p/").content.decode()
    assert page.count("<section") == 8
