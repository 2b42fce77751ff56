"""What is asked, printed and counted may be struck; what is struck is out of use at once, where it can be."""

from espoir.consents.queries import says_yes
from espoir.cores.scoring import catalogue
from espoir.measures import actions as measures
from espoir.measures import queries as cards
from espoir.organisations.promises import open_promises, owned_by
from espoir.organisations.struck import struck
from espoir.people import actions as people
from espoir.ui.tests.reading import as_seen
from espoir.voice import actions, queries
from espoir.voice.models import Struck, Word
from espoir.voice.tests.objects import strike

V = "/sentier/v/"


def read(door, path):
    answer = door.get(path)
    assert answer.status_code == 200
    return as_seen(answer.content)


def switch_one_on(cast):
    one = next(each for each in catalogue() if each.code == "who5")
    wording = {"items": {str(number): "?" for number in range(1, 6)}}
    measures.bring(by=cast.camille, instrument=one, language="fr", wording=wording)
    measures.switch_on(by=cast.camille, instrument=one)
    return one


# ORG-8
def test_what_a_peer_strikes_is_out_at_once_and_an_answer_is_owed_without_her_name(cast, knock):
    typed = {"says": "strike", "words": "Cela ne regarde que nous."}
    assert knock(cast.mesange).post(V + "q/f-goods/", typed).status_code == 302

    page = read(knock(cast.camille), "/sentier/p/")
    assert "Laissé de côté : des gens d’ici l’ont rayé.".replace(" :", "\u00a0:") in page
    [promise] = [each for each in owned_by(cast.kim) if "/v/o/s/" in each.url]
    answer = read(knock(cast.kim), promise.url)
    assert "Cela ne regarde que nous." in answer
    assert cast.mesange.name not in answer
    knock(cast.kim).post(promise.url, {"state": "back", "words": "Le bailleur le demande."})

    for reader in (cast.mesange, cast.alize, cast.jo):
        log = read(knock(reader), V + "l/")
        assert "Le bailleur le demande." in log
        assert "Cela revient, avec une raison" in log
    assert "Laissé de côté" not in read(knock(cast.camille), "/sentier/p/")
    assert not [each for each in open_promises(cast.kim.organisation) if "/v/o/" in each.url]


def test_a_questionnaire_that_is_struck_is_switched_off_until_the_answer(cast, knock):
    one = switch_one_on(cast)
    assert one.code in read(knock(cast.alize), "/sentier/f/p/")
    row = strike(cast.alize, "m-who5")

    assert cards.switched_on(cast.kim.organisation) == []
    assert knock(cast.jo).get("/sentier/f/p/who5/").status_code == 404
    assert "Rayé par des gens d’ici" in read(knock(cast.camille), "/sentier/f/who5/")
    knock(cast.camille).post("/sentier/f/who5/o/")
    assert cards.switched_on(cast.kim.organisation) == []

    actions.answer_struck(row, by=cast.kim, state=Struck.State.BACK, words="Il aide à en parler.")
    assert [card.code for card in cards.switched_on(cast.kim.organisation)] == ["who5"]


def test_a_yes_that_is_struck_is_asked_of_nobody_new(cast, knock):
    for person in (cast.mesange, cast.erable):
        people.see_limits(by=person)
    knock(cast.mesange).post("/sentier/c/", {"notes": "yes"})
    strike(cast.alize, "c-notes")

    title = 'name="notes"'
    assert title in read(knock(cast.mesange), "/sentier/c/")  # she answered before: she can still stop it
    page = read(knock(cast.erable), "/sentier/c/")
    assert title not in page
    assert 'name="support"' in page  # nobody struck that one
    knock(cast.erable).post("/sentier/c/", {"notes": "yes", "numbers": "no"})
    assert struck(cast.kim.organisation, "c") == {"notes"}
    assert not says_yes(cast.erable, "notes")


def test_a_question_gets_an_answer_on_her_own_page(cast, knock):
    missing = knock(cast.mesange).post(V + "q/q-themes/", {"says": "question"})
    assert missing.status_code == 422
    assert "Écrivez votre question." in missing.content.decode()
    knock(cast.mesange).post(V + "q/q-themes/", {"says": "question", "words": "Qui les lit?"})
    [promise] = [each for each in owned_by(cast.kim) if "/v/o/q/" in each.url]
    page = read(knock(cast.camille), promise.url)
    assert "Qui les lit?" in page
    assert cast.mesange.name not in page
    knock(cast.camille).post(promise.url, {"words": "Vous deux, et la supervision."})

    assert "Vous deux, et la supervision." in read(knock(cast.mesange), V + "q/q-themes/")
    assert "Vous deux, et la supervision." not in read(knock(cast.alize), V + "q/q-themes/")
    assert not queries.questions_to_answer(cast.kim.organisation)


def test_what_is_paid_for_advice_is_posted_and_read_before(cast, knock):
    assert "n’a pas encore dit" in read(knock(cast.mesange), V + "q/")
    assert knock(cast.camille).post(V + "o/r/", {"cents": "beaucoup", "how": "Par virement."}).status_code == 422
    knock(cast.camille).post(V + "o/r/", {"cents": "35,50", "how": "Par virement."})
    assert "35,50\u00a0$ l’heure" in read(knock(cast.mesange), V + "q/")
    page = read(knock(cast.alize), V + "q/")
    assert "Par virement." in page
    assert "/sentier/l/h/n/" in page


def test_why_it_was_struck_is_read_in_no_order_that_tells_of_anyone(cast):
    for who, words in ((cast.mesange, "Trop long"), (cast.alize, "Ça gêne"), (cast.noroit, "À quoi bon")):
        actions.say("f-goods", by=who, says=Word.Says.STRIKE, words=words)
    row = queries.struck_to_answer(cast.kim.organisation).get()
    assert queries.why_struck(row) == sorted(["Trop long", "Ça gêne", "À quoi bon"])


def test_struck_twice_is_struck_once_and_a_changed_mind_leaves_the_answer_owed(cast):
    strike(cast.mesange)
    strike(cast.alize)
    actions.say("f-goods", by=cast.mesange, says=Word.Says.FINE)
    assert queries.struck_to_answer(cast.kim.organisation).count() == 1
    assert queries.left_out(cast.kim.organisation) == {"f-goods"}
