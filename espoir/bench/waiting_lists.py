"""Invented waiting lists of any size, and who might support whom among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from espoir.cores.assignment import Edges

A_REGION = 375  # supporters of one region, as many as one can reach
LANGUAGES, FORMS, HOURS, INTERESTS = 32, 3, 42, 64
ENOUGH_HOURS = 3  # in common
AFAR = 0.03  # supporters who are there for a second region too: they tie all regions together
BEST = 10_000
LOAD = (0, 150, 350, 650, 1_050, 1_600, 2_300, 3_200)  # what each further person adds: nobody is buried
Bits = npt.NDArray[np.uint64]
Codes = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Crowd:
    """One side of the list. A bit is a language, a form, an hour of the week, an interest."""

    region: npt.NDArray[np.int32]
    languages: npt.NDArray[np.uint32]
    forms: Codes
    hours: Bits
    genders: Codes  # of a supporter: hers; of a peer: those she wishes, all where she does not mind
    interests: Bits
    also: npt.NDArray[np.int32]  # of a few supporters: a second region, reached from afar

    def of(self, rows: slice | npt.NDArray[np.int64]) -> Crowd:
        return Crowd(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


@dataclass(frozen=True, eq=False)
class WaitingList:
    peers: Crowd
    supporters: Crowd
    capacity: npt.NDArray[np.int64]
    waited: npt.NDArray[np.int64]


def invented(peers: int, supporters: int, seed: int, *, scarce: bool = False) -> WaitingList:
    """The same list for the same seed. With 3 supporters for 10 peers: 1.2 places a peer; scarce: 0.8."""
    draw = np.random.default_rng(seed)
    regions = max(1, round(supporters / A_REGION))
    capacity = draw.choice(np.arange(1, 9), supporters, p=_places(scarce=scarce)).astype(np.int64)
    waited = draw.integers(0, 400, peers)
    return WaitingList(
        _crowd(draw, peers, regions, asks=True), _crowd(draw, supporters, regions, asks=False), capacity, waited
    )


def _places(*, scarce: bool) -> npt.NDArray[np.float64]:
    """Mean 4; where supply is scarce 2.7."""
    weights = np.array([6, 5, 4, 2, 1, 1, 1, 0.5] if scarce else [2, 3, 4, 4, 3, 2, 1, 1])
    found: npt.NDArray[np.float64] = weights / weights.sum()
    return found


def _crowd(draw: np.random.Generator, count: int, regions: int, *, asks: bool) -> Crowd:
    languages = _one_of(draw, count, LANGUAGES, _common_first(LANGUAGES))
    languages |= np.where(draw.random(count) < 0.6, _one_of(draw, count, LANGUAGES, _common_first(LANGUAGES)), 0)
    wished = np.where(draw.random(count) < 0.25, 1 << draw.choice(2, count, p=[0.8, 0.2]), 7)
    hers = 1 << draw.choice(3, count, p=[0.72, 0.22, 0.06])
    return Crowd(
        region=np.sort(draw.integers(0, regions, count)).astype(np.int32),
        languages=languages.astype(np.uint32),
        forms=draw.integers(1, 1 << FORMS, count).astype(np.uint8),
        hours=_some(draw, count, HOURS, 0.33 if asks else 0.40),
        genders=(wished if asks else hers).astype(np.uint8),
        interests=_some(draw, count, INTERESTS, 0.16),
        also=np.where(draw.random(count) < AFAR, draw.integers(0, regions, count), -1).astype(np.int32),
    )


def _common_first(count: int) -> npt.NDArray[np.float64]:
    weights = 1 / np.arange(1, count + 1) ** 1.6
    found: npt.NDArray[np.float64] = weights / weights.sum()
    return found


def _one_of(draw: np.random.Generator, count: int, kinds: int, odds: npt.NDArray[np.float64]) -> Bits:
    return np.left_shift(np.uint64(1), draw.choice(kinds, count, p=odds).astype(np.uint64))


def _some(draw: np.random.Generator, count: int, kinds: int, odds: float) -> Bits:
    found = np.zeros(count, np.uint64)
    for kind in range(kinds):
        found |= (draw.random(count) < odds).astype(np.uint64) << np.uint64(kind)
    return found


def edges_of(found: WaitingList) -> Edges:
    """Who might support whom, and how well: a region at a time, and only those who may are looked at closely."""
    parts = list(_parts(found))
    people = len(found.peers.region)
    counts = np.concatenate([[0], *(counts for counts, _columns, _costs in parts)])
    columns = np.concatenate([np.zeros(0, np.int32), *(columns for _counts, columns, _costs in parts)])
    costs = np.concatenate([np.zeros(0, np.int32), *(costs for _counts, _columns, costs in parts)])
    assert len(counts) == people + 1
    return Edges(np.cumsum(counts), columns, costs)


def _parts(found: WaitingList) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.int32]]]:
    last = int(found.peers.region.max(initial=0)) + 1
    peers = np.searchsorted(found.peers.region, np.arange(last + 1)).tolist()
    for region in range(last):
        here = slice(peers[region], peers[region + 1])
        there = _reached(found.supporters, region)
        rows, columns = np.nonzero(may(found.peers.of(here), found.supporters.of(there)))
        costs = cost(found.peers.of(here), found.supporters.of(there), rows, columns)
        counts = np.bincount(rows, minlength=here.stop - here.start)
        yield counts, there[columns].astype(np.int32), costs


def row_of(found: WaitingList, peer: Crowd, region: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """The supporters one person of this region may be paired with, and what each pair costs."""
    reached = _reached(found.supporters, region)
    there = found.supporters.of(reached)
    rows, columns = np.nonzero(may(peer, there))
    return reached[columns].astype(np.int32), cost(peer, there, rows, columns)


def _reached(supporters: Crowd, region: int) -> npt.NDArray[np.int64]:
    return np.flatnonzero((supporters.region == region) | (supporters.also == region))


def may(peers: Crowd, supporters: Crowd) -> npt.NDArray[np.bool_]:
    """What is never bent: a language, a form and three hours in common, and whom she wishes."""
    fine = (peers.languages[:, None] & supporters.languages) != 0
    fine &= (peers.forms[:, None] & supporters.forms) != 0
    fine &= (peers.genders[:, None] & supporters.genders) != 0
    fine &= np.bitwise_count(peers.hours[:, None] & supporters.hours) >= ENOUGH_HOURS
    return np.asarray(fine)


def cost(
    peers: Crowd, supporters: Crowd, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]
) -> npt.NDArray[np.int32]:
    """The more in common, the less it costs: 0 to 10,000."""
    score = np.bitwise_count(peers.interests[rows] & supporters.interests[columns]).astype(np.int32) * np.int32(900)
    score += np.bitwise_count(peers.hours[rows] & supporters.hours[columns]) * np.int32(170)
    score += np.bitwise_count(peers.languages[rows] & supporters.languages[columns]) * np.int32(410)
    score += np.bitwise_count(peers.forms[rows] & supporters.forms[columns]) * np.int32(130)
    return np.asarray(np.int32(BEST) - np.minimum(score, np.int32(BEST)))
