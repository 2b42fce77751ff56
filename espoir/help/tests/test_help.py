"""Help is one tap away on every page, and says what each thing does, and what it does not."""

import re

import pytest

from espoir.help.roles import PAGES
from espoir.safety import actions
from espoir.safety.lines import help_lines

EVERYONE = ["mesange", "alize", "dominique", "kim", "camille", "sacha", "andree", "jo"]
NEUTRAL = re.compile(
    r"\btraite\b|trafi(c|qu)|exploit|prostitu|proxén|surviv|victim|agress|violen|abus|refuge|sauver|"
    r"assault|shelter|rescue|\bpairs?\b|\bpeers?\b|espoir",
    re.IGNORECASE,
)


def words(answer):
    page = re.sub(r"<(link|script|input)[^>]*>|<!--.*?-->", "", answer.content.decode())
    return re.sub(r'href="[^"]*"|action="[^"]*"', "", page)


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
@pytest.mark.parametrize("someone", EVERYONE)
def test_everyone_finds_whom_to_call_and_what_to_do(cast, knock, someone, language):
    actions.write_protocol(by=cast.kim, on_call=cast.dominique, phone="514 555-0142")
    person = getattr(cast, someone)
    person.account.language = language

    page = words(knock(person).get("/sentier/h/"))

    first_step = "Danger right now? Call 9-1-1." if language == "en-ca" else "Du danger maintenant? Appelez le 9-1-1."
    for said in ("9-1-1", "9-8-8", "514 555-0142", first_step):
        assert said in page
    assert ("Something happened" if language == "en-ca" else "Quelque chose est arrivé") in page
    assert not NEUTRAL.search(page)


def test_each_line_says_on_what_day_it_was_checked(cast, knock):
    page = words(knock(cast.mesange).get("/sentier/h/"))

    assert page.count("Vérifié le") == len(help_lines())
    assert "1\u00a0833\u00a0900-1010" in page


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
@pytest.mark.parametrize("letter", [page.letter for page in PAGES])
def test_each_role_has_its_page_in_both_languages(cast, knock, letter, language):
    cast.mesange.account.language = language

    answer = knock(cast.mesange).get(f"/sentier/h/{letter}/")

    assert answer.status_code == 200
    assert words(answer).count("<h2>") >= 3
    assert not NEUTRAL.search(words(answer))
    assert ("What" in words(answer)) == (language == "en-ca")


def test_her_own_page_comes_first(cast, knock):
    page = words(knock(cast.alize).get("/sentier/h/"))

    assert page.index("Quand je soutiens des gens") < page.index("Ce que les autres font et voient")


def test_a_page_that_does_not_exist_is_not_there(cast, knock):
    assert knock(cast.mesange).get("/sentier/h/supporter/").status_code == 404
    assert knock(cast.harper).get("/sentier/h/").status_code == 404
    assert knock(cast.harper).get("/sentier/h/p/").status_code == 404


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr-ca", "Ce bouton n’efface pas l’historique\u00a0: l’adresse de ce site peut y rester."),
        ("en-ca", "It does not erase your history: this site’s address may still be there."),
    ],
)
def test_quick_exit_is_explained_to_anyone_with_its_limits(db, client, language, said):
    client.cookies["l"] = language

    answer = client.get("/y/d/")

    assert said in answer.content.decode()
    assert not NEUTRAL.search(words(answer))


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_full_names_stand_only_on_the_page_opened_on_purpose(db, client, language):
    client.cookies["l"] = language

    page = client.get("/y/l/").content.decode()

    for line in help_lines():
        assert (line.name_fr if language == "fr-ca" else line.name_en) in page
    assert re.search(r"<title>(Aide|Help) – Carnet</title>", page)
