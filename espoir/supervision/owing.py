"""Where supervision is owed, and who keeps what was owed by someone who has left: one query a table, for everyone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from espoir import clock
from espoir.organisations.earlier import read_by_nobody
from espoir.organisations.models import Organisation, Person
from espoir.organisations.promises import Asked, still_here
from espoir.organisations.roles import Permission, Role
from espoir.pairing.models import Relationship
from espoir.people.rules import but_those_away
from espoir.safety import queries as safety
from espoir.supervision import rules
from espoir.supervision.models import Gathering, More, Rhythm, Supervision
from espoir.supervision.queries import rhythms

TO_SAY_WHO = timedelta(days=7)


class Keepers:
    """Who takes on what someone who has left owed to a supporter: her supervisors, who is on call, or a chief."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def of(self, supporter: Person) -> Person | None:
        on_call = self._on_call if self._on_call != supporter else None
        return self._supervisor(supporter) or on_call or self.asked.chief

    def _supervisor(self, supporter: Person) -> Person | None:
        rhythm = self._rhythms.get(supporter.pk)
        return (still_here(rhythm.supervisor) or still_here(rhythm.second)) if rhythm else None

    @cached_property
    def _rhythms(self) -> dict[str, Rhythm]:
        return rhythms(self.asked.organisation)

    @cached_property
    def _on_call(self) -> Person | None:
        return safety.on_call(self.asked.organisation)


@dataclass(frozen=True)
class Owed:
    supporter: Person
    owner: Person | None
    due: date
    rhythm: Rhythm | None = None
    session: Supervision | None = None  # planned, gone by, and nobody has said whether it was held
    is_a_name: bool = False  # of someone who knows the role from the inside


def supervision_owed(asked: Asked) -> Iterator[Owed]:
    """Supporters whose supervision needs someone to act: to say who supervises, to set a date, to say it was held."""
    known: dict[str, Any] = {rhythm.supporter_id: rhythm for rhythm in _rhythms(asked)}
    kept = {pk: rhythm for pk, rhythm in known.items() if still_here(rhythm.supervisor)}
    for session in _gone_by(asked.organisation).filter(supporter__in=kept) if kept else []:
        rhythm = kept[session.supporter_id]
        yield Owed(rhythm.supporter, rhythm.supervisor, session.at.date(), rhythm, session)
    for rhythm in kept.values():
        due = _when_a_date_is_owed(rhythm)
        if due is not None:
            yield Owed(rhythm.supporter, rhythm.supervisor, due, rhythm)
    for rhythm in kept.values():
        if rhythm.from_inside == Rhythm.FromInside.NOT_YET and rhythm.someone_by:
            yield Owed(rhythm.supporter, asked.chief, rhythm.someone_by, rhythm, is_a_name=True)
    for supporter in _whom_nobody_supervises(asked, kept):
        yield Owed(supporter, asked.chief, clock.today() + TO_SAY_WHO, known.get(supporter.pk))


def _when_a_date_is_owed(rhythm: Any) -> date | None:
    """At the usual rhythm, or at the closer one while there is more for now; None when the date that is set will do."""
    last = max(timezone.localtime(rhythm.last_date).date(), rhythm.since) if rhythm.last_date else rhythm.since
    coming = timezone.localtime(rhythm.coming_date).date() if rhythm.coming_date else None
    if rhythm.more_weeks is None:
        return None if coming else rules.usual_due(last, rhythm.weeks)
    due = rules.due_with_more(last, rhythm.weeks, rhythm.more_weeks, rhythm.more_since)
    is_set = coming is not None and rules.is_far_enough(coming, due, clock.today(), rhythm.more_weeks)
    return None if is_set else due


def gatherings_owed(asked: Asked) -> Iterator[tuple[Gathering, bool]]:
    """Dates together of which nobody has said whether they were held (False), or that need another (True)."""
    if not asked.may(Permission.SUPERVISE):
        return
    rows = Gathering.objects.of(asked.organisation).filter(supervisor__state=Person.State.HERE)
    seen: set[str | None] = set()
    for row in asked.narrow(rows, "supervisor").select_related("supervisor").order_by("-at"):
        is_the_latest = row.supervisor_id not in seen
        seen.add(row.supervisor_id)
        if row.state == Gathering.State.PLANNED and row.at < clock.now():
            yield row, False
        elif row.state == Gathering.State.CANCELLED and is_the_latest:
            yield row, True


def _rhythms(asked: Asked) -> QuerySet[Any]:
    """Each with its dates of supervision, gone by and to come, and what it is for now."""
    dates = Supervision.objects.of(asked.organisation).filter(supporter=OuterRef("supporter"))
    kept = dates.exclude(state=Supervision.State.CANCELLED).values("at")
    now, today = clock.now(), clock.today()
    more = More.objects.of(asked.organisation).filter(supporter=OuterRef("supporter"), state=More.State.YES)
    more = more.filter(since__lte=today, until__gte=today).order_by("-since", "-pk")
    rows = Rhythm.objects.of(asked.organisation).filter(supporter__in=_supporters(asked))
    if asked.person is not None:
        hers = Q(supporter=asked.person) | Q(supervisor=asked.person)
        a_chiefs = ~Q(supervisor__state=Person.State.HERE) | Q(from_inside=Rhythm.FromInside.NOT_YET)
        rows = rows.filter(hers | a_chiefs if asked.is_for_a_chief else hers)
    return (
        rows.select_related("supporter", "supervisor")
        .annotate(
            last_date=kept.filter(at__lt=now).order_by("-at")[:1],
            coming_date=kept.filter(at__gte=now).order_by("at")[:1],
            more_weeks=more.values("weeks")[:1],
            more_since=more.values("since")[:1],
        )
        .order_by("since", "pk")
    )


def _supporters(asked: Asked) -> QuerySet[Person]:
    """Nothing is owed to whoever is away, but what she chose when she stepped back."""
    here = Person.objects.of(asked.organisation).here().wearing(Role.SUPPORTER)
    return but_those_away(here, asked.organisation)


def _gone_by(organisation: Organisation) -> QuerySet[Supervision]:
    rows = Supervision.objects.of(organisation).filter(state=Supervision.State.PLANNED, at__lt=clock.now())
    return rows.order_by("at", "pk")


@read_by_nobody(because="supervision is owed to her whoever she supports; that person is not named")
def _whom_nobody_supervises(asked: Asked, kept: Collection[str]) -> Iterable[Person]:
    """Those who support someone meanwhile. They concern a chief, and themselves."""
    is_alone = asked.person is not None and asked.person.pk not in kept and asked.may(Permission.BE_SUPERVISED)
    if not (asked.is_for_a_chief or is_alone):
        return []
    supervised = Rhythm.objects.of(asked.organisation).filter(supervisor__state=Person.State.HERE)
    busy = Relationship.objects.of(asked.organisation).live().values("supporter")
    rows = _supporters(asked).exclude(pk__in=supervised.values("supporter")).filter(pk__in=busy).order_by("since", "pk")
    return rows if asked.is_for_a_chief else rows.filter(pk=asked.person.pk if asked.person else None)
