"""How many of a circle the rule keeps apart, and whom it holds for nothing, beside plainer ways of comparing."""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import sqrt
from statistics import fmean, stdev
from typing import Any

from espoir.bench.population import STRONG, Population, Shape, Survivor, population
from espoir.cores.likeness import Clue, Kind, prepare
from espoir.cores.likeness.circles import POINTS, Circles, Purpose
from espoir.cores.likeness.evidence import Held, keep

DICE = 0.75  # the likeness of bigrams from which two names count as one, as in the literature
# Student's t, two-sided 95 %, for one degree of freedom and more
STUDENT = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13)
NORMAL = 1.96


class Mode(StrEnum):
    SEALED = "sealed"
    TOKENS = "tokens"
    MIXED = "mixed"  # one person in three chose tokens


Pair = tuple[str, str]


@dataclass(frozen=True)
class Truth:
    """Which pairs are of one circle, and what they both wrote about."""

    same_circle: frozenset[Pair]
    discoverable: frozenset[Pair]  # both wrote about one thing
    strong: frozenset[Pair]  # both wrote about one name, number, handle or plate
    pairs: int

    @classmethod
    def of(cls, people: Sequence[Survivor]) -> Truth:
        pairs = list(combinations(people, 2))
        same = [(one, other) for one, other in pairs if one.circles & other.circles]
        found = [(one, other) for one, other in same if one.things & other.things]
        strong = [(one, other) for one, other in found if one.strong_things & other.strong_things]
        return cls(_ids(same), _ids(found), _ids(strong), len(pairs))

    def figures(self, held: frozenset[Pair]) -> dict[str, float]:
        others = self.pairs - len(self.same_circle)
        return {
            "strong_clue_shared": _share(held & self.strong, self.strong),
            "discoverable": _share(held & self.discoverable, self.discoverable),
            "same_circle": _share(held & self.same_circle, self.same_circle),
            "false_holds": len(held - self.same_circle) / others,
        }


def held_by_rules(people: Population, mode: Mode) -> dict[str, frozenset[Pair]]:
    """The pairs kept apart by the rule of each purpose, and by parts of it alone."""
    circles = filled(people, mode)
    points, direct, closed = {}, set(), set()
    for one, other in combinations(sorted(each.id for each in people.survivors), 2):
        found = circles.evidence(one, other)
        points[one, other] = found.points
        if found.strong:
            direct.add((one, other))
        if other in circles.circle(one):
            closed.add((one, other))

    def at_least(enough: int) -> set[Pair]:
        return {pair for pair, worth in points.items() if worth >= enough}

    return {
        "pair": frozenset(direct | closed | at_least(POINTS[Purpose.PAIR])),
        "group": frozenset(direct | closed | at_least(POINTS[Purpose.GROUP])),
        "direct strong clues only": frozenset(direct),
        "circles without points": frozenset(closed | direct),
    }


def filled(people: Population, mode: Mode) -> Circles:
    """Everyone of a population, with what she wrote and her chosen name."""
    circles = Circles(_digest)
    for number, someone in enumerate(people.survivors):
        put(circles, someone, Mode.TOKENS if mode is Mode.MIXED and number % 3 == 0 else mode)
    return circles


def put(circles: Circles, someone: Survivor, mode: Mode) -> None:
    clues: list[Held] = [prepare(each.clue) for each in someone.written]
    if mode is Mode.TOKENS:
        clues = [keep(prepare(each.clue), _digest) for each in someone.written]
    circles.put(someone.id, clues, [prepare(Clue(Kind.PERSON, someone.chosen_name))])


def held_by_plainer_ways(people: Population) -> dict[str, frozenset[Pair]]:
    """The same question put to exact comparison and to Dice's coefficient on pairs of letters."""
    return {"exact match": _held_by(people, _same), "Dice on bigrams": _held_by(people, _alike_by_bigrams)}


