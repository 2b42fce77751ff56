"""The best whole plan for those who wait: whose card comes first, and what stays where it is."""

from __future__ import annotations

import pytest

from espoir import clock
from espoir.apart import placement
from espoir.organisations import chores
from espoir.pairing import actions, fit, plan, queries, rules
from espoir.pairing.models import Relationship
from espoir.pairing.placing import Board
from espoir.pairing.tests.scenes import (
    all_is_in_place,
    asks,
    asks_alone,
    chooses,
    days,
    looks_for,
    more_supporters,
    opens_her_door,
)
from espoir.people import actions as people
from espoir.people.models import Profile, Wishes


@pytest.fixture
def team(cast):
    """Six supporters with a place each."""
    return more_supporters(cast.kim.organisation, 6, places=1)


def who_is_shown(request):
    return [card.supporter for card in queries.cards_of(request)]


def asks_on(peer, day):
    with clock.at(days(day)):
        return asks_alone(peer)


# PEER-5
@pytest.mark.parametrize("second", ["mesange", "erable"])
def test_two_who_share_most_with_the_same_one_are_not_both_shown_that_one_first(cast, team, second):
    """Érable likes what S0 likes; Mésange what S0 and S1 like. Whoever asks first, and whoever alone could be fine."""
    people.write_profile(by=team[0], values={"interests": "Le jardin"})
    people.write_profile(by=team[1], values={"interests": "La musique"})
    for other in team[2:]:
        people.write_profile(by=other, values={"interests": "Les échecs"})
    looks_for(cast.erable, interests="Jardinage")
    looks_for(cast.mesange, interests="Jardins, musique")
    both = [cast.erable, cast.mesange]
    with clock.at(days(0)):
        for person in both if second == "mesange" else both[::-1]:
            actions.ask(by=person)
        chores.run_all(cast.kim.organisation)

    first = {person: who_is_shown(queries.request_of(person))[0] for person in both}

    assert first == {cast.erable: team[0], cast.mesange: team[1]}


def test_nobody_is_left_waiting_behind_the_convenient(cast, team):
    """One place, two who wait: the plan gives it to whoever waited longest, even if it suits the other better."""
    waited, burdens = [2, 30], [[12]]

    found = plan.solve(waited, burdens, [(0, 0, 0), (1, 0, fit.FARTHEST)], ([1, 2], [3]))

    assert found.pairs == [(1, 0)]
    assert found.certificate.checked


def test_the_plan_is_told_how_long_each_has_waited(cast, team, monkeypatch):
    told, solve = [], plan.solve

    def listening(waited, *rest):
        told.append(sorted(waited))
        return solve(waited, *rest)

    monkeypatch.setattr(plan, "solve", listening)
    looks_for(cast.mesange)
    looks_for(cast.erable)

    asks_on(cast.mesange, 0)  # she has cards, and is still reading them
    asks_on(cast.erable, 5)

    assert (told[0], told[-1]) == ([0], [0, 5])


def test_as_many_as_can_be_are_given_someone(cast):
    """The one who could meet either leaves the only possible one to the other, although it costs more."""
    found = plan.solve([90, 0], [[12], [12]], [(0, 0, 0), (0, 1, fit.FARTHEST), (1, 0, 0)], ([1, 2], [3, 4]))

    assert sorted(found.pairs) == [(0, 1), (1, 0)]


def test_among_equals_it_is_a_turn_that_decides_never_a_place_in_the_list(cast):
    everyone = [(row, column, 0) for row in range(4) for column in range(4)]
    turns = [11, 5, 8, 2], [7, 1, 9, 4]
    backwards = turns[0][::-1], turns[1][::-1]

    found = plan.solve([3] * 4, [[12]] * 4, everyone, turns).pairs
    again = plan.solve([3] * 4, [[12]] * 4, everyone, backwards).pairs

    assert sorted((3 - row, 3 - column) for row, column in again) == sorted(found)


def test_the_weight_of_one_more_person_grows_so_that_nobody_is_buried(cast, team):
    for supporter in team:
        people.write_profile(by=supporter, values={"places": 4})
    actions.bring(by=cast.kim, peer=cast.lou, supporter=team[0], since=clock.today())
    looks_for(cast.mesange)
    request = asks_alone(cast.mesange)
    board = Board(cast.kim.organisation, [request])
    profiles = {profile.supporter: profile for profile in board.profiles}

    steps = board.burden(profiles[team[0]])

    assert len(steps) == 3
    assert steps == sorted(steps)
    assert steps[1] - steps[0] > 0
    assert who_is_shown(request)[-1] == team[0]  # all else equal, whoever carries nobody comes before


def test_whoever_said_her_hours_takes_an_hour_a_week_for_each(cast, team):
    profile = Profile(places=5, hours_per_week=2, is_open=True)

    assert rules.room_of(profile, 0) == 2
    assert rules.room_of(profile, 2) == 0
    assert rules.room_of(Profile(places=5, is_open=True), 0) == 5


