"""Once it was told: the steps of the sheet, the moment of the same day, her words, her end."""

from datetime import timedelta

import pytest

from espoir import clock
from espoir.organisations.promises import owned_by
from espoir.safety import actions, hers, rules
from espoir.ui.tests.reading import as_seen


@pytest.fixture
def incident(cast):
    return actions.report(by=cast.alize, to=cast.sacha, what="line", words="Premiers mots")


def read(knock, person, path):
    answer = knock(person).get(path)
    assert answer.status_code == 200
    return as_seen(answer.content)


def follow(incident):
    return f"/sentier/d/n/{incident.pk}/"


def work(incident):
    return f"/sentier/d/w/{incident.pk}/"


# SAFE-3
def test_it_opens_with_the_steps_of_the_sheet_and_she_reads_who_did_each(cast, knock):
    actions.write_protocol(by=cast.kim, on_call=None, phone="", after_fr="Écouter\nAgir", after_en="Listen\nAct")
    incident = actions.report(by=cast.alize, to=cast.sacha, what="line")
    actions.write_protocol(by=cast.kim, on_call=None, phone="", after_fr="Autre", after_en="Other")  # not for this one
    assert "Écouter" in read(knock, cast.alize, follow(incident))
    [owed] = [one for one in owned_by(cast.sacha) if "étapes" in one.words]
    assert owed.due
    assert owed.due > clock.today()

    assert knock(cast.sacha).post(work(incident) + "s/0/", {"s": "done"}).status_code == 302
    assert knock(cast.sacha).post(work(incident) + "s/1/", {"s": "aside"}).status_code == 302
    for part, said in (("s/2/", "done"), ("s/0/", "later")):
        assert knock(cast.sacha).post(work(incident) + part, {"s": said}).status_code == 404
    assert knock(cast.alize).post(work(incident) + "s/0/", {"s": "done"}).status_code == 404

    page = read(knock, cast.alize, follow(incident))
    assert "Fait. Sacha" in page
    assert "Laissé de côté cette fois. Sacha" in page
    assert not [one for one in owned_by(cast.sacha) if "étapes" in one.words]
    cast.alize.account.language = "en-ca"
    assert "Listen" in read(knock, cast.alize, follow(incident))


def test_the_sheet_takes_as_many_steps_in_both_languages(cast, knock):
    asked = {"on_call": cast.sacha.pk, "phone": "555-0199", "steps_fr": "Un", "steps_en": "One", "after_fr": "Un\nDeux"}
    answer = knock(cast.kim).post("/sentier/d/e/", {**asked, "after_en": "One"})
    assert answer.status_code == 422
    assert "autant d’étapes" in answer.content.decode()
    assert knock(cast.kim).post("/sentier/d/e/", {**asked, "after_en": "One\nTwo"}).status_code == 302
    assert "Ce que nous faisons quand vous nous le dites" in read(knock, cast.mesange, "/sentier/d/")


def test_a_moment_is_owed_the_same_day_and_its_answer_is_hers(cast, knock, incident):
    moment = follow(incident) + "m/"
    assert "Sacha vous doit un moment aujourd’hui." in read(knock, cast.alize, follow(incident))
    knock(cast.sacha).post(work(incident) + "m/", {"w": "offered"})
    assert not [one for one in owned_by(cast.sacha) if "moment" in one.words]

    for wrong in ("", (clock.today() - timedelta(days=1)).isoformat()):
        assert knock(cast.alize).post(moment, {"w": "other", "on": wrong}).status_code == 422
    day = clock.today() + timedelta(days=3)
    assert knock(cast.alize).post(moment, {"w": "other", "on": day.isoformat()}).status_code == 302
    assert ("Prendre un moment ensemble", day) in [(one.words, one.due) for one in owned_by(cast.sacha)]
    with pytest.raises(rules.MomentOwed):
        actions.end(incident, by=cast.sacha, words="Fini")

    knock(cast.sacha).post(work(incident) + "m/")  # taken, says Sacha …
    assert knock(cast.alize).post(moment, {"w": "today"}).status_code == 302  # … and it was not
    assert knock(cast.alize).post(moment, {"w": "none"}).status_code == 302
    assert "Pas de moment : c’est son choix".replace(" :", "\u00a0:") in read(knock, cast.sacha, work(incident))
    actions.end(incident, by=cast.sacha, words="Fini")


def test_when_the_day_went_by_it_is_the_organisation_that_is_sorry(cast, knock, incident):
    with clock.at(clock.now() + timedelta(days=1)):
        assert "Nous ne l’avons pas fait. Nous nous en excusons." in read(knock, cast.alize, follow(incident))


def test_she_adds_and_corrects_until_the_end_and_answers_after_it(cast, knock, incident):
    assert knock(cast.alize).post(follow(incident) + "a/", {"a-words": "Un mot de plus"}).status_code == 302
    assert knock(cast.alize).post(follow(incident) + "a/", {"a-words": ""}).status_code == 302
    assert "Un mot de plus" in read(knock, cast.sacha, work(incident))

    said = {"what": "crisis", "when": "yesterday", "words": "Autrement", "added_0": ""}
    assert knock(cast.alize).post(follow(incident) + "c/", {**said, "what": ""}).status_code == 422
    assert knock(cast.alize).post(follow(incident) + "c/", said).status_code == 302
    page = read(knock, cast.sacha, work(incident))
    assert "Autrement" in page
    assert "Corrigé depuis l’envoi." in page
    assert not [gone for gone in ("Premiers mots", "Un mot de plus") if gone in page]

    actions.moment_taken(incident, by=cast.sacha)
    actions.end(incident, by=cast.sacha, words="La serrure est changée")
    assert knock(cast.alize).get(follow(incident) + "c/").status_code == 404
    assert knock(cast.alize).post(follow(incident) + "a/", {"a-words": "Merci, mais"}).status_code == 302
    assert "Merci, mais" in read(knock, cast.sacha, work(incident))


def test_the_end_is_hers_to_confirm_or_to_refuse(cast, knock, incident):
    assert knock(cast.alize).post(follow(incident) + "f/").status_code == 404
    actions.moment_taken(incident, by=cast.sacha)
    actions.end(incident, by=cast.sacha, words="La serrure est changée")
    assert "Est-ce fini pour vous?" in read(knock, cast.alize, follow(incident))
    assert knock(cast.alize).post(follow(incident) + "f/").status_code == 302
    assert "La personne dit que c’est fini." in read(knock, cast.sacha, work(incident))

    assert knock(cast.alize).post(follow(incident) + "o/", {"a-words": "Cela recommence"}).status_code == 302
    page = read(knock, cast.sacha, work(incident))
    assert "Cela recommence" in page
    assert "La personne dit que c’est fini." not in page


def test_nobody_but_her_says_it_otherwise(cast, knock, incident):
    for someone in (cast.sacha, cast.kim, cast.noroit, cast.andree):
        door = knock(someone)
        assert door.get(follow(incident) + "c/").status_code == 404
        for part in ("a/", "c/", "f/", "o/", "m/", "y/0/"):
            assert door.post(follow(incident) + part).status_code == 404
    hers.add(incident, by=cast.alize, words="Encore")
    incident.refresh_from_db()
    assert [one["words"] for one in incident.added] == ["Encore"]
