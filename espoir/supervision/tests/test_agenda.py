"""An agenda that both fill; every topic ends done, carried over or passed on; what the organisation owes comes back."""

from datetime import date, timedelta

import pytest

from espoir import clock
from espoir.organisations.models import Person
from espoir.organisations.promises import open_promises, owned_by
from espoir.supervision import actions, queries, rules
from espoir.supervision.models import Supervision, Topic
from espoir.supervision.tests.conftest import moment
from espoir.vault import keys

WORDS = "Dire non à un appel le soir"
TOPIC = "/sentier/m/t/"


@pytest.fixture
def topic(cast, rhythm):
    return actions.add_topic(by=cast.alize, supporter=cast.alize, words=WORDS)


def hers(cast):
    return f"/sentier/m/w/{cast.alize.pk}/"


def in_days(days):
    return clock.today() + timedelta(days=days)


# SUPP-9
def test_both_fill_the_list_and_read_it(cast, knock, rhythm):
    knock(cast.alize).post("/sentier/m/", {"words": WORDS})
    knock(cast.dominique).post(hers(cast), {"words": "Le congé de décembre"})

    mine = knock(cast.alize).get("/sentier/m/").content.decode()
    theirs = knock(cast.dominique).get(hers(cast)).content.decode()
    for page in (mine, theirs):
        assert WORDS in page
        assert "Le congé de décembre" in page
    assert "Ajouté par vous" in mine
    assert "Ajouté par Alizé" in theirs


@pytest.mark.parametrize(
    ("language", "empty"),
    [
        ("fr-ca", "Pas encore de sujet. Ajoutez-en un si vous voulez, même tout petit."),
        ("en-ca", "No topics yet. Add one if you like, even a small one."),
    ],
)
def test_an_empty_list_asks_for_nothing(cast, knock, rhythm, language, empty):
    cast.alize.account.language = language

    assert empty in knock(cast.alize).get("/sentier/m/").content.decode()


def test_a_topic_without_a_word_is_sent_back(cast, knock, rhythm):
    answer = knock(cast.alize).post("/sentier/m/", {"words": " "})

    assert answer.status_code == 422
    assert "Écrivez quelques mots, même tout petits." in answer.content.decode()


def test_a_topic_ends_done(cast, knock, topic):
    knock(cast.dominique).post(f"{TOPIC}{topic.pk}/d/")

    topic.refresh_from_db()
    assert (topic.state, topic.ended_on) == ("done", clock.today())
    assert knock(cast.alize).post(f"{TOPIC}{topic.pk}/d/").status_code == 404  # it was ended


def test_a_topic_carried_over_has_a_name_and_a_date_and_comes_back(cast, knock, topic):
    due = in_days(14)

    knock(cast.dominique).post(f"{TOPIC}{topic.pk}/c/", {"c-owner": cast.dominique.pk, "c-due": due.isoformat()})

    page = knock(cast.alize).get("/sentier/m/").content.decode()
    assert "Nous n’avons pas fini, et c’est à nous d’agir. Dominique s’en occupe." in page
    assert "Vous n’avez rien à faire." in page
    assert (WORDS, due) in [(promise.words, promise.due) for promise in owned_by(cast.dominique)]


def test_only_the_organisation_can_be_late(cast, knock, topic):
    actions.carry(topic, by=cast.dominique, owner=cast.dominique, due=in_days(1))

    with clock.at(clock.now() + timedelta(days=3)):
        page = knock(cast.alize).get("/sentier/m/").content.decode()

    assert "L’organisme est en retard depuis le" in page


def test_a_day_that_is_over_is_sent_back(cast, knock, topic):
    answer = knock(cast.dominique).post(
        f"{TOPIC}{topic.pk}/c/", {"c-owner": cast.dominique.pk, "c-due": in_days(-1).isoformat()}
    )

    assert answer.status_code == 422
    assert "Ce jour est passé." in answer.content.decode()


