"""Pausing, ending, handing over, staying in touch: by either of the two, and nobody asks why."""

from __future__ import annotations

import pytest

from espoir import clock
from espoir.apart.placed import unasked
from espoir.logbook.models import Entry
from espoir.organisations.models import Person
from espoir.organisations.promises import open_promises, owned_by
from espoir.pairing import actions, chores, queries
from espoir.pairing.models import CheckIn, IllegalMove, Relationship
from espoir.pairing.tests.scenes import (
    all_is_in_place,
    answers,
    asks,
    bound,
    chooses,
    days,
    opens_her_door,
    seen,
    worker,
)
from espoir.people.actions import see_limits
from espoir.vault import boxes, keys


@pytest.fixture
def two(cast):
    """Mésange and Alizé, since that Monday."""
    with clock.at(days(0)):
        all_is_in_place(cast)
        return bound(cast.mesange, cast.alize)


@pytest.mark.parametrize("who", ["mesange", "alize"])
def test_either_of_the_two_takes_a_pause_and_starts_again(cast, knock, two, who):
    person = getattr(cast, who)
    door = knock(person)

    assert "Reprenez quand vous voulez, sans date à donner." in door.get(f"/sentier/j/l/{two.pk}/p/").content.decode()
    door.post(f"/sentier/j/l/{two.pk}/p/")
    two.refresh_from_db()
    assert two.is_paused
    assert queries.people_i_support(cast.alize).exists()  # on a pause they stay connected

    knock(two.other(person)).post(f"/sentier/j/l/{two.pk}/s/")
    two.refresh_from_db()
    assert two.is_paused  # the pause belongs to whoever took it

    knock(person).post(f"/sentier/j/l/{two.pk}/s/")
    two.refresh_from_db()
    assert two.state == Relationship.State.AGREED


@pytest.mark.parametrize("who", ["mesange", "alize"])
def test_either_of_the_two_ends_it_and_no_reason_is_asked(cast, knock, two, who):
    person = getattr(cast, who)
    door = knock(person)
    confirm = door.get(f"/sentier/j/l/{two.pk}/e/").content.decode()

    assert f"Mettre fin au lien avec {two.other(person).name}?" in confirm
    assert "<textarea" not in confirm
    assert "Faire plutôt une pause" in confirm

    door.post(f"/sentier/j/l/{two.pk}/e/")

    assert queries.relationship_between(cast.mesange, cast.alize) is None
    page = knock(two.other(person)).get(f"/sentier/j/l/{two.pk}/").content.decode()
    assert f"Votre lien de soutien avec {person.name} a pris fin. Cela arrive." in page


def test_nobody_can_tell_which_of_the_two_ended_it(cast, knock, two):
    """The other one's page, her lines in the logbook and the row itself are the same, whoever did it."""
    told = []
    for person in (cast.mesange, cast.alize):
        with unasked(because="the same scene twice"):
            Relationship.objects.of(two.organisation).update(state="agreed", ended_on=None, how="")
        Entry.objects.of(two.organisation).filter(verb__startswith="pairing.end").delete()
        actions.end(by=person, relationship=Relationship.objects.of(two.organisation).get())
        row = Relationship.objects.of(two.organisation).values().get()
        other = two.other(person)
        mark = boxes.tag(other.organisation_id, other.pk, "logbook")
        read = Entry.objects.of(two.organisation).filter(tag=mark, verb__startswith="pairing.end")
        lines = list(read.values_list("who", "verb"))
        told.append((row, lines, seen(knock(cast.kim).get("/sentier/j/r/"))))

    assert told[0] == told[1]
    assert told[0][1] == [("", "pairing.ended")]


def test_after_an_ending_she_can_meet_someone_else_at_once(cast, knock, two):
    see_limits(by=cast.mesange)
    opens_her_door(cast.noroit)
    actions.end(by=cast.mesange, relationship=two)

    knock(cast.mesange).post("/sentier/j/k/")
    worker(cast.mesange)

    assert [card.supporter for card in queries.cards_of(queries.request_of(cast.mesange))] == [cast.noroit]


def test_ending_twice_is_ending_once(cast, knock, two):
    door = knock(cast.mesange)
    door.post(f"/sentier/j/l/{two.pk}/e/")

    assert door.post(f"/sentier/j/l/{two.pk}/e/").status_code == 302
    with pytest.raises(IllegalMove):
        actions.end(by=cast.alize, relationship=two)


