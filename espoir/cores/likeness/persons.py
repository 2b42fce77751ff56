"""Comparing names of people.

Two full names are the same when a first name goes with a first name, a surname with a surname, and at most one of the
two has words left over (a second surname, a middle name). A first name alone is a point, never more.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from rapidfuzz.distance import OSA

from espoir.cores.likeness import words
from espoir.cores.likeness.clues import NOTHING, Likeness, strong, weak
from espoir.cores.likeness.matching import CODED, CUT, EXACT, INITIAL, level, slipped
from espoir.cores.likeness.reading import Name, Sort
from espoir.cores.likeness.words import Word

NEAR, NEAR_BESIDE_A_RARE_ONE, NEAR_BY_LETTER, NEAR_BOTH, STREET = 0.66, 0.56, 0.85, 0.5, 0.75
Words = tuple[Word, ...]
Pairs = dict[int, tuple[int, float]]  # which of my words goes with which of hers, and how well


def keys(name: Name) -> frozenset[str]:
    """Blocking keys."""
    return frozenset({name.squashed}).union(*map(words.keys, {*name.words, *name.loose})) - {""}


def compared(a: Name, b: Name) -> Likeness:
    if a.sort > b.sort:
        a, b = b, a
    if a.sort is Sort.NOTHING:
        return NOTHING
    if Sort.STREET in (a.sort, b.sort):
        return _street(a, b)
    return _full(a, b) if a.sort is Sort.FULL else _alone(a, b)


# -- two full names ---------------------------------------------------------------------------------------------------


def _full(a: Name, b: Name) -> Likeness:
    found = _as_written(a, b)
    if found.same and a.born != b.born:
        return weak(0.6, 2 if a.born and b.born else 3, same=False)
    return found


def _as_written(a: Name, b: Name) -> Likeness:
    if a.squashed == b.squashed:
        return strong()
    found = _matched(a.words, b.words)
    if found.same:
        return found
    if a.loose != a.words or b.loose != b.words:
        found = max(found, _halves(a, b), key=lambda each: (each.same, each.points, each.value))
    together = NOTHING if found.same else _run_together(a, b)
    return together if together.same else found


def _run_together(a: Name, b: Name) -> Likeness:
    """`Jean Francoismorin`, `Abdi Rashid`, `Abdirashid`: the same letters, cut elsewhere."""
    many, few = (a, b) if len(a.words) > len(b.words) else (b, a)
    if len(many.words) == len(few.words):
        return NOTHING
    if min(len(a.squashed), len(b.squashed)) > 8 and OSA.distance(a.squashed, b.squashed, score_cutoff=1) <= 1:
        return strong(CUT)
    joined = (_matched(mine, few.words) for mine in _joined(many.words))
    return max(joined, key=lambda each: each.value, default=NOTHING)


def _joined(many: Words) -> Iterator[Words]:
    """My words with two neighbours made one."""
    for place in range(len(many) - 1):
        one, next_one = many[place : place + 2]
        yield (*many[:place], words.word(one.text + next_one.text, last=next_one.last), *many[place + 2 :])


def _halves(a: Name, b: Name) -> Likeness:
    """Double first names taken apart; half of one is not the whole: Jean is not Jean-François."""
    pairs = _pairs(a.loose, b.loose)
    over, over_hers = _left_over(a.loose, b.loose, pairs)
    found = _matched(a.loose, b.loose, pairs)
    halved = _has_half(a.words, over) or _has_half(b.words, over_hers)
    return weak(0.5, 2, same=False) if found.same and halved else found


def _has_half(whole: Words, over: list[Word]) -> bool:
    left = {each.text for each in over}
    return any(0 < len(left.intersection(each.parts)) < len(each.parts) for each in whole if each.parts)


def _pairs(mine: Words, hers: Words) -> Pairs:
    """Which word goes with which, best first; ties go to words that stand alike, counted from the end."""
    levels = [
        (found, x.last == y.last, -abs((len(mine) - i) - (len(hers) - j)), i, j)
        for i, x in enumerate(mine)
        for j, y in enumerate(hers)
        if (found := level(x, y))
    ]
    pairs: Pairs = {}
    taken: set[int] = set()
    for found, _alike, _place, i, j in sorted(levels, key=lambda each: each[:3], reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = (j, found)
            taken.add(j)
    return pairs


def _left_over(mine: Words, hers: Words, pairs: Pairs) -> tuple[list[Word], list[Word]]:
    met = {j for j, _level in pairs.values()}
    return (
        [each for place, each in enumerate(mine) if place not in pairs and not each.aside],
        [each for place, each in enumerate(hers) if place not in met and not each.aside],
    )


def _matched(mine: Words, hers: Words, pairs: Pairs | None = None) -> Likeness:
    pairs = _pairs(mine, hers) if pairs is None else pairs
    if len(pairs) < 2:
        return NOTHING
    over, over_hers = _left_over(mine, hers, pairs)
    surname = _surname(mine, hers, pairs, over=bool(over), over_hers=bool(over_hers))
    if surname is None:
        return NOTHING
    if _share_a_nickname_only(mine, hers, pairs):
        return weak(0.5, 2, same=False)
    return weak(0.5, 2, same=False) if over and over_hers else _weighed(mine, pairs, surname)


def _surname(mine: Words, hers: Words, pairs: Pairs, *, over: bool, over_hers: bool) -> int | None:
    """Which of my words is the surname both names share: a spelled one first, and one that stands where they stand."""

    def order(i: int) -> tuple[bool, int, str]:
        j, found = pairs[i]
        return found == INITIAL, -mine[i].last - hers[j].last, min(mine[i].text, hers[j].text)

    both = (i for i in pairs if may_be_surname(mine[i], over) and may_be_surname(hers[pairs[i][0]], over_hers))
    return min(both, key=order, default=None)


def _share_a_nickname_only(mine: Words, hers: Words, pairs: Pairs) -> bool:
    """Yves “Big Mike” Rensin, Hung “Big Mike” Lee: a street name, however many words it has."""
    return all(mine[i].aside and hers[j].aside for i, (j, _found) in pairs.items())


def may_be_surname(word: Word, over: bool) -> bool:
    """It stands last, or is no first name; when words are left over, a first name elsewhere is taken for one."""
    if word.last:
        return True
    return not word.given and not word.initials if over else word.family or not word.given


def _weighed(mine: Words, pairs: Pairs, surname: int) -> Likeness:
    value = prod(found for _j, found in pairs.values())
    if not _are_near(mine, pairs):
        return weak(value, 2, same=False)
    by_letter = [i for i, (_j, found) in pairs.items() if found == INITIAL]
    spelled = len(pairs) - len(by_letter)
    if surname in by_letter:
        return weak(value, 2, same=True) if spelled else NOTHING  # Kevin B.
    if spelled == 1:
        return weak(value, 3, same=True)  # J. Tremblay
    return strong(value)


def _are_near(mine: Words, pairs: Pairs) -> bool:
    """Whether the two words that go best together are near enough, both of them."""
    spelled = sorted(((found, i) for i, (_j, found) in pairs.items() if found != INITIAL), reverse=True)
    if len(spelled) < 2:
        return not spelled or spelled[0][0] >= NEAR_BY_LETTER
    (best, i), (next_one, _i) = spelled[:2]
    if best < CODED:
        return best * next_one >= NEAR_BOTH
    rare = best == EXACT and not mine[i].known and len(mine[i].text) > 4
    return best * next_one >= (NEAR_BESIDE_A_RARE_ONE if rare else NEAR)


# -- other names ------------------------------------------------------------------------------------------------------


def _alone(a: Name, b: Name) -> Likeness:
    """A first name or a surname alone, beside another name."""
    if a.sort is not b.sort and b.sort is not Sort.FULL:
        return NOTHING
    found = max((level(x, y) for x in a.words for y in b.words if _may_be(a.sort, y, b.sort)), default=0.0)
    return weak(0.4 * found, 1, same=False) if found >= CUT else NOTHING


def _may_be(sort: Sort, word: Word, within: Sort) -> bool:
    """Whether a word of a full name may be the first name, or the surname, that stands alone."""
    return within is not Sort.FULL or (not word.last if sort is Sort.FIRST else may_be_surname(word, False))


def _street(a: Name, b: Name) -> Likeness:
    alike = a.squashed == b.squashed
    if a.sort is b.sort:
        slip = len(a.words) != len(b.words) and len(a.squashed) > 5 and slipped(a.squashed, b.squashed)
        return weak(1.0, 2, same=True) if alike or slip or _each_word_goes(a, b) else NOTHING
    street, other = (a, b) if a.sort is Sort.STREET else (b, a)
    if other.sort is Sort.FULL and (alike or _each_word_goes(a, b)):
        return weak(0.9, 2, same=True)
    return weak(0.4, 1, same=False) if _names(street, other) else NOTHING


def _each_word_goes(a: Name, b: Name) -> bool:
    pairs = _pairs(a.words, b.words)
    return len(pairs) == len(a.words) == len(b.words) and all(found >= STREET for _j, found in pairs.values())


def _names(street: Name, other: Name) -> bool:
    """Whether the first name in a street name is that of the other: Ti-Guy, Guy Laflamme."""
    name = street.words[-1]
    if len(street.words) < 2 or not name.given or other.sort is Sort.LAST:
        return False
    return any(level(name, word) >= CUT for word in other.words if not word.last or other.sort is Sort.FIRST)
