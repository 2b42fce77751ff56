"""The three questions: what they answer, how often, and that nothing else can be asked."""

from __future__ import annotations

from datetime import timedelta
from inspect import signature

import pytest

from espoir import clock
from espoir.apart import keeper
from espoir.apart.keeper import wire
from espoir.apart.keeper.house import House
from espoir.apart.keeper.tests.people import (
    ALIZE,
    COOLED,
    ERABLE,
    KIM,
    MESANGE,
    MONDAY,
    NOROIT,
    PLACE,
    WREN,
    ids,
    others,
)

QUESTIONS = {"offerable", "joinable", "is_whole"}


def alarms():
    return [matter for matter in keeper.matters(PLACE) if matter.what == "alarm"]


def test_there_are_three_questions_and_no_other_way_to_ask():
    """Every verb that the keeper has is on the list, with words of known kinds; adding one is a decision."""
    verbs = {name for name, what in vars(House).items() if callable(what) and not name.startswith("_")} - {"close"}
    assert verbs == set(wire.VERBS)
    assert verbs == QUESTIONS | {
        "lines_of", "write", "take_out", "keep_longer", "choose_then", "then_of", "papers", "confirm",
        "look", "forget", "forget_all", "forget_place", "matters", "press", "reason", "settle", "stats",
    }  # fmt: skip
    for verb, words in wire.VERBS.items():
        assert set(words) == set(signature(getattr(House, verb)).parameters) - {"self"}


def test_a_list_of_one_is_counted_like_any_other():
    for person in others(15):
        assert keeper.offerable(MESANGE, [person]) == [person.id]

    assert keeper.offerable(MESANGE, [ALIZE]) == []
    assert len(alarms()) == 1


def test_the_sixteenth_answer_is_not_available_and_raises_one_alarm():
    people = others(20)

    assert keeper.offerable(MESANGE, people, asker=KIM) == ids(people[:15])

    assert keeper.offerable(MESANGE, people[10:], asker=KIM) == ids(people[10:15])
    (alarm,) = alarms()
    assert (alarm.people, alarm.asker, alarm.settled_on) == ((MESANGE.id,), KIM, None)
    assert keeper.offerable(ERABLE, people) == ids(people[:15])  # counted about each person
    assert {matter.people for matter in alarms()} == {(MESANGE.id,), (ERABLE.id,)}


def test_asking_the_same_again_is_free():
    people = others(15)
    for _turn in range(3):
        assert keeper.offerable(MESANGE, people) == ids(people)
        assert keeper.offerable(MESANGE, people[3:5]) == ids(people[3:5])
    assert alarms() == []


def test_the_same_question_is_another_once_she_is_known_otherwise():
    with clock.at(MONDAY):
        keeper.write(MESANGE, kind="phone", words="514 555-0188")
        keeper.offerable(MESANGE, others(8))
    with clock.at(MONDAY + COOLED):  # her clue acts by now
        assert keeper.offerable(MESANGE, others(8)) == ids(others(7))
        renamed = keeper.Someone(MESANGE.id, PLACE, "Merle")
        assert keeper.offerable(renamed, others(8)) == []
        assert len(alarms()) == 1


def test_after_thirty_days_there_are_answers_again_and_another_alarm():
    with clock.at(MONDAY):
        keeper.offerable(MESANGE, others(16))
    with clock.at(MONDAY + timedelta(days=29)):
        assert keeper.offerable(MESANGE, [ALIZE]) == []
    with clock.at(MONDAY + timedelta(days=31)):
        assert keeper.offerable(MESANGE, others(16)) == ids(others(15))
        assert len(alarms()) == 2


def test_the_counts_survive_a_restart():
    keeper.offerable(MESANGE, others(15))
    keeper.close()

    assert keeper.offerable(MESANGE, [ALIZE, *others(1)]) == ids(others(1))
    assert len(alarms()) == 1


def test_a_group_is_one_answer_whatever_its_size():
    for number in range(15):
        assert keeper.is_whole([MESANGE, *others(40 + number)], newcomer=MESANGE.id)
    assert not keeper.is_whole([MESANGE, *others(60)], newcomer=MESANGE.id)
    assert keeper.is_whole([MESANGE, *others(40)], newcomer=MESANGE.id)
    assert [alarm.people for alarm in alarms()] == [(MESANGE.id,)]


