"""Who may be paired, and how well two people would go together, in numbers that anyone can add up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from espoir.cores.assignment import Edges, by_row
from espoir.pairing.file_reading import Pair, Peer, Supporter

NOTHING_IN_COMMON = 1_000
INTEREST, INTERESTS = 60, 5  # less for each in common, up to so many
DAY, DAYS = 40, 3
LANGUAGE, LANGUAGES = 50, 2  # beyond the first
LONGEST = 365  # one less for each day of waiting, up to a year
LOAD = (0, 40, 90, 150, 220, 300, 390, 490)  # what the first, second, third… person adds for a supporter
BLOCK = 1 << 20  # pairs looked at together
WORD = 64

HOW = f"""\
Never bent: whom APART names; a language in common (fr-CA meets fr: the region of a tag does not count); a form in
common; the person's region among the supporter's; a day in common; the gender the person wishes. An empty cell or a
missing column asks for nothing.

As many people as possible are paired. Among those plans, the one that costs the least. A pair costs
{NOTHING_IN_COMMON},
less {INTEREST} for each interest in common (up to {INTERESTS}),
less {DAY} for each day in common (up to {DAYS}),
less {LANGUAGE} for each language in common beyond the first (up to {LANGUAGES}),
less 1 for each day of waiting (up to {LONGEST});
and the 1st, 2nd, 3rd… person of a supporter adds {", ".join(map(str, LOAD))}, so that nobody is buried.
Between equal plans a draw decides that comes from the ids of both lists and from nothing else.

With --costs, COSTS and APART alone say who may be paired and what it costs; nobody's load is counted."""

Flags = npt.NDArray[np.bool_]
Masks = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]


def given(peers: Sequence[Peer], supporters: Sequence[Supporter], costs: Mapping[Pair, int], apart: set[Pair]) -> Edges:
    """The pairs of COSTS, without those of APART."""
    row = {peer.id: number for number, peer in enumerate(peers)}
    column = {supporter.id: number for number, supporter in enumerate(supporters)}
    lines = [(row[pair[0]], column[pair[1]], cost) for pair, cost in costs.items() if pair not in apart]
    table = np.array(lines, np.int64).reshape(-1, 3)
    return by_row(table[:, 0], table[:, 1], table[:, 2], peers=len(peers))


def scored(peers: Sequence[Peer], supporters: Sequence[Supporter], apart: set[Pair]) -> Edges:
    """All pairs that may be, with what each costs."""
    sides = _Sides(peers, supporters)
    step = max(1, BLOCK // max(1, len(supporters)))
    forbidden = _forbidden(peers, supporters, apart)
    parts = []
    for first in range(0, len(peers), step):
        rows, columns = np.nonzero(sides.may(slice(first, first + step)))
        rows += first
        fine = ~np.isin(rows * len(supporters) + columns, forbidden)
        rows, columns = rows[fine], columns[fine]
        parts.append((rows, columns, sides.cost(rows, columns)))
    rows, columns, costs = (np.concatenate([np.zeros(0, np.int64), *some]) for some in zip(*parts, strict=True))
    return by_row(rows, columns, costs, peers=len(peers))


def _forbidden(peers: Sequence[Peer], supporters: Sequence[Supporter], apart: set[Pair]) -> Numbers:
    row = {peer.id: number for number, peer in enumerate(peers)}
    column = {supporter.id: number for number, supporter in enumerate(supporters)}
    return np.array([row[one] * len(supporters) + column[other] for one, other in apart], np.int64)


class _Sides:
    """Both lists as bits: a language, a form, a region… is a bit of its own."""

    def __init__(self, peers: Sequence[Peer], supporters: Sequence[Supporter]) -> None:
        tags = sorted({tag for side in (peers, supporters) for each in side for tag in each.languages})
        understands = {tag: [other for other in tags if meets(tag, other)] for tag in tags}
        self.hard = [
            (
                _masks([[t for tag in peer.languages for t in understands[tag]] for peer in peers], tags),
                _masks([each.languages for each in supporters], tags),
            )
        ]
        for name in ("forms", "regions", "days", "genders"):
            self.hard.append(_both(peers, supporters, name))
        self.interests, self.days = _both(peers, supporters, "interests"), self.hard[3]
        spoken = sorted({_spoken(tag) for tag in tags})
        self.languages = (
            _masks([[_spoken(tag) for tag in each.languages] for each in peers], spoken),
            _masks([[_spoken(tag) for tag in each.languages] for each in supporters], spoken),
        )
        waited = np.array([peer.waiting_days for peer in peers], np.int64)
        self.waited = np.minimum(waited, np.int64(LONGEST))

    def may(self, rows: slice) -> Flags:
        fine = np.ones((len(self.waited[rows]), len(self.hard[0][1])), bool)
        for wished, offered in self.hard:
            fine &= _meets(wished[rows], offered)
        return fine

    def cost(self, rows: Numbers, columns: Numbers) -> Numbers:
        found = np.int64(NOTHING_IN_COMMON) - self.waited[rows]
        for (one, other), points, most, free in (
            (self.interests, INTEREST, INTERESTS, 0),
            (self.days, DAY, DAYS, 0),
            (self.languages, LANGUAGE, LANGUAGES, 1),
        ):
            common = np.bitwise_count(one[rows] & other[columns]).sum(axis=1, dtype=np.int64) - free
            found -= np.clip(common, 0, most) * points
        return found


def meets(one: str, other: str) -> bool:
    """Whether two language tags are one language. `fr-CA` meets `fr` and `fr-FR`; `zh-yue` meets `zh`, not `zh-cmn`."""
    (first, its), (second, others) = _parts(one), _parts(other)
    return first == second and (not its or not others or its == others)


def _parts(tag: str) -> tuple[str, str]:
    """The language, and the extended language where the tag has one (three letters)."""
    parts = [*tag.casefold().split("-"), ""]
    return parts[0], parts[1] if len(parts[1]) == 3 and parts[1].isalpha() else ""


def _spoken(tag: str) -> str:
    return "-".join(part for part in _parts(tag) if part)


def _both(peers: Sequence[Peer], supporters: Sequence[Supporter], name: str) -> tuple[Masks, Masks]:
    lists = [[getattr(each, name) for each in side] for side in (peers, supporters)]
    words = sorted({word for side in lists for words in side for word in words})
    return _masks(lists[0], words), _masks(lists[1], words)


def _masks(lists: Sequence[Sequence[str]], words: Sequence[str]) -> Masks:
    bit = {word: number for number, word in enumerate(words)}
    found = np.zeros((len(lists), max(1, -(-len(words) // WORD))), np.uint64)
    for row, listed in enumerate(lists):
        for word in listed:
            found[row, bit[word] // WORD] |= np.uint64(1 << (bit[word] % WORD))
    return found


def _meets(wished: Masks, offered: Masks) -> Flags:
    """Something in common, or nothing asked on one side."""
    fine = np.logical_or((wished == 0).all(axis=1)[:, None], (offered == 0).all(axis=1))
    for word in range(wished.shape[1]):
        fine |= (wished[:, None, word] & offered[None, :, word]) != 0
    return np.asarray(fine)
