"""The proof, and the check that trusts nobody: allowed at all, worth what it says, and nothing cheaper possible."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from espoir.cores.assignment.problem import Certificate, Edges, Ids, Ints, NotProven, Plan, Problem

BLOCK = 1 << 18  # lines looked at together: they stay in the processor's cache


Held = npt.NDArray[np.bool_]


def certify(problem: Problem, plan: Plan, *, held: Held | None = None) -> Certificate:
    """Raises NotProven unless the plan is allowed and costs exactly what its prices prove to be the least.

    `held`: people whose pair is agreed. The plan is then the best among those that leave these pairs as they are.
    """
    cost = cost_of(problem, plan.supporter_of)
    if cost != plan.cost:
        raise NotProven(f"The plan says that it costs {plan.cost}; it costs {cost}.")
    bound = dual_bound(problem, plan.prices)
    if held is not None:
        own = costs_of_pairs(problem.edges, plan.supporter_of)[held] + plan.prices[plan.supporter_of[held]]
        bound += int(own.sum()) - int(least(problem, plan.prices)[held].sum())
    if bound != cost:
        raise NotProven(f"The prices prove {bound}; the plan costs {cost}.")
    return Certificate(dual_bound=bound, checked=True)


def proven(problem: Problem, plan: Plan) -> Plan:
    """The plan with its certificate."""
    return replace(plan, certificate=certify(problem, plan))


def cost_of(problem: Problem, supporter_of: Ids) -> int:
    """What a plan costs, after a look at whether it is allowed. Nothing of the solver is used."""
    if len(supporter_of) != problem.peers:
        raise NotProven("The plan is about another list of people.")
    if supporter_of.size and (int(supporter_of.min()) < -1 or int(supporter_of.max()) >= problem.supporters):
        raise NotProven("The plan names a supporter who is not in the list.")
    served = supporter_of >= 0
    loads = np.bincount(supporter_of[served], minlength=problem.supporters)
    if (loads > problem.capacity).any():
        raise NotProven("A supporter would have more people than she takes.")
    slots = problem.slots
    filled = np.arange(len(slots.cost)) < (slots.start[:-1] + loads)[slots.owners()]
    waiting = int(problem.waiting_cost[~served].sum())
    return int(costs_of_pairs(problem.edges, supporter_of)[served].sum()) + waiting + int(slots.cost[filled].sum())


def costs_of_pairs(edges: Edges, supporter_of: Ids) -> Ints:
    """The cost of each person's pair (0 for those who wait); NotProven for a pair that is forbidden."""
    costs = np.zeros(len(supporter_of), np.int64)
    seen = supporter_of < 0
    for first, last in blocks(edges):
        low, high = int(edges.start[first]), int(edges.start[last])
        lengths = np.diff(edges.start[first : last + 1])
        chosen = np.flatnonzero(edges.supporter[low:high] == np.repeat(supporter_of[first:last], lengths))
        owner = np.searchsorted(edges.start, chosen + low, side="right") - 1
        costs[owner] = edges.cost[chosen + low]
        seen[owner] = True
    if not seen.all():
        raise NotProven("The plan pairs two people who may not be paired.")
    return costs


def dual_bound(problem: Problem, prices: Ints) -> int:
    """No plan whatever costs less than this: each person pays the least she can, each place earns at most its price."""
    slots = problem.slots
    earned = np.maximum(prices[slots.owners()] - slots.cost, np.int64(0))
    return int(least(problem, prices).sum()) - int(earned.sum())


def least(problem: Problem, prices: Ints) -> Ints:
    """For each person the smaller of waiting and of her cheapest pair, places paid for."""
    found = problem.waiting_cost.copy()
    edges = problem.edges
    for first, last in blocks(edges):
        low, high = int(edges.start[first]), int(edges.start[last])
        if low == high:
            continue
        paid = prices[edges.supporter[low:high]]
        paid += edges.cost[low:high]
        starts = edges.start[first:last] - low
        has = np.diff(edges.start[first : last + 1]) > 0
        best = np.minimum.reduceat(paid, starts[has])
        found[first:last][has] = np.minimum(found[first:last][has], best)
    return found


def lines_at(edges: Edges, prices: Ints, pays: Ints) -> tuple[Ints, Ints]:
    """The lines (person, supporter) that cost, place paid for, exactly what the person pays."""
    owners, places = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for first, last in blocks(edges):
        low, high = int(edges.start[first]), int(edges.start[last])
        paid = prices[edges.supporter[low:high]]
        paid += edges.cost[low:high]
        lines = np.flatnonzero(paid == np.repeat(pays[first:last], np.diff(edges.start[first : last + 1]))) + low
        owners.append(np.searchsorted(edges.start, lines, side="right") - 1)
        places.append(edges.supporter[lines].astype(np.int64))
    return np.concatenate(owners), np.concatenate(places)


def blocks(edges: Edges) -> list[tuple[int, int]]:
    """Rows in parts of about BLOCK lines."""
    people = len(edges.start) - 1
    marks = np.searchsorted(edges.start, np.arange(0, len(edges) + BLOCK, BLOCK)).tolist()
    cuts = sorted({0, people, *(min(mark, people) for mark in marks)})
    return list(pairwise(cuts))
