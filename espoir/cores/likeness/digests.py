"""Whole-value variants of a name, for a clue kept as digests: two names meet when they share one.

Nothing can be compared then, so each first-name code is joined with each surname code. A name we do not know brings
the names one slip away from it, so that two known names never meet through a slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from espoir.cores.likeness.clues import Tokens
from espoir.cores.likeness.letters import deletions
from espoir.cores.likeness.lexicon import perhaps_meant
from espoir.cores.likeness.persons import may_be_surname
from espoir.cores.likeness.reading import Name, Sort
from espoir.cores.likeness.words import Word, initials_of, word

MOST = 350
MOST_DOUBT = 5
NO_TOKENS = Tokens(frozenset(), frozenset())


def tokens(name: Name) -> Tokens:
    if name.sort is Sort.NOTHING:
        return NO_TOKENS
    if name.sort is Sort.STREET:
        return Tokens(frozenset(), frozenset({f"2:{name.squashed}"}) | _of_street(name))
    if name.sort is Sort.FULL:
        return _full(name)
    return Tokens(frozenset(), frozenset(f"1:{code}" for word in name.words for code in word.sure))


def _of_street(name: Name) -> frozenset[str]:
    if len(name.words) < 2:
        return frozenset()
    begins, *rest = name.words
    return frozenset(f"2:{begins.text} {code}" for word in rest for code in word.sure | word.ear)


def _full(name: Name) -> Tokens:
    """Strong: first name and surname, the surest codes first. Weak: initials and surname, a point for each letter."""
    found, faint = dict[str, int](), set[str]()
    words = [each for each in name.words if not each.aside]
    for surname in (each for each in words if (each.family or may_be_surname(each, over=True)) and not each.initials):
        for given in (each for each in (*words, *_run_together(words)) if each is not surname):
            letters = initials_of(given)
            faint |= {f"{min(len(letters), 2)}:{letters}.|{code}" for code in surname.sure}
            if len(given.initials) != 1:
                for token, doubt in _together(given, surname):
                    found[token] = min(doubt, found.get(token, doubt))
    surest = sorted(found, key=lambda token: (found[token], token))
    return Tokens(frozenset([name.squashed, *surest][:MOST]), frozenset(faint))


def _run_together(words: Sequence[Word]) -> Iterator[Word]:
    """Two of three words as one: Jean François, Wai Ming; not two surnames."""
    if len(words) == 3:
        for one, other in pairwise(words):
            if not (other.last and one.known) and not one.initials and not other.initials:
                yield word(one.text + other.text)


def _together(given: Word, surname: Word) -> Iterator[tuple[str, int]]:
    mine, hers = _codes(given), _codes(surname)
    return (("|".join(sorted((x, y))), mine[x] + hers[y]) for x in mine for y in hers if mine[x] + hers[y] < MOST_DOUBT)


def _codes(word: Word) -> dict[str, int]:
    """Each code, and how much it leaves in doubt: a spelling, a sound, what is left of a sound, a letter left out."""
    slips = frozenset[str]()
    if not (word.known or word.initials or len(word.text) < 4):
        slips = perhaps_meant(word.text) or deletions(word.text)
    rough = {"/" + said for said in word.sounds if len(said) > 3}
    if len(word.bones) > 1:
        rough.add("-" + word.bones.lower())  # Arabic leaves vowels out, and every alphabet puts in its own
    cut = {"<" + word.text[:3]} if not (word.last or word.initials) else set()  # beside the very surname: Sylv, Béa
    return (
        dict.fromkeys(cut, 4)
        | dict.fromkeys(slips, 3)
        | dict.fromkeys(rough, 2)
        | dict.fromkeys(word.ear, 1)
        | dict.fromkeys(word.sure, 0)
    )
