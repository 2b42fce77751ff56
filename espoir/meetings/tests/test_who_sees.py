"""Who opens a person's page: the one who supports her now, and she the other's. Nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espoir import clock
from espoir.logbook.models import Entry
from espoir.meetings import actions, queries
from espoir.meetings.models import Goal, Meeting
from espoir.meetings.tests.objects import bind, note_group, open_group, sit
from espoir.organisations.models import Person
from espoir.pairing.models import Relationship
from espoir.people.actions import see_limits
from espoir.people.models import Reach
from espoir.vault import keys

ON_HER_PAGE = 18
OTHERS = ("erable", "noroit", "dominique", "kim", "camille", "sacha", "andree", "jo", "juniper", "wren", "harper")


@pytest.mark.parametrize("name", OTHERS)
def test_everyone_else_is_told_nothing(cast, knock, two, name):
    someone = getattr(cast, name)
    meeting = actions.note_meeting(by=cast.alize, relationship=two, on=clock.today(), minutes=60, way="walk")

    for other in (cast.mesange, cast.alize):
        for page in ("", "l/", "h/", f"m/{meeting.pk}/", f"m/{meeting.pk}/x/", "p/", "s/", "g/"):
            for org in {"sentier", someone.organisation.slug}:
                assert knock(someone).get(f"/{org}/k/{other.pk}/{page}").status_code == 404
                assert knock(someone).post(f"/{org}/k/{other.pk}/{page}").status_code in {404, 405}


def test_another_meeting_does_not_open_through_my_own_door(cast, knock, two):
    theirs = actions.note_meeting(
        by=cast.noroit, relationship=bind(cast.erable, cast.noroit), on=clock.today(), minutes=60, way="walk"
    )

    assert knock(cast.alize).get(f"/sentier/k/{cast.mesange.pk}/m/{theirs.pk}/").status_code == 404


def test_the_page_closes_when_it_ends(cast, knock, two):
    two.state, two.ended_on = Relationship.State.ENDED, clock.today()
    two.save()

    assert knock(cast.alize).get(f"/sentier/k/{cast.mesange.pk}/").status_code == 404
    assert "Mésange" not in knock(cast.alize).get("/sentier/k/").content.decode()


def test_opening_her_page_leaves_a_line_that_she_can_read(cast, knock, two):
    knock(cast.alize).get(f"/sentier/k/{cast.mesange.pk}/")
    knock(cast.mesange).get(f"/sentier/k/{cast.alize.pk}/")

    lines = Entry.objects.of(two.organisation).filter(verb="meetings.opened")
    assert [line.who for line in lines] == [cast.alize.pk]


def test_pages_still_open_once_she_is_erased(cast, knock, two):
    actions.note_meeting(by=cast.alize, relationship=two, on=clock.today(), minutes=60, way="walk")
    keys.shred(two.organisation_id, cast.mesange.pk)
    Person.objects.of(two.organisation).filter(pk=cast.mesange.pk).update(state=Person.State.ERASED, account=None)
    Meeting.objects.of(two.organisation).update(peer=None)

    for page in ("", "l/", f"{cast.mesange.pk}/", f"{cast.mesange.pk}/l/"):
        assert knock(cast.alize).get(f"/sentier/k/{page}").status_code == 200
    assert "1 heure" in knock(cast.alize).get("/sentier/k/l/").content.decode()
    (month,) = queries.hours_by_month(two.organisation, clock.today(), clock.today())
    assert (month.meetings, month.minutes) == (1, 60)
    assert queries.peers_met_between(two.organisation, clock.today(), clock.today()) == set()


@pytest.mark.parametrize("page", ["/sentier/k/", "/sentier/"])
def test_one_person_or_three_the_page_asks_as_many_questions(cast, knock, page):
    asked = []
    for person in (cast.mesange, cast.erable, cast.lou):
        two = bind(person, cast.alize)
        actions.note_meeting(by=cast.alize, relationship=two, on=clock.today(), minutes=60, way="walk")
        actions.plan(by=cast.alize, relationship=two, at=clock.now() + timedelta(days=1), way="walk")
        client = knock(cast.alize)
        with CaptureQueriesContext(connection) as queries_asked:
            assert person.name in client.get(page).content.decode() or page == "/sentier/"
        asked.append(len(queries_asked))

    assert asked[0] == asked[1] == asked[2]


# PEER-7
@pytest.mark.parametrize("name", ["erable", "alize", "dominique", "kim", "camille", "sacha", "andree", "jo", "wren"])
def test_her_goals_are_hers_alone(cast, knock, two, name):
    someone = getattr(cast, name)
    goal = actions.write_goal(by=cast.mesange, words="Trouver un cours de couture")
    client = knock(someone)

    for page in ("", "t/", "x/"):
        assert client.get(f"/sentier/k/b/{goal.pk}/{page}").status_code in {404, 405}
        assert client.post(f"/sentier/k/b/{goal.pk}/{page}").status_code == 404
    for page in ("/sentier/", "/sentier/k/", "/sentier/k/a/", "/sentier/k/b/", f"/sentier/k/{cast.mesange.pk}/"):
        assert "couture" not in client.get(page).content.decode()
    assert Goal.objects.of(two.organisation).get(pk=goal.pk).words == "Trouver un cours de couture"


def test_she_writes_ticks_changes_and_takes_out_her_goals(cast, knock):
    see_limits(by=cast.mesange)
    client = knock(cast.mesange)
    assert "Cet espace est à vous." in client.get("/sentier/k/b/").content.decode()

    client.post("/sentier/k/b/", {"words": "Trouver un cours de couture"})
    goal = Goal.objects.of(cast.mesange.organisation).get()
    assert 'aria-pressed="false"' in client.get("/sentier/k/b/").content.decode()

    client.post(f"/sentier/k/b/{goal.pk}/t/")
    assert 'aria-pressed="true"' in client.get("/sentier/k/b/").content.decode()
    client.post(f"/sentier/k/b/{goal.pk}/t/")
    assert 'aria-pressed="false"' in client.get("/sentier/k/b/").content.decode()

    client.post(f"/sentier/k/b/{goal.pk}/", {"words": "Coudre"})
    assert "Coudre" in client.get("/sentier/k/b/").content.decode()
    client.post(f"/sentier/k/b/{goal.pk}/x/")
    assert not Goal.objects.of(cast.mesange.organisation).exists()


@pytest.mark.parametrize(
    ("language", "words"), [("fr-ca", "ce qui vous aide un jour difficile"), ("en-ca", "helps you on a hard day")]
)
def test_what_helps_her_on_a_hard_day_has_its_place_there_too(cast, knock, language, words):
    see_limits(by=cast.mesange)
    cast.mesange.account.language = language
    client = knock(cast.mesange)

    client.post("/sentier/k/b/", {"words": "Marcher au bord de l’eau"})

    page = client.get("/sentier/k/b/").content.decode()
    assert words in page
    assert "Marcher au bord de l’eau" in page


def test_how_to_reach_her_opens_for_her_supporter_and_leaves_a_line(cast, knock, two):
    reach = Reach(organisation=two.organisation, person=cast.mesange)
    reach.never, reach.phone = "Jamais le soir", "418 555-0142"
    reach.save()

    page = knock(cast.alize).get(f"/sentier/k/{cast.mesange.pk}/h/").content.decode()

    assert "418 555-0142" in page
    assert page.index("Jamais le soir") < page.index("418 555-0142")
    assert knock(cast.mesange).get(f"/sentier/k/{cast.alize.pk}/h/").status_code == 404
    (line,) = Entry.objects.of(two.organisation).filter(verb="people.opened_reach")
    assert line.who == cast.alize.pk


@pytest.mark.parametrize("number", [1, 3])
def test_her_page_asks_as_many_questions_whatever_it_shows(cast, knock, two, number, django_assert_max_num_queries):
    for days in range(number):
        on = clock.today() - timedelta(days=days)
        actions.note_meeting(by=cast.alize, relationship=two, on=on, minutes=60, way="walk")
        actions.plan(by=cast.alize, relationship=two, at=clock.now() + timedelta(days=1 + days), way="walk")
        actions.propose_step(by=cast.mesange, relationship=two, words="Marcher")
    client = knock(cast.alize)

    with django_assert_max_num_queries(ON_HER_PAGE):
        client.get(f"/sentier/k/{cast.mesange.pk}/")


@pytest.mark.parametrize(("language", "words"), [("fr-ca", "1 heure, en marchant"), ("en-ca", "1 hour, on a walk")])
def test_each_keeps_the_list_of_all_their_meetings_after_an_ending(cast, knock, two, language, words):
    cast.mesange.account.language = language
    actions.note_meeting(by=cast.alize, relationship=two, on=clock.today(), minutes=60, way="walk")
    group = open_group(cast)
    sit(group, cast.mesange)
    note_group(group, cast.mesange)
    two.state, two.ended_on = Relationship.State.ENDED, clock.today()
    two.save()

    hers = knock(cast.mesange).get("/sentier/k/l/").content.decode()
    assert words in hers
    assert "Alizé" in hers
    assert "Mardi couture" in hers
    assert "Mésange" in knock(cast.alize).get("/sentier/k/l/").content.decode()
    for other in (cast.erable, cast.noroit, cast.kim, cast.dominique):
        page = knock(other).get("/sentier/k/l/").content.decode()
        assert not [name for name in ("Alizé", "Mésange", "couture") if name in page]
