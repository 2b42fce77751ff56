"""Supervision together: each may come or not; the topics name nobody; what the organisation cancels, it owes again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from espoir import clock
from espoir.apart import actions as apart
from espoir.organisations.models import Person
from espoir.organisations.promises import open_promises, owned_by
from espoir.pairing import actions as pairing
from espoir.supervision import actions, answering, gatherings, rules, together
from espoir.supervision.models import Chair, Gathering, SharedTopic, TalkRequest
from espoir.supervision.tests.conftest import moment
from espoir.vault import keys

THE_TENTH = "2026-11-10 09:00"
G = "/sentier/m/g/"


@pytest.fixture
def team(cast):
    for supporter in (cast.alize, cast.noroit):
        actions.set_rhythm(by=cast.kim, supporter=supporter, supervisor=cast.dominique, weeks=2)


def the_one(cast):
    return Gathering.objects.of(cast.kim.organisation).get()


# SUPP-9
def test_a_date_together_from_the_first_tap_to_the_end(cast, knock, team):
    pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())
    with clock.at(moment(THE_TENTH)):
        knock(cast.dominique).post(f"{G}n/", {"on": "2026-11-18", "at": "10:00", "minutes": "90"})
        path = f"{G}{the_one(cast).pk}/"
        for supporter in (cast.alize, cast.noroit):
            assert "Venez ou non, comme vous voulez" in knock(supporter).get("/sentier/").content.decode()
        assert "Alizé" not in knock(cast.noroit).get(path).content.decode()

        knock(cast.alize).post(f"{path}a/", {"answer": "yes"})
        knock(cast.noroit).post(f"{path}a/", {"answer": "no"})
        assert "Supervision à plusieurs" not in knock(cast.noroit).get("/sentier/").content.decode()
        led = knock(cast.dominique).get(path).content.decode()
        assert "Alizé" in led
        assert "Noroît" not in led  # who does not come is not said

        refused = knock(cast.alize).post(path, {"words": "Mésange et moi"})
        assert refused.status_code == 422
        assert "Enlevez le nom" in refused.content.decode()
        assert "Mésange et moi" in refused.content.decode()
        knock(cast.alize).post(path, {"words": "Finir à l’heure"})
        assert "Finir à l’heure" in knock(cast.dominique).get(path).content.decode()
        assert "Finir à l’heure" not in knock(cast.noroit).get(path).content.decode()
        assert "Finir" not in str(SharedTopic.objects.of(cast.kim.organisation).values().get())

        knock(cast.noroit).post(f"{path}a/", {"answer": "yes"})  # she changes her mind
        assert "Finir à l’heure" in knock(cast.noroit).get(path).content.decode()
        topic = SharedTopic.objects.of(cast.kim.organisation).get()
        assert knock(cast.noroit).post(f"{G}t/{topic.pk}/").status_code == 404
        knock(cast.alize).post(f"{G}t/{topic.pk}/")
        assert not SharedTopic.objects.of(cast.kim.organisation).exists()
        for stranger in (cast.kim, cast.camille, cast.mesange, cast.jo, cast.juniper):
            assert knock(stranger).get(path).status_code == 404

    with clock.at(moment("2026-11-19 09:00")):
        assert knock(cast.noroit).post(f"{path}a/", {"answer": "no"}).status_code == 404
        assert "Dire si la supervision à plusieurs a eu lieu le mercredi 18\u00a0novembre" in [
            str(promise.words) for promise in owned_by(cast.dominique)
        ]
        knock(cast.dominique).post(f"{path}h/")
        assert the_one(cast).state == "held"
        assert knock(cast.dominique).post(f"{path}c/").status_code == 404
        assert not [promise for promise in owned_by(cast.dominique) if "plusieurs" in str(promise.words)]


def test_what_is_cancelled_is_read_by_those_who_were_coming_and_another_is_owed(cast, knock, team):
    with clock.at(moment(THE_TENTH)):
        row = together.plan(by=cast.dominique, at=moment("2026-11-18 10:00"))
        together.come(gatherings.chair_of(row, cast.alize), by=cast.alize)
        knock(cast.dominique).post(f"{G}{row.pk}/c/")
        assert "À plusieurs, annulée par l’organisme" in knock(cast.alize).get("/sentier/m/").content.decode()
        assert "À plusieurs, annulée" not in knock(cast.noroit).get("/sentier/m/").content.decode()
        assert "Fixer une autre date à plusieurs" in str([promise.words for promise in owned_by(cast.dominique)])

        together.plan(by=cast.dominique, at=moment("2026-11-25 10:00"))
        assert "autre date à plusieurs" not in str([promise.words for promise in owned_by(cast.dominique)])
        assert all(promise.owner and promise.due for promise in open_promises(cast.kim.organisation))


def test_two_who_are_kept_apart_never_sit_together_and_nothing_says_so(cast, knock, team):
    row = together.plan(by=cast.dominique, at=clock.now() + timedelta(days=3))
    apart.veto(by=cast.alize, person=cast.noroit)
    together.come(gatherings.chair_of(row, cast.alize), by=cast.alize)

    answer = knock(cast.noroit).post(f"{G}{row.pk}/a/", {"answer": "yes"}, follow=True)
    assert "Nous ne pouvons plus vous offrir de place à cette date." in answer.content.decode()
    assert knock(cast.noroit).get(f"{G}{row.pk}/").status_code == 404
    assert gatherings.who_comes(row) == [cast.alize]

    apart.veto(by=cast.dominique, person=cast.alize)
    other = together.plan(by=cast.dominique, at=clock.now() + timedelta(days=9))
    assert [chair.supporter for chair in other.chairs.select_related("supporter")] == [cast.noroit]


def test_when_a_wish_begins_to_act_one_of_them_has_no_chair_any_more(cast, team):
    row = together.plan(by=cast.dominique, at=clock.now() + timedelta(days=3))
    for person in (cast.alize, cast.noroit):
        together.come(gatherings.chair_of(row, person), by=person)

    together.let_one_of_them_go(row, by=cast.sacha, among=[cast.noroit, cast.alize])
    together.let_one_of_them_go(row, by=cast.sacha, among=[cast.dominique, cast.kim])
    assert gatherings.who_is_in(row) == [cast.dominique, cast.alize]


def test_without_anyone_the_pages_say_so_and_a_past_moment_is_sent_back(cast, knock, team):
    for someone in (cast.alize, cast.dominique):
        assert "Pas de date à plusieurs pour l’instant." in knock(someone).get(G).content.decode()
    assert "Fixer une date à plusieurs" not in knock(cast.alize).get(G).content.decode()
    assert knock(cast.kim).get(G).status_code == 404
    answer = knock(cast.dominique).post(f"{G}n/", {"on": "2020-01-01", "at": "10:00", "minutes": "90"})
    assert answer.status_code == 422
    assert "Ce moment est passé." in answer.content.decode()


def test_after_her_erasure_the_date_together_still_opens(cast, knock, team):
    row = together.plan(by=cast.dominique, at=clock.now() + timedelta(days=3))
    for person in (cast.alize, cast.noroit):
        together.come(gatherings.chair_of(row, person), by=person)
    together.add_topic(row, by=cast.alize, words="Finir à l’heure")
    keys.shred(cast.kim.organisation_id, cast.alize.pk)
    Person.objects.of(cast.kim.organisation).filter(pk=cast.alize.pk).update(state="erased", account=None)
    keys.close()

    for someone in (cast.dominique, cast.noroit):
        answer = knock(someone).get(f"{G}{row.pk}/")
        assert answer.status_code == 200
        assert "Alizé" not in answer.content.decode()
    assert Chair.AFTER_ERASURE == SharedTopic.AFTER_ERASURE == "goes"


# How we answer “I need to talk today”.


def asked(cast, people, minutes, late=0):
    """Requests that were answered, without any of the rooms' steps: it is about their counting alone."""
    return answering.Answering(people, len(minutes), len(minutes) - late, tuple(minutes))


