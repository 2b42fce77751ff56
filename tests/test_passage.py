"""Someone who came for support takes on a role: her yes, what closes, who chooses, who opens it, how it goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from espoir import clock
from espoir.apart import placement
from espoir.evaluation.queries import has_meetings_since
from espoir.meetings import group_actions
from espoir.meetings.models import Attendance, Meeting
from espoir.organisations.earlier import CLOSED, read_by
from espoir.organisations.models import EarlierFile, Person
from espoir.organisations.owned import Owned
from espoir.organisations.promises import open_promises, owned_by
from espoir.organisations.roles import Role
from espoir.pairing import actions as pairing
from espoir.pairing.models import Relationship
from espoir.passage import actions, queries, rules
from espoir.passage.models import Passage, Willing
from espoir.passage.tests.objects import door, takes_on_a_role
from espoir.people import actions as people
from espoir.people import queries as people_queries
from espoir.records import earlier
from espoir.supervision import actions as supervision
from tests.house import OWNED

YES, NOT_NOW = {"a": "yes"}, {"a": "no"}


def met(peer: Person, supporter: Person, days_ago: int, words: str = "") -> Relationship:
    on = clock.today() - timedelta(days=days_ago)
    found = Relationship.objects.of(peer.organisation).filter(peer=peer, supporter=supporter).first()
    row = found or pairing.bring(by=peer, peer=peer, supporter=supporter, since=on)
    meeting = Meeting(
        organisation=peer.organisation, relationship=row, peer=peer, supporter=supporter, on=on, minutes=60, way="walk"
    )
    meeting.note = words
    meeting.save()
    return row


# SUPP-3
def test_the_role_is_hers_after_her_yes_and_a_no_changes_nothing(cast):
    kim, hers = door(cast.kim), door(cast.mesange)
    offer = f"/sentier/o/o/{cast.mesange.pk}/"
    assert offer in kim.get(f"/sentier/b/w/{cast.mesange.pk}/").content.decode()
    assert door(cast.camille).get(offer).status_code == 404  # names and wishes are not the director's
    kim.post(offer)
    assert kim.get(offer).status_code == 404  # it waits already

    assert "/sentier/o/" in hers.get("/sentier/").content.decode()
    assert "Kim" in hers.get("/sentier/o/").content.decode()
    hers.post("/sentier/o/a/", NOT_NOW)
    assert hers.get("/sentier/o/").status_code == 404
    assert Role.SUPPORTER not in Person.objects.of(cast.kim.organisation).get(pk=cast.mesange.pk).roles

    people.change_hats(by=cast.kim, person=cast.mesange, roles=[Role.SUPPORTER])  # from whichever page it is given
    assert Role.SUPPORTER not in cast.mesange.roles
    hers.post("/sentier/o/a/", YES)
    assert cast.mesange in people_queries.team(cast.kim.organisation)
    assert hers.get("/sentier/o/z/").url == "/x/n/"  # whoever works here has a second step, from that moment
    assert "Sacha" in door(cast.mesange).get("/sentier/o/z/").content.decode()


# SUPP-3
def test_what_came_before_is_closed_to_everyone_and_what_goes_on_is_read_by_whoever_does_it(cast):
    met(cast.erable, cast.noroit, 3, "mot d’avant")
    before = door(cast.kim).get("/sentier/b/").content.decode()
    assert "Érable" in before
    takes_on_a_role(cast, cast.erable)
    met(cast.erable, cast.noroit, 0, "mot d’après")

    kim, noroit = door(cast.kim), door(cast.noroit)
    assert "Érable" not in kim.get("/sentier/b/").content.decode()
    assert "Érable" not in kim.get("/sentier/j/r/").content.decode()
    assert kim.get(f"/sentier/b/w/{cast.erable.pk}/").status_code == 404
    assert "Érable" in kim.get("/sentier/b/t/").content.decode()  # her name, as a colleague's
    earlier_one, later_one = Meeting.objects.of(cast.kim.organisation).order_by("on")
    pages = [noroit.get(f"/sentier/k/{cast.erable.pk}/m/{row.pk}/") for row in (earlier_one, later_one)]
    assert [page.status_code for page in pages] == [404, 200]
    assert earlier_one.note == "mot d’avant"

    organisation = cast.kim.organisation
    with read_by(cast.camille):  # figures count everyone
        assert has_meetings_since(organisation, clock.today() - timedelta(days=3))
        assert not Meeting.objects.of(organisation).exists()
        with transaction.atomic():  # a verb sees every row: nothing is left behind
            assert Meeting.objects.of(organisation).count() == 2


def test_each_table_of_the_rooms_below_is_closed_or_says_why_it_is_not():
    rooms = {"people", "consents", "safety", "pairing", "meetings", "records"}
    open_because = {
        "people.profile": "what she says as a support person",
        "meetings.group": "what someone leads, not where she sits",
        "records.copy": "a file that she alone takes away",
    }
    tables = {table._meta.label_lower for table in OWNED if table._meta.app_label in rooms and table.ABOUT}
    assert tables - set(CLOSED) == set(open_because)
    assert all(issubclass(table, Owned) for table in OWNED)


# SUPP-3
def test_who_may_have_met_her_chooses_and_nobody_is_told_what(cast):
    seat_together(cast, cast.erable, cast.mesange)
    met(cast.erable, cast.noroit, 9)
    met(cast.lou, cast.noroit, 9)
    takes_on_a_role(cast, cast.erable)
    finish_the_first_three(cast)

    def is_offered_to(peer: Person) -> bool:
        return placement.offerable(peer, [cast.erable, cast.alize]) == [cast.erable, cast.alize]

    assert not is_offered_to(cast.mesange)
    assert not is_offered_to(cast.lou)
    sat, shared = door(cast.mesange), door(cast.lou)
    assert "Érable" in sat.get("/sentier/o/w/").content.decode()
    assert "Érable" not in shared.get("/sentier/o/w/").content.decode()
    for whose, answer in ((sat, "yes"), (shared, "no")):
        row = whose.get("/sentier/o/w/").content.decode().split('go"><a href="/sentier/o/w/')[1].split("/")[0]
        assert whose.post(f"/sentier/o/w/{row}/", {}).status_code == 422
        whose.post(f"/sentier/o/w/{row}/", {"answer": answer})
        assert "/sentier/o/w/" not in whose.get("/sentier/").content.decode()

    assert is_offered_to(cast.mesange)
    assert not is_offered_to(cast.lou)
    assert not placement.is_whole([cast.lou, cast.erable], kind=placement.Kind.RELATIONSHIP)
    assert Willing.objects.of(cast.kim.organisation).count() == 2


def seat_together(cast, *those: Person) -> None:
    group = group_actions.open_group(
        by=cast.alize, kind="group", title="Groupe", agreement_fr="", agreement_en="", places=8, by_the_door=cast.jo
    )
    meeting = Meeting.objects.create(
        organisation=group.organisation, group=group, supporter=cast.alize, on=clock.today(), minutes=60, way="group"
    )
    Attendance.objects.bulk_create(
        Attendance(organisation=group.organisation, meeting=meeting, person=person) for person in those
    )


def finish_the_first_three(cast) -> None:
    start = queries.start_of(cast.erable)
    assert start is not None
    for step in queries.steps_of(start):
        if step.about in {"role", "boundaries", "safety"}:
            actions.tick(step, by=cast.erable)
            actions.tick(step, by=cast.kim)


# SUPP-3
def test_it_opens_only_when_both_press_until_an_hour_and_she_reads_who_read(cast):
    met(cast.erable, cast.noroit, 3, "mot d’avant")
    takes_on_a_role(cast, cast.erable)
    hers, sacha = door(cast.erable), door(cast.sacha)
    assert hers.post("/sentier/o/z/", {}).status_code == 422
    asked = hers.post("/sentier/o/z/", {"who": cast.sacha.pk, "reason": "check", "hours": "1"})["Location"]
    pk = asked.rstrip("/").split("/")[-1]
    read = f"/sentier/q/e/{pk}/"
    assert [door.get(read).status_code for door in (hers, sacha)] == [404, 404]
    assert asked in sacha.get("/sentier/").content.decode()
    assert door(cast.kim).get(asked).status_code == 404

    sacha.post(f"{asked}p/")
    assert "mot d’avant" in sacha.get(read).content.decode()
    assert "Sacha" in hers.get("/sentier/q/v/").content.decode()
    with clock.at(clock.now() + timedelta(minutes=61)):
        assert [door(who).get(read).status_code for who in (cast.erable, cast.sacha)] == [404, 404]

    hers.post(f"{asked}c/")
    late = actions.ask_to_open(by=cast.erable, lead=cast.sacha, reason="check", hours=1)
    with clock.at(clock.now() + timedelta(hours=49)), pytest.raises(rules.IllegalMove):
        actions.press(late, by=cast.sacha)


def test_whoever_supervises_her_does_not_open_it_and_the_ally_does(cast):
    takes_on_a_role(cast, cast.erable)
    assert queries.privacy_leads(cast.erable) == [cast.sacha]
    supervision.set_rhythm(by=cast.camille, supporter=cast.erable, supervisor=cast.sacha, weeks=2)
    assert queries.privacy_leads(cast.erable) == [cast.andree]


# SUPP-3
def test_she_may_have_it_destroyed_at_once_and_an_older_copy_does_not_bring_it_back(cast, worker_comes_by):
    organisation = cast.kim.organisation
    met(cast.erable, cast.alize, 40, "mot d’avant")
    pairing.end(by=cast.erable, relationship=Relationship.objects.of(organisation).get())
    met(cast.erable, cast.noroit, 3, "mot d’avant")
    people.see_limits(by=cast.erable)
    people.say_how_to_reach(by=cast.erable, person=cast.erable, values={"phone": "555-0142"})
    assert door(cast.erable).get("/sentier/q/e/").status_code == 404
    takes_on_a_role(cast, cast.erable)
    met(cast.erable, cast.noroit, 0, "mot d’après")

    hers = door(cast.erable)
    assert hers.get("/sentier/q/e/").status_code == 200
    assert hers.post("/sentier/q/e/").status_code == 200

    rows = Meeting.objects.of(organisation).order_by("on")
    assert [(row.peer, row.note, row.minutes) for row in rows] == [
        (None, "", 60), (None, "", 60), (cast.erable, "mot d’après", 60)
    ]  # fmt: skip
    assert [row.supporter for row in Relationship.objects.of(organisation)] == [cast.noroit]
    assert people_queries.reach_of(cast.erable).phone == "555-0142"  # she is still supported here
    assert {shelf.code for shelf, _lines in earlier.in_words(cast.erable)} <= {"b"}
    assert Role.SUPPORTER in Person.objects.of(organisation).get(pk=cast.erable.pk).roles

    EarlierFile.objects.of(organisation).delete()  # an older copy of the data comes back
    Passage.objects.of(organisation).update(destroyed_on=None, begun_on=None, state="asked")
    met(cast.erable, cast.alize, 40, "mot d’avant")
    with clock.at(clock.now() + timedelta(hours=2)):
        worker_comes_by(organisation)
    assert "mot d’avant" not in {row.note for row in Meeting.objects.of(organisation)}


# SUPP-3
def test_support_elsewhere_is_a_conversation_that_is_owed(cast):
    takes_on_a_role(cast, cast.erable)
    hers, sacha = door(cast.erable), door(cast.sacha)
    hers.post("/sentier/o/e/", {"a": "elsewhere"})
    promise = next(each for each in owned_by(cast.sacha) if "/o/e/" in each.url)
    assert promise.due == clock.today() + timedelta(days=14)
    assert promise.url not in door(cast.kim).get("/sentier/").content.decode()
    assert "Sacha" in hers.get("/sentier/o/").content.decode()
    sacha.post(promise.url)
    assert not [each for each in open_promises(cast.kim.organisation) if "/o/e/" in each.url]
