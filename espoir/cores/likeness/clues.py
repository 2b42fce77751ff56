"""What a clue is, what preparing it gives, and what comparing two of them says."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

LONGEST = 200  # letters read of a clue: nothing that helps stands further, and time stays bounded


class Kind(StrEnum):
    PERSON = "person"
    PHONE = "phone"
    HANDLE = "handle"
    PLACE = "place"
    VEHICLE = "vehicle"


class Strength(IntEnum):
    NONE = 0
    WEAK = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Clue:
    """Words someone wrote about a person, a phone, a handle, a place or a vehicle, with the years she gave, if any."""

    kind: Kind
    words: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A clue made comparable once. `form` belongs to the module of its kind; `keys` are its blocking keys."""

    kind: Kind
    form: Hashable
    keys: frozenset[str]
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two clues say together.

    `value` says how alike they are (0…1); `same` is the verdict; `strength` says what the verdict proves, and
    `points` count weak evidence (a street name or a venue 2, a first name or a city 1). Two clues may give points
    without being the same ("Jean Roy" and "Jean Roy Jr"), and be the same without being strong ("Big Mike" twice).
    """

    value: float
    same: bool
    strength: Strength
    points: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Whole-value variants: one `strong` token in common is strong evidence, one `weak` token is weak evidence.

    A weak token begins with its points and a colon (`2:…`).
    """

    strong: frozenset[str]
    weak: frozenset[str]


NOTHING = Likeness(0.0, False, Strength.NONE, 0)


def strong(value: float = 1.0) -> Likeness:
    return Likeness(value, True, Strength.STRONG, 4)


def weak(value: float, points: int, *, same: bool) -> Likeness:
    return Likeness(value, same, Strength.WEAK, points)


def years_overlap(first: int | None, last: int | None, first2: int | None, last2: int | None) -> bool | None:
    """Whether two periods share a year, give or take one; None when nothing is known of one of them."""
    if (first is None and last is None) or (first2 is None and last2 is None):
        return None
    starts = [year for year in (first, first2) if year is not None]
    ends = [year for year in (last, last2) if year is not None]
    if not starts or not ends:
        return True  # both began, or both ended: they may well meet
    return max(starts) <= min(ends) + 1
