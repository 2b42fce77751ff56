"""From the card of a study to a page of her own: nothing is kept of her device, and nothing before she presses."""

import re
from datetime import timedelta
from io import BytesIO

import time_machine
from django.test import Client
from docx import Document

from espoir import clock
from espoir.accounts.models import Session
from espoir.consultations import actions
from espoir.consultations.models import Consent, Contribution, Identity, Participant
from espoir.consultations.tests.scenes import (
    HOME,
    code_on,
    her_door,
    open_study,
    queries_needed,
    says_yes,
    takes_part,
    writes,
)
from espoir.research import editions
from espoir.research.models import Edition
from espoir.research.tests.objects import a_study, the_supporters

EDITIONS = re.compile(r'name="editions" value="([^"]+)"')


def read(answer) -> str:
    text: str = answer.content.decode()
    return text


# RES-2
def test_she_reads_everything_first_without_a_cookie_in_either_language(cast):
    study = open_study(cast)
    audience, door = the_supporters(study), Client()
    card = f"/z/{study.card}/"
    for page in (card, f"{card}{audience.pk}/", f"{card}{audience.pk}/q/"):
        for language, sign in (("fr-ca", 'lang="fr-CA"'), ("en-ca", 'lang="en-CA"')):
            answer = door.get(page, {"l": language})
            assert answer.status_code == 200
            assert sign in read(answer)
            assert not answer.cookies
    assert "Personne de soutien" in read(door.get(card, {"l": "fr-ca"}))
    assert "Person from an organization" in read(door.get(card, {"l": "en-ca"}))
    assert not Session.objects.exists()
    assert not Participant.objects.of(study.organisation).exists()


def test_a_study_that_is_not_open_takes_nobody(cast):
    study = a_study(cast, state="prepared")
    assert Client().get(f"/z/{study.card}/").status_code == 404
    assert Client().get("/z/" + "2" * 24 + "/").status_code == 404


# RES-2, RES-3
def test_from_the_card_to_answers_that_are_sent(cast):
    study = open_study(cast)
    audience, door = the_supporters(study), Client()
    begin = f"/z/{study.card}/{audience.pk}/b/?w=written&l=fr-ca"
    assert "b/" in begin
    assert door.get(begin).status_code == 200
    words = code_on(read(door.post(begin)))
    assert len(words.split()) == 7
    her = Participant.objects.of(study.organisation).get()
    assert her.name == "P-01"
    assert words not in her.code

    home = read(door.get(HOME))
    assert "P-01" in home
    assert "P-01" in read(her_door(words.upper().replace(" ", "-")).get(HOME))  # however it is typed
    assert door.get("/z/p/w/")["Location"] == "/z/p/a/"  # first her yes

    page = read(door.get("/z/p/a/"))
    assert " checked" not in page  # none ticked beforehand
    statements = Edition.objects.of(study.organisation).filter(kind="consent", language="fr-ca", audience=audience)[0]
    needed = [part["code"] for part in queries_needed(statements)]
    assert len(needed) == 7
    ticks = {f"s_{code}": "on" for code in needed} | {"editions": EDITIONS.findall(page)[0]}
    missing = door.post("/z/p/a/", {**ticks, "s_free": "", "name": "Avril", "copy": "here"})
    assert missing.status_code == 422
    assert 'value="Avril"' in read(missing)  # what was typed is still there
    assert not Consent.objects.of(study.organisation).exists()

    door.post("/z/p/a/", {**ticks, "name": "Avril", "copy": "here"})
    consent = Consent.objects.of(study.organisation).get()
    assert set(consent.agreed) == set(needed)
    assert (consent.transcription, consent.quotations) == (False, False)  # the seven imply neither
    assert Identity.objects.of(study.organisation).get().name == "Avril"
    copy = door.get("/z/p/a/document.pdf")
    assert copy.content.startswith(b"%PDF")

    questions = Edition.objects.of(study.organisation).filter(kind="questions", language="fr-ca", audience=audience)[0]
    first, second = (part["code"] for part in questions.parts[:2])
    too_long = door.post("/z/p/w/", {f"q_{first}": "Un mot", f"q_{second}": "a" * 10_001})
    assert too_long.status_code == 422
    assert "Un mot" in read(too_long)
    door.post("/z/p/w/", {f"q_{first}": "Du temps pour soi."})
    assert "Du temps pour soi." in read(door.get("/z/p/w/"))
    door.post("/z/p/w/2/", {f"q_{second}": "Une personne à appeler."})
    hers = Contribution.objects.of(study.organisation).get()
    assert hers.answers == {first: "Du temps pour soi.", second: "Une personne à appeler."}
    assert hers.sent_on is None
    assert "Du temps pour soi." in read(door.get("/z/p/w/s/"))
    door.post("/z/p/w/s/")
    hers.refresh_from_db()
    assert hers.sent_on == clock.today()
    assert hers.questions == questions


