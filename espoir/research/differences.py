"""What changed from one version to the next, word by word, so that nobody has to compare by eye."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

Part = dict[str, str]
WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    how: str  # "same", "out" or "in"
    text: str


@dataclass(frozen=True)
class Compared:
    """One part of the newer version, or one that is gone."""

    heading: str
    pieces: list[Piece]

    @property
    def is_the_same(self) -> bool:
        return all(piece.how == "same" for piece in self.pieces)


def compare(before: list[Part], after: list[Part]) -> list[Compared]:
    """Part by part, in the order of the newer version; what is gone comes last."""
    old = {_name(part): part for part in before}
    new = {_name(part) for part in after}
    found = [
        Compared(part.get("heading", ""), list(_pieces(old.get(_name(part), {}).get("text", ""), part["text"])))
        for part in after
    ]
    gone = [part for part in before if _name(part) not in new]
    return [*found, *(Compared(part.get("heading", ""), [Piece("out", part["text"])]) for part in gone)]


def _name(part: Part) -> str:
    return part.get("code") or part.get("heading", "")


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    for how, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield Piece("same", "".join(new[c:d]))
            continue
        if a < b:
            yield Piece("out", "".join(old[a:b]))
        if c < d:
            yield Piece("in", "".join(new[c:d]))