def figures(seeds: Iterable[int], modes: Sequence[Mode] = tuple(Mode), shape: Shape = Shape()) -> dict[str, Any]:  # noqa: B008
    """Every rule and mode over several populations: the mean, and the 95 % interval of the mean."""
    runs: dict[str, list[dict[str, float]]] = {}
    shapes: list[dict[str, float]] = []
    for seed in seeds:
        people = population(seed, shape)
        truth = Truth.of(people.survivors)
        shapes.append(shape_of(people, truth))
        for mode in modes:
            for rule, held in held_by_rules(people, mode).items():
                runs.setdefault(f"{rule}, {mode}", []).append(truth.figures(held))
        for way, held in held_by_plainer_ways(people).items():
            runs.setdefault(way, []).append(truth.figures(held))
    beside = {name: _over_seeds(runs.pop(name)) for name in ("exact match", "Dice on bigrams")}
    return {"population": _over_seeds(shapes), "rules": {k: _over_seeds(v) for k, v in runs.items()}, "beside": beside}


def shape_of(people: Population, truth: Truth) -> dict[str, float]:
    lines = [each for someone in people.survivors for each in someone.written]
    sizes = Counter(number for each in people.survivors for number in each.circles)
    names = [(member.given, member.family) for circle in people.circles for member in circle.members]
    return {
        "people": len(people.survivors),
        "clues_each": len(lines) / len(people.survivors),
        "share_of_full_names": sum(each.what == "name" for each in lines) / len(lines),
        "same_circle_pairs": len(truth.same_circle),
        "share_discoverable": len(truth.discoverable) / len(truth.same_circle),
        "members": len(names),
        "members_with_a_namesake": len(names) - len(set(names)),
        "largest_circle": max(sizes.values()),
    }


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Student's 95 % interval of the mean."""
    if len(values) < 2:
        return min(values), max(values)
    times = STUDENT[len(values) - 2] if len(values) - 2 < len(STUDENT) else NORMAL
    half = times * stdev(values) / sqrt(len(values))
    return fmean(values) - half, fmean(values) + half


def _over_seeds(runs: Sequence[Mapping[str, float]]) -> dict[str, dict[str, Any]]:
    found = {}
    for name in runs[0]:
        values = [run[name] for run in runs]
        low, high = interval(values)
        found[name] = {"mean": round(fmean(values), 5), "interval": [round(max(0.0, low), 5), round(high, 5)]}
    return found


def _held_by(people: Population, same: Callable[[Clue, Clue], bool]) -> frozenset[Pair]:
    """Pairs with a name, number, handle or plate that `same` calls one."""
    lines = {each.id: [line.clue for line in each.written if line.what in STRONG] for each in people.survivors}
    return frozenset(
        (one, other)
        for one, other in combinations(sorted(lines), 2)
        if any(mine.kind is hers.kind and same(mine, hers) for mine in lines[one] for hers in lines[other])
    )


def _same(one: Clue, other: Clue) -> bool:
    return _plain(one) == _plain(other)


def _alike_by_bigrams(one: Clue, other: Clue) -> bool:
    if one.kind is not Kind.PERSON:
        return _same(one, other)
    mine, hers = bigrams(_plain(one)), bigrams(_plain(other))
    return 2 * len(mine & hers) >= DICE * (len(mine) + len(hers))


def _plain(clue: Clue) -> str:
    letters = unicodedata.normalize("NFKD", clue.words.casefold())
    plain = re.sub(r"[^a-z0-9]", "", "".join(each for each in letters if not unicodedata.combining(each)))
    return re.sub(r"\D", "", plain)[-10:] if clue.kind is Kind.PHONE else plain


def bigrams(text: str) -> set[str]:
    """Its pairs of letters, with its beginning and its end."""
    padded = f"_{text}_"
    return {padded[place : place + 2] for place in range(len(padded) - 1)}


def _ids(pairs: Iterable[tuple[Survivor, Survivor]]) -> frozenset[Pair]:
    return frozenset((min(one.id, other.id), max(one.id, other.id)) for one, other in pairs)


def _share(part: Iterable[Pair], whole: frozenset[Pair]) -> float:
    return len(list(part)) / len(whole) if whole else 1.0


def _digest(token: str) -> bytes:
    return hmac.digest(b"a key for the bench", token.encode(), "sha256")[:16]
