"""Where supervision is owed, and who keeps what was owed by someone who has left: one query a table, for everyone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, TypeGuard

from django.db.models import Exists, OuterRef, Q, QuerySet

from espoir import clock
from espoir.organisations.models import Organisation, Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.promises import Asked, still_here
from espoir.organisations.roles import Role
from espoir.pairing.models import Relationship
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
    supporters = list(_with_dates(_whose_supervision(asked), asked.organisation))
    known = {rhythm.supporter_id: rhythm for rhythm in _rhythms(asked).filter(supporter__in=supporters)}
    for session in _gone_by(asked.organisation).filter(supporter__in=supporters):
        rhythm = known.get(session.supporter_id)
        if _acts(rhythm):
            yield Owed(session.supporter, rhythm.supervisor, session.at.date(), rhythm, session)
    for supporter in supporters:
        owed = _a_date_or_someone(asked, supporter, known.get(supporter.pk))
        if owed:
            yield owed


def _whose_supervision(asked: Asked) -> QuerySet[Person]:
    """Supporters: herself and those she supervises; for a chief also those whom nobody supervises."""
    here = Person.objects.of(asked.organisation).here().wearing(Role.SUPPORTER)
    if asked.person is None:
        return here
    hers = Q(pk=asked.person.pk) | Q(pk__in=_rhythms(asked).filter(supervisor=asked.person).values("supporter"))
    kept = _rhythms(asked).filter(supervisor__state=Person.State.HERE).values("supporter")
    return here.filter(hers | ~Q(pk__in=kept) if asked.is_for_a_chief else hers)


def _with_dates(supporters: QuerySet[Person], organisation: Organisation) -> QuerySet[Any]:
    live = Relationship.objects.of(organisation).live().filter(supporter=OuterRef("pk"))
    dates = Supervision.objects.of(organisation).filter(supporter=OuterRef("pk")).exclude(state="cancelled")
    last = dates.order_by("-at").values("at")[:1]
    return supporters.annotate(supports_someone=Exists(live), last_date=last).order_by("since", "pk")


def _rhythms(asked: Asked) -> OwnedQuerySet[Rhythm]:
    return Rhythm.objects.of(asked.organisation).select_related("supervisor")


def _gone_by(organisation: Organisation) -> OwnedQuerySet[Supervision]:
    rows = Supervision.objects.of(organisation).filter(state=Supervision.State.PLANNED, at__lt=clock.now())
    return rows.select_related("supporter").order_by("at", "pk")


def _acts(rhythm: Rhythm | None) -> TypeGuard[Rhythm]:
    return rhythm is not None and rhythm.supervisor.state == Person.State.HERE


def _a_date_or_someone(asked: Asked, supporter: Any, rhythm: Rhythm | None) -> Owed | None:
    if not _acts(rhythm):
        needs_someone = supporter.supports_someone
        return Owed(supporter, asked.chief, clock.today() + TO_SAY_WHO, rhythm) if needs_someone else None
    last: datetime | None = supporter.last_date
    if last is not None and last >= clock.now():
        return None
    return Owed(
        supporter, rhythm.supervisor, (last.date() if last else rhythm.since) + timedelta(weeks=rhythm.weeks), rhythm
    )
