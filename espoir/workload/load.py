"""What the organisation has planned with someone, put beside the limits. Plain values in, plain values out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

BREATH = timedelta(minutes=30)  # between the end of one and the beginning of the next


@dataclass(frozen=True)
class Slot:
    """Something planned: when it begins (local time), how long it is counted, and whether it is a meeting."""

    at: datetime
    minutes: int
    is_meeting: bool = True

    @property
    def ends(self) -> datetime:
        return self.at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Opening:
    """The hours within which work is planned; no days at all means that none were said."""

    days: frozenset[int]  # Monday is 0
    opens: time
    closes: time

    def holds(self, slot: Slot) -> bool:
        if not self.days:
            return True
        is_one_day = slot.ends.date() == slot.at.date()
        return (
            is_one_day
            and slot.at.weekday() in self.days
            and slot.at.time() >= self.opens
            and slot.ends.time() <= self.closes
        )


@dataclass(frozen=True)
class Most:
    """The limits set together. None: not set."""

    hours: int | None = None
    a_day: int | None = None


@dataclass(frozen=True)
class Week:
    monday: date
    minutes: int
    most: Most
    full_days: tuple[tuple[date, int], ...] = ()  # days with more meetings than both said, and how many
    without_breath: int = 0
    outside: int = 0

    @property
    def is_over_hours(self) -> bool:
        return self.most.hours is not None and self.minutes > 60 * self.most.hours

    @property
    def is_over(self) -> bool:
        return self.is_over_hours or bool(self.full_days)

    def due(self, today: date) -> date:
        """By when to plan less: before the week begins; on its last day once it has."""
        return self.monday if self.monday > today else self.monday + timedelta(days=6)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def by_week(slots: Iterable[Slot], most: Most, opening: Opening, *, first: date, count: int) -> list[Week]:
    """Each of `count` weeks from that of `first`, also those in which nothing is planned."""
    rows = sorted(slots, key=lambda slot: slot.at)
    mondays = [monday_of(first) + timedelta(weeks=number) for number in range(count)]
    return [
        _week(monday, [slot for slot in rows if monday_of(slot.at.date()) == monday], most, opening)
        for monday in mondays
    ]


def _week(monday: date, slots: Collection[Slot], most: Most, opening: Opening) -> Week:
    meetings = Counter(slot.at.date() for slot in slots if slot.is_meeting)
    full = () if most.a_day is None else tuple((day, many) for day, many in meetings.items() if many > most.a_day)
    return Week(
        monday=monday,
        minutes=sum(slot.minutes for slot in slots),
        most=most,
        full_days=full,
        without_breath=sum(_is_without_breath(one, other) for one, other in pairwise(slots)),
        outside=sum(not opening.holds(slot) for slot in slots),
    )


def _is_without_breath(one: Slot, other: Slot) -> bool:
    return one.at.date() == other.at.date() and other.at - one.ends < BREATH
