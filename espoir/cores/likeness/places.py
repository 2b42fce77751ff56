"""Places: a venue, a street address, a city. The city may be left out; two different cities are two places."""

from __future__ import annotations

from functools import cache

from rapidfuzz.distance import OSA

from espoir.cores.likeness.addresses import Place, Word, heard, read
from espoir.cores.likeness.clues import NOTHING, Likeness, Strength, Tokens, weak
from espoir.cores.likeness.letters import deletions
from espoir.cores.likeness.matching import slipped
from espoir.cores.likeness.packaged import sections
from espoir.cores.likeness.sounds import tight

__all__ = ["Place", "compared", "keys", "read", "tokens"]

SHORTEST_SLIP, LONG = 5, 8
SAID_FOR_EACH_OTHER = (frozenset(("street", "boulevard")), frozenset(("road", "row", "highway", "hill")))


def keys(place: Place) -> frozenset[str]:
    return place.own | ({"c=" + place.city} if place.city else frozenset())


def compared(a: Place, b: Place, together: bool | None) -> Likeness:
    """`together` says whether the two periods overlap, None when unknown: a place counts for who was there then."""
    city = bool(a.city) and a.city == b.city
    if not _is_named(a) and not _is_named(b):
        return _counted(1, together) if city else NOTHING
    if not _is_named(a) or not _is_named(b) or not _same_venue(a, b):
        return weak(0.3, 1, same=False) if city and together is not False else NOTHING
    return _counted(2, together)


def _is_named(place: Place) -> bool:
    return bool(place.words or place.numbers or place.chain)


def _counted(points: int, together: bool | None) -> Likeness:
    return Likeness(0.9, True, Strength.NONE, 0) if together is False else weak(0.95, points, same=True)


def _same_venue(a: Place, b: Place) -> bool:
    if a.own.isdisjoint(b.own) or a.chain != b.chain or _differ(a.direction, b.direction) or _other_town(a, b):
        return False
    if a.sorts and b.sorts and a.sorts.isdisjoint(b.sorts):
        return False
    if a.chain:
        return _same_of_a_chain(a, b)
    if a.street and b.street:
        return _same_address(a, b)
    return _same_name(a, b)


def _differ(mine: str, hers: str) -> bool:
    return bool(mine) and bool(hers) and mine != hers


def _other_town(a: Place, b: Place) -> bool:
    if a.city and b.city:
        return a.city != b.city
    return bool(a.town and b.town) and not (_each_goes(a.town, b.town) or _each_goes(b.town, a.town))


def _same_address(a: Place, b: Place) -> bool:
    if a.civic != b.civic or not _within(a.numbers, b.numbers) or _other_type(a, b):
        return False
    few, _many = sorted((a.words, b.words), key=len)
    return _covers(a, b) if few else len(a.numbers & b.numbers) > 1 and a.numbers == b.numbers


def _same_name(a: Place, b: Place) -> bool:
    if a.numbers and b.numbers and not _within(a.numbers, b.numbers):
        return False
    if (a.bare and not b.types) or (b.bare and not a.types):
        return bool(a.numbers & b.numbers) and _covers(a, b)
    if (a.corner and not _in(a, b)) or (b.corner and not _in(b, a)):
        return False
    if not a.sorts and not b.sorts and _other_type(a, b):
        return False
    if not a.words and not b.words:
        return a.numbers == b.numbers
    return _covers(a, b)


def _same_of_a_chain(a: Place, b: Place) -> bool:
    """One of a chain is told by its number, its street or its city; only an inn is the one of its town."""
    if (a.numbers and b.numbers and not _within(a.numbers, b.numbers)) or _other_type(a, b):
        return False
    if a.words and b.words:
        return _covers(a, b)
    if a.numbers & b.numbers:
        return True
    if a.words or b.words:
        return (a.chain in _inns() and bool(a.city) and a.city == b.city) or _is_in_town(a, b)
    return a.city == b.city and a.numbers == b.numbers


