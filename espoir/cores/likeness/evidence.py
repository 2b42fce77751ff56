"""What two people's clues have in common: something strong, or points that add up.

Strong is what hardly ever belongs to two (a full name, a phone, a handle, a plate). Everything else gives points: a
street name or a venue 2, a first name or a city 1, and 1 more unless both gave years and those are apart: giving none
must protect nobody less. A chosen name is a clue of whoever bears it: it is compared with what the other wrote, never
with the other's chosen name.

How common a name is among the people held here weighs nothing: if it did, what a third person writes would change the
answer about two others, and whoever may write could count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from espoir.cores.likeness import Kind, Prepared, Strength, compare, keys, tokens, years_overlap

Digest = Callable[[str], bytes]
"""A keyed digest of one token; the key stays with whoever calls."""

SAME_YEARS = 1  # once for two people, and only where something else touches


@dataclass(frozen=True, slots=True)
class Kept:
    """A clue whose words are gone: keyed digests of its whole-value variants, and its years."""

    kind: Kind
    strong: frozenset[bytes]
    twos: frozenset[bytes]  # each worth two points
    ones: frozenset[bytes]
    first: int | None = None
    last: int | None = None


Held = Prepared | Kept
ToKept = Callable[[Prepared], Kept]


@dataclass(frozen=True, slots=True)
class Evidence:
    strong: bool = False
    points: int = 0


NOTHING = Evidence()


def keep(clue: Prepared, digest: Digest) -> Kept:
    """The same clue as digests of tokens: it still touches what it touched, and its words cannot be read back."""
    variants = tokens(clue)
    twos = frozenset(digest(token) for token in variants.weak if token.startswith("2:"))
    ones = frozenset(digest(token) for token in variants.weak if token.startswith("1:"))
    return Kept(clue.kind, frozenset(map(digest, variants.strong)), twos, ones, clue.first, clue.last)


def evidence(
    mine: Sequence[Held],
    hers: Sequence[Held],
    *,
    my_names: Sequence[Held] = (),
    her_names: Sequence[Held] = (),
    to_kept: ToKept | None = None,
) -> Evidence:
    """What two people have in common, whichever comes first.

    `to_kept` makes digests of a clue, for comparing it with one of which only digests are left; without it, such two
    clues say nothing. One clue counts once, however many of the other's it touches.
    """
    touches = [
        (one, other, touch(my_clue, her_clue, to_kept))
        for one, other, my_clue, her_clue in _pairs(mine, hers, my_names, her_names)
    ]
    if not touches:
        return NOTHING
    if any(found.strong for _one, _other, found in touches):
        return Evidence(strong=True)
    best_of_mine: dict[int, int] = {}
    best_of_hers: dict[int, int] = {}
    for one, other, found in touches:
        best_of_mine[one] = max(best_of_mine.get(one, 0), found.points)
        best_of_hers[other] = max(best_of_hers.get(other, 0), found.points)
    points = min(sum(best_of_mine.values()), sum(best_of_hers.values()))
    return Evidence(points=points if not points or _years_differ(mine, hers) else points + SAME_YEARS)


def touch(one: Held, other: Held, to_kept: ToKept | None = None) -> Evidence:
    """What two clues say together."""
    if isinstance(one, Prepared) and isinstance(other, Prepared):
        found = compare(one, other)
        return Evidence(found.strength is Strength.STRONG, found.points)
    if one.kind is not other.kind or to_kept is None:
        return NOTHING
    mine, hers = (to_kept(clue) if isinstance(clue, Prepared) else clue for clue in (one, other))
    return _touch_of_digests(mine, hers)


def _touch_of_digests(mine: Kept, hers: Kept) -> Evidence:
    if not mine.strong.isdisjoint(hers.strong):
        return Evidence(strong=True)
    if mine.kind is Kind.PLACE and years_overlap(mine.first, mine.last, hers.first, hers.last) is False:
        return NOTHING
    if not mine.twos.isdisjoint(hers.twos):
        return Evidence(points=2)
    return NOTHING if mine.ones.isdisjoint(hers.ones) else Evidence(points=1)


def _pairs(
    mine: Sequence[Held], hers: Sequence[Held], my_names: Sequence[Held], her_names: Sequence[Held]
) -> list[tuple[int, int, Held, Held]]:
    """Everything of one beside everything of the other that it may touch, but never two chosen names."""
    return [
        (one, other, my_clue, her_clue)
        for one, my_clue in enumerate((*mine, *my_names))
        for other, her_clue in enumerate((*hers, *her_names))
        if (one < len(mine) or other < len(hers)) and _may_touch(my_clue, her_clue)
    ]


def _may_touch(one: Held, other: Held) -> bool:
    if one.kind is not other.kind:
        return False
    return isinstance(one, Kept) or isinstance(other, Kept) or not keys(one).isdisjoint(keys(other))


def _years_differ(mine: Sequence[Held], hers: Sequence[Held]) -> bool:
    """Both gave years, and none of one's meet any of the other's. Whoever gave none was perhaps there."""
    met = [years_overlap(one.first, one.last, other.first, other.last) for one, other in product(mine, hers)]
    known = [each for each in met if each is not None]
    return bool(known) and not any(known)
