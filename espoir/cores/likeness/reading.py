"""Reading a name: its words in order, and what kind of name it is as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache

from espoir.cores.likeness import lexicon
from espoir.cores.likeness.letters import APOSTROPHES, LEET, cleaned, folded
from espoir.cores.likeness.packaged import sections
from espoir.cores.likeness.scripts import is_vowelless, spelled_out
from espoir.cores.likeness.sounds import as_in_china
from espoir.cores.likeness.street import street_name, without_epithet
from espoir.cores.likeness.words import Word, double, is_double, taken_apart, two_in_one, word

MOST_WORDS = 7
Group = tuple[str, ...]  # words tied by a hyphen
COMMA: Group = (",",)


class Sort(IntEnum):
    NOTHING = 0
    FIRST = 1  # a first name alone
    LAST = 2  # a surname alone
    STREET = 3  # a street name
    FULL = 4


@dataclass(frozen=True, slots=True)
class Name:
    sort: Sort
    words: tuple[Word, ...]
    loose: tuple[Word, ...]  # the same, double first names taken apart
    squashed: str  # all its letters
    born: str = ""  # "jr", "sr" or "3", when it says so


CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý][a-zà-ÿ])")
ASIDE = re.compile(r"[«“\"(\[]\s*([^»”\")\]]*)\s*[»”\")\]]")
DOTTED = re.compile(r"\b([A-ZÀ-Ý])\s?[.\-]+\s?([A-ZÀ-Ý])\b\.?(?!\w)")
ALIAS = re.compile(r"(?i)(?<=\w)[,;.]?\s+(?:alias|aka|a\.?k\.?a\.?|known as|dite?(?:e?s)?|surnommée?)\s+(?=\w)")
SEPARATOR = re.compile(r"[,;]")
WORDS = re.compile(r"[^\W_]+(?:[-·][^\W_]+)*|,")
DISGUISED = re.compile(r"[^\W_0-9]*[0-9@$!|€][\w@$!|€]*")
DIGITS = re.compile(r"\d+")
DIGITS_AT_END = re.compile(r"(?<=[^\W\d_])\d{2,}$")


def read(words: str) -> Name:
    """The name in these words, whatever they are."""
    said = CAMEL.sub(" ", _undisguised(spelled_out(cleaned(words)).translate(APOSTROPHES)))
    main, aside = _main_and_aside(said)
    groups, born = _without_marks([group for group in main if group != COMMA or len(main) > 2])
    flat = [part for group in groups for part in group]
    street = () if COMMA in groups else street_name(flat)
    if street:
        return Name(Sort.STREET, tuple(map(word, street)), (), "".join(street))
    read_words = [*_words(groups, bare=is_vowelless(words)), *_asides(aside)][:MOST_WORDS]
    loose = tuple(single for whole in read_words for single in taken_apart(whole))
    squashed = "".join(part for part in flat if part != ",").lower()
    return Name(_sort(read_words), tuple(read_words), loose, squashed, born)


def _main_and_aside(said: str) -> tuple[list[Group], list[Group]]:
    """The name, and what stands beside it: in quotation marks, in brackets, after “alias”."""
    before, _link, after = ALIAS.sub("|", ASIDE.sub(" ", said), count=1).partition("|")
    main = _groups(_in_order(before))
    aside = [*_groups(" ".join(ASIDE.findall(said))), *_groups(after)]
    named = [group for group in main if group[0] not in sections("words.txt")["titles"]]
    if len(aside) > 1 and (len(named) < 2 or _is_street_name(main)) and not _is_street_name(aside):
        main, aside = aside, main
    return (main, aside) if len(main) > 1 else (main + aside, [])


def _is_street_name(groups: list[Group]) -> bool:
    return bool(street_name([part for group in groups for part in group]))


# -- from letters to words --------------------------------------------------------------------------------------------


def _undisguised(said: str) -> str:
    """Digits and signs that stand for letters: M1ke, 5teve."""
    return DISGUISED.sub(lambda found: _unleet(found.group()), said)


def _unleet(said: str) -> str:
    """Of the two letters a 1 may be, the one that makes a name."""
    if DIGITS.fullmatch(said):
        return said
    at_end = DIGITS_AT_END.search(said)
    if at_end and folded(said.replace("1", "l").translate(LEET)) not in lexicon.known():  # Ghost514
        return f"{_unleet(said[: at_end.start()])} {at_end.group()}"
    tries = [said.translate(LEET), said.replace("1", "l").translate(LEET)]
    return next((each for each in tries if folded(each) in lexicon.known()), tries[0])


def _in_order(said: str) -> str:
    """`Roy, Luc` → `Luc , Roy`: the comma tells which is the surname."""
    before, _comma, after = SEPARATOR.sub(",", said).partition(",")
    rest = [found for found in WORDS.findall(after) if found != ","]
    if not rest or folded(rest[0]) in _born() or not WORDS.search(before):
        return SEPARATOR.sub(" ", said)
    return f"{SEPARATOR.sub(' ', after)} , {before}"


def _groups(said: str) -> list[Group]:
    """Words; those a hyphen ties make one group. `J.F.`, `J-F` and `JF` are one word of two initials. A comma stays."""
    shouted = said.upper() == said
    found = (_group(group, shouted) for group in WORDS.findall(DOTTED.sub(r" \1·\2 ", said)))
    return [group for group in found if group][: 2 * MOST_WORDS]


def _group(said: str, shouted: bool) -> Group:
    if "·" in said:
        return (folded(said.replace("·", "")).upper(),)
    parts = tuple(folded(said).replace("-", " ").split())
    is_pair = len(parts) == 1 and len(said) == 2 and said.isupper() and not shouted
    return (parts[0].upper(),) if is_pair and parts[0] not in lexicon.known() else parts


@cache
def _born() -> dict[str, str]:
    return {said: mark for mark in ("jr", "sr", "3") for said in sections("words.txt")[f"born {mark}"]}


def _without_marks(groups: list[Group]) -> tuple[list[Group], str]:
    """Without titles, links ("née", "alias"), epithets, and Jr or père, which is told apart."""
    born, kept = "", list[Group]()
    for place, group in enumerate(groups):
        said = group[0] if len(group) == 1 else ""
        if said in _born() and place and _ends(place, groups) and (len(groups) > 2 or said not in lexicon.sexes()):
            born = _born()[said]
        elif not _is_left_out(said, place, groups):
            kept.append(group)
    flat = [part for group in kept for part in group]
    dropped = without_epithet(flat) if flat and COMMA not in kept else 0
    return list(_from(dropped, kept)), born


def _ends(place: int, groups: Sequence[Group]) -> bool:
    return place + 1 == len(groups) or groups[place + 1] == COMMA


def _is_left_out(said: str, place: int, groups: Sequence[Group]) -> bool:
    others = len(groups) - 1
    if said in sections("words.txt")["links"]:
        return 0 < place < others
    if place or not others:
        return False
    if others == 1 and (said == "dr" or (said in ("mr", "mister") and not _is_common(groups[1][0]))):
        return False  # Dr. Love
    if others > 1 and said in sections("words.txt")["callings"]:
        return True
    return said in sections("words.txt")["titles"] or (said == "m" and others > 1 and len(groups[1][0]) > 1)


def _from(start: int, groups: Sequence[Group]) -> Iterator[Group]:
    for group in groups:
        if start < len(group):
            yield group[start:]
        start = max(0, start - len(group))


# -- from words to a name ---------------------------------------------------------------------------------------------


def _words(groups: Sequence[Group], *, bare: bool) -> Iterator[Word]:
    """Words with what stands before them (`de la`), and whether each stands where a surname stands."""
    flat = list(_untied(groups))
    has_comma, after_comma, waiting = COMMA in flat, False, list[str]()
    for place, group in enumerate(flat):
        if group == COMMA:
            after_comma = True
            continue
        follows = place + 1 < len(flat) and flat[place + 1] != COMMA
        if follows and _stands_before(group, place, flat):
            waiting.append(_before().get(group[0], group[0]))
            continue
        yield from _of_group(group, " ".join(waiting), last=after_comma if has_comma else not follows, bare=bare)
        waiting = []


@cache
def _before() -> dict[str, str]:
    """Words that stand before a surname, and their usual form."""
    lists = sections("words.txt")
    found = {said: said for said in (*lists["before"], *lists["forgotten"])} | {"mc": "mac"}
    return found | dict.fromkeys(lists["saint"], "st") | dict.fromkeys(lists["sainte"], "ste")


def _untied(groups: Sequence[Group]) -> Iterator[Group]:
    """`St-Pierre`, `El-Khatib`: a word that only ever stands before another is untied from it."""
    for group in groups:
        rest = group
        while len(rest) > 1 and rest[0] in _before():
            yield rest[:1]
            rest = rest[1:]
        yield rest


def _stands_before(group: Group, place: int, groups: Sequence[Group]) -> bool:
    if len(group) != 1 or group[0] not in _before():
        return False
    if place or group[0] in ("st", "ste", "saint", "sainte"):
        return True
    if len(groups) < 3 or group[0] in ("ben", "al", "mac", "san"):
        return False  # which may well be first names
    return group[0] not in ("le", "do", "du", "la") or "".join((*group, *groups[1])) in lexicon.known()  # Le Thi Lan


def _of_group(group: Group, before: str, *, last: bool, bare: bool) -> Iterator[Word]:
    if before:
        yield word(group[0], before=before, last=last, bare=bare)
        group = group[1:]
    if len(group) > 1 and not last and is_double(group):
        yield double(group)
    elif len(group) > 1 and _is_one(group):
        yield replace(word("".join(group), last=last), parts=group)
    else:
        for part in group:
            halves = () if last else two_in_one(part)
            yield double(halves) if halves else word(part, last=last, bare=bare)


def _is_one(group: Group) -> bool:
    """Words tied into one name: Fils-Aimé, Hsiao-ming, Ji-hoon; not Gagnon-Roy."""
    whole = "".join(group)
    if whole in lexicon.known() or len(group[0]) == 1:
        return True
    short = len(whole) < 9 and lexicon.known().keys().isdisjoint(group)
    syllables = all(len(part) < 7 and as_in_china(part) for part in group)
    return short or (syllables and len(whole) < 11 and lexicon.common_here().isdisjoint(group))


def _asides(groups: Sequence[Group]) -> Iterator[Word]:
    return (
        word(part, aside=True)
        for group in groups
        for part in (["".join(group)] if len(group[0]) == 1 else group)
        if len(part) > 1 and group != COMMA
    )


def _is_common(text: str) -> bool:
    """A surname that someone may well write alone; a rare one (Diamond) is rather a street name."""
    return lexicon.surnames().get(text, lexicon.UNKNOWN) < 600 or text in lexicon.folded_words("surnames_quebec.txt")


def _sort(words: Sequence[Word]) -> Sort:
    names = [each for each in words if not each.aside]
    if not names:
        return Sort.NOTHING
    if len(names) == 1:
        alone = names[0]
        return Sort.FIRST if alone.given or alone.initials else Sort.LAST if _is_common(alone.text) else Sort.STREET
    return Sort.FIRST if "".join(each.text for each in names) in lexicon.doubles() else Sort.FULL
