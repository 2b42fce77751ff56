"""A seat that is not there, an invitation that is gone, a pause that goes on: whatever the cause, the same.

What is compared is what comes over the wire, decompressed, without the values that differ at each request; how many
queries it took; and the lines of the organisation's logbook. (Offers, and what coordinators and safety leads see of
them, are in `espoir/pairing/tests/test_no_trace.py`.)
"""

from __future__ import annotations

import gzip
import re
from datetime import timedelta

import pytest
from django.db import transaction

from espoir import clock
from espoir.apart import actions as apart
from espoir.logbook.models import Entry
from espoir.meetings import group_actions
from espoir.meetings.models import Group, Seat
from espoir.meetings.tests.objects import open_group, sit
from espoir.notices.actions import PREFERENCES
from espoir.organisations import chores
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pairing.models import Request
from espoir.pairing.tests.scenes import MONDAY, all_is_in_place, asks, bound, chooses, looks_for, opens_her_door
from espoir.people import actions as people
from espoir.ui.tests.reading import as_seen, hearing_queries

FIRST_PAGE = "/sentier/e/p/"  # the first page of a session also writes the session: a page that asks for little
ANY_ID = re.compile(r'(?<=[/"])[a-z0-9]{12}(?=[/"])')


def page(door, path, sent=None):
    """The page as it comes over the wire, and how many queries it took."""
    with hearing_queries() as asked:
        said = {"HTTP_ACCEPT_ENCODING": "gzip"}
        answer = door.get(path, **said) if sent is None else door.post(path, sent, follow=True, **said)
    held = answer.content
    text = as_seen(gzip.decompress(held) if answer.get("Content-Encoding") == "gzip" else held)
    return answer.status_code, ANY_ID.sub("·", text), len(asked)


def pages(knock, person, *paths):
    door = knock(person)
    door.get(FIRST_PAGE)
    return [page(door, path) for path in paths]


def lines(organisation, since):
    rows = Entry.objects.of(organisation).filter(seq__gt=since).exclude(verb=PREFERENCES.code)
    return list(rows.order_by("seq").values_list("verb", flat=True))


def last_line(organisation):
    return Entry.objects.of(organisation).order_by("seq").values_list("seq", flat=True).last() or 0


@pytest.fixture
def in_each_world(settings, tmp_path):
    def live(worlds, history):
        lived = {}
        for world in worlds:
            settings.DATA = tmp_path / world.__name__
            with transaction.atomic():
                before = transaction.savepoint()
                lived[world.__name__] = history(world)
                transaction.savepoint_rollback(before)
        return lived

    return live


def all_alike(lived):
    """Or which worlds differ from the first, and where."""
    first, *others = lived.values()
    differences = [_difference(first, other) for other in others if other != first]
    assert differences == []
    return True


def _difference(one, other) -> str:
    """For whoever reads a failure."""
    words = zip(str(one).split(), str(other).split(), strict=False)
    return " ".join(f"{mine}≠{hers}" for mine, hers in words if mine != hers)[:500]


# Seats of a group.


def nobody_by_the_door(cast, group):
    Group.objects.of(group.organisation).filter(pk=group.pk).update(by_the_door=None)


def no_seat_left(cast, group):
    Group.objects.of(group.organisation).filter(pk=group.pk).update(places=1)


def is_over(cast, group):
    group_actions.close_group(group, by=group.facilitator)


def apart_from_one_who_sits(cast, group):
    apart.veto(by=cast.mesange, person=cast.erable)


def one_who_sits_is_apart_from_her(cast, group):
    apart.veto(by=cast.erable, person=cast.mesange)


def apart_from_the_one_who_leads(cast, group):
    apart.veto(by=cast.mesange, person=cast.alize)


def the_one_by_the_door_is_apart_from_her(cast, group):
    apart.veto_name(by=cast.jo, name="mésange")


APART = [
    apart_from_one_who_sits, one_who_sits_is_apart_from_her, apart_from_the_one_who_leads,
    the_one_by_the_door_is_apart_from_her,
]  # fmt: skip


