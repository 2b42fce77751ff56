"""Places: a venue, a street address, a city. The city may be left out; two different cities are two places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from espoir.cores.likeness.clues import NOTHING, Likeness, Strength, Tokens, weak
from espoir.cores.likeness.letters import cleaned, deletions, folded
from espoir.cores.likeness.matching import slipped
from espoir.cores.likeness.packaged import sections
from espoir.cores.likeness.sounds import tight

CLASSES = ("lodging", "table", "care", "shop", "outside")
DIRECTIONS = frozenset(("nord", "sud", "est", "ouest"))
ORDINAL = re.compile(r"^(\d+)(?:e|eme|ieme|er|ere|re|st|nd|rd|th)$")
APARTMENT = r"(?:\b(?:{})\b\.?|(?<=\s)#)\s*\d+\w?\b"


@dataclass(frozen=True, slots=True)
class Place:
    words: frozenset[str]  # what names it
    numbers: frozenset[str]
    direction: str
    sorts: frozenset[str]  # lodging, table…
    city: str
    street: bool  # an address: a number and a street
    chain: bool  # one of a thousand of that name


@cache
def _alike() -> dict[str, str]:
    pairs = (pair.split("=") for pair in sections("places.txt")["alike"])
    return {said: kept for kept, said in pairs}


@cache
def _cities() -> dict[tuple[str, ...], str]:
    """Each city, as the words of its name."""
    found: dict[tuple[str, ...], str] = {}
    for entry in sections("cities.txt")["cities"]:
        said, _is, kept = entry.partition("=")
        found[tuple(_saint(part) for part in said.split("-"))] = kept or said
    return found


@cache
def _sorts() -> dict[str, str]:
    return {word: name for name in CLASSES for word in sections("places.txt")[name]}


def _saint(word: str) -> str:
    return {"saint": "st", "sainte": "ste"}.get(word, word)


def read(words: str) -> Place:
    lists = sections("places.txt")
    said = folded(re.sub(r"['’]s?\b", " ", cleaned(words)))
    chained = re.sub(r"#\s*(?=\d{3,})", " ", said)
    said = re.sub(APARTMENT.format("|".join(lists["apartment"])), " ", chained)
    parts = [_saint(ORDINAL.sub(r"\1", part)) for part in re.findall(r"[a-z]+|\d+[a-z]*|,", _split(said))]
    city, parts = _city(parts)
    kept = [_alike().get(part, part) for part in _without_streets(parts)]
    idle = {*lists["small"], *_generic()}
    named = [part for part in kept if part.isdigit() or (len(part) > 1 and part not in idle)]
    numbers = frozenset(part for part in named if part.isdigit())
    direction = next((part for part in named if part in DIRECTIONS), "")
    naming = frozenset(part for part in named if part not in DIRECTIONS and part not in numbers)
    street = (bool(numbers) and any(part in lists["street"] for part in parts)) or bool(parts and parts[0].isdigit())
    sorts = frozenset(_sorts()[part] for part in kept if part in _sorts())
    if not naming and not numbers:
        naming = _whatever_is_left([part for part in parts if part not in lists["small"]], city)
    chain = bool(naming | numbers) and (naming | numbers) <= _chains()
    return Place(naming, numbers, direction, sorts, city, street, bool(chain) or (not naming and not street))


def _whatever_is_left(kept: list[str], city: str) -> frozenset[str]:
    """Motel Belleville, Dépanneur du Coin: the city, or a word that says little, is its name. A city alone has none."""
    rest = frozenset(part for part in kept if len(part) > 3 and part not in _sorts())
    return rest or frozenset([city] if city and kept else ())


def _split(said: str) -> str:
    """`super8` → super 8; `5e`, `12a` stay."""
    return re.sub(r"(?<=[a-z]{3})(?=\d)", " ", said)


@cache
def _generic() -> frozenset[str]:
    lists = sections("places.txt")
    return frozenset(word for name in (*CLASSES, "home") for word in lists[name])


@cache
def _chains() -> frozenset[str]:
    return frozenset(sections("places.txt")["chains"]) | {
        "hortons",
        "super",
        "days",
        "comfort",
        "best",
        "western",
        "holiday",
    }


def _without_streets(parts: list[str]) -> list[str]:
    """Without rue, boulevard…; "st" at the end, or before a direction, is a street, elsewhere a saint."""
    street = sections("places.txt")["street"]
    kept: list[str] = []
    for place, part in enumerate(parts):
        after = parts[place + 1] if place + 1 < len(parts) else ""
        if part == "st" and place and (not after or _alike().get(after, after) in DIRECTIONS or len(after) < 2):
            continue
        if part not in street:
            kept.append(part)
    return kept or parts


def _city(parts: list[str]) -> tuple[str, list[str]]:
    """The city named last, and the other words. After rue or boulevard it is a street, but for a comma between."""
    lists = sections("cities.txt"), sections("places.txt")
    words = parts[:-1] if len(parts) > 1 and parts[-1] in lists[0]["provinces"] else parts
    for start in range(len(words) - 1, -1, -1):
        for end in range(min(start + 4, len(words)), start, -1):
            city = _cities().get(tuple(words[start:end]))
            if city and not (start and words[start - 1] in lists[1]["street"]):
                return city, [part for part in (*words[:start], *words[end:]) if part != ","]
    return "", [part for part in words if part != ","]


def keys(place: Place) -> frozenset[str]:
    found = {tight(word) for word in place.words} | place.words
    found |= {cut for word in place.words for cut in (word.removeprefix("l"), word[2:]) if word[:2] in ("la", "le")}
    for word in place.words:
        if len(word) > 3:
            found |= deletions(word)
    if not place.words:
        found |= {"n" + number for number in place.numbers}
    return frozenset(found | ({"c=" + place.city} if place.city else set()))


def compared(a: Place, b: Place, together: bool | None) -> Likeness:
    """`together` says whether the two periods overlap, None when unknown: a place counts for who was there then."""
    city = bool(a.city) and a.city == b.city
    if not _is_named(a) and not _is_named(b):
        return _counted(1, together) if city else NOTHING
    if not _is_named(a) or not _is_named(b) or not _same_venue(a, b):
        return weak(0.3, 1, same=False) if city and together is not False else NOTHING
    return _counted(2, together)


def _is_named(place: Place) -> bool:
    return bool(place.words or place.numbers)


def _counted(points: int, together: bool | None) -> Likeness:
    return Likeness(0.9, True, Strength.NONE, 0) if together is False else weak(0.95, points, same=True)


def _same_venue(a: Place, b: Place) -> bool:
    if (a.city and b.city and a.city != b.city) or (a.direction and b.direction and a.direction != b.direction):
        return False
    if a.sorts and b.sorts and a.sorts.isdisjoint(b.sorts):
        return False
    if a.street and b.street:
        return a.numbers == b.numbers and _each_goes(a.words, b.words) and _each_goes(b.words, a.words)
    if a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers):
        return False
    if a.chain or b.chain:
        return _same_of_a_chain(a, b)
    few, many = sorted((a.words, b.words), key=len)
    return bool(few) and _each_goes(few, many)


def _same_of_a_chain(a: Place, b: Place) -> bool:
    """One of a chain is told by its number, its street or its city; all that one says, the other must say."""
    return _each_goes(a.words, b.words) and _each_goes(b.words, a.words) and a.numbers == b.numbers and a.city == b.city


def _each_goes(few: frozenset[str], many: frozenset[str]) -> bool:
    return all(word in many or any(_goes(word, other) for other in many) for word in few)


def _goes(word: str, other: str) -> bool:
    if tight(word) == tight(other) or (len(word) > 4 and slipped(word, other)):
        return True
    short, long = sorted((word, other), key=len)
    return long in ("la" + short, "le" + short, "l" + short)  # La Fontaine, Lafontaine


def tokens(place: Place) -> Tokens:
    said = " ".join(sorted(map(tight, place.words)) + sorted(place.numbers) + [place.direction]).strip()
    faint = {f"2:{said}"} if said else set()
    if place.chain:
        faint = {f"2:{said} {place.city}"}
    return Tokens(frozenset(), frozenset(faint | ({f"1:c={place.city}"} if place.city else set())))
