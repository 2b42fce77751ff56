"""Where supervision is owed, and who keeps what was owed by someone who has left: one query a table, for everyone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from espoir import clock
from espoir.organisations.models import Organisation, Person
from espoir.organisations.promises import Asked, still_here
from espoir.organisations.roles import Permission, Role
from espoir.pairing.models import Relationship
from espoir.people.rules import but_those_away
from espoir.safety import queries as safety
from espoir.supervision.models import Rhythm, Supervision
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


def supervision_owed(asked: Asked) -> Iterator[Owed]:
    """Supporters whose supervision needs someone to act: to say who supervises, to set a date, to say it was held."""
    known: dict[str, Any] = {rhythm.supporter_id: rhythm for rhythm in _rhythms(asked)}
    kept = {pk: rhythm for pk, rhythm in known.items() if still_here(rhythm.supervisor)}
    for session in _gone_by(asked.organisation).filter(supporter__in=kept) if kept else []:
        rhythm = kept[session.supporter_id]
        yield Owed(rhythm.supporter, rhythm.supervisor, session.at.date(), rhythm, session)
    for rhythm in kept.values():
        if rhythm.last_date is None or rhythm.last_date < clock.now():
            last = max(rhythm.last_date.date(), rhythm.since) if rhythm.last_date else rhythm.since
            yield Owed(rhythm.supporter, rhythm.supervisor, last + timedelta(weeks=rhythm.weeks), rhythm)
    for supporter in _whom_nobody_supervises(asked, kept):
        yield Owed(supporter, asked.chief, clock.today() + TO_SAY_WHO, known.get(supporter.pk))


def _rhythms(asked: Asked) -> QuerySet[Any]:
    """Each with the last date of supervision, gone by or to come."""
    dates = Supervision.objects.of(asked.organisation).filter(supporter=OuterRef("supporter"))
    last = dates.exclude(state=Supervision.State.CANCELLED).order_by("-at").values("at")[:1]
    rows = Rhythm.objects.of(asked.organisation).filter(supporter__in=_supporters(asked))
    if asked.person is not None:
        hers = Q(supporter=asked.person) | Q(supervisor=asked.person)
        rows = rows.filter(hers | ~Q(supervisor__state=Person.State.HERE) if asked.is_for_a_chief else hers)
    return rows.select_related("supporter", "supervisor").annotate(last_date=last).order_by("since", "pk")


def _supporters(asked: Asked) -> QuerySet[Person]:
    """Nothing is owed to whoever is away, but what she chose when she stepped back."""
    here = Person.objects.of(asked.organisation).here().wearing(Role.SUPPORTER)
    return but_those_away(here, asked.organisation)


def _gone_by(organisation: Organisation) -> QuerySet[Supervision]:
    rows = Supervision.objects.of(organisation).filter(state=Supervision.State.PLANNED, at__lt=clock.now())
    return rows.order_by("at", "pk")


def _whom_nobody_supervises(asked: Asked, kept: Collection[str]) -> Iterable[Person]:
    """Those who support someone meanwhile. They concern a chief, and themselves."""
    is_alone = asked.person is not None and asked.person.pk not in kept and asked.may(Permission.BE_SUPERVISED)
    if not (asked.is_for_a_chief or is_alone):
        return []
    supervised = Rhythm.objects.of(asked.organisation).filter(supervisor__state=Person.State.HERE)
    busy = Relationship.objects.of(asked.organisation).live().values("supporter")
    rows = _supporters(asked).exclude(pk__in=supervised.values("supporter")).filter(pk__in=busy).order_by("since", "pk")
    return rows if asked.is_for_a_chief else rows.filter(pk=asked.person.pk if asked.person else None)