# Rule 11.
def test_few_requests_read_like_none_and_only_the_organisation_s_lateness_shows(cast, knock, rhythm, on_call):
    with clock.at(moment(THE_TENTH)):
        nobody_asked = answering.in_words(answering.answering(cast.kim.organisation))
        actions.answered(actions.need_to_talk(by=cast.alize), by=cast.dominique)
        assert answering.in_words(answering.answering(cast.kim.organisation)) == nobody_asked
        actions.need_to_talk(by=cast.alize)
    with clock.at(moment("2026-11-12 09:00")):
        late = "nous avons répondu trop tard au moins une fois"
        for someone, path in ((cast.alize, "/sentier/m/n/"), (cast.camille, "/sentier/m/n/w/")):
            assert late in knock(someone).get(path).content.decode()
        request = TalkRequest.objects.of(cast.kim.organisation).get(state="sent")
        assert late in knock(cast.dominique).get(f"/sentier/m/n/{request.pk}/").content.decode()
        director = knock(cast.camille).get("/sentier/m/n/w/").content.decode().split("<main")[1]
        assert not [name for name in ("Alizé", "Dominique", "Sacha") if name in director]
        assert "Nos réponses à" in knock(cast.camille).get(reverse("people:team", args=["sentier"])).content.decode()
        assert knock(cast.kim).get("/sentier/m/n/w/").status_code == 404


@pytest.mark.parametrize(
    ("people", "late", "counted"), [(9, 0, False), (10, 0, True), (12, 1, False), (30, 9, False), (30, 10, True)]
)
def test_a_count_is_said_only_where_nobody_can_be_found_behind_it(cast, people, late, counted):
    words = answering.in_words(asked(cast, people, [42] * people, late))

    assert any("La moitié" in sentence for sentence in words) is counted
    assert rules.may_be_counted(people, people, people - late) is counted
    if counted:
        assert "40 minutes" in words[1]
        assert f"{people - late} demandes sur {people}" in words[0]
