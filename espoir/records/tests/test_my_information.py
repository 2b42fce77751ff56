import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from espoir import clock
from espoir.logbook import queries as logbook
from espoir.logbook.actions import opened, record
from espoir.logbook.verbs import verb
from espoir.organisations.promises import open_promises, owned_by
from espoir.organisations.roles import Role
from espoir.records import actions, copies, queries
from espoir.records.models import Copy, Query

REACH = verb("tests.reach", "opened “How to reach me”")


@pytest.fixture
def asked(cast):
    return actions.ask(by=cast.mesange, kind=Query.Kind.WHY, owner=cast.kim, topic="Le 3", words="Pourquoi ce jour?")


# PEER-3
def test_she_reads_what_is_kept_and_who_opened_it(cast, knock):
    opened(REACH, by=cast.kim, about=[cast.mesange])

    page = knock(cast.mesange).get("/sentier/q/").content.decode()

    assert "Mésange" in page
    assert "Kim" in page
    assert "How to reach me" in page


def test_what_was_opened_about_someone_else_is_not_shown_to_her(cast):
    opened(REACH, by=cast.kim, about=[cast.erable])

    assert not logbook.seen_by(cast.mesange)
    assert logbook.seen_by(cast.erable).count() == 1


def test_reading_about_oneself_is_not_written_down(cast):
    opened(REACH, by=cast.kim, about=[cast.kim])

    assert not logbook.seen_by(cast.kim)


def test_the_list_of_who_saw_stops_at_twenty_five(cast, knock):
    for _ in range(26):
        record(REACH, by=cast.kim, about=[cast.mesange])

    first = knock(cast.mesange).get("/sentier/q/v/").content.decode()
    second = knock(cast.mesange).get("/sentier/q/v/?page=2").content.decode()

    assert (first.count('class="tap" href="/sentier/q/v/'), second.count('class="tap" href="/sentier/q/v/')) == (25, 1)


def test_asking_why_makes_a_promise_with_an_owner_and_a_day(cast, knock):
    record(REACH, by=cast.dominique, about=[cast.mesange])
    line = logbook.seen_by(cast.mesange).get()

    knock(cast.mesange).post(f"/sentier/q/v/{line.pk}/", {"words": "Pourquoi?", "owner": cast.andree.pk})

    (promise,) = owned_by(cast.andree)
    assert (promise.owed_to, promise.due) == (cast.mesange, clock.today() + timedelta(days=7))


def test_whoever_opened_it_is_not_asked_why(cast):
    people = queries.who_can_answer(cast.mesange, not_by=cast.kim.pk)

    assert people == [cast.andree]


def test_a_question_keeps_its_words_when_something_is_missing(cast, knock):
    answer = knock(cast.mesange).post("/sentier/q/t/a/c/", {"words": "Avec un accent."})

    assert answer.status_code == 422
    assert "Avec un accent." in answer.content.decode()


def test_the_owner_answers_and_she_reads_it(cast, knock, asked):
    knock(cast.kim).post(f"/sentier/q/o/{asked.pk}/", {"words": "Pour préparer la rencontre."})

    assert "Pour préparer la rencontre." in knock(cast.mesange).get("/sentier/q/").content.decode()
    assert not [promise for promise in open_promises(cast.kim.organisation) if promise.owner == cast.kim]


@pytest.mark.parametrize("someone", ["alize", "andree", "camille", "erable", "harper"])
def test_nobody_else_reads_her_question(cast, knock, asked, someone):
    assert knock(getattr(cast, someone)).get(f"/sentier/q/o/{asked.pk}/").status_code == 404


def test_a_line_about_someone_else_cannot_be_asked_about(cast, knock):
    record(REACH, by=cast.kim, about=[cast.erable])
    line = logbook.seen_by(cast.erable).get()

    assert knock(cast.mesange).get(f"/sentier/q/v/{line.pk}/").status_code == 404


def test_the_copy_holds_everything_for_people_and_for_programs(cast, knock, asked):
    client = knock(cast.mesange)
    client.post("/sentier/q/k/")

    answer = client.get("/sentier/q/k/document.zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    page, held = archive.read("document.html").decode(), json.loads(archive.read("document.json"))

    assert answer["Content-Disposition"] == 'attachment; filename="document.zip"'
    assert 'lang="fr-CA"' in page
    assert "Pourquoi ce jour?" in page
    assert "Pourquoi ce jour?" in [row.get("words") for row in held["rows"]]
    assert "Mésange" in [row.get("chosen_name") for row in held["rows"]]


def test_the_copy_on_the_disk_cannot_be_read(cast, asked):
    copy = actions.prepare_copy(by=cast.mesange)

    sealed = copies.path_of(copy).read_bytes()

    assert b"document.html" not in sealed
    assert b"document.html" in copies.read(copy)


def test_the_copy_goes_the_next_day_at_the_same_hour(cast, knock, worker_comes_by):
    copy = actions.prepare_copy(by=cast.mesange)

    with clock.at(copy.until):
        assert knock(cast.mesange).get("/sentier/q/k/document.zip").status_code == 404
        worker_comes_by(cast.mesange.organisation)

    assert not copies.path_of(copy).exists()
    assert not Copy.objects.of(cast.mesange.organisation)


def test_the_copy_can_be_removed_at_once(cast, knock):
    copy = actions.prepare_copy(by=cast.mesange)

    knock(cast.mesange).post("/sentier/q/k/x/")

    assert not copies.path_of(copy).exists()


def test_her_copy_says_nothing_of_the_numbers_of_others(cast, asked):
    rows = copies._for_programs(cast.mesange)["rows"]

    assert cast.kim.pk not in json.dumps(rows, default=str)


def test_two_questions_do_not_share_one_shelf_with_others(cast):
    asked_by = {kept.shelf.code: kept.count for kept in queries.kept_about(cast.mesange)}

    assert asked_by == {"a": 2}  # her name, and her hat


@pytest.mark.parametrize("role", list(Role))
def test_every_member_has_her_page(cast, knock, role):
    cast.kim.hats.update(role=role)

    with translation.override("en-ca"):
        assert knock(cast.kim).get("/sentier/q/").status_code == 200


def test_one_more_row_costs_no_more_questions_to_the_database(cast, knock, django_assert_max_num_queries):
    for _ in range(3):
        actions.ask(by=cast.mesange, kind=Query.Kind.CORRECT, owner=cast.kim, topic="Nom", words="Un accent")
    record(REACH, by=cast.kim, about=[cast.mesange])
    client = knock(cast.mesange)
    with CaptureQueriesContext(connection) as few:
        client.get("/sentier/q/")
    for _ in range(12):
        actions.ask(by=cast.mesange, kind=Query.Kind.CORRECT, owner=cast.kim, topic="Nom", words="Un accent")
        record(REACH, by=cast.kim, about=[cast.mesange])

    with django_assert_max_num_queries(len(few)):
        client.get("/sentier/q/")
