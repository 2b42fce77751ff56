"""Do two clues name the same person, phone, handle, place or vehicle?

    mine, hers = prepare(Clue(Kind.PERSON, "Jean-François Tremblé")), prepare(Clue(Kind.PERSON, "TREMBLAY, J.F."))
    compare(mine, hers).same

Everything here is a function of its arguments alone. See `clues` for the values that go in and come out.
"""

from __future__ import annotations

from typing import cast

from espoir.cores.likeness import digests, persons, plain, reading
from espoir.cores.likeness.clues import (
    NOTHING,
    Clue,
    Kind,
    Likeness,
    Prepared,
    Strength,
    Tokens,
    years_overlap,
)
from espoir.cores.likeness.reading import Name

__all__ = [
    "Clue", "Kind", "Likeness", "Prepared", "Strength", "Tokens",
    "compare", "keys", "prepare", "tokens", "years_overlap",
]  # fmt: skip


def prepare(clue: Clue) -> Prepared:
    """Read a clue once, so that comparing it costs little."""
    if clue.kind is Kind.PERSON:
        name = reading.read(clue.words)
        return Prepared(clue.kind, name, frozenset("p:" + key for key in persons.keys(name)), clue.first, clue.last)
    form, keys = plain.read(clue.kind, clue.words)
    return Prepared(clue.kind, form, frozenset(f"{clue.kind[:2]}:{key}" for key in keys), clue.first, clue.last)


def compare(a: Prepared, b: Prepared) -> Likeness:
    """How alike two clues are, whichever comes first. Clues of different kinds are never alike."""
    if a.kind is not b.kind or a.keys.isdisjoint(b.keys):
        return NOTHING
    if a.kind is Kind.PERSON:
        return persons.compared(cast(Name, a.form), cast(Name, b.form))
    return plain.compared(a, b)


def keys(prepared: Prepared) -> frozenset[str]:
    """Blocking keys: two clues that `compare` finds the same, or gives points, share at least one."""
    return prepared.keys


def tokens(prepared: Prepared) -> Tokens:
    """Whole-value variants, for a clue kept in a form that no one reads. Tokens of different kinds never coincide."""
    found = digests.tokens(cast(Name, prepared.form)) if prepared.kind is Kind.PERSON else plain.tokens(prepared)
    kind = prepared.kind[:2]
    return Tokens(
        frozenset(f"{kind}:{token}" for token in found.strong),
        frozenset(f"{token[:2]}{kind}:{token[2:]}" for token in found.weak),
    )
