"""The prices that prove a plan best, found from the plan alone: whoever made it, it can be checked."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from espoir.cores.assignment.certificate import costs_of_pairs
from espoir.cores.assignment.problem import MOST, Ids, Ints, NotProven, Problem
from espoir.cores.assignment.seating import CLOSED, ranges

PART = 1 << 14  # people who look around together


def prices_of(problem: Problem, supporter_of: Ids, *, patience: int | None = None) -> Ints:
    """The lowest prices under which nobody would rather be elsewhere. NotProven if there are none.

    Whoever has a place must not find another one cheaper: that raises the price of the other, whose people then look
    around in turn. Only those whose price has just risen look again, so that most rounds are short.
    """
    served = np.flatnonzero(supporter_of >= 0)
    by_supporter = served[np.argsort(supporter_of[served], kind="stable")]
    loads = np.bincount(supporter_of[served], minlength=problem.supporters)
    seats = np.concatenate([[0], np.cumsum(loads)])
    own = costs_of_pairs(problem.edges, supporter_of)
    prices, highest = _first_prices(problem, loads), _highest_prices(problem, loads)
    pays = problem.waiting_cost.copy()
    looking, changed = np.arange(problem.peers), served
    for _round in range(min(problem.supporters, patience or problem.supporters) + 2):
        pays[changed] = own[changed] + prices[supporter_of[changed]]
        if (prices > highest).any() or (pays[changed] > problem.waiting_cost[changed]).any():
            break
        risen = _look_around(problem, looking, pays, prices)
        if not len(risen):
            return prices
        looking = changed = by_supporter[ranges(seats[risen], seats[risen + 1])[0]]
    raise NotProven("Moving people around makes this plan cheaper: it is not the best.")


def _first_prices(problem: Problem, loads: npt.NDArray[np.int64]) -> Ints:
    """What the last person of each supporter added; where there is nobody yet, what the first would add."""
    prices = np.full(problem.supporters, CLOSED, np.int64)
    some = problem.capacity > 0
    prices[some] = problem.slots.cost[(problem.slots.start[:-1] + np.maximum(loads - 1, 0))[some]]
    return prices


def _highest_prices(problem: Problem, loads: npt.NDArray[np.int64]) -> Ints:
    """What the next person would add, where there is room for one."""
    highest = np.full(problem.supporters, MOST, np.int64)
    room = problem.capacity > loads
    highest[room] = problem.slots.cost[(problem.slots.start[:-1] + loads)[room]]
    return highest


def _look_around(problem: Problem, looking: npt.NDArray[np.int64], pays: Ints, prices: Ints) -> npt.NDArray[np.int64]:
    """Raise the price of every place that is too attractive for someone; the supporters whose price rose."""
    risen = np.zeros(len(prices), bool)
    edges = problem.edges
    for part in range(0, len(looking), PART):
        people = looking[part : part + PART]
        lines, lengths = ranges(edges.start[people], edges.start[people + 1])
        to = edges.supporter[lines]
        fair = np.repeat(pays[people], lengths) - edges.cost[lines]
        low = np.flatnonzero(fair > prices[to])
        np.maximum.at(prices, to[low], fair[low])
        risen[to[low]] = True
    return np.flatnonzero(risen)
