"""Nothing on her page is a result: not whether anyone has a name she typed, not what anyone else wrote."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espoir import clock
from espoir.apart import actions, keeper, queries
from espoir.apart.tests.scenes import HERS, MONDAY, NAME, PHONE, blank, only_line, page_of
from espoir.logbook.models import Entry
from espoir.people import actions as people

pytestmark = pytest.mark.usefixtures("on_a_monday")


def test_a_name_that_nobody_has_looks_like_one_that_someone_has(cast, knock, mesange):
    client = knock(mesange)
    seen = {}
    for name in ("Érable", "Ortie."):  # as long as each other; nobody here is called the second
        before = Entry.objects.of(mesange.organisation).count()
        with CaptureQueriesContext(connection) as queries_made:
            page = client.post(HERS, {**NAME, "words": name}, follow=True)
        line = only_line(mesange)
        inside = client.get(f"/sentier/e/l/{line.slot}/")
        lines = [
            (line.verb, line.who, line.what, bool(line.tag))
            for line in Entry.objects.of(mesange.organisation).order_by("seq")[before:]
        ]
        pages = [blank(each.content).replace(name, "…") for each in (page, inside)]
        seen[name] = (pages, len(queries_made), lines)
        actions.take_everything_out(by=mesange)

    assert seen["Érable"] == seen["Ortie."]


def test_her_pages_are_the_same_bytes_whatever_others_wrote(cast, knock, mesange):
    """Two worlds that differ only in what others wrote: about her, with her words, or nothing."""
    client = knock(mesange)
    client.post(HERS, {**NAME, "words": "Alizé"})
    client.post(HERS, PHONE)
    slot = queries.shown_to(mesange)[0].slot
    client.get(HERS)  # reads the sentence that it is kept
    paths = (HERS, f"/sentier/e/l/{slot}/", "/sentier/e/x/", "/sentier/", "/sentier/b/p/", "/sentier/e/p/")

    def world():
        with clock.at(MONDAY + timedelta(days=9)), CaptureQueriesContext(connection) as asked:
            return [blank(client.get(path).content) for path in paths], len(asked)

    before = world()
    actions.veto_name(by=cast.alize, name="Mésange")
    actions.write(by=cast.erable, **PHONE)
    actions.write(by=cast.noroit, kind="person", words="Mésange")
    keeper.choose_then(queries.someone(cast.alize), keeper.Then.CHANGE)

    assert world() == before


def test_no_name_of_anyone_here_is_listed(cast, knock, mesange):
    people.write_profile(by=cast.alize, values={"is_open": True, "words": "…"})
    page = page_of(knock(mesange))

    for name in ("Érable", "Lou", "Alizé", "Noroît"):
        assert name not in page


def test_reading_the_page_asks_no_placement_question(knock, mesange, monkeypatch):
    def no(*args, **kwargs):
        raise AssertionError("a placement question")

    for question in ("offerable", "joinable", "is_whole"):
        monkeypatch.setattr(keeper, question, no)
    client = knock(mesange)
    client.post(HERS, NAME)

    assert client.get(HERS).status_code == 200


def test_a_name_typed_in_advance_is_not_kept_before_she_presses(cast, knock, mesange):
    answer = knock(mesange).post("/sentier/e/n/", {"words": "Alizé"})

    assert 'value="Alizé"' in answer.content.decode()
    assert f'action="{HERS}"' in answer.content.decode()
    assert "Rien n’est encore gardé." in answer.content.decode()
    assert "Rien n’est encore gardé." not in page_of(knock(mesange))
    assert queries.shown_to(mesange) == []
