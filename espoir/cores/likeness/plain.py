"""Phones, handles, places and vehicles (crude for now)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from espoir.cores.likeness.clues import NOTHING, Kind, Likeness, Prepared, Tokens, strong, weak, years_overlap
from espoir.cores.likeness.letters import folded, plain_words


@dataclass(frozen=True, slots=True)
class Plain:
    whole: str


def read(kind: Kind, words: str) -> tuple[Plain, frozenset[str]]:
    if kind is Kind.PHONE:
        whole = re.sub(r"\D", "", folded(words))[-10:]
    elif kind is Kind.PLACE:
        whole = " ".join(sorted(plain_words(words)))
    else:
        whole = "".join(plain_words(words))
    return Plain(whole), frozenset({whole} if whole else ())


def compared(a: Prepared, b: Prepared) -> Likeness:
    if not a.form.whole or a.form != b.form:  # type: ignore[attr-defined]
        return NOTHING
    if a.kind is not Kind.PLACE:
        return strong()
    together = years_overlap(a.first, a.last, b.first, b.last)
    return Likeness(1.0, True, NOTHING.strength, 0) if together is False else weak(1.0, 2, same=True)


def tokens(prepared: Prepared) -> Tokens:
    whole = prepared.form.whole  # type: ignore[attr-defined]
    if not whole:
        return Tokens(frozenset(), frozenset())
    if prepared.kind is Kind.PLACE:
        return Tokens(frozenset(), frozenset({f"2:{whole}"}))
    return Tokens(frozenset({whole}), frozenset())
