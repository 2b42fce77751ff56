"""The best whole plan, proven."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from espoir.cores.assignment import flow
from espoir.cores.assignment.certificate import cost_of, proven
from espoir.cores.assignment.prices import prices_of
from espoir.cores.assignment.problem import BadProblem, Plan, Problem
from espoir.cores.assignment.seating import from_nothing

SMALL = 250  # people: up to here our own arrays are quicker than importing OR-Tools


class Keys:
    """Whose turn it is among equals: a number for each person and supporter, such as a seeded digest."""

    def __init__(self, peers: npt.ArrayLike, supporters: npt.ArrayLike) -> None:
        self.peers, self.supporters = np.asarray(peers, np.uint64), np.asarray(supporters, np.uint64)


def solve(problem: Problem, *, order: Keys | None = None) -> Plan:
    """A plan of least cost with its certificate; among equally good plans the one that the keys say."""
    if order and (len(order.peers) != problem.peers or len(order.supporters) != problem.supporters):
        raise BadProblem("order: one key for each person and each supporter.")
    if problem.peers <= SMALL or not flow.fits(problem):
        seating = from_nothing(problem, np.argsort(order.peers) if order else np.arange(problem.peers))
        found, prices = seating.place.copy(), seating.prices
    else:
        found = flow.supporter_of(problem)
        prices = prices_of(problem, found)
    return proven(problem, Plan(found, cost_of(problem, found), prices))
