import json
from datetime import datetime

import pytest
from django.urls import reverse

from espoir import clock
from espoir.logbook import ledger
from espoir.logbook import queries as logbook
from espoir.logbook.actions import record
from espoir.logbook.models import Entry
from espoir.logbook.verification import verify
from espoir.organisations import farewells
from espoir.organisations.models import Account, Person
from espoir.pairing import actions as pairing
from espoir.records import actions, copies, erasing
from espoir.records.models import Copy, Query
from espoir.vault import keys


@pytest.fixture
def erased(cast):
    return actions.erase(cast.mesange, by=cast.mesange)


def test_she_presses_and_it_is_done(cast, knock):
    account = cast.mesange.account

    page = knock(cast.mesange).post("/sentier/q/f/")

    cast.mesange.refresh_from_db()
    assert cast.mesange.state == Person.State.ERASED
    assert cast.mesange.chosen_name == ""
    assert not keys.exists(cast.mesange.organisation_id, cast.mesange.pk)
    assert not Account.objects.filter(pk=account.pk).exists()
    assert not keys.exists(keys.HOUSE, account.pk)
    assert "Clear-Site-Data" in page
    assert "Mésange" not in page.content.decode()


def test_her_session_is_closed(cast, knock):
    client = knock(cast.mesange)
    assert reverse("accounts:sign_out") in client.get("/sentier/q/f/").content.decode()

    done = client.post("/sentier/q/f/").content.decode()

    assert reverse("accounts:devices") not in done  # the page that says it offers nothing of a session any more
    assert reverse("accounts:sign_out") not in done
    assert client.get("/sentier/q/").status_code == 302


def test_the_receipt_says_nothing_of_her_and_can_be_checked(cast, erased):
    line = ledger.path().read_text()

    assert cast.mesange.pk not in line
    assert erased.code not in line
    assert ledger.erased_on(erased.code) == erased.at
    assert ledger.erased_on("AAAA-AAAA-AAAA") is None


def test_the_done_page_names_the_day_thirty_days_on(cast, knock):
    with clock.at(datetime.fromisoformat("2026-11-22T19:05:00+00:00")):
        page = knock(cast.mesange).post("/sentier/q/f/").content.decode()

    assert "22\xa0novembre" in page
    assert "14\xa0h\xa005" in page
    assert "22\xa0décembre" in page


def test_what_goes_goes_and_the_logbook_still_holds(cast):
    actions.ask(by=cast.mesange, kind=Query.Kind.CORRECT, owner=cast.kim, topic="Nom", words="Accent")
    copy = actions.prepare_copy(by=cast.mesange)
    record(actions.ANSWERED, by=cast.kim, about=[cast.mesange])

    actions.erase(cast.mesange, by=cast.mesange)

    organisation = cast.kim.organisation
    assert not Query.objects.of(organisation)
    assert not Copy.objects.of(organisation)
    assert not copies.path_of(copy).exists()
    assert Entry.objects.of(organisation).count() >= 3
    assert not verify(organisation)
    assert not logbook.seen_by(cast.mesange)


def test_pages_that_mentioned_her_still_open(cast, knock):
    for who in (cast.kim, cast.alize, cast.camille, cast.erable):
        record(actions.ANSWERED, by=cast.mesange, about=[who])

    actions.erase(cast.mesange, by=cast.mesange)

    for who in (cast.kim, cast.alize, cast.camille, cast.erable):
        assert knock(who).get("/sentier/q/v/").status_code == 200


def test_cut_short_after_the_ledger_it_is_finished_by_the_worker(cast, worker_comes_by):
    ledger.write(cast.mesange, [cast.mesange.account])  # and the machine stops here

    worker_comes_by(cast.mesange.organisation)

    cast.mesange.refresh_from_db()
    assert cast.mesange.state == Person.State.ERASED
    assert not keys.exists(cast.mesange.organisation_id, cast.mesange.pk)


def test_the_promise_is_kept_before_anything_is_erased(cast, worker_comes_by, monkeypatch):
    def stops(person):
        raise SystemError("the machine stops here")

    with monkeypatch.context() as broken:
        broken.setattr(erasing, "finish", stops)
        with pytest.raises(SystemError):
            actions.erase(cast.mesange, by=cast.mesange)
    worker_comes_by(cast.mesange.organisation)

    cast.mesange.refresh_from_db()
    assert cast.mesange.state == Person.State.ERASED
    assert not keys.exists(cast.mesange.organisation_id, cast.mesange.pk)


