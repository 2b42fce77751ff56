"""What she keeps to herself changes nothing for anyone else: not a page, not an export, not a query, not a line.

Two worlds part from the same moment. In one of them she writes in her journal, loses it and begins again, says that
meetings were heavy, notes what is outside her role, and ticks nothing. Then someone of every other role opens every
address that she may open, with everyone's ids in it. What is compared is what comes over the wire, without the values
that differ at each request, how many queries it took, and the lines of the logbook.

A room that keeps something for her alone adds a function to `HERS`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.urls import reverse

from espoir import clock
from espoir.demo.cast import Character, arrive
from espoir.logbook.models import Entry
from espoir.meetings import actions as meetings
from espoir.meetings.models import Meeting
from espoir.organisations import chores
from espoir.organisations.roles import Permission, Role
from espoir.practice import actions as practice
from espoir.supervision import actions as supervision
from espoir.ui.tests.reading import as_seen, hearing_queries
from espoir.wellbeing import actions as journals
from espoir.wellbeing.tests.objects import PASSPHRASE, begins, writes
from tests.house import INSIDE, ROUTES, address, objects

MONDAY = datetime(2026, 11, 16, 15, tzinfo=UTC)
ANY_ID = re.compile(r"\b[2-9a-z]{12}\b")
EVERYONE_ELSE = ("mesange", "noroit", "dominique", "kim", "camille", "sacha", "andree", "jo", "flore")
FLORE = (Character("flore", "Flore", (Role.NETWORK_OFFICER,)),)
TAKE_A_COPY = ("mesange", "dominique")  # for the others the page to print holds the same
ANOTHER_PASSPHRASE = "falaise bouton nacelle tambour"

# Rooms that hold the organisation's own texts and each one's own settings: the drill opens these too.
LESS_OFTEN = re.compile(r"^<slug:org>/[afghnr]/")
MOSTLY = tuple(route for route in INSIDE if not LESS_OFTEN.match(route))

World = Callable[[SimpleNamespace, Callable], None]


# What differs.


def she_keeps_a_journal(cast, knock):
    """Through the door, as she would: also a wrong passphrase, a copy, a journal lost and begun again."""
    door, w = knock(cast.alize), "/sentier/w/"
    door.post(f"{w}d/")
    door.post(f"{w}b/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    for heavy in ("5", "5", "1"):
        door.post(f"{w}n/", {"heavy": heavy, "rest": "1", "line": "personne ne le sait"})
    for answer in range(6):
        page = door.post(f"{w}m/who5/", {f"q{item}": answer for item in range(1, 6)}, follow=True)
        assert "échelle de 0 à 100" in page.content.decode()
    for path in ("", "p/", "document.zip"):
        assert door.get(f"{w}{path}").status_code == 200
    door.post(f"{w}k/", {"old": PASSPHRASE, "passphrase": ANOTHER_PASSPHRASE, "again": ANOTHER_PASSPHRASE})
    door.post(f"{w}c/")
    assert door.post(w, {"passphrase": PASSPHRASE}).status_code == 422


def meetings_were_heavy(cast, knock):
    """One of two, and of a group; she ticks nothing."""
    for meeting in Meeting.objects.of(cast.alize.organisation).filter(supporter=cast.alize):
        meetings.say_how_it_was(meeting, by=cast.alize, heavy="yes", to_supervision=False)


def she_notes_what_is_outside_her_role(cast, knock):
    today = clock.today()
    for kind in ("case", "interpreting"):
        practice.note(by=cast.alize, kind=kind, minutes=240, on=today)
    for when in ("evening", "night"):
        practice.note_contact(by=cast.alize, when=when, way="message", is_answered=True, on=today)
    practice.note_always(by=cast.alize, on=today)
    assert knock(cast.alize).get(reverse("practice:home", args=["sentier"])).status_code == 200


HERS: list[World] = [she_keeps_a_journal, meetings_were_heavy, she_notes_what_is_outside_her_role]


# What she does share does change something: so that the test below can fail.


def she_shows_one_result(cast, knock):
    entry = writes(begins(cast.alize))
    journals.share(entry, by=cast.alize, reader=cast.dominique, until=clock.today() + timedelta(days=3))


def she_brings_a_heavy_meeting_to_supervision(cast, knock):
    for meeting in Meeting.objects.of(cast.alize.organisation).filter(supporter=cast.alize):
        meetings.say_how_it_was(meeting, by=cast.alize, heavy="yes", to_supervision=True)


def she_asks_the_team(cast, knock):
    she_notes_what_is_outside_her_role(cast, knock)
    practice.ask_the_team(by=cast.alize, kinds=["case"])


# What everyone else can notice.


def may_open(person, route) -> bool:
    gate = getattr(ROUTES[route].callback, "gate", None)
    return not isinstance(gate, Permission) or person.may(gate)


def seen(answer) -> object:
    if answer.get("Content-Type") == "application/zip":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as held:
            return {name: plainly(held.read(name)) for name in held.namelist()}
    return plainly(b"".join(answer) if answer.streaming else answer.content)


def plainly(content: bytes) -> object:
    try:
        return ANY_ID.sub("·", as_seen(content))
    except UnicodeDecodeError:
        return len(content)


def look(knock, person, things, routes, *, takes_a_copy) -> dict[str, object]:
    door = knock(person)
    found: dict[str, object] = {}
    door.get("/sentier/")  # the first page of a session also writes the session
    if takes_a_copy:
        door.post(reverse("records:copy", args=["sentier"]))
    for route in routes:
        if may_open(person, route):
            with hearing_queries() as asked:
                answer = door.get(address(route, "sentier", things))
            found[route] = (answer.status_code, seen(answer), len(asked))
    return found


@pytest.fixture
def in_each_world(cast, knock):
    """Everything there is, from the same moment on, in worlds of which each adds something."""

    def live(*worlds: list[World], who=EVERYONE_ELSE, routes=INSIDE) -> list[dict[str, object]]:
        vars(cast).update(arrive(cast.kim.organisation, FLORE))
        lived = []
        with clock.at(MONDAY):
            supervision.set_rhythm(by=cast.kim, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
            things = objects(cast)
            with clock.at(MONDAY + timedelta(hours=2)):
                chores.run_all(cast.kim.organisation)  # what the worker makes in any world has the same ids in all
            for world in worlds:
                with transaction.atomic():
                    before = transaction.savepoint()
                    for add in world:
                        add(cast, knock)
                    with clock.at(MONDAY + timedelta(hours=2)):
                        chores.run_all(cast.kim.organisation)
                        found: dict[str, object] = {
                            name: look(knock, getattr(cast, name), things, routes, takes_a_copy=name in TAKE_A_COPY)
                            for name in who
                        }
                    lines = Entry.objects.of(cast.kim.organisation).order_by("seq").values_list("who", "verb", "what")
                    found["the logbook"] = [ANY_ID.sub("·", str(line)) for line in lines]
                    lived.append(found)
                    transaction.savepoint_rollback(before)
        return lived

    return live


def differences(one: dict[str, object], other: dict[str, object]) -> list[str]:
    """Who notices something, and where."""
    found = []
    for who, pages in one.items():
        others = other[who]
        if isinstance(pages, dict) and isinstance(others, dict):
            found += [f"{who}: {route}" for route in pages if pages[route] != others[route]]
        elif pages != others:
            found.append(who)
    return found


# SUPP-10
def test_what_she_keeps_to_herself_changes_nothing_for_anyone_else(in_each_world):
    without, with_it = in_each_world([], HERS, routes=MOSTLY)

    assert all(any(page[0] == 200 for page in without[who].values()) for who in EVERYONE_ELSE)
    assert differences(without, with_it) == []


@pytest.mark.drill
def test_nor_anywhere_in_the_house(in_each_world):
    without, with_it = in_each_world([], HERS)

    assert differences(without, with_it) == []


def test_what_she_ticks_is_noticed_by_those_it_is_for(in_each_world):
    """So that the test above can fail."""
    home, agenda = "<slug:org>/", "<slug:org>/m/w/<id:supervised>/"
    ticked = {she_shows_one_result: home, she_brings_a_heavy_meeting_to_supervision: agenda, she_asks_the_team: agenda}
    worlds = ([world] for world in ticked)
    without, *with_it = in_each_world([], *worlds, who=("dominique",), routes=(home, agenda))

    for other, where in zip(with_it, ticked.values(), strict=True):
        assert f"dominique: {where}" in differences(without, other)
