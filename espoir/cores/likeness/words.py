"""One word of a name: what it may be, and the codes by which it goes with another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from espoir.cores.likeness import lexicon
from espoir.cores.likeness.letters import as_seen, deletions
from espoir.cores.likeness.packaged import sections
from espoir.cores.likeness.scripts import in_mandarin
from espoir.cores.likeness.sounds import (
    as_in_china,
    as_spelled_elsewhere,
    by_ear,
    by_english_ear,
    consonants,
    in_creole,
    skeletons,
    tight,
)

NO_CODES: frozenset[str] = frozenset()
CONSONANTS_ONLY = re.compile(r"[bcdfghjklmnpqrstvwxz]{2}")


@dataclass(frozen=True, slots=True)
class Word:
    """`sure` codes hold between any two words, `ear` codes unless both words are known names."""

    text: str
    sure: frozenset[str] = NO_CODES
    ear: frozenset[str] = NO_CODES
    known: bool = False
    given: bool = False
    family: bool = False
    sex: str = "x"
    initials: str = ""  # the letters, when the word is only that
    parts: tuple[str, ...] = ()  # the two halves of a double first name
    bones: str = ""  # its consonants
    sounds: tuple[str, ...] = ()  # what stays of it for several ears
    bare: bool = False  # it was written without vowels
    last: bool = False  # it stands where a surname stands
    aside: bool = False  # it is in quotation marks or brackets


def word(text: str, *, before: str = "", last: bool = False, aside: bool = False, bare: bool = False) -> Word:
    """The word, with what stood before it (`de la`) as part of it."""
    if is_initials(text):
        return _of_initials(text.lower(), last=last, aside=aside)
    core = _one_spelling(text)
    whole = before.replace(" ", "") + core
    found = _known_word(whole) if whole in lexicon.known() else _unknown_word(whole)
    if before in ("st", "ste"):
        found = replace(found, sounds=_sounds("saint" + core))
    if before and _is_often_left_out(before):
        inner = lexicon.known().get(core)
        sure = found.sure | (inner.sure if inner else {core, "=" + tight(core)})
        found = replace(found, sure=sure, bones=consonants(core))
    return replace(found, last=last, aside=aside, bare=bare) if last or aside or bare else found


def is_initials(text: str) -> bool:
    """One letter, two capitals, or two consonants that are no surname: J, MA, jf."""
    if len(text) == 1:
        return True
    return len(text) == 2 and (
        text.isupper() or bool(CONSONANTS_ONLY.fullmatch(text) and text not in lexicon.surnames())
    )


def _of_initials(letters: str, *, last: bool, aside: bool) -> Word:
    sure = lexicon.given_families().get(letters, NO_CODES) | {"&" + letters}
    return Word(letters, sure, initials=letters, given=len(letters) > 1, last=last, aside=aside)


@cache  # only of names in our lists: what someone typed is not remembered
def _known_word(text: str) -> Word:
    known = lexicon.known()[text]
    heard = _heard(text, silent=text not in lexicon.heard_to_the_end())
    return Word(
        text,
        known.sure,
        heard,
        True,
        known.given,
        known.family,
        known.sex,
        bones=consonants(text),
        sounds=_sounds(text),
    )


def _unknown_word(text: str) -> Word:
    called = lexicon.given_families().get(text, NO_CODES)
    return Word(
        text,
        called | {text, "=" + tight(text)},
        _heard(text, silent=None),
        bones=consonants(text),
        sounds=_sounds(text),
    )


def _sounds(text: str) -> tuple[str, ...]:
    return skeletons(text, min(by_ear(text, True), default=text))


def _heard(text: str, *, silent: bool | None) -> frozenset[str]:
    if len(text) < 3:
        return NO_CODES
    codes = {"^" + as_in_china(text), "^" + as_in_china(in_mandarin(text)), "*" + as_seen(text)} - {"^"}
    if len(text) > 3:
        spoken = text[:-1] if silent and text[-1] == "e" else text
        codes |= {'"' + code for code in as_spelled_elsewhere(spoken)} | {"!" + by_english_ear(text)}
        heard = {code for code in by_ear(text, silent) if len(text) > 4 or code.isalpha()}
        codes |= {"'" + code for code in heard} | {"_" + in_creole(code) for code in heard if len(code) > 4}
    return frozenset(codes)


def _one_spelling(text: str) -> str:
    if text.startswith("mc") and len(text) > 4:
        return "mac" + text[2:]
    return "st" + text[5:] if text.startswith("saint") and len(text) > 7 else text


def _is_often_left_out(before: str) -> bool:
    """`de`, `van der`, `de la`; not `la`, nor `le`."""
    said = set(before.split())
    forgotten = said.intersection(sections("words.txt")["forgotten"])
    return bool(forgotten) and said - forgotten <= {"la", "los", "las"}


# -- double first names -----------------------------------------------------------------------------------------------


def double(parts: tuple[str, ...]) -> Word:
    """`jean`, `francois`: one first name."""
    text = "".join(parts)
    sure = lexicon.given_families().get(text, NO_CODES) | {text}
    found = Word(text, sure, _heard(text, silent=None), text in lexicon.sexes(), given=True, parts=parts)
    return replace(found, sounds=_sounds(text))


def is_double(parts: tuple[str, ...]) -> bool:
    """Whether words tied by a hyphen are a first name."""
    sexes = lexicon.sexes()
    if "".join(parts) in sexes or all(part in sexes for part in parts):
        return True
    return parts[0] in sections("words.txt")["first of two"] and len(parts[1]) > 1


def two_in_one(text: str) -> tuple[str, ...]:
    """`jeanfrancois` → jean, francois; nothing for a name of its own (`marielle`)."""
    sexes = lexicon.sexes()
    if len(text) < 7 or (text in lexicon.known() and text not in lexicon.doubles()):
        return ()
    for cut in (4, 5, 3, 6, 7):
        one, other = text[:cut], text[cut:]
        if len(other) > 2 and other in sexes and one in sections("words.txt")["first of two"]:
            return one, other
    return ()


def taken_apart(whole: Word) -> tuple[Word, ...]:
    """The two halves of a double first name, or of its two initials; any other word alone."""
    parts = whole.parts or (whole.initials if len(whole.initials) > 1 else ())
    return tuple(word(part, last=whole.last) for part in parts) or (whole,)


def initials_of(whole: Word) -> str:
    return whole.initials or "".join(part[0] for part in whole.parts) or whole.text[:1]


# -- keys -------------------------------------------------------------------------------------------------------------


def keys(whole: Word) -> frozenset[str]:
    """Every code, the consonants, and the word with each letter left out in turn."""
    if whole.known and not whole.bare and not whole.parts and whole.sure is lexicon.known()[whole.text].sure:
        return _known_keys(whole.text)
    found = whole.sure | whole.ear
    if whole.parts:
        return found | {"&" + initials_of(whole)} | deletions(whole.text)
    return found if whole.initials else found | _slip_keys(whole)


@cache  # as above
def _known_keys(text: str) -> frozenset[str]:
    whole = _known_word(text)
    return whole.sure | whole.ear | _slip_keys(whole)


def _slip_keys(whole: Word) -> frozenset[str]:
    bones = {"-" + whole.bones, "<" + whole.bones[:3].lower()} | {"/" + said for said in whole.sounds}
    return deletions(whole.text) | bones if len(whole.text) > 3 else frozenset(bones)
