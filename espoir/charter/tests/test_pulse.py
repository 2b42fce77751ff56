"""How the role is understood: asked without a name, shown only when no one can be found behind it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from espoir import clock
from espoir.charter import actions, pulse, queries, rules
from espoir.charter.models import Round
from espoir.charter.pulse import Statement
from espoir.charter.texts import AT_FIRST
from espoir.logbook.models import Entry
from espoir.organisations.models import Hat, Person
from espoir.organisations.roles import Role

FULLY = {statement.value: "3" for statement in Statement}
NOT_AT_ALL = {statement.value: "0" for statement in Statement}


@pytest.fixture
def team(cast):
    """Thirteen people who work beside the role, the director first."""
    actions.write(by=cast.kim, texts=AT_FIRST)
    organisation = cast.kim.organisation
    while len(queries.those_concerned(organisation)) < 13:
        person = Person(organisation=organisation)
        person.chosen_name = "Collègue"
        person.save()
        Hat.objects.create(organisation=organisation, person=person, role=Role.COLLEAGUE)
    return sorted(queries.those_concerned(organisation), key=lambda person: person != cast.camille)


def hold_a_round(worker_comes_by, people, answers=FULLY, *, weeks=0):
    """Open it, let them answer, let two weeks go by."""
    organisation = people[0].organisation
    day = clock.now() + timedelta(weeks=weeks)
    with clock.at(day):
        asked = actions.ask_the_team(by=people[0])
        for person in people:
            actions.answer(by=person, answers=answers)
    with clock.at(day + timedelta(days=15)):
        worker_comes_by(organisation)
    return Round.objects.of(organisation).get(pk=asked.pk)


# ORG-2
def test_the_team_answers_in_five_taps_and_reads_where_it_leans(cast, knock, team, worker_comes_by):
    knock(cast.camille).post("/sentier/g/t/o/")
    door = knock(cast.jo)
    assert "Comment comprenons-nous ce rôle?" in door.get("/sentier/").content.decode()
    assert door.post("/sentier/g/t/", {"say": "3"}).status_code == 422
    before = Entry.objects.of(cast.jo.organisation).count()

    page = door.post("/sentier/g/t/", {**FULLY, "not_ask": "1"}, follow=True).content.decode()

    assert "Vous avez répondu." in page
    assert "penche" not in page  # nothing while it is open
    assert Entry.objects.of(cast.jo.organisation).count() == before  # not who answered, not when
    assert "Comment comprenons-nous" not in door.get("/sentier/").content.decode().split("<main")[1]
    for person in team[:11]:
        if person != cast.jo:
            actions.answer(by=person, answers=FULLY)
    with pytest.raises(rules.IsOver):
        actions.answer(by=cast.jo, answers=NOT_AT_ALL)
    with clock.at(clock.now() + timedelta(days=15)):
        worker_comes_by(cast.jo.organisation)

    page = knock(cast.jo).get("/sentier/g/t/").content.decode()
    assert "L’équipe penche vers «\u202fTout à fait\u202f»." in page
    assert not re.search(r"(Un peu|Tout à fait)\u00a0: \d", page)  # ten and one: the one would be found by subtraction


def test_nobody_is_asked_where_answers_could_never_be_shown(cast, knock):
    """Seven people: the page says so in words, and offers a guide to talk about it."""
    actions.write(by=cast.kim, texts=AT_FIRST)
    page = knock(cast.camille).get("/sentier/g/t/").content.decode()
    assert "moins de dix personnes" in page
    assert "/g/t/o/" not in page

    knock(cast.camille).post("/sentier/g/t/o/")

    assert not Round.objects.of(cast.kim.organisation)
    assert "Une demi-heure, à toute l’équipe" in knock(cast.jo).get("/sentier/g/t/g/").content.decode()
    with pytest.raises(rules.NotNow):
        actions.ask_the_team(by=cast.kim)


# Rule 11
def test_nine_answers_are_withheld_and_not_kept(cast, knock, team, worker_comes_by):
    asked = hold_a_round(worker_comes_by, team[:9])

    assert not asked.is_shown
    assert (asked.tallies, asked.who) == ({}, [])
    page = knock(cast.jo).get("/sentier/g/t/").content.decode()
    assert "elles désigneraient quelqu’un" in page
    assert "penche" not in page


def test_nothing_is_said_while_it_is_open_and_an_answer_after_the_last_day_is_not_counted(team):
    asked = actions.ask_the_team(by=team[0])
    assert queries.said_of(asked) == []
    with clock.at(clock.now() + timedelta(days=15)), pytest.raises(rules.IsOver):  # the worker has not come by yet
        actions.answer(by=team[1], answers=FULLY)


# Rule 11
def test_the_thirteenth_answer_is_not_told_from_twelve(cast, team, worker_comes_by):
    """Twelve said “fully”; then the same twelve and one who says “not at all”: the second round stays closed."""
    first = hold_a_round(worker_comes_by, team[:12])
    in_turn = [queries.mark_of(person) for person in team[:12]]
    assert (sorted(first.who), first.who == in_turn) == (sorted(in_turn), False)  # nor who came first, or last
    second = hold_a_round(worker_comes_by, team[:13], NOT_AT_ALL, weeks=13)
    third = hold_a_round(worker_comes_by, team[:12], weeks=26)

    assert [asked.is_shown for asked in (first, second, third)] == [True, False, True]
    assert second.tallies == {}


def test_who_left_and_was_erased_still_keeps_the_next_round_closed(cast, team, worker_comes_by):
    """The marks of those who answered stay, and point to nobody: comparing is no easier once someone is gone."""
    hold_a_round(worker_comes_by, team[:12])
    team[11].state = Person.State.LEFT
    team[11].save(update_fields=["state"])

    assert not hold_a_round(worker_comes_by, team[:11], weeks=13).is_shown


def test_the_team_is_not_asked_again_too_soon(cast, team, worker_comes_by):
    hold_a_round(worker_comes_by, team[:12])

    with clock.at(clock.now() + timedelta(weeks=6)), pytest.raises(rules.NotNow):
        actions.ask_the_team(by=cast.kim)


def test_only_sums_are_kept_and_no_one_answer_can_be_read_in_them():
    one_way = pulse.added(pulse.added(pulse.nothing_yet(), FULLY), NOT_AT_ALL)
    other_way = pulse.added(pulse.added(pulse.nothing_yet(), NOT_AT_ALL), FULLY)

    assert one_way == other_way == {statement.value: [1, 0, 0, 1] for statement in Statement}
    assert {field.name for field in Round._meta.concrete_fields} == {
        "id", "organisation", "opened_on", "closes_on", "is_open", "is_shown", "box"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "word", "shown"),
    [
        ([0, 0, 0, 30], "FULLY", []),  # that all said the same is about each of them
        ([0, 1, 0, 29], "FULLY", []),  # the one would be found by subtraction
        ([3, 3, 3, 3], "MOSTLY", []),
        ([12, 6, 7, 12], "MOSTLY", [12, 12]),
    ],
)
def test_a_count_is_said_only_where_enough_people_stand_behind_it_and_behind_the_rest(counts, word, shown):
    said = pulse.read({"say": counts})[0]

    assert said.leans_to.name == word
    assert [number for _word, number in said.counts] == shown
