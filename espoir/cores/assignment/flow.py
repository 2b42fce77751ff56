"""The same problem as a flow of least cost, solved by OR-Tools. Imported only where it is needed: it takes a moment."""

from __future__ import annotations

from typing import Any

import numpy as np

from espoir.cores.assignment.parts import parts_of
from espoir.cores.assignment.problem import WAITING, Ids, Ints, NotProven, Problem


def ready() -> None:
    """Import it now rather than at the first large list."""
    built(Problem.of([0], [0], []))


def supporter_of(problem: Problem) -> Ids:
    """Who is paired with whom in a plan of least cost."""
    found = np.full(problem.peers, WAITING, np.int32)
    for people, supporters, part in parts_of(problem):
        place = _solved(part)
        served = place >= 0
        found[people[served]] = supporters[place[served]]
    return found


def _solved(problem: Problem) -> Ids:
    flow = built(problem)
    if flow.solve() != flow.OPTIMAL:
        raise NotProven("OR-Tools found no best plan: the costs are too wide for it.")
    used = np.flatnonzero(flow.flows(np.arange(len(problem.edges), dtype=np.int32)))
    found = np.full(problem.peers, WAITING, np.int32)
    found[np.searchsorted(problem.edges.start, used, side="right") - 1] = problem.edges.supporter[used]
    return found


def built(problem: Problem) -> Any:
    """Everyone sends one unit: through a supporter and one of her places, or straight to waiting."""
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415 (a tenth of a second that small lists never pay)

    flow = min_cost_flow.SimpleMinCostFlow()
    end = problem.peers + problem.supporters
    people = np.arange(problem.peers, dtype=np.int32)
    edges, slots = problem.edges, problem.slots
    _arcs(flow, edges.owners(), edges.supporter + np.int32(problem.peers), edges.cost)
    _arcs(flow, people, np.full(problem.peers, end, np.int32), problem.waiting_cost)
    _arcs(flow, slots.owners() + np.int32(problem.peers), np.full(len(slots.cost), end, np.int32), slots.cost)
    supplies = np.ones(problem.peers + 1, np.int64)
    supplies[-1] = -problem.peers
    flow.set_nodes_supplies(np.append(people, np.int32(end)), supplies)
    return flow


def _arcs(flow: Any, tails: Ids, heads: Ids, costs: Ints) -> None:
    flow.add_arcs_with_capacity_and_unit_cost(tails, heads, np.ones(len(tails), np.int64), costs)