# PEER-10
def test_a_closing_conversation_has_a_day_that_both_see(cast, knock, two):
    with clock.at(days(5)):
        past = knock(cast.alize).post(f"/sentier/j/l/{two.pk}/c/", {"on": "2026-11-02"})
        assert past.status_code == 422
        assert "Ce jour est passé." in past.content.decode()
        knock(cast.alize).post(f"/sentier/j/l/{two.pk}/c/", {"on": "2026-11-27"})
        page = knock(cast.mesange).get(f"/sentier/j/l/{two.pk}/").content.decode()
    assert "vendredi 27\u00a0novembre" in page

    with clock.at(days(11)):
        knock(cast.mesange).post(f"/sentier/j/l/{two.pk}/e/")
    two.refresh_from_db()
    assert two.how == Relationship.How.CLOSED


# PEER-10
def test_closed_together_they_may_meet_again_one_day(cast, two):
    actions.end(by=cast.mesange, relationship=two, how=Relationship.How.CLOSED)

    assert [card.supporter for card in queries.cards_of(asks(cast.mesange))] == [cast.alize]


def test_handing_over_takes_her_yes_and_that_of_someone_else(cast, knock, two):
    opens_her_door(cast.noroit)
    knock(cast.alize).post(f"/sentier/j/l/{two.pk}/h/")
    assert (
        "Quelqu’un d’autre pourrait prendre le relais"
        in knock(cast.mesange).get(f"/sentier/j/l/{two.pk}/").content.decode()
    )

    knock(cast.mesange).post(f"/sentier/j/l/{two.pk}/h/")
    worker(cast.mesange)
    chooses(cast.mesange, cast.noroit)
    assert queries.relationship_between(cast.mesange, cast.alize) is not None
    answers(cast.noroit, yes=True)

    two.refresh_from_db()
    assert (two.state, two.how) == (Relationship.State.ENDED, Relationship.How.HANDED_OVER)
    assert list(queries.people_who_support(cast.mesange)) == [cast.noroit]


def test_she_may_keep_things_as_they_are(cast, knock, two):
    actions.offer_handover(by=cast.alize, relationship=two)

    knock(cast.mesange).post(f"/sentier/j/l/{two.pk}/g/")

    two.refresh_from_db()
    assert (two.state, two.handover_on) == (Relationship.State.AGREED, None)


def test_staying_in_touch_is_a_promise_with_an_owner_and_an_end(cast, knock, two):
    with clock.at(days(1)):
        actions.end(by=cast.mesange, relationship=two, how=Relationship.How.CLOSED)
        knock(cast.mesange).post(f"/sentier/j/l/{two.pk}/t/", {"months": "1", "way": "text"})
        aftercare = queries.staying_in_touch_with(cast.mesange)
        owed = [promise for promise in owned_by(cast.kim) if promise.owed_to == cast.mesange]

    assert [promise.due for promise in owed] == [days(31).date()]

    with clock.at(days(31)):
        assert "Par texto" in knock(cast.kim).get(f"/sentier/j/t/{aftercare.pk}/").content.decode()
        knock(cast.kim).post(f"/sentier/j/t/{aftercare.pk}/")

    assert queries.staying_in_touch_with(cast.mesange) is None
    assert not [promise for promise in owned_by(cast.kim) if promise.owed_to == cast.mesange]


def test_she_stops_staying_in_touch_whenever_she_likes(cast, knock, two):
    actions.end(by=cast.mesange, relationship=two)
    aftercare = actions.stay_in_touch(by=cast.mesange, relationship=two, months=6, way="phone")

    assert knock(cast.alize).post(f"/sentier/j/t/{aftercare.pk}/e/").status_code == 404
    knock(cast.mesange).post(f"/sentier/j/t/{aftercare.pk}/e/")

    assert queries.staying_in_touch_with(cast.mesange) is None


