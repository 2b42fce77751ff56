"""From "I'd like to meet someone" to two people who both said yes."""

from __future__ import annotations

import pytest

from espoir import clock
from espoir.pairing import actions, queries
from espoir.pairing.models import IllegalMove, Offer, Relationship, Request
from espoir.pairing.tests.scenes import (
    WORDS,
    all_is_in_place,
    answers,
    asks,
    bound,
    chooses,
    days,
    looks_for,
    opens_her_door,
    worker,
)
from espoir.people.actions import see_limits


# PEER-5
def test_she_asks_reads_their_words_chooses_and_both_say_yes(cast, knock):
    all_is_in_place(cast)
    looks_for(cast.mesange, forms=["walk"], interests="Le jardin")
    opens_her_door(cast.alize)
    opens_her_door(cast.noroit)
    door = knock(cast.mesange)

    door.post("/sentier/j/k/")
    worker(cast.mesange)
    page = door.get("/sentier/j/").content.decode()

    assert "Qui aimeriez-vous rencontrer?" in page
    assert page.count(f"«\u202f{WORDS}\u202f»") == 2
    assert "Alizé" in page
    assert "Noroît" in page
    assert page.count('form="avoid" name="words" value="Alizé"') == page.count('<form id="avoid"') == 1

    card = queries.cards_of(queries.request_of(cast.mesange)).get(supporter=cast.alize)
    door.post("/sentier/j/c/", {"offer": [card.pk]})
    assert "Nous avons votre demande" in door.get("/sentier/j/").content.decode()

    asked = knock(cast.alize).get("/sentier/j/o/").content.decode()
    assert "Mésange" in asked
    assert "Le jardin" in asked
    nobody_asked = knock(cast.noroit).get("/sentier/j/o/").content.decode()
    assert "Mésange" not in nobody_asked
    assert "Vos mots leur ont plu." not in nobody_asked

    knock(cast.alize).post(f"/sentier/j/o/{card.pk}/", {"answer": "yes"})

    relationship = queries.relationship_between(cast.mesange, cast.alize)
    assert relationship.state == Relationship.State.AGREED
    assert list(queries.people_i_support(cast.alize)) == [cast.mesange]
    assert queries.request_of(cast.mesange) is None
    assert "Alizé" in knock(cast.mesange).get("/sentier/j/").content.decode()


def test_none_of_these_is_as_easy_as_a_choice(cast, knock):
    opens_her_door(cast.alize)
    asks(cast.mesange)

    answer = knock(cast.mesange).post("/sentier/j/c/", {"none": "1"}, follow=True)

    assert "Nous avons votre demande" in answer.content.decode()
    assert not queries.invitations_to(cast.alize).exists()


def test_she_takes_her_request_back_and_the_invitation_is_gone(cast, knock):
    opens_her_door(cast.alize)
    asks(cast.mesange)
    chooses(cast.mesange, cast.alize)

    knock(cast.mesange).post("/sentier/j/w/")

    assert queries.request_of(cast.mesange) is None
    assert "Mésange" not in knock(cast.alize).get("/sentier/j/o/").content.decode()


def test_asking_twice_is_asking_once(cast, knock):
    see_limits(by=cast.mesange)
    door = knock(cast.mesange)

    door.post("/sentier/j/k/")
    door.post("/sentier/j/k/")

    assert Request.objects.of(cast.mesange.organisation).count() == 1


