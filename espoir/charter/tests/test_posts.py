"""A whole post or a share of one: said by the organisation, and agreed by the person who holds it."""

from __future__ import annotations

from espoir.charter import actions, queries
from espoir.charter.texts import AT_FIRST
from espoir.organisations.promises import open_promises, owned_by


# SUPP-4
def test_a_share_of_a_mixed_post_is_said_disputed_put_right_and_agreed(cast, knock):
    door = knock(cast.camille)
    url = f"/sentier/g/o/{cast.alize.pk}/"
    answer = door.post(url, {"percent": "60", "rest": ""})
    assert answer.status_code == 422
    assert "Dites ce qu’est le reste du poste." in answer.content.decode()
    door.post(url, {"percent": "60", "rest": "Accueil"})

    door = knock(cast.alize)
    assert (
        "Le rôle fait 60\u00a0% du poste. Les autres 40\u00a0%\u00a0: Accueil"
        in door.get("/sentier/g/o/m/").content.decode()
    )
    assert "Mon poste" in door.get("/sentier/b/p/").content.decode()
    page = door.post("/sentier/g/o/y/", {"w": "n"}, follow=True).content.decode()
    assert f"{cast.camille.name} corrige cela avec vous pour le" in page
    assert [promise.url for promise in owned_by(cast.camille) if "/g/o/" in promise.url] == [url]

    knock(cast.camille).post(url, {"percent": "70", "rest": "Accueil"})
    assert not [promise for promise in open_promises(cast.kim.organisation) if "/g/o/" in promise.url]
    page = knock(cast.alize).post("/sentier/g/o/y/", {"w": "y"}, follow=True).content.decode()
    assert "70\u00a0%" in page
    assert "Vous dites la même chose." in page
    for person in (cast.noroit, cast.dominique, cast.sacha, cast.jo, cast.mesange):
        assert knock(person).get(url).status_code == 404
    assert "Les autres" not in knock(cast.noroit).get("/sentier/g/o/m/").content.decode()


def test_a_whole_post_has_no_rest(cast, knock):
    knock(cast.kim).post(f"/sentier/g/o/{cast.alize.pk}/", {"percent": "100", "rest": "Accueil"})

    assert queries.post_of(cast.alize).words == "Le rôle fait tout le poste."


def test_advising_on_how_we_work_is_inside_the_role_from_the_start():
    assert any("façons de faire de l’organisme" in line for line in AT_FIRST["does_fr"].splitlines())
    assert any("how the organization works" in line for line in AT_FIRST["does_en"].splitlines())


def test_any_two_versions_are_put_side_by_side(cast, knock):
    actions.write(by=cast.kim, texts=AT_FIRST)
    actions.write(by=cast.kim, texts={**AT_FIRST, "does_fr": AT_FIRST["does_fr"] + "\nJe rappelle."})
    actions.write(by=cast.kim, texts={**AT_FIRST, "does_fr": AT_FIRST["does_fr"] + "\nJe rappelle.\nJ’écris."})
    door = knock(cast.alize)

    beside_the_last = door.get("/sentier/g/v/3/").content.decode()
    beside_the_first = door.get("/sentier/g/v/3/?b=1").content.decode()
    backwards = door.get("/sentier/g/v/1/?b=3").content.decode()

    assert "<ins>J’écris.</ins>" in beside_the_last
    assert "<ins>Je rappelle.</ins>" not in beside_the_last
    assert "<ins>Je rappelle.</ins>" in beside_the_first
    assert "<del>Je rappelle.</del>" in backwards
    assert door.get("/sentier/g/v/3/?b=9").status_code == 200
    assert door.get("/sentier/g/v/9/").status_code == 404


def test_it_prints_in_both_languages(cast, knock):
    assert knock(cast.alize).get("/sentier/g/p/").status_code == 404  # nothing to print yet
    actions.write(by=cast.kim, texts=AT_FIRST)

    page = knock(cast.alize).get("/sentier/g/p/").content.decode()

    french, english = page.index('lang="fr-CA"><h2'), page.index('lang="en-CA"><h2')
    assert "J’écoute." in page[french:english]
    assert "Ce que je fais" in page[french:english]
    assert "I listen." in page[english:]
    assert "What I do" in page[english:]
