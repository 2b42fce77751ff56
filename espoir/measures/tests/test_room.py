"""A published questionnaire in an organisation: brought, switched on by the director, printed by the team."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from espoir.cores.scoring import Obstacle, catalogue, find
from espoir.logbook.models import Entry
from espoir.measures import actions, queries, wording
from espoir.measures.models import Measure
from espoir.measures.tests.scenes import WORDS, a_file, brought, on

pytestmark = pytest.mark.django_db
F = "/sentier/f/"


def said(response) -> str:
    return " ".join(response.content.decode().split())


def bring(client, code, language, content):
    file = SimpleUploadedFile("w.csv", content if isinstance(content, bytes) else content.encode())
    return client.post(f"{F}{code}/", {"language": language, "file": file})


# -- from the first click to the sheet --------------------------------------------------------------------------------


def test_the_director_brings_the_wording_switches_it_on_and_the_team_prints_it(cast, knock):
    assert "Aucun questionnaire n’est activé ici." in said(knock(cast.alize).get(f"{F}p/"))

    page = said(knock(cast.camille).get(f"{F}who5/"))
    assert "questionnaire 12 de la trousse" in page  # where to get it
    assert "Activer ce questionnaire" not in page

    assert bring(knock(cast.camille), "who5", "fr", a_file(find("who5"), "fr")).status_code == 302
    assert "Activer ce questionnaire" in said(knock(cast.camille).get(f"{F}who5/"))
    assert knock(cast.alize).get(f"{F}p/who5/").status_code == 404

    assert knock(cast.camille).post(f"{F}who5/o/").status_code == 302
    assert "Activé depuis le" in said(knock(cast.camille).get(f"{F}who5/"))
    assert f"{F}p/who5/" in said(knock(cast.alize).get(f"{F}p/"))
    sheet = said(knock(cast.alize).get(f"{F}p/who5/"))
    assert all(f"<p>{WORDS['fr']} {item}</p>" in sheet for item in range(1, 6))
    assert "Multipliez par 4." in sheet
    assert "Le total va de 0 à 100." in sheet
    assert "Hillerød" in sheet  # whom the terms ask to name

    knock(cast.camille).post(f"{F}who5/x/")
    assert knock(cast.alize).get(f"{F}p/who5/").status_code == 404
    assert "Activer ce questionnaire" in said(knock(cast.camille).get(f"{F}who5/"))  # its wording is still there


def test_the_sheet_says_how_each_scale_is_added_up(cast, knock):
    on(cast.camille, "proqol")
    sheet = said(knock(cast.alize).get(f"{F}p/proqol/?l=en"))
    assert "Add up your answers to 3, 6, 12, 16, 18, 20, 22, 24, 27 and 30." in sheet
    assert "First turn your answers to 1, 4, 15, 17 and 29 round: 1 becomes 5, 2 becomes 4, and so on." in sheet
    assert "10 to 22: low · 23 to 41: moderate · 42 to 50: high" in sheet
    assert "The Center for Victims of Torture, www.ProQOL.org" in sheet
    assert len(re.findall(rf"<p>{WORDS['en']} \d+</p>", sheet)) == 30


def test_each_sheet_speaks_one_language_and_leads_to_the_other(cast, knock):
    on(cast.camille)
    alize = knock(cast.alize)
    french, english = said(alize.get(f"{F}p/who5/")), said(alize.get(f"{F}p/who5/?l=en"))
    assert WORDS["fr"] in french
    assert WORDS["en"] not in french
    assert "?l=en" in french
    assert WORDS["en"] in english
    assert "Multiply by 4." in english
    assert alize.get(f"{F}p/who5/?l=de").status_code == 404


def test_a_sheet_that_is_here_in_one_language_is_shown_to_readers_of_the_other(cast, knock):
    on(cast.camille, languages=("en",))
    assert WORDS["en"] in said(knock(cast.alize).get(f"{F}p/who5/"))


# -- what cannot be switched on ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "obstacles"),
    [
        ("who5", (Obstacle.NO_WORDING,)),
        ("asku", (Obstacle.NO_TERMS, Obstacle.NO_WORDING)),
        ("cbi", (Obstacle.NO_KEY, Obstacle.NO_TERMS, Obstacle.NO_WORDING)),
        ("fasku", (Obstacle.NO_KEY, Obstacle.NO_WORDING)),
    ],
)
def test_it_cannot_be_switched_on_and_says_why_and_where_to_get_it(cast, knock, code, obstacles):
    with pytest.raises(actions.CannotBeOn) as refused:
        actions.switch_on(by=cast.camille, instrument=find(code))
    assert refused.value.obstacles == obstacles

    camille = knock(cast.camille)
    camille.post(f"{F}{code}/o/")
    assert not queries.switched_on(cast.camille.organisation)
    page = said(camille.get(f"{F}{code}/"))
    assert "Activer ce questionnaire" not in page
    with translation.override("fr-ca"):
        assert queries.card(cast.camille.organisation, code).where in page
    if code != "who5":
        assert "Pourquoi l’activer n’est pas possible" in page


def test_wording_is_not_even_taken_for_what_has_no_terms(cast, knock):
    bring(knock(cast.camille), "asku", "en", a_file(find("asku"), "en"))
    assert not Measure.objects.of(cast.camille.organisation).exists()
    with pytest.raises(actions.CannotBeOn):
        brought(cast.camille, "asku")


def test_terms_taken_off_file_switch_it_off_everywhere(cast, knock, monkeypatch):
    on(cast.camille)
    assert knock(cast.alize).get(f"{F}p/who5/").status_code == 200
    without = [type(each)(**{**vars(each), "terms": None}) for each in catalogue()]
    monkeypatch.setattr("espoir.measures.queries.catalogue", lambda: without)
    assert knock(cast.alize).get(f"{F}p/who5/").status_code == 404
    assert "It cannot be switched on" not in said(knock(cast.alize).get(f"{F}p/"))


# -- who ---------------------------------------------------------------------------------------------------------------


def test_only_the_director_brings_and_switches(cast, knock):
    on(cast.camille)
    for name in ("mesange", "alize", "dominique", "kim", "sacha", "andree", "jo"):
        client = knock(getattr(cast, name))
        assert [client.get(F).status_code, client.get(f"{F}who5/").status_code] == [404, 404]
        assert client.post(f"{F}who5/x/").status_code == 404
    assert [card.code for card in queries.switched_on(cast.camille.organisation)] == ["who5"]


def test_the_team_reads_the_sheets_and_nobody_else(cast, knock):
    on(cast.camille)
    for name in ("alize", "dominique", "kim", "sacha", "jo", "camille"):
        assert knock(getattr(cast, name)).get(f"{F}p/who5/").status_code == 200
    for name in ("mesange", "andree", "harper", "juniper"):
        assert knock(getattr(cast, name)).get(f"{F}p/who5/").status_code == 404


def test_another_organisation_has_its_own(cast, knock):
    on(cast.camille)
    assert not queries.switched_on(cast.harper.organisation)


def test_what_is_done_is_in_the_logbook_and_holds_no_value(cast):
    before = Entry.objects.everywhere(because="a test").count()
    on(cast.camille)
    assert Entry.objects.everywhere(because="a test").count() == before + 3


def test_the_wording_lies_sealed(cast):
    on(cast.camille)
    row = Measure.objects.of(cast.camille.organisation).get()
    assert WORDS["fr"].encode() not in bytes(row.__dict__["box"])
    assert row.wording["fr"]["items"]["1"] == f"{WORDS['fr']} 1"
    assert not any("answer" in field.name and field.name != "wording" for field in Measure._meta.get_fields())


# -- the file ----------------------------------------------------------------------------------------------------------

WHO5 = find("who5")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda text: text.replace("item,text", "a,b"), "La première ligne du fichier doit être"),
        (lambda text: text.replace("3,Énoncé inventé 3\n", ""), "Il manque"),
        (lambda text: text.replace("3,Énoncé inventé 3\n", "3,\n"), "Il manque"),
        (lambda text: text.replace("réponse 5,Énoncé inventé réponse 5\n", ""), "réponse 5"),
        (lambda text: text + "6,De trop\n", "6 n’est pas dans ce questionnaire"),
        (lambda text: text + "réponse 6,De trop\n", "réponse 6 n’est pas dans ce questionnaire"),
        (lambda text: text + "3,Encore\n", "3 y est deux fois"),
        (lambda text: text + "3,Un, deux\n", "a plus de deux cellules"),
        (lambda text: text.replace("Énoncé inventé 3", "x" * 601), "est trop longue"),
        (lambda text: text + '"', "ne se lit pas comme du CSV"),
        (lambda text: text.encode("latin-1"), "n’est pas du texte en UTF-8"),
        (lambda text: text + " " * wording.LIMIT, "est trop gros"),
        (lambda text: "", "Ce fichier est vide"),
    ],
)
def test_a_file_that_is_not_whole_gets_a_sentence_and_changes_nothing(cast, knock, change, sentence):
    with translation.override("fr-ca"):
        text = a_file(WHO5, "fr")
    answer = bring(knock(cast.camille), "who5", "fr", change(text))
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not Measure.objects.of(cast.camille.organisation).exists()


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("mark", [",", ";"])
def test_a_file_may_come_from_any_spreadsheet(start, mark):
    text = start + a_file(WHO5, "fr").replace(",", mark).replace("\n", "\r\n").replace("text", "Texte", 1)
    assert wording.parse(text.encode(), WHO5.key)["items"]["5"] == "Énoncé inventé 5"


def test_a_language_brought_again_replaces_that_one_alone(cast):
    brought(cast.camille)
    other = wording.parse(a_file(WHO5, "fr").replace("inventé", "changé").encode(), WHO5.key)
    row = actions.bring(by=cast.camille, instrument=WHO5, language="fr", wording=other)
    assert row.wording["fr"]["items"]["2"] == "Énoncé changé 2"
    assert row.wording["en"]["items"]["2"] == f"{WORDS['en']} 2"
