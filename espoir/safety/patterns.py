"""What a quarter says without names: facts in, the numbers that may be shown out. No database, no clock.

Behind each number that is shown, and behind each that could be worked out from those, stand at least `FEWEST` people
(`cores.disclosure`). Quarters never overlap, one is told only once it is over, and it is told once: nothing is left
to subtract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from espoir.cores.disclosure import Cell, Table, shown
from espoir.safety.models import What

FEWEST = 10  # people behind a number
UNTIL_TOLD = timedelta(days=21)  # after a quarter: its steps had their days, its moments too
ALL, KIND, LATE, ON_TIME, SAME_DAY, NOT_SAME_DAY = "all", "kind ", "late", "on time", "same day", "not the same day"


@dataclass(frozen=True)
class Fact:
    """One thing that was told: by whom, of what kind, and whether the organisation kept what it owed."""

    who: str
    kind: str
    has_late_steps: bool
    moment_was_that_day: bool

    @property
    def parts(self) -> set[str]:
        """Where it counts."""
        late, that_day = (LATE, ON_TIME), (SAME_DAY, NOT_SAME_DAY)
        return {KIND + self.kind, late[not self.has_late_steps], that_day[not self.moment_was_that_day]}


def shown_of(facts: Sequence[Fact]) -> dict[str, int]:
    """The numbers of a quarter that may be shown; none at all where few people stand behind them."""
    splits = tuple(tuple(_cell(name, found) for name, found in split.items()) for split in _splits(facts))
    table = Table(_cell(ALL, facts), splits)
    names = shown(table, below=FEWEST)
    return {str(cell.name): cell.count for split in (*splits, (table.total,)) for cell in split if cell.name in names}


def parts(kinds: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The names of the numbers of a quarter, one way of splitting it after the other."""
    return tuple(KIND + kind for kind in kinds), (LATE, ON_TIME), (SAME_DAY, NOT_SAME_DAY)


def _splits(facts: Sequence[Fact]) -> Iterator[dict[str, list[Fact]]]:
    """Parts in which there is nothing are there too: "nobody" is a number like any other."""
    for split in parts(What.values):
        yield {name: [fact for fact in facts if name in fact.parts] for name in split}


def _cell(name: str, facts: Sequence[Fact]) -> Cell:
    return Cell(name, len(facts), frozenset(fact.who for fact in facts))


def quarter_of(day: date) -> date:
    """Its first day."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_quarter(first: date) -> date:
    return quarter_of(first + timedelta(days=100))


def told_from(first: date) -> date:
    """The day from which that quarter is told."""
    return next_quarter(first) + UNTIL_TOLD


def quarters_over(since: date, today: date, *, at_most: int) -> list[date]:
    """First days of the quarters that may be told, the latest first."""
    found: list[date] = []
    first = quarter_of(today)
    while first > quarter_of(since) and len(found) < at_most:
        first = quarter_of(first - timedelta(days=1))
        if told_from(first) <= today:
            found.append(first)
    return found