def test_whoever_it_is_passed_on_to_reads_one_sentence_and_answers(cast, knock, topic):
    sentence = "Une règle pour les appels du soir"
    knock(cast.alize).post(
        f"{TOPIC}{topic.pk}/e/",
        {"e-owner": cast.camille.pk, "e-due": in_days(7).isoformat(), "e-words": sentence},
    )
    client = knock(cast.camille)
    page = client.get(f"/sentier/m/x/{topic.pk}/").content.decode()
    assert sentence in page
    assert WORDS not in page
    assert client.get(f"{TOPIC}{topic.pk}/").status_code == 404

    client.post(f"/sentier/m/x/{topic.pk}/", {"words": "Oui, dès lundi."})

    assert client.get(f"/sentier/m/x/{topic.pk}/").status_code == 404
    for someone, path in ((cast.alize, "/sentier/m/"), (cast.dominique, hers(cast))):
        assert "Oui, dès lundi." in knock(someone).get(path).content.decode()
    assert sentence not in [promise.words for promise in open_promises(cast.alize.organisation)]


def test_a_new_date_can_be_given_and_no_promise_is_lost(cast, knock, topic):
    actions.pass_on(topic, by=cast.dominique, owner=cast.andree, due=in_days(1), words="Une question")

    knock(cast.andree).post(f"/sentier/m/x/{topic.pk}/l/", {"l-due": in_days(9).isoformat()})

    assert [promise.due for promise in owned_by(cast.andree)] == [in_days(9)]


def test_when_its_owner_leaves_the_supervisor_has_it(cast, topic):
    actions.pass_on(topic, by=cast.dominique, owner=cast.camille, due=in_days(1), words="Une question")
    Person.objects.of(cast.alize.organisation).filter(pk=cast.camille.pk).update(state="left")

    assert "Une question" in [promise.words for promise in owned_by(cast.dominique)]


def test_a_topic_left_to_the_organisation_always_has_an_owner_and_a_date(cast, topic):
    actions.finish(topic, by=cast.alize)
    with pytest.raises(rules.IllegalMove):
        actions.carry(topic, by=cast.alize, owner=cast.dominique, due=in_days(1))

    assert all(promise.owner and promise.due for promise in open_promises(cast.alize.organisation))


# The dates.


def test_a_date_that_the_organisation_cancels_stays_visible_to_both(cast, knock, rhythm):
    with clock.at(moment("2026-11-10 09:00")):
        session = actions.plan(by=cast.dominique, supporter=cast.alize, at=moment("2026-11-12 10:00"))
    with clock.at(moment("2026-11-17 09:00")):
        knock(cast.dominique).post(f"/sentier/m/s/{session.pk}/c/")
        for someone, path in ((cast.alize, "/sentier/m/"), (cast.dominique, hers(cast))):
            page = knock(someone).get(path).content.decode()
            assert "Ce que nous avons manqué" in page
            assert 'jeudi 12\u00a0novembre</p><p class="d">Annulée par l’organisme' in page
            assert "Une autre date vous est due" in page
            assert "Supervisions tenues depuis six mois\u00a0: 0 sur 1." in page


def test_the_supervisor_sets_a_date_and_says_that_it_was_held(cast, knock, rhythm):
    client = knock(cast.dominique)
    with clock.at(moment("2026-11-17 09:00")):
        client.post(hers(cast) + "s/", {"p-on": "2026-11-26", "p-at": "10:00", "p-minutes": "60"})
        assert "jeudi 26\u00a0novembre, 10\u00a0h, 1 heure, avec Dominique" in (
            knock(cast.alize).get("/sentier/m/").content.decode()
        )
    session = Supervision.objects.of(cast.alize.organisation).get()
    with clock.at(moment("2026-11-26 11:30")):
        assert any("a eu lieu" in promise.words for promise in owned_by(cast.dominique))
        knock(cast.dominique).post(f"/sentier/m/s/{session.pk}/h/")
        assert [(one.words, one.due) for one in owned_by(cast.dominique)] == [
            ("Fixer une date de supervision avec Alizé", date(2026, 12, 10))
        ]
        assert knock(cast.dominique).post(f"/sentier/m/s/{session.pk}/c/").status_code == 404


