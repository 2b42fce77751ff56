"""The lists of words that places are read with: kinds, streets, chains, cities."""

from __future__ import annotations

from functools import cache

from espoir.cores.likeness.letters import deletions
from espoir.cores.likeness.packaged import sections

CLASSES = (
    "lodging",
    "table",
    "care",
    "shop",
    "outside",
    "transit",
    "learning",
    "worship",
    "health",
    "sport",
    "passage",
    "burial",
)
DIRECTIONS = frozenset(("nord", "sud", "est", "ouest"))
LONG_CHAIN = 9


@cache
def table(section: str) -> dict[str, str]:
    """Each word of a section `kept=said`, and the one that is kept."""
    pairs = (entry.partition("=") for entry in sections("places.txt")[section])
    return {said: kept for kept, _is, said in pairs}


@cache
def chains() -> dict[str, str]:
    """Each way to say a chain in one word; a long one with a letter missing too."""
    pairs = [entry.partition("=") for entry in sections("places.txt")["chains"]]
    found = {said: kept or said for said, _is, kept in pairs}
    near = {cut: kept for said, kept in found.items() if len(said) >= LONG_CHAIN for cut in deletions(said)}
    return near | found


@cache
def cities() -> dict[tuple[str, ...], str]:
    """Each city, as the words of its name."""
    found: dict[tuple[str, ...], str] = {}
    for entry in sections("cities.txt")["cities"]:
        said, _is, kept = entry.partition("=")
        found[tuple(map(plain, said.split("-")))] = kept or said
        found.setdefault((said.replace("-", ""),), kept or said)
        if said.startswith("north-"):
            found[tuple(said.replace("north", "n").split("-"))] = kept or said
    return found


@cache
def sorts() -> dict[str, frozenset[str]]:
    lists = sections("places.txt")
    return {
        word: frozenset(name for name in CLASSES if word in lists[name]) for each in CLASSES for word in lists[each]
    }


@cache
def idle() -> frozenset[str]:
    lists = sections("places.txt")
    return frozenset((*lists["small"], *lists["home"], *sorts(), "st"))


def plain(word: str) -> str:
    return {"saint": "st", "sainte": "st", "ste": "st", "ft": "fort", "mt": "mount"}.get(word, word)


def names(part: str) -> bool:
    return len(part) > 1 and not part.isdigit() and part not in idle() and part not in DIRECTIONS
