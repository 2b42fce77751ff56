"""Verbs of groups: open one, offer seats through the one placement function, take and leave a seat, note who came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.apart import placement
from espoir.apart.placement import Kind as Placing
from espoir.apart.placement import places as places_people
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.meetings import queries, rules
from espoir.meetings.codes import Heavy
from espoir.meetings.models import Attendance, Group, Meeting, Seat
from espoir.meetings.rules import IllegalMove
from espoir.notices.actions import tell
from espoir.notices.models import Kind
from espoir.organisations.models import Organisation, Person

OPENED_GROUP = verb("meetings.opened_group", gettext_lazy("opened the names of a group"))
CHANGED_GROUP = verb("meetings.group", gettext_lazy("opened or changed a group"))
TOOK_SEAT = verb("meetings.took_seat", gettext_lazy("took a seat in a group"))
LEFT_SEAT = verb("meetings.left_seat", gettext_lazy("left a seat in a group"))
NOTED_GROUP = verb("meetings.noted_group", gettext_lazy("noted who came to a group"))
TOOK_OUT_GROUP = verb("meetings.took_out_group", gettext_lazy("took out a group meeting noted by mistake"))
CHECKED_IN = verb("meetings.checked_in", gettext_lazy("checked in after a group"))


@places_people(Placing.GROUP)
@transaction.atomic
def open_group(
    *,
    by: Person,
    kind: str,
    title: str,
    agreement_fr: str,
    agreement_en: str,
    places: int = 8,
    by_the_door: Person | None = None,
    next_at: datetime | None = None,
) -> Group:
    """Seats are offered by the worker, once someone is named outside the door."""
    group = Group(organisation=by.organisation, facilitator=by)
    return _write(group, by, kind, title, agreement_fr, agreement_en, places, by_the_door, next_at)


@places_people(Placing.GROUP)
@transaction.atomic
def change_group(
    group: Group,
    *,
    by: Person,
    kind: str,
    title: str,
    agreement_fr: str,
    agreement_en: str,
    places: int,
    by_the_door: Person | None,
    next_at: datetime | None,
) -> Group:
    rules.leads(group, by)
    if next_at != group.next_at:
        group.reminded_on = None
    return _write(group, by, kind, title, agreement_fr, agreement_en, places, by_the_door, next_at)


def _write(
    group: Group,
    by: Person,
    kind: str,
    title: str,
    agreement_fr: str,
    agreement_en: str,
    places: int,
    by_the_door: Person | None,
    next_at: datetime | None,
) -> Group:
    if next_at is not None and by_the_door is None:
        raise rules.NobodyByTheDoor
    if by_the_door is not None and by_the_door.pk != group.by_the_door_id:
        _may_stand_by(group, by_the_door, by)
        group.looked_on = None
    group.kind, group.places, group.by_the_door, group.next_at = kind, places, by_the_door, next_at
    group.title, group.agreement_fr, group.agreement_en = title, agreement_fr, agreement_en
    group.save()
    record(CHANGED_GROUP, by=by, what=group)
    return group


def _may_stand_by(group: Group, someone: Person, by: Person) -> None:
    """Whoever is by the door is there for everyone inside: asked like anyone who would join."""
    inside = [by, *queries.who_sits_in(group)]
    if someone.pk in {person.pk for person in inside} or not placement.joinable(inside, [someone], asker=by):
        raise rules.NotAvailable


@transaction.atomic
def close_group(group: Group, *, by: Person) -> None:
    rules.leads(group, by)
    group.state, group.next_at = Group.State.OVER, None
    group.save(update_fields=["state", "next_at"])
    record(CHANGED_GROUP, by=by, what=group)


# ── seats ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def offer_seats(organisation: Organisation) -> None:
    """Once a week every open group is looked at: a seat on the page of whoever may be offered one, no row otherwise.

    Between two weeks nothing goes from a page or comes to it, whatever the cause: nobody can tell one from another.
    """
    for group in queries.open_groups(organisation):
        if rules.is_to_be_looked_at(group):
            _offer_seats_of(group)


@places_people(Placing.GROUP)
@transaction.atomic
def _offer_seats_of(group: Group) -> None:
    may_sit = {person.pk: person for person in _who_may_sit(group)}
    seats = Seat.objects.of(group.organisation).filter(group=group)
    seats.exclude(state=Seat.State.TAKEN).exclude(person__in=may_sit).delete()
    known = set(seats.values_list("person_id", flat=True))
    fresh = [person for pk, person in may_sit.items() if pk not in known]
    Seat.objects.bulk_create(Seat(organisation=group.organisation, group=group, person=person) for person in fresh)
    group.looked_on = clock.today()
    group.save(update_fields=["looked_on"])


def _who_may_sit(group: Group) -> list[Person]:
    present = queries.who_is_in(group)
    free = group.places - len(queries.who_sits_in(group))
    if group.by_the_door is None or free <= 0:
        return []
    others = queries.peers_here(group.organisation).exclude(pk__in=[person.pk for person in present])
    looking = queries.who_looks_for(group.kind, list(others.select_related("organisation")))
    return placement.joinable(present, rules.in_turn(group, looking, free))


@places_people(Placing.GROUP)
@transaction.atomic
def take_seat(seat: Seat, *, by: Person) -> None:
    """Her own. Asked again at the door, since others may have sat down meanwhile."""
    rules.her_seat(seat, by)
    _sit_down(seat.group_id, by, by=by)


@places_people(Placing.GROUP)
@transaction.atomic
def seat_someone(group: Group, person: Person, *, by: Person) -> None:
    """The one who leads the group seats someone she supports, who said yes out loud."""
    if group.facilitator_id != by.pk or not queries.whom_to_seat(group, by).filter(pk=person.pk).exists():
        raise rules.NotTheirs
    _sit_down(group.pk, person, by=by)


def _sit_down(group_id: str, person: Person, *, by: Person) -> None:
    """Full, over, not offered, or she left it herself when another asks for her: one answer to all."""
    group = Group.objects.of(by.organisation).select_for_update().get(pk=group_id)
    others = [each for each in queries.who_is_in(group) if each.pk != person.pk]
    may_join = bool(placement.joinable(others, [person], asker=by))
    has_room = len(queries.who_sits_in(group)) < group.places and group.state == Group.State.OPEN
    seat = Seat.objects.of(by.organisation).filter(group=group, person=person).first()
    is_hers = seat is not None and (person == by or seat.state == Seat.State.OFFERED)
    if seat is None or not (may_join and has_room and group.by_the_door_id and is_hers):
        raise rules.SeatGone
    _move_seat(seat, Seat.State.TAKEN)
    record(TOOK_SEAT, by=by, about=[person], what=seat)


@transaction.atomic
def let_go_of_seat(seat: Seat) -> None:
    """What cannot be taken is on her page no longer, whatever the cause."""
    Seat.objects.of(seat.organisation).filter(pk=seat.pk).exclude(state=Seat.State.TAKEN).delete()


@transaction.atomic
def leave_seat(seat: Seat, *, by: Person) -> None:
    """At any time; nobody is asked why."""
    rules.her_seat(seat, by)
    _move_seat(seat, Seat.State.LEFT)
    record(LEFT_SEAT, by=by, about=[by], what=seat)


@transaction.atomic
def let_one_of_them_go(group: Group, *, by: Person, among: Sequence[Person]) -> None:
    """Two who are in the room cannot both stay. A seat is freed, or nobody is by the door until someone is named.

    The first of `among` who sits there moves. Nobody who leads a group is moved out of it: the other one is.
    """
    sitting = {seat.person_id: seat for seat in _taken_in(group)}
    moving = next((person for person in among if person.pk in sitting), None)
    if moving is not None:
        _move_seat(sitting[moving.pk], Seat.State.LEFT)
        tell(moving)
    elif group.by_the_door in among:
        group.by_the_door, group.next_at = None, None
        group.save(update_fields=["by_the_door", "next_at"])
    else:
        return
    record(CHANGED_GROUP, by=None, organisation=group.organisation, what=group)
    if group.facilitator is not None:
        tell(group.facilitator)


def _taken_in(group: Group) -> QuerySet[Seat]:
    rows = Seat.objects.of(group.organisation).filter(group=group, state=Seat.State.TAKEN)
    return rows.select_related("person").order_by("-since", "pk")


def _move_seat(seat: Seat, state: Seat.State) -> None:
    if seat.state == state:
        raise IllegalMove
    seat.state, seat.since = state, clock.today()
    seat.save(update_fields=["state", "since"])


# ── meetings of a group ─────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def note_group_meeting(
    *,
    by: Person,
    group: Group,
    on: date,
    minutes: int,
    came: Sequence[Person],
    themes: Sequence[str] = (),
    heavy: str = "",
    to_supervision: bool = False,
) -> Meeting:
    """One entry for the whole group: date, length, themes, who came. Those who said yes to it are checked in on."""
    rules.leads(group, by)
    rules.may_meet(group)
    meeting = Meeting(organisation=by.organisation, group=group, supporter=by, noted_by=by, way=group.kind)
    meeting.on, meeting.minutes, meeting.themes = on, minutes, list(themes)
    if heavy or to_supervision:
        meeting.heavy, meeting.to_supervision = Heavy(heavy).value if heavy else "", to_supervision
    meeting.save()
    Attendance.objects.bulk_create(_attendance(meeting, person) for person in came)
    record(NOTED_GROUP, by=by, about=came, what=meeting)
    return meeting


def _attendance(meeting: Meeting, person: Person) -> Attendance:
    wished = rules.wants_a_check_in(person)
    state = Attendance.CheckIn.WISHED if wished else Attendance.CheckIn.NONE
    return Attendance(organisation=meeting.organisation, meeting=meeting, person=person, check_in=state)


@transaction.atomic
def take_out_group_meeting(meeting: Meeting, *, by: Person) -> None:
    if not rules.may_fix(meeting, by):
        raise IllegalMove
    record(TOOK_OUT_GROUP, by=by, about=[row.person for row in queries.who_came(meeting) if row.person])
    meeting.delete()


@transaction.atomic
def check_in(attendance: Attendance, *, by: Person) -> None:
    """A word was had with her. What was said is written nowhere."""
    if attendance.check_in != Attendance.CheckIn.WISHED:
        raise IllegalMove
    attendance.check_in = Attendance.CheckIn.DONE
    attendance.save(update_fields=["check_in"])
    record(CHECKED_IN, by=by, about=[attendance.person] if attendance.person else [])


def remind_groups_of_tomorrow(organisation: Organisation) -> None:
    for group in queries.groups_tomorrow(organisation):
        _remind_group_once(group)


@transaction.atomic
def _remind_group_once(group: Group) -> None:
    for person in queries.who_sits_in(group):
        if rules.wants_reminders(person):
            tell(person, kind=Kind.REMINDER, at=group.next_at)
    group.reminded_on = clock.today()
    group.save(update_fields=["reminded_on"])
