"""Several plans may be equally good. Which one it is must hang on nobody's name and on nobody's place in a list.

The prices of one best plan say what all best plans have in common: they use only lines that cost nothing beyond the
cheapest, they leave waiting only those for whom waiting is as cheap, they fill every place that earns something. So the
equally good plans are exactly the plans of a smaller problem in which nothing costs anything. There each pair is given
a number drawn from the two keys, and the plan with the least sum is taken: the costs are not touched, so the plan stays
best. Two plans with the same sum are told apart by drawing again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from espoir.cores.assignment.certificate import least, lines_at
from espoir.cores.assignment.problem import MOST, WAITING, BadProblem, Ids, Ints, Problem, Slots, by_row

Best = Callable[[Problem], tuple[Ids, Ints]]
Flags = npt.NDArray[np.bool_]
Draws = npt.NDArray[np.uint64]
AGAIN = 6  # draws; with keys that differ the second is hardly ever needed
FINEST = 40  # bits of a draw


class Keys:
    """Whose turn it is among equals: a number for each person and supporter, such as a seeded digest."""

    def __init__(self, peers: npt.ArrayLike, supporters: npt.ArrayLike) -> None:
        self.peers, self.supporters = _draws(peers), _draws(supporters)

    def of(self, people: Ints, supporters: Ints) -> Keys:
        return Keys(self.peers[people], self.supporters[supporters])


def _draws(keys: npt.ArrayLike) -> Draws:
    try:
        return np.array(keys, np.uint64)
    except (OverflowError, TypeError, ValueError) as error:
        raise BadProblem("order: whole numbers from 0 to 2**64 - 1.") from error


@dataclass(frozen=True, eq=False)
class Rings:
    """What could be exchanged without changing the cost."""

    people: Ints
    supporters: Ints
    owner: Ints  # of each line, by number among `people`
    to: Ints  # by number among `supporters`
    may_wait: Flags
    fewest: Ints  # how many of `people` each supporter has at least
    most: Ints


def settle(problem: Problem, found: Ids, prices: Ints, keys: Keys, best: Best, draw: int = 0) -> Ids:
    """Of all plans as good as this one, the one that the keys say."""
    rings = exchangeable(problem, found, prices)
    if not len(rings.people) or draw == AGAIN:
        return found
    keys = keys.of(rings.people, rings.supporters)
    smaller = _drawn(rings, keys, draw)
    place, worth = best(smaller)
    place = settle(smaller, place, worth, keys, best, draw + 1)
    settled = found.copy()
    settled[rings.people] = np.where(place == WAITING, WAITING, rings.supporters[place])
    return settled


def exchangeable(problem: Problem, found: Ids, prices: Ints) -> Rings:
    """The people, lines and places that lie on a ring of moves that cost nothing; none if no other plan is as good."""
    pays = least(problem, prices)
    owner, to = lines_at(problem.edges, prices, pays)
    loads = np.bincount(found[found >= 0], minlength=problem.supporters)
    fewest, most = _bounds(problem, prices)
    may_wait = problem.waiting_cost == pays
    arcs = _arcs(problem, found, owner, to, may_wait, (fewest, loads, most))
    kept = _on_rings(*arcs, problem.peers + problem.supporters + 1)
    lines, waits, gives, takes = np.split(kept, np.cumsum([len(owner), problem.peers, problem.supporters]))
    return _rings(found, (owner[lines], to[lines]), waits, (fewest, loads, most), gives, takes)


def _bounds(problem: Problem, prices: Ints) -> tuple[Ints, Ints]:
    """How many people a supporter has in every best plan: places that earn are filled, places at a loss are not."""
    slots, count = problem.slots, problem.supporters
    owner = slots.owners()
    worth = prices[owner]
    fewest = np.bincount(owner[slots.cost < worth], minlength=count)
    return fewest.astype(np.int64), np.bincount(owner[slots.cost <= worth], minlength=count).astype(np.int64)


Span = tuple[Ints, Ints, Ints]  # at least, now, at most


def _arcs(problem: Problem, found: Ids, owner: Ints, to: Ints, may_wait: Flags, span: Span) -> tuple[Ints, Ints, Flags]:
    """Every move that costs nothing, from whom to where: lines, waiting, a person more for a supporter, one less.

    A supporter who may as well have one more as one less is the same place as waiting: going round through her alone
    is no exchange.
    """
    people, supporters = problem.peers, problem.supporters
    fewest, now, most = span
    waiting = people + supporters
    either = (fewest < now) & (now < most)
    node = np.where(either, np.int64(waiting), np.arange(supporters) + people)
    used = found[owner] == to
    persons, homes = np.arange(people), np.full(people, waiting)
    waits = found == WAITING
    tails = [np.where(used, node[to], owner), np.where(waits, homes, persons), node, np.full(supporters, waiting)]
    heads = [np.where(used, owner, node[to]), np.where(waits, persons, homes), np.full(supporters, waiting), node]
    there = [np.ones(len(owner), bool), may_wait, (now < most) & ~either, (fewest < now) & ~either]
    return np.concatenate(tails), np.concatenate(heads), np.concatenate(there)


def _on_rings(tails: Ints, heads: Ints, there: Flags, nodes: int) -> Flags:
    """The moves that are left when those that lead nowhere, or that nobody leads to, are taken away again and again."""
    left = np.flatnonzero(there)
    while len(left):
        out = np.bincount(tails[left], minlength=nodes)
        into = np.bincount(heads[left], minlength=nodes)
        still = left[(into[tails[left]] > 0) & (out[heads[left]] > 0)]
        if len(still) == len(left):
            break
        left = still
    kept = np.zeros(len(tails), bool)
    kept[left] = True
    return kept


def _rings(found: Ids, lines: tuple[Ints, Ints], waits: Flags, span: Span, more: Flags, less: Flags) -> Rings:
    owner, to = lines
    people, by_person = np.unique(np.concatenate([owner, np.flatnonzero(waits)]), return_inverse=True)
    supporters, by_supporter = np.unique(to, return_inverse=True)
    fewest, now, most = (part[supporters] for part in span)
    place = found[people]
    here = np.bincount(place[place >= 0], minlength=len(span[0]))[supporters]
    others = now - here
    either = (fewest < now) & (now < most)
    return Rings(
        people,
        supporters,
        by_person[: len(owner)],
        by_supporter,
        waits[people],
        np.where(either | less[supporters], np.maximum(fewest - others, np.int64(0)), here),
        np.where(either | more[supporters], most - others, here),
    )


def _drawn(rings: Rings, keys: Keys, draw: int) -> Problem:
    """The smaller problem: a number for each line, and what must not happen outweighs all of them together."""
    people, places = len(rings.people), len(rings.supporters)
    bits = min(FINEST, (MOST // (4 * (people + 2) * (people + places + 4))).bit_length() - 1)
    never = np.int64((people + 1) << bits)
    one, other = _mixed(keys.peers, 2 * draw), _mixed(keys.supporters, 2 * draw + 1)
    cost = _mixed(one[rings.owner] ^ other[rings.to], draw) >> np.uint64(64 - bits)
    waiting = np.where(rings.may_wait, (_mixed(one, draw) >> np.uint64(64 - bits)).astype(np.int64), never)
    edges = by_row(rings.owner, rings.to, cost.astype(np.int64), peers=people)
    start = np.concatenate([[0], np.cumsum(rings.most)])
    nth = np.arange(int(start[-1])) - np.repeat(start[:-1], rings.most)
    must = np.where(nth < np.repeat(rings.fewest, rings.most), -never, np.int64(0))
    return Problem(waiting, rings.most, edges, Slots(start, must))


def _mixed(keys: Draws, turn: int) -> Draws:
    """Numbers without a pattern from numbers with one (splitmix64)."""
    found = keys + np.uint64(((turn + 1) * 0x9E3779B97F4A7C15) % 2**64)
    found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Draws = found ^ (found >> np.uint64(31))
    return mixed
