"""An idea is sent, with a name or from the team; the organisation owes an answer, a reason and a date."""

from datetime import timedelta

import pytest

from espoir import clock
from espoir.notices.models import Notice
from espoir.organisations.farewells import FAREWELLS, LEAVINGS
from espoir.organisations.promises import open_promises, owed_to, owned_by
from espoir.ui.tests.reading import as_seen
from espoir.vault import keys
from espoir.voice import actions, queries
from espoir.voice.models import Idea
from espoir.voice.rules import IllegalMove
from espoir.voice.tests.objects import send

HERS = "/sentier/v/"
YES = {"answer": "yes", "words": "C’est possible en mai.", "follows": "Un autobus"}


def read(door, path):
    answer = door.get(path)
    assert answer.status_code == 200
    return as_seen(answer.content)


def about_ideas(promises):
    return [each.words for each in promises if "idée" in each.words]


def in_days(days):
    return clock.at(clock.now() + timedelta(days=days))


# SUPP-12
def test_an_idea_from_the_team_gets_an_answer_by_a_day_and_nobody_learns_whose_it_is(cast, knock):
    typed = {"kind": "outing", "title": "Une sortie au lac", "words": "En mai.", "signed": "team"}
    assert knock(cast.mesange).post(HERS + "n/", typed).status_code == 302
    idea = queries.ideas_of(cast.mesange).get()

    [promise] = [each for each in owned_by(cast.kim) if each.url.endswith(f"/o/i/{idea.pk}/")]
    assert (promise.due, promise.owed_to) == (clock.today() + timedelta(days=14), None)
    for reader in (cast.kim, cast.camille):
        for path in (HERS + "o/", promise.url):
            page = read(knock(reader), path)
            assert "De l’équipe" in page
            assert "Une sortie au lac" in page
            assert cast.mesange.name not in page
            assert cast.mesange.pk not in page

    due = (clock.today() + timedelta(days=30)).isoformat()
    answer = knock(cast.camille).post(promise.url, {**YES, "owner": cast.kim.pk, "due": due})
    assert answer.status_code == 302
    page = read(knock(cast.mesange), f"{HERS}i/{idea.pk}/")
    assert "C’est possible en mai." in page
    assert "Un autobus" in page
    assert f"{cast.kim.name} s’en charge" in page
    assert [each.words for each in owned_by(cast.kim) if "idée" in each.words] == [
        "Faire ce qui a été dit pour une idée"
    ]

    knock(cast.kim).post(promise.url + "d/")
    assert "Oui, et c’est fait" in read(knock(cast.mesange), HERS)
    assert about_ideas(open_promises(cast.kim.organisation)) == []


def test_she_may_sign_and_only_then_her_name_is_read(cast, knock):
    send(cast.alize, "Un atelier", is_signed=True)
    assert cast.alize.name in read(knock(cast.kim), HERS + "o/")


def test_what_is_missing_is_asked_and_what_was_typed_stays(cast, knock):
    idea = send(cast.mesange)
    page = knock(cast.kim).post(f"{HERS}o/i/{idea.pk}/", YES)
    assert page.status_code == 422
    assert "Choisissez qui s’en charge." in page.content.decode()
    assert "Un autobus" in page.content.decode()
    missing = knock(cast.mesange).post(HERS + "n/", {"title": "Du théâtre"})
    assert missing.status_code == 422
    assert "Du théâtre" in missing.content.decode()
    assert queries.ideas_of(cast.mesange).get() == idea


