"""Other writings than the Latin one, letter by letter, and letters that only look Latin.

Cyrillic, Greek and Arabic have a table each (`data/scripts.txt`). Any other letter is read from its Unicode name:
HANGUL SYLLABLE GIM is "gim", CANADIAN SYLLABICS KA is "ka".
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from espoir.cores.likeness.packaged import sections


@cache
def _table(section: str) -> dict[str, str]:
    pairs = (pair.split("=") for pair in sections("scripts.txt")[section])
    return {letter: said.replace("-", "") for letter, said in pairs}


@cache
def _letters() -> dict[int, str]:
    return {ord(letter): said for name in ("cyrillic", "greek", "arabic") for letter, said in _table(name).items()}


@cache
def _look_alike() -> dict[int, str]:
    return {ord(letter): said for letter, said in _table("look-alike").items()}


def is_vowelless(words: str) -> bool:
    """Arabic writing leaves most vowels out."""
    return any("\u0600" <= letter <= "\u06ff" for letter in words)


def romanised(word: str) -> str:
    """One lower-case word in Latin letters; a word that mixes writings is taken for a disguise of Latin letters."""
    if any("a" <= letter <= "z" for letter in word):
        word = word.translate(_look_alike())
    if any("\u0370" <= letter <= "\u03ff" or "\u1f00" <= letter <= "\u1fff" for letter in word):
        word = _greek(word)
    if word.startswith("ال") and len(word) > 4:
        word = "al " + word[2:]  # the article, so that it reads as one
    return "".join(map(_by_name, word.translate(_letters())))


def _greek(word: str) -> str:
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    for pair, said in _table("pairs").items():
        bare = bare.replace(pair, said)
    return bare


@lru_cache(maxsize=4096)  # letters, never words
def _by_name(letter: str) -> str:
    if letter < "\u0250" or not letter.isalpha():
        return letter
    name = unicodedata.name(letter, "")
    if "LATIN" in name or "IDEOGRAPH" in name:
        return letter
    said = name.rpartition(" ")[2].lower()
    return said if said.isascii() and said.isalpha() and len(said) <= 6 else letter
