"""Her plan is hers until she asks; then she is owed an answer, with a reason and by a day."""

from datetime import timedelta

import pytest

from espoir import clock
from espoir.growth import actions, queries
from espoir.growth.models import Step
from espoir.growth.rules import IllegalMove
from espoir.growth.tests.objects import ask, plan
from espoir.meetings import actions as meetings
from espoir.meetings.tests.objects import bind
from espoir.organisations.promises import open_promises, owed_to, owned_by
from espoir.ui.tests.reading import as_seen
from espoir.vault import keys

T = "/sentier/t/"
NBSP = "\u00a0"


def read(door, path):
    answer = door.get(path)
    assert answer.status_code == 200
    return as_seen(answer.content)


def owed(person):
    return [each for each in owned_by(person) if "/t/o/" in each.url]


# SUPP-8
def test_what_she_would_like_to_learn_is_hers_until_she_asks_and_then_she_is_owed_an_answer(cast, knock):
    typed = {"title": "Parler en public", "kind": "advocacy", "words": "Avec Noroît"}
    assert knock(cast.alize).post(T + "n/", typed).status_code == 302
    step = queries.steps_of(cast.alize).get()
    for reader in (cast.camille, cast.kim):
        assert "Parler en public" not in read(knock(reader), T + "o/")
        assert knock(reader).get(f"{T}o/s/{step.pk}/").status_code == 404
    assert owed(cast.camille) == []

    knock(cast.camille).post(T + "o/", {"cents": "1500"})
    assert knock(cast.alize).post(f"{T}s/{step.pk}/", {"hours": "10", "cents": "120,00"}).status_code == 302
    [promise] = owed(cast.camille)
    assert (promise.due, promise.owed_to) == (clock.today() + timedelta(days=14), None)
    page = read(knock(cast.camille), promise.url)
    assert "Avec Noroît" in page
    assert f"120,00{NBSP}$" in page

    given = {"state": "yes", "words": "Le budget le permet.", "hours": "8", "cents": "100"}
    assert knock(cast.camille).post(promise.url, given).status_code == 302
    page = read(knock(cast.alize), f"{T}s/{step.pk}/")
    assert "Le budget le permet." in page
    assert "8 heures" in page.replace(NBSP, " ")
    assert "Il reste 1\u202f400,00" in read(knock(cast.alize), T)
    assert not [each for each in open_promises(cast.kim.organisation) if "/t/o/" in each.url]

    knock(cast.alize).post(f"{T}s/{step.pk}/d/")
    assert 'value="Parler en public"' in read(knock(cast.alize), f"{T}a/?s={step.pk}")
    knock(cast.alize).post(f"{T}s/{step.pk}/x/")
    assert "Il reste 1\u202f400,00" in read(knock(cast.alize), T)  # given all the same


def test_a_no_has_a_reason_and_what_was_typed_stays(cast, knock):
    step = ask(cast.alize)
    wrong = knock(cast.kim).post(f"{T}o/s/{step.pk}/", {"state": "no", "words": "", "hours": "7", "cents": "12,345"})
    assert wrong.status_code == 422
    assert "Écrivez la raison." in wrong.content.decode()
    assert 'value="12,345"' in wrong.content.decode()
    actions.answer(step, by=cast.kim, state="no", words="Pas avant avril.", minutes=60, cents=500)
    step.refresh_from_db()
    assert (step.given_minutes, step.given_cents) == (0, 0)
    with pytest.raises(IllegalMove):
        actions.answer(step, by=cast.camille, state="yes", words="Si.")


def test_she_takes_her_question_back_and_it_is_hers_alone_again(cast, knock):
    step = ask(cast.alize)
    assert "/t/" not in "".join(each.url for each in owed_to(cast.alize))  # no topic of her supervision
    knock(cast.alize).post(f"{T}s/{step.pk}/b/")
    assert knock(cast.camille).get(f"{T}o/s/{step.pk}/").status_code == 404
    assert owed(cast.camille) == []
    assert queries.steps_of(cast.alize).get().state == Step.State.HERS


def test_nothing_asked_for_is_told_kindly(cast, knock):
    step = plan(cast.alize)
    answer = knock(cast.alize).post(f"{T}s/{step.pk}/", {"hours": "0", "cents": ""})
    assert answer.status_code == 422
    assert "Demandez des heures, de l’argent, ou les deux." in answer.content.decode()


def test_her_hours_are_a_plain_sum_for_her_alone(cast, knock):
    two = bind(cast.mesange, cast.alize)
    meetings.note_meeting(by=cast.alize, relationship=two, on=clock.today(), minutes=50, way="walk")
    typed = {"title": "Un atelier", "on": clock.today().isoformat(), "minutes": "90"}
    assert knock(cast.alize).post(T + "h/", typed).status_code == 302

    page = read(knock(cast.alize), T).replace(NBSP, " ")
    assert "1 heure 30" in page
    assert "2 heures 20" in page
    assert "/sentier/l/h/n/" in page
    tomorrow = {**typed, "on": (clock.today() + timedelta(days=1)).isoformat()}
    assert knock(cast.alize).post(T + "h/", tomorrow).status_code == 422
    row = queries.learned_by(cast.alize).get()
    assert "Retirer cela?" in read(knock(cast.alize), f"{T}h/{row.pk}/")
    knock(cast.alize).post(f"{T}h/{row.pk}/")
    assert not queries.learned_by(cast.alize)
    for other in (cast.noroit, cast.camille, cast.dominique):
        assert knock(other).get(f"{T}h/{row.pk}/").status_code == 404


def test_a_certificate_is_written_down_and_read_by_nobody_else(cast, knock):
    typed = {"title": "Premiers soins", "issuer": "Croix-Rouge", "on": clock.today().isoformat()}
    assert knock(cast.alize).post(T + "a/", typed).status_code == 302
    assert "Premiers soins" in read(knock(cast.alize), T)
    assert "Premiers soins" not in read(knock(cast.noroit), T)
    paper = queries.certificates_of(cast.alize).get()
    knock(cast.alize).post(f"{T}a/{paper.pk}/")
    assert not queries.certificates_of(cast.alize)


def test_once_she_is_erased_the_pages_still_open(cast, knock):
    step = ask(cast.alize)
    actions.learn(by=cast.alize, on=clock.today(), minutes=30, title="Un livre")
    keys.shred(cast.alize.organisation_id, cast.alize.pk)
    assert "Un cours" not in read(knock(cast.camille), T + "o/")
    assert "Un cours" not in read(knock(cast.camille), f"{T}o/s/{step.pk}/")
