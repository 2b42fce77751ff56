"""Something happened: told in two minutes, to whom she chooses, followed to its end, and seen by nobody else."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from espoir import clock
from espoir.logbook.models import Entry
from espoir.notices import actions as notices
from espoir.organisations.models import Hat, Person
from espoir.organisations.promises import open_promises, owed_to, owned_by
from espoir.organisations.roles import Role
from espoir.safety import actions, rules
from espoir.safety.models import Incident
from espoir.safety.tests.objects import called
from espoir.vault import keys

WORDS = "Au coin de la rue, deux fois"


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/Toronto"))


@pytest.fixture
def incident(cast):
    return actions.report(by=cast.alize, to=cast.sacha, what="line", words=WORDS)


def follow(incident):
    return f"/sentier/d/n/{incident.pk}/"


def work(incident):
    return f"/sentier/d/w/{incident.pk}/"


def test_two_answers_are_enough(cast, knock):
    answer = knock(cast.alize).post("/sentier/d/n/", {"what": "contact", "to": cast.sacha.pk})

    row = Incident.objects.of(cast.alize.organisation).get()
    assert answer.url == follow(row)
    assert (row.what, row.when, row.owner, row.state) == ("contact", "today", cast.sacha, "open")


def test_a_missing_answer_keeps_what_was_written(cast, knock):
    answer = knock(cast.alize).post("/sentier/d/n/", {"words": WORDS})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choisissez ce qui s’en approche le plus." in page
    assert "Choisissez qui le recevra." in page
    assert WORDS in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr-ca",
            [
                "C’est reçu.",
                "Sacha s’en occupe et vous donne des nouvelles d’ici lundi 23\u00a0novembre, 17\u00a0h.",
                "Sans votre accord, nous n’appelons personne à l’extérieur, sauf dans les trois cas déjà expliqués.",
                "Vous pouvez aussi parler à Andrée, hors de l’organisme.",
            ],
        ),
        (
            "en-ca",
            [
                "We have it.",
                "Sacha is taking care of it and will give you news by Monday, November\u00a023 at 5\u00a0p.m.",
                "Without your yes, we don’t call anyone outside, except in the three cases we told you about.",
                "You can also talk to Andrée, who is outside.",
            ],
        ),
    ],
)
def test_the_answer_says_who_takes_care_of_it_and_by_when(cast, knock, language, words):
    cast.alize.account.language = language
    with clock.at(moment("2026-11-20 22:00")):  # a Friday night: the next working day is Monday
        incident = actions.report(by=cast.alize, to=cast.sacha, what="line")
        page = knock(cast.alize).get(follow(incident)).content.decode()

    for sentence in words:
        assert sentence in page


def test_the_date_follows_the_days_and_hours_of_the_organisation(cast):
    cast.alize.organisation.opening_hours = {"days": ["tue", "thu"], "from": "10:00", "to": "15:30"}

    assert rules.end_of_working_day(cast.alize.organisation, moment("2026-11-19 09:00")) == moment("2026-11-24 15:30")


@pytest.mark.parametrize("someone", ["kim", "camille", "dominique", "jo", "noroit", "mesange", "andree"])
def test_nobody_else_sees_it(cast, knock, incident, someone):
    incident.may_know = ["supervisor", "coordinator", "director", "supporter"]  # to be told in person; no page opens
    incident.save()
    client = knock(getattr(cast, someone))

    for path in (follow(incident), work(incident)):
        assert client.get(path).status_code == 404
    for part in ("n/", "o/", "h/", "e/", "m/"):
        assert client.post(work(incident) + part).status_code == 404
    for path in ("/sentier/", "/sentier/d/n/", "/sentier/m/", "/sentier/d/l/", "/sentier/d/a/"):
        assert WORDS not in client.get(path).content.decode()


def test_it_never_reaches_the_agenda_of_a_supervision(cast, incident):
    assert owed_to(cast.alize) == []
    assert [promise.words for promise in owned_by(cast.sacha)] == [
        "Proposer un moment, le jour même",
        "Donner les nouvelles promises",
        "Faire les étapes de la fiche",
    ]


def test_what_is_sent_to_the_ally_is_seen_by_nobody_inside(cast, knock):
    row = actions.report(by=cast.alize, to=cast.andree, what="line", words=WORDS)

    assert WORDS in knock(cast.andree).get(work(row)).content.decode()
    assert "Alizé" in knock(cast.andree).get("/sentier/d/a/").content.decode()
    assert knock(cast.sacha).get(work(row)).status_code == 404
    assert "Alizé" not in knock(cast.sacha).get("/sentier/d/l/").content.decode()


# ORG-6
def test_the_ally_sees_only_what_is_sent_to_her(cast, knock, incident):
    page = knock(cast.andree).get("/sentier/d/a/").content.decode()

    assert "Rien ne vous a été envoyé." in page


def test_nobody_receives_what_she_told_herself(cast, knock):
    page = knock(cast.sacha).get("/sentier/d/n/").content.decode()
    assert cast.sacha.pk not in page
    assert cast.andree.pk in page

    for to in (cast.sacha, cast.kim, cast.dominique, cast.robin):
        with pytest.raises(rules.NotARoute):
            actions.report(by=cast.sacha, to=to, what="line")


# SAFE-3
def test_it_is_followed_to_its_end(cast, knock, incident):
    client = knock(cast.sacha)
    assert client.post(work(incident) + "n/", {"n-words": "Un appel est fait.", "n-days": "3"}).status_code == 302
    early = client.post(work(incident) + "e/", {"e-words": "La porte a une nouvelle serrure."})
    assert early.status_code == 422
    assert "Un moment est encore dû." in early.content.decode()
    assert "nouvelle serrure" in early.content.decode()
    client.post(work(incident) + "m/")
    assert client.post(work(incident) + "e/", {"e-words": "La porte a une nouvelle serrure."}).status_code == 302

    page = knock(cast.alize).get(follow(incident)).content.decode()
    assert "Un appel est fait." in page
    assert "La porte a une nouvelle serrure." in page
    assert owned_by(cast.sacha) == []
    assert client.post(work(incident) + "e/", {"e-words": "Encore"}).status_code == 404  # it was ended

    assert knock(cast.alize).post(follow(incident) + "o/").status_code == 302
    incident.refresh_from_db()
    assert incident.state == "in_hand"
    assert {promise.owner for promise in open_promises(cast.sacha.organisation)} == {cast.sacha}


def test_when_the_date_passes_it_is_the_organisation_that_is_sorry(cast, knock):
    with clock.at(moment("2026-11-17 10:00")):
        incident = actions.report(by=cast.alize, to=cast.sacha, what="line")
    with clock.at(moment("2026-11-18 18:00")):
        page = knock(cast.alize).get(follow(incident)).content.decode()
        assert "Nous devions vous donner des nouvelles d’ici mercredi 18\u00a0novembre, 17\u00a0h" in page
        assert "Nous nous en excusons." in page


def test_each_opening_is_in_the_logbook(cast, knock, incident):
    knock(cast.sacha).get(work(incident))

    lines = Entry.objects.of(cast.sacha.organisation).order_by("-seq")
    assert (lines[0].who, lines[0].verb) == (cast.sacha.pk, "safety.opened")


# Contact outside.


def test_nobody_outside_is_called_without_her_yes(cast, knock, incident):
    contact = {"o-whom": "police", "o-because": "yes"}
    client = knock(cast.sacha)

    answer = client.post(work(incident) + "o/", contact)
    assert answer.status_code == 422
    assert "Ce oui n’est pas sur sa page." in answer.content.decode()
    incident = Incident.objects.of(cast.sacha.organisation).get()
    assert incident.outside == []

    knock(cast.alize).post(follow(incident) + "w/", {"outside_yes": ["health"]})
    assert (
        knock(cast.sacha).post(work(incident) + "o/", contact).status_code == 422
    )  # a yes for a clinic is not for all
    knock(cast.alize).post(follow(incident) + "w/", {"outside_yes": ["police"]})
    assert knock(cast.sacha).post(work(incident) + "o/", contact).status_code == 302


WITHOUT = {"o-whom": "emergency", "o-why": "Un bras cassé", "o-not_first": "danger"}


@pytest.mark.parametrize("because", ["child", "life", "court"])
def test_without_her_yes_nobody_decides_alone_and_she_reads_all_of_it(cast, knock, incident, because):
    client = knock(cast.sacha)
    told = {**WITHOUT, "o-because": because, "o-second": cast.andree.pk}
    for missing in ("o-why", "o-second", "o-not_first"):
        answer = client.post(work(incident) + "o/", {**told, missing: ""})
        assert answer.status_code == 422
    assert "seule ne suffit pas" in client.post(work(incident) + "o/", {**told, "o-second": ""}).content.decode()
    assert client.post(work(incident) + "o/", told).status_code == 302

    page = knock(cast.alize).get(follow(incident)).content.decode()
    for words in (str(rules.Because(because).label), "Pas dit d’abord", "Un bras cassé", "doit encore le dire"):
        assert words in page


def test_the_second_person_says_whether_it_was_decided_by_two_and_sees_nothing_else(cast, knock, incident):
    called(incident, by=cast.sacha, second=cast.andree)
    beside = f"/sentier/d/b/{incident.pk}/"
    assert [one.words for one in owned_by(cast.andree)] == ["Dire si vous l’avez décidé à deux"]
    assert beside in knock(cast.andree).get("/sentier/d/a/").content.decode()

    page = knock(cast.andree).get(beside).content.decode()
    assert "Ça ne pouvait pas attendre" in page
    assert not [word for word in ("Alizé", WORDS, "limite") if word in page]
    assert knock(cast.andree).get(work(incident)).status_code == 404
    for other in (cast.kim, cast.camille, cast.alize, cast.sacha):
        assert knock(other).get(beside).status_code == 404

    assert knock(cast.andree).post(beside, {"w": "no"}).status_code == 302
    assert "dit que ce n’était pas une décision à deux" in knock(cast.alize).get(follow(incident)).content.decode()
    assert owned_by(cast.andree) == []
    assert knock(cast.andree).get(beside).status_code == 404


def test_of_two_contacts_each_second_person_is_asked_about_their_own(cast, knock, incident):
    Hat.objects.create(organisation=cast.kim.organisation, person=cast.dominique, role=Role.SAFETY_LEAD)
    for whom, second in (("health", cast.andree), ("police", cast.dominique)):
        contact = rules.Outside(whom, "life", why="Vite", not_first="danger", second=second)
        actions.contact_outside(incident, by=cast.sacha, contact=contact)
    beside = f"/sentier/d/b/{incident.pk}/"
    for who, whom, other in ((cast.andree, "health", "police"), (cast.dominique, "police", "health")):
        page = knock(who).get(beside).content.decode()
        assert str(rules.Whom(whom).label) in page
        assert str(rules.Whom(other).label) not in page
        assert [one.url for one in owned_by(who)] == [beside]
        knock(who).post(beside, {"w": "yes"})
    incident.refresh_from_db()
    assert ([one["second_says"] for one in incident.outside], incident.second) == (["yes", "yes"], None)


def test_where_nobody_else_could_decide_the_page_says_that_this_promise_is_not_kept(cast, knock, worker_comes_by):
    row = actions.report(by=cast.alize, to=cast.andree, what="line")  # outside: nobody inside is asked
    with pytest.raises(rules.NotAlone):
        called(row, by=cast.andree, second=cast.sacha)
    called(row, by=cast.andree)
    assert (
        "C’est une promesse que nous ne pouvons pas tenir ici." in knock(cast.alize).get(follow(row)).content.decode()
    )

    inside = actions.report(by=cast.alize, to=cast.sacha, what="line")
    called(inside, by=cast.sacha, second=cast.andree)
    Person.objects.of(cast.sacha.organisation).filter(pk=cast.andree.pk).update(state="left")
    worker_comes_by(cast.sacha.organisation)
    inside.refresh_from_db()
    assert inside.second is None


def test_she_says_that_no_yes_was_said(cast, knock, incident):
    knock(cast.sacha).post(work(incident) + "o/", {"o-whom": "police", "o-because": "spoken"})
    her = knock(cast.alize)
    assert "Je n’ai pas dit oui à cela" in her.get(follow(incident)).content.decode()

    assert her.post(follow(incident) + "y/0/").status_code == 302
    assert her.post(follow(incident) + "y/1/").status_code == 404

    assert "La personne dit" in knock(cast.sacha).get(work(incident)).content.decode()


@pytest.mark.parametrize(
    "contact",
    [
        rules.Outside("police", "other", told_first=True),  # there is no fourth limit
        rules.Outside("police", "yes"),  # a yes that she did not give
        rules.Outside("anyone", "spoken"),
    ],
)
def test_no_verb_calls_outside_without_her_yes(cast, incident, contact):
    with pytest.raises(rules.NotWithoutHerYes):
        actions.contact_outside(incident, by=cast.sacha, contact=contact)


def test_no_verb_hands_it_on_without_her_yes(cast, incident):
    with pytest.raises(rules.NotWithoutHerYes):
        actions.hand_on(incident, by=cast.sacha, to=cast.andree)


# Handing on.


def test_the_safety_lead_hands_it_to_the_ally_only_with_a_yes(cast, knock, incident):
    client = knock(cast.sacha)
    assert client.post(work(incident) + "h/", {"h-to": cast.andree.pk}).status_code == 422
    assert client.post(work(incident) + "h/", {"h-to": cast.kim.pk, "h-her_yes": "on"}).status_code == 422

    assert client.post(work(incident) + "h/", {"h-to": cast.andree.pk, "h-her_yes": "on"}).status_code == 302

    assert client.get(work(incident)).status_code == 404
    assert knock(cast.andree).get(work(incident)).status_code == 200


def test_she_sends_it_to_someone_else_whenever_she_likes(cast, knock, incident):
    assert knock(cast.alize).post(follow(incident) + "t/", {"to": cast.andree.pk}).status_code == 302

    assert knock(cast.sacha).get(work(incident)).status_code == 404
    assert "Andrée s’en occupe" in knock(cast.alize).get(follow(incident)).content.decode()


def test_when_its_owner_leaves_someone_else_takes_it(cast, worker_comes_by, incident):
    Person.objects.of(cast.sacha.organisation).filter(pk=cast.sacha.pk).update(state="left")

    worker_comes_by(cast.sacha.organisation)

    incident.refresh_from_db()
    assert incident.owner == cast.andree


def test_what_was_sent_outside_never_comes_back_inside_by_itself(cast, worker_comes_by):
    row = actions.report(by=cast.alize, to=cast.andree, what="line")
    Hat.objects.of(cast.andree.organisation).filter(person=cast.andree).update(role=Role.COLLEAGUE)

    worker_comes_by(cast.sacha.organisation)

    row.refresh_from_db()
    assert row.owner == cast.andree
    [promise] = open_promises(cast.sacha.organisation)
    assert promise.owner in {cast.camille, cast.kim}
    assert "alliée" in promise.words


# The same day, and after.


# SAFE-4
def test_a_moment_the_same_day_tops_the_owners_list(cast, knock, incident):
    assert knock(cast.alize).post(follow(incident) + "m/").status_code == 302
    due = [(promise.words, promise.due) for promise in owned_by(cast.sacha)]
    assert due[0] == ("Prendre un moment ensemble, le jour même", clock.today())

    knock(cast.sacha).post(work(incident) + "m/")

    assert not [promise for promise in owned_by(cast.sacha) if "moment" in promise.words]


def test_the_notice_to_its_owner_says_nothing(cast, worker_comes_by, django_capture_on_commit_callbacks):
    with clock.at(moment("2026-11-18 10:00")), django_capture_on_commit_callbacks(execute=True):
        notices.choose(by=cast.sacha, way="email", address="s@example.org", days=["wed"], starts="09:00", ends="17:00")
        actions.report(by=cast.alize, to=cast.sacha, what="line", words=WORDS)
        worker_comes_by(cast.sacha.organisation)

    [letter] = mail.outbox
    assert (letter.subject, letter.body) == ("Carnet", "Vous avez un message.")


def test_after_her_erasure_the_pages_still_open(cast, knock, worker_comes_by, incident):
    actions.give_news(incident, by=cast.sacha, words="Un appel est fait.", days=1)
    keys.shred(cast.alize.organisation_id, cast.alize.pk)
    Person.objects.of(cast.alize.organisation).filter(pk=cast.alize.pk).update(state="erased", account=None)
    keys.close()
    client = knock(cast.sacha)

    assert client.get("/sentier/d/l/").status_code == 200
    page = client.get(work(incident)).content.decode()
    assert "Tout ce qui était ici est effacé." in page
    assert WORDS not in page
    assert client.post(work(incident) + "n/", {"n-words": "Bonjour", "n-days": "1"}).status_code == 404

    worker_comes_by(cast.sacha.organisation)
    assert owned_by(cast.sacha) == []


def test_a_long_list_comes_in_pages_of_25(cast, knock):
    for _number in range(26):
        actions.report(by=cast.alize, to=cast.sacha, what="line")
    client = knock(cast.sacha)

    assert client.get("/sentier/d/l/").content.decode().count("/sentier/d/w/") == 25
    assert client.get("/sentier/d/l/?n=2").content.decode().count("/sentier/d/w/") == 1


def test_where_nobody_can_receive_it_the_page_says_so(cast, knock):
    Hat.objects.of(cast.alize.organisation).filter(role__in=[Role.SAFETY_LEAD, Role.ALLY]).delete()

    page = knock(cast.alize).get("/sentier/d/n/").content.decode()

    assert "Personne ici ne peut encore le recevoir." in page


def test_the_neighbours_find_nothing(cast, knock, incident):
    for neighbour in (cast.robin, cast.lee, cast.juniper):
        client = knock(neighbour)
        for path in (
            follow(incident),
            work(incident),
            f"/northgate/d/w/{incident.pk}/",
            f"/northgate/d/n/{incident.pk}/",
        ):
            assert client.get(path).status_code == 404
