"""Her journal: a passphrase of its own, open for one session and one browser, closed by itself."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from espoir import clock
from espoir.accounts.models import Session
from espoir.logbook.models import Entry as Line
from espoir.ui.tests.reading import as_seen
from espoir.vault import keys
from espoir.wellbeing import locks, queries
from espoir.wellbeing.holding import COOKIE, IN_SESSION
from espoir.wellbeing.models import Journal, Leaf
from espoir.wellbeing.tests.objects import LINE, PASSPHRASE, begins, writes

W = "/sentier/w/"
SIGNS_IN_WITH = "quatre mots qui vont bien"
OTHER = "falaise bouton nacelle tambour"


def text(answer) -> str:
    return as_seen(answer.content)


def opens(door, passphrase=PASSPHRASE, path=W):
    return door.post(path, {"passphrase": passphrase}, follow=True)


# SUPP-10
def test_she_reads_what_it_means_chooses_a_passphrase_and_writes_about_her_week(cast, knock):
    door = knock(cast.alize)
    assert "Mon journal" in text(door.get("/sentier/b/p/"))
    before = text(door.get(W))
    assert "Si vous la perdez, le journal est perdu" in before
    assert "Quand le journal est ouvert, le serveur voit le texte" in before
    assert "Si vous la perdez, le journal est perdu" in text(door.get(f"{W}b/"))  # and again where she types it

    for typed, again, sentence in (
        ("trop court", "trop court", "Prenez au moins quatre mots"),
        (PASSPHRASE, f"{PASSPHRASE}s", "Les deux ne sont pas pareilles"),
        (SIGNS_IN_WITH, SIGNS_IN_WITH, "une autre que celle qui ouvre vos pages"),
    ):
        answer = door.post(f"{W}b/", {"passphrase": typed, "again": again})
        assert answer.status_code == 422
        assert sentence in text(answer)
    assert queries.journal_of(cast.alize) is None

    answer = door.post(f"{W}b/", {"passphrase": PASSPHRASE, "again": f" {PASSPHRASE.upper()} "}, follow=True)
    assert "Rien n’est encore écrit ici" in text(answer)
    empty = door.post(f"{W}n/", {"line": ""})
    assert empty.status_code == 422
    answer = door.post(f"{W}n/", {"heavy": "5", "rest": "1", "line": LINE}, follow=True)
    page = text(answer)
    assert "La semaine\u00a0: Lourde" in page
    assert "Le repos\u00a0: Presque pas" in page
    assert LINE in page

    too_long = door.post(f"{W}n/", {"heavy": "1", "line": "x" * 401})
    assert too_long.status_code == 422
    assert "x" * 401 in text(too_long)  # what was typed is still there


def test_weeks_without_a_word_are_nobody_s_business(cast, knock):
    door, start, book = knock(cast.alize), clock.now() - timedelta(days=100), begins(cast.alize)
    for day, heavy in ((0, "1"), (7, "5"), (90, "3")):
        with clock.at(start + timedelta(days=day)):
            writes(book, heavy=heavy, line="")
    page = text(opens(door))
    assert (
        page.index("Entre les deux") < page.index("La semaine\u00a0: Lourde") < page.index("La semaine\u00a0: Légère")
    )
    assert "<polyline" in page
    assert not [word for word in ("de suite", "série", "manqu", "rappel", "retard", "bravo") if word in page.lower()]


def test_it_opens_for_one_session_and_one_browser_until_she_closes_it(cast, knock, client):
    writes(begins(cast.alize))
    door = knock(cast.alize)
    assert LINE not in text(door.get(W))
    assert LINE in text(opens(door))
    cookie = door.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (W, True, "Strict")
    assert cookie["max-age"] == cookie["expires"] == ""
    with CaptureQueriesContext(connection) as asked:
        assert LINE in text(door.get(W))
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}

    held = cookie.value
    del door.cookies[COOKIE]
    assert LINE not in text(door.get(W))  # the session alone opens nothing
    door.cookies[COOKIE] = "bm90aGluZw=="
    assert LINE not in text(door.get(W))
    door.cookies[COOKIE] = held
    assert LINE in text(door.get(W))

    door.post(f"{W}c/")
    door.cookies[COOKIE] = held
    assert LINE not in text(door.get(W))  # nor the cookie


def test_what_is_held_opens_in_no_other_session_of_hers_and_its_cookie_needs_https(cast, knock, settings):
    settings.SESSION_COOKIE_SECURE = True
    writes(begins(cast.alize))
    door, elsewhere = knock(cast.alize), Client()
    assert LINE in text(opens(door))
    assert door.cookies[COOKIE]["secure"]
    elsewhere.force_login(cast.alize.account)
    copied = elsewhere.session
    copied[IN_SESSION] = door.session[IN_SESSION]
    copied.save()
    elsewhere.cookies[COOKIE] = door.cookies[COOKIE].value
    answer = elsewhere.get(W)
    assert (answer.status_code, LINE in text(answer)) == (200, False)
    assert LINE in text(door.get(W))


@pytest.mark.parametrize("way_out", ["accounts:exit", "accounts:sign_out", "minutes"])
def test_it_closes_with_the_session_and_by_itself(cast, knock, way_out):
    writes(begins(cast.alize))
    door = knock(cast.alize)
    opens(door)
    held = door.cookies[COOKIE].value
    if way_out == "minutes":
        page = text(door.get(W))
        seconds = int(page.partition('name="goes" content="')[2].partition('"')[0])
        assert 1100 < seconds <= 1201  # then the page leaves the screen by itself, with or without a script
        assert f'<meta http-equiv="refresh" content="{seconds};url={W}">' in page
        with time_machine.travel(clock.machine() + timedelta(minutes=21), tick=False):
            assert LINE not in text(door.get(W))
        return
    door.post(reverse(way_out))
    assert not Session.objects.filter(account=cast.alize.account).exists()
    knock(cast.alize)
    door.cookies[COOKIE] = held
    assert LINE not in text(door.get(W))


def test_what_she_was_writing_as_it_closed_is_kept_once_it_opens(cast, knock):
    begins(cast.alize)
    door = knock(cast.alize)
    asked = door.post(f"{W}n/", {"heavy": "4", "rest": "", "line": LINE})
    assert asked.status_code == 422
    assert f'name="line" value="{LINE}"' in text(asked)
    assert not Leaf.objects.of(cast.alize.organisation).exists()

    wrong = door.post(f"{W}n/", {"heavy": "4", "line": LINE, "carried": "1", "passphrase": OTHER})
    assert f'name="line" value="{LINE}"' in text(wrong)
    page = door.post(f"{W}n/", {"heavy": "4", "line": LINE, "carried": "1", "passphrase": PASSPHRASE}, follow=True)
    assert LINE in text(page)
    assert Leaf.objects.of(cast.alize.organisation).count() == 1


def test_guessing_is_slowed_down_and_what_she_wrote_waits_with_her(cast, knock):
    begins(cast.alize)
    door = knock(cast.alize)
    answers = [door.post(W, {"passphrase": OTHER}).status_code for _try in range(6)]
    assert answers == [422] * 5 + [429]
    asked = door.post(f"{W}n/", {"line": LINE, "carried": "1", "passphrase": PASSPHRASE})
    assert asked.status_code == 429
    assert "Il y a eu plusieurs essais de suite. Vous pourrez réessayer à" in text(asked)
    assert f'name="line" value="{LINE}"' in text(asked)
    with time_machine.travel(clock.machine() + timedelta(minutes=16), tick=False):
        assert "Rien n’est encore écrit" in text(opens(door))


def test_she_changes_her_passphrase_and_the_leaves_stay(cast, knock):
    writes(begins(cast.alize))
    door = knock(cast.alize)
    opens(door)
    wrong = door.post(f"{W}k/", {"old": OTHER, "passphrase": OTHER, "again": OTHER})
    assert wrong.status_code == 422
    done = door.post(f"{W}k/", {"old": PASSPHRASE, "passphrase": OTHER, "again": OTHER}, follow=True)
    assert LINE in text(done)
    door.post(f"{W}c/")
    assert LINE not in text(opens(door))
    assert LINE in text(opens(door, OTHER))


def test_a_leaf_says_nothing_by_its_length_and_opens_nowhere_else(cast):
    book = begins(cast.alize)
    writes(book, heavy="1", rest="", line="")
    writes(book, line="é" * 400)
    one, other = Leaf.objects.of(cast.alize.organisation)
    assert len(one.sealed) == len(other.sealed) == locks.SIZE + 29
    one.sealed = other.sealed
    with pytest.raises(keys.WrongKey):
        locks.unseal(one, book.journal, book.key)
    assert {field.name for field in Leaf._meta.fields} == {"id", "organisation", "journal", "sealed"}


def test_she_takes_one_line_out_or_destroys_it_all_and_begins_again(cast, knock):
    entry = writes(begins(cast.alize))
    door = knock(cast.alize)
    opens(door)
    assert "personne ne pourra le rétablir" in text(door.get(f"{W}p/{entry.pk}/x/"))
    door.post(f"{W}p/{entry.pk}/x/")
    assert not Leaf.objects.of(cast.alize.organisation).exists()
    door.post(f"{W}n/", {"heavy": "4"})
    door.post(f"{W}c/")

    assert "Sans sa phrase de passe, personne ne peut ouvrir" in text(door.get(f"{W}d/?l"))
    assert Leaf.objects.of(cast.alize.organisation).exists()
    assert "Choisir ma phrase" in text(door.post(f"{W}d/", follow=True))
    assert not Leaf.objects.of(cast.alize.organisation).exists()
    door.post(f"{W}b/", {"passphrase": OTHER, "again": OTHER})
    assert "Rien n’est encore écrit ici" in text(door.get(W))


def test_she_takes_a_copy_while_it_is_open_and_only_then(cast, knock):
    writes(begins(cast.alize))
    door = knock(cast.alize)
    assert door.get(f"{W}document.zip").status_code == 302
    opens(door)
    answer = door.get(f"{W}document.zip")
    assert answer["Content-Disposition"] == 'attachment; filename="document.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as held:
        assert LINE in held.read("document.html").decode()
        data = json.loads(held.read("document.json"))
    assert data["entries"][0]["answers"] == {"heavy": "4", "rest": "2"}
    assert data["entries"][0]["line"] == LINE


def test_my_information_says_that_it_is_there_and_cannot_be_read(cast, knock):
    writes(begins(cast.alize))
    assert "on ne peut pas le lire ici" in text(knock(cast.alize).get("/sentier/q/"))
    door = knock(cast.alize)
    door.post(reverse("records:copy", args=["sentier"]))
    with zipfile.ZipFile(io.BytesIO(door.get(reverse("records:download", args=["sentier"])).content)) as held:
        copy = "".join(held.read(name).decode() for name in held.namelist())
    assert "on ne peut pas le lire ici" in copy
    assert LINE not in copy


def test_it_goes_with_her(cast, knock):
    writes(begins(cast.alize))
    knock(cast.alize).post(reverse("records:erase", args=["sentier"]))
    with connection.cursor() as cursor:
        for table in (Journal, Leaf):
            cursor.execute(f'SELECT count(*) FROM "{table._meta.db_table}"')
            assert cursor.fetchone() == (0,)


def test_no_line_of_the_logbook_says_when_she_writes(cast, knock):
    door = knock(cast.alize)
    since = Line.objects.of(cast.alize.organisation).count()
    door.post(f"{W}b/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    door.post(f"{W}n/", {"heavy": "4", "line": LINE})
    for path in ("", "p/", "document.zip"):
        door.get(f"{W}{path}")
    door.post(f"{W}c/")
    opens(door)
    door.post(f"{W}d/")
    assert Line.objects.of(cast.alize.organisation).count() == since


def test_whoever_works_here_may_have_one_and_a_peer_has_other_pages(cast, knock):
    assert "Choisir ma phrase" in text(knock(cast.dominique).get(W))
    assert "Mon journal" in text(knock(cast.dominique).get("/sentier/h/"))
    assert knock(cast.mesange).get(W).status_code == 404
