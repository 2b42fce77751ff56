from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from espoir import clock
from espoir.meetings.models import Group, Planned
from espoir.organisations.earlier import read_by_nobody
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Permission, Role
from espoir.pauses.models import Accommodation, Need
from espoir.pauses.support_queries import shared_with_supervision
from espoir.people import queries as people
from espoir.people.codes import Day
from espoir.people.models import Profile
from espoir.safety.models import Incident
from espoir.supervision import queries as supervision
from espoir.supervision.models import Supervision
from espoir.vault import keys
from espoir.workload import load, rules
from espoir.workload.load import Most, Opening, Slot, Week
from espoir.workload.models import Limit


def limit_of(person: Person) -> Limit:
    """Blank, not saved, until someone proposes."""
    found = Limit.objects.of(person.organisation).filter(person=person).select_related("person").first()
    return found or Limit(organisation=person.organisation, person=person)


def limits_set(organisation: Organisation) -> dict[str, Limit]:
    rows = Limit.objects.of(organisation).filter(person__state=Person.State.HERE)
    return {row.person_id: row for row in rows.select_related("person").order_by("since", "pk")}


def workers(reader: Person) -> list[Person]:
    """Supporters whose weeks the reader plans: all of them, or those she supervises."""
    here = Person.objects.of(reader.organisation).here().wearing(Role.SUPPORTER)
    if not plans_for_everyone(reader):
        here = here.filter(pk__in=supervision.supervised_by(reader))
    return list(here.order_by("since", "pk"))


def plans_for_everyone(reader: Person) -> bool:
    return reader.may(Permission.TEAM) or reader.may(Permission.WELCOME)


# What is planned.


def weeks_beside(
    organisation: Organisation, supporters: Sequence[Person], limits: dict[str, Limit]
) -> dict[str, list[Week]]:
    """The weeks to come of each, in a fixed number of queries. Only what is planned: nothing of what took place."""
    slots, openings = _slots(organisation, supporters), _openings(organisation, supporters)
    found = {}
    for person in supporters:
        limit = limits.get(person.pk)
        most = Most(limit.hours, limit.a_day) if limit else Most()
        found[person.pk] = load.by_week(
            slots[person.pk], most, openings[person.pk], first=clock.today(), count=rules.WEEKS_AHEAD
        )
    return found


@read_by_nobody(because="what is planned counts as hours; nobody stands in it")
def _slots(organisation: Organisation, supporters: Sequence[Person]) -> dict[str, list[Slot]]:
    wanted = {person.pk for person in supporters}
    start = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    ahead = {"at__gte": start}
    slots: dict[str, list[Slot]] = defaultdict(list)
    meetings = Planned.objects.of(organisation).filter(supporter__in=wanted, **ahead)
    for pk, at in meetings.values_list("supporter_id", "at"):
        slots[pk].append(Slot(timezone.localtime(at), rules.A_MEETING))
    sessions = Supervision.objects.of(organisation).filter(supporter__in=wanted, state="planned", **ahead)
    for pk, at, minutes in sessions.values_list("supporter_id", "at", "minutes"):
        slots[pk].append(Slot(timezone.localtime(at), minutes, is_meeting=False))
    groups = Group.objects.of(organisation).filter(state=Group.State.OPEN, next_at__gte=start)
    groups = groups.filter(Q(facilitator__in=wanted) | Q(by_the_door__in=wanted))
    for begins, *both in groups.values_list("next_at", "facilitator_id", "by_the_door_id"):
        for pk in wanted.intersection(both):
            slots[pk].append(Slot(timezone.localtime(begins), rules.A_GROUP))
    return slots


def _openings(organisation: Organisation, supporters: Sequence[Person]) -> dict[str, Opening]:
    """The working hours here, on the days that she said are hers."""
    hours = organisation.opening_hours
    open_days = set(hours.get("days", []))
    opens, closes = (time.fromisoformat(hours.get(name, late)) for name, late in (("from", "00:00"), ("to", "23:59")))
    keys.fetch(organisation.pk, [person.pk for person in supporters])
    rows = Profile.objects.of(organisation).filter(supporter__in=supporters)
    hers = {row.supporter_id: set(row.days) for row in rows}
    order = list(Day.values)
    return {
        person.pk: Opening(
            frozenset(order.index(day) for day in open_days & (hers.get(person.pk) or open_days)), opens, closes
        )
        for person in supporters
    }


# What the organisation did.


def cancelled_of_late(organisation: Organisation, supporters: Sequence[Person]) -> dict[str, int]:
    since = clock.now() - timedelta(days=rules.LOOK_BACK)
    rows = Supervision.objects.of(organisation).filter(supporter__in=supporters, state=Supervision.State.CANCELLED)
    counted = rows.filter(at__gte=since).values_list("supporter_id").annotate(Count("pk"))
    return dict(counted.order_by())


def times_off_refused(person: Person) -> int:
    """Time off that she asked for and that the answer is "not now" to. On her own page only."""
    rows = Accommodation.objects.of(person.organisation).filter(person=person, state=Accommodation.State.NOT_NOW)
    return sum(row.need == Need.LEAVE for row in rows)


def helps_shared_with(reader: Person, person: Person) -> list[Accommodation]:
    """What she ticked for her supervisor, and nobody else."""
    return shared_with_supervision(person) if reader in supervision.supervisors_of(person) else []


def moments_owed(person: Person) -> int:
    """What she reported and wanted to talk through, and that nobody has talked through with her yet: hers to see."""
    rows = Incident.objects.of(person.organisation).filter(reporter=person)
    return sum(row.debrief in (Incident.Debrief.OWED, Incident.Debrief.WANTED) for row in rows)


@dataclass(frozen=True)
class Asked:
    """What the organisation asks of one supporter."""

    person: Person
    limit: Limit
    weeks: list[Week]
    cancelled: int = 0
    refused: int = 0
    moments: int = 0
    places: int = 0
    over: list[Week] = field(default_factory=list)

    @property
    def without_breath(self) -> int:
        return sum(week.without_breath for week in self.weeks)

    @property
    def outside(self) -> int:
        return sum(week.outside for week in self.weeks)


def asked_of(person: Person) -> Asked:
    """Her own page: also what only she may know."""
    limit = limit_of(person)
    weeks = weeks_beside(person.organisation, [person], {person.pk: limit})[person.pk]
    return Asked(
        person=person,
        limit=limit,
        weeks=weeks,
        cancelled=cancelled_of_late(person.organisation, [person]).get(person.pk, 0),
        refused=times_off_refused(person),
        moments=moments_owed(person),
        places=people.profile_of(person).places,
        over=[week for week in weeks if week.is_over],
    )


def asked_by_us(organisation: Organisation, supporters: Sequence[Person]) -> list[Asked]:
    """As whoever plans reads it: what was planned, what was cancelled. Never what she reported or asked for."""
    rows = Limit.objects.of(organisation).filter(person__in=supporters)
    limits = {row.person_id: row for row in rows}
    weeks, cancelled = weeks_beside(organisation, supporters, limits), cancelled_of_late(organisation, supporters)
    return [
        Asked(
            person=person,
            limit=limits.get(person.pk) or Limit(organisation=organisation, person=person),
            weeks=weeks[person.pk],
            cancelled=cancelled.get(person.pk, 0),
            over=[week for week in weeks[person.pk] if week.is_over],
        )
        for person in supporters
    ]
