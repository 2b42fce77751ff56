"""Word by word: how well one word of a name goes with a word of another.

Two names we know go together only when they share a `sure` code. With a name we do not know, a spelling by ear is
enough, or one likely slip of the hand.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from espoir.cores.likeness.lexicon import borne
from espoir.cores.likeness.sounds import as_in_china, in_english, tight
from espoir.cores.likeness.words import Word, initials_of, word

EXACT, CODED, HEARD, SLIPPED, STUMBLED, INITIAL = 1.0, 0.95, 0.9, 0.85, 0.75, 0.7
KEYBOARDS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn")
PET_ENDING = re.compile(r"(?<=[a-z]{3})(?:ou|ouche|inou|inet|ito|ita|ot|ette|on|ie|ey|[oyi])$")
ALIKE = "bp dt fv sz cs ck kq cq gj mn iy ij uv vw ce nh hb oq ln ae ei ie ao ou eo au ui ai"  # to the ear or the eye
MISTAKEN = frozenset(map(frozenset, ALIKE.split())) | frozenset(
    frozenset(row[place : place + 2]) for row in KEYBOARDS for place in range(len(row) - 1)
)


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
    if (a.given and b.given and a.known and b.known) or (a.family and b.family):
        return SLIPPED if _one_first_name(a, b) else 0.0
    if not a.ear.isdisjoint(b.ear):
        return HEARD
    if slipped(a.text, b.text) and not _is_lengthened(a, b):
        return SLIPPED
    if _is_spelled_elsewhere(a, b) or _is_shortened(a, b) or _is_shortened(b, a):
        return HEARD
    if not a.known and not b.known and len(a.text) == len(b.text):
        return 0.0  # Ramesh, Rajesh: neither is a slip for a name we know
    return STUMBLED if stumbled(a.text, b.text) and not _is_lengthened(a, b) else 0.0


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
    return HEARD if cut and mine != hers else level(word(mine), word(hers))


def _is_shortened(short: Word, whole: Word) -> bool:
    """A first name cut, or with the ending of a pet name: Sylv, Gilou, Jacquot; never one first name for another."""
    if short.text in borne() or not whole.given or len(short.text) > len(whole.text):
        return False
    stem = PET_ENDING.sub("", short.text)
    return len(stem) > 2 and (whole.text.startswith(stem) or whole.text.startswith(short.text))


def _one_first_name(a: Word, b: Word) -> bool:
    """Two spellings of a first name, each in the lists: Christine, Cristine; never Daniel, Danielle."""
    if not (a.given and b.given and _may_be_one_sex(a, b)) or min(len(a.text), len(b.text)) < 5:
        return False
    if a.last and b.last and a.family and b.family:
        return False  # Burton, Barton
    if b.text.startswith(a.text) or a.text.startswith(b.text):
        return False  # Jocelyn, Jocelyne
    if not a.ear.isdisjoint(b.ear):
        return True
    near = OSA.distance(tight(a.text), tight(b.text), score_cutoff=1) <= 1
    return near and not in_english(a.text).isdisjoint(in_english(b.text))


def _is_lengthened(a: Word, b: Word) -> bool:
    """A name we know with a vowel at its end is another name: Lambert, Lamberti."""
    known, other = (a.text, b.text) if a.known else (b.text, a.text)
    if known[:-1] == other[:-1] and {known[-1], other[-1]} <= set("aeo"):
        return True  # Philippe, Philippa
    return (a.known or b.known) and len(other) > len(known) and other.startswith(known) and other[-1] in "aiou"


def _is_spelled_elsewhere(a: Word, b: Word) -> bool:
    """Two names we do not know, with the same consonants and about the same length."""
    if a.known or b.known or len(a.bones) < 3 or a.bones != b.bones:
        return False
    return OSA.distance(a.text, b.text) <= max(len(a.text), len(b.text)) // (2 if len(a.bones) > 3 else 3)


def slipped(a: str, b: str) -> bool:
    """Whether one may be a slip for the other: a letter doubled, missing, swapped, or its neighbour; two when long."""
    if len(a) > len(b):
        a, b = b, a
    if len(a) < 4 or len(b) - len(a) > 2:
        return False
    distance = OSA.distance(a, b, score_cutoff=2)
    return _is_likely(a, b) if distance == 1 else distance == 2 and len(a) >= 8 and a[0] == b[0]


def stumbled(a: str, b: str) -> bool:
    """A slip that is less likely: any one letter, wherever it is. It counts only beside a word that is right."""
    if len(a) > len(b):
        a, b = b, a
    if len(a) < 3 or (len(b) < 5 and sorted(a) != sorted(b) and (len(b) == 3 or as_in_china(a) or as_in_china(b))):
        return False  # Wei, Wen; Jun, Juan: whole names are as short
    return OSA.distance(a, b, score_cutoff=1) <= 1 and (a[0] == b[0] or len(a) > 4)


def _is_likely(a: str, b: str) -> bool:
    """A first letter is rarely missed; in a short word, what is typed is near what is meant, or sounds or looks so."""
    if len(a) != len(b):
        return a[0] == b[0] or len(b) > 5
    places = [place for place in range(len(a)) if a[place] != b[place]]
    if len(places) == 2 or (places[0] > 0 and len(a) > 6):
        return True
    return (places[0] > 0 or len(a) > 5) and frozenset((a[places[0]], b[places[0]])) in MISTAKEN
