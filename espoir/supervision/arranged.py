"""How supervision is arranged with one supporter, as she and those who supervise her read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from espoir import clock
from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.supervision import gatherings, queries
from espoir.supervision.models import Chair, Consultant, Gathering, More, Rhythm, SecondWish, ShortTalk, Supervision

ASKED_FOR = timedelta(days=30)  # after it ended by itself: is it enough?
A_DAY = timedelta(days=1)
A_FEW = 5


@dataclass(frozen=True)
class Mores:
    """What there is of “more, for now”: at most one of each."""

    offered: More | None = None
    now: More | None = None
    over: More | None = None  # its day came lately: is the usual rhythm enough?


def mores_of(supporter: Person) -> Mores:
    return mores([supporter]).get(supporter.pk, Mores())


def mores(supporters: list[Person]) -> dict[str, Mores]:
    """Of each of them, in one query."""
    if not supporters:
        return {}
    rows = More.objects.of(supporters[0].organisation).filter(supporter__in=supporters)
    lately = rows.exclude(state=More.State.OVER).filter(until__gte=clock.today() - ASKED_FOR)
    found: dict[str, list[More]] = {}
    for row in lately.order_by("until", "pk"):
        found.setdefault(row.supporter_id, []).append(row)
    return {pk: _sorted_out(of_hers) for pk, of_hers in found.items()}


def _sorted_out(rows: list[More]) -> Mores:
    yes = [row for row in rows if row.state == More.State.YES]
    offered = [row for row in rows if row.state == More.State.OFFERED and row.until >= clock.today()]
    now = next((row for row in yes if row.until >= clock.today()), None)
    return Mores(
        offered=offered[-1] if offered else None,
        now=now,
        over=yes[-1] if yes and not now and not offered else None,
    )


@dataclass(frozen=True)
class Coming:
    """All that comes for a supporter, for her Today."""

    at: datetime | None
    with_whom: Person | None
    more_is_offered: bool
    is_asked_whether_enough: bool
    together: str | None
    together_at: datetime | None
    together_state: str | None


def what_comes(supporter: Person) -> Coming | None:
    """Read in one query, beside her rhythm: nothing comes where nobody supervises her."""
    here, today, hers = supporter.organisation, clock.today(), {"supporter": OuterRef("supporter")}
    dates = Supervision.objects.of(here).filter(**hers, state=Supervision.State.PLANNED)
    date = dates.filter(at__gte=clock.now() - queries.STILL_TODAY).order_by("at")
    mores = More.objects.of(here).filter(**hers)
    offered = mores.filter(state=More.State.OFFERED, until__gte=today)
    agreed = mores.filter(state=More.State.YES)
    over = agreed.filter(until__lt=today, until__gte=today - ASKED_FOR)
    chairs = Chair.objects.of(here).filter(**hers, state__in=Chair.JOINED_IN).order_by("gathering__at")
    chair = chairs.filter(gathering__state=Gathering.State.PLANNED, gathering__at__gte=clock.now())
    chair = chair.filter(gathering__supervisor__state=Person.State.HERE)
    rows = Rhythm.objects.of(here).filter(supporter=supporter).select_related("supervisor", "second")
    row: Any = rows.annotate(
        at=date.values("at")[:1],
        with_whom=date.values("supervisor")[:1],
        offered=Exists(offered),
        agreed=Exists(agreed.filter(until__gte=today)),
        enough=over.order_by("-until", "-pk").values("she_said_enough")[:1],
        sits_in=chair.values("gathering")[:1],
        together_at=chair.values("gathering__at")[:1],
        together_state=chair.values("state")[:1],
    ).first()
    return _coming(row) if row else None


def _coming(row: Any) -> Coming:
    known = {one.pk: one for one in (row.supervisor, row.second) if one is not None}
    is_asked = row.enough is False and not row.agreed and not row.offered
    return Coming(
        at=row.at,
        with_whom=known.get(row.with_whom) or (_named(row.supporter, row.with_whom) if row.with_whom else None),
        more_is_offered=row.offered,
        is_asked_whether_enough=is_asked,
        together=row.sits_in,
        together_at=row.together_at,
        together_state=row.together_state,
    )


@dataclass(frozen=True)
class Arrangement:
    rhythm: Rhythm | None
    mores: Mores
    consultant: Consultant | None
    wish: SecondWish | None
    wished: Person | None  # whom she asked


def arrangement(supporter: Person) -> Arrangement:
    rhythm = queries.rhythm_of(supporter)
    wish = SecondWish.objects.of(supporter.organisation).filter(supporter=supporter).first()
    return Arrangement(
        rhythm=rhythm,
        mores=mores_of(supporter),
        consultant=consultant_of(rhythm) if rhythm else None,
        wish=wish,
        wished=_named(supporter, wish.whom) if wish else None,
    )


def _named(supporter: Person, pk: str) -> Person | None:
    return Person.objects.of(supporter.organisation).filter(pk=pk).first()


def consultant_of(rhythm: Rhythm) -> Consultant | None:
    rows = Consultant.objects.of(rhythm.organisation).filter(rhythm=rhythm)
    return rows.select_related("person").first()


def could_be_second(supporter: Person) -> list[Person]:
    """Those who supervise here and do not supervise her."""
    others = queries.could_supervise(supporter.organisation, besides=supporter)
    return [person for person in others if person not in queries.supervisors_of(supporter)]


def asked_of(person: Person) -> OwnedQuerySet[SecondWish]:
    """Supporters who would like to talk with this person too."""
    rows = SecondWish.objects.of(person.organisation).filter(other=person, answer_by__gte=clock.today())
    return rows.filter(supporter__state=Person.State.HERE).select_related("supporter").order_by("answer_by", "pk")


# Short talks, and what the organisation missed.


def short_talks_of(supporter: Person) -> list[ShortTalk]:
    rows = ShortTalk.objects.of(supporter.organisation).filter(supporter=supporter)
    return list(rows.select_related("supervisor").order_by("-on", "-pk")[:A_FEW])


def short_talks_i_share(person: Person) -> OwnedQuerySet[ShortTalk]:
    return ShortTalk.objects.of(person.organisation).filter(queries.shared_with(person)).select_related("supporter")


@dataclass(frozen=True)
class Missed:
    """Dates that the organisation did not keep, in half a year, the latest first."""

    alone: list[Supervision]
    together: list[Gathering]

    def __bool__(self) -> bool:
        return bool(self.alone or self.together)


def missed(supporter: Person, past: list[Supervision]) -> Missed:
    return Missed([one for one in past if was_missed(one)], gatherings.missed_together(supporter))


def was_missed(session: Supervision) -> bool:
    """Cancelled by the organisation, or gone by a day ago and never held."""
    gone_by = session.state == Supervision.State.PLANNED and session.at < clock.now() - A_DAY
    return gone_by or session.state == Supervision.State.CANCELLED
