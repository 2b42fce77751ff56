"""Nobody learns who said "not now", or why someone is not offered: away, full, unwilling, kept apart look the same."""

from __future__ import annotations

import re

import pytest
from django.db import transaction

from espoir import clock
from espoir.apart import actions as apart
from espoir.logbook.models import Entry
from espoir.notices.actions import PREFERENCES
from espoir.organisations import chores
from espoir.organisations.promises import owed_to
from espoir.organisations.todays import lines_for
from espoir.pairing import actions, queries
from espoir.pairing.tests.scenes import (
    all_is_in_place,
    answers,
    asks,
    asks_alone,
    bound,
    chooses,
    days,
    looks_for,
    more_supporters,
    opens_her_door,
    seen,
    seen_in_any_world,
    sit_down,
    worker,
)
from espoir.people import actions as people
from espoir.ui.tests.reading import hearing_queries
from espoir.vault import boxes


def supported_by(cast, supporter):
    """In every world someone supports Érable; only where Alizé is full is it Alizé."""
    actions.bring(by=cast.kim, peer=cast.erable, supporter=supporter, since=clock.today())


def away(cast):
    people.write_profile(by=cast.alize, values={"is_open": False})


def full(cast):
    people.write_profile(by=cast.alize, values={"places": 1})
    supported_by(cast, cast.alize)


def unwilling(cast):
    if queries.invitations_to(cast.alize).exists():
        answers(cast.alize, yes=False)
    else:
        away(cast)


def silent(cast):
    pass


def kept_apart_by_her(cast):
    apart.veto(by=cast.alize, person=cast.mesange)


def kept_apart_by_the_one_who_asks(cast):
    apart.veto(by=cast.mesange, person=cast.alize)


WORLDS = [away, full, unwilling, silent, kept_apart_by_her, kept_apart_by_the_one_who_asks]
FIRST_PAGE = "/sentier/e/p/"  # the first page of a session also writes the session: a page that asks for little
UNREACHABLE = [away, full, kept_apart_by_her, kept_apart_by_the_one_who_asks]


def look(cast, knock):
    """All that Mésange can notice: her pages, their queries, her lines in the logbook, what Today and promises say."""
    door, pages = knock(cast.mesange), []
    door.get(FIRST_PAGE)
    for path in ("/sentier/j/", "/sentier/"):
        with hearing_queries() as asked:
            pages.append((seen_in_any_world(door.get(path)), len(asked)))
    mark = boxes.tag(cast.mesange.organisation_id, cast.mesange.pk, "logbook")
    lines = Entry.objects.of(cast.mesange.organisation).filter(tag=mark).exclude(verb=PREFERENCES.code)
    owed = [(promise.words, promise.due) for promise in owed_to(cast.mesange)]
    return pages, list(lines.order_by("seq").values_list("verb", "at")), lines_for(cast.mesange), owed


def others_look(cast, knock):
    """All that whoever coordinates, or leads on safety, can notice of it. (Who supports Érable is no part of it.)"""
    request, seen_by_them = queries.request_of(cast.mesange), []
    for person, paths in ((cast.kim, ("", "j/r/", "b/")), (cast.sacha, ("", f"j/n/{request.pk}/"))):
        door = knock(person)
        door.get(FIRST_PAGE)
        for path in paths:
            with hearing_queries() as asked:
                answer = door.get(f"/sentier/{path}")
            page = re.sub("Alizé|Noroît", "·", seen_in_any_world(answer))
            seen_by_them.append((path[:3], answer.status_code, page, len(asked)))
    return seen_by_them


def history_of(cast, knock, world, *, chosen_before, others=0):
    """What is seen over five weeks in a world where this becomes of Alizé.

    She is the only one who could be offered, or one of four.
    """
    with clock.at(days(0)):
        all_is_in_place(cast)
        looks_for(cast.mesange)
        opens_her_door(cast.alize)
        more_supporters(cast.mesange.organisation, others)
        if chosen_before:
            asks(cast.mesange)
            chooses(cast.mesange, cast.alize)
    with clock.at(days(1)):
        world(cast)
        if world is not full:
            supported_by(cast, cast.noroit)
    if not chosen_before:
        with clock.at(days(1)):
            asks_alone(cast.mesange)
    seen_by_her = []
    for day in (1, 3, 7, 8, 9, 15, 22):
        with clock.at(days(day)):
            chores.run_all(cast.mesange.organisation)
            to_arrange = queries.offers_to_arrange(cast.mesange.organisation).exists()
            before = others_look(cast, knock) if to_arrange else None
            worker(cast.mesange)  # who sits down with someone only where something is to be arranged
            seen_by_her.append((look(cast, knock), others_look(cast, knock), before))
    return seen_by_her


@pytest.fixture
def in_each_world(cast, knock, settings, tmp_path):
    """Live through each world from the same beginning, and come back."""

    def live(worlds, *, chosen_before, others=0):

        lived = {}
        for number, world in enumerate(worlds):
            settings.DATA = tmp_path / str(number)
            with transaction.atomic():
                before = transaction.savepoint()
                lived[world.__name__] = history_of(cast, knock, world, chosen_before=chosen_before, others=others)
                transaction.savepoint_rollback(before)
        return lived

    return live


