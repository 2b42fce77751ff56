"""A coordinator welcomes people: with an invitation, or beside them without any device."""

from __future__ import annotations

from datetime import timedelta

import pytest

from espoir import clock
from espoir.accounts.models import Invitation
from espoir.logbook.models import Entry
from espoir.organisations.models import Person
from espoir.people import actions, queries
from espoir.people.tests.objects import arrive
from espoir.vault import keys


def lines(cast, verb):
    return Entry.objects.of(cast.kim.organisation).filter(verb=verb.code)


def latest(cast):
    return Person.objects.of(cast.kim.organisation).exclude(pk__in=[each.pk for each in vars(cast).values()]).get()


def test_an_invitation_asks_for_no_name(cast, knock):
    knock(cast.kim).post("/sentier/b/n/")

    person = latest(cast)
    assert person.chosen_name == ""
    assert Invitation.objects.of(person.organisation).filter(person=person).count() == 1
    assert "Invitation du" in knock(cast.kim).get("/sentier/b/").content.decode()


def test_someone_beside_the_coordinator_reads_first_and_needs_no_device(cast, knock):
    client = knock(cast.kim)

    refused = client.post("/sentier/b/n/b/", {"chosen_name": "Sureau", "language": "fr-ca"})
    assert refused.status_code == 422
    assert not Person.objects.of(cast.kim.organisation).exclude(pk__in=[each.pk for each in vars(cast).values()])

    client.post("/sentier/b/n/b/", {"chosen_name": "Sureau", "language": "fr-ca", "read_together": "on"})
    person = latest(cast)
    assert (person.name, person.account) == ("Sureau", None)
    beside = f"/sentier/b/w/{person.pk}/"
    assert client.post(f"{beside}r/", {"hours": "le matin"})["Location"] == f"/sentier/c/w/{person.pk}/"
    said = client.post(f"/sentier/c/w/{person.pk}/", {"how": "spoken", "language": "kabyle", "numbers": "no"})
    assert said["Location"] == f"{beside}s/"
    assert client.post(f"{beside}s/", {"forms": ["walk"]})["Location"] == f"{beside}d/"
    client.post(f"{beside}d/", {"go": ""})
    assert queries.arrival_of(person).done_on == clock.today()


def test_how_to_reach_her_is_opened_on_purpose_and_she_can_read_who_did(cast, knock):
    arrive(cast.mesange)
    client = knock(cast.kim)

    closed = client.get(f"/sentier/b/w/{cast.mesange.pk}/").content.decode()
    assert "le matin" not in closed
    assert not lines(cast, queries.OPENED_REACH)

    opened = client.get(f"/sentier/b/w/{cast.mesange.pk}/o/").content.decode()
    assert "le matin" in opened
    assert [line.who for line in lines(cast, queries.OPENED_REACH)] == [cast.kim.pk]


@pytest.mark.parametrize("name", ["camille", "alize", "dominique", "sacha", "andree", "jo", "erable", "harper"])
def test_nobody_else_opens_the_list_or_her_page(cast, knock, name):
    arrive(cast.mesange)
    client = knock(getattr(cast, name))

    for page in ("/sentier/b/", f"/sentier/b/w/{cast.mesange.pk}/", f"/sentier/b/w/{cast.mesange.pk}/o/"):
        assert client.get(page).status_code == 404


def test_the_list_shows_names_states_and_dates_twenty_five_a_page(cast, knock, django_assert_max_num_queries):
    for number in range(30):
        actions.welcome(by=cast.kim, chosen_name=f"N{number}", read_together=True)
    arrive(cast.mesange)
    client = knock(cast.kim)

    with django_assert_max_num_queries(14):
        first = client.get("/sentier/b/").content.decode()
    second = client.get("/sentier/b/?page=2").content.decode()

    assert first.count('class="who"') == 25
    assert second.count('class="who"') == 8
    assert "le matin" not in first + second


def test_a_hello_is_owed_within_open_days(cast):
    cast.kim.organisation.opening_hours = {"days": ["mon", "tue"], "from": "09:00", "to": "17:00"}
    arrive(cast.mesange)
    actions.finish(by=cast.mesange, person=cast.mesange)
    cast.mesange.organisation.opening_hours = cast.kim.organisation.opening_hours

    before = queries.hello_to(cast.mesange).before

    assert before.weekday() in {0, 1}
    assert timedelta(days=7) < before - clock.today() <= timedelta(days=14)


def test_her_page_still_opens_once_she_is_forgotten(cast, knock):
    arrive(cast.mesange)
    keys.shred(cast.mesange.organisation_id, cast.mesange.pk)

    assert knock(cast.kim).get("/sentier/b/").status_code == 200


def test_a_page_that_opened_blank_beside_her_blanks_nothing(cast, knock):
    arrive(cast.mesange)

    knock(cast.kim).post(f"/sentier/b/w/{cast.mesange.pk}/s/", {"days": ["tue"]})

    wishes = queries.wishes_of(cast.mesange)
    assert (wishes.forms, wishes.days, wishes.who) == (["walk"], ["tue"], ["woman"])
