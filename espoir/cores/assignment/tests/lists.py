"""Small invented problems, and all their plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from espoir.cores.assignment import Problem


class Dice:
    """The same throws for the same seed."""

    def __init__(self, seed: int) -> None:
        self._draw = np.random.default_rng(seed)

    def random(self) -> float:
        return float(self._draw.random())

    def randint(self, least: int, most: int) -> int:
        return int(self._draw.integers(least, most + 1))

    def randrange(self, count: int) -> int:
        return self.randint(0, count - 1)

    def key(self) -> int:
        return int(self._draw.integers(0, 2**64, dtype=np.uint64))

    def choice(self, listed: list[Any]) -> Any:
        return listed[self.randrange(len(listed))]

    def order(self, count: int) -> list[int]:
        return [int(each) for each in self._draw.permutation(count)]


@dataclass(frozen=True)
class Invented:
    waiting: list[int]
    capacity: list[int]
    edges: list[tuple[int, int, int]]
    load: list[int]

    @property
    def problem(self) -> Problem:
        return Problem.of(self.waiting, self.capacity, self.edges, self.load)


def invented(dice: Dice, *, peers=5, supporters=4, cost=2, waiting=4, places=3, load=1) -> Invented:
    people, others = range(dice.randint(0, peers)), range(dice.randint(0, supporters))
    density = dice.choice([0.2, 0.6, 1.0])
    return Invented(
        [dice.randint(0, waiting) for _each in people],
        [dice.randint(0, places) for _each in others],
        [(i, j, dice.randint(-1, cost)) for i in people for j in others if dice.random() < density],
        sorted(dice.randint(0, load) for _each in range(dice.randint(0, places))),
    )


def plans(problem: Problem) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every plan that is allowed, and what it costs, by the plainest means."""
    edges, slots = problem.edges, problem.slots
    rows = [range(int(edges.start[i]), int(edges.start[i + 1])) for i in range(problem.peers)]
    options = [
        [(-1, int(problem.waiting_cost[i])), *((int(edges.supporter[line]), int(edges.cost[line])) for line in row)]
        for i, row in enumerate(rows)
    ]
    for chosen in product(*options):
        loads = np.bincount([s for s, _cost in chosen if s >= 0], minlength=problem.supporters)
        if (loads <= problem.capacity).all():
            full = sum(
                int(slots.cost[slots.start[s] : slots.start[s] + loads[s]].sum()) for s in range(problem.supporters)
            )
            yield tuple(s for s, _cost in chosen), sum(cost for _s, cost in chosen) + full
