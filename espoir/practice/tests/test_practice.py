"""What a supporter notes about her role opens for her alone; what she asks the team is what she ticked, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espoir import clock
from espoir.charter import actions as charters
from espoir.charter.texts import AT_FIRST
from espoir.logbook.models import Entry
from espoir.organisations.promises import open_promises, owed_to, owned_by
from espoir.practice import actions, queries, rules
from espoir.practice.models import Noted, Question
from espoir.practice.tests.objects import note_a_month, write_the_charter
from espoir.supervision import actions as supervision
from espoir.ui.tests.reading import as_seen

INTERPRETING = "Interpréter"


@pytest.fixture
def supervised(cast):
    supervision.set_rhythm(by=cast.kim, supporter=cast.alize, supervisor=cast.dominique, weeks=2)


def lines(organisation):
    return Entry.objects.of(organisation).count()


# SUPP-5
def test_one_tap_notes_what_she_was_asked_to_do_and_she_may_put_it_right(cast, knock):
    write_the_charter(cast)
    door = knock(cast.alize)
    page = door.get("/sentier/u/n/").content.decode()
    assert "Je ne prête pas d’argent" in page  # from the charter of today
    assert "Avant d’offrir un cadeau" in page

    answer = door.post("/sentier/u/n/", {"kind": "interpreting", "minutes": "30", "place": "outside"}, follow=True)
    door.post("/sentier/u/n/", {"kind": "does_not-1-3", "minutes": "60", "place": "asked_first"})

    assert "C’est noté, pour vous seulement." in answer.content.decode()
    row = next(row for row in queries.rows_of(cast.alize) if row.kind == "interpreting")
    assert (row.minutes, row.place, row.on) == (30, "outside", clock.today())
    yesterday = clock.today() - timedelta(days=1)
    door.post(f"/sentier/u/r/{row.pk}/", {"minutes": "120", "place": "outside", "on": yesterday.isoformat()})
    home = door.get("/sentier/u/").content.decode()
    assert "la plus grande part de votre temps" in home
    assert "2 heures sur 3 heures" in home
    behind = door.get("/sentier/u/r/").content.decode()
    assert INTERPRETING in behind
    assert "Je ne prête pas d’argent" in behind

    door.post(f"/sentier/u/r/{row.pk}/x/")
    assert "vous n’avez rien noté en dehors" in door.get("/sentier/u/").content.decode()


def test_a_line_of_the_charter_says_itself_in_both_languages_after_it_has_changed(cast):
    write_the_charter(cast)
    row = actions.note(by=cast.alize, kind="does_not-1-0", minutes=30, on=clock.today())
    charters.write(by=cast.kim, texts={**AT_FIRST, "does_not_fr": "Rien.", "does_not_en": "Nothing."})

    row = Noted.objects.of(cast.alize.organisation).get(pk=row.pk)
    assert (row.fr[:25], row.en[:19]) == ("Je ne fais pas de thérapi", "I don’t give therap")
    with pytest.raises(rules.NotAChoice):
        actions.note(by=cast.alize, kind="does_not-1-0", minutes=30, on=clock.today())


# SUPP-6
def test_a_contact_outside_her_hours_is_a_tap_and_names_nobody(cast, knock):
    door = knock(cast.alize)

    door.post("/sentier/u/c/", {"when": "night", "way": "phone", "is_answered": "yes"})
    door.post("/sentier/u/c/", {"when": "weekend", "way": "message", "is_answered": "no"})
    door.post("/sentier/u/t/")

    page = door.get("/sentier/u/").content.decode()
    assert "2 contacts hors de mes heures; réponses données\u00a0: 1" in page
    assert "Rien à dire encore" in page  # no time was noted: there is no share, not even of nothing
    actions.note_contact(
        by=cast.alize, when="night", way="phone", is_answered=True, on=clock.today() - timedelta(days=28)
    )
    assert queries.picture(cast.alize).reached == 2  # four weeks, and nothing of before
    answer = door.post("/sentier/u/c/", {"when": "", "way": "phone", "is_answered": "yes"})
    assert answer.status_code == 422
    assert "Choisissez le moment." in answer.content.decode()


def test_what_she_notes_leaves_no_line_no_date_and_no_kind(cast, knock):
    before = lines(cast.alize.organisation)
    note_a_month(cast.alize)
    knock(cast.alize).get("/sentier/u/r/")

    assert lines(cast.alize.organisation) == before
    plain = {field.name for field in Noted._meta.concrete_fields}
    assert plain == {"id", "organisation", "person", "box"}
    lengths = {len(row.box) for row in Noted.objects.of(cast.alize.organisation)}
    assert len(lengths) == 1


# SUPP-5, rule 4 (every page of every role: tests/test_two_worlds.py)
def test_what_she_noted_changes_no_page_and_no_query_of_who_works_beside_her(cast, knock, supervised):
    beside = {cast.dominique: ("", "m/", "u/q/"), cast.kim: ("", "b/t/", "u/q/"), cast.camille: ("", "b/t/")}

    def seen():
        found = []
        for person, paths in beside.items():
            door = knock(person)
            door.get("/sentier/")  # the first page of a session also writes the session
            for path in paths:
                with CaptureQueriesContext(connection) as asked:
                    page = as_seen(door.get(f"/sentier/{path}").content)
                found.append((person.pk, path, page, len(asked)))
        return found

    without = seen()
    note_a_month(cast.alize)
    assert seen() == without


# SUPP-5
def test_she_asks_the_team_with_what_she_ticks_and_the_organisation_owes_an_answer(cast, knock, supervised):
    note_a_month(cast.alize)
    door = knock(cast.alize)
    assert "peut deviner que cela vient de vous" in door.get("/sentier/u/s/").content.decode()
    assert door.post("/sentier/u/s/", {"also": ["share"]}).status_code == 422

    door.post("/sentier/u/s/", {"kinds": ["interpreting"], "also": ["contacts"]})

    question = Question.objects.of(cast.alize.organisation).get()
    page = knock(cast.dominique).get(f"/sentier/u/q/{question.pk}/").content.decode()
    assert INTERPRETING in page
    assert "Qui répond le soir" in page
    for unticked in ("Gérer les démarches", "plus grande part", "être là tout le temps", "1 heure", cast.alize.name):
        assert unticked not in page
    assert [promise.owed_to for promise in owned_by(cast.kim) if "/u/q/" in promise.url] == [cast.alize]
    assert any("/u/q/" in promise.url for promise in owed_to(cast.alize))
    agenda = knock(cast.dominique).get(f"/sentier/m/w/{cast.alize.pk}/").content.decode()
    assert "Dire qui s’occupe de ceci\u00a0: Interpréter" in agenda
    for person in (cast.noroit, cast.camille, cast.sacha, cast.andree, cast.jo, cast.mesange):
        assert knock(person).get(f"/sentier/u/q/{question.pk}/").status_code == 404
        assert knock(person).post(f"/sentier/u/q/{question.pk}/a/").status_code == 404
    assert knock(cast.dominique).post(f"/sentier/u/q/{question.pk}/a/").status_code == 404  # she reads; Kim answers

    door = knock(cast.kim)
    assert door.post(f"/sentier/u/q/{question.pk}/a/", {"outcome": "someone_else", "words": ""}).status_code == 422
    door.post(f"/sentier/u/q/{question.pk}/a/", {"outcome": "someone_else", "words": "Une interprète, dès lundi."})

    page = knock(cast.alize).get(f"/sentier/u/q/{question.pk}/").content.decode()
    assert "Une interprète, dès lundi." in page
    assert "L’équipe vous a répondu" in knock(cast.alize).get("/sentier/b/p/").content.decode()
    assert not any("/u/q/" in promise.url for promise in open_promises(cast.kim.organisation))


def test_she_takes_it_back_and_nobody_opens_it_any_more(cast, knock, supervised):
    note_a_month(cast.alize)
    question = actions.ask_the_team(by=cast.alize, kinds=["interpreting"], with_share=True)
    door = knock(cast.alize)
    assert "Retirer la question?" in door.get(f"/sentier/u/q/{question.pk}/x/").content.decode()

    door.post(f"/sentier/u/q/{question.pk}/x/")

    assert not Question.objects.of(cast.kim.organisation)
    assert knock(cast.kim).get(f"/sentier/u/q/{question.pk}/").status_code == 404
    assert not owned_by(cast.kim) or all("/u/q/" not in promise.url for promise in owned_by(cast.kim))
    assert len(queries.rows_of(cast.alize)) == 4  # her own notes stay


def test_what_she_notes_later_changes_nothing_in_what_was_asked(cast, supervised):
    note_a_month(cast.alize)
    question = actions.ask_the_team(by=cast.alize, kinds=["interpreting", "security"], with_share=True)
    assert (question.share, len(question.kinds)) == ("most", 1)  # only what she had noted

    actions.note(by=cast.alize, kind="security", minutes=15, on=clock.today(), place="in_role")

    same = Question.objects.of(cast.alize.organisation).get()
    assert (same.share, [str(line) for line in same.lines]) == ("most", [INTERPRETING])


def test_a_question_is_about_something_and_goes_to_someone_else_where_there_is_one(cast):
    with pytest.raises(rules.NothingToAsk):
        actions.ask_the_team(by=cast.alize, kinds=["interpreting"], with_share=True)

    assert queries.who_would_answer(cast.alize) == cast.kim
    assert queries.who_would_answer(cast.kim) == cast.camille
    assert queries.who_would_answer(cast.morgan) == cast.charlie


def test_her_notes_go_when_their_clock_has_run_out(cast, worker_comes_by):
    old = actions.note(by=cast.alize, kind="case", minutes=30, on=clock.today() - timedelta(days=120))
    kept = actions.note(by=cast.alize, kind="case", minutes=30, on=clock.today() - timedelta(days=60))

    worker_comes_by(cast.alize.organisation)

    assert [row.pk for row in queries.rows_of(cast.alize)] == [kept.pk] != [old.pk]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("fr-ca", "mon téléphone est fermé", "My phone is off"), ("en-ca", "My phone is off", "mon téléphone est fermé")],
)
def test_words_to_decline_kindly_print_in_both_languages_hers_first(cast, knock, language, first, second):
    cast.alize.account.language = language

    page = knock(cast.alize).get("/sentier/u/w/").content.decode()

    assert 0 < page.index(first) < page.index(second)


def test_nobody_else_opens_her_pages(cast, knock):
    row = note_a_month(cast.alize)

    for person in (cast.noroit, cast.dominique, cast.kim, cast.camille, cast.mesange, cast.jo, cast.juniper):
        org = person.organisation.slug
        assert knock(person).get(f"/{org}/u/r/{row.pk}/").status_code == 404
    assert knock(cast.kim).get("/sentier/u/").status_code == 404
