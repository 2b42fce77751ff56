"""Word by word: how well one word of a name goes with a word of another, from 0 to 1.

Two words that share a `sure` code are spellings of one name. Any other two are as near as their letters are, or what
stays of them for a French ear, for an English one, or in another language's spelling. Two names that we both know
were probably meant as they stand: they are held further apart (Leclerc, Leclair).

The few numbers here and in `persons` were chosen on a grid, over batches of hand-made pairs of which each had first
been judged unseen: recall hardly moves around them, so people who look alike decided. With them, of 400,000 random
pairs of different people fewer than one in 20,000 are taken for one.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from espoir.cores.likeness.lexicon import borne, folded_words
from espoir.cores.likeness.sounds import tight
from espoir.cores.likeness.words import Word, initials_of, word

EXACT, CODED, HEARD, CUT, BEGUN, INITIAL = 1.0, 0.95, 0.9, 0.85, 0.75, 0.7
NEAREST, LEAST = 0.93, 0.55  # two words that are not the same are never nearer than this, nor go together below that
EARS = (0.97, 0.93, 0.93)  # what likeness for each ear is worth beside likeness of letters
# What is taken off for two surnames that we know, for two that sound alike; for two first names, for two that sound
# alike; for a man's name beside a woman's; for another first letter; for a short word.
TWO_SURNAMES, TWO_THAT_SOUND_ALIKE = 0.33, 0.2
TWO_FIRST_NAMES, TWO_SPELLINGS, TWO_SEXES, FIRST_LETTER, SHORT = 0.3, 0.05, 0.3, 0.05, 0.08
PET_VOWEL = re.compile(r"([^aeiouy])\1?(?:y|ie|i|ey|ou|o)$")  # Gabby, Angie
KEYBOARDS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn")
ALIKE = "bp dt fv sz cs ck kq cq gj mn iy ij uv vw ce nh hb oq ln ae ei ie ao ou eo au ui ai"  # to the ear or the eye
MISTAKEN = frozenset(map(frozenset, ALIKE.split())) | frozenset(
    frozenset(row[place : place + 2]) for row in KEYBOARDS for place in range(len(row) - 1)
)
PET_ENDING = re.compile(r"(?<=[a-z]{3})(?:ou|ouche|inou|inet|ito|ita|ot|ette|on|ie|ey|[oyi])$")


def level(a: Word, b: Word) -> float:
    """How well one word goes with another; 0 when it does not."""
    if a.text == b.text and bool(a.initials) == bool(b.initials):
        return EXACT
    if a.initials or b.initials:
        return _initials(a, b)
    if a.parts and b.parts:
        return _halves(a, b)
    if not a.sure.isdisjoint(b.sure) and _is_sure(a, b):
        return CODED
    if (a.bare or b.bare) and len(a.bones) > 1 and a.bones == b.bones:
        return HEARD
    if _is_shortened(a, b) or _is_shortened(b, a):
        return CUT
    if _begins(a, b) or _begins(b, a):
        return BEGUN
    near = _nearness(a, b)
    return near if near >= LEAST else 0.0


def _nearness(a: Word, b: Word) -> float:
    alike = OSA.normalized_similarity(a.text, b.text)
    if a.bare or b.bare:
        alike = max(alike, HEARD * OSA.normalized_similarity(a.bones.lower(), b.bones.lower()))
    for ear, mine, hers in zip(EARS, a.sounds, b.sounds, strict=False):
        alike = max(alike, ear * OSA.normalized_similarity(mine, hers))
    if not a.ear.isdisjoint(b.ear):
        alike = max(alike, HEARD)
    return min(alike, NEAREST) - _doubt(a, b)


def _doubt(a: Word, b: Word) -> float:
    """What is taken off for two names that may well be two."""
    found = 0.0
    if a.family and b.family:
        found = TWO_THAT_SOUND_ALIKE if _sound_alike(a, b) else TWO_SURNAMES
    elif a.given and b.given and a.known and b.known:
        found = TWO_FIRST_NAMES if a.ear.isdisjoint(b.ear) else TWO_SPELLINGS
    if not _may_be_one_sex(a, b):
        found += TWO_SEXES
    if a.text[0] != b.text[0]:
        found += FIRST_LETTER
    return found + (SHORT if min(len(a.text), len(b.text)) < 4 else 0.0)


def _sound_alike(a: Word, b: Word) -> bool:
    """To a French ear or an English one, and our own list does not say that they are two."""
    two = folded_words("two_names.txt")
    return any(code[0] in "'!" for code in a.ear & b.ear) and not (a.text in two and b.text in two)


def _initials(a: Word, b: Word) -> float:
    mine, hers = initials_of(a), initials_of(b)
    if mine == hers or not a.sure.isdisjoint(b.sure):
        return HEARD if max(len(mine), len(hers)) > 1 else INITIAL  # JF, Jean-François
    return INITIAL if len(a.initials) < 2 and len(b.initials) < 2 and mine[0] == hers[0] else 0.0


def _may_be_one_sex(a: Word, b: Word) -> bool:
    return a.sex == b.sex or "x" in (a.sex, b.sex)


def _is_sure(a: Word, b: Word) -> bool:
    """Whether a code in common is enough: one surname (Webb) is not short for another (Webster)."""
    shared = a.sure & b.sure
    if a.last and b.last and a.family and b.family and all(code[0] == "#" for code in shared):
        return False
    return _may_be_one_sex(a, b) or any(code[0] == "#" and code[1].isdigit() for code in shared)  # of our own list


def _halves(a: Word, b: Word) -> float:
    """Two double first names: each half with its counterpart."""
    if len(a.parts) != len(b.parts):
        return 0.0
    levels = [_half(mine, hers) for mine, hers in zip(a.parts, b.parts, strict=True)]
    return min(levels) if max(levels) > HEARD else 0.0


def _half(mine: str, hers: str) -> float:
    """Beside a half that is right, the other may be cut short: Jean-Fr, Jean-Mi, Marie-C."""
    cut = mine.startswith(hers) or hers.startswith(mine)
    found = HEARD if cut and mine != hers else level(word(mine), word(hers))
    return found if found >= CUT else 0.0


def _is_shortened(short: Word, whole: Word) -> bool:
    """A first name cut, or with the ending of a pet name: Sylv, Gilou, Jacquot; never one first name for another."""
    if not whole.given:
        return False
    if _is_said_twice(short.text, whole.text):
        return True
    if short.given and short.text in borne():
        return False
    stem = PET_ENDING.sub("", short.text)
    if len(short.text) >= len(whole.text) or len(stem) < 3:
        return False
    return whole.text.startswith((stem, short.text, _undoubled(stem))) or (len(stem) > 3 and stem in whole.text)


def _undoubled(stem: str) -> str:
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem


def _begins(short: Word, whole: Word) -> bool:
    """Two first names, one of them short and part of the other: Rosa, Rosalie; Angie, Angélique; Toni, Antonia."""
    if whole.last or whole.parts or short.last or any(each.known and not each.given for each in (short, whole)):
        return False
    if len(short.text) > len(whole.text) or not _may_be_one_sex(short, whole):
        return False
    if 1 < len(short.text) < 6 and len(whole.text) > len(short.text) + 2 and whole.text.startswith(short.text):
        return True
    stem = PET_VOWEL.sub(r"\1", tight(short.text))
    if len(stem) < 3 or short.text in folded_words("given_french.txt"):
        return False
    place = tight(whole.text).find(stem)
    return (place == 0 and len(short.text) != 4) or (place > 0 and stem != tight(short.text))


def _is_said_twice(short: str, whole: str) -> bool:
    """Tété for Thérèse, Kiki for Christine: a syllable of the name, twice."""
    if len(short) not in (4, 6) or short[: len(short) // 2] != short[len(short) // 2 :]:
        return False
    said, half = (text.replace("h", "").replace("c", "k") for text in (tight(whole), short[: len(short) // 2]))
    return half[0] == said[0] or half in said


def slipped(a: str, b: str) -> bool:
    """Whether one may be a slip for the other: a letter doubled, missing, swapped, or its neighbour; two when long."""
    if len(a) > len(b):
        a, b = b, a
    if len(a) < 4 or len(b) - len(a) > 2:
        return False
    distance = OSA.distance(a, b, score_cutoff=2)
    return _is_likely(a, b) if distance == 1 else distance == 2 and len(a) >= 8 and a[0] == b[0]


def _is_likely(a: str, b: str) -> bool:
    """A first letter is rarely missed; in a short word, what is typed is near what is meant, or sounds or looks so."""
    if len(a) != len(b):
        return a[0] == b[0] or len(b) > 5
    places = [place for place in range(len(a)) if a[place] != b[place]]
    if len(places) == 2 or (places[0] > 0 and len(a) > 6):
        return True
    return (places[0] > 0 or len(a) > 5) and frozenset((a[places[0]], b[places[0]])) in MISTAKEN