@pytest.mark.parametrize(
    "ask",
    [
        lambda puppet, person: bool(keeper.offerable(puppet, [person])),
        lambda puppet, person: keeper.is_whole([person, puppet]),
        lambda puppet, person: keeper.is_whole([person, puppet], newcomer=person.id),
        lambda puppet, person: keeper.is_whole([person, puppet], newcomer=puppet.id),
        lambda puppet, person: bool(keeper.joinable([person], [puppet], asker=KIM)),
        lambda puppet, person: bool(keeper.joinable([puppet], [person], asker=KIM)),
    ],
)
def test_a_puppet_learns_fifteen_answers_from_whichever_side_it_is_asked(ask):
    assert sum(ask(MESANGE, person) for person in others(40)) == 15
    assert [alarm.people for alarm in alarms()] == [(MESANGE.id,)]


def test_a_room_of_four_points_at_each_of_them_and_a_larger_one_at_nobody():
    people = others(60)
    for number in range(15):
        assert keeper.is_whole([MESANGE, *people[3 * number : 3 * number + 3]])

    assert not keeper.is_whole([MESANGE, *people[45:48]])
    assert keeper.is_whole([MESANGE, *people[48:52]])
    assert [alarm.people for alarm in alarms()] == [(MESANGE.id,)]


def test_a_puppet_on_everyone_s_list_of_cards_is_noticed_too():
    found = [person.id for person in others(90) if keeper.offerable(person, [MESANGE]) == [MESANGE.id]]

    assert len(found) == 60
    assert [alarm.people for alarm in alarms()] == [(MESANGE.id,)]


def test_whoever_is_refused_costs_the_others_nothing():
    keeper.offerable(MESANGE, others(15))
    for _turn in range(3):
        keeper.offerable(MESANGE, [ALIZE])

    assert keeper.offerable(ALIZE, [*others(14), NOROIT]) == [*ids(others(14)), NOROIT.id]


def test_who_may_join_is_told_for_each_alone():
    keeper.write(ALIZE, kind=keeper.VETO, words="Érable", people=[ERABLE.id])

    assert keeper.joinable([ALIZE, NOROIT], [MESANGE, ERABLE]) == [MESANGE.id]
    assert keeper.joinable([], [MESANGE, ERABLE]) == [MESANGE.id, ERABLE.id]


def test_nobody_and_one_alone_are_whole():
    assert keeper.is_whole([])
    assert keeper.is_whole([MESANGE])
    assert alarms() == []


def test_nobody_is_placed_across_organisations():
    assert keeper.offerable(MESANGE, [WREN, ALIZE]) == [ALIZE.id]
    assert keeper.joinable([MESANGE], [WREN]) == []
    assert keeper.joinable([WREN], [MESANGE]) == []
    assert not keeper.is_whole([MESANGE, WREN])


def test_a_group_asks_for_more_evidence_than_a_pair():
    with clock.at(MONDAY):
        for person in (MESANGE, ALIZE):
            keeper.write(person, kind="person", words="Big Mike", first=2016, last=2018)
    with clock.at(MONDAY + COOLED):
        assert not keeper.is_whole([MESANGE, ALIZE])
        assert keeper.is_whole([MESANGE, ALIZE, NOROIT])


def test_a_circle_is_followed_through_someone_who_is_not_asked_about():
    with clock.at(MONDAY):
        keeper.write(MESANGE, kind="phone", words="514 555-0188")
        keeper.write(NOROIT, kind="phone", words="514 555-0188")
        keeper.write(NOROIT, kind="handle", words="@le_patron_mtl")
        keeper.write(ALIZE, kind="handle", words="@le_patron_mtl")
    with clock.at(MONDAY + COOLED):
        assert keeper.offerable(MESANGE, [ALIZE, ERABLE]) == [ERABLE.id]


def test_all_that_can_be_counted_of_a_person_finds_room_in_her_block():
    for number in range(10):
        keeper.write(MESANGE, kind="phone", words=f"514 555-01{number:02}")
    for person in others(65):
        keeper.offerable(person, [MESANGE])
    keeper.offerable(MESANGE, others(90)[65:])
    keeper.close()

    assert keeper.offerable(MESANGE, others(80)[65:]) == ids(others(80)[65:])
    assert keeper.offerable(others(80)[61], [MESANGE]) == []
    assert len(alarms()) == 1
