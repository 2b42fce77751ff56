"""Between equal plans nobody's name decides, and nobody's place in a list: only the keys."""

from __future__ import annotations

from collections import Counter

import pytest

from espoir.cores.assignment import BadProblem, Keys, Problem, solve, solving
from espoir.cores.assignment.tests.lists import Dice, invented, plans


@pytest.mark.parametrize("part", range(4))
def test_the_order_of_the_rows_and_the_solver_change_nothing(part, monkeypatch):
    several = 0
    for seed in range(30):
        dice = Dice(3000 + 100 * part + seed)
        found = invented(dice, places=2)
        keys = [[dice.key() for _each in side] for side in (found.waiting, found.capacity)]
        monkeypatch.setattr(solving, "SMALL", 250)
        plan = solve(found.problem, order=Keys(*keys))
        costs = [cost for _plan, cost in plans(found.problem)]
        assert plan.cost == min(costs)
        several += costs.count(plan.cost) > 1
        monkeypatch.setattr(solving, "SMALL", dice.choice([0, 250]))
        assert shuffled(dice, found, keys) == plan.pairs
    assert several > 2


def shuffled(dice, found, keys):
    """The same list with its rows in another order: who is with whom, by the old numbers."""
    peers, supporters = (dice.order(len(side)) for side in (found.waiting, found.capacity))
    edges = [(peers.index(i), supporters.index(j), cost) for i, j, cost in found.edges]
    edges = [edges[number] for number in dice.order(len(edges))]
    problem = Problem.of([found.waiting[i] for i in peers], [found.capacity[j] for j in supporters], edges, found.load)
    order = Keys([keys[0][i] for i in peers], [keys[1][j] for j in supporters])
    return sorted((peers[i], supporters[j]) for i, j in solve(problem, order=order).pairs)


def test_everyone_is_as_likely():
    """Four people, one place, all equal: over many draws each has it about as often."""
    problem = Problem.of([9] * 4, [1], [(i, 0, 1) for i in range(4)])
    dice = Dice(1)
    had = Counter(
        solve(problem, order=Keys([dice.key() for _each in range(4)], [dice.key()])).pairs[0][0] for _draw in range(200)
    )
    assert all(30 < had[person] < 70 for person in range(4))


def test_equal_keys_still_give_a_best_plan():
    problem = Problem.of([9] * 4, [1, 1], [(i, j, 1) for i in range(4) for j in range(2)])
    assert solve(problem, order=Keys([5] * 4, [5] * 2)).cost == 20


@pytest.mark.parametrize("keys", [([-1], [1]), ([1, 2], [1]), ([1], []), (["a"], [1])])
def test_keys_must_be_keys(keys):
    with pytest.raises(BadProblem):
        solve(Problem.of([1], [1], [(0, 0, 0)]), order=Keys(*keys))
