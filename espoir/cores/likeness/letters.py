"""Letters: from whatever was typed to plain lower-case a–z, 0–9 and spaces."""

from __future__ import annotations

import re
import unicodedata

from espoir.cores.likeness.clues import LONGEST
from espoir.cores.likeness.scripts import romanised

WITHOUT_A_MARK = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "ng"}
)
APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`´′ʹ"), None)
UNSEEN = re.compile(
    r"[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
NOT_A_WORD = re.compile(r"[^a-z0-9]+")
SEEN = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("l", "i"))
LEET = str.maketrans("01345789@$!|€", "oieastbgasile")


def cleaned(words: str) -> str:
    """What was typed, without letters that cannot be seen, wide forms undone, cut to what is read; case kept."""
    if words.isascii():
        return UNSEEN.sub("", words[: 2 * LONGEST])[:LONGEST]
    return UNSEEN.sub("", unicodedata.normalize("NFKC", words[: 4 * LONGEST]))[:LONGEST]


def folded(words: str) -> str:
    """Lower case, Latin letters, no accents: `Désir` → `desir`, `Сергей` → `sergey`."""
    words = words.casefold()
    if words.isascii():
        return words
    latin = " ".join(romanised(word) for word in words.split(" "))
    flat = unicodedata.normalize("NFKD", latin)
    return "".join(letter for letter in flat if not unicodedata.combining(letter)).translate(WITHOUT_A_MARK)


def plain_words(words: str) -> tuple[str, ...]:
    return tuple(NOT_A_WORD.sub(" ", folded(cleaned(words).translate(APOSTROPHES))).split())


def deletions(word: str) -> frozenset[str]:
    """The word and all it becomes when one letter falls: two words one slip apart share one of these."""
    return frozenset([word, *(word[:place] + word[place + 1 :] for place in range(len(word)))])


def as_seen(word: str) -> str:
    """What letters look like on paper, or to a machine that reads it: `gorrnan` and `gorman`, `lan` and `ian`."""
    for letters, instead in SEEN:
        word = word.replace(letters, instead)
    return word
