"""What the screens of this room show, and what others ask about a passage or a start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet

from espoir import clock
from espoir.meetings.models import Attendance, Seat
from espoir.organisations.models import Organisation, Person
from espoir.organisations.promises import Asked, still_here
from espoir.organisations.roles import STAFF, Permission, Role
from espoir.pairing import queries as pairing
from espoir.pairing.models import Relationship, Request
from espoir.passage import rules
from espoir.passage.codes import FIRST
from espoir.passage.models import Buddy, Opening, Passage, Start, Step, Talk, Willing
from espoir.supervision import queries as supervision
from espoir.vault import keys

# Her passage.


def passage_of(person: Person) -> Passage | None:
    rows = Passage.objects.of(person.organisation).filter(person=person)
    return rows.select_related("person", "asked_by", "elsewhere_with").first()


def offered_to(person: Person) -> Passage | None:
    """A role that waits for her yes."""
    passage = passage_of(person)
    return passage if passage is not None and passage.state == Passage.State.ASKED else None


def may_be_offered_a_role(person: Person) -> bool:
    """She came for support, has no role of the team, and nothing waits for her yes."""
    passage = passage_of(person)
    is_free = passage is None or passage.state == Passage.State.NOT_NOW
    return is_free and rules.waits_for_her_yes(person, frozenset({Role.SUPPORTER}))


def privacy_leads(person: Person) -> list[Person]:
    """With whom she may open her earlier file: safety leads, or an ally outside where they supervise or support her."""
    close = {one.pk for one in supervision.supervisors_of(person)}
    close |= {one.pk for one in pairing.people_who_support(person)} | {person.pk}
    here = Person.objects.of(person.organisation).here().exclude(pk__in=close).order_by("since", "pk")
    found = list(here.wearing(Role.SAFETY_LEAD)) or list(here.wearing(Role.ALLY))
    keys.fetch(person.organisation_id, [one.pk for one in found])
    return found


def supported_by(person: Person) -> list[Relationship]:
    """Her own support, which goes on."""
    rows = Relationship.objects.of(person.organisation).live().filter(peer=person)
    return list(rows.with_both().order_by("since", "pk"))


def is_still_supported(person: Person) -> bool:
    """Does something of her own support go on here?"""
    if Relationship.objects.of(person.organisation).live().filter(peer=person).exists():
        return True
    seats = Seat.objects.of(person.organisation).filter(person=person, state=Seat.State.TAKEN, group__state="open")
    return Request.objects.of(person.organisation).under_way().filter(peer=person).exists() or seats.exists()


# Who may have met her here.


def who_sat_with(person: Person) -> set[str]:
    """Those who had a seat in a group of hers, or came to the same group meeting."""
    seats = Seat.objects.of(person.organisation).exclude(state=Seat.State.OFFERED)
    groups = seats.filter(person=person).values("group")
    came = Attendance.objects.of(person.organisation)
    meetings = came.filter(person=person).values("meeting")
    found = {*seats.filter(group__in=groups).values_list("person", flat=True)}
    found |= {*came.filter(meeting__in=meetings, person__isnull=False).values_list("person", flat=True)}
    return found - {person.pk}


def who_shared_a_supporter(person: Person) -> set[str]:
    rows = Relationship.objects.of(person.organisation)
    supporters = rows.filter(peer=person).values("supporter")
    return {*rows.filter(supporter__in=supporters).values_list("peer", flat=True)} - {person.pk}


def who_may_have_met(person: Person) -> list[tuple[Person, bool]]:
    """(who, whether they sat in the same group): those who come here for support and are here."""
    together = who_sat_with(person)
    known = together | who_shared_a_supporter(person)
    here = Person.objects.of(person.organisation).here().wearing(Role.PEER).filter(pk__in=known)
    return [(one, one.pk in together) for one in here.order_by("since", "pk")]


def choices_of(person: Person) -> QuerySet[Willing]:
    """What this person may choose about those who now support others."""
    rows = Willing.objects.of(person.organisation).filter(person=person, supporter__state=Person.State.HERE)
    return rows.select_related("supporter", "person").order_by("is_answered", "asked_on", "pk")


def has_something_to_choose(person: Person) -> bool:
    return choices_of(person).filter(is_answered=False).exists()


def left_out_of_support(seeker: Person, candidates: Sequence[Person]) -> set[str]:
    """Those of the candidates who are not offered to her: she has not said yes, or their start is not far enough."""
    ids = [person.pk for person in candidates]
    choices = Willing.objects.of(seeker.organisation).filter(person=seeker, supporter__in=ids)
    unwilled = {row.supporter_id for row in choices if row.answer != Willing.Answer.YES}
    starting = _not_offered_yet(seeker.organisation).filter(supporter__in=ids)
    return unwilled | set(starting.values_list("supporter_id", flat=True))


def _not_offered_yet(organisation: Organisation) -> QuerySet[Step]:
    """The first conversations that have not taken place, for both."""
    steps: QuerySet[Step] = Step.objects.of(organisation).filter(about__in=FIRST)
    return steps.filter(Q(hers_on=None) | Q(theirs_on=None))


def is_offered_already(supporter: Person) -> bool:
    return not _not_offered_yet(supporter.organisation).filter(supporter=supporter).exists()


# Opening it together.


def openings_of(person: Person) -> QuerySet[Opening]:
    rows = Opening.objects.of(person.organisation).filter(person=person)
    return rows.select_related("lead").order_by("-asked_at", "pk")


def openings_for(lead: Person) -> QuerySet[Opening]:
    """Those that she is asked to press, or that are open to her now."""
    live = Q(until=None, asked_at__gt=clock.now() - timedelta(hours=48)) | Q(until__gt=clock.now())
    rows = Opening.objects.of(lead.organisation).filter(live, lead=lead, closed_at=None)
    return rows.select_related("person").order_by("asked_at", "pk")


def opening_under_way(person: Person) -> Opening | None:
    return next((row for row in openings_of(person)[:5] if row.waits or row.is_open), None)


# The first ninety days.


def start_of(supporter: Person) -> Start | None:
    return Start.objects.of(supporter.organisation).filter(supporter=supporter).select_related("owner").first()


def buddy_of(supporter: Person) -> Buddy | None:
    rows = Buddy.objects.of(supporter.organisation).filter(supporter=supporter)
    return rows.select_related("buddy", "supporter").first()


def beside(buddy: Person) -> QuerySet[Buddy]:
    """Those whose buddy this person is."""
    rows = Buddy.objects.of(buddy.organisation).filter(buddy=buddy, supporter__state=Person.State.HERE)
    return rows.select_related("supporter").order_by("since", "pk")


def steps_of(start: Start) -> list[Step]:
    rows = Step.objects.of(start.organisation).filter(start=start)
    return list(rows.select_related("start__owner", "supporter").order_by("due", "pk"))


def talks_of(start: Start) -> list[Talk]:
    rows = Talk.objects.of(start.organisation).filter(start=start)
    return list(rows.select_related("start__owner", "supporter").order_by("due", "pk"))


def newcomers(organisation: Organisation) -> list[Start]:
    """Those whose first ninety days are under way."""
    rows = Start.objects.of(organisation).filter(ended_on=None, supporter__state=Person.State.HERE)
    found = list(rows.select_related("supporter", "owner").order_by("-began_on", "pk"))
    keys.fetch(organisation.pk, [start.supporter_id for start in found])
    return found


def without_a_start(organisation: Organisation) -> list[Person]:
    """Support people for whom nothing of the kind was ever begun."""
    begun = Start.objects.of(organisation).values("supporter")
    here = Person.objects.of(organisation).here().wearing(Role.SUPPORTER).exclude(pk__in=begun)
    found = list(here.order_by("since", "pk"))
    keys.fetch(organisation.pk, [person.pk for person in found])
    return found


def could_be_a_buddy(start: Start) -> list[Person]:
    """Colleagues who work here and do not supervise her: a buddy judges nothing."""
    besides = {start.supporter_id, *(one.pk for one in supervision.supervisors_of(start.supporter))}
    roles = STAFF - {Role.NETWORK_OFFICER, Role.RESEARCHER, Role.ALLY}
    here = Person.objects.of(start.organisation).here().wearing(*roles).exclude(pk__in=besides)
    return list(here.prefetch_related("hats").order_by("since", "pk"))


def may_lead(reader: Person, start: Start) -> bool:
    """Whoever may owe her a conversation: the team's own page, her supervisors, her buddy, who began it."""
    if reader.may(Permission.TEAM) or reader.pk == start.owner_id:
        return True
    buddy = buddy_of(start.supporter)
    return reader in supervision.supervisors_of(start.supporter) or (buddy is not None and buddy.buddy_id == reader.pk)


