"""Taking back a part, or everything: what is said before, what is left after, and what an older copy can undo."""

import re
from datetime import timedelta

import pytest
from django.db import transaction

from espoir import clock
from espoir.accounts.models import Session
from espoir.consultations import actions, codes, pages, queries, withdrawing
from espoir.consultations.models import Consent, Contribution, Departure, Identity, Participant, Talk
from espoir.consultations.tests.scenes import HOME, her_door, open_study, says_yes, takes_part, writes
from espoir.i18n import say
from espoir.logbook import ledger
from espoir.organisations import chores
from espoir.research.tests.objects import a_study
from espoir.vault import keys

RECEIPT = re.compile(r'<p class="words">([^<]+)</p>')
SAID = "Une phrase que je voudrai reprendre."


def everything_of(cast):
    study = open_study(cast)
    her, words = takes_part(study)
    says_yes(her, apart=("transcription", "quotations"))
    writes(her, SAID)
    actions.send_answers(her)
    actions.change_reach(her, way="514 555-0142", never="Le soir")
    actions.say_traits(her, traits={study.traits.get().pk: ["a1"]})
    actions.ask_to_talk(her, kind="call", when="Le mardi", by_what="phone")
    return her, words


def the_worker_finishes(organisation):
    chores.run("espoir.records.chores.finish_erasures", organisation)


def rows_of(her):
    place = her.organisation
    return [table for table in (Participant, Identity, Consent, Contribution, Talk) if table.objects.of(place).exists()]


# RES-3
def test_she_leaves_with_everything_and_has_a_receipt(cast):
    her, words = everything_of(cast)
    place, identity = her.organisation, queries.identity_of(her)
    door, elsewhere = her_door(words), her_door(words)
    last_day = say.day(clock.today() + ledger.HORIZON, year=True)
    before = door.get("/z/p/x/").content.decode()
    assert last_day in before  # until when copies live, before she presses

    page = door.post("/z/p/x/").content.decode()

    found = RECEIPT.search(page)
    assert found
    assert last_day in page
    assert rows_of(her) == []
    assert not keys.exists(place.pk, her.pk)
    assert not keys.exists(place.pk, identity.pk)
    assert not Session.objects.exists()  # nor the one on her other device
    assert elsewhere.get(HOME)["Location"] == "/z/"
    assert elsewhere.post("/z/", {"code": words}).status_code == 422
    gone = Departure.objects.of(place).get()
    assert gone.receipt == ledger.digest(found[1])
    assert her.pk not in str(vars(gone))
    checked = elsewhere.post("/z/r/", {"receipt": found[1].lower()}).content.decode()
    assert say.day(clock.today()) in checked
    assert elsewhere.post("/z/r/", {"receipt": "AAAA-BBBB-CCCC"}).status_code == 422
    newcomer, _code = takes_part(gone.study)
    assert newcomer.name == "P-02"  # a number is never given twice


def test_what_is_merged_in_a_report_is_said_before(cast):
    study = open_study(cast)
    her, words = takes_part(study)
    says_yes(her)
    said = her_door(words).get("/z/p/x/").content.decode()
    assert "le rapport n’est pas encore écrit" in said
    study.refresh_from_db()
    study.state = "approved"
    study.save()
    said = her_door(words).get("/z/p/x/").content.decode()
    assert "ne peut pas en être retiré" in said
    assert her_door(words).post("/z/p/x/").status_code == 200  # what is still kept goes all the same
    assert not Participant.objects.of(study.organisation).exists()


def test_a_stop_in_between_is_finished_by_the_worker(cast, monkeypatch):
    her, _words = everything_of(cast)
    place, identity = her.organisation, queries.identity_of(her)

    def stop(participant):
        raise KeyboardInterrupt

    monkeypatch.setattr(pages, "_farewells", [stop])
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        withdrawing.withdraw(her)
    assert Participant.objects.of(place).exists()
    monkeypatch.setattr(pages, "_farewells", [])

    for _again in range(2):
        the_worker_finishes(place)
        assert rows_of(her) == []
        assert not keys.exists(place.pk, identity.pk)
        assert Departure.objects.of(place).count() == 1


# RES-3
@pytest.mark.parametrize("part", ["answer", "quotations", "transcription", "traits", "reach", "talk"])
def test_one_part_goes_and_the_rest_stays(cast, part):
    her, words = everything_of(cast)
    named = {p.split("-")[0]: p for p in withdrawing.parts_of(her)}
    wanted = {"answer": named["q"], "talk": named["t"]}.get(part, part)
    door = her_door(words)
    assert len(withdrawing.parts_of(her)) == 6
    assert door.get(f"/z/p/b/{wanted}/").status_code == 200

    page = door.post(f"/z/p/b/{wanted}/").content.decode()

    assert RECEIPT.search(page)
    her = Participant.objects.of(her.organisation).select_related("organisation", "study").get()
    assert len(withdrawing.parts_of(her)) == 5
    assert wanted not in withdrawing.parts_of(her)
    assert Departure.objects.of(her.organisation).get().what == "part"
    assert door.get(f"/z/p/b/{wanted}/").status_code == 404


def test_an_older_copy_does_not_bring_a_part_back_and_what_she_writes_next_stays(cast):
    her, _words = everything_of(cast)
    old, older = Contribution.objects.of(her.organisation).get(), Participant.objects.of(her.organisation).get()
    answer = next(part for part in withdrawing.parts_of(her) if part.startswith("q-"))
    withdrawing.take_back(her, part=answer)
    writes(her, SAID)  # the same words, said anew: they are hers to say
    the_worker_finishes(her.organisation)
    assert SAID in queries.contribution_of(her).answers.values()

    Contribution.objects.of(her.organisation).filter(pk=old.pk).update(box=old.box)  # an older copy is put back
    Participant.objects.of(her.organisation).filter(pk=older.pk).update(box=older.box)
    the_worker_finishes(her.organisation)

    assert queries.contribution_of(her).answers == {}


def test_a_place_left_without_a_yes_is_given_up(cast, worker_comes_by):
    study = open_study(cast)
    looked, words = takes_part(study)
    stayed, _code = takes_part(study)
    says_yes(stayed)
    with clock.at(clock.now() + timedelta(days=31)):
        worker_comes_by(study.organisation)
    assert list(Participant.objects.of(study.organisation)) == [stayed]
    assert queries.participant_with(codes.digest(words)) is None
    assert not keys.exists(study.organisation.pk, looked.pk)


# RES-3
def test_she_changes_the_way_and_stops_a_talk_with_one_press(cast):
    study = a_study(cast)
    her, words = takes_part(study)
    says_yes(her)
    door = her_door(words)
    door.post("/z/p/m/", {"way": "interview"})
    assert door.post("/z/p/l/interview/", {"when": "", "by_what": "phone"}).status_code == 422
    door.post("/z/p/l/interview/", {"when": "Le mardi", "by_what": "phone"})
    her.refresh_from_db()
    assert (her.way, her.ways[0]["way"]) == ("interview", "written")
    talk = Talk.objects.of(study.organisation).get()
    assert say.day(talk.asked_on + timedelta(days=5)) in door.get(HOME).content.decode()
    door.post(f"/z/p/l/{talk.pk}/s/")
    assert not Talk.objects.of(study.organisation).exists()