def test_after_three_weeks_each_is_asked_alone(cast, knock, two):
    with clock.at(days(20)):
        worker(cast.mesange)
        assert not queries.checkins_for(cast.mesange).exists()
    with clock.at(days(21)):
        worker(cast.mesange)
        worker(cast.mesange)
        hers, his = queries.checkins_for(cast.mesange).get(), queries.checkins_for(cast.alize).get()
        assert (hers.owner, his.owner) == (cast.kim, cast.dominique)
        assert knock(cast.alize).get(f"/sentier/j/q/{hers.pk}/").status_code == 404

        knock(cast.mesange).post(f"/sentier/j/q/{hers.pk}/", {"answer": "talk"})
        for other in (cast.alize, cast.dominique, cast.sacha, cast.camille):
            assert knock(other).get(f"/sentier/j/q/{hers.pk}/t/").status_code == 404
        assert "En parler" in knock(cast.kim).get(f"/sentier/j/q/{hers.pk}/t/").content.decode()

        knock(cast.kim).post(f"/sentier/j/q/{hers.pk}/t/")

    hers.refresh_from_db()
    assert hers.state == CheckIn.State.DONE


def test_what_one_answers_changes_nothing_for_the_other(cast, knock, two):
    with clock.at(days(21)):
        worker(cast.mesange)
        checkin = queries.checkins_for(cast.mesange).get()
        before = seen(knock(cast.alize).get(f"/sentier/j/l/{two.pk}/")), seen(knock(cast.alize).get("/sentier/"))
        actions.say_how_it_goes(by=cast.mesange, checkin=checkin, answer=CheckIn.Answer.SOMEONE_ELSE)
        after = seen(knock(cast.alize).get(f"/sentier/j/l/{two.pk}/")), seen(knock(cast.alize).get("/sentier/"))

    assert before == after


def test_carrying_on_owes_nothing_and_silence_is_asked_by_voice(cast, two):
    with clock.at(days(21)):
        worker(cast.mesange)
        hers = queries.checkins_for(cast.mesange).get()
        actions.say_how_it_goes(by=cast.mesange, checkin=hers, answer=CheckIn.Answer.CARRY_ON)
        owed = [promise.owed_to for promise in open_promises(cast.mesange.organisation)]

    assert cast.mesange not in owed
    assert cast.alize in owed


def test_every_promise_has_an_owner_even_when_one_leaves(cast, two):
    with clock.at(days(21)):
        worker(cast.mesange)
        cast.dominique.state = Person.State.LEFT
        cast.dominique.save()
        asks(cast.erable)
        owed = list(open_promises(cast.mesange.organisation))

    assert cast.kim in {promise.owner for promise in owed}
    assert not {promise.owner for promise in owed} & {None, cast.dominique}
    assert all(promise.due for promise in owed)


def test_when_one_of_them_is_erased_the_pages_of_the_other_still_open(cast, knock, two):
    with clock.at(days(21)):
        worker(cast.mesange)
        keys.shred(cast.mesange.organisation_id, cast.mesange.pk)
        cast.mesange.state = Person.State.ERASED
        cast.mesange.save(update_fields=["state"])
        worker(cast.alize)

        for path in ("", "j/o/", f"j/l/{two.pk}/"):
            assert knock(cast.alize).get(f"/sentier/{path}").status_code == 200, path
        assert "quelqu’un" in knock(cast.alize).get(f"/sentier/j/l/{two.pk}/").content.decode()
        assert knock(cast.kim).get("/sentier/j/r/").status_code == 200
        assert list(open_promises(cast.kim.organisation)) is not None

    two.refresh_from_db()
    assert two.state == Relationship.State.ENDED


@pytest.mark.parametrize("path", ["", "p/", "s/", "e/", "c/", "h/", "g/", "t/"])
def test_to_anyone_else_the_two_do_not_exist(cast, knock, two, path):
    for stranger in (cast.erable, cast.noroit, cast.kim, cast.dominique, cast.camille, cast.sacha):
        door = knock(stranger)
        assert door.get(f"/sentier/j/l/{two.pk}/{path}").status_code in {404, 405}
        assert door.post(f"/sentier/j/l/{two.pk}/{path}").status_code in {404, 405}
    assert knock(cast.harper).get(f"/northgate/j/l/{two.pk}/{path}").status_code in {404, 405}


def test_the_worker_asks_only_of_lately_begun_relationships(cast):
    with clock.at(days(100)):
        actions.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=days(0).date())
        chores.ask_how_it_goes(cast.kim.organisation)

    assert not queries.checkins_for(cast.mesange).exists()