def is_last(talk: Talk) -> bool:
    """Every other conversation of the ninety days has taken place."""
    rows = Talk.objects.of(talk.organisation).filter(start=talk.start_id, talked_on=None)
    return not rows.exclude(pk=talk.pk).exists()


# Who keeps what is owed.


@dataclass(frozen=True)
class Due:
    """A conversation that is owed, and who owes it now."""

    row: Talk | Step
    owner: Person | None
    is_next: bool = False  # the conversation of the ninety days that comes next: it may take place on any day


class Keepers:
    """Who keeps the promises of a start: the buddy, the one who supervises her, who began it, or a chief."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        organisation = asked.organisation
        buddies = Buddy.objects.of(organisation).select_related("buddy")
        self._buddies = {row.supporter_id: row.buddy for row in buddies}
        self._supervisors = {pk: rhythm.supervisor for pk, rhythm in supervision.rhythms(organisation).items()}

    def of(self, row: Talk | Step) -> Person | None:
        beside = self._supervisors if isinstance(row, Step) else self._buddies
        first = None if isinstance(row, Talk) and row.week == "closing" else beside.get(row.supporter_id)
        keepers = (still_here(one) for one in (first, row.start.owner))
        return next((one for one in keepers if one is not None and one.pk != row.supporter_id), self.asked.chief)


def keepers_of(start: Start, rows: Iterable[Talk | Step]) -> list[Due]:
    keepers, found = Keepers(Asked(start.organisation)), list(rows)
    coming = next((row for row in found if isinstance(row, Talk) and row.talked_on is None), None)
    return [Due(row, keepers.of(row), is_next=row is coming) for row in found]


def next_owed(asked: Asked) -> Iterator[Due]:
    """For each start the next conversation about the role, and the next one of the ninety days: one line each."""
    keepers = None
    for rows in (
        Step.objects.of(asked.organisation).open().filter(theirs_on=None),
        Talk.objects.of(asked.organisation).open().filter(talked_on=None),
    ):
        seen: set[str] = set()
        for row in rows.select_related("supporter", "start__owner").order_by("due", "pk"):
            if row.start_id not in seen:
                seen.add(row.start_id)
                keepers = keepers or Keepers(asked)
                yield Due(row, keepers.of(row))


def is_something_owed(organisation: Organisation) -> bool:
    starts = Start.objects.of(organisation).filter(ended_on=None).values("pk")
    elsewhere = Passage.objects.of(organisation).filter(elsewhere_by__isnull=False, elsewhere_on=None).values("pk")
    return starts.union(elsewhere).exists()


def owed_elsewhere(organisation: Organisation) -> QuerySet[Passage]:
    rows = Passage.objects.of(organisation).filter(elsewhere_by__isnull=False, elsewhere_on=None)
    return rows.filter(person__state=Person.State.HERE).select_related("person", "elsewhere_with")
