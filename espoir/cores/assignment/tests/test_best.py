"""The plan is the best one: beside every plan there is, and beside OR-Tools."""

from __future__ import annotations

import numpy as np
import pytest

from espoir.cores.assignment import (
    BadProblem,
    Edges,
    NotProven,
    Plan,
    Problem,
    certify,
    first_pair_everyone,
    flow,
    parts,
    solve,
)
from espoir.cores.assignment import narrowing as narrowing_module
from espoir.cores.assignment.certificate import cost_of
from espoir.cores.assignment.narrowing import best_of_large
from espoir.cores.assignment.prices import prices_of
from espoir.cores.assignment.tests.lists import Dice, invented, plans


@pytest.mark.parametrize("part", range(6))
def test_no_plan_is_better(part):
    for seed in range(40):
        problem = invented(Dice(100 * part + seed), cost=[1, 5, 1000][part % 3], waiting=[3, 2000][part % 2]).problem
        plan = solve(problem)
        assert plan.cost == min(cost for _plan, cost in plans(problem))
        assert plan.certificate is not None
        assert plan.certificate.dual_bound == plan.cost


@pytest.mark.parametrize("part", range(4))
def test_ortools_and_our_own_arrays_agree(part):
    for seed in range(40):
        dice = Dice(1000 + 100 * part + seed)
        cost, waiting = 10 ** dice.randint(0, 4), 3 * 10 ** dice.randint(0, 5)
        problem = invented(dice, peers=40, supporters=12, cost=cost, waiting=waiting).problem
        found = flow.supporter_of(problem)
        beside = Plan(found, cost_of(problem, found), prices_of(problem, found))
        assert certify(problem, beside).dual_bound == solve(problem).cost


@pytest.mark.parametrize("scarce", [False, True])
@pytest.mark.parametrize("first", [False, True])
def test_large_lists_are_solved_with_few_lines_and_proven_with_all(scarce, first):
    for seed in range(4):
        problem = a_large_one(seed, scarce=scarce, first=first)
        found, prices = best_of_large(problem)
        plan = Plan(found, cost_of(problem, found), prices)
        assert certify(problem, plan).dual_bound == cost_of(problem, flow.supporter_of(problem))


def a_large_one(seed, *, scarce, first):
    draw = np.random.default_rng(seed)
    peers, supporters = 500, 140
    near = draw.random((peers, supporters)) < 0.4
    start = np.concatenate([[0], np.cumsum(near.sum(axis=1))])
    edges = Edges(start, np.nonzero(near)[1].astype(np.int32), draw.integers(0, 9000, int(start[-1])))
    load = [0, 100, 300, 900]
    waiting = first_pair_everyone(draw.integers(0, 50, peers), edges, load) if first else draw.integers(0, 20000, peers)
    return Problem.of(waiting, draw.integers(0, 5 if scarce else 10, supporters), edges, load)


def test_whatever_goes_wrong_on_the_way_the_answer_is_proven(monkeypatch):
    problem = a_large_one(9, scarce=False, first=True)
    best = solve(problem).cost
    for name in ("GAP", "CHEAPEST", "NEAR", "FAR", "QUESTIONS", "PATIENCE"):
        with monkeypatch.context() as patch:
            patch.setattr(narrowing_module, name, 1 if name in ("CHEAPEST", "PATIENCE") else 0)
            assert solve(problem).cost == best


@pytest.mark.parametrize("lines", [1, 8, 1 << 13])
def test_parts_that_have_nothing_to_do_with_each_other_are_solved_alone(lines, monkeypatch):
    monkeypatch.setattr(parts, "ENOUGH_LINES", lines)
    for seed in range(30):
        problem = invented(Dice(seed), peers=30, supporters=20, cost=50, waiting=90).problem
        people, supporters, each = zip(*parts.parts_of(problem), strict=True) if problem.peers else ((), (), ())
        assert sorted(i for part in people for i in part.tolist()) == list(range(problem.peers))
        assert len({j for part in supporters for j in part.tolist()}) == sum(len(part) for part in supporters)
        assert sum(len(part.edges) for part in each) == len(problem.edges)
        assert cost_of(problem, flow.supporter_of(problem)) == solve(problem).cost


