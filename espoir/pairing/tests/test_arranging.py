"""Where few people can be offered, someone of safety arranges the offer with whoever asked."""

from __future__ import annotations

import pytest

from espoir import clock
from espoir.apart import actions as apart
from espoir.apart import placement
from espoir.organisations import chores
from espoir.organisations.promises import owed_to, owned_by
from espoir.organisations.roles import Role
from espoir.pairing import actions, queries
from espoir.pairing.models import IllegalMove, Request
from espoir.pairing.rounds import lay_together
from espoir.pairing.tests.scenes import all_is_in_place, asks_alone, days, more_supporters, opens_her_door
from espoir.people import actions as people
from espoir.ui.tests.reading import as_seen

ARRANGE = "Une proposition à préparer avec Mésange"


def page_of(cast):
    return f"/sentier/j/n/{queries.request_of(cast.mesange).pk}/"


def words(promises):
    return [promise.words for promise in promises]


# PEER-5
def test_with_fewer_than_four_a_safety_lead_presses_beside_her(cast, knock):
    opens_her_door(cast.alize)
    with clock.at(days(0)):
        asks_alone(cast.mesange)
        assert "Nous avons votre demande" in knock(cast.mesange).get("/sentier/j/").content.decode()
        assert ARRANGE in knock(cast.sacha).get("/sentier/").content.decode()
        page = knock(cast.sacha).get(page_of(cast)).content.decode()
    assert "À faire ensemble, d’ici le lundi 23\u00a0novembre." in page
    assert "Ou demandez à Kim de l’inviter." in page
    assert "Alizé" not in page

    with clock.at(days(2)):
        told = knock(cast.sacha).post(page_of(cast), follow=True).content.decode()

    assert "C’est fait." in told
    assert "Mésange" not in told
    assert [card.supporter for card in queries.cards_of(queries.request_of(cast.mesange))] == [cast.alize]
    assert "Qui aimeriez-vous rencontrer?" in knock(cast.mesange).get("/sentier/j/").content.decode()


def test_in_english_and_in_the_words_of_a_tiny_organisation(cast, knock):
    opens_her_door(cast.juniper)
    with clock.at(days(0)):
        request = asks_alone(cast.wren)
        page = knock(cast.robin).get(f"/northgate/j/n/{request.pk}/").content.decode()
        asks_alone(cast.riviere)
        tiny = knock(cast.charlie).get(f"/pont/j/n/{queries.request_of(cast.riviere).pk}/").content.decode()

    assert "An offer to arrange with Wren" in page
    assert "Or ask Harper to invite them." in page
    assert "Assoyez-vous ensemble la prochaine fois que la personne est ici." in tiny
    assert "Charlie" not in tiny.partition("<main")[2]  # nobody is asked to ask herself


def test_one_hat_one_line(cast):
    """Charlie directs, coordinates and leads on safety: the same promise is not on her page twice."""
    with clock.at(days(0)):
        asks_alone(cast.riviere)
        kept = words(owned_by(cast.charlie))

    assert kept.count("Une proposition à préparer avec Rivière") == 1
    assert "Dire à Rivière qui nous pouvons proposer" not in kept


def test_whoever_arranges_reads_the_same_when_there_is_nobody(cast, knock):
    with clock.at(days(0)):
        asks_alone(cast.mesange)
        told = knock(cast.sacha).post(page_of(cast), follow=True).content.decode()
        page = knock(cast.mesange).get("/sentier/j/").content.decode()

    assert "C’est fait. Regardez ensemble" in told
    assert "Nous n’avons personne à vous proposer pour l’instant" in page
    assert "Nous regardons encore le lundi 23\u00a0novembre" in page


def test_the_keeper_is_asked_at_that_press_only(cast, monkeypatch):
    asked = []
    question = placement.offerable

    def heard(seeker, candidates, **more):
        asked.append((seeker, list(candidates), more.get("asker")))
        return question(seeker, candidates, **more)

    monkeypatch.setattr(placement, "offerable", heard)
    opens_her_door(cast.alize)
    with clock.at(days(0)):
        request = asks_alone(cast.mesange)
        chores.run_all(cast.kim.organisation)
        assert asked == []
        lay_together(request, by=cast.sacha)

    assert asked == [(cast.mesange, [cast.alize], cast.sacha)]


def test_four_who_suit_of_whom_one_is_kept_apart_are_arranged_like_three(cast):
    """Otherwise three cards that come by themselves would say that there was a fourth."""
    supporters = more_supporters(cast.kim.organisation, 4)
    apart.veto(by=supporters[0], person=cast.mesange)

    request = asks_alone(cast.mesange)

    assert not queries.cards_of(request).exists()
    assert queries.to_arrange(cast.sacha) == [request]


def test_with_four_the_worker_lays_the_cards_and_nobody_has_to_press(cast):
    more_supporters(cast.kim.organisation, 4)

    request = asks_alone(cast.mesange)

    assert queries.cards_of(request).count() == 4
    assert queries.to_arrange(cast.sacha) == []


