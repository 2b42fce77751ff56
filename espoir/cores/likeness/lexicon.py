"""The names we know: which are first names, which are surnames, which go together, and which a slip may have meant.

A name that is in these lists was probably meant as it stands: two known names that differ are two names (Leclerc,
Leclair). A name that is in none may be a slip, or a name we do not know: there a letter more or less is forgiven.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from nicknames import name_triplets

from espoir.cores.likeness.letters import deletions, plain_words
from espoir.cores.likeness.packaged import lines, sections, words
from espoir.cores.likeness.sounds import fonem, tight

SEX = {"men": "m", "women": "f", "either": "x"}
FRENCH = ("surnames_quebec.txt", "surnames_more.txt", "surnames_elsewhere.txt", "given_french.txt")
PET = re.compile(r"(?<=[a-z]{3})(?:y|ie|i)$")  # how pet names end
ELSEWHERE, RARE, UNKNOWN = 5_000, 9_000, 99_999  # ranks


class Known(NamedTuple):
    """What the lists say of one spelling."""

    given: bool
    family: bool
    sex: str  # m, f, x (either or unknown)
    sure: frozenset[str]  # codes: two known names that share one are the same name


def joined(name: str) -> str:
    """`Jean-François` → `jeanfrancois`, `St-Pierre` → `stpierre`."""
    return "".join(plain_words(name))


@cache
def folded_words(name: str) -> tuple[str, ...]:
    return tuple(joined(word) for word in words(name))


@cache
def sexes() -> dict[str, str]:
    """Each first name and who bears it. The French lists decide first: Jean is a man here."""
    found: dict[str, str] = {}
    for name in ("given_french.txt", "given_english.txt", "given_elsewhere.txt"):
        found = _sexes(name) | found
    for line in lines("given_families.txt"):
        for word in line.split()[1:]:
            found.setdefault(joined(word), "x")
    return found


@cache
def doubles() -> frozenset[str]:
    """Double first names of our lists: `jeanfrancois`."""
    lists = ("given_french.txt", "given_families.txt")
    return frozenset(joined(word) for name in lists for word in words(name) if "-" in word)


def _sexes(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for section, listed in sections(name).items():
        for word in map(joined, listed):
            sex = SEX[section]
            found[word] = sex if found.get(word, sex) == sex else "x"
    return found


@cache
def given_families() -> dict[str, frozenset[str]]:
    """Each first name, and the codes of its families: our own, and the English ones of the `nicknames` package."""
    found: dict[str, set[str]] = {}
    for place, line in enumerate(lines("given_families.txt")):
        for word in line.split()[1:]:
            found.setdefault(joined(word), set()).add(f"#{place}")
    for name in [name for name in found if PET.search(name)]:
        for ending in ("y", "ie", "i"):  # Franky, Frankie, Franki
            found.setdefault(PET.sub(ending, name), found[name])
    french = set(folded_words("given_french.txt"))
    for triplet in name_triplets():
        pair = joined(triplet.name1), joined(triplet.name2)
        if french.isdisjoint(pair):  # "jean" is short for Eugenia there, and a man here
            for word in pair:
                found.setdefault(word, set()).add(f"#{pair[0]}")
    return {word: frozenset(codes) for word, codes in found.items()}


@cache
def surname_families() -> dict[str, frozenset[str]]:
    """Each surname that has several spellings, and the codes of its families."""
    found: dict[str, set[str]] = {}
    for place, line in enumerate(lines("surname_families.txt")):
        for word in line.split():
            found.setdefault(joined(word), set()).add(f"%{place}")
    return {word: frozenset(codes) for word, codes in found.items()}


@cache
def surnames() -> dict[str, int]:
    """Each surname and how common it is: 0 is the commonest. A name of no ordered list is rare."""
    found: dict[str, int] = {}
    for name in ("surnames_quebec.txt", "surnames_english.txt"):
        for rank, word in enumerate(folded_words(name)):
            found[word] = min(rank, found.get(word, rank))
    for word in (*folded_words("surnames_elsewhere.txt"), *folded_words("surnames_more.txt")):
        found.setdefault(word, ELSEWHERE)
    for word in surname_families():
        found.setdefault(word, RARE)
    return found


@cache
def common_here() -> frozenset[str]:
    """Names of the lists of Québec and of first names: Auger and Jean read as Mandarin too, and are not."""
    return frozenset((*folded_words("surnames_quebec.txt"), *folded_words("surnames_more.txt"), *sexes()))


@cache
def borne() -> frozenset[str]:
    """Names people are given or born with, not only called by."""
    return frozenset((*folded_words("given_french.txt"), *folded_words("given_english.txt"), *surnames()))


@cache
def _said_in_french() -> frozenset[str]:
    """Names to which the French code applies: surnames of Québec only, and first names that are no surname."""
    quebec = {*folded_words("surnames_quebec.txt"), *folded_words("surnames_more.txt")}
    quebec -= set(folded_words("surnames_elsewhere.txt"))
    return frozenset(quebec | set(folded_words("given_french.txt")) | (sexes().keys() - surnames().keys()))


@cache
def known() -> dict[str, Known]:
    """Every spelling we know. About a fifth of a second, once."""
    sex, families = sexes(), surnames()
    return {word: Known(word in sex, word in families, sex.get(word, "x"), _sure(word)) for word in sex | families}


def _sure(word: str) -> frozenset[str]:
    codes = {word} | given_families().get(word, frozenset()) | surname_families().get(word, frozenset())
    if word not in folded_words("two_names.txt"):
        if len(word) > 4:
            codes.add("=" + tight(word, silent_end=word not in sexes()))  # Jocelyn, Jocelyne
        if word in _said_in_french():
            codes.add("~" + fonem(word))
    return frozenset(codes)


@cache
def heard_to_the_end() -> frozenset[str]:
    """French names whose last e is heard: Côté, Gagné, Josée."""
    endings = ("é", "ée", "és")
    return frozenset(joined(word) for name in FRENCH for word in words(name) if word.endswith(endings))


@cache
def _slips() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in known():
        if len(word) > 3:
            for short in deletions(word):
                found.setdefault(short, []).append(word)
    return {short: tuple(names) for short, names in found.items()}


def perhaps_meant(word: str) -> frozenset[str]:
    """Known names one slip away from a name we do not know."""
    near = _slips()
    return frozenset(name for short in deletions(word) for name in near.get(short, ()))
