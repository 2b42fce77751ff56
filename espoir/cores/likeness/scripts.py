"""Other writings than the Latin one, letter by letter, and letters that only look Latin.

Cyrillic, Greek and Arabic have a table each (`data/scripts.txt`). Any other letter is spelled as `anyascii` does:
Chinese in pinyin, Korean in the revised romanisation, and what India writes without the vowels it does not write.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from anyascii import anyascii

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


VOWELLESS = re.compile(r"[\u0590-\u06ff\u0900-\u0dff]")  # Hebrew, Arabic, and the writings of India
BY_SYLLABLE = re.compile(r"[\u3400-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
WITH_MARKS = re.compile(r"[\u0590-\u05ff\u0900-\u109f\u1780-\u17ff]+")  # whose vowels are marks, no letters
NASALS = dict.fromkeys(map(ord, "ंँਂੰংঁં"), "n")

KOREAN = {"이": "lee", "박": "park", "김": "kim", "최": "choi", "오": "oh", "우": "woo"}  # never as they are read


def is_vowelless(words: str) -> bool:
    """Whether it is in a writing that leaves some vowels out."""
    return bool(VOWELLESS.search(words))


def spelled_out(words: str) -> str:
    """Chinese and Korean names with a space after the surname; what is written with marks, in Latin letters."""
    if words.isascii():
        return words
    words = BY_SYLLABLE.sub(lambda found: _after_surname(found.group()), words)
    return WITH_MARKS.sub(lambda found: anyascii(found.group().translate(NASALS)).replace("'", ""), words)


def _after_surname(name: str) -> str:
    surname = 2 if len(name) == 4 else 1
    return f"{KOREAN.get(name[0], name[:surname])} {name[surname:]}"


@cache
def _cantonese() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_table("cantonese"), key=lambda said: (-len(said), said))))


def in_mandarin(word: str) -> str:
    """`kwokkeung` as `guoqiang`; "" when it is not made of such syllables."""
    said = _cantonese()
    if not 2 < len(word) < 13 or said.sub("", word):
        return ""
    return said.sub(lambda found: _table("cantonese")[found.group()], word)


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
    if "LATIN" in unicodedata.name(letter, ""):
        return letter
    return anyascii(letter).lower()
