"""Dates to come, next steps, ways to services: both see them, either moves them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from espoir import clock
from espoir.meetings import actions, queries
from espoir.meetings.models import Good, NextStep, Planned, Referral
from espoir.notices.models import Notice
from espoir.organisations.todays import lines_for
from espoir.pairing.models import Relationship


@pytest.fixture
def tomorrow():
    local = timezone.localtime(clock.now()).replace(hour=14, minute=0, second=0, microsecond=0)
    return local + timedelta(days=1)


def test_both_see_the_date_and_either_moves_it(cast, knock, two, tomorrow):
    sent = {"day": tomorrow.date(), "hour": "14:00", "way": "walk"}
    knock(cast.mesange).post(f"/sentier/k/{cast.alize.pk}/p/", sent)
    planned = Planned.objects.of(two.organisation).get()
    assert planned.at == tomorrow

    for one, other in ((cast.mesange, cast.alize), (cast.alize, cast.mesange)):
        assert "14\xa0h" in knock(one).get(f"/sentier/k/{other.pk}/").content.decode()
        assert queries.next_meeting(one) == planned
        (line,) = [line for line in lines_for(one) if line.card == "now" and line.when == planned.at]
        assert line.face == other.name

    knock(cast.alize).post(f"/sentier/k/{cast.mesange.pk}/p/{planned.pk}/", sent | {"hour": "15:30"})
    planned.refresh_from_db()
    assert planned.at == tomorrow.replace(hour=15, minute=30)


def test_a_date_gone_by_cannot_be_planned(cast, knock, two):
    answer = knock(cast.alize).post(
        f"/sentier/k/{cast.mesange.pk}/p/", {"day": "2020-01-01", "hour": "14:00", "way": "walk"}
    )

    assert answer.status_code == 422
    assert "Choisissez un jour et une heure à venir." in answer.content.decode()


def test_a_meeting_that_did_not_happen_leaves_nothing_behind(cast, knock, two):
    with clock.at(clock.now() - timedelta(days=2)):
        planned = actions.plan(by=cast.alize, relationship=two, at=clock.now() + timedelta(hours=1), way="walk")
    client = knock(cast.alize)
    page = client.get(f"/sentier/k/{cast.mesange.pk}/").content.decode()
    assert "La rencontre n’a pas eu lieu" in page

    client.post(f"/sentier/k/{cast.mesange.pk}/p/{planned.pk}/x/")

    assert not Planned.objects.of(two.organisation).exists()
    assert "n’a pas eu lieu" not in client.get(f"/sentier/k/{cast.mesange.pk}/").content.decode()


@pytest.mark.parametrize(("language", "words"), [("fr-ca", "Rendez-vous"), ("en-ca", "Appointment")])
def test_a_calendar_entry_says_nothing_more_than_when(cast, knock, two, language, words):
    cast.mesange.account.language = language
    at = timezone.make_aware(datetime(2030, 1, 15, 14, 0))  # noqa: DTZ001
    planned = actions.plan(by=cast.alize, relationship=two, at=at, way="walk")
    address = f"/sentier/k/{cast.alize.pk}/p/{planned.pk}/document.ics"

    answer = knock(cast.mesange).get(address)
    text = answer.content.decode()

    assert answer["Content-Disposition"] == 'attachment; filename="document.ics"'
    assert f"SUMMARY:{words}\r\n" in text
    assert "DTSTART:20300115T190000Z\r\n" in text
    for told in ("Aliz", "Mésange", "LOCATION", "DESCRIPTION", "VALARM", planned.pk, "sentier"):
        assert told not in text
    assert text != knock(cast.mesange).get(address).content.decode()  # the UID leads nowhere


def test_the_day_before_she_is_reminded_once_if_she_said_yes(
    cast, two, tomorrow, says_yes, worker_comes_by, monkeypatch
):
    told = []
    monkeypatch.setattr(actions, "tell", lambda person, **what: told.append((person, what)))
    actions.plan(by=cast.alize, relationship=two, at=tomorrow, way="walk")
    says_yes(cast.mesange, "reminders")

    worker_comes_by(two.organisation)
    worker_comes_by(two.organisation)

    assert told == [(cast.mesange, {"kind": "reminder", "at": tomorrow})]


def test_without_her_yes_or_during_a_pause_nothing_is_sent(cast, two, tomorrow, says_yes, worker_comes_by, monkeypatch):
    told = []
    monkeypatch.setattr(actions, "tell", lambda person, **what: told.append(person))
    actions.plan(by=cast.alize, relationship=two, at=tomorrow, way="walk")
    worker_comes_by(two.organisation)
    assert not told

    Planned.objects.of(two.organisation).update(reminded_on=None)
    says_yes(cast.mesange, "reminders")
    two.state = Relationship.State.PAUSED
    two.save()
    worker_comes_by(two.organisation)
    assert not told
    assert not Notice.objects.of(two.organisation).exists()


def test_nothing_is_planned_during_a_pause(cast, knock, two):
    two.state = Relationship.State.PAUSED
    two.save()
    client = knock(cast.alize)

    assert "En pause" in client.get(f"/sentier/k/{cast.mesange.pk}/").content.decode()
    assert client.get(f"/sentier/k/{cast.mesange.pk}/p/").status_code == 404
    assert client.post(f"/sentier/k/{cast.mesange.pk}/n/", {"words": "Marcher"}).status_code == 404


# PEER-11
def test_a_next_step_exists_once_both_agree(cast, knock, two):
    hers, his = f"/sentier/k/{cast.alize.pk}/", f"/sentier/k/{cast.mesange.pk}/"
    knock(cast.mesange).post(hers + "n/", {"words": "Appeler la clinique ensemble"})
    step = NextStep.objects.of(two.organisation).get()
    assert step.state == "proposed"
    assert knock(cast.mesange).post(f"{hers}n/{step.pk}/", {"answer": "yes"}).status_code == 404  # not alone
    assert knock(cast.alize).post(f"{his}n/{step.pk}/", {"answer": "done"}).status_code == 404  # not before

    page = knock(cast.alize).get(his).content.decode()
    assert "Oui, ensemble" in page
    assert "En reparler" in page
    knock(cast.alize).post(f"{his}n/{step.pk}/", {"answer": "talk"})
    step.refresh_from_db()
    assert (step.state, step.to_talk_about) == ("proposed", True)

    knock(cast.alize).post(f"{his}n/{step.pk}/", {"answer": "yes"})
    step.refresh_from_db()
    assert step.state == "agreed"
    knock(cast.mesange).post(f"{hers}n/{step.pk}/", {"answer": "done"})
    step.refresh_from_db()
    assert step.state == "done"


@pytest.mark.parametrize("who", ["mesange", "alize"])
def test_either_lets_a_step_go(cast, knock, two, who):
    step = actions.propose_step(by=cast.mesange, relationship=two, words="Marcher")
    one = getattr(cast, who)

    knock(one).post(f"/sentier/k/{two.other(one).pk}/n/{step.pk}/", {"answer": "let_go"})

    step.refresh_from_db()
    assert step.state == "let_go"
    assert "Marcher" not in knock(one).get(f"/sentier/k/{two.other(one).pk}/").content.decode()


# PEER-8
def test_a_referral_and_what_came_of_it(cast, knock, two):
    page = f"/sentier/k/{cast.mesange.pk}/s/"
    client = knock(cast.alize)

    client.post(page, {"r-service": "housing", "r-together": "on", "r-on": clock.today()})
    referral = Referral.objects.of(two.organisation).get()
    assert (referral.state, referral.together, referral.peer) == ("accepted", True, cast.mesange)
    client.post(f"{page}{referral.pk}/", {"state": "done"})
    referral.refresh_from_db()
    assert referral.state == "done"

    seen = knock(cast.mesange).get("/sentier/k/a/").content.decode()
    assert "Logement" in seen
    assert "y aller ensemble" in seen


def test_she_reads_the_list_and_does_not_have_to_fill_it(cast, knock, two):
    knock(cast.mesange).post(f"/sentier/k/{cast.alize.pk}/s/", {"r-service": "housing", "r-on": clock.today()})
    knock(cast.mesange).post(f"/sentier/k/{cast.alize.pk}/g/", {"g-code": "food", "g-count": 1, "g-on": clock.today()})

    assert not Referral.objects.of(two.organisation).exists()
    assert not Good.objects.of(two.organisation).exists()


def test_goods_are_counted_by_their_code(cast, knock, two):
    page = f"/sentier/k/{cast.mesange.pk}/g/"

    knock(cast.alize).post(page, {"g-code": "transport", "g-count": 4, "g-on": clock.today()})

    (good,) = queries.goods_between(two.organisation, clock.today(), clock.today())
    assert (good.code, good.count, good.peer) == ("transport", 4, cast.mesange)
    assert "Transport" in knock(cast.mesange).get("/sentier/k/a/").content.decode()


def test_hours_by_month(cast, two):
    day = clock.today().replace(day=1)
    for minutes, on in ((60, day), (30, day), (45, day - timedelta(days=1))):
        actions.note_meeting(by=cast.alize, relationship=two, on=on, minutes=minutes, way="walk", another=True)

    months = queries.hours_by_month(two.organisation, day - timedelta(days=1), day)

    assert [(month.month, month.meetings, month.minutes) for month in months] == [
        ((day - timedelta(days=1)).replace(day=1), 1, 45),
        (day, 2, 90),
    ]
    assert queries.peers_met_between(two.organisation, day, day) == {cast.mesange.pk}
    assert queries.hours_by_month(cast.harper.organisation, day, day) == []


@pytest.mark.parametrize(("who", "told"), [("mesange", "Alizé"), ("alize", "Mésange")])
def test_the_other_one_is_told_that_a_date_moved_and_nothing_more(cast, knock, two, tomorrow, who, told, monkeypatch):
    notices = []
    monkeypatch.setattr(actions, "tell", lambda person, **what: notices.append((person.name, what)))
    one = getattr(cast, who)
    planned = actions.plan(by=one, relationship=two, at=tomorrow, way="walk")

    page = f"/sentier/k/{two.other(one).pk}/p/{planned.pk}/"
    knock(one).post(page, {"day": tomorrow.date(), "hour": "16:00", "way": "walk"})
    knock(one).post(page + "x/")

    assert notices == [(told, {}), (told, {})]


def test_help_noted_by_mistake_is_taken_out_by_the_one_who_noted_it(cast, knock, two):
    referral = actions.refer(by=cast.alize, peer=cast.mesange, service="housing", on=clock.today())
    good = actions.give(by=cast.alize, peer=cast.mesange, code="food", on=clock.today())
    earlier = actions.give(by=cast.noroit, peer=cast.mesange, code="phone", on=clock.today())
    client, page = knock(cast.alize), f"/sentier/k/{cast.mesange.pk}/"

    for address in (f"{page}s/{referral.pk}/x/", f"{page}g/{good.pk}/x/"):
        assert "Retirer de la liste?" in client.get(address).content.decode()
        assert client.post(address).status_code == 302
    assert client.post(f"{page}g/{earlier.pk}/x/").status_code == 404

    assert not queries.referrals_between(two.organisation, clock.today(), clock.today())
    assert [row.code for row in queries.goods_between(two.organisation, clock.today(), clock.today())] == ["phone"]
