"""From what happened to what may be said: facts in, numbers or None out. No database, no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from espoir.cores.disclosure import Cell, Table, shown
from espoir.evaluation.indicators import Counts, Kept, Month, Share, Steady
from espoir.evaluation.periods import Period
from espoir.evaluation.rules import FEWEST

WEEK = timedelta(weeks=1)
WEEKS_TO_SAY_SO, MONTHS_TO_SAY_SO = 4, 3


@dataclass(frozen=True)
class Fact:
    """Something that happened: when, what kind, how much, and to whom of those who may be counted."""

    on: date
    code: str
    amount: int
    people: frozenset[str]


def people_behind(facts: Iterable[Fact]) -> frozenset[str]:
    return frozenset[str]().union(*(fact.people for fact in facts))


def enough(people: frozenset[str]) -> int | None:
    """How many they are, if they are enough to say so."""
    return len(people) if len(people) >= FEWEST else None


def by_month(
    meetings: Sequence[Fact], months: Sequence[Period], kept: Mapping[date, Month] | None = None
) -> tuple[tuple[Month, ...], Month | None]:
    """Meetings and minutes of each month, and of all of them together when that gives no month away.

    `kept`: months as they were given before, by their first day. They stay so, shown or private.
    """
    kept = kept or {}
    split = tuple(
        _cell(month, _within(month, meetings), is_private=month.first in kept)
        for month in months
        if month.first not in kept or kept[month.first].meetings is None
    )
    names = shown(Table(_cell("all", meetings), (split,)), below=FEWEST)
    counted = [_given(kept.get(month.first)) or _month(month, _within(month, meetings)) for month in months]
    told = tuple(
        kept.get(month.first) or (count if month in names else Month(month.first, None, None))
        for month, count in zip(months, counted, strict=True)
    )
    return told, _sum(counted) if "all" in names else None


def _given(month: Month | None) -> Month | None:
    """A month that was given in numbers."""
    return month if month and month.meetings is not None else None


def _month(month: Period, meetings: Sequence[Fact]) -> Month:
    return Month(month.first, len(meetings), sum(meeting.amount for meeting in meetings))


def _sum(months: Sequence[Month]) -> Month:
    return Month(
        months[0].first, sum(month.meetings or 0 for month in months), sum(month.minutes or 0 for month in months)
    )


def _within(period: Period, facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if period.first <= fact.on <= period.last]


def _cell(name: object, facts: Sequence[Fact], *, is_private: bool = False) -> Cell:
    """`is_private`: as if nobody stood behind it, so that it stays withheld."""
    return Cell(name, len(facts), frozenset() if is_private else people_behind(facts))


def steady(meetings: Sequence[Fact], first: date, last: date) -> Steady:
    """How often there were meetings between these days, in whole weeks from a Monday.

    "Every week" and "every month" are said of a month and of a quarter at least: of less they would say too much.
    """
    days = {fact.on for fact in meetings if first <= fact.on <= last}
    if not days:
        return Steady.NONE
    weeks = {_monday(monday) for monday in _weeks(first, last)}
    if len(weeks) >= WEEKS_TO_SAY_SO and weeks <= {_monday(day) for day in days}:
        return Steady.EVERY_WEEK
    months = {(month.year, month.month) for month in _weeks(first, last)}
    if len(months) >= MONTHS_TO_SAY_SO and months <= {(day.year, day.month) for day in days}:
        return Steady.EVERY_MONTH
    return Steady.SOME


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(first: date, last: date) -> Iterator[date]:
    """The Monday of each week that lies wholly between these days; the first week if none does."""
    monday = _monday(first + timedelta(days=6))
    if monday + WEEK - timedelta(days=1) > last:
        yield first
    while monday + WEEK - timedelta(days=1) <= last:
        yield monday
        monday += WEEK


def referred(facts: Sequence[tuple[Fact, str]]) -> tuple[int | None, Counts, Counts]:
    """How many referrals, by service and by outcome: two tables of one total, so they are weighed together."""
    every = [fact for fact, _ in facts]
    services = {code: [fact for fact in every if fact.code == code] for code in sorted({fact.code for fact in every})}
    states = sorted({state for _, state in facts})
    outcomes = {state: [fact for fact, its in facts if its == state] for state in states}
    names = shown(
        Table(
            _cell("all", every),
            (
                tuple(_cell(("service", code), rows) for code, rows in services.items()),
                tuple(_cell(("outcome", state), rows) for state, rows in outcomes.items()),
            ),
        ),
        below=FEWEST,
    )
    return (
        len(every) if "all" in names else None,
        {code: len(rows) for code, rows in services.items() if ("service", code) in names},
        {state: len(rows) for state, rows in outcomes.items() if ("outcome", state) in names},
    )


def by_code(facts: Sequence[Fact]) -> Counts:
    """How much of each kind, the most first. No total stands beside it, so none can be subtracted from."""
    found: Counts = {}
    for code in sorted({fact.code for fact in facts}):
        rows = [fact for fact in facts if fact.code == code]
        if enough(people_behind(rows)) is not None:
            found[code] = sum(fact.amount for fact in rows)
    return dict(sorted(found.items(), key=lambda kind: -(kind[1] or 0)))


def most_usual(meetings: Sequence[Fact], *, at_most: int = 2) -> tuple[str, ...]:
    """The ways in which people met most, among those that enough people chose."""
    often = Counter(fact.code for fact in meetings)
    known = [code for code, _ in often.most_common() if enough(people_behind(f for f in meetings if f.code == code))]
    return tuple(known[:at_most])


def kept(done: Sequence[Fact], not_done: Sequence[Fact]) -> Kept:
    """What was owed and done, or not done; told as a share where few people stand behind it."""
    names = shown(
        Table(_cell("all", [*done, *not_done]), ((_cell("done", done), _cell("not done", not_done)),)), below=FEWEST
    )
    return Kept(
        done=len(done) if "done" in names else None,
        not_done=len(not_done) if "not done" in names else None,
        share=share(len(done), len(not_done)),
    )


def share(done: int, not_done: int) -> Share:
    if not done + not_done:
        return Share.NOTHING_DUE
    if not not_done:
        return Share.ALL
    return Share.MOST if done > not_done else Share.FEW
