"""WHO-5 and ProQOL in her journal: the publisher's rule, or no total; her own words for what it asks about."""

from __future__ import annotations

import pytest

from espoir.measures.actions import switch_off
from espoir.measures.tests.scenes import on
from espoir.wellbeing import actions, queries, results
from espoir.wellbeing.tests.objects import begins
from espoir.wellbeing.tests.test_journal import W, opens, text

WORN = {1: 1, 4: 1, 15: 1, 17: 1, 29: 1, 8: 5, 10: 5, 19: 5, 21: 5, 26: 5}  # the five reversed and the five others


def answers(given: dict[int, int]) -> dict[str, str]:
    return {f"q{item}": str(answer) for item, answer in given.items()}


# SUPP-10
def test_she_fills_in_what_the_organisation_switched_on_and_reads_it_in_words(cast, knock):
    who5 = on(cast.camille)
    book = begins(cast.alize)
    door = knock(cast.alize)
    opens(door)
    page = text(door.get(f"{W}m/who5/"))
    assert page.count("<fieldset") == 5
    assert "Énoncé inventé 5" in page
    assert "Made-up line" in text(door.get(f"{W}m/who5/?l=en"))
    nothing = door.post(f"{W}m/who5/", {})
    assert nothing.status_code == 422

    said = text(door.post(f"{W}m/who5/", answers(dict.fromkeys(range(1, 6), 3)), follow=True))
    assert "60, sur une échelle de 0 à 100" in said
    assert "Le repère d’origine est 50\u00a0: votre total est au-dessus." in said
    assert "Un total n’est pas un diagnostic" in said
    assert results.shown(queries.entries(book)[0])["scores"] == {"wellbeing": [60, 0]}
    assert "answers" not in results.shown(queries.entries(book)[0])  # no single answer ever leaves the journal
    said = text(door.post(f"{W}m/who5/", answers(dict.fromkeys(range(1, 6), 2)), follow=True))
    assert "votre total n’est pas au-dessus" in said
    assert 'href="/sentier/m/n/"' in said  # what could help: she alone follows it
    assert 'href="/sentier/h/"' in said

    short = text(door.post(f"{W}m/who5/", answers({1: 3, 2: 3}), follow=True))
    assert "il manque 3 réponses, et il en faut 5" in short
    assert "échelle" not in short

    switch_off(by=cast.camille, instrument=who5)
    assert door.get(f"{W}m/who5/").status_code == 404
    home = text(door.get(W))
    assert "seule la direction peut activer" in home
    assert home.count("Indice de bien-être WHO-5") == 3  # what she filled in stays hers


def test_burnout_and_what_stays_with_her_are_told_apart_by_the_publisher_s_own_marks(cast, knock):
    on(cast.camille, "proqol", ("fr",))
    begins(cast.alize)
    door = knock(cast.alize)
    opens(door)
    given = {item: WORN.get(item, 1) for item in range(1, 31)}
    page = text(door.post(f"{W}m/proqol/", answers(given), follow=True))
    worn, stays = page.index("Épuisement professionnel"), page.index("Stress traumatique secondaire")
    assert "50, sur une échelle de 10 à 50" in page[worn:stays]
    assert "Selon les repères d’origine\u00a0: élevé" in page[worn:stays]
    assert "L’usure qui vient du travail" in page[worn:stays]
    assert "Selon les repères d’origine\u00a0: faible" in page[stays:]
    assert "De la fatigue, ou de l’épuisement?" in page

    del given[8]
    page = text(door.post(f"{W}m/proqol/", answers(given), follow=True))
    worn, stays = page.index("Épuisement professionnel"), page.index("Stress traumatique secondaire")
    assert "Il n’y a pas de total" in page[worn:stays]
    assert "10, sur une échelle" in page[stays:]


@pytest.mark.parametrize(("value", "band"), [(22, "faible"), (23, "moyen"), (41, "moyen"), (42, "élevé")])
def test_the_marks_are_where_the_publisher_put_them(value, band):
    shown = {"kind": "proqol@5", "on": "2026-11-20", "scores": {"burnout": [value, 0]}}
    assert str(results.in_words(shown).parts[0].band).endswith(band)


def test_answers_to_another_version_are_never_added_up(cast):
    book = begins(cast.alize)
    leaf = actions.fill_in(book, kind="proqol@4", answers={1: 3})
    result = results.of(queries.entry(book, leaf.pk))
    assert [str(part.said) for part in result.parts] == ["Sa règle n’est plus ici\u00a0: il n’y a pas de total."]


def test_nothing_can_be_filled_in_that_is_not_switched_on(cast, knock):
    begins(cast.alize)
    on(cast.camille, "sps10")  # for others than her
    door = knock(cast.alize)
    opens(door)
    assert door.get(f"{W}m/who5/").status_code == door.get(f"{W}m/sps10/").status_code == 404
    assert "seule la direction peut activer" in text(door.get(W))
    assert "Voir les questionnaires" not in text(door.get(W))
    begins(cast.camille)
    door = knock(cast.camille)
    opens(door)
    assert "Voir les questionnaires" in text(door.get(W))
