"""What a screen shows, and what other rooms may know of meetings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from espoir import clock
from espoir.meetings.codes import Way
from espoir.meetings.models import Attendance, Goal, Good, Group, Meeting, NextStep, Planned, Referral, Seat
from espoir.organisations.models import Organisation, Person, PersonQuerySet
from espoir.organisations.roles import STAFF, Role
from espoir.pairing import queries as pairing
from espoir.pairing.models import Relationship
from espoir.people.models import Wishes
from espoir.vault import keys

FRESH_LENGTH, FRESH_WAY = 60, "in_person"


# ── two people ──────────────────────────────────────────────────────────────────────────────────────────────────────


def relationship_with(me: Person, other_id: str) -> Relationship | None:
    """The support relationship, not ended, between me and that person: whichever of the two I am."""
    found = pairing.relationships_of(me).live().filter(Q(peer=other_id) | Q(supporter=other_id))
    return found.first() if other_id != me.pk else None


def meetings_of(relationship: Relationship) -> QuerySet[Meeting]:
    rows = Meeting.objects.of(relationship.organisation).filter(relationship=relationship)
    return rows.select_related("noted_by", "peer", "supporter", "organisation").latest_first()


def noted_that_day(relationship: Relationship, on: date) -> Meeting | None:
    return meetings_of(relationship).filter(on=on).first()


def like_last_time(relationship: Relationship) -> tuple[int, str]:
    """The last length and way, so that noting the next meeting is one tap."""
    last = meetings_of(relationship).values_list("minutes", "way").first()
    return last or (FRESH_LENGTH, FRESH_WAY)


def open_steps(relationship: Relationship) -> list[NextStep]:
    keys.fetch(relationship.organisation_id, [relationship.peer_id])
    rows = NextStep.objects.of(relationship.organisation).filter(relationship=relationship)
    wanted = rows.filter(state__in=[NextStep.State.PROPOSED, NextStep.State.AGREED])
    steps = wanted.select_related("proposed_by").order_by("since", "pk")
    return [step for step in steps if step.words]  # once the words are no longer kept, there is nothing to show


def planned_with(relationship: Relationship) -> QuerySet[Planned]:
    return Planned.objects.of(relationship.organisation).filter(relationship=relationship).order_by("at")


def planned_for(person: Person) -> QuerySet[Planned]:
    """Coming meetings of this person, as peer or as supporter, while the relationship goes on."""
    rows = Planned.objects.of(person.organisation).filter(
        Q(peer=person) | Q(supporter=person), relationship__state=Relationship.State.AGREED, at__gte=clock.now()
    )
    return rows.select_related("relationship__peer", "relationship__supporter").order_by("at")


def planned_tomorrow(organisation: Organisation) -> list[Planned]:
    """What to remind of, once: meetings of the next day whose relationship goes on."""
    rows = Planned.objects.of(organisation).filter(
        at__date=clock.today() + timedelta(days=1),
        reminded_on=None,
        relationship__state=Relationship.State.AGREED,
        peer__state=Person.State.HERE,
    )
    return list(rows.select_related("peer__organisation").order_by("at"))


def next_meeting(person: Person) -> Planned | None:
    return planned_for(person).first()


@dataclass
class Companion:
    """A line of a list of people: the other one, when we met last and when we meet next."""

    person: Person
    relationship: Relationship
    last: date | None = None
    next: Planned | None = None


def people_of(supporter: Person) -> list[Companion]:
    """The people she supports now, in the order of the next meeting, then by name."""
    return _companions(supporter, pairing.relationships_of(supporter).live().filter(supporter=supporter))


def supporters_of(peer: Person) -> list[Companion]:
    return _companions(peer, pairing.relationships_of(peer).live().filter(peer=peer))


def _companions(me: Person, relationships: QuerySet[Relationship]) -> list[Companion]:
    rows = list(relationships)
    last = _last_days(me, rows)
    return _by_next(me, [Companion(row.other(me), row, last.get(row.pk)) for row in rows], planned_for(me))


def companions_without_news(me: Person, coming: Iterable[Planned]) -> list[Companion]:
    """Both sides at once, for Today: whoever has a line there already, because something is new, gets no second."""
    rows = pairing.relationships_of(me).live().exclude(pk__in=pairing.news_of(me).values("pk"))
    return _by_next(me, [Companion(row.other(me), row) for row in rows], coming)


def _by_next(me: Person, lines: list[Companion], coming: Iterable[Planned]) -> list[Companion]:
    keys.fetch(me.organisation_id, [line.person.pk for line in lines])
    known = {line.relationship.pk: line for line in lines}
    for planned in coming:
        line = known.get(planned.relationship_id)
        if line and line.next is None:
            line.next = planned
    return sorted(lines, key=lambda line: (line.next is None, line.next.at if line.next else None, line.person.name))


def _last_days(me: Person, relationships: list[Relationship]) -> dict[str, date]:
    rows = Meeting.objects.of(me.organisation).filter(relationship__in=relationships)
    return dict(rows.values("relationship").annotate(last=Max("on")).values_list("relationship", "last"))


def all_meetings_noted_with(supporter: Person) -> QuerySet[Meeting]:
    """Every meeting of this supporter, also with people who have left or were erased."""
    rows = Meeting.objects.of(supporter.organisation).filter(supporter=supporter)
    return rows.select_related("peer", "group").latest_first()


def all_meetings_of(person: Person) -> QuerySet[Meeting]:
    """Every meeting she was in, on either side or in a group, whatever became of the relationship."""
    came = Attendance.objects.of(person.organisation).filter(person=person).values("meeting")
    rows = Meeting.objects.of(person.organisation).filter(Q(peer=person) | Q(supporter=person) | Q(pk__in=came))
    return rows.select_related("peer", "supporter", "group").latest_first()


# ── hers ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def goals_of(peer: Person) -> list[Goal]:
    """Only ever asked for the reader herself."""
    return list(Goal.objects.of(peer.organisation).filter(peer=peer).order_by("since", "pk"))


def referrals_of(peer: Person) -> QuerySet[Referral]:
    return Referral.objects.of(peer.organisation).filter(peer=peer).order_by("-on", "-pk")


def goods_of(peer: Person) -> QuerySet[Good]:
    return Good.objects.of(peer.organisation).filter(peer=peer).order_by("-on", "-pk")


def seats_of(peer: Person) -> list[Seat]:
    """The seats she has, and those she may take."""
    rows = Seat.objects.of(peer.organisation).filter(person=peer, group__state=Group.State.OPEN)
    seats = list(rows.select_related("group__by_the_door", "group__facilitator").order_by("since", "pk"))
    keys.fetch(peer.organisation_id, [seat.group_id for seat in seats])
    return seats


# ── groups ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def groups_of(facilitator: Person) -> QuerySet[Group]:
    rows = Group.objects.of(facilitator.organisation).filter(facilitator=facilitator)
    return rows.select_related("by_the_door").order_by("state", "-since", "pk")


def open_groups(organisation: Organisation) -> list[Group]:
    rows = Group.objects.of(organisation).filter(state=Group.State.OPEN)
    return list(rows.select_related("facilitator", "by_the_door", "organisation").order_by("since", "pk"))


def groups_tomorrow(organisation: Organisation) -> list[Group]:
    rows = Group.objects.of(organisation).filter(state=Group.State.OPEN, reminded_on=None)
    return list(rows.filter(next_at__date=clock.today() + timedelta(days=1)))


def groups_coming(person: Person) -> list[Group]:
    """Groups with a date to come where this person sits, leads or is by the door."""
    rows = Group.objects.of(person.organisation).filter(state=Group.State.OPEN, next_at__gte=clock.now())
    sits = Q(seats__person=person, seats__state=Seat.State.TAKEN)
    return list(rows.filter(sits | Q(facilitator=person) | Q(by_the_door=person)).distinct().order_by("next_at"))


def who_sits_in(group: Group) -> list[Person]:
    """Those who took a seat, by the name they chose."""
    taken = Seat.objects.of(group.organisation).filter(
        group=group, state=Seat.State.TAKEN, person__state=Person.State.HERE
    )
    people = [seat.person for seat in taken.select_related("person").order_by("since", "pk")]
    keys.fetch(group.organisation_id, [person.pk for person in people])
    return people


def who_is_in(group: Group) -> list[Person]:
    """Everyone who would be in the room, or at its door."""
    around = [person for person in (group.facilitator, group.by_the_door) if person is not None]
    return [*around, *who_sits_in(group)]


def whom_to_seat(group: Group, facilitator: Person) -> QuerySet[Person]:
    """People she supports who do not sit there: one of them, without a device, may say yes out loud.

    All of them: the list would otherwise tell her who may not sit with whom.
    """
    taken = Seat.objects.of(group.organisation).filter(group=group, state=Seat.State.TAKEN)
    return pairing.people_i_support(facilitator).exclude(pk__in=taken.values("person"))


def peers_here(organisation: Organisation) -> PersonQuerySet:
    return Person.objects.of(organisation).here().wearing(Role.PEER).order_by("since", "pk")


def who_looks_for(kind: str, people: list[Person]) -> list[Person]:
    """Those whose wishes leave room for such a group; someone who said nothing about it is asked."""
    if not people:
        return []
    suits = {kind} if kind == Way.OUTING else {kind, Way.GROUP}
    keys.fetch(people[0].organisation_id, [person.pk for person in people])
    wishes = Wishes.objects.of(people[0].organisation).filter(person__in=people)
    elsewhere = {row.person_id for row in wishes if row.forms and suits.isdisjoint(row.forms)}
    return [person for person in people if person.pk not in elsewhere]


def team_here(organisation: Organisation) -> PersonQuerySet:
    """Who may be outside a door: anyone who works here."""
    return Person.objects.of(organisation).here().wearing(*STAFF).order_by("since", "pk")


def meetings_of_group(group: Group) -> QuerySet[Meeting]:
    rows = Meeting.objects.of(group.organisation).filter(group=group)
    return rows.annotate(came=Count("attendances")).latest_first()


def who_came(meeting: Meeting) -> QuerySet[Attendance]:
    return Attendance.objects.of(meeting.organisation).filter(meeting=meeting).select_related("person").order_by("pk")


def check_ins_wished(person: Person) -> QuerySet[Attendance]:
    """After a group: who said yes to a word, for the one who leads it and the one by the door."""
    rows = Attendance.objects.of(person.organisation).filter(
        Q(meeting__group__facilitator=person) | Q(meeting__group__by_the_door=person),
        check_in=Attendance.CheckIn.WISHED,
    )
    return rows.select_related("person", "meeting__group").order_by("meeting__on", "pk")


# ── supervision ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Brought:
    """A meeting that the supporter herself chose to bring to supervision, and what she said of it."""

    meeting: Meeting
    heavy: str


def brought_to_supervision(supporter: Person, *, since: date) -> list[Brought]:
    """Only what she ticked; the other answers stay hers."""
    rows = all_meetings_noted_with(supporter).filter(on__gte=since)
    return [Brought(row, row.heavy) for row in rows if row.to_supervision]


# ── figures ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Month:
    month: date
    meetings: int
    minutes: int


def meetings_between(organisation: Organisation, first: date, last: date) -> QuerySet[Meeting]:
    return Meeting.objects.of(organisation).between(first, last)


def hours_by_month(organisation: Organisation, first: date, last: date) -> list[Month]:
    """Meetings and minutes of each month in which there were some; a group meeting counts once."""
    rows = meetings_between(organisation, first, last).annotate(month=TruncMonth("on")).values("month")
    found = rows.annotate(number=Count("pk"), total=Sum("minutes")).order_by("month")
    return [Month(row["month"], row["number"], row["total"]) for row in found]


def peers_met_between(organisation: Organisation, first: date, last: date) -> set[str]:
    """Each person once, however often and in whatever form they met; nobody who was erased."""
    one_to_one = meetings_between(organisation, first, last).exclude(peer__state=Person.State.ERASED)
    came = attendances_between(organisation, first, last).exclude(person__state=Person.State.ERASED)
    met = {*one_to_one.values_list("peer_id", flat=True), *came.values_list("person_id", flat=True)}
    return {pk for pk in met if pk is not None}


def attendances_between(organisation: Organisation, first: date, last: date) -> QuerySet[Attendance]:
    return Attendance.objects.of(organisation).filter(meeting__on__range=(first, last))


def referrals_between(organisation: Organisation, first: date, last: date) -> QuerySet[Referral]:
    return Referral.objects.of(organisation).filter(on__range=(first, last))


def goods_between(organisation: Organisation, first: date, last: date) -> QuerySet[Good]:
    return Good.objects.of(organisation).filter(on__range=(first, last))
