"""The day after: one person arrives, one supporter is lost. Only what must move moves; what is agreed never does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from espoir.cores.assignment.certificate import certify
from espoir.cores.assignment.problem import MOST, BadProblem, Certificate, NotProven, Plan, Problem, largest
from espoir.cores.assignment.seating import Seating
from espoir.cores.assignment.solving import solve

Pairs = Iterable[tuple[int, int]]
Row = npt.NDArray[np.integer[Any]]


class Warm:
    """A plan that goes on. Each change is answered with the best plan of all that leave the agreed alone."""

    def __init__(self, problem: Problem, plan: Plan, frozen: Pairs = ()) -> None:
        self._seating = Seating(problem, plan)
        self._largest, self._dearest = largest(problem), 0
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
        return self.insert_row(waiting_cost, lines[:, 0], lines[:, 1])

    def insert_row(self, waiting_cost: int, supporters: Row, costs: Row) -> Plan:
        """The same, with arrays."""
        self._check(waiting_cost, supporters, costs)
        before = self._seating.place.copy()
        self._seat(self._seating.add(waiting_cost, supporters, costs))
        return self._after(before, [])

    def lose(self, supporter: int, frozen: Pairs = ()) -> Plan:
        """This supporter takes nobody any more: those she was to support find the best that is left."""
        if not 0 <= supporter < len(self._seating.capacity):
            raise BadProblem("There is no such supporter.")
        self.freeze(pair for pair in frozen if pair[1] != supporter)
        before = self._seating.place.copy()
        leaving = self._seating.close(supporter)
        for person in leaving:
            self._seat(person)
        return self._after(before, leaving)

    def certify(self, plan: Plan) -> Certificate:
        """The whole proof again, from the rows."""
        return certify(self.problem, plan, held=self.held)

    def price_of_stability(self, plan: Plan) -> int:
        """How much less a plan would cost that could also move those who have agreed. They are not moved."""
        return plan.cost - self.unbound().cost

    def unbound(self) -> Plan:
        """The best plan if nobody had agreed to anything, made from nothing: to compare with, never to act on."""
        return solve(self.problem)

    def _seat(self, person: int) -> None:
        """Prices only rise, so that only those whose own price rose could be better off elsewhere now."""
        self._seating.seat(person)
        if not self._seating.pays_least(self._seating.looked_at):
            raise NotProven("Someone would be better off elsewhere: this plan is not the best.")

    def _after(self, before: npt.NDArray[np.int32], about: list[int]) -> Plan:
        seating = self._seating
        place = seating.place.copy()
        self.moved = sorted(set(np.flatnonzero(before != place[: len(before)]).tolist()) - set(about))
        cost, bound = seating.cost(), seating.bound()
        if cost != bound or not seating.fits():
            raise NotProven(f"The prices prove {bound}; the plan costs {cost}.")
        return Plan(place, cost, seating.prices.copy(), Certificate(bound, checked=True))

    def _check(self, waiting_cost: int, supporters: Row, costs: Row) -> None:
        known = len(supporters) == 0 or (supporters.min() >= 0 and supporters.max() < len(self._seating.capacity))
        if not known or len(np.unique(supporters)) < len(supporters):
            raise BadProblem("edges: each supporter once, and only those in the list.")
        ends = (waiting_cost, costs.min(initial=0), costs.max(initial=0))
        self._dearest = max(self._dearest, *(abs(int(end)) for end in ends))
        if (self._largest + 2 * self._dearest) * (len(self._seating.place) + len(self._seating.capacity) + 3) >= MOST:
            raise BadProblem("These costs are too large to be added up exactly. Use smaller numbers.")
