"""Colleagues learn the role in ten minutes: five pages, nothing to answer, nothing that marks anyone."""

from __future__ import annotations

import pytest

from espoir.charter import actions, queries
from espoir.charter.models import Reading
from espoir.charter.texts import AT_FIRST
from espoir.ui.tests.reading import as_seen


# ORG-2
def test_a_colleague_reads_five_pages_and_only_that_is_kept(cast, knock):
    actions.write(by=cast.kim, texts=AT_FIRST)
    actions.agree(by=cast.jo)
    door = knock(cast.jo)
    assert "Le rôle en dix minutes" in door.get("/sentier/").content.decode()

    pages = [door.get(f"/sentier/g/l/{leaf}/").content.decode() for leaf in (1, 2, 3, 4, 5)]
    assert "Avant d’interpréter à un rendez-vous officiel" in pages[2]  # the answer comes from the charter
    assert "Je ne fais pas d’enquête" in pages[3]
    assert "Ni réponse ni note" in pages[4]
    assert door.get("/sentier/g/l/6/").status_code == 404
    assert not any('type="radio"' in page for page in pages)
    door.post("/sentier/g/l/y/")

    assert "Le rôle en dix minutes" not in door.get("/sentier/").content.decode()
    assert {field.name for field in Reading._meta.concrete_fields} == {"id", "organisation", "person", "on"}


def test_who_sets_up_reads_how_many_and_the_names_of_those_to_invite_only(cast, knock):
    actions.write(by=cast.kim, texts=AT_FIRST)
    for person in queries.those_concerned(cast.kim.organisation):
        actions.agree(by=person)
    actions.finish_reading(by=cast.jo)
    actions.finish_reading(by=cast.jo)

    readers = queries.readers(cast.kim.organisation)
    assert readers.have_read == 1
    assert readers.in_all == 5
    assert {person.name for person in readers.still} == {"Dominique", "Kim", "Camille", "Sacha"}
    page = as_seen(knock(cast.camille).get("/sentier/g/").content)
    assert "Dans les autres fonctions, ont lu ces pages\u00a0: 1 sur 5." in page
    assert cast.jo.name not in page.split("<main")[1]
    assert "ont lu ces pages" not in knock(cast.jo).get("/sentier/g/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("fr-ca", "L’interprète vient d’annuler"), ("en-ca", "The interpreter has cancelled")]
)
def test_each_reads_it_in_her_language(cast, knock, language, words):
    cast.jo.account.language = language

    assert words in knock(cast.jo).get("/sentier/g/l/3/").content.decode()