# PEER-5
def test_a_seat_that_is_not_offered_is_missing_in_the_same_way(cast, knock, in_each_world):
    def history(world):
        with clock.at(MONDAY):
            looks_for(cast.mesange)
            group = open_group(cast)
            sit(group, cast.erable)
            world(cast, group)
        with clock.at(MONDAY + timedelta(days=8)):
            chores.run_all(cast.kim.organisation)
            hers = pages(knock, cast.mesange, "/sentier/", "/sentier/k/a/", "/sentier/q/v/")
            return hers, pages(knock, cast.kim, "/sentier/", "/sentier/b/")

    assert all_alike(in_each_world([nobody_by_the_door, no_seat_left, is_over, *APART], history))


# PEER-5
def test_a_seat_that_is_gone_when_she_takes_it_is_gone_in_the_same_way(cast, knock, in_each_world):
    """It was on her page; she presses. The answer, the page after, and what is written are one and the same."""

    def history(world):
        with clock.at(MONDAY):
            looks_for(cast.mesange)
            group = open_group(cast)
            sit(group, cast.erable)
            chores.run_all(cast.kim.organisation)
            seat = Seat.objects.of(group.organisation).get(person=cast.mesange)
            world(cast, group)
            chores.run_all(cast.kim.organisation)
            before = pages(knock, cast.mesange, "/sentier/k/a/", f"/sentier/k/s/{seat.pk}/")
            since = last_line(cast.kim.organisation)
            door = knock(cast.mesange)
            door.get(FIRST_PAGE)
            pressed = page(door, f"/sentier/k/s/{seat.pk}/", {"answer": "take"})
            return before, pressed, pages(knock, cast.mesange, "/sentier/k/a/"), lines(cast.kim.organisation, since)

    lived = in_each_world([no_seat_left, *APART], history)

    assert all_alike(lived)
    assert "Il n’y a pas de place ici pour l’instant." in lived["no_seat_left"][1][1]


def test_the_one_who_leads_sees_the_same_room_and_reads_the_same_answer(cast, knock, in_each_world):
    def she_looks_for_something_else(cast, group):
        looks_for(cast.mesange, forms=["walk"])

    def history(world):
        with clock.at(MONDAY):
            looks_for(cast.mesange)
            pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())
            group = open_group(cast)
            sit(group, cast.erable)
            world(cast, group)
        with clock.at(MONDAY + timedelta(days=8)):
            chores.run_all(cast.kim.organisation)
            room = f"/sentier/k/g/{group.pk}/"
            before = pages(knock, cast.alize, "/sentier/", "/sentier/k/g/", room)
            since = last_line(cast.kim.organisation)
            pressed = page(knock(cast.alize), f"{room}s/{cast.mesange.pk}/", {})
            return before, pressed, pages(knock, cast.alize, room), lines(cast.kim.organisation, since)

    worlds = [she_looks_for_something_else, apart_from_one_who_sits, one_who_sits_is_apart_from_her]
    assert all_alike(in_each_world(worlds, history))


# The pages of a supporter.


def test_an_invitation_goes_from_a_supporter_s_page_in_the_same_way(cast, knock, in_each_world):
    def she_took_it_back(cast):
        pairing.withdraw(by=cast.mesange, request=pairs.request_of(cast.mesange))

    def someone_else_said_yes(cast):
        pairing.answer(by=cast.noroit, offer=pairs.invitations_to(cast.noroit).get(), yes=True)

    def she_is_apart(cast):
        apart.veto(by=cast.mesange, person=cast.alize)

    def history(world):
        with clock.at(MONDAY):
            all_is_in_place(cast)
            looks_for(cast.mesange)
            bound(cast.lou, cast.noroit)  # not the first relationship here
            opens_her_door(cast.alize)
            asks(cast.mesange)
            chooses(cast.mesange, cast.alize, cast.noroit)
            world(cast)
        with clock.at(MONDAY + timedelta(days=1)):
            chores.run_all(cast.kim.organisation)
            return pages(knock, cast.alize, "/sentier/", "/sentier/j/o/", "/sentier/k/", "/sentier/q/v/")

    assert all_alike(in_each_world([she_took_it_back, someone_else_said_yes, she_is_apart], history))


