"""A group: its agreement, someone outside the door, seats through the one placement function, a word after."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from espoir import clock
from espoir.apart import actions as apart
from espoir.meetings import actions, group_actions, queries, rules
from espoir.meetings.models import Attendance, Group, Meeting, Seat
from espoir.meetings.tests.objects import bind, note_group, open_group, sit
from espoir.organisations.todays import lines_for
from espoir.people.models import Wishes


def seats(cast):
    return {seat.person.name: seat.state for seat in Seat.objects.of(cast.alize.organisation).select_related("person")}


def words(cast, **changes):
    """What the page of a new group sends."""
    sent = {"title": "Mardi couture", "kind": "craft", "places": 8, "by_the_door": cast.jo.pk}
    return sent | {"agreement_fr": "{name} attend.", "agreement_en": "{name} waits."} | changes


def test_a_group_opens_with_an_agreement_in_both_languages(cast, knock):
    page = knock(cast.alize).get("/sentier/k/g/a/").content.decode()

    assert "Dans ce groupe, vous pouvez partir quand vous voulez, sans expliquer." in page
    assert "In this group, you can leave any time and you don’t have to explain." in page


@pytest.mark.parametrize(("language", "said"), [("fr-ca", "Jo attend."), ("en-ca", "Jo waits.")])
def test_each_reads_the_agreement_in_her_language(cast, knock, worker_comes_by, language, said):
    cast.mesange.account.language = language
    knock(cast.alize).post("/sentier/k/g/a/", words(cast))
    worker_comes_by(cast.alize.organisation)
    seat = Seat.objects.of(cast.alize.organisation).get(person=cast.mesange)

    assert said in knock(cast.mesange).get(f"/sentier/k/s/{seat.pk}/").content.decode()


# SAFE-4
def test_no_seat_and_no_meeting_until_someone_is_outside_the_door(cast, knock, worker_comes_by):
    knock(cast.alize).post("/sentier/k/g/a/", words(cast, by_the_door=""))
    group = Group.objects.of(cast.alize.organisation).get()
    worker_comes_by(group.organisation)

    assert not seats(cast)
    with pytest.raises(rules.NobodyByTheDoor):
        note_group(group)
    knock(cast.alize).post(f"/sentier/k/g/{group.pk}/", {"minutes": "90", "on": clock.today()})
    assert not Meeting.objects.of(group.organisation).exists()


def test_no_date_is_set_until_someone_is_outside_the_door(cast, knock):
    day = clock.today() + timedelta(days=3)

    answer = knock(cast.alize).post("/sentier/k/g/a/", words(cast, by_the_door="", day=day, hour="14:00"))

    assert answer.status_code == 422
    assert "Nommez quelqu’un près de la porte, puis fixez une date." in answer.content.decode()


def test_everyone_who_may_be_offered_a_seat_finds_it_on_her_page(cast, knock, worker_comes_by):
    open_group(cast)
    worker_comes_by(cast.alize.organisation)
    worker_comes_by(cast.alize.organisation)

    assert seats(cast) == {"Mésange": "offered", "Érable": "offered", "Lou": "offered"}
    assert "Mardi couture" in knock(cast.mesange).get("/sentier/k/a/").content.decode()


def test_a_seat_that_may_not_be_offered_leaves_no_trace(cast, knock, worker_comes_by, monkeypatch):
    """Whether it is full, over, or one of them would rather not meet another: the same page, word for word."""
    monkeypatch.setattr("espoir.ui.templatetags.ui.secrets.token_urlsafe", lambda _length: "same")
    organisation = cast.alize.organisation
    group = open_group(cast, places=2)
    sit(group, cast.erable)
    apart.veto(by=cast.mesange, person=cast.erable)
    worker_comes_by(organisation)
    kept_apart = knock(cast.mesange).get("/sentier/k/a/").content
    assert seats(cast) == {"Érable": "taken", "Lou": "offered"}

    apart.lift(by=cast.mesange, person=cast.erable)
    sit(group, cast.lou)
    worker_comes_by(organisation)
    full = knock(cast.mesange).get("/sentier/k/a/").content
    assert seats(cast) == {"Érable": "taken", "Lou": "taken"}

    assert _plain(kept_apart) == _plain(full)
    assert "couture" not in full.decode()


def _plain(page: bytes) -> str:
    return re.sub(r'value="[^"]{20,}"', "", page.decode())


def test_who_sat_down_meanwhile_is_looked_at_again_at_the_door(cast, knock, worker_comes_by):
    group = open_group(cast)
    worker_comes_by(group.organisation)
    sit(group, cast.erable)
    apart.veto(by=cast.erable, person=cast.mesange)
    seat = Seat.objects.of(group.organisation).get(person=cast.mesange)

    answer = knock(cast.mesange).post(f"/sentier/k/s/{seat.pk}/", {"answer": "take"}, follow=True)

    assert "Il n’y a pas de place ici pour l’instant. D’autres groupes peuvent venir." in answer.content.decode()
    assert [person.name for person in queries.who_sits_in(group)] == ["Érable"]


def test_the_person_outside_the_door_is_chosen_through_the_same_function(cast, knock):
    group = open_group(cast)
    sit(group, cast.mesange)
    apart.veto(by=cast.mesange, person=cast.kim)

    page, door = f"/sentier/k/g/{group.pk}/e/", knock(cast.alize)
    assert cast.kim.pk in door.get(page).content.decode()  # opening a page asks nothing about anyone
    answer = door.post(page, words(cast, by_the_door=cast.kim.pk))

    assert answer.status_code == 422
    assert "Ce n’est pas possible ici. Nommez quelqu’un d’autre." in answer.content.decode()
    group.refresh_from_db()
    assert group.by_the_door == cast.jo


# PEER-6
def test_she_takes_a_seat_leaves_it_and_comes_back(cast, knock, worker_comes_by):
    group = open_group(cast)
    worker_comes_by(group.organisation)
    seat = Seat.objects.of(group.organisation).get(person=cast.mesange)
    client, page = knock(cast.mesange), f"/sentier/k/s/{seat.pk}/"

    for answer, state in (("take", "taken"), ("leave", "left"), ("take", "taken")):
        client.post(page, {"answer": answer})
        worker_comes_by(group.organisation)
        seat.refresh_from_db()
        assert seat.state == state
    assert "Mésange" in knock(cast.alize).get(f"/sentier/k/g/{group.pk}/").content.decode()


def test_only_the_one_who_leads_sees_who_has_a_seat(cast, knock):
    group = open_group(cast)
    sit(group, cast.mesange)

    for name in ("noroit", "erable", "dominique", "kim", "camille", "jo", "juniper"):
        assert knock(getattr(cast, name)).get(f"/sentier/k/g/{group.pk}/").status_code == 404
    erables = sit(group, cast.erable)
    assert "Mésange" not in knock(cast.erable).get(f"/sentier/k/s/{erables.pk}/").content.decode()


def test_a_group_meeting_is_noted_once_with_who_came(cast, knock, says_yes):
    group = open_group(cast)
    sit(group, cast.mesange)
    sit(group, cast.erable)
    sent = {"minutes": "90", "on": clock.today(), "themes": ["breather"], "came": [cast.mesange.pk]}

    client = knock(cast.alize)
    answer = client.post(f"/sentier/k/g/{group.pk}/", sent, follow=True)
    again = client.post(f"/sentier/k/g/{group.pk}/", sent)

    assert "C’est noté" in answer.content.decode()
    assert again.status_code == 422
    meeting = Meeting.objects.of(group.organisation).get()
    assert (meeting.peer, meeting.supporter, meeting.way, meeting.minutes) == (None, cast.alize, "craft", 90)
    assert [row.person for row in queries.who_came(meeting)] == [cast.mesange]
    assert queries.peers_met_between(group.organisation, clock.today(), clock.today()) == {cast.mesange.pk}
    (month,) = queries.hours_by_month(group.organisation, clock.today(), clock.today())
    assert (month.meetings, month.minutes) == (1, 90)


def test_only_those_who_said_yes_are_checked_in_on(cast, knock, says_yes):
    says_yes(cast.mesange, "checkin")
    group = open_group(cast)
    sit(group, cast.mesange)
    sit(group, cast.erable)
    note_group(group, cast.mesange, cast.erable)

    for someone in (cast.alize, cast.jo):
        (line,) = [line for line in lines_for(someone) if line.face == "Mésange"]
    assert not [line for line in lines_for(cast.noroit) if line.face == "Mésange"]
    assert "Mésange" in knock(cast.jo).get(line.url).content.decode()
    knock(cast.jo).post(line.url)

    assert not [line for line in lines_for(cast.alize) if line.face == "Mésange"]
    states = Attendance.objects.of(group.organisation).values_list("check_in", flat=True)
    assert sorted(states) == ["done", "none"]


def test_a_group_meeting_noted_by_mistake_is_taken_out_within_seven_days(cast, knock):
    group = open_group(cast)
    meeting = note_group(group)
    page = f"/sentier/k/g/{group.pk}/m/{meeting.pk}/"

    with clock.at(clock.now() + timedelta(days=8)):
        assert knock(cast.alize).get(page).status_code == 404
    assert knock(cast.alize).get(page).status_code == 200
    knock(cast.alize).post(page)

    assert not Meeting.objects.of(group.organisation).exists()


def test_a_group_that_is_over_leaves_every_page(cast, knock, worker_comes_by):
    group = open_group(cast)
    seat = sit(group, cast.mesange)
    note_group(group, cast.mesange)

    knock(cast.alize).post(f"/sentier/k/g/{group.pk}/x/")

    assert "couture" not in knock(cast.mesange).get("/sentier/k/a/").content.decode()
    assert knock(cast.mesange).get(f"/sentier/k/s/{seat.pk}/").status_code == 404
    assert knock(cast.alize).get(f"/sentier/k/g/{group.pk}/").status_code == 200
    assert Meeting.objects.of(group.organisation).count() == 1


def test_those_who_have_a_seat_are_reminded_if_they_said_yes(cast, says_yes, worker_comes_by, monkeypatch):
    told = []
    monkeypatch.setattr(group_actions, "tell", lambda person, **what: told.append((person, what["at"])))
    at = clock.now() + timedelta(days=1)
    group = open_group(cast, next_at=at)
    sit(group, cast.mesange)
    sit(group, cast.erable)
    says_yes(cast.mesange, "reminders")

    worker_comes_by(group.organisation)
    worker_comes_by(group.organisation)

    assert told == [(cast.mesange, at)]
    assert [line.when for line in lines_for(cast.mesange) if line.words == "Mardi couture"] == [at]


def test_a_group_meeting_can_be_heavy_too_and_stays_hers(cast):
    group = open_group(cast)
    note_group(group, heavy="yes")

    assert queries.brought_to_supervision(cast.alize, since=clock.today()) == []
    with pytest.raises(rules.IllegalMove):
        actions.say_how_it_was(Meeting.objects.of(group.organisation).get(), by=cast.jo, heavy="", to_supervision=True)


def test_someone_without_a_device_says_yes_out_loud(cast, knock, worker_comes_by):
    group = open_group(cast)
    bind(cast.mesange, cast.alize)
    worker_comes_by(group.organisation)
    client, page = knock(cast.alize), f"/sentier/k/g/{group.pk}/"

    seen = client.get(page).content.decode()
    assert "Donner une place à Mésange" in seen
    assert "Érable" not in seen  # she does not support Érable
    assert client.post(f"{page}s/{cast.erable.pk}/").status_code == 404
    client.post(f"{page}s/{cast.mesange.pk}/")

    assert [person.name for person in queries.who_sits_in(group)] == ["Mésange"]
    assert "Donner une place à Mésange" not in client.get(page).content.decode()


def test_who_may_not_sit_may_be_away_unwilling_or_kept_apart(cast, knock, worker_comes_by, monkeypatch):
    """The one who leads sees the same page and reads the same answer, word for word, whatever the cause."""
    monkeypatch.setattr("espoir.ui.templatetags.ui.secrets.token_urlsafe", lambda _length: "same")
    group, client = open_group(cast), knock(cast.alize)
    bind(cast.mesange, cast.alize)
    sit(group, cast.erable)
    page = f"/sentier/k/g/{group.pk}/"
    weeks = iter(range(1, 9))

    def seen():
        with clock.at(clock.now() + timedelta(weeks=next(weeks))):
            worker_comes_by(group.organisation)
        before = _plain(client.get(page).content)
        return before, _plain(client.post(f"{page}s/{cast.mesange.pk}/", follow=True).content)

    apart.veto(by=cast.erable, person=cast.mesange)
    kept_apart = seen()
    apart.lift(by=cast.erable, person=cast.mesange)

    wishes = Wishes(organisation=group.organisation, person=cast.mesange)
    wishes.forms = ["walk"]
    wishes.save()
    looks_for_something_else = seen()
    wishes.delete()

    worker_comes_by(group.organisation)
    with clock.at(clock.now() + timedelta(weeks=next(weeks))):
        worker_comes_by(group.organisation)
    seat = Seat.objects.of(group.organisation).get(person=cast.mesange)
    group_actions.leave_seat(seat, by=cast.mesange)
    not_now = seen()

    assert kept_apart == looks_for_something_else == not_now
    assert "Il n’y a pas de place ici pour l’instant." in kept_apart[1]


@pytest.mark.parametrize(
    ("week", "asked"), [(0, ["a", "b", "c", "d"]), (1, ["e", "f", "g", "a"]), (2, ["b", "c", "d", "e"])]
)
def test_when_places_are_short_those_who_waited_longest_are_asked_first_and_then_the_others(week, asked):
    group = Group(since=clock.today() - timedelta(days=7 * week + 3))

    assert rules.in_turn(group, list("abcdefg"), free=2) == asked


def test_with_places_enough_everyone_is_asked_and_never_more_than_twelve_at_once():
    group = Group(since=clock.today())

    assert [*map(str, rules.in_turn(group, list("abc"), free=3))] == ["a", "b", "c"]
    assert rules.in_turn(group, [], free=3) == []
    assert len(rules.in_turn(group, list("abcdefghijklmnopqrst"), free=20)) == rules.AT_ONCE


# PEER-6
def test_whoever_wishes_for_a_workshop_is_asked_to_one_and_whoever_wishes_for_walks_is_not(cast):
    wished = {cast.mesange: ["workshop"], cast.erable: ["group"], cast.lou: ["walk", "craft"]}
    for person, forms in wished.items():
        row = Wishes(organisation=person.organisation, person=person)
        row.forms = forms
        row.save()

    def asked(kind):
        return {person.name for person in queries.who_looks_for(kind, list(wished))}

    assert asked("workshop") == {"Mésange", "Érable"}
    assert asked("craft") == {"Érable", "Lou"}
    assert asked("outing") == set()