def test_the_form_goes_out_and_comes_back(cast):
    study = open_study(cast)
    her, words = takes_part(study)
    says_yes(her)
    door = her_door(words)
    form = Document(BytesIO(door.get("/z/p/w/d/document.docx").content))
    form.tables[0].rows[0].cells[0].text = "Du temps, écrit ailleurs."
    back = BytesIO()
    form.save(back)
    back.seek(0)
    back.name = "document.docx"
    assert door.post("/z/p/w/i/", {"file": back})["Location"] == "/z/p/w/"
    assert list(Contribution.objects.of(study.organisation).get().answers.values()) == ["Du temps, écrit ailleurs."]
    other = BytesIO(b"not a form")
    other.name = "document.docx"
    refused = door.post("/z/p/w/i/", {"file": other})
    assert refused.status_code == 422
    assert "DOCX" in read(refused)
    assert "Du temps, écrit ailleurs." in read(refused)


def test_her_session_rests_and_ends_like_the_others(cast):
    study = open_study(cast)
    _her, words = takes_part(study)
    door = her_door(words)
    page = door.get(HOME)
    assert "no-store" in page["Cache-Control"]
    assert f'data-closed="/z/o/z/{study.organisation.idle_minutes}/"' in read(page)
    with time_machine.travel(clock.machine() + timedelta(minutes=21)):
        assert door.get(HOME)["Location"] == f"/z/o/z/{study.organisation.idle_minutes}/"
    assert door.get(HOME)["Location"] == "/z/"
    door = her_door(words)
    assert door.post("/z/o/")["Location"] == "/z/o/b/"
    assert door.get(HOME)["Location"] == "/z/"
    study.organisation.exit_url = "https://example.org/recipes"
    study.organisation.save()
    door = her_door(words)
    assert "url=https://example.org/recipes" in read(door.get("/x/m/"))  # quick exit, without a script
    assert door.get(HOME)["Location"] == "/z/"
    door = her_door(words)
    door.post("/x/m/")  # and with one
    assert door.get(HOME)["Location"] == "/z/"
    assert not Session.objects.exists()


def test_pressed_twice_she_has_one_place_and_still_a_code(cast):
    study = open_study(cast)
    door, begin = Client(), f"/z/{study.card}/{the_supporters(study).pk}/b/?w=written"
    door.post(begin, {"once": "pressed-twice"})
    assert door.post(begin, {"once": "pressed-twice"})["Location"] == "/z/p/n/"
    other = her_door(code_on(read(door.post("/z/p/n/"))))
    assert Participant.objects.of(study.organisation).count() == 1
    last = code_on(read(door.post("/z/p/n/")))
    assert door.get(HOME).status_code == 200
    assert other.get(HOME)["Location"] == "/z/"  # whoever came in with the code before is out
    assert her_door(last).get(HOME).status_code == 200


def test_what_she_writes_after_her_words_moved_on_is_a_draft_again(cast):
    study = open_study(cast)
    her, _words = takes_part(study)
    says_yes(her)
    writes(her, "Le début.")
    assert list(actions.hand_over(actions.send_answers(her)).values()) == ["Le début."]
    writes(her, "La suite.")
    hers = Contribution.objects.of(study.organisation).get()
    assert (list(hers.answers.values()), hers.sent_on) == (["La suite."], None)


def test_a_wrong_code_opens_nothing_and_tries_are_counted(cast):
    study = open_study(cast)
    takes_part(study)
    door = Client()
    answers = [door.post("/z/", {"code": f"un deux trois quatre cinq six {n}"}).status_code for n in range(10, 52)]
    assert answers[0] == 422
    assert answers[-1] == 429
    assert door.get(HOME)["Location"] == "/z/"


def test_a_later_edition_changes_nothing_of_what_she_agreed_to(cast):

    study = open_study(cast)
    her, words = takes_part(study)
    before = says_yes(her)
    text = before.statements.parts[0]["text"]
    audience = the_supporters(study)
    parts = {row.language: [{**part, "text": f"{part['text']} Autrement."} for part in row.parts]
             for row in Edition.objects.of(study.organisation).filter(audience=audience, kind="consent")}  # fmt: skip
    editions.write(audience, Edition.Kind.CONSENT, by=cast.maxime, parts=parts)
    editions.publish(audience, Edition.Kind.CONSENT, by=cast.maxime)
    page = read(her_door(words).get("/z/p/a/"))
    assert text in page.replace("&#x27;", "'")
    assert "Autrement." not in page
