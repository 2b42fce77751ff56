"""The best whole plan, proven."""

from __future__ import annotations

from espoir.cores.assignment.certificate import cost_of, proven
from espoir.cores.assignment.narrowing import best_of_large
from espoir.cores.assignment.problem import BadProblem, Ids, Ints, Plan, Problem
from espoir.cores.assignment.seating import one_by_one
from espoir.cores.assignment.ties import Keys, settle

SMALL = 250  # people: up to here our own arrays are quicker than importing OR-Tools


def solve(problem: Problem, *, order: Keys | None = None) -> Plan:
    """A plan of least cost with its certificate; among equally good plans the one that the keys say.

    Without `order`, which of the equally good plans it is may hang on the order of the rows.
    """
    if order and (len(order.peers) != problem.peers or len(order.supporters) != problem.supporters):
        raise BadProblem("order: one key for each person and each supporter.")
    found, prices = best(problem)
    if order:
        found = settle(problem, found, prices, order, best)
    return proven(problem, Plan(found, cost_of(problem, found), prices))


def best(problem: Problem) -> tuple[Ids, Ints]:
    """Who is with whom in a plan of least cost, and the prices that prove it."""
    return one_by_one(problem) if problem.peers <= SMALL else best_of_large(problem)
