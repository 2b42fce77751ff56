"""Names of people (crude for now)."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from espoir.cores.likeness.clues import NOTHING, Likeness, Prepared, Tokens, strong, weak
from espoir.cores.likeness.letters import plain_words


@dataclass(frozen=True, slots=True)
class Name:
    words: tuple[str, ...]


def _deletions(word: str) -> set[str]:
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word)) if len(word) > 3}


def read(words: str) -> tuple[Name, frozenset[str]]:
    name = Name(tuple(sorted(plain_words(words)))[:8])
    return name, frozenset(short for word in name.words for short in _deletions(word))


def compared(a: Prepared, b: Prepared) -> Likeness:
    mine, hers = a.form.words, b.form.words  # type: ignore[attr-defined]
    if not mine or not hers:
        return NOTHING
    if mine == hers:
        return strong() if len(mine) > 1 else weak(1.0, 1, same=False)
    shared = [word for word in mine if any(_alike(word, other) for other in hers)]
    if len(shared) >= 2:
        return strong(0.9)
    return weak(0.4, 1, same=False) if shared else NOTHING


def _alike(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) > 3 and OSA.distance(a, b, score_cutoff=1) <= 1)


def tokens(prepared: Prepared) -> Tokens:
    words = prepared.form.words  # type: ignore[attr-defined]
    pairs = {"|".join(sorted((one, other))) for place, one in enumerate(words) for other in words[place + 1 :]}
    return Tokens(frozenset(pairs), frozenset(f"1:{word}" for word in words))