def test_a_date_in_the_past_is_sent_back(cast, knock, rhythm):
    answer = knock(cast.dominique).post(hers(cast) + "s/", {"p-on": "2020-01-01", "p-at": "10:00", "p-minutes": "60"})

    assert answer.status_code == 422
    assert "Ce moment est passé." in answer.content.decode()


def test_both_read_and_write_the_notes_and_nobody_else_does(cast, knock, rhythm):
    session = actions.plan(by=cast.dominique, supporter=cast.alize, at=clock.now() + timedelta(days=1))
    path = f"/sentier/m/s/{session.pk}/"
    knock(cast.dominique).post(path, {"note": "Souffler un peu"})

    assert "Souffler un peu" in knock(cast.alize).get(path).content.decode()
    assert "Souffler" not in str(Supervision.objects.of(cast.alize.organisation).values().get())
    for someone in (cast.noroit, cast.kim, cast.camille, cast.sacha, cast.andree, cast.jo, cast.mesange, cast.harper):
        assert knock(someone).get(path).status_code == 404


def test_the_supporter_does_not_say_herself_that_it_was_held(cast, knock, rhythm):
    session = actions.plan(by=cast.dominique, supporter=cast.alize, at=clock.now() + timedelta(days=1))

    assert knock(cast.alize).post(f"/sentier/m/s/{session.pk}/h/").status_code == 404


# Who supervises whom.


def test_the_coordinator_says_who_supervises(cast, knock):
    page = knock(cast.kim).get("/sentier/m/r/").content.decode()
    assert "Alizé" in page
    assert "Mésange" not in page

    knock(cast.kim).post(f"/sentier/m/r/{cast.alize.pk}/", {"supervisor": cast.dominique.pk, "weeks": "2"})

    assert queries.supervisor_of(cast.alize) == cast.dominique
    assert queries.supervisor_of(cast.noroit) is None
    assert "Toutes les 2 semaines" in knock(cast.alize).get("/sentier/m/").content.decode()


def test_nobody_supervises_herself(cast, knock):
    answer = knock(cast.charlie).post(f"/pont/m/r/{cast.morgan.pk}/", {"supervisor": cast.morgan.pk, "weeks": "2"})

    assert answer.status_code == 422


@pytest.mark.parametrize("someone", ["noroit", "kim", "camille", "sacha", "andree", "jo", "mesange", "juniper"])
def test_nobody_else_reads_the_list(cast, knock, topic, someone):
    client = knock(getattr(cast, someone))

    for path in (hers(cast), hers(cast) + "k/", hers(cast) + "p/", f"{TOPIC}{topic.pk}/"):
        assert client.get(path).status_code == 404
    assert WORDS not in client.get("/sentier/").content.decode()


def test_it_prints(cast, knock, topic):
    assert WORDS in knock(cast.alize).get("/sentier/m/p/").content.decode()
    assert WORDS in knock(cast.dominique).get(hers(cast) + "p/").content.decode()


def test_after_her_erasure_the_pages_still_open(cast, knock, topic, on_call):
    actions.carry(topic, by=cast.dominique, owner=cast.dominique, due=in_days(1))
    passed = actions.add_topic(by=cast.alize, supporter=cast.alize, words="Le congé")
    actions.pass_on(passed, by=cast.alize, owner=cast.camille, due=in_days(1), words="Un congé")
    actions.need_to_talk(by=cast.alize)
    keys.shred(cast.alize.organisation_id, cast.alize.pk)
    Person.objects.of(cast.alize.organisation).filter(pk=cast.alize.pk).update(state="erased", account=None)
    keys.close()

    for someone, path in (
        (cast.dominique, "/sentier/"),
        (cast.dominique, "/sentier/m/w/"),
        (cast.dominique, f"{TOPIC}{topic.pk}/"),
        (cast.camille, f"/sentier/m/x/{passed.pk}/"),
        (cast.sacha, "/sentier/"),
        (cast.kim, "/sentier/m/r/"),
    ):
        answer = knock(someone).get(path)
        assert answer.status_code in {200, 404}, path
        assert WORDS not in answer.content.decode()
    assert list(open_promises(cast.alize.organisation)) == []
    assert Topic.objects.of(cast.alize.organisation).count() == 2
