"""What helps Alizé work is answered by a day; talks outside that nobody counts; someone who stands by her."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest

from espoir import clock
from espoir.organisations.promises import owned_by
from espoir.pairing.tests.scenes import MONDAY, days
from espoir.pauses import support_actions as actions
from espoir.pauses import support_queries as queries
from espoir.supervision import actions as supervision
from espoir.ui.tests.reading import as_seen

HOME = "/sentier/s/"
WORDS = "Finir à 15 h le mardi."
TERMS = {"how_fr": "Appelez le centre.", "how_en": "", "sessions": "6", "price": "100", "budget": "400"}


@pytest.fixture
def monday():
    with clock.at(MONDAY):
        yield


def text(page) -> str:
    return " ".join(html.unescape(as_seen(page.content)).split())


# SUPP-10
def test_what_would_help_is_answered_by_a_day_and_looked_at_again(cast, knock, monday):
    supervision.set_rhythm(by=cast.camille, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
    door = knock(cast.alize)
    assert door.post(f"{HOME}u/", {"need": "", "words": WORDS}).status_code == 422
    door.post(f"{HOME}u/", {"need": "hours", "words": WORDS})
    [owed] = owned_by(cast.kim)
    assert (owed.due, WORDS in owed.words) == (days(14).date(), False)
    assert WORDS in text(knock(cast.kim).get(owed.url))
    worker = f"/sentier/x/o/{cast.alize.pk}/"
    for other in (cast.camille, cast.dominique, cast.noroit, cast.alize, cast.harper):
        assert knock(other).get(owed.url).status_code == 404
        assert WORDS not in text(knock(other).get(f"{HOME}v/"))

    answer = {"state": "otherwise", "words": "", "until": "2027-03-01"}
    assert knock(cast.kim).post(owed.url, answer).status_code == 422
    knock(cast.kim).post(owed.url, {**answer, "words": "À 15 h 30, dès lundi."})
    hers = text(knock(cast.alize).get(f"{HOME}u/"))
    assert "À 15 h 30, dès lundi." in hers
    assert "Kim en reparle avec vous d’ici le dimanche 14 février" in hers
    assert [each.due for each in owned_by(cast.kim)] == [days(90).date()]

    assert WORDS not in text(knock(cast.dominique).get(worker))
    row = queries.helps_of(cast.alize).get()
    knock(cast.alize).post(f"{HOME}u/{row.pk}/s/", {"share": "1"})
    assert WORDS in text(knock(cast.dominique).get(worker))
    assert WORDS not in text(knock(cast.camille).get(worker))
    knock(cast.alize).post(f"{HOME}u/{row.pk}/x/")
    assert owned_by(cast.kim) == []


def test_talks_outside_are_counted_by_her_alone(cast, knock, monday, worker_comes_by):
    assert "pas encore mis en place" in text(knock(cast.alize).get(f"{HOME}c/"))
    assert knock(cast.camille).post(f"{HOME}v/c/", {**TERMS, "how_fr": ""}).status_code == 422
    knock(cast.camille).post(f"{HOME}v/c/", TERMS)
    door = knock(cast.alize)
    for _once in range(3):
        door.post(f"{HOME}c/u/")
    door.post(f"{HOME}c/x/")
    page = text(door.get(f"{HOME}c/"))
    assert "2 rencontres notées. Il vous en reste 4." in page
    assert "assez de prévu" in page

    other = text(knock(cast.camille).get(f"{HOME}v/"))
    assert "assez de prévu" in other
    assert not any(word in other for word in ("2 rencontres", "200", "Alizé"))
    actions.used_one(by=cast.alize)
    for budget in (300, 200, 400):  # no amount that is tried tells how many were used
        knock(cast.camille).post(f"{HOME}v/c/", {**TERMS, "budget": str(budget)})
        worker_comes_by(cast.kim.organisation)
        assert queries.is_enough_left(cast.kim.organisation) is True
    with clock.at(clock.now() + timedelta(days=31)):
        worker_comes_by(cast.kim.organisation)
        assert queries.is_enough_left(cast.kim.organisation) is False  # two support people, one talk left
        assert "presque épuisé" in text(knock(cast.camille).get(f"{HOME}v/"))
    assert knock(cast.kim).get(f"{HOME}c/").status_code == 404


def test_someone_outside_stands_by_her(cast, knock, monday):
    door = knock(cast.alize)
    assert "Andrée" in text(door.get(f"{HOME}f/"))
    door.post(f"{HOME}f/a/")
    door.post(f"{HOME}f/a/")  # twice is once
    [owed] = owned_by(cast.kim)
    assert owed.due == days(10).date()
    assert "Il n’y a encore personne" in text(knock(cast.kim).get(owed.url))
    knock(cast.kim).post(owed.url, {"later": "1"})
    assert [each.due for each in owned_by(cast.kim)] == [days(17).date()]

    assert knock(cast.camille).post(f"{HOME}v/n/", {"name": "Rowan", "reach": ""}).status_code == 422
    knock(cast.camille).post(f"{HOME}v/n/", {"name": "Rowan", "reach": "514 555-0177", "words_fr": "Douze ans."})
    [rowan] = queries.outsiders(cast.kim.organisation)
    knock(cast.kim).post(owed.url, {"outsider": rowan.pk, "words": "Le soir, plutôt."})
    hers = text(knock(cast.alize).get(f"{HOME}f/"))
    for words in ("Rowan", "514 555-0177", "Douze ans.", "Le soir, plutôt."):
        assert words in hers
    assert owned_by(cast.kim) == []
    assert "Rowan" not in text(knock(cast.noroit).get(f"{HOME}f/"))

    knock(cast.camille).post(f"{HOME}v/p/{rowan.pk}/", {"off": "1"})
    assert len(owned_by(cast.kim)) == 1  # someone else is owed
    knock(cast.alize).post(f"{HOME}f/x/")
    assert owned_by(cast.kim) == []
