"""The day after: exact again, few moved, nobody who agreed."""

from __future__ import annotations

import pytest

from espoir.cores.assignment import BadProblem, NotProven, Problem, Warm, solve
from espoir.cores.assignment.tests.lists import Dice, invented, plans


@pytest.mark.parametrize("part", range(6))
def test_after_every_change_the_plan_is_as_good_as_a_new_one(part):
    for seed in range(12):
        dice = Dice(9000 + 100 * part + seed)
        found = invented(dice, peers=12, supporters=6, cost=50, waiting=80)
        problem = found.problem
        plan = solve(problem)
        warm = Warm(problem, plan)
        for _day in range(6):
            before = plan.supporter_of
            lost = None
            if found.capacity and dice.random() < 0.3:
                lost = dice.randrange(len(found.capacity))
                plan = warm.lose(lost)
            else:
                row = [(j, dice.randint(0, 50)) for j in range(len(found.capacity)) if dice.random() < 0.6]
                plan = warm.insert(dice.randint(0, 80), row)
            assert plan.cost == warm.certify(plan).dual_bound == solve(warm.problem).cost
            changed = [i for i, was in enumerate(before) if was != plan.supporter_of[i]]
            assert warm.moved == [i for i in changed if lost is None or before[i] != lost]
            assert warm.price_of_stability(plan) == 0


@pytest.mark.parametrize("part", range(3))
def test_agreed_pairs_are_never_moved_and_the_plan_is_the_best_that_leaves_them(part):
    dear = []
    for seed in range(50):
        dice = Dice(11000 + 100 * part + seed)
        found = invented(dice, cost=20, waiting=30)
        problem, plan = found.problem, solve(found.problem)
        agreed = [pair for pair in plan.pairs if dice.random() < 0.8]
        warm = Warm(problem, plan, agreed)
        for _day in range(2):
            row = [(j, dice.randint(0, 20)) for j in range(len(found.capacity))]
            plan = warm.insert(dice.randint(0, 30), row)
        if found.capacity and dice.random() < 0.3:
            lost = dice.randrange(len(found.capacity))
            plan = warm.lose(lost, agreed)
            agreed = [pair for pair in agreed if pair[1] != lost]
        assert all(plan.supporter_of[peer] == supporter for peer, supporter in agreed)
        every = list(plans(warm.problem))
        assert plan.cost == min(cost for place, cost in every if all(place[i] == j for i, j in agreed))
        assert warm.price_of_stability(plan) == plan.cost - min(cost for _place, cost in every)
        dear.append(warm.price_of_stability(plan))
    assert min(dear) >= 0


def test_the_price_of_leaving_the_agreed_alone_is_told():
    problem = Problem.of([50], [1, 1], [(0, 0, 1), (0, 1, 2)])
    plan = solve(problem)
    warm = Warm(problem, plan, plan.pairs)
    assert warm.price_of_stability(warm.insert(50, [(0, 3)])) == 51 - 5  # she waits, for the first place is taken


def test_what_is_agreed_later_stays_too():
    problem = Problem.of([50, 50], [1, 1], [(0, 0, 1), (0, 1, 2), (1, 1, 1)])
    warm = Warm(problem, solve(problem))
    warm.freeze([(0, 0)])
    plan = warm.insert(50, [(0, 0)])
    assert (plan.pairs, plan.unpaired, warm.moved) == ([(0, 0), (1, 1)], [2], [])
    with pytest.raises(BadProblem, match="Only a pair of the plan"):
        warm.freeze([(1, 0)])


def test_a_price_that_was_changed_in_between_is_noticed():
    problem = Problem.of([50, 50], [1, 1], [(0, 0, 1), (0, 1, 2), (1, 1, 1)])
    warm = Warm(problem, solve(problem))
    warm._seating.prices[1] += 1
    with pytest.raises(NotProven):
        warm.insert(50, [(0, 0)])


@pytest.mark.parametrize(("cost", "row"), [(1, [(2, 1)]), (1, [(-1, 1)]), (1, [(0, 1), (0, 2)]), (2**61, [(0, 1)])])
def test_a_newcomer_must_be_possible(cost, row):
    problem = Problem.of([50], [1, 1], [(0, 0, 1)])
    with pytest.raises(BadProblem):
        Warm(problem, solve(problem)).insert(cost, row)


def test_a_supporter_must_be_there_to_be_lost():
    problem = Problem.of([50], [1], [(0, 0, 1)])
    with pytest.raises(BadProblem):
        Warm(problem, solve(problem)).lose(1)