def test_whatever_became_of_the_one_she_chose_she_sees_the_same(in_each_world):
    lived = in_each_world(WORLDS, chosen_before=True)

    assert "personne à vous proposer" in lived["away"][4][0][0][0][0]
    for name, history in lived.items():
        for moment, (what, same) in enumerate(zip(history, lived["away"], strict=True)):
            assert what == same, (name, moment)


# PEER-5
@pytest.mark.parametrize("others", [0, 3])
def test_whyever_someone_cannot_be_offered_all_see_the_same(in_each_world, others):
    """With three others, four suit before the keeper is asked, or three: either way it is arranged together."""
    lived = in_each_world(UNREACHABLE, chosen_before=False, others=others)

    first_day = lived["away"][0]
    assert "Une proposition à préparer avec Mésange" in first_day[2][3][2]
    assert "Une proposition à préparer" not in first_day[1][3][2]
    assert ("Qui aimeriez-vous" if others else "personne à vous proposer") in first_day[0][0][0][0]
    for name, history in lived.items():
        for moment, (what, same) in enumerate(zip(history, lived["away"], strict=True)):
            assert what == same, (name, moment)


def test_waiting_for_answers_and_waiting_for_anyone_look_the_same(cast, knock):
    """Someone who chose, and someone for whom there was nobody to choose: the same page, to the last byte."""
    all_is_in_place(cast)
    for person in (cast.mesange, cast.erable):
        looks_for(person, languages=["fr"] if person == cast.mesange else ["ar"])
    opens_her_door(cast.alize)
    with clock.at(days(0)):
        for person in (cast.mesange, cast.erable):
            asks_alone(person)
        sit_down(queries.request_of(cast.mesange))
        chooses(cast.mesange, cast.alize)
    for day in (0, 3, 7, 10, 14):
        with clock.at(days(day)):
            chores.run_all(cast.mesange.organisation)
            pages = []
            for person in (cast.mesange, cast.erable):
                door = knock(person)
                door.get("/sentier/j/")  # the first page of a session also writes the session
                pages.append(seen(door.get("/sentier/j/")))
            assert pages[0] == pages[1], day


def test_a_supporter_kept_apart_from_one_of_two_sees_nothing_but_fewer_requests(cast, knock):
    """Her page is the same as if that person had not asked for her."""
    opens_her_door(cast.alize)
    apart.veto(by=cast.mesange, person=cast.alize)
    asks(cast.mesange)
    kept_apart = seen(knock(cast.alize).get("/sentier/j/o/"))

    actions.withdraw(by=cast.mesange, request=queries.request_of(cast.mesange))

    assert seen(knock(cast.alize).get("/sentier/j/o/")) == kept_apart


def test_a_veto_acts_even_between_the_choice_and_the_yes(cast, knock):
    all_is_in_place(cast)
    opens_her_door(cast.alize)
    asks(cast.mesange)
    chooses(cast.mesange, cast.alize)
    offer = queries.invitations_to(cast.alize).get()
    apart.veto(by=cast.mesange, person=cast.alize)

    answer = knock(cast.alize).post(f"/sentier/j/o/{offer.pk}/", {"answer": "yes"}, follow=True)

    assert "Cette demande n’est plus ouverte." in answer.content.decode()
    assert queries.relationship_between(cast.mesange, cast.alize) is None


def test_a_card_that_went_meanwhile_is_chosen_without_a_word(cast, knock):
    """She ticks a card from a page opened before the veto: what she sees is what she sees after any choice."""
    opens_her_door(cast.alize)
    asks(cast.mesange)
    card = queries.cards_of(queries.request_of(cast.mesange)).get()
    apart.veto(by=cast.alize, person=cast.mesange)

    answer = knock(cast.mesange).post("/sentier/j/c/", {"offer": [card.pk]}, follow=True)

    assert "Nous avons votre demande" in answer.content.decode()
    assert not queries.invitations_to(cast.alize).exists()


def test_not_now_is_written_nowhere_that_anyone_else_can_read(cast, knock):
    all_is_in_place(cast)
    opens_her_door(cast.alize)
    asks(cast.mesange)
    chooses(cast.mesange, cast.alize)
    knock(cast.alize).get("/sentier/j/o/")
    answers(cast.alize, yes=False)

    mark = boxes.tag(cast.mesange.organisation_id, cast.mesange.pk, "logbook")
    hers = Entry.objects.of(cast.mesange.organisation).filter(tag=mark).values_list("who", flat=True)

    assert cast.alize.pk not in set(hers)
    assert "Alizé" not in knock(cast.kim).get("/sentier/j/r/").content.decode()
    assert "Alizé" not in queries.request_of(cast.mesange).in_plain_words(cast.mesange)


def test_someone_with_whom_it_was_not_a_good_fit_is_not_offered_again(cast):
    all_is_in_place(cast)
    relationship = bound(cast.mesange, cast.alize)
    actions.end(by=cast.alize, relationship=relationship)

    assert not queries.cards_of(asks(cast.mesange)).exists()
