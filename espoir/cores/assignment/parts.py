"""A list in parts that have nothing to do with each other: no line leads from one to another. Each is solved alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from espoir.cores.assignment.problem import Edges, Ints, Problem, Slots
from espoir.cores.assignment.seating import ranges

ENOUGH_LINES = 1 << 13  # smaller parts are put together


def parts_of(problem: Problem) -> Iterator[tuple[Ints, Ints, Problem]]:
    """The people and supporters of each part, by number, and what is to be decided there."""
    of_people, of_supporters = _bundles(problem)
    people, supporters = np.argsort(of_people, kind="stable"), np.argsort(of_supporters, kind="stable")
    count = int(max(of_people.max(initial=-1), of_supporters.max(initial=-1))) + 1
    marks = np.arange(count + 1)
    cuts = [np.searchsorted(of[order], marks) for of, order in ((of_people, people), (of_supporters, supporters))]
    number = np.zeros(problem.supporters, np.int32)
    for part in range(count):
        some = people[cuts[0][part] : cuts[0][part + 1]]
        others = supporters[cuts[1][part] : cuts[1][part + 1]]
        number[others] = np.arange(len(others))
        yield some, others, _part(problem, some, others, number)


def _part(problem: Problem, people: Ints, supporters: Ints, number: npt.NDArray[np.int32]) -> Problem:
    edges, slots = problem.edges, problem.slots
    lines, lengths = ranges(edges.start[people], edges.start[people + 1])
    places, rooms = ranges(slots.start[supporters], slots.start[supporters + 1])
    return Problem(
        problem.waiting_cost[people],
        problem.capacity[supporters],
        Edges(_starts(lengths), number[edges.supporter[lines]], edges.cost[lines]),
        Slots(_starts(rooms), slots.cost[places]),
    )


def _starts(lengths: Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _bundles(problem: Problem) -> tuple[Ints, Ints]:
    """The part of each person and of each supporter, numbered from 0, each part with lines enough."""
    of_people, of_supporters = _labels(problem)
    found, which = np.unique(np.concatenate([of_people, of_supporters]), return_inverse=True)
    mine, hers = which[: problem.peers], which[problem.peers :]
    lines = np.bincount(mine, weights=np.diff(problem.edges.start), minlength=len(found))
    bundle = (np.cumsum(lines) - lines).astype(np.int64) // ENOUGH_LINES
    _used, bundle = np.unique(bundle, return_inverse=True)
    return bundle[mine], bundle[hers]


def _labels(problem: Problem) -> tuple[Ints, Ints]:
    """For each side the smallest supporter who can be reached along lines."""
    edges = problem.edges
    has = np.diff(edges.start) > 0
    lengths = np.diff(edges.start)[has]
    alone = problem.supporters  # people without any line
    of_people = np.full(problem.peers, alone)
    of_supporters = np.arange(problem.supporters)
    while len(edges):
        least = np.minimum.reduceat(of_supporters[edges.supporter], edges.start[:-1][has])
        of_people[has] = least
        before = of_supporters.copy()
        np.minimum.at(of_supporters, edges.supporter, np.repeat(least, lengths))
        of_supporters = of_supporters[of_supporters]
        if (before == of_supporters).all():
            break
    return of_people, of_supporters
