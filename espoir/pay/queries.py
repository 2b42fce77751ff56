from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from espoir import clock
from espoir.i18n.say import in_french
from espoir.meetings.models import Meeting
from espoir.organisations.earlier import read_by_nobody
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role
from espoir.pay import reference, rules
from espoir.pay.codes import Gap, Kind, RateKind
from espoir.pay.models import Before, Comparator, DatedRate, Hours, Share, Terms
from espoir.pay.rules import Rate
from espoir.people.queries import limits_of
from espoir.supervision.models import Supervision
from espoir.vault import keys


@dataclass(frozen=True)
class Found:
    """Something the house already knows of: suggested to her, never counted by itself."""

    source: str
    on: date
    kind: Kind
    minutes: int


def hours_of(person: Person) -> QuerySet[Hours]:
    rows = Hours.objects.of(person.organisation).filter(person=person, state=Hours.State.COUNTED)
    return rows.order_by("-on", "-pk")


def minutes_by_kind(person: Person, first: date, last: date) -> dict[tuple[str, bool], int]:
    """(kind, paid or not) → minutes."""
    rows = hours_of(person).filter(on__range=(first, last)).order_by().values_list("kind", "is_paid")
    return {(kind, paid): minutes for kind, paid, minutes in rows.annotate(sum=Sum("minutes"))}


def found_for(person: Person) -> list[Found]:
    """Meetings noted and supervision held lately of which she has said nothing yet. Only dates and lengths are read."""
    since = clock.today() - timedelta(days=rules.LOOK_BACK)
    said = {row.source for row in Hours.objects.of(person.organisation).filter(person=person, on__gte=since)}
    found = [*_meetings(person, since), *_supervisions(person, since)]
    return sorted((one for one in found if one.source not in said), key=lambda one: (one.on, one.source))


@read_by_nobody(because="her own hours: only dates and lengths, nobody's name")
def _meetings(person: Person, since: date) -> list[Found]:
    rows = Meeting.objects.of(person.organisation).filter(supporter=person, on__gte=since)
    return [
        Found(f"meeting {pk}", on, Kind.MEETING, minutes) for pk, on, minutes in rows.values_list("pk", "on", "minutes")
    ]


def _supervisions(person: Person, since: date) -> list[Found]:
    rows = Supervision.objects.of(person.organisation).filter(
        supporter=person, state=Supervision.State.HELD, at__date__gte=since
    )
    return [
        Found(f"supervision {pk}", timezone.localtime(at).date(), Kind.SUPERVISION, minutes)
        for pk, at, minutes in rows.values_list("pk", "at", "minutes")
    ]


def terms_of(person: Person) -> Terms | None:
    rows = Terms.objects.of(person.organisation).filter(person=person)
    return rows.select_related("comparator", "owner", "person").first()


def share_of(person: Person) -> Share | None:
    share = Share.objects.of(person.organisation).filter(person=person).first()
    return share if share is not None and share.is_open(clock.today()) else None


def comparators(organisation: Organisation) -> list[Comparator]:
    return list(Comparator.objects.of(organisation).order_by("since", "pk"))


def earners(organisation: Organisation) -> QuerySet[Person]:
    """Supporters, the longest here first: an order that says nothing of them."""
    return Person.objects.of(organisation).here().wearing(Role.SUPPORTER).order_by("since", "pk")


def terms_by_person(organisation: Organisation, people: list[Person]) -> dict[str, Terms]:
    keys.fetch(organisation.pk, [person.pk for person in people])
    rows = Terms.objects.of(organisation).filter(person__in=people).select_related("comparator", "person")
    return {row.person_id: row for row in rows}


def shared_minutes(person: Person) -> dict[tuple[str, bool], int] | None:
    """Her hours of this year by kind, only while she shares them."""
    if share_of(person) is None:
        return None
    today = clock.today()
    return minutes_by_kind(person, date(today.year, 1, 1), today)


def stands_out(
    terms: Terms, shared: dict[tuple[str, bool], int] | None = None, *, rates: Sequence[Rate] | None = None
) -> list[Gap]:
    """`rates`: those in force, where they were already asked for."""
    theirs = terms.comparator.pay if terms.comparator else None
    rates = rates_in_force(terms.organisation) if rates is None else rates
    return rules.stands_out(terms.pay, theirs, [kind for kind, paid in shared or {} if not paid], rates)


def past_terms(person: Person) -> list[Before]:
    """What she was paid before, the latest first."""
    return list(Before.objects.of(person.organisation).filter(person=person).order_by("-at", "-pk"))


def own_rates(organisation: Organisation) -> list[DatedRate]:
    return list(DatedRate.objects.of(organisation).order_by("-since", "pk"))


def rates_in_force(organisation: Organisation) -> list[Rate]:
    """What holds today: the minimum of the province as published or as written down, and the organisation's own."""
    province = limits_of(organisation).province
    published = [_published(rate) for rate in reference.rates() if rate.place == province]
    return rules.in_force([*published, *map(_own, own_rates(organisation))], clock.today())


def _published(rate: reference.Published) -> Rate:
    name = _("Minimum wage: %(place)s") % {"place": rate.name("fr" if in_french() else "en")}
    return Rate(name, rate.cents, rate.since, rate.source, is_minimum=True, url=rate.url, read_on=rate.read_on)


def _own(row: DatedRate) -> Rate:
    is_minimum = row.kind == RateKind.MINIMUM
    return Rate(row.title, row.cents, row.since, row.source, is_minimum, row.url, row.written_on)