@cache
def _inns() -> frozenset[str]:
    return frozenset(sections("places.txt")["inns"])


def _is_in_town(a: Place, b: Place) -> bool:
    """A town one of them misspelled: Super 8 Kingston, Super 8 Kingstn."""
    few, many = sorted((a, b), key=lambda place: len(place.words))
    return bool(few.town) and not many.city and _each_goes(many.words, few.town)


def _within(mine: frozenset[str], hers: frozenset[str]) -> bool:
    return mine <= hers or hers <= mine


def _other_type(a: Place, b: Place) -> bool:
    """Avenue, rue: two streets of one name or number; but rue and boulevard are said for each other before a name."""
    if not a.types or not b.types or not a.types.isdisjoint(b.types):
        return False
    named = bool(a.words and b.words)
    return not (named and any(a.types | b.types <= each for each in SAID_FOR_EACH_OTHER))


def _covers(a: Place, b: Place) -> bool:
    """All that the one who says less says, the other says; or takes for its town."""
    if len(a.words) == len(b.words):
        return bool(a.words) and (_in(a, b) or _in(b, a))
    few, many = sorted((a, b), key=lambda place: len(place.words))
    return bool(few.words) and _in(few, many)


def _in(few: Place, many: Place) -> bool:
    found = [any(goes(word, other) for other in many.words) for word in few.words]
    if all(found):
        return True
    left = [word for word, there in zip(few.words, found, strict=True) if not there]
    if not any(found) and not few.chain and not (few.numbers & many.numbers):
        return False
    return not few.city and bool(many.town) and _each_goes(tuple(left), many.town)


def _each_goes(few: tuple[Word, ...], many: tuple[Word, ...]) -> bool:
    return all(any(goes(word, other) for other in many) for word in few)


def goes(a: Word, b: Word) -> bool:
    """One word, or two written as one: as it sounds, or one slip apart."""
    if not a.codes.isdisjoint(b.codes):
        return True
    if min(len(a.text), len(b.text)) >= SHORTEST_SLIP and slipped(a.text, b.text):
        return True
    mine, hers = tight(a.text), tight(b.text)
    near = OSA.distance(mine, hers, score_cutoff=1) <= 1 or abs(len(mine) - len(hers)) > 1  # never two other letters
    if min(len(mine), len(hers)) >= SHORTEST_SLIP and near and slipped(mine, hers):
        return True
    return any(_joined_slip(said, b) for said in a.joined) or any(_joined_slip(said, a) for said in b.joined)


def _joined_slip(said: str, word: Word) -> bool:
    return min(len(said), len(word.text)) >= LONG and OSA.distance(said, word.text, score_cutoff=1) <= 1


def tokens(place: Place) -> Tokens:
    faint = {f"1:c={place.city}"} if place.city else set[str]()
    return Tokens(frozenset(), frozenset(faint | {f"2:{said}" for said in _sayings(place) if said}))


def _sayings(place: Place) -> set[str]:
    """Its name in one word, as it sounds, with a letter missing when it is long; its numbers beside it."""
    numbers = " ".join(sorted(place.numbers))
    beside = f" {numbers} {'' if place.words else min(place.types, default='')}".rstrip()
    if place.chain:
        return _sayings_of_a_chain(place, beside)
    if not place.words:
        return {beside} if place.numbers else set()
    whole = "".join(word.text for word in place.words)
    order = "".join(sorted(tight(word.text) for word in place.words))
    said = {order, tight(whole), place.head, *heard(whole)}
    said |= deletions(tight(whole)) if len(whole) >= LONG else set()
    return {each + beside for each in said} if place.street or not place.sorts else said


def _sayings_of_a_chain(place: Place, beside: str) -> set[str]:
    where = {tight(word.text) for word in place.words}
    towns = {place.city} if place.city and (place.chain in _inns() or not where) else set()
    said = {f"{place.chain} {each}" for each in (*where, *towns)}
    return said | ({f"{place.chain}{beside}"} if place.numbers or not said else set())
