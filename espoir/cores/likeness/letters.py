"""Letters: from whatever was typed to plain lower-case a–z, 0–9 and spaces."""

from __future__ import annotations

import re
import unicodedata

from espoir.cores.likeness.clues import LONGEST

WITHOUT_A_MARK = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "ng"}
)
NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def folded(words: str) -> str:
    """Lower case, no accents, compatibility forms undone: `Désir` → `desir`."""
    if words.isascii():
        return words[:LONGEST].casefold()
    flat = unicodedata.normalize("NFKD", words[: 4 * LONGEST].casefold())
    bare = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return bare.translate(WITHOUT_A_MARK)[:LONGEST]


def plain_words(words: str) -> tuple[str, ...]:
    return tuple(NOT_A_WORD.sub(" ", folded(words)).split())