def test_cut_short_after_the_shredding_it_is_finished_by_the_worker(cast, worker_comes_by):
    ledger.write(cast.mesange, [cast.mesange.account])
    keys.shred(cast.mesange.organisation_id, cast.mesange.pk)

    worker_comes_by(cast.mesange.organisation)

    cast.mesange.refresh_from_db()
    assert cast.mesange.state == Person.State.ERASED
    assert cast.mesange.account is None


def test_keys_that_come_back_with_an_older_copy_are_shredded_again(cast, erased):
    keys.mint(cast.mesange.organisation_id, cast.mesange.pk)

    assert erasing.shred_promised_keys() == 1
    assert not keys.exists(cast.mesange.organisation_id, cast.mesange.pk)


def test_every_room_says_farewell(cast, monkeypatch):
    left: list[Person] = []
    monkeypatch.setattr(farewells, "FAREWELLS", [*farewells.FAREWELLS, left.append])
    monkeypatch.setattr(erasing, "FAREWELLS", farewells.FAREWELLS)

    actions.erase(cast.mesange, by=cast.mesange)

    assert left == [cast.mesange]


def test_what_she_owed_others_gets_another_owner(cast):
    query = actions.ask(by=cast.erable, kind=Query.Kind.CORRECT, owner=cast.andree, topic="Nom", words="Accent")

    actions.erase(cast.andree, by=cast.andree)

    query.refresh_from_db()
    assert query.owner == cast.kim


def test_her_time_with_someone_ends_and_that_one_learns_only_that(cast, knock):
    bond = pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())

    actions.erase(cast.mesange, by=cast.mesange)

    bond.refresh_from_db()
    assert not bond.is_live
    assert "Mésange" not in knock(cast.alize).get("/sentier/").content.decode()


def test_who_still_owes_something_is_asked_to_hand_it_on(cast, knock):
    actions.ask(by=cast.erable, kind=Query.Kind.CORRECT, owner=cast.andree, topic="Nom", words="Accent")

    assert "à votre nom" in knock(cast.andree).get("/sentier/q/f/").content.decode()
    assert "à votre nom" not in knock(cast.erable).get("/sentier/q/f/").content.decode()


def test_the_last_one_who_can_let_people_in_names_someone_first(cast, knock):
    page = knock(cast.charlie).post("/pont/q/f/")

    cast.charlie.refresh_from_db()
    assert page.status_code == 200
    assert cast.charlie.state == Person.State.HERE
    with pytest.raises(actions.NotPossible):
        actions.erase(cast.charlie, by=cast.charlie)


def test_an_account_that_opens_another_organisation_stays(cast):
    there = cast.wren
    there.account = cast.mesange.account
    there.save()

    actions.erase(cast.mesange, by=cast.mesange)

    there.refresh_from_db()
    assert there.account is not None
    assert keys.exists(keys.HOUSE, there.account_id)


class TestOnPaper:
    @pytest.fixture
    def leaver(self, cast):
        person = Person(organisation=cast.kim.organisation)
        person.chosen_name = "Sitelle"
        person.save()
        return person

    def test_the_coordinator_does_it_for_someone_without_an_account(self, cast, knock, leaver):
        client = knock(cast.kim)
        assert "Sitelle" in client.get("/sentier/q/w/").content.decode()

        page = client.post(f"/sentier/q/w/{leaver.pk}/", {"heard": "on"}).content.decode()

        leaver.refresh_from_db()
        assert leaver.state == Person.State.ERASED
        assert "Sitelle" not in page

    def test_not_without_having_read_it_together(self, cast, knock, leaver):
        assert knock(cast.kim).post(f"/sentier/q/w/{leaver.pk}/", {}).status_code == 422

    def test_someone_with_an_account_does_it_herself(self, cast, knock):
        assert knock(cast.kim).post(f"/sentier/q/w/{cast.mesange.pk}/", {"heard": "on"}).status_code == 404

    @pytest.mark.parametrize("someone", ["alize", "camille", "mesange", "harper"])
    def test_nobody_else_may(self, cast, knock, leaver, someone):
        assert knock(getattr(cast, someone)).post(f"/sentier/q/w/{leaver.pk}/", {"heard": "on"}).status_code == 404


def test_the_anchor_follows_the_erasure(cast, django_capture_on_commit_callbacks, settings):
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase(cast.mesange, by=cast.mesange)

    line = json.loads((settings.DATA / "anchors.jsonl").read_text().splitlines()[-1])
    assert line["organisation"] == cast.mesange.organisation_id
    assert len(line["erasures"]) == 64


def test_the_page_to_delete_says_what_goes_and_what_stays(cast, knock):
    cast.lou.account.language = "en-ca"

    page = knock(cast.lou).get(reverse("records:erase", args=["sentier"])).content.decode()

    assert "What goes" in page
    assert "How many meetings and how long, with nothing that points to you." in page
    assert "Keep it all" in page
