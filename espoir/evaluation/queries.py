"""What the programme did, counted so that nobody can be found behind a number (design.md § 4, rule 11).

Only those who said yes to being counted are counted, as of today; whoever stops is counted no longer. Of someone who
was erased the meetings and their length stay; she is no longer one of the people. A number behind which fewer than
`rules.FEWEST` people stand is None, and so is any other that would reveal it (`cores.disclosure`). Figures are given
for calendar periods alone (`periods`), which never overlap for one organisation, and those of a period that is over
are kept as they were first given (`models.Edition`), so that two reports can never be subtracted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from espoir import clock
from espoir.consents.models import Choice
from espoir.evaluation import counting
from espoir.evaluation.counting import Fact
from espoir.evaluation.indicators import Indicators, Kept, Month, month_from
from espoir.evaluation.models import FIRST_PACE, Edition, Pace
from espoir.evaluation.periods import Period
from espoir.meetings.models import Attendance, Good, Meeting, Referral
from espoir.organisations.earlier import read_by_nobody
from espoir.organisations.models import Organisation, Person
from espoir.organisations.struck import struck
from espoir.supervision.models import Supervision, Topic

NUMBERS = "numbers"


@read_by_nobody(because="figures count everyone; nobody stands in them")
def indicators(organisation: Organisation, first: date, last: date) -> Indicators:
    """The figures of a calendar quarter, half-year or year. Raises `NotAPeriod` for any other pair of dates."""
    period = Period.of(first, last)
    counted = _counted(organisation)
    meetings = [*_meetings_of_two(organisation, period, counted), *_group_meetings(organisation, period, counted)]
    referrals = [*_referrals(organisation, period, counted)]
    goods = [*_goods(organisation, period, counted)]
    begun, today = _begun(organisation), clock.today()
    months = [month for month in period.months() if month.last >= begun and month.first <= today]
    by_month, total = counting.by_month(meetings, months, kept_months(organisation, period))
    referred, services, outcomes = counting.referred(referrals)
    figures = Indicators(
        first=period.first,
        last=period.last,
        people=counting.enough(counting.people_behind([*meetings, *(fact for fact, _ in referrals), *goods])),
        steady=counting.steady(meetings, max(period.first, begun), min(period.last, today)),
        meetings=total.meetings if total else None,
        minutes=total.minutes if total else None,
        months=by_month,
        supervision=_supervision(organisation, period),
        answers=_answers(organisation, period),
        referrals=referred,
        services=services,
        outcomes=outcomes,
        goods=counting.by_code(goods),
        ways=counting.most_usual(meetings),
    )
    return figures.without(struck(organisation, "f"))


def figures_of(organisation: Organisation, period: Period) -> Indicators:
    """The figures as they were kept, or as they are today while the period can still change."""
    edition = Edition.objects.of(organisation).filter(first=period.first, last=period.last).first()
    if edition is not None:
        return Indicators.from_kept(edition.figures)
    return indicators(organisation, period.first, period.last)


def for_funders(organisation: Organisation, period: Period) -> Indicators:
    """What may leave the house: only what is kept as it is. While the period runs these are its months alone, since
    a sum up to today could be subtracted from the next one; once it is kept, everything."""
    figures = figures_of(organisation, period)
    if is_kept(organisation, period):
        return figures
    kept = kept_months(organisation, period)
    months = () if "meetings" in figures.left_out else tuple(kept[first] for first in sorted(kept))
    return replace(
        figures, months=months, people=None, meetings=None, minutes=None, referrals=None,
        services={}, outcomes={}, goods={}, ways=(),
    )  # fmt: skip


def is_kept(organisation: Organisation, period: Period) -> bool:
    return Edition.objects.of(organisation).filter(first=period.first, last=period.last).exists()


def kept_months(organisation: Organisation, period: Period) -> dict[date, Month]:
    """The months of this period that are kept as they were given, by their first day."""
    months = {month.first: month.last for month in period.months()}
    rows = Edition.objects.of(organisation).filter(first__in=months)
    return {row.first: month_from(row.figures) for row in rows if row.last == months[row.first]}


def month(organisation: Organisation, period: Period) -> Month:
    """The figures of one month, as they are today."""
    if "meetings" in struck(organisation, "f"):
        return Month(period.first, None, None)
    counted = _counted(organisation)
    meetings = [*_meetings_of_two(organisation, period, counted), *_group_meetings(organisation, period, counted)]
    [told], _total = counting.by_month(meetings, [period])
    return told


# ── which periods ───────────────────────────────────────────────────────────────────────────────────────────────────


def pace_on(organisation: Organisation, day: date) -> int:
    """How many months the periods have for which this organisation gives figures."""
    pace = Pace.objects.of(organisation).filter(since__lte=day).order_by("-since").first()
    return pace.months if pace else FIRST_PACE


def period_around(organisation: Organisation, day: date) -> Period:
    return Period.around(day, pace_on(organisation, day))


def periods(organisation: Organisation) -> list[Period]:
    """Those for which there may be something to say, the present one first; at most those of the last three years."""
    period = period_around(organisation, clock.today())
    begun = _begun(organisation)
    found = [period]
    while period.first > begun and len(found) < 12:
        period = period_around(organisation, period.first - timedelta(days=1))
        found.append(period)
    return found


def without_edition(organisation: Organisation) -> list[Period]:
    """Months, then periods, that are over and not kept yet."""
    kept = set(Edition.objects.of(organisation).values_list("first", "last"))
    known = periods(organisation)
    every = [*(month for period in known for month in period.months()), *known]
    return [period for period in every if (period.first, period.last) not in kept]


@read_by_nobody(because="figures count everyone; nobody stands in them")
def has_meetings_in(organisation: Organisation, period: Period) -> bool:
    return Meeting.objects.of(organisation).between(period.first, period.last).exists()


@read_by_nobody(because="figures count everyone; nobody stands in them")
def has_meetings_since(organisation: Organisation, day: date) -> bool:
    return Meeting.objects.of(organisation).filter(on__gte=day).exists()


@read_by_nobody(because="figures count everyone; nobody stands in them")
def _begun(organisation: Organisation) -> date:
    first = Meeting.objects.of(organisation).order_by("on").values_list("on", flat=True).first()
    return min(organisation.since, first or organisation.since)


def _counted(organisation: Organisation) -> frozenset[str]:
    """Those who say yes to being counted, as of today."""
    return frozenset(Choice.objects.of(organisation).saying_yes(NUMBERS).values_list("person_id", flat=True))


# ── what happened ───────────────────────────────────────────────────────────────────────────────────────────────────


def _meetings_of_two(organisation: Organisation, period: Period, counted: frozenset[str]) -> Iterator[Fact]:
    rows = Meeting.objects.of(organisation).for_two().between(period.first, period.last)
    for on, way, minutes, peer, state in rows.values_list("on", "way", "minutes", "peer_id", "peer__state"):
        if peer in counted or state in (None, Person.State.ERASED):
            yield Fact(on, way, minutes, counted & {peer})


def _group_meetings(organisation: Organisation, period: Period, counted: frozenset[str]) -> Iterator[Fact]:
    """A group meeting is one meeting, however many came."""
    rows = Attendance.objects.of(organisation).filter(meeting__on__range=(period.first, period.last))
    meetings: dict[str, tuple[date, str, int]] = {}
    people: dict[str, set[str]] = {}
    for pk, on, way, minutes, person, state in rows.values_list(
        "meeting_id", "meeting__on", "meeting__way", "meeting__minutes", "person_id", "person__state"
    ):
        if person in counted or state in (None, Person.State.ERASED):
            meetings[pk] = (on, way, minutes)
            people.setdefault(pk, set()).add(person)
    for pk, (on, way, minutes) in meetings.items():
        yield Fact(on, way, minutes, counted & people[pk])


def _referrals(organisation: Organisation, period: Period, counted: frozenset[str]) -> Iterator[tuple[Fact, str]]:
    rows = Referral.objects.of(organisation).filter(on__range=(period.first, period.last), peer__in=counted)
    for on, service, state, peer in rows.values_list("on", "service", "state", "peer_id"):
        yield Fact(on, service, 1, frozenset({peer})), state


def _goods(organisation: Organisation, period: Period, counted: frozenset[str]) -> Iterator[Fact]:
    rows = Good.objects.of(organisation).filter(on__range=(period.first, period.last), peer__in=counted)
    for on, code, count, peer in rows.values_list("on", "code", "count", "peer_id"):
        yield Fact(on, code, count, frozenset({peer}))


# ── what the organisation owed ──────────────────────────────────────────────────────────────────────────────────────


def _supervision(organisation: Organisation, period: Period) -> Kept:
    """Dates of supervision that were held, and those that the organisation cancelled."""
    rows = Supervision.objects.of(organisation).filter(at__date__range=(period.first, period.last))
    facts = [
        (state, Fact(at.date(), "", 1, frozenset({supporter})))
        for state, at, supporter in rows.values_list("state", "at", "supporter_id")
    ]
    return counting.kept(
        [fact for state, fact in facts if state == Supervision.State.HELD],
        [fact for state, fact in facts if state == Supervision.State.CANCELLED],
    )


def _answers(organisation: Organisation, period: Period) -> Kept:
    """Topics for which the organisation had given a date: answered by then, or late."""
    rows = Topic.objects.of(organisation).filter(due__range=(period.first, period.last))
    in_time, late = [], []
    for due, ended, supporter in rows.values_list("due", "ended_on", "supporter_id"):
        assert due is not None  # the range above leaves those without a date out
        if ended and ended <= due:
            in_time.append(Fact(due, "", 1, frozenset({supporter})))
        elif due < clock.today():
            late.append(Fact(due, "", 1, frozenset({supporter})))
    return counting.kept(in_time, late)
