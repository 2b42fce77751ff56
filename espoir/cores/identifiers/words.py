"""A text as words without accents, capitals, apostrophes and hyphens, each with where it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
BOUND = re.compile(r"[ \u00a0\u202f\t]*[-‐‑–'’ʼ`´. \u00a0\u202f]?[ \u00a0\u202f\t]*|[ \t]*\n[ \t]*")
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d"})


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    folded: str


def folded(word: str) -> str:
    """Without accents and capitals: Émilie is emilie, Œuvre is oeuvre, STRAẞE is strasse."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(LETTERS))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def words_of(text: str) -> list[Word]:
    return [Word(found.start(), found.end(), folded(found[0])) for found in WORD.finditer(text)]


def hang_together(text: str, one: Word, other: Word) -> bool:
    """Is there no more than a space, a hyphen, an apostrophe or a full stop of initials between them?"""
    return BOUND.fullmatch(text, one.end, other.start) is not None