def test_the_day_moves_once_with_a_sentence_and_then_only_the_organisation_is_late(cast, knock):
    idea = send(cast.mesange)
    later = (clock.today() + timedelta(days=20)).isoformat()
    knock(cast.kim).post(f"{HERS}o/i/{idea.pk}/l/", {"due": later, "words": "Nous cherchons l’argent."})
    idea.refresh_from_db()
    assert "Nous cherchons l’argent." in read(knock(cast.mesange), f"{HERS}i/{idea.pk}/")
    with pytest.raises(IllegalMove):
        actions.prolong(idea, by=cast.kim, due=clock.today(), words="Encore.")

    with in_days(21):
        assert "Nous nous en excusons." in read(knock(cast.mesange), f"{HERS}i/{idea.pk}/")
        assert "nous sommes en retard" in read(knock(cast.kim), HERS + "o/")
        assert "Aucune réponse n’est venue au jour dit" in read(knock(cast.jo), HERS)


def test_she_takes_it_back_and_nobody_reads_it_any_more(cast, knock):
    idea = send(cast.mesange)
    assert "Reprendre cette idée?" in read(knock(cast.mesange), f"{HERS}i/{idea.pk}/b/")
    knock(cast.mesange).post(f"{HERS}i/{idea.pk}/b/")

    assert knock(cast.kim).get(f"{HERS}o/i/{idea.pk}/").status_code == 404
    assert about_ideas(open_promises(cast.kim.organisation)) == []
    assert knock(cast.alize).get(f"{HERS}i/{idea.pk}/").status_code == 404


def answer_no(cast, *people):
    for person in people:
        actions.say_no(send(person), by=cast.kim, words="Pas cette année.")


def test_everyone_reads_how_often_we_said_no_in_words_while_the_year_runs(cast, knock):
    answer_no(cast, cast.mesange, cast.alize)
    actions.say_otherwise(send(cast.erable), by=cast.kim, words="Autrement.")
    for reader in (cast.mesange, cast.alize, cast.jo, cast.andree, cast.camille):
        page = read(knock(reader), HERS)
        assert "Nous avons dit non à la moitié des idées, ou plus." in page
        assert "Toutes les réponses sont venues au jour dit." in page
        assert "Pas cette année." not in page or reader in (cast.mesange, cast.alize)


def test_a_year_that_is_over_is_told_in_numbers_only_above_ten_people(cast, knock, monkeypatch):
    with clock.at(clock.now() - timedelta(days=365)):
        answer_no(cast, cast.mesange, cast.alize)
        for person in (cast.erable, cast.noroit):
            actions.say_otherwise(send(person), by=cast.kim, words="Autrement.")
    [_now, over] = queries.how_we_answer(cast.kim.organisation)
    assert (over.declined.some, over.declined.word) == (None, "most")

    monkeypatch.setattr("espoir.voice.rules.FEWEST", 2)
    [_now, over] = queries.how_we_answer(cast.kim.organisation)
    assert (over.declined.some, over.declined.all) == (2, 4)
    assert over.in_time.some is None  # nobody stands behind the late ones: their number would be one too
    assert "Nous avons dit non à 2 idées sur 4." in read(knock(cast.jo), HERS)


def test_notices_say_nothing_and_an_answer_is_owed_to_nobody_who_has_left(cast):
    idea = send(cast.mesange)
    assert not Notice.objects.of(cast.kim.organisation).exclude(kind="message")
    assert about_ideas(owed_to(cast.mesange)) == []
    for goodbye in (*FAREWELLS, *LEAVINGS):
        if goodbye.__module__ == "espoir.voice.farewells":
            goodbye(cast.mesange)
    idea.refresh_from_db()
    assert (idea.state, idea.due) == (Idea.State.TAKEN_BACK, None)


def test_once_she_is_erased_the_pages_still_open_and_the_answer_still_counts(cast, knock):
    idea = send(cast.mesange, "Du théâtre")
    actions.say_no(idea, by=cast.kim, words="Pas cette année.")
    keys.shred(cast.mesange.organisation_id, cast.mesange.pk)
    page = read(knock(cast.kim), HERS + "o/")
    assert "Du théâtre" not in page
    assert "Nous avons dit non à toutes les idées." in read(knock(cast.kim), HERS)
