"""The role charter: written in both languages, read, agreed to, and changed in the open."""

from __future__ import annotations

import pytest

from espoir.charter import actions, queries
from espoir.charter.models import Charter
from espoir.charter.texts import AT_FIRST


@pytest.fixture
def first(cast):
    return actions.write(by=cast.kim, texts=AT_FIRST)


def test_the_first_words_are_there_in_both_languages(cast, knock):
    page = knock(cast.kim).get("/sentier/g/e/").content.decode()

    assert "J’écoute." in page
    assert "I listen." in page


def test_each_language_says_as_much_as_the_other():
    for part in ("does", "does_not", "ask_first", "turn_to"):
        french, english = AT_FIRST[f"{part}_fr"].splitlines(), AT_FIRST[f"{part}_en"].splitlines()
        assert len(french) == len(english) <= 7
        assert all(line.endswith(".") for line in french + english)


# SUPP-4
def test_all_who_work_beside_the_role_agree_and_then_it_is_agreed(cast, knock, first):
    concerned = {cast.alize, cast.noroit, cast.dominique, cast.kim, cast.camille, cast.sacha, cast.jo}
    assert set(queries.still_to_agree(cast.kim.organisation)) == concerned
    assert not queries.is_agreed(cast.kim.organisation)

    for person in concerned:
        knock(person).post("/sentier/g/a/", {"version": first.version})

    assert queries.is_agreed(cast.kim.organisation)
    assert "Toute l’équipe a dit oui" in knock(cast.kim).get("/sentier/g/").content.decode()


def test_another_version_is_read_and_agreed_to_again(cast, knock, first):
    actions.agree(by=cast.alize)
    texts = {**AT_FIRST, "does_fr": AT_FIRST["does_fr"] + "\nJe rappelle dans la semaine."}

    knock(cast.kim).post("/sentier/g/e/", texts)

    second = queries.current(cast.kim.organisation)
    assert second.version == 2
    assert cast.alize in queries.still_to_agree(cast.kim.organisation)
    page = knock(cast.alize).get("/sentier/g/v/2/").content.decode()
    assert "<ins>Je rappelle dans la semaine.</ins>" in page
    assert "<ins>J’écoute" not in page


def test_the_same_words_make_no_new_version(cast, knock, first):
    knock(cast.kim).post("/sentier/g/e/", {name: text.replace("\n", "\r\n") for name, text in AT_FIRST.items()})

    assert Charter.objects.of(cast.kim.organisation).count() == 1


def test_a_yes_to_an_older_version_is_not_counted(cast, knock, first):
    actions.write(by=cast.kim, texts={**AT_FIRST, "does_en": "I listen."})

    answer = knock(cast.alize).post("/sentier/g/a/", {"version": "1"}, follow=True)

    assert "Les mots ont changé" in answer.content.decode()
    assert not queries.has_agreed(cast.alize)


def test_saying_yes_twice_is_saying_it_once(cast, first):
    assert actions.agree(by=cast.alize) == actions.agree(by=cast.alize)


def test_a_part_left_empty_is_asked_for_and_the_rest_is_kept(cast, knock):
    answer = knock(cast.kim).post("/sentier/g/e/", {**AT_FIRST, "turn_to_en": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Écrivez au moins une ligne" in page
    assert "I listen." in page


@pytest.mark.parametrize(("language", "words"), [("fr-ca", "J’écoute."), ("en-ca", "I listen.")])
def test_each_reads_it_in_her_language(cast, knock, first, language, words):
    cast.mesange.account.language = language

    page = knock(cast.mesange).get("/sentier/g/").content.decode()

    assert words in page
    assert "/sentier/g/a/" not in page  # the one supported reads it, and is not asked to agree


def test_only_who_sets_up_changes_it(cast, knock, first):
    for person in (cast.mesange, cast.alize, cast.dominique, cast.sacha, cast.andree, cast.jo):
        assert knock(person).get("/sentier/g/e/").status_code == 404
    assert knock(cast.mesange).post("/sentier/g/a/").status_code == 404
    assert knock(cast.harper).get("/northgate/g/v/1/").status_code == 404


def test_today_invites_until_she_has_agreed(cast, knock, first):
    assert "Lire la charte" in knock(cast.alize).get("/sentier/").content.decode()

    actions.agree(by=cast.alize)

    assert "Lire la charte" not in knock(cast.alize).get("/sentier/").content.decode()
