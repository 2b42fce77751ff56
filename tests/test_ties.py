"""What stands when a wish begins to act: the keeper opens it once, and each room takes its own apart kindly."""

from __future__ import annotations

from espoir import clock
from espoir.apart import actions as apart
from espoir.apart import matter_queries, ties
from espoir.apart.placed import Kind
from espoir.meetings.models import Group, Seat
from espoir.meetings.tests.objects import open_group, sit
from espoir.notices.models import Notice
from espoir.organisations.promises import Asked
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.supervision import actions as supervision
from espoir.supervision.owing import supervision_owed
from espoir.supervision.queries import supervisors_of
from tests.test_placements import PLACED

STANDS_NOT = {Kind.OFFER}  # made anew each time that it is looked at


def test_what_can_stand_is_looked_at():
    """A table that joins people and stays has its source of ties, whatever its room."""
    sources = {source.__module__ for source in ties.TIES}
    rooms = {table.__module__.rsplit(".", 1)[0] for table in PLACED if table.KIND not in STANDS_NOT}
    assert sources == {f"{room}.ties" for room in rooms}


def test_a_wish_about_what_stands_is_opened_once_for_those_who_may_look(cast, worker_comes_by):
    pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())
    supervision.set_rhythm(by=cast.camille, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
    group = open_group(cast)
    sit(group, cast.mesange)
    apart.veto(by=cast.mesange, person=cast.alize)
    apart.veto(by=cast.alize, person=cast.dominique)

    for _hour in range(3):
        worker_comes_by(cast.kim.organisation)

    found = matter_queries.waiting_for(cast.sacha)
    assert sorted(matter.row.kind for matter in found) == ["group", "relationship", "supervisor"]
    assert matter_queries.waiting_for(cast.kim) == []
    told = Notice.objects.of(cast.kim.organisation).values_list("person_id", flat=True)
    assert set(told) <= {person.pk for matter in found for person in matter.readers}


def tie_of(cast, kind):
    return next(tie for tie in ties.standing(cast.kim.organisation) if tie.kind == kind)


def test_a_relationship_ends_as_any_other(cast):
    pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())

    tie_of(cast, Kind.RELATIONSHIP).part(cast.sacha, [cast.mesange, cast.alize])

    assert pairs.relationship_between(cast.mesange, cast.alize) is None
    assert [str(row.how) for row in pairs.relationships_of(cast.mesange)] == ["closed"]


def test_a_seat_is_freed_for_the_one_who_would_rather_move(cast):
    group = open_group(cast)
    for person in (cast.mesange, cast.erable):
        sit(group, person)

    tie_of(cast, Kind.GROUP).part(cast.sacha, [cast.erable, cast.mesange])

    seats = {seat.person.name: seat.state for seat in Seat.objects.of(group.organisation).select_related("person")}
    assert seats == {"Mésange": "taken", "Érable": "left"}


def test_whoever_leads_stays_and_the_door_waits_for_someone(cast):
    group = open_group(cast)

    tie_of(cast, Kind.GROUP).part(cast.sacha, [cast.alize, cast.jo])

    group = Group.objects.of(group.organisation).get()
    assert (group.facilitator, group.by_the_door, group.state) == (cast.alize, None, "open")


def test_a_supporter_goes_on_with_the_second_or_is_owed_someone(cast):
    pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())
    two = {"supervisor": cast.dominique, "second": cast.camille}
    supervision.set_rhythm(by=cast.camille, supporter=cast.alize, weeks=2, **two)
    supervision.plan(by=cast.dominique, supporter=cast.alize, at=clock.now())

    tie_of(cast, Kind.SUPERVISOR).part(cast.sacha, [cast.alize, cast.dominique])
    assert supervisors_of(cast.alize) == [cast.camille]

    tie_of(cast, Kind.SUPERVISOR).part(cast.sacha, [cast.alize, cast.camille])
    assert supervisors_of(cast.alize) == []
    owed = list(supervision_owed(Asked(cast.kim.organisation)))
    assert [(each.supporter, each.owner) for each in owed] == [(cast.alize, owed[0].owner)]
    assert owed[0].owner is not None


def test_someone_else_keeps_in_touch(cast):
    row = pairing.bring(
        by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today(), ended_on=clock.today()
    )
    aftercare = pairing.stay_in_touch(by=cast.mesange, relationship=row, months=1, way="phone")

    tie_of(cast, Kind.INTRODUCTION).part(cast.sacha, [cast.mesange, cast.kim])

    aftercare.refresh_from_db()
    assert aftercare.owner == cast.camille
