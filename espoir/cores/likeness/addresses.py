"""What is written of a place, read: its kind, its chain, its street, its town, and the words that name it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from espoir.cores.likeness.letters import cleaned, deletions, folded
from espoir.cores.likeness.packaged import sections
from espoir.cores.likeness.placewords import DIRECTIONS, LONG_CHAIN, chains, names, plain, sorts, table
from espoir.cores.likeness.sounds import by_ear, by_english_ear, consonants, fonem, tight
from espoir.cores.likeness.towns import city_of, unknown_town

ORDINAL = re.compile(r"^(\d+)(?:e|eme|ieme|er|ere|re|iere|st|nd|nde|rd|th)$")
CORNER = re.compile(r"&|/|\b(?:coin|angle|corner|intersection|et|and|at)\b")
ASIDE = re.compile(
    r"\b[a-z]\d[a-z]\W?\d[a-z]\d\b"  # a postal code
    r"|^\s*\d+\w?\s?-\s?(?=\d+\W+[a-z])"  # 101-250 rue Albert
    r"|\b\d+\w*\s+(?:etage|floor)\b"
)
HALF = re.compile(r"(?<=[a-z]-)[a-z]+(?![a-z-])")  # the last half of a double name
HIGHWAY = re.compile(r"\b[ah](?:\s?-\s?)?(?=\d{1,3}\b)")  # A-40, H20
PARTED = re.compile(r"(?<=\d)\s+(?=(?:eme|ieme|th)\b|e\s+(?:av|rue|rang|st|ligne))")  # 12 eme
SHORTEST_CODE, LONG = 4, 8
WORDS_OF_A_CHAIN = 3


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    joined: tuple[str, ...]  # with the word before, the word after, and all of them: bel air, belair
    codes: frozenset[str]  # all of these, as they sound


@dataclass(frozen=True, slots=True)
class Place:
    words: tuple[Word, ...]  # what names it
    numbers: frozenset[str]
    civic: str  # the first of the numbers that is no 12e
    direction: str
    sorts: frozenset[str]  # lodging, table…
    types: frozenset[str]  # street, avenue…
    city: str
    town: tuple[Word, ...]  # the words of the city, or of a town we do not know
    street: bool  # an address: a number and a street
    bare: bool  # an address, and nothing else
    corner: bool  # of two streets
    chain: str  # one of a thousand of that name
    head: str  # the words before the first comma, for tokens
    own: frozenset[str]  # keys of what names it


@cache
def _apartment() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{'|'.join(sections('places.txt')['apartment'])})\b\.?|(?<=\s)#)\s*#?\s*\d+\w?\b")


def _parts(said: str) -> list[str]:
    said = re.sub(r"\bo['’](?=[a-z])", "o", said)  # O'Connor
    said = re.sub(r"['’]s?\b", " ", re.sub(r"(?<=\bjohn)['’](?=s\b)", "", said))  # St. John's is not Saint John
    said = _apartment().sub(" ", re.sub(r"#\s*(?=\d{3,})", " ", ASIDE.sub(" ", said)))
    said = HIGHWAY.sub("highway ", PARTED.sub("", said)).replace("(", " , ")
    said = re.sub(r"(?<=[a-z]{3})(?=\d)", " ", said)  # super8
    return _tens([_ordinal(plain(part)) for part in re.findall(r"[a-z]+|\d+[a-z]*|,", said)])


def _tens(parts: list[str]) -> list[str]:
    """Dix-huitième, twenty-first: two words of one number."""
    found: list[str] = []
    for part in parts:
        tens = table("tens").get(found[-1]) if found and re.fullmatch(r"\de", part) else None
        found[-1 if tens else len(found) :] = [f"{int(tens) + int(part[0])}e" if tens else part]
    return found


def _ordinal(part: str) -> str:
    """12e, 12th, twelfth and douzième are `12e`; 45a is 45."""
    said = table("ordinals").get(part)
    if said or not part[0].isdigit():
        return f"{said}e" if said else part
    return ORDINAL.sub(r"\1e", part) if ORDINAL.match(part) else re.sub(r"\D", "", part)


def read(words: str) -> Place:
    said = folded(cleaned(words))
    corner, halves = bool(CORNER.search(said)), frozenset(HALF.findall(said))
    parts, town, city = city_of(_parts(said), corner=corner, halves=halves)
    parts = [table("alike").get(part, part) for part in parts]
    chain, parts = _chain(parts)
    types, kept = _streets(parts)
    civic = next((part for part in kept if part.isdigit()), "")
    kept = [part.removesuffix("e") if part[0].isdigit() else part for part in kept]
    town, kept = (town, kept) if city else unknown_town(kept)
    named = [at for at, part in enumerate(kept) if names(part)]
    digits = [part for part in kept if part.isdigit()]
    found = frozenset(kind for part in kept for kind in sorts().get(part, ()))
    first = next((part for part in kept if part != ","), "")
    if not named and first.isdigit():
        named = [at for at, part in enumerate(kept) if part in sorts()]  # 45 avenue du Parc
    numbered = first.isdigit() and len(digits) > 1  # 318, 4e Avenue
    if not named and not chain and not numbered and (city or not digits):
        left = kept if first.isdigit() else parts  # Motel du Boulevard
        kept, named, city = _whatever_is_left(left, town, city, address=first.isdigit())
    spoken = [(part, at in named) for at, part in enumerate(kept) if part != "," and not part.isdigit()]
    naming = tuple(_word(spoken, at) for at, (_part, names) in enumerate(spoken) if names)
    head = [part for at, part in enumerate(kept) if at in named and "," not in kept[named[0] : at]]
    return Place(
        words=naming,
        numbers=frozenset(digits),
        civic=civic,
        direction=next((part for part in kept if part in DIRECTIONS), ""),
        sorts=frozenset() if chain else found,
        types=types,
        city=city,
        town=tuple(_word([(part, True)], 0) for part in town if part != "st"),
        street=bool(digits) and (bool(types) or first.isdigit()),
        bare=first.isdigit() and not found,
        corner=corner and len(naming) > 1 and not found and not digits,
        chain=chain,
        head="".join(map(tight, head)),
        own=_own(naming, chain, digits),
    )


def _own(naming: tuple[Word, ...], chain: str, digits: list[str]) -> frozenset[str]:
    found = {code for word in naming for code in word.codes}
    found |= {
        cut for word in naming if len(word.text) > 3 for cut in deletions(word.text) | deletions(tight(word.text))
    }
    found |= {cut for word in naming for said in word.joined if len(said) >= LONG for cut in deletions(said)}
    found |= {"~" + cut for word in naming if len(word.text) >= LONG for cut in deletions(consonants(word.text))}
    if not naming or chain:
        found |= {"n" + number for number in digits}
    return frozenset(found | ({"h=" + chain} if chain else set()))


def _whatever_is_left(
    kept: list[str], town: list[str], city: str, *, address: bool
) -> tuple[list[str], list[int], str]:
    """Motel Belleville, Dépanneur du Coin: the city, or a word that says little, is its name. A city alone has none."""
    small = sections("places.txt")["small"]
    rest = [at for at, part in enumerate(kept) if len(part) > 3 and part not in small and part not in sorts()]
    rest = [at for at in rest if kept[at] not in DIRECTIONS and not kept[at].isdigit()]
    said = [part for part in kept if part != "," and part not in small]
    if rest or not (said and town):
        return kept, rest, city
    if not address and any(part.isdigit() for part in said):
        return kept, [], city  # Motel 148, Gatineau
    return [*town, *kept], [at for at, part in enumerate(town) if part != "st"], ""


def _word(spoken: list[tuple[str, bool]], at: int) -> Word:
    text = spoken[at][0]
    near = [part for part, _names in spoken[max(at - 1, 0) : at + 2]]
    whole = "".join(part for part, names in spoken if names)
    before = spoken[at - 1][0] + text if at else text
    after = text + spoken[at + 1][0] if at + 1 < len(spoken) else text
    to_next = next((end for end in range(at + 1, len(spoken)) if spoken[end][1]), at)  # clair de lune
    reach = "".join(part for part, _names in spoken[at : to_next + 1])
    joined = tuple(sorted({before, after, whole, reach, "".join(near)} - {text}))
    codes = {code for said in (text, *joined) for code in heard(said)}
    return Word(text, joined, frozenset(codes | {text, tight(text), table("translated").get(text, text)}))


def heard(said: str) -> frozenset[str]:
    heard = (tight(said), fonem(said).lower(), by_english_ear(said), *by_ear(said))
    return frozenset(code for code in heard if len(code) >= SHORTEST_CODE)


def _chain(parts: list[str]) -> tuple[str, list[str]]:
    """The chain it is of, and the other words; Tim, after a street or chez, is none."""
    signs = sections("places.txt")["signs"]
    for size in range(WORDS_OF_A_CHAIN, 0, -1):
        for start in range(len(parts) - size + 1):
            chain = _known_chain("".join(parts[start : start + size]))
            before = parts[start - 1] if start else ""
            if chain and before not in table("streets") and before != "chez" and not _is_a_sort(parts, start):
                rest = [*parts[:start], *parts[start + size :]]
                return chain, [part for part in rest if part not in signs]
    return "", parts


def _is_a_sort(parts: list[str], at: int) -> bool:
    """Subway, when it is the subway: a word beside it is of the same sort."""
    said = sorts().get(parts[at], frozenset())
    return any(not said.isdisjoint(sorts().get(part, ())) for place, part in enumerate(parts) if place != at)


def _known_chain(said: str) -> str:
    """As it is written, or with one letter too few or too many."""
    near = deletions(said) if len(said) > LONG_CHAIN else ()
    return chains().get(said) or next((chains()[cut] for cut in sorted(near) if cut in chains()), "")


def _streets(parts: list[str]) -> tuple[frozenset[str], list[str]]:
    """The types of its streets, and the words without them; "st" is a street at the end, or before a direction."""
    found: set[str] = set()
    kept: list[str] = []
    for at, part in enumerate(parts):
        after = parts[at + 1] if at + 1 < len(parts) else ","
        kind = table("streets").get(part, "")
        if part == "st" and at and (after in DIRECTIONS or after == "," or len(after) < 2):
            kind = "street"
        if part == "st" and at and parts[at - 1][0].isdigit() and parts[at - 1].endswith("e"):
            kind = "street"
        found |= {kind} if kind else set()
        kept += [] if kind else [part]
    return frozenset(found), kept if any(part != "," for part in kept) else parts
