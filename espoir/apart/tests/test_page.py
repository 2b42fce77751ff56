"""The page is hers alone; a name that someone has and a name that nobody has look the same."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espoir.apart import actions, placement, queries
from espoir.logbook.models import Entry
from espoir.people import actions as people

HERS = "/sentier/e/"


@pytest.fixture
def mesange(cast):
    people.see_limits(by=cast.mesange)
    return cast.mesange


def blank(page: bytes) -> str:
    """What she sees, without the values that are new on every page."""
    return re.sub(r'(name="(once|csrfmiddlewaretoken)" value|name="line" value)="[^"]+"', "", page.decode())


@pytest.mark.parametrize("name", ["kim", "camille", "dominique", "sacha", "andree", "jo"])
def test_the_page_is_nobody_s_who_is_not_placed(cast, knock, mesange, name):
    actions.veto_name(by=mesange, name="Érable")
    client = knock(getattr(cast, name))

    assert client.get(HERS).status_code == 404
    for address in (HERS, "/sentier/e/a/", "/sentier/e/r/", "/sentier/e/k/"):
        assert client.post(address, {"name": "Lou"}).status_code == 404


def test_nobody_reads_what_she_wrote(cast, knock, mesange):
    actions.veto_name(by=mesange, name="Érable")
    actions.veto(by=mesange, person=cast.alize)
    people.see_limits(by=cast.erable)

    for other in (cast.erable, cast.alize, cast.noroit):
        page = knock(other).get(HERS).content.decode()
        assert '<p class="t">' not in page


def test_the_pages_of_the_one_who_is_named_do_not_change(cast, knock, mesange):
    people.see_limits(by=cast.erable)
    client = knock(cast.erable)
    before = [blank(client.get(page).content) for page in ("/sentier/", HERS, "/sentier/b/p/")]

    actions.veto_name(by=mesange, name="Érable")

    assert [blank(client.get(page).content) for page in ("/sentier/", HERS, "/sentier/b/p/")] == before
    assert not placement.is_whole([mesange, cast.erable], kind=placement.Kind.GROUP)


def test_a_name_that_nobody_has_looks_like_one_that_someone_has(cast, knock, mesange):
    client = knock(mesange)
    seen = {}
    for name in ("Érable", "Ortie."):  # as long as each other; nobody here is called the second
        before = Entry.objects.of(mesange.organisation).count()
        with CaptureQueriesContext(connection) as queries_made:
            page = client.post(HERS, {"name": name}, follow=True)
        lines = [
            (line.verb, line.who, line.what, bool(line.tag))
            for line in Entry.objects.of(mesange.organisation).order_by("seq")[before:]
        ]
        seen[name] = (blank(page.content).replace(name, "…"), len(queries_made), lines)
        for entry in queries.entries_of(mesange):
            actions.take_out(by=mesange, slot=entry.slot)

    assert seen["Érable"] == seen["Ortie."]


def test_no_list_of_peers_is_ever_shown(cast, knock, mesange):
    page = knock(mesange).get(HERS).content.decode()

    assert "Érable" not in page
    assert "Lou" not in page


def test_she_may_press_the_name_of_a_supporter_whose_card_is_out(cast, knock, mesange):
    people.write_profile(by=cast.alize, values={"is_open": True, "words": "…"})
    client = knock(mesange)
    page = client.get(HERS).content.decode()
    assert "Alizé" in page
    assert "Noroît" not in page

    client.post("/sentier/e/a/", {"person": cast.alize.pk})

    assert placement.offerable(mesange, [cast.alize, cast.noroit]) == [cast.noroit]


def test_a_supporter_who_would_rather_not_meet_her_is_not_among_the_names(cast, knock, mesange):
    people.write_profile(by=cast.alize, values={"is_open": True, "words": "…"})
    actions.veto(by=cast.alize, person=mesange)

    assert "Alizé" not in knock(mesange).get(HERS).content.decode()


def test_pressing_what_is_not_on_the_page_does_nothing(cast, knock, mesange):
    client = knock(mesange)
    for pk in (cast.noroit.pk, cast.juniper.pk, cast.erable.pk, "…"):
        client.post("/sentier/e/a/", {"person": pk})

    assert queries.entries_of(mesange) == []


def test_a_supporter_writes_hers_too_and_takes_it_out(cast, knock):
    client = knock(cast.alize)
    client.post(HERS, {"name": "mesange"})
    assert placement.offerable(cast.mesange, [cast.alize]) == []

    (entry,) = queries.entries_of(cast.alize)
    client.post("/sentier/e/r/", {"line": entry.slot})
    assert placement.offerable(cast.mesange, [cast.alize]) == [cast.alize]


def test_she_sees_the_limits_before_she_writes_here(cast, knock):
    assert knock(cast.lou).get(HERS)["Location"] == "/sentier/b/l/"
    assert knock(cast.lou).post(HERS, {"name": "A"})["Location"] == "/sentier/b/l/"
    assert queries.entries_of(cast.lou) == []


def test_a_line_that_is_not_a_line_is_left_alone(cast, knock, mesange):
    assert knock(mesange).post("/sentier/e/r/", {"line": "zz"}).status_code == 302


@pytest.mark.parametrize(("language", "words"), [("fr-ca", "Personnes à éviter"), ("en-ca", "People to avoid")])
def test_both_languages_never_say_safe(mesange, knock, language, words):
    mesange.account.language = language
    page = knock(mesange).get(HERS).content.decode()

    assert words in page
    assert not re.search(r"\bsafe\b|sécuritaire|\bmatch|résultat de|why", page)
