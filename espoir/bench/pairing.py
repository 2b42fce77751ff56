"""`espoir bench pairing`: the best whole plan of a large waiting list, and the bare flow of OR-Tools beside it."""

from __future__ import annotations

import resource
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

import numpy as np

from espoir.bench import waiting_lists
from espoir.bench.waiting_lists import LOAD, WaitingList
from espoir.cores.assignment import Keys, Plan, Problem, Warm, certify, first_pair_everyone, flow, solve

NEWCOMERS = 250
FEW_EDGES, ROUNDS = 3_000_000, 3  # up to so many edges each measure is taken three times, in turn, and the middle kept
AGREED = 0.5  # of the pairs, where some have agreed
STEPS = ("edges", "solve", "certificate")


@dataclass
class Clock:
    """What each step took: by the wall, and on the processor alone."""

    wall: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def times(self, step: str) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall.setdefault(step, []).append(time.perf_counter() - wall)
        self.cpu.setdefault(step, []).append(time.process_time() - cpu)

    def seconds(self, step: str) -> float:
        return round(median(self.wall[step]), 4)

    def ratio(self, taken: dict[str, list[float]]) -> float:
        return round(sum(median(taken[step]) for step in STEPS) / median(taken["bare"]), 3)


def pairing(wanted: Namespace) -> dict[str, Any]:
    """Everything in one run, on one invented list. Progress goes to standard error."""
    found = waiting_lists.invented(wanted.peers, wanted.supporters, wanted.seed, scarce=wanted.scarce)
    flow.ready()
    clock = Clock()
    _say("the plan…")
    problem, plan = _ours(found, wanted.seed, clock)
    memory = _memory_mb()
    _say("OR-Tools alone, on the same edges…")
    _bare(problem, plan, clock)
    for _round in range(ROUNDS - 1 if len(problem.edges) <= FEW_EDGES else 0):
        _ours(found, wanted.seed, clock)
        _bare(problem, plan, clock)
    _say("newcomers…")
    return {
        **_size(found, problem, plan),
        **{f"{step}_s": clock.seconds(step) for step in STEPS},
        "checked": plan.certificate is not None and plan.certificate.checked,
        "beside": {
            "ortools_min_cost_flow_s": clock.seconds("bare"),
            **(_greedy(problem, plan) if wanted.others else {}),
        },
        "ratio": clock.ratio(clock.wall),
        "ratio_cpu": clock.ratio(clock.cpu),
        **_newcomers(found, problem, plan, wanted.seed),
        "memory_mb": memory,
    }


def _size(found: WaitingList, problem: Problem, plan: Plan) -> dict[str, Any]:
    return {
        "peers": problem.peers,
        "supporters": problem.supporters,
        "places": int(found.capacity.sum()),
        "edges": len(problem.edges),
        "paired": len(plan.pairs),
    }


def _ours(found: WaitingList, seed: int, clock: Clock) -> tuple[Problem, Plan]:
    """From the lists to a proven plan, ties broken; then the proof once more, as anyone could check it."""
    with clock.times("edges"):
        problem = _problem(found)
    with clock.times("solve"):
        plan = solve(problem, order=_keys(problem, seed))
    with clock.times("certificate"):
        certify(problem, plan)
    return problem, plan


def _problem(found: WaitingList) -> Problem:
    edges = waiting_lists.edges_of(found)
    return Problem.of(first_pair_everyone(found.waited, edges, LOAD), found.capacity, edges, LOAD)


def _keys(problem: Problem, seed: int) -> Keys:
    draw = np.random.default_rng([seed, 1])
    return Keys(*(draw.integers(0, 2**63, count) for count in (problem.peers, problem.supporters)))


def _bare(problem: Problem, plan: Plan, clock: Clock) -> None:
    """What OR-Tools takes to build and solve the same network, and nothing else. It must find the same cost."""
    with clock.times("bare"):
        network = flow.built(problem)
        network.solve()
    if network.optimal_cost() != plan.cost:
        raise ArithmeticError("OR-Tools and the proof disagree.")


def _greedy(problem: Problem, plan: Plan) -> dict[str, Any]:
    """The usual way: the best pair first, then the next. Quick, and people are left out who need not be."""
    started = time.perf_counter()
    owners, places = problem.edges.owners(), problem.capacity.tolist()
    order = np.argsort(problem.edges.cost, kind="stable")
    served = [False] * problem.peers
    for peer, supporter in zip(owners[order].tolist(), problem.edges.supporter[order].tolist(), strict=True):
        if not served[peer] and places[supporter]:
            served[peer] = True
            places[supporter] -= 1
    took, paired = time.perf_counter() - started, sum(served)
    return {"greedy_s": round(took, 3), "greedy_paired": paired, "greedy_leaves_out": len(plan.pairs) - paired}


def _newcomers(found: WaitingList, problem: Problem, plan: Plan, seed: int) -> dict[str, Any]:
    """People who arrive one after the other: each time the best plan again. All may move; then, half have agreed."""
    free, _last = _arrive(found, Warm(problem, plan), problem, seed)
    dice = np.random.default_rng([seed, 3]).random(problem.peers)
    agreed = [pair for pair in plan.pairs if dice[pair[0]] < AGREED]
    warm = Warm(problem, plan, agreed)
    some, last = _arrive(found, warm, problem, seed)
    unbound = warm.unbound()
    return {
        "newcomers": NEWCOMERS,
        **free,
        "with_half_agreed": {
            **some,
            "agreed_moved": sum(int(last.supporter_of[peer]) != supporter for peer, supporter in agreed),
            "price_of_stability": {
                "paired_fewer": len(unbound.pairs) - len(last.pairs),
                "cost_more": last.cost - unbound.cost,
                "share": round((last.cost - unbound.cost) / max(1, unbound.cost), 5),
            },
        },
    }


def _arrive(found: WaitingList, warm: Warm, problem: Problem, seed: int) -> tuple[dict[str, Any], Plan]:
    """Who she could be paired with, the new plan and the check of it are all in the time."""
    several = waiting_lists.invented(NEWCOMERS, 1, seed + 1)
    draw = np.random.default_rng([seed, 2])
    regions = draw.integers(0, int(found.supporters.region.max(initial=0)) + 1, NEWCOMERS).tolist()
    step = int(problem.waiting_cost[0]) // (int(found.waited[0]) + 1)
    clock, moved = Clock(), []
    for number in range(NEWCOMERS):
        with clock.times("newcomer"):
            row = waiting_lists.row_of(found, several.peers.of(slice(number, number + 1)), regions[number])
            plan = warm.insert_row(step * (1 + int(several.waited[number])), *row)
        moved.append(len(warm.moved))
    warm.certify(plan)
    return {
        "one_new_peer_ms_median": _ms(median(clock.wall["newcomer"])),
        "one_new_peer_ms_p95": _ms(quantiles(clock.wall["newcomer"], n=20)[-1]),
        "one_new_peer_cpu_ms_p95": _ms(quantiles(clock.cpu["newcomer"], n=20)[-1]),
        "others_moved_mean": round(sum(moved) / len(moved), 2),
    }, plan


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def _memory_mb() -> int:
    """The most this process ever held."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
