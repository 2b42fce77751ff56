"""The proof trusts nobody: whatever is changed in a plan, it no longer holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from espoir.cores.assignment import Edges, NotProven, Plan, Problem, certify, solve
from espoir.cores.assignment.certificate import cost_of
from espoir.cores.assignment.prices import prices_of
from espoir.cores.assignment.tests.lists import Dice, invented, plans


@pytest.fixture
def problem():
    return Problem.of([100, 100, 100], [1, 2], [(0, 0, 3), (0, 1, 7), (1, 0, 2), (1, 1, 9), (2, 1, 4)], [0, 1])


def changed(plan, person, supporter, cost=None):
    place = plan.supporter_of.copy()
    place[person] = supporter
    return replace(plan, supporter_of=place, cost=plan.cost if cost is None else cost)


def test_a_proven_plan(problem):
    plan = solve(problem)
    assert plan.pairs == [(0, 1), (1, 0), (2, 1)]
    assert plan.cost == 7 + 2 + 4 + 1
    assert certify(problem, plan).dual_bound == 14


def test_a_worse_plan_is_found_out(problem):
    plan = solve(problem)
    worse = np.array([0, 1, 1], np.int32)
    with pytest.raises(NotProven, match="prove 14; the plan costs 17"):
        certify(problem, Plan(worse, cost_of(problem, worse), plan.prices))
    with pytest.raises(NotProven, match="says that it costs 14; it costs 17"):
        certify(problem, Plan(worse, 14, plan.prices))


def test_a_wrong_price_is_found_out(problem):
    plan = solve(problem)
    for supporter, by in ((0, -6), (1, 40), (0, 500)):
        prices = plan.prices.copy()
        prices[supporter] += by
        with pytest.raises(NotProven):
            certify(problem, replace(plan, prices=prices))


def test_too_many_people_for_one_supporter_are_found_out(problem):
    plan = solve(problem)
    with pytest.raises(NotProven, match="more people than she takes"):
        certify(problem, changed(plan, 0, 0))


def test_a_forbidden_pair_is_found_out(problem):
    with pytest.raises(NotProven, match="may not be paired"):
        certify(problem, changed(changed(solve(problem), 1, -1), 2, 0))


@pytest.mark.parametrize("place", [[0, 1], [0, 2, 1], [0, -2, 1]])
def test_a_plan_about_someone_else_is_found_out(problem, place):
    with pytest.raises(NotProven, match="list"):
        certify(problem, Plan(np.array(place, np.int32), 1, solve(problem).prices))


@pytest.mark.parametrize("part", range(4))
def test_only_best_plans_have_prices(part):
    for seed in range(30):
        problem = invented(Dice(500 + 100 * part + seed)).problem
        every = list(plans(problem))
        least = min(cost for _plan, cost in every)
        for place, cost in every[:: max(1, len(every) // 12)]:
            found = np.array(place, np.int32)
            if cost == least:
                assert certify(problem, Plan(found, cost, prices_of(problem, found))).dual_bound == least
            else:
                with pytest.raises(NotProven):
                    certify(problem, Plan(found, cost, prices_of(problem, found)))


def test_narrow_numbers_are_not_added_up_narrowly():
    """NumPy keeps 32 bits where both sides have 32: costs are widened before anything is added."""
    edges = Edges(np.array([0, 1, 2]), np.array([0, 0], np.int32), np.array([2**31 - 1, 2**31 - 1], np.int32))
    plan = solve(
        Problem.of(np.array([2**31 - 1] * 2, np.int32), np.array([2], np.int8), edges, np.array([5, 9], np.int16))
    )
    assert plan.cost == 2 * (2**31 - 1)
    plan = solve(Problem.of([2**40] * 2, np.array([2], np.int8), edges, np.array([5, 9], np.int16)))
    assert plan.cost == 2 * (2**31 - 1) + 14
