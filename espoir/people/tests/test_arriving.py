"""A person arrives at her own pace: limits first, then each step on its own, in any order."""

from __future__ import annotations

import pytest

from espoir.organisations.models import Person
from espoir.organisations.promises import open_promises
from espoir.people import actions, queries, rules
from espoir.people.tests.objects import arrive

STEPS = ["/sentier/b/m/", "/sentier/b/r/", "/sentier/b/s/", "/sentier/c/", "/sentier/b/d/"]
NAME = {"chosen_name": "A", "language": "fr-ca"}


# PEER-1
@pytest.mark.parametrize("page", STEPS)
def test_nothing_can_be_written_before_she_has_seen_the_limits(cast, knock, page):
    client = knock(cast.mesange)

    for answer in (client.get(page), client.post(page, {**NAME, "hours": "lundi", "numbers": "yes"})):
        assert answer.status_code == 302
        assert answer["Location"] == "/sentier/b/l/"

    assert Person.objects.of(cast.mesange.organisation).get(pk=cast.mesange.pk).name == "Mésange"
    assert not queries.reach_of(cast.mesange).box
    assert queries.arrival_of(cast.mesange).done_on is None


def test_nor_can_it_be_written_about_her_by_the_coordinator(cast):
    for by in (cast.mesange, cast.kim):
        with pytest.raises(rules.LimitsFirst):
            actions.choose_name(by=by, person=cast.mesange, chosen_name="A")
        with pytest.raises(rules.LimitsFirst):
            actions.say_how_to_reach(by=by, person=cast.mesange, values={"hours": "lundi"})
        with pytest.raises(rules.LimitsFirst):
            actions.say_wishes(by=by, person=cast.mesange, values={"who": ["woman"]})


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "fr-ca",
            [
                "Ce qui ne peut pas toujours rester entre nous",
                "Ce que vous nous dites reste dans l’équipe. Chaque personne n’y voit que ce qu’il lui faut. Sans "
                "votre accord, nous n’en parlons ni à votre famille, ni à un employeur, ni à la police, "
                "ni à l’immigration.",
                "la loi peut nous obliger à avertir la protection de la jeunesse d’ici.",
                "vous pouvez demander le vôtre\u00a0: l’aide juridique d’ici.",
            ],
        ),
        (
            "en-ca",
            [
                "What we can’t always keep private",
                "Without your yes, we don’t tell your family, a boss, the police or immigration.",
                "the law may say we have to tell youth protection here.",
                "you can get your own: legal aid here.",
            ],
        ),
    ],
)
def test_she_reads_the_page_with_the_words_the_organisation_confirmed(cast, knock, language, sentences):
    actions.confirm_limits(
        by=cast.kim,
        province="QC",
        values={
            "child_protection_fr": "la protection de la jeunesse d’ici",
            "child_protection_en": "youth protection here",
            "legal_help_fr": "l’aide juridique d’ici",
            "legal_help_en": "legal aid here",
        },
    )
    cast.mesange.account.language = language

    page = knock(cast.mesange).get("/sentier/b/l/").content.decode()

    assert not [sentence for sentence in sentences if sentence not in page]


def test_one_letter_is_a_name_and_an_empty_one_is_told_kindly(cast, knock):
    actions.see_limits(by=cast.lou)
    client = knock(cast.lou)

    refused = client.post("/sentier/b/m/", {"chosen_name": " ", "pronoun": "they", "language": "en-ca"})
    assert refused.status_code == 422
    assert "Type a name to go on. Any name works, even one letter." in refused.content.decode()
    assert 'value="they"' in refused.content.decode()

    kept = client.post("/sentier/b/m/", {"chosen_name": "L", "language": "en-ca"})
    assert kept["Location"] == "/sentier/b/r/"
    assert Person.objects.of(cast.lou.organisation).get(pk=cast.lou.pk).name == "L"


def test_each_step_is_kept_on_its_own_and_stopping_keeps_it(cast, knock):
    actions.see_limits(by=cast.mesange)
    client = knock(cast.mesange)

    stopped = client.post("/sentier/b/s/", {"forms": ["walk"], "other_languages": "Kabyle, Wolof", "stop": ""})

    assert stopped["Location"] == "/sentier/"
    wishes = queries.wishes_of(cast.mesange)
    assert (wishes.forms, wishes.languages) == (["walk"], ["kabyle", "wolof"])
    assert wishes.waiting_since is not None
    again = client.get("/sentier/b/s/").content.decode()
    assert "kabyle, wolof" in again


def test_whoever_stops_is_never_held_back_by_a_form(cast, knock):
    actions.see_limits(by=cast.mesange)

    assert knock(cast.mesange).post("/sentier/b/m/", {"stop": ""})["Location"] == "/sentier/"


def test_skip_and_stop_are_as_easy_as_going_on(cast, knock):
    actions.see_limits(by=cast.lou)
    client = knock(cast.lou)

    for page in STEPS[:4]:
        html = client.get(page).content.decode()
        assert 'class="btn" name="go"' in html
        assert '<a class="btn alt"' in html
        assert '<button class="btn alt" name="stop">' in html


def test_the_end_says_who_does_what_by_when_and_the_organisation_owes_it(cast, knock):
    arrive(cast.lou)
    client = knock(cast.lou)

    client.post("/sentier/b/d/", {"go": ""})
    page = client.get("/sentier/b/d/").content.decode()

    hello = queries.hello_to(cast.lou)
    assert "Kim says hello by" in page
    (promise,) = open_promises(cast.lou.organisation)
    assert (promise.owner, promise.due) == (cast.kim, hello.before)

    knock(cast.kim).post(f"/sentier/b/w/{cast.lou.pk}/h/")
    assert not [*open_promises(cast.lou.organisation)]


def test_everything_can_be_changed_afterwards_one_by_one(cast, knock):
    arrive(cast.lou)
    actions.finish(by=cast.lou, person=cast.lou)
    client = knock(cast.lou)

    assert client.post("/sentier/b/r/", {"hours": "evenings"})["Location"] == "/sentier/b/p/"
    assert queries.reach_of(cast.lou).hours == "evenings"
    mine = client.get("/sentier/b/p/").content.decode()
    for address in ("/sentier/b/m/", "/sentier/b/r/", "/sentier/b/s/", "/sentier/c/", "/sentier/e/"):
        assert f'href="{address}"' in mine


def test_her_words_are_sealed_under_her_key(cast, django_db_blocker):
    arrive(cast.mesange)

    row = queries.reach_of(cast.mesange)
    assert b"matin" not in bytes(row.box)


def test_nobody_else_writes_in_her_place(cast):
    arrive(cast.mesange)

    for by in (cast.erable, cast.alize, cast.camille, cast.harper):
        with pytest.raises(rules.NotTheirs):
            actions.say_wishes(by=by, person=cast.mesange, values={"who": ["man"]})