@pytest.mark.parametrize("refused", [False, True])
def test_costs_as_wide_as_can_be_are_still_exact(refused, monkeypatch):
    def too_wide(problem):
        raise NotProven

    draw = np.random.default_rng(4)
    edges = [(i, j, int(draw.integers(0, 2**45))) for i in range(260) for j in range(4)]
    problem = Problem.of([2**52] * 260, [40] * 4, edges)
    best = solve(problem)
    assert len(best.pairs) == 160
    if refused:
        monkeypatch.setattr(flow, "supporter_of", too_wide)
        assert solve(problem).cost == best.cost


@pytest.mark.parametrize(
    ("waiting", "capacity", "edges", "unpaired", "cost"),
    [
        ([], [], [], [], 0),
        ([7, 8], [], [], [0, 1], 15),
        ([], [3], [], [], 0),
        ([7, 8], [1, 1], [], [0, 1], 15),  # nobody may be paired
        ([7, 8], [0, 1], [(0, 0, 1), (1, 1, 1)], [0], 8),  # no place
        ([7, 8], [10**9, 1], [(0, 0, 1), (0, 0, 0), (1, 0, 2)], [], 2),  # of two lines the cheaper; places without end
        ([1], [1], [(0, 0, 2)], [0], 1),  # waiting is better
    ],
)
def test_the_smallest_lists(waiting, capacity, edges, unpaired, cost):
    plan = solve(Problem.of(waiting, capacity, edges))
    assert (plan.unpaired, plan.cost) == (unpaired, cost)


def test_nobody_is_buried():
    edges = [(i, j, j) for i in range(4) for j in range(2)]  # the first is a little better for all
    assert [s for _p, s in solve(Problem.of([100] * 4, [4, 4], edges)).pairs] == [0, 0, 0, 0]
    loaded = solve(Problem.of([100] * 4, [4, 4], edges, [0, 10, 30, 60]))
    assert sorted(s for _p, s in loaded.pairs) == [0, 0, 1, 1]
    already_busy = solve(Problem.of([100] * 4, [4, 4], edges, [[50, 60, 70, 80], [0, 10, 20, 30]]))
    assert [s for _p, s in already_busy.pairs] == [1, 1, 1, 1]


@pytest.mark.parametrize("part", range(3))
def test_most_people_first_then_the_longest_wait_then_the_least_cost(part):
    for seed in range(40):
        dice = Dice(7000 + 100 * part + seed)
        found = invented(dice, cost=9)
        waited = [dice.choice([0, 1, 5, 300]) for _each in found.waiting]
        free = found.problem
        costs = first_pair_everyone(waited, free.edges, found.load)
        plan = solve(Problem.of(costs, found.capacity, found.edges, found.load))

        def rank(place, cost, waited=waited, free=free):
            served = [i for i, s in enumerate(place) if s >= 0]
            alone = sum(int(free.waiting_cost[i]) for i in range(len(place)) if i not in served)
            return -len(served), sorted(-waited[i] for i in served), cost - alone

        best = min(rank(place, cost) for place, cost in plans(free))
        mine = rank(plan.supporter_of.tolist(), cost_of(free, plan.supporter_of))
        assert mine == best


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Problem.of([2**61], [1], [(0, 0, 2**61)]),
        lambda: Problem.of([2**70], [1], []),
        lambda: Problem.of(np.array([1.5]), [1], []),
        lambda: Problem.of(np.array(["a"]), [1], []),
        lambda: Problem.of([1], [-1], []),
        lambda: Problem.of([1], [1], [(1, 0, 0)]),
        lambda: Problem.of([1], [1], [(0, 1, 0)]),
        lambda: Problem.of([1], [1], [(0, -1, 0)]),
        lambda: Problem.of([1], [1], [(0, 2**32, 0)]),
        lambda: Problem.of([1], [1], [(0, 0)]),  # type: ignore[list-item]
        lambda: Problem.of([1], [2], [(0, 0, 1)], [3, 1]),
        lambda: Problem.of([1], [2], [(0, 0, 1)], [[1], [2]]),
        lambda: first_pair_everyone([2**40] * 9, Problem.of([1], [1], [(0, 0, 2**40)]).edges),
        lambda: first_pair_everyone([-1], Problem.of([1], [1], []).edges),
    ],
)
def test_what_cannot_be_decided_gets_a_sentence(ask):
    with pytest.raises(BadProblem, match=r".{10,}"):
        ask()
