"""The team's pages: by number; who someone is, is kept apart; only the study's team opens anything."""

from datetime import timedelta

from django.test import Client

from espoir import clock
from espoir.consultations import actions
from espoir.consultations.models import Consent, Participant, Talk
from espoir.consultations.tests.scenes import HOME, code_on, her_door, open_study, queries_needed, says_yes, takes_part
from espoir.i18n import say
from espoir.logbook.models import Entry
from espoir.organisations.promises import open_promises, owned_by
from espoir.research.models import Edition
from espoir.research.tests.objects import the_supporters

NAME = "Avril-de-la-Montagne"


def pages(study, her) -> list[str]:
    return [f"/sentier/zc/s/{study.pk}/", f"/sentier/zc/p/{her.pk}/"]


# RES-2
def test_the_team_reads_numbers_and_only_those_who_meet_people_read_names(cast, knock):
    study = open_study(cast)
    her, _words = takes_part(study)
    says_yes(her, name=NAME)
    who = f"/sentier/zc/p/{her.pk}/i/"
    for reader in (cast.maxime, cast.jo):
        for page in pages(study, her):
            said = knock(reader).get(page).content.decode()
            assert "P-01" in said
            assert NAME not in said
    lines = Entry.objects.of(study.organisation).filter(verb="consultations.opened_who").count()
    assert NAME in knock(cast.maxime).get(who).content.decode()
    assert Entry.objects.of(study.organisation).filter(verb="consultations.opened_who").count() == lines + 1
    assert knock(cast.jo).get(who).status_code == 404  # on the team, and meets nobody
    for other in (cast.camille, cast.kim, cast.alize, cast.harper):
        assert {knock(other).get(page).status_code for page in (*pages(study, her), who)} == {404}


def test_whoever_asks_to_talk_is_owed_a_time_by_someone_and_a_day(cast, knock):
    study = open_study(cast)
    her, words = takes_part(study)
    talk = actions.ask_to_talk(her, kind="call", when="Le mardi", by_what="phone")
    owed = [promise for promise in owned_by(cast.maxime) if "/zc/" in promise.url]
    assert [promise.due for promise in owed] == [clock.today() + timedelta(days=5)]
    assert "P-01" not in owed[0].words

    answer = f"/sentier/zc/t/{talk.pk}/"
    day = clock.today() + timedelta(days=3)
    assert knock(cast.jo).post(answer, {"on": "", "hour": "14:30"}).status_code == 422
    knock(cast.jo).post(answer, {"on": day.isoformat(), "hour": "14:30"})

    home = her_door(words).get(HOME).content.decode()
    assert say.day(day) in home
    assert "Jo" in home
    assert not [promise for promise in open_promises(study.organisation) if "/zc/" in promise.url]
    with clock.at(clock.now() + timedelta(days=4)):
        assert [promise for promise in owned_by(cast.maxime) if "/zc/" in promise.url]
        knock(cast.maxime).post(f"{answer}e/", {"took_place": "y"})
        assert not [promise for promise in owned_by(cast.maxime) if "/zc/" in promise.url]
    assert Talk.objects.of(study.organisation).get().state == "done"


# RES-3
def test_a_yes_given_aloud_is_entered_with_its_witness_and_countersigned(cast, knock):
    study = open_study(cast)
    door = knock(cast.maxime)
    slip = f"/sentier/zc/s/{study.pk}/n/"
    assert knock(cast.jo).get(slip).status_code == 404
    door = knock(cast.maxime)
    made = door.post(slip, {"audience": the_supporters(study).pk, "language": "fr-ca"}).content.decode()
    words = code_on(made)
    her = Participant.objects.of(study.organisation).get()
    enter = f"/sentier/zc/p/{her.pk}/a/"
    statements = Edition.objects.of(study.organisation).filter(kind="consent", language="fr-ca", audience=her.audience)
    said = {f"s_{part['code']}": "on" for part in queries_needed(statements[0])}
    said |= {"name": NAME, "copy": "printed", "read": "aloud", "how": "spoken", "signed_on": clock.today().isoformat()}
    alone = door.post(enter, said)
    assert alone.status_code == 422  # a spoken yes has a witness
    assert NAME in alone.content.decode()
    door.post(enter, {**said, "witness": cast.jo.pk})
    consent = Consent.objects.of(study.organisation).get()
    assert (consent.how, consent.read, consent.witness) == ("spoken", "aloud", cast.jo)
    assert [promise for promise in owned_by(cast.maxime) if "/zc/p/" in promise.url]
    door.post(f"/sentier/zc/p/{her.pk}/c/")
    consent.refresh_from_db()
    assert (consent.countersigned_by, consent.countersigned_on) == (cast.maxime, clock.today())
    assert door.get(f"/sentier/zc/p/{her.pk}/d/document.pdf").content.startswith(b"%PDF")
    assert "Maxime" in her_door(words).get("/z/p/a/").content.decode()

    again = code_on(knock(cast.maxime).post(f"/sentier/zc/p/{her.pk}/n/").content.decode())
    assert Client().post("/z/", {"code": words}).status_code == 422  # the lost code opens nothing
    assert her_door(again).get(HOME).status_code == 200
