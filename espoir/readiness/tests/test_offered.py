"""A role on offer: it says its pay, its hours and what is given, or it does not open. It asks for no story."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from espoir import clock
from espoir.notices.models import Notice
from espoir.organisations.models import Person
from espoir.people import actions as people
from espoir.readiness import actions, queries, rules
from espoir.readiness.farewells import what_she_kept
from espoir.readiness.models import Application, Posting
from espoir.readiness.tests.objects import FRENCH, WORDS, asks_for, in_days, open_role, write_role


def at(name, *args):
    return reverse(f"readiness:{name}", args=["sentier", *args])


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


# SUPP-1
def test_a_role_is_written_in_each_language_and_opens_once_it_is_whole(cast, knock):
    door = knock(cast.camille)
    assert door.post(at("postings")).status_code == 302
    posting = queries.postings(cast.kim.organisation).get()
    door.post(at("written", posting.pk, "fr"), {**FRENCH, "pay": ""})
    door.post(at("written", posting.pk, "en"), WORDS)

    page = words_of(door.get(at("offered", posting.pk)))
    assert "Dites d’abord la paie (français). Personne ne devrait avoir à la demander." in page
    assert "Dites d’abord quelles deux personnes lisent les demandes." in page
    shut = words_of(door.post(at("opening", posting.pk), follow=True))
    assert "Dites d’abord la paie (français)." in shut
    assert not queries.open_postings(cast.kim.organisation)

    door.post(at("written", posting.pk, "fr"), FRENCH)
    same = door.post(at("readers", posting.pk), {"first": cast.kim.pk, "second": cast.kim.pk, "closes_on": in_days(9)})
    assert same.status_code == 422
    door.post(at("readers", posting.pk), {"first": cast.kim.pk, "second": cast.andree.pk, "closes_on": in_days(9)})
    door.post(at("opening", posting.pk))
    assert queries.open_postings(cast.kim.organisation).get() == posting

    blank = door.post(at("written", posting.pk, "fr"), {**FRENCH, "hours": ""})
    assert blank.status_code == 422
    assert "Dites d’abord les heures (français)." in words_of(blank)
    assert FRENCH["work"] in blank.content.decode()  # what was typed is still there


def test_it_is_an_invitation_on_peoples_own_pages_and_never_a_push(cast, knock):
    open_role(cast)
    people.see_limits(by=cast.mesange)

    for someone, where in ((cast.mesange, "people:mine"), (cast.alize, "people:mine"), (cast.jo, "today:home")):
        door = knock(someone)
        assert at("home") in door.get(reverse(where, args=["sentier"])).content.decode()
        assert FRENCH["pay"] in words_of(door.get(at("home")))
    assert not Notice.objects.of(cast.kim.organisation).exists()
    assert at("home") not in knock(cast.mesange).get("/sentier/").content.decode()


def test_it_prints_in_both_languages_on_one_page(cast, knock):
    posting = open_role(cast)

    sheet = words_of(knock(cast.mesange).get(at("paper", posting.pk)))

    for said in (FRENCH["pay"], WORDS["pay"], FRENCH["supports"], WORDS["supports"]):
        assert said in sheet
    assert "Nous ne demandons pas votre histoire" in sheet
    assert "We don’t ask for your story" in sheet
    draft = write_role(cast)
    assert knock(cast.mesange).get(at("paper", draft.pk)).status_code == 404
    assert knock(cast.kim).get(at("paper", draft.pk)).status_code == 200


def test_it_closes_on_its_day_and_who_asked_still_gets_an_answer(cast, knock, worker_comes_by):
    posting = open_role(cast)
    application = asks_for(posting, cast.mesange)

    with clock.at(clock.now() + timedelta(days=31)):
        worker_comes_by(cast.kim.organisation)
        assert knock(cast.erable).get(at("posting", posting.pk)).status_code == 404
        assert knock(cast.mesange).get(at("mine", application.pk)).status_code == 200
        assert Posting.objects.of(cast.kim.organisation).get().state == "closed"


# Someone asks.


def test_asking_is_one_tap_and_no_story_and_two_people_whom_she_read_by_name_read_it(cast, knock):
    posting = open_role(cast)
    door = knock(cast.mesange)
    assert door.get(at("ask", posting.pk)).url == reverse("people:arrive", args=["sentier"])  # the limits come first
    people.see_limits(by=cast.mesange)
    page = words_of(door.get(at("ask", posting.pk)))
    assert "Kim et Camille le lisent. Kim vous répond d’ici le" in page

    empty = door.post(at("ask", posting.pk), {"wishes": "Marcher"})
    assert empty.status_code == 422
    assert "Choisissez une des deux réponses. Les deux conviennent." in words_of(empty)
    assert "Marcher" in empty.content.decode()
    sent = door.post(at("ask", posting.pk), {"experience": "unsaid", "wishes": "Marcher"}, follow=True)
    assert "Kim vous doit une réponse pour le" in words_of(sent)

    application = queries.applications_of(cast.mesange).get()
    assert application.answer_by == in_days(rules.DAYS_TO_ANSWER)
    for reader in (cast.kim, cast.camille):
        assert "Un rôle ici : les demandes" in words_of(knock(reader).get("/sentier/"))
        read = words_of(knock(reader).get(at("asked", application.pk)))
        assert "Je préfère ne pas le dire ici" in read
        assert "Marcher" in read
    for other in (cast.dominique, cast.sacha, cast.andree, cast.alize, cast.jo, cast.mesange):
        assert knock(other).get(at("asked", application.pk)).status_code == 404
    assert knock(cast.erable).get(at("mine", application.pk)).status_code == 404
    assert knock(cast.mesange).get(at("ask", posting.pk)).status_code == 404  # once


def test_whoever_reads_does_not_ask_and_nobody_reads_her_own(cast, knock):
    posting = open_role(cast, readers=[cast.kim, cast.alize])

    assert at("ask", posting.pk) not in knock(cast.alize).get(at("posting", posting.pk)).content.decode()
    assert knock(cast.alize).get(at("ask", posting.pk)).status_code == 404
    with pytest.raises(rules.IllegalMove):
        asks_for(posting, cast.alize)
    asks_for(posting, cast.noroit)
    two = {"first": cast.kim.pk, "second": cast.noroit.pk, "closes_on": in_days(9)}
    refused = knock(cast.kim).post(at("readers", posting.pk), two)  # without a word on who asked
    assert refused.status_code == 422
    assert "Choisissez quelqu’un d’autre." in words_of(refused)


def test_someone_from_outside_writes_it_with_the_coordinator_and_gets_a_way_in(cast, knock):
    posting = open_role(cast, readers=[cast.camille, cast.andree])
    assert knock(cast.camille).get(at("beside", posting.pk)).status_code == 404  # welcoming is the coordinator's

    said = {"chosen_name": "Avril", "language": "fr-ca", "experience": "yes", "helps": "Le soir"}
    assert knock(cast.kim).post(at("beside", posting.pk), said).status_code == 422  # not read together yet
    said["read_together"] = "on"
    answer = knock(cast.kim).post(at("beside", posting.pk), said)

    application = Application.objects.of(cast.kim.organisation).select_related("person").get()
    assert application.person.name == "Avril"
    assert {str(role) for role in application.person.roles} == {"learner"}
    assert answer.url == reverse("accounts:invitation", args=["sentier", application.person_id])
    assert "Le soir" in words_of(knock(cast.camille).get(at("asked", application.pk)))
    assert knock(cast.kim).get(at("asked", application.pk)).status_code == 404


def test_she_takes_it_back_any_time_and_nothing_of_it_is_kept(cast, knock):
    application = asks_for(open_role(cast), cast.mesange)
    door = knock(cast.mesange)

    assert "Nous ne demandons pas pourquoi." in words_of(door.get(at("back", application.pk)))
    assert queries.applications_of(cast.mesange).exists()
    door.post(at("back", application.pk))

    assert not Application.objects.of(cast.kim.organisation).exists()
    assert "Rien à lire." in words_of(knock(cast.kim).get(at("work")))
    with pytest.raises(rules.NotTheirs):
        actions.take_back(asks_for(open_role(cast), cast.erable), by=cast.kim)


def test_what_someone_kept_goes_to_whoever_is_left(cast):
    posting = open_role(cast, readers=[cast.kim, cast.camille])
    from_kim = Person.objects.of(cast.kim.organisation).get(pk=cast.kim.pk)
    what_she_kept(from_kim)

    posting.refresh_from_db()
    assert posting.readers == [cast.camille, cast.andree]
