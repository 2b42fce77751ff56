"""Do two clues name the same person, phone, handle, place or vehicle?

    mine, hers = prepare(Clue(Kind.PERSON, "Jean-François Tremblé")), prepare(Clue(Kind.PERSON, "TREMBLAY, J.F."))
    compare(mine, hers).same

Everything here is a function of its arguments alone. See `clues` for the values that go in and come out.
"""

from __future__ import annotations

from typing import cast

from espoir.cores.likeness import digests, handles, persons, phones, places, reading, vehicles
from espoir.cores.likeness.clues import NOTHING, Clue, Kind, Likeness, Prepared, Strength, Tokens, years_overlap
from espoir.cores.likeness.handles import Handle
from espoir.cores.likeness.phones import Phone
from espoir.cores.likeness.places import Place
from espoir.cores.likeness.reading import Name
from espoir.cores.likeness.vehicles import Vehicle

__all__ = [
    "Clue", "Kind", "Likeness", "Prepared", "Strength", "Tokens",
    "compare", "keys", "prepare", "tokens", "years_overlap",
]  # fmt: skip

Form = Name | Phone | Handle | Place | Vehicle


def prepare(clue: Clue) -> Prepared:
    """Read a clue once, so that comparing it costs little."""
    form, found = _read(clue.kind, clue.words)
    if clue.kind is not Kind.PERSON:  # the keys of names, far more numerous, hold no colon
        found = frozenset(f"{clue.kind}:{key}" for key in found)
    return Prepared(clue.kind, form, found, clue.first, clue.last)


def _read(kind: Kind, words: str) -> tuple[Form, frozenset[str]]:
    if kind is Kind.PERSON:
        name = reading.read(words)
        return name, persons.keys(name)
    if kind is Kind.PHONE:
        phone = phones.read(words)
        return phone, phones.keys(phone)
    if kind is Kind.HANDLE:
        handle = handles.read(words)
        return handle, handles.keys(handle)
    if kind is Kind.PLACE:
        place = places.read(words)
        return place, places.keys(place)
    vehicle = vehicles.read(words)
    return vehicle, vehicles.keys(vehicle)


def compare(a: Prepared, b: Prepared) -> Likeness:
    """How alike two clues are, whichever comes first. Clues of different kinds are never alike."""
    if a.kind is not b.kind or a.keys.isdisjoint(b.keys):
        return NOTHING
    if a.kind is Kind.PERSON:
        return persons.compared(cast(Name, a.form), cast(Name, b.form))
    if a.kind is Kind.PHONE:
        return phones.compared(cast(Phone, a.form), cast(Phone, b.form))
    if a.kind is Kind.HANDLE:
        return handles.compared(cast(Handle, a.form), cast(Handle, b.form))
    if a.kind is Kind.PLACE:
        together = years_overlap(a.first, a.last, b.first, b.last)
        return places.compared(cast(Place, a.form), cast(Place, b.form), together)
    return vehicles.compared(cast(Vehicle, a.form), cast(Vehicle, b.form))


def keys(prepared: Prepared) -> frozenset[str]:
    """Blocking keys: two clues that `compare` finds the same, or gives points, share at least one."""
    return prepared.keys


def tokens(prepared: Prepared) -> Tokens:
    """Whole-value variants, for a clue kept in a form that no one reads. Tokens of different kinds never coincide."""
    found = _tokens(prepared)
    return Tokens(
        frozenset(f"{prepared.kind}:{token}" for token in found.strong),
        frozenset(f"{token[:2]}{prepared.kind}:{token[2:]}" for token in found.weak),
    )


def _tokens(prepared: Prepared) -> Tokens:
    form = cast(Form, prepared.form)
    match form:
        case Name():
            return digests.tokens(form)
        case Phone():
            return phones.tokens(form)
        case Handle():
            return handles.tokens(form)
        case Place():
            return places.tokens(form)
        case Vehicle():
            return vehicles.tokens(form)
