"""What is to be decided: who might support whom, at what cost, and what it costs to leave someone waiting.

Every number is an integer, so that "best" means best and not "best to six decimals".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Ids = npt.NDArray[np.int32]
Numbers = Sequence[int] | npt.NDArray[Any]
MOST = 2**62  # no sum we ever form may pass it
ENOUGH = 100  # places kept for people who may still arrive, where a supporter says she takes any number
WAITING = -1  # in a plan: this person has no supporter yet


class BadProblem(ValueError):
    """The sentence says what is wrong with what was asked."""


class NotProven(Exception):
    """A plan that is not allowed, or whose proof does not hold. Never to be used."""


@dataclass(frozen=True, eq=False)
class Edges:
    """Who may be paired with whom, each pair once: row `start[i]` to `start[i + 1]` is person i; the rest forbidden."""

    start: Ints
    supporter: Ids
    cost: Ints

    def __len__(self) -> int:
        return len(self.supporter)

    def owners(self) -> Ids:
        """The person of each line."""
        return np.repeat(np.arange(len(self.start) - 1, dtype=np.int32), np.diff(self.start))

    def only(self, kept: npt.NDArray[np.bool_]) -> Edges:
        """The same rows with fewer lines."""
        before = np.concatenate([[0], np.cumsum(kept, dtype=np.int64)])
        return Edges(before[self.start], self.supporter[kept], self.cost[kept])


@dataclass(frozen=True, eq=False)
class Slots:
    """The places of each supporter, cheapest first: places `start[s]` to `start[s + 1]` belong to supporter s."""

    start: Ints
    cost: Ints

    def owners(self) -> Ids:
        return np.repeat(np.arange(len(self.start) - 1, dtype=np.int32), np.diff(self.start))


@dataclass(frozen=True, eq=False)
class Problem:
    """`Problem.of(…)` builds one and checks it."""

    waiting_cost: Ints
    capacity: Ints  # at most ENOUGH, or the number of people who could come
    edges: Edges
    slots: Slots

    @classmethod
    def of(
        cls,
        waiting_cost: Numbers,
        capacity: Numbers,
        edges: Edges | Iterable[tuple[int, int, int]],
        load: Numbers | Sequence[Sequence[int]] = (),
    ) -> Problem:
        """`waiting_cost`: of leaving each person without anyone. `capacity`: how many each supporter takes.

        `edges`: (person, supporter, cost) by number, from 0; of two lines about one pair the cheaper counts.
        `load`: what the first, second, third… person adds for a supporter: a list for all, or a row for each supporter.
        It may not fall; beyond its end the last number goes on.
        """
        waiting, places = _whole(waiting_cost, "waiting_cost"), _whole(capacity, "capacity")
        if (places < 0).any():
            raise BadProblem("A supporter cannot take fewer than 0 people.")
        rows = edges if isinstance(edges, Edges) else _rows(edges, len(waiting))
        _check_rows(rows, len(waiting), len(places))
        rows = Edges(_whole(rows.start, "edges"), rows.supporter.astype(np.int32), _whole(rows.cost, "edges"))
        reachable = np.bincount(rows.supporter, minlength=len(places)).astype(np.int64)
        places = np.minimum(places, np.maximum(reachable, np.int64(ENOUGH)))
        problem = cls(waiting, places, rows, _slots(places, load))
        _check_size(problem)
        return problem

    @property
    def peers(self) -> int:
        return len(self.waiting_cost)

    @property
    def supporters(self) -> int:
        return len(self.capacity)


@dataclass(frozen=True)
class Certificate:
    """No plan can cost less than `dual_bound`, and the plan at hand costs exactly that."""

    dual_bound: int
    checked: bool


@dataclass(frozen=True, eq=False)
class Plan:
    """Who is paired with whom. `prices`: what a place with each supporter is worth; they alone prove the plan best."""

    supporter_of: Ids
    cost: int
    prices: Ints
    certificate: Certificate | None = None

    @property
    def pairs(self) -> list[tuple[int, int]]:
        served = np.flatnonzero(self.supporter_of >= 0)
        return list(zip(served.tolist(), self.supporter_of[served].tolist(), strict=True))

    @property
    def unpaired(self) -> list[int]:
        return np.flatnonzero(self.supporter_of < 0).tolist()


def first_pair_everyone(waited: Numbers, edges: Edges, load: Any = ()) -> Ints:
    """Waiting costs that put people before comfort: most people paired, then those who waited longest, then least cost.

    `waited`: a whole number a person, 0 or more (all 0: only how many are paired counts, not who).

    Why one product is enough: the sets of people who can be served together form a matroid. There the heaviest set,
    when every weight is above 0, is also a largest one, and of all largest ones it takes the longest waiting first.
    So `1 + waited` does both, and only the costs of pairs have to be outweighed.
    """
    weights = _whole(waited, "waited") + np.int64(1)
    if int(weights.min(initial=1)) < 1:
        raise BadProblem("Nobody can have waited less than 0.")
    widths = [_width(edges.cost), _width(_whole(load, "load"))]
    step = min(len(weights), len(edges)) * sum(widths) + 1
    if int(weights.max(initial=1)) * step * (len(weights) + 2) >= MOST:
        raise BadProblem("These costs and waiting times are too large to be added up exactly. Use smaller numbers.")
    return weights * np.int64(step)


def _width(costs: Ints) -> int:
    return int(costs.max(initial=0)) - int(costs.min(initial=0))


def _whole(values: Any, name: str) -> Ints:
    found = np.asarray(values)
    if found.size == 0:
        return np.zeros(found.shape if found.ndim else 0, np.int64)
    if found.dtype == object or found.dtype.kind == "u":
        if any(abs(int(value)) >= MOST for value in found.ravel().tolist()):
            raise BadProblem(f"{name}: a number is too large.")
    elif found.dtype.kind not in "ib":
        raise BadProblem(f"{name}: whole numbers only.")
    return np.ascontiguousarray(found, dtype=np.int64)


def _rows(edges: Iterable[tuple[int, int, int]], peers: int) -> Edges:
    listed = list(edges)
    try:
        lines = _whole(listed, "edges").reshape(-1, 3)
    except (TypeError, ValueError) as error:
        raise BadProblem("edges: (person, supporter, cost) each time, whole numbers.") from error
    return by_row(lines[:, 0], lines[:, 1], lines[:, 2], peers=peers)


def by_row(peer: npt.NDArray[Any], supporter: npt.NDArray[Any], cost: npt.NDArray[Any], *, peers: int) -> Edges:
    """Lines in any order, as rows; of two lines about one pair the cheaper stays."""
    if len(peer) and (int(peer.min()) < 0 or int(peer.max()) >= peers):
        raise BadProblem("edges: a person who is not in the list.")
    if len(supporter) and (int(supporter.min()) < 0 or int(supporter.max()) >= 2**31):
        raise BadProblem("edges: a supporter who is not in the list.")
    order = np.lexsort((cost, supporter, peer))
    peer, supporter, cost = peer[order], supporter[order], cost[order]
    first = np.ones(len(peer), bool)
    first[1:] = (peer[1:] != peer[:-1]) | (supporter[1:] != supporter[:-1])
    peer, supporter, cost = peer[first], supporter[first], cost[first]
    start = np.searchsorted(peer, np.arange(peers + 1)).astype(np.int64)
    return Edges(start, supporter.astype(np.int32), cost.astype(np.int64))


def _slots(places: Ints, load: Any) -> Slots:
    marginal = _whole(load, "load")
    start = np.concatenate([[0], np.cumsum(places)]).astype(np.int64)
    total = int(start[-1])
    if marginal.size == 0:
        return Slots(start, np.zeros(total, np.int64))
    if marginal.ndim == 2 and len(marginal) != len(places):
        raise BadProblem("load: one row for each supporter.")
    if (np.diff(marginal, axis=-1) < 0).any():
        raise BadProblem("load: the next person may not cost less than the one before.")
    owner = np.repeat(np.arange(len(places)), places)
    nth = np.minimum(np.arange(total) - start[owner], marginal.shape[-1] - 1)
    return Slots(start, marginal[owner, nth] if marginal.ndim == 2 else marginal[nth])


def _check_rows(rows: Edges, peers: int, supporters: int) -> None:
    if len(rows.start) != peers + 1 or int(rows.start[-1]) != len(rows.cost) or (np.diff(rows.start) < 0).any():
        raise BadProblem("edges: one row for each person.")
    if len(rows) and (int(rows.supporter.min()) < 0 or int(rows.supporter.max()) >= supporters):
        raise BadProblem("edges: a supporter who is not in the list.")


def _check_size(problem: Problem) -> None:
    """Prices and totals stay far from the end of 64 bits: checked once, with numbers that have no end."""
    if largest(problem) * (problem.peers + problem.supporters + 2) >= MOST:
        raise BadProblem("These costs are too large to be added up exactly. Use smaller numbers.")


def largest(problem: Problem) -> int:
    """No step of a chain costs more."""
    parts = (problem.waiting_cost, problem.edges.cost, problem.slots.cost)
    return sum(max(int(part.max(initial=0)), -int(part.min(initial=0))) for part in parts)
