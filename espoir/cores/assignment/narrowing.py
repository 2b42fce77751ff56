"""Large lists: few lines first, with costs that lie close together; then the proof, with all lines and real costs.

OR-Tools takes longer the more lines there are and the further apart the costs lie. Waiting costs that put people before
comfort lie far apart, and most lines are never used. So it is asked about a smaller problem, and the prices of its
answer say what to ask next. Nothing here has to be right: a plan is taken only if the real costs of all lines prove it
best. If they do not, OR-Tools gets everything; and if
the costs are too wide for OR-Tools, everyone is seated one by one.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from espoir.cores.assignment import flow
from espoir.cores.assignment.certificate import blocks, least
from espoir.cores.assignment.prices import prices_of
from espoir.cores.assignment.problem import Edges, Ids, Ints, NotProven, Problem, Slots
from espoir.cores.assignment.seating import one_by_one

CHEAPEST = 20  # lines of each person to begin with
QUESTIONS = 6
GAP, FIRST_GAP = 2, 3  # between two waiting costs, at most so many times the widest difference of the other costs
NEAR, FAR = 1 / 32, 30  # of the same: lines that are looked at again, and what is "never" among them
PATIENCE = 400  # rounds for prices; a plan that is best has them in a few dozen
BITS = 20
Flags = npt.NDArray[np.bool_]


def best_of_large(problem: Problem) -> tuple[Ids, Ints]:
    """A plan of least cost, and the prices that prove it."""
    closer = _closer(problem)
    for ask, asked in ((_few_lines, closer), (flow.supporter_of, closer), (flow.supporter_of, problem)):
        try:
            found = ask(asked)
            return found, prices_of(problem, found, patience=PATIENCE if asked is closer else None)
        except NotProven:
            continue
    return one_by_one(problem)


def _width(problem: Problem) -> int:
    spans = (part.max(initial=0) - part.min(initial=0) for part in (problem.edges.cost, problem.slots.cost))
    return sum(int(span) for span in spans) + 1


def _closer(problem: Problem) -> Problem:
    """The same order of waiting costs, with smaller steps between them."""
    levels, which = np.unique(problem.waiting_cost, return_inverse=True)
    width = _width(problem)
    steps = np.minimum(np.diff(levels), np.int64(GAP * width))
    first = np.minimum(levels[:1], np.int64(FIRST_GAP * width))
    return _with(problem, waiting_cost=np.cumsum(np.concatenate([first, steps]))[which])


def _with(problem: Problem, *, waiting_cost: Ints | None = None, edges: Edges | None = None) -> Problem:
    waiting = problem.waiting_cost if waiting_cost is None else waiting_cost
    return Problem(waiting, problem.capacity, problem.edges if edges is None else edges, problem.slots)


def _few_lines(problem: Problem) -> Ids:
    """Begin with the cheapest lines of each person; go on with those near the prices found, until nobody misses any."""
    few = question = _with(problem, edges=problem.edges.only(_cheapest(problem)))
    width = _width(problem)
    for _each in range(QUESTIONS):
        found = flow.supporter_of(question)
        prices = prices_of(few, found, patience=PATIENCE)
        pays = least(few, prices)
        near, missed = _near(problem.edges, prices, pays, int(NEAR * width))
        if not missed:
            return found
        if missed > problem.peers / 2:
            break
        few = _with(problem, edges=problem.edges.only(near))
        question = _beyond(few, prices, pays, FAR * width)
    raise NotProven("These lines are too few.")


def _cheapest(problem: Problem) -> Flags:
    edges = problem.edges
    lengths = np.diff(edges.start)
    short = int(problem.capacity.sum()) < problem.peers or len(edges) <= 2 * CHEAPEST * problem.peers
    if short or int(lengths.max()) >> BITS or int(edges.cost.max() - edges.cost.min()) >> BITS:
        raise NotProven("Nothing is gained by looking at few lines.")
    kept = np.zeros(len(edges), bool)
    for first, last in blocks(edges):
        low, high = int(edges.start[first]), int(edges.start[last])
        starts, of = edges.start[first:last] - low, lengths[first:last]
        person = np.repeat(np.arange(last - first), of)
        nth = np.arange(high - low) - np.repeat(starts, of)
        order = (person << 2 * BITS) | ((edges.cost[low:high] - edges.cost.min()) << BITS) | nth
        order.sort()
        best = nth < CHEAPEST
        kept[low + starts[person[best]] + (order[best] & ((1 << BITS) - 1))] = True
    return kept


def _near(edges: Edges, prices: Ints, pays: Ints, slack: int) -> tuple[Flags, int]:
    """The lines that cost hardly more than what each person pays, and how many of them would cost her less."""
    near, missed = np.zeros(len(edges), bool), 0
    for first, last in blocks(edges):
        low, high = int(edges.start[first]), int(edges.start[last])
        beyond = _beyond_what_she_pays(edges, prices, pays, first, last)
        near[low:high] = beyond <= slack
        missed += int((beyond < 0).sum())
    return near, missed


def _beyond_what_she_pays(edges: Edges, prices: Ints, pays: Ints, first: int, last: int) -> Ints:
    low, high = int(edges.start[first]), int(edges.start[last])
    beyond = prices[edges.supporter[low:high]]
    beyond += edges.cost[low:high]
    beyond -= np.repeat(pays[first:last], np.diff(edges.start[first : last + 1]))
    return beyond


def _beyond(few: Problem, prices: Ints, pays: Ints, most: int) -> Problem:
    """The same plans are best when everyone counts only what is beyond her price: small numbers, quickly solved."""
    edges, slots = few.edges, few.slots
    beyond = _beyond_what_she_pays(edges, prices, pays, 0, few.peers)
    places = slots.cost - prices[slots.owners()]
    return Problem(
        np.clip(few.waiting_cost - pays, -most, most),
        few.capacity,
        Edges(edges.start, edges.supporter, np.clip(beyond, -most, most)),
        Slots(slots.start, np.clip(places, -most, most)),
    )