def test_a_pause_that_cannot_end_goes_on_in_the_same_way(cast, knock, in_each_world):
    """The other one has taken the pause over, or would rather not meet: one sentence, one page."""

    def the_other_one_took_it_over(cast, row):
        type(row).objects.of(row.organisation).filter(pk=row.pk).update(paused_by=cast.mesange)

    def they_are_apart(cast, row):
        apart.veto(by=cast.mesange, person=cast.alize)

    def history(world):
        with clock.at(MONDAY):
            row = pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())
            pairing.pause(by=cast.alize, relationship=row)
            world(cast, row)
            since = last_line(cast.kim.organisation)
            door = knock(cast.alize)
            door.get(FIRST_PAGE)
            answer = door.post(f"/sentier/j/l/{row.pk}/s/", {})
            said = [str(message) for message in answer.wsgi_request._messages]
            return answer.status_code, answer.url.count("/"), said, lines(cast.kim.organisation, since)

    lived = in_each_world([the_other_one_took_it_over, they_are_apart], history)

    assert all_alike(lived)
    assert lived["they_are_apart"][2] == ["La pause continue pour l’instant."]


# How often the keeper is asked.


def test_the_worker_asks_the_keeper_once_a_request(cast, monkeypatch):
    """Not once for each two people: a round takes one question for each request under way, whatever it waits for."""
    with clock.at(MONDAY):
        all_is_in_place(cast)
        for peer in (cast.mesange, cast.erable, cast.lou):
            looks_for(peer)
        for supporter in (cast.alize, cast.noroit):
            opens_her_door(supporter, places=5)
        for peer in (cast.mesange, cast.erable):
            asks(peer)
        chooses(cast.mesange, cast.alize, cast.noroit)
        pairing.ask(by=cast.lou)
        people.write_profile(by=cast.noroit, values={"places": 4})
        asked = counting_questions(monkeypatch)

        chores.run("espoir.pairing.chores.prepare_offers", cast.kim.organisation)

        under_way = Request.objects.of(cast.kim.organisation).under_way().count()
        assert under_way == 3
        assert len(asked) <= under_way


def test_seats_take_one_question_a_group_and_none_until_next_week(cast, monkeypatch):
    asked = counting_questions(monkeypatch)
    with clock.at(MONDAY):
        for _each in range(2):
            open_group(cast)
        asked.clear()
        chores.run("espoir.meetings.chores.offer_seats", cast.kim.organisation)
        assert asked == ["joinable", "joinable"]
        chores.run("espoir.meetings.chores.offer_seats", cast.kim.organisation)
        assert asked == ["joinable", "joinable"]
    with clock.at(MONDAY + timedelta(days=7)):
        chores.run("espoir.meetings.chores.offer_seats", cast.kim.organisation)
        assert len(asked) == 4


def counting_questions(monkeypatch) -> list[str]:
    from espoir.apart import keeper  # noqa: PLC0415

    asked: list[str] = []
    for name in ("offerable", "joinable", "is_whole"):
        question = getattr(keeper, name)

        def ask(*people, question=question, name=name, **said):
            asked.append(name)
            return question(*people, **said)

        monkeypatch.setattr(keeper, name, ask)
    return asked


def test_no_page_asks_the_keeper_about_a_placement(cast, knock, monkeypatch):
    """Opening a page tells nobody anything, however often it is opened."""
    from tests.house import INSIDE, address, objects  # noqa: PLC0415

    things = objects(cast)
    opens_her_door(cast.alize, places=5)
    looks_for(cast.erable)
    request = asks(cast.erable)
    assert pairs.cards_of(request).count()  # there is something to ask about
    asked = counting_questions(monkeypatch)
    for name in ("mesange", "erable", "alize", "dominique", "kim", "camille", "sacha", "andree"):
        door = knock(getattr(cast, name))
        for route in INSIDE:
            door.get(address(route, "sentier", things))
            assert asked == [], (name, route)
