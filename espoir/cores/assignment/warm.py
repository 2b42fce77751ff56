"""The day after: one person arrives, one supporter is lost. Only what must move moves; what is agreed never does."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from espoir.cores.assignment.certificate import certify, cost_of
from espoir.cores.assignment.problem import BadProblem, Certificate, Plan, Problem
from espoir.cores.assignment.seating import Seating
from espoir.cores.assignment.solving import solve

Pairs = Iterable[tuple[int, int]]


class Warm:
    """A plan that goes on. Each change is answered with the best plan of all that leave the agreed alone."""

    def __init__(self, problem: Problem, plan: Plan, frozen: Pairs = ()) -> None:
        self._seating = Seating(problem, plan)
        self._lost: set[int] = set()
        self.moved: list[int] = []  # who has another supporter, or waits, since the last change; not those it is about
        self.freeze(frozen)

    @property
    def problem(self) -> Problem:
        """What is decided now: with the people who came, without the supporters who were lost."""
        return self._seating.now()

    @property
    def held(self) -> npt.NDArray[np.bool_]:
        """Whose pair is agreed."""
        return self._seating.held

    def freeze(self, pairs: Pairs) -> None:
        """These pairs are agreed: nothing moves them any more, save the loss of the supporter herself."""
        for peer, supporter in pairs:
            if not 0 <= peer < len(self._seating.place) or int(self._seating.place[peer]) != supporter:
                raise BadProblem("Only a pair of the plan can be agreed.")
            self._seating.hold(peer)

    def insert(self, waiting_cost: int, edges: Iterable[tuple[int, int]]) -> Plan:
        """Someone new, and the (supporter, cost) of each pair she may form: she gets the next number."""
        lines = np.array(sorted(edges), np.int64).reshape(-1, 2)
        self._check(lines)
        before = self._seating.place.copy()
        self._seating.seat(self._seating.add(waiting_cost, lines[:, 0], lines[:, 1]))
        return self._after(before, [])

    def lose(self, supporter: int, frozen: Pairs = ()) -> Plan:
        """This supporter takes nobody any more: those she was to support find the best that is left."""
        self.freeze(pair for pair in frozen if pair[1] != supporter)
        before = self._seating.place.copy()
        leaving = self._seating.close(supporter)
        for person in leaving:
            self._seating.seat(person)
        return self._after(before, leaving)

    def certify(self, plan: Plan) -> Certificate:
        """The whole proof again, from the rows."""
        return certify(self.problem, plan, held=self.held)

    def price_of_stability(self, plan: Plan) -> int:
        """How much less a plan would cost that could also move those who have agreed. They are not moved."""
        return plan.cost - solve(self.problem).cost

    def _after(self, before: npt.NDArray[np.int32], about: list[int]) -> Plan:
        place = self._seating.place.copy()
        self.moved = sorted(set(np.flatnonzero(before != place[: len(before)]).tolist()) - set(about))
        plan = Plan(place, cost_of(self.problem, place), self._seating.prices.copy())
        return Plan(plan.supporter_of, plan.cost, plan.prices, self.certify(plan))

    def _check(self, lines: npt.NDArray[np.int64]) -> None:
        known = (lines[:, 0] >= 0) & (lines[:, 0] < len(self._seating.capacity))
        if not known.all():
            raise BadProblem("edges: a supporter who is not in the list.")