@pytest.mark.parametrize(
    ("wish", "profile", "is_offered"),
    [
        ({"languages": ["fr"]}, {"languages": ["fr"]}, True),
        ({"languages": ["ar"]}, {"languages": ["fr", "en"]}, False),
        ({"forms": ["video"]}, {"forms": ["walk", "phone"]}, False),
        ({"forms": ["video", "walk"]}, {"forms": ["walk", "phone"]}, True),
        ({"forms": ["video"]}, {"forms": []}, True),
        ({"days": ["mon"]}, {"days": ["sat"]}, False),
        ({"days": ["mon"]}, {"days": []}, True),
        ({"who": ["woman"]}, {"describes": ["man"]}, False),
        ({"who": ["woman"]}, {"describes": []}, False),
        ({"who": ["woman"]}, {"describes": ["woman"]}, True),
        ({"region": "Gaspé", "forms": ["walk"]}, {"regions": ["Laval"]}, False),
        ({"region": "Gaspé", "forms": ["walk"], "far": "anywhere"}, {"regions": ["Laval"]}, True),
        ({"region": "Gaspé", "forms": ["phone"]}, {"regions": ["Laval"]}, True),
        ({"region": "Gaspé"}, {"regions": ["Gaspé", "Laval"]}, True),
        ({}, {"is_open": False}, False),
        ({}, {"places": 0}, False),
    ],
)
def test_her_wishes_are_respected_and_a_wish_not_made_excludes_nobody(cast, wish, profile, is_offered):
    looks_for(cast.mesange, **wish)
    opens_her_door(cast.alize, **profile)

    request = asks(cast.mesange)

    assert [card.supporter for card in queries.cards_of(request)] == ([cast.alize] if is_offered else [])


def test_over_many_requests_each_supporter_comes_first(cast):
    for supporter in (cast.alize, cast.noroit):
        opens_her_door(supporter)

    first = []
    for _turn in range(24):
        request = asks(cast.mesange)
        first.append(queries.cards_of(request).first().supporter)
        again = list(queries.cards_of(request))
        worker(cast.mesange)
        assert list(queries.cards_of(request)) == again  # within one request the cards stay where they are
        actions.withdraw(by=cast.mesange, request=request)

    assert {cast.alize, cast.noroit} == set(first)


def test_the_first_yes_binds_and_the_other_request_lapses(cast):
    all_is_in_place(cast)
    opens_her_door(cast.alize)
    opens_her_door(cast.noroit)
    asks(cast.mesange)
    chooses(cast.mesange, cast.alize, cast.noroit)
    late = queries.invitations_to(cast.noroit).get()

    answers(cast.alize, yes=True)

    assert not queries.invitations_to(cast.noroit).exists()
    with pytest.raises(IllegalMove):
        actions.answer(by=cast.noroit, offer=late, yes=True)
    assert Relationship.objects.of(cast.mesange.organisation).count() == 1


def test_a_late_yes_is_told_that_the_request_is_no_longer_open(cast, knock):
    all_is_in_place(cast)
    opens_her_door(cast.alize)
    opens_her_door(cast.noroit)
    asks(cast.mesange)
    chooses(cast.mesange, cast.alize, cast.noroit)
    late = queries.invitations_to(cast.noroit).get()
    answers(cast.alize, yes=True)

    answer = knock(cast.noroit).post(f"/sentier/j/o/{late.pk}/", {"answer": "yes"}, follow=True)

    assert "Cette demande n’est plus ouverte." in answer.content.decode()


def test_a_yes_sent_twice_makes_one_relationship(cast):
    all_is_in_place(cast)
    opens_her_door(cast.alize)
    asks(cast.mesange)
    chooses(cast.mesange, cast.alize)
    offer = queries.invitations_to(cast.alize).get()

    actions.answer(by=cast.alize, offer=offer, yes=True)
    with pytest.raises(IllegalMove):
        actions.answer(by=cast.alize, offer=offer, yes=True)

    assert Relationship.objects.of(cast.mesange.organisation).count() == 1


def test_two_yeses_never_take_more_places_than_there_are(cast):
    all_is_in_place(cast)
    opens_her_door(cast.alize, places=1)
    for peer in (cast.mesange, cast.erable):
        asks(peer)
        chooses(peer, cast.alize)
    first, second = queries.invitations_to(cast.alize)

    assert actions.answer(by=cast.alize, offer=first, yes=True) is not None
    assert actions.answer(by=cast.alize, offer=second, yes=True) is None

    assert queries.people_i_support(cast.alize).count() == 1


