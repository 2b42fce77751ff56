"""What changed between two wordings, word by word, for someone to read side by side."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

WORD = re.compile(r"\s+|\w+|[^\w\s]")


class Change(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    change: Change
    text: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """Pieces in order: kept and removed ones joined are `before`; kept and added ones joined are `after`.

    What is removed at a place comes before what is added there. No piece is empty, and neighbours differ in kind.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    found = [(Change.KEPT, old[:head]), *_between(old[head : len(old) - tail], new[head : len(new) - tail])]
    found.append((Change.KEPT, old[len(old) - tail :]))
    return tuple(_joined(found))


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Change, Sequence[str]]]:
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=len(old) > 2000).get_opcodes():
        if kind == "equal":
            yield Change.KEPT, old[i:j]
        else:
            yield Change.REMOVED, old[i:j]
            yield Change.ADDED, new[k:m]


def _joined(found: Sequence[tuple[Change, Sequence[str]]]) -> Iterator[Piece]:
    waiting: list[str] = []
    kind = Change.KEPT
    for change, words in found:
        if words and change is not kind and waiting:
            yield Piece(kind, "".join(waiting))
            waiting = []
        kind = change if words else kind
        waiting += words
    if waiting:
        yield Piece(kind, "".join(waiting))
