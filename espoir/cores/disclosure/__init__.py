"""Small counts: what of a table may be shown so that nobody can be found behind a number.

One rule: behind every number shown, and behind every number that can be worked out from those shown, stand at least
`below` people, or nobody's number at all is given. A table is a total and one or more ways of splitting it (the same
meetings by month; the same referrals by service and by outcome).

* A part behind which fewer than `below` people stand is withheld, also when it is zero: "nobody" is a number too.
* The total is shown only when what it would add up to together with the shown parts, the withheld rest of each split,
  has `below` people behind it. A single withheld part never does, so it is never found by subtraction.
* Where the total is withheld, a split in which nothing is withheld would add up to it: it is withheld whole. Hiding
  one part of it would not do, since whoever knows the rule would know which and how large.

So an outsider knows of a withheld count only that it lies in an interval at least `below` wide; `outsider()` works
that interval out, from what is shown alone.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

# Whoever knows the rule also knows that, of two withheld parts of a crowd, neither is empty: that takes one off each
# end of the interval.
ROOM = 2


@dataclass(frozen=True)
class Cell:
    """A count and the distinct people behind it. Each of them adds at least one to the count."""

    name: Hashable
    count: int
    people: frozenset[str]


@dataclass(frozen=True)
class Table:
    total: Cell
    splits: tuple[tuple[Cell, ...], ...]


def shown(table: Table, *, below: int) -> frozenset[Hashable]:
    """The names of the cells that may be shown."""
    withheld = [tuple(cell for cell in split if len(cell.people) < below) for split in table.splits]
    with_total = len(table.total.people) >= below and all(_is_a_crowd(rest, below) for rest in withheld if rest)
    names = {table.total.name} if with_total else set()
    for split, rest in zip(table.splits, withheld, strict=True):
        if rest or with_total:
            names |= {cell.name for cell in split if cell not in rest}
    return frozenset(names)


def _is_a_crowd(cells: Sequence[Cell], below: int) -> bool:
    people = frozenset[str]().union(*(cell.people for cell in cells))
    return len(people) >= below and sum(cell.count for cell in cells) >= below + ROOM


def outsider(
    total: Hashable, splits: Sequence[Collection[Hashable]], published: Mapping[Hashable, int]
) -> dict[Hashable, tuple[int, float]]:
    """The exact interval of each withheld count, for someone who has every published number and can add up."""
    unknown = [[name for name in split if name not in published] for split in splits]
    known = [sum(published[name] for name in split if name in published) for split in splits]
    low, high = max(known, default=0), inf
    for rest, said in zip(unknown, known, strict=True):
        if not rest:
            low = high = said
    if total in published:
        low = high = published[total]
    intervals: dict[Hashable, tuple[int, float]] = {} if total in published else {total: (low, high)}
    for rest, said in zip(unknown, known, strict=True):
        alone = len(rest) == 1
        intervals |= dict.fromkeys(rest, (low - said if alone else 0, high - said))
    return intervals


def atoms(groups: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The people of several groups, put together as far as no group tells them apart."""
    everyone = frozenset[str]().union(*groups)
    by_groups: dict[tuple[bool, ...], set[str]] = {}
    for person in everyone:
        by_groups.setdefault(tuple(person in group for group in groups), set()).add(person)
    return [frozenset(people) for people in by_groups.values()]


def may_follow(new: frozenset[str], published: Sequence[frozenset[str]], *, below: int) -> bool:
    """May a number about the people of `new` be published, beside those already published about other groups?

    Whatever an outsider adds and subtracts, each person of an atom weighs the same: so if every atom holds at least
    `below` people, nobody (and no group smaller than that) can be singled out by comparing two rounds or more.
    """
    return bool(new) and all(len(people) >= below for people in atoms([*published, new]))
