"""How far two or more people who code the same units agree: Krippendorff's alpha for names without an order.

After K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C. Any number of coders; a value
that is missing is left out, and so is a unit with fewer than two values, since it cannot be compared. Alpha is 1 when
everyone agrees, 0 when they agree as often as chance would have them, and below 0 when they agree less often.

Pure: chance comes in as a function, and without one the same numbers are drawn each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import floor, sqrt

from espoir.cores.agreement.chance import Chance, seeded

__all__ = ["Agreement", "Chance", "Undefined", "agreement", "seeded"]

Pattern = tuple[tuple[Hashable, int], ...]  # one unit: how often each value was given

RESAMPLES = 1000
DRAWN_ONE_BY_ONE = 1000  # above so many units, how often each pattern is drawn is drawn at once
SEED = 20110125


class Undefined(Enum):
    """Why there is no alpha."""

    ONE_CODER = "one_coder"  # nobody to compare with
    NOTHING_IN_COMMON = "nothing_in_common"  # no unit was coded twice
    ONE_VALUE = "one_value"  # everyone always gave the same value: chance cannot be told from agreement


@dataclass(frozen=True)
class Agreement:
    """`alpha` and `interval` are None when they do not exist, and `undefined` says why.

    `agreement`: of all pairs of values given to the same unit, the share that are equal, from 0 to 1.
    `interval`: where alpha lies in 95 of 100 draws of as many units from these (a bootstrap over units).
    """

    alpha: float | None
    agreement: float | None
    units: int  # compared: with two values or more
    left_out: int  # with one value or none
    coders: int  # who gave one value or more
    values: int  # given to the units that are compared
    interval: tuple[float, float] | None
    undefined: Undefined | None = None


def agreement(
    units: Iterable[Sequence[Hashable | None]], *, chance: Chance | None = None, resamples: int = RESAMPLES
) -> Agreement:
    """`units`: one row a unit, one place a coder, None where she gave no value."""
    rows = [tuple(row) for row in units]
    coders = len({place for row in rows for place, value in enumerate(row) if value is not None})
    patterns = Counter(pattern for pattern in map(_pattern, rows) if _size(pattern) > 1)
    compared = sum(patterns.values())
    alpha, why = _alpha(patterns), _why_not(patterns, coders)
    return Agreement(
        alpha=None if why else alpha,
        agreement=_share_of_equal_pairs(patterns),
        units=compared,
        left_out=len(rows) - compared,
        coders=coders,
        values=sum(times * _size(pattern) for pattern, times in patterns.items()),
        interval=None if why else _interval(patterns, chance or seeded(SEED), resamples),
        undefined=why,
    )


def _pattern(row: Sequence[Hashable | None]) -> Pattern:
    given = Counter(value for value in row if value is not None)
    return tuple(sorted(given.items(), key=lambda each: (str(type(each[0])), str(each[0]))))


def _size(pattern: Pattern) -> int:
    return sum(n for _, n in pattern)


def _why_not(patterns: Counter[Pattern], coders: int) -> Undefined | None:
    if coders < 2:
        return Undefined.ONE_CODER
    if not patterns:
        return Undefined.NOTHING_IN_COMMON
    if len({value for pattern in patterns for value, _ in pattern}) == 1:
        return Undefined.ONE_VALUE
    return None


def _alpha(patterns: Counter[Pattern]) -> float | None:
    """1 - (n - 1) × what differs inside units / what differs between any two values at all."""
    inside, totals = 0.0, Counter[Hashable]()
    for pattern, times in patterns.items():
        size = _size(pattern)
        inside += times * (size * size - sum(n * n for _, n in pattern)) / (size - 1)
        for value, n in pattern:
            totals[value] += times * n
    number = sum(totals.values())
    between = number * number - sum(n * n for n in totals.values())
    return 1 - (number - 1) * inside / between if between else None


def _share_of_equal_pairs(patterns: Counter[Pattern]) -> float | None:
    pairs = sum(times * _size(pattern) * (_size(pattern) - 1) for pattern, times in patterns.items())
    equal = sum(times * n * (n - 1) for pattern, times in patterns.items() for _, n in pattern)
    return equal / pairs if pairs else None


# -- the interval -----------------------------------------------------------------------------------------------------


def _interval(patterns: Counter[Pattern], chance: Chance, resamples: int) -> tuple[float, float] | None:
    drawn = (_alpha(_drawn_again(patterns, chance)) for _ in range(resamples))
    found = sorted(alpha for alpha in drawn if alpha is not None)
    if not found or len(found) < resamples / 2:  # it would promise too much
        return None
    aside = floor(0.025 * (len(found) - 1))
    return found[aside], found[-1 - aside]


def _drawn_again(patterns: Counter[Pattern], chance: Chance) -> Counter[Pattern]:
    """As many units, drawn from these with replacement."""
    total = sum(patterns.values())
    if total > DRAWN_ONE_BY_ONE:
        return Counter({each: _about(times, total, chance) for each, times in patterns.items()})
    known = [pattern for pattern, times in patterns.items() for _ in range(times)]
    return Counter(known[int(chance() * total)] for _ in range(total))


def _about(times: int, total: int, chance: Chance) -> int:
    """How often a pattern comes when so many units are drawn: near to normal, by twelve even numbers."""
    normal = sum(chance() for _ in range(12)) - 6
    return max(0, round(times + sqrt(times * (1 - times / total)) * normal))