def test_once_there_are_four_the_worker_lays_the_cards_after_all(cast):
    supporters = more_supporters(cast.kim.organisation, 4)
    people.write_profile(by=supporters[0], values={"is_open": False})
    request = asks_alone(cast.mesange)
    people.write_profile(by=supporters[0], values={"is_open": True})

    chores.run_all(cast.kim.organisation)

    assert queries.cards_of(request).count() == 4
    assert queries.to_arrange(cast.sacha) == []


def test_the_day_on_which_she_hears_from_us_holds_also_if_nobody_pressed(cast, knock):
    """The organisation is late, and its own page says so; she hears on the day, and the offer is still to arrange."""
    opens_her_door(cast.alize)
    with clock.at(days(0)):
        asks_alone(cast.mesange)
    with clock.at(days(7)):
        chores.run_all(cast.kim.organisation)
        assert "Nous n’avons personne" in knock(cast.mesange).get("/sentier/j/").content.decode()
    with clock.at(days(9)):
        chores.run_all(cast.kim.organisation)
        late = [promise for promise in owned_by(cast.sacha) if promise.words == ARRANGE]
        assert late[0].is_late
        knock(cast.sacha).post(page_of(cast))
        assert "Qui aimeriez-vous" in knock(cast.mesange).get("/sentier/j/").content.decode()

    assert queries.request_of(cast.mesange).state == Request.State.OPEN


def test_whoever_was_told_of_nobody_is_arranged_with_in_the_days_before_we_look_again(cast):
    with clock.at(days(0)):
        lay_together(asks_alone(cast.mesange), by=cast.sacha)
    for day, is_to_arrange in ((1, False), (3, False), (4, True), (7, True)):
        with clock.at(days(day)):
            chores.run_all(cast.kim.organisation)
            assert bool(queries.to_arrange(cast.sacha)) is is_to_arrange, day


def test_cards_that_are_before_her_lose_whoever_goes_and_nobody_joins_them_unseen(cast):
    for supporter in (cast.alize, cast.noroit):
        opens_her_door(supporter)
    request = asks_alone(cast.mesange)
    lay_together(request, by=cast.sacha)
    more_supporters(cast.kim.organisation, 1)
    people.write_profile(by=cast.alize, values={"is_open": False})

    chores.run_all(cast.kim.organisation)

    assert [card.supporter for card in queries.cards_of(request)] == [cast.noroit]


@pytest.mark.parametrize("role", ["the ally", "the coordinator"])
def test_without_a_safety_lead_the_ally_arranges_it_and_else_whoever_coordinates(cast, knock, role):
    here = {"the ally": cast.andree, "the coordinator": cast.kim}[role]
    for gone in [cast.sacha] if role == "the ally" else [cast.sacha, cast.andree]:
        gone.hats.all().delete()
    asks_alone(cast.mesange)

    assert ARRANGE in words(owned_by(here))
    assert knock(here).get(page_of(cast)).status_code == 200


def test_nobody_arranges_an_offer_with_herself(cast):
    cast.sacha.hats.create(organisation=cast.sacha.organisation, role=Role.PEER)
    request = asks_alone(cast.sacha)

    assert queries.to_arrange(cast.sacha) == []
    assert queries.to_arrange(cast.andree) == [request]


def test_the_offer_to_arrange_is_on_nobody_elses_pages(cast, knock):
    request = asks_alone(cast.mesange)
    page = f"/sentier/j/n/{request.pk}/"
    assert words(owed_to(cast.mesange)) == ["Dire à Mésange qui nous pouvons proposer"]

    for other in (cast.mesange, cast.alize, cast.dominique, cast.kim, cast.camille, cast.andree, cast.jo):
        assert knock(other).get(page).status_code == 404, other.name
        assert knock(other).post(page).status_code == 404, other.name
    assert knock(cast.robin).get(f"/northgate/j/n/{request.pk}/").status_code == 404


def test_what_is_not_to_arrange_cannot_be_pressed_for(cast):
    more_supporters(cast.kim.organisation, 4)
    request = asks_alone(cast.mesange)

    with pytest.raises(IllegalMove):
        lay_together(request, by=cast.sacha)


def test_taken_back_it_is_no_longer_to_arrange(cast):
    request = asks_alone(cast.mesange)
    actions.withdraw(by=cast.mesange, request=request)

    assert queries.to_arrange(cast.sacha) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_how_offers_are_made_is_said_to_everyone_in_plain_words(cast, knock, language):
    all_is_in_place(cast)
    everyone = [cast.mesange, cast.alize, cast.dominique, cast.kim, cast.camille, cast.sacha, cast.andree, cast.jo]
    for person in everyone if language == "fr" else [cast.wren, cast.juniper, cast.harper]:
        slug = person.organisation.slug
        page = as_seen(knock(person).get(f"/{slug}/j/h/").content).partition("<main")[2].partition("</main")[0]
        assert ("Comment se font les propositions" if language == "fr" else "How offers are made") in page
        assert "safe" not in page.lower()
        assert "sécuri" not in page.lower()


def test_the_page_about_it_is_one_tap_from_where_offers_are(cast, knock):
    for person, path in ((cast.mesange, "j/"), (cast.alize, "j/o/"), (cast.kim, "j/r/"), (cast.sacha, "h/")):
        assert "/sentier/j/h/" in knock(person).get(f"/sentier/{path}").content.decode(), path