# SUPP-6
def test_a_full_supporter_is_not_offered_and_is_again_once_there_is_room(cast):
    all_is_in_place(cast)
    relationship = bound(cast.erable, cast.alize)
    opens_her_door(cast.alize, places=1)
    with clock.at(days(0)):
        request = asks(cast.mesange)
        assert not queries.cards_of(request).exists()

    actions.pause(by=cast.erable, relationship=relationship)
    with clock.at(days(7)):
        worker(cast.mesange)
    assert not queries.cards_of(request).exists()  # a pause keeps her place

    actions.end(by=cast.erable, relationship=relationship)
    with clock.at(days(14)):
        worker(cast.mesange)
    assert [card.supporter for card in queries.cards_of(request)] == [cast.alize]


def test_after_seven_days_she_hears_that_we_have_nobody_and_when_we_look_again(cast, knock):
    actions.write_partner(by=cast.kim, name="La Passerelle", phone="514 555-0190")
    with clock.at(days(0)):
        asks(cast.mesange)
    with clock.at(days(6)):
        worker(cast.mesange)
        assert "le lundi 23\u00a0novembre" in knock(cast.mesange).get("/sentier/j/").content.decode()
    with clock.at(days(7)):
        worker(cast.mesange)
        page = knock(cast.mesange).get("/sentier/j/").content.decode()

    assert "Nous n’avons personne à vous proposer pour l’instant" in page
    assert "Nous regardons encore le lundi 30\u00a0novembre, et nous vous le dirons comme vous le préférez." in page
    assert "Vous pouvez appeler La Passerelle\u00a0: 514 555-0190." in page
    assert "Kim s’en occupe." in page


def test_the_same_in_english(cast, knock):
    with clock.at(days(0)):
        asks(cast.lou)
    with clock.at(days(7)):
        worker(cast.lou)
        page = knock(cast.lou).get("/sentier/j/").content.decode()

    assert "We have nobody to offer you right now" in page
    assert "That says nothing about you. Your request stays open." in page
    assert "We’ll look again on Monday, November\u00a030 and tell you the way you asked us to." in page


def test_on_the_promised_day_we_look_again_by_ourselves(cast):
    with clock.at(days(0)):
        asks(cast.mesange)
    with clock.at(days(7)):
        worker(cast.mesange)
    opens_her_door(cast.alize)
    with clock.at(days(13)):
        worker(cast.mesange)
        assert not queries.cards_of(queries.request_of(cast.mesange)).exists()
    with clock.at(days(14)):
        worker(cast.mesange)
        request = queries.request_of(cast.mesange)

    assert request.state == Request.State.OPEN
    assert [card.supporter for card in queries.cards_of(request)] == [cast.alize]


def test_still_nobody_on_that_day_makes_the_next_date(cast):
    with clock.at(days(0)):
        asks(cast.mesange)
    for day in (7, 14):
        with clock.at(days(day)):
            worker(cast.mesange)
            worker(cast.mesange)  # a chore done twice changes nothing

    assert queries.request_of(cast.mesange).look_again_on == days(21).date()


def test_nobody_hurries_her_while_she_has_cards(cast):
    opens_her_door(cast.alize)
    with clock.at(days(0)):
        asks(cast.mesange)
    with clock.at(days(40)):
        worker(cast.mesange)
        request = queries.request_of(cast.mesange)

    assert request.state == Request.State.OPEN
    assert queries.cards_of(request).count() == 1


def test_someone_who_left_is_neither_offered_nor_looked_for(cast):
    opens_her_door(cast.alize)
    request = asks(cast.mesange)
    cast.mesange.state = cast.mesange.State.LEFT
    cast.mesange.save()

    worker(cast.mesange)

    request.refresh_from_db()
    assert request.state == Request.State.WITHDRAWN
    assert not Offer.objects.of(cast.mesange.organisation).exists()


def test_an_offer_of_someone_else_is_nowhere(cast, knock):
    opens_her_door(cast.alize)
    asks(cast.mesange)
    chooses(cast.mesange, cast.alize)
    offer = queries.invitations_to(cast.alize).get()

    assert knock(cast.noroit).post(f"/sentier/j/o/{offer.pk}/", {"answer": "yes"}).status_code == 404
    assert knock(cast.juniper).post(f"/northgate/j/o/{offer.pk}/", {"answer": "yes"}).status_code == 404
    assert knock(cast.mesange).get("/sentier/j/o/").status_code == 404
    assert knock(cast.alize).get("/sentier/j/").status_code == 404