def test_someone_she_knows_and_with_whom_it_ended_well_comes_first(cast, team):
    since, until = days(-90).date(), days(-20).date()
    actions.bring(by=cast.kim, peer=cast.mesange, supporter=team[3], since=since, ended_on=until)
    looks_for(cast.mesange)

    request = asks_on(cast.mesange, 0)

    assert who_is_shown(request)[0] == team[3]
    assert len(who_is_shown(request)) == 6


def wishes(**values):
    return _filled(Wishes(), values)


def profile(**values):
    return _filled(Profile(), {"languages": ["fr"], **values})


def _filled(row, values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ({"languages": ["fr", "en"]}, {"languages": ["en"]}),
        ({"days": ["mon", "tue"]}, {"days": ["mon"]}),
        ({"interests": "Jardins, cuisine"}, {"interests": "Les échecs"}),
        ({"forms": ["walk", "phone"]}, {"forms": ["walk"]}),
        ({"regions": ["Laval"]}, {"regions": ["Gaspé"]}),
    ],
)
def test_what_two_people_share_brings_a_card_forward(cast, nearer, farther):
    hers = wishes(
        languages=["fr", "en"], days=["mon", "tue"], interests="Le jardin", forms=["walk", "phone"], region="Laval"
    )
    near, far = (fit.distance(cast.mesange, hers, profile(**one), knows=False) for one in (nearer, farther))

    assert 0 <= near < far <= fit.FARTHEST
    assert fit.distance(cast.mesange, hers, profile(**farther), knows=True) < near


def test_what_someone_left_open_counts_against_nobody(cast):
    asked_nothing = fit.distance(cast.mesange, wishes(), profile(), knows=True)

    assert asked_nothing == 0


def test_cards_stay_where_they_are_while_she_reads(cast, team):
    """Another request, another supporter, someone who goes: what is before her keeps its place, and its box to tick."""
    for away in team[:2]:
        people.write_profile(by=away, values={"is_open": False})
    looks_for(cast.mesange)
    request = asks_on(cast.mesange, 0)
    before = list(queries.cards_of(request))
    assert len(before) == 4

    people.write_profile(by=team[0], values={"is_open": True})
    people.write_profile(by=before[1].supporter, values={"is_open": False})
    asks_on(cast.erable, 1)

    after = list(queries.cards_of(request))
    assert after[:3] == [before[0], before[2], before[3]]
    assert [card.supporter for card in after[3:]] == [team[0]]


def test_a_plan_made_again_is_the_same_plan(cast, team):
    looks_for(cast.mesange)
    request = asks_on(cast.mesange, 0)
    shown = who_is_shown(request)
    for card in queries.cards_of(request):
        card.delete()

    with clock.at(days(0)):
        chores.run_all(cast.kim.organisation)

    assert who_is_shown(request) == shown


def test_at_most_twelve_cards_and_no_more_questions_than_that(cast, knock, monkeypatch):
    more_supporters(cast.kim.organisation, 20)
    asked = []
    question = placement.offerable

    def counted(seeker, candidates, **more):
        asked.append({person.pk for person in candidates})
        return question(seeker, candidates, **more)

    monkeypatch.setattr(placement, "offerable", counted)
    request = asks_on(cast.mesange, 0)
    asks_on(cast.erable, 1)

    assert "Voici des personnes que nous pouvons" in knock(cast.mesange).get("/sentier/j/").content.decode()
    assert len(who_is_shown(request)) == 12
    assert all(len(people) <= 12 for people in asked)
    hers = asked[0]
    assert asked.count(hers) == 2  # asked again about the same people, which is free


def test_an_agreed_relationship_is_never_in_the_plan(cast, team):
    all_is_in_place(cast)
    looks_for(cast.mesange)
    asks_on(cast.mesange, 0)
    with clock.at(days(0)):
        chooses(cast.mesange, team[0])
        actions.answer(by=team[0], offer=queries.invitations_to(team[0]).get(), yes=True)
    looks_for(cast.erable)

    request = asks_on(cast.erable, 1)

    assert team[0] not in who_is_shown(request)
    assert Relationship.objects.of(cast.kim.organisation).live().get().supporter == team[0]


def test_no_number_about_a_person_is_kept_anywhere(cast, team):
    """Only the order of cards exists."""
    request = asks_on(cast.mesange, 0)
    columns = {field.name for field in queries.cards_of(request).model._meta.get_fields()}

    assert columns == {"id", "organisation", "request", "supporter", "order", "state", "chosen_on"}
    assert [card.order for card in queries.cards_of(request)] == list(range(6))


def test_in_a_tiny_organisation_she_sees_everyone_who_can_be_offered(cast):
    opens_her_door(cast.morgan)
    request = asks(cast.riviere)

    assert who_is_shown(request) == [cast.morgan]
